"""Sheet → the paragraphs and tables of a section, and text."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import TextWrapper

from appealgen.document import Block, Sheet, Span, Style, Table
from appealgen.renderers.paragraphs import paragraph
from appealgen.renderers.reference import Reference
from appealgen.renderers.tables import docx_table, txt_table

_BULLETED: tuple[Style, ...] = ("bullet", "sheet-item")
_NUMBERED: tuple[Style, ...] = ("number", "sheet-number")


def docx_body(sheet: Sheet, reference: Reference) -> str:
    """What stands between the section's beginning and its w:sectPr; the last element is a paragraph."""
    _, right, _, left = reference.margins_mm
    rtl, width = sheet.right_to_left, sheet.paper.width - left - right
    title = _paragraph("cover-title" if sheet.cover else "sheet-title", (Span(sheet.title),), sheet, reference)
    parts = [title]
    for part, place in _placed(sheet):
        if isinstance(part, Table):
            parts.append(docx_table(part, sheet.language, reference, right_to_left=rtl, width=width))
        else:
            mark = _mark(part.style, place, "•\t", "\t")
            parts.append(_paragraph(part.style, (Span(mark), *part.spans), sheet, reference))
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


def _paragraph(style: str, spans: tuple[Span, ...], sheet: Sheet, reference: Reference) -> str:
    faces = reference.style_ids["bold"], reference.style_ids["italic"]
    return paragraph(reference.style_ids[style], spans, sheet.language, right_to_left=sheet.right_to_left, faces=faces)


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
