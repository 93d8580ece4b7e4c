from __future__ import annotations

import csv
import io
import re
import tracemalloc
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbooks
from appealgen import load_roster
from appealgen.errors import InputError, Problem, WrongValueError
from appealgen.language.catalogues import translate_into
from appealgen.language.parsing import country_of
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.planning.planner import languages_read
from appealgen.reading.cells import made_a_date, meant, ungarbled
from appealgen.reading.roster import Roster, RosterEntry, parse_rows
from appealgen.reading.roster_columns import headings, suggestion
from samples import PROJECT, line, noticed


def read(text: str, **options: Any) -> Roster:
    return load_roster(text.encode(), name="people.csv", **options)


def senders(roster: Roster) -> list[Sender]:
    assert roster.problems == ()
    return [entry.sender for entry in roster.entries]


def one(text: str, **options: Any) -> Sender:
    [sender] = senders(read(text, **options))
    return sender


def wrong(text: str, **options: Any) -> list[tuple[str, int | None, str | None]]:
    return [(p.code, p.row, p.field) for p in read(text, **options).problems]


def refused(text: str, **options: Any) -> list[Problem]:
    with pytest.raises(InputError) as raised:
        read(text, **options)
    assert {problem.file for problem in raised.value.problems} == {"people.csv"}
    return list(raised.value.problems)


def test_every_column() -> None:
    roster = read(
        "name;street;house number;postcode;city;country;reads;e-mail;place;about;ties\n"
        "Alex Example;Musterweg;5;01234;Anytown;Deutschland;de, en;a@example.org;Othertown;I teach.;KZ, Russia\n"
    )
    sender = Sender(
        name="Alex Example", address=("Musterweg 5", "01234 Anytown"), country=Country("DE"),
        reads=(Tag("de"), Tag("en")),
        email="a@example.org", place="Othertown", about="I teach.", ties=(Country("KZ"), Country("RU")),
    )  # fmt: skip
    assert roster.entries == (RosterEntry(2, sender),)
    assert (roster.file, roster.rows, roster.problems, roster.notices) == ("people.csv", 1, (), ())
    assert [column.field for column in roster.columns][:3] == ["name", "street", "house"]


@pytest.mark.parametrize(
    "header",
    [
        "Name,Address,Country", "FULL NAME *, Postal  Address ,country_code", "Name,Anschrift,Land", "Nom,Adresse,Pays",
        "Nombre,Dirección,País", "Имя,Адрес,Страна", "ФИО,Почтовый адрес,Код страны",
        "Name (you sign),Address:,COUNTRY",
        "nom complet,adresse postale,code pays", "Vollständiger Name,Postanschrift,Ländercode",
    ],
)  # fmt: skip
def test_headings_in_five_languages(header: str) -> None:
    sender = one(f"{header}\nAlex Example,1 Street|Anytown,GB\n")
    assert (sender.name, sender.address, sender.country) == ("Alex Example", ("1 Street", "Anytown"), "GB")


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        ("Vorname;Name", "Alex;Example", "Alex Example"),
        ("Name;Vorname", "Example;Alex", "Alex Example"),
        ("Prénom;Nom", "Alex;Example", "Alex Example"),
        ("Nombre;Apellidos", "Alex;Example Sample", "Alex Example Sample"),
        ("Имя;Фамилия", "Алекс;Пример", "Алекс Пример"),
        ("Name;Surname", "Alex;Example", "Alex Example"),
        ("Name;First name;Last name", "A. Example;Alex;Example", "A. Example"),
        ("First name;Last name", "示例;王", "王示例"),
        ("First name;Last name", "민수;김", "김민수"),
        ("First name;Last name", "Alex;王", "Alex 王"),
        ("First name;Last name", "Alex;", "Alex"),
        ("Name", "Example, Alex", "Alex Example"),
        ("Name, Vorname", "von Muster, Dr. Alex", "Dr. Alex von Muster"),
        ("Name", "Alex Example, PhD", "Alex Example, PhD"),
        ("Name", "Alex Example, jr.", "Alex Example, jr."),
        ("Name", "Alex Muster, geb. Beispiel", "Alex Muster, geb. Beispiel"),
    ],
)
def test_a_name_in_one_column_or_two(header: str, cells: str, name: str) -> None:
    assert one(f"{header};address\n{cells};1 Street|Town\n", country=Country("GB")).name == name


