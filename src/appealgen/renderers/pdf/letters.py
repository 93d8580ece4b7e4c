"""Letter → pages of a PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from appealgen.language.scripts import direction_of, runs_from_the_right
from appealgen.model.document import LIST_ITEMS, RULED, Block, Letter, Span, Table, ends_of_lists
from appealgen.renderers.docx.paragraphs import RULED_STYLES, LineKind, Setting, kind_of
from appealgen.renderers.docx.reference import LOWEST, Reference
from appealgen.renderers.leading import leading
from appealgen.renderers.metrics import HAIRLINE, POINTS_PER_MM
from appealgen.renderers.pdf.letterhead import with_letterhead
from appealgen.renderers.pdf.pages import (
    KEPT,
    RULE_MM,
    Align,
    Look,
    Page,
    Paragraph,
    Part,
    Run,
    Space,
    Words,
    listing,
    look,
    runs,
)
from appealgen.renderers.pdf.placed import placed_lines
from appealgen.renderers.placement import (
    HeadBlock,
    Polyline,
    above_signature,
    fold_marks,
    plain_head,
    reference_of,
    window_boxes,
    window_top,
)


def letter_page(letter: Letter, reference: Reference) -> Page:
    """Head, paragraphs, and the table in which others sign."""
    reference = reference_of(letter, reference)
    top, right, bottom, left = reference.margins_mm
    if letter.one_page and letter.signatures is None and reference.one_page:
        bottom = LOWEST
    parts: list[Part] = []
    lines: tuple[Polyline, ...] = ()
    if letter.layout is None:
        head = list(_plain_head(letter, reference))
        parts += [Space(head[0].before / POINTS_PER_MM), *head]
    else:
        top = window_top(letter.layout, reference)
        parts += [placed_lines(box, letter.language, reference) for box in window_boxes(letter, reference)]
        date = HeadBlock("date", (letter.date_line,), 0, before=0)
        parts += [Space(letter.layout.body - top), *_head_lines(date, letter, reference)]
        lines = tuple(fold_marks(letter.layout))
    opening, signature, ending = letter.around_signature
    by = Setting(letter.language, letter.right_to_left, reference)
    parts += (*_shared_blocks(opening, by), *_signature(letter, signature, by))
    if letter.signatures is not None:
        parts += _signatures(letter, letter.signatures, reference)
    parts += _shared_blocks(ending, by)
    if letter.letter_mark:
        parts.append(_mark(letter.letter_mark, reference))
    page = Page(letter.paper.width, letter.paper.height, top, right, bottom, left, tuple(parts), lines)
    return with_letterhead(page, letter, reference) if reference.style else page


def _plain_head(letter: Letter, reference: Reference) -> Iterator[Paragraph]:
    for block in plain_head(letter, reference):
        yield from _head_lines(block, letter, reference)


def _head_lines(block: HeadBlock, letter: Letter, reference: Reference) -> Iterator[Paragraph]:
    """Lines in sequence, with space before the first and after the last; one to write on is a style of its own."""
    lines: list[Paragraph] = []
    by = Setting(letter.language, letter.right_to_left, reference)
    _, right, _, left = reference.margins_mm
    edge = letter.paper.width - left - right if block.left else RULE_MM
    last, below_rule = len(block.lines) - 1, False
    for number, text in enumerate(block.lines):
        style = "fill-in" if RULED in text else block.part
        measure, ruled = reference.measures[style], style == "fill-in"
        before = reference.measures["fill-in"].before if below_rule and not ruled else measure.before
        before = before if ruled or not number or below_rule else 0
        after = measure.after if ruled or number == last else 0
        if not number and block.before is not None:
            before = block.before
        if number == last and block.after is not None:
            after = block.after
        own = _line_look(style, text, by)
        lines.append(Paragraph(runs((Span(text),)), own, before, after, edge if ruled else 0, block.left))
        below_rule = ruled
    return _joined(lines)


def _joined(lines: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Lines of one look without space between them are one paragraph."""
    pending: Paragraph | None = None
    for line in lines:
        if pending and line.look == pending.look and not (line.rule_mm or pending.after or line.before):
            spans = (*pending.spans, Run("\n"), *line.spans)
            pending = replace(pending, spans=spans, after=line.after)
            continue
        if pending:
            yield pending
        pending = line
    if pending:
        yield pending


