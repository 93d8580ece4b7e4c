"""Letter → section of a Word document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import repeat

from appealgen.language.locales import has_italics
from appealgen.language.scripts import direction_of, runs_from_the_right
from appealgen.model.document import Block, Letter, Span, Table, ends_of_lists
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.paragraphs import (
    RULE_ENDS,
    RULED_STYLES,
    LinePlace,
    Setting,
    head_lines,
    letter_line,
    letter_runs,
    paragraph,
    shared_lines,
    sheet_paragraph,
    spacing,
    tabbed_mark,
    twips,
)
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.sections import DocxSection, page_properties
from appealgen.renderers.leading import leading
from appealgen.renderers.placement import above_signature, plain_head, reference_of

_NEW_PAGE = "<w:pageBreakBefore/>"
_KEPT, _KEPT_WITH = "<w:keepNext/>", (("closing", "closing"), ("closing", "signature"))
"""Keeps a paragraph on the page of the next one, as a close with the signature."""


def letter_section(letter: Letter, reference: Reference) -> DocxSection:
    """Head, signature, and the parts that letters share: the recipient and nearly all paragraphs."""
    reference = reference_of(letter, reference)
    by = Setting(letter.language, letter.right_to_left, reference)
    headers = reference.headers_on(letter.date)
    margins = reference.margins
    if letter.one_page and letter.signatures is None:
        margins = reference.one_page or margins
    if letter.layout is None:
        head = _plain_head(letter, by)
    else:
        from appealgen.renderers.docx.windows import window_head, window_margins

        date = _date_line(letter.date_line, by, LinePlace(above=0))
        margins, head = (
            window_margins(letter.layout, margins, reference),
            [*window_head(letter, letter.layout, by), date],
        )
    page = page_properties(letter.paper.width, letter.paper.height, headers, margins)
    opening, signature, ending = letter.around_signature
    above = above_signature(letter, reference)
    pieces: list[opc.Piece] = [*head, _blocks(opening, by), *(_block(block, by, above=above) for block in signature)]
    pieces += _signatures(letter, letter.signatures, by) if letter.signatures else []
    pieces += [_blocks(ending, by)] if ending else []
    if letter.letter_mark:
        pieces.append(letter_line("letter-mark", letter.letter_mark, Setting("", False, reference)))
    return DocxSection(tuple(pieces), page)


def _signatures(letter: Letter, table: Table, by: Setting) -> Iterator[str]:
    """The table in which others sign; each page that it continues on names the letter."""
    from appealgen.renderers.docx.tables import docx_table
    from appealgen.renderers.pagination import rows_on_pages

    _, right, _, left = by.reference.margins_mm
    begin = 0
    for page, count in enumerate(rows_on_pages(letter, table, by.reference)):
        if page:
            yield sheet_paragraph("table-caption", (Span(letter.name),), by, before=_NEW_PAGE)
        if count:
            part = table._replace(rows=table.rows[begin : begin + count], caption="" if begin else table.caption)
            yield docx_table(part, by, letter.paper.width - left - right)
        begin += count


def _plain_head(letter: Letter, by: Setting) -> list[opc.Piece]:
    """The sender, the recipient and the date, in the order and at the places of the letter's language."""
    _, right, _, left = by.reference.margins_mm
    edge = twips(letter.paper.width - left - right) - 1
    pieces: list[opc.Piece] = []
    for block in plain_head(letter, by.reference):
        place = LinePlace("alone", twips(block.left), edge if block.left else RULE_ENDS, block.before, block.after)
        if block.part == "date":
            pieces.append(_date_line(letter.date_line, by, place))
        else:
            lines = head_lines if block.part == "sender" else shared_lines
            pieces.append(lines(block.part, block.lines, by, place))
    return pieces


@lru_cache(maxsize=64)
def _date_line(date_line: str, by: Setting, place: LinePlace) -> str:
    """The date line."""
    multiple = leading(date_line, by.language) * by.reference.scale(by.language)
    own = spacing(by.reference.line_height("date", multiple), before=place.above, after=place.below)
    indent = f'<w:ind w:left="{place.left}"/>' if place.left else ""
    return paragraph("date", letter_runs(Span(date_line), "date", by), by, spacing=own, align=indent)


@lru_cache(maxsize=512)
def _blocks(blocks: tuple[Block, ...], by: Setting) -> opc.Shared:
    ends = ends_of_lists(blocks)
    followed = [*(block.style for block in blocks[1:]), "signature"]
    kept = [_KEPT if pair in _KEPT_WITH else "" for pair in zip((b.style for b in blocks), followed, strict=False)]
    return opc.shared("".join(map(_block, blocks, repeat(by), ends, kept)))


def _block(block: Block, by: Setting, ends_list: bool = False, extra: str = "", above: float | None = None) -> str:
    """A paragraph; `extra` keeps it on the page of the next one, `above` is the space above a signature."""
    if block.language is not None:
        by = Setting(block.language, runs_from_the_right(block.text), by.reference)
    elif block.style != "signature":  # it is aligned with the head
        by = by.of(direction_of(block.text, by.right_to_left))
    if block.style == "signature" and len(block.spans) == 1 and not (block.spans[0].bold or block.spans[0].italic):
        return letter_line(block.style, block.text, by, LinePlace(above=above))
    mark = tabbed_mark(block)
    spans = (Span(mark), *block.spans) if mark else block.spans
    ruled, upright = (
        block.style in RULED_STYLES,
        block.style in ("note", "note-heading") and bool(by.language) and not has_italics(by.language),
    )
    runs = "".join(letter_runs(span, block.style, by, ruled=ruled, upright=upright) for span in spans)
    multiple = leading(block.text, by.language) * by.reference.scale(by.language)
    height = by.reference.line_height(block.style, multiple)
    own = spacing(height, after=by.reference.after_list if ends_list else None)
    return paragraph(block.style, runs, by, before=extra, spacing=own)
