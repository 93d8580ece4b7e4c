from __future__ import annotations

from pathlib import Path

import pytest

from appealgen import load_roster
from appealgen.errors import InputError, Problem, WrongValueError
from appealgen.messages import Message
from appealgen.model.identifiers import Country, Tag
from appealgen.reading.roster_columns import column_name, headings, meaning, parse_column
from appealgen.workflows.roster_columns import keep_columns
from samples import noticed

KNOWN = {
    "either": ["Ihr Name", "Your name", "1. Name", "Name:", "Quel est votre nom ?", "Ваше имя",
               "¿Cuál es su nombre?"],
    "name": ["What is your full name?", "Vorname+Name", "Prénom et nom", "Nombre y apellidos", "First and last name"],
    "given": ["Ihr Vorname", "Wie heißen Sie? [Vorname]", "Your first name", "Votre prénom", "3) Vorname"],
    "family": ["What's your surname?", "Ihr Familienname"],
    "address": ["Wie lautet Ihre Adresse?", "Your postal address", "Straße, Hausnummer, PLZ und Ort",
                "Your home address",
                "Adresse (Straße, PLZ, Ort)", "Postal address incl. postcode and town"],
    "street": ["Straße und Hausnr.", "Straße / Hausnummer", "Str.", "Straße Nr.", "Numéro et rue", "Calle y número",
               "Улица и дом", "Street and house number", "Street & no."],
    "postcode": ["Zip/Postal Code", "Postal / Zip Code", "Anschrift [PLZ]", "Address 1 - Postal Code",
                 "Adresse: PLZ", "Please enter your postcode", "Ihre PLZ"],
    "city": ["City or town", "Town / City", "Which town do you live in?", "Place of residence", "Wohnort"],
    "locality": ["PLZ / Ort", "PLZ/Ort", "Postcode and town", "CP / Ville", "Code postal et ville", "Индекс, город",
                 "Ort, PLZ", "City, State, ZIP"],
    "country": ["Country of residence", "Home Country/Region", "Aus welchem Land kommen Sie?",
                "Address 1 - Country", "In welchem Land leben Sie?", "Land/Country", "В какой стране вы живёте?",
                "¿En qué país vive?", "In which country do you live?"],
    "reads": ["Welche Sprachen?", "Which languages can you read?", "Sprachkenntnisse", "Quelles langues lisez-vous ?",
              "¿Qué idiomas lee?", "На каких языках вы читаете?", "Какими языками владеете?",
              "Languages you can sign letters in",
              "In welchen Sprachen können Sie einen Brief unterschreiben?"],
    "email": ["Your e-mail address", "E-Mail privat", "Email Address", "E-Mail-Adresse",
              "Dirección de correo electrónico"],
    "place": ["Place"],
    "address2": ["Zusatz", "Street Address Line 2", "c/o"],
    "flat": ["Flat", "Apartment", "Whg.", "Квартира", "What is your flat number?", "Etage", "Toev.", "int."],
    "middle": ["Tussenvoegsel", "Отчество", "Middle Name"],
    "last": ["Segundo apellido", "Suffix"],
    "region": ["State / Province", "Address [State]"],
}  # fmt: skip


@pytest.mark.parametrize(("heading", "field"), [(heading, field) for field in KNOWN for heading in KNOWN[field]])
def test_a_heading_by_its_words(heading: str, field: str) -> None:
    assert meaning(heading) == field
    assert meaning(heading.upper().replace("ß", "SS")) == field


@pytest.mark.parametrize(
    "heading",
    [
        "Name of your school", "Emergency contact name", "Name des Vereins", "Company", "Languages you do not read",
        "Where do you live?", "Do you consent to the privacy policy?", "Country of birth", "Postcode of the office",
        "Telefonnummer", "Timestamp", "Datenschutz", "Business street", "", "?", "и", "What is your?",
    ],
)  # fmt: skip
def test_a_heading_with_a_strange_word_means_nothing(heading: str) -> None:
    assert meaning(heading) is None


def test_every_heading_of_the_table_is_known() -> None:
    for field, languages in headings().fields.items():
        assert {"en", "de", "fr", "es", "ru"} <= set(languages)
        for heading in (heading for every in languages.values() for heading in every):
            assert meaning(heading) in ((field, "either") if field == "name" else (field,)), heading


def refused(text: str, country: str | None = "GB") -> tuple[Problem, ...]:
    with pytest.raises(InputError) as raised:
        load_roster(text.encode(), country=Country(country) if country else None)
    return raised.value.problems


