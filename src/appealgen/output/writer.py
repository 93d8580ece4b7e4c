"""Bytes → files: classify all paths first, then write each atomically, the manifest last.

A run of one sender is written as a whole or not at all (`write_all`), a batch file by file, each whole (`write_one`).
"""

from __future__ import annotations

import contextlib
import errno
import glob
import hashlib
import io
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.messages import message

Standing = Literal["new", "identical", "ours", "foreign", "blocked"]


def sha256(data: bytes) -> str:
    """What a manifest knows a file by."""
    return hashlib.sha256(data).hexdigest()


def size_and_sha256(stream: io.BufferedRandom) -> tuple[int, str]:
    """The same of a stream from its start, without holding it; the stream is left at its end."""
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256")
    return stream.tell(), digest.hexdigest()


def classify(path: Path, data: bytes, last_written: str | None) -> Standing:
    """What stands at a path: nothing, these very bytes, what the last run left there, or somebody else's work.

    `blocked` is what no file can replace: a folder at the path, a file among its folders, a link that leads nowhere.
    Raises WriteError when it cannot be read.
    """
    try:
        if not path.is_file():
            return "blocked" if os.path.lexists(path) or not _is_possible(path.parent) else "new"
        current = path.read_bytes()
    except OSError as error:
        raise WriteError(
            Problem(ProblemCode.UNREADABLE, message("cannot read it: {reason}", reason=error.strerror), file=str(path))
        ) from error
    if current == data:
        return "identical"
    return "ours" if last_written is not None and sha256(current) == last_written else "foreign"


def is_same(path: Path, sha256_wanted: str) -> bool:
    """Whether a file is there and has that hash."""
    return path.is_file() and standing(path, sha256_wanted) == "ours"


def standing(path: Path, last_written: str | None) -> Standing:
    """What stands at a path of which nobody knows yet what it will hold; raises WriteError."""
    if not os.path.lexists(path):
        return "new" if _is_possible(path.parent) else "blocked"
    if not path.is_file():
        return "blocked"
    try:
        with path.open("rb") as stream:
            current = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise WriteError(
            Problem(ProblemCode.UNREADABLE, message("cannot read it: {reason}", reason=error.strerror), file=str(path))
        ) from error
    return "ours" if current == last_written else "foreign"


def _is_possible(folder: Path) -> bool:
    """Whether a folder is there or could be made: the nearest thing on the way to it is a folder."""
    existing = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), None)
    return existing is None or existing.is_dir()


def conflicts(out: Path, standings: Mapping[str, Standing], *, overwrite: bool = False) -> list[Problem]:
    """A problem for each path that somebody else made or edited (unless `overwrite`) or that cannot be a file."""
    edited = message("edited since it was written, or not written by appealgen")
    hint = message("--overwrite replaces it; or move it away, or choose another folder with --out")
    problems = [
        Problem(ProblemCode.CONFLICT, edited, hint, file=str(out / path))
        for path, standing in standings.items()
        if standing == "foreign" and not overwrite
    ]
    blocked = (path for path, standing in standings.items() if standing == "blocked")
    hint = message("move it away, or choose another folder with --out")
    return problems + [
        Problem(ProblemCode.BLOCKED, message("something else is in the way"), hint, file=str(out / path))
        for path in blocked
    ]


