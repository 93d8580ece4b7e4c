"""Fax numbers of a case in international form, as one dials them from abroad."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_FROM_ABROAD = re.compile(r"(^|[^\d\s().+/–-]\s*)(\(?)00(?=[\s)]*[1-9])")
"""What many countries dial before the code of a country: 00 52, (00 52)."""
_MORE = re.compile(r"\s*(?:[/,;&+–-]|[^\W\d]{1,4}\s)\s*[+(]*\d{2}")
"""Another number behind the first, perhaps only its last digits: 50 64 02 / 03."""
_LOCAL = re.compile(r"\d(?:[\s.-]?\d){4}")
"""A number before the first whole one."""


class FaxNumber(NamedTuple):
    """A number with the code of its country: `completed` if the case gives none, `alone` if the case has no other."""

    text: str
    completed: bool = False
    alone: bool = True


@lru_cache(maxsize=256)
def fax_number(printed: str, country: str) -> FaxNumber | None:
    """The first number in a text as printed, completed by the code of a country; None if there is no whole number."""
    from phonenumbers import PhoneNumberFormat, ValidationResult, format_number, is_possible_number_with_reason
    from phonenumbers.phonenumbermatcher import Leniency, PhoneNumberMatcher

    text = _FROM_ABROAD.sub(r"\1\2+", printed)
    found = list(PhoneNumberMatcher(text, country, leniency=Leniency.POSSIBLE))
    whole = [each for each in found if is_possible_number_with_reason(each.number) == ValidationResult.IS_POSSIBLE]
    if not whole:
        return None
    first = whole[0]
    international = format_number(first.number, PhoneNumberFormat.INTERNATIONAL)
    alone = len(found) == 1 and not _LOCAL.search(text[: first.start]) and _MORE.match(text, first.end) is None
    return FaxNumber(international, "+" not in first.raw_string, alone)
