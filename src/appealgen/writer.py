"""Bytes → files: classify all paths first, then write each atomically, the manifest last. All of a run or nothing."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from appealgen.errors import Problem, WriteError

Standing = Literal["new", "identical", "ours", "foreign"]


def sha256(data: bytes) -> str:
    """What a manifest knows a file by."""
    return hashlib.sha256(data).hexdigest()


def classify(path: Path, data: bytes, last_written: str | None) -> Standing:
    """What stands at a path: nothing, these very bytes, what the last run left there, or somebody else's work.

    Raises WriteError when it cannot be read.
    """
    try:
        found = path.read_bytes()
    except FileNotFoundError:
        return "new"
    except NotADirectoryError:
        return "foreign"
    except OSError as error:
        if path.is_dir():
            return "foreign"
        raise WriteError(Problem("unreadable", f"cannot read it: {error.strerror}", file=str(path))) from error
    if found == data:
        return "identical"
    return "ours" if last_written is not None and sha256(found) == last_written else "foreign"


def conflicts(out: Path, standings: Mapping[str, Standing]) -> list[Problem]:
    """A problem for each path that somebody else made or edited."""
    message = "made or edited by somebody else since it was written"
    hint = "--overwrite replaces it; or move it away, or choose another folder with --out"
    foreign = (path for path, standing in standings.items() if standing == "foreign")
    return [Problem("conflict", message, hint, file=str(out / path)) for path in foreign]


def write_all(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write all files, for their owner's eyes only, or none: each is written beside its place first, then all move.

    The last of the files is the last to move. Raises WriteError naming the path, with everything as it was before.
    """
    staged: list[tuple[Path, Path]] = []
    made: list[Path] = []
    path = Path()
    try:
        for path, data in files:
            made += _make_folders(path.parent)
            staged.append((_beside(path, data), path))
        for temporary, path in staged:
            temporary.replace(path)
    except OSError as error:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        hint = "is there space on the disk, and may you write there? nothing was changed"
        problem = Problem("cannot-write", f"cannot write it: {error.strerror or error}", hint, file=str(path))
        raise WriteError(problem) from error


def _beside(path: Path, data: bytes) -> Path:
    """Write the bytes next to `path` under a name of their own; leaves nothing behind when that fails."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    with contextlib.suppress(FileNotFoundError):
        temporary.unlink()
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it, private; returns those that were missing, the topmost first."""
    missing = list(_missing(folder))
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
    return missing[::-1]


def _missing(folder: Path) -> Iterator[Path]:
    while not folder.exists():
        yield folder
        folder = folder.parent
