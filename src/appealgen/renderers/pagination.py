"""How many pages a letter will take: an estimate, for the plan and for review; the word processor decides."""

from __future__ import annotations

import math
import unicodedata

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
    head = [("sender", letter.sender), ("recipient", letter.recipient.printed)] if letter.layout is None else []
    head.append(("date", (letter.date_line,)))
    used = max(letter.layout.body - top, 0) * POINTS_PER_MM if letter.layout else 0.0
    for style, lines in head:
        size, before, after = reference.measures[style]
        used += before + after + sum(_lines(line, size, width) for line in lines) * size * NATURAL_LEADING
    used += sum(_block_height(block, reference, width) for block in letter.blocks)
    return max(1, math.ceil(used / height))


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
