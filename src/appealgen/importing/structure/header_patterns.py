"""Patterns in the header of a document: number, index, ordinal; words for an update or the last document."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from appealgen.importing.document_words import all_words, fold_letters, says
from appealgen.model.identifiers import UANumber, ua_number

_PREFIX = (
    r"(?<![\w/])"
    r"(?:ua[\s-]?nr\.?\s*:?\s*(?:ua|au)?"
    r"|urgent action|action urgente|accion urgente|eilaktion|extra|nsa|uan?|au|ex|fi|ma)(?:\s?n[°ºo]\.?)?[\s:.\-–]*"
)
_NUMBER = re.compile(
    _PREFIX + r"0*(\d{1,3})(?:\s?[/.\\]{1,2}\s?(?:19|20)?(\d{2})(?!\d)(?:-0*(\d{1,2})(?!\d))?"  # 46/19, 046/2019-3
    r"|-(\d{1,2})/(?:19|20)?(\d{2})(?!\d)"  # 257-1/2014
    r"|-(20\d{2})(?:-0*(\d{1,2}))?(?!\d))"  # 349-2011-1
)
_BARE = re.compile(r"(?<![\w/.])0*(\d{1,3})\s?[/\\]{1,2}\s?(\d{2})(?![\w/])")
_JOINED = re.compile(r"(?<![a-z])ua+[\s-]?(\d{1,3})(\d{2})(?!\d|[/.-]\d)")
_INDEX = re.compile(r"(?<![A-Za-z])([A-Z]{3})\s?(\d{2})\s?/\s?(\d{2,4})\s?/\s?((?:19|20)?\d{2})(?!\d)")
_OF_COUNTRY = re.compile(r"\(([^()\d:]{3,40}?)[:,]?\s(?:UA\s?)?0*(\d{1,3})\s?[./]\s?(\d{2})\)")
_REPORTED = re.compile(r"(?:took|taken|take|wrote|sent|report)\s(?:\w+\s){0,4}?(?:on|for|about)\s(?:the\s)?\W*$")


class Number(NamedTuple):
    """A number in a text, and its position."""

    number: UANumber
    start: int
    end: int

    @property
    def of_case(self) -> str:
        """The number of the case, without that of an update."""
        return self.number.split("-", maxsplit=1)[0]


def find_numbers(text: str) -> list[Number]:
    """Every number marked as an Urgent Action's: UA 153.20, UA-257-1/2014, EXTRA 71/92, FI 046/19-3."""
    numbers = []
    for match in _NUMBER.finditer(fold_letters(text)):
        number, year, suffix, inner, inner_year, long_year, long_suffix = match.groups()
        if inner_year:
            year, suffix = inner_year, inner
        elif long_year:
            year, suffix = long_year[2:], long_suffix
        printed = f"{int(number)}/{year}" + (f"-{int(suffix)}" if suffix else "")
        if int(number):
            numbers.append(Number(ua_number(printed), *match.span()))
    return numbers


def bare_number(text: str) -> Number | None:
    """A number in a text that must contain one, with or without a mark: 120\\04, 362/12, uaa22910."""
    if marked := find_numbers(text):
        return marked[0]
    plain = fold_letters(text)
    match = _BARE.search(plain) or _JOINED.search(plain)
    return Number(ua_number(f"{int(match[1])}/{match[2]}"), *match.span()) if match and int(match[1]) else None


class OfCountry(NamedTuple):
    """A number after its country, in brackets: (Mexico 47.24)."""

    country: str
    number: UANumber


def numbers_of_countries(text: str) -> list[OfCountry]:
    """Every number of a text in brackets after a word that may be a country."""
    return [
        OfCountry(match[1].strip(), ua_number(f"{int(match[2])}/{match[3]}"))
        for match in _OF_COUNTRY.finditer(text)
        if int(match[2])
    ]


def reported_number(text: str) -> Number | None:
    """The number of the case for reports about letters: the actions you took on Urgent Action 85.21."""
    numbers = find_numbers(text)
    return next((each for each in numbers if _REPORTED.search(fold_letters(text[: each.start]))), None)


def number_in_address(url: str) -> Number | None:
    """A number in a web address: …/ua-349-2011-1/…, …/uaa22910.pdf."""
    return next(iter(find_numbers(url.replace("/", " / "))), None) or (
        bare_number(joined[0]) if (joined := _JOINED.search(fold_letters(url))) else None
    )


def find_index(text: str) -> str | None:
    """The first document index in a text, as printed except for spaces: EUR 57/0926/2019."""
    match = _INDEX.search(text)
    return f"{match[1]} {match[2]}/{match[3]}/{match[4]}" if match else None


@cache
def _ordinals() -> Mapping[str, int]:
    return {word: number for words in all_words() for word, number in words.ordinals.items()}


def ordinal(text: str) -> int | None:
    """The position of an Urgent Action in its case, from an ordinal in a text: THIRD UA 60/16."""
    action = "ua|urgent action|au|action urgente|accion urgente|eilaktion"
    match = re.search(rf"(?<!\w)({'|'.join(_ordinals())})\s+(?:{action})(?!\w)", fold_letters(text))
    return _ordinals()[match[1]] if match else None


def says_update(text: str) -> bool:
    """Whether a text calls the document an update."""
    return says("update").search(fold_letters(text)) is not None


def says_closing(text: str) -> bool:
    """Whether a text calls the document the last of its case."""
    return says("closing").search(fold_letters(text)) is not None
