from __future__ import annotations

import datetime

import pytest

from appealgen.language.locales import (
    _OTHER_NAMES,
    best_of,
    country,
    country_name,
    country_or_name,
    folded,
    iso_countries,
    language_name,
    languages_of,
    listed,
    long_date,
    named,
    proofing_tag,
    right_to_left,
    same_language,
    suggest_language,
    tag,
    tag_or_name,
)

DAY = datetime.date(2019, 4, 5)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("en", "en"), ("EN", "en"), (" ru ", "ru"), ("de_DE", "de-DE"), ("en-us", "en-US"), ("pt-br", "pt-BR"),
        ("zh_hant", "zh-Hant"), ("zh-hant-tw", "zh-Hant-TW"), ("sr-latn", "sr-Latn"), ("kk", "kk"), ("nb", "nb"),
        ("no", "no"), ("iw", "he"), ("es-419", "es-419"),
    ],
)  # fmt: skip
def test_tags(text: str, canonical: str) -> None:
    assert tag(text) == canonical
    assert tag_or_name(text) == canonical
    assert tag(canonical) == canonical


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
        tag(text)
    assert hint in str(raised.value)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("German", "de"), ("deutsch", "de"), ("Français", "fr"), ("русский", "ru"), ("қазақ тілі", "kk"),
        ("日本語", "ja"), ("Kasachisch", "kk"), ("francais", "fr"), ("Espanol", "es"),
         ("Traditional Chinese", "zh-Hant"), ("Elvish", None), ("Englis", None),
    ],
)  # fmt: skip
def test_names_of_languages(name: str, known: str | None) -> None:
    assert named(name) == known
    if known:
        assert tag_or_name(name) == known


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Deutsh", "did you mean Deutsch (de)?"), ("Englsh", "did you mean English (en)?"), ("fließend", "tags look like"),
     ("Klingn", "did you mean tlh, Klingon?")],
)  # fmt: skip
def test_what_is_not_a_language(name: str, hint: str) -> None:
    with pytest.raises(ValueError, match="is not a language that is known here") as raised:
        tag_or_name(name)
    assert hint in str(raised.value)


def test_names_in_use_are_folded() -> None:
    assert [name for name in _OTHER_NAMES if folded(name) != name] == []


def test_nothing_is_not_a_name() -> None:
    assert named("") is None
    with pytest.raises(ValueError, match="tags look like"):
        tag_or_name(" ")


@pytest.mark.parametrize(
    ("text", "code"),
    [("gb", "GB"), (" KZ ", "KZ"), ("UK", "GB"), ("Germany", "DE"), ("Deutschland", "DE"), ("Казахстан", "KZ"),
     ("suisse", "CH"), ("XK", "XK"), ("Bosnia and Herzegovina", "BA"), ("Großbritannien", "GB"), ("Gran Bretaña", "GB"),
     ("Grande-Bretagne", "GB"), ("BRD", "DE"), ("EE.UU.", "US"), ("États-Unis d’Amérique", "US"), ("США", "US"),
     ("Российская Федерация", "RU")],
)  # fmt: skip
def test_countries(text: str, code: str) -> None:
    assert country_or_name(text) == code
    if len(text.strip()) == 2 and text != "UK":
        assert country(text) == code
    else:
        with pytest.raises(ValueError, match=f"write {code}"):
            country(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [("Kazakstan", "did you mean KZ, Kazakhstan?"), ("ZZ", "codes look like"), ("", "codes look like"),
     ("EU", ""), ("UN", ""), ("001", "codes look like")],
)  # fmt: skip
def test_what_is_not_a_country(text: str, hint: str) -> None:
    for read in (country, country_or_name):
        with pytest.raises(ValueError, match="is not an ISO 3166-1 code|is not a country that is known here") as raised:
            read(text)
        assert hint in str(raised.value)


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


def test_names() -> None:
    assert country_name("KZ", "de") == "Kasachstan"
    assert country_name("QQ") == "QQ"
    assert language_name("kk") == "Kazakh"
    assert language_name("kk", "fr") == "kazakh"
    assert suggest_language("kazak", ["en", "kk"]) == "did you mean kk, Kazakh?"
    assert suggest_language("zz", ["en", "kk"]) == "known: en, kk"
