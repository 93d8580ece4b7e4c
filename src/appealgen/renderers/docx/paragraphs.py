"""Spans and lines → runs and paragraphs of WordprocessingML in named styles (ECMA-376 part 1, 17.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from appealgen.language.locales import script_of_language
from appealgen.language.scripts import between_marks, runs_from_the_right, script_of
from appealgen.language.typography import NO_BREAK_HYPHEN
from appealgen.model.document import BULLETED, RULED, Block, Span
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.fonts import fonts_of
from appealgen.renderers.leading import LATIN, leading

RULED_STYLES = ("fill-in", "signature")
RULE_ENDS = 5103
"""Twentieths of a point: where the bundled Fill-in Line ends its rule."""
AT_THE_OTHER_SIDE = '<w:jc w:val="right"/>'
"""Alignment to the end of the line: right; in a right-to-left paragraph, left (17.18.44; part 4, 14.11.2)."""
_INLINE_RULE = "_" * 24
_NUMBER = re.compile(r"([0-9]+(?:[.,:/][0-9]+)*)")
"""Digits and the marks between them that keep their order in a right-to-left text (UAX 9, W4)."""
_SPECIAL = re.compile(f"[&<>\n\t{NO_BREAK_HYPHEN}{RULED}]")
_BREAK, _TAB, _HYPHEN = (
    f'</w:t>{element}<w:t xml:space="preserve">' for element in ("<w:br/>", "<w:tab/>", "<w:noBreakHyphen/>")
)
_EAST_ASIAN = ("Hans", "Hant", "Jpan", "Kore")
"""Scripts for which Word uses the fonts and languages of East Asia."""
_TYPICAL = {
    "LATIN": (("Latn",), ""),
    "CYRILLIC": (("Cyrl",), ""),
    "GREEK": (("Grek",), ""),
    "ARMENIAN": (("Armn",), "hy-AM"),
    "GEORGIAN": (("Geor",), "ka-GE"),
    "HEBREW": (("Hebr",), "he-IL"),
    "ARABIC": (("Arab",), "ar-SA"),
    "DEVANAGARI": (("Deva",), "hi-IN"),
    "BENGALI": (("Beng",), "bn-BD"),
    "THAI": (("Thai",), "th-TH"),
    "CJK": (("Hans", "Hant", "Jpan", "Kore"), "zh-CN"),
    "HIRAGANA": (("Jpan",), "ja-JP"),
    "KATAKANA": (("Jpan",), "ja-JP"),
    "HANGUL": (("Kore",), "ko-KR"),
}
"""For the script of a letter: the scripts of languages written in it, and a language for the choice of fonts."""
_COMPLEX = (
    *("Arab", "Beng", "Deva", "Gujr", "Guru", "Hebr", "Khmr", "Knda", "Laoo", "Mlym", "Mymr", "Nkoo", "Orya"),
    *("Sinh", "Syrc", "Taml", "Telu", "Thaa", "Thai", "Tibt"),
)
"""Scripts for which Word uses the fonts of complex scripts (ECMA-376 part 1, 17.3.2.26)."""


class Setting(NamedTuple):
    """How to set words: language (None stops the spelling checker), direction, styles."""

    language: str
    right_to_left: bool
    reference: Reference

    def of(self, from_the_right: bool) -> Setting:
        """The setting for words in a direction: in another direction than the document's, their language is unknown."""
        return self if from_the_right == self.right_to_left else Setting("", from_the_right, self.reference)


def paragraph(style: str, runs: str, by: Setting, *, before: str = "", spacing: str = "", align: str = "") -> str:
    """A paragraph in the style of a key of STYLES; its properties are `spacing`, `align`, and those `before` them."""
    bidi = "<w:bidi/>" if by.right_to_left else ""
    properties = f'<w:pStyle w:val="{by.reference.style_ids[style]}"/>{before}{bidi}{spacing}{align}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def spacing(line: int = 0, *, before: float | None = None, after: float | None = None) -> str:
    """Space before and after in points and an exact line height in twentieths, if they differ from the style's."""
    sides = (("before", before), ("after", after))
    attributes = [f'w:{side}="{round(points * 20)}"' for side, points in sides if points is not None]
    attributes += [f'w:line="{line}" w:lineRule="exact"'] if line else []
    return f"<w:spacing {' '.join(attributes)}/>" if attributes else ""


