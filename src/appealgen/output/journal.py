"""The journal: the entries of a run that has not come to its end, a line each, so that the next run can go on."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.output import writer
from appealgen.output.entries import FileEntry, entry_of

NAME = ".manifest.journal"


class Journal:
    """Word of each file before it is placed, for a run that is too long to be all or nothing.

    Stopped or even killed, it leaves its lines, and the next run knows whose files it finds. `manifest.settle` makes
    the manifest of them.
    """

    def __init__(self, out: Path) -> None:
        """Open the journal of an output folder, behind what a killed run left in it, and clear its drafts away."""
        self.out, self._path = out, out / NAME
        self.follows_another = self._path.exists()
        """Whether a run before was killed, and left its entries."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with writer.failing_at(self._path):
            writer.make_folders(out)
            # A line is in the file, whole, before the next is begun; the first two end what a kill may have cut off.
            self._stream = os.fdopen(os.open(self._path, flags, 0o600), "wb", buffering=0)
            if not _locked(self._stream.fileno()):
                self._stream.close()
                raise _busy(out)
            self._stream.write(b"\n\n")
        if self.follows_another:
            writer.remove_drafts(out)

    def add(self, entry: FileEntry) -> None:
        """Note a file that is in its place, or as the very next will be put there; raises WriteError."""
        data = f"{entry.json}\n".encode()
        try:
            written = self._stream.write(data)
        except OSError as error:
            raise writer.cannot_write(self._path, error) from error
        if written != len(data):
            raise writer.cannot_write(self._path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

    def close(self) -> None:
        """End it; the file stays until `forget`. Raises WriteError."""
        with writer.failing_at(self._path):
            self._stream.close()


def placed_entries(out: Path) -> Iterator[FileEntry]:
    """The entries of the files that the journal of a folder says were placed."""
    for line in placed_lines(out):
        if (entry := _parsed(line)) is not None:
            yield entry


def placed_lines(out: Path) -> Iterator[str]:
    """The lines of the journal whose files were placed; a line that was cut off is none.

    A line is written before its file is placed. That there is another behind it says that it was; behind the last line
    of a run, where an empty one or none follows, the file itself has to say so. Raises WriteError when the journal
    cannot be read.
    """
    try:
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
    return entry is not None and writer.is_same(out / entry.path, entry.sha256)


def check_idle(out: Path) -> None:
    """Raises WriteError while a batch is writing into the folder: what it writes now is in no manifest yet."""
    try:
        with (out / NAME).open("rb") as journal:
            idle = _locked(journal.fileno())
    except OSError:  # there is none; or it cannot be read, which reading it will tell
        return
    if not idle:
        raise _busy(out)


def forget(out: Path) -> None:
    """Remove the journal, once the manifest says all that it says."""
    (out / NAME).unlink(missing_ok=True)


def _busy(out: Path) -> WriteError:
    hint = message("wait until it is done, or choose another folder with --out")
    return WriteError(
        Problem(ProblemCode.BUSY, message("another run is writing into this folder"), hint, file=str(out))
    )


def _locked(descriptor: int) -> bool:
    """Whether this process alone has the file now; the system lets go of it with the process, however that ends."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        pass
    return True
