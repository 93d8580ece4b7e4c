"""`appealgen cases` and `appealgen show`: the catalogue and the case sheet."""

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from appealgen.cli import options
from appealgen.cli.i18n import _, translate
from appealgen.language.localized_names import localized_country, localized_day, localized_language, localized_text
from appealgen.messages import restored

if TYPE_CHECKING:
    from rich.console import RenderableType

    from appealgen.model.case import Case, Doubt, Target, Update


def cases(date: options.Date = None, data_dir: options.DataDir = None, json: options.Json = False) -> None:
    """The catalogue: every case, its status and days left."""
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.workflows.catalogue import catalogue

    when = settings.date_or_today(date)
    found = catalogue(settings.data_roots(data_dir))
    for problem in found.problems:
        terminal.tell(problem, _("broken"), "red")
    if json:
        listed = [_summary(case, when) for case in found.cases]
        terminal.result_json({"version": 1, "cases": listed, "notices": [p.as_json() for p in found.problems]})
        return
    rows = [
        (case.id, case.country, _status(case, when), _letters(case),
         translate(localized_text(case.title)))
        for case in found.cases
    ]  # fmt: skip
    terminal.show(terminal.table((_("CASE"), _("IN"), _("STATUS"), _("LETTERS"), _("TITLE")), rows, flexible=4))
    terminal.say()
    if any(not letter.reviewed for case in found.cases for letter in case.letters.values()):
        terminal.say(_("* not yet read by a native reader"))
    live = _(
        "A live case: “appealgen import FILE” makes one of the document you were sent. What is imported, and other "
        "folders in cases/ of your data directory, are listed here:"
    )
    terminal.say(terminal.wrapped(live))
    terminal.say(f"  {settings.user_data_dir()}")
    terminal.say(terminal.wrapped(_("A closed case is good for practice: give a date on which it was open, as in")))
    terminal.say("  appealgen write ua-046-19 --date 2019-04-15")


def _status(case: "Case", when: datetime.date) -> str:
    from appealgen.cli.views.plan import status_words
    from appealgen.planning.status import status_at

    said = status_words(status_at(case, when))
    return _("{status}, draft", status=said) if case.draft else said


def _letters(case: "Case") -> str:
    return " ".join(tag if case.letters[tag].reviewed else f"{tag}*" for tag in sorted(case.letters))


def _summary(case: "Case", when: datetime.date) -> dict[str, Any]:
    from appealgen.planning.status import status_at
    from appealgen.yamlfile.writer import to_plain

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
        bool,
        typer.Option("--languages", help=_("Which language for whom: target's preference, letters, what you read.")),
    ] = False,
    reads: options.Reads = None,
    date: options.Date = None,
    data_dir: options.DataDir = None,
    json: options.Json = False,
) -> None:
    """The case sheet: what happened, what to ask, whom to write to."""
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.workflows.catalogue import case_json, find_case

    when = settings.date_or_today(date)
    found = find_case(case, settings.data_roots(data_dir))
    if json:
        terminal.result_json({"version": 1, **case_json(found, when)})
        return
    terminal.show(*(_languages(found, reads) if languages else _sheet(found, when)))