@pytest.mark.parametrize(
    ("header", "cells", "country", "address"),
    [
        ("address", '"1 Street\n\nTown"', "GB", ("1 Street", "Town")),
        ("address", "1 Street | Town", "GB", ("1 Street", "Town")),
        ("address1;address 2;Address Line 3", "1 Street;;Town", "GB", ("1 Street", "Town")),
        ("street;postcode;city", "1 Street;ZZ99 3WZ;Town", "GB", ("1 Street", "Town", "ZZ99 3WZ")),
        ("street;house number;city", "High Street;5;Town", "GB", ("5 High Street", "Town")),
        ("rue;n° de rue;CP;ville", "Rue Haute;5;75001;Ville", "FR", ("5 Rue Haute", "75001 Ville")),
        ("calle;número;CP;ciudad", "Calle Mayor;5;28013;Ciudad", "ES", ("Calle Mayor, 5", "28013 Ciudad")),
        ("street;zip;city;state", "1 Street;62704;Town;IL", "US", ("1 Street", "Town, IL 62704")),
        ("street;postcode;city;region", "1 Street;2000;Town;NSW", "AU", ("1 Street", "Town NSW 2000")),
        ("calle;CP;ciudad;provincia", "Mayor 5;28013;Ciudad;Ciudad", "ES", ("Mayor 5", "28013 Ciudad")),
        ("street;city;region", "1 Street;Town;IL", "US", ("1 Street", "Town, IL")),
        ("улица;индекс;город;область", "ул. Мира, 5;420000;Город;Область", "RU",
         ("ул. Мира, 5", "Город", "Область", "420000")),
        ("address;postcode;city", "1 Street, Town ZZ99 3WZ;ZZ99 3WZ;Town", "GB", ("1 Street, Town ZZ99 3WZ",)),
        ("Adresszusatz;Straße;PLZ;Ort", "c/o Muster;Weg 5;01234;Ort", "DE", ("c/o Muster", "Weg 5", "01234 Ort")),
    ],
)  # fmt: skip
def test_an_address_as_the_country_writes_it(header: str, cells: str, country: str, address: tuple[str, ...]) -> None:
    assert one(f"name;{header}\nA;{cells}\n", country=Country(country), reads=(Tag("en"),)).address == address


@pytest.mark.parametrize(
    ("header", "cells", "country", "field"),
    [
        ("street;postcode;city", "1 Street;ZZ99 3WZ;", "GB", "city"),
        ("street;postcode", "1 Street;ZZ99 3WZ", "GB", "street"),
        ("Straße;Hausnummer;PLZ;Ort", "Weg;5;01234;", "DE", "Ort"),
        ("street", "1 Street", "GB", "street"),
        ("address;city", "1 Street;", "GB", "city"),
        ("address", "1 Street", "GB", "address"),
        ("address", "Weg 12/3", "DE", "address"),
        ("street;city", "c/o Muster | Weg 5;", "DE", "city"),
        ("street;PLZ/Ort", "Weg 5;", "DE", "PLZ/Ort"),
    ],
)
def test_an_address_without_a_town_is_refused(header: str, cells: str, country: str, field: str) -> None:
    roster = read(f"name;{header}\nA;{cells}\n", country=Country(country))
    assert roster.entries == ()
    assert [(p.code, p.message, p.row, p.field) for p in roster.problems] == [
        ("missing-value", "the address has no town", 2, field)
    ]


@pytest.mark.parametrize(
    ("header", "cells", "country", "address"),
    [
        ("street;city", "1 Street, Town;", "GB", ("1 Street, Town",)),
        ("street;city", "Weg 5 01234 Ort;", "DE", ("Weg 5 01234 Ort",)),
        ("street;city;region", "1 Street;;Shire", "US", ("1 Street", "Shire")),
        ("street;postcode;city", "1 Street;546080;", "SG", ("1 Street", "Singapore 546080")),
        ("street;region;city", "1 Street;Kowloon;", "HK", ("1 Street", "Kowloon")),
        ("address", "Weg 5 Ort", "DE", ("Weg 5 Ort",)),
        ("address", '"1 Street; Town"', "GB", ("1 Street; Town",)),
        ("address", '"12/3 Street\n0"', "GB", ("12/3 Street", "0")),
        ("address", "1 Street / Town", "GB", ("1 Street / Town",)),
        ("address", "Weg 5 - Ort", "DE", ("Weg 5 - Ort",)),
        ("address", "1 Street Town SW1A 1AA", "GB", ("1 Street Town SW1A 1AA",)),
        ("address", "1 Street", "SG", ("1 Street", "Singapore")),
    ],
)
def test_a_town_may_be_elsewhere_or_not_needed(header: str, cells: str, country: str, address: tuple[str, ...]) -> None:
    assert one(f"name;{header}\nA;{cells}\n", country=Country(country), reads=(Tag("en"),)).address == address


def test_a_postcode_of_the_wrong_form_is_a_notice() -> None:
    rows = (
        "A;Weg 5;1234;Ort;DE\nB;Weg 5;01234;Ort;DE\nC;1 Street;;Town;GB\nD;1 Street;nonsense;Town;GB\nE;Str;12;X;AQ\n"
    )
    roster = read(f"name;street;postcode;city;country\n{rows}", reads=(Tag("en"),))
    assert (len(roster.entries), roster.problems) == (5, ())
    assert [(n.code, n.row, n.field) for n in noticed(roster)] == [
        ("odd-postcode", 2, "postcode"),
        ("odd-postcode", 5, "postcode"),
    ]
    assert "“1234” does not look like a postcode of Germany (26133)" in noticed(roster)[0].message


