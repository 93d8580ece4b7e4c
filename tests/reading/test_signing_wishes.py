"""Wishes about names in sign-up forms: questions and answers in seven languages."""

from __future__ import annotations

import pytest

from appealgen.errors import InputError, ProblemCode
from appealgen.model.identifiers import Tag
from appealgen.model.sender import Sign
from appealgen.reading.roster import Roster, load_roster
from appealgen.reading.signing_wishes import parse_sign

FULL_DE, FULL_EN = "Möchtest du mit vollem Namen unterschreiben?", "Do you want to sign with your full name?"


COLUMNS = (ProblemCode.UNKNOWN_COLUMN, ProblemCode.LIKELY_COLUMN)


def read(heading: str, *cells: str) -> Roster:
    rows = (f"Anna Example {n},{n} Test Street|Anytown AB1 2CD,GB,{cell}" for n, cell in enumerate(cells, 1))
    return load_roster(
        "\n".join((f"name,address,country,{heading}", *rows)).encode(), name="roster.csv", reads=(Tag("en"),)
    )


@pytest.mark.parametrize(
    ("heading", "cell", "sign"),
    [
        (FULL_DE, "nein nur Initialen", "initials"),
        (FULL_DE, "ja", "full"),
        (FULL_DE, "nein", "initials"),
        (FULL_DE, "nur Stadt", "initials"),
        (FULL_DE, "nein nur Name und Ort", "town"),
        ("Wie möchtest du unterschreiben?", "nur Ort", "town"),
        ("Wie unterschreiben Sie?", "mit vollem Namen", "full"),
        ("Darf dein voller Name im Brief stehen?", "Nein", "initials"),
        ("Nur mit Initialen unterschreiben?", "nein", "full"),
        ("Nur mit Initialen unterschreiben?", "ja", "initials"),
        ("How would you like to sign?", "initials only", "initials"),
        ("How would you like to sign?", "town only", "town"),
        ("How would you like to sign?", "Full name", "full"),
        ("How should your name appear?", "just my initials please", "initials"),
        (FULL_EN, "no", "initials"),
        (FULL_EN, "Yes", "full"),
        ("Comment souhaitez-vous signer ?", "seulement les initiales", "initials"),
        ("Signez-vous avec votre nom complet ?", "non", "initials"),
        ("¿Cómo quiere firmar?", "solo iniciales", "initials"),
        ("¿Quiere firmar con su nombre completo?", "sí", "full"),
        ("Как вы хотите подписать письма?", "только инициалы", "initials"),
        ("Подписать полным именем?", "нет", "initials"),
        ("Dürfen wir deinen vollen Namen verwenden?", "nein", "initials"),
        ("May we use your full name?", "no", "initials"),
        ("Mogen we uw volledige naam gebruiken?", "nee", "initials"),
        ("Hoe wilt u ondertekenen?", "alleen initialen", "initials"),
        ("Come vuoi firmare?", "solo iniziali", "initials"),
        ("Come vuoi firmare?", "nome completo", "full"),
    ],
)
def test_questions_of_forms(heading: str, cell: str, sign: str) -> None:
    found = read(heading, cell)
    assert found.problems == ()
    assert found.entries[0].sender.sign == sign


@pytest.mark.parametrize("cell", ["egal", "whatever", "", "peu importe", "всё равно"])
def test_no_wish(cell: str) -> None:
    found = read("How would you like to sign?", cell, "initials")
    assert [entry.sender.sign for entry in found.entries] == ["full", "initials"]


@pytest.mark.parametrize(
    ("heading", "cell", "told"),
    [
        (FULL_DE, "nein", True),
        (FULL_DE, "nein, nur Stadt", True),
        ("How would you like to sign?", "no initials", True),
        ("How would you like to sign?", "town only", True),
        ("Signs with", "town", False),
        (FULL_DE, "nein, nur Initialen", False),
    ],
)
def test_the_meaning_that_shows_less_is_told(heading: str, cell: str, told: bool) -> None:
    assert parse_sign(cell, heading).is_sure is not told


