"""The manifest: what was written, merged over runs. It names senders by row, never by name or address."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, cast

from appealgen.errors import InputError, Problem, WriteError

NAME = "manifest.json"
VERSION = 1

ABOUT_THE_SENDER = frozenset({"ties", "reads-assumed", "language-unread", "no-return-address"})
"""Notices for the person at the terminal alone: a manifest says nothing about individuals."""

State = Literal["planned", "written", "identical", "replaced"]


@dataclass(frozen=True, kw_only=True)
class FileEntry:
    """One file of a run, as the JSON output and the manifest name it; `path` is relative to the output folder."""

    path: str
    kind: Literal["letter", "envelope", "labels"]
    format: str
    state: State
    case: str
    target: str
    route: Literal["direct", "copy", "via"] | None = None
    sender: int
    language: str
    language_reason: str
    pages: int
    sheets: int
    weight_g: int | None = None
    postage: Mapping[str, str] | None = None
    size: int
    sha256: str


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
        "files": [asdict(entry) for entry in files],
        "failed": [problem.as_json() for problem in failed],
        "errors": [problem.as_json() for problem in errors],
    }


def read_manifest(out: Path) -> dict[str, Any]:
    """The manifest of earlier runs into `out`; an empty one when there is none.

    Raises InputError when what lies there is not a manifest: without it nobody can tell our files from edited ones.
    """
    path = out / NAME
    hint = "move it away, or choose another folder with --out"
    try:
        if not path.is_file() and not path.is_dir():
            return document((), ())
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise WriteError(Problem("unreadable", f"cannot read it: {error.strerror}", hint, file=str(path))) from error
    except (ValueError, RecursionError) as error:
        raise InputError(Problem("not-a-manifest", "not a manifest of appealgen", hint, file=str(path))) from error
    if not _is_manifest(found):
        raise InputError(Problem("not-a-manifest", "not a manifest of this appealgen", hint, file=str(path)))
    return cast("dict[str, Any]", found)


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
    parts = str(entry["path"]).split("/")
    return ".." not in parts and "" not in parts


def hashes(manifest: Mapping[str, Any]) -> dict[str, str]:
    """Path → sha256 of every file as the last run left it."""
    return {entry["path"]: entry["sha256"] for entry in manifest["files"]}


def merged(manifest: Mapping[str, Any], notices: Sequence[Problem], files: Sequence[FileEntry]) -> bytes:
    """The manifest after a run: its files by path over the earlier ones, its notices over those of the same cases.

    A file that was left alone keeps the entry of the run that wrote it, so that a run that changes nothing changes
    nothing here either.
    """
    earlier = {entry["path"]: entry for entry in manifest["files"]}
    now = document((), files)["files"]
    kept = {
        entry["path"]: entry | {"state": earlier[entry["path"]]["state"]}
        if entry["state"] == "identical" and entry["path"] in earlier
        else entry
        for entry in now
    }
    cases = {entry.case for entry in files}
    said = [notice for notice in manifest["notices"] if notice.get("case") not in cases]
    lasting = [notice.as_json() for notice in notices if notice.code not in ABOUT_THE_SENDER]
    result = document((), ()) | {
        "notices": said + lasting,
        "files": sorted((earlier | kept).values(), key=lambda entry: str(entry["path"])),
    }
    return (json.dumps(result, ensure_ascii=False, indent=1) + "\n").encode()
