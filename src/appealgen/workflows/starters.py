"""Starter files for what users write themselves. They never replace an existing file."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

from appealgen import resources
from appealgen.errors import MissingError, Problem, ProblemCode, WriteError, did_you_mean
from appealgen.letters.translation import translator_file
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


def case_folder(folder: Path, id: Slug, tag: Tag) -> dict[Path, bytes]:
    """The files of a new case: its details, a letter in one language, and the schema for editors."""
    parts = id.split("-")
    number = match_ua_number(f"{parts[1]}/{parts[2]}") or "" if len(parts) == 3 else ""
    details = resources.get("starters/case.yaml").read_bytes()
    details = details.replace(b"{id}", id.encode()).replace(b"{ua_number}", number.encode())
    return {
        folder / "case.yaml": details,
        folder / f"letter.{tag}.md": resources.get("starters/letter.md").read_bytes(),
        folder / "case.schema.json": case_schema(),
    }


def case_schema() -> bytes:
    """The JSON Schema of case files."""
    return (json.dumps(json_schema(Case, "An appealgen case"), ensure_ascii=False, indent=1) + "\n").encode()


def label_frames(sheet: LabelSheet, offset: tuple[float, float]) -> bytes:
    """A sheet with outlines and numbers of its labels, as a Word document."""
    numbers = tuple((str(number),) for number in range(1, sheet.columns * sheet.rows + 1))
    return render(Labels(sheet=sheet, texts=numbers, placing=LabelPlacing(offset=offset), frames=True), "docx")


def translation(case: Case, source: Tag, tag: Tag) -> bytes:
    """A translator's file for a letter of a case; raises MissingError without that letter, or with a translation."""
    if source not in case.letters:
        text = message("{case} has no letter in “{tag}”", case=case.id, tag=source)
        hint = did_you_mean(source, sorted(case.letters))
        raise MissingError(Problem(ProblemCode.NO_LETTER, text, hint, field="from"))
    if tag in case.letters:
        text = message("{case} has a letter in “{tag}” already", case=case.id, tag=tag)
        hint = message("change or delete {file}", file=case.letters[tag].file)
        raise MissingError(Problem(ProblemCode.WRONG_VALUE, text, hint, field="to"))
    return translator_file(case, case.letters[source], tag).encode()


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files of which none exists, `case.yaml` last; raises WriteError with all that do.

    A killed run can be continued: then some of the files exist as they would be written.
    """
    hint = message("move it away first: nothing that exists is replaced")
    with contextlib.ExitStack() as locks:
        for folder in sorted({path.parent for path in files}):
            locks.enter_context(locked(folder, below=False))
        there = {path for path in files if is_taken(path)}
        if others := [path for path in there if len(there) == len(files) or not _holds(path, files[path])]:
            texts = message("is there already")
            raise WriteError(Problem(ProblemCode.EXISTS, texts, hint, file=str(path)) for path in sorted(others))
        left = [(path, data) for path, data in files.items() if path not in there]
        writer.write_all(sorted(left, key=lambda file: file[0].name == "case.yaml"))


def _holds(path: Path, data: bytes) -> bool:
    return is_file(path) and not is_link(path) and read_file(path, error=WriteError) == data
