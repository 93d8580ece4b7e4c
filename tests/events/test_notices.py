"""What the plans of many senders say, as one organizer reads it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appealgen.errors import Problem, ProblemCode
from appealgen.events.notices import merged_notice, with_signatory
from appealgen.events.signatories import Signatory
from appealgen.messages import message
from samples import someone

TIES = Problem(ProblemCode.TIES, message("ties are given"))
NEAR = Problem(ProblemCode.DEADLINE_NEAR, message("near"))


@pytest.mark.parametrize(
    ("notice", "rows", "text"),
    [
        (TIES, [3], "1 person (row 3): ties are given"),
        (TIES, [3, 3, None], "1 person (row 3): ties are given"),
        (TIES, [2, 3, 4, 5, 6, 7], "6 people (rows 2, 3, 4, 5, 6 …): ties are given"),
        (TIES, [None], "ties are given"),
        (NEAR, [2, 3], "near"),
    ],
)
def test_a_notice_about_people_says_how_many_they_are(notice: Problem, rows: list[int | None], text: str) -> None:
    assert merged_notice(notice, rows) == replace(notice, message=text)  # type: ignore[arg-type]


@pytest.mark.parametrize(("row", "text"), [(7, "near"), (None, "walk-ins: near")])
def test_a_problem_with_whose_it_is(row: int | None, text: str) -> None:
    found = with_signatory(NEAR, Signatory(row, "folder", someone(), 0))
    assert (found.row, found.message) == (row, text)
