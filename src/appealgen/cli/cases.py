"""`appealgen cases` and `appealgen show`: the catalogue and the case sheet."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from appealgen.cli import options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from appealgen.model import Case, Target


def cases(date: options.Date = None, data_dir: options.DataDir = None, json: options.Json = False) -> None:
    """The catalogue: every case, its status and days left."""
    from appealgen.cli import settings, terminal
    from appealgen.language.choice import words_near
    from appealgen.reading.catalogue import catalogue

    when = settings.date_or_today(date)
    found = catalogue(settings.data_roots(data_dir))
    for problem in found.problems:
        terminal.tell(problem, "broken", "red")
    if json:
        listed = [_summary(case, when) for case in found.cases]
        terminal.result_json({"version": 1, "cases": listed, "notices": [p.as_json() for p in found.problems]})
        return
    rows = [
        (case.id, case.country, _status(case, when), _letters(case),
         words_near(case.title, "en") or "")
        for case in found.cases
    ]  # fmt: skip
    terminal.show(terminal.table(("CASE", "IN", "STATUS", "LETTERS", "TITLE"), rows, flexible=4))
    terminal.say()
    if any(not letter.reviewed for case in found.cases for letter in case.letters.values()):
        terminal.say("* not yet read by a native reader")
    terminal.say(
        "A live case: “appealgen import FILE” makes one of the document you were sent. What is imported, and other\n"
        "  folders in cases/ of your data directory, are listed here:\n"
        f"  {settings.user_data_dir()}"
    )
    terminal.say(
        "A closed case is good for practice: give a date on which it was open, as in\n"
        "  appealgen write ua-046-19 --date 2019-04-15"
    )


def _status(case: "Case", when: datetime.date) -> str:
    from appealgen.cli.words import status_words
    from appealgen.status import status_at

    return status_words(status_at(case, when)) + (", draft" if case.draft else "")


def _letters(case: "Case") -> str:
    return " ".join(tag if case.letters[tag].reviewed else f"{tag}*" for tag in sorted(case.letters))


def _summary(case: "Case", when: datetime.date) -> dict[str, Any]:
    from appealgen.status import status_at
    from appealgen.yamlfile import to_plain

    status = status_at(case, when)
    return {
        "id": case.id,
        "title": to_plain(case.title),
        "country": case.country,
        "status": status.state,
        "deadline": case.deadline.isoformat() if case.deadline else None,
        "days_left": status.days_left,
        "languages": sorted(case.letters),
        "draft": case.draft,
        "not_reviewed": sorted(tag for tag, letter in case.letters.items() if not letter.reviewed),
    }


def show(
    case: options.Case,
    languages: Annotated[
        bool, typer.Option("--languages", help="Which language for whom: target's preference, letters, what you read.")
    ] = False,
    reads: options.Reads = None,
    date: options.Date = None,
    data_dir: options.DataDir = None,
    json: options.Json = False,
) -> None:
    """The case sheet: what happened, what to ask, whom to write to."""
    from appealgen.cli import settings, terminal
    from appealgen.reading.catalogue import find_case
    from appealgen.status import status_at
    from appealgen.yamlfile import to_plain

    when = settings.date_or_today(date)
    found = find_case(case, settings.data_roots(data_dir))
    status = status_at(found, when)
    if json:
        sheet = {
            "version": 1,
            "case": to_plain(found) | {"schema": found.schema},
            "letters": {tag: letter.text for tag, letter in found.letters.items()},
            "status": status.state,
            "days_left": status.days_left,
            "doubts": [to_plain(doubt) for doubt in found.unsettled],
        }
        terminal.result_json(sheet)
        return
    terminal.show(*(_languages(found, reads) if languages else _sheet(found, when)))


def _sheet(case: "Case", when: datetime.date) -> "Iterator[RenderableType]":
    from rich.padding import Padding
    from rich.text import Text

    from appealgen.cli.words import status_words
    from appealgen.language.choice import words_near
    from appealgen.language.locales import country_name, language_name, long_date
    from appealgen.status import status_at

    def section(title: str, *paragraphs: str | None) -> "Iterator[RenderableType]":
        told = [text for text in paragraphs if text]
        if told:
            yield Text(title, style="bold")
            yield from (Padding(Text(text), (0, 0, 0, 2)) for text in told)
            yield ""

    number = f"UA {case.ua_number}, " if case.ua_number else ""
    yield Text(f"{case.id}  {words_near(case.title, 'en')}", style="bold")
    deadline = f"; deadline {long_date(case.deadline, 'en')}" if case.deadline else ""
    yield Text(f"{number}{country_name(case.country)}; {status_words(status_at(case, when))}{deadline}")
    yield ""
    people = [(words_near(p.name, "en") or "") + (f" ({p.pronouns})" if p.pronouns else "") for p in case.people]
    yield from section("For", "\n".join(people))
    yield from section("What happened", words_near(case.summary, "en"))
    yield from section("What to ask", *(f"• {words_near(demand.text, 'en')}" for demand in case.demands))
    for target in case.targets:
        yield from section(_heading(target), "\n".join(_contact(target)))
    names = ", ".join(language_name(tag) for tag in case.languages)
    own = "or your own language" if case.own_language else None
    letters = ", ".join(
        language_name(tag) + ("" if case.letters[tag].reviewed else " (not yet read by a native reader)")
        for tag in sorted(case.letters)
    )
    yield from section("Languages", ", ".join(filter(None, (names, own))), f"Letters: {letters}")
    yield from section("Background", words_near(case.background, "en"))
    social = case.social
    yield from section(
        "Social media", *((words_near(social.messages, "en"), " ".join(social.follow)) if social else ())
    )
    for update in case.updates:
        told = [words_near(update.outcome or update.title, "en")]
        closing = "closed" if update.closes else "update"
        day = long_date(update.date, "en") if update.date else "without a date"
        number = f" ({update.number})" if update.number else ""
        yield from section(f"{day}: {closing}{number}", *told)
    doubts = (f"• {d.field}{f' (line {d.line})' if d.line else ''}: {d.message}" for d in case.unsettled)
    yield from section("Doubts", *doubts)
    yield from section("Sources", *(f"• {source}" for source in case.sources))


def _heading(target: "Target") -> str:
    from appealgen.language.choice import words_near
    from appealgen.language.locales import country_in_sentence

    role = {"embassy": f"embassy in {country_in_sentence(target.host or '')}"}.get(target.role, target.role)
    return f"{target.id} ({role}): {words_near(target.office or target.name, 'en')}"


def _contact(target: "Target") -> Iterator[str]:
    from appealgen.language.choice import words_near

    yield ", ".join(filter(None, (words_near(target.name, "en"), *target.address)))
    for label, value in (("phone", target.phone), ("fax", target.fax), ("e-mail", ", ".join(target.email))):
        if value:
            yield f"{label} {value}"
    for platform, handle in target.social.items():
        yield f"{platform} {handle}"
    if salutation := words_near(target.salutation, "en"):
        yield f"“{salutation.rstrip(',')},”"


def _languages(case: "Case", reads: list[str] | None) -> "Iterator[RenderableType]":
    from appealgen.cli import settings, terminal
    from appealgen.cli.who import parse_tag
    from appealgen.errors import MissingError, Problem, wrong_value
    from appealgen.language.choice import choose
    from appealgen.language.locales import best_of, language_name, same_language
    from appealgen.planning import languages_read
    from appealgen.reading.senderfile import load_sender

    own = settings.sender_from_environment() or settings.kept_profile()
    try:
        read = tuple(parse_tag(part) for text in reads or () for part in text.split(","))
    except ValueError as error:
        raise MissingError(wrong_value(error, field="reads")) from None
    if not read and own is not None:
        read = languages_read(load_sender(own))
    rows = []
    for tag in dict.fromkeys((*case.languages, *sorted(case.letters), *read)):
        place = case.languages.index(tag) + 1 if tag in case.languages else None
        match = best_of(tag, case.letters)
        letter = case.letters[parse_tag(match)] if match else None
        written = "no letter" if letter is None else "letter" if letter.reviewed else "letter, not reviewed"
        yours = "you read it" if any(same_language(tag, r) for r in read) else ""
        rows.append((f"{tag}", language_name(tag), f"{place}." if place else "", written, yours))
    yield terminal.table(("TAG", "LANGUAGE", "TARGET READS", "WRITTEN", "YOU"), rows, flexible=1)
    yield ""
    if read:
        chosen = choose(case.languages, list(case.letters), read, own_language=case.own_language)
        yield chosen.message if isinstance(chosen, Problem) else chosen.reason
    else:
        yield "--reads TAG, or a profile, tells which of them your letter would be in"