@pytest.mark.parametrize(
    ("header", "cells", "country", "read_as", "address"),
    [
        ("address", '"5 Rue Haute\n75001 Ville\nFrance"', "FR", "FR", ("5 Rue Haute", "75001 Ville")),
        ("address", '"5 Rue Haute, 75001 Ville, France"', "FR", "FR", ("5 Rue Haute", "75001 Ville")),
        ("address", '"5 Rue Haute\nMontréal QC H2X 3K8\nCANADA"', "FR", "CA", ("5 Rue Haute", "Montréal QC H2X 3K8")),
        ("address", '"1 Street, Town, Georgia"', "US", "US", ("1 Street, Town, Georgia",)),
        ("address", '"1 Street, Portland, OR"', "US", "US", ("1 Street, Portland, OR",)),
        ("address", '"5 Main Street, Lebanon"', "US", "US", ("5 Main Street, Lebanon",)),
        ("address", '"12 Rue Haute, Saint-Denis, Réunion"', "FR", "FR", ("12 Rue Haute, Saint-Denis, Réunion",)),
        ("Straße;PLZ/Ort", "Weg 5;A-1010 Wien", "DE", "AT", ("Weg 5", "1010 Wien")),
        ("Straße;PLZ;Ort", "Weg 5;F-75001;Paris", "DE", "FR", ("Weg 5", "F-75001 Paris")),
        ("Adresse", '"Weg 5, CH-3011 Bern"', "DE", "CH", ("Weg 5", "CH-3011 Bern")),
        ("Straße;PLZ/Ort", "Weg 5;D-01234 Ort", "DE", "DE", ("Weg 5", "01234 Ort")),
    ],
)
def test_the_country_that_an_address_names(
    header: str, cells: str, country: str, read_as: str, address: tuple[str, ...]
) -> None:
    text = f"name;{header}\nA;{cells}\n"
    roster = read(text, country=Country(country), reads=(Tag("en"),))
    [sender] = senders(roster)
    assert sender.country == read_as
    assert tuple(line.replace("  ", " ") for line in sender.address) == address
    assert [n.code for n in noticed(roster)] == ([] if read_as == country else ["named-country"])
    if read_as != country:
        also = f"name;{header};country\nA;{cells};{country}\n"
        assert [code for code, *_ in wrong(also, reads=(Tag("en"),))] == ["named-country"]


def test_a_family_name_alone_lacks_the_given_name() -> None:
    text = "First name;Last name;address\n;Example;1 Street|Town\nAlex;;2 Street|Town\n"
    roster = read(text, country=Country("GB"))
    assert [(p.code, p.row, p.field) for p in roster.problems] == [("missing-value", 2, "First name")]
    assert [(n.code, n.row, n.field) for n in noticed(roster)] == [("unsure-name", 3, "Last name")]


@pytest.mark.parametrize(
    "name", ["Fam. Muster", "Familie Muster", "Muster GmbH", "Alex & Bo Example", "Alex and Bo Example", "Muster e.V."]
)
def test_a_name_that_is_not_one_person_is_a_notice(name: str) -> None:
    roster = read(f"name;address\n{name};1 Street|Town\nSandy Brand;2 Street|Town\n", country=Country("GB"))
    assert [(n.code, n.row) for n in noticed(roster)] == [("unsure-name", 2)]
    assert [sender.name for sender in senders(roster)] == [name, "Sandy Brand"]


@pytest.mark.parametrize("header", ["Name;Ihr Name", "Name;Vor- und Nachname", "Vor- und Nachname;Name"])
def test_an_empty_column_beside_a_filled_one_of_its_meaning(header: str) -> None:
    cells = ";".join("" if heading == "Name" else "Alex Muster" for heading in header.split(";"))
    assert one(f"{header};Adresse\n{cells};Weg 5|Ort\n", country=Country("DE")).name == "Alex Muster"
    assert one("Name;Vorname;Nachname;Adresse\n;Alex;Muster;Weg 5|Ort\n", country=Country("DE")).name == "Alex Muster"


