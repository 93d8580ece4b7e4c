"""Estimate the pages of a letter, for the plan and for review; the word processor decides."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from appealgen.model.document import Block, Letter, Sheet, Table, ends_of_lists
from appealgen.model.stationery import Paper
from appealgen.renderers.docx.reference import STYLES, Reference
from appealgen.renderers.leading import leading
from appealgen.renderers.metrics import CELL_ABOVE, CELL_SIDE, HAIRLINE, POINTS_PER_MM, RULE, wrapped
from appealgen.renderers.placement import HeadBlock, plain_head, reference_of

_BOLD = 1.05
"""The factor by which bold text is wider."""


class _Stack(NamedTuple):
    """The height of paragraphs in sequence in points, and the space before the first and after the last."""

    before: float
    height: float
    after: float

    def above(self, other: _Stack) -> _Stack:
        """Put two heights together: word processors use the larger of two adjacent spaces."""
        return _Stack(self.before, self.height + max(self.after, other.before) + other.height, other.after)


def pages(letter: Letter, reference: Reference) -> int:
    """Pages of a letter with the styles of the reference document; at least 1."""
    reference = reference_of(letter, reference)
    width, height = _text_area(letter.paper, reference)
    used = sum(_above_signatures(letter, reference, width)[:2])
    if letter.signatures is None:
        return max(1, math.ceil(used / height))
    return int(used // height) + len(rows_on_pages(letter, letter.signatures, reference))


def _text_area(paper: Paper, reference: Reference) -> tuple[float, float]:
    """The width and the height between the margins of a page, in points."""
    top, right, bottom, left = reference.margins_mm
    return (paper.width - left - right) * POINTS_PER_MM, (paper.height - top - bottom) * POINTS_PER_MM


def _above_signatures(letter: Letter, reference: Reference, width: float) -> _Stack:
    """The height of a letter without the table in which others sign, and without what follows that."""
    top = reference.margins_mm[0]
    if letter.layout is None:
        head, used = (
            [
                (_head if block.part == "sender" else _shared_head)(block, letter.language, reference, width)
                for block in plain_head(letter, reference)
            ],
            0.0,
        )
    else:
        date = _paragraph("date", letter.date_line, letter.language, reference, width)
        head, used = [date._replace(before=0)], max(letter.layout.body - top, 0) * POINTS_PER_MM
    opening, signature, ending = letter.around_signature
    parts = [*head, _shared_blocks(opening, letter.language, reference, width)]
    parts += [_paragraph("signature", block.text, letter.language, reference, width) for block in signature]
    if ending and letter.signatures is None:
        parts.append(_shared_blocks(ending, letter.language, reference, width))
    whole = _stacked(parts)
    return whole._replace(before=whole.before + used)


def _stacked(parts: Iterable[_Stack]) -> _Stack:
    first, *others = parts
    for part in others:
        first = first.above(part)
    return first


def _head(block: HeadBlock, language: str, reference: Reference, width: float) -> _Stack:
    """The height of the lines of an address; a line that is too long continues on the next."""
    measure, room = reference.measures[block.part], width - block.left * POINTS_PER_MM
    height = sum(_lines_height(block.part, line, language, reference, room) for line in block.lines)
    before = measure.before if block.before is None else block.before
    return _Stack(before, height, measure.after if block.after is None else block.after)


_shared_head = lru_cache(maxsize=512)(_head)


@lru_cache(maxsize=512)
def _shared_blocks(blocks: tuple[Block, ...], language: str, reference: Reference, width: float) -> _Stack:
    """The height of paragraphs that letters share."""
    stacks = []
    for block, ends in zip(blocks, ends_of_lists(blocks), strict=True):
        own = _block(block, language, reference, width)
        own = own._replace(after=reference.after_list) if ends else own
        stacks.append(own._replace(height=own.height + HAIRLINE) if block.style == "note-heading" else own)
    return _stacked(stacks)


@lru_cache(maxsize=512)
def _block(block: Block, language: str, reference: Reference, width: float) -> _Stack:
    assert block.style in STYLES
    bold = sum(len(span.text) for span in block.spans if span.bold) / max(len(block.text), 1)
    own = block.language or language
    return _paragraph(block.style, block.text, own, reference, width / (1 + (_BOLD - 1) * bold))


def _paragraph(style: str, text: str, language: str, reference: Reference, width: float) -> _Stack:
    measure = reference.measures[style]
    return _Stack(measure.before, _lines_height(style, text, language, reference, width), measure.after)


def _lines_height(style: str, text: str, language: str, reference: Reference, width: float) -> float:
    measure = reference.measures[style]
    room = width - measure.indent
    lines = 1 if len(text) * measure.size <= room and "\n" not in text else _lines(style, text, reference, room)
    return lines * _line_height(style, leading(text, language), language, reference)


@lru_cache(maxsize=256)
def _line_height(style: str, multiple: float, language: str, reference: Reference) -> float:
    return reference.measures[style].height(multiple * reference.scale(language))


def _lines(style: str, text: str, reference: Reference, width: float) -> int:
    size, face = reference.measures[style].size, reference.faces[style]
    return sum(wrapped(part, width / size, face) for part in text.split("\n"))


def rows_on_pages(letter: Letter, table: Table, reference: Reference) -> tuple[int, ...]:
    """The rows of a letter's table on its last page and on each following one, none of them alone on a page.

    A table that fits one page is on one page. All following pages begin with the name of the letter and the head; the
    last one also has what follows the table. `reference` is that of the letter's step.
    """
    width, height = _text_area(letter.paper, reference)
    ending = letter.around_signature[-1]
    below = sum(_shared_blocks(ending, letter.language, reference, width)) if ending else 0
    head, *rows = _row_heights(table, reference, width)
    caption = sum(_paragraph("table-caption", table.caption, "", reference, width)) if table.caption else 0
    named = sum(_paragraph("table-caption", letter.name, "", reference, width))
    rest = height - sum(_above_signatures(letter, reference, width)) % height - caption - head
    whole = height - named - head
    if sum(rows) + below <= rest:
        return (len(rows),)
    if caption + sum(rows) + below <= whole:
        return 0, len(rows)
    counts = [_first_page(rows, rest)]
    while (done := sum(counts)) < len(rows):
        counts.append(max(_fitting(rows[done:], whole), 1))
    if sum(rows[-counts[-1] :]) + below > whole:
        counts[-1:] = [max(counts[-1] - _LEAST, 0), min(counts[-1], _LEAST)]
    elif counts[-1] < _LEAST < counts[-2]:
        counts[-2:] = [counts[-2] - 1, counts[-1] + 1]
    return tuple(counts)


_LEAST = 2
"""Rows of a table on a page that it begins or ends on."""


def _first_page(rows: Sequence[float], rest: float) -> int:
    fitting = _fitting(rows, rest)
    return fitting if fitting >= _LEAST else 0


def _fitting(rows: Sequence[float], height: float) -> int:
    """The number of rows that fit a height."""
    return sum(total <= height for total in itertools.accumulate(rows))


@lru_cache(maxsize=4)
def sheet_height(sheet: Sheet, reference: Reference) -> float:
    """The height of a sheet in points, if it has one page. Cached, because a packing list is measured, then placed."""
    width, _ = _text_area(sheet.paper, reference)
    stacks = [_paragraph("sheet-title", sheet.title, sheet.language, reference, width)]
    for part in sheet.parts:
        if isinstance(part, Block):
            stacks.append(_block(part, sheet.language, reference, width))
        else:
            stacks.append(_Stack(0, sum(_row_heights(part, reference, width)) + _BELOW_TABLE, 0))
    return sum(_stacked(stacks))


def sheet_pages(sheet: Sheet, reference: Reference) -> int:
    """Pages of a sheet, at least 1."""
    return max(1, math.ceil(sheet_height(sheet, reference) / _text_area(sheet.paper, reference)[1]))


def fits_half(sheet: Sheet, reference: Reference) -> bool:
    """Whether a sheet fits the upper or the lower half of a page."""
    top, _, bottom, _ = reference.margins_mm
    half = (sheet.paper.height / 2 - max(top, bottom)) * POINTS_PER_MM
    return sheet_height(sheet, reference) + _CUT <= half


_BELOW_TABLE = 2
"""Points; the last rule of a table, and the paragraph below it."""
_CUT = 40
"""Points; around the line to cut along."""


def _row_heights(table: Table, reference: Reference, width: float) -> list[float]:
    """The heights of the head and the rows of a table as wide as the page."""
    share = width / sum(table.widths)
    columns = tuple(column * share - 2 * CELL_SIDE * POINTS_PER_MM for column in table.widths)
    rows = (_row_height("table-cell", row, columns, reference) for row in table.rows)
    least = table.row_height * POINTS_PER_MM
    return [_row_height("table-head", table.head, columns, reference), *(max(least, own) for own in rows)]


@lru_cache(maxsize=1024)
def _cell_height(style: str, text: str, width: float, reference: Reference) -> float:
    """The height of the words of a cell. Cached, because packing lists have many alike."""
    return _lines(style, text, reference, width) * reference.measures[style].height(leading(text))


def _row_height(style: str, texts: tuple[str, ...], columns: tuple[float, ...], reference: Reference) -> float:
    measure = reference.measures[style]
    cells = (_cell_height(style, text, width, reference) for text, width in zip(texts, columns, strict=True))
    return measure.before + measure.after + max(cells) + 2 * CELL_ABOVE * POINTS_PER_MM + RULE
