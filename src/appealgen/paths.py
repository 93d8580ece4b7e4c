"""The only module that looks at paths and reads files: no path, however odd, ends in a traceback.

pathlib raises OSError for an overlong name or a folder without permission, RuntimeError for a loop of links and
ValueError for a null character. Here such a path is neither file nor folder, and reading it is a described error.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from os.path import exists as is_there
from os.path import isdir as is_folder
from os.path import isfile as is_file
from os.path import islink as is_link
from os.path import lexists as is_taken
from pathlib import Path

from appealgen.errors import AppealgenError, InputError, Problem, ProblemCode
from appealgen.messages import message

__all__ = ["entries", "first_free", "is_file", "is_folder", "is_link", "is_taken", "is_there", "read_file", "real"]


def real(path: Path) -> Path:
    """The path without links and dots; unchanged if it cannot be resolved."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):  # a null character; a current folder that was deleted
        return path


def entries(folder: Path, pattern: str = "*") -> list[Path]:
    """Matching entries of a folder, sorted; none if the folder cannot be listed."""
    try:
        return sorted(folder.glob(pattern))
    except (OSError, ValueError):
        return []


def first_free(paths: Iterable[Path]) -> Path:
    """The first path where nothing exists, not even a broken link."""
    return next(path for path in paths if not is_taken(path))


def read_file(
    path: Path, most: int | None = None, *, error: type[AppealgenError] = InputError, file: str | None = None
) -> bytes:
    """Contents of a regular file, at most one byte more than `most`; raises `error`, naming it `file`, for all else."""
    try:
        if stat.S_ISREG(path.stat().st_mode):
            with path.open("rb") as stream:
                return stream.read() if most is None else stream.read(most + 1)
        text = message("not a file that can be read")
    except (OSError, ValueError) as reason:
        text = message("cannot read it: {reason}", reason=getattr(reason, "strerror", None) or reason)
    raise error(Problem(ProblemCode.UNREADABLE, text, file=file or str(path)))
