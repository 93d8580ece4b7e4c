"""The files of a run, and the one JSON object that names them: that of `write` and `batch`, and of the manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, cast

from appealgen.errors import Problem
from appealgen.output.classification import PathStatus

VERSION = 1
"""Of the JSON object; keys are only ever added."""

Kind = Literal["letter", "envelope", "labels", "print", "sheet"]
State = Literal["planned", "written", "identical", "replaced", "removing", "removed", "gone"]
"""The last three are those of a cleaned folder: files about to be removed, letters whose files were removed, and
letters whose files were no longer there when it was cleaned."""
STATES: Mapping[PathStatus, State] = {
    "new": "written",
    "identical": "identical",
    "unchanged": "replaced",
    "modified": "replaced",
    "blocked": "planned",
}
"""What becomes of a file that is written where something stands."""
ANONYMOUS: frozenset[State] = frozenset({"removed", "gone"})
"""The states of entries that are only there to be counted: no file stands at their path."""
NOBODY = 0
"""The sender of what is nobody's in particular: a walk-in's, a group's, a file with many senders' letters."""
_LONGEST = 1000


class FileEntry(NamedTuple):
    """One file of a run, as the JSON output and the manifest name it; `path` is relative to the output folder.

    `sender` is the row of the roster, 1 where there is one sender, or NOBODY. `country` is where the letter is sent to,
    `date` what stands on it.
    """

    path: str
    kind: Kind
    format: str
    state: State = "planned"
    case: str = ""
    target: str = ""
    route: Literal["direct", "copy", "via"] | None = None
    sender: int = NOBODY
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

    @property
    def json(self) -> str:
        """The entry on one line."""
        return encode(self._asdict())


encode = json.JSONEncoder(ensure_ascii=False).encode
"""Any value as JSON on one line."""


def entry_of(value: Any) -> FileEntry | None:
    """The entry that a JSON value is; None for what is none, or names a path outside of its folder.

    Entries of earlier versions lack some keys, which get their defaults; one without a state was left as it was.
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
) -> Iterator[str]:
    """The JSON object in pieces, an entry a line: so a hundred thousand of them are written as they come.

    `entries` are those of the files as JSON, `totals` the run in numbers, which a manifest does not have.
    """
    yield f'{{\n"version": {VERSION},\n"notices": {_listed(notices)},\n"files": ['
    for number, entry in enumerate(entries):
        yield ("," if number else "") + "\n" + entry
    yield f'\n],\n"failed": {_listed(problem.as_json() for problem in failed)},\n"errors": []'
    yield f',\n"totals": {encode(totals)}\n}}\n' if totals is not None else "\n}\n"


def _listed(values: Iterable[Mapping[str, Any]]) -> str:
    return json.dumps(list(values), ensure_ascii=False, indent=1)
