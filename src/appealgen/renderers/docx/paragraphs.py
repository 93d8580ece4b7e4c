"""Spans and lines → runs and paragraphs of WordprocessingML in named styles (ECMA-376 part 1, 17.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat
from typing import NamedTuple

from appealgen import resources
from appealgen.language.locales import script_of_language
from appealgen.language.scripts import between_marks, runs_from_the_right, script_of
from appealgen.model.document import BULLETED, RULED, Block, Span
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.reference import Reference, bundled_reference
from appealgen.renderers.leading import LATIN, leading
from appealgen.yamlfile.reader import load_yaml

RULED_STYLES = ("fill-in", "signature")
AT_THE_OTHER_SIDE = '<w:jc w:val="right"/>'
"""Where lines end: at the right, in a paragraph that runs from the right at the left (17.18.44; part 4, 14.11.2)."""
_INLINE_RULE = "_" * 24
_SPECIAL = re.compile(f"[&<>\n\t{RULED}]")
_BREAK, _TAB = (f'</w:t>{element}<w:t xml:space="preserve">' for element in ("<w:br/>", "<w:tab/>"))
_EAST_ASIAN = ("Hans", "Hant", "Jpan", "Kore")
"""Scripts whose letters Word looks up in the fonts and languages for East Asia."""
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
"""By the script of a letter: the scripts of languages that are written in it, and a language that chooses its fonts."""
_COMPLEX = (
    *("Arab", "Beng", "Deva", "Gujr", "Guru", "Hebr", "Khmr", "Knda", "Laoo", "Mlym", "Mymr", "Nkoo", "Orya"),
    *("Sinh", "Syrc", "Taml", "Telu", "Thaa", "Thai", "Tibt"),
)
"""Those whose letters it looks up in the ones for complex scripts (ECMA-376 part 1, 17.3.2.26)."""


class Setting(NamedTuple):
    """What words are set by: a language (the spelling checker leaves words in none alone), a direction, the styles."""

    language: str
    right_to_left: bool
    reference: Reference

    def of(self, from_the_right: bool) -> Setting:
        """The setting of words in a direction: if it is not the document's, they are in no language that is known."""
        return self if from_the_right == self.right_to_left else Setting("", from_the_right, self.reference)


def paragraph(style: str, runs: str, by: Setting, *, before: str = "", spacing: str = "", align: str = "") -> str:
    """A paragraph in the style of a key of STYLES; `spacing`, `align`, and what is `before` them: its properties."""
    bidi = "<w:bidi/>" if by.right_to_left else ""
    properties = f'<w:pStyle w:val="{by.reference.style_ids[style]}"/>{before}{bidi}{spacing}{align}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def spacing(line: int = 0, *, before: float | None = None, after: float | None = None) -> str:
    """Space before and after in points and an exact line height in twentieths, where they are not the style's."""
    sides = (("before", before), ("after", after))
    attributes = [f'w:{side}="{round(points * 20)}"' for side, points in sides if points is not None]
    attributes += [f'w:line="{line}" w:lineRule="exact"'] if line else []
    return f"<w:spacing {' '.join(attributes)}/>" if attributes else ""


def run(span: Span, by: Setting, *, ruled: bool = False, size: str = "", upright: bool = False) -> str:
    """A run; `ruled` where its style has a tab stop that draws the rule to write on, `size` is set by hand.

    `upright` is a run whose script has no italics, in a style that may be italic.
    """
    faces = [key for key, on in (("bold", span.bold), ("italic", span.italic)) if on]
    # A run has one character style; where both faces are wanted the second is set by hand.
    style = f'<w:rStyle w:val="{by.reference.style_ids[faces[0]]}"/>' if faces else ""
    both = "<w:i/><w:iCs/>" if len(faces) == 2 else '<w:i w:val="0"/><w:iCs w:val="0"/>' if upright else ""
    direction = "<w:rtl/>" if by.right_to_left else ""
    fonts = _fonts(by.language, named=by.reference is bundled_reference()) if by.language else ""
    language = _language(by.language) if by.language else ""
    properties = f"{style}{fonts}{both}{size}{direction}{language}"
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escaped(span.text, ruled=ruled)}</w:t></w:r>'


def letter_runs(span: Span, by: Setting, *, ruled: bool = False, upright: bool = False) -> str:
    """The runs of a span: in a paragraph from the right, what is read from the left is a run of its own."""
    if not by.right_to_left:
        return run(span, by, ruled=ruled, upright=upright)
    pieces = between_marks(span.text)
    return "".join(
        run(span._replace(text=text), by.of(not left), ruled=ruled, upright=upright) for text, left in pieces
    )


class LineKind(NamedTuple):
    """What of the words of a line decides how it is set: their direction, height and language."""

    from_the_right: bool
    multiple: float
    language: str


def kind_of(line: str, language: str) -> LineKind:
    """The kind of a line in a document of a language."""
    return _ascii(language) if line.isascii() else _kind(line, language)


@lru_cache(maxsize=256)
def _ascii(language: str) -> LineKind:
    return LineKind(False, LATIN, line_language("", language))


