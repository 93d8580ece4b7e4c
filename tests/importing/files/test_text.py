from __future__ import annotations

import pytest

from appealgen.importing.files.text import plain_lines


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


def test_the_signature_of_a_mail_is_a_frame() -> None:
    kinds = [kind for _, _, kind, _ in read("Text\n-- \nGwen\nCardiff\n__________________\nlist\n")]
    assert kinds == ["text", "frame", "frame", "text"]
    long = "\n".join(f"Line {number}" for number in range(20))
    assert {kind for _, _, kind, _ in read(f"Text\n--\n{long}")} == {"text"}


@pytest.mark.parametrize("mark", [">", "> ", ">> ", "> > ", " > >"])
def test_the_marks_of_a_quoted_mail_are_taken_away(mark: str) -> None:
    assert read(f"{mark}a\n{mark}\n{mark}b > c") == [(1, "paragraph", "text", "a"), (3, "paragraph", "text", "b > c")]
