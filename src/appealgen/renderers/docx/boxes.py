"""Lines in frames and text boxes at places on the page (ECMA-376 part 1, 17.3.1.11)."""

from __future__ import annotations

from functools import lru_cache

from appealgen.model.document import RULED, Span
from appealgen.model.stationery import Box
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.paragraphs import AT_THE_OTHER_SIDE, Setting, paragraph, run, twips
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.shapes import turned_text
from appealgen.renderers.metrics import NATURAL_LEADING
from appealgen.renderers.placement import Placed

_OWN_BOXES = ("sender", "window-return", "envelope-return")
_STYLE_RULE = 5103
"""Twentieths of a point: where the bundled Fill-in Line ends its rule."""


def box_on_page(placed: Placed, by: Setting) -> opc.Piece:
    """A box on the page: what is not the sender's own is on other letters, too."""
    return framed(placed, by) if placed.style in _OWN_BOXES else _shared_box(placed, by)


@lru_cache(maxsize=1024)
def _shared_box(placed: Placed, by: Setting) -> opc.Shared:
    return opc.shared(framed(placed, by))


def framed(placed: Placed, by: Setting) -> str:
    """Lines in a frame at a place on the page: neighbours with the same frame share it (17.3.1.11)."""
    box = placed.box
    frame = (
        f'<w:framePr w:w="{twips(box.width)}" w:h="{twips(box.height)}" w:hRule="atLeast" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:x="{twips(box.x)}" w:y="{twips(box.y)}"/>'
    )
    return _boxed(placed, by, frame)


def turned(number: int, placed: Placed, height: float, by: Setting) -> str:
    """Lines in a text box, turned clockwise: for an envelope that the printer takes upright.

    `height` is that of the envelope held landscape; a point (x, y) of it comes to lie at (height - y, x). Not a table
    turned likewise: LibreOffice 7.4 heeds its place only in the last section and on the upper half of the page.
    """
    box = placed.box
    place = Box(height - box.bottom, box.x, box.height, box.width)
    return turned_text(number, place, _boxed(placed, by, ""))


def _boxed(placed: Placed, by: Setting, frame: str) -> str:
    """The paragraphs of a box: exact line heights, so that as many lines as were counted have room."""
    height = round(placed.leading * 20)
    size = f'<w:sz w:val="{round(placed.size * 2)}"/><w:szCs w:val="{round(placed.size * 2)}"/>'
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'
    paragraphs = []
    for text, rtl in zip(placed.lines, placed.right_to_left, strict=True):
        own = Setting(by.language, rtl and RULED not in text, by.reference)
        if RULED in text:
            rule = _rule_across(placed.box) + _above_rule(placed, by.reference)
            paragraphs.append(paragraph("fill-in", run(Span(text), own, ruled=True), own, frame=frame + rule))
            continue
        # What runs from the right still stands at the left: machines read the left edge of an address.
        left = AT_THE_OTHER_SIDE if rtl else ""
        words = run(Span(text), own, size=size)
        paragraphs.append(paragraph(placed.style, words, own, frame=frame, spacing=spacing, align=left))
    return "".join(paragraphs)


def _rule_across(box: Box) -> str:
    """A tab stop at the right edge of a box narrower than the style's own rule, which is for letters."""
    edge = twips(box.width)
    if edge >= _STYLE_RULE:
        return ""
    clear = f'<w:tab w:val="clear" w:pos="{_STYLE_RULE}"/>'
    return f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{edge}"/>{clear}</w:tabs>'


def _above_rule(placed: Placed, reference: Reference) -> str:
    """As much room to write in as the box has for each line, up to what a letter has."""
    # Not an exact height: LibreOffice 7.4 does not heed that of a line with a rule.
    size, before, _ = reference.measures["fill-in"]
    room = twips(placed.box.height) // len(placed.lines) - round(size * NATURAL_LEADING * 20)
    return f'<w:spacing w:before="{max(min(room, round(before * 20)), 0)}" w:after="0"/>'
