"""Classify a path before writing to it: free, identical, unchanged since the last run, or modified by somebody."""

from __future__ import annotations

import hashlib
import io
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.paths import is_folder, is_taken, read_file

PathStatus = Literal["new", "identical", "unchanged", "modified", "blocked"]
"""`unchanged`: as the last run left it; `modified`: somebody else's work; `blocked`: no file can replace it."""


def sha256(data: bytes) -> str:
    """The hash by which a manifest identifies a file."""
    return hashlib.sha256(data).hexdigest()


def size_and_sha256(stream: io.BufferedRandom) -> tuple[int, str]:
    """The same for a stream from its start, without loading it; the stream is left at its end."""
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256")
    return stream.tell(), digest.hexdigest()


def classify(out: Path, path: str, data: bytes, last_written: str | None) -> PathStatus:
    """Classify a path below `out` that is to hold `data`; `last_written` is the hash from the last run.

    `blocked` means a folder, link, pipe or device at the path, or a file or link in place of a folder above it. A
    beginning of the data, with or without zeros behind it, is the remains of a power cut and nobody's work. Raises
    WriteError when the path cannot be read.
    """
    status = status_of(out, path, last_written)
    if status not in ("unchanged", "modified"):
        return status
    there = read_file(out / path, error=WriteError)
    if there == data:
        return "identical"
    if len(there) <= len(data) and data.startswith(there.rstrip(b"\0")):
        return "new" if last_written is None else "unchanged"
    return status


def status_of(out: Path, path: str, last_written: str | None) -> PathStatus:
    """Classify a path whose new content is not known yet."""
    if _is_blocked(out, path):
        return "blocked"
    place = out / path
    try:
        kind = place.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return "new"
    except OSError as error:
        raise _unreadable(place, error) from error
    if not stat.S_ISREG(kind):
        return "blocked"
    try:
        with place.open("rb") as stream:
            current = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(place, error) from error
    return "unchanged" if current == last_written else "modified"


def is_same(path: Path, sha256_wanted: str) -> bool:
    """Whether a regular file with that hash exists."""
    return status_of(path.parent, path.name, sha256_wanted) == "unchanged"


def _is_blocked(out: Path, path: str) -> bool:
    """Whether a folder on the way is a link or not a folder; `out` itself may be a link."""
    if not _is_possible(out):
        return True
    folder = out
    for part in path.split("/")[:-1]:
        folder /= part
        try:
            kind = folder.lstat().st_mode
        except FileNotFoundError:
            return False
        except OSError as error:
            raise _unreadable(folder, error) from error
        if not stat.S_ISDIR(kind):
            return True
    return False


def _is_possible(folder: Path) -> bool:
    """Whether a folder exists or can be made: the nearest existing thing on the way to it is a folder."""
    existing = next((each for each in (folder, *folder.parents) if is_taken(each)), None)
    return existing is None or is_folder(existing)


def _unreadable(path: Path, error: OSError) -> WriteError:
    text = message("cannot read it: {reason}", reason=error.strerror)
    return WriteError(Problem(ProblemCode.UNREADABLE, text, file=str(path)))


def conflicts(
    out: Path, statuses: Mapping[str, PathStatus], *, overwrite: bool = False, of_event: bool = False
) -> list[Problem]:
    """A problem for each path that somebody else made or edited (unless `overwrite`) or that cannot be a file.

    Only an event can keep them and write all others.
    """
    edited = message("edited since it was written, or not written by appealgen")
    hint = message("--overwrite replaces it; or move it away, or choose another folder with --out")
    if of_event:
        hint = message("--keep-edited leaves it as it is and writes all others; --overwrite replaces it")
    problems = [
        Problem(ProblemCode.CONFLICT, edited, hint, file=str(out / path))
        for path, status in statuses.items()
        if status == "modified" and not overwrite
    ]
    blocked = (path for path, status in statuses.items() if status == "blocked")
    hint = message("move it away, or choose another folder with --out")
    return problems + [
        Problem(ProblemCode.BLOCKED, message("something else is in the way"), hint, file=str(out / path))
        for path in blocked
    ]
