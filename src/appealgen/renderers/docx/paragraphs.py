"""Spans → a paragraph of WordprocessingML in a named style (ECMA-376 part 1, 17.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from appealgen.language.scripts import runs_from_the_right
from appealgen.model.document import BULLETED, RULED, Block, Span
from appealgen.renderers.docx.reference import Reference, bundled_reference

_INLINE_RULE = "_" * 24
_SPECIAL = re.compile(f"[&<>\n\t{RULED}]")
_BREAK, _TAB = (f'</w:t>{element}<w:t xml:space="preserve">' for element in ("<w:br/>", "<w:tab/>"))
_EAST_ASIAN = ("zh", "ja", "ko")
_HAIR = 20
"""Twentieths of a point: the height of a paragraph that only stands between tables or ends a section."""


class Setting(NamedTuple):
    """What the words of a document are set by: its language and direction, and whose styles."""

    language: str
    right_to_left: bool
    reference: Reference


def tabbed_mark(block: Block) -> str:
    """What stands before the words of an item of a list, with the tab behind it; nothing for other paragraphs."""
    return f"{block.number}.\t" if block.number else "•\t" if block.style in BULLETED else ""


def paragraph(style: str, spans: Sequence[Span], by: Setting, *, from_the_right: bool = False, align: str = "") -> str:
    """A paragraph in the style of a key of STYLES, from the right if it or its document is; `align` is a w:jc value.

    Words that run in the other direction than the document are marked so, and are in no language that is known.
    """
    bidi = "<w:bidi/>" if from_the_right or by.right_to_left else ""
    jc = f'<w:jc w:val="{align}"/>' if align else ""
    runs = "".join(_run(span, by) for span in spans if span.text)
    return f'<w:p><w:pPr><w:pStyle w:val="{by.reference.style_ids[style]}"/>{bidi}{jc}</w:pPr>{runs}</w:p>'


def hair(by: Setting) -> str:
    """A paragraph of next to no height: Word joins tables with nothing between them, and ends a section in one."""
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{_HAIR}" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{by.reference.style_ids["table-cell"]}"/>{spacing}</w:pPr></w:p>'


def _run(span: Span, by: Setting) -> str:
    own = runs_from_the_right(span.text)
    # A run has one character style; where both faces are wanted the second is set by hand.
    face = by.reference.style_ids["bold" if span.bold else "italic"] if span.bold or span.italic else ""
    style = f'<w:rStyle w:val="{face}"/>' if face else ""
    both = "<w:i/><w:iCs/>" if span.bold and span.italic else ""
    direction = "<w:rtl/>" if own else ""
    font = fonts(by.language, by.reference)
    tag = proofing(by.language, own) if own == by.right_to_left else ""
    return f"<w:r><w:rPr>{style}{font}{both}{direction}{tag}</w:rPr>{words(span.text)}</w:r>"


def proofing(language: str, right_to_left: bool) -> str:
    """The spelling checker's tag: complex scripts and East Asian text have attributes of their own (17.3.2.20)."""
    east_asian = language.split("-", maxsplit=1)[0] in _EAST_ASIAN
    return f'<w:lang w:{"bidi" if right_to_left else "eastAsia" if east_asian else "val"}="{language}"/>'


_FONTS = {
    "ja": 'w:eastAsia="Yu Gothic"',
    "ko": 'w:eastAsia="Malgun Gothic"',
    "zh-CN": 'w:eastAsia="SimSun"',
    "zh-TW": 'w:eastAsia="Microsoft JhengHei"',
    "hi": 'w:cs="Nirmala UI"',
    "ka": 'w:ascii="Sylfaen" w:hAnsi="Sylfaen"',
}
"""Fonts of every Windows 10 for scripts that Times New Roman and Arial lack (Microsoft, “Windows 10 font list”)."""


def fonts(language: str, reference: Reference) -> str:
    """The font of a language whose letters the bundled reference document's fonts lack; a user's own has its own."""
    named = _FONTS.get(language) or _FONTS.get(language.split("-", maxsplit=1)[0])
    return f"<w:rFonts {named}/>" if named and reference is bundled_reference() else ""


def words(text: str, *, ruled: bool = False) -> str:
    """Text in a run; `ruled` where the style has a tab stop that draws the rule to write on."""
    return f'<w:t xml:space="preserve">{escaped(text, ruled=ruled)}</w:t>'


def escaped(text: str, *, ruled: bool = False) -> str:
    """What stands between the tags of a `w:t`."""
    if _SPECIAL.search(text) is None:
        return text
    xml = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", _BREAK)
    return xml.replace("\t", _TAB).replace(RULED, _TAB if ruled else _INLINE_RULE)


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)
