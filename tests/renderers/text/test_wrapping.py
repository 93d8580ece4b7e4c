"""Lines of limited width, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.language.scripts import columns_of
from appealgen.renderers.text.wrapping import wrapped_lines


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 10, []),
        ("  ", 10, []),
        ("one two three", 7, ["one two", "three"]),
        ("one  two\tthree\nfour", 40, ["one two three four"]),
        ("incomprehensibilities are", 10, ["incomprehensibilities", "are"]),
        ("1\u00a0000\u00a0000 euros", 9, ["1\u00a0000\u00a0000", "euros"]),
        ("quoi\u202f? rien\u202f!", 8, ["quoi\u202f?", "rien\u202f!"]),
        ("次の件についてお便りを差し上げます。", 12, ["次の件につい", "てお便りを差", "し上げます。"]),
        ("お便りを差し上げます。", 20, ["お便りを差し上げま", "す。"]),
        ("件名：Serikzhan Bilash", 16, ["件名：Serikzhan", "Bilash"]),
        ("人権団体「平和」は", 10, ["人権団体", "「平和」は"]),
        ("참고하시도록 서한의 사본", 14, ["참고하시도록", "서한의 사본"]),
        ("tel. +7 717 271 in", 10, ["tel.", "+7 717 271", "in"]),
        ("(+44 (0)20 7946-0000). So", 9, ["(+44 (0)20 7946-0000).", "So"]),
        ("1 + 2 3", 4, ["1 +", "2 3"]),
        ("the “word” is", 9, ["the", "“word” is"]),
        ("\u200e12345\u200e\u200f 67", 8, ["\u200e12345\u200e\u200f 67"]),
        ("e\u0301e\u0301e\u0301 e\u0301", 5, ["e\u0301e\u0301e\u0301 e\u0301"]),
    ],
)
def test_lines(text: str, columns: int, lines: list[str]) -> None:
    assert wrapped_lines(text, columns) == lines


def test_text_before_the_lines() -> None:
    assert wrapped_lines("one two three", 9, "- ", "  ") == ["- one two", "  three"]


WORDS = st.lists(st.text("abcüß件名お，。「」()ع\u200e\u00a0", min_size=1, max_size=12), max_size=30)


@given(WORDS, st.integers(4, 40))
def test_no_character_is_lost_or_outside(words: list[str], columns: int) -> None:
    lines = wrapped_lines(" ".join(words), columns)
    assert "".join("".join(lines).split(" ")) == "".join(words)
    assert all(columns_of(line) <= columns or " " not in line for line in lines)
