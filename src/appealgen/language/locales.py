"""Language tags, country codes, names and dates from CLDR. The only module that uses Babel."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global, parse_locale
from babel.dates import format_date
from babel.languages import get_official_languages
from babel.lists import format_list

from appealgen.errors import WrongValueError, did_you_mean, nearest
from appealgen.messages import Message, localized_name, message
from appealgen.model.identifiers import Country, Slug, Tag, UANumber, slug, ua_number

_RTL_SCRIPTS = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"})
_NAMES_ARE_SEARCHED_IN = ("en", "de", "fr", "es", "it", "pt", "nl", "ru")
_OTHER_NAMES = {
    "america": "US", "usa": "US", "united states of america": "US", "great britain": "GB", "britain": "GB",
    "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "holland": "NL", "czech republic": "CZ",
    "uk": "GB", "uae": "AE", "russian federation": "RU", "prc": "CN", "peoples republic of china": "CN",
    "islamic republic of iran": "IR", "republic of korea": "KR", "viet nam": "VN", "drc": "CD",
    "democratic republic of the congo": "CD", "republic of the congo": "CG", "syrian arab republic": "SY",
    "lao pdr": "LA", "palestine": "PS", "hong kong": "HK", "macau": "MO", "macao": "MO", "gambia": "GM",
    "turkey": "TR", "burma": "MM", "ivory coast": "CI", "vatican": "VA", "swaziland": "SZ", "macedonia": "MK",
    "grossbritannien": "GB", "grandebretagne": "GB", "grande bretagne": "GB", "gran bretana": "GB",
    "gran bretagna": "GB", "schottland": "GB", "ecosse": "GB", "escocia": "GB", "шотландия": "GB",
    "angleterre": "GB", "inglaterra": "GB", "англия": "GB", "nordirland": "GB",
    "brd": "DE", "bundesrepublik deutschland": "DE", "фрг": "DE", "amerika": "US", "amerique": "US",
    "vereinigte staaten von amerika": "US", "etatsunis damerique": "US", "estados unidos de america": "US",
    "eeuu": "US", "сша": "US", "америка": "US", "hollande": "NL", "holanda": "NL", "голландия": "NL",
    "рф": "RU", "россииская федерация": "RU", "weissrussland": "BY",
    "tschechische republik": "CZ", "republique tcheque": "CZ", "republica checa": "CZ", "ee uu": "US",
}  # fmt: skip
"""Names that people use and CLDR does not list, without capitals and accents."""
_CODES_PEOPLE_USE = {"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "kz": "kk", "se": "sv", "ua": "uk"}


@cache
def _english() -> Locale:
    return Locale("en")


def tag(text: str) -> Tag:
    """A BCP 47 tag in canonical case (`zh_hant` → `zh-Hant`); raises ValueError with the nearest tag or name."""
    wanted = text.strip().replace("_", "-")
    try:
        if not re.fullmatch(r"[A-Za-z0-9-]+", wanted):
            raise ValueError(wanted)
        language, territory, script, variant = parse_locale(wanted, sep="-")[:4]
    except ValueError:
        language, territory, script, variant = "", None, None, None
    language = get_global("language_aliases").get(language, language)
    names: Mapping[str, str] = _english().languages
    if language not in names or (variant and script and territory is None and len(wanted) > 20):
        known = named(text)
        hint = message("write {known}", known=known) if known else _tag_hint(wanted)
        raise WrongValueError(message("“{text}” is not a language tag", text=text), hint)
    return Tag("-".join(part for part in (language, script, territory, variant) if part))


def _tag_hint(wanted: str) -> Message:
    if (code := _CODES_PEOPLE_USE.get(wanted.lower())) is not None:
        return _did_you_mean(code, _english().languages[code], partial(language_name, code))
    names: Mapping[str, str] = {name: code for code, name in _english().languages.items() if "_" not in code}
    if (name := nearest(wanted, list(names), cutoff=0.7)) is not None:
        return _did_you_mean(names[name], name, partial(language_name, names[name]))
    return message("tags look like en, ru, zh-Hant, pt-BR")


def _did_you_mean(code: str, name: str, in_language: Callable[[str], str]) -> Message:
    return message("did you mean {code}, {name}?", code=code, name=localized_name(name, in_language))


def named(text: str) -> Tag | None:
    """The tag of a language called by its name, in English, in itself, or in one of the interface languages."""
    wanted = folded(text)
    if not wanted:
        return None
    for display in _NAMES_ARE_SEARCHED_IN:
        for code, name in Locale(display).languages.items():
            if folded(name) == wanted:
                return Tag(code.replace("_", "-"))
    for code in localedata.locale_identifiers():
        if "_" not in code and folded(str(Locale.parse(code).languages.get(code, ""))) == wanted:
            return Tag(code)
    return None


def tag_or_name(text: str) -> Tag:
    """A tag or a language's name → tag; raises ValueError with the nearest of either."""
    try:
        return tag(text) if len(text.split("-", maxsplit=1)[0]) <= 3 else named(text) or tag(text)
    except ValueError:
        if (known := named(text)) is not None:
            return known
        raise WrongValueError(
            message("“{text}” is not a language that is known here", text=text), _language_hint(text)
        ) from None


