"""Columns of an address → its lines, in the order of its country."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from appealgen import resources
from appealgen.language.locales import folded_name
from appealgen.language.parsing import SCALARS
from appealgen.language.scripts import is_latin
from appealgen.model.identifiers import Country
from appealgen.post.address_metadata import address_metadata
from appealgen.yamlfile.reader import load_yaml

_UNKNOWN = "%A%n%C %Z%n%S"
"""The form for a country in neither table: it loses nothing."""
_ALONE = re.compile(r"\d+ ?[^\W\d_]?|[^\W\d_]")
_STREET = "\0"
_UNUSED = re.compile(r"%[NODX]|(?<=%n)[A-Z]{1,3}[- ]?(?=%Z)")
"""Fields without a column (name, organization, quarter, code of a post office), and signs before postcodes."""


@dataclass(frozen=True, kw_only=True)
class _AddressForm:
    country: Country
    latin: str
    native: str = ""
    town: str = ""
    source: str


@dataclass(frozen=True)
class _AddressForms:
    """`address_forms.yaml`."""

    forms: tuple[_AddressForm, ...]
    house_numbers: Mapping[str, str]
    flats: Mapping[str, str]
    flat_words: Mapping[str, str]
    region_codes: str


class _Written(NamedTuple):
    latin: str
    native: str
    town: str
    house: str
    regions: Mapping[str, tuple[str, str]]
    """Folded name → spelling in Latin letters, and in the country's own."""
    needs_town: bool


@cache
def _forms() -> _AddressForms:
    return load_yaml(resources.get("address_forms.yaml"), _AddressForms, SCALARS)


@lru_cache(maxsize=256)
def _written(country: str) -> _Written:
    own = next((form for form in _forms().forms if form.country == country), None)
    house = next(
        (form for form, those in _forms().house_numbers.items() if country in those.split()), "{street} {house}"
    )
    metadata = address_metadata(country)
    if metadata is None:
        return _Written(_UNKNOWN, _UNKNOWN, "", house, {}, False)
    latin = own.latin if own else _with_town(metadata.latin_format)
    native = (own.native if own else "") or _with_town(metadata.native_format) or latin
    coded, regions = country in _forms().region_codes.split(), {}
    for key, name, latin_name in metadata.regions:
        written = (latin_name or (key if coded else ""), name if is_latin(key) else key)
        regions.update({folded_name(one): written for one in (key, name, latin_name) if one})
    return _Written(latin, native, own.town if own else "", house, regions, "C" in metadata.required)


def _with_town(form: str) -> str:
    """libaddressinput's form without unused fields; with a line for the town, and a place for the postcode."""
    form = _UNUSED.sub("", form)
    if form and "%C" not in form:
        form = form.replace("%A", "%A%n%C", 1)
    return form if "%Z" in form or not form else form.replace("%C", "%C %Z", 1)


def street_line(street: str, house: str, country: str) -> str:
    """Street and house number as the country writes them together: `12 High Street`, `Weg 3`.

    In Han and kana the number follows without a space, in Hangul with one.
    """
    if not street.isascii():
        if any("⺀" <= c <= "鿿" for c in street):
            return f"{street}{house}"
        if any("가" <= c <= "힣" for c in street):
            return f"{street} {house}"
    return _written(country).house.format(street=street, house=house)


def with_flat(street: str, flat: str, word: str, country: str) -> str:
    """A street line with a flat, stairs or a floor as the country writes them; `word` goes before a number alone.

    An addition to the house number has an empty word: 112 bis.
    """
    if not word:
        return f"{street} {flat}"
    word = _own_word(word, street, country)
    form = next((form for form, those in _forms().flats.items() if country in those.split()), "{street}, {flat}")
    return form.format(street=street, flat=flat if "/{" in form else flat_text(flat, word))


def _own_word(word: str, street: str, country: str) -> str:
    """The country's word for a flat in place of another country's, in the script of the street; others as they are."""
    words = _forms().flat_words
    if not any(word in each.split() for each in words):
        return word
    own = next((each for each, those in words.items() if country in those.split()), word).split()
    return own[-1] if is_latin(street) else own[0]


def flat_text(flat: str, word: str) -> str:
    """`Flat 4` for a number or a letter alone; any other text is complete: `Apt 4b`, `3.º izda.`."""
    return f"{word} {flat}" if word and _ALONE.fullmatch(flat) else flat


def address_lines(streets: Sequence[str], city: str, postcode: str, country: str, region: str = "") -> tuple[str, ...]:
    """The lines of an address in the country's order, in Latin letters or in its own script.

    The region is left out if the country's addresses have none, or if the postcode begins with it.
    """
    street = "\n".join(streets)
    native = not (is_latin(street) and is_latin(city))
    return tuple(_around_street(city, postcode, country, region, native).replace(_STREET, street).split("\n"))


@lru_cache(maxsize=4096)
def _around_street(city: str, postcode: str, country: str, region: str, native: bool) -> str:
    """The lines of an address with a placeholder for the street lines. Cached: many people of a roster share a town."""
    rules = _written(country)
    form = rules.native if native else rules.latin
    latin, own = rules.regions.get(folded_name(region), ("", "")) if region else ("", "")
    region = (own if native else latin) or region
    if region and postcode.casefold().startswith(region.casefold()):
        region = ""
    values = {"A": _STREET, "C": city, "S": region, "Z": postcode}
    return "\n".join(filter(None, (_filled(line, values) for line in _lines_of(form, bool(region)))))


@lru_cache(maxsize=256)
def _lines_of(form: str, has_region: bool) -> tuple[tuple[tuple[str, str], ...], ...]:
    """For each line of a form, its fields with the text before each of them."""
    if not has_region:
        form = form.replace("%n%S %Z", " %Z").replace("%C%n%Z %S", "%Z %C")
    return tuple(tuple(re.findall(r"([^%]*)%([ACSZ])", line)) for line in form.split("%n"))


def _filled(line: tuple[tuple[str, str], ...], values: Mapping[str, str]) -> str:
    """One line of an address; the text between two fields is kept if both are filled."""
    text = ""
    for before, field in line:
        if value := values[field]:
            text += before + value if text or before == before.strip() else value
    return text


def only_town(country: str) -> str:
    """The town of a city state: Singapore; empty for others."""
    return _written(country).town


def writes_region(country: str) -> bool:
    """Whether a region belongs in the country's addresses."""
    return "%S" in _written(country).latin


def needs_town(country: str) -> bool:
    """Whether an address of the country is incomplete without a town; not in a city state."""
    return _written(country).needs_town
