from __future__ import annotations

import pytest

from appealgen.importing.files.text import plain_lines
from appealgen.importing.lines import unwrap


def read(text: str) -> list[tuple[int, str, str, str]]:
    return [(line.number, line.start, line.kind, line.text) for line in plain_lines(text)]


def test_lines_bear_the_numbers_of_the_file() -> None:
    assert read("\nUA 1/20\r\nText\r\r\n\n- one\n* two\n• three\n-none\nend\f2\fnext") == [
        (2, "paragraph", "text", "UA 1/20"),
        (3, "line", "text", "Text"),
        (6, "paragraph", "item", "- one"),
        (7, "line", "item", "* two"),
        (8, "line", "item", "• three"),
        (9, "line", "text", "-none"),
        (10, "line", "text", "end"),
        (10, "line", "text", "next"),
    ]


def test_columns_are_read_one_by_one() -> None:
    text = (
        "A teacher was taken from her school and is     Write to:\n"
        "held in a prison far away from her family\n"
        "and friends.                                   Minister of Justice\n"
        "                                               1 Street\n"
        "She must be freed at once, and her school      Town\n"
        "opened again.\n"
        "\n"
        "Next page"
    )
    assert [words for _, _, _, words in read(text)] == [
        "A teacher was taken from her school and is held in a prison far away from her family and friends.",
        "She must be freed at once, and her school opened again.", "Write to:", "Minister of Justice", "1 Street",
        "Town", "Next page",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Fax:      +1 202 000\nEmail:    a@example.org\nX:        @a",
        "CHAD      Ana Velim (f)\n          Luis Orlat (m)",
        "CHAD      Ana Velim, 20     ]\n          Luis Orlat, 30    ] taken in\n          Zoe Telvi, 40     ] May",
        "One line      and a gap\nanother line   elsewhere\nand a third one     again",
    ],
)  # fmt: skip
def test_gaps_that_are_no_columns_stay(text: str) -> None:
    assert [number for number, *_ in read(text)] == [*range(1, len(text.split("\n")) + 1)]


def test_the_signature_of_a_mail_is_a_frame() -> None:
    kinds = [kind for _, _, kind, _ in read("Text\n-- \nGwen\nCardiff\n__________________\nlist\n")]
    assert kinds == ["text", "frame", "frame", "text"]
    long = "\n".join(f"Line {number}" for number in range(20))
    assert {kind for _, _, kind, _ in read(f"Text\n--\n{long}")} == {"text"}


@pytest.mark.parametrize("mark", [">", "> ", ">> ", "> > ", " > >"])
def test_the_marks_of_a_quoted_mail_are_taken_away(mark: str) -> None:
    assert read(f"{mark}a\n{mark}\n{mark}b > c") == [(1, "paragraph", "text", "a"), (3, "paragraph", "text", "b > c")]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("n Urging them to act\nn Asking for a reply", ["item", "item"]), ("n Urging them to act", ["text"]),
        ("o Ministro chegou\no Governo caiu", ["text", "text"]),
        ("i. tomar medidas\nii. llevar a cabo", ["item", "item"]),
    ],
)  # fmt: skip
def test_bullets_that_were_copied_as_letters(text: str, kinds: list[str]) -> None:
    assert [kind for _, _, kind, _ in read(text)] == kinds


def test_a_bracket_of_two_lines_is_one_line() -> None:
    lines = unwrap(plain_lines("(Anrede: Señor Ministro / Sehr geehrter Herr\nMinister)\nFax: 12 345"))
    assert [line.text for line in lines] == ["(Anrede: Señor Ministro / Sehr geehrter Herr Minister)", "Fax: 12 345"]
