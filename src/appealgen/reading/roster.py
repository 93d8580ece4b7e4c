"""A roster, the spreadsheet of the people who sign at an event → senders; every faulty row is reported."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from appealgen.errors import InputError, Problem, ProblemCode, WrongValueError, did_you_mean
from appealgen.messages import join, message
from appealgen.model.identifiers import Country, Tag, same_spelling
from appealgen.model.sender import Sender, Sign
from appealgen.reading.cells import cell_problems, checked
from appealgen.reading.kept_columns import columns_file, kept_columns
from appealgen.reading.language_columns import language_columns, with_languages
from appealgen.reading.roster_addresses import town_of
from appealgen.reading.roster_cells import filled_cells
from appealgen.reading.roster_columns import (
    IGNORED,
    fields_of,
    folded_heading,
    headings,
    meaning,
    missing_columns,
    without_twins,
)
from appealgen.reading.roster_names import given_name_first, loosely_spelled, unsure_names
from appealgen.reading.roster_reading import RosterReading
from appealgen.reading.roster_rows import sender_of_row
from appealgen.reading.signing_wishes import are_answers, wish_columns
from appealgen.reading.tables import HeadedWorksheet, headed, hidden_row, open_sheet
from appealgen.reading.unread_columns import unread_columns
from appealgen.reading.worksheets import Record

_SAMPLE = 50
"""Number of rows that show what an unread column holds."""
_NO_DIGITS = re.compile(r"\D+")
"""What is left out of an address to compare its numbers: people write streets and towns in several ways."""
_KEEP_ONE = message('rename one of them, or skip it with --column "HEADING=ignore"')


class UnreadRow(NamedTuple):
    """Whoever is in a row that is faulty or hidden: name and town as far as they can be read, or empty.

    `in_full`: nothing says that less than the name is shown of them.
    """

    name: str
    town: str
    in_full: bool = False


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

    `unread` are the people of faulty rows, and of those that the spreadsheet hides.

    Problems and notices quote cells: they are for the owner of the file, not for a manifest.
    """

    file: str
    columns: tuple[Column, ...]
    entries: tuple[RosterEntry, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    rows: int
    unread: Mapping[int, UnreadRow] = field(default_factory=dict)


def load_roster(
    source: Path | bytes,
    *,
    name: str | None = None,
    country: Country | None = None,
    reads: tuple[Tag, ...] = (),
    sign: Sign = "full",
    rows: Sequence[tuple[int, int]] = (),
    encoding: str | None = None,
    columns: Mapping[str, str] = MappingProxyType({}),
) -> Roster:
    """Read a roster from a file or its bytes: CSV, XLSX or ODS. `name` is its name in messages.

    `country`, `reads` and `sign` fill in for rows without them; `rows` are closed ranges of row numbers as the
    spreadsheet shows them, and other rows are ignored; `columns` are heading → field, or `ignore`, for headings that
    are not known, and go before those kept beside the roster.
    Raises InputError for a file that cannot be read and for missing columns. Faulty rows go into the roster's problems,
    so that the caller decides about the others.
    """
    kept = kept_columns(source) if isinstance(source, Path) else {}
    said = {folded_heading(heading): field for heading, field in (*kept.items(), *columns.items())}

    def is_known(text: str) -> bool:
        return meaning(text) is not None or folded_heading(text) in said

    own_notes = headings().notes_sheets.values()
    sheet = headed(open_sheet(source, is_known, name=name, encoding=encoding, own_notes=own_notes), is_known)
    first = list(islice(sheet.records, _SAMPLE))
    languages = language_columns(sheet, first)
    if languages:
        sheet = with_languages(sheet, first, languages)
        first = list(islice(sheet.records, _SAMPLE))
        said |= {folded_heading(sheet.headings[index]): IGNORED for index in languages}
        said[folded_heading(sheet.headings[-1])] = "reads"
    wishes, unsure = wish_columns(_perhaps_wishes(sheet, first, said))
    said |= dict.fromkeys(map(folded_heading, wishes), "sign")
    fields = fields_of(without_twins(sheet.headings, _are_empty(sheet, first), said), said)
    _check_columns(sheet, fields, country, columns)
    at = {name: index for index, name in enumerate(fields) if name is not None}
    task = RosterReading(sheet.file, {name: sheet.headings[i] for name, i in at.items()}, at, country, reads, sign)
    ignored = {heading for heading in sheet.headings if said.get(folded_heading(heading)) == IGNORED}
    unread = [*_kept(sheet, kept), *unread_columns(sheet, fields, first, ignored, unsure)]
    entries, unread_rows, seen, notices = _entries(replace(sheet, records=chain(first, sheet.records)), task, rows)
    all_notices = (*sheet.notices, *unread, *_hidden(sheet, at), *notices, *task.notices, *_of_people(entries, task))
    read_as = _read_as(sheet.headings, fields, languages)
    return Roster(sheet.file, read_as, tuple(entries), tuple(task.problems), all_notices, seen, unread_rows)


def _of_people(entries: Sequence[RosterEntry], task: RosterReading) -> Iterator[Problem]:
    """Notices about several rows: the same person twice, names that may not be one person's, regions left out."""
    yield from _twins(entries, task.file)
    who = [(row, sender.name) for row, sender in entries]
    yield from unsure_names(who, task.file, task.written.get("name") or task.written["family"])
    if task.no_region:
        countries = ", ".join(sorted(task.no_region))
        wording = message("addresses in {countries} are written without a region: left out", countries=countries)
        yield Problem(ProblemCode.NO_REGION, wording, file=task.file, field=task.written["region"])


def _read_as(headings: Sequence[str], fields: Sequence[str | None], languages: Collection[int]) -> tuple[Column, ...]:
    """Every column of the file with its field; those for one language each are `reads`."""
    named = ["reads" if index in languages else name for index, name in enumerate(fields)]
    columns = tuple(Column(heading, name) for heading, name in zip(headings, named, strict=True))
    return columns[:-1] if languages else columns


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


def _perhaps_wishes(
    sheet: HeadedWorksheet, rows: Sequence[Record], said: Mapping[str, str]
) -> list[tuple[str, list[str]]]:
    """Headings without a meaning, or with names that are all answers such as yes; and the first cells with content."""
    columns = [
        (heading, [row.cells[i] for row in rows if i < len(row.cells) and row.cells[i] not in ("", "-", "–")])
        for i, heading in enumerate(sheet.headings)
        if heading and folded_heading(heading) not in said
    ]
    return [
        (heading, cells)
        for heading, cells in columns
        if (field := meaning(heading)) is None
        or (field in ("name", "either") and cells and are_answers(heading, cells))
    ]


def _are_empty(sheet: HeadedWorksheet, rows: Sequence[Record]) -> list[bool]:
    """Whether each column is empty in all these rows."""
    marks = headings().empty
    filled = {i for row in rows for i, cell in enumerate(row.cells) if cell and cell not in marks}
    return [index not in filled for index in range(len(sheet.headings))]


def _check_columns(
    sheet: HeadedWorksheet, fields: Sequence[str | None], country: Country | None, said: Mapping[str, str]
) -> None:
    """Raise InputError when a column is missing, two mean the same, or a heading in `said` has no column."""
    there = set(map(folded_heading, sheet.headings))
    missing = [heading for heading in said if folded_heading(heading) not in there]
    problems = [
        Problem(
            ProblemCode.MISSING_COLUMN,
            message("there is no column “{heading}”", heading=heading),
            did_you_mean(heading, [heading for heading in sheet.headings if heading]),
            field="column",
        )
        for heading in missing
    ]
    problems += missing_columns(sheet.headings, fields, country)
    headed_as = list(zip(sheet.headings, fields, strict=True))
    for name in dict.fromkeys(name for name in fields if name is not None and fields.count(name) > 1):
        both = join(message("“{label}”", label=heading) for heading, meant in headed_as if meant == name)
        text = message("{both} have the same meaning: {name}", both=both, name=name)
        problems.append(Problem(ProblemCode.DUPLICATE_COLUMN, text, _KEEP_ONE))
    if problems:
        raise InputError(replace(problem, file=sheet.file, row=sheet.number) for problem in problems)


def _entries(
    sheet: HeadedWorksheet, task: RosterReading, ranges: Sequence[tuple[int, int]]
) -> tuple[list[RosterEntry], dict[int, UnreadRow], int, list[Problem]]:
    """Valid rows, who is in others, the number of all rows, and notices about skipped ones."""
    entries, unread, seen, notices = [], dict[int, UnreadRow](), 0, []
    read, examples = sorted(task.at.values()), tuple(headings().examples.values())
    unnamed = [index for index, heading in enumerate(sheet.headings) if not heading]
    wide = len(sheet.headings)
    looked_at = tuple(heading if i in task.at.values() else "" for i, heading in enumerate(sheet.headings))
    for record, plain in checked(sheet.records, wide, examples, read):
        number, cells, hidden, merged = record
        if ranges and not any(first <= number <= last for first, last in ranges):
            continue
        width = len(cells)
        first = cells[read[0]] if width > read[0] else ""
        is_filled = first not in task.empty or any(cells[i] not in task.empty for i in read if i < width)
        if not is_filled and not any(cells[wide:]):
            continue
        if hidden:
            notices.append(hidden_row(number, sheet.file))
            unread[number] = _unread(record, task)
            continue
        seen += 1
        if not plain and any(example in cells for example in examples):
            text = message("is the example from the starter spreadsheet: skipped")
            notices.append(Problem(ProblemCode.EXAMPLE_ROW, text, message("delete it"), file=sheet.file, row=number))
            continue
        if merged:
            _tell_merged(record, task, notices)
        if not plain and (found := cell_problems(record, looked_at, sheet.file, delimited=sheet.delimited)):
            task.problems += found
            unread[number] = _unread(record, task)
            continue
        if (sender := sender_of_row(record, task, plain=plain)) is not None:
            entries.append(RosterEntry(number, sender))
        else:
            unread[number] = _unread(record, task)
        for index in [i for i in unnamed if i < width and cells[i]] if unnamed else ():
            text = message("column {column} has no heading and is not read", column=_letters(index))
            notices.append(
                Problem(ProblemCode.UNKNOWN_COLUMN, text, message("give it one"), file=sheet.file, row=sheet.number)
            )
            unnamed.remove(index)
    return entries, unread, seen, notices


def _unread(record: Record, task: RosterReading) -> UnreadRow:
    filled = filled_cells(record, task)
    name = filled.get("name") or " ".join(
        filled[part] for part in ("given", "middle", "family", "last") if part in filled
    )
    town, in_full = filled.get("place") or town_of(filled) or "", task.sign == "full" and "sign" not in filled
    return UnreadRow(given_name_first(" ".join(name.split())), town, in_full)


def _letters(index: int) -> str:
    """The spreadsheet's name of a column: 0 → A, 27 → AB."""
    return (_letters(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def _tell_merged(record: Record, task: RosterReading, notices: list[Problem]) -> None:
    """Note cells merged with those above; a merged name is a problem, because it is one person."""
    fields = [name for name, index in task.at.items() if index in record.merged]
    if "name" in fields:
        text = message("is merged with the cell above: is this one person, or two?")
        hint = message("unmerge the cells and give each person a row")
        task.bad(ProblemCode.MERGED_CELLS, text, hint, record.number, "name")
    elif fields:
        headings_of = join(message("“{label}”", label=task.written[name]) for name in fields)
        text = message("merged with cells above; read as if each of them had the text: {columns}", columns=headings_of)
        notices.append(Problem(ProblemCode.MERGED_CELLS, text, file=task.file, row=record.number))


def _kept(sheet: HeadedWorksheet, kept: Mapping[str, str]) -> list[Problem]:
    """Notice about headings that are read as in an earlier run."""
    used = [f"{heading}={field}" for heading, field in kept.items() if heading in sheet.headings]
    if not used:
        return []
    text = message("columns are read as kept here: {columns}", columns=", ".join(used))
    return [Problem(ProblemCode.COLUMNS_KEPT, text, file=str(columns_file(Path(sheet.file))))]


def _hidden(sheet: HeadedWorksheet, at: Mapping[str, int]) -> list[Problem]:
    return [
        Problem(
            ProblemCode.HIDDEN_COLUMN,
            message("this column is hidden in the spreadsheet, but is read anyway"),
            message('to leave it out, give --column "{heading}=ignore"', heading=sheet.headings[index]),
            file=sheet.file,
            row=sheet.number,
            field=sheet.headings[index],
        )
        for index in sorted(at.values())
        if index in sheet.hidden_columns
    ]


def _twins(entries: Sequence[RosterEntry], file: str) -> list[Problem]:
    """Notices about people who appear twice: the same name and address in any spelling."""
    first: dict[tuple[str, str], RosterEntry] = {}
    notices: list[Problem] = []
    digits = [_NO_DIGITS.sub("", "".join(sender.address)) for _, sender in entries]
    times = Counter(digits) if len(set(digits)) < len(digits) else {}
    for index in [index for index, number in enumerate(digits) if times[number] > 1] if times else ():
        row, sender = entries[index]
        key = loosely_spelled(sender.name), digits[index] or same_spelling("".join(sender.address))
        if (known := first.setdefault(key, entries[index])) is not entries[index]:
            text = message("the same name and address as in row {row}", row=known.row)
            if known.sender.name != sender.name:
                text = message(
                    "the same name and address as in row {row}, which spells the name “{name}”",
                    row=known.row,
                    name=known.sender.name,
                )
            hint = message("delete one, or letters will be written twice")
            notices.append(Problem(ProblemCode.DUPLICATE_ROW, text, hint, file=file, row=row))
    return notices
