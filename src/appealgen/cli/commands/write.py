"""`appealgen write` and the guided write: one sender's letters for one case."""

from dataclasses import replace
from typing import TYPE_CHECKING

from appealgen.cli import environment, options
from appealgen.cli.console import result_file, result_text, say, tell_notices
from appealgen.cli.i18n import _

if TYPE_CHECKING:
    from appealgen.cli.prompts.unfinished import Typed
    from appealgen.output.report import Report
    from appealgen.planning.plan import Plan, PlanOptions


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
    typed = unfinished.typed_before() if scripts.may_ask and case is None else unfinished.Typed()
    with unfinished.kept_if_left(typed):
        plan = _plan(case, sender, asked, scripts, typed, dry_run=output.dry_run)
        if confirming:
            from appealgen.cli.prompts.last_question import settle

            dry_run = replace(writing, dry_run=True)
            settled = settle(
                plan,
                lambda options: letters.plan(plan.case, plan.sender, options, roots),
                lambda plan: letters.write(plan, output.out, dry_run, roots),
                typed,
            )
            report = letters.write_rendered(settled.rendered, output.out, writing)
        else:
            report = letters.write(plan, output.out, writing, roots)
    if typed.stored and not output.dry_run:
        unfinished.forget_unfinished()
    _show(report, scripts, dry_run=output.dry_run, is_shown=confirming)
    if output.open_written:
        from appealgen.cli.opening import open_written

        open_written([report.out / entry.path for entry in report.files])


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
