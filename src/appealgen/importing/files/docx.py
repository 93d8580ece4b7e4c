"""Read DOCX into lines, with python-docx: page header, paragraphs, tables and text boxes in order."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from appealgen.errors import DocumentError, InputError, Problem, ProblemCode
from appealgen.importing.files.cells import cells_in_order
from appealgen.importing.lines import Kind, Line, Start, line_of, number_lines
from appealgen.messages import message
from appealgen.model.document import Span
from appealgen.reading.archive import DOCUMENT, opened, without_entities

if TYPE_CHECKING:
    from docx.document import Document
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAX_XML = 30_000_000
"""Bytes of the document's XML; one of two pages has 100,000."""
_ITEM_STYLES = ("List", "Bullet")


def docx_lines(data: bytes, file: str) -> tuple[Line, ...]:
    """The lines, numbered from 1. Raises DocumentError for a damaged, encrypted or malicious file."""
    try:
        archive = opened(data, file, DOCUMENT)
        without_entities(archive, file, DOCUMENT)
    except InputError as error:
        raise DocumentError(error.problems) from error
    if sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml")) > _MAX_XML:
        text = message("its text is larger than 30 MB: it cannot be an Urgent Action")
        raise DocumentError(Problem(ProblemCode.TOO_LARGE, text, file=file))
    import docx

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(number_lines(_lines(docx.Document(io.BytesIO(data)))))
    except (
        Exception
    ) as error:  # python-docx raises all kinds of errors for a missing or damaged part, wherever it is read
        text = message("the document is damaged and cannot be read")
        hint = message("open it in your word processor and save it again as .docx")
        raise DocumentError(Problem(ProblemCode.DAMAGED, text, hint, file=file)) from error


def _lines(document: Document) -> Iterator[Line]:
    faces = _faces(document)
    for section in document.sections[:1]:
        first = section.first_page_header if section.different_first_page_header_footer else section.header
        if not first.is_linked_to_previous:
            yield from _paragraphs(first._element, faces)
    yield from _paragraphs(document.element.body, faces)


def _faces(document: Document) -> dict[str, tuple[bool | None, bool]]:
    """Style id → (whether it is bold, whether it is a heading)."""
    faces: dict[str, tuple[bool | None, bool]] = {}
    for style in document.styles:
        bold, at = None, style
        while at is not None and bold is None:
            bold = getattr(getattr(at, "font", None), "bold", None)
            at = getattr(at, "base_style", None)
        faces[style.style_id] = (bold, (style.name or "").startswith(("Heading", "Title", "heading")))
    return faces


def _paragraphs(root: etree._Element, faces: dict[str, tuple[bool | None, bool]]) -> Iterator[Line]:
    """The lines of all paragraphs below an element; an empty paragraph is empty space."""
    start: Start = "paragraph"
    for paragraph in _in_reading_order(root):
        if any(above.tag == _FALLBACK for above in paragraph.iterancestors()):
            continue
        style = _value(paragraph, "pPr", "pStyle") or ""
        bold, heading = faces.get(style, (None, False))
        item = paragraph.find(f"{_W}pPr/{_W}numPr") is not None or style.startswith(_ITEM_STYLES)
        kind: Kind = "heading" if heading else "item" if item else "text"
        begun = False
        for spans in _runs(paragraph, bool(bold), faces):
            if (line := line_of(0, spans, start if not begun else "line", kind)) is not None:
                yield line
                begun, kind = True, "heading" if heading else "text"
        start = "line" if begun and not _is_spaced(paragraph) else "paragraph"


def _in_reading_order(root: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs in reading order: tables column by column, unless the first column names the rest."""
    for child in root:
        if child.tag == f"{_W}p":
            yield from child.iter(f"{_W}p")
        elif child.tag == f"{_W}tbl":
            rows = [list(row.iterchildren(f"{_W}tc")) for row in child.iterchildren(f"{_W}tr")]
            yield from (paragraph for cell in cells_in_order(rows, _words) for paragraph in _in_reading_order(cell))
        else:
            yield from _in_reading_order(child)


def _words(cell: etree._Element) -> str:
    return "".join(text.text or "" for text in cell.iter(f"{_W}t")).strip()


def _is_spaced(paragraph: etree._Element) -> bool:
    """Whether the paragraph itself has space after it."""
    spacing = paragraph.find(f"{_W}pPr/{_W}spacing")
    after = spacing.get(f"{_W}after", "0") if spacing is not None else "0"
    return after.isdecimal() and int(after) >= 60


def _runs(
    paragraph: etree._Element, bold_style: bool, faces: dict[str, tuple[bool | None, bool]]
) -> Iterator[list[Span]]:
    """The runs of each line; runs of text boxes and notes in the paragraph belong to their own lines."""
    spans: list[Span] = []
    for run in paragraph.iter(f"{_W}r"):
        if next(run.iterancestors(f"{_W}p", f"{_W}moveFrom")) is not paragraph or any(
            _flag(run, name) for name in ("vanish", "strike", "dstrike")
        ):
            continue  # also text moved by a tracked change: it is read at its new place
        bold, italic = _flag(run, "b"), _flag(run, "i")
        if bold is None:
            own = faces.get(_value(run, "rPr", "rStyle") or "", (None, False))[0]
            bold = own if own is not None else bold_style
        for child in run:
            if child.tag == f"{_W}t":
                spans.append(Span(child.text or "", bool(bold), bool(italic)))
            elif child.tag in (f"{_W}tab", f"{_W}noBreakHyphen"):
                spans.append(Span(" " if child.tag.endswith("tab") else "-", bool(bold), bool(italic)))
            elif child.tag in (f"{_W}br", f"{_W}cr"):
                yield spans
                spans = []
    yield spans


def _flag(run: etree._Element, name: str) -> bool | None:
    """A toggle of a run's properties: on, off, or None if it is not set."""
    toggle = run.find(f"{_W}rPr/{_W}{name}")
    if toggle is None:
        return None
    return toggle.get(f"{_W}val", "1") not in ("0", "false", "off", "none")


def _value(element: etree._Element, *path: str) -> str | None:
    """The value of a property a number of levels below an element; None if it is absent."""
    found = element.find("/".join(f"{_W}{step}" for step in path))
    return str(found.get(f"{_W}val")) if found is not None else None
