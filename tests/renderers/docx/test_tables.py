"""Tables in DOCX and in text."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from hypothesis import given
from lxml import etree

from appealgen.model.document import SQUARE, Table
from appealgen.renderers import render
from appealgen.renderers.docx.paragraphs import Setting
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.docx.tables import docx_table
from docx_xml import SHEET, TABLE, W, body_of
from samples import line

NAMES = ("O'Brien & <Söhne>", "Серікжан Біләш", "فاطمة علي", "山田太郎", "two\nlines", "a\tb", "]]> &amp;")


def xml(table: Table, *, right_to_left: bool = False) -> Any:
    text = docx_table(table, Setting("en-GB", right_to_left, bundled_reference()), 163)
    return etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{text}</x>')


def opened(table: Table) -> Any:
    sheet = SHEET._replace(parts=(table,))
    return docx.Document(io.BytesIO(render(sheet, "docx"))).tables[0]


def one_column(*texts: str) -> Table:
    return Table((60,), ("Name",), tuple((text,) for text in texts))


def test_cells_say_what_the_table_says() -> None:
    found = opened(one_column(*NAMES))
    assert [row.cells[0].text for row in found.rows] == ["Name", *NAMES]


@given(line, line)
def test_any_text_survives(head: str, text: str) -> None:
    found = opened(Table((50, 50), (head, text), ((text, head),)))
    assert [cell.text for row in found.rows for cell in row.cells] == [head, text, text, head]


def test_rows_of_another_length_than_the_head() -> None:
    with pytest.raises(ValueError, match="zip"):
        xml(Table((10, 10), ("a", "b"), (("1",),)))


def test_the_head_repeats_and_no_row_is_split() -> None:
    rows = xml(TABLE).findall(f".//{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_heights_and_widths_are_in_mm_and_fill_the_page() -> None:
    found = xml(TABLE)
    heights = [int(h.get(f"{W}val")) for h in found.iter(f"{W}trHeight")]
    assert heights == [pytest.approx(11 * 1440 / 25.4, abs=1)] * 2
    grid = [int(column.get(f"{W}w")) for column in found.iter(f"{W}gridCol")]
    assert sum(grid) == pytest.approx(163 * 1440 / 25.4, abs=2)
    assert grid[1] / grid[0] == pytest.approx(5, abs=0.01)
    cells = [int(w.get(f"{W}w")) for w in found.iter(f"{W}tcW")]
    assert cells == grid * 3
    assert [e.get(f"{W}type") for e in found.iter(f"{W}tblLayout")] == ["fixed"]


def test_boxes_have_upright_edges_below_the_head_only() -> None:
    rows = xml(TABLE).findall(f".//{W}tr")
    edges = [
        [
            sorted(etree.QName(e).localname for e in cell.findall(f"{W}tcPr/{W}tcBorders/*"))
            for cell in row.iter(f"{W}tc")
        ]
        for row in rows
    ]
    assert edges == [[[], [], []], [[], ["right"], ["left", "right"]], [[], ["right"], ["left", "right"]]]


def test_numbers_are_aligned_right_and_totals_are_set_like_the_head() -> None:
    first, last = [[cell.paragraphs[0] for cell in row.cells] for row in opened(TABLE).rows[1:]]
    assert [p.alignment for p in first] == [WD_ALIGN_PARAGRAPH.RIGHT, None, None]
    assert {p.style.name for p in first} == {"Table Text"} and {p.style.name for p in last} == {"Table Head"}


@pytest.mark.parametrize(
    ("text", "rtl", "number", "bidi", "run", "align"),
    [
        ("Ann", False, False, False, False, None),
        ("12", False, True, False, False, "right"),
        ("فاطمة", False, False, True, True, "right"),  # begins at the left edge, like its neighbours
        ("فاطمة", True, False, True, True, None),
        ("Ann", True, False, True, False, None),
        ("12", True, True, True, False, None),  # units below units: aligned right
    ],
)
def test_directions(text: str, rtl: bool, number: bool, bidi: bool, run: bool, align: str | None) -> None:
    table = Table((10,), ("",), ((text,),), numbers=frozenset({0} if number else ()))
    cell = xml(table, right_to_left=rtl).findall(f".//{W}tc")[-1]
    jc = cell.find(f"{W}p/{W}pPr/{W}jc")
    assert (cell.find(f"{W}p/{W}pPr/{W}bidi") is not None, cell.find(f".//{W}rPr/{W}rtl") is not None) == (bidi, run)
    assert (jc.get(f"{W}val") if jc is not None else None) == align


def test_columns_from_the_right() -> None:
    assert xml(TABLE).find(f".//{W}bidiVisual") is None
    assert xml(TABLE, right_to_left=True).find(f".//{W}tblPr/{W}bidiVisual") is not None


def test_tables_do_not_run_together() -> None:
    body = body_of(render(SHEET, "docx"))[0]
    names = [etree.QName(e).localname for e in body]
    assert names == ["p", "p", "p", "tbl", "p", "p", "tbl", "p", "sectPr"]


def test_squares_to_tick_are_in_every_row_but_the_totals() -> None:
    table = Table((60, 20), ("What", "Have"), (("Paper", ""), ("Total", "")), ticks=frozenset({1}), totals=1)
    cells = [[(cell.text, cell.paragraphs[0].style.name) for cell in row.cells][1] for row in opened(table).rows]
    assert cells == [("Have", "Table Head"), (SQUARE, "Table Tick"), ("", "Table Head")]
    text = render(SHEET._replace(parts=(table,)), "txt").decode().split("\n")
    assert [line[-4:] for line in text if line[:5] in ("What ", "Paper", "Total")] == ["Have", "[  ]", "otal"]
