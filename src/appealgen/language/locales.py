"""Language tags, country codes, names and dates from CLDR. Only this module and `parsing` use Babel."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import cache, lru_cache, partial
from typing import Any

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global, parse_locale
from babel.dates import format_date
from babel.languages import get_official_languages
from babel.lists import format_list

from appealgen import resources
from appealgen.model.identifiers import Tag
from appealgen.yamlfile.reader import load_yaml

_RTL_SCRIPTS = frozenset({"Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg"})
_ZEROS = {
    "adlm": 0x1E950,
    "arab": 0x0660,
    "arabext": 0x06F0,
    "beng": 0x09E6,
    "cakm": 0x11136,
    "deva": 0x0966,
    "hmnp": 0x1E140,
    "mtei": 0xABF0,
    "mymr": 0x1040,
    "nkoo": 0x07C0,
    "olck": 0x1C50,
    "tibt": 0x0F20,
}
"""The digit zero of each numbering system that some locale uses by default (CLDR, numberingSystems.xml)."""


@cache
def english() -> Locale:
    """The English locale; messages name languages and countries by it."""
    return Locale("en")


@cache
def iso_countries() -> frozenset[str]:
    """ISO 3166-1 alpha-2 codes: CLDR's two-letter territories without pseudo, grouping and reserved codes."""
    not_iso = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    names: Mapping[str, str] = english().territories
    return frozenset(c for c in names if len(c) == 2 and c.isalpha() and c not in not_iso)


def folded_name(name: str) -> str:
    """A name prepared for comparison: without capitals, accents, apostrophes and “the”."""
    letters = (c for c in unicodedata.normalize("NFKD", name.strip().casefold()) if c.isalnum() or c == " ")
    return "".join(letters).removeprefix("the ")


@lru_cache(maxsize=256)
def _maximized(language_tag: str) -> tuple[str, str, str | None]:
    """(language, script, territory as given or None); a missing script comes from CLDR's likely subtags."""
    language, territory, script = parse_locale(language_tag, sep="-")[:3]
    if language in ("nb", "no"):
        language = "no"
    return language, script or _likely(f"{language}-{territory}" if territory else language)[1], territory


@lru_cache(maxsize=256)
def _likely(language_tag: str) -> tuple[str, str, str]:
    """Language, script and region, completed from CLDR's likely subtags: `pt` → pt, Latn, BR."""
    language, territory, script = parse_locale(language_tag, sep="-")[:3]
    likely = get_global("likely_subtags")
    names = (f"{language}_{script}", f"{language}_{territory}", language)
    full = next((likely[name] for name in names if name in likely), f"{language}_Zzzz_ZZ").split("_")
    return full[0], full[1], full[2]


def territory_of(language_tag: str) -> str | None:
    """The country that a tag names: BR for `pt-BR`, None for `pt`."""
    return _maximized(language_tag)[2]


def likely_territory(language_tag: str) -> str:
    """The country in which a language is most at home by CLDR: IT of `it`, ZZ of one that it does not know."""
    return _likely(language_tag)[2]


def same_language(one: str, other: str) -> bool:
    """Whether readers of one tag can read the other: the same language and the same (likely) script by CLDR.

    `zh-TW` matches `zh-Hant`, and `pt-BR` matches `pt`; `sr-Latn` does not match `sr-Cyrl`.
    """
    return _maximized(one)[:2] == _maximized(other)[:2]


def best_of(wanted: str, offered: Collection[str]) -> str | None:
    """The offered tag that suits readers of `wanted`: the same tag, else the nearest with the same language and script.

    Regions with a common parent in CLDR are near: `pt-AO` takes `pt-PT` before `pt-BR`, `en-IE` takes `en-GB`.
    """
    if wanted in offered:
        return wanted
    fitting = [o for o in offered if same_language(wanted, o)]
    return min(fitting, key=partial(_distance, wanted), default=None) if len(fitting) > 1 else next(iter(fitting), None)


