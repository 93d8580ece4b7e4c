"""Notes taken during reading: doubts, and the line of each field."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeVar

from appealgen.messages import Message
from appealgen.model.case import Doubt, DoubtCode
from appealgen.model.identifiers import Slug

T = TypeVar("T")


class Standing(IntEnum):
    """Place of a value in a document, the surest first; a frame never decides alone."""

    NUMBER = 1
    LABEL = 2
    ADDRESS = 3
    PROSE = 4
    FRAME = 5


def doubt(code: DoubtCode, field: str, message: Message, line: int | None = None, *, grave: bool = True) -> Doubt:
    """A doubt about a field, `grave` if it could make a letter wrong; light kinds never are."""
    return Doubt(code=Slug(code), field=field, message=message, line=line, grave=grave and not code.light)


@dataclass
class DraftNotes:
    """The doubts so far; and by field the line of the document and the evidence."""

    doubts: list[Doubt] = field(default_factory=list)
    origins: dict[str, int] = field(default_factory=dict)
    evidence: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def originate(self, name: str, value: T, number: int, *evidence: str) -> T:
        """Note the line and the evidence of a field; returns its value."""
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
