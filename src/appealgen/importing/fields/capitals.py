"""Find capitals in a text, and from their countries the host country of an embassy."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache

from appealgen import resources
from appealgen.importing.document_words import fold_letters
from appealgen.importing.fields.contacts import Contact
from appealgen.model.identifiers import Country

_POSTCODES = {
    r"(?<![A-Za-z0-9])[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}(?!\w)": "GB",
    r"(?:\bDC|\bNY|\bD\.C\.),?\s+\d{5}": "US",
    r"(?<!\w)[A-Z]\d[A-Z]\s?\d[A-Z]\d(?!\w)": "CA",
    r"(?<!\w)(?:ACT|NSW|VIC|QLD|SA|WA|TAS|NT)\s+\d{4}(?!\w)": "AU",
}


@cache
def countries_by_capital() -> Mapping[str, str]:
    """The country of each capital, by its name without accents."""
    countries: dict[str, str] = json.loads(resources.get("capitals.json").read_text(encoding="utf-8"))
    return countries


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(countries_by_capital(), key=len, reverse=True)
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, names)) + r")(?![^\W_])")


def capital_in(text: str) -> str | None:
    """The last capital that a text names, in small letters; also in e-mail addresses."""
    capitals = _pattern().findall(re.sub(r"[._@/-]", " ", fold_letters(text)))
    return capitals[-1] if capitals else None


def host_of(block: Contact, region: Country | None) -> tuple[Country | None, bool]:
    """The host country of an embassy, and whether it is only likely; `region` is that of the section that writes."""
    if block.country is not None:
        return block.country, False
    address = " ".join(block.address)
    for pattern, code in _POSTCODES.items():
        if re.search(pattern, address):
            return Country(code), False
    if town := capital_in(address):
        return Country(countries_by_capital()[town]), False
    if town := capital_in(" ".join((*block.email, *block.social.values()))):
        return Country(countries_by_capital()[town]), True
    return region, region is not None
