"""Envelope → sections of a Word document: the margins of a page are the edges of its boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from appealgen.model.document import Envelope
from appealgen.model.stationery import Box
from appealgen.renderers.docx.flow import HAIR, hair, stacked
from appealgen.renderers.docx.grid import TURNED, grid
from appealgen.renderers.docx.paragraphs import Setting, twips
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.sections import DocxSection, edges, page_properties
from appealgen.renderers.placement import Placed, envelope_boxes

_EDGE = 5.0
"""mm; the lower margin, without any text."""


def envelope_sections(envelope: Envelope, reference: Reference) -> Iterator[DocxSection]:
    """The front; and a second page for the back where the return address belongs there."""
    by = Setting(envelope.language, False, reference)
    section = _turned if envelope.feed == "rotated" else _landscape
    return (section(side, envelope, by) for side in envelope_boxes(envelope, reference))


def _landscape(side: Sequence[Placed], envelope: Envelope, by: Setting) -> DocxSection:
    """Paragraphs from the first box on; the last one ends the section."""
    area, page = _page(envelope.format.width, envelope.format.height, tuple(placed.box for placed in side))
    return DocxSection(tuple(stacked(side, area, by)), page)


@lru_cache(maxsize=256)
def _page(width: float, height: float, boxes: tuple[Box, ...]) -> tuple[Box, str]:
    """The area of the boxes on a page, and the properties of that page."""
    area = _around(boxes)
    margins = edges(area.y, width - area.right, _EDGE, area.x)
    return area, page_properties(width, height, "", margins, ' w:orient="landscape"')


def _turned(side: Sequence[Placed], envelope: Envelope, by: Setting) -> DocxSection:
    """The boxes in one rotated cell, for a printer that feeds envelopes upright.

    A point (x, y) of the envelope held landscape moves to (height - y, x).
    """
    form, area = envelope.format, _around([placed.box for placed in side])
    page = page_properties(form.height, form.width, "", edges(area.x, area.y, _EDGE, _EDGE))
    width = twips(form.height) - twips(area.y) - twips(_EDGE)
    length = twips(form.width) - twips(area.x) - twips(_EDGE) - HAIR
    cell = stacked(side, area._replace(width=length * 25.4 / 1440), by, turned=True)
    return DocxSection((*grid((width,), [(length, [cell])], cell=TURNED), hair(by)), page)


def _around(boxes: Sequence[Box]) -> Box:
    """The rectangle that contains the boxes, from the first of them downwards."""
    x, y = min(box.x for box in boxes), boxes[0].y
    return Box(x, y, max(box.right for box in boxes) - x, boxes[-1].bottom - y)
