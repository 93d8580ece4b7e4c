"""The manifest: what was written, merged over runs. It names senders by row, never by name or address."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from appealgen.errors import InputError, Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.output import writer

NAME = "manifest.json"
JOURNAL = ".manifest.journal"
"""Entries of a run that has not come to its end, a line each."""
VERSION = 1

State = Literal["planned", "written", "identical", "replaced"]
STATES: Mapping[writer.Standing, State] = {
    "new": "written", "identical": "identical", "ours": "replaced", "foreign": "replaced", "blocked": "planned",
}  # fmt: skip
"""What becomes of a file that is written where something stands."""


class FileEntry(NamedTuple):
    """One file of a run, as the JSON output and the manifest name it; `path` is relative to the output folder.

    `sender` is the row of the roster, 1 where there is one sender, 0 where it is nobody in particular: a walk-in, a
    group, a file with many senders' letters. `country` is where the letter is sent to, `date` what stands on it.
    """

    path: str
    kind: Literal["letter", "envelope", "labels", "print", "sheet"]
    format: str
    state: State = "planned"
    case: str = ""
    target: str = ""
    route: Literal["direct", "copy", "via"] | None = None
    sender: int = 0
    language: str = ""
    language_reason: str = ""
    country: str | None = None
    date: str | None = None
    pages: int = 0
    sheets: int = 0
    weight_g: int | None = None
    postage: Mapping[str, str] | None = None
    size: int = 0
    sha256: str = ""


def document(
    notices: Iterable[Problem],
    files: Iterable[FileEntry],
    failed: Iterable[Problem] = (),
    errors: Iterable[Problem] = (),
) -> dict[str, Any]:
    """The JSON object of `write` and `batch`."""
    return {
        "version": VERSION,
        "notices": [notice.as_json() for notice in notices],
        "files": [entry._asdict() for entry in files],
        "failed": [problem.as_json() for problem in failed],
        "errors": [problem.as_json() for problem in errors],
    }


def read_manifest(out: Path) -> dict[str, Any]:
    """The manifest of earlier runs into `out`, with what a run left in its journal that was stopped half-way.

    It is an empty one when there is none.

    Raises InputError when what lies there is not a manifest: without it nobody can tell our files from edited ones.
    """
    manifest = _read(out / NAME)
    left = {entry["path"]: entry for entry in _journal_entries(out)}
    if left:
        earlier = {entry["path"]: entry for entry in manifest["files"]}
        manifest["files"] = [*(earlier | left).values()]
    return manifest


def _read(path: Path) -> dict[str, Any]:
    hint = message("move it away, or choose another folder with --out")
    try:
        if not path.is_file() and not path.is_dir():
            return document((), ())
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WriteError(
            Problem(
                ProblemCode.UNREADABLE, message("cannot read it: {reason}", reason=error.strerror), hint, file=str(path)
            )
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            Problem(ProblemCode.NOT_A_MANIFEST, message("not a manifest of appealgen"), hint, file=str(path))
        ) from error
    if not _is_manifest(found):
        raise InputError(
            Problem(ProblemCode.NOT_A_MANIFEST, message("not a manifest of this appealgen"), hint, file=str(path))
        )
    return cast("dict[str, Any]", found)


def _journal_entries(out: Path) -> Iterator[dict[str, Any]]:
    """The entries of the files that the journal says were placed."""
    for line in _placed(out):
        if (entry := _entry_of(line)) is not None:
            yield entry


def _placed(out: Path) -> Iterator[str]:
    """The lines of the journal whose files were placed; a line that was cut off is none.

    A line is written before its file is placed. That there is another behind it says that it was; behind the last line
    of a run, where an empty one or none follows, the file itself has to say so.
    """
    try:
        with (out / JOURNAL).open(encoding="utf-8", newline="\n") as lines:
            waiting = ""
            for line in chain(lines, ("\n",)):
                if waiting and (line != "\n" or _is_there(out, _entry_of(waiting))):
                    yield waiting
                waiting = line.rstrip("\n")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        hint = message("move it away, or choose another folder with --out")
        raise WriteError(
            Problem(ProblemCode.UNREADABLE, message("cannot read it"), hint, file=str(out / JOURNAL))
        ) from error


def _entry_of(line: str) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return entry if isinstance(entry, dict) and _is_entry(entry) else None


def _is_there(out: Path, entry: Mapping[str, Any] | None) -> bool:
    return entry is not None and writer.is_same(out / entry["path"], entry["sha256"])


def _is_manifest(found: Any) -> bool:
    """Whether it has all that is read from it, of the types that are expected, and only paths below its folder."""
    if not isinstance(found, dict) or found.get("version") != VERSION:
        return False
    notices, files = found.get("notices"), found.get("files")
    return (
        isinstance(notices, list)
        and all(isinstance(notice, dict) and isinstance(notice.get("case", ""), str) for notice in notices)
        and isinstance(files, list)
        and all(isinstance(entry, dict) and _is_entry(entry) for entry in files)
    )


def _is_entry(entry: Mapping[str, Any]) -> bool:
    texts = [entry.get(key) for key in ("path", "sha256", "case", "target", "format")]
    if not all(isinstance(text, str) and text.isprintable() and len(text) < 1000 for text in texts):
        return False
    if not isinstance(entry.get("state", ""), str) or not isinstance(entry.get("sender", 0), int):
        return False
    parts = str(entry["path"]).split("/")
    return ".." not in parts and "" not in parts


def hashes(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Path → sha256 of every file as the last run left it."""
    return {entry["path"]: entry["sha256"] for entry in manifest["files"]}


