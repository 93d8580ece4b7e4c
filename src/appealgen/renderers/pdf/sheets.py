"""Sheet and Table → pages and parts of a PDF."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from appealgen.language.scripts import runs_from_the_right
from appealgen.model.document import SQUARE, Block, Sheet, Span, Style, Table
from appealgen.renderers.docx.paragraphs import RULED_STYLES, Setting
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.leading import leading
from appealgen.renderers.metrics import CELL_SIDE, POINTS_PER_MM
from appealgen.renderers.pdf.pages import (
    KEPT,
    RULE_MM,
    Align,
    Page,
    Paragraph,
    Part,
    Rows,
    Space,
    Words,
    listing,
    look,
    runs,
)

_ITEMS: tuple[Style, ...] = ("sheet-item", "sheet-number", "sheet-demand")
_CUT = 12.5
"""Points; the line to cut along, and the space below it."""
_HEADINGS = {"sheet-title": 1, "cover-title": 1, "sheet-heading": 2}


def sheet_page(sheet: Sheet, reference: Reference) -> Page:
    """The title and all parts, on as many pages as they need, with another sheet in the lower half."""
    top, right, bottom, left = reference.margins_mm
    parts = list(_parts(sheet, reference))
    if sheet.lower is not None:
        from appealgen.renderers.pagination import sheet_height

        middle = sheet.paper.height / 2 - top - sheet_height(sheet, reference) / POINTS_PER_MM
        by = Setting(sheet.language, sheet.right_to_left, reference)
        cut = replace(sheet_paragraph("sheet-cut", (), by), hairline=_CUT, dashed=True)
        parts += [Space(max(middle, 0)), cut, *_parts(sheet.lower, reference)]
    return Page(sheet.paper.width, sheet.paper.height, top, right, bottom, left, tuple(parts))


def _parts(sheet: Sheet, reference: Reference) -> Iterator[Part]:
    by = Setting(sheet.language, sheet.right_to_left, reference)
    _, right, _, left = reference.margins_mm
    title = sheet_paragraph("cover-title" if sheet.cover else "sheet-title", (Span(sheet.title),), by)
    yield from (Space(title.before / POINTS_PER_MM), title)
    for style, group in groupby(sheet.parts, key=lambda part: part.style if isinstance(part, Block) else ""):
        if style in _ITEMS:
            items = [_item(part, by) for part in group if isinstance(part, Block)]
            yield listing(items, items[-1].after, reference.measures[style].indent)
            continue
        for part in group:
            if isinstance(part, Table):
                yield from rows(part, by, sheet.paper.width - left - right)
            else:
                yield sheet_paragraph(part.style, part.spans, by)


def _item(block: Block, by: Setting) -> Words:
    return _words(block.style, block.spans, by, number=block.number)


def _words(
    style: str,
    spans: Sequence[Span],
    by: Setting,
    *,
    from_the_right: bool = False,
    align: Align | None = None,
    number: int = 0,
) -> Words:
    """Words right-to-left if they or their document are."""
    text, measure = "".join(span.text for span in spans), by.reference.measures[style]
    own = look(
        style,
        text,
        by.reference,
        language=by.language,
        right_to_left=from_the_right or by.right_to_left,
        multiple=leading(text, by.language) if text else 0,
        align=align,
    )
    return Words(runs(spans), own, measure.before, measure.after, RULE_MM if style in RULED_STYLES else 0, number)


def sheet_paragraph(style: str, spans: Sequence[Span], by: Setting) -> Paragraph:
    """A paragraph or a heading of a sheet."""
    words = _words(style, spans, by)
    return Paragraph(
        words.spans,
        words.look,
        words.before,
        words.after,
        words.rule_mm,
        kept=style in KEPT,
        heading=_HEADINGS.get(style, 0),
    )


def rows(table: Table, by: Setting, width: float) -> Iterator[Part]:
    """A table with its caption above; `width` is that of the page's text in mm."""
    if table.caption:
        yield sheet_paragraph("table-caption", (Span(table.caption),), by)
    last = len(table.rows) - table.totals
    widths = tuple(column * width / sum(table.widths) for column in table.widths)
    body = [
        _cells(row, widths, table, by, "table-head" if number >= last else "table-cell")
        for number, row in enumerate(table.rows)
    ]
    head = _cells(table.head, widths, table, by, "table-head")
    yield Rows(widths, head, tuple(body), table.row_height, tuple(sorted(table.boxes)), head[0].look)


def _cells(texts: Sequence[str], widths: Sequence[float], table: Table, by: Setting, style: str) -> tuple[Words, ...]:
    """Numbers at the right, other words at the start of their column; a word may reach over the margin of its cell."""
    start: Align = "right" if by.right_to_left else "left"
    cells = []
    for column, text in enumerate(texts):
        own, words = style, text
        if column in table.ticks and style == "table-cell":
            own, words = "table-tick", SQUARE
        align = "right" if column in table.numbers else start
        cell = _words(own, (Span(words),), by, from_the_right=runs_from_the_right(text), align=align)
        room = (widths[column] - CELL_SIDE) * POINTS_PER_MM / cell.look.size
        cells.append(replace(cell, spans=runs((Span(words),), room)))
    return tuple(cells)
