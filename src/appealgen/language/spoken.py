"""Parse lists of languages that people read: everyday names, words for the level, words and marks between them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from appealgen.errors import WrongValueError
from appealgen.language.locales import english, folded_name
from appealgen.language.localized_names import localized_language
from appealgen.language.parsing import (
    canonical_tag,
    country_of,
    everyday_names,
    language_called,
    language_of,
    parse_language,
)
from appealgen.messages import join, message
from appealgen.model.identifiers import Tag

_BETWEEN = r"\s*(?:[,;/|\n+、，；·•]|\s[–—-]\s|(?<=[\u4e00-\u9fff])[和与與](?=[\u4e00-\u9fff]))\s*"
_BRACKETS = r"[(（\[]([^()（）\[\]]*)[)）\]]"
_SPACES = r"[\s:=]+|(?<=\b[dlDL])['’]"
_GRADE = r"(?i)[ABC][12](?:/[ABC][12])?"
"""A level of the Common European Framework of Reference; it follows the language."""
_LEVELS = {"well": True, "little": False}


class Spoken(NamedTuple):
    """Languages that somebody reads well enough to sign a letter in, and those that they know only a little."""

    reads: tuple[Tag, ...]
    a_little: tuple[Tag, ...] = ()


@lru_cache(maxsize=1024)
def parse_spoken(text: str) -> Spoken:
    """`en, de`, `English, some French`, `Deutsch u. Englisch C2`, `中文、English` → tags, best first.

    Raises ValueError for a word that is neither a language nor known beside one.
    """
    levels: dict[Tag, bool | None] = {}
    for part in re.split(_BETWEEN, text.strip()):
        found, level = _read(part)
        if level is not None:
            if not levels:
                parse_language(part)  # raises: a level without a language
            levels[next(reversed(levels))] = level  # a level that follows: Russian, basic
        levels |= {tag: well for tag, well in found if tag not in levels or well is not None}
    return Spoken(
        tuple(tag for tag, well in levels.items() if well is not False),
        tuple(tag for tag, well in levels.items() if well is False),
    )


def parse_read(text: str) -> tuple[Tag, ...]:
    """Parse the languages that somebody signs letters in; raises ValueError for a language known only a little."""
    found = parse_spoken(text)
    if found.a_little:
        names = join(localized_language(tag) for tag in found.a_little)
        wording = message("“{text}”: {languages} is known only a little", text=text, languages=names)
        raise WrongValueError(wording, message("give the languages that you sign letters in, such as en,de"))
    return found.reads


def _read(part: str) -> tuple[list[tuple[Tag, bool | None]], bool | None]:
    """Languages in a text between commas, each with its level if given; or a level alone."""
    if not part:
        return [], None
    if (whole := language_of(part)) is not None:
        return [(whole, None)], None
    bare = re.sub(_BRACKETS, " ", part)
    brackets = re.findall(_BRACKETS, part)
    inside = [_LEVELS[kind] for word in brackets if (kind := _kinds().get(folded_name(word))) in _LEVELS]
    found, after = _scanned(re.split(_SPACES, bare.strip()))
    if not found and not is_level(part):
        parse_language(part)  # raises, with the nearest name
    if inside and found:
        found[-1] = found[-1][0], inside[-1]
    elif len(found) == 1 and len(brackets) == 1 and (country := country_of(brackets[0])) is not None:
        found[0] = _in_country(found[0][0], country), found[0][1]
    return found, after


def _in_country(tag: Tag, country: str) -> Tag:
    """Portuguese in Brazil: pt-BR; a language that CLDR does not name with the country stays as it is."""
    return Tag(f"{tag}-{country}") if f"{tag}_{country}" in english().languages else tag


def is_level(part: str) -> bool:
    """Whether a text says how well somebody knows a language: fluent, B2, a little."""
    return _kinds().get(folded_name(part)) in _LEVELS


def _scanned(words: list[str]) -> tuple[list[tuple[Tag, bool | None]], bool | None]:
    """Find the longest names among the words, with a level before or behind each; empty if any word is unknown.

    A level of “a little” also covers the names after it: some French and German.
    """
    found: list[tuple[Tag, bool | None]] = []
    level: bool | None = None
    at, waiting = 0, False
    while at < len(words):
        end, kind, tag = _longest(words, at)
        if not kind and tag is None:
            return _codes(words), None
        at = end
        if tag is not None:
            found.append((tag, level))
            level, waiting = (level if level is False else None), False
        elif kind in _LEVELS and found and re.fullmatch(_GRADE, words[end - 1]):
            found[-1] = found[-1][0], _LEVELS[kind]
        elif kind in _LEVELS:
            level, waiting = _LEVELS[kind], True
    if waiting and found:
        found[-1] = found[-1][0], level
    found = found or _codes(words)
    return found, None if found else level


def _longest(words: list[str], at: int) -> tuple[int, str, Tag | None]:
    """Find the longest meaningful phrase from position `at`: its end, its kind, or the language that it names."""
    for end in range(min(len(words), at + 4), at, -1):
        phrase = " ".join(words[at:end])
        if kind := _kinds().get(folded_name(phrase), ""):
            return end, kind, None
        if (tag := language_called(phrase)) is not None:
            return end, "", tag
    return at, "", None


def _codes(words: list[str]) -> list[tuple[Tag, bool | None]]:
    """Parse codes with blanks between them, such as `en de`, and levels behind them."""
    names = [word for word in words if _kinds().get(folded_name(word)) not in _LEVELS]
    if not all(len(name) <= 3 for name in names):
        return []
    tags = [canonical_tag(name) for name in names]
    return [(tag, None) for tag in tags if tag is not None] if None not in tags else []


@cache
def _kinds() -> dict[str, str]:
    """Words that appear beside names → `around`, `well`, `little`."""
    words = everyday_names()
    kinds = {"around": words.around, "well": words.well, "little": words.little}
    return {folded_name(word): kind for kind, several in kinds.items() for word in several}
