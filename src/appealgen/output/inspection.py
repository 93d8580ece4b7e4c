"""Inspect an output folder: check every file of its manifest, and list other files."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from appealgen.errors import InputError, Problem, ProblemCode, WriteError
from appealgen.messages import Message, message
from appealgen.output import journal, lock
from appealgen.output.classification import PathStatus, status_of
from appealgen.output.entries import ANONYMOUS, NOT_CURRENT, FileEntry
from appealgen.output.manifest import NAME, Manifest, no_manifest, read_manifest
from appealgen.output.partial_files import is_partial
from appealgen.paths import is_link, is_taken

FileStatus = Literal["intact", "missing", "changed", "blocked", "unreadable", "unknown"]
"""`blocked` means a link, pipe, folder or device at the path, or a link, pipe or device on the way."""

_STATUSES: Mapping[PathStatus, FileStatus] = {
    "new": "missing",
    "unchanged": "intact",
    "modified": "changed",
    "blocked": "blocked",
}
PROBLEMS: Mapping[FileStatus, tuple[ProblemCode, Message, Message]] = {
    "missing": (
        ProblemCode.MISSING_FILE,
        message("no longer there"),
        message("run the command that wrote it again"),
    ),
    "changed": (
        ProblemCode.CHANGED_FILE,
        message("not as it was written"),
        message("edited or damaged; the command that wrote it replaces it with --overwrite"),
    ),
    "blocked": (
        ProblemCode.BLOCKED,
        message("a link, a folder or a device is where the file was"),
        message("move it away, then run the command that wrote the file again"),
    ),
    "unreadable": (
        ProblemCode.UNREADABLE,
        message("cannot be read"),
        message("check that you have permission to read it"),
    ),
    "unknown": (
        ProblemCode.UNKNOWN_FILE,
        message("not in the manifest"),
        message("not written by appealgen, which leaves it alone"),
    ),
}
"""Problem and hint for each file status but `intact`."""


@dataclass(frozen=True)
class Inspection:
    """Result of an inspection: the status of each file of the manifest, and of each file not in it.

    `removed` counts letters that `clean` removed; `interrupted` means that a run was stopped, or is still going on.
    """

    out: Path
    manifest: Manifest
    statuses: Mapping[str, FileStatus]
    removed: int
    interrupted: bool

    def paths(self, status: FileStatus) -> tuple[str, ...]:
        """The paths with a status."""
        return tuple(path for path, found in self.statuses.items() if found == status)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A problem for each file that changed since it was written, and for each that appealgen did not write."""
        return tuple(
            Problem(*PROBLEMS[status], file=str(self.out / path)) for status in PROBLEMS for path in self.paths(status)
        )

    @property
    def notices(self) -> tuple[Problem, ...]:
        """Notices about the remains of an unfinished run."""
        if not self.interrupted:
            return ()
        text = message("a run into this folder was stopped halfway, or is still going on")
        hint = message("run the same command again to finish it")
        return (Problem(ProblemCode.INTERRUPTED, text, hint, file=str(self.out)),)

    def as_json(self) -> dict[str, object]:
        """The JSON object of `verify`."""
        lists = {status: list(self.paths(status)) for status in PROBLEMS}
        files = len(self.statuses) - len(lists["unknown"])
        counts = {"version": 1, "files": files, "intact": len(self.paths("intact")), "removed": self.removed}
        failed = [problem.as_json() for problem in self.problems]
        return counts | lists | {"notices": [n.as_json() for n in self.notices], "failed": failed, "errors": []}


def inspect(out: Path) -> Inspection:
    """Inspect every file of an output folder, without changing anything or following links.

    Raises InputError for a folder without a valid manifest, WriteError for one that cannot be read.
    """
    manifest = _manifest_in(out)
    expected = [entry for entry in manifest.entries.values() if entry.state not in ANONYMOUS]
    statuses = {entry.path: status for entry in expected if (status := _status(out, entry)) is not None}
    known = {unicodedata.normalize("NFC", entry.path) for entry in expected}
    partials = False
    for path in _files_below(out):
        if is_partial(path.rpartition("/")[2]):
            partials = True
        elif path not in _OURS and unicodedata.normalize("NFC", path) not in known:
            statuses[path] = "unknown"
    left = any(is_taken(out / name) for name in (journal.NAME, lock.NAME))
    interrupted = left or partials or any(entry.state == "removing" for entry in expected)
    return Inspection(out, manifest, statuses, len(manifest.entries) - len(expected), interrupted)


_OURS = {NAME, journal.NAME, lock.NAME}


def _manifest_in(out: Path) -> Manifest:
    if not any(is_taken(out / name) for name in (NAME, journal.NAME)):
        raise InputError(no_manifest(out, message("no {file} in it", file=NAME)))
    try:
        return read_manifest(out)
    except (InputError, WriteError) as error:
        hint = message("restore an intact copy: only a manifest says which files appealgen wrote")
        raise type(error)(replace(problem, hint=hint) for problem in error.problems) from error


def _status(out: Path, entry: FileEntry) -> FileStatus | None:
    """The status of an entry's file; None for a file that is gone and that nobody needs."""
    try:
        status = _STATUSES[status_of(out, entry.path, entry.sha256)]
    except WriteError:
        return "unreadable"
    return None if status == "missing" and (entry.state == "removing" or entry.state in NOT_CURRENT) else status


def _files_below(out: Path) -> Iterator[str]:
    """The paths of all files below a folder, in order; links are not followed."""
    for folder, folders, files in os.walk(out):
        folders.sort()
        for name in sorted(files + [each for each in folders if is_link(Path(folder, each))]):
            yield Path(folder, name).relative_to(out).as_posix()