@lru_cache(maxsize=1024)
def _kind(line: str, language: str) -> LineKind:
    return LineKind(runs_from_the_right(line), leading(line, language), line_language(line, language))


def letter_line(style: str, line: str, by: Setting, at: str = "alone") -> str:
    """One line of a letter's head as a paragraph; `at` is its place among those of its style.

    Space is before the first and after the last, whatever the style says of paragraphs between.
    """
    before, after = _around_line(style, by, kind_of(line, by.language), at)
    return before + escaped(line, ruled=style in RULED_STYLES) + after


def head_lines(style: str, lines: Sequence[str], by: Setting) -> str:
    """Lines of a head, one below the other; a line to write on has a style of its own."""
    styles = ["fill-in" if RULED in line else style for line in lines]
    last = len(lines) - 1
    places = [
        "alone" if not last else "first" if not n else "last" if n == last else "between" for n in range(last + 1)
    ]
    return "".join(map(letter_line, styles, lines, repeat(by), places))


@lru_cache(maxsize=512)
def shared_lines(style: str, lines: tuple[str, ...], by: Setting) -> opc.Shared:
    """Lines of a head that other letters have too."""
    return opc.shared(head_lines(style, lines, by))


@lru_cache(maxsize=512)
def _around_line(style: str, by: Setting, kind: LineKind, at: str) -> tuple[str, str]:
    """The XML before and behind the words of a line.

    One that runs in the other direction than its letter stands where the others stand.
    """
    own = Setting(kind.language, kind.from_the_right, by.reference)
    inside = by.reference.measures[style] if style not in RULED_STYLES else None
    above = 0 if inside and inside.before and at in ("between", "last") else None
    below = 0 if inside and inside.after and at in ("between", "first") else None
    around = spacing(by.reference.line_height(style, kind.multiple), before=above, after=below)
    align = AT_THE_OTHER_SIDE if kind.from_the_right != by.right_to_left else ""
    before, _, after = paragraph(style, run(Span("\0"), own), own, spacing=around, align=align).partition("\0")
    return before, after


def sheet_paragraph(
    style: str, spans: Sequence[Span], by: Setting, *, from_the_right: bool = False, align: str = ""
) -> str:
    """A paragraph of a sheet or a table, from the right if it or its document is; each span in its own direction."""
    runs = "".join(run(span, by.of(runs_from_the_right(span.text))) for span in spans if span.text)
    height = by.reference.line_height(style, max([leading(span.text, by.language) for span in spans], default=0))
    own = by._replace(right_to_left=from_the_right or by.right_to_left)
    return paragraph(style, runs, own, spacing=spacing(height), align=align)


def tabbed_mark(block: Block) -> str:
    """What stands before the words of an item of a list, with the tab behind it; nothing for other paragraphs."""
    return f"{block.number}.\t" if block.number else "•\t" if block.style in BULLETED else ""


@lru_cache(maxsize=1024)
def line_language(line: str, language: str) -> str:
    """The language of a line of an address: the document's where it has its script, else one that its fonts go by."""
    letter = next((char for char in line if char.isalpha()), "")
    scripts, typical = _TYPICAL.get(script_of(letter) if letter else "LATIN", ((), ""))
    return language if language and script_of_language(language) in scripts else typical


@lru_cache(maxsize=256)
def _language(tag: str) -> str:
    """The language of words for their spelling and, where their script has more faces than one, for the choice of a
    font: complex scripts and East Asian text have attributes of their own (17.3.2.20).
    """
    script = script_of_language(tag)
    also = "eastAsia" if script in _EAST_ASIAN else "bidi" if script in _COMPLEX else ""
    return f'<w:lang w:val="{tag}" w:{also}="{tag}"/>' if also else f'<w:lang w:val="{tag}"/>'


@lru_cache(maxsize=256)
def _fonts(tag: str, *, named: bool) -> str:
    """The font of a language whose letters the bundled reference document's fonts lack; a user's own has its own.

    The hint is for marks that East Asian and Latin text share, such as quotation marks (17.3.2.26).
    """
    fonts = (
        _fonts_by_language().get(tag) or _fonts_by_language().get(tag.split("-", maxsplit=1)[0], {}) if named else {}
    )
    slots = {slot: font for name, font in fonts.items() for slot in ((name, "hAnsi") if name == "ascii" else (name,))}
    hint = {"hint": "eastAsia"} if script_of_language(tag) in _EAST_ASIAN else {}
    attributes = "".join(f' w:{slot}="{font}"' for slot, font in {**hint, **slots}.items())
    return f"<w:rFonts{attributes}/>" if attributes else ""


@cache
def _fonts_by_language() -> Mapping[str, Mapping[str, str]]:
    return load_yaml(resources.get("fonts.yaml"), dict[str, dict[str, str]], {})


def escaped(text: str, *, ruled: bool = False) -> str:
    """What stands between the tags of a `w:t`."""
    if _SPECIAL.search(text) is None:
        return text
    xml = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", _BREAK)
    return xml.replace("\t", _TAB).replace(RULED, _TAB if ruled else _INLINE_RULE)


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)
