"""A single file at a path that the user chose, outside of any manifest."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.output.classification import classify
from appealgen.output.lock import locked
from appealgen.output.writer import write_all


def write_single(path: Path, data: bytes, *, overwrite: bool) -> Literal["written", "identical", "replaced"]:
    """Write the file whole, for its owner only; another file at the path is replaced only with `overwrite`.

    Raises WriteError for a file with other content, and for a folder or link at the path.
    """
    with locked(path.parent, below=False):
        status = classify(path.parent, path.name, data, None)
        if status == "identical":
            return "identical"
        if status == "blocked":
            text = message("a folder, a link or a device is in the way")
            raise WriteError(Problem(ProblemCode.BLOCKED, text, message("choose another name"), file=str(path)))
        if status == "modified" and not overwrite:
            hint = message("--overwrite replaces it")
            raise WriteError(Problem(ProblemCode.EXISTS, message("already exists"), hint, file=str(path)))
        write_all([(path, data)])
    return "replaced" if status == "modified" else "written"
