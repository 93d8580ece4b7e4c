from __future__ import annotations

import datetime
import unicodedata

import pytest
from babel import Locale, localedata

from appealgen.language.locales import (
    _ZEROS,
    as_in,
    best_of,
    in_numerals,
    iso_countries,
    languages_of,
    listed,
    long_date,
    proofing_tag,
    right_to_left,
    same_language,
)

DAY = datetime.date(2019, 4, 5)


def test_iso_countries() -> None:
    assert {"GB", "TW", "XK", "AQ"} <= iso_countries()
    assert not {"UK", "EU", "UN", "ZZ", "001"} & iso_countries()
    assert 249 <= len(iso_countries()) <= 251


@pytest.mark.parametrize(
    ("wanted", "offered", "best"),
    [
        ("en", ["en", "de"], "en"),
        ("en", ["de"], None),
        ("en", [], None),
        ("zh-TW", ["zh", "zh-Hant"], "zh-Hant"),
        ("zh-Hant", ["zh-TW"], "zh-TW"),
        ("zh-Hant", ["zh-HK", "zh"], "zh-HK"),
        ("zh-Hant", ["zh"], None),
        ("zh", ["zh-Hant"], None),
        ("zh-CN", ["zh-Hans"], "zh-Hans"),
        ("pt-BR", ["pt"], "pt"),
        ("pt-BR", ["pt", "pt-BR"], "pt-BR"),
        ("pt", ["pt-BR"], "pt-BR"),
        ("pt", ["pt-BR", "pt-PT", "pt"], "pt"),
        ("pt", ["pt-PT", "pt-BR"], "pt-BR"),
        ("pt-AO", ["pt-BR", "pt-PT"], "pt-PT"),
        ("pt-AO", ["pt-BR"], "pt-BR"),
        ("en-IE", ["en", "en-GB", "en-US"], "en-GB"),
        ("es-AR", ["es-ES", "es-MX"], "es-MX"),
        ("es", ["es-419", "es-ES"], "es-ES"),
        ("zh-MO", ["zh-TW", "zh-HK"], "zh-HK"),
        ("sr", ["sr-Cyrl"], "sr-Cyrl"),
        ("sr", ["sr-Latn"], None),
        ("sr-Latn", ["sr"], None),
        ("sr-Latn", ["sr-Latn-RS", "sr"], "sr-Latn-RS"),
        ("nb", ["no"], "no"),
        ("no", ["nb", "nn"], "nb"),
        ("nn", ["nb", "no"], None),
        ("en-GB", ["en-US", "en-GB"], "en-GB"),
        ("uz", ["uz-Cyrl"], None),
    ],
)
def test_best_of(wanted: str, offered: list[str], best: str | None) -> None:
    assert best_of(wanted, offered) == best


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("zh-TW", "zh-Hant", True), ("pt-BR", "pt", True), ("sr-Latn", "sr-Cyrl", False), ("sr", "sr-Cyrl", True),
     ("nb", "no", True), ("nn", "nb", False), ("kk", "ru", False), ("en-GB", "en-US", True)],
)  # fmt: skip
def test_same_language(one: str, other: str, same: bool) -> None:
    assert same_language(one, other) is same_language(other, one) is same


@pytest.mark.parametrize(
    ("code", "tags"),
    [("GB", ["en"]), ("DE", ["de"]), ("AT", ["de"]), ("US", ["en"]), ("KZ", ["ru", "kk"]), ("JP", ["ja"]),
     ("CH", ["de", "gsw", "fr", "it"]), ("CA", ["en", "fr"]), ("NO", ["nb", "nn"]), ("HN", ["es"]), ("AQ", [])],
)  # fmt: skip
def test_languages_of(code: str, tags: list[str]) -> None:
    assert list(languages_of(code)) == tags