def _sheet(case: "Case", when: datetime.date) -> "Iterator[RenderableType]":
    from rich.padding import Padding
    from rich.text import Text

    from appealgen.cli.views.plan import status_words
    from appealgen.planning.status import status_at

    def section(title: str, *paragraphs: str | None) -> "Iterator[RenderableType]":
        told = [text for text in paragraphs if text]
        if told:
            yield Text(title, style="bold")
            yield from (Padding(Text(text), (0, 0, 0, 2)) for text in told)
            yield ""

    number = f"UA {case.ua_number}, " if case.ua_number else ""
    yield Text(f"{case.id}  {translate(localized_text(case.title))}", style="bold")
    deadline = _("; deadline {day}", day=localized_day(case.deadline)) if case.deadline else ""
    yield Text(f"{number}{translate(localized_country(case.country))}; {status_words(status_at(case, when))}{deadline}")
    yield ""
    people = [translate(localized_text(p.name)) + (f" ({p.pronouns})" if p.pronouns else "") for p in case.people]
    yield from section(_("For"), "\n".join(people))
    yield from section(_("What happened"), translate(localized_text(case.summary)))
    yield from section(_("What to ask"), *(f"• {translate(localized_text(demand.text))}" for demand in case.demands))
    for target in case.targets:
        yield from section(_heading(target), "\n".join(_contact(target)))
    yield from section(_("Languages"), *_languages_of(case))
    yield from section(_("Background"), translate(localized_text(case.background)))
    social = case.social
    yield from section(
        _("Social media"), *((translate(localized_text(social.messages)), " ".join(social.follow)) if social else ())
    )
    for update in case.updates:
        yield from section(_news(update), translate(localized_text(update.outcome or update.title)))
    yield from section(_("Doubts"), *map(_doubt, case.unsettled))
    yield from section(_("Sources"), *(f"• {source}" for source in case.sources))


def _languages_of(case: "Case") -> Iterator[str]:
    """What the target reads, and what there are letters in."""
    names = [translate(localized_language(tag)) for tag in case.languages]
    if case.own_language:
        names.append(_("or your own language"))
    yield ", ".join(names)
    letters = [
        translate(localized_language(tag))
        if case.letters[tag].reviewed
        else _("{language} (not yet read by a native reader)", language=localized_language(tag))
        for tag in sorted(case.letters)
    ]
    yield _("Letters: {languages}", languages=", ".join(letters))


def _news(update: "Update") -> str:
    """`26 August 2019: closed (46/19-3)`."""
    day = localized_day(update.date) if update.date else _("without a date")
    said = _("{day}: closed", day=day) if update.closes else _("{day}: update", day=day)
    return f"{said} ({update.number})" if update.number else said


def _doubt(doubt: "Doubt") -> str:
    line = f" ({_('line {line}', line=doubt.line)})" if doubt.line else ""
    return f"• {doubt.field}{line}: {translate(restored(doubt.message))}"


def _heading(target: "Target") -> str:
    roles = {
        "target": _("target"),
        "copy": _("copy"),
        "embassy": _("embassy in {country}", country=localized_country(target.host or "")),
        "solidarity": _("solidarity"),
    }
    return f"{target.id} ({roles[target.role]}): {translate(localized_text(target.office or target.name))}"


def _contact(target: "Target") -> Iterator[str]:
    yield ", ".join(filter(None, (translate(localized_text(target.name)), *target.address)))
    if target.phone:
        yield _("phone {number}", number=target.phone)
    if target.fax:
        yield _("fax {number}", number=target.fax)
    if target.email:
        yield _("e-mail {addresses}", addresses=", ".join(target.email))
    for platform, handle in target.social.items():
        yield f"{platform} {handle}"
    if salutation := translate(localized_text(target.salutation)):
        yield f"“{salutation.rstrip(',')},”"


def _languages(case: "Case", reads: list[str] | None) -> "Iterator[RenderableType]":
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.cli.prompts.sender import parse_tag
    from appealgen.errors import MissingError, Problem, wrong_value
    from appealgen.language.locales import best_of, same_language
    from appealgen.planning.language import choose
    from appealgen.planning.planner import languages_read
    from appealgen.reading.sender_files import load_sender

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
        written = _("no letter") if letter is None else _("letter") if letter.reviewed else _("letter, not reviewed")
        yours = _("you read it") if any(same_language(tag, r) for r in read) else ""
        rows.append((f"{tag}", translate(localized_language(tag)), f"{place}." if place else "", written, yours))
    yield terminal.table((_("TAG"), _("LANGUAGE"), _("TARGET READS"), _("WRITTEN"), _("YOU")), rows, flexible=1)
    yield ""
    if read:
        chosen = choose(case.languages, list(case.letters), read, own_language=case.own_language)
        yield translate(chosen.message if isinstance(chosen, Problem) else chosen.reason)
    else:
        yield _("--reads TAG, or a profile, tells which of them your letter would be in")
