"""Letter → the section of a Word document."""

from __future__ import annotations

from functools import lru_cache

from appealgen.language.scripts import runs_from_the_right
from appealgen.model.document import RULED, Block, Letter, Span, Table, ends_of_lists
from appealgen.model.stationery import LetterLayout
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.boxes import box_on_page
from appealgen.renderers.docx.lines import (
    RULED_STYLES,
    around_line,
    letter_line,
    letter_paragraph,
    letter_runs,
    shared_lines,
)
from appealgen.renderers.docx.paragraphs import escaped, tabbed_mark, twips
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
    rtl, language = letter.right_to_left, letter.language
    page = page_properties(letter.paper.width, letter.paper.height, reference.headers, reference.margins)
    head = _plain_head(letter, reference) if letter.layout is None else _window_head(letter, letter.layout, reference)
    opening, signature, ending = letter.around_signature
    pieces: list[opc.Piece] = [*head, _blocks(opening, language, rtl, reference)]
    pieces += [_block(block, language, rtl, reference) for block in signature]
    pieces += [_blocks(ending, language, rtl, reference)] if ending else []
    if letter.signatures is not None:
        pieces.append(_signatures(letter.signatures, letter, reference))
    return DocxSection(tuple(pieces), page, has_shapes=letter.layout is not None)


def _plain_head(letter: Letter, reference: Reference) -> tuple[opc.Piece, ...]:
    rtl, language = letter.right_to_left, letter.language
    before, after = around_line("sender", language, rtl, False, reference)
    sender = [
        before + escaped(line) + after
        if line.isascii() and RULED not in line
        else letter_line("fill-in" if RULED in line else "sender", line, language, rtl, reference)
        for line in letter.sender
    ]
    date = letter_runs(Span(letter.date_line), language, rtl, False, reference)
    recipient = shared_lines("recipient", letter.recipient.printed, language, rtl, reference)
    return "".join(sender), recipient, letter_paragraph(reference.style_ids["date"], date, rtl)


def _window_head(letter: Letter, layout: LetterLayout, reference: Reference) -> tuple[opc.Piece, ...]:
    """Sender, return line and address in their places; the date line where the body begins, with the marks."""
    boxes = tuple(box_on_page(placed, letter.language, reference) for placed in window_boxes(letter, reference))
    before = max(twips(layout.body - reference.margins_mm[0]) - _HAIR, 0)
    run = letter_runs(Span(letter.date_line), letter.language, letter.right_to_left, False, reference)
    bidi = "<w:bidi/>" if letter.right_to_left else ""
    # Frames belong to the paragraph after them: LibreOffice counts their x from the right if that runs from the right.
    holder = f'<w:spacing w:before="{before}" w:after="0" w:line="{_HAIR}" w:lineRule="exact"/>'
    return (
        *boxes,
        f'<w:p><w:pPr><w:pStyle w:val="{reference.style_ids["envelope-return"]}"/>{holder}</w:pPr>'
        f'{_marks(layout)}</w:p><w:p><w:pPr><w:pStyle w:val="{reference.style_ids["date"]}"/>{bidi}'
        f'<w:spacing w:before="0"/></w:pPr>{run}</w:p>',
    )


@lru_cache(maxsize=32)
def _marks(layout: LetterLayout) -> str:
    """Fold marks, and a shorter one to punch by, at the left edge of the sheet."""
    folds = [line(number, _MARK_X, height, _FOLD_MARK) for number, height in enumerate(layout.folds, 1)]
    punch = [line(len(folds) + 1, _MARK_X, layout.punch, _PUNCH_MARK)] if layout.punch else []
    return "".join([*folds, *punch])


@lru_cache(maxsize=512)
def _blocks(blocks: tuple[Block, ...], language: str, rtl: bool, reference: Reference) -> opc.Shared:
    ends = ends_of_lists(blocks)
    return opc.shared(
        "".join(_block(block, language, rtl, reference, ends_list=end) for block, end in zip(blocks, ends, strict=True))
    )


def _block(block: Block, language: str, rtl: bool, reference: Reference, *, ends_list: bool = False) -> str:
    style, spans, own = block.style, block.spans, block.language or language
    ruled = style in RULED_STYLES
    rtl = rtl if block.language is None else runs_from_the_right(block.text)
    if style == "signature" and len(spans) == 1 and not (spans[0].bold or spans[0].italic):
        before, after = around_line(style, own, rtl, runs_from_the_right(spans[0].text), reference)
        return before + escaped(spans[0].text, ruled=ruled) + after
    if mark := tabbed_mark(block):
        spans = (Span(mark), *spans)
    runs = "".join(letter_runs(span, own, rtl, ruled, reference) for span in spans)
    gap = f'<w:spacing w:after="{round(reference.after_list * 20)}"/>' if ends_list else ""
    return letter_paragraph(reference.style_ids[block.style], runs, rtl, spacing=gap)


def _signatures(table: Table, letter: Letter, reference: Reference) -> str:
    from appealgen.renderers.docx.paragraphs import Setting
    from appealgen.renderers.docx.tables import docx_table

    _, right, _, left = reference.margins_mm
    by = Setting(letter.language, letter.right_to_left, reference)
    return docx_table(table, by, letter.paper.width - left - right)
