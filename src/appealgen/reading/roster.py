"""A roster, the spreadsheet of the people who sign at an event → senders; every faulty row is reported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from appealgen.errors import InputError, Problem, ProblemCode, WrongValueError
from appealgen.messages import message
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.reading.roster_columns import fields_of, headings, meaning, missing_columns, suggestion
from appealgen.reading.roster_rows import ADDRESS_COLUMNS, RosterReading, sender_of_row
from appealgen.reading.tables import HeadedWorksheet, cell_problems, headed, open_sheet


class RosterEntry(NamedTuple):
    """A sender, and the number of their row in the spreadsheet."""

    row: int
    sender: Sender


@dataclass(frozen=True)
class Column:
    """A column: its heading as written, and the field that it is read as; None if it is not read."""

    heading: str
    field: str | None


@dataclass(frozen=True)
class Roster:
    """A roster: entries of its valid rows, problems of the others; `rows` is the number of all rows.

    Problems and notices quote cells: they are for the owner of the file, not for a manifest.
    """

    file: str
    columns: tuple[Column, ...]
    entries: tuple[RosterEntry, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    rows: int


def load_roster(
    source: Path | bytes,
    *,
    name: str | None = None,
    country: Country | None = None,
    reads: tuple[Tag, ...] = (),
    rows: Sequence[tuple[int, int]] = (),
    encoding: str | None = None,
) -> Roster:
    """Read a roster from a file or its bytes: CSV, XLSX or ODS. `name` is its name in messages.

    `country` and `reads` fill in for rows without them; `rows` are closed ranges of row numbers as the spreadsheet
    shows them, and other rows are ignored. Raises InputError for a file that cannot be read and for missing columns.
    Faulty rows go into the roster's problems, so that the caller decides about the others.
    """
    opened = open_sheet(source, name=name, encoding=encoding, own_notes=headings().notes_sheets.values())
    sheet = headed(opened, lambda text: meaning(text) is not None)
    fields = fields_of(sheet.headings)
    _check_columns(sheet, fields, country)
    at = {name: index for index, name in enumerate(fields) if name is not None}
    lines = tuple(key for key in ADDRESS_COLUMNS if key in at)
    task = RosterReading(sheet.file, {name: sheet.headings[i] for name, i in at.items()}, at, lines, country, reads)
    entries, seen, notices = _entries(sheet, task, rows)
    columns = tuple(Column(heading, name) for heading, name in zip(sheet.headings, fields, strict=True))
    notices_of_all = [*sheet.notices, *_unread(sheet, columns), *notices, *task.notices, *_twins(entries, sheet.file)]
    if task.no_region:
        countries = ", ".join(sorted(task.no_region))
        wording = message("addresses in {countries} are written without a region: left out", countries=countries)
        notices_of_all.append(Problem(ProblemCode.NO_REGION, wording, file=sheet.file, field=task.written["region"]))
    return Roster(sheet.file, columns, tuple(entries), tuple(task.problems), tuple(notices_of_all), seen)


def parse_rows(text: str) -> tuple[tuple[int, int], ...]:
    """Parse `20-40,55` → ((20, 40), (55, 55)), row numbers as the spreadsheet shows them. Raises WrongValueError."""
    ranges = []
    for part in text.split(","):
        match = re.fullmatch(r"\s*([0-9]{1,7})\s*(?:[-–]\s*([0-9]{1,7})\s*)?", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < first <= last:
            text = message("“{part}” is not a range of rows", part=part.strip())
            raise WrongValueError(text, message("give numbers as in the spreadsheet: 20-40,55"))
        ranges.append((first, last))
    return tuple(ranges)


def _check_columns(sheet: HeadedWorksheet, fields: Sequence[str | None], country: Country | None) -> None:
    """Raise InputError when a column is missing, or two mean the same."""
    problems = missing_columns(sheet.headings, fields, country)
    headed_as = list(zip(sheet.headings, fields, strict=True))
    for name in dict.fromkeys(name for name in fields if name is not None and fields.count(name) > 1):
        both = " and ".join(f"“{heading}”" for heading, meant in headed_as if meant == name)
        text = message("{both} have the same meaning: {name}", both=both, name=name)
        problems.append(Problem(ProblemCode.DUPLICATE_COLUMN, text, message("keep one, or rename the other")))
    if problems:
        raise InputError(replace(problem, file=sheet.file, row=sheet.number) for problem in problems)


def _entries(
    sheet: HeadedWorksheet, task: RosterReading, ranges: Sequence[tuple[int, int]]
) -> tuple[list[RosterEntry], int, list[Problem]]:
    """Valid rows, the number of all rows, and notices about skipped ones."""
    entries, seen, notices = [], 0, []
    read, examples = sorted(task.at.values()), set(headings().examples.values())
    unnamed = [index for index, heading in enumerate(sheet.headings) if not heading]
    wide = len(sheet.headings)
    for record in sheet.records:
        number, cells = record
        if ranges and not any(first <= number <= last for first, last in ranges):
            continue
        width = len(cells)
        if not any(cells[i] for i in read if i < width) and not any(cells[wide:]):
            continue
        seen += 1
        if not examples.isdisjoint(cells):
            text = message("is the example from the starter spreadsheet: skipped")
            notices.append(Problem(ProblemCode.EXAMPLE_ROW, text, message("delete it"), file=sheet.file, row=number))
            continue
        if found := cell_problems(record, sheet.headings, sheet):
            task.problems += found
            continue
        if (sender := sender_of_row(record, task)) is not None:
            entries.append(RosterEntry(number, sender))
        for index in [i for i in unnamed if i < width and cells[i]] if unnamed else ():
            text = message("column {column} has no heading and is not read", column=_letters(index))
            notices.append(
                Problem(ProblemCode.UNKNOWN_COLUMN, text, message("give it one"), file=sheet.file, row=sheet.number)
            )
            unnamed.remove(index)
    return entries, seen, notices


def _letters(index: int) -> str:
    """The spreadsheet's name of a column: 0 → A, 27 → AB."""
    return (_letters(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def _unread(sheet: HeadedWorksheet, columns: Sequence[Column]) -> list[Problem]:
    return [
        Problem(
            ProblemCode.UNKNOWN_COLUMN,
            message("the column “{heading}” is not read", heading=column.heading),
            suggestion(column.heading),
            file=sheet.file,
            row=sheet.number,
            field=column.heading,
        )
        for column in columns
        if column.field is None and column.heading
    ]


def _twins(entries: Sequence[RosterEntry], file: str) -> list[Problem]:
    """Notices about people who appear twice, with the same name and address; they name the rows."""
    first: dict[int, int] = {}
    notices = []
    for index, (row, sender) in enumerate(entries):
        key = hash((sender.name.casefold(), "\n".join(sender.address).casefold()))
        if (known := first.setdefault(key, index)) != index:
            text = message("the same name and address as in row {row}", row=entries[known].row)
            hint = message("delete one, or letters will be written twice")
            notices.append(Problem(ProblemCode.DUPLICATE_ROW, text, hint, file=file, row=row))
    return notices