def test_what_a_missing_column_is_called_in_the_language_of_the_interface() -> None:
    [problem] = refused("Name,Adresse\nA,B|C\n", None)
    hint = problem.hint
    assert isinstance(hint, Message) and ";" not in hint
    assert hint == "call it “Country”, or give --country for everyone"
    assert hint.values["name"].in_language("de") == "Land"
    assert (column_name("city").in_language("fr-CH"), column_name("city").in_language("pl")) == ("Ville", "City")


def test_the_number_beside_a_street_is_that_of_the_house() -> None:
    roster = load_roster("Nr.;Name;Straße;Nr.;PLZ;Ort\n1;A;Weg;5;01234;Ort\n".encode(), country=Country("DE"))
    assert roster.entries[0].sender.address == ("Weg 5", "01234 Ort")
    assert [column.field for column in roster.columns][:4] == [None, "name", "street", "house"]


@pytest.mark.parametrize(
    ("heading", "cell", "country", "address", "place"),
    [
        ("PLZ / Ort", "01067 Dresden", "DE", ("1 Weg", "01067 Dresden"), "Dresden"),
        ("PLZ / Ort", "D-01067 Dresden", "DE", ("1 Weg", "01067 Dresden"), "Dresden"),
        ("Town and postcode", "Anytown AB1 2CD", "GB", ("1 Weg", "Anytown", "AB1 2CD"), "Anytown"),
        ("City, State, ZIP", "Springfield, IL 62704", "US", ("1 Weg", "Springfield, IL 62704"), "Springfield"),
        ("Town and postcode", "Dublin 4", "IE", ("1 Weg", "Dublin 4"), "Dublin 4"),
        ("PLZ / Ort", "Ort", "DE", ("1 Weg", "Ort"), "Ort"),
        ("Ort", "01067 Dresden", "DE", ("1 Weg", "01067 Dresden"), "Dresden"),
        ("City", "Anytown SW1A 1AA", "GB", ("1 Weg", "Anytown", "SW1A 1AA"), "Anytown"),
        ("City", "Dublin 4", "IE", ("1 Weg", "Dublin 4"), "Dublin 4"),
        ("Индекс, город", "101000, Москва", "RU", ("1 Weg", "Москва", "101000"), "Москва"),
    ],
)
def test_postcode_and_town_in_one_column(
    heading: str, cell: str, country: str, address: tuple[str, ...], place: str
) -> None:
    text = f"Name;Street;{heading}\nA;1 Weg;{cell}\n"
    [entry] = load_roster(text.encode(), country=Country(country), reads=(Tag("en"),)).entries
    assert (entry.sender.address, entry.sender.place) == (address, place)


def test_the_heading_that_is_exactly_known_is_read_before_one_known_by_its_words() -> None:
    roster = load_roster(b"E-mail,Name,Address,Your e-mail\na@b.org,A,1 Street|Town,\n", country=Country("GB"))
    assert (roster.entries[0].sender.email, roster.columns[3].field) == ("a@b.org", None)


def test_headings_that_are_said() -> None:
    text = b"Wer?;Wohin?;Woher?;Was;Name\nA;1 Street|Town;GB;en;x\n"
    said = {"Wer?": "name", "Wohin?": "address", "woher": "country", "Was": "reads", "Name": "ignore"}
    roster = load_roster(text, columns=said)
    [sender] = (entry.sender for entry in roster.entries)
    assert (sender.name, sender.address, sender.country, sender.reads) == ("A", ("1 Street", "Town"), "GB", ("en",))
    assert noticed(roster) == []
    with pytest.raises(InputError, match="no column “Wohinn”"):
        load_roster(text, columns=said | {"Wohinn": "address"})


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("Welche Sprachen?=reads", ("Welche Sprachen?", "reads")), ("Wo?=Ort", ("Wo?", "city")),
        ("a=b=name", ("a=b", "name")), (" Was = ignore ", ("Was", "ignore")), ("Wer=Name", ("Wer", "name")),
        ("X=PLZ / Ort", ("X", "locality")),
    ],
)  # fmt: skip
def test_a_column_that_is_said(text: str, parsed: tuple[str, str]) -> None:
    assert parse_column(text) == parsed


@pytest.mark.parametrize(
    ("text", "hint"),
    [("", "reads"), ("reads", "=reads"), ("=reads", "=reads"), ("A=", "ignore"), ("A=unknown", "ignore")],
)
def test_a_column_that_is_not_said(text: str, hint: str) -> None:
    with pytest.raises(WrongValueError, match=hint):
        parse_column(text)


