"""The table of people and their cases: read again by people, in any order, from any spreadsheet program."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from appealgen.errors import InputError, Problem, ProblemCode, did_you_mean
from appealgen.events.assignment import Assignment
from appealgen.messages import message
from appealgen.model.identifiers import same_spelling, ua_number
from appealgen.reading.csv_tables import unguarded
from appealgen.reading.roster import RosterEntry
from appealgen.reading.roster_names import loosely_spelled
from appealgen.reading.tables import TableRow, read_table

COLUMNS = ("row", "name", "address", "reads", "cases")
_NEEDED = ("name", "cases")
_BETWEEN = re.compile(r"[\s,;]+")
_UA = re.compile(r"\bUA[\s.:]+(?=\d)", re.IGNORECASE)
_NEARLY = 0.8
"""Share of a name that stays when a typo is corrected."""


class KeptAssignment(NamedTuple):
    """An assignment as read: the cases of those on the roster, and the number of people for each case.

    `others` are names that are not on the roster, with their number of cases; `columns` are those of the file.
    """

    cases: Assignment
    others: tuple[tuple[str, tuple[str, ...]], ...]
    columns: tuple[str, ...]
    notices: tuple[Problem, ...]


def load_assignment(
    path: Path, *, cases: Sequence[str], people: Sequence[RosterEntry], numbers: Mapping[str, str] | None = None
) -> KeptAssignment:
    """Read the assignment to `cases` of those on the roster.

    A person is known by name in any spelling of capitals and blanks; two of one name by their address, then by their
    row. A name that is not on the roster is that of the person in its row if it differs by a typo, with a notice.
    `numbers` are other names of cases, such as printed numbers of Urgent Actions, → id. Raises InputError with every
    faulty row and column.
    """
    file, table = str(path), read_table(path, COLUMNS)
    if missing := [name for name in _NEEDED if name not in table.columns]:
        text = message("no column {columns}: the first row names the columns", columns=", ".join(missing))
        hint = message("columns: {columns}", columns=", ".join(COLUMNS))
        raise InputError(Problem(ProblemCode.MISSING_COLUMN, text, hint, file=file, row=1))
    known = _by_name(cases, numbers or {})
    matching = _Matching(people, table.rows)
    problems = list(matching.problems)
    chosen: dict[int, tuple[str, ...]] = {}
    others: list[tuple[str, tuple[str, ...]]] = []
    for line in table.rows:
        own, wrong = _cases_of(line, known)
        problems += [replace(problem, row=line.number) for problem in wrong]
        ordered = tuple(case for case in cases if case in own)
        if (row := matching.found.get(line.number)) is not None:
            chosen[row] = ordered
        elif _name(line):
            others.append((_name(line), ordered))
    if problems:
        problems.sort(key=lambda problem: problem.row or 0)
        raise InputError(replace(problem, file=file) for problem in problems)
    notices = (replace(notice, file=file) for notice in matching.notices)
    return KeptAssignment(chosen, tuple(others), table.columns, (*table.notices, *notices))


@dataclass
class _Matching:
    """Which row of the roster each line of the table is about.

    The surest matches come first: name and address, then the only one of a name, then name and row, then a name in its
    row that was corrected since.
    """

    people: Sequence[RosterEntry]
    lines: Sequence[TableRow]
    found: dict[int, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        by_name: dict[str, list[RosterEntry]] = {}
        for entry in self.people:
            by_name.setdefault(same_spelling(entry.sender.name), []).append(entry)
        lines: dict[str, list[TableRow]] = {}
        for line in self.lines:
            if name := _name(line):
                lines.setdefault(same_spelling(name), []).append(line)
            else:
                text, hint = message("is empty"), message("enter the name as in the roster")
                self.problems.append(Problem(ProblemCode.MISSING_VALUE, text, hint, row=line.number, field="name"))
        for name, several in lines.items():
            self._of_one_name(several, by_name.get(name, []))
        taken = set(self.found.values())
        free = {entry.row: entry for entry in self.people if entry.row not in taken}
        for name, several in lines.items():
            if name not in by_name and len(several) == 1:
                self._corrected(several[0], free)

    def _of_one_name(self, lines: Sequence[TableRow], entries: Sequence[RosterEntry]) -> None:
        """Match lines and people of one name."""
        left = {entry.row: entry for entry in entries}
        for line in lines:
            if address := same_spelling(unguarded(line.cells.get("address", ""))):
                same = [row for row, e in left.items() if same_spelling("".join(e.sender.address)) == address]
                self._take(line, same[:1], left)
        open_ = [line for line in lines if line.number not in self.found]
        if len(left) == 1 and open_ and 1 in (len(entries), len(open_)):
            self._take(open_.pop(0), list(left), left)
        for line in open_:
            row = _row(line)
            if entries and row not in left:
                self._unclear(line, entries, left)
            self._take(line, [row] if row in left else [], left)

    def _take(self, line: TableRow, rows: Sequence[int | None], left: dict[int, RosterEntry]) -> None:
        for row in rows:
            if row is not None:
                self.found[line.number] = row
                del left[row]

    def _unclear(self, line: TableRow, entries: Sequence[RosterEntry], left: Mapping[int, RosterEntry]) -> None:
        """Note a line whose person is already in another line, or one of several."""
        if not left:
            text, hint = message("is already in another row"), message("keep one")
            self.problems.append(Problem(ProblemCode.DUPLICATE_ROW, text, hint, row=line.number, field="name"))
            return
        rows = ", ".join(str(entry.row) for entry in entries)
        text = message("several people on the roster have this name: rows {rows}", rows=rows)
        hint = message("give one of these rows in the column row, or the address in the column address")
        self.problems.append(Problem(ProblemCode.AMBIGUOUS_NAME, text, hint, row=line.number, field="name"))

    def _corrected(self, line: TableRow, free: dict[int, RosterEntry]) -> None:
        """Match a line with the person in its row, if that name has no line and is nearly the same."""
        row, name = _row(line), _name(line)
        if row not in free:
            return
        now = free[row].sender.name
        if _nearly_same(name, now):
            self._take(line, [row], free)
            text = message("“{name}” is read as “{now}”, in row {row} of the roster", name=name, now=now, row=row)
            self.notices.append(Problem(ProblemCode.ANOTHER_NAME, text, row=line.number))


def _nearly_same(one: str, other: str) -> bool:
    """Whether two names differ by a typo, an umlaut or the order of their words."""
    first, second = loosely_spelled(one), loosely_spelled(other)
    return first == second or SequenceMatcher(None, first, second, autojunk=False).ratio() >= _NEARLY


def _name(line: TableRow) -> str:
    return unguarded(line.cells["name"])


def _row(line: TableRow) -> int | None:
    """The row of the roster when the table was made; None if it has none."""
    match = re.fullmatch(r"(\d{1,9})(?:[.,]0+)?", line.cells.get("row", ""))
    return int(match[1]) if match else None


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
