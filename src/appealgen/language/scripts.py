"""Scripts and writing directions of texts, from the Unicode names and properties of their letters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_FROM_THE_RIGHT = ("R", "AL")
LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
_MARKS = f"{LEFT_TO_RIGHT_MARK}{RIGHT_TO_LEFT_MARK}"
_STRONG = "0-9A-Za-zÀ-ɏͰ-ϿЀ-ԯḀ-ỿ"
"""Digits, and letters of left-to-right scripts."""
_INSIDE = rf"[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\n{_MARKS}]"
"""Characters that may come between them: anything not right-to-left."""
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_FROM_THE_RIGHT_RUN = rf"[{_RIGHT}](?:[^\S\n]?[{_RIGHT}\u200c])*"
"""Right-to-left words with the spaces between them."""
_BRACKETS = {")": "(", "]": "[", "»": "«", "”": "“"}
_CLOSING = re.escape("".join(_BRACKETS))
_FROM_THE_LEFT = rf"[+#@(]*[{_STRONG}](?:{_INSIDE}*[{_STRONG}])?[{_CLOSING}]?"


_LATIN_TOO = frozenset({"MASCULINE", "FEMININE", "MODIFIER", "FULLWIDTH"})
"""First words of names of ordinal indicators, of letters such as ʻ, and of wide ones."""


@lru_cache(maxsize=1024)
def script_of(char: str) -> str:
    """The script of a letter, the first word of its Unicode name: LATIN, CYRILLIC, CJK; that of 3.º is Latin too."""
    word = unicodedata.name(char, "LATIN").split(" ", maxsplit=1)[0]
    return "LATIN" if word in _LATIN_TOO else word


def main_script(text: str) -> str | None:
    """The script of most letters of a text; Chinese, Japanese and Korean count as one. None without letters."""
    counts = Counter(script_of(char) for char in text if char.isalpha())
    east_asian = sum(counts.pop(script, 0) for script in ("HIRAGANA", "KATAKANA", "HANGUL", "CJK"))
    counts["CJK"] = east_asian
    script, count = counts.most_common(1)[0]
    return script if count else None


def is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin; True without letters."""
    return text.isascii() or _all_latin(text)


@lru_cache(maxsize=4096)
def _all_latin(text: str) -> bool:
    return all(script_of(c) == "LATIN" for c in text if c.isalpha())


def runs_from_the_right(text: str) -> bool:
    """Whether a line by itself runs right to left: its first strong letter does (UAX 9, P2)."""
    return not text.isascii() and _from_the_right(text)


@lru_cache(maxsize=4096)
def _from_the_right(text: str) -> bool:
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((kind in _FROM_THE_RIGHT for kind in strong if kind in ("L", *_FROM_THE_RIGHT)), False)


def in_order(text: str) -> str:
    """A right-to-left text whose names, numbers and addresses in other scripts keep their order.

    Each of them gets marks around it (UAX 9, 2.6): a left-to-right mark on both sides, so that its spaces and signs
    belong to it, then a right-to-left mark, so that a following number does not. If the text begins with one of them,
    a right-to-left mark comes before it too, because the first mark decides the direction of the line.
    """
    marked = re.sub(_FROM_THE_LEFT, _marked, text)
    return f"{RIGHT_TO_LEFT_MARK}{marked}" if marked.startswith(LEFT_TO_RIGHT_MARK) else marked


def in_order_from_left(text: str) -> str:
    """A left-to-right text whose right-to-left words keep their place.

    Left-to-right marks go around them, so that a number or a sign behind them follows the text.
    """
    if text.isascii() or re.search(_FROM_THE_RIGHT_RUN, text) is None:
        return text
    return re.sub(_FROM_THE_RIGHT_RUN, rf"{LEFT_TO_RIGHT_MARK}\g<0>{LEFT_TO_RIGHT_MARK}", text)


def direction_of(text: str, document: bool) -> bool:
    """Whether a paragraph of a document runs right to left.

    Its first strong letter decides (UAX 9, P2), but a paragraph with several words in the document's own direction
    follows the document: it is a sentence that begins with a foreign name.
    """
    strong = [kind in _FROM_THE_RIGHT for kind in map(unicodedata.bidirectional, text) if kind in _STRONG_KINDS]
    if not strong or strong[0] == document or strong.count(document) * _FEW > len(strong):
        return document
    return strong[0]


_STRONG_KINDS = ("L", *_FROM_THE_RIGHT)
_FEW = 6
"""Share of the letters in the document's direction below which they are only a word or two: one in this number."""


def _marked(match: re.Match[str]) -> str:
    words, before, behind = match[0], "", ""
    if words.count("(") > words.count(")"):
        before, words = "(", words.replace("(", "", 1)
    if (opening := _BRACKETS.get(words[-1])) and words.count(words[-1]) > words.count(opening):
        behind, words = words[-1], words[:-1]
    if not any(map(str.isalpha, words)) and not _is_phone(words):
        return match[0]
    return f"{before}{LEFT_TO_RIGHT_MARK}{words}{LEFT_TO_RIGHT_MARK}{RIGHT_TO_LEFT_MARK}{behind}"


def _is_phone(text: str) -> bool:
    """Whether this is a phone number, whose groups keep their order; others (1962-1984; 174 (2)) flow with the text."""
    if _PHONE.fullmatch(text) is None or _DATES.fullmatch(text):
        return False
    return text.startswith("+") or sum(map(str.isdecimal, text)) >= _PHONE_DIGITS


_PHONE = re.compile(r"\+?\d+(?:[ /.-]\d+)*")
_DATES = re.compile(r"(?:1\d|20)\d\d(?:[ /.–-](?:(?:1\d|20)\d\d|\d\d))+|\d{1,2}([/.-])\d{1,2}\1(?:1\d|20)\d\d")
"""Ranges of years, and days written as numbers."""
_PHONE_DIGITS = 8


def between_marks(text: str) -> list[tuple[str, bool]]:
    """Pieces of a text made by `in_order`, each with whether it runs right to left."""
    pieces = _BETWEEN.split(text)
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]


_BETWEEN = re.compile(f"({LEFT_TO_RIGHT_MARK}[^{_MARKS}]*{LEFT_TO_RIGHT_MARK}{RIGHT_TO_LEFT_MARK})")


def columns_of(text: str) -> int:
    """Width of a text in columns of a terminal or typewriter: wide characters take two (UAX 11), marks none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
