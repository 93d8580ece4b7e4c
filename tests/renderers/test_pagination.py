from __future__ import annotations

from appealgen.model.document import Block, Span
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.pagination import pages
from docx_xml import letter


def test_a_list_is_followed_by_as_much_space_as_a_paragraph() -> None:
    words = (Span("word"),)
    lists = [Block("bullet", words), Block("body", words)] * 60
    paragraphs = [Block("body", words)] * 120
    assert pages(letter(*lists), bundled_reference()) == pages(letter(*paragraphs), bundled_reference()) == 4
    assert pages(letter(*[Block("bullet", words)] * 120), bundled_reference()) == 3