def test_an_unwritten_region_is_reported_once() -> None:
    text = "name,street,city,Bundesland\nA,1 Weg,Ort,Bayern\nB,1 Weg,Ort,Bayern\n"
    roster = read(text, country=Country("DE"))
    assert senders(roster)[0].address == ("1 Weg", "Ort")
    assert [(n.code, n.field) for n in noticed(roster)] == [("no-region", "Bundesland")]


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("en", ["en"]), ("en, de", ["en", "de"]), ("English/German", ["en", "de"]),
        ("kazakh and russian", ["kk", "ru"]),
        ("Deutsch und Französisch", ["de", "fr"]), ("русский; английский", ["ru", "en"]), ("en de", ["en", "de"]),
        ("français et anglais", ["fr", "en"]), ("EN,en", ["en"]),
        ("English (fluent), German (a little)", ["en"]), ("some German", ["de"]), ("Castellano", ["es"]),
        ("Deutsch u. Englisch", ["de", "en"]), ("Deutsch C2", ["de"]), ("中文、English", ["zh", "en"]),
        ("zh-Hant", ["zh-Hant"]), ("dt., engl., franz.", ["de", "en", "fr"]), ("рус., нем.", ["ru", "de"]),
        ("angl., esp.", ["en", "es"]), ("ingl., ital.", ["en", "it"]), ("Span., Russ.", ["es", "ru"]),
    ],
)  # fmt: skip
def test_languages_as_people_write_them(cell: str, tags: list[str]) -> None:
    assert one(f'name,address,reads\nA,1 Street|Town,"{cell}"\n', country=Country("CH")).reads == tuple(tags)


def test_countries_as_people_write_them() -> None:
    sender = one(
        'name,address,country,ties\nA,1 Street|Town,Vereinigtes Königreich,"Bosnia and Herzegovina, Iran and Iraq"\n'
    )
    assert (sender.country, sender.ties) == ("GB", ("BA", "IR", "IQ"))


@pytest.mark.parametrize(
    ("cell", "country", "ties"),
    [
        ("DE – Deutschland", "DE", ["DE"]), ("Germany (DE)", "DE", ["DE"]), ("UK / United Kingdom", "GB", ["GB"]),
        ("Україна", "UA", ["UA"]), ("Russia、China", None, ["RU", "CN"]), ("Polska u. Česko", None, ["PL", "CZ"]),
        ("Trinidad and Tobago", "TT", ["TT"]), ("U.S.", "US", ["US"]), ("U. K.", "GB", ["GB"]),
        ("N. Ireland", "GB", ["GB"]), ("Irlande du Nord", "GB", ["GB"]), ("Уэльс", "GB", ["GB"]),
        ("U.S.A.", "US", ["US"]),
    ],
)  # fmt: skip
def test_a_country_in_several_forms_and_several_countries(cell: str, country: str | None, ties: list[str]) -> None:
    text = f'name,address,country,ties,reads\nA,1 Street|Town,"{cell if country else "GB"}","{cell}",en\n'
    sender = one(text)
    assert (sender.country, list(sender.ties)) == (country or "GB", ties)


def test_missing_values_of_a_row_are_given_for_everyone_or_assumed() -> None:
    text = "name,address,country,reads,city\nA,1 Street|Town,,,Town\nB,1 Street|Town,CH,fr,\nC,1 Weg|Town,DE,,\n"
    roster = read(text, country=Country("GB"), reads=(Tag("en"),))
    assert [(s.country, s.reads, s.place) for s in senders(roster)] == [
        ("GB", ("en",), "Town"), ("CH", ("fr",), None), ("DE", ("en",), None),
    ]  # fmt: skip
    german = one("name,address,country\nC,1 Weg|Town,DE\n")
    assert german.reads == () and languages_read(german) == ("de",)
    assert wrong("name,address,country\nC,1 Weg|Town,CH\n") == [("missing-language", 2, "country")]
    assert wrong("name,address,country,reads\nC,1 Weg|Town,CH,\n") == [("missing-language", 2, "reads")]


def test_cells_are_tidied_as_a_sender_file_would() -> None:
    sender = one('name,address\n" Alex\u00a0 \tExample ","  1\u00a0Street \r\n  \r\n Town  "\n', country=Country("GB"))
    assert (sender.name, sender.address) == ("Alex Example", ("1 Street", "Town"))


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        (",1 Street|Town,GB,en,", "missing-value", "Name"),
        ("A,,GB,en,", "missing-value", "Address"),
        ("A,1 Street,,en,", "missing-value", "Country"),
        ("A,1 Street|Town,Atlantis,en,", "wrong-value", "Country"),
        ("A,1 Street|Town,GB,Klingonese,", "wrong-value", "Languages"),
        ("A,1 Street|Town,GB,en,nobody", "wrong-value", "E-Mail"),
        ("A,1 Street|Town,GB,en,a b@example.org", "wrong-value", "E-Mail"),
        ("A\x07,1 Street|Town,GB,en,", "wrong-value", "Name"),
        ("A,1 \u202eteertS,GB,en,", "wrong-value", "Address"),
        ("A,#N/A,GB,en,", "failed-formula", "Address"),
        ("A,1 Street|Town,GB,en,,more", "long-row", None),
    ],
)
def test_a_faulty_row_is_reported_by_row_and_heading(row: str, code: str, field: str | None) -> None:
    roster = read(f"Name,Address,Country,Languages,E-Mail\nB,1 Street|Town,GB,en,\n{row}\n\nC,1 Street|Town,GB,en,\n")
    assert [(p.code, p.file, p.row, p.field) for p in roster.problems] == [(code, "people.csv", 3, field)]
    assert [(entry.row, entry.sender.name) for entry in roster.entries] == [(2, "B"), (5, "C")]
    assert roster.rows == 3