def run(span: Span, by: Setting, style: str = "", *, ruled: bool = False, size: str = "", upright: bool = False) -> str:
    """A run; with `ruled`, its style's tab stop draws a rule to write on; `size` is direct formatting.

    The style matters for fonts without serifs. With `upright`, the script has no italics and the style may be italic.
    """
    faces = [key for key, on in (("bold", span.bold), ("italic", span.italic)) if on]
    # A run has only one character style; for bold italics the second is direct formatting.
    face = f'<w:rStyle w:val="{by.reference.style_ids[faces[0]]}"/>' if faces else ""
    both = "<w:i/><w:iCs/>" if len(faces) == 2 else '<w:i w:val="0"/><w:iCs w:val="0"/>' if upright else ""
    direction = "<w:rtl/>" if by.right_to_left else ""
    sans = by.reference.faces.get(style) == "sans"
    fonts = _fonts(by.language, sans=sans, named=by.reference.bundled) if by.language else ""
    language = _language(by.language) if by.language else ""
    properties = f"{face}{fonts}{both}{size}{direction}{language}"
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escaped(span.text, ruled=ruled)}</w:t></w:r>'


def letter_runs(span: Span, style: str, by: Setting, *, ruled: bool = False, upright: bool = False) -> str:
    """The runs of a span: in a right-to-left paragraph, left-to-right text and numbers are separate runs.

    Fonts of such scripts often lack the digits of numbers, and a number has the same order in both directions.
    """
    if not by.right_to_left:
        return run(span, by, ruled=ruled, upright=upright)
    pieces = [
        (part, left or bool(_NUMBER.fullmatch(part)))
        for text, left in between_marks(span.text)
        for part in ([text] if left else _NUMBER.split(text))
        if part
    ]
    return "".join(
        run(
            span._replace(text=text),
            by.of(not left),
            ruled=ruled,
            upright=upright,
            size="" if left else _scaled(style, by),
        )
        for text, left in pieces
    )


class LineKind(NamedTuple):
    """Values that decide how to set the words of a line: direction, height and language."""

    from_the_right: bool
    multiple: float
    language: str


def kind_of(line: str, language: str) -> LineKind:
    """The kind of a line in a document in a language."""
    return _ascii(language) if line.isascii() else _kind(line, language)


@lru_cache(maxsize=256)
def _ascii(language: str) -> LineKind:
    return LineKind(False, LATIN, line_language("", language))


@lru_cache(maxsize=1024)
def _kind(line: str, language: str) -> LineKind:
    return LineKind(runs_from_the_right(line), leading(line, language), line_language(line, language))


class LinePlace(NamedTuple):
    """Where a line of a letter's head is: among those of its style, and on the page.

    `left` is its indent and `edge` where a rule to write on ends, in twentieths of a point from the margin; `above` and
    `below` are the space before the first line and after the last in points, if it is not the style's.
    """

    at: str = "alone"
    left: int = 0
    edge: int = RULE_ENDS
    above: float | None = None
    below: float | None = None


AT_THE_MARGIN = LinePlace()


def letter_line(style: str, line: str, by: Setting, place: LinePlace = AT_THE_MARGIN) -> str:
    """One line of a letter's head as a paragraph.

    There is space before the first and after the last one, whatever the style sets between paragraphs.
    """
    before, after = _around_line(style, by, kind_of(line, by.language), place)
    return before + escaped(line, ruled=style in RULED_STYLES) + after


def head_lines(style: str, lines: Sequence[str], by: Setting, place: LinePlace = AT_THE_MARGIN) -> str:
    """Lines of a head in sequence; a line to write on has a separate style."""
    places = _line_places(style, tuple(RULED in line for line in lines), by.reference, place)
    return "".join(letter_line(own, line, by, at) for line, (own, at) in zip(lines, places, strict=True))


@lru_cache(maxsize=256)
def _line_places(
    style: str, ruled: tuple[bool, ...], reference: Reference, place: LinePlace
) -> tuple[tuple[str, LinePlace], ...]:
    """The styles of lines in sequence, and their positions, given which of them are to write on."""
    styles = ["fill-in" if rule else style for rule in ruled]
    last, places = len(ruled) - 1, []
    for number in range(last + 1):
        at = "alone" if not last else "first" if not number else "last" if number == last else "between"
        below_rule = number and styles[number] != "fill-in" == styles[number - 1]
        above = place.above if not number else reference.measures["fill-in"].before if below_rule else None
        places.append(place._replace(at=at, above=above, below=place.below if number == last else None))
    return tuple(zip(styles, places, strict=True))


@lru_cache(maxsize=512)
def shared_lines(style: str, lines: tuple[str, ...], by: Setting, place: LinePlace = AT_THE_MARGIN) -> opc.Shared:
    """Lines of a head that other letters share."""
    return opc.shared(head_lines(style, lines, by, place))


