"""Advice about own words: one line for each office, if there are many letters without, or several alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from appealgen.events.plan import Batch
from appealgen.model.case import Case
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from event_samples import loaded, planned, write_cases

ONE = "I taught in Almaty for three years, and I remember how open everybody was there."
OTHER = "My grandmother was imprisoned for a poem, so I know what a letter means to a family."
SENDER = Sender(name="Jo Sample", address=("1 Way", "Town"), country=Country("GB"), reads=(Tag("en"),))


@pytest.fixture
def cases(tmp_path: Path) -> list[Case]:
    write_cases(tmp_path)
    return loaded(tmp_path, "ann")


def writing(*words: str | None) -> list[Sender]:
    return [replace(SENDER, name=f"Jo {n}", own_words=text or None) for n, text in enumerate(words)]


def advice(batch: Batch) -> dict[str, str]:
    found = [notice for notice in batch.notices if notice.code == "words-alike"]
    assert len({notice.target for notice in found}) == len(found)
    return {str(notice.target): str(notice.message).partition(": ")[2] for notice in found}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([ONE, OTHER], ""),
        ([ONE, ONE, OTHER], "2 letters have nearly the same own words"),
        ([ONE, f"{ONE} Thank you.", OTHER], "2 letters have nearly the same own words"),
        ([None] * 20, ""),
        ([None] * 21, "21 letters have no own words"),
        (["Please release her."] * 21, "21 letters have no own words"),
        ([*[None] * 30, ONE, ONE], "30 letters have no own words; 2 letters have nearly the same own words"),
    ],
)
def test_one_line_for_each_office(cases: list[Case], words: list[str | None], said: str) -> None:
    found = advice(planned(cases, writing(*words), walk_ins=40, embassy="none"))
    assert found == ({"minister": said} if said else {})


def test_the_same_words_for_everybody(cases: list[Case]) -> None:
    found = advice(planned(cases, writing(None, None), own_words=ONE, embassy="none"))
    assert found == {"minister": "2 letters have nearly the same own words"}
    assert advice(planned(cases, writing(None), own_words=ONE, embassy="none")) == {}
