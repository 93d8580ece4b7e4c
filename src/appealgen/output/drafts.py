"""Drafts: files written beside their place under a name of their own, which move there when they are whole.

A draft is exclusive, private, has a random name and never follows a link.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.paths import is_folder

LOCK = ".appealgen.lock"
"""The file that `lock` keeps in a folder; as long as it is there, drafts in the folder are those of a run."""
_left: set[str] = set()
"""What this process could not remove."""
_DRAFT = re.compile(r"\..+\.[0-9a-f]{12}(\.old)?\.part")
_MOST = 50
"""Characters of a file's name in its draft's: 200 bytes at most, of 255."""
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def draft_name(name: str, suffix: str = "") -> str:
    """A hidden name that nothing else has: `.letter.docx.0123456789ab.part`; a long name is cut to what disks take."""
    return f".{name[:_MOST]}.{os.urandom(6).hex()}{suffix}.part"


def open_draft(path: str, folder: str) -> int:
    """The descriptor of a new private file, its folder made if it is missing; raises OSError."""
    try:
        return os.open(path, _NEW, 0o600)
    except FileNotFoundError:
        make_folders(Path(folder))
        return os.open(path, _NEW, 0o600)


class StagedFile:
    """A file that is written as a draft, as it comes, and moves to its place when it is whole."""

    def __init__(self, path: Path) -> None:
        """Begin a file; raises WriteError, as all else here."""
        self.path = path
        self._draft = str(path.with_name(draft_name(path.name)))
        with failing_at(path):
            self.stream: io.BufferedRandom = os.fdopen(open_draft(self._draft, str(path.parent)), "w+b")

    def place(self) -> None:
        """Put the whole file into its place, for good: the disk has it before what stood there goes."""
        with failing_at(self.path):
            self.stream.flush()
            os.fsync(self.stream.fileno())
            self.stream.close()
            os.replace(self._draft, self.path)  # noqa: PTH105  a Path costs more than the call
            sync_folder(self.path.parent)

    def discard(self) -> None:
        """Leave nothing behind; what stood in the place stands there still."""
        with contextlib.suppress(OSError):
            self.stream.close()
        remove(self._draft)


def remove(path: str | Path) -> None:
    """Remove a draft, or what was set aside. Where that fails, the lock file stays, and so the next run sweeps."""
    try:
        os.unlink(path)  # noqa: PTH108  as above
    except FileNotFoundError:
        pass
    except OSError:
        _left.add(str(path))


def are_left(folder: Path) -> bool:
    """Whether something in or below a folder could not be removed; it is asked once."""
    left = {path for path in _left if folder in Path(path).parents}
    _left.difference_update(left)
    return bool(left)


def is_draft(name: str) -> bool:
    """Whether a file of that name is a draft."""
    return _DRAFT.fullmatch(name) is not None


def sweep(folder: Path, *, below: bool = True) -> None:
    """Remove the drafts that a run could not discard, as it was killed, from a folder, and from those `below` it.

    A folder that has a lock of its own is left to the run that takes it.
    """
    for path, folders, names in os.walk(folder):
        if path != str(folder) and LOCK in names:
            folders.clear()
            continue
        for name in filter(is_draft, names):
            remove(f"{path}{os.sep}{name}")
        if not below:
            return


def sync_folder(folder: Path) -> None:
    """Have the disk keep what was renamed in a folder; Windows has no such call."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # not every file system takes it
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_all() -> None:
    """Have the disks keep all that was written: one call for thousands of files; Windows has none."""
    if hasattr(os, "sync"):
        os.sync()


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it, private; returns those that were missing, the topmost first."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if not is_folder(folder):
            raise
        return []
    except FileNotFoundError:
        if folder == folder.parent:  # the current folder, which somebody deleted
            raise
        missing = make_folders(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        return [*missing, folder]
    return [folder]


@contextlib.contextmanager
def failing_at(path: Path | str) -> Iterator[None]:
    """What the disk refuses, a full one for instance, is a WriteError about the file that was being written."""
    try:
        yield
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path | str, error: OSError) -> WriteError:
    """The error about a file that the disk does not take."""
    hint = message("is there space on the disk, may you write there, is it open in another program?")
    text = message("cannot write it: {reason}", reason=error.strerror or error)
    return WriteError(Problem(ProblemCode.CANNOT_WRITE, text, hint, file=str(path)))
