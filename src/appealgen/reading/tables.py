"""Tables as people have them: CSV with any delimiter, in UTF-8, UTF-16 or a Windows code page → rows by column name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from appealgen.errors import InputError, Problem
from appealgen.yamlfile import unprintable

MAX_BYTES = 50_000_000
_DELIMITERS = ",;\t|"
_SAID_DELIMITER = re.compile(r"(?i)sep=(.)")
"""The first line of a table that says its delimiter, as spreadsheets understand it."""


@dataclass(frozen=True)
class Row:
    """One row of a table: its number as a spreadsheet shows it (the header is 1), and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A table: its columns as they are headed, and its rows with something in them."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_csv(path: Path) -> Table:
    """Read a CSV file. Column names are given in lower case, without the white space around and inside them.

    Raises InputError for a file that is not a table, and for rows with more cells than there are columns.
    """
    file = str(path)
    try:
        if path.exists() and not path.is_file():
            raise InputError(Problem("unreadable", "not a file that can be read", file=file))
        if path.stat().st_size > MAX_BYTES:
            raise InputError(Problem("too-large", "a table of that size is not meant", file=file))
        data = path.read_bytes()
    except OSError as error:
        raise InputError(Problem("unreadable", f"cannot read it: {error.strerror}", file=file)) from error
    text = decoded(data, file)
    rows = list(_records(text, file))
    if not rows:
        raise InputError(Problem("empty-table", "the table has no header", file=file))
    number, head = rows[0]
    columns = tuple(_column(name) for name in head)
    if twice := sorted({name for name in columns if name and columns.count(name) > 1}):
        raise InputError(Problem("duplicate-column", f"two columns are called “{twice[0]}”", file=file, row=number))
    return Table(columns, tuple(_rows(rows[1:], columns, file)))


def decoded(data: bytes, file: str) -> str:
    """The text of a file: UTF-8, with or without its mark, UTF-16 with its mark, else the Windows code page 1252."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    hint = "save it as CSV in UTF-8"
    raise InputError(Problem("not-text", "not a table in a text file", hint, file=file))


def _records(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    head = re.split(r"[\r\n]", text.lstrip(), maxsplit=1)[0]
    said = _SAID_DELIMITER.fullmatch(head)
    delimiter = said[1] if said else max(_DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells) and not (said and number == 1):
                yield number, [cell.strip() for cell in cells]
    except csv.Error as error:
        hint = "a cell that begins with a quote ends with one, and a quote inside it stands twice"
        message = f"cannot be read as CSV: {error}"
        raise InputError(Problem("not-a-table", message, hint, file=file, row=number + 1)) from None


def _column(name: str) -> str:
    name = "".join(c for c in name if c.isprintable() or c.isspace())
    return "".join(name.casefold().replace("_", " ").replace("-", " ").split())


def _rows(rows: list[tuple[int, list[str]]], columns: tuple[str, ...], file: str) -> Iterator[Row]:
    problems = []
    found = []
    for number, cells in rows:
        if any(cells[len(columns) :]):
            message = f"has {len(cells)} cells, and there are {len(columns)} columns"
            problems.append(
                Problem(
                    "long-row", message, "put quotes around a cell that has the delimiter in it", file=file, row=number
                )
            )
        for name, cell in zip(columns, cells, strict=False):
            if (char := unprintable(cell.replace("\r", "\n"))) is not None:
                message = f"contains U+{ord(char):04X}, which no document can hold"
                problems.append(Problem("wrong-value", message, file=file, row=number, field=name))
        padded = cells + [""] * (len(columns) - len(cells))
        found.append(Row(number, {name: cell for name, cell in zip(columns, padded, strict=False) if name}))
    if problems:
        raise InputError(problems)
    yield from found
