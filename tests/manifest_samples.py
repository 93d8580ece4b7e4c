"""Small invented manifests, and the files that they name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from appealgen.errors import Problem
from appealgen.output.entries import FileEntry, document


def entry(path: str, **changes: Any) -> dict[str, Any]:
    """An entry as in manifests; `path` is case/target.language.format. None removes a key."""
    case, _, name = path.rpartition("/")
    target, language, suffix = name.split(".")
    made = FileEntry(
        path=path, kind="letter", format=suffix, state="written", case=case.split("/")[0], target=target, sender=1,
        route="direct", language=language, language_reason="", pages=1, sheets=1, size=1, sha256="1",
    )  # fmt: skip
    changed = made._asdict() | {"country": "KZ", "date": "2020-02-01"} | changes
    return {key: value for key, value in changed.items() if value is not None}


def manifest_object(*entries: dict[str, Any], notices: tuple[Problem, ...] = ()) -> dict[str, Any]:
    """A manifest as a JSON object."""
    found: dict[str, Any] = json.loads("".join(document([notice.as_json() for notice in notices], ())))
    return found | {"files": list(entries)}


def folder(root: Path, *entries: dict[str, Any], notices: tuple[Problem, ...] = (), files: bool = True) -> Path:
    """A folder with a manifest and the files that it names."""
    root.mkdir(parents=True, exist_ok=True)
    manifest = manifest_object(*entries, notices=notices)
    (root / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for each in entries if files else ():
        (root / each["path"]).parent.mkdir(parents=True, exist_ok=True)
        (root / each["path"]).write_text("x", encoding="utf-8")
    return root
