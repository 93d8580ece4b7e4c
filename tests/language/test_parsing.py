from __future__ import annotations

import runpy

import pytest

from appealgen.language.locales import country_name, folded_name, language_name
from appealgen.language.parsing import (
    _other_names,
    language_called,
    parse_country,
    parse_country_code,
    parse_language,
    parse_tag,
    suggest_language,
)
from samples import PROJECT


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("en", "en"), ("EN", "en"), (" ru ", "ru"), ("de_DE", "de-DE"), ("en-us", "en-US"), ("pt-br", "pt-BR"),
        ("zh_hant", "zh-Hant"), ("zh-hant-tw", "zh-Hant-TW"), ("sr-latn", "sr-Latn"), ("kk", "kk"), ("nb", "nb"),
        ("no", "no"), ("iw", "he"), ("es-419", "es-419"),
    ],
)  # fmt: skip
def test_tags(text: str, canonical: str) -> None:
    assert parse_tag(text) == canonical
    assert parse_language(text) == canonical
    assert parse_tag(canonical) == canonical


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("english", "write en"), ("German", "write de"), ("русский", "write ru"), ("cz", "did you mean cs, Czech?"),
        ("kz", "did you mean kk, Kazakh?"), ("jp", "did you mean ja, Japanese?"), ("ua", "did you mean uk, Ukrainian?"),
        ("Germn", "did you mean de, German?"), ("xx", "tags look like"), ("-", "tags look like"),
        ("e n", "tags look like"), ("../en", "tags look like"),
    ],
)  # fmt: skip
def test_what_is_not_a_tag(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match="is not a language tag") as raised:
        parse_tag(text)
    assert hint in str(raised.value)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("German", "de"), ("deutsch", "de"), ("Français", "fr"), ("русский", "ru"), ("қазақ тілі", "kk"),
        ("日本語", "ja"), ("Kasachisch", "kk"), ("francais", "fr"), ("Espanol", "es"),
         ("Traditional Chinese", "zh-Hant"), ("Farsi", "fa"), ("Castellano", "es"), ("Mandarin", "zh"),
        ("Bokmål", "nb"), ("汉语", "zh"), ("普通话", "zh"), ("简体中文", "zh-Hans"), ("繁體中文", "zh-Hant"),
        ("қазақша", "kk"), ("Kurmanji", "ku"), ("Moldovan", "ro"), ("Hochdeutsch", "de"),
        ("英语", "en"), ("Elvish", None), ("Englis", None),
    ],
)  # fmt: skip
def test_names_of_languages(name: str, known: str | None) -> None:
    assert language_called(name) == known
    if known:
        assert parse_language(name) == known


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Deutsh", "did you mean Deutsch (de)?"), ("Englsh", "did you mean English (en)?"), ("fließend", "tags look like"),
     ("Klingn", "tags look like"), ("Mandari", "tags look like"),
     ("Ukrainan", "did you mean Ukrainian (uk)?"), ("Georgan", "did you mean Georgian (ka)?")],
)  # fmt: skip
def test_what_is_not_a_language(name: str, hint: str) -> None:
    with pytest.raises(ValueError, match="is not a known language") as raised:
        parse_language(name)
    assert hint in str(raised.value)


def test_names_in_use_are_folded() -> None:
    assert [name for name in _other_names() if folded_name(name) != name] == []


def test_nothing_is_not_a_name() -> None:
    assert language_called("") is None
    with pytest.raises(ValueError, match="tags look like"):
        parse_language(" ")


@pytest.mark.parametrize(
    ("text", "code"),
    [("gb", "GB"), (" KZ ", "KZ"), ("UK", "GB"), ("Germany", "DE"), ("Deutschland", "DE"), ("Казахстан", "KZ"),
     ("suisse", "CH"), ("XK", "XK"), ("Bosnia and Herzegovina", "BA"), ("Großbritannien", "GB"), ("Gran Bretaña", "GB"),
     ("Grande-Bretagne", "GB"), ("BRD", "DE"), ("EE.UU.", "US"), ("États-Unis d’Amérique", "US"), ("США", "US"),
     ("Российская Федерация", "RU")],
)  # fmt: skip
def test_countries(text: str, code: str) -> None:
    assert parse_country(text) == code
    if len(text.strip()) == 2 and text != "UK":
        assert parse_country_code(text) == code
    else:
        with pytest.raises(ValueError, match=f"write {code}"):
            parse_country_code(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [("Kazakstan", "did you mean KZ, Kazakhstan?"), ("ZZ", "codes look like"), ("", "codes look like"),
     ("EU", ""), ("UN", ""), ("001", "codes look like")],
)  # fmt: skip
def test_what_is_not_a_country(text: str, hint: str) -> None:
    for read in (parse_country_code, parse_country):
        with pytest.raises(ValueError, match="is not an ISO 3166-1 code|is not a known country") as raised:
            read(text)
        assert hint in str(raised.value)


def test_names() -> None:
    assert country_name("KZ", "de") == "Kasachstan"
    assert country_name("QQ") == "QQ"
    assert language_name("kk") == "Kazakh"
    assert language_name("kk", "fr") == "kazakh"
    assert suggest_language("kazak", ["en", "kk"]) == "did you mean kk, Kazakh?"
    assert suggest_language("zz", ["en", "kk"]) == "known: en, kk"


def test_the_table_of_names_is_that_of_cldr() -> None:
    made = runpy.run_path(str(PROJECT / "scripts" / "make_language_names.py"))["language_names"]()
    assert made == (PROJECT / "src" / "appealgen" / "data" / "language_names.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Україна", "UA"), ("مصر", "EG"), ("Ελλάδα", "GR"), ("日本", "JP"), ("ישראל", "IL"), ("Polska", "PL"),
        ("Norge", "NO"), ("Sverige", "SE"), ("Suomi", "FI"), ("Magyarország", "HU"), ("Republic of Ireland", "IE"),
        ("Éire", "IE"), ("Palästina", "PS"), ("D", "DE"), ("A", "AT"), ("UK", "GB"), ("U.K.", "GB"), ("USA", "US"),
        ("U.S.A.", "US"), ("NL", "NL"), ("The Netherlands", "NL"), ("Nederland", "NL"), ("Türkiye", "TR"), ("FL", "LI"),
        ("대한민국", "KR"), ("中国", "CN"), ("España", "ES"), ("Česko", "CZ"), ("Hrvatska", "HR"), ("Eesti", "EE"),
    ],
)  # fmt: skip
def test_a_country_by_its_own_name_and_by_short_forms(text: str, code: str) -> None:
    assert parse_country(text) == code


def test_own_names_of_countries_are_those_of_the_cldr_that_is_installed() -> None:
    made = runpy.run_path(str(PROJECT / "scripts" / "make_country_own_names.py"))["country_own_names"]()
    assert made == (PROJECT / "src" / "appealgen" / "data" / "country_own_names.json").read_text(encoding="utf-8")
