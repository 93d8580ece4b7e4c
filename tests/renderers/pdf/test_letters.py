"""Looks of the words of letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appealgen.model.document import Block, Span
from appealgen.renderers.docx.paragraphs import Setting
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.leading import leading
from appealgen.renderers.pdf.document import pages_of, render_pdf
from appealgen.renderers.pdf.letters import _scaled_look
from docx_xml import letter
from pdf_pages import read


@pytest.mark.parametrize(
    ("language", "text", "scale"),
    [("ar", "أكتب إليكم", 1.15), ("fa", "به شما", 1.15), ("en", "I write", 1), ("hi", "मैं", 1)],
)
def test_small_type_is_larger_as_in_the_docx(language: str, text: str, scale: float) -> None:
    reference, multiple = bundled_reference(), leading(text, language)
    found = _scaled_look("body", text, Setting(language, False, reference), multiple)
    measure = reference.measures["body"]
    assert found.size == pytest.approx(measure.size * scale)
    assert found.line == pytest.approx(measure.height(multiple * scale), abs=0.001)
    of_a_user = Setting(language, False, replace(reference, bundled=False))
    assert _scaled_look("body", text, of_a_user, multiple).size == measure.size


def test_no_letter_gets_a_page_more_by_its_mark() -> None:
    body, signature = Block("body", (Span("I write."),)), Block("signature", (Span("Ann Lee"),))
    letters = [letter(*(body,) * count, signature) for count in range(20, 45)]
    counts = pages_of(letters, bundled_reference())
    assert {1, 2} == set(counts)
    assert pages_of([each._replace(letter_mark="W12/3") for each in letters], bundled_reference()) == counts


def test_a_mark_is_the_last_line_of_a_letter_at_the_left_margin() -> None:
    made = letter(Block("signature", (Span("Ann Lee"),)), Block("copies", (Span("Copy to: B"),)), letter_mark="4/3")
    [page] = read(render_pdf((made,), bundled_reference()))
    last = max(glyph.y for glyph in page.glyphs)
    found = [glyph for glyph in page.glyphs if glyph.y == last]
    assert "".join(glyph.text for glyph in found) == "4/3"
    assert found[0].x == pytest.approx(bundled_reference().margins_mm[3], abs=0.5)
