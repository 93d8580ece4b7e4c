"""Names of countries, on lines of their own and among the lines of an address."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.language.locales import iso_countries
from appealgen.post.country import country_line, other_country, postal_name, without_country
from samples import PROJECT, line

COUNTRIES = st.sampled_from(sorted(iso_countries()))


@pytest.mark.parametrize(
    ("country", "name"),
    [
        ("VE", "República Bolivariana de Venezuela"),
        ("BO", "Estado Plurinacional de Bolivia"),
        ("EG", "République arabe d’Égypte"),
        ("PK", "Islamic Republic of Pakistan"),
        ("ET", "Federal Democratic Republic of Ethiopia"),
        ("SA", "Kingdom of Saudi Arabia"),
        ("LK", "Democratic Socialist Republic of Sri Lanka"),
        ("IR", "Islamische Republik Iran"),
        ("LA", "Lao People's Democratic Republic"),
        ("BY", "Республика Беларусь"),
        ("AT", "Republik Österreich"),
        ("BS", "The Bahamas"),
        ("CI", "Ivory Coast"),
        ("CN", "P.R. China"),
        ("CD", "République Démocratique du Congo"),
        ("CN", "Volksrepublik China"),
        ("CN", "República Popular China"),
        ("RU", "Russische Föderation"),
        ("RU", "Federazione Russa"),
        ("MM", "Union of Myanmar"),
        ("MM", "Birmanie"),
        ("NG", "Bundesrepublik Nigeria"),
        ("ET", "Demokratische Bundesrepublik Äthiopien"),
        ("PH", "Republik der Philippinen"),
        ("IR", "Islamitische Republiek Iran"),
        ("IR", "Repubblica Islamica dell’Iran"),
        ("OM", "Sultanat d’Oman"),
        ("AF", "Islamic Emirate of Afghanistan"),
        ("RU", "RUSSLAND."),
        ("US", "U.S.A."),
    ],
)
def test_names_that_are_the_country(country: str, name: str) -> None:
    assert without_country(["Street 1", "Town", name], country) == ("Street 1", "Town")
    assert without_country(["Street 1", f"Town, {name}"], country) == ("Street 1", "Town")
    assert without_country([name, "Street 1", "Town"], country) == ("Street 1", "Town")


@pytest.mark.parametrize(
    ("country", "last"),
    [
        ("KZ", "Embassy of the Republic of Kazakhstan"),
        ("IR", "Students Union of Iran"),
        ("EG", "Cairo Arab Republic of Egypt"),
        ("IR", "Avenue d'Iran 12"),
        ("US", "Atlanta, Georgia"),
        ("LU", "L-2450 Luxembourg"),
        ("GT", "Ciudad de Guatemala"),
        ("TN", "تونس"),
    ],
)
def test_names_that_are_something_else(country: str, last: str) -> None:
    assert without_country(["Street 1", last], country) == ("Street 1", last)


def test_an_address_that_is_its_country_alone_stays() -> None:
    assert without_country(["Kazakhstan"], "KZ") == ("Kazakhstan",)
    assert without_country(["", " , "], "KZ") == ()


@pytest.mark.parametrize(
    ("country", "lines", "other"),
    [
        ("IR", ["1209 Geneva, Switzerland"], "CH"),
        ("IR", ["Geneva", "Switzerland"], "CH"),
        ("US", ["Atlanta, Georgia"], None),
        ("KZ", ["Astana", "Kazakhstan"], None),
        ("KZ", ["Astana"], None),
        ("KZ", [], None),
    ],
)
def test_another_country_at_the_end(country: str, lines: list[str], other: str | None) -> None:
    assert other_country(lines, country) == other


@given(country=COUNTRIES, language=st.sampled_from(["en", "fr", "de", "it", "es", "nl", "pt", "tr", "el"]))
def test_every_country_line_is_printable_capitals(country: str, language: str) -> None:
    last = country_line(country, (language,))
    assert last.strip() == last != ""
    assert not any(c.islower() for c in last)
    assert not set("()&’\n") & set(last) or language != "en"


@given(country=COUNTRIES, origin=COUNTRIES, language=st.sampled_from(["en", "fr", "de", "es", "ru"]))
def test_the_printed_name_of_every_country_is_found(country: str, origin: str, language: str) -> None:
    lines = ["12 Street", f"Town {postal_name(country, language)}"]
    assert without_country([*lines, postal_name(country, language)], country) == tuple(lines)


@given(lines=st.lists(line, max_size=5), country=COUNTRIES, origin=COUNTRIES)
def test_lines_without_the_country_are_stable(lines: list[str], country: str, origin: str) -> None:
    once = without_country(lines, country)
    assert without_country(once, country) == once
    assert all(line.strip(" ,") for line in once)
    assert bool(once) == any(line.strip(" ,") for line in lines)


def test_the_table_of_names_is_that_of_cldr() -> None:
    script = Path(__file__).parents[2] / "scripts" / "make_country_words.py"
    made = runpy.run_path(str(script))["country_words"]()
    assert made == (PROJECT / "src" / "appealgen" / "data" / "country_words.json").read_text(encoding="utf-8")
