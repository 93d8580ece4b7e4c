"""The country that an address itself names: at its end, or as a sign before its postcode."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from appealgen.language.locales import folded_name, iso_countries
from appealgen.language.parsing import country_of, everyday_names
from appealgen.model.identifiers import Country
from appealgen.post.address_forms import needs_town
from appealgen.post.country import countries_in_addresses, without_country
from appealgen.post.postcodes import ends_in_town, names_town, odd_postcode, regions
from appealgen.post.territories import state_of

_SHORT = frozenset({"us", "usa", "uk", "uae"})
"""Short forms of countries; other short words at the end of an address are states: Portland, OR."""
_WORDS = 4
"""Maximum number of words in a country's name without a comma before it."""
_SIGN = re.compile(r"(?:^|,\s*)([A-Z]{1,3})-(\d[\d ]{2,5}\d)\b")
_PART = re.compile(r"[\n|,]")


def without_own_country(address: str, country: Country) -> str:
    """An address in one cell without its own country at the end; it stays if it is also the only town."""
    lines = tuple(line.strip() for line in re.split(r"[\n|]", address) if line.strip())
    bare = without_country(lines, country)
    return "\n".join(bare) if bare != lines and (names_town(bare, country) or not needs_town(country)) else address


def other_country(address: str, towns: Sequence[str], country: Country | None) -> Country | None:
    """A country other than `country` that the end of an address names, or the sign before the postcode in a town."""
    *before, last = [part for part in _PART.split(address) if part.strip()] or [""]
    found = _called(last.strip(" .")) if before else None
    if found is not None and not (names_town(before, found) or not needs_town(found)):
        found = None  # 5 Main Street, Lebanon: the town
    if found is not None and country is not None and folded_name(last) in map(folded_name, regions(country)):
        found = None
    named = found or next((sign for town in (*towns, last.strip()) if (sign := _signed(town)) is not None), None)
    if named is None or (country is not None and state_of(named) == state_of(country)):
        return None
    return named


class TownAndCountry(NamedTuple):
    """The end of an address without a comma before its country."""

    town: str
    country: Country


def country_behind_town(text: str) -> TownAndCountry | None:
    """`Boise ID 83702 US`, `10117 Berlin Germany` → the town and the country; None for any other text."""
    words = text.split(" ")
    last = words[-1].casefold() if words[-1].isascii() else folded_name(words[-1])
    if last not in _last_words():
        return None
    for count in range(min(_WORDS, len(words) - 1), 0, -1):
        town, name = " ".join(words[:-count]), " ".join(words[-count:])
        short = folded_name(name) in _SHORT
        country = country_of(name) if short else countries_in_addresses().get(folded_name(name))
        if country is not None and ends_in_town(town, country):
            return TownAndCountry(town, Country(country))
    return None


@cache
def _last_words() -> frozenset[str]:
    return _SHORT.union(name.rpartition(" ")[2] for name in countries_in_addresses())


@lru_cache(maxsize=4096)
def _called(text: str) -> Country | None:
    """The country that the last part of an address names; codes of two letters are states."""
    folded = folded_name(text)
    if any(map(str.isdigit, text)) or (len(folded) <= 3 and folded not in _SHORT):
        return None
    return country_of(text)


def _signed(town: str) -> Country | None:
    """The country of a sign before a postcode of its form: A-1010 Wien, CH-3011 Bern."""
    match = _SIGN.search(town) if "-" in town else None
    if match is None:
        return None
    sign = everyday_names().signs.get(match[1].casefold(), match[1])
    return Country(sign) if sign in iso_countries() and odd_postcode(match[2], sign) is None else None
