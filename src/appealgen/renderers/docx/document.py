"""Letter, Envelope, Labels, Sheet → DOCX: one section for each page or letter, every word in a named style.

Element order is that of ECMA-376 part 1, 17.3–17.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from appealgen.model.document import Envelope, Labels, Letter, Sheet
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.boxes import box_on_page, framed, turned
from appealgen.renderers.docx.letters import letter_section
from appealgen.renderers.docx.paragraphs import twips
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.sections import DocxSection, SectionWriter, on_odd_page, page_properties
from appealgen.renderers.docx.shapes import outline
from appealgen.renderers.placement import envelope_boxes, label_boxes

_UNDETERMINED = "und"
"""BCP 47: labels of many languages on one sheet."""
_EDGE = 5.0
"""mm; margins of a page that has only boxes: what every printer can reach."""

Document = Letter | Envelope | Labels | Sheet


def render_docx(documents: Sequence[Document], reference: Reference) -> bytes:
    """The bytes of a Word document with the looks of the reference document: each letter starts a page of its own."""
    body, pieces = SectionWriter(), list[opc.Piece]()
    for section in (section for document in documents for section in _sections(document, reference)):
        pieces += body.add(section)
    return opc.finish(reference.package, reference.document_part, [*pieces, *body.end()])


class DocxFile:
    """One Word document that is written as its letters come, so that thousands need no more memory than one."""

    def __init__(self, stream: BinaryIO, reference: Reference, *, duplex: bool = False) -> None:
        """Begin; with `duplex` every letter starts on the front of a sheet."""
        self._package = opc.GrowingPackage(stream, reference.package, reference.document_part)
        self._body, self._reference, self._duplex = SectionWriter(), reference, duplex

    def add(self, document: Document) -> None:
        """Put one more document into it."""
        for section in _sections(document, self._reference):
            ready = section._replace(properties=on_odd_page(section.properties)) if self._duplex else section
            self._package.add(self._body.add(ready))

    def finish(self) -> None:
        """End it; there must be a document in it."""
        self._package.add(self._body.end())
        self._package.finish()


def _sections(document: Document, reference: Reference) -> Iterator[DocxSection]:
    if isinstance(document, Letter):
        yield letter_section(document, reference)
    elif isinstance(document, Sheet):
        yield _sheet(document, reference)
    elif isinstance(document, Envelope):
        yield from _envelope(document, reference)
    else:
        yield from _labels(document, reference)


def _sheet(sheet: Sheet, reference: Reference) -> DocxSection:
    from appealgen.renderers.docx.sheets import docx_pieces

    page = page_properties(sheet.paper.width, sheet.paper.height, reference.headers, reference.margins)
    return DocxSection(docx_pieces(sheet, reference), page)


def _envelope(envelope: Envelope, reference: Reference) -> Iterator[DocxSection]:
    """The front; and a second page for the back where the return address belongs there."""
    form = envelope.format
    rotated = envelope.feed == "rotated"
    width, height = (form.height, form.width) if rotated else (form.width, form.height)
    page = page_properties(width, height, "", _edges(), "" if rotated else ' w:orient="landscape"')
    for side in envelope_boxes(envelope, reference):
        if rotated:
            shapes = "".join(
                turned(number, placed, form.height, envelope.language, reference)
                for number, placed in enumerate(side, 1)
            )
            yield DocxSection((_end(reference, shapes) + _end(reference),), page, has_shapes=True)
        else:
            boxes = tuple(box_on_page(placed, envelope.language, reference) for placed in side)
            yield DocxSection((*boxes, _end(reference)), page)


def _labels(labels: Labels, reference: Reference) -> Iterator[DocxSection]:
    """A section for each sheet."""
    paper = labels.sheet.paper
    page = page_properties(paper.width, paper.height, "", _edges())
    for sheet in label_boxes(labels, reference):
        boxes = "".join(framed(placed, _UNDETERMINED, reference) for _, placed in sheet)
        frames = "".join(outline(number, cell) for number, (cell, _) in enumerate(sheet, 1)) if labels.frames else ""
        yield DocxSection((boxes + _end(reference, frames),), page, has_shapes=labels.frames)


def _edges() -> str:
    edge = twips(_EDGE)
    sides = f'w:top="{edge}" w:right="{edge}" w:bottom="{edge}" w:left="{edge}"'
    return f'<w:pgMar {sides} w:header="0" w:footer="0" w:gutter="0"/>'


def _end(reference: Reference, shapes: str = "") -> str:
    """A paragraph without text, after frames or to hold shapes."""
    return f'<w:p><w:pPr><w:pStyle w:val="{reference.style_ids["envelope-return"]}"/></w:pPr>{shapes}</w:p>'