def _language_hint(text: str) -> Message:
    """The nearest name of a language that letters are often read in, as English or itself calls it; else a code."""
    common = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "ar", "zh", "ja", "tr", "pl", "uk", "fa")
    names = {language_name(code, display): code for code in reversed(common) for display in (code, "de", "fr", "en")}
    match = nearest(text.strip(), list(names), cutoff=0.75)
    if match is None:
        return _tag_hint(text.strip())
    return message("did you mean {name} ({code})?", name=match, code=names[match])


def country(text: str) -> Country:
    """An ISO 3166-1 alpha-2 code; raises ValueError naming the code of a country that is spelt out."""
    code = text.strip().upper()
    if code in iso_countries():
        return Country(code)
    if (known := _country_called(text)) is not None:
        raise WrongValueError(
            message("“{text}” is not an ISO 3166-1 code", text=text), message("write {known}", known=known)
        )
    raise WrongValueError(message("“{text}” is not an ISO 3166-1 code", text=text), _country_hint(text))


def country_or_name(text: str) -> Country:
    """A code or a country's name → code; raises ValueError with the nearest."""
    code = text.strip().upper()
    found = Country(code) if code in iso_countries() else _country_called(text)
    if found is None:
        raise WrongValueError(message("“{text}” is not a country that is known here", text=text), _country_hint(text))
    return found


def _country_hint(text: str) -> Message:
    names = {name: code for code, name in _english().territories.items() if code in iso_countries()}
    match = nearest(text, list(names), cutoff=0.75)
    if match is None:
        return message("codes look like GB, DE, KZ")
    return _did_you_mean(names[match], match, partial(country_name, names[match]))


@cache
def iso_countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes: CLDR's two-letter territories without its pseudo, grouping and reserved ones."""
    not_iso = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    names: Mapping[str, str] = _english().territories
    return frozenset(c for c in names if len(c) == 2 and c.isalpha() and c not in not_iso)


def other_names(territory: str) -> tuple[str, ...]:
    """Names that people use for a country and CLDR does not list, as `folded` gives them."""
    return tuple(name for name, code in _OTHER_NAMES.items() if code == territory)


def country_in_english(text: str) -> Country | None:
    """The country that an English name means; None for any other text."""
    wanted = folded(text)
    if wanted in _OTHER_NAMES:
        return Country(_OTHER_NAMES[wanted])
    return _english_countries().get(wanted)


@cache
def _english_countries() -> Mapping[str, Country]:
    return {folded(name): Country(code) for code, name in _english().territories.items() if code in iso_countries()}


def _country_called(text: str) -> Country | None:
    alias = get_global("territory_aliases").get(text.strip().upper(), [])
    if len(alias) == 1 and len(text.strip()) in (2, 3):
        return Country(alias[0])
    wanted = folded(text)
    if wanted in _OTHER_NAMES:
        return Country(_OTHER_NAMES[wanted])
    wanted = wanted if " and " not in wanted else folded(text.casefold().replace(" and ", " & "))  # as CLDR has it
    for display in _NAMES_ARE_SEARCHED_IN:
        for code, name in Locale(display).territories.items():
            if folded(name) == wanted and code in iso_countries():
                return Country(code)
    return None


def folded(name: str) -> str:
    """A name for comparison: without capitals, accents, apostrophes and “the”."""
    letters = (c for c in unicodedata.normalize("NFKD", name.strip().casefold()) if c.isalnum() or c == " ")
    return "".join(letters).removeprefix("the ")


SCALARS = {Tag: tag, Country: country, Slug: slug, UANumber: ua_number}
"""How the texts of a file become the model's typed texts."""


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
    found = get_official_languages(territory, regional=False, de_facto=True)
    if "nb" in found or "nn" in found:
        found = tuple(code for code in found if code != "no")
    return tuple(Tag(code.replace("_", "-")) for code in found)


def right_to_left(language_tag: str) -> bool:
    """Whether the language's script runs from right to left."""
    return _maximized(language_tag)[1] in _RTL_SCRIPTS


def latin_script(language_tag: str) -> bool:
    """Whether the language is written in Latin letters."""
    return _maximized(language_tag)[1] == "Latn"


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
    return str(names.get(territory) or _english().territories.get(territory, territory))


def capitals(text: str, language_tag: str) -> str:
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


def suggest_language(text: str, offered: Sequence[str]) -> Message:
    """A hint for a language that is not offered: the nearest tag or name among those that are."""
    names = {language_name(code): code for code in offered}
    match = nearest(text, list(names))
    if match is None:
        return did_you_mean(text, list(offered))
    return _did_you_mean(names[match], match, partial(language_name, names[match]))


@cache
def month_names(language_tag: str) -> Mapping[str, int]:
    """Names and abbreviations of the months by CLDR, without capitals, accents and full stops → 1 to 12."""
    found: dict[str, int] = {}
    for width in ("abbreviated", "wide"):
        for form in ("stand-alone", "format"):
            names = _locale(language_tag).months[form][width]
            found |= {folded(name): number for number, name in names.items()}
    return found
