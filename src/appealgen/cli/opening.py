"""Open what was written with the system's program, as a double click would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from appealgen.cli.console import tell_notices
from appealgen.errors import Problem, ProblemCode
from appealgen.messages import Message, message

_PATIENCE = 2
"""Seconds to wait for a program that reports a failure; a viewer may run until its window is closed."""


def open_written(files: Sequence[Path]) -> None:
    """Open the file, or the folder of several; a failure is a notice, because the files are there."""
    open_path(files[0] if len(files) == 1 else Path(os.path.commonpath([file.parent for file in files])))


def open_path(path: Path) -> None:
    """Open a file or folder; a failure is a notice."""
    try:
        _open(str(path.absolute()))
    except (OSError, subprocess.CalledProcessError) as error:
        reason = (error.strerror or error) if isinstance(error, OSError) else _ended(error)
        text = message("cannot open it: {reason}", reason=reason)
        tell_notices([Problem(ProblemCode.NOT_OPENED, text, message("open it yourself"), file=str(path))])


def _ended(error: subprocess.CalledProcessError) -> Message:
    return message("“{program}” ended with an error ({code})", program=error.cmd, code=error.returncode)


def _open(path: str) -> None:
    """Raises OSError without a program, CalledProcessError if it fails at once."""
    if sys.platform == "win32":
        os.startfile(path)
        return
    program = "open" if sys.platform == "darwin" else "xdg-open"
    nowhere = subprocess.DEVNULL
    running = subprocess.Popen([program, path], stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)
    try:
        code = running.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        code = running.returncode = 0  # nobody waits for a viewer
    if code:
        raise subprocess.CalledProcessError(code, program)
