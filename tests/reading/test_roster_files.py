"""Forty rosters as groups, forms and programs make them, each as CSV, XLSX and ODS."""

from __future__ import annotations

import csv
import io
from typing import Any, NamedTuple

import pytest

import workbooks
from appealgen import load_roster
from appealgen.errors import InputError
from appealgen.model.identifiers import Country
from appealgen.planning.planner import languages_read
from samples import PROJECT

FILES = PROJECT / "tests" / "reading" / "rosters"
"""Saved by LibreOffice 7.4 from one workbook: title, hidden row and column, merged cells, date, formula."""


class Sheet(NamedTuple):
    """Rows of a sheet, the values read from them, and the notices."""

    rows: list[list[str]]
    people: list[tuple[Any, ...]]
    said: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    country: str | None = None


ANN = ("Ann Probe", ("1 High Street", "Anytown"), "GB", ("en",))
BO = ("Bo Muster", ("Weg 5", "01067 Ort"), "DE", ("de",))
CY = ("Cy Exemple", ("5 Rue Haute", "75001 Ville"), "FR", ("fr",))
DI = ("Di Ejemplo", ("Calle Mayor, 5", "28013 Ciudad"), "ES", ("es",))
EV = ("Ева Пример", ("ул. Мира, 5", "Город", "420000"), "RU", ("ru",))

