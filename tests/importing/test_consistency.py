"""Slips in numbers of articles and in names."""

from __future__ import annotations

import pytest

from appealgen.importing.consistency import articles, spellings
from appealgen.importing.files.text import plain_lines


@pytest.mark.parametrize(
    ("letter", "others", "found"),
    [
        ("Article 274", "Article 174 and Art. 274", [("Article 274", "Article 174")]),
        ("Articles 12", "Artikel 13", [("Article 12", "Article 13")]),
        ("Article 5", "Article 6", []),
        ("Article 274", "Article 27 and Article 163", []),
    ],
)
def test_articles_that_differ_in_one_digit(letter: str, others: str, found: list[tuple[str, str]]) -> None:
    doubts = list(articles(plain_lines(letter), plain_lines(f"\n{others}"), "background"))
    assert [tuple(part.split(" in line")[0] for part in doubt.message.split(", ")) for doubt in doubts] == found
    assert all(doubt.line == 2 for doubt in doubts)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Ana Velim", "Vellim", True), ("Ana Velim", "Veim", False), ("Ana Velims", "Velim", False),
        ("Ana Velim", "Volim", True),
        ("Ana Velim", "Velin", False), ("Ana Velim", "Vleim", True), ("Ana Velim", "Helim", False),
        ("Ana Velim", "velliim", False),
        ("Ana Vélim", "Velim", False), ("Ana Orlova", "Orlov", False), ("Ana Abel", "Abal", False),
        ("Ana Velim", "VELLIM", False),
    ],
)  # fmt: skip
def test_words_that_are_nearly_a_name(name: str, text: str, found: bool) -> None:
    assert bool(list(spellings(name, "people[0].name", plain_lines(f"Then {text} left.")))) is found
