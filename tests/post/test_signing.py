"""What documents show of a sender who protects themselves."""

from __future__ import annotations

import pytest

from appealgen.model.identifiers import Country
from appealgen.model.sender import Sign
from appealgen.post.signing import gives_away, initials, names_themselves, signed, town_shown
from samples import someone


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Anna Example", "A. E."),
        ("Anna-Lena  O'Example", "A.-L. O."),
        ("Ümit <Söhne>", "Ü. S."),
        ("U\u0308mit Söhne", "Ü. S."),
        ("(Annie) de la Cruz 3", "A. d. l. C."),
        ("Иван Пример", "И. П."),
        ("محمد أحمد", "م. أ."),
        ("किशोर कुमार", "कि. कु."),
        ("李小龙", "李."),
        ("A. E.", "A. E."),
        ("3", ""),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


@pytest.mark.parametrize(
    ("country", "lines", "shown"),
    [
        ("GB", ("12 Sample Street", "Anytown", "LS1 4AB"), "Anytown"),
        ("GB", ("12 Sample Street, Anytown LS1 4AB",), "Anytown"),
        ("GB", ("Rose Cottage", "Sample Lane"), ""),
        ("DE", ("Musterweg 1", "12345 Musterstadt"), "Musterstadt"),
        ("DE", ("Musterweg 1 12345 Musterstadt",), ""),
        ("DE", ("Musterweg 1",), ""),
        ("US", ("1 Main St", "Springfield, IL 62701"), "Springfield, IL"),
        ("RU", ("ул. Примерная, 5, кв. 4", "Москва", "101000"), "Москва"),
        ("NL", ("Voorbeeldstraat 1", "1234 AB Voorbeeld", "Nederland"), "Voorbeeld"),
        ("AE", ("Villa 5", "Sample Road"), ""),
        ("GB", (), ""),
    ],
)
def test_a_town_is_shown_if_it_is_surely_one(country: str, lines: tuple[str, ...], shown: str) -> None:
    sender = someone(country=Country(country), address=lines, place=None)
    assert town_shown(sender) == shown


def test_the_place_that_somebody_gives_is_their_town() -> None:
    assert town_shown(someone(address=("Villa 5",), place="Anytown")) == "Anytown"


@pytest.mark.parametrize(
    ("sign", "name", "address", "email"),
    [
        ("full", "Anna Example", ("12 Sample Street", "Anytown LS1 4AB"), "anna@example.org"),
        ("town", "Anna Example", ("Anytown",), None),
        ("initials", "A. E.", ("Anytown",), None),
    ],
)
def test_the_sender_as_signed(sign: Sign, name: str, address: tuple[str, ...], email: str | None) -> None:
    whole = someone(
        name="Anna Example",
        address=("12 Sample Street", "Anytown LS1 4AB"),
        place=None,
        email="anna@example.org",
        sign=sign,
    )
    shown = signed(whole)
    assert (shown.name, shown.address, shown.email) == (name, address, email)


def test_a_blank_sender_has_nothing_to_hide() -> None:
    blank = someone(name="", blank=True, sign="initials")
    assert signed(blank) == blank and not gives_away(blank, ["anything"])


@pytest.mark.parametrize(
    ("sign", "text", "found"),
    [
        ("full", "Anna Example, 12 Sample Street", False),
        ("town", "I am Anna Example.", False),
        ("initials", "I am Anna\u00a0 Example.", True),
        ("initials", "I am Anna Examples.", False),
        ("initials", "i am anna example.", True),
        ("town", "I live at 12 SAMPLE STREET.", True),
        ("town", "Write to Anna@Example.org!", True),
        ("town", "I live at 12 Sample\nStreet.", True),
        ("town", "Write to anna@example.org!", True),
        ("initials", "I live in Anytown, at number 7.", False),
    ],
)
def test_words_that_give_the_sender_away(sign: Sign, text: str, found: bool) -> None:
    whole = someone(name="Anna Example", address=("12 Sample Street", "Anytown"), email="anna@example.org", sign=sign)
    assert gives_away(whole, ["First.", text]) is found


def test_a_street_in_a_line_with_the_town_gives_the_sender_away() -> None:
    hidden = someone(address=("12 Sample Street, Anytown ZZ99 3WZ",), sign="town")
    assert gives_away(hidden, ["I live at 12 Sample Street."]) and not gives_away(hidden, ["I live in Anytown."])


@pytest.mark.parametrize(
    ("name", "own", "found"),
    [
        ("Ilona Geheimnis", "Ich heisse Geheimnis.", True),
        ("Ilona Geheimnis", "Geheimnis, Ilona.", True),
        ("Ilona Geheimnis", "ICH BIN ILONA.", True),
        ("Ilona Geheimnis", "Ilona’s friends", True),
        ("Ilona Geheimnis", "Das ist kein geheimnis, sondern Geheimniskrämerei.", False),
        ("ilona geheimnis", "Ilona", True),
        ("Anna-Lena O'Strauß", "Lena STRAUSS", True),
        ("Anna-Lena O'Strauß", "STRAUSS", True),
        ("Jo van den Berg", "Van Den, Jo, 7", False),
        ("U\u0308mit So\u0308hne", "Herr Söhne", True),
        ("Иван Пример", "Я ИВАН", True),
        ("محمد أحمد", "أنا أحمد", True),
        ("किशोर कुमार", "मैं किशोर हूँ", True),
        ("李小龙", "我叫李小龙。", True),
        ("홍 길동", "저는 길동입니다", True),
        ("Grace Hope", "Dear friends", False),
    ],
)
def test_own_words_with_a_part_of_the_name(name: str, own: str, found: bool) -> None:
    assert names_themselves(someone(name=name, sign="initials"), own, f"Dear Sir or Madam,\n{own}\nI. G.") is found
    assert not names_themselves(someone(name=name, sign="town"), own, own)


def test_a_name_that_the_letter_of_the_case_has_too_says_nothing() -> None:
    anna = someone(name="Anna Example", sign="initials")
    assert not names_themselves(anna, "Free Anna!", "I write for Anna Muster.\nFree Anna!")
    assert names_themselves(
        anna, "Free Anna, asks Anna Example!", "I write for Anna Muster.\nFree Anna, asks Anna Example!"
    )
    assert not names_themselves(anna, "I am Anna.", "The letter leaves them out.")
