"""Checked identifiers of files: language tags, country codes, ids, numbers of Urgent Actions."""

import re
import unicodedata
from typing import NewType

from appealgen import limits
from appealgen.errors import WrongValueError
from appealgen.messages import message

Tag = NewType("Tag", str)
"""A BCP 47 language tag in its canonical case: `kk`, `zh-Hant`, `pt-BR`."""

Country = NewType("Country", str)
"""An ISO 3166-1 alpha-2 code: `KZ`."""

UNKNOWN = Country("ZZ")
"""CLDR's code for an unknown country."""

Slug = NewType("Slug", str)
"""A name that is safe as a file name on every system: lower-case letters and digits with hyphens between them."""

UANumber = NewType("UANumber", str)
"""`46/19`, or `46/19-3` with the number of an update: as printed, without leading zeros."""

_SIGNS = r"[,.;|‐–'’-]+"
_RESERVED_ON_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d")

_UA_NUMBER = re.compile(r"[A-Za-zÀ-ÿ. :-]*0*([0-9]{1,3})\s?[/.]\s?(?:19|20)?([0-9]{2})(?:-0*([0-9]{1,2}))?\s*")


def _is_shaped(text: str) -> bool:
    return len(text.encode()) <= 80 and all(part.isalnum() and part == part.lower() for part in text.split("-"))


def is_slug(text: str) -> bool:
    """Whether a text is an id that can become a file name."""
    return _is_shaped(text) and not is_reserved(text)


def is_reserved(name: str) -> bool:
    """Whether Windows has no file or folder with this lower-case name."""
    return _RESERVED_ON_WINDOWS.fullmatch(name) is not None


def same_spelling(name: str) -> str:
    """A name or an address for comparison: composed letters, without capitals, blanks and signs."""
    folded = "".join((name if name.isascii() else unicodedata.normalize("NFC", name)).casefold().split())
    return folded if folded.isalnum() else re.sub(_SIGNS, "", folded)


def slug(text: str) -> Slug:
    """Check an id that becomes a file name; raises ValueError saying what is allowed."""
    normal = unicodedata.normalize("NFC", text)
    if not _is_shaped(normal):
        hint = message("use lower-case letters and digits, separated by hyphens: ua-046-19")
        raise WrongValueError(message("“{text}” cannot be an id", text=text), hint)
    if is_reserved(normal):
        taken = message("“{text}” is a name reserved by Windows", text=text)
        raise WrongValueError(taken, message("use {text}-1", text=text))
    return Slug(normal)


def match_ua_number(text: str) -> UANumber | None:
    """Any printed form of a UA number → `46/19` or `46/19-3`; None for any other text."""
    if len(text) > limits.LINE or (match := _UA_NUMBER.fullmatch(text)) is None:
        return None
    number, year, update = match.groups()
    return UANumber(f"{int(number)}/{year}" + (f"-{update}" if update else ""))


def ua_number(text: str) -> UANumber:
    """Parse a text that must be a UA number; raises ValueError."""
    if (number := match_ua_number(text)) is None:
        hint = message("it looks like 46/19, or 46/19-3 for an update")
        raise WrongValueError(message("“{text}” is not a UA number", text=text), hint)
    return number
