"""CSV, XLSX or ODS tables, recognized by their content → headings and rows.

A table begins with its header, or with a title above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from appealgen import limits
from appealgen.errors import InputError, Problem, ProblemCode
from appealgen.messages import Message, join, message
from appealgen.paths import read_file
from appealgen.reading.cells import cell_problems, checked, meant
from appealgen.reading.csv_tables import HEADER_LINES, csv_sheet
from appealgen.reading.worksheets import Record, Worksheet
from appealgen.yamlfile.scalars import over_limit

MAX_BYTES = 100_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    (b"%PDF", message("a PDF")),
    (b"{\\rtf", message("a text document")),
    (b"\x89PNG", message("an image")),
    (b"\xff\xd8\xff", message("an image")),
    (b"\x1f\x8b", message("a compressed file")),
    (b"BEGIN:VCARD", message("a list of contacts (vCard)")),
)
_OTHER_ZIPS = (
    ("word/document.xml", message("a Word document")),
    ("ppt/presentation.xml", message("a presentation")),
    ("xl/workbook.bin", message("a binary Excel workbook")),
    ("Index/Document.iwa", message("a document of Numbers or Pages")),
)
_SAVE = message("open it in your spreadsheet program and save it as .xlsx, .ods or CSV in UTF-8")


@dataclass(frozen=True)
class TableRow:
    """One row of a table: its number as the spreadsheet shows it (the header is 1), and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class HeadedTable:
    """A table: its columns by heading, its rows with content, and notices about the file."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class HeadedWorksheet:
    """A sheet with its header: `number` is the row of the header, `headings` are as written; records are read once."""

    file: str
    number: int
    headings: tuple[str, ...]
    records: Iterator[Record]
    notices: tuple[Problem, ...]
    delimited: bool
    hidden_columns: frozenset[int]


def read_table(
    source: Path | bytes, known: Collection[str] = (), *, name: str | None = None, encoding: str | None = None
) -> HeadedTable:
    """Read a whole table. Column names are lower-cased, without white space around and inside them.

    `known` are the names that identify a header below a title. Raises InputError for a file that is not a table, and
    for rows with more cells than columns or with cells that no document can hold.
    """

    def is_known(heading: str) -> bool:
        return column_name(heading) in known

    sheet = headed(open_sheet(source, is_known, name=name, encoding=encoding), is_known)
    columns = tuple(column_name(heading) for heading in sheet.headings)
    if twice := sorted(name for name, times in Counter(columns).items() if name and times > 1):
        text = message("two columns are called “{name}”", name=twice[0])
        raise InputError(Problem(ProblemCode.DUPLICATE_COLUMN, text, file=sheet.file, row=sheet.number))
    problems: list[Problem] = []
    notices = list(sheet.notices)
    rows = []
    for record, plain in checked(sheet.records, len(columns)):
        if record.hidden:
            notices.append(hidden_row(record.number, sheet.file))
            continue
        found = [] if plain else cell_problems(record, columns, sheet.file, delimited=sheet.delimited)
        problems += found or list(_long_cells(record, columns, sheet, known))
        padded = record.cells + [""] * (len(columns) - len(record.cells))
        rows.append(TableRow(record.number, {name: cell for name, cell in zip(columns, padded, strict=False) if name}))
    if problems:
        raise InputError(problems)
    return HeadedTable(columns, tuple(rows), tuple(notices))


def open_sheet(
    source: Path | bytes,
    is_known: Callable[[str], bool],
    *,
    name: str | None = None,
    encoding: str | None = None,
    own_notes: Collection[str] = (),
) -> Worksheet:
    """The first visible sheet with content; a notice names the others, except those with a name in `own_notes`.

    `is_known` is whether a heading is known, which decides the delimiter of CSV; `name` is the file's name in
    messages; `encoding` is for CSV only. Raises InputError.
    """
    file = name or (str(source) if isinstance(source, Path) else "stdin")
    data = _bytes(source, file)
    if (sheets := _sheets(data, file)) is None:
        return csv_sheet(data, file, is_known, encoding)
    begun = ((title, sheet, next(sheet.records, None)) for title, sheet in sheets)
    filled = [(title, replace(sheet, records=chain((first,), sheet.records))) for title, sheet, first in begun if first]
    if not filled:
        text = message("all visible sheets are empty")
        raise InputError(Problem(ProblemCode.EMPTY_TABLE, text, file=file))
    title, sheet = filled[0]
    others = join(message("“{label}”", label=other) for other, _ in filled[1:] if other not in own_notes)
    if not others:
        return sheet
    text = message("only the sheet “{title}” is read; not read: {others}", title=title, others=others)
    notice = Problem(ProblemCode.OTHER_SHEETS, text, message("move the sheet you want to the front"), file=file)
    return replace(sheet, notices=(notice,))


def headed(sheet: Worksheet, is_known: Callable[[str], bool]) -> HeadedWorksheet:
    """Find the header: the row with the most known headings among the first few, else the first.

    Raises InputError for a table without a row.
    """
    first = list(islice(sheet.records, HEADER_LINES))
    if not first:
        raise InputError(Problem(ProblemCode.EMPTY_TABLE, message("the table has no header"), file=sheet.file))
    known = [sum(is_known(cell) for cell in record.cells if len(cell) <= limits.LINE) for record in first]
    at = known.index(max(known))
    header = first[at]
    headings = tuple(limits.cut(" ".join(meant(cell).split()), limits.LINE) for cell in header.cells)
    records = chain(first[at + 1 :], sheet.records)
    hidden = sheet.hidden_columns
    return HeadedWorksheet(sheet.file, header.number, headings, records, sheet.notices, sheet.delimited, hidden)


def hidden_row(number: int, file: str) -> Problem:
    """Notice about rows left out because the spreadsheet hides them."""
    text, hint = message("is hidden in the spreadsheet: left out"), message("to include it, show it and save the file")
    return Problem(ProblemCode.HIDDEN_ROW, text, hint, file=file, row=number)


def _long_cells(
    record: Record, columns: Sequence[str], sheet: HeadedWorksheet, known: Collection[str]
) -> Iterator[Problem]:
    """A problem for each overlong cell of a column that is read; other columns are ignored."""
    for name, cell in zip(columns, record.cells, strict=False):
        if (text := over_limit(cell, limits.TEXT)) is not None and (not known or name in known):
            yield Problem(ProblemCode.TOO_LARGE, text, file=sheet.file, row=record.number, field=name)


def _bytes(source: Path | bytes, file: str) -> bytes:
    data = source if isinstance(source, bytes) else read_file(source, MAX_BYTES, file=file)
    if len(data) > MAX_BYTES:
        raise InputError(
            Problem(ProblemCode.TOO_LARGE, message("a table of that size is probably a mistake"), file=file)
        )
    return data


def _sheets(data: bytes, file: str) -> Iterator[tuple[str, Worksheet]] | None:
    """The sheets of a workbook; None for a file that can only be CSV. Raises InputError for unsupported kinds."""
    if data.startswith(b"PK"):
        return _zipped(data, file)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            from appealgen.reading.archive import encrypted

            raise encrypted(file)
        raise _not_read(message("an old Excel workbook (.xls) or another document from that time"), file)
    start = data[:1000].lstrip(b"\xef\xbb\xbf \r\n\t")
    for mark, kind in _OTHER_KINDS:
        if start.startswith(mark):
            raise _not_read(kind, file)
    if re.match(rb"(?i)<(?:\?xml|!doctype|html|table|head|body|meta)\b", start):
        raise _not_read(message("a page or a document in XML or HTML"), file)
    return None


def _zipped(data: bytes, file: str) -> Iterator[tuple[str, Worksheet]]:
    from appealgen.reading.archive import opened

    archive = opened(data, file)
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        from appealgen.reading.xlsx import xlsx_sheets

        return xlsx_sheets(data, file)
    for name, kind in _OTHER_ZIPS:
        if name in names:
            raise _not_read(kind, file)
    if b"opendocument" not in data[:200] or b"opendocument.spreadsheet" in data[:200]:
        if {"content.xml", "encrypted-package"} & names:
            from appealgen.reading.ods import ods_sheets

            return ods_sheets(data, file)
        raise _not_read(message("a compressed file without a spreadsheet in it"), file)
    raise _not_read(message("a text document or a drawing"), file)


def _not_read(kind: Message, file: str) -> InputError:
    text = message("it is {kind}, not a supported table", kind=kind)
    return InputError(Problem(ProblemCode.NOT_A_TABLE, text, _SAVE, file=file))


def column_name(name: str) -> str:
    """A heading as the name of its column: in lower case, without white space and hyphens."""
    name = "".join(c for c in name if c.isprintable() or c.isspace())
    return "".join(name.casefold().replace("_", " ").replace("-", " ").split())
