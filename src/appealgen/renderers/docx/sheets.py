"""Sheet → the paragraphs and tables of a section, and text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from textwrap import TextWrapper

from appealgen.model.document import Block, Sheet, Span, Style, Table
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.paragraphs import Setting, paragraph
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.tables import docx_table, txt_table

_BULLETED: tuple[Style, ...] = ("bullet", "sheet-item")
_OWN: tuple[Style, ...] = ("sheet-lead", "cover-text")
_NUMBERED: tuple[Style, ...] = ("number", "sheet-number")


def docx_pieces(sheet: Sheet, reference: Reference) -> tuple[opc.Piece, ...]:
    """What stands between the section's beginning and its w:sectPr; the last element is a paragraph.

    All but the title and what leads up to the rest may stand on other sheets, too: packing lists differ in little.
    """
    _, right, _, left = reference.margins_mm
    width = sheet.paper.width - left - right
    by = Setting(sheet.language, sheet.right_to_left, reference)
    pieces: list[opc.Piece] = [paragraph("cover-title" if sheet.cover else "sheet-title", (Span(sheet.title),), by)]
    for part, place in _placed(sheet):
        own = isinstance(part, Block) and part.style in _OWN
        pieces.append(_part(part, place, by, width) if own else _shared_part(part, place, by, width))
    return tuple(pieces)


def _part(part: Block | Table, place: int, by: Setting, width: float) -> str:
    if isinstance(part, Table):
        return docx_table(part, by, width)
    mark = Span(_mark(part.style, place, "•\t", "\t"))
    return paragraph(part.style, (mark, *part.spans), by)


@lru_cache(maxsize=256)
def _shared_part(part: Block | Table, place: int, by: Setting, width: float) -> opc.Shared:
    return opc.shared(_part(part, place, by, width))


def _placed(sheet: Sheet) -> Iterator[tuple[Block | Table, int]]:
    """Each part with its place in the list of numbers that it belongs to, from 1."""
    place = 0
    for part in sheet.parts:
        place = place + 1 if isinstance(part, Block) and part.style in _NUMBERED else 0
        yield part, place


def _mark(style: Style, place: int, bullet: str, after_number: str) -> str:
    """What stands before an item of a list."""
    return bullet if style in _BULLETED else f"{place}.{after_number}" if style in _NUMBERED else ""


def txt_sheet(sheet: Sheet, columns: int) -> str:
    """The sheet as text: a blank line between its parts, none between the items of a list or below a heading."""
    lines = [*_wrapped(sheet.title, "", columns), "=" * columns]
    before: Style | None = None
    for part, place in _placed(sheet):
        style = part.style if isinstance(part, Block) else None
        if before != "sheet-heading" and (style is None or style != before or not _mark(style, 1, "-", "")):
            lines.append("")
        if isinstance(part, Table):
            lines += txt_table(part, columns)
        else:
            lines += _wrapped(part.text, _mark(part.style, place, "- ", " "), columns)
        before = style
    return "\n".join(lines) + "\n"


def _wrapped(text: str, mark: str, columns: int) -> list[str]:
    indent = " " * len(mark)
    found = []
    for number, line in enumerate(text.split("\n")):
        first = indent if number else mark
        wrapper = TextWrapper(columns, initial_indent=first, subsequent_indent=indent)
        wrapper.break_long_words = wrapper.break_on_hyphens = False
        found += wrapper.wrap(line) or [""]
    return found
