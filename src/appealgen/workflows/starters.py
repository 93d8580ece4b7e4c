"""Starter files for what users write themselves. Nothing that exists is ever replaced."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

from appealgen import resources
from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.model.case import Case
from appealgen.model.document import LabelPlacing, Labels
from appealgen.model.identifiers import Slug, Tag, match_ua_number
from appealgen.model.stationery import LabelSheet
from appealgen.output import writer
from appealgen.output.lock import locked
from appealgen.paths import is_file, is_link, is_taken, read_file
from appealgen.renderers import render
from appealgen.yamlfile.schema import json_schema


def starter(name: str) -> bytes:
    """A file to begin with, as it is bundled."""
    return resources.get(f"starters/{name}").read_bytes()


def case_folder(folder: Path, id: Slug, tag: Tag) -> dict[Path, bytes]:
    """The files of a new case: its details, a letter in one language, and the schema for editors."""
    parts = id.split("-")
    number = match_ua_number(f"{parts[1]}/{parts[2]}") or "" if len(parts) == 3 else ""
    details = starter("case.yaml").replace(b"{id}", id.encode()).replace(b"{ua_number}", number.encode())
    return {
        folder / "case.yaml": details,
        folder / f"letter.{tag}.md": starter("letter.md"),
        folder / "case.schema.json": case_schema(),
    }


def case_schema() -> bytes:
    """The JSON Schema of case files."""
    return (json.dumps(json_schema(Case, "An appealgen case"), ensure_ascii=False, indent=1) + "\n").encode()


def label_frames(sheet: LabelSheet, offset: tuple[float, float]) -> bytes:
    """A sheet with the outlines and the numbers of its labels, as a Word document."""
    numbers = tuple((str(number),) for number in range(1, sheet.columns * sheet.rows + 1))
    return render(Labels(sheet=sheet, texts=numbers, placing=LabelPlacing(offset=offset), frames=True), "docx")


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files of which none exists, `case.yaml` last; raises WriteError with all that do.

    What a run was killed over is gone on with: some of the files are there, as they would be written.
    """
    hint = message("move it away first: nothing that exists is replaced")
    with contextlib.ExitStack() as locks:
        for folder in sorted({path.parent for path in files}):
            locks.enter_context(locked(folder))
        there = {path for path in files if is_taken(path)}
        if others := [path for path in there if len(there) == len(files) or not _holds(path, files[path])]:
            texts = message("is there already")
            raise WriteError(Problem(ProblemCode.EXISTS, texts, hint, file=str(path)) for path in sorted(others))
        left = [(path, data) for path, data in files.items() if path not in there]
        writer.write_all(sorted(left, key=lambda file: file[0].name == "case.yaml"))


def _holds(path: Path, data: bytes) -> bool:
    return is_file(path) and not is_link(path) and read_file(path, error=WriteError) == data
