"""Parse names of languages and countries into tags and codes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from babel import Locale
from babel.core import get_global, parse_locale

from appealgen import resources
from appealgen.errors import WrongValueError, did_you_mean, meant, nearest
from appealgen.language.locales import (
    country_name,
    english,
    folded_name,
    iso_countries,
    language_name,
    languages_of,
    latin_script,
)
from appealgen.language.scripts import script_of
from appealgen.messages import Message, localized_name, message
from appealgen.model.identifiers import Country, Slug, Tag, UANumber, slug, ua_number
from appealgen.yamlfile.reader import load_yaml

_FLAG = "[🇦-🇿]{2}"
_WIDE_SCRIPTS = frozenset({"CYRILLIC", "GREEK", "HEBREW"})
"""Scripts that no country writes its addresses in unless its own name is written so too."""
_NAMES_ARE_SEARCHED_IN = ("en", "de", "fr", "es", "it", "pt", "nl", "ru")


@dataclass(frozen=True, kw_only=True)
class EverydayNames:
    """Everyday names of languages and the words around them; data/everyday_names.yaml describes the keys."""

    names: dict[str, tuple[str, ...]]
    codes: dict[str, str]
    signs: dict[str, str]
    around: tuple[str, ...]
    well: tuple[str, ...]
    little: tuple[str, ...]
    vague: tuple[str, ...]


@cache
def everyday_names() -> EverydayNames:
    """The table of everyday names."""
    return load_yaml(resources.get("everyday_names.yaml"), EverydayNames, {})


@cache
def _called_every_day() -> Mapping[str, str]:
    return {folded_name(name): tag for tag, names in everyday_names().names.items() for name in names}


def parse_tag(text: str) -> Tag:
    """A BCP 47 tag in canonical case (`zh_hant` → `zh-Hant`); raises ValueError with the nearest tag or name."""
    if (tag := canonical_tag(text)) is not None:
        return tag
    known = language_called(text)
    hint = message("write {known}", known=known) if known else _tag_hint(text.strip().replace("_", "-"))
    raise WrongValueError(message("“{text}” is not a language tag", text=text), hint)


def canonical_tag(text: str) -> Tag | None:
    """A BCP 47 tag in canonical case; None for any other text."""
    wanted = text.strip().replace("_", "-")
    try:
        if not re.fullmatch(r"[A-Za-z0-9-]+", wanted):
            return None
        language, territory, script, variant = parse_locale(wanted, sep="-")[:4]
    except ValueError:
        return None
    language = get_global("language_aliases").get(language, language)
    if language not in english().languages or (variant and script and territory is None and len(wanted) > 20):
        return None
    return Tag("-".join(part for part in (language, script, territory, variant) if part))


def _tag_hint(wanted: str) -> Message:
    if (code := everyday_names().codes.get(wanted.lower())) is not None:
        return _did_you_mean(code, english().languages[code], partial(language_name, code))
    names = _official_languages()
    if (name := nearest(wanted, list(names), cutoff=0.8)) is not None:
        return _did_you_mean(names[name], name, partial(language_name, names[name]))
    return message("tags look like en, ru, zh-Hant, pt-BR")


@cache
def _official_languages() -> Mapping[str, str]:
    """English names of languages that are official somewhere, so that hints never suggest a rare language."""
    official = {tag for country in iso_countries() for tag in languages_of(country) if "-" not in tag}
    return {language_name(tag): tag for tag in sorted(official)}


def _did_you_mean(code: str, name: str, in_language: Callable[[str], str]) -> Message:
    return message("did you mean {code}, {name}?", code=code, name=localized_name(name, in_language))


def language_called(text: str) -> Tag | None:
    """The tag for a language's name in English, in the language itself, or in an interface language."""
    wanted = folded_name(text)
    if not wanted:
        return None
    code = _called_every_day().get(wanted) or _own_names().get(wanted)
    if code is None:
        names = (_languages_by_name(display) for display in _NAMES_ARE_SEARCHED_IN)
        code = next((found[wanted] for found in names if wanted in found), None)
    return Tag(code.replace("_", "-")) if code else None


@cache
def _languages_by_name(display: str) -> Mapping[str, str]:
    """Names of all languages in one language, as `folded_name` gives them, → codes; of two equal names the first."""
    return {folded_name(name): code for code, name in reversed(list(Locale(display).languages.items()))}


@cache
def _own_names() -> Mapping[str, str]:
    """Names of languages in the languages themselves."""
    names: dict[str, str] = json.loads(resources.get("language_names.json").read_text(encoding="utf-8"))
    return names


def language_of(text: str) -> Tag | None:
    """The language that a tag or a name means; None for any other text."""
    first, then = (language_called, canonical_tag)
    if len(text.split("-", maxsplit=1)[0]) <= 3:
        first, then = then, first
    return first(text) or then(text)


def parse_language(text: str) -> Tag:
    """A tag or a language's name → tag; raises ValueError with the nearest tag or name."""
    if (known := language_of(text)) is not None:
        return known
    text_of_error = message("“{text}” is not a known language", text=text)
    raise WrongValueError(text_of_error, _language_hint(text))


def _language_hint(text: str) -> Message:
    """The nearest name, English or native, of a language that letters are often read in; else the nearest code."""
    if len(text.strip()) == 1 or folded_name(text) in map(folded_name, everyday_names().vague):
        return message("name each language, such as en, de or English, German")
    names = {**_official_languages(), **_common_languages()}
    match = meant(text.strip(), list(names), cutoff=0.8)
    if match is None:
        return _tag_hint(text.strip())
    return message("did you mean {name} ({code})?", name=match, code=names[match])