def test_all_mistakes_of_a_row_at_once() -> None:
    found = wrong("name,address,country,reads,email\n,,Atlantis,Klingonese,nobody\n")
    assert found == [
        ("wrong-value", 2, "country"), ("wrong-value", 2, "reads"), ("wrong-value", 2, "email"),
        ("missing-value", 2, "name"), ("missing-value", 2, "address"),
    ]  # fmt: skip


def test_missing_columns_are_reported_before_any_row() -> None:
    found = refused("Nmae,Adrse,Phone\nA,B\x07,C,D\n")
    assert [(p.code, p.row, p.field) for p in found] == [
        ("missing-column", 1, "name"), ("missing-column", 1, "address"), ("missing-column", 1, "country"),
    ]  # fmt: skip
    assert all("“Nmae”, “Adrse”, “Phone”" in problem.message for problem in found)
    hints = [problem.hint or "" for problem in found]
    assert "“Nmae”" in hints[0] and "“Adrse”" in hints[1] and "--country" in hints[2]
    assert [p.field for p in refused("Vorname,Adresse,Land\nA,B,DE\n")] == ["name"]
    assert [p.field for p in refused("Name,City,Land\nA,B,DE\n")] == ["address"]
    assert not read("name,address\nA,1 Street|Town\n", country=Country("GB")).problems


def test_two_columns_that_mean_the_same() -> None:
    [problem] = refused("name,address,E-Mail,country,Courriel\nA,B,,GB,\n")
    assert (problem.code, "“E-Mail”, “Courriel”" in problem.message) == ("duplicate-column", True)


def test_columns_that_are_not_read() -> None:
    roster = read(
        "name,address,Contry,Notes,Phone,,E-Mial\nA,1 Street|Town EC1Y 8SY,GB,note,123,x,\n", country=Country("GB")
    )
    hints = {notice.field: notice.hint for notice in noticed(roster) if notice.field}
    assert hints == {
        "Contry": 'to read it, give --column "Contry=country"; to leave it out, --column "Contry=ignore"',
        "Notes": None, "Phone": None, "E-Mial": "did you mean “e-mail”?",
    }  # fmt: skip
    assert any("column F has no heading" in notice.message for notice in noticed(roster))
    assert [column.field for column in roster.columns][2:] == [None] * 5
    assert suggestion("Anmerkungen zur Person") is None and suggestion("") is None


def test_rows_without_anything_that_is_read_are_no_rows() -> None:
    roster = read("name,address,notes\n , ,\n,,only a note\nA,1 Street|Town,\n", country=Country("GB"))
    assert ([entry.row for entry in roster.entries], roster.rows, roster.problems) == ([4], 1, ())


def test_people_who_appear_twice() -> None:
    rows = ["Zoë Example,1 Street|Town", "Bo Example,1 Street|Town", "Zoe\u0308  example,1 STREET|Town"]
    rows += ["Zoë Example,2 Street|Town", "Zoë-Example,1 Street.|Town", "Zoe Example,1 Street|Town"]
    roster = read("\n".join(["name,address", *rows]), country=Country("GB"))
    assert len(roster.entries) == 6
    assert [(n.code, n.row, "row 2, which spells the name “Zoë Example”" in n.message) for n in noticed(roster)] == [
        ("duplicate-row", 4, True), ("duplicate-row", 6, True), ("duplicate-row", 7, True),
    ]  # fmt: skip


@pytest.mark.parametrize("language", sorted(headings().examples))
@pytest.mark.parametrize("rest", ["1 Street|Town,GB", ",", "\x07,Atlantis"])
def test_the_example_is_never_a_letter(rest: str, language: Tag) -> None:
    roster = read(f"name,address,country\n{headings().examples[language]},{rest}\nA,1 Street|Town,GB\n")
    assert [entry.row for entry in roster.entries] == [3]
    assert [(n.code, n.row) for n in noticed(roster)] == [("example-row", 2)]


def test_a_choice_of_rows() -> None:
    text = "name,address\n" + "\n".join(f"P{row},{row} Street|Town" for row in range(2, 10)) + "\nwrong,\n"
    roster = read(text, country=Country("GB"), rows=parse_rows("3-4,8,3"))
    assert ([entry.row for entry in roster.entries], roster.rows, roster.problems) == ([3, 4, 8], 3, ())


def test_ranges_of_rows() -> None:
    assert parse_rows("20-40,55") == ((20, 40), (55, 55))
    assert parse_rows(" 2 – 3 ") == ((2, 3),)
    for text in ("", "a", "5-2", "0", "1,,2", "-5", "1-2-3", "99999999999"):
        with pytest.raises(WrongValueError, match="20-40,55"):
            parse_rows(text)


