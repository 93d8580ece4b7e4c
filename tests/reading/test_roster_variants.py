"""Rosters in the many forms that forms, programs and people give them."""

from __future__ import annotations

import pytest

from appealgen import load_roster
from appealgen.errors import InputError
from appealgen.model.identifiers import Country
from appealgen.reading.roster_names import given_name_first, loosely_spelled
from samples import noticed

DE = Country("DE")


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("Deutsch;Englisch;Französisch\nx;X;", ("de", "en")),
        ("DE;EN;FR\n1;0;1", ("de", "fr")),
        ("Deutsch;Englisch\nfließend;B2", ("de", "en")),
        ("Sprachen? [Deutsch];Sprachen? [Englisch]\nnein;ja", ("en",)),
        ("Sprachen;Deutsch\nen;x", ("en",)),
        ("Deutsch;Englisch\n;", ()),
        ("Deutsch;ID\nx;1", ()),
        ("Deutsch;Englisch\nja;vielleicht morgen", ()),
    ],
)
def test_columns_that_are_headed_by_a_language(text: str, reads: tuple[str, ...]) -> None:
    header, cells = text.split("\n")
    roster = load_roster(f"Name;Adresse;{header}\nA;Weg 5|01067 Ort;{cells}\n".encode(), country=DE)
    assert [entry.sender.reads for entry in roster.entries] == [reads]
    assert all(column.heading for column in roster.columns)


@pytest.mark.parametrize(
    ("header", "cells", "address"),
    [
        ("PO Box;City;Postcode;Country", "4471;Nairobi;00100;KE", ("PO Box 4471", "Nairobi", "00100")),
        ("Postfach;PLZ;Ort;Land", "12 34;01067;Ort;DE", ("Postfach 12 34", "01067 Ort")),
        ("Straße;Postfach;PLZ;Ort;Land", "Weg 5;1234;01067;Ort;DE", ("Weg 5", "Postfach 1234", "01067 Ort")),
        ("Address;PO Box;Country", "1 Street|Town SW1A 1AA;7;GB", ("PO Box 7", "1 Street", "Town SW1A 1AA")),
    ],
)
def test_a_box_has_its_word(header: str, cells: str, address: tuple[str, ...]) -> None:
    [entry] = load_roster(f"Name;{header};Reads\nA;{cells};en\n".encode()).entries
    assert entry.sender.address == address


@pytest.mark.parametrize("header", ["Street;Flat", "Street;PO Box"])
def test_a_flat_or_a_box_is_no_town(header: str) -> None:
    roster = load_roster(f"Name;{header}\nA;Weg 5;4\n".encode(), country=DE)
    assert [(problem.code, problem.field) for problem in roster.problems] == [("missing-value", "Street")]


@pytest.mark.parametrize(
    ("cells", "name", "address"),
    [
        ("\u202aBo\u200b Muster\u200f\u202c;Weg 5|01067 Ort\ufeff;DE", "Bo Muster", ("Weg 5", "01067 Ort")),
        ("An\u00adna Muster;Weg 5|01067 Ort;DE", "Anna Muster", ("Weg 5", "01067 Ort")),
        ("Ａｎｎａ　Ｍｕｓｔｅｒ;Ｗｅｇ ５|０１０６７ Ort;ＤＥ", "Anna Muster", ("Weg 5", "01067 Ort")),
        ("見本花子;東京都千代田区１－２|100-0001;JP", "見本花子", ("東京都千代田区１－２", "100-0001")),
        ("Anna Muster;Weg 5|01067 Ort;🇩🇪", "Anna Muster", ("Weg 5", "01067 Ort")),
    ],
)
def test_signs_that_nobody_sees(cells: str, name: str, address: tuple[str, ...]) -> None:
    [entry] = load_roster(f"\u200bName;Address;Country\n{cells}\n".encode()).entries
    assert (entry.sender.name, entry.sender.address) == (name, address)


def test_a_direction_that_turns_text_around_is_refused() -> None:
    roster = load_roster("Name;Address\nA\u202e;Weg 5|Ort\n".encode(), country=DE)
    assert [problem.code for problem in roster.problems] == ["wrong-value"]


@pytest.mark.parametrize(
    ("name", "told"),
    [("Zoe 🌻 Probe", True), ("Zoe Probe*", True), ("Zoë Probe-Muster", False), ("O'Neil (Zoe)", False),
     ("Zoe Probe c/o Amt", True), ("probe zoe", True), ("山田 花子", False)],
)  # fmt: skip
def test_a_sign_in_a_name_is_asked_about(name: str, told: bool) -> None:
    roster = load_roster(f"Name;Address\n{name};Weg 5|01067 Ort\n".encode(), country=DE)
    assert ([notice.code for notice in roster.notices] == ["unsure-name"]) is told


@pytest.mark.parametrize(
    ("written", "name"),
    [("Dr. Probe, Ann", "Dr. Ann Probe"), ("Prof. Dr. Probe, Ann", "Prof. Dr. Ann Probe"), ("Dr., Ann", "Ann Dr.")],
)
def test_a_title_stays_before_the_name(written: str, name: str) -> None:
    assert given_name_first(written) == name


@pytest.mark.parametrize("other", ["ANN MUELLER", "Müller Ann", "Mu\u0308ller, Ann", "Ann Muller", "ann-müller"])
def test_people_who_appear_twice_in_other_spellings(other: str) -> None:
    assert loosely_spelled(other) == loosely_spelled("Ann Müller")
    text = f'Name;Address\nAnn Müller;Hauptstraße 5|01067 Ort\n"{other}";"Hauptstr. 5, D-01067 Ort"\n'
    assert "duplicate-row" in [notice.code for notice in load_roster(text.encode(), country=DE).notices]
    apart = text.replace("str. 5", "str. 6")
    assert "duplicate-row" not in [notice.code for notice in load_roster(apart.encode(), country=DE).notices]


def test_a_table_of_marks_between_the_header_and_the_people() -> None:
    text = "| Name | Address | Country |\n|---|---|---|\n| Ann Probe | Weg 5, 01067 Ort | DE |\n"
    roster = load_roster(text.encode())
    assert ([entry.row for entry in roster.entries], roster.rows, noticed(roster)) == ([3], 1, [])


def test_a_table_without_headings_is_one_error() -> None:
    with pytest.raises(InputError) as raised:
        load_roster(b"Ann Probe,1 High Street,SW1A 1AA,London,UK\n")
    [problem] = raised.value.problems
    assert (problem.code, "“Ann Probe”" in problem.message) == ("missing-column", True)


@pytest.mark.parametrize(
    ("languages", "reads"),
    [("English only", ("en",)), ("nur Deutsch", ("de",)), ("Portuguese (BR)", ("pt-BR",)), ("Deutsch (gut)", ("de",)),
     ("Russian (Ukraine)", ("ru",)), ("DE/EN", ("de", "en"))],
)  # fmt: skip
def test_languages_as_people_give_them(languages: str, reads: tuple[str, ...]) -> None:
    [entry] = load_roster(f"Name;Address;Reads\nA;Weg 5|01067 Ort;{languages}\n".encode(), country=DE).entries
    assert entry.sender.reads == reads
