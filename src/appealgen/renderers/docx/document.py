"""Letter, Envelope, Labels, Sheet → DOCX: one section for each page or letter, every word in a named style.

Element order is that of ECMA-376 part 1, 17.3–17.6.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from appealgen.language.scripts import between_marks, runs_from_the_right
from appealgen.model.document import RULED, Block, Envelope, Labels, Letter, Sheet, Span, Table, ends_of_lists
from appealgen.model.stationery import Box, LetterLayout
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.paragraphs import escaped, fonts, item_mark, proofing, words
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.shapes import line, outline, turned_text, with_shape_ids
from appealgen.renderers.metrics import NATURAL_LEADING
from appealgen.renderers.placement import Placed, envelope_boxes, label_boxes, window_boxes

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {_NAMESPACES}><w:body>'
_TAIL = "</w:body></w:document>"
_RULED_STYLES = ("fill-in", "signature")
_OWN_BOXES = ("sender", "window-return", "envelope-return")
_STYLE_RULE = 5103
"""Twentieths of a point: where the bundled Fill-in Line ends its rule."""
_UNDETERMINED = "und"
"""BCP 47: labels of many languages on one sheet."""
_AT_THE_OTHER_SIDE = '<w:jc w:val="right"/>'
"""At the right; of a paragraph that is read from the right, at the left (ECMA-376 part 4, 14.11.2)."""
"""In a paragraph that runs from the right, `right` is where its lines end: the left (17.18.44)."""
_EDGE = 5.0
"""mm; margins of a page that has only boxes: what every printer can reach."""
_HAIR = 20
"""Twentieths of a point: the height of a paragraph that only holds frames and marks."""
_MARK_X, _FOLD_MARK, _PUNCH_MARK = 3.5, 4.0, 2.0
"""mm; from the left edge, and the lengths of the marks (KOMA-Script, japanlco)."""


Document = Letter | Envelope | Labels | Sheet


class _Section(NamedTuple):
    """The paragraphs of a section, whole ones in every piece, and the inside of its `w:sectPr`."""

    pieces: tuple[opc.Piece, ...]
    properties: str
    has_shapes: bool = False


class _Body:
    """The sections of a document, one after the other, as they come.

    The last section's properties end the body, those of all others stand in their last paragraph (17.6.18): so each
    section waits for the next.
    """

    def __init__(self) -> None:
        self._waiting: _Section | None = None
        self._shapes = 0

    def add(self, section: _Section) -> tuple[opc.Piece, ...]:
        """The pieces that can be written now that there is one more section."""
        before, self._waiting = self._waiting, self._numbered(section)
        return _closed(before) if before else (opc.shared(_HEAD),)

    def end(self) -> tuple[opc.Piece, ...]:
        """The last pieces."""
        assert self._waiting is not None, "a document has a section"
        return (*self._waiting.pieces, f"<w:sectPr>{self._waiting.properties}</w:sectPr>{_TAIL}")

    def _numbered(self, section: _Section) -> _Section:
        """The section with its shapes counted on from those before it."""
        if not section.has_shapes:
            return section
        pieces = list(section.pieces)
        for index, piece in enumerate(pieces):
            if isinstance(piece, str):
                pieces[index], self._shapes = with_shape_ids(piece, self._shapes)
        return section._replace(pieces=tuple(pieces))


def render_docx(documents: Sequence[Document], reference: Reference) -> bytes:
    """The bytes of a Word document with the looks of the reference document: each letter starts a page of its own."""
    body, pieces = _Body(), list[opc.Piece]()
    for section in (section for document in documents for section in _sections(document, reference)):
        pieces += body.add(section)
    return opc.finish(reference.package, reference.document_part, [*pieces, *body.end()])


class DocxFile:
    """One Word document that is written as its letters come, so that thousands need no more memory than one."""

    def __init__(self, stream: BinaryIO, reference: Reference, *, duplex: bool = False) -> None:
        """Begin; with `duplex` every letter starts on the front of a sheet."""
        self._package = opc.GrowingPackage(stream, reference.package, reference.document_part)
        self._body, self._reference, self._duplex = _Body(), reference, duplex

    def add(self, document: Document) -> None:
        """Put one more document into it."""
        for section in _sections(document, self._reference):
            made = section._replace(properties=_on_odd_page(section.properties)) if self._duplex else section
            self._package.add(self._body.add(made))

    def finish(self) -> None:
        """End it; there must be a document in it."""
        self._package.add(self._body.end())
        self._package.finish()


@lru_cache(maxsize=32)
def _on_odd_page(properties: str) -> str:
    """A section that starts on an odd page: the word processor leaves the back before it empty (17.18.77)."""
    return properties.replace("<w:pgSz", '<w:type w:val="oddPage"/><w:pgSz', 1)


def _closed(section: _Section) -> tuple[opc.Piece, ...]:
    *others, last = section.pieces
    made = (
        _with_properties(last, section.properties) if isinstance(last, str) else _shared_end(last, section.properties)
    )
    return (*others, made)


def _with_properties(paragraphs: str, properties: str) -> str:
    head, end, tail = paragraphs.rpartition("</w:pPr>")
    return f"{head}<w:sectPr>{properties}</w:sectPr>{end}{tail}"


@lru_cache(maxsize=256)
def _shared_end(piece: opc.Shared, properties: str) -> opc.Shared:
    return opc.shared(_with_properties(piece.data.decode(), properties))


def _sections(document: Document, reference: Reference) -> Iterator[_Section]:
    if isinstance(document, Letter):
        yield _letter(document, reference)
    elif isinstance(document, Sheet):
        yield _sheet(document, reference)
    elif isinstance(document, Envelope):
        yield from _envelope(document, reference)
    else:
        yield from _labels(document, reference)


def _letter(letter: Letter, reference: Reference) -> _Section:
    """The head, the signature, and in between what letters share: the recipient and nearly all paragraphs."""
    rtl, language = letter.right_to_left, letter.language
    page = _page(letter.paper.width, letter.paper.height, reference.headers, reference.margins)
    head = _plain_head(letter, reference) if letter.layout is None else _window_head(letter, letter.layout, reference)
    opening, signature, ending = letter.around_signature
    pieces: list[opc.Piece] = [*head, _blocks(opening, language, rtl, reference)]
    pieces += [_block(block, language, rtl, reference) for block in signature]
    pieces += [_blocks(ending, language, rtl, reference)] if ending else []
    if letter.signatures is not None:
        pieces.append(_signatures(letter.signatures, letter, reference))
    return _Section(tuple(pieces), page, has_shapes=letter.layout is not None)


def _signatures(table: Table, letter: Letter, reference: Reference) -> str:
    from appealgen.renderers.docx.paragraphs import Setting
    from appealgen.renderers.docx.tables import docx_table

    _, right, _, left = reference.margins_mm
    by = Setting(letter.language, letter.right_to_left, reference)
    return docx_table(table, by, letter.paper.width - left - right)


def _sheet(sheet: Sheet, reference: Reference) -> _Section:
    from appealgen.renderers.docx.sheets import docx_pieces

    page = _page(sheet.paper.width, sheet.paper.height, reference.headers, reference.margins)
    return _Section(docx_pieces(sheet, reference), page)


def _plain_head(letter: Letter, reference: Reference) -> tuple[opc.Piece, ...]:
    rtl, language = letter.right_to_left, letter.language
    before, after = _around_line("sender", language, rtl, False, reference)
    sender = [
        before + escaped(line) + after
        if line.isascii() and RULED not in line
        else _line("fill-in" if RULED in line else "sender", line, language, rtl, reference)
        for line in letter.sender
    ]
    date = _paragraph(reference.style_ids["date"], _runs(Span(letter.date_line), language, rtl, False, reference), rtl)
    return "".join(sender), _lines("recipient", letter.recipient.printed, language, rtl, reference), date


def _window_head(letter: Letter, layout: LetterLayout, reference: Reference) -> tuple[opc.Piece, ...]:
    """Sender, return line and address in their places; the date line where the body begins, with the marks."""
    boxes = tuple(_box(placed, letter.language, reference) for placed in window_boxes(letter, reference))
    before = max(_twips(layout.body - reference.margins_mm[0]) - _HAIR, 0)
    run = _runs(Span(letter.date_line), letter.language, letter.right_to_left, False, reference)
    bidi = "<w:bidi/>" if letter.right_to_left else ""
    # Frames belong to the paragraph after them: LibreOffice counts their x from the right if that runs from the right.
    holder = f'<w:spacing w:before="{before}" w:after="0" w:line="{_HAIR}" w:lineRule="exact"/>'
    return (
        *boxes,
        f'<w:p><w:pPr><w:pStyle w:val="{reference.style_ids["envelope-return"]}"/>{holder}</w:pPr>'
        f'{_marks(layout)}</w:p><w:p><w:pPr><w:pStyle w:val="{reference.style_ids["date"]}"/>{bidi}'
        f'<w:spacing w:before="0"/></w:pPr>{run}</w:p>',
    )


def _box(placed: Placed, language: str, reference: Reference) -> opc.Piece:
    """A box on the page: what is not the sender's own is on other letters, too."""
    made = _framed if placed.style in _OWN_BOXES else _shared_box
    return made(placed, language, reference)


