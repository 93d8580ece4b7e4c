"""State of reading a roster: its columns, and the values, problems and notices found so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from appealgen.errors import Problem, ProblemCode
from appealgen.messages import Message
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sign
from appealgen.reading.roster_columns import OWN_WORDS, flat_word, headings

ADDRESS_COLUMNS = ("address", "address1", "address2", "address3", "address4", "address5", "address6", "street", "box")
"""Columns of street lines, in order."""
_UNDATED = ("name", "given", "middle", "family", "last", "house", "postcode", "city", *ADDRESS_COLUMNS)
"""Columns that cannot contain a date; nor can parts of a building."""


@dataclass
class RosterReading:
    """Settings for reading rows, and the values and problems found so far."""

    file: str
    written: dict[str, str]
    at: dict[str, int]
    country: Country | None
    reads: tuple[Tag, ...]
    sign: Sign
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    known: dict[tuple[str, str], Any] = field(default_factory=dict)
    wrong: dict[str, int] = field(default_factory=dict)
    no_region: set[str] = field(default_factory=set)
    lines: tuple[str, ...] = ()
    """Columns of street lines that are there."""
    flats: tuple[tuple[str, str], ...] = ()
    """Columns of parts of a building, each with the word before a number alone."""
    has_own_words: bool = False
    has_more_names: bool = False
    """Whether there are columns for what is between or behind given and family name."""
    undated: tuple[str, ...] = ()
    """Columns that are read and cannot contain a date."""
    empty: frozenset[str] = frozenset()
    """Nothing, and the marks of an empty cell."""

    def __post_init__(self) -> None:
        """Prepare for all rows."""
        self.empty = frozenset(("", *headings().empty))
        self.lines = tuple(name for name in ADDRESS_COLUMNS if name in self.at)
        self.flats = tuple((name, flat_word(self.written[name])) for name in self.at if name.startswith("flat"))
        self.has_own_words = any(name.startswith(OWN_WORDS) for name in self.at)
        self.has_more_names = not {"middle", "last"}.isdisjoint(self.at)
        self.undated = tuple(name for name in (*_UNDATED, *dict(self.flats)) if name in self.at)

    def bad(self, code: ProblemCode, message: Message, hint: Message | None, row: int, name: str) -> None:
        """Note a problem of a cell, or a missing one."""
        where = self.written.get(name) or self.written.get("address") or name
        self.problems.append(Problem(code, message, hint, file=self.file, row=row, field=where))

    def note(self, code: ProblemCode, message: Message, hint: Message | None, row: int, name: str) -> None:
        """Note what the organizer should check in a cell."""
        self.notices.append(Problem(code, message, hint, file=self.file, row=row, field=self.written[name]))
