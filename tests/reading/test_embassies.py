from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

import workbooks
from appealgen.errors import InputError
from appealgen.model.case import Embassy
from appealgen.model.identifiers import Country, Slug
from appealgen.reading.embassies import EmbassyTable, load_embassies, read_embassy_table
from samples import write_files

TODAY = datetime.date(2026, 11, 22)
WIKIDATA = "mission,missionLabel,of,host,address,postcode,cityLabel,email,phone,fax,modified\n"
ITEM = "https://example.org/entity/Q1"


def read(folder: Path, text: str, **options: Any) -> EmbassyTable:
    path = write_files(folder, {"table.csv": text}) / "table.csv"
    return read_embassy_table(path, **{"today": TODAY} | options)


def only(found: EmbassyTable) -> Embassy:
    [[embassy]] = found.embassies.values()
    return embassy


def wrong(folder: Path, text: str) -> list[tuple[str, int | None, str | None]]:
    with pytest.raises(InputError) as raised:
        read(folder, text)
    assert {problem.file for problem in raised.value.problems} == {str(folder / "table.csv")}
    return [(p.code, p.row, p.field) for p in raised.value.problems]


def test_a_plain_table_with_every_column(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "id;of;host;office;name;address;address2;postcode;city;country;locality;phone;fax;e-mail;salutation;source;date\n"
        'mine;KZ;CH;Embassy;Zoë One;1 Street;"Floor 2\nDoor 3";10117;Berlin;DE;Berlin;1;2;'
        "a@example.org, b@example.org;Dear Zoë;a letter;2026-10-02\n",
    )
    assert found.notices == () and list(found.embassies) == ["KZ"]
    assert only(found) == Embassy(
        id=Slug("mine"), role="embassy", host=Country("CH"), country=Country("DE"), office="Embassy", name="Zoë One",
        address=("1 Street", "Floor 2", "Door 3", "10117 Berlin"), locality="Berlin", phone="1", fax="2",
        email=("a@example.org", "b@example.org"), salutation="Dear Zoë", source="a letter",
        date=datetime.date(2026, 10, 2),
    )  # fmt: skip


def test_defaults_of_a_plain_table(tmp_path: Path) -> None:
    embassy = only(read(tmp_path, "of,host,office,address\nKZ,DE,Embassy,1 Street\n"))
    assert (embassy.id, embassy.country, embassy.source, embassy.date) == ("embassy-de", None, "table.csv", TODAY)


def test_a_row_of_wikidata(tmp_path: Path) -> None:
    row = f"{ITEM},Embassy in Anytown,KZ,GB,1 Road,AB1 2CD,Anytown,mailto:a@example.org,+1,,2026-10-02T08:00:00Z\n"
    found = read(tmp_path, WIKIDATA + row)
    assert found.notices == ()
    assert only(found) == Embassy(
        id=Slug("embassy-gb"), role="embassy", host=Country("GB"), office="Embassy in Anytown",
        address=("1 Road", "Anytown", "AB1 2CD"), phone="+1", email=("a@example.org",), source=ITEM,
        date=datetime.date(2026, 10, 2),
    )  # fmt: skip


def test_rows_of_one_embassy_are_one_with_all_its_e_mail_addresses(tmp_path: Path) -> None:
    rows = [f"{ITEM},Embassy,KZ,GB,1 Road,,,mailto:{who}@example.org,,,\n" for who in "aba"]
    found = read(tmp_path, WIKIDATA + "".join(rows))
    assert only(found).email == ("a@example.org", "b@example.org") and found.notices == ()


def test_a_second_street_of_one_embassy_is_left_out_and_reported(tmp_path: Path) -> None:
    rows = [f"{ITEM},Embassy,KZ,GB,{street},,,,{phone},,\n" for street, phone in (("1 Road", "1"), ("2 Road", "2"))]
    found = read(tmp_path, WIKIDATA + "".join(rows))
    assert only(found).address == ("1 Road",) and only(found).phone == "1"
    [notice] = found.notices
    assert (notice.code, notice.row) == ("duplicate-row", 3) and "address, phone" in notice.message