SHEETS = {
    "form-en": Sheet(
        [["Timestamp", "What is your full name?", "Street address", "City or town", "Zip/Postal Code",
          "Country of residence", "Which languages can you read?"],
         ["2026/11/01 10:00:00", "Ann Probe", "1 High Street", "Anytown", "", "UK", "English"]],
        [ANN], ("unknown-column",)),
    "form-de": Sheet(
        [["Zeitstempel", "Ihr Name", "Straße und Hausnr.", "PLZ / Ort", "In welchem Land leben Sie?",
          "Welche Sprachen?"],
         ["01.11.2026 10:00:00", "Bo Muster", "Weg 5", "01067 Ort", "Deutschland", "Deutsch"]],
        [BO], ("unknown-column",)),
    "form-fr": Sheet(
        [["Horodateur", "Votre prénom et nom", "Numéro et rue", "Code postal et ville", "Dans quel pays habitez-vous ?",
          "Quelles langues lisez-vous ?"],
         ["01/11/2026 10:00:00", "Cy Exemple", "5 Rue Haute", "75001 Ville", "France", "français"]],
        [CY], ("unknown-column",)),
    "form-es": Sheet(
        [["Marca temporal", "¿Cuál es su nombre completo?", "Calle", "Número", "Código postal", "Ciudad",
          "¿En qué país vive?", "¿Qué idiomas lee?"],
         ["01/11/2026", "Di Ejemplo", "Calle Mayor", "5", "28013", "Ciudad", "España", "español"]],
        [DI], ("unknown-column",)),
    "form-ru": Sheet(
        [["Отметка времени", "Ваше имя", "Улица и дом", "Индекс", "Город", "В какой стране вы живёте?",
          "На каких языках вы читаете?"],
         ["01.11.2026", "Ева Пример", "ул. Мира, 5", "420000", "Город", "Россия", "русский"]],
        [EV], ("unknown-column",)),
    "two-names": Sheet(
        [["Vorname", "Nachname", "Str.", "Hausnr.", "PLZ", "Ort", "Land", "Sprachkenntnisse"],
         ["Bo", "Muster", "Weg", "5", "01067", "Ort", "D", "Deutsch (Muttersprache)"]], [BO]),
    "name-and-first-name": Sheet(
        [["Name", "Vorname", "Straße / Hausnummer", "PLZ/Ort", "Land"], ["Muster", "Bo", "Weg 5", "01067 Ort", "DE"]],
        [BO]),
    "one-name": Sheet([["Vorname+Name", "Adresse", "Land"], ["Bo Muster", "Weg 5|01067 Ort", "Germany"]], [BO]),
    "title-and-notes": Sheet(
        [["Unterschriftenaktion am 10. Dezember", "", "", ""], ["bitte leserlich schreiben", "", "", ""],
         ["Name", "Adresse", "Land", "Bemerkungen"], ["Bo Muster", "Weg 5|01067 Ort", "DE", "kommt später"]],
        [BO], ("unknown-column",)),
    "two-languages": Sheet(
        [["Name / Nom", "Address / Adresse", "Country / Pays", "Languages / Langues"],
         ["Ann Probe", "1 High Street|Anytown", "GB", "en"]], [ANN]),
    "numbered-questions": Sheet(
        [["1. Your name", "2. Your address", "3. Your country", "4. Languages you read"],
         ["Ann Probe", "1 High Street|Anytown", "GB", "English"]], [ANN]),
    "shouting": Sheet([["NAME *", "ADDRESS *", "COUNTRY *"], ["Ann Probe", "1 High Street|Anytown", "gb"]], [ANN]),
    "underscores": Sheet(
        [["first_name", "last_name", "address_line_1", "address_line_2", "country_code"],
         ["Ann", "Probe", "1 High Street", "Anytown", "GB"]], [ANN]),
    "running-number": Sheet(
        [["Nr.", "Name", "Straße", "Nr.", "PLZ", "Ort", "Land"], ["1", "Bo Muster", "Weg", "5", "01067", "Ort", "DE"]],
        [BO], ("unknown-column",)),
    "us": Sheet(
        [["Name", "Street", "City", "State", "ZIP", "Country"],
         ["Ann Probe", "1 Main St", "Springfield", "IL", "62704", "USA"]],
        [("Ann Probe", ("1 Main St", "Springfield, IL 62704"), "US", ("en",))]),
    "us-one-column": Sheet(
        [["Name", "Street", "City, State, ZIP"], ["Ann Probe", "1 Main St", "Springfield, IL 62704"]],
        [("Ann Probe", ("1 Main St", "Springfield, IL 62704"), "US", ("en",))], country="US"),
    "own-names-of-countries": Sheet(
        [["Name", "Address", "Country", "Languages"], ["A", "1|X", "Polska", "pl"], ["B", "1|X", "Sverige", "sv"],
         ["C", "1|X", "日本", "ja"], ["D", "1|X", "Ελλάδα", "el"], ["E", "1|X", "Republic of Ireland", "en"]],
        [("A", ("1", "X"), "PL", ("pl",)), ("B", ("1", "X"), "SE", ("sv",)), ("C", ("1", "X"), "JP", ("ja",)),
         ("D", ("1", "X"), "GR", ("el",)), ("E", ("1", "X"), "IE", ("en",))]),
    "several-languages": Sheet(
        [["Name", "Address", "Country", "Languages"], ["A", "1|X", "CH", "Deutsch u. Französisch"],
         ["B", "1|X", "CH", "中文、English"], ["C", "1|X", "CH", "français et allemand"]],
        [("A", ("1", "X"), "CH", ("de", "fr")), ("B", ("1", "X"), "CH", ("zh", "en")),
         ("C", ("1", "X"), "CH", ("fr", "de"))]),
    "a-little": Sheet(
        [["Name", "Address", "Country", "Languages"],
         ["Ann Probe", "1 High Street|Anytown", "GB", "English, some French"]],
        [ANN], ("little-known",)),
    "marks-of-nothing": Sheet(
        [["Name", "Street", "City", "Country", "E-mail", "About", "Ties"],
         ["Ann Probe", "1 High Street", "Anytown", "GB", "-", "N/A", "keine"]], [ANN]),
    "html": Sheet([["Name", "Address", "Country"], ["O&#39;Neil &amp; Co", "1 High Street<br>Anytown", "GB"]],
                  [("O'Neil & Co", ("1 High Street", "Anytown"), "GB", ("en",))], ("unsure-name",)),
    "written-line-ends": Sheet([["Name", "Address", "Country"], ["Ann Probe", r"1 High Street\nAnytown", "GB"]], [ANN]),
    "line-ends": Sheet([["Name", "Address", "Country"], ["Ann Probe", "1 High Street\nAnytown", "GB"]], [ANN]),
    "commas": Sheet([["Name", "Address", "Country"], ["Ann Probe", "1 High Street, Anytown", "GB"]],
                    [("Ann Probe", ("1 High Street, Anytown",), "GB", ("en",))], ("one-line",)),
    "duplicates": Sheet(
        [["Name", "Address", "Country"], ["Ann Probe", "1 High Street|Anytown", "GB"],
         ["ANN  PROBE", "1, High Street|anytown", "UK"]],
        [ANN, ("ANN PROBE", ("1, High Street", "anytown"), "GB", ("en",))], ("duplicate-row",)),
    "empty-rows": Sheet(
        [["Name", "Address", "Country"], ["", "", ""], ["Ann Probe", "1 High Street|Anytown", "GB"], [" ", "", ""]],
        [ANN]),
    "sum-row": Sheet(
        [["Name", "Address", "Country", "Fee"], ["Ann Probe", "1 High Street|Anytown", "GB", "5"], ["", "", "", "5"]],
        [ANN], ("unknown-column",)),
    "said": Sheet(
        [["Wer", "Wohin", "Was"], ["Ann Probe", "1 High Street|Anytown", "en"]], [ANN],
        columns=(("Wer", "name"), ("Wohin", "address"), ("Was", "reads")), country="GB"),
    "likely-languages": Sheet(
        [["Name", "Address", "L?"], ["Ann Probe", "1 High Street|Anytown", "English"]], [ANN], ("likely-column",),
        country="GB"),
    "likely-country": Sheet(
        [["Name", "Address", "Herkunft"], ["Ann Probe", "1 High Street|Anytown", "Germany"]], [ANN], ("likely-column",),
        country="GB"),
    "likely-town": Sheet([["Name", "Straße", "Wo"], ["Bo Muster", "Weg 5", "01067 Ort"]], [], ("likely-column",),
                         country="DE"),
    "no-town": Sheet([["Name", "Street", "City", "Country"], ["Ann Probe", "1 High Street", "", "GB"]], [],
                     ("missing-value",)),
    "no-town-in-one-column": Sheet([["Name", "Address", "Country"], ["Ann Probe", "1 High Street", "GB"]], [],
                                   ("missing-value",)),
    "date": Sheet(
        [["Name", "Straße", "Hausnummer", "Ort", "Land"], ["Bo Muster", "Weg", "2026-04-03", "Ort", "DE"]], [],
        ("made-a-date",)),
    "garbled": Sheet([["Name", "Address", "Country"], ["JÃ¼rgen KÃ¶hler", "1 High Street|Anytown", "GB"]], [],
                     ("damaged-text",)),
    "lost": Sheet([["Name", "Address", "Country"], ["?? ??", "1 High Street|Anytown", "GB"]], [], ("damaged-text",)),
    "failed": Sheet([["Name", "Address", "Country"], ["#REF!", "1 High Street|Anytown", "GB"]], [],
                    ("failed-formula",)),
    "strange-country": Sheet([["Name", "Address", "Country"], ["Ann Probe", "1 High Street|Anytown", "Atlantis"]], [],
                             ("wrong-value",)),
    "strange-language": Sheet(
        [["Name", "Address", "Country", "Reads"], ["Ann Probe", "1 High Street|Anytown", "GB", "Klingonese"]], [],
        ("wrong-value",)),
    "jotform": Sheet(
        [["First Name", "Last Name", "Street Address", "Street Address Line 2", "City", "State / Province",
          "Postal / Zip Code", "Country"],
         ["Ann", "Probe", "1 Main St", "Apt 4", "Springfield", "IL", "62704", "United States"]],
        [("Ann Probe", ("Apt 4", "1 Main St", "Springfield, IL 62704"), "US", ("en",))]),
    "limesurvey": Sheet(
        [["Antwort ID", "Wie heißen Sie? [Vorname]", "Wie heißen Sie? [Nachname]", "Anschrift [Straße und Hausnummer]",
          "Anschrift [PLZ]", "Anschrift [Ort]", "Anschrift [Land]"],
         ["1", "Bo", "Muster", "Weg 5", "01067", "Ort", "DE"]], [BO], ("unknown-column",)),
    "contacts": Sheet(
        [["Name", "Given Name", "Family Name", "Address 1 - Street", "Address 1 - City", "Address 1 - Country"],
         ["Ann Probe", "Ann", "Probe", "1 High Street", "Anytown", "GB"]], [ANN], ("unknown-column",) * 2),
    "outlook": Sheet(
        [["First Name", "Last Name", "Home Street", "Home City", "Home Country/Region", "E-mail Address"],
         ["Ann", "Probe", "1 High Street", "Anytown", "United Kingdom", "a@example.org"]], [ANN]),
    "microsoft-forms": Sheet(
        [["ID", "E-Mail", "Wie ist Ihr Name?", "Wie lautet Ihre Adresse?", "Aus welchem Land kommen Sie?",
          "Welche Sprachen sprechen Sie?"],
         ["1", "anonymous", "Bo Muster", "Weg 5|01067 Ort", "Deutschland", "Deutsch;"]],
        [("Bo Muster", ("Weg 5", "01067 Ort"), "DE", ("de",))], ("unknown-column",)),
    "no-columns": Sheet([["Foo", "Bar"], ["Ann Probe", "x"]], [], ("missing-column",) * 3),
}  # fmt: skip


