"""`appealgen write` and the guided write: one sender's letters for one case."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from appealgen.cli import environment, options
from appealgen.cli.console import ask_yes, result_file, result_text, say, tell_all, tell_notices
from appealgen.cli.i18n import _
from appealgen.errors import MissingError, Problem, ProblemCode, RefusedError
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.cli.prompts.unfinished import Typed
    from appealgen.model.case import Case
    from appealgen.output.report import Report
    from appealgen.planning.plan import Plan, PlanOptions
    from appealgen.workflows.letters import WriteOptions


def write(
    sender: options.SenderOptions,
    letter: options.LetterOptions,
    paper: options.PaperOptions,
    output: options.OutputOptions,
    scripts: options.ScriptOptions,
    case: options.OptionalCase = None,
    edit: Annotated[bool, options.flag(_("Open the text of the letter in your editor first."))] = False,
) -> None:
    """Plan, show, ask on a terminal, and write; a no exits with 0."""
    from appealgen.cli.prompts import unfinished
    from appealgen.workflows import letters

    roots = scripts.roots
    output.check_open(scripts)
    _check_edit(scripts, edit=edit)
    asked = letter.plan_options(paper.choice())
    writing = output.write_options(paper, asked.channels)
    confirming = scripts.confirms(dry_run=output.dry_run)
    is_guided = scripts.may_ask and case is None
    typed = unfinished.typed_before() if is_guided else unfinished.Typed()
    with unfinished.kept_if_left(typed):
        plan = _plan(case, sender, asked, scripts, typed, dry_run=output.dry_run)
        if confirming or edit:
            from appealgen.cli.prompts.last_question import settle, with_edited_letter

            def planned(case: "Case", options: "PlanOptions") -> "Plan":
                return letters.plan(case, plan.sender, options, roots)

            plan = with_edited_letter(plan, planned) if edit else plan
        if confirming:
            if is_guided and output.format is None and not plan.refusals:
                from appealgen.cli.prompts.guided import ask_formats

                writing = replace(writing, formats=ask_formats())
            settled = settle(plan, planned, lambda plan: _preview(plan, output.out, writing, roots), typed)
            report = letters.write_rendered(settled.rendered, output.out, writing)
        else:
            report = letters.write(plan, output.out, writing, roots)
    if not output.dry_run:
        _forget(report.plan, typed)
    _show(report, scripts, dry_run=output.dry_run, is_shown=confirming)
    offered = is_guided and confirming and any(entry.format == "pdf" for entry in report.files)
    if output.open_written or (offered and ask_yes(_("Open it now?"), default=True)):
        from appealgen.cli.opening import open_written

        open_written([report.out / entry.path for entry in report.files])


def _check_edit(scripts: options.ScriptOptions, *, edit: bool) -> None:
    if edit and not scripts.may_ask:
        text = message("--edit needs a terminal, and neither --json nor --no-input")
        raise MissingError(Problem(ProblemCode.NO_TERMINAL, text, field="edit"))


def _forget(plan: "Plan", typed: "Typed") -> None:
    """Delete the private files of what is now in the letters: stored answers and an edited text."""
    from appealgen.cli.prompts import unfinished

    if typed.stored:
        unfinished.forget_unfinished()
    if any(letter.original for letter in plan.case.letters.values()):
        from appealgen.cli.prompts.editor import forget_edited

        forget_edited(plan)


def _preview(plan: "Plan", out: Path, writing: "WriteOptions", roots: tuple[Path, ...]) -> "Report":
    """The dry run of a plan; of Word documents if no font has the letters of a PDF, and the user wants that."""
    from appealgen.workflows import letters

    dry_run = replace(writing, dry_run=True)
    try:
        return letters.write(plan, out, dry_run, roots)
    except RefusedError as error:
        if any(problem.code is not ProblemCode.NO_FONT for problem in error.problems):
            raise
        tell_all(error.problems, _("error"), "red")
        if not ask_yes(_("Write Word documents instead?"), default=True):
            raise typer.Exit(error.exit_code) from None
        return letters.write(plan, out, replace(dry_run, formats=("docx",)), roots)


def _plan(
    name: str | None,
    sender: options.SenderOptions,
    asked: "PlanOptions",
    scripts: options.ScriptOptions,
    typed: "Typed",
    *,
    dry_run: bool,
) -> "Plan":
    """The requested plan; on a terminal, after questions about open points."""
    from appealgen.cli.prompts import guided
    from appealgen.cli.prompts.sender import resolve_sender
    from appealgen.workflows import letters
    from appealgen.workflows.catalogue import find_case

    asking, roots = scripts.may_ask, scripts.roots
    is_guided = asking and name is None
    before = guided.found_case(typed.case, roots) if is_guided and typed.case else None
    case = find_case(name, roots) if name else before or guided.choose_case(roots, asked.date, asking=asking)
    called = guided.called(case)
    typed.case = typed.case or called
    asked = replace(asked, date=guided.date_for(case, asked.date, asked.anyway, offering=is_guided))
    if asking and not asked.accept_doubts and not dry_run:
        case, accepted = guided.with_doubts(case, roots)
        asked = replace(asked, accept_doubts=accepted)
    person = resolve_sender(sender, typed, asking=asking)
    if typed.case == called and not is_guided:
        asked = replace(asked, own_words=asked.own_words or typed.own_words)
    typed.case = called
    plan = letters.plan(case, person, asked, roots)
    if is_guided and (other := guided.another_language(plan)) != plan.options:
        plan = letters.plan(case, person, other, roots)
    if is_guided and not plan.refusals:
        person = guided.protected(plan)
        plan = letters.plan(case, person, guided.refine(plan, typed), roots)
    return plan


def _show(report: "Report", scripts: options.ScriptOptions, *, dry_run: bool, is_shown: bool) -> None:
    """Print the result on stdout, the rest on stderr; without what the preview has shown (`is_shown`)."""
    from appealgen.cli.views import plan as views

    if not scripts.quiet and not is_shown:
        if not scripts.json:
            views.tell_recipients(report)
            views.tell_plan(report)
        tell_notices(report.notices)
    if scripts.json:
        result_text(report.json())
        return
    for entry in report.files:
        result_file(entry.state, report.out / entry.path)
    if not scripts.quiet:
        if dry_run:
            say(_("dry run: nothing was written"))
        else:
            views.tell_next(report, environment.today())
