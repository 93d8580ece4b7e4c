"""Questions of the guided write: the case, a rehearsal, languages, targets, own words."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Exit

from appealgen import limits, resources
from appealgen.cli import environment
from appealgen.cli.console import ask, ask_which, ask_yes, say, styled, tell, wrapped
from appealgen.cli.i18n import _, translate
from appealgen.cli.option_values import typed_path
from appealgen.cli.prompts.sender import ask_optional
from appealgen.errors import DocumentError, InputError, MissingError, Problem, ProblemCode, RefusedError
from appealgen.importing.field_names import field_name
from appealgen.language.locales import best_of
from appealgen.language.localized_names import localized_day, localized_language, localized_text
from appealgen.language.parsing import parse_language
from appealgen.messages import message
from appealgen.planning.doubts import as_problem
from appealgen.planning.language import Reader
from appealgen.planning.status import open_date, refusals_of_time, status_at
from appealgen.reading.sender_files import checked_text
from appealgen.workflows.catalogue import catalogue, find_case
from appealgen.workflows.letters import parse_formats

if TYPE_CHECKING:
    from appealgen.cli.prompts.unfinished import Typed
    from appealgen.messages import Message
    from appealgen.model.case import Case
    from appealgen.model.identifiers import Tag
    from appealgen.model.sender import Sender, Sign
    from appealgen.planning.plan import Plan, PlanOptions


def choose_case(roots: tuple[Path, ...], date: datetime.date, *, asking: bool) -> Case:
    """Ask for a case: from a document, an own one, or one to practise with; raises MissingError with nobody to ask."""
    cases = sorted(catalogue(roots).cases, key=_is_bundled)
    if not asking:
        text = message("which case? give its id, number, name or folder")
        raise MissingError(
            Problem(ProblemCode.NO_CASE, text, message("known: {cases}", cases=", ".join(case.id for case in cases)))
        )
    say(styled(_("Which case?"), "bold"))
    document = _("From a document you were sent")
    listed = [(document, _("(Word, PDF, mail, web page)")), *((case.id, _about_case(case, date)) for case in cases)]
    found: dict[str, Case] = {case.id: case for case in cases}

    def otherwise(answer: str) -> str | None:
        if (case := found_case(answer, roots)) is None:
            return None
        found[case.file] = case
        return case.file

    while True:
        chosen = ask_which(_("Number, name or file"), listed, otherwise=otherwise)
        case = found[chosen] if chosen in found else _of_document(roots)
        if case is not None:
            return case


def name_of_case() -> str:
    """Ask for the case of a command; returns a name that finds it."""
    return called(choose_case(environment.data_roots(None), environment.today(), asking=True))


def called(case: Case) -> str:
    """A name that finds a case again from any folder."""
    file = Path(case.file).absolute()
    return case.id if file.name == "case.yaml" and file.parent.parent.name == "cases" else str(file)


def _is_bundled(case: Case) -> bool:
    return resources.is_bundled(Path(case.file).parent)


def _about_case(case: Case, date: datetime.date) -> str:
    status = status_at(case, date)
    values = {"title": localized_text(case.title), "status": status.words}
    if _is_bundled(case) and status.state != "open":
        return _("to practise: {title} ({status})", **values)
    return _("{title} ({status})", **values)


def _of_document(roots: tuple[Path, ...]) -> Case | None:
    while answer := ask(_("The file: type its path, or drag it into this window (Enter: back)")):
        if (case := found_case(answer, roots)) is not None:
            return case
    return None


def found_case(answer: str, roots: tuple[Path, ...]) -> Case | None:
    """The case with this name; None after reporting the problem."""
    try:
        return find_case(typed_path(answer), roots)
    except (DocumentError, InputError, MissingError) as error:
        for problem in error.problems:
            tell(problem, _("error"), "red")
        return None


def date_for(case: Case, date: datetime.date, anyway: str | None, *, offering: bool) -> datetime.date:
    """The date for writing, before any other question: a closed case can be rehearsed.

    Raises RefusedError for a case that is not open, unless somebody accepts the offered rehearsal.
    """
    refused = refusals_of_time(case, status_at(case, date), anyway)
    if not refused:
        return date
    if offering:
        tell(replace(refused[0], hint=None), _("notice"), "yellow")
        practice = open_date(case)
        question = _("Rehearse as if today were {day}?", day=localized_day(practice)) if practice else ""
        if practice is not None and ask_yes(question, default=True):
            return practice
        raise Exit(RefusedError.exit_code)
    raise RefusedError(refused)


def with_doubts(case: Case, roots: tuple[Path, ...]) -> tuple[Case, bool]:
    """Show the grave doubts of a draft, and review them if the user wants to.

    Returns the resulting case, and whether the remaining doubts are accepted; ends the program if they are not.
    """
    grave = [doubt for doubt in case.unsettled if doubt.grave]
    if not grave:
        return case, False
    for doubt in grave:
        tell(replace(as_problem(doubt, case), field=field_name(case, doubt.field)), _("doubt"), "red")
    if ask_yes(_("Look at the doubts now, one by one?")):
        from appealgen.cli.prompts.review import review
        from appealgen.importing.editing import draft_at_hand, lines_at_hand

        draft = draft_at_hand(case, roots)
        case = review(case, lines_at_hand(case, draft), draft.evidence if draft else {})
        say(_("(This applies to these letters only. To keep it, import the document or edit the case file.)"))
    if not any(doubt.grave for doubt in case.unsettled):
        return case, False
    if not ask_yes(_("Continue despite the remaining doubts?")):
        raise Exit(RefusedError.exit_code)
    return case, True


def protected(plan: Plan) -> Sender:
    """The sender; whoever lives in the country of the case or has ties to it is asked what to show."""
    dangers = (ProblemCode.TIES, ProblemCode.LIVES_THERE)
    reminder = next((notice for notice in plan.notices if notice.code in dangers), None)
    if reminder is None:
        return plan.sender
    say(wrapped(translate(reminder.message)))
    say(styled(_("What do you want to show?"), "bold"))
    listed: list[tuple[Sign, str]] = [
        ("full", _("name, address and e-mail address")),
        ("town", _("name and town")),
        ("initials", _("initials and town")),
    ]
    answer = ask_which(_("Number or name"), listed, listed[0][0])
    return replace(plan.sender, sign=next(sign for sign, words in listed if sign == answer))


def refine(plan: Plan, typed: Typed) -> PlanOptions:
    """Ask for targets, language, and own words; Enter keeps the plan."""
    options = plan.options
    if not options.to and len(plan.mailings) > 1:
        options = replace(options, to=_ask_targets(plan))
    if options.language is None and len(plan.case.letters) > 1:
        options = replace(options, language=ask_language(plan))
    if options.own_words is None:
        options = replace(options, own_words=ask_words(None, typed))
    return options


def ask_words(now: str | None, typed: Typed) -> str | None:
    """Ask for own words, and record them in `typed` at once."""
    where = _("In the letter's language; it goes before the demand.")
    say(wrapped(f"{styled(_('Add a sentence of your own?'), 'bold')} {where}"))
    typed.own_words = ask_optional(_("Your words"), now or typed.own_words, _checked_words)
    return typed.own_words


def _checked_words(text: str) -> str:
    return checked_text(text, limits.TEXT)


def ask_formats() -> tuple[str, ...]:
    """Ask for the formats of the files; Enter takes PDF."""
    say(styled(_("As what?"), "bold"))
    listed = [
        ("pdf", _("to print as it is, at home or in a print shop")),
        ("docx", _("to change in Word or LibreOffice")),
        ("pdf,docx", _("both")),
    ]
    return parse_formats(ask_which(_("Number or name"), listed, listed[0][0]))


def ask_language(plan: Plan) -> Tag | None:
    """Ask for a language of the letters; None for the plan's own choice."""
    proposed = plan.mailings[0].language
    tag = _ask_language(plan, proposed.reason, proposed.tag)
    return plan.options.language if tag == proposed.tag else tag


