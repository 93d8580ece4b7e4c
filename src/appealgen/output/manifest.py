"""The manifest: files written, merged over runs, and hashes of the people, never their names or addresses."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from appealgen.errors import InputError, Problem, ProblemCode, WriteError
from appealgen.messages import Message, message
from appealgen.output import journal as journals
from appealgen.output.classification import is_same
from appealgen.output.entries import NOT_CURRENT, VERSION, FileEntry, document, entry_of
from appealgen.output.journal import Journal, check_regular
from appealgen.output.partial_files import PartialFile, failing_at, sync_all
from appealgen.output.people import People, people_of
from appealgen.output.set_aside import without_moved
from appealgen.paths import is_folder, is_there, read_file

NAME = "manifest.json"


class Notice(NamedTuple):
    """A notice of an earlier run; `json` is its complete object in the file."""

    json: Mapping[str, Any]

    @property
    def code(self) -> str:
        """Its code, from this version or another."""
        return str(self.json.get("code", ""))

    @property
    def case(self) -> str | None:
        """The case that it concerns."""
        return self.json.get("case")

    @property
    def file(self) -> str | None:
        """The file that it concerns."""
        return self.json.get("file")


@dataclass(frozen=True)
class Manifest:
    """Files, notices and people of earlier runs into a folder: each file's entry by path."""

    entries: Mapping[str, FileEntry] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    people: People = field(default_factory=People)

    def sha256(self, path: str) -> str | None:
        """The hash of a file as the last run left it; None if no run wrote it."""
        entry = self.entries.get(path)
        return entry.sha256 if entry is not None else None


def read_manifest(out: Path) -> Manifest:
    """The manifest of earlier runs into `out`, completed from the journal of a stopped run.

    Without a manifest the result is empty. Raises InputError for an invalid manifest, because only a valid one
    distinguishes our files from edited ones.
    """
    manifest = _read(out / NAME)
    left = {
        entry.path: _kept(entry, manifest) for entry in journals.placed_entries(out) if _is_news(entry, manifest, out)
    }
    if not left:
        return manifest
    people = journals.placed_people(out) or manifest.people
    return Manifest(without_moved({**manifest.entries, **left}, out), manifest.notices, people)


def _is_news(entry: FileEntry, manifest: Manifest, out: Path) -> bool:
    """Whether an entry of the journal is newer than the manifest: a power cut may have restored the older file."""
    earlier = manifest.entries.get(entry.path)
    return earlier is None or earlier.sha256 == entry.sha256 or not is_same(out / entry.path, earlier.sha256)


def _read(path: Path) -> Manifest:
    hint = message("move it away, or choose another folder with --out")
    try:
        check_regular(path)
        if not is_there(path):
            return Manifest()
        value = json.loads(read_file(path, error=WriteError))
    except OSError as error:
        text = message("cannot read it: {reason}", reason=error.strerror)
        raise WriteError(Problem(ProblemCode.UNREADABLE, text, hint, file=str(path))) from error
    except (ValueError, RecursionError) as error:
        text = message("not a manifest of appealgen")
        raise InputError(Problem(ProblemCode.NOT_A_MANIFEST, text, hint, file=str(path))) from error
    manifest = manifest_of(value)
    if manifest is None:
        text = message("not a manifest of this appealgen")
        if isinstance(value, dict) and isinstance(value.get("version"), int) and value["version"] > VERSION:
            text, hint = message("written by a newer appealgen"), message("use that one, or another folder with --out")
        raise InputError(Problem(ProblemCode.NOT_A_MANIFEST, text, hint, file=str(path)))
    return manifest


def no_manifest(folder: Path, missing: Message) -> Problem:
    """The problem of a folder without a manifest; `missing` if there is no folder."""
    hint = message(
        "give a folder that letters were written to with --out; “appealgen write” creates {file} there", file=NAME
    )
    text = missing if is_folder(folder) else message("there is no such folder")
    return Problem(ProblemCode.NO_MANIFEST, text, hint, file=str(folder))


