"""Fax numbers of a case in international form, as one dials them from abroad."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_FROM_ABROAD = re.compile(r"(^|[^\d\s().+/–-]\s*)(\(?)00(?=[\s)]*[1-9])")
"""What many countries dial before the code of a country: 00 52, (00 52)."""


class FaxNumber(NamedTuple):
    """A number with the code of its country: `completed` if the case gives none, `alone` if the case has no other."""

    text: str
    completed: bool = False
    alone: bool = True


@lru_cache(maxsize=256)
def fax_number(printed: str, country: str) -> FaxNumber | None:
    """The first number in a text as printed, completed by the code of a country; None if there is no whole number."""
    from phonenumbers import PhoneNumberFormat, format_number
    from phonenumbers.phonenumbermatcher import Leniency, PhoneNumberMatcher

    text = _FROM_ABROAD.sub(r"\1\2+", printed)
    found = list(PhoneNumberMatcher(text, country, leniency=Leniency.POSSIBLE))
    if not found:
        return None
    first = found[0]
    international = format_number(first.number, PhoneNumberFormat.INTERNATIONAL)
    return FaxNumber(international, "+" not in first.raw_string, len(found) == 1)
