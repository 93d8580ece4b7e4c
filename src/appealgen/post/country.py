"""The country of an address: found among its lines, and as the last line for the post of the sender's country."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from appealgen.language.locales import (
    SCALARS,
    capitals,
    country_in_english,
    country_name,
    country_names,
    folded,
    languages_of,
)
from appealgen.model import Tag
from appealgen.post.tables import load_all

_CITIES_CALLED_AS_THEIR_COUNTRY = frozenset(["DJ", "GT", "KW", "LU", "MC", "MX", "PA", "SG", "SM"])
"""There the name alone may be the town: it is the country only where it stands twice."""
_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, kw_only=True)
class _Table:
    names: dict[str, dict[Tag, str]]


@cache
def _overrides(roots: tuple[Path, ...]) -> dict[str, dict[Tag, str]]:
    tables = load_all("country_names.yaml", _Table, SCALARS, roots)
    return {code: dict(names) for table in reversed(tables) for code, names in table.names.items()}


@lru_cache(maxsize=1024)
def postal_name(country: str, language: str, roots: tuple[Path, ...] = ()) -> str:
    """A country's name as it stands on mail, in a language: CLDR's, in full and without comments."""
    own = _overrides(roots).get(country, {}).get(Tag(language))
    name = own or _BRACKETS.sub("", country_name(country, language))
    if language == "en":
        name = name.replace("St. ", "Saint ").replace(" & ", " and ")
    return name.replace("’", "'")


def country_line(country: str, languages: Sequence[str], roots: tuple[Path, ...] = ()) -> str:
    """The country in capitals, in one language or two: `KASACHSTAN`, `KASACHSTAN / KAZAKHSTAN`.

    DIN 5008, La Poste and USPS Publication 28 agree on the sender's language, capitals and a line of its own.
    """
    names = [capitals(postal_name(country, language, roots), language) for language in languages]
    return " / ".join(dict.fromkeys(names))


def without_country(lines: Sequence[str], country: str, origin: str) -> tuple[str, ...]:
    """Address lines without their own country, which gets a line of its own: `Tehran, Iran` → `Tehran`.

    It is looked for in the last line, whole or after the last comma, and as the whole first line.
    """
    kept = [line.strip().rstrip(",").strip() for line in lines if line.strip(" ,")]
    if len(kept) > 1 and _is_country(kept[0], country, origin):
        kept = kept[1:]
    if kept:
        *before, last = kept
        head, comma, tail = last.rpartition(",")
        if before and _is_country(last, country, origin) and _may_go(last, before, country):
            kept = before
        elif comma and _is_country(tail, country, origin) and _may_go(tail, [*before, head], country):
            kept = [*before, head.strip().rstrip(",")]
    return tuple(kept)


def other_country(lines: Sequence[str], country: str) -> str | None:
    """The country that stands at the end of an address although the address is in another one; else None."""
    if not lines:
        return None
    last = lines[-1].rpartition(",")[2]
    named = country_in_english(last) if not any(c.isdigit() for c in last) else None
    return named if named and named != country else None


def _may_go(name: str, rest: Sequence[str], country: str) -> bool:
    if country not in _CITIES_CALLED_AS_THEIR_COUNTRY:
        return True
    return any(folded(name) in folded(line) for line in rest)


def _is_country(text: str, country: str, origin: str) -> bool:
    if any(c.isdigit() for c in text):
        return False
    wanted = folded(text.strip(" ,."))
    return wanted in country_names(country, ()) or wanted in country_names(country, _spoken(country, origin))


@lru_cache(maxsize=256)
def _spoken(country: str, origin: str) -> tuple[str, ...]:
    """Languages in which an address may name its country: its own, and those of the country of posting."""
    return (*languages_of(country)[:3], *languages_of(origin)[:3])
