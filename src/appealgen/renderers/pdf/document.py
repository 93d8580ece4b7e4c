"""Letter, Envelope, Labels, Sheet → PDF. Typst sets them, by one bundled source that reads them as data."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from appealgen.errors import Problem, RefusedError
from appealgen.model.document import Document, Envelope, Labels, Letter, Sheet
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.pdf.compiler import UnshownError, compiled, families
from appealgen.renderers.pdf.faces import chain
from appealgen.renderers.pdf.letterhead import pictures_of
from appealgen.renderers.pdf.letters import letter_page
from appealgen.renderers.pdf.missing import missing_faces, stand_in_notices
from appealgen.renderers.pdf.pages import Page, looks_of, subtags
from appealgen.renderers.pdf.placed import envelope_pages, label_pages
from appealgen.renderers.pdf.sheets import sheet_page
from appealgen.renderers.pdf.style import restyled
from appealgen.renderers.pdf.typesetting import Typesetting, typeset


class Pdf(NamedTuple):
    """A PDF, the number of pages of each of its documents, and notices."""

    data: bytes
    pages: tuple[int, ...]
    notices: tuple[Problem, ...] = ()


def render_pdf(
    documents: Sequence[Document], reference: Reference, *, date: datetime.date | None = None, duplex: bool = False
) -> bytes:
    """The bytes of a PDF; with `duplex`, each document begins on the front of a sheet.

    `date` is the day that the file gives as its date. Raises RefusedError for letters that no installed face has.
    """
    return set_pdf(documents, reference, date=date, duplex=duplex).data


def pages_of(documents: Sequence[Document], reference: Reference, *, typeset: Typesetting = typeset) -> tuple[int, ...]:
    """The number of pages of each document. Raises like `render_pdf`."""
    return set_pdf(documents, reference, typeset=typeset).pages


@lru_cache(maxsize=8)
def set_alone(document: Document, reference: Reference, date: datetime.date | None) -> Pdf:
    """The PDF of one document; like `render_pdf`. A letter is first counted and then written: the last are kept."""
    return set_pdf((document,), reference, date=date)


def set_pdf(
    documents: Sequence[Document],
    reference: Reference,
    *,
    date: datetime.date | None = None,
    duplex: bool = False,
    typeset: Typesetting = typeset,
) -> Pdf:
    """The PDF, the number of pages of each document, and notices for letters in a makeshift face; like `render_pdf`."""
    reference = restyled(reference)
    found = [list(_pages(document, reference)) for document in documents]
    given = {
        "title": type(next((d for d in documents if not isinstance(d, Sheet)), documents[0])).__name__,
        "date": (date.year, date.month, date.day) if date else None,
        "duplex": duplex,
        "documents": found,
        **dict(zip(("language", "region"), subtags(_language(documents)), strict=True)),
    }
    keys = {look.face for pages in found for page in pages for look in looks_of(page)} | {"serif"}
    pictures = pictures_of(reference.style)
    try:
        return _counted(compiled(given | {"faces": _faces(keys)}, date, pictures, typeset))
    except UnshownError as unshown:
        signs = unshown.signs
    try:
        pdf = _counted(compiled(given | {"faces": _faces(keys, stand_in=True)}, date, pictures, typeset))
    except UnshownError as unshown:
        raise RefusedError(missing_faces(unshown.signs)) from None
    return pdf._replace(notices=tuple(stand_in_notices(signs)))


def _counted(made: tuple[bytes, list[int]]) -> Pdf:
    data, numbers = made
    return Pdf(data, tuple(last - first + 1 for first, last in zip(numbers[::2], numbers[1::2], strict=True)))


def _faces(keys: Iterable[str], *, stand_in: bool = False) -> dict[str, list[dict[str, str]]]:
    return {key: [face._asdict() for face in chain(key, families(), stand_in=stand_in)] for key in sorted(keys)}


def _language(documents: Iterable[Document]) -> str:
    """The language of most of the words: that of the first document that has one."""
    return next((d.language for d in documents if not isinstance(d, Labels) and d.language), "")


def _pages(document: Document, reference: Reference) -> Iterator[Page]:
    if isinstance(document, Letter):
        yield letter_page(document, reference)
    elif isinstance(document, Envelope):
        yield from envelope_pages(document, reference)
    elif isinstance(document, Labels):
        yield from label_pages(document, reference)
    else:
        yield sheet_page(document, reference)
