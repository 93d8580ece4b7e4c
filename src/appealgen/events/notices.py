"""What the plans of many senders say, merged for the organizer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appealgen.errors import Problem
from appealgen.events.signatories import Signatory
from appealgen.messages import message, nmessage

_NAMED = 5
"""Rows that a notice lists."""


def with_signatory(problem: Problem, signatory: Signatory) -> Problem:
    """A problem with whose it is; walk-ins, whom no row tells apart, have one for all."""
    if signatory.row is not None:
        return replace(problem, row=signatory.row)
    return replace(problem, message=message("walk-ins: {message}", message=problem.message))


def merged_notice(notice: Problem, rows: Sequence[int | None]) -> Problem:
    """A notice that is about people, with how many they are and the rows of the first few; any other as it is."""
    numbers = [str(row) for row in dict.fromkeys(rows) if row is not None]
    if not notice.code.personal or not numbers:
        return notice
    text = nmessage(
        "1 person (row {rows}): {message}",
        "{count} people (rows {rows}): {message}",
        len(numbers),
        rows=", ".join(numbers[:_NAMED]) + (" …" if len(numbers) > _NAMED else ""),
        message=notice.message,
    )
    return replace(notice, message=text)