def _distance(wanted: str, offered: str) -> tuple[int, bool]:
    """Steps to the nearest common parent, then whether the regions differ; a missing region is the likely one."""
    own, others = _parents(wanted), _parents(offered)
    regions = (_maximized(tag)[2] or _likely(tag)[2] for tag in (wanted, offered))
    return next((n for n, name in enumerate(own) if name in others), len(own)), len(set(regions)) > 1


@lru_cache(maxsize=256)
def _parents(language_tag: str) -> tuple[str, ...]:
    """A locale and its parents in CLDR: pt_AO, pt_PT, pt."""
    language, script, territory = _maximized(language_tag)
    name = "_".join(part for part in (language, script if script != _likely(language)[1] else "", territory) if part)
    exceptions, names = get_global("parent_exceptions"), list[str]()
    while name and name != "root":
        names.append(name)
        name = exceptions.get(name) or name.rpartition("_")[0]
    return tuple(names)


@lru_cache(maxsize=256)
def cldr_version() -> str:
    """The version of CLDR that Babel contains."""
    from babel.core import get_cldr_version

    return get_cldr_version()


def script_of_language(language_tag: str) -> str:
    """The ISO 15924 code of a language's script: Latn, Cyrl, Hant."""
    return _maximized(language_tag)[1]


@lru_cache(maxsize=256)
def as_in(language_tag: str, territory: str) -> Tag:
    """A bare language as a country writes it, if CLDR knows only one way: `zh` in Taiwan → `zh-Hant`."""
    own = languages_of(territory)
    written = [tag for tag in own if tag.partition("-")[0] == language_tag]
    return written[0] if len(written) == 1 and language_tag not in own else Tag(language_tag)


@lru_cache(maxsize=256)
def languages_of(territory: str) -> tuple[Tag, ...]:
    """Official and de facto official languages of a country by CLDR, the most widely spoken first."""
    codes = get_official_languages(territory, regional=False, de_facto=True)
    if "nb" in codes or "nn" in codes:
        codes = tuple(code for code in codes if code != "no")
    return tuple(Tag(code.replace("_", "-")) for code in codes)


def in_region(language_tag: str, territory: str) -> Tag:
    """A bare language as a country writes it: `zh` in Taiwan → `zh-Hant`, `pt` in Angola → `pt-AO`."""
    bare = language_tag in languages_of(territory) and "-" not in language_tag
    return Tag(f"{language_tag}-{territory}") if bare else as_in(language_tag, territory)


def right_to_left(language_tag: str) -> bool:
    """Whether the language's script runs from right to left."""
    return _maximized(language_tag)[1] in _RTL_SCRIPTS


def latin_script(language_tag: str) -> bool:
    """Whether the language is written in Latin letters."""
    return _maximized(language_tag)[1] == "Latn"


def has_italics(language_tag: str) -> bool:
    """Whether the script has true italics; word processors slant the letters of any other script."""
    return _maximized(language_tag)[1] in ("Latn", "Cyrl", "Grek")


