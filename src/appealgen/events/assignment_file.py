"""The table of people and their cases: written for editing in a spreadsheet, and read again."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from appealgen.errors import InputError, Problem, ProblemCode, did_you_mean
from appealgen.events.assignment import Assignment
from appealgen.messages import Message, message, nmessage
from appealgen.model.identifiers import same_spelling, ua_number
from appealgen.reading.csv_tables import guarded, unguarded
from appealgen.reading.tables import TableRow, read_table

COLUMNS = ("row", "name", "reads", "cases")
_NEEDED = ("row", "name", "cases")
_BETWEEN = re.compile(r"[\s,;]+")
_UA = re.compile(r"\bUA[\s.:]+(?=\d)", re.IGNORECASE)


def assignment_csv(
    assignment: Assignment, names: Mapping[int, str], reads: Mapping[int, Sequence[str]] | None = None
) -> bytes:
    """The table for `load_assignment`, in UTF-8 with its mark, ids separated by spaces; names identify the people."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for row, cases in assignment.items():
        cells = (_plain(names.get(row, "")), " ".join((reads or {}).get(row, ())), " ".join(cases))
        writer.writerow((row, *map(guarded, cells)))
    return stream.getvalue().encode("utf-8-sig")


def load_assignment(
    path: Path, *, cases: Sequence[str], names: Mapping[int, str], numbers: Mapping[str, str] | None = None
) -> tuple[Assignment, tuple[Problem, ...]]:
    """Read the assignment to `cases`; rows of the roster that are not in the table get no case, and a notice.

    `names` are the roster's names by row: a different name is an error, because somebody else would get the letters.
    `numbers` are other names of cases, such as printed numbers of Urgent Actions, → id. Raises InputError with every
    faulty row and column.
    """
    file, table = str(path), read_table(path)
    if missing := [name for name in _NEEDED if name not in table.columns]:
        text = message("no column {columns}: the first row names the columns", columns=", ".join(missing))
        hint = message("columns: {columns}", columns=", ".join(COLUMNS))
        raise InputError(Problem(ProblemCode.MISSING_COLUMN, text, hint, file=file, row=1))
    known = _by_name(cases, numbers or {})
    problems: list[Problem] = []
    cases_by_row: dict[int, tuple[str, ...]] = {}
    places: dict[int, int] = {}
    for line in table.rows:
        chosen, wrong = _cases_of(line, known)
        row = _row_of_the_roster(line, names)
        if isinstance(row, Problem):
            wrong.insert(0, row)
        else:
            if row in places:
                text = message("row {row} of the roster is already in row {other}", row=row, other=places[row])
                wrong.insert(0, Problem(ProblemCode.DUPLICATE_ROW, text, message("keep one"), field="row"))
            places.setdefault(row, line.number)
            cases_by_row[row] = tuple(case for case in cases if case in chosen)
        problems += [replace(problem, file=file, row=line.number) for problem in wrong]
    if problems:
        raise InputError(problems)
    return {row: cases_by_row.get(row, ()) for row in names}, tuple(_left_out(names, cases_by_row, file))


def _left_out(names: Mapping[int, str], assigned: Mapping[int, object], file: str) -> Iterator[Problem]:
    if rows := [row for row in names if row not in assigned]:
        first = ", ".join(map(str, rows[:5])) + (" …" if len(rows) > 5 else "")
        text = nmessage(
            "1 person on the roster is not in it and gets no letters: row {rows}",
            "{count} people on the roster are not in it and get no letters: rows {rows}",
            len(rows),
            rows=first,
        )
        yield Problem(ProblemCode.NOT_ASSIGNED, text, file=file)


def _row_of_the_roster(line: TableRow, names: Mapping[int, str]) -> int | Problem:
    """The row of the roster that a row of the table means, or the problem with it."""
    cell = line.cells["row"]
    match = re.fullmatch(r"(\d{1,9})(?:[.,]0+)?", cell)
    if match is None:
        code = ProblemCode.WRONG_VALUE if cell else ProblemCode.MISSING_VALUE
        text = message("“{text}” is not a row of the roster", text=cell) if cell else message("is empty")
        return Problem(code, text, message("give the number of a row of the roster"), field="row")
    row = int(match[1])
    if row not in names:
        text = message("the roster has nobody in row {row}", row=row)
        hint = message("it lists nobody")
        if names:
            hint = message("people are in rows {first} to {last}", first=min(names), last=max(names))
        return Problem(ProblemCode.UNKNOWN_ROW, text, hint, field="row")
    name = same_spelling(unguarded(line.cells["name"]))
    if name != same_spelling(names[row]):
        text = message("is not the name in row {row} of the roster", row=row)
        return Problem(ProblemCode.ANOTHER_NAME, text, _where_now(name, names), field="name")
    return row


def _where_now(name: str, names: Mapping[int, str]) -> Message:
    """Advice on a name that differs: the roster changed, or the name in the table did."""
    rows = [row for row, other in names.items() if same_spelling(other) == name]
    anew = message("make a new assignment, or copy row and name from the current roster")
    if not name:
        return message("enter the name as in the roster; it shows that the row still belongs to the same person")
    if not rows:
        return message("the roster has changed since, and nobody on it has this name: {advice}", advice=anew)
    return nmessage(
        "the roster has changed since; this name is in row {rows}: {advice}",
        "the roster has changed since; this name is in rows {rows}: {advice}",
        len(rows),
        rows=", ".join(map(str, rows)),
        advice=anew,
    )


def _plain(name: str) -> str:
    """A name without anything that a spreadsheet or another system may change: blanks, composed letters."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _by_name(cases: Sequence[str], numbers: Mapping[str, str]) -> Mapping[str, str]:
    """Every name of a case in a table → its id."""
    others = {_number(number) or number.casefold(): case for number, case in numbers.items() if case in cases}
    return others | {case.casefold(): case for case in cases}


def _cases_of(line: TableRow, known: Mapping[str, str]) -> tuple[set[str], list[Problem]]:
    """The cases of a row, and its problems."""
    chosen: set[str] = set()
    problems: list[Problem] = []
    for word in filter(None, _BETWEEN.split(_UA.sub("", unguarded(line.cells["cases"])))):
        case = known.get(word.casefold()) or known.get(_number(word) or "")
        if case is None:
            text = message("“{word}” is not one of the cases", word=word)
            hint = did_you_mean(word, list(dict.fromkeys(known.values())))
            problems.append(Problem(ProblemCode.UNKNOWN_CASE, text, hint, field="cases"))
        elif case in chosen:
            text, hint = (
                message("{case} is listed twice", case=case),
                message("each person writes only once for a case"),
            )
            problems.append(Problem(ProblemCode.DUPLICATE_CASE, text, hint, field="cases"))
        else:
            chosen.add(case)
    return chosen, problems


def _number(text: str) -> str | None:
    """The number of an Urgent Action in any printed form; None for other text."""
    try:
        return ua_number(text)
    except ValueError:
        return None
