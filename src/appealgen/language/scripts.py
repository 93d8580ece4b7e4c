"""What a text is written in, by the names and directions that Unicode gives its letters."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_FROM_THE_RIGHT = ("R", "AL")


def script_of(char: str) -> str:
    """The script of a letter, as its Unicode name begins: LATIN, CYRILLIC, CJK."""
    return unicodedata.name(char, "LATIN").split(" ", maxsplit=1)[0]


@lru_cache(maxsize=4096)
def is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin; true for a text without letters."""
    return all(script_of(c) == "LATIN" for c in text if c.isalpha())


def runs_from_the_right(text: str) -> bool:
    """Whether a line is to be read from the right: its first strong letter is (UAX 9, P2)."""
    return not text.isascii() and _from_the_right(text)


@lru_cache(maxsize=4096)
def _from_the_right(text: str) -> bool:
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((kind in _FROM_THE_RIGHT for kind in strong if kind in ("L", *_FROM_THE_RIGHT)), False)