def test_a_notice_says_how_an_answer_is_read() -> None:
    (notice,) = (each for each in read(FULL_DE, "nein").notices if each.code is ProblemCode.UNSURE_SIGN)
    assert str(notice.message) == "“nein” is read as initials and town"
    assert str(notice.hint) == "enter “voller Name”, “Name und Ort” or “Initialen”"


@pytest.mark.parametrize(
    ("heading", "cell", "hint"),
    [
        (FULL_DE, "ohne vollen Namen", "enter “voller Name”, “Name und Ort” or “Initialen”"),
        (FULL_DE, "nein, voller Name", "enter “voller Name”, “Name und Ort” or “Initialen”"),
        ("Möchtest du ohne deinen Namen unterschreiben?", "ja", "enter “voller Name”, “Name und Ort” or “Initialen”"),
        ("How would you like to sign?", "no", "enter “full name”, “name and town” or “initials”"),
        ("Comment signez-vous ?", "un peu", "enter “nom complet”, “nom et ville” or “initiales”"),
        ("Datenschutz", "xyz", "enter “full name”, “name and town” or “initials”"),
    ],
)
def test_answers_that_are_not_understood(heading: str, cell: str, hint: str) -> None:
    with pytest.raises(ValueError, match="does not say what to show") as raised:
        parse_sign(cell, heading)
    assert str(raised.value.hint) == hint  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        (FULL_DE, "vielleicht"),
        ("How would you like to sign?", "like last year"),
        ("Möchtest du anonym bleiben?", "ja"),
        ("Möchtest du ohne Namen unterschreiben?", "ja"),
        ("Datenschutz", "nur Initialen"),
        ("Ist dein vollständiger Name in Ordnung?", "nein"),
        ("Signature", "initials only"),
    ],
)
def test_a_wish_that_is_not_understood_stops(heading: str, cell: str) -> None:
    with pytest.raises(InputError) as raised:
        read(heading, cell, "")
    (problem,) = raised.value.problems
    assert problem.code is ProblemCode.LIKELY_COLUMN
    assert heading in str(problem.message)
    assert "sign" in str(problem.hint)


def test_a_wish_among_remarks_is_told() -> None:
    found = read("Notes", "bitte nur Initialen", "kommt später")
    assert [each.code for each in found.notices if each.code in COLUMNS] == [ProblemCode.LIKELY_COLUMN]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("T-shirt size", "M"),
        ("Unterschrift", ""),
        ("How did you sign up?", "a friend"),
        ("Have you signed before?", "yes"),
        ("Date of signing", "2026-11-30"),
        ("Would you like a name badge printed?", "no"),
        ("Name der Firma", "Beispiel"),
        ("Wie kommst du zur Veranstaltung?", "Bus"),
    ],
)
def test_other_columns_are_not_read(heading: str, cell: str) -> None:
    found = read(heading, cell, "")
    assert [each.code for each in found.notices if each.code in COLUMNS] == [ProblemCode.UNKNOWN_COLUMN]
    assert found.entries[0].sender.sign == "full"


@pytest.mark.parametrize(
    ("sign", "cell", "told"), [("initials", "full name", True), ("town", "initials", False), ("full", "full", False)]
)
def test_a_row_that_shows_more_than_the_option(sign: Sign, cell: str, told: bool) -> None:
    text = f"name,address,country,signs with\nAnna Example,1 Street|Anytown,GB,{cell}\n"
    notices = load_roster(text.encode(), name="roster.csv", reads=(Tag("en"),), sign=sign).notices
    assert [str(each.message) for each in notices if each.code is ProblemCode.SHOWS_MORE] == [
        f"“{cell}” shows more than --sign {sign}, but the row counts"
    ] * told


def test_two_wishes_are_not_guessed() -> None:
    text = (
        f"name,address,country,{FULL_EN},How would you like to sign?\nAnna Example,1 Street|Anytown,GB,yes,initials\n"
    )
    with pytest.raises(InputError, match="the same meaning: sign"):
        load_roster(text.encode(), name="roster.csv")
