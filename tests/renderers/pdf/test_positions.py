"""Positions of the lines in a PDF, against their placement."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from appealgen.model.stationery import EnvelopeFormat, Feed, LabelSheet, LetterLayout
from appealgen.renderers import render
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.placement import Placed, envelope_boxes, label_boxes, window_boxes
from pdf_pages import MM, Glyph, PdfPage, read
from stationery_samples import FEEDS, FORMATS, LAYOUTS, SHEETS, envelopes_for, labels_for, letters_for

NEAR = 0.5
"""mm; the letters of some faces begin a little beside their origin, all others are exact."""


def baselines(placed: Placed) -> list[float]:
    """Four fifths of each line are above its baseline."""
    return [placed.box.y + (number + 0.8) * placed.leading * MM for number in range(len(placed.lines))]


def assert_placed(page: PdfPage, boxes: Sequence[Placed]) -> None:
    """The first letter of each line is where the line was placed."""
    for placed in boxes:
        for wanted, text in zip(baselines(placed), placed.lines, strict=True):
            row = [glyph for glyph in page.glyphs if abs(glyph.y - wanted) < 0.05]
            beside = [glyph.x for glyph in row if placed.box.x - NEAR <= glyph.x <= placed.box.right + NEAR]
            assert beside and abs(min(beside) - placed.box.x) <= NEAR, (text, placed, row)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_window_letters(layout: LetterLayout) -> None:
    letters = [letter for _, letter in letters_for(layout)]
    pages = read(render(letters, "pdf"))
    assert len(pages) == len(letters)
    for letter, page in zip(letters, pages, strict=True):
        assert (page.width, page.height) == pytest.approx((layout.paper.width, layout.paper.height), abs=0.05)
        assert_placed(page, window_boxes(letter, bundled_reference()))
        date = bundled_reference().measures["date"]
        assert (
            min(y for y in page.starts() if y > layout.address.bottom + 1) >= layout.body + 0.8 * date.line * MM - 0.1
        )


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_envelopes(form: EnvelopeFormat, feed: Feed) -> None:
    """On a rotated one, letters turn a quarter clockwise, and a point (x, y) moves to (height - y, x)."""
    envelopes = [envelope for _, envelope in envelopes_for(form, feed, misplaced=True)]
    pages = iter(read(render(envelopes, "pdf")))
    for envelope in envelopes:
        for side in envelope_boxes(envelope, bundled_reference()):
            page = next(pages)
            size = (form.width, form.height) if feed == "landscape" else (form.height, form.width)
            assert (page.width, page.height) == pytest.approx(size, abs=0.05)
            assert {round(glyph.angle) for glyph in page.glyphs} == {0 if feed == "landscape" else 90}
            assert_placed(page if feed == "landscape" else held_landscape(page), side)
    assert next(pages, None) is None


def held_landscape(page: PdfPage) -> PdfPage:
    turned = tuple(Glyph(g.text, g.y, page.width - g.x, 0, g.font) for g in page.glyphs)
    return PdfPage(page.height, page.width, turned)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_labels(sheet: LabelSheet) -> None:
    labels = labels_for(sheet)
    pages = read(render(labels, "pdf"))
    for page, found in zip(pages, label_boxes(labels, bundled_reference()), strict=True):
        assert (page.width, page.height) == pytest.approx((sheet.paper.width, sheet.paper.height), abs=0.05)
        assert_placed(page, [placed for _, boxes in found for placed in boxes])
