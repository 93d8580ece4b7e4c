"""Letters that are no longer planned: named, found in the pile, set aside, and not counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from appealgen.events.plan import Batch
from appealgen.model.case import Case
from appealgen.model.sender import Sender
from appealgen.model.stationery import StationeryChoice
from appealgen.output.cleaning import clean, plan_cleaning
from appealgen.output.inspection import inspect
from appealgen.output.manifest import read_manifest
from appealgen.output.statistics import statistics
from appealgen.reading.roster import UnreadRow
from event_samples import as_senders, files_below, loaded, making, manifest, people, planned, write, write_cases
from interruptions import interrupted

THREE = as_senders(people(3))
GONE, LEFT = "person-0001x", {"person-0000x", "person-0002x"}


@pytest.fixture
def cases(tmp_path: Path) -> list[Case]:
    write_cases(tmp_path)
    return loaded(tmp_path, "ann", "bob")


@pytest.fixture
def out(tmp_path: Path, cases: list[Case]) -> Path:
    """An output folder with the letters of three people."""
    write(planned(cases, THREE), making(tmp_path / "out"))
    return tmp_path / "out"


def folders(out: Path, case: str = "ann") -> set[str]:
    return {path.name for path in (out / case).iterdir()} if (out / case).exists() else set()


def states(out: Path) -> Counter[str]:
    return Counter(entry["state"] for entry in manifest(out)["files"] if entry["kind"] == "letter")


def test_they_are_named_and_not_counted(cases: list[Case], out: Path) -> None:
    report = write(planned(cases, THREE[::2]), making(out))
    notices = [(n.case, n.message) for n in report.notices if n.code == "left-over"]
    assert [case for case, _ in notices][:2] == ["ann", "bob"] and all(f"({GONE})" in told for _, told in notices[:2])
    assert states(out) == {"written": 4, "withdrawn": 2} and folders(out) == LEFT | {GONE}
    assert not [notice for notice in manifest(out)["notices"] if notice["code"] == "left-over"], (
        "it holds before the run"
    )
    counted = statistics([out])
    assert counted.letters == 4
    [told] = [notice for notice in counted.notices(by_folder=False) if notice.code == "withdrawn"]
    assert told.message.startswith("2 letters: no longer planned")


def test_set_aside_and_back(cases: list[Case], out: Path) -> None:
    before = {path: hashed for path, hashed in files_below(out).items() if GONE in path}
    report = write(planned(cases, THREE[::2]), making(out, set_aside=True))
    assert folders(out) == LEFT and report.files["set-aside"] == 4
    assert {p: h for p, h in files_below(out).items() if GONE in p} == {f"set-aside/{p}": h for p, h in before.items()}
    assert inspect(out).problems == () and statistics([out]).letters == 4
    assert write(planned(cases, THREE[::2]), making(out, set_aside=True)).files.keys() == {"identical"}
    again = files_below(out)
    assert write(planned(cases, THREE[::2]), making(out, set_aside=True)).files.keys() == {"identical"}
    assert files_below(out) == again
    write(planned(cases, THREE), making(out))
    assert folders(out) == LEFT | {GONE} and states(out)["written"] == 6 and statistics([out]).letters == 6
    write(planned(cases, THREE[::2]), making(out, set_aside=True))
    assert {p: h for p, h in files_below(out).items() if GONE in p} == {f"set-aside/{p}": h for p, h in before.items()}
    write(planned(cases, THREE, own_words="Other words."), making(out))
    write(planned(cases, THREE[::2]), making(out, set_aside=True))
    assert folders(out, "set-aside/ann") == folders(out, "set-aside-2/ann") == {GONE}
    assert inspect(out).problems == ()
    clean(plan_cleaning(out))
    assert [path.name for path in out.rglob("*")] == ["manifest.json"] and statistics([out]).letters == 4


def test_an_edited_letter_and_notes_stay_where_they_are(cases: list[Case], out: Path) -> None:
    edited, notes = out / "ann" / GONE / "minister.en.docx", out / "bob" / GONE / "notes.txt"
    edited.write_bytes(b"edited")
    notes.write_bytes(b"mine")
    write(planned(cases, THREE[::2]), making(out, set_aside=True))
    assert edited.read_bytes() == b"edited" and notes.read_bytes() == b"mine"
    assert inspect(out).paths("missing") == () and inspect(out).paths("changed") == (f"ann/{GONE}/minister.en.docx",)


def test_dry_run_moves_nothing(cases: list[Case], out: Path) -> None:
    before = files_below(out)
    report = write(planned(cases, THREE[::2]), making(out, set_aside=True, dry_run=True))
    assert files_below(out) == before and report.files["planned"] > 4


@pytest.mark.parametrize("number", range(1, 60, 5))
def test_killed_at_any_moment_nothing_is_lost(cases: list[Case], out: Path, number: int) -> None:
    before = files_below(out)
    some, options = planned(cases, THREE[::2]), making(out, set_aside=True, sheets=False, print_files=False)
    with interrupted(number):
        write(some, options)
    now = files_below(out)
    letters = {path: hashed for path, hashed in before.items() if GONE in path}
    assert all(now.get(path, now.get(f"set-aside/{path}")) == hashed for path, hashed in letters.items())
    assert set(inspect(out).statuses.values()) <= {"intact"}
    write(some, options)
    assert {p for p in files_below(out) if GONE in p} == {f"set-aside/{path}" for path in letters}
    assert inspect(out).problems == () and statistics([out]).letters == 4


def test_part_of_a_roster_another_case_and_walk_ins_say_nothing(cases: list[Case], out: Path) -> None:
    write(planned(cases[:1], THREE[:1], walk_ins=1), making(out, print_files=False))
    assert states(out) == {"written": 5, "withdrawn": 2}, "the other case is untouched"
    for batch in (replace(planned(cases, THREE[:1]), picked=True), planned(cases, THREE)):
        report = write(batch, making(out, set_aside=True, print_files=False))
        assert not [notice for notice in report.notices if notice.code == "left-over" and "print" not in notice.message]
    assert "withdrawn" not in states(out)


def test_somebody_who_shows_less_now_leaves_their_folder(cases: list[Case], out: Path) -> None:
    from dataclasses import replace

    write(planned(cases, THREE), making(out))
    batch = replace(planned(cases, [replace(THREE[1], sign="initials")]), picked=True)
    report = write(batch, making(out))
    told = [notice for notice in report.notices if notice.code == "left-over"]
    assert [(GONE in each.message, "out of the pile" in each.message) for each in told] == [
        (True, False),
        (True, False),
        (False, True),
    ]
    assert told[0].hint == "enter “Signs with” in the roster, then run it for everybody with --set-aside"
    assert statistics([out]).letters == 6
    assert states(out)["withdrawn"] == 2


def test_somebody_with_a_name_like_a_walk_in_can_withdraw(tmp_path: Path, cases: list[Case]) -> None:
    from dataclasses import replace

    some = [replace(THREE[0], name="Walk-in Nine"), replace(THREE[1], name="Walk-in 009"), THREE[2]]
    write(planned(cases, some, walk_ins=1), making(tmp_path, print_files=False, sheets=False))
    write(planned(cases, some[2:]), making(tmp_path, print_files=False, sheets=False))
    assert states(tmp_path) == {"written": 4, "withdrawn": 4}


def test_other_formats_and_print_files_alone_are_the_same_letters(cases: list[Case], out: Path) -> None:
    for options in (making(out, formats=("txt",)), making(out, singles=False)):
        report = write(planned(cases, THREE), options)
        assert not [notice for notice in report.notices if notice.code == "left-over" and "(person" in notice.message]
    assert statistics([out]).letters == 6 and "withdrawn" not in states(out)


@pytest.mark.parametrize(("order", "pages"), [("sender", "3-4"), ("target", "2, 5")])
def test_the_pages_in_the_pile(tmp_path: Path, cases: list[Case], order: str, pages: str) -> None:
    from appealgen.events.print_files import PrintOptions

    def told(senders: Sequence[object]) -> list[str]:
        printing = PrintOptions(order=order)  # type: ignore[arg-type]
        batch = planned(cases, senders, stationery=StationeryChoice(envelope="none"))  # type: ignore[arg-type]
        report = write(batch, making(tmp_path / "out", formats=("pdf",), printing=printing, sheets=False, singles=True))
        return [n.message for n in report.notices if "pile" in n.message]

    assert told(THREE) == []
    assert told(THREE[::2]) == [f"already printed? Take these pages out of the pile: letters-A4.pdf {pages}"]
    assert told(THREE[::2]) == []


def test_the_pages_of_a_corrected_person_are_in_the_pile_too(cases: list[Case], out: Path) -> None:
    senders = [THREE[0], replace(THREE[1], name="Person 0001y"), THREE[2]]
    options = making(out, sheets=False, same=[(GONE, "person-0001y")])
    [told] = [notice.message for notice in write(planned(cases, senders), options).notices if "pile" in notice.message]
    assert "letters-A4.docx 3-4" in told
    assert not [n for n in write(planned(cases, senders), options).notices if "pile" in n.message]


def test_pages_of_people_without_files_of_their_own(tmp_path: Path, cases: list[Case]) -> None:
    def told(some: Sequence[Sender], *, picked: bool = False, **parts: Any) -> list[str]:
        options = making(tmp_path, singles=False, sheets=False, **parts)
        report = write(replace(planned(cases, some), picked=picked), options)
        return [notice.message.partition("pile: ")[2] for notice in report.notices if "pile" in notice.message]

    assert told(THREE) == told(THREE[:1], picked=True, dry_run=True) == []
    corrected = [THREE[0], replace(THREE[1], name="Person 0001y"), THREE[2]]
    [pages] = told(corrected, same=[(GONE, "person-0001y")])
    assert "letters-A4.docx 3-4" in pages
    [pages] = told([replace(THREE[0], sign="initials"), *corrected[1:]])
    assert "letters-A4.docx 1-2" in pages
    [pages] = told(corrected[1:2])
    assert "letters-A4.docx 1-2, 5-6" in pages
    assert told(corrected[1:2]) == []


def test_files_of_single_letters_that_a_run_no_longer_writes(cases: list[Case], out: Path) -> None:
    def told(batch: Batch, **parts: Any) -> list[str]:
        return [n.message for n in write(batch, making(out, **parts)).notices if "single letters" in n.message]

    bare = planned(cases, THREE, stationery=StationeryChoice(envelope="none"))
    assert told(planned(cases, THREE)) == told(bare, singles=False) == []
    [envelopes] = told(bare)
    assert envelopes.startswith("6 files") and "ann/person-0000x/minister.envelope.docx" in envelopes
    [some] = told(replace(planned(cases, THREE[:1]), picked=True), formats=("txt",), dry_run=True)
    assert some.startswith("4 files")
    [envelopes] = told(planned(cases, THREE[:2], stationery=StationeryChoice(envelope="none")))
    assert envelopes.startswith("4 files")


def test_a_case_that_was_closed_since(tmp_path: Path, cases: list[Case], out: Path) -> None:
    import datetime

    from appealgen.events.withdrawals import closed_since
    from appealgen.model.case import Update

    closed = replace(cases[0], updates=(Update(date=datetime.date(2020, 1, 31), closes=True),))
    batch = planned([closed, cases[1]], THREE)
    report = write(batch, making(out))
    [notice] = [notice for notice in report.notices if notice.code == "closed-since"]
    assert (notice.case, notice.file) == ("ann", str(out)) and all(f"ann/{folder}" in notice.message for folder in LEFT)
    assert statistics([out]).letters == 6 and "closed-since" not in (out / "manifest.json").read_text("utf-8")
    assert list(closed_since(batch.refused, read_manifest(tmp_path / "none"), tmp_path / "none")) == []


@pytest.mark.parametrize(
    "text", ["", "x", "file,page,pages\n", "file,page,pages,person,case\nl,x,1,{0},ann\nl,9999999,9,{0},ann"]
)
def test_a_damaged_index_names_no_pages(cases: list[Case], out: Path, text: str) -> None:
    write(planned(cases, THREE), making(out, formats=("pdf",), sheets=False))
    (out / "print" / "index.csv").write_text(text.format(GONE), "utf-8")
    report = write(planned(cases, THREE[::2]), making(out, formats=("pdf",), sheets=False, overwrite=True))
    assert not [notice for notice in report.notices if "pile" in notice.message]


@pytest.mark.parametrize(
    ("row", "gone"),
    [
        (UnreadRow("Person 0000x", ""), [GONE]),
        (UnreadRow("Person 0000x Corrected", ""), [GONE]),
        (UnreadRow("Somebody Else", "Anytown"), ["person-0000x", GONE]),
    ],
)
def test_whoever_may_be_in_a_row_that_cannot_be_read_stays(
    cases: list[Case], out: Path, row: UnreadRow, gone: list[str]
) -> None:
    batch = replace(planned(cases, THREE[2:]), unread={2: row})
    told = [n.message for n in write(batch, making(out)).notices if "no longer planned" in n.message]
    assert len(told) == 2 and all(f"({', '.join(gone)})" in each for each in told)
    assert states(out)["withdrawn"] == 2 * len(gone)


def test_a_row_without_a_name_may_be_anybody(cases: list[Case], out: Path) -> None:
    batch = replace(planned(cases, THREE[2:]), unread={7: UnreadRow("", "Anytown")})
    told = [n.message for n in write(batch, making(out)).notices if "unless" in n.message]
    assert len(told) == 2 and all(f"nameless rows have them: 7 (person-0000x, {GONE})" in each for each in told)
    assert "withdrawn" not in states(out)


def test_those_who_show_less_may_be_in_such_a_row_too(tmp_path: Path, cases: list[Case]) -> None:
    some = [replace(THREE[0], sign="initials"), replace(THREE[1], sign="town", place="Anytown"), THREE[2]]
    write(planned(cases, some), making(tmp_path))
    for row, left in ((UnreadRow("Person 0000x", ""), 1), (UnreadRow("Ann Other", "Anytown"), 1)):
        batch = replace(planned(cases, some[2:]), unread={2: row})
        [told, _] = [n.message for n in write(batch, making(tmp_path)).notices if "no longer planned" in n.message]
        assert told.count(",") == left - 1
