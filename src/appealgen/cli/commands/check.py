"""`appealgen check`: problems in cases, and what the letter-writing guides say of their letters."""

from typing import Annotated

import typer

from appealgen.cli import completion as complete
from appealgen.cli import options
from appealgen.cli.i18n import _, ngettext


def check(
    case: Annotated[
        list[str],
        typer.Argument(metavar="CASE...", help=_("Ids, numbers, names or folders."), autocompletion=complete.cases),
    ],
    data_dir: options.DataDir = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
) -> None:
    """Problems in a case, and what the letter-writing guides say of its letters."""
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.errors import AppealgenError, Problem
    from appealgen.workflows.catalogue import find_case
    from appealgen.workflows.checks import check as check_case

    roots = settings.data_roots(data_dir)
    errors: list[Problem] = []
    advice: list[Problem] = []
    code = 0
    for name in case:
        try:
            advice += check_case(find_case(name, roots), roots)
        except AppealgenError as error:
            errors += error.problems
            code = code or error.exit_code
    for problem in errors:
        terminal.tell(problem, _("error"), "red")
    if not quiet:
        for problem in advice:
            terminal.tell(problem, _("advice"), "yellow")
    if json:
        levels = [("error", errors), ("advice", advice)]
        listed = [p.as_json() | {"level": level} for level, problems in levels for p in problems]
        terminal.result_json({"version": 1, "problems": listed})
    elif not quiet:
        wrong = ngettext("{count} error", "{count} errors", len(errors))
        advised = ngettext("{count} piece of advice", "{count} pieces of advice", len(advice))
        terminal.result(f"{wrong}, {advised}")
    raise typer.Exit(code)
