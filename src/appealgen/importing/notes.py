"""Notes taken while a document is read: doubts, and the line that each field is from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeVar

from appealgen.messages import Message
from appealgen.model.case import Doubt, DoubtCode
from appealgen.model.identifiers import Slug

T = TypeVar("T")


class Standing(IntEnum):
    """Where a value stands in a document, the surest place first; a frame never decides alone."""

    NUMBER = 1
    LABEL = 2
    ADDRESS = 3
    PROSE = 4
    FRAME = 5


def doubt(code: DoubtCode, field: str, message: Message, line: int | None = None, *, grave: bool = True) -> Doubt:
    """A doubt about a field, `grave` where a letter could go wrong by it; a light kind of doubts never is."""
    return Doubt(code=Slug(code), field=field, message=message, line=line, grave=grave and not code.light)


@dataclass
class DraftNotes:
    """The doubts so far; by field the line of the document, and what speaks for the value."""

    doubts: list[Doubt] = field(default_factory=list)
    origins: dict[str, int] = field(default_factory=dict)
    evidence: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def originate(self, name: str, value: T, number: int, *evidence: str) -> T:
        """Note the line that a field is from, and what speaks for it; gives its value."""
        self.origins[name] = number
        self.evidence[name] = evidence
        return value

    def doubt(
        self, code: DoubtCode, name: str, message: Message, number: int | None = None, *, grave: bool = True
    ) -> None:
        """Note a doubt about a field."""
        self.doubts.append(doubt(code, name, message, number, grave=grave))

    def in_order(self) -> tuple[Doubt, ...]:
        """All doubts, each once, the grave ones first."""
        return tuple(sorted(dict.fromkeys(self.doubts), key=lambda each: not each.grave))
