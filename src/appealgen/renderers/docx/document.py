"""Letter, Envelope, Labels, Sheet → DOCX: one section for each page or letter, every word in a named style.

The order of elements follows ECMA-376 part 1, 17.3–17.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import BinaryIO

from appealgen.model.document import Block, Document, Envelope, Letter, Sheet, Span, Style, Table
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.flow import hair
from appealgen.renderers.docx.letters import letter_section
from appealgen.renderers.docx.paragraphs import Setting, paragraph, sheet_paragraph, spacing, tabbed_mark
from appealgen.renderers.docx.reference import DOCUMENT_PART, Reference
from appealgen.renderers.docx.sections import DocxSection, SectionWriter, on_odd_page, page_properties
from appealgen.renderers.metrics import POINTS_PER_MM

_OWN_PARTS: tuple[Style, ...] = ("sheet-lead", "sheet-note", "cover-text")
"""Paragraphs that no other sheet shares, as no table does: there are marks of letters in it."""


def render_docx(documents: Sequence[Document], reference: Reference) -> bytes:
    """The bytes of a Word document with the styles of the reference document; each letter starts on a new page."""
    body, pieces = SectionWriter(), list[opc.Piece]()
    for section in (section for document in documents for section in _sections(document, reference)):
        pieces += body.add(section)
    last = reference.parts_on(date for document in documents for date in _dates(document))
    return opc.finish(_package(reference, type(documents[0]).__name__), DOCUMENT_PART, [*pieces, *body.end()], last)


@lru_cache(maxsize=64)
def _package(reference: Reference, kind: str) -> opc.Package:
    """The shared parts of documents of a kind; their title has the kind, and no name."""
    return opc.with_title(reference.package, kind)


class DocxFile:
    """A Word document written as a stream, so that thousands of letters need no more memory than one."""

    def __init__(self, stream: BinaryIO, reference: Reference, *, duplex: bool = False) -> None:
        """Begin the document; with `duplex`, every letter starts on the front of a sheet."""
        self._package = opc.GrowingPackage(stream, _package(reference, Letter.__name__), DOCUMENT_PART)
        self._body, self._reference, self._duplex = SectionWriter(), reference, duplex
        self._dates: dict[str, None] = {}
        self._page = ""

    def add(self, document: Document) -> None:
        """Add a document."""
        self._dates.update(dict.fromkeys(_dates(document)))
        for section in _sections(document, self._reference):
            ready = section._replace(properties=on_odd_page(section.properties)) if self._duplex else section
            self._package.add(self._body.add(ready))
            self._page = section.properties

    def add_back(self) -> None:
        """Add an empty page as the back of the last one: without it, word processors leave it out of a PDF.

        It would have the header of a document that has any; there the word processor leaves the back empty by itself.
        """
        if not self._reference.headers:
            self._package.add(self._body.add(DocxSection((hair(Setting("", False, self._reference)),), self._page)))

    def finish(self) -> None:
        """End the document; it must contain something."""
        self._package.add(self._body.end())
        self._package.finish(self._reference.parts_on(self._dates))


def _dates(document: Document) -> tuple[str, ...]:
    """Dates in its headers; a sheet has none."""
    return (document.date,) if isinstance(document, Letter) else ("",) if isinstance(document, Sheet) else ()


@lru_cache(maxsize=4)
def _sections(document: Document, reference: Reference) -> tuple[DocxSection, ...]:
    """The sections of a document. Cached, because a batch sets a letter and an envelope twice: alone and to print."""
    if isinstance(document, Letter):
        return (letter_section(document, reference),)
    if isinstance(document, Sheet):
        return (_sheet(document, reference),)
    if isinstance(document, Envelope):
        from appealgen.renderers.docx.envelopes import envelope_sections

        return tuple(envelope_sections(document, reference))
    from appealgen.renderers.docx.labels import label_sections

    return tuple(label_sections(document, reference))


def _sheet(sheet: Sheet, reference: Reference) -> DocxSection:
    """The paragraphs may be shared with other sheets, because packing lists differ little."""
    page = page_properties(sheet.paper.width, sheet.paper.height, reference.headers_on(""), reference.margins)
    _, right, _, left = reference.margins_mm
    width = sheet.paper.width - left - right
    by = Setting(sheet.language, sheet.right_to_left, reference)
    pieces = _sheet_pieces(sheet, by, width)
    if sheet.lower is not None:
        from appealgen.renderers.pagination import sheet_height

        middle = (sheet.paper.height / 2 - reference.margins_mm[0]) * POINTS_PER_MM
        line = spacing(before=max(middle - sheet_height(sheet._replace(lower=None), reference), 0))
        pieces += [paragraph("sheet-cut", "", by, spacing=line), *_sheet_pieces(sheet.lower, by, width)]
    return DocxSection(tuple(pieces), page)


def _sheet_pieces(sheet: Sheet, by: Setting, width: float) -> list[opc.Piece]:
    title = "cover-title" if sheet.cover else "sheet-title"
    pieces: list[opc.Piece] = [sheet_paragraph(title, (Span(sheet.title),), by)]
    for part in sheet.parts:
        own = isinstance(part, Table) or part.style in _OWN_PARTS
        pieces.append(_part(part, by, width) if own else _shared_part(part, by, width))
    return pieces


def _part(part: Block | Table, by: Setting, width: float) -> str:
    if isinstance(part, Block):
        return sheet_paragraph(part.style, (Span(tabbed_mark(part)), *part.spans), by)
    from appealgen.renderers.docx.tables import docx_table

    return docx_table(part, by, width)


@lru_cache(maxsize=256)
def _shared_part(part: Block, by: Setting, width: float) -> opc.Shared:
    return opc.shared(_part(part, by, width))
