"""Towns in Latin letters: cases beyond the table of addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.language.locales import iso_countries
from appealgen.language.scripts import is_latin
from appealgen.post.romanize import marked_town, romanized

COUNTRIES = st.sampled_from(sorted(iso_countries()))


@pytest.mark.parametrize(
    ("country", "town", "latin"),
    [
        ("RU", "г.Казань", "Kazan"),
        ("KZ", "Алматы қаласы", "Almaty"),
        ("UA", "м. Київ, 01011", "Kyiv"),
        ("BY", "220030 Мінск", "Minsk"),
        ("BG", "1061 София", "Sofiya"),
        ("RS", "11000 Београд", "Beograd"),
        ("AM", "Երևան 0010", "Yerevan"),
        ("CN", "新疆维吾尔自治区乌鲁木齐市中山路", "Ürümqi"),
        ("TW", "台北市中正區", "Taipei"),
        ("KR", "서울특별시 종로구", "Seoul"),
        ("TH", "กรุงเทพมหานคร 10300", "Bangkok"),
        ("IL", "ירושלים 9711052", None),
        ("SA", "الرياض", None),
        ("RU", "125993", None),
        ("RU", "Нижний 603000 Новгород", "Nizhniy Novgorod"),
    ],
)
def test_towns(country: str, town: str, latin: str | None) -> None:
    assert romanized(town, country) == latin


@pytest.mark.parametrize(
    ("lines", "town"),
    [
        (["125993, ГСП-3, г. Москва", "ул. Ленина, 1"], "Москва"),
        (["Астана қ. 010000"], "Астана"),
        (["суд г. Москвы", "107076 Москва"], None),
        (["14 Prospect", "Astana"], None),
        ([], None),
    ],
)
def test_towns_that_are_marked_as_such(lines: list[str], town: str | None) -> None:
    assert marked_town(lines) == town


@given(text=st.text(max_size=40), country=COUNTRIES)
def test_romanized_text_is_latin(text: str, country: str) -> None:
    latin = romanized(text, country)
    assert latin is None or (is_latin(latin) and latin.strip() == latin)
