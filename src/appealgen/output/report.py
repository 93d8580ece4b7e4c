"""The report of one sender's run or dry run: files, notices, weight and cost of the letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from appealgen.errors import Problem
from appealgen.letters.compose import Composed
from appealgen.output.entries import FileEntry, document
from appealgen.output.totals import PostedLetter, Totals, totals_of
from appealgen.planning.plan import Plan


@dataclass(frozen=True)
class Rendered:
    """Everything that a plan makes, in memory: `files` with their bytes, `composed` documents, weight and cost."""

    plan: Plan
    composed: tuple[Composed, ...]
    posted: tuple[PostedLetter, ...]
    files: tuple[tuple[FileEntry, bytes], ...]
    notices: tuple[Problem, ...]


@dataclass(frozen=True)
class Report:
    """What a run did or would do with the `rendered` files in the folder `out`."""

    rendered: Rendered
    out: Path
    files: tuple[FileEntry, ...]
    notices: tuple[Problem, ...]

    @property
    def plan(self) -> Plan:
        """The plan of the letters."""
        return self.rendered.plan

    @property
    def composed(self) -> tuple[Composed, ...]:
        """The documents."""
        return self.rendered.composed

    @property
    def posted(self) -> tuple[PostedLetter, ...]:
        """Weight and cost of the letters."""
        return self.rendered.posted

    @property
    def totals(self) -> Totals:
        """The run in numbers."""
        return totals_of(self.posted)

    def json(self) -> Iterator[str]:
        """The JSON object of `write`, in pieces."""
        notices = (notice.as_json() for notice in self.notices)
        return document(notices, (entry.json for entry in self.files), totals=self.totals.as_json())
