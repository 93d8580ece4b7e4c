"""What people write for a language or a country → its tag or code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from babel import Locale, localedata
from babel.core import get_global, parse_locale

from appealgen.errors import WrongValueError, did_you_mean, nearest
from appealgen.language.locales import country_name, english, folded_name, iso_countries, language_name
from appealgen.messages import Message, localized_name, message
from appealgen.model.identifiers import Country, Slug, Tag, UANumber, slug, ua_number

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


def parse_tag(text: str) -> Tag:
    """A BCP 47 tag in canonical case (`zh_hant` → `zh-Hant`); raises ValueError with the nearest tag or name."""
    wanted = text.strip().replace("_", "-")
    try:
        if not re.fullmatch(r"[A-Za-z0-9-]+", wanted):
            raise ValueError(wanted)
        language, territory, script, variant = parse_locale(wanted, sep="-")[:4]
    except ValueError:
        language, territory, script, variant = "", None, None, None
    language = get_global("language_aliases").get(language, language)
    names: Mapping[str, str] = english().languages
    if language not in names or (variant and script and territory is None and len(wanted) > 20):
        known = language_called(text)
        hint = message("write {known}", known=known) if known else _tag_hint(wanted)
        raise WrongValueError(message("“{text}” is not a language tag", text=text), hint)
    return Tag("-".join(part for part in (language, script, territory, variant) if part))


def _tag_hint(wanted: str) -> Message:
    if (code := _CODES_PEOPLE_USE.get(wanted.lower())) is not None:
        return _did_you_mean(code, english().languages[code], partial(language_name, code))
    names: Mapping[str, str] = {name: code for code, name in english().languages.items() if "_" not in code}
    if (name := nearest(wanted, list(names), cutoff=0.7)) is not None:
        return _did_you_mean(names[name], name, partial(language_name, names[name]))
    return message("tags look like en, ru, zh-Hant, pt-BR")


def _did_you_mean(code: str, name: str, in_language: Callable[[str], str]) -> Message:
    return message("did you mean {code}, {name}?", code=code, name=localized_name(name, in_language))


def language_called(text: str) -> Tag | None:
    """The tag of a language called by its name, in English, in itself, or in one of the interface languages."""
    wanted = folded_name(text)
    if not wanted:
        return None
    for display in _NAMES_ARE_SEARCHED_IN:
        for code, name in Locale(display).languages.items():
            if folded_name(name) == wanted:
                return Tag(code.replace("_", "-"))
    for code in localedata.locale_identifiers():
        if "_" not in code and folded_name(str(Locale.parse(code).languages.get(code, ""))) == wanted:
            return Tag(code)
    return None


def parse_language(text: str) -> Tag:
    """A tag or a language's name → tag; raises ValueError with the nearest of either."""
    try:
        return parse_tag(text) if len(text.split("-", maxsplit=1)[0]) <= 3 else language_called(text) or parse_tag(text)
    except ValueError:
        if (known := language_called(text)) is not None:
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


def parse_country_code(text: str) -> Country:
    """An ISO 3166-1 alpha-2 code; raises ValueError naming the code of a country that is spelt out."""
    code = text.strip().upper()
    if code in iso_countries():
        return Country(code)
    if (known := _country_called(text)) is not None:
        raise WrongValueError(
            message("“{text}” is not an ISO 3166-1 code", text=text), message("write {known}", known=known)
        )
    raise WrongValueError(message("“{text}” is not an ISO 3166-1 code", text=text), _country_hint(text))


def parse_country(text: str) -> Country:
    """A code or a country's name → code; raises ValueError with the nearest."""
    code = text.strip().upper()
    found = Country(code) if code in iso_countries() else _country_called(text)
    if found is None:
        raise WrongValueError(message("“{text}” is not a country that is known here", text=text), _country_hint(text))
    return found


def _country_hint(text: str) -> Message:
    names = {name: code for code, name in english().territories.items() if code in iso_countries()}
    match = nearest(text, list(names), cutoff=0.75)
    if match is None:
        return message("codes look like GB, DE, KZ")
    return _did_you_mean(names[match], match, partial(country_name, names[match]))


def other_country_names(territory: str) -> tuple[str, ...]:
    """Names that people use for a country and CLDR does not list, as `folded` gives them."""
    return tuple(name for name, code in _OTHER_NAMES.items() if code == territory)


def country_in_english(text: str) -> Country | None:
    """The country that an English name means; None for any other text."""
    wanted = folded_name(text)
    if wanted in _OTHER_NAMES:
        return Country(_OTHER_NAMES[wanted])
    return _english_countries().get(wanted)


@cache
def _english_countries() -> Mapping[str, Country]:
    return {folded_name(name): Country(code) for code, name in english().territories.items() if code in iso_countries()}


def _country_called(text: str) -> Country | None:
    alias = get_global("territory_aliases").get(text.strip().upper(), [])
    if len(alias) == 1 and len(text.strip()) in (2, 3):
        return Country(alias[0])
    wanted = folded_name(text)
    if wanted in _OTHER_NAMES:
        return Country(_OTHER_NAMES[wanted])
    wanted = wanted if " and " not in wanted else folded_name(text.casefold().replace(" and ", " & "))  # as CLDR has it
    for display in _NAMES_ARE_SEARCHED_IN:
        for code, name in Locale(display).territories.items():
            if folded_name(name) == wanted and code in iso_countries():
                return Country(code)
    return None


def suggest_language(text: str, offered: Sequence[str]) -> Message:
    """A hint for a language that is not offered: the nearest tag or name among those that are."""
    names = {language_name(code): code for code in offered}
    match = nearest(text, list(names))
    if match is None:
        return did_you_mean(text, list(offered))
    return _did_you_mean(names[match], match, partial(language_name, names[match]))


SCALARS = {Tag: parse_tag, Country: parse_country_code, Slug: slug, UANumber: ua_number}
"""How the texts of a file become the model's typed texts."""