@lru_cache(maxsize=1024)
def _shared_box(placed: Placed, language: str, reference: Reference) -> opc.Shared:
    return opc.shared(_framed(placed, language, reference))


@lru_cache(maxsize=32)
def _marks(layout: LetterLayout) -> str:
    """Fold marks, and a shorter one to punch by, at the left edge of the sheet."""
    folds = [line(number, _MARK_X, height, _FOLD_MARK) for number, height in enumerate(layout.folds, 1)]
    punch = [line(len(folds) + 1, _MARK_X, layout.punch, _PUNCH_MARK)] if layout.punch else []
    return "".join([*folds, *punch])


@lru_cache(maxsize=64)
def _page(width: float, height: float, references: str, margins: str, orient: str = "") -> str:
    return f'{references}<w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}"{orient}/>{margins}'


@lru_cache(maxsize=512)
def _blocks(blocks: tuple[Block, ...], language: str, rtl: bool, reference: Reference) -> opc.Shared:
    ends = ends_of_lists(blocks)
    return opc.shared(
        "".join(_block(block, language, rtl, reference, ends_list=end) for block, end in zip(blocks, ends, strict=True))
    )


def _block(block: Block, language: str, rtl: bool, reference: Reference, *, ends_list: bool = False) -> str:
    style, spans, own = block.style, block.spans, block.language or language
    ruled = style in _RULED_STYLES
    rtl = rtl if block.language is None else runs_from_the_right(block.text)
    if style == "signature" and len(spans) == 1 and not (spans[0].bold or spans[0].italic):
        before, after = _around_line(style, own, rtl, runs_from_the_right(spans[0].text), reference)
        return before + escaped(spans[0].text, ruled=ruled) + after
    if mark := item_mark(block):
        spans = (Span(mark), *spans)
    runs = "".join(_runs(span, own, rtl, ruled, reference) for span in spans)
    gap = f'<w:spacing w:after="{round(reference.after_list * 20)}"/>' if ends_list else ""
    return _paragraph(reference.style_ids[block.style], runs, rtl, spacing=gap)


