"""Rows of a table as texts, whatever the kind of file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from appealgen import limits
from appealgen.errors import InputError, Problem, ProblemCode
from appealgen.messages import message


class Record(NamedTuple):
    """A row with content: its number as the spreadsheet shows it, from 1, and its cells, trimmed."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Worksheet:
    """One sheet of a spreadsheet file; its records are read lazily, and only once."""

    file: str
    records: Iterator[Record]
    notices: tuple[Problem, ...] = ()
    delimited: bool = True


def too_wide(file: str, row: int) -> InputError:
    """The error for a row with content beyond the last column that is read."""
    text = message("there are cells to the right of column {column}", column=limits.COLUMNS)
    return InputError(Problem(ProblemCode.TOO_LARGE, text, message("delete them"), file=file, row=row))
