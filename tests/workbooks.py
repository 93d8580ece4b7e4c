"""Workbooks made with libraries of other programs, for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import LineBreak, P


def xlsx(*sheets: Sequence[Sequence[Any]], change: Callable[[Any], None] | None = None) -> bytes:
    """A workbook with these sheets, called Sheet1, Sheet2 …; `change` may alter it."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row_number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(row_number, column)
                cell.value = value
                if isinstance(value, str) and not value.startswith("#"):
                    cell.data_type = "s"
    if change is not None:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(*sheets: Sequence[Sequence[str | Any]]) -> bytes:
    """A spreadsheet of texts, or of complete cells, filled up with empty ones like LibreOffice's."""
    document = OpenDocumentSpreadsheet()
    for number, rows in enumerate(sheets, 1):
        table = Table(name=f"Sheet{number}")
        for row in rows:
            made = TableRow()
            for value in row:
                made.addElement(text_cell(value) if isinstance(value, str) else value)
            made.addElement(TableCell(numbercolumnsrepeated=16_000))
            table.addElement(made)
        empty = TableRow(numberrowsrepeated=1_048_000)
        empty.addElement(TableCell(numbercolumnsrepeated=16_384))
        table.addElement(empty)
        document.spreadsheet.addElement(table)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def text_cell(text: str, **attributes: Any) -> Any:
    """A cell with a paragraph for each line."""
    cell = TableCell(**({"valuetype": "string"} | attributes)) if text else TableCell()
    for line in text.split("\n") if text else ():
        cell.addElement(P(text=line))
    return cell


def broken_line_cell(first: str, second: str) -> Any:
    """A cell with one paragraph that has a line break in it."""
    cell, paragraph = TableCell(valuetype="string"), P(text=first)
    paragraph.addElement(LineBreak())
    paragraph.addText(second)
    cell.addElement(paragraph)
    return cell


def edited(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The archive with bytes of one part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == part:
                assert old in content, content[:800]
                content = content.replace(old, new, 1)
            after.writestr(entry.filename, content)
    return stream.getvalue()
