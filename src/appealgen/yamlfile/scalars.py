"""Text of a single YAML value → number, date, yes or no; and the characters that no text may contain."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from appealgen.errors import WrongValueError
from appealgen.messages import Message, Quantity, message

Scalars = Mapping[Any, Callable[[str], Any]]
"""For each type of a single value: text → value. Raises ValueError with the message for the user."""


LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
"""Line ends of all systems (Unicode Standard, section 5.8), and Word's own."""
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Embeddings, overrides and isolates (Unicode Standard Annex 9, 2): an unclosed one reverses the text around it."""


def with_line_ends(text: str) -> str:
    """The text with all line ends as line feeds."""
    return text if text.isprintable() else LINE_END.sub("\n", text)


def unprintable(text: str) -> str | None:
    """The first character that XML 1.0 (section 2.2, Char) or paper cannot hold, or None.

    Direction controls count too: they could print an address backwards.
    """
    if text.isprintable():
        return None
    return next((c for c in text if (c < " " and c not in "\t\n") or "\x7f" <= c <= "\x9f" or _outside_xml(c)), None)


def unprintable_message(char: str) -> Message:
    """Message about a text with such a character."""
    return message("contains U+{char}, which a document cannot contain", char=f"{ord(char):04X}")


def over_limit(text: str, limit: int) -> Message | None:
    """Message about a text with more characters than the limit; None within the limit."""
    if len(text) <= limit:
        return None
    length, most = Quantity(len(text)), Quantity(limit)
    return message("has {length} characters, but the limit is {limit}", length=length, limit=most)


def _outside_xml(char: str) -> bool:
    return "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff" or char in _DIRECTIONS


def _integer(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise ValueError(message("“{text}” is not a whole number", text=text))
    return int(text)


def _boolean(text: str) -> bool:
    values = {"true": True, "yes": True, "false": False, "no": False}
    if text.lower() not in values:
        raise ValueError(message("“{text}” is neither true nor false", text=text))
    return values[text.lower()]


def parse_iso_date(text: str) -> datetime.date:
    """`2019-05-21` → date; raises ValueError that names the expected form."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=datetime.UTC).date()
    except ValueError:
        hint = message("write it as year-month-day, 2019-05-21")
        raise WrongValueError(message("“{text}” is not a date", text=text), hint) from None


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(message("“{text}” is not a number", text=text))
    return number


PLAIN_SCALARS: Scalars = {int: _integer, float: _number, bool: _boolean, datetime.date: parse_iso_date}