@lru_cache(maxsize=256)
def _locale(language_tag: str, territory: str | None = None) -> Locale:
    """The CLDR locale language_COUNTRY if there is one, else the language's own default, for English `en_001`.

    Bare `en` would be American (April 10). The machine's locale has no influence.
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
    """The tag by which word processors choose a dictionary: `en` from GB → `en-GB`, `ru` → `ru-RU`."""
    locale = _locale(language_tag, territory)
    region = locale.territory if locale.territory and locale.territory.isalpha() else None
    if region is None:
        written = f"{locale.language}-{locale.script}" if locale.script else locale.language
        region = "GB" if locale.language == "en" else _likely(written)[2]
    checked = _proofing_languages().get(locale.language)
    if checked and region not in checked:
        region = checked[0]
    return "-".join(part for part in (locale.language, region) if part)


@cache
def _proofing_languages() -> Mapping[str, tuple[str, ...]]:
    return load_yaml(resources.get("proofing_languages.yaml"), dict[str, tuple[str, ...]], {})


@lru_cache(maxsize=1024)
def long_date(date: datetime.date, language_tag: str, territory: str | None = None) -> str:
    """A date in full for a letter: 15 April 2019, April 15, 2019, 15 апреля 2019 г., ۱۵ آوریل ۲۰۱۹.

    From CLDR, in the locale's own numerals, with the first of the month as the language writes it: 1er avril 2019.
    """
    locale = _locale(language_tag, territory)
    # few fonts for letters have CLDR's narrow space in 2019 г.
    pattern = str(locale.date_formats["long"].pattern).replace("\u202f", "\u00a0")
    if date.day == 1 and (first := _first_of_month(str(locale).replace("_", "-"))) is not None:
        pattern = re.sub(r"(?<![\w'])dd?(?![\w'])", f"'{first}'", pattern, count=1)
    return _in_numerals(format_date(date, pattern, locale=locale), locale)


def _first_of_month(language_tag: str) -> str | None:
    """How the language writes the first day of a month; None where it is an ordinary number."""
    firsts = load_yaml(resources.get("dates.yaml"), dict[str, dict[str, str]], {})["first_of_month"]
    return next((firsts[tag] for name in _parents(language_tag) if (tag := name.replace("_", "-")) in firsts), None)


def in_numerals(text: str, language_tag: str, territory: str | None = None) -> str:
    """A text with its digits in the locale's own numerals by CLDR: ۲۰۲۶ for `fa`."""
    return _in_numerals(text, _locale(language_tag, territory))


def _in_numerals(text: str, locale: Locale) -> str:
    zero = _ZEROS.get(locale.default_numbering_system)
    return text.translate({ord("0") + n: chr(zero + n) for n in range(10)}) if zero else text


def number_in(number: int | Decimal, language_tag: str) -> str:
    """A number as its language writes it, with all its decimals: 20 000, 20.000, 1,50."""
    if isinstance(number, int) and abs(number) < 1000:
        return in_numerals(str(number), language_tag)
    from babel.numbers import format_decimal

    places = 0 if isinstance(number, int) else max(-int(number.as_tuple().exponent), 0)
    pattern = "#,##0" + ("." + "0" * places if places else "")
    locale = _locale(language_tag)
    return format_decimal(number, pattern, locale=locale, numbering_system="default")


@lru_cache(maxsize=1024)
def listed(items: tuple[str, ...], language_tag: str) -> str:
    """Items as a list in a sentence: A, B and C."""
    return format_list(items, locale=_locale(language_tag))


@lru_cache(maxsize=1024)
def country_name(territory: str, language_tag: str = "en") -> str:
    """A country's CLDR name in a language; the code itself if CLDR has no name."""
    names: Mapping[str, Any] = _locale(language_tag).territories
    return str(names.get(territory) or english().territories.get(territory, territory))


def in_capitals(text: str, language_tag: str) -> str:
    """The text in capitals as its language writes them: İ in Turkish, no accents in Greek, no change in Georgian."""
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
    """A language's CLDR name: Kazakh."""
    try:
        return str(Locale.parse(language_tag, sep="-").get_display_name(display) or language_tag)
    except UnknownLocaleError:  # CLDR has names for many more languages than it has locales
        return str(Locale(display).languages.get(language_tag.split("-", maxsplit=1)[0], language_tag))


@cache
def months_as_written(language_tag: str) -> frozenset[str]:
    """CLDR's names and abbreviations of the months, unchanged."""
    months = _locale(language_tag).months
    return frozenset(n for form in months.values() for w in ("abbreviated", "wide") for n in form[w].values())


@cache
def month_names(language_tag: str) -> Mapping[str, int]:
    """CLDR's names and abbreviations of the months, without capitals, accents and full stops → 1 to 12."""
    months: dict[str, int] = {}
    for width in ("abbreviated", "wide"):
        for form in ("stand-alone", "format"):
            names = _locale(language_tag).months[form][width]
            months |= {folded_name(name): number for number, name in names.items()}
    return months
