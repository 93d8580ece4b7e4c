"""Files set aside: moved below `set-aside/` under the names that they had."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from appealgen.errors import WriteError
from appealgen.output.classification import is_same, status_of
from appealgen.output.entries import FileEntry
from appealgen.output.partial_files import failing_at, sync_folder
from appealgen.output.writer import write_one
from appealgen.paths import is_taken, read_file

FOLDER = "set-aside"


def to_set_aside(out: Path, entries: Iterable[FileEntry]) -> Sequence[tuple[FileEntry, FileEntry]]:
    """Entries of files that are as they were written, each with its entry in a folder where all their names are free.

    Edited files stay where they are: somebody has a plan for them.
    """
    moving = [entry for entry in entries if status_of(out, entry.path, entry.sha256) == "unchanged"]
    folders = itertools.chain([FOLDER], (f"{FOLDER}-{number}" for number in itertools.count(2)))
    folder = next(each for each in folders if all(_is_free(out / each, entry) for entry in moving))
    return [(entry, entry._replace(path=f"{folder}/{entry.path}", state="set-aside")) for entry in moving]


def _is_free(folder: Path, entry: FileEntry) -> bool:
    """Whether the place of a file is free, or has the file already from a run that was killed."""
    return not is_taken(folder / entry.path) or is_same(folder / entry.path, entry.sha256)


def copy(out: Path, path: str, to: str) -> None:
    """Copy a file to its new place for good; raises WriteError."""
    write_one(out / to, read_file(out / path, error=WriteError), synced=True)


def remove_copied(out: Path, paths: Iterable[tuple[str, str]]) -> None:
    """Remove files that were copied, and their folders if they were the last, once the disk has all names of copies."""
    moved = list(paths)
    for folder in {folder for _, to in moved for folder in (out / to).parents if folder.is_relative_to(out)}:
        sync_folder(folder)
    for path, _ in moved:
        with failing_at(out / path):
            (out / path).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            (out / path).parent.rmdir()


def without_moved(entries: Mapping[str, FileEntry], out: Path) -> Mapping[str, FileEntry]:
    """The entries without those whose files were moved: a run may have been killed in between."""
    moved = {path.partition("/")[2] for path, entry in entries.items() if entry.state == "set-aside"}
    gone = {path for path in moved if path in entries and not is_taken(out / path)}
    return {path: entry for path, entry in entries.items() if path not in gone} if gone else entries