def _runs(span: Span, language: str, rtl: bool, ruled: bool, reference: Reference) -> str:
    """The runs of a span: in a paragraph from the right, what is read from the left is a run of its own."""
    if not rtl:
        return _run(span, language, rtl, ruled, reference)
    pieces = between_marks(span.text)
    return "".join(
        _run(span._replace(text=text), "" if left else language, not left, ruled, reference) for text, left in pieces
    )


@lru_cache(maxsize=512)
def _lines(style: str, lines: tuple[str, ...], language: str, rtl: bool, reference: Reference) -> opc.Shared:
    return opc.shared("".join(_line(style, line, language, rtl, reference) for line in lines))


def _line(style: str, line: str, language: str, rtl: bool, reference: Reference) -> str:
    before, after = _around_line(style, language, rtl, runs_from_the_right(line), reference)
    return before + escaped(line, ruled=style in _RULED_STYLES) + after


@lru_cache(maxsize=512)
def _around_line(style: str, language: str, rtl: bool, line_rtl: bool, reference: Reference) -> tuple[str, str]:
    """The XML before and behind the words of a line of the head.

    One that runs in the other direction than its letter stands where the others stand.
    """
    run = _run(Span("\0"), language if line_rtl == rtl else "", line_rtl, False, reference)
    align = _AT_THE_OTHER_SIDE if line_rtl != rtl else ""
    before, _, after = _paragraph(reference.style_ids[style], run, line_rtl, align=align).partition("\0")
    return before, after


def _paragraph(style_id: str, runs: str, rtl: bool, frame: str = "", spacing: str = "", align: str = "") -> str:
    bidi = "<w:bidi/>" if rtl else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{frame}{bidi}{spacing}{align}</w:pPr>{runs}</w:p>'


def _run(span: Span, language: str, rtl: bool, ruled: bool, reference: Reference, size: str = "") -> str:
    faces = [key for key, on in (("bold", span.bold), ("italic", span.italic)) if on]
    # A run has one character style; where both faces are wanted the second is set by hand.
    style = f'<w:rStyle w:val="{reference.style_ids[faces[0]]}"/>' if faces else ""
    both = "<w:i/><w:iCs/>" if len(faces) == 2 else ""
    direction = "<w:rtl/>" if rtl else ""
    spelling = proofing(language, rtl) if language else ""
    properties = f"{style}{fonts(language, reference)}{both}{size}{direction}{spelling}"
    return f"<w:r><w:rPr>{properties}</w:rPr>{words(span.text, ruled=ruled)}</w:r>"