def _ask_targets(plan: Plan) -> tuple[str, ...]:
    """The ids of the chosen targets; empty for all."""
    say(styled(_("To whom?"), "bold"))
    targets = [mailing.target for mailing in plan.mailings]
    names = [(target.id, translate(localized_text(target.office or target.name))) for target in targets]
    numbered = {str(number): name for number, (name, _) in enumerate(names, 1)}

    def several(answer: str) -> str | None:
        chosen = [numbered.get(part.strip(), part.strip()) for part in answer.split(",")]
        return ",".join(chosen) if set(chosen) <= set(numbered.values()) else None

    everyone = _("all")
    chosen = ask_which(_("Numbers, separated by commas"), [*names, (everyone, "")], everyone, otherwise=several)
    return () if chosen == everyone else tuple(chosen.split(","))


def another_language(plan: Plan) -> PlanOptions:
    """The options of a plan; if the sender reads none of the letters, ask for one of their languages."""
    nothing_read = bool(plan.refusals) and all(problem.code is ProblemCode.NO_LETTER for problem in plan.refusals)
    if plan.options.language is not None or not nothing_read or not plan.case.letters:
        return plan.options
    reason, [first, *others] = plan.refusals[0].message, plan.case.letters
    if others:
        return replace(plan.options, language=_ask_language(plan, reason, ""))
    say(wrapped(translate(reason)))
    question = _("Write in {language} anyway?", language=localized_language(first))
    return replace(plan.options, language=first) if ask_yes(question) else plan.options


def _ask_language(planned: Plan, reason: Message, proposed: str) -> Tag:
    """Ask for one of the languages of the case's letters, after the reason for asking; Enter takes the proposal."""
    letters = sorted(planned.case.letters)
    say(styled(_("In which language?"), "bold"))
    say(wrapped(f"  {translate(reason)}"))
    listed = [(tag, _about_letter(planned, tag)) for tag in letters]
    answer = ask_which(_("Number or language"), listed, proposed, otherwise=lambda text: _named(text, letters))
    return next(tag for tag in letters if tag == answer)


def _about_letter(planned: Plan, tag: Tag) -> str:
    """A letter's language, with facts for the choice."""
    read = Reader(planned.sender.reads, planned.sender.country).knows(tag)
    notes = [] if planned.case.letters[tag].reviewed else [_("not yet checked by a native speaker")]
    return ", ".join([translate(localized_language(tag)), *([_("you read it")] if read else []), *notes])


def _named(text: str, letters: Sequence[str]) -> str | None:
    try:
        return best_of(parse_language(text), letters)
    except ValueError:
        return None
