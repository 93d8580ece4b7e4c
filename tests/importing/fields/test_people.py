"""The people of a document: after a label, in the head, and only likely in prose."""

from __future__ import annotations

import pytest

from appealgen.importing.fields.names import people_from_prose, unshouted
from appealgen.importing.fields.people import people_from_header, people_from_label
from appealgen.importing.files.text import plain_lines
from appealgen.model.identifiers import Tag
from urgent_action_files import draft_of

ANA, LUIS = ("Ana Velim", "she/her"), ("Luis Orlat", "he/him")


def labelled(text: str, gender: str | None = None) -> list[tuple[str, str | None]]:
    return [(named.name, named.pronouns) for named in people_from_label(plain_lines(text), gender)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ana Velim (she/her)", [ANA]),
        ("Ana Velim (she/her), Luis Orlat (he/him)", [ANA, LUIS]),
        ("Ana Velim (she, her), Luis Orlat (he / him)", [ANA, LUIS]),
        ("Ana Velim (she/her) and Luis Orlat (he/him).", [ANA, LUIS]),
        ("Ana Velim (she/her)\nLuis Orlat (he/him)", [ANA, LUIS]),
        ("Ana Velim (f), Luis Orlat (m)", [ANA, LUIS]),
        ("Ana Velim (female); Luis Orlat (male)", [ANA, LUIS]),
        ("Ana Velim (mujer) y Luis Orlat (hombre)", [ANA, LUIS]),
        ("Ana Velim (f, 34)", [ANA]),
        ("Ana Velim (ela)", [ANA]),
        ("Ana Velim (lei)", [ANA]),
        ("Luis Orlat (hij)", [LUIS]),
        ("Ana Velim\nf\nLuis Orlat (m)", [ANA, LUIS]),
        ("Ana Velim, Luis Orlat and Rosa Prueba (all m)",
         [("Ana Velim", "he/him"), ("Luis Orlat", "he/him"), ("Rosa Prueba", "he/him")]),
        ("Ana Velim and Luis Orlat (they/them)", [("Ana Velim", "they/them"), ("Luis Orlat", "they/them")]),
        ("The community of Ejemplo (they/them)", [("The community of Ejemplo", "they/them")]),
        ("Women, workers and students of Ejemplo", [("Women, workers and students of Ejemplo", None)]),
        ("Ana Velim (elle)", [("Ana Velim", "elle")]),
        ("Ana Velim (she/her/hers)", [("Ana Velim", "she/her/hers")]),
        ("Ana Velim", [("Ana Velim", None)]),
        ("Ana Velim, 34", [("Ana Velim", None)]),
        ("Ana Velim (aged 17)", [("Ana Velim", None)]),
        ("Ana Velim, 34 years old", [("Ana Velim", None)]),
        ("Ana Velim (of Ejemplo)", [("Ana Velim", None)]),
        ("Ana Velim (she/her)\nhttps://www.example.org\nLuis Orlat (m)", [ANA]),
        ("Ana Velim (she/her)\nThey were last seen. Nobody knows.", [ANA]),
        ("Ana Velim (she/her)\nUA 46/19", [ANA]),
    ],
)  # fmt: skip
def test_people_behind_their_label(text: str, people: list[tuple[str, str | None]]) -> None:
    assert labelled(text) == people


@pytest.mark.parametrize(
    ("gender", "pronouns"), [("f", "she/her"), ("m", "he/him"), ("all m", "he/him"), ("m/f", None), ("f and m", None)]
)
def test_one_gender_for_all(gender: str, pronouns: str | None) -> None:
    assert labelled("Ana Velim, Luis Orlat", gender) == [("Ana Velim", pronouns), ("Luis Orlat", pronouns)]
    assert labelled("Ana Velim (she/her), Luis Orlat (x)", gender) == [ANA, ("Luis Orlat", None)]


def test_an_age_behind_the_brackets() -> None:
    assert labelled("Ana Velim (f), 34 and Luis Orlat (m)") == [ANA, LUIS]


def test_a_job_behind_the_age() -> None:
    assert labelled("Ana Velim, 34, teacher")[0][0] == "Ana Velim"


LONG = (
    "The people named above were seen last on a road that leads to the sea, and nobody has heard from them since then."
)


