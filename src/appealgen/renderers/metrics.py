"""Widths of text, and fitting lines into a box: broken at sensible places, smaller if needed, never clipped."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from appealgen import resources
from appealgen.language.typography import NO_BREAK_HYPHEN
from appealgen.model.document import RULED
from appealgen.model.stationery import Box
from appealgen.renderers.leading import least_leading

POINTS_PER_MM = 72 / 25.4
LEADING = 1.2
"""Line height in boxes as a multiple of the size, if the letters need no more."""
CELL_SIDE, CELL_ABOVE = 1.5, 0.7
"""mm; between the words of a table cell and its edges."""
HAIRLINE = 6.5
"""Points; the rule above a heading, and the space between them."""
RULE = 0.5
"""Points; rules of tables."""
_UNITS = 2048
_WIDER = {"sans": 1.0, "serif": 1.0, "widest": 1.27}
"""Factors for the widths of the table. Measured on the bundled letters in DejaVu Serif, the widest that replaces it."""
_UNKNOWN_FACE = 1.15
"""A font without data counts as this much wider than Arial."""
_HYPHEN = 0.333
"""Advance in ems of a hyphen, also of a no-break one."""
_OTHER, _WIDE = 0.62, 1.0
"""Advance in ems of letters missing in the table, and of East Asian ones."""
_OTHER_IN_TEXT = 0.5
"""Average of the former in running text, measured on letters in Arabic, Hindi and Georgian."""
_AT_SENSE = (
    r"(?<=[,;:·،，、])\s*|\s+(?=\(|c/o\b|–)",
    r"(?<!\d)\s+(?!\d)",
    r"\s+|(?<=[-/])",
)
"""Places to break a line, best first: after a comma; between words without a number; anywhere between words."""


_SPACES, _SIGNS = r" \t\u3000\u200b", r"\u2e80-\u2fff\u3001-\u9fff\uac00-\ud7af\uff01-\uff60"
_UNBROKEN = rf"[{_SPACES}]+|[{_SIGNS}]|[^{_SPACES}{_SIGNS}-]*-+|[^{_SPACES}{_SIGNS}-]+"
"""Unbreakable parts of running text: words and the text between them, East Asian letters."""
_WORDS = re.compile(r"[ \t]+|[^ \t-]*-+|[^ \t-]+")
"""The same for text without East Asian letters and spaces, which starts faster."""
_EAST_ASIAN = r"(?<=[\u3000-\u9fff\uac00-\ud7af])"
"""Text that may be broken after any character."""


class Fitted(NamedTuple):
    """Lines fitted into a box, their size in points, and the height of a line as a multiple of it."""

    lines: tuple[str, ...]
    size: float
    multiple: float = LEADING

    @property
    def height(self) -> float:
        """In mm."""
        return len(self.lines) * self.size * self.multiple / POINTS_PER_MM


@lru_cache(maxsize=4096)
def fitted(lines: tuple[str, ...], box: Box, face: str, size: float, smallest: float) -> Fitted | None:
    """Fit lines into a box at `size` points or the largest smaller size; None if even `smallest` is too large.

    Whole lines in smaller type are preferred to broken lines in larger type.
    """
    multiple = max(LEADING, least_leading(lines))
    sizes = [size - step / 2 for step in range(max(int((size - smallest) * 2), 0) + 1)]
    for breaking in (False, True):
        for points in sizes:
            width = box.width * POINTS_PER_MM / points
            parts = [broken(line, width, face) if breaking else _whole(line, width, face) for line in lines]
            candidate = Fitted(
                tuple(part for line_parts in parts if line_parts for part in line_parts), points, multiple
            )
            if all(parts) and candidate.height <= box.height:
                return candidate
    return None


def broken(line: str, width: float, face: str) -> tuple[str, ...] | None:
    """Break a line into lines of at most `width` ems at sensible places; None if a single word is too long."""
    if advance(line, face) <= width:
        return (line,)
    for pattern in _AT_SENSE:
        cuts = [(line[: m.start()].rstrip(), line[m.end() :].lstrip()) for m in re.finditer(pattern, line)]
        fitting = [cut for cut in cuts if all(cut) and max(advance(part, face) for part in cut) <= width]
        if fitting:  # two lines of similar length
            return min(fitting, key=lambda cut: abs(advance(cut[0], face) - advance(cut[1], face)))
    for pattern in (_AT_SENSE[-1], _EAST_ASIAN):
        heads = [m for m in re.finditer(pattern, line) if m.start() and advance(line[: m.start()], face) <= width]
        if heads:
            rest = broken(line[heads[-1].end() :].lstrip(), width, face)
            return (line[: heads[-1].start()].rstrip(), *rest) if rest else None
    return None


def _whole(line: str, width: float, face: str) -> tuple[str, ...] | None:
    return (line,) if advance(line, face) <= width else None


@lru_cache(maxsize=2048)
def wrapped(text: str, width: float, face: str) -> int:
    """The number of lines of `width` ems for running text, each as full as possible; at least 1."""
    lines, used, space = 1, 0.0, 0.0
    for own, is_space in _unbroken(text, face):
        if is_space:
            space += own
        elif used and used + space + own > width:
            lines, used, space = lines + 1, own, 0.0
        else:
            used, space = used + space + own, 0.0
        if used > width:  # a word longer than the line, or one of a script without spaces
            lines, used = lines + int(used / width), used % width
    return lines


@lru_cache(maxsize=256)
def _unbroken(text: str, face: str) -> list[tuple[float, bool]]:
    """The widths of unbreakable parts in ems, each with whether it is space. A letter is tried in several widths."""
    parts = (
        _WORDS.findall(text)
        if "\u200b" not in text and max(text, default="") < "\u2e80"
        else re.findall(_UNBROKEN, text)
    )
    return [(_word(part, face), part[0] in " \t\u3000\u200b") for part in parts]


@lru_cache(maxsize=4096)
def _word(part: str, face: str) -> float:
    table = _table(face)
    return _factor(face) * sum(table.get(char) or _in_text(char) for char in part if char != RULED)


def _in_text(char: str) -> float:
    return _WIDE if is_wide(char) else min(_unlisted(char), _OTHER_IN_TEXT)


def _factor(face: str) -> float:
    return _WIDER.get(face, _UNKNOWN_FACE)


@lru_cache(maxsize=4096)
def advance(text: str, face: str) -> float:
    """Width of a text in ems; a rule to write on can be as narrow as needed."""
    table = _table(face)
    return _factor(face) * sum(table.get(c) or _unlisted(c) for c in text if c != RULED)


def _unlisted(char: str) -> float:
    if char == NO_BREAK_HYPHEN:
        return _HYPHEN
    if unicodedata.combining(char):
        return 0.0
    return _WIDE if is_wide(char) else _OTHER


def is_wide(*texts: str) -> bool:
    """Whether any character is as wide as high: Chinese, Japanese and Korean ones."""
    return any(unicodedata.east_asian_width(char) in "WF" for text in texts for char in text)


@cache
def _table(face: str) -> dict[str, float]:
    widths = json.loads(resources.get("advances.json").read_text(encoding="utf-8"))[
        "serif" if face in ("serif", "widest") else "sans"
    ]
    return {char: int(width) / _UNITS for width, chars in widths.items() for char in chars}
