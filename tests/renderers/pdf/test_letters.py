"""Looks of the words of letters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appealgen.renderers.docx.paragraphs import Setting
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.leading import leading
from appealgen.renderers.pdf.letters import _scaled_look


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