@pytest.mark.parametrize(
    ("language", "territory", "text"),
    [
        ("en", "GB", "5 April 2019"), ("en", "US", "April 5, 2019"), ("en", None, "5 April 2019"),
        ("en", "DE", "5 April 2019"), ("en", "KZ", "5 April 2019"), ("en", "CA", "April 5, 2019"),
        ("en", "IE", "5 April 2019"), ("de", "DE", "5. April 2019"), ("de", "AT", "5. April 2019"),
        ("de", "GB", "5. April 2019"), ("fr", "FR", "5 avril 2019"), ("fr", "CH", "5 avril 2019"),
        ("fr", "GB", "5 avril 2019"), ("es", "HN", "05 de abril de 2019"), ("es", "GB", "5 de abril de 2019"),
        ("ru", "GB", "5 апреля 2019 г."), ("kk", "GB", "2019 ж. 5 сәуір"), ("kk", "KZ", "2019 ж. 5 сәуір"),
        ("pt-BR", None, "5 de abril de 2019"), ("zh-Hant", "TW", "2019年4月5日"), ("zh", None, "2019年4月5日"),
        ("ja", "JP", "2019年4月5日"), ("ko", "KR", "2019년 4월 5일"), ("nb", "NO", "5. april 2019"),
        ("nl", "NL", "5 april 2019"), ("pl", "PL", "5 kwietnia 2019"), ("cs", "CZ", "5. dubna 2019"),
        ("sr-Latn", "RS", "5. april 2019."), ("sr", "RS", "5. април 2019."), ("ar", "EG", "٥ أبريل ٢٠١٩"),
    ],
)  # fmt: skip
def test_long_date(language: str, territory: str | None, text: str) -> None:
    assert long_date(DAY, language, territory).replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("language", "territory", "text"),
    [
        ("fr", "FR", "1er décembre 2026"), ("fr", "CH", "1er décembre 2026"), ("fr-CA", None, "1er décembre 2026"),
        ("it", "IT", "1º dicembre 2026"), ("pt-BR", None, "1º de dezembro de 2026"),
        ("pt", "BR", "1º de dezembro de 2026"), ("pt", "PT", "1 de dezembro de 2026"),
        ("pt", "AO", "1 de dezembro de 2026"), ("es", "ES", "1 de diciembre de 2026"),
        ("en", "GB", "1 December 2026"), ("de", "DE", "1. Dezember 2026"), ("ja", "JP", "2026年12月1日"),
        ("fa", "GB", "۱ دسامبر ۲۰۲۶"), ("ps", "AF", "۲۰۲۶ دسمبر ۱"), ("ar", "SA", "١ ديسمبر ٢٠٢٦"),
        ("ar", "GB", "1 ديسمبر 2026"), ("ar", "MA", "1 دجنبر 2026"), ("ar", "DZ", "1 ديسمبر 2026"),
        ("ar", "TN", "1 ديسمبر 2026"), ("ar", "AE", "1 ديسمبر 2026"), ("ar", "IQ", "١ كانون الأول ٢٠٢٦"),
        ("ur", "PK", "1 دسمبر، 2026"), ("mr", "IN", "१ डिसेंबर, २०२६"), ("hi", "IN", "1 दिसंबर 2026"),
    ],
)  # fmt: skip
def test_the_first_of_a_month_and_numerals(language: str, territory: str | None, text: str) -> None:
    assert long_date(datetime.date(2026, 12, 1), language, territory) == text
    assert in_numerals("12", "fa") == "۱۲" and in_numerals("12", "ar", "MA") == "12"


def test_every_numbering_system_has_its_digits() -> None:
    systems = {Locale.parse(name).default_numbering_system for name in localedata.locale_identifiers()}
    assert systems - {"latn"} == set(_ZEROS)
    assert all(unicodedata.digit(chr(zero + n)) == n for zero in _ZEROS.values() for n in range(10))


@pytest.mark.parametrize(
    ("tag", "country", "written"),
    [("zh", "TW", "zh-Hant"), ("zh", "HK", "zh-Hant"), ("zh", "MO", "zh-Hant"), ("zh", "CN", "zh"), ("zh", "GB", "zh"),
     ("sr", "RS", "sr"), ("sr", "ME", "sr-Latn"), ("en", "GB", "en"), ("zh-Hans", "TW", "zh-Hans"), ("zh", "", "zh")],
)  # fmt: skip
def test_as_a_country_writes_it(tag: str, country: str, written: str) -> None:
    assert as_in(tag, country) == written


@pytest.mark.parametrize(
    ("language", "territory", "spelling"),
    [("en", "GB", "en-GB"), ("en", "US", "en-US"), ("en", "KZ", "en-GB"),
     ("en", "DE", "en-GB"), ("en", "CH", "en-GB"), ("en", "IE", "en-IE"), ("fr", "DZ", "fr-FR"), ("ru", "KZ", "ru-RU"),
     ("de", "IT", "de-DE"), ("ar", "SD", "ar-SA"), ("en", None, "en-GB"), ("de", "CH", "de-CH"),
     ("de", "GB", "de-DE"), ("ru", "GB", "ru-RU"), ("kk", "GB", "kk-KZ"), ("es", "HN", "es-HN"), ("es", "GB", "es-ES"),
     ("zh-Hant", None, "zh-TW"), ("pt-BR", None, "pt-BR"), ("es-419", None, "es-ES")],
)  # fmt: skip
def test_proofing_tag(language: str, territory: str | None, spelling: str) -> None:
    assert proofing_tag(language, territory) == spelling


@pytest.mark.parametrize(
    ("language", "rtl"), [("ar", True), ("he", True), ("fa", True), ("ug", True), ("ru", False), ("uz-Arab", True)]
)
def test_right_to_left(language: str, rtl: bool) -> None:
    assert right_to_left(language) is rtl


@pytest.mark.parametrize(
    ("items", "language", "text"),
    [((), "en", ""), (("A",), "en", "A"), (("A", "B"), "de", "A und B"), (("A", "B", "C"), "en", "A, B and C"),
     (("A", "B"), "es", "A y B"), (("A", "B", "C"), "ru", "A, B и C")],
)  # fmt: skip
def test_joined(items: tuple[str, ...], language: str, text: str) -> None:
    assert listed(items, language) == text