def as_csv(rows: list[list[str]]) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def read(data: bytes, sheet: Sheet) -> tuple[list[tuple[Any, ...]], list[str]]:
    try:
        roster = load_roster(
            data, columns=dict(sheet.columns), country=Country(sheet.country) if sheet.country else None
        )
    except InputError as error:
        return [], [problem.code for problem in error.problems]
    senders = [entry.sender for entry in roster.entries]
    people = [(s.name, s.address, s.country, languages_read(s)) for s in senders]
    codes = (problem.code for problem in (*roster.problems, *roster.notices))
    return people, [code for code in codes if code != "no-postcode"]  # most rows here have none


@pytest.mark.parametrize("make", [as_csv, workbooks.xlsx, workbooks.ods])
@pytest.mark.parametrize("name", SHEETS)
def test_a_roster_as_people_have_it(name: str, make: Any) -> None:
    sheet = SHEETS[name]
    people, said = read(make(sheet.rows), sheet)
    assert people == sheet.people
    assert sorted(said) == sorted(sheet.said)


def test_there_are_forty_and_more_of_each_kind() -> None:
    assert len(SHEETS) == 45


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_libreoffice_saves(kind: str) -> None:
    roster = load_roster(FILES / f"liste.{kind}")
    assert [(e.row, e.sender.name, e.sender.address[0]) for e in roster.entries] == [
        (4, "Ada Probe", "Musterweg 5"), (7, "Dora Exempel", "Ringstraße 1"), (8, "Emil Exempel", "Ringstraße 1"),
        (9, "Dora Exempel jr.", "Ringstraße 2"),
    ]  # fmt: skip
    assert roster.entries[0].sender.address[1] == "01067 Dresden"
    said = [(problem.code, problem.row) for problem in (*roster.problems, *roster.notices)]
    expected = [("made-a-date", 6), ("hidden-column", 3), ("hidden-row", 5), ("merged-cells", 8), ("unknown-column", 3)]
    assert sorted(said) == sorted(expected)


def test_what_libreoffice_exports() -> None:
    roster = load_roster(FILES / "liste.csv")
    assert [entry.row for entry in roster.entries] == [4, 5, 7, 9]
    assert [(p.code, p.row, p.field) for p in roster.problems] == [
        ("made-a-date", 6, "Hausnr."), ("missing-value", 8, "Straße"), ("missing-value", 8, "Land"),
    ]  # fmt: skip
    assert "guessed-encoding" in [notice.code for notice in roster.notices]


def test_old_excel_is_named_with_how_to_save_it() -> None:
    with pytest.raises(InputError, match=r"old Excel workbook \(.xls\)") as raised:
        load_roster(FILES / "liste.xls")
    assert "save it as .xlsx" in (raised.value.problems[0].hint or "")
