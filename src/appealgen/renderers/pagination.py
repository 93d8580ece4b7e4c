"""How many pages a letter will take: an estimate, for the plan and for review; the word processor decides."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from appealgen.model.document import Block, Letter, Table, ends_of_lists
from appealgen.renderers.docx.reference import STYLES, Reference
from appealgen.renderers.metrics import CELL_ABOVE, CELL_SIDE, NATURAL_LEADING, POINTS_PER_MM, RULE, is_wide

_LATIN, _CYRILLIC, _OTHER, _WIDE = 0.435, 0.49, 0.5, 1.0
"""Average advance of running text in ems, measured on the bundled letters in Times New Roman."""
_BOLD = 1.05


def pages(letter: Letter, reference: Reference) -> int:
    """Pages of the letter in the looks of the reference document; at least 1."""
    top, right, bottom, left = reference.margins_mm
    width = (letter.paper.width - left - right) * POINTS_PER_MM
    height = (letter.paper.height - top - bottom) * POINTS_PER_MM
    used = max(letter.layout.body - top, 0) * POINTS_PER_MM if letter.layout else 0.0
    if letter.layout is None:
        used += _head_height("sender", letter.sender, reference, width)
        used += _shared_head_height("recipient", letter.recipient.printed, reference, width)
    used += _head_height("date", (letter.date_line,), reference, width)
    opening, signature, ending = letter.around_signature
    used += _height(opening, reference, width) + _height(ending, reference, width)
    for block in signature:
        used += _head_height("signature", (block.text,), reference, width)
    if letter.signatures is None:
        return max(1, math.ceil(used / height))
    whole, rest = divmod(used, height)
    return int(whole) + table_pages(letter.signatures, reference, used=rest, width=width, height=height)


def _head_height(style: str, lines: tuple[str, ...], reference: Reference, width: float) -> float:
    size, before, after = reference.measures[style]
    count = 0
    for line in lines:
        count += 1 if len(line) * size <= width and "\n" not in line else _lines(line, size, width)
    return before + after + count * size * NATURAL_LEADING


_shared_head_height = lru_cache(maxsize=512)(_head_height)


@lru_cache(maxsize=512)
def _height(blocks: tuple[Block, ...], reference: Reference, width: float) -> float:
    """The height of paragraphs that letters share."""
    gaps = sum(reference.after_list - reference.measures["bullet"][2] for end in ends_of_lists(blocks) if end)
    return sum(_block_height(block, reference, width) for block in blocks) + gaps


def table_pages(table: Table, reference: Reference, *, used: float, width: float, height: float) -> int:
    """The page that a table ends on, from 1, if it begins `used` points below the top of the first.

    `width` and `height` are those of the page's text in points. A row goes to the next page whole, below the head.
    """
    share = width / sum(table.widths)
    columns = [column * share - 2 * CELL_SIDE * POINTS_PER_MM for column in table.widths]
    head = _row_height("table-head", table.head, columns, reference)
    page, top = 1, used + head
    if table.caption:
        size, before, after = reference.measures["table-caption"]
        top += before + after + _lines(table.caption, size, width) * size * NATURAL_LEADING
    for row in table.rows:
        own = max(table.row_height * POINTS_PER_MM, _row_height("table-cell", row, columns, reference))
        if top + own > height:
            page, top = page + 1, head
        top += own
    return page


def _row_height(style: str, texts: Sequence[str], columns: Sequence[float], reference: Reference) -> float:
    size, before, after = reference.measures[style]
    lines = max(_lines(text, size, width) for text, width in zip(texts, columns, strict=True))
    return before + after + lines * size * NATURAL_LEADING + 2 * CELL_ABOVE * POINTS_PER_MM + RULE


def _block_height(block: Block, reference: Reference, width: float) -> float:
    assert block.style in STYLES
    size, before, after = reference.measures[block.style]
    bold = sum(len(span.text) for span in block.spans if span.bold) / max(len(block.text), 1)
    lines = _lines(block.text, size * (1 + (_BOLD - 1) * bold), width)
    return before + after + lines * size * NATURAL_LEADING


def _lines(text: str, size: float, width: float) -> int:
    return sum(max(1, math.ceil(_advance(part) * size / width)) for part in text.split("\n"))


def _advance(text: str) -> float:
    """Width of a text in ems."""
    if text.isascii():
        return len(text) * _LATIN
    return sum(_LATIN if c < "\u0370" else _CYRILLIC if c < "\u0530" else _WIDE if is_wide(c) else _OTHER for c in text)
