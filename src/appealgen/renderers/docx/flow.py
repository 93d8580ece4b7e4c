"""Lines of boxes at fixed places as plain paragraphs in sequence: space before, indents, exact heights.

Nothing floats, so that programs without support for frames and text boxes print the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from appealgen.model.document import RULED, Span
from appealgen.model.stationery import Box
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.paragraphs import (
    AT_THE_OTHER_SIDE,
    RULE_ENDS,
    LineKind,
    Setting,
    escaped,
    kind_of,
    paragraph,
    rule_to,
    run,
    twips,
)
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.placement import Placed, ruled_height

HAIR = 20
"""Twentieths of a point: height of a paragraph that only holds marks, or ends a section below a table."""
_OWN_BOXES = ("sender", "window-return", "envelope-return", "letter-mark")
_HELD_OPEN = "\u00a0"
"""Before a rule that begins its line: LibreOffice 7.4 ignores the height of a line that begins with a tab."""
_TINY = '<w:sz w:val="2"/><w:szCs w:val="2"/>'


class _Offset(NamedTuple):
    """Start of a box in twentieths of a point: below the box above it, and from the left of its area.

    The right side is open: in a wider font than the one used for placing, no line is broken.
    """

    before: int
    left: int


def stacked(boxes: Sequence[Placed], area: Box, by: Setting, *, turned: bool = False) -> Iterator[opc.Piece]:
    """The paragraphs of boxes in sequence in an area of a page or cell; letters share all but the sender's."""
    at = twips(area.y)
    for placed in boxes:
        top = twips(placed.box.y)
        place = _Offset(max(top - at, 0), twips(placed.box.x) - twips(area.x))
        if turned and place.before:  # docx-preview puts space before at the wrong side of turned lines
            own, empty = by.of(False), run(Span(_HELD_OPEN), by.of(False), size=_TINY)
            yield paragraph("envelope-return", empty, own, spacing=_spacing(0, place.before))
            place = _Offset(0, place.left)
        yield _paragraphs(placed, place, by) if placed.style in _OWN_BOXES else _shared(placed, place, by)
        at = top + len(placed.lines) * _height(placed)
        if RULED in "".join(placed.lines):
            ruled = sum(RULED in line for line in placed.lines)
            at += ruled * (_ruled_height(placed, by.reference) - _height(placed))


def hair(by: Setting, marks: str = "") -> str:
    """A paragraph of almost no height: below a table, or to hold marks."""
    return paragraph("envelope-return", marks, by.of(False), spacing=_spacing(0, HAIR))


@lru_cache(maxsize=1024)
def _shared(placed: Placed, place: _Offset, by: Setting) -> opc.Shared:
    return opc.shared(_paragraphs(placed, place, by))


def _paragraphs(placed: Placed, place: _Offset, by: Setting) -> str:
    found, heights = [], (_height(placed), round(placed.size * 2))
    for text in placed.lines:
        if RULED in text:
            found.append(_ruled(text, placed, place, by))
        else:
            before, after = _around_line(placed.style, place, heights, kind_of(text, by.language), by.reference)
            found.append(before + escaped(text) + after)
        place = _Offset(0, place.left)
    return "".join(found)


@lru_cache(maxsize=1024)
def _around_line(
    style: str, place: _Offset, height_and_size: tuple[int, int], kind: LineKind, reference: Reference
) -> tuple[str, str]:
    """The XML before and after the words of a line.

    Right-to-left lines are also aligned left, because machines read the left edge of an address.
    """
    (height, size), by = height_and_size, Setting(kind.language, kind.from_the_right, reference)
    words = run(Span("\0"), by, style, size=f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    spacing = _spacing(place.before, height) + _indent(place.left, by.right_to_left)
    align = AT_THE_OTHER_SIDE if by.right_to_left else ""
    before, _, after = paragraph(style, words, by, spacing=spacing, align=align).partition("\0")
    return before, after


def _ruled(text: str, placed: Placed, place: _Offset, by: Setting) -> str:
    """A line to write on, to the right edge of its box or the end of the style's own rule, which is for letters."""
    own, edge = by.of(False), place.left + min(twips(placed.box.width) - 1, RULE_ENDS)
    spacing = _spacing(place.before, _ruled_height(placed, by.reference)) + _indent(place.left, False)
    held = run(Span(_HELD_OPEN), own, size=_TINY) if text.startswith(RULED) else ""
    return paragraph("fill-in", held + run(Span(text), own, ruled=True), own, before=rule_to(edge), spacing=spacing)


def _height(placed: Placed) -> int:
    """The exact height of a line, so that the calculated number of lines fits."""
    return round(placed.leading * 20)


def _ruled_height(placed: Placed, reference: Reference) -> int:
    return round(ruled_height(placed, reference) * 20)


def _spacing(before: int, height: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="0" w:line="{height}" w:lineRule="exact"/>'


def _indent(left: int, right_to_left: bool) -> str:
    """17.3.1.12: in a right-to-left paragraph, `right` is the end of the line."""
    sides = ("right", "left") if right_to_left else ("left", "right")
    # No contextualSpacing: a user's style may set it, but here space before places the line.
    indent = f'<w:ind w:{sides[0]}="{left}" w:{sides[1]}="0" w:firstLine="0"/>'
    return f'{indent}<w:contextualSpacing w:val="0"/>'
