"""The marks that tie a letter to its envelope and its label, read back from what is printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from appealgen.events.plan import Batch
from appealgen.events.print_files import PrintOptions
from appealgen.events.survey import survey_batch
from appealgen.model.stationery import StationeryChoice
from event_samples import as_senders, loaded, making, marks, people, planned, write, write_cases

_BOTH = ("docx", "pdf", "txt")


@pytest.fixture
def cases(tmp_path: Path) -> list[Any]:
    write_cases(tmp_path)
    return loaded(tmp_path, "ann", "bob")


def batch(cases: list[Any], **stationery: Any) -> Batch:
    return planned(cases, as_senders(people(3)), walk_ins=1, stationery=StationeryChoice(**stationery))


IN_ORDER = {
    "sender": ["1/1", "1/2", "2/1", "2/2", "3/1", "3/2", "W1/1", "W1/2"],
    "target": ["1/1", "2/1", "3/1", "W1/1", "1/2", "2/2", "3/2", "W1/2"],
}


@pytest.mark.parametrize("order", ["sender", "target"])
@pytest.mark.parametrize("side", ["front", "back"])
def test_letters_and_envelopes_have_the_same_marks_in_one_order(
    cases: list[Any], tmp_path: Path, order: Any, side: Any
) -> None:
    options = making(tmp_path / "out", formats=_BOTH, printing=PrintOptions(order=order), sheets=False)
    write(batch(cases, return_address=side), options)
    found = {path.name: marks(path) for path in (options.out / "print").glob("*.*") if path.suffix != ".csv"}
    stems = {name.rpartition(".")[0] for name in found}
    assert len(stems) == 2 and len(found) == 6
    assert set(map(tuple, found.values())) == {tuple(IN_ORDER[order])}


def test_labels_have_the_marks_of_their_letters(cases: list[Any], tmp_path: Path) -> None:
    options = making(tmp_path / "out", formats=_BOTH, sheets=False)
    write(batch(cases, labels="L7160"), options)
    for format in _BOTH:
        assert marks(options.out / "print" / f"labels-L7160.{format}") == IN_ORDER["sender"]


def test_single_files_have_the_mark_and_none_without_marks(cases: list[Any], tmp_path: Path) -> None:
    for asked, wanted in ((True, ["2/1"]), (False, [])):
        options = making(tmp_path / f"{asked}", formats=_BOTH, printing=PrintOptions(marks=asked), sheets=False)
        write(batch(cases), options)
        own = list((options.out / "ann" / "person-0001x").iterdir())
        assert len(own) == 6 and all(marks(path) == wanted for path in own)


def test_marks_change_no_number_of_pages(cases: list[Any], tmp_path: Path) -> None:
    counts = [
        survey_batch(batch(cases), making(tmp_path, formats=("pdf",), printing=PrintOptions(marks=asked))).page_counts
        for asked in (True, False)
    ]
    assert counts[0] == counts[1]


def test_a_letter_that_is_only_mailed_has_no_mark(cases: list[Any], tmp_path: Path) -> None:
    rows = [(*row, "", f"{number}@example.org") for number, row in enumerate(people(2))]
    for channels, marked in ((("post",), True), (("email",), False), (("post", "email"), True)):
        event = planned(cases, as_senders(rows), channels=channels)
        found = list(survey_batch(event, making(tmp_path)).batch.letters())
        assert all(bool(each.composed(()).letter.letter_mark) is marked for each in found)
        assert found or channels == ("email",)
