from __future__ import annotations

import datetime
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from appealgen.errors import InputError
from appealgen.model.stationery import A4, US_LETTER, Paper
from appealgen.post.envelopes import envelope_format
from appealgen.post.postage import PostageTable, load_postage, postage, weight
from appealgen.post.suspension import load_suspensions
from samples import write_files

TABLE = """\
origin: GB
currency: GBP
zones:
  - {zone: UK, countries: [GB]}
  - {zone: Europe, countries: [DE, KZ]}
  - {zone: World}
prices:
  - {zone: UK, weight_max_g: 100, price: "0.87", valid_from: 2025-04-07}
  - {zone: Europe, weight_max_g: 20, price: "2.20", valid_from: 2024-04-02}
  - {zone: Europe, weight_max_g: 20, price: "2.40", valid_from: 2025-04-07}
  - {zone: Europe, weight_max_g: 100, price: "3.40", valid_from: 2025-04-07}
  - {zone: World, weight_max_g: 100, price: 3.5, valid_from: 2025-04-07}
  - {zone: World, weight_max_g: 100, price: 9, valid_from: 2025-04-07, envelopes: [C4]}
  - {zone: World, weight_max_g: 50, price: 2, valid_from: 2025-04-07, envelopes: [dl, C6]}
source: made up
"""
DAY = "2026-01-01"
DL = envelope_format("DL")


def table(folder: Path, text: str = TABLE) -> PostageTable:
    return load_postage(write_files(folder, {"postage.yaml": text}) / "postage.yaml")


@pytest.mark.parametrize(
    ("sheets", "paper", "envelope", "grams"),
    [
        (0, A4, "DL", 4.45), (1, A4, "DL", 9.44), (3, A4, "DL", 19.42), (1, A4, "C6", 8.39), (1, A4, "C4", 18.64),
        (1, US_LETTER, "US10", 9.48),
    ],
)  # fmt: skip
def test_weight(sheets: int, paper: Paper, envelope: str, grams: float) -> None:
    assert weight(sheets, paper, envelope_format(envelope)) == pytest.approx(grams, abs=0.01)


@pytest.mark.parametrize(
    ("destination", "grams", "envelope", "date", "zone", "price"),
    [
        ("GB", 9.4, "DL", DAY, "UK", "0.87"),
        ("DE", 9.4, "DL", DAY, "Europe", "2.40"),
        ("KZ", 20, "DL", DAY, "Europe", "2.40"),
        ("KZ", 20.1, "DL", DAY, "Europe", "3.40"),
        ("KZ", 100, "C4", DAY, "Europe", "3.40"),
        ("KZ", 9.4, "DL", "2025-04-07", "Europe", "2.40"),
        ("KZ", 9.4, "DL", "2025-04-06", "Europe", "2.20"),
        ("HN", 9.4, "DL", DAY, "World", "2"),
        ("HN", 9.4, "c6", DAY, "World", "2"),
        ("HN", 51, "DL", DAY, "World", "3.5"),
        ("HN", 9.4, "C5", DAY, "World", "3.5"),
        ("HN", 9.4, "C4", DAY, "World", "3.5"),
    ],
)
def test_prices(
    tmp_path: Path, destination: str, grams: float, envelope: str, date: str, zone: str, price: str
) -> None:
    found = postage(
        [table(tmp_path)], "GB", destination, grams, envelope_format(envelope), datetime.date.fromisoformat(date)
    )
    assert found
    assert (found.zone, found.price, found.currency) == (zone, Decimal(price), "GBP")
    assert found.valid_from <= datetime.date.fromisoformat(date)


@pytest.mark.parametrize(
    ("origin", "destination", "grams", "date", "changes"),
    [
        ("DE", "KZ", 9.4, DAY, {}),
        ("GB", "KZ", 100.1, DAY, {}),
        ("GB", "KZ", 9.4, "2024-04-01", {}),
        ("GB", "KZ", 50, "2025-04-06", {}),
        ("GB", "GB", 9.4, DAY, {"countries: [GB]": "countries: [IE]"}),
        ("GB", "HN", 9.4, DAY, {"{zone: World}": "{zone: World, countries: [FR]}"}),
    ],
)
def test_no_price_is_known(
    tmp_path: Path, origin: str, destination: str, grams: float, date: str, changes: Mapping[str, str]
) -> None:
    text = TABLE
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    day = datetime.date.fromisoformat(date)
    assert postage([table(tmp_path, text)], origin, destination, grams, DL, day) is None
    assert postage([], origin, destination, grams, DL, day) is None


def test_the_first_table_of_a_post_is_asked(tmp_path: Path) -> None:
    day = datetime.date.fromisoformat(DAY)
    tables = [
        table(tmp_path, TABLE.replace("origin: GB", "origin: DE").replace("GBP", "EUR")),
        table(tmp_path, TABLE.replace('"2.40"', '"2,95"')),
        table(tmp_path),
    ]
    found = postage(tables, "GB", "KZ", 9.4, DL, day)
    assert found and (found.price, found.currency) == (Decimal("2.95"), "GBP")


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "words"),
    [
        ("origin: GB", "origin: England", "wrong-value", 1, "not an ISO 3166-1 code"),
        ("currency: GBP\n", "", "missing-key", 1, "“currency” is missing"),
        ("{zone: World}", "{zone: World, countris: [FR]}", "unknown-key", 6, "countris"),
        ('price: "0.87"', "price: 87p", "wrong-value", 8, "“87p” is not a price"),
        ('price: "0.87"', "price: -1", "wrong-value", 8, "“-1” is not a price"),
        ("weight_max_g: 100, price: 9", "weight_max_g: 0.1 kg, price: 9", "wrong-value", 13, "whole number"),
        ("2024-04-02", "2.4.2024", "wrong-value", 9, "not a date"),
        ("{zone: UK, weight", "{zone: Britain, weight", "wrong-value", 1, "“Britain”, which is missing from “zones”"),
        ("zone: Europe, countries: [DE, KZ]", "zone: Europe", "wrong-value", 1, "only one can cover all others"),
    ],
)
def test_a_faulty_table_is_reported_with_its_line(
    tmp_path: Path, old: str, new: str, code: str, line: int, words: str
) -> None:
    assert old in TABLE
    with pytest.raises(InputError) as raised:
        table(tmp_path, TABLE.replace(old, new))
    [problem] = raised.value.problems
    assert (problem.code, problem.file, problem.line) == (code, str(tmp_path / "postage.yaml"), line)
    assert words in problem.message


def test_suspensions_are_read_and_all_their_errors_reported(tmp_path: Path) -> None:
    text = "suspended:\n  - {country: kz, origin: GB, since: 2026-01-01, source: A notice}\n"
    write_files(tmp_path, {"a.yaml": text, "b.yaml": f"{text}  - {{country: Atlantis, until: soon}}\n"})
    [row] = load_suspensions(tmp_path / "a.yaml")
    assert (row.country, row.origin, row.since, row.until) == ("KZ", "GB", datetime.date(2026, 1, 1), None)
    with pytest.raises(InputError) as raised:
        load_suspensions(tmp_path / "b.yaml")
    assert [(p.field, p.line) for p in raised.value.problems] == [
        ("suspended[1].country", 3), ("suspended[1].until", 3), ("suspended[1].source", 3),
    ]  # fmt: skip
