"""Letter → the section of a Word document."""

from __future__ import annotations

from functools import lru_cache

from appealgen.language.locales import has_italics
from appealgen.language.scripts import direction_of, runs_from_the_right
from appealgen.model.document import RULED, Block, Letter, Span, ends_of_lists
from appealgen.model.stationery import LetterLayout
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.boxes import box_on_page
from appealgen.renderers.docx.paragraphs import (
    RULED_STYLES,
    Setting,
    letter_line,
    letter_runs,
    paragraph,
    shared_lines,
    tabbed_mark,
    twips,
)
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.sections import DocxSection, page_properties
from appealgen.renderers.docx.shapes import line
from appealgen.renderers.placement import window_boxes

_HAIR = 20
"""Twentieths of a point: the height of a paragraph that only holds frames and marks."""
_MARK_X, _FOLD_MARK, _PUNCH_MARK = 3.5, 4.0, 2.0
"""mm; from the left edge, and the lengths of the marks (KOMA-Script, japanlco)."""


def letter_section(letter: Letter, reference: Reference) -> DocxSection:
    """The head, the signature, and in between what letters share: the recipient and nearly all paragraphs."""
    by = Setting(letter.language, letter.right_to_left, reference)
    headers = reference.headers_on(letter.date)
    page = page_properties(letter.paper.width, letter.paper.height, headers, reference.margins)
    head = _plain_head(letter, by) if letter.layout is None else _window_head(letter, letter.layout, by)
    opening, signature, ending = letter.around_signature
    pieces: list[opc.Piece] = [*head, _blocks(opening, by), *(_block(block, by) for block in signature)]
    pieces += [_blocks(ending, by)] if ending else []
    if letter.signatures is not None:
        from appealgen.renderers.docx.tables import docx_table

        _, right, _, left = reference.margins_mm
        pieces.append(docx_table(letter.signatures, by, letter.paper.width - left - right))
    return DocxSection(tuple(pieces), page, has_shapes=letter.layout is not None)


def _plain_head(letter: Letter, by: Setting) -> tuple[opc.Piece, ...]:
    sender = "".join(letter_line("fill-in" if RULED in line else "sender", line, by) for line in letter.sender)
    recipient = shared_lines("recipient", letter.recipient.printed, by)
    return sender, recipient, paragraph("date", letter_runs(Span(letter.date_line), by), by)


def _window_head(letter: Letter, layout: LetterLayout, by: Setting) -> tuple[opc.Piece, ...]:
    """Sender, return line and address in their places; the date line where the body begins, with the marks."""
    boxes = tuple(box_on_page(placed, by) for placed in window_boxes(letter, by.reference))
    before = max(twips(layout.body - by.reference.margins_mm[0]) - _HAIR, 0)
    spacing = f'<w:spacing w:before="{before}" w:after="0" w:line="{_HAIR}" w:lineRule="exact"/>'
    # Frames belong to the paragraph after them: LibreOffice counts their x from the right if that runs from the right.
    holder = paragraph("envelope-return", _marks(layout), by.of(False), spacing=spacing)
    date = paragraph("date", letter_runs(Span(letter.date_line), by), by, spacing='<w:spacing w:before="0"/>')
    return *boxes, holder + date


@lru_cache(maxsize=32)
def _marks(layout: LetterLayout) -> str:
    """Fold marks, and a shorter one to punch by, at the left edge of the sheet."""
    folds = [line(number, _MARK_X, height, _FOLD_MARK) for number, height in enumerate(layout.folds, 1)]
    punch = [line(len(folds) + 1, _MARK_X, layout.punch, _PUNCH_MARK)] if layout.punch else []
    return "".join([*folds, *punch])


@lru_cache(maxsize=512)
def _blocks(blocks: tuple[Block, ...], by: Setting) -> opc.Shared:
    ends = ends_of_lists(blocks)
    return opc.shared("".join(_block(block, by, ends_list=end) for block, end in zip(blocks, ends, strict=True)))


def _block(block: Block, by: Setting, *, ends_list: bool = False) -> str:
    if block.language is not None:
        by = Setting(block.language, runs_from_the_right(block.text), by.reference)
    elif block.style != "signature":  # it is aligned with the head
        by = by.of(direction_of(block.text, by.right_to_left))
    if block.style == "signature" and len(block.spans) == 1 and not (block.spans[0].bold or block.spans[0].italic):
        return letter_line(block.style, block.text, by)
    mark = tabbed_mark(block)
    spans = (Span(mark), *block.spans) if mark else block.spans
    ruled, upright = block.style in RULED_STYLES, block.style == "note" and not has_italics(by.language)
    runs = "".join(letter_runs(span, by, ruled=ruled, upright=upright) for span in spans)
    gap = f'<w:spacing w:after="{round(by.reference.after_list * 20)}"/>' if ends_list else ""
    return paragraph(block.style, runs, by, spacing=gap)
