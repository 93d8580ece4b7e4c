"""Estimate the pages of a letter, for the plan and for review; the word processor decides."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from appealgen.model.document import Block, Letter, Table, ends_of_lists
from appealgen.renderers.docx.reference import STYLES, Reference
from appealgen.renderers.leading import leading
from appealgen.renderers.metrics import CELL_ABOVE, CELL_SIDE, HAIRLINE, POINTS_PER_MM, RULE, wrapped
from appealgen.renderers.placement import HeadBlock, plain_head

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
    reference = reference.at(letter.step)
    top, right, bottom, left = reference.margins_mm
    width = (letter.paper.width - left - right) * POINTS_PER_MM
    height = (letter.paper.height - top - bottom) * POINTS_PER_MM
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
    parts += [_shared_blocks(ending, letter.language, reference, width)] if ending else []
    whole = _stacked(parts)
    used += whole.before + whole.height
    if letter.signatures is None:
        return max(1, math.ceil(used / height))
    full, rest = divmod(used + whole.after, height)
    return int(full) + table_pages(letter.signatures, reference, used=rest, width=width, height=height)


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
    return lines * measure.height(leading(text, language))


def _lines(style: str, text: str, reference: Reference, width: float) -> int:
    size, face = reference.measures[style].size, reference.faces[style]
    return sum(wrapped(part, width / size, face) for part in text.split("\n"))


def table_pages(table: Table, reference: Reference, *, used: float, width: float, height: float) -> int:
    """The page on which a table ends, from 1, if it begins `used` points below the top of the first page.

    `width` and `height` are those of the page's text in points. A row moves to the next page as a whole, below the
    head.
    """
    share = width / sum(table.widths)
    columns = [column * share - 2 * CELL_SIDE * POINTS_PER_MM for column in table.widths]
    head = _row_height("table-head", table.head, columns, reference)
    page, top = 1, used + head
    if table.caption:
        caption = _paragraph("table-caption", table.caption, "", reference, width)
        top += sum(caption)
    for row in table.rows:
        own = max(table.row_height * POINTS_PER_MM, _row_height("table-cell", row, columns, reference))
        if top + own > height:
            page, top = page + 1, head
        top += own
    return page


def _row_height(style: str, texts: Sequence[str], columns: Sequence[float], reference: Reference) -> float:
    measure = reference.measures[style]
    cells = (
        _lines(style, text, reference, width) * measure.height(leading(text))
        for text, width in zip(texts, columns, strict=True)
    )
    return measure.before + measure.after + max(cells) + 2 * CELL_ABOVE * POINTS_PER_MM + RULE
