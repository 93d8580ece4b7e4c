"""The encoding of a text file: as given, by its mark, UTF-8, or the Windows code page that fits its letters best."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from appealgen.errors import InputError, Problem, ProblemCode
from appealgen.messages import message

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ALPHABETS = {
    "cp1252": (
        "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíñóúü", "ãáâàçéêíõóôúü", "àèéìíòóùú", "åäöé", "æøåéò", "ëïéèóöüá", "áðéíóúýþæö",
    ),
    "cp1250": ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ"),
    "cp1251": ("абвгдежзийклмнопрстуфхцчшщъыьэюяё№", "абвгдежзийклмнопрстуфхцчшщьюяєіїґ№",
        "абвгдежзийклмнопрстуфхцчшыьэюяёіў№", "абвгдежзиклмнопрстуфхцчшђјљњћџ", "абвгдежзиклмнопрстуфхцчшѓѕјљњќџ"),
    "cp1253": ("αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ",),
    "cp1254": ("çğıöşüâîûi̇",),
    "cp1255": ("אבגדהוזחטיךכלםמןנסעףפץצקרשת",),
    "cp1256": ("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
}  # fmt: skip
"""Letters beyond ASCII of the languages that each Windows code page serves; the first page that fits wins."""
_COMMON = {"cp1251": "аоеинтсрвл", "cp1253": "αοιετνσρςάόίέή", "cp1255": "יוהלאמרתבש", "cp1256": "الينمرتوبع"}
"""The commonest letters. All letters of one page exist in another, and only these tell Greek from Russian."""
_LATIN = frozenset({"cp1252", "cp1250", "cp1254", "cp1257"})
_BESIDE_ASCII = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_SAMPLE = 1_000_000
_ANYWHERE = frozenset("\xa0’‘‚“”„‹›«»–—…•·§°ªº´€¡¿®©™")
"""Signs that every language uses."""


class Encoding(NamedTuple):
    """The name of an encoding, and whether it was guessed: then a person should check the letters."""

    name: str
    guessed: bool


def encoding_of(data: bytes, file: str, said: str | None = None) -> Encoding:
    """The encoding for the bytes of a table. A few NUL signs leave it a text, whose cells are checked later.

    Raises InputError for bytes that are not text, and for a given encoding that does not exist or does not fit.
    """
    if said is not None:
        return Encoding(_said(data, file, said), guessed=False)
    for mark, name in _MARKS:
        if data.startswith(mark):
            _check(data, name, file)
            return Encoding(name, guessed=False)
    if data.count(0) * 20 <= len(data):
        if _fits(data, "utf-8"):
            return Encoding("utf-8", guessed=False)
        if b"\0" not in data and (page := _code_page(data)) is not None:
            return Encoding(page, guessed=True)
    hint = message("save it as CSV in UTF-8, or as .xlsx or .ods; or give its encoding")
    raise InputError(Problem(ProblemCode.NOT_TEXT, message("not a table in a text file"), hint, file=file))


def _said(data: bytes, file: str, said: str) -> str:
    try:
        name = codecs.lookup(said).name
        "".encode(name)
    except (LookupError, ValueError):  # LookupError: also a codec for something other than text
        hint = message("for example utf-8, cp1252 (Western), cp1250 (Central Europe), cp1251 (Cyrillic), mac-roman")
        text = message("there is no encoding “{name}”", name=said)
        raise InputError(Problem(ProblemCode.UNKNOWN_ENCODING, text, hint, file=file)) from None
    name = "utf-8-sig" if name == "utf-8" else name
    _check(data, name, file)
    return name


def _check(data: bytes, name: str, file: str) -> None:
    if not _fits(data, name):
        text = message("it contains bytes that are not {encoding}", encoding=name.removesuffix("-sig"))
        hint = message("save it as CSV in UTF-8, or as .xlsx or .ods")
        raise InputError(Problem(ProblemCode.NOT_TEXT, text, hint, file=file))


def _fits(data: bytes, name: str) -> bool:
    """Whether all bytes decode; done piece by piece, so that a large file needs no second copy."""
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        for start in range(0, len(data), 1 << 20):
            decoder.decode(data[start : start + (1 << 20)])
        decoder.decode(b"", final=True)
    except (UnicodeError, ValueError):
        return False
    return True


def _code_page(data: bytes) -> str | None:
    """The Windows code page in which most letters belong to one language; None if no page has all the bytes.

    Letters beyond ASCII that mostly occur next to ASCII letters (Müller) are Latin; others are not (Иван).
    """
    counts = Counter(data.translate(None, bytes(range(128))))
    beside = len(_BESIDE_ASCII.findall(data[:_SAMPLE]))
    beyond = len(_BEYOND_ASCII.findall(data[:_SAMPLE]))
    pages = [name for name in _ALPHABETS if (name in _LATIN) == (2 * beside >= beyond)]
    shares = {name: share for name in pages if (share := _share(counts, name)) is not None}
    return max(shares, key=lambda name: shares[name]) if shares else None


def _share(counts: Mapping[int, int], name: str) -> tuple[float, float] | None:
    """Shares of letters of one language and of common ones in all text beyond ASCII; None for a missing byte."""
    try:
        chars = {bytes([byte]).decode(name).lower(): 0 for byte in counts}
        for byte, count in counts.items():
            chars[bytes([byte]).decode(name).lower()] += count
    except UnicodeDecodeError:
        return None
    letters = {char: count for char, count in chars.items() if char not in _ANYWHERE}
    best = max(sum(n for c, n in letters.items() if c in alphabet) for alphabet in _ALPHABETS[name])
    common = sum(letters.get(char, 0) for char in _COMMON.get(name, ""))
    total = sum(letters.values())
    return (best / total, common / total) if total else (1.0, 0.0)
