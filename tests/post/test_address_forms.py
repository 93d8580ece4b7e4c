"""Addresses from columns: two rows each for 78 countries, with their sources."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.language.locales import iso_countries
from appealgen.post.address_forms import address_lines, needs_town, only_town, street_line, writes_region
from appealgen.reading.addresses import composed
from samples import line

TABLE = Path(__file__).with_name("addresses_from_columns.txt").read_text(encoding="utf-8").splitlines()[1:]
ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in TABLE]


@pytest.mark.parametrize(
    ("country", "street", "house", "city", "postcode", "region", "lines", "witness"),
    ROWS,
    ids=[f"{row[0]}-{number % 2}" for number, row in enumerate(ROWS)],
)
def test_an_address_from_columns(
    country: str, street: str, house: str, city: str, postcode: str, region: str, lines: str, witness: str
) -> None:
    found = composed([street_line(street, house, country)], city, postcode, country, region)
    assert " / ".join(found) == lines
    assert witness


def test_the_table_has_two_rows_each_of_sixty_countries_and_more() -> None:
    counted = Counter(row[0] for row in ROWS)
    assert len(counted) >= 60 and set(counted.values()) == {2}


@pytest.mark.parametrize(
    ("city", "postcode", "region", "country", "lines"),
    [
        ("Town", "62704", "IL", "US", ("Town, IL 62704",)),
        ("Town", "", "IL", "US", ("Town, IL",)),
        ("Town", "2000", "NSW", "AU", ("Town NSW 2000",)),
        ("Town", "00144", "RM", "IT", ("00144 Town RM",)),
        ("Town", "420000", "Oblast", "RU", ("Town", "Oblast", "420000")),
        ("Town", "80331", "Bayern", "DE", ("80331 Town",)),
        ("Town", "LS1 1AA", "Yorkshire", "GB", ("Town", "LS1 1AA")),
        ("", "", "IL", "US", ("IL",)),
        ("Town", "1", "Region", "AQ", ("Town 1",)),
    ],
)
def test_a_region_stands_where_the_country_has_it(
    city: str, postcode: str, region: str, country: str, lines: tuple[str, ...]
) -> None:
    assert address_lines(("Street",), city, postcode, country, region) == ("Street", *lines)


@pytest.mark.parametrize(
    ("country", "street", "line_"),
    [
        ("JP", "霞が関", "霞が関12"),
        ("KR", "세종대로", "세종대로 12"),
        ("XK", "Rruga", "12, Rruga"),
        ("AQ", "Street", "Street 12"),
    ],
)
def test_a_house_number_in_its_place(country: str, street: str, line_: str) -> None:
    assert street_line(street, "12", country) == line_


def test_states_of_one_town_and_countries_without_regions() -> None:
    assert only_town("SG") == "Singapore" and only_town("DE") == ""
    assert needs_town("DE") and not needs_town("SG") and not needs_town("HK")
    assert writes_region("US") and not writes_region("DE")


COUNTRIES = st.sampled_from(sorted(iso_countries()))


@pytest.mark.parametrize("country", sorted(iso_countries()))
def test_every_country_has_a_place_for_each_column(country: str) -> None:
    lines = "\n".join(address_lines(("Street",), "Town", "0", country))
    assert all(value in lines for value in ("Street", "Town", "0"))


@given(street=line, city=line, postcode=line, country=COUNTRIES)
def test_no_street_town_or_postcode_is_lost(street: str, city: str, postcode: str, country: str) -> None:
    text = "\n".join(address_lines((street,), city, postcode, country))
    assert street in text and city in text and postcode in text
