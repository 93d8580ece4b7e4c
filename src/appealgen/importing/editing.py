"""Edit a draft during its review: the text of a field, and replacing it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from appealgen.importing.draft import Draft, import_document
from appealgen.language.parsing import SCALARS
from appealgen.model.case import Case, Doubt
from appealgen.model.identifiers import Tag
from appealgen.paths import is_file
from appealgen.yamlfile.reader import parse_yaml, read_text
from appealgen.yamlfile.writer import dump_yaml, to_plain

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_LISTS = ("address", "email", "languages", "follow")

Numbered = Sequence[tuple[int, str]]
"""Lines of a document with their numbers."""


def draft_at_hand(case: Case, roots: Sequence[Path] = ()) -> Draft | None:
    """The draft of a case that was just read from a document; None for a case in a folder."""
    file = Path(case.file)
    return import_document(file, roots=roots) if file.name != "case.yaml" else None


def lines_at_hand(case: Case, draft: Draft | None) -> Callable[[Doubt], Numbered]:
    """The lines of a case's documents: of the document just read, or of those in its folder."""
    if draft is not None:
        return lambda _: draft.document.numbered

    def of(doubt: Doubt) -> Numbered:
        path = Path(case.file).parent / "documents" / Path(doubt.document or "").name
        text = read_text(path) if doubt.document and is_file(path) else ""
        return list(enumerate(text.splitlines(), 1))

    return of


def is_list(field: str) -> bool:
    """Whether a field holds several texts."""
    return field.endswith(_LISTS)


def text_at(case: Case, field: str) -> str:
    """The text of a case's field (`targets[0].office`), as in its file; empty if it has none."""
    if field.startswith("letters."):
        letter = case.letters.get(Tag(field.removeprefix("letters.")))
        return letter.text if letter else ""
    value: Any = to_plain(case)
    for name, number in _STEP.findall(field):
        value = value.get(name) if isinstance(value, dict) else None
        if number and isinstance(value, list):
            value = value[int(number)] if int(number) < len(value) else None
    if value in (None, [], {}):
        return ""
    return value if isinstance(value, str) else dump_yaml(value).rstrip()


def with_text_at(case: Case, field: str, text: str) -> Case:
    """The case with another text in a field, a line for each item of a list; raises InputError if it does not fit."""
    plain = to_plain(case)
    steps = _STEP.findall(field)
    at: Any = plain
    for name, number in steps[:-1]:
        at = at.setdefault(name, [{}] if number else {})
        at = at[int(number)] if number else at
    name, number = steps[-1]
    value: Any = text.split("\n") if name in _LISTS else [{"name": text}] if field == "people" else text
    if number:
        at[name][int(number)] = {"name": text} if name == "people" else value
    else:
        at[name] = value
    made = parse_yaml(dump_yaml(plain | {"schema": case.schema, "draft": "true"}), Case, SCALARS, file=field)
    return replace(made, letters=case.letters, file=case.file)