def merged(manifest: Mapping[str, Any], notices: Sequence[Problem], files: Sequence[FileEntry]) -> bytes:
    """The manifest after a run: its files by path over the earlier ones, its notices over those of the same cases.

    A file that was left alone keeps the entry of the run that wrote it, so that a run that changes nothing changes
    nothing here either; an entry keeps its place.
    """
    earlier = {entry["path"]: entry for entry in manifest["files"]}
    now = {entry.path: _kept(entry._asdict(), earlier) for entry in files}
    said = _notices(manifest, notices, {entry.case for entry in files})
    return "".join(_lines(said, (_line(entry) for entry in (earlier | now).values()))).encode()


def _kept(entry: dict[str, Any], earlier: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    if entry["state"] == "identical" and entry["path"] in earlier:
        return entry | {"state": earlier[entry["path"]].get("state", entry["state"])}
    return entry


def _notices(manifest: Mapping[str, Any], notices: Iterable[Problem], cases: Collection[str | None]) -> list[Any]:
    now = [notice.as_json() for notice in notices if not notice.code.personal]
    said = [notice for notice in manifest["notices"] if notice.get("case") not in cases and notice not in now]
    return said + now


_line = json.JSONEncoder(ensure_ascii=False).encode


def _lines(notices: Sequence[Any], entries: Iterable[str]) -> Iterator[str]:
    """The manifest, an entry a line: so a hundred thousand of them are written and compared as they come."""
    yield f'{{\n"version": {VERSION},\n"notices": {json.dumps(notices, ensure_ascii=False, indent=1)},\n"files": ['
    for number, entry in enumerate(entries):
        yield ("," if number else "") + "\n" + entry
    yield '\n],\n"failed": [],\n"errors": []\n}\n'


class Journal:
    """Word of each file before it is placed, for a run that is too long to be all or nothing.

    Stopped or even killed, it leaves its lines, and the next run knows whose files it finds. `settle` makes the
    manifest of them.
    """

    def __init__(self, out: Path) -> None:
        """Open the journal of an output folder, behind what a killed run left in it, and clear its drafts away."""
        self._out, self._path = out, out / JOURNAL
        self._is_second = self._path.exists()
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        with writer.failing_at(self._path):
            writer.make_folders(out)
            # A line is in the file, whole, before the next is begun; the first two end what a kill may have cut off.
            self._stream = os.fdopen(os.open(self._path, flags, 0o600), "wb", buffering=0)
            if not _locked(self._stream.fileno()):
                self._stream.close()
                raise _busy(out)
            self._stream.write(b"\n\n")
        if self._is_second:  # that run was killed
            writer.remove_drafts(out)

    def add(self, entry: FileEntry) -> None:
        """Note a file that is in its place, or as the very next will be put there; raises WriteError."""
        data = f"{_line(entry._asdict())}\n".encode()
        try:
            written = self._stream.write(data)
        except OSError as error:
            raise writer.cannot_write(self._path, error) from error
        if written != len(data):
            raise writer.cannot_write(self._path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))

    def settle(self, manifest: Mapping[str, Any], notices: Sequence[Problem], cases: Iterable[str | None]) -> None:
        """Write the manifest: the earlier one, and over it what was noted; raises WriteError.

        The notices go over the earlier ones of the `cases`; None stands for those that are about no case.
        """
        with writer.failing_at(self._path):
            self._stream.close()
        earlier = {entry["path"]: entry for entry in manifest["files"]}
        said = _notices(manifest, notices, frozenset(cases))
        if earlier or self._is_second:
            now = {entry["path"]: _kept(entry, earlier) for entry in _journal_entries(self._out)}
            entries: Iterable[str] = (_line(entry) for entry in (earlier | now).values())
        else:
            entries = _placed(self._out)  # this run's own alone, and so entries all of them
        draft = writer.Draft(self._out / NAME)
        try:
            with writer.failing_at(draft.path):
                for text in _lines(said, entries):
                    draft.stream.write(text.encode())
            draft.place()
        except BaseException:
            draft.discard()
            raise
        forget_journal(self._out)


def check_idle(out: Path) -> None:
    """Raises WriteError while a batch is writing into the folder: what it writes now is in no manifest yet."""
    try:
        with (out / JOURNAL).open("rb") as journal:
            idle = _locked(journal.fileno())
    except OSError:  # there is none; or it cannot be read, which reading it will tell
        return
    if not idle:
        raise _busy(out)


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


def forget_journal(out: Path) -> None:
    """Remove the journal, once the manifest says all that it says."""
    (out / JOURNAL).unlink(missing_ok=True)
