"""Write the table of people and their cases: a new one, or more rows below those of a file, which stay as they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from appealgen.errors import InputError, Problem, ProblemCode
from appealgen.language.locales import number_in
from appealgen.messages import message
from appealgen.model.identifiers import Tag
from appealgen.reading.csv_tables import delimiter_of, guarded
from appealgen.reading.encodings import encoding_of
from appealgen.reading.tables import column_name

_CSV, _XLSX = ("", ".csv", ".txt", ".tsv"), ".xlsx"
Lines = Sequence[Mapping[str, str]]
"""Rows of a table: the text of each column that is not empty."""


def check_kind(path: Path) -> None:
    """Raise InputError for a file in which no assignment is written: neither CSV nor XLSX by its name."""
    if path.suffix.lower() not in (*_CSV, _XLSX):
        text = message("an assignment is written as CSV or XLSX, not as {kind}", kind=path.suffix)
        hint = message("give it a name that ends in .csv or .xlsx")
        raise InputError(Problem(ProblemCode.FILE_NAME, text, hint, file=str(path), field="assign"))


def new_table(path: Path, columns: Sequence[str], lines: Lines, language: Tag) -> bytes:
    """A table of the kind that the file's name says. CSV is in UTF-8 with its mark; its delimiter is that of Excel in
    the language, or a tab in a .tsv."""
    if path.suffix.lower() == _XLSX:
        return _xlsx(columns, lines)
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ";" if "," in number_in(Decimal("0.5"), language) else ","
    return _csv((columns, *_cells(columns, lines)), delimiter).encode("utf-8-sig")


def with_more(path: Path, data: bytes, columns: Sequence[str], lines: Lines) -> bytes:
    """The table with more rows below; CSV keeps its delimiter, and its encoding if it has all letters.

    Raises InputError for a workbook with formulas, whose results would be lost.
    """
    if path.suffix.lower() == _XLSX:
        return _xlsx_with_more(path, data, lines)
    name = encoding_of(data, str(path)).name
    text = data.decode(name)
    delimiter = delimiter_of(text, lambda heading: column_name(heading) in columns)
    text += "" if text.endswith(("\n", "\r")) else "\r\n"
    text += _csv(_cells(columns, lines), delimiter)
    try:
        return text.encode(name)
    except UnicodeEncodeError:
        return text.encode("utf-8-sig")


def _cells(columns: Sequence[str], lines: Lines) -> Iterable[list[str]]:
    return ([guarded(line.get(column, "")) for column in columns] for line in lines)


def _csv(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def _xlsx(columns: Sequence[str], lines: Lines) -> bytes:
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    book.properties.creator, sheet.freeze_panes = "", "A2"
    sheet.append(list(columns))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = {"name": 30, "address": 40, "cases": 40}.get(cell.value, 12)
    _append(sheet, 2, dict(zip(columns, range(1, len(columns) + 1), strict=True)), lines)
    return _saved(book)


def _xlsx_with_more(path: Path, data: bytes, lines: Lines) -> bytes:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    sheets: list[Any] = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    sheet = next(sheet for sheet in sheets if any(cell.value is not None for row in sheet for cell in row))
    if any(cell.data_type == "f" for sheet in book.worksheets for row in sheet for cell in row):
        text = message("it has formulas, whose results would be lost if rows were added")
        hint = message("replace them with their values, or add the people by hand")
        raise InputError(Problem(ProblemCode.FORMULAS, text, hint, file=str(path)))
    head: dict[str, int] = {}
    for row in sheet:
        head = {column_name(str(cell.value)): cell.column for cell in row if cell.value is not None}
        if {"name", "cases"} <= head.keys():
            break
    filled = [row[0].row for row in sheet if any(cell.value is not None for cell in row)]
    _append(sheet, max(filled) + 1, head, lines)
    return _saved(book)


def _append(sheet: Any, row: int, head: Mapping[str, int], lines: Lines) -> None:
    """Write lines from a row on."""
    for number, line in enumerate(lines, row):
        for column, text in line.items():
            if column in head and text:
                sheet.cell(number, head[column]).value = int(text) if column == "row" else guarded(text)


def _saved(book: Any) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