def test_a_column_that_holds_something_else_stops() -> None:
    rows = "\n".join(f"P{number},1 Street|Town,place {number}" for number in range(1000))
    [problem] = refused(f"name,address,country\n{rows}\n")
    assert (problem.code, problem.field) == ("wrong-column", "country")


KINDS = {
    "missing-value name": ",{n} Street|Town,GB,en,p@example.org",
    "missing-value address": "Person {n},,GB,en,p@example.org",
    "missing-value country": "Person {n},{n} Street|Town,,en,p@example.org",
    "wrong-value country": "Person {n},{n} Street|Town,Atlantis,en,p@example.org",
    "wrong-value reads": "Person {n},{n} Street|Town,GB,Klingonese,p@example.org",
    "wrong-value email": "Person {n},{n} Street|Town,GB,en,nobody{n}",
    "wrong-value about": "Person {n},{n} Street|Town,GB,en,p@example.org,\x07",
    "failed-formula address": "Person {n},#REF!,GB,en,p@example.org",
    "missing-language reads": "Person {n},{n} Street|Town,CH,,p@example.org",
    "long-row None": "Person {n},{n} Street|Town,GB,en,p@example.org,,1,2",
}


def test_three_hundred_rows_with_every_kind_of_mistake() -> None:
    lines = ["name,address,country,reads,email,about"]
    expected: Counter[str] = Counter()
    for number in range(300):
        kind = list(KINDS)[number // 10 % len(KINDS)] if number % 10 == 3 else None
        expected += Counter([kind] if kind else [])
        lines.append(
            (KINDS[kind] if kind else "Person {n},{n} Street|Town,GB,en,p@example.org").replace("{n}", str(number))
        )
    roster = read("\n".join(lines))
    assert Counter(f"{problem.code} {problem.field}" for problem in roster.problems) == expected
    assert (roster.rows, len(roster.entries), set(expected.values())) == (300, 270, {3})
    assert [problem.row for problem in roster.problems] == list(range(5, 302, 10))


@pytest.mark.parametrize("make", [workbooks.xlsx, workbooks.ods])
def test_a_workbook_as_a_roster(tmp_path: Path, make: Any) -> None:
    rows = [
        ["Our group", ""],
        ["Name", "Straße", "PLZ", "Ort", "Land"],
        ["Alex Example", "Weg 5", "01234", "Ort", "DE"],
    ]
    (tmp_path / "people").write_bytes(make(rows))
    roster = load_roster(tmp_path / "people")
    assert [(entry.row, entry.sender.address) for entry in roster.entries] == [(3, ("Weg 5", "01234 Ort"))]
    assert roster.file == str(tmp_path / "people")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        load_roster(tmp_path / "none.xlsx")
    assert raised.value.problems[0].code == "unreadable"


def test_many_rows_cost_little() -> None:
    row = 'Person Number {n},{n} Sample Street,AB1 2XY,Anytown,United Kingdom,"en, de",p{n}@example.org'
    rows = [row.replace("{n}", str(number)) for number in range(5_000)]
    data = "\n".join(["name,street,postcode,city,country,reads,email", *rows]).encode()
    load_roster(data[:1_000].rpartition(b"\n")[0])
    load_roster(data)
    tracemalloc.start()
    roster = load_roster(data)
    assert len(roster.entries) == 5_000
    assert tracemalloc.get_traced_memory()[0] < 5_000 * 1_000
    tracemalloc.stop()


words = line.map(lambda text: re.sub(r"[|=#_?&<\\\\\ufffd]", "–", text).strip(" ,") or "x").filter(
    lambda text: (
        text not in headings().empty
        and ungarbled(text) is None
        and "Ã" not in text
        and meant(text) == text
        and made_a_date(text, months=True) is None
        and not any(country_of(part) for part in text.split(","))
    )
)
"""Text on one line without a special meaning; openpyxl takes `=` for a formula and decodes `_x0041_`."""
PEOPLE = st.lists(
    st.builds(
        lambda name, address, country, reads, email, about: Sender(
            name=name, address=tuple(address), country=country, reads=reads, email=email, about=about
        ),
        words.map(lambda text: text.replace(",", "–")),
        st.lists(words, min_size=2, max_size=4),
        st.sampled_from([Country("GB"), Country("CH"), Country("JP")]),
        st.sampled_from([(Tag("en"),), (Tag("de"), Tag("fr"))]),
        st.sampled_from([None, "a@example.org"]),
        st.none() | words,
    ),
    max_size=5,
)


def table_of(people: list[Sender]) -> list[list[str]]:
    return [["name", "address", "country", "reads", "email", "about"]] + [
        [s.name, "\n".join(s.address), s.country, ", ".join(s.reads), s.email or "", str(s.about or "")] for s in people
    ]


@given(PEOPLE, st.sampled_from(",;\t|"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_written_csv_roster_reads_back_the_same(people: list[Sender], delimiter: str, encoding: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(table_of(people))
    assert senders(load_roster(stream.getvalue().encode(encoding))) == people


@given(PEOPLE, st.sampled_from([workbooks.xlsx, workbooks.ods]))
def test_a_written_workbook_reads_back_the_same(people: list[Sender], make: Any) -> None:
    assert senders(load_roster(make(table_of(people)))) == people


def test_the_example_in_the_documents_is_right() -> None:
    roster = load_roster(PROJECT / "docs" / "examples" / "roster.csv")
    assert (len(roster.entries), roster.problems, noticed(roster)) == (5, (), [])


def test_what_is_quoted_has_the_marks_of_the_readers_language() -> None:
    with pytest.raises(InputError) as raised:
        read("Name,Full name,Adresse,Land\nA,B,1 Weg,DE\n")
    [problem] = raised.value.problems
    assert "“Name”, “Full name”" in problem.message
    assert "„Name“, „Full name“" in translate_into(problem.message, "de")
    with pytest.raises(InputError) as raised:
        read("What,Where\nA,B\n")
    assert all("« Where »" in translate_into(each.message, "fr").replace("\xa0", " ") for each in raised.value.problems)


@pytest.mark.parametrize(
    ("header", "cells", "country", "told"),
    [
        ("address", "Weg 5|Ort", "DE", True),
        ("address", "Weg 5|01067 Ort", "DE", False),
        ("street;city", "1 Street;Town", "IE", True),
        ("street;PLZ/Ort", "Weg 5;Ort", "AT", True),
        ("street;PLZ/Ort", "Weg 5;1010 Ort", "AT", False),
        ("street;postcode;city", "1 Street;;Town", "GB", True),
        ("address", "1 Street|Central", "HK", False),
    ],
)
def test_a_missing_postcode_is_a_notice_where_there_are_postcodes(
    header: str, cells: str, country: str, told: bool
) -> None:
    roster = read(f"name;{header}\nA;{cells}\n", country=Country(country), reads=(Tag("en"),))
    assert ([n.code for n in roster.notices] == ["no-postcode"]) is told


@pytest.mark.parametrize(
    ("postcode", "country", "hint"),
    [("1067", "DE", "was it 01067?"), ("2138", "US", "was it 02138?"), ("123", "DE", "check it")],
)
def test_a_postcode_that_lost_its_zero_is_asked_about(postcode: str, country: str, hint: str) -> None:
    roster = read(f"name;street;postcode;city\nA;Weg 5;{postcode};Ort\n", country=Country(country))
    assert [(n.code, str(n.hint).startswith(hint)) for n in roster.notices] == [("odd-postcode", True)]


@pytest.mark.parametrize(
    ("postcode", "country", "written"),
    [
        ("1234ab", "NL", "1234 AB"),
        ("sw1a 1aa", "GB", "SW1A 1AA"),
        ("SW1A1AA", "GB", "SW1A 1AA"),
        ("H3Z2Y7", "CA", "H3Z 2Y7"),
        ("01067", "DE", "01067"),
    ],
)
def test_a_postcode_has_the_blank_of_its_form(postcode: str, country: str, written: str) -> None:
    address = one(
        f"name;street;postcode;city\nA;1 Street;{postcode};Town\n", country=Country(country), reads=(Tag("en"),)
    ).address
    assert written in " ".join(address)


@pytest.mark.parametrize(
    ("address", "country", "told"),
    [
        ("Хауптштрассе 5|10827 Берлин", "DE", True), ("Хауптштрассе 5|0108 Тбилиси", "GE", True),
        ("ул. Мира 5|010000 Астана", "KZ", False), ("Ulica 5|81000 Город", "ME", False),
        ("札幌市1|100-0001", "JP", False),
        ("Weg 5|01067 Ößtädt", "DE", False),
    ],
)  # fmt: skip
def test_an_address_in_letters_of_elsewhere_is_a_notice(address: str, country: str, told: bool) -> None:
    roster = read(f"name;address\nA;{address}\n", country=Country(country), reads=(Tag("en"),))
    assert ([n.code for n in roster.notices] == ["foreign-script"]) is told


@pytest.mark.parametrize(
    ("address", "country", "read_as", "lines"),
    [
        ("512 Juniper Ct Boise ID 83702 US", "US", "US", ("512 Juniper Ct Boise ID 83702",)),
        ("512 Juniper Ct Boise ID 83702 USA", "DE", "US", ("512 Juniper Ct Boise ID 83702",)),
        ("Weg 5, 01067 Ort Deutschland", "DE", "DE", ("Weg 5", "01067 Ort")),
        ("Weg 5|1010 Ort Österreich", "DE", "AT", ("Weg 5", "1010 Ort")),
        ("1 Street|Town SW1A 1AA United Kingdom", "US", "GB", ("1 Street", "Town SW1A 1AA")),
        ("5 Rue Haute 1000 Luxembourg", "LU", "LU", ("5 Rue Haute 1000 Luxembourg",)),
        ("5 Main St, Atlanta Georgia", "US", "US", ("5 Main St, Atlanta Georgia",)),
    ],
)
def test_a_country_behind_the_town_without_a_comma(
    address: str, country: str, read_as: str, lines: tuple[str, ...]
) -> None:
    sender = one(f'name;address\nA;"{address}"\n', country=Country(country), reads=(Tag("en"),))
    assert (sender.country, sender.address) == (read_as, lines)


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("c/o Haus Muster, Weg 5, 01067 Ort", ("c/o Haus Muster", "Weg 5", "01067 Ort")),
        ("bei Muster; Weg 5|01067 Ort", ("bei Muster", "Weg 5", "01067 Ort")),
        ("Weg 5 // 01067 Ort", ("Weg 5", "01067 Ort")),
        ("Weg 5 // W 18, 01067 Ort", ("Weg 5 // W 18", "01067 Ort")),
        ("c/o Haus Muster|Weg 5|01067 Ort", ("c/o Haus Muster", "Weg 5", "01067 Ort")),
    ],
)
def test_lines_in_one_cell(address: str, lines: tuple[str, ...]) -> None:
    assert one(f'name;address\nA;"{address}"\n', country=Country("DE")).address == lines


def test_a_house_number_that_is_a_fraction_is_asked_about() -> None:
    roster = read(
        "name;street;house number;postcode;city\nA;Weg;2.5;01067;Ort\nB;Weg;2a;01067;Ort\n", country=Country("DE")
    )
    assert [(n.code, n.row) for n in roster.notices] == [("made-a-date", 2)]


@pytest.mark.parametrize(
    ("heading", "cell", "sign"),
    [
        ("signs as", "initials", "initials"),
        ("Zeichnet mit", "Initialen und Ort", "initials"),
        ("Signe avec", "Nom et ville", "town"),
        ("Firma con", "ciudad", "town"),
        ("Подписывается как", "Полностью", "full"),
        ("Signs with", "", "town"),
    ],
)
def test_what_is_shown_of_a_person(heading: str, cell: str, sign: str) -> None:
    text = f"name,address,country,{heading}\nAnna Example,1 Street|Anytown,GB,{cell}\n"
    assert one(text, sign="town").sign == sign


def test_an_unclear_word_for_what_is_shown_is_an_error() -> None:
    found = read("name,address,country,signs with\nAnna Example,1 Street|Anytown,GB,a bit\n")
    [problem] = found.problems
    hint = "enter “full name”, “name and town” or “initials”"
    assert (problem.message, problem.hint) == ("“a bit” does not say what to show", hint)
    assert found.entries == ()


@pytest.mark.parametrize("address", ["|", '" | "', ",", ", , ,", "-", "."])
def test_an_address_of_nothing_but_separators_is_empty(address: str) -> None:
    roster = read(f"Name;Address;Country;Reads\nAnn;{address};DE;de\n")
    assert [(problem.row, problem.field, str(problem.message)) for problem in roster.problems] == [
        (2, "Address", "is empty")
    ]


@pytest.mark.parametrize(
    ("country", "cell", "lines"),
    [
        ("GB", "9 Mill Lane, York YO1 7AA", ("9 Mill Lane", "York", "YO1 7AA")),
        ("GB", "Flat 4, 9 Mill Lane, York, YO1 7AA", ("Flat 4, 9 Mill Lane", "York", "YO1 7AA")),
        ("IE", "14 Harbour Row, Cork, T12 ABC4", ("14 Harbour Row", "Cork", "T12 ABC4")),
        ("DE", "Musterweg 5, 01234 Anytown", ("Musterweg 5", "01234 Anytown")),
        ("FR", "12, rue des Lilas, 75011 Paris", ("12, rue des Lilas", "75011 Paris")),
        ("US", "12 Elm Street, Apt 4, Anytown, IL 62704", ("12 Elm Street, Apt 4", "Anytown, IL 62704")),
    ],
)
def test_an_address_in_one_line_with_commas_gets_a_line_for_its_town(
    country: str, cell: str, lines: tuple[str, ...]
) -> None:
    roster = read(f'name,address,country,reads\nAlex Example,"{cell}",{country},en\n')
    assert [entry.sender.address for entry in roster.entries] == [lines]
    assert "one-line" not in {notice.code for notice in roster.notices}


@pytest.mark.parametrize(
    ("country", "cell"),
    [
        ("IE", "3 Quay Street, Dublin 2"),
        ("GB", "12 Elm Street, Hove"),
        ("DE", "Musterweg 5 01234 Anytown"),
    ],
)
def test_an_address_that_stays_one_line_has_a_notice(country: str, cell: str) -> None:
    roster = read(f'name,address,country,reads\nAlex Example,"{cell}",{country},en\n')
    assert [entry.sender.address for entry in roster.entries] == [(cell,)]
    [notice] = [notice for notice in roster.notices if notice.code == "one-line"]
    assert (notice.row, notice.field, notice.hint) == (2, "address", "write | where a line ends")