@lru_cache(maxsize=512)
def _around_line(style: str, by: Setting, kind: LineKind, place: LinePlace) -> tuple[str, str]:
    """The XML before and after the words of a line.

    A line in the other direction than its letter is aligned like the other lines.
    """
    own, other = Setting(kind.language, kind.from_the_right, by.reference), kind.from_the_right != by.right_to_left
    inside = by.reference.measures[style] if style not in RULED_STYLES else None
    above: float | None = 0 if inside and inside.before and place.at in ("between", "last") else None
    below: float | None = 0 if inside and inside.after and place.at in ("between", "first") else None
    above, below = (
        given if given is not None else usual for given, usual in ((place.above, above), (place.below, below))
    )
    multiple = kind.multiple * by.reference.scale(kind.language)
    around = spacing(by.reference.line_height(style, multiple), before=above, after=below)
    indent = f'<w:ind w:{"right" if other else "left"}="{place.left}"/>' if place.left else ""
    tabs = rule_to(place.edge) if style == "fill-in" else ""
    align = indent + (AT_THE_OTHER_SIDE if other else "")
    words = run(Span("\0"), own, size=_scaled(style, own))
    before, _, after = paragraph(style, words, own, before=tabs, spacing=around, align=align).partition("\0")
    return before, after


def rule_to(edge: int) -> str:
    """The tab stop that draws a rule to write on up to a place, instead of that of the style."""
    if edge == RULE_ENDS:
        return ""
    own = f'<w:tab w:val="left" w:leader="underscore" w:pos="{edge}"/>'
    return f'<w:tabs>{own}<w:tab w:val="clear" w:pos="{RULE_ENDS}"/></w:tabs>'


def sheet_paragraph(
    style: str, spans: Sequence[Span], by: Setting, *, from_the_right: bool = False, align: str = "", before: str = ""
) -> str:
    """A paragraph of a sheet or a table, right-to-left if it or its document is; each span has its own direction."""
    runs = "".join(run(span, by.of(runs_from_the_right(span.text)), style) for span in spans if span.text)
    height = by.reference.line_height(style, max([leading(span.text, by.language) for span in spans], default=0))
    own = by._replace(right_to_left=from_the_right or by.right_to_left)
    return paragraph(style, runs, own, before=before, spacing=spacing(height), align=align)


def tabbed_mark(block: Block) -> str:
    """The mark of a list item, with the tab after it; empty for other paragraphs."""
    return f"{block.number}.\t" if block.number else "•\t" if block.style in BULLETED else ""


@lru_cache(maxsize=1024)
def line_language(line: str, language: str) -> str:
    """The language of an address line: the document's if it has that script, else one for the choice of fonts."""
    letter = next((char for char in line if char.isalpha()), "")
    scripts, typical = _TYPICAL.get(script_of(letter) if letter else "LATIN", ((), ""))
    return language if language and script_of_language(language) in scripts else typical


@lru_cache(maxsize=256)
def _language(tag: str) -> str:
    """The language of words, for the spelling checker and, in scripts with several kinds of fonts, for the font.

    Complex scripts and East Asian text have separate attributes (17.3.2.20).
    """
    script = script_of_language(tag)
    also = "eastAsia" if script in _EAST_ASIAN else "bidi" if script in _COMPLEX else ""
    return f'<w:lang w:val="{tag}" w:{also}="{tag}"/>' if also else f'<w:lang w:val="{tag}"/>'


@lru_cache(maxsize=256)
def _fonts(tag: str, *, sans: bool, named: bool) -> str:
    """The font for a language whose letters the bundled document's fonts lack; a user's document has its own.

    The hint is for marks that East Asian and Latin text share, such as quotation marks (17.3.2.26).
    """
    own = fonts_of(tag) if named else None
    slots = {"hint": "eastAsia" if script_of_language(tag) in _EAST_ASIAN else ""}
    if own is not None:
        latin = (sans and own.sans) or own.ascii
        slots |= {"ascii": latin, "hAnsi": latin, "cs": own.cs, "eastAsia": own.eastAsia}
    attributes = "".join(f' w:{slot}="{value}"' for slot, value in slots.items() if value)
    return f"<w:rFonts{attributes}/>" if attributes else ""


def _scaled(style: str, by: Setting) -> str:
    """The size of type in a complex script that looks smaller than Latin type; empty for any other."""
    scale = by.reference.scale(by.language)
    if scale == 1:
        return ""
    return f'<w:szCs w:val="{round(by.reference.measures[style].size * scale * 2)}"/>'


def escaped(text: str, *, ruled: bool = False) -> str:
    """Escaped text for the inside of a `w:t`."""
    if _SPECIAL.search(text) is None:
        return text
    xml = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", _BREAK)
    return xml.replace("\t", _TAB).replace(NO_BREAK_HYPHEN, _HYPHEN).replace(RULED, _TAB if ruled else _INLINE_RULE)


def twips(mm: float) -> int:
    """Millimetres → twentieths of a point."""
    return round(mm * 1440 / 25.4)
