"""Names by which files call things, checked: language tags, countries, ids, numbers of Urgent Actions."""

import re
import unicodedata
from typing import NewType

from appealgen.errors import WrongValueError
from appealgen.messages import message

Tag = NewType("Tag", str)
"""A BCP 47 language tag in its canonical case: `kk`, `zh-Hant`, `pt-BR`."""

Country = NewType("Country", str)
"""An ISO 3166-1 alpha-2 code: `KZ`."""

UNKNOWN = Country("ZZ")
"""CLDR's code for a country that is not known."""

Slug = NewType("Slug", str)
"""A name that is safe as a file name on every system: lower-case letters and digits with hyphens between."""

UANumber = NewType("UANumber", str)
"""`46/19`, or with the number of an update `46/19-3`: as printed, without leading zeros."""

_RESERVED_ON_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d")

_UA_NUMBER = re.compile(r"[A-Za-zÀ-ÿ. :-]*0*([0-9]{1,3})\s?[/.]\s?(?:19|20)?([0-9]{2})(?:-0*([0-9]{1,2}))?\s*")


def slug(text: str) -> Slug:
    """Check an id that becomes a file name; raises ValueError saying what is allowed."""
    normal = unicodedata.normalize("NFC", text)
    parts = normal.split("-")
    if not all(part.isalnum() and part == part.lower() for part in parts) or len(normal.encode()) > 80:
        raise WrongValueError(
            message("“{text}” cannot be an id", text=text),
            message("lower-case letters and digits with hyphens between: ua-046-19"),
        )
    if _RESERVED_ON_WINDOWS.fullmatch(normal):
        raise WrongValueError(
            message("“{text}” is a name that Windows keeps for itself", text=text),
            message("{text}-1 would do", text=text),
        )
    return Slug(normal)


def ua_number(text: str) -> UANumber:
    """Any printed form of a UA number → `46/19` or `46/19-3`; raises ValueError."""
    if (match := _UA_NUMBER.fullmatch(text)) is None:
        raise WrongValueError(
            message("“{text}” is not a UA number", text=text), message("it looks like 46/19, or 46/19-3 for an update")
        )
    number, year, update = match.groups()
    return UANumber(f"{int(number)}/{year}" + (f"-{update}" if update else ""))
