"""The journal: the entries of an unfinished run, a line each, so that the next run can continue."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.output.classification import is_same
from appealgen.output.entries import FileEntry, entry_of
from appealgen.output.partial_files import cannot_write, failing_at, sync_folder
from appealgen.output.people import People, people_of
from appealgen.paths import is_taken

NAME = ".manifest.journal"
_PEOPLE = '{"people": '
"""The beginning of the line with everybody in the run."""


class Journal:
    """Record of each file before it is placed, for a run that is too long to be all or nothing.

    If the run is stopped or killed, the lines remain, and the next run recognizes its files. `manifest.settle` turns
    them into the manifest.
    """

    def __init__(self, out: Path) -> None:
        """Open the journal of a locked output folder, behind the lines of a killed run."""
        self.out, self._path = out, out / NAME
        self.people: People | None = None
        self.follows_another = is_taken(self._path)
        """Whether a run before was killed, and left its entries."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with failing_at(self._path):
            check_regular(self._path)
            # Each line is complete in the file before the next begins; the first two end a line that a kill cut off.
            self.stream = os.fdopen(os.open(self._path, flags, 0o600), "wb", buffering=0)
            try:
                self._append(b"\n\n")
                sync_folder(out)
            except BaseException:
                self.stream.close()
                if not self.follows_another:
                    forget(out)
                raise

    def _append(self, data: bytes) -> None:
        if self.stream.write(data) != len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def add(self, entry: FileEntry, end: str = "\n", *, synced: bool = False) -> None:
        """Record a file that has been placed, or that the next step places; raises WriteError.

        A file placed for good (`synced`) is also recorded for good first.
        """
        try:
            self._append(f"{entry.json}{end}".encode())
            if synced:
                os.fsync(self.stream.fileno())
        except OSError as error:
            raise cannot_write(self._path, error) from error

    def begin(self, people: People) -> None:
        """Record everybody before the first of their files, so that a killed run gives no number twice."""
        self.people = people
        with failing_at(self._path):
            self._append(f"{_PEOPLE}{people.line or 'null'}}}\n".encode())

    def close(self) -> None:
        """Close the journal; its file stays until `forget`. Raises WriteError, also if somebody removed it."""
        with failing_at(self._path):
            is_there = is_taken(self._path) and os.path.samestat(os.fstat(self.stream.fileno()), self._path.lstat())
            self.stream.close()
        if not is_there:
            text = message("it was removed while it was being written")
            hint = message("run it again with --overwrite: the letters are there, but no manifest lists them")
            raise WriteError(Problem(ProblemCode.CHANGED_MEANWHILE, text, hint, file=str(self._path)))


@contextlib.contextmanager
def noted(out: Path, entries: Iterable[FileEntry]) -> Iterator[None]:
    """Record files of which all or none are placed in the body; after a kill, each file itself shows if it was.

    Raises WriteError.
    """
    follows_another = is_taken(out / NAME)
    try:
        journal = Journal(out)
        with failing_at(out / NAME), journal.stream:
            for entry in entries:
                journal.add(entry, "\n\n")
            os.fsync(journal.stream.fileno())
        yield
    except BaseException:
        if not follows_another and not any(placed_entries(out)):
            forget(out)
        raise
    forget(out)


def placed_entries(out: Path) -> Iterator[FileEntry]:
    """Entries of the files that a folder's journal records as placed."""
    for line in placed_lines(out):
        if (entry := _parsed(line)) is not None:
            yield entry


def placed_people(out: Path) -> People | None:
    """Everybody in the last run of a folder's journal that placed a file; None without one."""
    found = None
    for line in _placed(out):
        if line.startswith(_PEOPLE):
            with contextlib.suppress(ValueError, RecursionError):
                found = people_of(json.loads(line)["people"]) or found
    return found


def placed_lines(out: Path) -> Iterator[str]:
    """Lines of the journal whose files were placed; raises WriteError when it cannot be read."""
    return (line for line in _placed(out) if not line.startswith(_PEOPLE))


def _placed(out: Path) -> Iterator[str]:
    """Lines of the journal whose files were placed, without a line that was cut off.

    A line is written before its file is placed, and a following line shows that it was. For the last line of a run,
    followed by an empty one or none, the file itself decides. Raises WriteError when the journal cannot be read.
    """
    try:
        check_regular(out / NAME)
        with (out / NAME).open(encoding="utf-8", newline="\n") as lines:
            waiting = ""
            for line in chain(lines, ("\n",)):
                if waiting and (line != "\n" or _is_there(out, _parsed(waiting))):
                    yield waiting
                waiting = line.rstrip("\n")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        hint = message("move it away, or choose another folder with --out")
        raise WriteError(
            Problem(ProblemCode.UNREADABLE, message("cannot read it"), hint, file=str(out / NAME))
        ) from error


def _parsed(line: str) -> FileEntry | None:
    try:
        return entry_of(json.loads(line))
    except (ValueError, RecursionError):
        return None


def _is_there(out: Path, entry: FileEntry | None) -> bool:
    return entry is not None and is_same(out / entry.path, entry.sha256)


def forget(out: Path) -> None:
    """Remove the journal, once the manifest contains all of it; leftovers do no harm."""
    with contextlib.suppress(OSError):
        (out / NAME).unlink(missing_ok=True)


def check_regular(path: Path) -> None:
    """Raise OSError for a link, pipe, folder or device at a path of ours; a missing file is no error."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise OSError(errno.EEXIST, "a link, a pipe, a folder or a device stands there", str(path))
