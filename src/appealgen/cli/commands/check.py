"""`appealgen check`: problems in cases, and advice from letter-writing guides on their letters."""

import typer

from appealgen.cli import options
from appealgen.cli.i18n import _, ngettext


def check(case: options.Cases, scripts: options.DataOptions, quiet: options.Quiet = False) -> None:
    """Show errors and advice for each case; exits with the code of the first error."""
    from appealgen.cli.console import result, result_json, tell
    from appealgen.errors import AppealgenError, Problem
    from appealgen.workflows.catalogue import find_case
    from appealgen.workflows.checks import check as check_case

    roots = scripts.roots
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
        tell(problem, _("error"), "red")
    for problem in advice if not quiet else ():
        tell(problem, _("advice"), "yellow")
    if scripts.json:
        levels = [("error", errors), ("advice", advice)]
        listed = [p.as_json() | {"level": level} for level, problems in levels for p in problems]
        result_json({"version": 1, "problems": listed})
    elif not quiet:
        wrong = ngettext("{count} error", "{count} errors", len(errors))
        advised = ngettext("{count} piece of advice", "{count} pieces of advice", len(advice))
        result(f"{wrong}, {advised}")
    raise typer.Exit(code)