def _envelope(envelope: Envelope, reference: Reference) -> Iterator[_Section]:
    """The front; and a second page for the back where the return address belongs there."""
    form = envelope.format
    rotated = envelope.feed == "rotated"
    width, height = (form.height, form.width) if rotated else (form.width, form.height)
    page = _page(width, height, "", _edges(), "" if rotated else ' w:orient="landscape"')
    for side in envelope_boxes(envelope, reference):
        if rotated:
            turned = "".join(
                _turned(number, placed, form.height, envelope.language, reference)
                for number, placed in enumerate(side, 1)
            )
            yield _Section((_end(reference, turned) + _end(reference),), page, has_shapes=True)
        else:
            boxes = tuple(_box(placed, envelope.language, reference) for placed in side)
            yield _Section((*boxes, _end(reference)), page)


def _labels(labels: Labels, reference: Reference) -> Iterator[_Section]:
    """A section for each sheet."""
    paper = labels.sheet.paper
    page = _page(paper.width, paper.height, "", _edges())
    for sheet in label_boxes(labels, reference):
        boxes = "".join(_framed(placed, _UNDETERMINED, reference) for _, placed in sheet)
        frames = "".join(outline(number, cell) for number, (cell, _) in enumerate(sheet, 1)) if labels.frames else ""
        yield _Section((boxes + _end(reference, frames),), page, has_shapes=labels.frames)


def _edges() -> str:
    edge = _twips(_EDGE)
    sides = f'w:top="{edge}" w:right="{edge}" w:bottom="{edge}" w:left="{edge}"'
    return f'<w:pgMar {sides} w:header="0" w:footer="0" w:gutter="0"/>'


def _end(reference: Reference, shapes: str = "") -> str:
    """A paragraph without text, after frames or to hold shapes."""
    return f'<w:p><w:pPr><w:pStyle w:val="{reference.style_ids["envelope-return"]}"/></w:pPr>{shapes}</w:p>'


def _framed(placed: Placed, language: str, reference: Reference) -> str:
    """Lines in a frame at a place on the page: neighbours with the same frame share it (17.3.1.11)."""
    box = placed.box
    frame = (
        f'<w:framePr w:w="{_twips(box.width)}" w:h="{_twips(box.height)}" w:hRule="atLeast" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:x="{_twips(box.x)}" w:y="{_twips(box.y)}"/>'
    )
    return _boxed(placed, language, reference, frame)


def _turned(number: int, placed: Placed, height: float, language: str, reference: Reference) -> str:
    """Lines in a text box, turned clockwise: for an envelope that the printer takes upright.

    `height` is that of the envelope held landscape; a point (x, y) of it comes to lie at (height - y, x). Not a table
    turned likewise: LibreOffice 7.4 heeds its place only in the last section and on the upper half of the page.
    """
    box = placed.box
    place = Box(height - box.bottom, box.x, box.height, box.width)
    return turned_text(number, place, _boxed(placed, language, reference, ""))


def _boxed(placed: Placed, language: str, reference: Reference, frame: str) -> str:
    """The paragraphs of a box: exact line heights, so that as many lines as were counted have room."""
    height = round(placed.leading * 20)
    size = f'<w:sz w:val="{round(placed.size * 2)}"/><w:szCs w:val="{round(placed.size * 2)}"/>'
    paragraphs = []
    for text, rtl in zip(placed.lines, placed.right_to_left, strict=True):
        if RULED in text:
            run = _run(Span(text), language, False, True, reference)
            rule = _rule_across(placed.box) + _above_rule(placed, reference)
            paragraphs.append(_paragraph(reference.style_ids["fill-in"], run, False, frame + rule))
            continue
        # What runs from the right still stands at the left: machines read the left edge of an address.
        bidi, left = ("<w:bidi/>", _AT_THE_OTHER_SIDE) if rtl else ("", "")
        spacing = f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>'
        style = f'<w:pStyle w:val="{reference.style_ids[placed.style]}"/>'
        run = _run(Span(text), language, rtl, False, reference, size)
        paragraphs.append(f"<w:p><w:pPr>{style}{frame}{bidi}{spacing}{left}</w:pPr>{run}</w:p>")
    return "".join(paragraphs)


def _rule_across(box: Box) -> str:
    """A tab stop at the right edge of a box narrower than the style's own rule, which is for letters."""
    edge = _twips(box.width)
    if edge >= _STYLE_RULE:
        return ""
    clear = f'<w:tab w:val="clear" w:pos="{_STYLE_RULE}"/>'
    return f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{edge}"/>{clear}</w:tabs>'


def _above_rule(placed: Placed, reference: Reference) -> str:
    """As much room to write in as the box has for each line, up to what a letter has."""
    # Not an exact height: LibreOffice 7.4 does not heed that of a line with a rule.
    size, before, _ = reference.measures["fill-in"]
    room = _twips(placed.box.height) // len(placed.lines) - round(size * NATURAL_LEADING * 20)
    return f'<w:spacing w:before="{max(min(room, round(before * 20)), 0)}" w:after="0"/>'


def _twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)
