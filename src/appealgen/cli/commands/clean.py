"""`appealgen clean`: remove personal data from a folder after an event, and keep the numbers."""

from pathlib import Path
from typing import Annotated

from appealgen.cli import console, options
from appealgen.cli.i18n import _


def clean(
    folder: Annotated[Path, options.paths("DIR", _("A folder that letters were written to."))],
    overwrite: Annotated[bool, options.flag(_("Also remove files that were edited."))] = False,
    dry_run: Annotated[bool, options.flag(_("Show what would be removed, but remove nothing."))] = False,
    yes: Annotated[bool, options.flag(_("Remove without asking for confirmation."), "-y")] = False,
    json: options.Json = False,
    no_input: options.NoInput = False,
) -> None:
    """Remove all personal files; the manifest keeps the numbers for “report”."""
    from appealgen.cli.views.inspection import cleaning_lines
    from appealgen.errors import MissingError, Problem, ProblemCode, WriteError
    from appealgen.messages import message
    from appealgen.output.cleaning import clean as carry_out
    from appealgen.output.cleaning import plan_cleaning

    planned = plan_cleaning(folder, overwrite=overwrite)
    if planned.conflicts and not dry_run:
        raise WriteError(planned.conflicts)
    confirmed = yes or dry_run or planned.is_done
    asking = console.may_ask(json=json, no_input=no_input) and not confirmed
    if not asking and not confirmed:
        text = message("nothing is removed without confirmation")
        hint = message("--yes removes the files without asking; --dry-run only shows them")
        raise MissingError(Problem(ProblemCode.NO_YES, text, hint, field="yes"))
    if asking:
        console.say("\n".join(cleaning_lines(planned, done=False)))
        console.tell_notices(planned.notices)
        if not console.ask_yes(_("Remove these files?")):
            console.say(_("nothing was removed"))
            return
    if not dry_run:
        planned = carry_out(planned, overwrite=overwrite)
    if json:
        console.result_json(planned.as_json(done=not dry_run))
        return
    for line in cleaning_lines(planned, done=not dry_run):
        console.result(line)
    if not asking:
        console.tell_notices((*planned.notices, *planned.conflicts))
    if dry_run:
        console.say(_("dry run: nothing was removed"))
    elif planned.is_done:
        console.say(_("there was nothing to remove"))
    else:
        console.say(console.wrapped(_("The manifest keeps only the counts; “appealgen report” works as before.")))
