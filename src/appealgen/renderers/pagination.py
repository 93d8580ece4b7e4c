"""How many pages a letter will take: an estimate, for the plan and for review; the word processor decides."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

from appealgen.document import Block, Letter
from appealgen.renderers.metrics import NATURAL_LEADING, POINTS_PER_MM
from appealgen.renderers.reference import STYLES, Reference

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
    used += sum(_block_height(block, reference, width) for block in signature)
    return max(1, math.ceil(used / height))


def _head_height(style: str, lines: tuple[str, ...], reference: Reference, width: float) -> float:
    size, before, after = reference.measures[style]
    return before + after + sum(_lines(line, size, width) for line in lines) * size * NATURAL_LEADING


_shared_head_height = lru_cache(maxsize=512)(_head_height)


@lru_cache(maxsize=512)
def _height(blocks: tuple[Block, ...], reference: Reference, width: float) -> float:
    """The height of paragraphs that letters share."""
    return sum(_block_height(block, reference, width) for block in blocks)


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
    return sum(
        _LATIN if c < "\u0370" else _CYRILLIC if c < "\u0530" else _WIDE if _is_wide(c) else _OTHER for c in text
    )


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
