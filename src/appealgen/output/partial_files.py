"""Partial files: written beside their destination under a random name, and moved there when complete.

A partial file is created exclusively and for its owner only, and never follows a link.
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
"""The lock file of a folder (see `lock`); while it exists, partial files in the folder belong to a run."""
_left: set[str] = set()
"""Files that this process could not remove."""
_DRAFT = re.compile(r"\..+\.[0-9a-f]{12}(\.old)?\.part")
_MOST = 50
"""Characters of a file's name in the name of its partial file: at most 200 bytes, of 255."""
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def partial_name(name: str, suffix: str = "") -> str:
    """A hidden unique name: `.letter.docx.0123456789ab.part`; a long name is cut to what disks accept."""
    return f".{name[:_MOST]}.{os.urandom(6).hex()}{suffix}.part"


def open_partial(path: str, folder: str) -> int:
    """The descriptor of a new private file, after making its folder if necessary; raises OSError."""
    try:
        return os.open(path, _NEW, 0o600)
    except FileNotFoundError:
        make_folders(Path(folder))
        return os.open(path, _NEW, 0o600)


class PartialFile:
    """A file written in pieces as a partial file, and moved to its destination when complete."""

    def __init__(self, path: Path) -> None:
        """Begin a file; raises WriteError, as all methods do."""
        self.path = path
        self._partial = str(path.with_name(partial_name(path.name)))
        with failing_at(path):
            self.stream: io.BufferedRandom = os.fdopen(open_partial(self._partial, str(path.parent)), "w+b")

    def place(self) -> None:
        """Move the complete file to its destination for good: the disk has it before the old file goes."""
        with failing_at(self.path):
            self.stream.flush()
            os.fsync(self.stream.fileno())
            self.stream.close()
            os.replace(self._partial, self.path)  # noqa: PTH105  a Path costs more than the call
            sync_folder(self.path.parent)

    def discard(self) -> None:
        """Remove the partial file; an existing file at the destination stays."""
        with contextlib.suppress(OSError):
            self.stream.close()
        remove(self._partial)


def remove(path: str | Path) -> None:
    """Remove a partial file or a second name. If that fails, the lock file stays, so that the next run sweeps."""
    try:
        os.unlink(path)  # noqa: PTH108  as above
    except FileNotFoundError:
        pass
    except OSError:
        _left.add(str(path))


def has_leftovers(folder: Path) -> bool:
    """Whether a file in or below a folder could not be removed; resets the answer."""
    left = {path for path in _left if folder in Path(path).parents}
    _left.difference_update(left)
    return bool(left)


def is_partial(name: str) -> bool:
    """Whether this is the name of a partial file."""
    return _DRAFT.fullmatch(name) is not None


def sweep(folder: Path, *, below: bool = True) -> None:
    """Remove partial files of a killed run from a folder and from those `below` it.

    A folder with its own lock is left to the run that takes that lock.
    """
    for path, folders, names in os.walk(folder):
        if path != str(folder) and LOCK in names:
            folders.clear()
            continue
        for name in filter(is_partial, names):
            remove(f"{path}{os.sep}{name}")
        if not below:
            return


def sync_folder(folder: Path) -> None:
    """Flush renames in a folder to disk; Windows has no such call."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):  # not every file system supports it
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_all() -> None:
    """Flush everything written to disk: one call for thousands of files; Windows has none."""
    if hasattr(os, "sync"):
        os.sync()


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and its parents, private; returns those that were missing, the topmost first."""
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
    """Turn errors of the disk, such as a full one, into a WriteError about the file being written."""
    try:
        yield
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path | str, error: OSError) -> WriteError:
    """The error for a file that the disk refuses."""
    hint = message("check for free disk space and permission to write there, and whether it is open in another program")
    text = message("cannot write it: {reason}", reason=error.strerror or error)
    return WriteError(Problem(ProblemCode.CANNOT_WRITE, text, hint, file=str(path)))