def manifest_of(value: Any) -> Manifest | None:
    """A JSON value → manifest; None if it lacks required keys, or has paths outside its folder."""
    if not isinstance(value, dict) or value.get("version") != VERSION:
        return None
    notices, files = value.get("notices"), value.get("files")
    if not isinstance(notices, list) or not isinstance(files, list):
        return None
    if not all(isinstance(notice, dict) and isinstance(notice.get("case", ""), str) for notice in notices):
        return None
    people = people_of(value.get("people"))
    if people is None:
        return None
    entries: dict[str, FileEntry] = {}
    for each in files:
        entry = entry_of(each)
        if entry is None:
            return None
        entries[entry.path] = entry
    return Manifest(entries, tuple(map(Notice, notices)), people)


def merged(manifest: Manifest, notices: Sequence[Problem], files: Sequence[FileEntry]) -> bytes:
    """The manifest after a run: its files replace earlier ones by path, its notices those of the same cases.

    A file left alone keeps the entry of the run that wrote it, so that a run without changes leaves the manifest
    unchanged; entries keep their position.
    """
    entries = {**manifest.entries, **{entry.path: _kept(entry, manifest) for entry in files}}
    kept = _notices(manifest, notices, {entry.case for entry in files})
    people = manifest.people.json
    return "".join(document(kept, (entry.json for entry in entries.values()), people=people)).encode()


def _kept(entry: FileEntry, manifest: Manifest) -> FileEntry:
    """The entry, with the state from when the file got its bytes, perhaps by a run that was killed."""
    earlier = manifest.entries.get(entry.path)
    if earlier is not None and earlier.state in NOT_CURRENT:
        return entry
    if earlier is not None and earlier.sha256 == entry.sha256 and earlier.state != "removing":
        return entry._replace(state=earlier.state)
    if entry.state != "identical" or (earlier is not None and earlier.state == "removing"):
        return entry
    return entry._replace(state="written" if earlier is None else "replaced")


def _notices(manifest: Manifest, notices: Iterable[Problem], cases: Collection[str | None]) -> list[Mapping[str, Any]]:
    """Earlier notices about other cases, then those of this run that do not concern an individual."""
    now = [notice.as_json() for notice in notices if not notice.code.personal]
    kept = [notice.json for notice in manifest.notices if notice.case not in cases and notice.json not in now]
    return kept + now


def settle(
    journal: Journal,
    manifest: Manifest,
    notices: Sequence[Problem],
    cases: Iterable[str | None],
    withdrawn: Iterable[FileEntry] = (),
) -> None:
    """Write the manifest of a run: the earlier one, updated from the journal; raises WriteError.

    The notices replace earlier ones of the `cases`; None means notices about no case. `withdrawn` are files of earlier
    runs that this one no longer planned.
    """
    journal.close()
    sync_all()
    kept = _notices(manifest, notices, frozenset(cases))
    write_manifest(journal.out, kept, _settled(journal, manifest, withdrawn), journal.people or manifest.people)
    journals.forget(journal.out)


def write_manifest(
    out: Path, notices: Iterable[Mapping[str, Any]], entries: Iterable[str], people: People | None = None
) -> None:
    """Write a manifest safely, with its entries as a stream; raises WriteError."""
    partial = PartialFile(out / NAME)
    try:
        with failing_at(partial.path):
            for text in document(notices, entries, people=people.json if people is not None else ""):
                partial.stream.write(text.encode())
        partial.place()
    except BaseException:
        partial.discard()
        raise


def _settled(journal: Journal, manifest: Manifest, withdrawn: Iterable[FileEntry]) -> Iterator[str]:
    if not manifest.entries and not journal.follows_another:
        return journals.placed_lines(journal.out)  # the lines of this run only, and so all of them entries
    now = {entry.path: _kept(entry, manifest) for entry in journals.placed_entries(journal.out)}
    left = {entry.path: entry._replace(state="withdrawn") for entry in withdrawn}
    return (entry.json for entry in without_moved({**manifest.entries, **now, **left}, journal.out).values())
