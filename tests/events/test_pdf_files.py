"""PDF files of a batch: what is on their pages, and what a second run leaves alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from appealgen.errors import ProblemCode, WriteError
from appealgen.events import page_counts, print_files
from appealgen.events.page_counts import count_pages
from appealgen.events.plan import Batch
from appealgen.events.print_files import PrintOptions, label_parts, split_labels
from appealgen.events.run import BatchReport
from appealgen.events.survey import survey_batch
from appealgen.model.document import LabelPlacing, Labels, Letter
from appealgen.model.stationery import StationeryChoice
from appealgen.output.entries import FileEntry
from appealgen.post.layouts import find_label_sheet
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.pdf.document import pages_of
from event_samples import PEOPLE, as_senders, files_below, loaded, making, manifest, people, planned, write
from event_samples import write_cases as write_cases_into

LONG = "\n\n".join(["A paragraph of many words that fills the page line by line and goes on to the next one. " * 9] * 6)


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """Three people of one country, each with a letter for `ann` and one for `bob`."""
    write_cases_into(tmp_path)
    back = StationeryChoice(return_address="back")
    return planned(loaded(tmp_path, "ann", "bob"), as_senders(people(3)), stationery=back)


def texts(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def index(out: Path) -> list[dict[str, str]]:
    data = (out / "print" / "index.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(data)))


def written(batch: Batch, out: Path, formats: tuple[str, ...] = ("pdf",), **job: Any) -> BatchReport:
    return write(batch, making(out, formats=formats, printing=PrintOptions(**job)))


@pytest.mark.parametrize(("duplex", "covers"), [(False, False), (True, False), (True, True)])
def test_the_index_has_the_page_of_each_letter(batch: Batch, tmp_path: Path, duplex: bool, covers: bool) -> None:
    out = tmp_path / "out"
    written(batch, out, duplex=duplex, covers=covers, split=4)
    names = {row: f"Person {number:04d}x" for number, row in enumerate("234")}
    offices = {"minister": "Minister of Justice", "judge": "Supreme Judge"}
    found, pages = index(out), {path.name: texts(path) for path in (out / "print").glob("*.pdf")}
    rows = [row for row in found if row["mark"]]
    for row in found:
        assert row in rows or pages[row["file"]][int(row["page"]) - 1].startswith(names[row["row"]])
    assert (
        len(found) - len(rows) == 3 * covers
        and len(rows) == 12
        and {row["file"] for row in rows}
        == {f"{what}-0{part}.pdf" for what in ("letters-A4", "envelopes-DL-with-backs") for part in (1, 2)}
    )
    for row in rows:
        first, count = int(row["page"]), int(row["pages"])
        own = pages[row["file"]][first - 1 : first - 1 + count]
        assert offices[row["target"]] in own[0] and names[row["row"]] in "".join(own)
        assert (count, row["person"]) == (
            2 if "envelopes" in row["file"] else 1,
            f"person-000{int(row['row']) - 2}x",
        )
        assert row["mark"] in "".join(own).split() and (not duplex or first % 2 == 1)
    blank = [page for page, text in enumerate(pages["letters-A4-01.pdf"], 1) if not text.strip()]
    assert blank == ([2, 4, 6, 8, 10][: 3 + 2 * covers] if duplex else [])


def test_everything_of_a_batch_is_a_pdf(batch: Batch, tmp_path: Path) -> None:
    out, both = tmp_path / "out", ("docx", "pdf")
    report = written(batch, out, both)
    assert report.files == {"written": len(manifest(out)["files"])}
    entries = [FileEntry(**entry) for entry in manifest(out)["files"]]
    paths = [{e.path.removesuffix(f".{format}") for e in entries if e.format == format} for format in both]
    assert paths[0] == paths[1] and {"print/tally", "print/packing-lists", "print/case-ann"} < paths[0]
    assert [e.path for e in entries if e.format not in both] == ["print/index.csv"]
    for entry in entries:
        if entry.format == "pdf":
            assert entry.pages_exact and entry.pages == len(texts(out / entry.path))
    lists = texts(out / "print" / "packing-lists.pdf")
    assert [f"Person {number:04d}x" in "".join(lists) for number in range(3)] == [True] * 3 and len(lists) == 2


def test_a_second_run_leaves_all_alone(batch: Batch, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written(batch, out)
    before = files_below(out)
    assert set(written(batch, out).files) == {"identical"} and files_below(out) == before
    (out / "manifest.json").unlink()
    single = next(out.glob("ann/*/minister.en.pdf"))
    single.write_bytes(single.read_bytes()[:1000])
    with pytest.raises(WriteError) as caught:
        written(batch, out)
    conflicts = {Path(problem.file or "").name for problem in caught.value.problems}
    assert conflicts == {path.name for path in (out / "print").iterdir()}


def test_an_edited_file_is_a_conflict(batch: Batch, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written(batch, out)
    edited = [next(out.glob("bob/*/judge.en.pdf")), out / "print" / "letters-A4.pdf", out / "print" / "index.csv"]
    for path in edited:
        path.write_bytes(b"mine")
    with pytest.raises(WriteError) as caught:
        written(batch, out)
    assert [Path(problem.file or "") for problem in caught.value.problems] == edited
    assert all(path.read_bytes() == b"mine" for path in edited)


def test_pages_are_those_that_typst_sets(tmp_path: Path) -> None:
    write_cases_into(tmp_path)
    (tmp_path / "ann" / "letter.en.md").write_text(f"I write about {{{{ person }}}}.\n\n{LONG}\n", encoding="utf-8")
    batch = planned(loaded(tmp_path, "ann"), as_senders(PEOPLE))
    options = making(tmp_path / "out", formats=("pdf",), dry_run=True)
    survey = survey_batch(batch, options)
    counts = count_pages(batch, PrintOptions(), bundled_reference(), "print")
    assert counts == [2, 1, 1, 2, 2] and survey.totals.sheets == sum(survey.totals.papers.values()) == 8
    write(batch, options)
    assert not options.out.exists()


def test_one_of_the_letters_alike_is_set_for_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_cases_into(tmp_path)
    names = ["Ann Sample", "Bo Ruck", "Zoë Muster", "Noël Probe", "Анна Пробная", "Maximiliane " * 7, "Cy " * 8]
    rows = [(name, f"{number} Street\nAnytown", "GB", "en") for number, name in enumerate(names)]
    long = ("Di Sample", "1 Street\nHamlet\nVillage\nAnytown", "GB", "en")
    batch = planned(loaded(tmp_path, "bob"), as_senders([*rows, long]))
    looks, together = bundled_reference(), list[Letter]()
    every = [letter.composed(batch.roots).letter for letter in batch.letters("sender")]
    alone, counted = [pages_of((letter,), looks)[0] for letter in every], page_counts._counted

    def spy(letters: Sequence[Letter], *more: Any) -> Any:
        together.extend(letters)
        return counted(letters, *more)

    monkeypatch.setattr(page_counts, "_counted", spy)
    assert count_pages(batch, PrintOptions(), looks, "print") == alone
    set_alone = {letter.sender[0].strip() for letter in together}
    assert set_alone == {name.strip() for name in (*names, long[0])} - {"Bo Ruck", names[-1].strip(), "Noël Probe"}


def test_a_letter_without_a_font_is_left_out_alone(tmp_path: Path) -> None:
    write_cases_into(tmp_path)
    odd = [("Odd \U0002ebf0", "1 Street\nAnytown", "GB", "en"), *people(2)]
    batch = planned(loaded(tmp_path, "bob"), as_senders(odd))
    survey = survey_batch(batch, making(tmp_path / "out", formats=("pdf",)))
    assert [(problem.code, problem.row) for problem in survey.failed] == [(ProblemCode.NO_FONT, 2)]
    assert survey.totals.letters == 2


@pytest.mark.parametrize(("split", "told"), [(None, False), (0, True), (201, True), (200, False)])
def test_a_larger_split_is_a_notice(batch: Batch, tmp_path: Path, split: int | None, told: bool) -> None:
    options = making(tmp_path / "out", formats=("pdf",), printing=PrintOptions(split=split), dry_run=True)
    notices = [notice.code for notice in write(batch, options).notices]
    assert (ProblemCode.SMALLER_PARTS in notices) == told


def test_packing_lists_are_split_too(batch: Batch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_files, "PDF_SHEETS", 1)
    out = tmp_path / "out"
    write(batch, making(out, formats=("pdf",), singles=False, print_files=False))
    found = {path.name: len(texts(path)) for path in out.glob("print/packing*")}
    assert found == {"packing-lists.pdf": 1, "packing-lists-02.pdf": 1}


@pytest.mark.parametrize(("start", "own"), [(1, 0), (20, 0), (21, 30), (1, 60)])
def test_labels_are_split_by_whole_sheets(monkeypatch: pytest.MonkeyPatch, start: int, own: int) -> None:
    monkeypatch.setattr(print_files, "PDF_SHEETS", 1)
    texts = tuple((f"label {number}",) for number in range(60))
    labels = Labels(
        sheet=find_label_sheet("L7160"),
        texts=texts,
        placing=LabelPlacing(start=start),
        own=own,
    )
    parts = list(split_labels(labels))
    assert [each.pages for each in parts] == [1] * labels.pages == [1] * len(label_parts("L7160", labels.pages))
    assert tuple(text for each in parts for text in each.texts) == texts
    assert sum(each.own for each in parts) == own and parts[0].placing.start == start
    assert all(each.placing.start == 1 for each in parts[1:])
