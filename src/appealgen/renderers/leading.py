"""Line heights by script: high enough that no letter is cut off or touches the line above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

from appealgen import resources
from appealgen.language.scripts import script_of
from appealgen.yamlfile.reader import load_yaml

LATIN = 1.15
"""The line height of Latin text as a multiple of the size, as in the data."""
_LATIN_TEXT = re.compile("[\\0-\u02ff\u2000-\u206f]*")
"""Latin letters with one mark at most, and punctuation."""


@dataclass(frozen=True)
class _LineHeights:
    """The data file: multiples of the type size."""

    least: Mapping[str, float]
    two_marks: float
    text: Mapping[str, float]
    languages: Mapping[str, float]


def leading(text: str, language: str = "") -> float:
    """The height of the lines of a text in a language, as a multiple of its size."""
    if text.isascii() or _LATIN_TEXT.fullmatch(text):
        return LATIN
    table = _line_heights()
    scripts = _scripts(text)
    own = table.languages.get(language.partition("-")[0], 0)
    return max(_least(text), own, *(table.text.get(script, 0) for script in scripts))


def least_leading(lines: Iterable[str]) -> float:
    """The height for short lines: those of an address."""
    text = "".join(lines)
    return LATIN if text.isascii() else _least(text)


@lru_cache(maxsize=1024)
def _least(text: str) -> float:
    table = _line_heights()
    marks = (
        table.two_marks if any(len(normalize("NFD", char)) > 2 for char in set(text) if "\x7f" < char < "\u2000") else 0
    )
    return max(marks, *(table.least.get(script, LATIN) for script in _scripts(text)))


@lru_cache(maxsize=1024)
def _scripts(text: str) -> frozenset[str]:
    return frozenset(map(script_of, set(text)))


@cache
def _line_heights() -> _LineHeights:
    return load_yaml(resources.get("line_heights.yaml"), _LineHeights, {})
