"""What the guided write asks and shows: the case, the details, the letter as it will look, and what to do next."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Exit

from appealgen.cli.terminal import ask_which, ask_yes, console, say, styled, tell, tell_notices, wrapped
from appealgen.document import RULED
from appealgen.errors import InputError, MissingError, Problem, RefusedError
from appealgen.language.choice import words_near
from appealgen.language.locales import (
    best_of,
    country_in_sentence,
    language_name,
    long_date,
    same_language,
    tag_or_name,
)
from appealgen.planning import WEEK_FOR_POST, open_date, refusals_of_time, status_at

if TYPE_CHECKING:
    from rich.text import Text

    from appealgen.document import Letter
    from appealgen.model import Case, Sender, Tag
    from appealgen.pipeline import Report
    from appealgen.planning import Plan, Status

_RULE = "_" * 30
_WEEK = datetime.timedelta(days=WEEK_FOR_POST)

Planner = Callable[[tuple[str, ...], "Tag | None", "str | None"], "Plan"]


def status_words(status: Status) -> str:
    """`open, 36 days left`; `closed 26 August 2019`; `past its deadline`."""
    if status.closed_by is not None:
        return f"closed {long_date(status.closed_by.date, 'en')}"
    if status.state == "not-issued":
        return "not issued yet"
    if status.state == "past-deadline":
        return "past its deadline"
    if status.days_left is None:
        return "open"
    return f"open, {status.days_left} day{'' if status.days_left == 1 else 's'} left"


def choose_case(roots: tuple[Path, ...], date: datetime.date, *, asking: bool) -> Case:
    """Ask which case; raises MissingError when there is nobody to ask."""
    from appealgen.reading.catalogue import catalogue, find_case

    cases = catalogue(roots).cases
    if not asking:
        message = "which case? give its id, number, name or folder"
        raise MissingError(Problem("no-case", message, f"known: {', '.join(case.id for case in cases)}"))
    say(styled("Which case?", "bold"))
    listed = [(case.id, f"{words_near(case.title, 'en')} ({status_words(status_at(case, date))})") for case in cases]
    found: dict[str, Case] = {case.id: case for case in cases}

    def otherwise(answer: str) -> str | None:
        try:
            case = find_case(answer, roots)
        except (InputError, MissingError) as error:
            for problem in error.problems:
                tell(problem, "error", "red")
            return None
        found[case.file] = case
        return case.file

    return found[ask_which("Number, name or folder", listed, otherwise=otherwise)]


def date_for(case: Case, date: datetime.date, anyway: str | None, *, offering: bool) -> datetime.date:
    """The date to write at, before anything else is asked: a closed case can be rehearsed.

    Raises RefusedError for a case that is not open, unless there is somebody to offer a rehearsal to who takes it.
    """
    refused = refusals_of_time(case, status_at(case, date), anyway)
    if not refused:
        return date
    if offering:
        tell(replace(refused[0], hint=None), "refused", "red")
        if ask_yes(f"Rehearse with it as of {long_date(open_date(case), 'en')}?"):
            return open_date(case)
        raise Exit(RefusedError.exit_code)
    raise RefusedError(refused)


def with_languages(sender: Sender) -> Sender:
    """Ask what the sender reads where their country leaves it open."""
    from appealgen.cli.who import ask_reads
    from appealgen.language.locales import languages_of

    if sender.reads or len(languages_of(sender.country)) == 1:
        return sender
    return replace(sender, reads=ask_reads(sender.country, ()))


def refine(
    planned: Plan, planner: Planner, *, to: Sequence[str] | None, language: Tag | None, own_words: str | None
) -> Plan:
    """Ask which targets, which language, and for a sentence of one's own; Enter takes what the plan says."""
    targets = [mailing.target for mailing in planned.mailings]
    if to is None and len(targets) > 1:
        say(styled("To whom?", "bold"))
        names = [(target.id, words_near(target.office or target.name, "en") or "") for target in targets]
        numbered = {str(number): name for number, (name, _) in enumerate(names, 1)}

        def several(answer: str) -> str | None:
            chosen = [numbered.get(part.strip(), part.strip()) for part in answer.split(",")]
            return ",".join(chosen) if set(chosen) <= set(numbered.values()) else None

        everyone = ask_which("Numbers, with commas between", [*names, ("all", "")], "all", otherwise=several)
        to = None if everyone == "all" else everyone.split(",")
    letters = sorted(planned.case.letters)
    if language is None and len(letters) > 1 and planned.mailings:
        say(styled("In which language?", "bold"))
        say(wrapped(f"  {planned.mailings[0].language.reason}"))
        proposed = planned.mailings[0].language.tag
        listed = [(tag, _about_letter(planned, tag)) for tag in letters]
        answer = ask_which("Number or language", listed, proposed, otherwise=lambda text: _named(text, letters))
        language = None if answer == proposed else next(tag for tag in letters if tag == answer)
    if own_words is None:
        from appealgen.cli.who import ask_optional

        say(styled("A sentence of your own?", "bold") + " In the letter's language; it goes before the demand.")
        own_words = ask_optional("Your words", None)
    return planner(tuple(to or ()), language, own_words)


