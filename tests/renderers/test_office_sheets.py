"""Sheets and tables in LibreOffice: pages, repeated heads, unsplit rows."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import cast

import pytest

from appealgen.language.phrases import load_phrases
from appealgen.letters.event_sheets import case_sheet, cover_sheet, signature_table
from appealgen.letters.sheet_parts import SheetFormat
from appealgen.model.document import Address, Block, Document, Letter, Sheet, Span, Table
from appealgen.model.identifiers import Country, Tag
from appealgen.model.stationery import A4, US_LETTER, Paper, StationeryChoice
from appealgen.post.stationery import choose_stationery
from appealgen.reading.case_files import load_case
from appealgen.renderers import render
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.metrics import POINTS_PER_MM
from appealgen.renderers.pagination import pages, rows_on_pages, sheet_height
from office import OFFICE, Page, dark_rows, pages_of, to_pdf
from samples import PROJECT

pytestmark = OFFICE

SIGNERS = [(f"Person {n}\nof a long name\nto its end {n}", "Anytown") for n in range(300)]
COUNTS = range(19, 27)
"""Numbers of signers that fill a page nearly, exactly, and more than that."""


def signed(count: int, paper: Paper = A4, *, right_to_left: bool = False) -> Sheet:
    table = signature_table([(f"Person {n}", "Anytown") for n in range(1, count + 1)], load_phrases("en").signatures)
    return Sheet("Appeal", (table,), paper, "en-GB", right_to_left)


def case(name: str, origin: str) -> Sheet:
    made = choose_stationery(StationeryChoice(), origin, ())
    return case_sheet(load_case(PROJECT / "cases" / name), Tag("en"), Country(origin), made)


def group(count: int) -> Letter:
    words = "I write about Ann Example, who was arrested on her way home. " * 5
    blocks = [
        Block("subject", (Span("Re: Ann Example"),)),
        *[Block("body", (Span(words),))] * 5,
        Block("closing", (Span("Yours sincerely,"),)),
        Block("signature", (Span("A group"),)),
        Block("copies", (Span("Copy to: Embassy"),)),
    ]
    [table] = signed(count).parts
    to = Address(("Minister", "1 Sample Square"), "KAZAKHSTAN")
    letter = Letter("en-GB", False, A4, ("Alex Example",), to, "1 May 2019", tuple(blocks), date="1 May 2019")
    return letter._replace(signatures=cast(Table, table))


GROUPS = {count: group(count) for count in (2, 7, 9, 21, 22, 23, 24, 43, 44, 45, 60)}
DOCUMENTS: dict[str, Document | list[Document]] = {
    **{f"{name}-{origin}": case(name, origin) for name in ("ua-046-19", "ua-060-16") for origin in ("GB", "US", "DE")},
    "tall": Sheet("T", (signature_table(SIGNERS, load_phrases("en").signatures),), A4, "en-GB"),
    "many": signed(300),
    "rtl": signed(3, right_to_left=True),
    **{f"count-{count}": signed(count) for count in COUNTS},
    "group": list(GROUPS.values()),
    "batch": [cover_sheet("Ann", ["1 letter"], SheetFormat(Tag("en"), A4)), signed(3), signed(3, US_LETTER)],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sheets")
    for name, document in DOCUMENTS.items():
        (out / f"{name}.docx").write_bytes(render(document, "docx"))
    to_pdf(out, sorted(out.glob("*.docx")))
    return out


def printed(folder: Path, name: str) -> list[Page]:
    return pages_of(folder / f"{name}.pdf")


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name.startswith("ua-")])
def test_a_bundled_case_is_one_page(folder: Path, name: str) -> None:
    [page] = printed(folder, name)
    assert "What not to write" in page.text and "ask first." in page.text
    assert all(box.x >= 20 and box.right <= page.width - 20 for _, box in page.lines)


def test_each_page_has_the_head_and_nobody_is_missing(folder: Path) -> None:
    pages = printed(folder, "many")
    assert len(pages) == pytest.approx(300 / 22, abs=1)
    assert all("Place of residence" in page.text and "Person" in page.text for page in pages)
    found = [int(n) for page in pages for n in re.findall(r"Person (\d+)", page.text)]
    assert sorted(found) == list(range(1, 301))


def test_no_row_is_split(folder: Path) -> None:
    for page in printed(folder, "tall"):
        first, last = (sorted(re.findall(rf"{words} (\d+)", page.text)) for words in ("Person", "to its end"))
        assert first == last != []


@pytest.mark.parametrize("count", COUNTS)
def test_no_blank_page_at_the_end(folder: Path, count: int) -> None:
    pages = printed(folder, f"count-{count}")
    assert all("Person" in page.text for page in pages)
    assert len(pages) == (1 if count <= 21 else 2)


def test_rows_are_high_enough_to_sign_in(folder: Path) -> None:
    rules = dark_rows(folder / "many.pdf", 2, left=150, right=180)
    heights = [below - above for above, below in itertools.pairwise(rules[1:])]
    assert len(heights) > 15 and min(heights) >= 10.9


def test_columns_from_the_right(folder: Path) -> None:
    def place(name: str, words: str) -> float:
        return next(box.x for text, box in printed(folder, name)[0].lines if words in text)

    assert place("count-19", "Name") < place("count-19", "Signature")
    assert place("rtl", "Name") > place("rtl", "Signature")


def test_each_sheet_of_a_file_begins_on_a_page_of_its_own_paper(folder: Path) -> None:
    pages = printed(folder, "batch")
    assert [round(page.width) for page in pages] == [210, 210, 216]
    assert [page.lines[0][0] for page in pages] == ["Ann", "Appeal", "Appeal"]


def test_the_table_of_a_group_letter(folder: Path) -> None:
    """Each page with signatures names the letter, has two of them or more, and the line of copies comes last."""
    pdf = [page.text for page in printed(folder, "group")]
    begins = [number for number, text in enumerate(pdf) if text.startswith("Alex")]
    reference = bundled_reference()
    for (count, letter), begin, end in zip(GROUPS.items(), begins, [*begins[1:], None], strict=True):
        found, table = pdf[begin:end], letter.signatures
        assert table is not None and len(found) == pages(letter, reference), count
        signing = [text.count("Anytown") for text in found]
        assert signing == list(rows_on_pages(letter, table, reference)), count
        assert 1 not in signing and all(text.startswith(letter.name) for text in found[1:])
        last = printed(folder, "group")[(end or len(pdf)) - 1]
        assert max(last.lines, key=lambda line: line[1].y)[0] == "Copy to: Embassy"


@pytest.mark.parametrize("name", ["many", "tall", *(f"count-{count}" for count in COUNTS)])
def test_the_estimate_of_pages(folder: Path, name: str) -> None:
    document, reference = DOCUMENTS[name], bundled_reference()
    assert isinstance(document, Sheet)
    top, _, bottom, _ = reference.margins_mm
    height = (document.paper.height - top - bottom) * POINTS_PER_MM
    assert (sheet_height(document, reference) > height) == (len(printed(folder, name)) > 1)
