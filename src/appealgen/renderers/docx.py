"""Letter, Envelope → DOCX. Every word stands in a named style; element order is that of ECMA-376 part 1, 17.3–17.6."""

from __future__ import annotations

from functools import lru_cache

from appealgen.document import RULED, Block, Box, Envelope, Letter, Span
from appealgen.renderers import opc
from appealgen.renderers.reference import Reference

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {_NAMESPACES}><w:body>'
_TAIL = "</w:body></w:document>"
_INLINE_RULE = "_" * 24
_RULED_STYLES = ("fill-in", "signature")
_STYLE_RULE = 5103
"""Twentieths of a point: where the bundled Fill-in Line ends its rule."""
_EAST_ASIAN = ("zh", "ja", "ko")
_ENVELOPE_MARGIN = 5.0
"""mm; what every printer can reach."""


def render_docx(document: Letter | Envelope, reference: Reference) -> bytes:
    """The bytes of a Word document with the looks of the reference document."""
    body = _letter(document, reference) if isinstance(document, Letter) else _envelope(document, reference)
    return opc.finish(reference.package, reference.document_part, f"{_HEAD}{body}{_TAIL}".encode())


def _letter(letter: Letter, reference: Reference) -> str:
    rtl, language = letter.right_to_left, letter.language
    lines = [("fill-in" if RULED in line else "sender", line) for line in letter.sender]
    lines += [("recipient", line) for line in letter.recipient.printed]
    lines.append(("date", letter.date_line))
    head = "".join(_line(style, line, language, rtl, reference) for style, line in lines)
    blocks = "".join(_block(block, number, language, rtl, reference) for block, number in _numbered(letter.blocks))
    return head + blocks + _section(letter.paper.width, letter.paper.height, reference.headers, reference.margins)


def _numbered(blocks: tuple[Block, ...]) -> list[tuple[Block, int]]:
    """Each block with its place in the list of numbers that it belongs to, from 1."""
    numbered, count = [], 0
    for block in blocks:
        count = count + 1 if block.style == "number" else 0
        numbered.append((block, count))
    return numbered


def _section(width: float, height: float, references: str, margins: str, orient: str = "") -> str:
    page = f'<w:pgSz w:w="{_twips(width)}" w:h="{_twips(height)}"{orient}/>'
    return f"<w:sectPr>{references}{page}{margins}</w:sectPr>"


@lru_cache(maxsize=4096)
def _block(block: Block, number: int, language: str, rtl: bool, reference: Reference) -> str:
    """A paragraph. Cached: the letters of a batch share nearly all of them."""
    marks = {"bullet": "•\t", "number": f"{number}.\t"}
    spans = (Span(marks[block.style]), *block.spans) if block.style in marks else block.spans
    ruled = block.style in _RULED_STYLES
    own = block.language or language
    runs = "".join(_run(span, own, rtl, ruled, reference) for span in spans)
    return _paragraph(reference.style_ids[block.style], runs, rtl)


@lru_cache(maxsize=4096)
def _line(style: str, line: str, language: str, rtl: bool, reference: Reference) -> str:
    run = _run(Span(line), language, rtl, style in _RULED_STYLES, reference)
    return _paragraph(reference.style_ids[style], run, rtl)


def _paragraph(style_id: str, runs: str, rtl: bool, frame: str = "") -> str:
    bidi = "<w:bidi/>" if rtl else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{frame}{bidi}</w:pPr>{runs}</w:p>'


def _run(span: Span, language: str, rtl: bool, ruled: bool, reference: Reference) -> str:
    faces = [key for key, on in (("bold", span.bold), ("italic", span.italic)) if on]
    # A run has one character style; where both faces are wanted the second is set by hand.
    style = f'<w:rStyle w:val="{reference.style_ids[faces[0]]}"/>' if faces else ""
    both = "<w:i/><w:iCs/>" if len(faces) == 2 else ""
    direction = "<w:rtl/>" if rtl else ""
    return f"<w:r><w:rPr>{style}{both}{direction}{_language(language, rtl)}</w:rPr>{_text(span.text, ruled)}</w:r>"


def _language(language: str, rtl: bool) -> str:
    """The spelling checker's tag: complex scripts and East Asian text have attributes of their own (17.3.2.20)."""
    attribute = "bidi" if rtl else "eastAsia" if language.split("-", maxsplit=1)[0] in _EAST_ASIAN else "val"
    return f'<w:lang w:{attribute}="{language}"/>'


def _text(text: str, ruled: bool) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    xml = f'<w:t xml:space="preserve">{safe}</w:t>'
    for char, element in (
        ("\n", "<w:br/>"),
        ("\t", "<w:tab/>"),
        (RULED, "<w:tab/>" if ruled else None),
    ):
        if char in xml:
            between = f'</w:t>{element}<w:t xml:space="preserve">' if element else _INLINE_RULE
            xml = xml.replace(char, between)
    return xml


def _envelope(envelope: Envelope, reference: Reference) -> str:
    form = envelope.format
    address = _framed("envelope-address", envelope.recipient.printed, form.address, envelope.language, reference)
    sender = _framed("envelope-return", envelope.sender, form.sender, envelope.language, reference)
    end = f'<w:p><w:pPr><w:pStyle w:val="{reference.style_ids["envelope-return"]}"/></w:pPr></w:p>'
    edge = _twips(_ENVELOPE_MARGIN)
    margins = f'<w:pgMar w:top="{edge}" w:right="{edge}" w:bottom="{edge}" w:left="{edge}" '
    margins += 'w:header="0" w:footer="0" w:gutter="0"/>'
    return sender + address + end + _section(form.width, form.height, "", margins, ' w:orient="landscape"')


def _framed(style: str, lines: tuple[str, ...], box: Box, language: str, reference: Reference) -> str:
    """Lines in a frame at a place on the page: neighbours with the same frame share it (17.3.1.11)."""
    frame = (
        f'<w:framePr w:w="{_twips(box.width)}" w:h="{_twips(box.height)}" w:hRule="atLeast" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:x="{_twips(box.x)}" w:y="{_twips(box.y)}"/>'
    )
    paragraphs = []
    for line in lines:
        named = "fill-in" if RULED in line else style
        run = _run(Span(line), language, False, named == "fill-in", reference)
        rule = _rule_across(box) if named == "fill-in" else ""
        paragraphs.append(_paragraph(reference.style_ids[named], run, False, frame + rule))
    return "".join(paragraphs)


def _rule_across(box: Box) -> str:
    """A tab stop at the right edge of a box narrower than the style's own rule, which is for letters."""
    edge = _twips(box.width)
    if edge >= _STYLE_RULE:
        return ""
    clear = f'<w:tab w:val="clear" w:pos="{_STYLE_RULE}"/>'
    return f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="{edge}"/>{clear}</w:tabs>'


def _twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)
