"""Tables in DOCX and in text."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from appealgen.model.document import Table
from appealgen.renderers.text.tables import text_table
from samples import line

NAMES = ("O'Brien & <Söhne>", "Серікжан Біләш", "فاطمة علي", "山田太郎", "two\nlines", "a\tb", "]]> &amp;")


def one_column(*texts: str) -> Table:
    return Table((60,), ("Name",), tuple((text,) for text in texts))


def test_as_text() -> None:
    table = Table(
        (10, 40, 20, 20),
        ("No", "Name", "Sum", "Have"),
        (("1", "山田太郎", "2.80", ""), ("12", "Ann\nExample", "10.00", "x"), ("Total", "", "12.80", "")),
        boxes=frozenset({3}), numbers=frozenset({2}), totals=1, caption="What",
    )  # fmt: skip
    assert text_table(table, 72) == [
        "What",
        "",
        "No     Name        Sum  Have",
        "----------------------------",
        "1      山田太郎   2.80  [  ]",
        "12     Ann       10.00  x",
        "       Example",
        "----------------------------",
        "Total            12.80  [  ]",
    ]


def test_overlong_text_continues_on_the_next_line() -> None:
    table = Table((10, 10), ("A", "B"), (("one two three", "longerthanthecolumn"),))
    assert text_table(table, 20) == [
        "A          B",
        "--------------------",
        "one two    longertha",
        "three      nthecolum",
        "           n",
    ]


def breadth(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.category(c) in ("Mn", "Me", "Cf") for c in text)


@given(st.lists(line, min_size=1, max_size=4), st.integers(20, 72))
def test_no_line_of_text_is_too_wide_and_nothing_is_lost(texts: list[str], columns: int) -> None:
    lines = text_table(one_column(*texts), columns)
    assert max(map(breadth, lines)) <= columns
    assert "".join("".join(lines[2:]).split()) == "".join("".join(texts).split())


@given(line, line, line)
def test_columns_are_aligned(head: str, above: str, below: str) -> None:
    lines = text_table(Table((1, 1), (head, "|"), ((above, "|"), (below, "|"))), 72)
    marked = [text for text in lines if text.endswith("  |")]
    assert len(marked) >= 3 and len({breadth(text) for text in marked}) == 1
