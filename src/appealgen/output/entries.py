"""Entries of a run's files, and the JSON object with them: output of `write` and `batch`, and the manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, cast

from appealgen.errors import Problem
from appealgen.output.classification import PathStatus

VERSION = 1
"""Version of the JSON object; keys are only ever added."""

Kind = Literal["letter", "envelope", "fax", "email", "mailto", "social", "labels", "print", "sheet"]
OF_ONE_LETTER: frozenset[Kind] = frozenset({"letter", "envelope", "fax", "email", "mailto"})
"""Kinds of files that are made for each letter."""
State = Literal[
    "planned", "written", "identical", "replaced", "kept", "withdrawn", "set-aside", "removing", "removed", "gone"
]
"""What becomes of a file; `kept` are edited ones, of which the manifest has the entry from before.

Letters that a later run with the whole roster no longer planned are withdrawn, and may be set aside. The last three
occur in a cleaned folder: files about to be removed, letters whose files were removed, and letters whose files were
already missing when it was cleaned.
"""
STATES: Mapping[PathStatus, State] = {
    "new": "written",
    "identical": "identical",
    "unchanged": "replaced",
    "modified": "replaced",
    "blocked": "planned",
}
"""The state of a file to write, by the status of its path."""
ANONYMOUS: frozenset[State] = frozenset({"removed", "gone"})
"""States of entries that exist only to be counted: there is no file at their path."""
NOT_CURRENT: frozenset[State] = frozenset({"withdrawn", "set-aside"})
"""States of files that nobody needs any longer, and that do not count."""
NOBODY = 0
"""The sender of files without a single sender: a walk-in's, a group's, a file with many senders' letters."""
_LONGEST = 1000


class FileEntry(NamedTuple):
    """One file of a run in the JSON output and the manifest; `path` is relative to the output folder.

    `channel` is that of a letter, an envelope, a fax or an e-mail: post, fax or email. `sender` is the row of the
    roster, 1 for a single sender, or NOBODY; `person` is the same in every run of an event, `mark` that of the letter.
    `country` is the destination of the letter, `date` the date on it. `pages` of a PDF are exact, all others estimated.
    """

    path: str
    kind: Kind
    format: str
    state: State = "planned"
    case: str = ""
    target: str = ""
    route: Literal["direct", "copy", "via", "solidarity"] | None = None
    channel: str = ""
    sender: int = NOBODY
    language: str = ""
    language_reason: str = ""
    country: str | None = None
    date: str | None = None
    pages: int = 0
    pages_exact: bool = False
    sheets: int = 0
    weight_g: int | None = None
    postage: Mapping[str, str] | None = None
    size: int = 0
    sha256: str = ""
    person: str = ""
    mark: str = ""

    @property
    def json(self) -> str:
        """The entry on one line."""
        return encode(self._asdict())


encode = json.JSONEncoder(ensure_ascii=False).encode
"""Any value as JSON on one line."""


def entry_of(value: Any) -> FileEntry | None:
    """A JSON value → entry; None for any other value, or one whose path leads outside the folder.

    Missing keys of earlier versions get their defaults; an entry without a state was left unchanged.
    """
    if not isinstance(value, dict):
        return None
    texts = [value.get(key) for key in ("path", "sha256", "case", "target", "format")]
    if not all(isinstance(text, str) and text.isprintable() and len(text) < _LONGEST for text in texts):
        return None
    if not isinstance(value.get("state", ""), str) or not isinstance(value.get("sender", 0), int):
        return None
    parts = str(value["path"]).split("/")
    if ".." in parts or "" in parts or any(sign in value["path"] for sign in "\\:"):  # drives, and paths of Windows
        return None
    known = {key: value[key] for key in FileEntry._fields if key in value}
    return FileEntry(**cast("dict[str, Any]", {"kind": "", "state": "identical", **known}))


def document(
    notices: Iterable[Mapping[str, Any]],
    entries: Iterable[str],
    failed: Iterable[Problem] = (),
    totals: Mapping[str, Any] | None = None,
    people: str = "",
) -> Iterator[str]:
    """The JSON object in pieces, one entry a line, so that a hundred thousand entries are written as a stream.

    `entries` are those of the files as JSON; `totals` are the run in numbers, which a manifest lacks, `people` the JSON
    of those whom only a manifest keeps.
    """
    yield f'{{\n"version": {VERSION},\n"notices": {_listed(notices)},\n"files": ['
    for number, entry in enumerate(entries):
        yield ("," if number else "") + "\n" + entry
    yield f'\n],\n"failed": {_listed(problem.as_json() for problem in failed)},\n"errors": []'
    yield f',\n"people": {people}' if people else ""
    yield f',\n"totals": {encode(totals)}\n}}\n' if totals is not None else "\n}\n"


def _listed(values: Iterable[Mapping[str, Any]]) -> str:
    return json.dumps(list(values), ensure_ascii=False, indent=1)