def test_headings_are_kept_beside_the_roster(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name;Address;Was\nA;1 Street|Town;fr\n", encoding="utf-8")
    country = Country("GB")
    assert keep_columns(path, {}) is None
    notice = keep_columns(path, {"Was": "reads", "Gone": "ignore"})
    kept = tmp_path / "people.csv.columns.yaml"
    assert notice is not None and (notice.code, notice.file) == ("columns-kept", str(kept))
    assert kept.stat().st_mode & 0o077 == 0
    roster = load_roster(path, country=country)
    assert roster.entries[0].sender.reads == ("fr",)
    assert [(n.code, n.file, "Was=reads" in n.message) for n in noticed(roster)] == [("columns-kept", str(kept), True)]
    assert keep_columns(path, {"Was": "reads"}) is None
    assert load_roster(path, country=country, columns={"Was": "about"}).entries[0].sender.about == "fr"
    kept.write_text("columns: {Was: nonsense}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"yaml:1:\d+ columns.Was “nonsense” is not a field"):
        load_roster(path, country=country)


@pytest.mark.parametrize(
    ("heading", "cells", "field"),
    [
        ("Lieblingssprachen", ["Deutsch", "English, French", "русский"], "reads"),
        ("L", ["en, de", "fr", "en"], "reads"),
        ("Herkunft", ["Germany", "Polska", "FR"], "country"), ("Favourite languages", ["", "", ""], "reads"),
    ],
)  # fmt: skip
def test_an_unread_column_that_looks_like_one_that_is_needed(heading: str, cells: list[str], field: str) -> None:
    lines = [f"Name;Address;{heading}", *(f"P;1 Street|Town;{cell}" for cell in cells)]
    roster = load_roster("\n".join(lines).encode(), country=Country("GB"))
    [notice] = [n for n in noticed(roster) if n.code != "duplicate-row"]
    assert (notice.code, notice.field, f"={field}" in (notice.hint or "")) == ("likely-column", heading, True)


@pytest.mark.parametrize(
    ("header", "row", "heading", "field"),
    [
        ("Name;Straße;Wo", "P;Weg 5;01067 Dresden", "Wo", "locality"),
        ("Name;Straße;Postcode of the home", "P;Weg 5, Ort;01067", None, None),
        ("Name;Straße;Postcode des Hauses;Ort", "P;Weg 5;01067;Ort", "Postcode des Hauses", "postcode"),
        ("Name;Straße;Ort;X", "P;Weg;Ort;5 a", "X", "house"),
    ],
)
def test_an_unread_column_that_looks_like_a_part_of_the_address_is_refused(
    header: str, row: str, heading: str | None, field: str | None
) -> None:
    text = f"{header}\n{row}\n"
    if heading is None:
        assert load_roster(text.encode(), country=Country("DE")).entries
        return
    [problem] = refused(text, "DE")
    assert (problem.code, problem.field, f"={field}" in (problem.hint or "")) == ("likely-column", heading, True)
    ignored = load_roster(text.encode(), country=Country("DE"), columns={heading: "ignore"})
    assert noticed(ignored) == []
    assert load_roster(text.encode(), country=Country("DE"), columns={heading: str(field)}).problems == ()


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Name;Address;Place of birth", "P;1 Street|Town;01067 Dresden"), ("Name;Street;City;X", "P;Weg 5;Ort;7"),
        ("Name;Street;City;Country;Country of birth", "P;Weg 5;Ort;DE;FR"), ("Name;Address;Group", "P;1 Street|Town;5"),
    ],
)  # fmt: skip
def test_an_unread_column_that_nothing_lacks_is_only_named(header: str, row: str) -> None:
    roster = load_roster(f"{header}\n{row}\n".encode(), country=Country("GB"))
    assert [notice.code for notice in noticed(roster)] == ["unknown-column"]


@pytest.mark.parametrize("heading", ["Namenszusatz", "Tussenvoegsel", "Second surname", "Departamento", "Bus"])
def test_a_filled_column_with_a_part_that_cannot_be_joined_is_refused(heading: str) -> None:
    header = f"Name;Street;City;{heading}"
    [problem] = refused(f"{header}\nP;Weg 5;Ort;4\n", "DE")
    assert (problem.code, problem.field) == ("likely-column", heading)
    empty = load_roster(f"{header}\nP;Weg 5;Ort;\n".encode(), country=Country("DE"))
    assert [notice.code for notice in noticed(empty)] == ["unknown-column"]
    text = f"{header}\nP;Weg 5;Ort;4\n".encode()
    assert noticed(load_roster(text, country=Country("DE"), columns={heading: "ignore"})) == []


