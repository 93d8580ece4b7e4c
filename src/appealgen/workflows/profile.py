"""The profile and unfinished answers: a sender's own details, stored on their machine, readable by them only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from appealgen.errors import MissingError, Problem, ProblemCode, WriteError
from appealgen.language.parsing import SCALARS
from appealgen.messages import message
from appealgen.model.sender import Sender, Unfinished
from appealgen.model.stationery import StationeryChoice
from appealgen.output.lock import locked
from appealgen.output.partial_files import sweep, sync_folder
from appealgen.output.writer import replace_all
from appealgen.paths import is_file, is_folder
from appealgen.post.stationery import choose_stationery, preferred
from appealgen.yamlfile.reader import load_yaml
from appealgen.yamlfile.writer import dump_yaml

_UNFINISHED = "# What you typed for a letter that is not written yet. Nothing of this leaves your machine.\n"
_HEAD = "# Your own details, kept by “appealgen profile”. Nothing of this leaves your machine.\n"


def keep_profile(path: Path, sender: Sender, before: bytes = b"") -> None:
    """Write the profile, readable by its owner only, if it is still as read `before`; raises WriteError."""
    replace_all({path: (_HEAD + dump_yaml(sender)).encode()}, {path: before})


def keep_unfinished(path: Path, typed: Unfinished) -> None:
    """Store the typed answers, readable by their owner only, in place of earlier ones; raises WriteError."""
    replace_all({path: (_UNFINISHED + dump_yaml(typed)).encode()}, {})


def load_unfinished(path: Path) -> Unfinished | None:
    """Typed answers of unwritten letters, or None; raises InputError."""
    return load_yaml(path, Unfinished, SCALARS) if is_file(path) else None


def forget_kept(path: Path) -> None:
    """Delete one of these files for good, and partial files of it from a killed run; raises WriteError."""
    if not is_folder(path.parent):
        return
    try:
        with locked(path.parent, below=False):
            path.unlink(missing_ok=True)
            sweep(path.parent, below=False)
            sync_folder(path.parent)
    except OSError as error:
        text = message("cannot delete it: {reason}", reason=error.strerror)
        raise WriteError(Problem(ProblemCode.CANNOT_WRITE, text, file=str(path))) from error


def changed(kept: Sender | None, given: dict[str, Any], choice: StationeryChoice, roots: tuple[Path, ...]) -> Sender:
    """A sender with changed details and stationery; without an old one, a new sender.

    Raises MissingError for details that a new one lacks, and for unknown stationery.
    """
    if kept is not None:
        sender = replace(kept, **given)
    elif missing := [f"--{field}" for field in ("name", "address", "country") if field not in given]:
        text = message("a new profile also needs {options}", options=", ".join(missing))
        raise MissingError(Problem(ProblemCode.MISSING_DETAIL, text))
    else:
        sender = Sender(**given)
    stationery = preferred(sender.stationery, choice)
    choose_stationery(stationery, sender.country, sender.reads, roots)
    return replace(sender, stationery=stationery)
