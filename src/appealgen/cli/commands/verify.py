"""`appealgen verify`: check whether the files of a folder are still as they were written."""

from pathlib import Path
from typing import Annotated

import typer

from appealgen.cli import options
from appealgen.cli.i18n import _
from appealgen.errors import DONE_IN_PART


def verify(
    folder: Annotated[Path, options.paths("DIR", _("A folder that letters were written to."))],
    json: options.Json = False,
) -> None:
    """Hash every file of the manifest again; exits with 8 if one is missing, changed or unknown."""
    from appealgen.cli import console
    from appealgen.cli.views.inspection import tell_inspection
    from appealgen.output.inspection import inspect

    found = inspect(folder)
    if json:
        console.result_json(found.as_json())
    else:
        tell_inspection(found)
    console.tell_notices(found.notices)
    if found.problems:
        raise typer.Exit(DONE_IN_PART)
