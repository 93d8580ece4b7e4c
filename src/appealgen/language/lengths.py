"""Lengths of short texts as people see them and as X counts them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_LINK = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)\]»”\"']", re.IGNORECASE)
_BARE_LINK = re.compile(r"(?<![\w@.])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s<>]*[^\s<>.,;:!?)])?", re.IGNORECASE)
_ON_A_SERVER = re.compile(r"(@[\w.-]+)@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_INDIC_PAIR = re.compile("[\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d][\u200d\u093c\u09bc\u0abc\u0b3c\u0c3c]*$")
"""A virama at the end of a sign, which the next consonant continues."""
_COUNT_ONE = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
"""Ranges of code points that X counts as one (twitter-text, config/v3.json); all others count as two."""


def clusters(text: str) -> Iterator[str]:
    """Signs as people see them: letters with their marks, joined emoji, flags, Korean syllables (after UAX 29)."""
    cluster = ""
    for char in text:
        if cluster and _continues(cluster, char):
            cluster += char
        else:
            if cluster:
                yield cluster
            cluster = char
    if cluster:
        yield cluster


def _continues(cluster: str, char: str) -> bool:
    last = cluster[-1]
    if last == "\r" or cluster == "\n":
        return last == "\r" and char == "\n"
    if unicodedata.category(char) in ("Mn", "Me", "Mc") or char in (_JOINER, "\u200c") or _is_modifier(char):
        return True
    if unicodedata.category(char) == "Lo" and _INDIC_PAIR.search(cluster) and _is_indic(char):
        return True
    if last == _JOINER:
        return _is_picture(char)
    if _is_flag(last):
        return _is_flag(char) and sum(map(_is_flag, cluster)) % 2 == 1
    return _joins_syllable(last, char)


def _is_indic(char: str) -> bool:
    """Whether a letter joins the one before a virama: Devanagari, Bengali, Gujarati, Odia, Telugu, Malayalam."""
    return ord(char) >> 7 in (0x12, 0x13, 0x15, 0x16, 0x18, 0x1A)


def _joins_syllable(last: str, char: str) -> bool:
    """Whether Korean letters form one syllable: a first consonant, a vowel, a last consonant."""
    if "\u1100" <= last <= "\u115f":
        return "\u1100" <= char <= "\u11a7" or "\uac00" <= char <= "\ud7a3"
    if "\u1160" <= last <= "\u11a7" or ("\uac00" <= last <= "\ud7a3" and (ord(last) - 0xAC00) % 28 == 0):
        return "\u1160" <= char <= "\u11ff"
    return ("\u11a8" <= last <= "\u11ff" or "\uac00" <= last <= "\ud7a3") and "\u11a8" <= char <= "\u11ff"


def _is_modifier(char: str) -> bool:
    """Colours of skin, and the letters of a region's flag."""
    return "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f"


def _is_flag(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_picture(char: str) -> bool:
    return (
        char >= "\U0001f000"
        or "\u2190" <= char <= "\u2bff"
        or char in "\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d"
    )


def graphemes(text: str, *, link: int = 0) -> int:
    """Number of signs; a link counts as `link` if that is given, an account on a server without its server."""
    if link:
        text = _ON_A_SERVER.sub(r"\1", _LINK.sub("-" * link, text))
    return sum(1 for _ in clusters(unicodedata.normalize("NFC", text)))


def weighted(text: str, *, link: int) -> int:
    """Length by X: an emoji counts two, like every sign beyond the scripts of Europe and the Near East."""
    text = _BARE_LINK.sub("-" * link, _LINK.sub("-" * link, text))
    return sum(map(_weight, clusters(unicodedata.normalize("NFC", text))))


def _weight(cluster: str) -> int:
    if _EMOJI_STYLE in cluster or cluster[0] >= "\U0001f000":
        return 2
    return sum(1 if any(low <= ord(char) <= high for low, high in _COUNT_ONE) else 2 for char in cluster)