@pytest.mark.parametrize(
    ("text", "country", "people", "used"),
    [
        (f"COLOMBIA Ana VELIM (f), teacher\nLuis ORLAT (m)\nand two others\n{LONG}", "COLOMBIA", [ANA, LUIS],
         {1, 2, 3}),
        ("TURKEY: Ana Velim (female), aged 17\nKadir Örnek, 23 }\nRosa Prueba (f) } students\nBekir Prueba, }",
         "TURKEY",
         [ANA, ("Kadir Örnek", None), ("Rosa Prueba", "she/her"), ("Bekir Prueba", None)], {1, 2, 3, 4}),
        ("Herr LUIS ORLAT, 34 Jahre\nFrau ANA VELIM", None, [LUIS, ANA], {1, 2}),
        ("HONDURAS\nMembers of the Ejemplo Union", "HONDURAS", [("Members of the Ejemplo Union", None)], {1, 2}),
        ("KAZAKHSTAN: ANA VELIM", "KAZAKHSTAN", [("Ana Velim", None)], {1}),
        ("KAZAKHSTAN\nUA 46/19\nAna Velim (f)", "KAZAKHSTAN", [ANA], {1, 3}),
        ("ATTACK ON A TEACHER IN HER OWN SCHOOL\nAna Velim (f)", None, [], set()),
        ("KAZAKHSTAN MUST FREE THE CLOCKMAKER ANA VELIM\nAna Velim (f)", None, [], set()),
        ("Ana Velim (f)", None, [], set()),
    ],
)  # fmt: skip
def test_people_in_the_head(
    text: str, country: str | None, people: list[tuple[str, str | None]], used: set[int]
) -> None:
    found = people_from_header(plain_lines(text), "Then Ana Velim went.")
    assert ([(named.name, named.pronouns) for named in found[0]], found[1], found[2]) == (people, country, used)


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("ANA VELIM", "Then Ana Velim went", "Ana Velim"),
        ("ANA McVELIM", "", "Ana McVELIM"),
        ("Ana VELIM", "", "Ana Velim"),
        ("MINISTER OF JUSTICE", "", "Minister of Justice"),
        ("H.E. ANA VELIM-ORLAT", "", "H.E. Ana Velim-Orlat"),
        ("ÀNA DE LA VELIM", "ANA DE LA VELIM; then Ana de la Velim", "Ana de la Velim"),
        ("Ana Velim", "ANA VELIM", "Ana Velim"),
    ],
)
def test_shouted_names_are_calmed(name: str, text: str, shown: str) -> None:
    assert unshouted(name, text) == shown


@pytest.mark.parametrize(
    ("texts", "bold", "names"),
    [
        (["Ana Velim was held. Ana Velim is ill.", "Luis Orlat said so."], [], ["Ana Velim"]),
        (["Ana Velim was held.", "Luis Orlat met Ana Velim."], ["Luis Orlat"], ["Ana Velim", "Luis Orlat"]),
        (["Ana Velim was held."], [], ["Ana Velim"]),
        (
            ["Since March, Mrs Ana Velim and Dr Luis Orlat are held. Ana Velim and Luis Orlat."],
            [],
            ["Ana Velim", "Luis Orlat"],
        ),
        (["The Supreme Court of Ejemplo in San Muestra. Human Rights. Amnesty International."], [], []),
        (["Buchmacher Radzim Velim is held. Radzim Velim and Radzim Velim."], [], ["Radzim Velim"]),
        (["nobody is named here, in Kazakhstan and South Africa"], [], []),
    ],
)
def test_names_in_prose_are_merely_likely(texts: list[str], bold: list[str], names: list[str]) -> None:
    found = people_from_prose([(text, number) for number, text in enumerate(texts, 1)], bold)
    assert sorted(named.name for named in found) == sorted(names)
    assert all(named.likely and named.pronouns is None for named in found)


def test_a_name_is_shown_once() -> None:
    people = draft_of(("(she/her)", "(she/her), ANA VELIM (she/her), Luis Orlat (he/him)")).case.people
    assert [(person.name, person.pronouns) for person in people] == [ANA, LUIS]


def test_m_is_a_woman_in_spanish() -> None:
    [label] = people_from_label(plain_lines("Ana Velim (m)"), None, Tag("es"))
    [gender] = people_from_label(plain_lines("Ana Velim"), "m", Tag("es"))
    head, _, _ = people_from_header(plain_lines("PERÚ  Ana Velim (m), Luis Orlat (h)"), "", Tag("es"))
    assert {label.pronouns, gender.pronouns, head[0].pronouns} == {"she/her"}
    [in_english] = people_from_label(plain_lines("Luis Orlat (m)"), None, Tag("en"))
    assert in_english.pronouns == "he/him"


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Der Fotograf ist frei.", "Fotografen Kelo Velim", "Kelo Velim ist frei. Kelo Velim lebt."], "Kelo Velim"),
        (["L’avocat Shen Velim est détenu. Shen Velim est malade."], "Shen Velim"),
        (["Der Musiker Kelo Velim wurde entlassen. Die Lehrerin Ana Orlat kam später."], "Kelo Velim"),
        (["Maria Elena Velim is at risk. Maria Elena Velim is ill. Elena Velim writes."], "Maria Elena Velim"),
    ],
)
def test_an_occupation_before_a_name_is_not_part_of_it(texts: list[str], name: str) -> None:
    lead = " ".join(texts)
    assert people_from_prose([(lead, 1), *((text, 2) for text in texts)], [])[0].name == name


def test_a_headline_behind_the_country_is_nobody() -> None:
    people, country, _ = people_from_header(plain_lines("CHINE. Un avocat transféré dans un lieu inconnu"), "")
    assert (people, country) == ([], "CHINE.")
