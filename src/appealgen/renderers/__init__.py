"""Documents → bytes: pure functions, one module for each format. `render` chooses by name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from appealgen.errors import MissingError, Problem, ProblemCode, did_you_mean
from appealgen.messages import message
from appealgen.model.document import Document, Letter
from appealgen.renderers.docx.reference import Reference

FORMATS = ("docx", "pdf", "txt")
PRINTED = ("docx", "pdf")
"""Formats whose pages are printed as they are: addresses have to fit, and sheets exist in them."""


def render(
    document: Document | Sequence[Document],
    format: str,
    reference: Reference | None = None,
    date: datetime.date | None = None,
) -> bytes:
    """Render a letter, an envelope, labels or a sheet in a format, or several of them as one print file.

    `reference` gives a DOCX or PDF its styles (default: the bundled one), `date` a PDF its date. Raises MissingError
    for an unknown format, RefusedError for a PDF with letters that no installed font has.
    """
    documents = (document,) if isinstance(document, Document) else document
    if not documents:
        raise MissingError(Problem(ProblemCode.NOTHING_TO_RENDER, message("there is no document to render")))
    if format == "docx":
        from appealgen.renderers.docx.document import render_docx
        from appealgen.renderers.docx.reference import bundled_reference

        return render_docx(documents, reference or bundled_reference())
    if format == "pdf":
        from appealgen.renderers.docx.reference import bundled_reference
        from appealgen.renderers.pdf.document import set_alone, set_pdf

        reference = reference or bundled_reference()
        pdf = set_pdf(documents, reference, date=date) if len(documents) > 1 else set_alone(*documents, reference, date)
        return pdf.data
    if format == "txt":
        from appealgen.renderers.text.document import render_txt

        return render_txt(documents).encode()
    text, hint = message("“{format}” is not a format", format=format), did_you_mean(format, FORMATS)
    raise MissingError(Problem(ProblemCode.UNKNOWN_FORMAT, text, hint, field="format"))


def looks_in(formats: Sequence[str], reference: Reference) -> list[Reference]:
    """The looks of documents in each printed format: a style file changes those of a PDF."""
    looks = [reference] if "docx" in formats else []
    if "pdf" in formats:
        from appealgen.renderers.pdf.style import restyled

        looks.append(restyled(reference))
    return looks


def count_pages(letter: Letter, formats: Sequence[str], reference: Reference, date: datetime.date) -> int:
    """The pages of a letter: exact with PDF among the formats, else an estimate."""
    if "pdf" in formats:
        return pages_in_pdf(letter, reference, date)
    from appealgen.renderers.pagination import pages

    return pages(letter, reference)


def pages_in_pdf(document: Document, reference: Reference, date: datetime.date) -> int:
    """The pages of a document in a PDF."""
    from appealgen.renderers.pdf.document import set_alone

    return set_alone(document, reference, date).pages[0]


def notices_in(
    documents: Iterable[Document | None], formats: Sequence[str], reference: Reference, date: datetime.date
) -> list[Problem]:
    """Notices about the PDF of documents just rendered: text in a font that is not for it."""
    if "pdf" not in formats:
        return []
    from appealgen.renderers.pdf.document import set_alone

    return [notice for each in documents if each for notice in set_alone(each, reference, date).notices]


def sheet_formats(formats: Sequence[str]) -> list[str]:
    """The formats of sheets beside letters in these formats: DOCX if none of them has sheets."""
    return [format for format in dict.fromkeys(formats) if format in PRINTED] or ["docx"]


class PrintFile:
    """Many documents in one print file, written as a stream."""

    def __init__(self, stream: BinaryIO, format: str, reference: Reference, *, duplex: bool = False) -> None:
        """Begin a file on a seekable stream; `duplex` begins every letter on the front of a sheet (DOCX only)."""
        self._stream, self._begun = stream, False
        self._docx = None
        if format == "docx":
            from appealgen.renderers.docx.document import DocxFile

            self._docx = DocxFile(stream, reference, duplex=duplex)

    def add(self, document: Document) -> None:
        """Add a document on a new page."""
        if self._docx is not None:
            self._docx.add(document)
            return
        from appealgen.renderers.text.document import render_txt

        self._stream.write((("\f" if self._begun else "") + render_txt((document,))).encode())
        self._begun = True

    def add_back(self) -> None:
        """Add an empty back to the document before, where it can be a page (DOCX only)."""
        if self._docx is not None:
            self._docx.add_back()

    def finish(self) -> None:
        """End the file."""
        if self._docx is not None:
            self._docx.finish()