@cache
def _common_languages() -> Mapping[str, str]:
    common = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "ar", "zh", "ja", "tr", "pl", "uk", "fa")
    return {language_name(code, display): code for code in reversed(common) for display in (code, "de", "fr", "en")}


def parse_country_code(text: str) -> Country:
    """An ISO 3166-1 alpha-2 code; raises ValueError that names the code for a country spelled out."""
    code = text.strip().upper()
    if code in iso_countries():
        return Country(code)
    known = _country_called(text)
    hint = message("write {known}", known=known) if known else _country_hint(text)
    raise WrongValueError(message("“{text}” is not an ISO 3166-1 code", text=text), hint)


def parse_country(text: str) -> Country:
    """A code or a country's name → code; raises ValueError with the nearest name."""
    known = country_of(text)
    if known is None:
        raise WrongValueError(message("“{text}” is not a known country", text=text), _country_hint(text))
    return known


def country_of(text: str) -> Country | None:
    """The country of a code or a name; None for any other text."""
    code = text.strip().upper()
    if re.fullmatch(r"[A-Z]\.\s?[A-Z]\.?", code):
        code = code[0] + code.rstrip(".")[-1]  # U.S.
    elif re.fullmatch(_FLAG, code):
        code = "".join(chr(ord(sign) - ord("🇦") + ord("A")) for sign in code)
    return Country(code) if code in iso_countries() else _country_called(text)


def _country_hint(text: str) -> Message:
    names = _country_names()
    match = meant(folded_name(text), tuple(names), cutoff=0.75)
    if match is None:
        return message("codes look like GB, DE, KZ")
    return _did_you_mean(names[match], country_name(names[match]), partial(country_name, names[match]))


@cache
def _country_names() -> Mapping[str, Country]:
    """Countries by the names that people of five languages type, English first."""
    return {
        name: code for display in ("en", "de", "fr", "es", "ru") for name, code in _countries_by_name(display).items()
    }


@cache
def country_synonyms(kind: str) -> Mapping[str, Sequence[str]]:
    """Country → names that CLDR does not list, as `folded_name` gives them.

    Kinds: `anywhere`, names that anybody may use; `in_addresses`, names that only addresses use; `as_a_town`,
    languages in which the country's name may also be the name of its town, so that it must appear twice to mean the
    country.
    """
    synonyms: Mapping[str, Mapping[str, Sequence[str]]] = json.loads(
        resources.get("country_synonyms.json").read_text(encoding="utf-8")
    )
    return synonyms[kind]


@cache
def _other_names() -> Mapping[str, Country]:
    return {name: Country(code) for code, names in country_synonyms("anywhere").items() for name in names}


def country_in_english(text: str) -> Country | None:
    """The country that an English name means; None for any other text."""
    wanted = folded_name(text)
    return _other_names().get(wanted) or _countries_by_name("en").get(wanted)


@cache
def _countries_by_name(display: str) -> Mapping[str, Country]:
    """Names of all countries in one language, as `folded_name` gives them, → codes; of two equal names the first."""
    names = reversed(list(Locale(display).territories.items()))
    return {folded_name(name): Country(code) for code, name in names if code in iso_countries()}


def _country_called(text: str) -> Country | None:
    alias = get_global("territory_aliases").get(text.strip().upper(), [])
    if len(alias) == 1 and len(text.strip()) in (2, 3):
        return Country(alias[0])
    wanted = folded_name(text)
    if wanted in _other_names():
        return _other_names()[wanted]
    wanted = wanted if " and " not in wanted else folded_name(text.casefold().replace(" and ", " & "))  # as CLDR has it
    names = (_countries_by_name(display) for display in _NAMES_ARE_SEARCHED_IN)
    own = (table[wanted] for table in (_countries_in_themselves(), everyday_names().signs) if wanted in table)
    code = next((found[wanted] for found in names if wanted in found), None) or next(own, None)
    return Country(code) if code else None


@cache
def _countries_in_themselves() -> Mapping[str, str]:
    """Each country's name in its own languages."""
    names: dict[str, str] = json.loads(resources.get("country_own_names.json").read_text(encoding="utf-8"))
    return names


def is_foreign_script(text: str, country: str) -> bool:
    """Whether a text is in a script that no name of the country is in, nor any language there may be."""
    scripts = () if text.isascii() else {script_of(char) for char in text if char.isalpha()} - {"LATIN"}
    if not scripts or scripts <= (own := _scripts_of_names().get(country, frozenset())):
        return False
    only_latin = all(latin_script(tag.partition("-")[0]) for tag in languages_of(country))
    return only_latin or bool(own - {"LATIN"} and scripts & _WIDE_SCRIPTS - own)


@cache
def _scripts_of_names() -> Mapping[str, frozenset[str]]:
    """Scripts of each country's name in its own languages."""
    found: dict[str, set[str]] = {}
    for name, country in _countries_in_themselves().items():
        found.setdefault(country, set()).update(script_of(char) for char in name if char.isalpha())
    return {country: frozenset(scripts) for country, scripts in found.items()}


def suggest_language(text: str, offered: Sequence[str]) -> Message:
    """Hint for a language that is not offered: the nearest tag or name among the offered ones."""
    names = {language_name(code): code for code in offered}
    match = nearest(text, list(names))
    if match is None:
        return did_you_mean(text, list(offered))
    return _did_you_mean(names[match], match, partial(language_name, names[match]))


SCALARS = {Tag: parse_tag, Country: parse_country_code, Slug: slug, UANumber: ua_number}
"""Converters from the texts of a file to the model's types."""