def _line_look(style: str, text: str, by: Setting) -> Look:
    """A line in the other direction than its letter is aligned like the other lines."""
    kind = kind_of(text, by.language)
    if style == "date":
        kind = LineKind(by.right_to_left, leading(text, by.language), by.language)
    align: Align = "right" if by.right_to_left else "left"
    own = Setting(kind.language, kind.from_the_right, by.reference)
    return replace(_scaled_look(style, text, own, kind.multiple), align=align)


def _scaled_look(style: str, text: str, by: Setting, multiple: float) -> Look:
    """The look of words of a letter, larger in a language whose type looks smaller than Latin type, as in the DOCX."""
    scale = by.reference.scale(by.language)
    found = look(
        style,
        text,
        by.reference,
        language=by.language,
        right_to_left=by.right_to_left,
        multiple=multiple * scale,
    )
    return replace(found, size=found.size * scale) if scale != 1 else found


def _signatures(letter: Letter, table: Table, reference: Reference) -> Iterator[Part]:
    """The table in which others sign; each page that it continues on names the letter."""
    from appealgen.renderers.pagination import rows_on_pages
    from appealgen.renderers.pdf.sheets import rows, sheet_paragraph

    _, right, _, left = reference.margins_mm
    begin, by = 0, Setting(letter.language, letter.right_to_left, reference)
    for page, count in enumerate(rows_on_pages(letter, table, reference)):
        if page:
            yield replace(sheet_paragraph("table-caption", (Span(letter.name),), by), new_page=True)
        if count:
            part = table._replace(rows=table.rows[begin : begin + count], caption="" if begin else table.caption)
            yield from rows(part, by, letter.paper.width - left - right)
        begin += count


@lru_cache(maxsize=512)
def _shared_blocks(blocks: tuple[Block, ...], by: Setting) -> tuple[Part, ...]:
    """Paragraphs that letters share."""
    return tuple(_blocks(blocks, by))


def _blocks(blocks: tuple[Block, ...], by: Setting) -> Iterator[Part]:
    items: list[Words] = []
    for block, ends in zip(blocks, ends_of_lists(blocks), strict=True):
        words = _words(block, by)
        if block.style not in LIST_ITEMS:
            yield _paragraph(block, words)
            continue
        items.append(words)
        if ends:
            yield listing(items, by.reference.after_list, by.reference.measures[block.style].indent)
            items = []


def _mark(letter_mark: str, reference: Reference) -> Paragraph:
    measure = reference.measures["letter-mark"]
    own = _line_look("letter-mark", letter_mark, Setting("", False, reference))
    return Paragraph((Run(letter_mark),), own, measure.before, measure.after)


def _signature(letter: Letter, blocks: tuple[Block, ...], by: Setting) -> Iterator[Part]:
    above = above_signature(letter, by.reference)
    for part in _blocks(blocks, by):
        yield part if above is None or not isinstance(part, Paragraph) else replace(part, before=above)


def _paragraph(block: Block, words: Words) -> Paragraph:
    return Paragraph(
        spans=words.spans,
        look=words.look,
        before=words.before,
        after=words.after,
        rule_mm=words.rule_mm,
        kept=block.style in KEPT,
        whole=block.style == "signature",
        hairline=HAIRLINE if block.style == "note-heading" else 0,
    )


def _words(block: Block, by: Setting) -> Words:
    reference = by.reference
    measure, ruled = reference.measures[block.style], block.style in RULED_STYLES
    if block.style == "signature" and block.language is None:
        found = _line_look(block.style, block.text, by)
    else:
        own = block.language or by.language
        from_the_right = (
            direction_of(block.text, by.right_to_left) if block.language is None else runs_from_the_right(block.text)
        )
        if block.language is None and from_the_right != by.right_to_left:
            own = ""
        setting = Setting(own, from_the_right, reference)
        found = _scaled_look(block.style, block.text, setting, leading(block.text, own))
    return Words(runs(block.spans), found, measure.before, measure.after, RULE_MM if ruled else 0, block.number)
