"""The last question of the guided write: write the letters, read them, change words, text or language, or quit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from typer import Exit

from appealgen.cli.console import ask_step, say, tell_all
from appealgen.cli.i18n import _
from appealgen.cli.prompts.guided import ask_language, ask_words
from appealgen.cli.views import plan as views
from appealgen.errors import AppealgenError
from appealgen.paths import is_there

if TYPE_CHECKING:
    from appealgen.cli.prompts.unfinished import Typed
    from appealgen.model.case import Case
    from appealgen.output.report import Report
    from appealgen.planning.plan import Plan, PlanOptions


def settle(
    plan: Plan,
    planned: Callable[[Case, PlanOptions], Plan],
    previewed: Callable[[Plan], Report],
    typed: Typed,
) -> Report:
    """The dry run that the user wants written; Enter writes if all files are new. Ends the program on quit.

    `planned` plans again with an edited case or other options; `previewed` is the dry run of a plan. Both raise
    AppealgenError.
    """
    report = previewed(plan)
    while True:
        views.tell_preview(report)
        step = _step(report)
        while step == "read":
            views.show_letters(report)
            step = _step(report)
        if step == "write":
            return report
        if step == "quit":
            say(_("nothing was written"))
            raise Exit(0)
        try:
            if step == "text":
                report = previewed(with_edited_letter(report.plan, planned))
            else:
                report = previewed(planned(report.plan.case, _changed(report.plan, step, typed)))
        except AppealgenError as error:
            tell_all(error.problems, _("error"), "red")


def _step(report: Report) -> str:
    steps = {
        "write": _("[w]rite"),
        "read": _("[r]ead it"),
        "edit": _("[e]dit your words"),
        "text": _("[t]ext of the letter"),
        "language": _("[l]anguage"),
        "quit": _("[q]uit"),
    }
    if len(report.plan.case.letters) < 2:
        del steps["language"]
    all_new = not any(is_there(report.out / entry.path) for entry in report.files)
    return ask_step(steps, "write" if all_new else "", of_yes="write")


def with_edited_letter(plan: Plan, planned: Callable[[Case, PlanOptions], Plan]) -> Plan:
    """The plan with its letter edited; one without letters is returned unchanged."""
    from appealgen.cli.prompts.editor import edited

    if not plan.mailings:
        return plan
    if plan.mailings[0].kind == "solidarity":
        say(_("the text of a letter of solidarity is not edited: add words of your own"))
        return plan
    return planned(edited(plan), plan.options)


def _changed(plan: Plan, step: str, typed: Typed) -> PlanOptions:
    if step == "edit":
        return replace(plan.options, own_words=ask_words(plan.options.own_words, typed))
    return replace(plan.options, language=ask_language(plan))
