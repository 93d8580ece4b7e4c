"""Rows of a table, of whatever kind the file is, as texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from appealgen.errors import Problem


class Record(NamedTuple):
    """A row with something in it: its number as a spreadsheet shows it, from 1, and its cells, trimmed."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class TableSheet:
    """One sheet of a file: its records are read while they are asked for, once."""

    file: str
    records: Iterator[Record]
    notices: tuple[Problem, ...] = ()
    delimited: bool = True
