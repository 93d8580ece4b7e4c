"""Layout of a sheet that openpyxl omits when streaming: hidden rows and columns, merged cells, uncalculated formulas.

It is found by patterns in the part itself: a sheet of 100,000 rows takes a fiftieth of openpyxl's time.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from appealgen import limits

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*?\bref=[\"']([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})[\"']")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\b([^>]*)>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
"""A formula without a value; one that gives an empty text has the value "", t="str"."""
_CELL = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
"""Names of Strict Open XML → names that openpyxl knows (ECMA-376, part 1, annex L; part 4, annex A)."""


class SheetLayout(NamedTuple):
    """Special features of a sheet; rows count from 1, columns from 0."""

    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]
    merged: Mapping[int, Sequence[tuple[int, int]]]
    """Row → (column, last row) of cells merged downwards from it."""
    formulas: Mapping[int, Mapping[int, str]]
    """Row → column → an uncalculated formula."""


def layout_of(part: bytes) -> SheetLayout:
    """The layout of a sheet, from its part of the package."""
    rows, columns = set[int](), set[int]()
    if b"hidden=" in part:
        rows = {_number(found[1], b"r") for found in _ROW.finditer(part) if _HIDDEN.search(found[1])}
        for found in _COLUMN.finditer(part):
            if _HIDDEN.search(found[1]):
                first, last = _number(found[1], b"min"), _number(found[1], b"max")
                columns |= set(range(first - 1, min(last, limits.COLUMNS)))
    merged: dict[int, list[tuple[int, int]]] = {}
    for found in _MERGED.finditer(part) if b"mergeCell" in part else ():
        top, bottom = int(found[2]), int(found[3])
        if bottom > top:
            merged.setdefault(top, []).append((_column(found[1]), bottom))
    formulas: dict[int, dict[int, str]] = {}
    for found in _FORMULA.finditer(part) if re.search(rb"<(?:\w+:)?f\b", part) else ():
        cell = _CELL.search(found[1])
        if cell is not None and b't="str"' not in found[1]:
            text = html.unescape((found[2] or b"").decode("utf-8", "replace")) or "…"
            formulas.setdefault(int(cell[2]), {})[_column(cell[1])] = f"={text}"
    return SheetLayout(frozenset(rows), frozenset(columns), merged, formulas)


def _number(attributes: bytes, name: bytes) -> int:
    found = re.search(rb"\b" + name + rb"=[\"'](\d{1,7})[\"']", attributes)
    return int(found[1]) if found else 0


def _column(letters: bytes) -> int:
    """A → 0, AB → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def transitional(archive: zipfile.ZipFile, data: bytes) -> bytes:
    """A workbook in Strict Open XML with the names that openpyxl knows; any other unchanged."""
    if b"purl.oclc.org/ooxml" not in archive.read("xl/workbook.xml"):
        return data
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in archive.infolist():
            content = archive.read(entry)
            for strict, known in _STRICT if entry.filename.endswith((".xml", ".rels")) else ():
                content = content.replace(strict, known)
            after.writestr(entry.filename, content)
    return stream.getvalue()
