"""Language tags, country codes, names and dates from CLDR. Only this module and `parsing` use Babel."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global, parse_locale
from babel.dates import format_date
from babel.languages import get_official_languages
from babel.lists import format_list

from appealgen.model.identifiers import Tag

_RTL_SCRIPTS = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"})


@cache
def english() -> Locale:
    """The English locale, by whose names languages and countries are known in messages."""
    return Locale("en")


@cache
def iso_countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes: CLDR's two-letter territories without its pseudo, grouping and reserved ones."""
    not_iso = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    names: Mapping[str, str] = english().territories
    return frozenset(c for c in names if len(c) == 2 and c.isalpha() and c not in not_iso)


def folded_name(name: str) -> str:
    """A name for comparison: without capitals, accents, apostrophes and “the”."""
    letters = (c for c in unicodedata.normalize("NFKD", name.strip().casefold()) if c.isalnum() or c == " ")
    return "".join(letters).removeprefix("the ")


@lru_cache(maxsize=256)
def _maximized(language_tag: str) -> tuple[str, str, str | None]:
    """(language, script, territory as given or None), the script from CLDR's likely subtags where none is given."""
    language, territory, script = parse_locale(language_tag, sep="-")[:3]
    if language in ("nb", "no"):
        language = "no"
    if script is None:
        likely = get_global("likely_subtags")
        full = likely.get(f"{language}_{territory}") or likely.get(language) or f"{language}_Zzzz_ZZ"
        script = full.split("_")[1]
    return language, script, territory


def territory_of(language_tag: str) -> str | None:
    """The country that a tag names: BR of `pt-BR`, none of `pt`."""
    return _maximized(language_tag)[2]


def same_language(one: str, other: str) -> bool:
    """Whether someone who reads one reads the other: CLDR's language and (likely) script are the same.

    `zh-TW` with `zh-Hant`, `pt-BR` with `pt`; `sr-Latn` apart from `sr-Cyrl`.
    """
    return _maximized(one)[:2] == _maximized(other)[:2]


def best_of(wanted: str, offered: Collection[str]) -> str | None:
    """The offered tag that serves `wanted`: the same tag, else the same region, else the same language and script."""
    if wanted in offered:
        return wanted
    fitting = [o for o in offered if same_language(wanted, o)]
    regional = [o for o in fitting if _maximized(o)[2] == _maximized(wanted)[2]]
    return next(iter(regional or fitting), None)


@lru_cache(maxsize=256)
def languages_of(territory: str) -> tuple[Tag, ...]:
    """Official and de facto official languages of a country by CLDR, most spoken first."""
    codes = get_official_languages(territory, regional=False, de_facto=True)
    if "nb" in codes or "nn" in codes:
        codes = tuple(code for code in codes if code != "no")
    return tuple(Tag(code.replace("_", "-")) for code in codes)


def right_to_left(language_tag: str) -> bool:
    """Whether the language's script runs from right to left."""
    return _maximized(language_tag)[1] in _RTL_SCRIPTS


def latin_script(language_tag: str) -> bool:
    """Whether the language is written in Latin letters."""
    return _maximized(language_tag)[1] == "Latn"


def has_italics(language_tag: str) -> bool:
    """Whether the language's script has italics, beside slanted letters that a word processor makes up."""
    return _maximized(language_tag)[1] in ("Latn", "Cyrl", "Grek")


@lru_cache(maxsize=256)
def _locale(language_tag: str, territory: str | None = None) -> Locale:
    """The CLDR locale language_COUNTRY where there is one, else the language's own default, for English `en_001`.

    Bare `en` would be American (April 10); the machine's locale decides nothing.
    """
    language, script, own_territory = _maximized(language_tag)
    language = language_tag.split("-", maxsplit=1)[0]
    for region in (own_territory, territory, "001" if language == "en" else None, None):
        for name in (f"{language}_{script}_{region}", f"{language}_{region}") if region else (f"{language}_{script}",):
            if localedata.exists(name):
                return Locale.parse(name)
    try:
        return Locale(language)
    except UnknownLocaleError:
        return Locale("en", "001")


@lru_cache(maxsize=256)
def proofing_tag(language_tag: str, territory: str | None = None) -> str:
    """The tag that word processors choose a spelling dictionary by: `en` from GB → `en-GB`, `ru` → `ru-RU`."""
    locale = _locale(language_tag, territory)
    region = locale.territory if locale.territory and locale.territory.isalpha() else None
    if region is None:
        likely = get_global("likely_subtags")
        full = likely.get(f"{locale.language}_{locale.script}") or likely.get(locale.language) or "_"
        region = "GB" if locale.language == "en" else full.rpartition("_")[2]
    return "-".join(part for part in (locale.language, region) if part)


@lru_cache(maxsize=1024)
def long_date(date: datetime.date, language_tag: str, territory: str | None = None) -> str:
    """A date in full for a letter: 15 April 2019, April 15, 2019, 15. April 2019, 15 апреля 2019 г."""
    return format_date(date, "long", locale=_locale(language_tag, territory))


@lru_cache(maxsize=1024)
def listed(items: tuple[str, ...], language_tag: str) -> str:
    """Items as a list in a sentence: A, B and C."""
    return format_list(items, locale=_locale(language_tag))


@lru_cache(maxsize=1024)
def country_name(territory: str, language_tag: str = "en") -> str:
    """A country's name by CLDR in a language; the code itself when CLDR has no name."""
    names: Mapping[str, Any] = _locale(language_tag).territories
    return str(names.get(territory) or english().territories.get(territory, territory))


def in_capitals(text: str, language_tag: str) -> str:
    """The text in capitals as its language writes them: İ in Turkish, no accents in Greek, no case in Georgian."""
    language = language_tag.split("-", maxsplit=1)[0]
    if language == "ka":
        return text
    if language in ("tr", "az"):
        text = text.replace("i", "İ")
    upper = text.upper()
    if language == "el":
        upper = unicodedata.normalize("NFC", unicodedata.normalize("NFD", upper).replace("\u0301", ""))
    return upper


@lru_cache(maxsize=1024)
def language_name(language_tag: str, display: str = "en") -> str:
    """A language's name by CLDR: Kazakh."""
    try:
        return str(Locale.parse(language_tag, sep="-").get_display_name(display) or language_tag)
    except UnknownLocaleError:  # CLDR knows the name of many more languages than it has locales for
        return str(Locale(display).languages.get(language_tag.split("-", maxsplit=1)[0], language_tag))


@cache
def month_names(language_tag: str) -> Mapping[str, int]:
    """Names and abbreviations of the months by CLDR, without capitals, accents and full stops → 1 to 12."""
    months: dict[str, int] = {}
    for width in ("abbreviated", "wide"):
        for form in ("stand-alone", "format"):
            names = _locale(language_tag).months[form][width]
            months |= {folded_name(name): number for number, name in names.items()}
    return months
