from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealgen.importing.files.text import plain_lines
from appealgen.importing.lines import Line, clean_text, line_of, unwrap
from appealgen.model.document import Span
from urgent_action_files import told


def whole(text: str) -> list[str]:
    return [line.text for line in unwrap(plain_lines(text))]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\u00a0\u2009 b\tc", "a b c"),
        ("a\u00adb\u200bc\ufeffd\u202ee", "abcde"),
        ("a\x07b\x0bc\x0cd\0", "ab\nc\nd"),
        ("\uf0b7 a", "• a"),
        ("\u25cfa", "•a"),
        ("3·4", "3•4"),
        ("hasn\x92t \x93once\x94\x85 \x81", "hasn’t “once”… "),
        ("a ● ", "a • "),
    ],
)
def test_invisible_parts_are_removed(text: str, kept: str) -> None:
    assert clean_text(text) == kept


@pytest.mark.parametrize(
    "text", ["3", "- 2 -", "Page 2 of 3", "Seite 2", "2/2", "página 2 de 2", "p. 2", " ", "\u200b"]
)
def test_a_page_number_or_nothing_is_no_line(text: str) -> None:
    assert line_of(1, [Span(text)]) is None


@pytest.mark.parametrize("text", ["114", "2019", "12 a", "Page", "2/3/4"])
def test_other_short_lines_are_kept(text: str) -> None:
    line = line_of(1, [Span(f" {text} ")])
    assert line is not None and line.text == text


def test_neighbours_in_one_face_become_one_run() -> None:
    spans = [Span("a ", bold=True), Span(" b", bold=True), Span(" "), Span("c"), Span(""), Span("d")]
    line = line_of(7, spans, "wrap", "item")
    assert line == Line(7, (Span("a b ", bold=True), Span("cd")), "wrap", "item")


def test_a_space_that_was_lost_between_sentences() -> None:
    for text, kept in (
        ("of torture.The police", "of torture. The police"),
        ("U.N.The", "U.N.The"),
        ("www.example.org/page.Then", "www.example.org/page.Then"),
        ("https://example.org/page.Then", "https://example.org/page.Then"),
        ("mail.Name@example.org", "mail.Name@example.org"),
    ):
        line = line_of(1, [Span(text)])
        assert line is not None and line.text == kept


def test_a_line_is_bold_where_all_its_words_are() -> None:
    assert Line(1, (Span("a", bold=True), Span(" "), Span("b", bold=True))).bold
    assert not Line(1, (Span("a", bold=True), Span("b"))).bold
    assert Line(1, (Span("a"),), kind="heading").bold


@given(
    st.lists(st.tuples(st.text("ab é*", max_size=6), st.booleans()), max_size=5), st.integers(0, 20), st.integers(0, 20)
)
def test_a_cut_line_has_the_words_and_faces_of_that_part(runs: list[tuple[str, bool]], start: int, end: int) -> None:
    line = Line(1, tuple(Span(text, bold) for text, bold in runs))
    part = line.cut(start, end)
    assert part.text == line.text[start:end].strip()
    faces = [(char, span.bold) for span in line.spans for char in span.text][start:end]
    assert [(char, span.bold) for span in part.spans for char in span.text if char != " "] == [
        (char, bold) for char, bold in faces if char != " "
    ]


WORD = st.text("abcdefghjk", min_size=1, max_size=11)
PARAGRAPH = st.lists(st.tuples(WORD, st.booleans()), min_size=60, max_size=90).map(
    lambda words: "Ab " + " ".join(word.capitalize() if big else word for word, big in words) + "."
)


@settings(max_examples=40)
@given(st.lists(PARAGRAPH, min_size=2, max_size=3), st.integers(60, 110))
def test_a_text_that_was_wrapped_at_any_width_is_put_together(paragraphs: list[str], width: int) -> None:
    assert whole("\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)) == paragraphs


@settings(max_examples=25)
@given(st.lists(PARAGRAPH.map(lambda text: text[:240]), min_size=3, max_size=6))
def test_a_text_that_was_not_wrapped_keeps_its_lines(paragraphs: list[str]) -> None:
    lines = [f"{paragraph[: 60 * (at % 4 + 1)].strip()}." for at, paragraph in enumerate(paragraphs)]
    lines.append("Ab " * 90)
    assert whole("\n".join(lines)) == [line.strip() for line in lines]


def test_short_lines_are_meant() -> None:
    address = "Prosecutor General\nMektov Orlat\nProspect Dogory, 114\nNur-Sultan\n000000 Kazakhstan"
    assert whole(f"{'word ' * 12}end\n{'word ' * 12}end\n{'word ' * 12}end.\n\n{address}")[-5:] == address.split("\n")


PROSE = "The court sentenced them on 12 March without a hearing"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{PROSE} and the anti-\ntorture committee told so.", [f"{PROSE} and the anti-torture committee told so."]),
        (f"{PROSE} in the year\n\nof the law.", [f"{PROSE} in the year of the law."]),
        (f"{PROSE} and they were told so in\n2019, in May.", [f"{PROSE} and they were told so in 2019, in May."]),
        (f"{PROSE}.\nand so on", [f"{PROSE}.", "and so on"]),
        (f"{PROSE} to a@example.org\nand so on", [f"{PROSE} to a@example.org", "and so on"]),
        (f"{PROSE}\n- and so on", [PROSE, "- and so on"]),
        (f"{PROSE}\nAna Velim", [PROSE, "Ana Velim"]),
        ("UA 1/20 | Kazakhstan", ["UA 1/20", "Kazakhstan"]),
        ("Minister │ Sample Street I Town I Honduras", ["Minister", "Sample Street", "Town", "Honduras"]),
        ("whether I am", ["whether I am"]),
    ],
)
def test_sentences_torn_apart_and_fields_in_one_line(text: str, lines: list[str]) -> None:
    assert whole(text) == lines


def test_an_empty_line_behind_every_line_means_nothing() -> None:
    lines = [
        "This text was saved by a program that puts one line",
        "behind every line of it, so that people in Ejemplo in",
        "Kazakhstan who read it think that it is twice as long",
        "as it was before, and nothing is told by empty lines",
        "between them, however many there are of these in it,",
        "which has two pages.",
    ]
    assert whole("\n\n".join(lines)) == [" ".join(lines)]


def test_runs_of_joined_lines_keep_their_faces() -> None:
    first = Line(1, (Span("It says that we ", bold=True), Span("all")))
    second = Line(2, (Span("must", bold=True), Span(" go")), "wrap")
    third = Line(3, (Span(" now."),), "wrap")
    [line] = unwrap([first, second, third])
    assert (line.number, told([line])) == (1, ["*It says that we *all *must* go  now."])
