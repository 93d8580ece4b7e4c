"""Spans → a paragraph of WordprocessingML in a named style (ECMA-376 part 1, 17.3)."""

from __future__ import annotations

from collections.abc import Sequence

from appealgen.document import RULED, Span
from appealgen.language.scripts import runs_from_the_right

_INLINE_RULE = "_" * 24
_EAST_ASIAN = ("zh", "ja", "ko")
_HAIR = 20
"""Twentieths of a point: the height of a paragraph that only stands between tables or ends a section."""


def paragraph(
    style_id: str, spans: Sequence[Span], language: str, *, right_to_left: bool, faces: tuple[str, str], align: str = ""
) -> str:
    """A paragraph; `faces` are the ids of the character styles for bold and for italic, `align` a w:jc value.

    Words that run from the right in a paragraph from the left are marked so, and are in no language that is known.
    """
    bidi = "<w:bidi/>" if right_to_left else ""
    jc = f'<w:jc w:val="{align}"/>' if align else ""
    runs = "".join(_run(span, language, right_to_left, faces) for span in spans if span.text)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{bidi}{jc}</w:pPr>{runs}</w:p>'


def hair(style_id: str) -> str:
    """A paragraph of next to no height: Word joins tables with nothing between them, and ends a section in one."""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{_HAIR}" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{spacing}</w:pPr></w:p>'


def _run(span: Span, language: str, right_to_left: bool, faces: tuple[str, str]) -> str:
    own = runs_from_the_right(span.text)
    # A run has one character style; where both faces are wanted the second is set by hand.
    style = f'<w:rStyle w:val="{faces[0] if span.bold else faces[1]}"/>' if span.bold or span.italic else ""
    both = "<w:i/><w:iCs/>" if span.bold and span.italic else ""
    direction = "<w:rtl/>" if own else ""
    tag = _language(language, own) if own == right_to_left else ""
    return f"<w:r><w:rPr>{style}{both}{direction}{tag}</w:rPr>{_text(span.text)}</w:r>"


def _language(language: str, right_to_left: bool) -> str:
    """The spelling checker's tag: complex scripts and East Asian text have attributes of their own (17.3.2.20)."""
    east_asian = language.split("-", maxsplit=1)[0] in _EAST_ASIAN
    return f'<w:lang w:{"bidi" if right_to_left else "eastAsia" if east_asian else "val"}="{language}"/>'


def _text(text: str) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace(RULED, _INLINE_RULE)
    broken = safe.replace("\n", _between("<w:br/>")).replace("\t", _between("<w:tab/>"))
    return f'<w:t xml:space="preserve">{broken}</w:t>'


def _between(element: str) -> str:
    return f'</w:t>{element}<w:t xml:space="preserve">'
