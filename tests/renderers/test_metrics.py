from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.model.document import RULED
from appealgen.model.stationery import Box
from appealgen.renderers.metrics import LEADING, Fitted, advance, broken, fitted

NARROW = Box(0, 0, 40, 40)
words = st.text(st.sampled_from("abWi.,-Жш0123É"), min_size=1, max_size=12)
text = st.lists(words, min_size=1, max_size=8).map(" ".join)
faces = st.sampled_from(("sans", "serif", "other"))


def bare(*lines: str) -> str:
    return re.sub(r"\s", "", "".join(lines))


@pytest.mark.parametrize(
    ("written", "face", "ems"),
    [
        # 2048ths of an em: Arial's M 1706, i 455, a blank 569; Times New Roman's M 1821, i 569, a blank 512
        ("M", "sans", 1706 / 2048), ("Mi i", "sans", (1706 + 455 + 569 + 455) / 2048), ("M", "serif", 1821 / 2048),
        ("i i", "serif", (569 + 512 + 569) / 2048), ("M", "other", 1.15 * 1706 / 2048), ("", "sans", 0),
        ("北京", "sans", 2), ("한", "serif", 1), (RULED, "sans", 0),
    ],
)  # fmt: skip
def test_width_in_ems(written: str, face: str, ems: float) -> None:
    assert advance(written, face) == pytest.approx(ems, abs=0.002)


def test_combining_marks_have_no_width() -> None:
    assert advance("e\u0323", "sans") == advance("e", "sans")


@pytest.mark.parametrize(
    ("line", "ems", "parts"),
    [
        ("Ministry of Justice", 20, ("Ministry of Justice",)),
        ("Ministry of Justice, 100 Example Street", 12, ("Ministry of Justice,", "100 Example Street")),
        ("Ministry of Justice (Department of Prisons)", 12, ("Ministry of Justice", "(Department of Prisons)")),
        ("Rue de la Paix 10 bis", 9, ("Rue de la", "Paix 10 bis")),
        ("100 Long Example Street", 9, ("100 Long", "Example Street")),
        ("Musterstrasse 100", 8, ("Musterstrasse", "100")),
        ("ул. Примерная, 12", 8, ("ул. Примерная,", "12")),
        ("北京市东城区、东交民巷27号", 9, ("北京市东城区、", "东交民巷27号")),
        ("北京市东城区东交民巷", 6, ("北京市东城区", "东交民巷")),
        ("Donaudampfschifffahrtsgesellschaft", 8, None),
        ("An Donaudampfschifffahrtsgesellschaft", 8, None),
        ("Vice-President", 5, ("Vice-", "President")),
    ],
)  # fmt: skip
def test_broken_at_sense(line: str, ems: float, parts: tuple[str, ...] | None) -> None:
    assert broken(line, ems, "sans") == parts


def test_a_number_stays_with_its_street_where_it_can() -> None:
    parts = broken("Gedung Sentra Mulia 15 Jalan Rasuna", 11, "sans")
    assert parts is not None and not any(part.endswith("15") or part.startswith("15") for part in parts)


@given(text, st.floats(0.5, 30), faces)
def test_no_part_is_too_wide_and_no_word_is_lost(line: str, ems: float, face: str) -> None:
    parts = broken(line, ems, face)
    if parts is None:
        assert advance(line, face) > ems
        return
    assert all(parts) and all(advance(part, face) <= ems for part in parts)
    assert bare(*parts) == bare(line)


@given(st.text("北京市东城区号。、 ", min_size=1, max_size=30).map(lambda s: " ".join(s.split())).filter(bool))
def test_east_asian_lines_break_anywhere(line: str) -> None:
    parts = broken(line, 3, "sans")
    assert parts is not None and bare(*parts) == bare(line)
    assert all(advance(part, "sans") <= 3 for part in parts)


def test_whole_lines_in_smaller_type_come_before_broken_ones() -> None:
    line = ("Ministry of Internal Affairs",)
    found = fitted(line, Box(0, 0, 45, 40), "sans", 12, 8)
    assert found == Fitted(line, found.size if found else 0) and found is not None and 8 <= found.size < 12
    assert fitted(line, Box(0, 0, 100, 40), "sans", 12, 8) == Fitted(line, 12)
    tight = fitted(line, Box(0, 0, 30, 40), "sans", 12, 8)
    assert tight is not None and len(tight.lines) == 2


def test_two_is_more_than_allowed() -> None:
    assert fitted(("A",) * 12, NARROW, "sans", 12, 10) is None


def test_a_size_that_is_below_the_smallest_is_kept() -> None:
    assert fitted(("A",), NARROW, "sans", 6, 10) == Fitted(("A",), 6)


@given(st.lists(text, min_size=1, max_size=8).map(tuple), st.floats(5, 120), st.floats(5, 60), faces)
def test_fitting_lines_are_inside_their_box_and_complete(
    lines: tuple[str, ...], width: float, height: float, face: str
) -> None:
    box = Box(0, 0, width, height)
    found = fitted(lines, box, face, 12, 8)
    if found is None:
        return
    assert bare(*found.lines) == bare(*lines)
    assert 8 <= found.size <= 12
    assert found.height == pytest.approx(len(found.lines) * found.size * LEADING * 25.4 / 72)
    assert found.height <= height
    assert all(advance(line, face) * found.size * 25.4 / 72 <= width + 1e-6 for line in found.lines)
