"""A document taken apart: sections by part, values of labels, and the form of most labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from appealgen.importing.lines import Line
from appealgen.importing.structure.labels import DocumentForm

T = TypeVar("T")


class Section(NamedTuple):
    """Lines under one label, or `free` lines without one. `number` is the label's line."""

    part: str
    number: int
    lines: tuple[Line, ...]


class Value(NamedTuple):
    """The value of a label, with its line."""

    name: str
    text: str
    number: int


@dataclass
class Sections:
    """A document taken apart: sections in order, values by name, and the number of labels of each form.

    `marks` are labels with a meaning of their own, with their lines; `unknown` are headings of no form, `near` are
    headings taken for a similar label.
    """

    sections: list[Section] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    marks: list[Value] = field(default_factory=list)
    unknown: list[Line] = field(default_factory=list)
    near: list[Line] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    parts: set[str] = field(default_factory=set)
    regions: list[str] = field(default_factory=list)

    def of(self, *parts: str) -> list[Section]:
        """The sections of some parts, in order."""
        return [section for section in self.sections if section.part in parts]

    def lines(self, *parts: str) -> list[Line]:
        """The lines of some parts, in order."""
        return [line for section in self.of(*parts) for line in section.lines]

    def named(self, name: str) -> list[Value]:
        """The values of labels with a name."""
        return [value for value in self.values if value.name == name]

    def read(self, name: str, reader: Callable[[str], T | None]) -> tuple[T, int] | None:
        """The result of a reader for the first value of a label that it can read, with the line."""
        found = ((reader(value.text), value.number) for value in self.named(name))
        return next(((read, number) for read, number in found if read is not None), None)

    def marked(self, name: str) -> list[Value]:
        """The labels of a name that have a meaning of their own."""
        return [mark for mark in self.marks if mark.name == name]


def main_form(sections: Sections, every: Sequence[DocumentForm]) -> DocumentForm | None:
    """The form of most labels; None without any."""
    names = [form.form for form in every]
    best = max(sections.forms, key=lambda name: (sections.forms[name], -names.index(name)), default=None)
    return next((form for form in every if form.form == best), None)
