"""What a text is written in, by the names and directions that Unicode gives its letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_FROM_THE_RIGHT = ("R", "AL")
LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
_MARKS = f"{LEFT_TO_RIGHT_MARK}{RIGHT_TO_LEFT_MARK}"
_STRONG = "0-9A-Za-zÀ-ɏͰ-ϿЀ-ԯḀ-ỿ"
"""Digits, and letters of scripts that are read from the left."""
_INSIDE = rf"[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\n{_MARKS}]"
"""What may stand between them: nothing that is read from the right."""
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_FROM_THE_RIGHT_RUN = re.compile(rf"[{_RIGHT}](?:[^\S\n]?[{_RIGHT}\u200c])*")
"""Words read from the right, with the spaces between them."""
_FROM_THE_LEFT = re.compile(rf"[+#@(]*[{_STRONG}](?:{_INSIDE}*[{_STRONG}])?\)?")


def script_of(char: str) -> str:
    """The script of a letter, as its Unicode name begins: LATIN, CYRILLIC, CJK."""
    return unicodedata.name(char, "LATIN").split(" ", maxsplit=1)[0]


@lru_cache(maxsize=4096)
def is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin; true for a text without letters."""
    return all(script_of(c) == "LATIN" for c in text if c.isalpha())


def runs_from_the_right(text: str) -> bool:
    """Whether a line by itself is to be read from the right: its first strong letter is (UAX 9, P2)."""
    return not text.isascii() and _from_the_right(text)


@lru_cache(maxsize=4096)
def _from_the_right(text: str) -> bool:
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((kind in _FROM_THE_RIGHT for kind in strong if kind in ("L", *_FROM_THE_RIGHT)), False)


def in_order(text: str) -> str:
    """A text that is read from the right, in which names, numbers and addresses of other scripts keep their order.

    Marks stand around each of them (UAX 9, 2.6): before and behind it one that is read from the left, so that its
    spaces and signs belong to it, then one that is read from the right, so that a number which follows does not. One
    that the text begins with has such a mark before it too: the first of them says where a line begins.
    """
    marked = _FROM_THE_LEFT.sub(_marked, text)
    return f"{RIGHT_TO_LEFT_MARK}{marked}" if marked.startswith(LEFT_TO_RIGHT_MARK) else marked


def in_order_from_left(text: str) -> str:
    """A text that is read from the left, in which words from the right keep their place.

    Marks that are read from the left stand around them, so that a number or a sign behind them follows the text.
    """
    if text.isascii() or _FROM_THE_RIGHT_RUN.search(text) is None:
        return text
    return _FROM_THE_RIGHT_RUN.sub(rf"{LEFT_TO_RIGHT_MARK}\g<0>{LEFT_TO_RIGHT_MARK}", text)


def direction_of(text: str, document: bool) -> bool:
    """Whether a paragraph of a document is to be read from the right.

    As its first strong letter is (UAX 9, P2), but as the document where it has several words in that direction: a
    sentence that begins with a foreign name.
    """
    strong = [kind in _FROM_THE_RIGHT for kind in map(unicodedata.bidirectional, text) if kind in _STRONG_KINDS]
    if not strong or strong[0] == document or strong.count(document) * _FEW > len(strong):
        return document
    return strong[0]


_STRONG_KINDS = ("L", *_FROM_THE_RIGHT)
_FEW = 6
"""One letter of so many is of a word or two."""


def _marked(match: re.Match[str]) -> str:
    words, before, behind = match[0], "", ""
    if words.count("(") > words.count(")"):
        before, words = "(", words.replace("(", "", 1)
    if words.count(")") > words.count("("):
        behind, words = ")", words[:-1]
    if not any(map(str.isalpha, words)) and not _is_phone(words):
        return match[0]
    return f"{before}{LEFT_TO_RIGHT_MARK}{words}{LEFT_TO_RIGHT_MARK}{RIGHT_TO_LEFT_MARK}{behind}"


def _is_phone(text: str) -> bool:
    """Whether a number is one to call, whose groups stay in order; others (1962-1984; 174 (2)) flow with the text."""
    if _PHONE.fullmatch(text) is None or _DATES.fullmatch(text):
        return False
    return text.startswith("+") or sum(map(str.isdecimal, text)) >= _PHONE_DIGITS


_PHONE = re.compile(r"\+?\d+(?:[ /.-]\d+)*")
_DATES = re.compile(r"(?:1\d|20)\d\d(?:[ /.–-](?:(?:1\d|20)\d\d|\d\d))+|\d{1,2}([/.-])\d{1,2}\1(?:1\d|20)\d\d")
"""Years in a row, and days as numbers."""
_PHONE_DIGITS = 8


def between_marks(text: str) -> list[tuple[str, bool]]:
    """The pieces of a text that `in_order` made, each with whether it is read from the left."""
    pieces = _BETWEEN.split(text)
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]


_BETWEEN = re.compile(f"({LEFT_TO_RIGHT_MARK}[^{_MARKS}]*{LEFT_TO_RIGHT_MARK}{RIGHT_TO_LEFT_MARK})")


def columns_of(text: str) -> int:
    """How many columns of a terminal or a typewriter a text takes: wide characters two (UAX 11), marks none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
