from __future__ import annotations

import pytest

from appealgen.importing.files.markdown import is_markdown, markdown_lines
from urgent_action_files import told

TEXT = rf"""# Head

Text *it* **bold** [words](https://example.org) \* 3
soft
hard{"  "}
break\
x

- one
- two

  more

> quoted

    1 Street
    Town

<div>a<br>b</div>

x<br>y `code` &amp; ![none](a.png)

Two
===
"""


def test_everything_that_markdown_writes() -> None:
    lines = markdown_lines(TEXT)
    assert [(line.number, line.start, line.kind, *told([line])) for line in lines] == [
        (1, "paragraph", "heading", "Head"),
        (3, "paragraph", "text", "Text it *bold *words * 3"),
        (4, "line", "text", "soft"),
        (5, "line", "text", "hard"),
        (6, "line", "text", "break"),
        (7, "line", "text", "x"),
        (9, "paragraph", "item", "one"),
        (10, "paragraph", "item", "two"),
        (12, "paragraph", "text", "more"),
        (14, "paragraph", "text", "quoted"),
        (16, "paragraph", "text", "1 Street"),
        (17, "line", "text", "Town"),
        (19, "paragraph", "text", "a"),
        (20, "line", "text", "b"),
        (21, "paragraph", "text", "x"),
        (22, "line", "text", "y code &"),
        (23, "paragraph", "heading", "Two"),
    ]
    assert lines[1].spans[0].italic is False and lines[1].spans[1].italic


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("# A\n\n**b**", True),
        ("**a** and **b**", True),
        ("ab  \ncd  \ne", True),
        ("[a](https://example.org) \\_b", True),
        ("# A\n\nb", False),
        ("UA 1/20\n\n- one\n- two", False),
        ("a * b ** c # d", False),
        ("#Free\n#Ana", False),
    ],
)
def test_two_marks_that_plain_text_omits(text: str, marked: bool) -> None:
    assert is_markdown(text) is marked


def test_a_table_of_addresses_is_read_person_by_person() -> None:
    rows = "| **Who** | Mr Velim | Ms Orlat |\n| **Fax** | 12 345 | – |\n| E-mail | a@b.cd | e@f.gh |\n"
    table = f"| | to | copy |\n|---|---|---|\n{rows}"
    lines = markdown_lines(f"Write to:\n\n{table}")
    assert [line.text for line in lines] == [
        *("Write to:", "Mr Velim", "Fax", "12 345", "E-mail", "a@b.cd", "Ms Orlat", "E-mail", "e@f.gh")
    ]
    assert [line.number for line in lines][:4] == [1, 5, 6, 6]


def test_of_a_front_matter_only_title_and_date_remain() -> None:
    lines = markdown_lines('---\nlayout: action\ntitle: "Chad: A baker in prison"\ndate: 2031-05-04\n---\n\nWrite.')
    assert [(line.number, line.kind, line.text) for line in lines] == [
        (3, "heading", "Chad: A baker in prison"),
        (4, "text", "date: 2031-05-04"),
        (7, "text", "Write."),
    ]
