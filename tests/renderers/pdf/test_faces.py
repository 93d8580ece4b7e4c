from __future__ import annotations

import pytest

from appealgen.renderers.pdf.faces import Face, chain, face_key


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("Қазақстан", "kk-KZ", "serif/CYRILLIC"),
        ("Бас прокурор", "kk-KZ", "serif/CYRILLIC"),
        ("Россия", "ru-RU", "serif"),
        ("Straße", "kk-KZ", "serif"),
        ("Nur-Sultan", "kk-KZ", "serif"),
        ("საქართველო", "ka-GE", "serif/GEORGIAN"),
    ],
)
def test_cyrillic_has_its_own_faces_where_a_language_has_more_letters(text: str, language: str, key: str) -> None:
    assert face_key("serif", text, language) == key


def test_a_face_of_cyrillic_sets_also_the_numbers_between_its_words() -> None:
    installed = ("Liberation Serif", "Noto Serif")
    assert chain("serif/CYRILLIC", installed, stand_in=False) == [Face("Noto Serif"), Face("Liberation Serif")]
    assert chain("serif", installed, stand_in=False) == [Face("Liberation Serif"), Face("Noto Serif")]


def test_with_times_new_roman_all_text_is_in_one_face() -> None:
    assert chain("serif/CYRILLIC", ("Noto Serif", "Times New Roman"), stand_in=False)[0] == Face("Times New Roman")
