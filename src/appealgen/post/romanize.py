"""Town names in Latin letters, for addresses in another script. The only module that uses anyascii."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from appealgen.language.scripts import is_latin, script_of
from appealgen.post.address_metadata import address_metadata

_TRANSCRIBED = ("CYRILLIC", "GEORGIAN", "ARMENIAN", "GREEK")
"""Scripts that write every sound, so that a transcription is readable; Arabic and Hebrew omit the vowels."""
_CITY = r"(?:[\s-](?:Shi|si)| City)$"
_BEFORE_A_TOWN = r"(?:г|гор|город|м|місто|ქ)(?:\.\s*|\s+)"
_AFTER_A_TOWN = r"\s+(?:қ\.?|қаласы)"
_TOWN_OF = rf"(?i)^{_BEFORE_A_TOWN}|{_AFTER_A_TOWN}$"
"""“Town of” in Russian, Ukrainian and Georgian addresses; in Kazakh it follows the name."""
_MARKED_TOWN = rf"(?:{_BEFORE_A_TOWN})(?P<before>[^\W\d_].*)|(?P<behind>[^\W\d_].*?){_AFTER_A_TOWN}"


def marked_town(lines: Sequence[str]) -> str | None:
    """The town of an address that marks it: `г. Москва`; None for any other address."""
    parts = (re.sub(r"\d", "", part).strip() for line in reversed(lines) for part in line.split(","))
    marked = (re.fullmatch(_MARKED_TOWN, part) for part in parts)
    return next((match["before"] or match["behind"] for match in marked if match), None)


@lru_cache(maxsize=256)
def romanized(town: str, country: str) -> str | None:
    """A town's name in Latin letters: libaddressinput's, else a transcription; None if neither exists.

    Postcode and punctuation are left out.
    """
    bare = " ".join("".join(c for c in town if not c.isdecimal()).split())
    name = re.sub(_TOWN_OF, "", bare.strip(" ,.-–〒"))
    if known := _known(name, country):
        return known
    letters = [c for c in name if c.isalpha()]
    if not letters or not all(script_of(c) in _TRANSCRIBED for c in letters):
        return None
    from anyascii import anyascii

    return anyascii(name).replace("'", "").strip()  # Kazan for Казань


@lru_cache(maxsize=32)
def _regions(country: str) -> dict[str, str]:
    """Names of a country's regions in its own script → in Latin letters."""
    metadata = address_metadata(country)
    return {_bare_native(name): latin for name, latin in metadata.latin_names.items()} if metadata else {}


def _bare_native(region: str) -> str:
    return re.sub(r"^(?:місто|استان)\s+", "", region)


def _known(name: str, country: str) -> str | None:
    """The longest region that the name begins with or equals, or a city named behind it: 广东省广州市 → Guangzhou."""
    region = _longest(name, country)
    if region is None:
        return None
    latin = _regions(country)[region]
    city = _longest(name.removeprefix(region), country)
    if city is not None and re.search(_CITY, _regions(country)[city]):
        latin = _regions(country)[city]
    return re.sub(r"[\s-]+(?:Shi|si|Sheng|city|City|Governorate|Province|County|Region)$", "", latin)


def _longest(name: str, country: str) -> str | None:
    fitting = (native for native in _regions(country) if name.startswith(native) and not is_latin(native))
    return max(fitting, key=len, default=None)