def _about_letter(planned: Plan, tag: Tag) -> str:
    """A letter's language, and what is to be known before choosing it."""
    read = any(same_language(tag, own) for own in planned.sender.reads)
    notes = [] if planned.case.letters[tag].reviewed else ["not yet read by a native reader"]
    return ", ".join([language_name(tag), *(["you read it"] if read else []), *notes])


def _named(text: str, letters: Sequence[str]) -> str | None:
    try:
        return best_of(tag_or_name(text), letters)
    except ValueError:
        return None


def preview(report: Report) -> None:
    """The first letter as it will look, then the plan with all that will be made."""
    from rich.panel import Panel

    screen = console(stderr=True)
    first = report.composed[0].letter
    width = min(screen.width, 84)
    screen.print(Panel(_as_text(first), title=report.files[0].path, width=width, padding=(1, 3)))
    tell_plan(report)
    tell_notices(report.notices)
    for entry in report.files:
        say(f"  {report.out / entry.path}")


def _as_text(letter: Letter) -> Text:
    from rich.text import Text

    sender = "\n".join(letter.sender).replace(RULED, _RULE)
    head = [sender, "\n".join(letter.recipient.printed), letter.date_line]
    text, number = Text("\n\n".join(head)), 0
    for block in letter.blocks:
        text.append("\n\n\n" if block.style == "signature" else "\n\n")
        number = number + 1 if block.style == "number" else 0
        text.append({"bullet": "• ", "number": f"{number}. "}.get(block.style, ""))
        for span in block.spans:
            style = "bold" if span.bold or block.style == "subject" else "italic" if span.italic else ""
            text.append(span.text.replace(RULED, _RULE), style=style)
    return text


def tell_plan(report: Report) -> None:
    """Who is written to, in what language and why, on what."""
    plan = report.plan
    case = plan.case
    title, where = words_near(case.title, "en"), country_in_sentence(case.country)
    say(styled(f"{case.id}  {title} ({where})", "bold"))
    deadline = f", deadline {long_date(case.deadline, 'en')}" if case.deadline else ""
    say(f"  {status_words(plan.status)}{deadline}; letters dated {long_date(plan.date, 'en')}")
    for mailing in plan.mailings:
        office = words_near(mailing.addressee.office or mailing.addressee.name, "en")
        note = f"its note in {language_name(mailing.note_language)}"
        what = {
            "appeal": "appeal",
            "copy": f"copy of the appeal to the {office}, {note}",
            "via": f"appeal, the envelope addressed to {mailing.recipient.id} for forwarding, {note}",
        }
        envelope = f"{mailing.envelope.name} envelope" if mailing.envelope else "no envelope"
        say(f"  {mailing.target.id}: {what[mailing.kind]}, {mailing.paper.name}, {envelope}")
        say(wrapped(f"    {mailing.language.reason}"))


def tell_next(report: Report, today: datetime.date) -> None:
    """What to do with what was made, and by when."""
    case, plan = report.plan.case, report.plan
    if not any(entry.state != "identical" for entry in report.files):
        say("everything was there already, unchanged")
    if plan.date < today:
        say(wrapped("A rehearsal: print one letter and one envelope to see how they come out, and send none of them."))
        return
    steps = "Next: print the letters, read and sign each by hand, print the envelopes, stamp and post them"
    if case.deadline is None or plan.status.state != "open":
        say(wrapped(f"{steps}."))
        return
    post_by = max(case.deadline, datetime.date.min + _WEEK) - _WEEK
    when = f"by {long_date(post_by, 'en')}" if post_by > plan.date else "today"
    say(wrapped(f"{steps} {when}, so that they arrive before the deadline of {long_date(case.deadline, 'en')}."))
    say("If you get an answer, tell your Amnesty section.")
