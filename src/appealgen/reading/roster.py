"""A roster, the spreadsheet of those who sign at an event → senders, with every wrong row named."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from appealgen.errors import InputError, Problem, ProblemCode, WrongValueError, wrong_value
from appealgen.language.locales import languages_of
from appealgen.language.localized_names import localized_country, localized_languages
from appealgen.language.parsing import parse_country, parse_language
from appealgen.language.scripts import script_of
from appealgen.messages import Message, message
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import StationeryChoice
from appealgen.post.postcodes import writes_region
from appealgen.reading.addresses import composed
from appealgen.reading.roster_columns import fields_of, headings, meaning, missing_columns, suggestion
from appealgen.reading.sender_files import email_address
from appealgen.reading.sheets import Record
from appealgen.reading.tables import HeadedSheet, cell_problems, headed, open_sheet

NOTES_SHEET = "How to fill it in"
"""The second sheet of the starter spreadsheet, which nobody needs to be told is not read."""
_ADDRESS = ("address", "address1", "address2", "address3", "address4", "address5", "address6", "street")
"""Columns of street lines, in their order."""
_LIST = re.compile(r"\s*[,;/|\n+]\s*")
_AND = re.compile(r"\s+(?:and|und|et|y|e|и|&)\s+", re.IGNORECASE)
_FAMILY_FIRST = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA"})
_WRONG_ENOUGH = 200
"""So many different cells of one column that are no countries or languages: it holds something else."""
_PLAIN = StationeryChoice()


class RosterEntry(NamedTuple):
    """One who signs, and their row as the spreadsheet shows it."""

    row: int
    sender: Sender


@dataclass(frozen=True)
class Column:
    """A column: its heading as written, and the field that it is read as; None when it is not read."""

    heading: str
    field: str | None


@dataclass(frozen=True)
class Roster:
    """What a spreadsheet says: entries of its good rows, problems of its bad ones; `rows` were seen in all.

    Problems and notices quote cells: they are for the person who has the file, and not for a manifest.
    """

    file: str
    columns: tuple[Column, ...]
    entries: tuple[RosterEntry, ...]
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    rows: int


@dataclass
class _Reading:
    """What is needed to read a row, and what was found so far."""

    file: str
    written: dict[str, str]
    at: dict[str, int]
    lines: tuple[str, ...]
    country: Country | None
    reads: tuple[Tag, ...]
    problems: list[Problem] = field(default_factory=list)
    known: dict[tuple[str, str], Any] = field(default_factory=dict)
    wrong: dict[str, int] = field(default_factory=dict)
    no_region: set[str] = field(default_factory=set)

    def bad(self, code: ProblemCode, message: Message, hint: Message | None, row: int, name: str) -> None:
        where = self.written.get(name) or self.written.get("address") or name
        self.problems.append(Problem(code, message, hint, file=self.file, row=row, field=where))


def load_roster(
    source: Path | bytes,
    *,
    name: str | None = None,
    country: Country | None = None,
    reads: tuple[Tag, ...] = (),
    rows: Sequence[tuple[int, int]] = (),
    encoding: str | None = None,
) -> Roster:
    """Read a roster from a file or its bytes: CSV, XLSX or ODS. `name` is what it is called in messages.

    `country` and `reads` stand in where a row says none; `rows` are closed ranges of rows as the spreadsheet numbers
    them, and the others are not looked at. Raises InputError for a file that cannot be read and for missing columns;
    rows that are wrong are in the roster's problems, so that the caller decides what becomes of the others.
    """
    sheet = headed(
        open_sheet(source, name=name, encoding=encoding, own_notes=NOTES_SHEET), lambda text: meaning(text) is not None
    )
    fields = fields_of(sheet.headings)
    _check_columns(sheet, fields, country)
    at = {name: index for index, name in enumerate(fields) if name is not None}
    lines = tuple(key for key in _ADDRESS if key in at)
    task = _Reading(sheet.file, {name: sheet.headings[i] for name, i in at.items()}, at, lines, country, reads)
    entries, seen, notices = _entries(sheet, task, rows)
    columns = tuple(Column(heading, name) for heading, name in zip(sheet.headings, fields, strict=True))
    found = [*sheet.notices, *_unread(sheet, columns), *notices, *_twins(entries, sheet.file)]
    if task.no_region:
        wording = message(
            "addresses in {countries} are written without a region: left out",
            countries=", ".join(sorted(task.no_region)),
        )
        found.append(Problem(ProblemCode.NO_REGION, wording, file=sheet.file, field=task.written["region"]))
    return Roster(sheet.file, columns, tuple(entries), tuple(task.problems), tuple(found), seen)


def parse_rows(text: str) -> tuple[tuple[int, int], ...]:
    """`20-40,55` → ((20, 40), (55, 55)): rows as the spreadsheet numbers them. Raises WrongValueError."""
    ranges = []
    for part in text.split(","):
        match = re.fullmatch(r"\s*([0-9]{1,7})\s*(?:[-–]\s*([0-9]{1,7})\s*)?", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 0 < first <= last:
            raise WrongValueError(
                message("“{part}” is not a range of rows", part=part.strip()),
                message("as the spreadsheet numbers them: 20-40,55"),
            )
        ranges.append((first, last))
    return tuple(ranges)


def _check_columns(sheet: HeadedSheet, fields: Sequence[str | None], country: Country | None) -> None:
    """Raises InputError when a column is missing, or two mean the same."""
    problems = [
        replace(problem, file=sheet.file, row=sheet.number)
        for problem in missing_columns(sheet.headings, fields, country)
    ]
    for name in dict.fromkeys(name for name in fields if name is not None and fields.count(name) > 1):
        both = " and ".join(
            f"“{heading}”" for heading, meant in zip(sheet.headings, fields, strict=True) if meant == name
        )
        problems.append(
            Problem(
                ProblemCode.DUPLICATE_COLUMN,
                message("{both} mean the same: {name}", both=both, name=name),
                message("keep one, or rename the other"),
                file=sheet.file,
                row=sheet.number,
            )
        )
    if problems:
        raise InputError(problems)


def _entries(
    sheet: HeadedSheet, task: _Reading, ranges: Sequence[tuple[int, int]]
) -> tuple[list[RosterEntry], int, list[Problem]]:
    """The good rows, how many there were, and notices of those that were passed over."""
    entries, seen, notices = [], 0, []
    read, example = sorted(task.at.values()), headings().example
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
        if example in cells:
            text = message("is the example of the starter spreadsheet: passed over")
            notices.append(Problem(ProblemCode.EXAMPLE_ROW, text, message("delete it"), file=sheet.file, row=number))
            continue
        if found := cell_problems(record, sheet.headings, sheet):
            task.problems += found
            continue
        sender = _sender(record, task)
        if sender is not None:
            entries.append(RosterEntry(number, sender))
        for index in [i for i in unnamed if i < width and cells[i]] if unnamed else ():
            text = message("column {column} has no heading and is not read", column=_letters(index))
            notices.append(
                Problem(ProblemCode.UNKNOWN_COLUMN, text, message("give it one"), file=sheet.file, row=sheet.number)
            )
            unnamed.remove(index)
    return entries, seen, notices


def _letters(index: int) -> str:
    """What a spreadsheet calls a column: 0 → A, 27 → AB."""
    return (_letters(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def _sender(record: Record, task: _Reading) -> Sender | None:
    """The sender of a row; None once its problems are noted."""
    number = record.number
    before = len(task.problems)
    said = _tidied(record.cells, task)
    name = said.get("name") or _joined(said.get("given", ""), said.get("family", ""))
    country = _typed("country", said, parse_country, number, task) or task.country
    reads = _typed("reads", said, _tags, number, task) or task.reads
    ties = _typed("ties", said, _countries, number, task) or ()
    email = said.get("email")
    if email is not None and (email.count("@") != 1 or " " in email):
        _typed("email", said, email_address, number, task)
    address = _address(said, country or Country(""), task)
    if not (name and address and country):
        _missing(said, name, address, number, task)
    if country is not None and not reads and "reads" not in said:
        _check_languages(country, number, task)
    if country is None or len(task.problems) > before:
        return None
    return Sender(
        name=name, address=address, country=country, reads=reads, email=email,
        place=said.get("place") or said.get("city"), about=said.get("about"), ties=ties, stationery=_PLAIN,
    )  # fmt: skip


def _missing(said: Mapping[str, str], name: str, address: tuple[str, ...], number: int, task: _Reading) -> None:
    if not name:
        task.bad(
            ProblemCode.MISSING_VALUE, message("is empty"), None, number, "name" if "name" in task.at else "family"
        )
    if not address:
        key = next(key for key in _ADDRESS if key in task.at)
        task.bad(ProblemCode.MISSING_VALUE, message("is empty"), None, number, key)
    if task.country is None and "country" not in said:
        task.bad(
            ProblemCode.MISSING_VALUE, message("is empty"), message("or give --country for everyone"), number, "country"
        )


def _tidied(cells: Sequence[str], task: _Reading) -> dict[str, str]:
    """The cells that are read and say something, by field: on one line, but for the lines of an address."""
    width = len(cells)
    said = {name: cells[index] for name, index in task.at.items() if index < width and cells[index]}
    for name, text in said.items():
        if "  " in text or not text.isprintable():
            lines = re.split(r"\r\n|[\r\n]", text) if name in _ADDRESS else [text]
            said[name] = "\n".join(" ".join(line.split()) for line in lines)
    return said


def _typed(name: str, said: Mapping[str, str], parse: Callable[[str], Any], number: int, task: _Reading) -> Any:
    """What a cell means, looked up once for all rows that say the same; None where it is empty or wrong.

    Raises InputError when a column holds something else throughout.
    """
    if (text := said.get(name)) is None:
        return None
    key = (name, text)
    if (found := task.known.get(key)) is None:
        try:
            found = parse(text)
        except ValueError as error:
            found = error
            task.wrong[name] = task.wrong.get(name, 0) + 1
        if name != "email" or isinstance(found, ValueError):
            task.known[key] = found
    if isinstance(found, ValueError):
        told = wrong_value(found)
        task.bad(told.code, told.message, told.hint, number, name)
        if task.wrong[name] > _WRONG_ENOUGH and name != "email":
            wording = message(
                "more than {limit} different cells of this column are wrong, as “{text}” is",
                limit=_WRONG_ENOUGH,
                text=text,
            )
            hint = message("is its heading the right one?")
            raise InputError(
                Problem(ProblemCode.WRONG_COLUMN, wording, hint, file=task.file, row=number, field=task.written[name])
            )
        return None
    return found


def _joined(given: str, family: str) -> str:
    """A name of its parts: the given name first; the family name first, without a space, in Han, kana and Hangul."""
    if not given or not family:
        return given or family
    if given.isascii() or not all(script_of(c) in _FAMILY_FIRST for c in given + family if c.isalpha()):
        return f"{given} {family}"
    return family + given


def _address(said: Mapping[str, str], country: Country, task: _Reading) -> tuple[str, ...]:
    """The lines of an address; street and house number in the country's order."""
    parts = [said[key] for key in task.lines if key in said]
    if "house" in said and "street" in said:
        street, house = said["street"], said["house"]
        first, comma = country in headings().number_first, country in headings().number_after_comma
        parts[-1] = f"{house} {street}" if first else f"{street}, {house}" if comma else f"{street} {house}"
    city, region = said.get("city", ""), said.get("region", "")
    if region and city and country and not writes_region(country):
        task.no_region.add(country)
    return composed(parts, city, said.get("postcode", ""), country, region)


