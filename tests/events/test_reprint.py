"""Pages of print files printed again, also after the roster has changed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from appealgen.errors import AppealgenError, InputError, MissingError, ProblemCode, WriteError, WrongValueError
from appealgen.events.print_files import PrintOptions
from appealgen.events.reprint import PrintedAgain, find_pages, made_again, parse_pages, write_again
from appealgen.events.survey import BatchOptions, survey_batch
from appealgen.model.document import LabelPlacing
from appealgen.model.stationery import StationeryChoice
from event_samples import as_senders, files_below, loaded, making, manifest, marks, people, planned, write, write_cases

PEOPLE = people(6)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write_cases(tmp_path)
    return tmp_path / "out"


def batch(out: Path, rows: list[Any], walk_ins: int = 0, **stationery: Any) -> Any:
    choice = StationeryChoice(**stationery)
    return planned(loaded(out.parent, "ann", "bob"), as_senders(rows), walk_ins=walk_ins, stationery=choice)


def again(event: Any, options: BatchOptions, pages: str) -> PrintedAgain:
    found = find_pages(parse_pages(pages), options)
    options = replace(options, formats=tuple(found.rows), singles=False)
    return write_again(made_again(survey_batch(event, options), options, found), options)


@pytest.mark.parametrize("format", ["docx", "pdf"])
@pytest.mark.parametrize("duplex", [False, True])
def test_the_same_letters_whatever_became_of_the_roster(out: Path, format: str, duplex: bool) -> None:
    options = making(out, formats=(format,), printing=PrintOptions(duplex=duplex), sheets=False)
    write(batch(out, PEOPLE, walk_ins=1), options)
    before = files_below(out / "print")
    changed = batch(
        out, [("New Person", "1 Street\nAnytown", "GB", "en"), *reversed(PEOPLE[:2]), *PEOPLE[3:]], walk_ins=1
    )
    pages = "6-8,14" if not duplex else "11-15,27"
    made = again(changed, options, f"letters-A4:{pages}")
    [(entry, _)] = made.files
    assert entry.path == f"print/again-letters-A4-{pages.replace(',', '_')}.{format}"
    assert marks(out / entry.path) == ["4/1", "4/2", "W1/2"]
    assert [notice.code for notice in made.notices] == [ProblemCode.UNKNOWN_PAGE] + [ProblemCode.ESTIMATED_PAGES] * (
        format == "docx"
    )
    assert made.notices[0].message == "3/2 is no longer planned: person-0002x" and made.totals.letters == 3
    after = files_below(out / "print")
    assert {path: after[path] for path in before} == before and len(after) == len(before) + 1
    assert entry.pages == (5 if duplex else 3) and entry.path in [file["path"] for file in manifest(out)["files"]]
    [(same, _)] = again(changed, options, f"letters-A4:{pages}").files
    assert same.state == "identical"


def test_nothing_is_left_of_a_page(out: Path) -> None:
    options = making(out, sheets=False)
    write(batch(out, PEOPLE), options)
    with pytest.raises(MissingError) as caught:
        again(batch(out, PEOPLE[1:]), options, "letters-A4:1-2")
    assert [problem.code for problem in caught.value.problems] == [ProblemCode.UNKNOWN_PAGE] * 2


def test_envelopes_with_both_sides(out: Path) -> None:
    options, event = making(out, formats=("docx", "pdf"), sheets=False), batch(out, PEOPLE, return_address="back")
    write(event, options)
    made = again(event, options, "print/envelopes-DL-with-backs.pdf:4")
    [(entry, _)] = made.files
    assert (entry.format, entry.pages, marks(out / entry.path)) == ("pdf", 2, ["1/2"])
    assert not made.notices


@pytest.mark.parametrize(("senders", "wanted"), [(False, ["4/1", "4/2"]), (True, ["4/1", "4/2", "1/1", "1/2"])])
def test_a_sheet_of_labels(out: Path, senders: bool, wanted: list[str]) -> None:
    job = PrintOptions(labels=LabelPlacing(start=16, senders=senders))
    options = making(out, formats=("docx", "pdf"), printing=job, sheets=False)
    event = batch(out, PEOPLE[:4], labels="L7160")
    write(event, options)
    made = again(event, options, "labels-L7160:2")
    assert [entry.format for entry, _ in made.files] == ["docx", "pdf"]
    for entry, _ in made.files:
        assert marks(out / entry.path)[: len(wanted)] == wanted


@pytest.mark.parametrize("order", ["sender", "target"])
@pytest.mark.parametrize("sheets", [False, True])
def test_a_cover(out: Path, order: Any, sheets: bool) -> None:
    options = making(out, printing=PrintOptions(covers=True, order=order), sheets=sheets)
    event = batch(out, PEOPLE)
    write(event, options)
    made = again(event, options, "letters-A4:1-2")
    [(entry, _)] = made.files
    assert entry.pages == 2 and marks(out / entry.path)[-1] == "1/1"


@pytest.mark.parametrize(
    ("pages", "code"),
    [("letters-A4:13", "unknown-page"), ("letters-A5:1", "unknown-page"), ("letters-A4.pdf:1", "unknown-page")],
)
def test_pages_that_are_not_there(out: Path, pages: str, code: str) -> None:
    options = making(out, sheets=False)
    write(batch(out, PEOPLE), options)
    with pytest.raises(AppealgenError) as caught:
        find_pages(parse_pages(pages), options)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_folder_without_an_index_or_with_a_damaged_one(out: Path) -> None:
    options = making(out, sheets=False)
    with pytest.raises(MissingError) as caught:
        find_pages(parse_pages("letters-A4:1"), options)
    assert caught.value.problems[0].code == ProblemCode.NO_INDEX
    write(batch(out, PEOPLE[:1]), options)
    index = out / "print" / "index.csv"
    index.write_text(index.read_text(encoding="utf-8-sig").replace(",1,1,", ",one,1,"), encoding="utf-8")
    with pytest.raises(InputError) as damaged:
        find_pages(parse_pages("letters-A4:1"), options)
    assert damaged.value.problems[0].code == ProblemCode.WRONG_VALUE


def test_a_file_that_somebody_edited_is_in_the_way(out: Path) -> None:
    options, event = making(out, sheets=False), batch(out, PEOPLE)
    write(event, options)
    again(event, options, "letters-A4:1")
    mine = out / "print" / "again-letters-A4-1.docx"
    mine.write_bytes(b"mine")
    with pytest.raises(WriteError):
        again(event, options, "letters-A4:1")
    assert mine.read_bytes() == b"mine"


@pytest.mark.parametrize("text", ["letters-A4", "letters-A4:", ":1", "letters-A4:0", "letters-A4:3-2", "letters-A4:x"])
def test_texts_that_name_no_pages(text: str) -> None:
    with pytest.raises(WrongValueError):
        parse_pages(text)


@pytest.mark.parametrize(
    ("text", "folder", "file", "pages"),
    [
        ("letters-A4-02:40-47", "", "letters-A4-02", "40-47"),
        (r"out\print\labels.pdf: 3 , 5–6", "out/print", "labels.pdf", "3,5-6"),
        ("rows-2/letters-A4:w1/2, 4/1,3", "rows-2", "letters-A4", "3,W1/2,4/1"),
    ],
)
def test_names_of_pages(text: str, folder: str, file: str, pages: str) -> None:
    wanted = parse_pages(text)
    assert (wanted.folder, wanted.file, str(wanted)) == (folder, file, pages)


@pytest.mark.parametrize("folder", ["rows-4", "print/rows-4", "./print/rows-4", r"print\rows-4", "{out}/print/rows-4"])
def test_the_folder_that_is_typed(out: Path, folder: str) -> None:
    whole, options = batch(out, PEOPLE), making(out, sheets=False)
    write(whole, options)
    late = replace(options, printing=PrintOptions(folder="print/rows-4"))
    write(replace(whole, signatories=whole.signatories[2:3], picked=True), late)
    found = find_pages(parse_pages(f"{folder}/letters-A4:1".replace("{out}", str(out))), options)
    assert found.folder == "print/rows-4" and [row.mark for row in found.rows["docx"]] == ["3/1"]
    back = find_pages(parse_pages("print/letters-A4:1"), late)
    assert back.folder == "print" and [row.mark for row in back.rows["docx"]] == ["1/1"]


@pytest.mark.parametrize("folder", ["rows-5", "{out}2/print", "print/print", "/print", "../print"])
def test_a_folder_that_is_not_there(out: Path, folder: str) -> None:
    options = making(out, sheets=False)
    write(batch(out, PEOPLE[:1]), options)
    with pytest.raises(MissingError) as caught:
        find_pages(parse_pages(f"{folder}/letters-A4:1".replace("{out}", str(out))), options)
    [problem] = caught.value.problems
    assert problem.code == ProblemCode.NO_INDEX and problem.hint == "the folders with an index: print"


def test_letters_by_their_marks(out: Path) -> None:
    options, event = making(out, formats=("pdf",), sheets=False), batch(out, PEOPLE, walk_ins=2)
    write(event, options)
    made = again(event, options, "letters-A4:3/2,W2/1")
    [(entry, _)] = made.files
    assert entry.path == "print/again-letters-A4-3-2_W2-1.pdf" and marks(out / entry.path) == ["3/2", "W2/1"]
    with pytest.raises(MissingError) as caught:
        find_pages(parse_pages("letters-A4:3/2,99/1"), options)
    assert "99/1" in caught.value.problems[0].message