@pytest.mark.parametrize(
    ("country", "header", "cells", "street"),
    [
        ("GB", "Street;House number;Flat", "High Street;12;4", ("Flat 4", "12 High Street")),
        ("GB", "Street;Flat;Floor", "12 High Street;Flat 4b;2", ("Flat 4b", "Floor 2", "12 High Street")),
        ("DE", "Straße;Hausnr.;Whg.", "Weg;5;18", ("Weg 5 // Wohnung 18",)),
        ("DE", "Straße;Hausnr.;Hausnummernzusatz", "Weg;5;a", ("Weg 5 a",)),
        ("RU", "Straße;Hausnr.;Whg.", "ул. Мира;5;4", ("ул. Мира, 5, кв. 4",)),
        ("RU", "Straße;Hausnr.;Whg.", "ul. Mira;5;4", ("ul. Mira, 5, kv. 4",)),
        ("GB", "Straße;Hausnr.;Whg.", "High Street;12;4", ("Flat 4", "12 High Street")),
        ("NL", "Straat;Nr.;Etage", "Gracht;112;3", ("Gracht 112 Etage 3",)),
        ("AT", "Straße;Nr.;Stiege;Tür", "Gasse;12;3;14", ("Gasse 12/3/14",)),
        ("NL", "Straat;Huisnr.;Toev.", "Gracht;112;bis", ("Gracht 112 bis",)),
        ("BE", "Straat;Nr.;Bus nr.", "Laan;3;12", ("Laan 3 bus 12",)),
        ("US", "Street;Apt", "512 Juniper Ct;7", ("512 Juniper Ct Apt 7",)),
        ("US", "Street;Apt", "512 Juniper Ct;# 7", ("512 Juniper Ct # 7",)),
        ("RU", "Улица;Дом;Корпус;Квартира", "ул. Мира;5;2;11", ("ул. Мира, 5, корп. 2, кв. 11",)),
        ("IT", "Via;Numero civico;Interno", "Via Corta;8;3", ("Via Corta 8, int. 3",)),
        ("ES", "Calle;Número;Piso;Puerta", "Calle Corta;8;3.º;B", ("Calle Corta, 8, 3.º, pta. B",)),
        ("FR", "Voie;Appartement", "5 Rue Haute;12", ("Appt 12", "5 Rue Haute")),
        ("GB", "Address;Flat", "12 High Street|Anytown;4", ("Flat 4", "12 High Street", "Anytown")),
        ("US", "Address 1;Unit", "512 Juniper Ct;7", ("512 Juniper Ct Unit 7",)),
    ],
)  # fmt: skip
def test_a_part_of_a_building_is_joined_to_the_street(
    country: str, header: str, cells: str, street: tuple[str, ...]
) -> None:
    town = ("", "") if "Anytown" in cells else (";City", ";Town")
    text = f"Name;{header}{town[0]}\nP;{cells}{town[1]}\n".encode()
    [entry] = load_roster(text, country=Country(country), reads=(Tag("en"),)).entries
    assert entry.sender.address == (*street, "Town") if town[0] else street


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        ("Voornaam;Tussenvoegsel;Achternaam", "Joris;van der;Meulen", "Joris van der Meulen"),
        ("Фамилия;Имя;Отчество", "Пример;Анна;Ивановна", "Анна Ивановна Пример"),
        ("Nombre;Primer apellido;Segundo apellido", "Ana;Muestra;Ejemplo", "Ana Muestra Ejemplo"),
        ("First name;Middle name;Last name;Suffix", "Sam;;Sample;Jr.", "Sam Sample Jr."),
        ("Full name;First name;Middle name;Last name", "Sam Q. Sample;Sam;Q.;Sample", "Sam Q. Sample"),
        ("Nome;Cognome", "Anna;Esempio", "Anna Esempio"),
        ("Naam", "Anna Voorbeeld", "Anna Voorbeeld"),
    ],
)
def test_a_name_in_several_columns(header: str, cells: str, name: str) -> None:
    [entry] = load_roster(f"{header};Address\n{cells};1 Street|Town\n".encode(), country=Country("GB")).entries
    assert entry.sender.name == name


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("own_words", "own_words"),
        ("own_words.de", "own_words.de"),
        ("Own words (German)", "own_words.de"),
        ("Your own words: English", "own_words.en"),
        ("Eigene Worte Französisch", "own_words.fr"),
        ("Vos propres mots – pt-BR", "own_words.pt-BR"),
        ("own_words.nonsense", None),
    ],
)
def test_own_words_in_a_language(heading: str, field: str | None) -> None:
    assert meaning(heading) == field


def test_own_words_of_a_row() -> None:
    table = 'name,address,country,reads,own words,own_words.de\nJo,"1 Way, Town",GB,en,{}\n'
    rows = [("Mine.,", "Mine."), (",Meine.", {"de": "Meine."}), (",", None)]
    for cells, words in rows:
        read = load_roster(table.format(cells).encode())
        assert [entry.sender.own_words for entry in read.entries] == [words]
    both = load_roster(table.format("Mine.,Meine.").encode())
    assert [(p.code, p.field) for p in both.problems] == [("wrong-value", "own words")]