def _check_languages(country: Country, number: int, task: _Reading) -> None:
    """A row may leave its languages to the country where that has exactly one (as planning.languages_read assumes)."""
    own = languages_of(country)
    if len(own) != 1:
        text = message(
            "says no language, and {country} has several or none by CLDR: {languages}",
            country=localized_country(country),
            languages=localized_languages(own) if own else message("any"),
        )
        where = "reads" if "reads" in task.at else "country"
        task.bad(
            ProblemCode.MISSING_LANGUAGE,
            text,
            message("fill in a column “reads”, or give --reads for everyone"),
            number,
            where,
        )


def _tags(text: str) -> tuple[Tag, ...]:
    """`en, de`, `English/German`, `Kazakh and Russian`, `en de` → tags. Raises ValueError."""
    return tuple(dict.fromkeys(tag for part in _LIST.split(text) if part for tag in _each(part, parse_language)))


def _countries(text: str) -> tuple[Country, ...]:
    """`KZ, Russia` → codes. Raises ValueError."""
    return tuple(dict.fromkeys(code for part in _LIST.split(text) if part for code in _each(part, parse_country)))


def _each(text: str, parse: Callable[[str], Any]) -> list[Any]:
    """One value, or several with “and” between them or, for codes, blanks: Bosnia and Herzegovina is one.

    What stands in brackets is left out where it is no part of a name: German (fluent).
    """
    try:
        return [parse(text)]
    except ValueError:
        bare = re.sub(r"\([^()]*\)", "", text).strip()
        if bare != text and bare:
            return _each(bare, parse)
        parts = [part for part in _AND.split(text) if part]
        if len(parts) == 1 and all(len(word) <= 3 for word in text.split()):
            parts = text.split()
        if len(parts) == 1:
            raise
        return [parse(part) for part in parts]


def _unread(sheet: HeadedSheet, columns: Sequence[Column]) -> list[Problem]:
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
    """People who stand in the roster twice: the same name and the same address. Named are their rows."""
    first: dict[int, int] = {}
    notices = []
    for index, (row, sender) in enumerate(entries):
        key = hash((sender.name.casefold(), "\n".join(sender.address).casefold()))
        if (known := first.setdefault(key, index)) != index:
            text = message("the same name and address as in row {row}", row=entries[known].row)
            hint = message("delete one, or letters are written twice")
            notices.append(Problem(ProblemCode.DUPLICATE_ROW, text, hint, file=file, row=row))
    return notices
