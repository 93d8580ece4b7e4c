"""The lines of a PDF are where LibreOffice has those of the DOCX."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from appealgen.language.phrases import load_phrases
from appealgen.letters.compose import compose
from appealgen.letters.event_sheets import case_sheet, cover_sheet, signature_table
from appealgen.letters.sheet_parts import SheetFormat
from appealgen.model.document import Document, Letter
from appealgen.model.identifiers import Country, Tag
from appealgen.model.stationery import A4, StationeryChoice
from appealgen.post.stationery import choose_stationery
from appealgen.reading.case_files import load_case
from appealgen.renderers import render
from office import OFFICE, to_pdf
from pdf_pages import PdfPage, read
from samples import PROJECT, plan_for, someone

pytestmark = OFFICE

NEAR = 0.5
"""mm."""


def letters(layout: str) -> list[Letter]:
    """The letter in each language of a bundled case, and the copy for its embassy."""
    case = load_case(PROJECT / "cases" / "ua-046-19")
    found = []
    for tag in case.letters:
        sender = someone(reads=(tag, Tag("en")), place="Anytown")
        stationery = StationeryChoice(layout=layout, envelope="none" if layout == "plain" else None)
        planned = plan_for(case, sender, date=datetime.date(2019, 4, 15), stationery=stationery, language=tag)
        found += [compose(mailing).letter for mailing in planned.mailings]
    return found


def documents() -> list[Document]:
    plain = letters("plain")
    signers = [(f"Person {number}", "Anytown") for number in range(40)]
    group = plain[0]._replace(signatures=signature_table(signers, load_phrases("en").signatures))
    case = load_case(PROJECT / "cases" / "ua-060-16")
    sheet = case_sheet(case, Tag("en"), Country("GB"), choose_stationery(StationeryChoice(), "GB", ()))
    cover = cover_sheet("Ann", ["1 letter"], SheetFormat(Tag("en"), A4))
    return [*plain[:6], *letters("din5008b")[:2], group, sheet, cover]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[PdfPage, PdfPage]]:
    """Each page of the PDF with that of LibreOffice."""
    folder, given = tmp_path_factory.mktemp("both"), documents()
    (folder / "all.docx").write_bytes(render(given, "docx"))
    to_pdf(folder, [folder / "all.docx"])
    ours, theirs = read(render(given, "pdf")), read(Path(folder / "all.pdf").read_bytes())
    assert len(ours) == len(theirs) > len(given)
    return list(zip(ours, theirs, strict=True))


def test_lines_are_at_the_same_places(both: list[tuple[PdfPage, PdfPage]]) -> None:
    for number, (ours, theirs) in enumerate(both, 1):
        mine, other = sorted(ours.starts().items()), sorted(theirs.starts().items())
        assert len(mine) == len(other), number
        for (y, x), (wanted_y, wanted_x) in zip(mine, other, strict=True):
            assert abs(y - wanted_y) < NEAR and abs(x - wanted_x) < NEAR, (number, y, x)


def test_pages_have_the_same_words(both: list[tuple[PdfPage, PdfPage]]) -> None:
    """LibreOffice writes a no-break hyphen as a hyphen, and breaks some lines elsewhere, because it does not kern."""
    for ours, theirs in both:
        found, wanted = (sorted(glyph.text.replace("\u2011", "-") for glyph in page.glyphs) for page in (ours, theirs))
        assert found == wanted
