"""`appealgen write` and the guided write: one sender's letters for one case."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from appealgen.cli import environment, options
from appealgen.cli.console import ask_yes, result_file, result_text, say, tell_all, tell_notices
from appealgen.cli.i18n import _
from appealgen.errors import ProblemCode, RefusedError

if TYPE_CHECKING:
    from appealgen.cli.prompts.unfinished import Typed
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
) -> None:
    """Plan, show, ask on a terminal, and write; a no exits with 0."""
    from appealgen.cli.prompts import unfinished
    from appealgen.workflows import letters

    roots = scripts.roots
    output.check_open(scripts)
    asked, writing = letter.plan_options(paper.choice()), output.write_options(paper)
    confirming = scripts.confirms(dry_run=output.dry_run)
    is_guided = scripts.may_ask and case is None
    typed = unfinished.typed_before() if is_guided else unfinished.Typed()
    with unfinished.kept_if_left(typed):
        plan = _plan(case, sender, asked, scripts, typed, dry_run=output.dry_run)
        if confirming:
            from appealgen.cli.prompts.last_question import settle

            if is_guided and output.format is None and not plan.refusals:
                from appealgen.cli.prompts.guided import ask_formats

                writing = replace(writing, formats=ask_formats())
            settled = settle(
                plan,
                lambda options: letters.plan(plan.case, plan.sender, options, roots),
                lambda plan: _preview(plan, output.out, writing, roots),
                typed,
            )
            report = letters.write_rendered(settled.rendered, output.out, writing)
        else:
            report = letters.write(plan, output.out, writing, roots)
    if typed.stored and not output.dry_run:
        unfinished.forget_unfinished()
    _show(report, scripts, dry_run=output.dry_run, is_shown=confirming)
    offered = is_guided and confirming and any(entry.format == "pdf" for entry in report.files)
    if output.open_written or (offered and ask_yes(_("Open it now?"), default=True)):
        from appealgen.cli.opening import open_written

        open_written([report.out / entry.path for entry in report.files])


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
