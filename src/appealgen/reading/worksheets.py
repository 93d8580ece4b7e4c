"""Rows of a table as texts, whatever the kind of file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from appealgen import limits
from appealgen.errors import InputError, Problem, ProblemCode
from appealgen.messages import message


class Record(NamedTuple):
    """A row with content: its number as the spreadsheet shows it, from 1, and its cells, trimmed."""

    number: int
    cells: list[str]
    hidden: bool = False
    """Whether the spreadsheet hides the row: by hand, or by a filter."""
    merged: tuple[int, ...] = ()
    """Cells that were merged with one above and have its text."""


@dataclass(frozen=True)
class Worksheet:
    """One sheet of a spreadsheet file; its records are read lazily, and only once."""

    file: str
    records: Iterator[Record]
    notices: tuple[Problem, ...] = ()
    delimited: bool = True
    hidden_columns: frozenset[int] = frozenset()


def too_wide(file: str, row: int) -> InputError:
    """The error for a row with content beyond the last column that is read."""
    text = message("there are cells to the right of column {column}", column=limits.COLUMNS)
    return InputError(Problem(ProblemCode.TOO_LARGE, text, message("delete them"), file=file, row=row))


def with_merged(records: Iterator[Record], spans: Mapping[int, Sequence[tuple[int, int]]]) -> Iterator[Record]:
    """The records, with the text of a cell copied to cells below that are merged with it.

    `spans` are row → (column, last row) of the merged cells that begin there. Of cells merged side by side only the
    first has the text, as people see it.
    """
    running: dict[int, tuple[int, str]] = {}
    for record in records:
        taken: list[int] = []
        number, cells = record.number, record.cells
        if running:
            running = {column: (last, text) for column, (last, text) in running.items() if number <= last}
            taken = [column for column in sorted(running) if column >= len(cells) or not cells[column]]
            cells += [""] * (max(taken, default=-1) + 1 - len(cells))
            for column in taken:
                cells[column] = running[column][1]
        for column, last in spans.get(number, ()):
            if column < len(cells) and cells[column]:
                running[column] = (last, cells[column])
        yield record._replace(merged=tuple(taken)) if taken else record


def check_width(part: bytes, row_end: bytes, cell_end: bytes, file: str) -> None:
    """Raise InputError for a row of many more cells with content than columns are read: parsing it takes long.

    `part` is the XML of a sheet; `row_end` is a pattern, `cell_end` the end of a cell with content.
    """
    start = 0
    for number, end in enumerate(re.finditer(row_end, part), 1):
        if end.end() - start > 10 * limits.COLUMNS and part.count(cell_end, start, end.end()) > 2 * limits.COLUMNS:
            raise too_wide(file, number)
        start = end.end()