def test_one_embassy_for_two_countries_and_two_embassies_in_one(tmp_path: Path) -> None:
    rows = [
        f"{ITEM},Embassy,KZ,GB,1 Road,,,,,,\n",
        f"{ITEM},Embassy,KZ,IE,1 Road,,,,,,\n",
        "https://example.org/entity/Q2,Embassy,KZ,GB,2 Road,,,,,,\n",
        "https://example.org/entity/Q3,Embassy,HN,GB,3 Road,,,,,,\n",
    ]
    found = read(tmp_path, WIKIDATA + "".join(rows)).embassies
    assert [(of, m.host, m.address[0]) for of, embassies in found.items() for m in embassies] == [
        ("KZ", "GB", "1 Road"), ("KZ", "IE", "1 Road"), ("KZ", "GB", "2 Road"), ("HN", "GB", "3 Road"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("host", "address", "postcode", "city", "lines"),
    [
        ("GB", "1 Road", "AB1 2CD", "Anytown", ("1 Road", "Anytown", "AB1 2CD")),
        ("DE", "Weg 1", "10117", "Berlin", ("Weg 1", "10117 Berlin")),
        ("US", "1 Road", "20036", "Washington", ("1 Road", "Washington 20036")),
        ("DE", "Weg 1", "", "Berlin", ("Weg 1", "Berlin")),
        ("DE", "Weg 1", "10117", "", ("Weg 1", "10117")),
        ("DE", "Weg 1, 10117 Berlin", "10117", "Berlin", ("Weg 1, 10117 Berlin",)),
        ("DE", "Weg 1 10117 Berlin", "10117", "Berlin", ("Weg 1 10117 Berlin",)),
        ("DE", "Weg 1|10117 BERLIN", "10117", "Berlin", ("Weg 1", "10117 BERLIN")),
        ("US", "1 Road, Washington, DC 20036", "20036", "Washington", ("1 Road, Washington, DC 20036",)),
        ("US", "1 Road|Washington DC", "20036", "Washington", ("1 Road", "Washington DC", "20036")),
        ("CH", "Bernstrasse 1", "3000", "Bern", ("Bernstrasse 1", "3000 Bern")),
        ("FR", "5 rue de Paris", "75001", "Paris", ("5 rue de Paris", "75001 Paris")),
        ("GB", "House, 12 London Road", "AB1 2CD", "London", ("House, 12 London Road", "London", "AB1 2CD")),
        ("IS", "Gata 1012", "101", "Reykjavik", ("Gata 1012", "101 Reykjavik")),
        ("DE", "", "10117", "Berlin", ()),
    ],
)
def test_town_and_postcode_as_the_country_writes_them_and_once(
    tmp_path: Path, host: str, address: str, postcode: str, city: str, lines: tuple[str, ...]
) -> None:
    text = (
        f'of,host,office,address,postcode,city,email\nKZ,{host},Embassy,"{address}",{postcode},{city},a@example.org\n'
    )
    assert only(read(tmp_path, text)).address == lines


@pytest.mark.parametrize(("given", "code"), [("Germany", "DE"), ("de", "DE"), ("Deutschland", "DE"), ("UK", "GB")])
def test_countries_by_name_or_code(tmp_path: Path, given: str, code: str) -> None:
    found = read(tmp_path, f"represents,in,embassy,street\nKazakhstan,{given},Embassy,1 Street\n")
    assert list(found.embassies) == ["KZ"] and only(found).host == code


def test_accredited_from_abroad(tmp_path: Path) -> None:
    text = "of,host,country,office,address,postcode,city\nKZ,IE,GB,Embassy,1 Road,AB1 2CD,Anytown\n"
    embassy = only(read(tmp_path, text))
    assert (embassy.id, embassy.host, embassy.country) == ("embassy-ie", "IE", "GB")
    assert embassy.address == ("1 Road", "Anytown", "AB1 2CD")


def test_only_an_address_has_lines(tmp_path: Path) -> None:
    text = 'of,host,office,phone,address\nKZ,DE,"Embassy\nof Kazakhstan","1  2\n3","1 Street\nTown"\n'
    embassy = only(read(tmp_path, text))
    assert (embassy.office, embassy.phone, embassy.address) == ("Embassy of Kazakhstan", "1 2 3", ("1 Street", "Town"))


def test_the_country_that_all_represent_can_be_given(tmp_path: Path) -> None:
    text = "host,office,address\nDE,Embassy,1 Street\n"
    assert list(read(tmp_path, text, of=Country("KZ")).embassies) == ["KZ"]
    text = "of,host,office,address\n,DE,Embassy,1 Street\nHN,DE,Embassy,1 Street\n"
    assert list(read(tmp_path, text, of=Country("KZ")).embassies) == ["KZ", "HN"]


@pytest.mark.parametrize(
    ("header", "missing"),
    [("host,office", "of"), ("of,office,adress", "host"), ("of,host", "office"), ("a,b", "of, host, office")],
)
def test_missing_columns_name_the_existing_ones(tmp_path: Path, header: str, missing: str) -> None:
    with pytest.raises(InputError) as raised:
        read(tmp_path, f"{header}\n1,2\n")
    [problem] = raised.value.problems
    assert problem.code == "missing-column"
    assert problem.message == f"no column for {missing} among {header.count(',') + 1}: the first row names the columns"


def test_all_errors_by_row_and_column(tmp_path: Path) -> None:
    text = (
        "id,of,host,office,address,country,date\n"
        "a,KZ,DE,Embassy,1 Street,DE,2026-10-02\n"
        "A B,Kazakstan,Germny,,1 Street,Atlantis,2.10.2026\n"
        ",,,Embassy,1 Street,,\n"
    )
    assert wrong(tmp_path, text) == [
        ("wrong-value", 3, "of"), ("wrong-value", 3, "host"), ("wrong-value", 3, "country"), ("wrong-value", 3, "date"),
        ("wrong-value", 3, "id"), ("missing-value", 3, "office"),
        ("missing-value", 4, "of"), ("missing-value", 4, "host"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("office", "address", "city", "fields"),
    [
        ("Q900001", "1 Road", "Anytown", ["office"]),
        ("https://example.org/entity/Q900001", "1 Road", "Anytown", ["office"]),
        ("Q900001", "Q42", "Q1741", ["office", "city", "address"]),
        ("Embassy Q900001", "Q Street 12", "Q1", []),
    ],
)
def test_an_identifier_is_no_name(tmp_path: Path, office: str, address: str, city: str, fields: list[str]) -> None:
    text = f"{WIKIDATA}{ITEM},{office},KZ,GB,{address},AB1 2CD,{city},a@example.org,,,2026-10-02\n"
    if fields:
        assert wrong(tmp_path, text) == [("wrong-value", 2, field) for field in fields]
    else:
        assert only(read(tmp_path, text)).office == office


def test_an_unknown_country_is_reported_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read(tmp_path, "of,host,office,address\nKZ,Germny,Embassy,1 Street\n")
    assert raised.value.problems[0].hint == "did you mean DE, Germany?"


def test_rows_without_street_and_e_mail_are_left_out_and_reported(tmp_path: Path) -> None:
    text = (
        "of,host,office,city,address,email\nKZ,DE,Embassy A,Berlin,,\nKZ,FR,Embassy B,Paris,,a@example.org\n"
        "KZ,IT,Embassy C,Rome,,no e-mail\n"
    )
    found = read(tmp_path, text)
    assert only(found).host == "FR" and only(found).address == ()
    assert [(n.code, n.row) for n in found.notices] == [("no-address", 2), ("no-email", 4), ("no-address", 4)]
    assert "Embassy A" in found.notices[0].message


@pytest.mark.parametrize(
    ("cell", "emails"),
    [
        ("a@example.org", ("a@example.org",)),
        ("mailto:a@example.org;b@example.org", ("a@example.org", "b@example.org")),
        ('"a@example.org, mailto:b@example.org"', ("a@example.org", "b@example.org")),
        ("none", ()),
    ],
)
def test_e_mail_addresses(tmp_path: Path, cell: str, emails: tuple[str, ...]) -> None:
    assert only(read(tmp_path, f"of,host,office,address,mail\nKZ,DE,Embassy,1 Street,{cell}\n")).email == emails


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("embassies:\n  - {id: a, role: target, host: DE, office: A}\n", "wrong-value", None),
        ("embassies:\n  - {id: a, role: embassy, host: DE, office: A}\n"
         "  - {id: a, role: embassy, host: FR, office: B}\n", "duplicate-id", None),
        ("embassies:\n  - {id: a, role: embassy, office: A}\n", "wrong-value", 2),
        ("embassies:\n  - {id: a, role: embassy, host: DE, office: A, dat: 2026-01-01}\n", "unknown-key", 2),
        ("- a\n", "wrong-value", 1),
    ],
)  # fmt: skip
def test_a_faulty_list(tmp_path: Path, text: str, code: str, line: int | None) -> None:
    path = write_files(tmp_path, {"KZ.yaml": text}) / "KZ.yaml"
    with pytest.raises(InputError) as raised:
        load_embassies(path)
    [problem] = raised.value.problems
    assert (problem.code, problem.file, problem.line) == (code, str(path), line)


def test_a_workbook_of_embassies(tmp_path: Path) -> None:
    rows = [["of", "host", "office", "address", "postcode"], ["KZ", "DE", "Embassy", "1 Street", "01234"]]
    for data in (workbooks.xlsx(rows, [["other"]]), workbooks.ods(rows, [["other"]])):
        (tmp_path / "table").write_bytes(data)
        found = read_embassy_table(tmp_path / "table", today=TODAY)
        assert only(found).address == ("1 Street", "01234")
        assert [notice.code for notice in found.notices] == ["other-sheets"]
