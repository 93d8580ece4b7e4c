from __future__ import annotations

import re

import pytest

from appealgen.language import scripts
from appealgen.language.scripts import is_latin, runs_from_the_right


def test_scripts() -> None:
    assert is_latin("Chișinău 2001") and is_latin("2001") and not is_latin("Київ") and not is_latin("Kyiv, Київ")
    assert (
        runs_from_the_right("12 شارع") and not runs_from_the_right("12 Street شارع") and not runs_from_the_right("12")
    )


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("بشأن Human Rights Watch (HRW), EUR 57/0926/2019.", "بشأن <Human Rights Watch (HRW), EUR 57/0926/2019>."),
        ("Ann قالت", "|<Ann> قالت"),
        ("(HRW) قال", "|<(HRW)> قال"),
        ("(נאמר HRW)", "(נאמר <HRW>)"),
        ("(HRW ונאמר)", "(<HRW> ונאמר)"),
        ("رسالة Ann [2019] إلى", "رسالة <Ann [2019]> إلى"),
        ("قال «Ann Example» إن", "قال «<Ann Example>» إن"),
        ("منظمة Amnesty «International» قالت", "منظمة <Amnesty «International»> قالت"),
        ("28 نوفمبر 2026", "28 نوفمبر 2026"),
        ("المادة 174 (2) من", "المادة 174 (2) من"),
        ("2018, 2019 ו־2020", "2018, 2019 ו־2020"),
        ("هاتف +7 7172 506 402، فاكس", "هاتف <+7 7172 506 402>، فاكس"),
        ("דוא״ל press@example.org.", "דוא״ל <press@example.org>."),
        ("Серик و Ann", "|<Серик> و <Ann>"),
        ("من 1962-1984 إلى", "من 1962-1984 إلى"),
        ("في 12/03/2019 و", "في 12/03/2019 و"),
        ("هاتف 7172-506-402", "هاتف <7172-506-402>"),
        ("رقم 506-402", "رقم 506-402"),
        ("نص", "نص"),
        ("", ""),
    ],
)
def test_names_and_numbers_keep_their_order(text: str, marked: str) -> None:
    said = scripts.in_order(text)
    assert said.replace("\u200e\u200f", ">").replace("\u200e", "<").replace("\u200f", "|") == marked
    assert "".join(piece for piece, _ in scripts.between_marks(said)) == said
    assert [piece.strip("\u200e\u200f") for piece, left in scripts.between_marks(said) if left] == re.findall(
        "<(.*?)>", marked
    )


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("القاهرة, 30 November 2026", "<القاهرة<, 30 November 2026"),
        ("in القاهرة الجديدة (2019).", "in <القاهرة الجديدة< (2019)."),
        ("שלום", "<שלום<"),
        ("Київ, 2019", "Київ, 2019"),
        ("Cairo, 30 November 2026", "Cairo, 30 November 2026"),
    ],
)
def test_words_from_the_right_keep_their_place(text: str, marked: str) -> None:
    assert scripts.in_order_from_left(text).replace("\u200e", "<") == marked


@pytest.mark.parametrize(
    ("text", "document", "from_the_right"),
    [
        ("TEST: a sentence.", True, False), ("Ann قالت", True, True),
        ("He said to all of us who came along: سلام.", True, False),
        ("قالت لنا جميعا Ann", False, False), ("القاهرة, 30 November 2026", False, False), ("30. 11. 2026", True, True),
        ("30. 11. 2026", False, False), ("أكتب إليكم اليوم", False, True), ("", True, True),
    ],
)  # fmt: skip
def test_the_direction_of_a_paragraph(text: str, document: bool, from_the_right: bool) -> None:
    assert scripts.direction_of(text, document) is from_the_right
