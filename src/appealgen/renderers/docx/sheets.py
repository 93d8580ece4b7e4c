"""Sheet → the paragraphs and tables of a section."""

from __future__ import annotations

from functools import lru_cache

from appealgen.model.document import Block, Sheet, Span, Style, Table
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.paragraphs import Setting, paragraph, tabbed_mark
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.tables import docx_table

_OWN: tuple[Style, ...] = ("sheet-lead", "cover-text")


def docx_pieces(sheet: Sheet, reference: Reference) -> tuple[opc.Piece, ...]:
    """What stands between the section's beginning and its w:sectPr; the last element is a paragraph.

    All but the title and what leads up to the rest may stand on other sheets, too: packing lists differ in little.
    """
    _, right, _, left = reference.margins_mm
    width = sheet.paper.width - left - right
    by = Setting(sheet.language, sheet.right_to_left, reference)
    pieces: list[opc.Piece] = [paragraph("cover-title" if sheet.cover else "sheet-title", (Span(sheet.title),), by)]
    for part in sheet.parts:
        own = isinstance(part, Block) and part.style in _OWN
        pieces.append(_part(part, by, width) if own else _shared_part(part, by, width))
    return tuple(pieces)


def _part(part: Block | Table, by: Setting, width: float) -> str:
    if isinstance(part, Table):
        return docx_table(part, by, width)
    return paragraph(part.style, (Span(tabbed_mark(part)), *part.spans), by)


@lru_cache(maxsize=256)
def _shared_part(part: Block | Table, by: Setting, width: float) -> opc.Shared:
    return opc.shared(_part(part, by, width))
