"""Postcodes and towns: cases beyond the table of addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.language.locales import iso_countries
from appealgen.post.postcodes import split_line, town, with_gaps, without_prefix, wrong_postcode
from samples import line

COUNTRIES = st.sampled_from(sorted(iso_countries()))


@pytest.mark.parametrize(
    ("country", "given", "left"),
    [
        ("AT", "A-1070 Wien", "1070 Wien"),
        ("IT", "I–00186 Roma", "00186 Roma"),
        ("CY", "Nicosia, CY-1400", "Nicosia, 1400"),
        ("SE", "SE-103 33 Stockholm", "SE-103 33 Stockholm"),
        ("LU", "L-2450 Luxembourg", "L-2450 Luxembourg"),
        ("MD", "MD-2001 Chișinău", "MD-2001 Chișinău"),
        ("US", "Washington DC-20530", "Washington DC-20530"),
        ("CH", "CH 3006 Bern", "3006 Bern"),
        ("LI", "FL-9490 Vaduz", "9490 Vaduz"),
        ("MC", "MC-98000 Monaco", "MC-98000 Monaco"),
        ("FO", "FO-100 Tórshavn", "FO-100 Tórshavn"),
        ("LV", "LV-1010 Rīga", "LV-1010 Rīga"),
        ("PR", "San Juan, PR 00907", "San Juan, PR 00907"),
        ("TH", "Bangkok, TH-10200", "Bangkok, 10200"),
        ("PK", "Lahore, PK-54000", "Lahore, 54000"),
        ("SG", "Singapore, SG 238823", "Singapore, 238823"),
        ("GU", "Hagåtña, GU 96910", "Hagåtña, GU 96910"),
        ("DE", "Weg 3, D 10117 Berlin", "Weg 3, 10117 Berlin"),
        ("BE", "Rue Example 5 B 1000", "Rue Example 5 B 1000"),
        ("DE", "Haus D-12, Weg 3", "Haus D-12, Weg 3"),
        ("AE", "AE-Dubai", "AE-Dubai"),
        ("AE", "D-10117 Dubai", "D-10117 Dubai"),
    ],
)
def test_signs_before_postcodes(country: str, given: str, left: str) -> None:
    assert without_prefix(given, country) == left


@pytest.mark.parametrize(
    ("country", "given", "place"),
    [
        ("IN", "North Block, New Delhi - 110001", "New Delhi - 110001"),
        ("IN", "South Block, New Delhi, PIN 110011", "New Delhi, PIN 110011"),
        ("KZ", "010000, Astana, Mengilik El 14", "010000, Astana"),
        ("CH", "Postfach 1234, 3001 Bern", "3001 Bern"),
        ("KE", "Nairobi, P.O. Box 30510", "Nairobi, P.O. Box 30510"),
        ("US", "350 Fifth Avenue, New York 10118", "New York 10118"),
        ("US", "350 Fifth Avenue, New York, New York 10118", "New York, New York 10118"),
        ("XK", "Rr. Nëna Terezë, Pristina", "Pristina"),
        ("IR", "P.O. Box 11365", "P.O. Box 11365"),
    ],
)
def test_the_town_in_one_line(country: str, given: str, place: str) -> None:
    found = town([given], country)
    assert found is not None
    assert given[found[1] : found[2]] == place


def test_no_lines_have_no_town() -> None:
    assert town([], "GB") is None


@pytest.mark.parametrize(
    ("country", "given", "example"),
    [
        ("DE", ["Weg 3", "1017 Berlin"], "26133"),
        ("DE", ["Weg 3", "10117 Berlin"], None),
        ("US", ["P.O. Box 12428", "Austin, TX"], "95014"),
        ("AU", ["1031 Market Street", "Sydney NSW"], "2060"),
        ("KE", ["Nairobi"], None),
        ("IE", ["Dublin 2"], None),
        ("XK", ["Pristina"], None),
    ],
)
def test_postcodes_that_do_not_fit(country: str, given: list[str], example: str | None) -> None:
    assert wrong_postcode(given, country) == example


def test_a_house_number_is_not_a_line_of_its_own() -> None:
    assert split_line("12, Example Road, 110001", "IN") == ("12, Example Road, 110001",)


@given(text=line, country=COUNTRIES)
def test_a_split_line_loses_only_commas(text: str, country: str) -> None:
    parts = split_line(text, country)
    assert "".join(parts).translate({32: None, 44: None}) == text.translate({32: None, 44: None})
    assert all(parts)


@given(lines=st.lists(line, min_size=1, max_size=5), country=COUNTRIES)
def test_the_town_is_a_part_of_a_line(lines: list[str], country: str) -> None:
    found = town(lines, country)
    assert found is not None
    number, start, end = found
    assert 0 <= start <= end <= len(lines[number])


@pytest.mark.parametrize(
    ("country", "given", "found"),
    [
        ("NL", ("Voorbeeldstraat 12", "1234 AB Utrecht"), ("Voorbeeldstraat 12", "1234 AB  Utrecht")),
        ("NL", ("Voorbeeldstraat 12", "1234AB  Utrecht"), ("Voorbeeldstraat 12", "1234AB  Utrecht")),
        ("NL", ("Utrecht", "1234 AB"), ("Utrecht", "1234 AB")),
        ("NL", ("Utrecht",), ("Utrecht",)),
        ("CA", ("12 Sample Street", "Ottawa ON K1A 0B1"), ("12 Sample Street", "Ottawa ON  K1A 0B1")),
        ("CA", ("12 Sample Street", "K1A 0B1"), ("12 Sample Street", "K1A 0B1")),
        ("DE", ("Weg 3", "10117 Berlin"), ("Weg 3", "10117 Berlin")),
    ],
)
def test_two_spaces_beside_a_postcode(country: str, given: tuple[str, ...], found: tuple[str, ...]) -> None:
    assert with_gaps(given, country) == found


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("Budapest", "Példa utca 12.", "1055"), "Budapest"),
        (("Minta Intézet", "Budapest", "Példa utca 12.", "1055"), "Budapest"),
        (("Példa utca 12.", "Budapest", "1055"), "Budapest"),
        (("Példa utca 12.", "1055 Budapest"), "1055 Budapest"),
    ],
)
def test_the_town_stands_above_the_street_in_hungary(lines: tuple[str, ...], place: str) -> None:
    found = town(lines, "HU")
    assert found is not None and lines[found[0]][found[1] : found[2]] == place
