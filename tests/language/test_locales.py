from __future__ import annotations

import datetime

import pytest

from appealgen.language.locales import (
    best_of,
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
        ("sr-Latn", "RS", "5. april 2019."), ("sr", "RS", "5. април 2019."), ("ar", "EG", "5 أبريل 2019"),
    ],
)  # fmt: skip
def test_long_date(language: str, territory: str | None, text: str) -> None:
    assert long_date(DAY, language, territory).replace("\u202f", " ").replace("\xa0", " ") == text


@pytest.mark.parametrize(
    ("language", "territory", "spelling"),
    [("en", "GB", "en-GB"), ("en", "US", "en-US"), ("en", "KZ", "en-GB"), ("en", None, "en-GB"), ("de", "CH", "de-CH"),
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
