"""`appealgen doctor`: what works on this machine, and what to do about the rest."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from appealgen.cli import environment, options
from appealgen.cli.i18n import _, language, translate

if TYPE_CHECKING:
    from appealgen.workflows.doctor import Finding


def doctor(
    scripts: options.DataOptions,
    report: Annotated[
        bool, options.flag(_("Print a text for a bug report, in English, without names, addresses or paths of yours."))
    ] = False,
) -> None:
    """Look at fonts, programs, the profile and the user's own files; exits with 3 if one of these has errors."""
    from appealgen.cli.console import result, result_json, tell_all
    from appealgen.cli.machine import machine
    from appealgen.errors import InputError, MissingError, Problem, ProblemCode
    from appealgen.messages import message
    from appealgen.workflows.doctor import examine

    if report and scripts.json:
        text = message("give either --report or --json")
        raise MissingError(Problem(ProblemCode.TWO_FORMS, text, field="report"))
    about = machine("en" if report else language())
    found = list(examine(about, environment.profile_path(), scripts.roots))
    if scripts.json:
        result_json({"version": 1, "findings": [finding.as_json() for finding in found]})
    elif report:
        result("\n".join(_for_a_report(found)))
    else:
        for finding in found:
            _tell(finding)
            tell_all(finding.problems, _("error"), "red")
    if any(finding.state == "wrong" for finding in found):
        raise typer.Exit(InputError.exit_code)


def _tell(finding: "Finding") -> None:
    """`works    Word documents: /usr/bin/soffice`, and below it what to do."""
    from appealgen.cli.console import result, styled, wrapped

    states = {"works": (_("works"), "green"), "missing": (_("missing"), "yellow"), "wrong": (_("wrong"), "red")}
    word, style = states[finding.state]
    width = max(len(each) for each, _style in states.values())
    text = wrapped(f"{word:{width}}  {translate(finding.text)}", width + 2)
    result(styled(word, style) + text[len(word) :])
    if finding.advice:
        result(wrapped(f"{'':{width}}  → {translate(finding.advice)}", width + 4))


def _for_a_report(found: "Iterable[Finding]") -> "Iterable[str]":
    """The findings in English, without places of files; problems only by their codes."""
    from appealgen.cli.machine import without_home

    for finding in found:
        codes = sorted({str(problem.code) for problem in finding.problems})
        named = f" ({', '.join(codes)})" if codes else ""
        yield f"{finding.name}: {finding.state}{named}: {without_home(finding.text)}"
