"""Find dates in a text, in the languages of documents, with doubts about them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from appealgen.errors import nearest
from appealgen.language.locales import folded_name, month_names
from appealgen.messages import Message, message

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "fi", "pl", "tr", "de-AT")
_DAY_FIRST = re.compile(
    r"(?<![\d/])(\d{1,2})(?:\s?(?:er|st|nd|rd|th|º|°)\b|\.)?\s*(?:de\s+|of\s+|d[’'])?([^\W\d_]{3,12})\.?,?(?:\s+(?:de\s+|del\s+|of\s+)?((?:19|20)\d{2})\b)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d{2})\b", re.IGNORECASE)
_ISO = re.compile(r"\b((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})\b")
_NUMBERS = re.compile(r"(?<![\d/.])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?![\d/])")
_TWO_DIGITS = 70
"""Two-digit years from here on are in the last century."""


class Dated(NamedTuple):
    """A date in a text, with its doubt if any; without a year in the text it is not complete yet."""

    date: datetime.date | None
    start: int
    end: int
    doubt: Message | None = None
    day_and_month: tuple[int, int] | None = None


def find_date(text: str, *, month_first: bool = False) -> Dated | None:
    """The first date in a text; with `month_first`, 6/1/2012 is the first of June."""
    dates = [dated for dated in (_iso(text), _worded(text), _month_first(text), _numbers(text, month_first)) if dated]
    complete = [dated for dated in dates if dated.date is not None]
    return min(complete or dates, key=lambda dated: dated.start, default=None)


def with_year(dated: Dated, after: datetime.date) -> Dated:
    """A date without a year, in the first year that puts it after another date."""
    assert dated.day_and_month is not None
    day, month = dated.day_and_month
    for year in (after.year, after.year + 1):
        date = _date(year, month, day)
        if date is not None and date >= after:
            return dated._replace(
                date=date, doubt=message("no year is given; {year} follows from the document's date", year=year)
            )
    return dated


def _iso(text: str) -> Dated | None:
    match = _ISO.search(text)
    date = _date(int(match[1]), int(match[2]), int(match[3])) if match else None
    return Dated(date, *match.span()) if match and date else None


def _worded(text: str) -> Dated | None:
    for match in _DAY_FIRST.finditer(text):
        month, doubt = _month(match[2])
        if month is None or not 1 <= int(match[1]) <= 31:
            continue
        if match[3] is None:
            return Dated(None, match.start(), match.end(2), message("no year is given"), (int(match[1]), month))
        date = _date(int(match[3]), month, int(match[1]))
        return Dated(date, *match.span(), doubt if date else message("there is no {day}", day=match[0]))
    return None


def _month_first(text: str) -> Dated | None:
    for match in _MONTH_FIRST.finditer(text):
        month, doubt = _month(match[1])
        if month is not None and (date := _date(int(match[3]), month, int(match[2]))):
            return Dated(date, *match.span(), doubt)
    return None


def _numbers(text: str, month_first: bool) -> Dated | None:
    match = _NUMBERS.search(text)
    if match is None:
        return None
    one, other, year = int(match[1]), int(match[3]), int(match[4])
    year += (1900 if year >= _TWO_DIGITS else 2000) if year < 100 else 0
    day, month = (other, one) if (month_first or other > 12) and one <= 12 else (one, other)
    date = _date(year, month, day)
    if date is None:
        return None
    unclear = match[2] == "/" and one <= 12 and other <= 12 and one != other
    return Dated(
        date,
        *match.span(),
        message("“{text}” could be either of two dates; read as {date}", text=match[0], date=date) if unclear else None,
    )


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> Mapping[str, int]:
    months: dict[str, int] = {"sept": 9}
    for language in reversed(_LANGUAGES):
        months |= month_names(language)
    return months


def _month(word: str) -> tuple[int | None, Message | None]:
    """The month that a word names; a misspelled one with a doubt."""
    name = folded_name(word)
    if name in _months():
        return _months()[name], None
    if len(name) < 5:
        return None, None
    meant = nearest(name, [month for month in _months() if len(month) > 3], cutoff=0.85)
    return (
        (_months()[meant], message("“{word}” was read as {month}", word=word, month=meant)) if meant else (None, None)
    )