def write_all(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write all files, for their owner's eyes only, or none: each is written beside its place first, then all move.

    The last of the files is the last to move. When anything fails, or somebody stops it, everything is put back as it
    was. Raises WriteError naming the path.
    """
    assert len({path for path, _ in files}) == len(files), "two files of one name"
    folders: list[Path] = []
    staged: list[tuple[Path, Path]] = []
    moved: list[tuple[Path, Path | None]] = []
    path = Path()
    try:
        for path, data in files:
            folders += make_folders(path.parent)
            staged.append((_beside(path, data), path))
        for temporary, path in staged:
            moved.append((path, _kept_aside(path)))
            temporary.replace(path)
    except BaseException as error:
        _put_back(staged, moved, folders)
        if not isinstance(error, OSError):
            raise
        hint = message(
            "is there space on the disk, may you write there, is it open in another program? nothing was changed"
        )
        problem = Problem(
            ProblemCode.CANNOT_WRITE,
            message("cannot write it: {reason}", reason=error.strerror or error),
            hint,
            file=str(path),
        )
        raise WriteError(problem) from error
    for _, aside in moved:
        if aside is not None:
            aside.unlink(missing_ok=True)


def write_one(path: Path | str, data: bytes) -> None:
    """Write one file for its owner's eyes only, in place of what stands there; it is whole at every moment.

    Raises WriteError naming the path.
    """
    folder, name = os.path.split(path)
    temporary = _beside_name(folder, name)
    try:
        descriptor = _opened(temporary, folder)
        try:
            with os.fdopen(descriptor, "wb", buffering=0) as stream:
                if stream.write(data) != len(data):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.replace(temporary, path)  # noqa: PTH105  a Path costs more than the call
        except BaseException:
            with contextlib.suppress(FileNotFoundError):  # stopped when it was in its place already
                os.unlink(temporary)  # noqa: PTH108
            raise
    except OSError as error:
        raise cannot_write(path, error) from error


def make_folder(folder: str) -> bool:
    """Make a folder, and those above it, for its owner alone; whether it was not there. Raises WriteError."""
    try:
        try:
            os.mkdir(folder, 0o700)  # noqa: PTH102  as above
        except FileExistsError:
            return False
        except FileNotFoundError:
            make_folders(Path(folder))
    except OSError as error:
        raise cannot_write(folder, error) from error
    return True


def _beside_name(folder: str, name: str) -> str:
    return f"{folder}{os.sep}.{name}.{os.getpid()}.part" if folder else f".{name}.{os.getpid()}.part"


def _opened(path: str, folder: str) -> int:
    """A new file's descriptor, the folder made if it is missing."""
    flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        make_folders(Path(folder))
        return os.open(path, flags, 0o600)


class StagedFile:
    """A file that is written beside its place, as it comes, and moves there when it is whole."""

    def __init__(self, path: Path) -> None:
        """Begin a file; raises WriteError, as all else here."""
        self.path = path
        self._temporary = _beside_name(str(path.parent), path.name)
        with failing_at(path):
            self.stream: io.BufferedRandom = os.fdopen(_opened(self._temporary, str(path.parent)), "w+b")

    def place(self) -> None:
        """Put the whole file into its place."""
        with failing_at(self.path):
            self.stream.close()
            os.replace(self._temporary, self.path)  # noqa: PTH105  a Path costs more than the call

    def discard(self) -> None:
        """Leave nothing behind; what stood in the place stands there still."""
        with contextlib.suppress(OSError):
            self.stream.close()
        with contextlib.suppress(OSError):
            os.unlink(self._temporary)  # noqa: PTH108


def remove_drafts(folder: Path) -> None:
    """Remove the drafts below a folder that a run could not discard, because it was killed."""
    for path in folder.rglob(".*.part"):
        if re.fullmatch(r"\..+\.\d+\.part", path.name):
            with contextlib.suppress(OSError):
                path.unlink()


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


def _beside(path: Path, data: bytes) -> Path:
    """Write the bytes next to `path` under a name of their own; leaves nothing behind when that fails."""
    for stale in path.parent.glob(f".{glob.escape(path.name)}.[0-9]*.part"):
        stale.unlink(missing_ok=True)  # a run that was killed could not clean up
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _kept_aside(path: Path) -> Path | None:
    """A second name for what stands at `path`, to put it back by; None when there is nothing.

    The file itself stays in its place, so that there is a whole one there at every moment.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder is in the way")
    if not path.exists():
        return None
    aside = path.with_name(f".{path.name}.{os.getpid()}.old.part")
    try:
        os.link(path, aside)
    except OSError:  # a file system without hard links
        shutil.copy2(path, aside)
    return aside


def _put_back(
    staged: Sequence[tuple[Path, Path]], moved: Sequence[tuple[Path, Path | None]], folders: Sequence[Path]
) -> None:
    for path, aside in moved:
        with contextlib.suppress(OSError):
            if aside is not None:
                aside.replace(path)
            else:
                path.unlink(missing_ok=True)
    for temporary, _ in staged:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    for folder in reversed(folders):
        with contextlib.suppress(OSError):
            folder.rmdir()


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it, private; returns those that were missing, the topmost first."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if not folder.is_dir():
            raise
        return []
    except FileNotFoundError:
        missing = make_folders(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        return [*missing, folder]
    return [folder]
