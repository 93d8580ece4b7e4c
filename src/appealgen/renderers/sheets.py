"""Sheet → the paragraphs and tables of a section, and text."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import TextWrapper

from appealgen.document import Block, Sheet, Span, Style, Table
from appealgen.renderers.paragraphs import Setting, paragraph
from appealgen.renderers.reference import Reference
from appealgen.renderers.tables import docx_table, txt_table

_BULLETED: tuple[Style, ...] = ("bullet", "sheet-item")
_NUMBERED: tuple[Style, ...] = ("number", "sheet-number")


def docx_body(sheet: Sheet, reference: Reference) -> str:
    """What stands between the section's beginning and its w:sectPr; the last element is a paragraph."""
    _, right, _, left = reference.margins_mm
    width = sheet.paper.width - left - right
    by = Setting(sheet.language, sheet.right_to_left, reference)
    parts = [paragraph("cover-title" if sheet.cover else "sheet-title", (Span(sheet.title),), by)]
    for part, place in _placed(sheet):
        if isinstance(part, Table):
            parts.append(docx_table(part, by, width))
        else:
            mark = Span(_mark(part.style, place, "•\t", "\t"))
            parts.append(paragraph(part.style, (mark, *part.spans), by))
    return "".join(parts)


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
