"""Layout of spreadsheets: hidden, filtered, merged and uncalculated cells; and delimiters."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from odf.table import CoveredTableCell, TableCell

import workbooks
from appealgen import load_roster
from appealgen.errors import InputError
from appealgen.reading.roster import Roster
from appealgen.reading.tables import read_table
from samples import noticed


def as_csv(rows: list[list[str]]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode()


HEADER = ["Name", "Address", "Country", "Notes"]
ROWS = [HEADER, *([name, f"{name} Street|Town", "GB", "x"] for name in ("Ann", "Bo", "Cy", "Di"))]


def names(roster: Roster) -> list[str]:
    return [entry.sender.name for entry in roster.entries]


def told(roster: Roster) -> list[tuple[str, int | None, str | None]]:
    notices = [*roster.problems, *noticed(roster)]
    return [(n.code, n.row, n.field) for n in notices if n.code != "unknown-column"]


def hide(book: Any) -> None:
    sheet = book.worksheets[0]
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["D"].hidden = True


def hidden_ods(way: str) -> bytes:
    data = workbooks.ods(ROWS)
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    columns += '<table:table-column table:number-columns-repeated="16000" table:visibility="collapse"/>'
    data = workbooks.edited(data, "content.xml", b"<table:table-row>", columns.encode() + b"<table:table-row>")
    row = b'<table:table-row><table:table-cell office:value-type="string"><text:p>Bo<'
    new = row.replace(b"<table:table-row>", f'<table:table-row table:visibility="{way}">'.encode())
    return workbooks.edited(data, "content.xml", row, new)


@pytest.mark.parametrize(
    "data",
    [workbooks.xlsx(ROWS, change=hide), hidden_ods("collapse"), hidden_ods("filter")],
    ids=["xlsx", "collapse", "filter"],
)
def test_hidden_rows_are_left_out_and_named(data: bytes) -> None:
    roster = load_roster(data)
    assert (names(roster), roster.rows) == (["Ann", "Cy", "Di"], 3)
    assert told(roster) == [("hidden-column", 1, "Address"), ("hidden-row", 3, None)]
    assert {row: each.name for row, each in roster.unread.items()} == {3: "Bo"}
    table = read_table(data)
    assert [row.number for row in table.rows] == [2, 4, 5]
    assert [(n.code, n.row) for n in table.notices] == [("hidden-row", 3)]


def test_a_hidden_header_is_a_header() -> None:
    def hide_header(book: Any) -> None:
        book.worksheets[0].row_dimensions[1].hidden = True

    assert names(load_roster(workbooks.xlsx(ROWS, change=hide_header))) == ["Ann", "Bo", "Cy", "Di"]


FAMILY = [HEADER, ["Ann", "1 Street|Town", "GB", "x"], ["Bo", "", "", ""], ["Cy", "3 Street|Town", "GB", ""]]


def merge(*ranges: str) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        for cells in ranges:
            book.worksheets[0].merge_cells(cells)

    return change


def merged_ods() -> bytes:
    address = workbooks.text_cell("1 Street|Town", numberrowsspanned=2, numbercolumnsspanned=1)
    country = workbooks.text_cell("GB", numberrowsspanned=2, numbercolumnsspanned=1)
    title = workbooks.text_cell("Our group", numbercolumnsspanned=3, numberrowsspanned=1)
    rows: list[list[Any]] = [["Ann", address, country], ["Bo", CoveredTableCell(), CoveredTableCell()]]
    return workbooks.ods([[title], HEADER, *rows, ["Cy", "3 Street|Town", "GB"]])


@pytest.mark.parametrize(
    ("data", "row"),
    [
        (workbooks.xlsx(FAMILY, change=merge("B2:B3", "C2:C3")), 3),
        (workbooks.xlsx([["Our group"], *FAMILY], change=merge("A1:D1", "B3:B4", "C3:C4")), 4),
        (merged_ods(), 4),
    ],
    ids=["xlsx", "title", "ods"],
)
def test_merged_cells_are_filled_and_told(data: bytes, row: int) -> None:
    roster = load_roster(data)
    assert [(e.sender.name, e.sender.address[0]) for e in roster.entries] == [
        ("Ann", "1 Street"), ("Bo", "1 Street"), ("Cy", "3 Street"),
    ]  # fmt: skip
    assert told(roster) == [("merged-cells", row, None)]


def test_rows_that_are_merged_whole_are_one_person() -> None:
    rows = [HEADER, ["Ann", "1 Street|Town", "GB", ""], ["", "", "", ""], ["Bo", "2 Street|Town", "GB", ""]]
    roster = load_roster(workbooks.xlsx(rows, change=merge("A2:A3", "B2:B3", "C2:C3")))
    assert (names(roster), told(roster)) == (["Ann", "Bo"], [])


def test_a_name_that_is_merged_is_asked_about() -> None:
    rows = [HEADER, ["Ann", "1 Street|Town", "GB", ""], ["", "2 Street|Town", "GB", ""]]
    roster = load_roster(workbooks.xlsx(rows, change=merge("A2:A3")))
    assert told(roster) == [("merged-cells", 3, "Name")]


def test_a_header_of_two_rows() -> None:
    rows = [["Name", "Address", "", "Country"], ["", "Street", "City", ""], ["Ann", "1 Street", "Town", "GB"]]
    roster = load_roster(workbooks.xlsx(rows, change=merge("A1:A2", "B1:C1", "D1:D2")))
    assert roster.entries[0].sender.address == ("1 Street", "Town")


def uncalculated_xlsx(value: bytes) -> bytes:
    data = workbooks.xlsx([HEADER, ["Ann", "1 Street|Town", "GB", ""], [5, "2 Street|Town", "GB", ""]])
    old = b'<c r="A3" t="n"><v>5</v></c>'
    return workbooks.edited(data, "xl/worksheets/sheet1.xml", old, b'<c r="A3"%b</c>' % value)


@pytest.mark.parametrize(
    "value",
    [b"><f>A2&amp;B2</f>", b"><f>A2&amp;B2</f><v></v>", b"><f>A2&amp;B2</f><v/>", b'><f t="shared" si="0"/>'],
)
def test_a_formula_that_was_never_calculated_is_named(value: bytes) -> None:
    roster = load_roster(uncalculated_xlsx(value))
    [problem] = roster.problems
    assert (problem.code, problem.row, problem.field) == ("failed-formula", 3, "Name")
    assert "never calculated" in problem.message and ("A2&B2" in problem.message or "…" in problem.message)


def test_a_formula_with_a_value_is_calculated() -> None:
    assert names(load_roster(uncalculated_xlsx(b' t="str"><f>A2&amp;B2</f><v>Bo</v>'))) == ["Ann", "Bo"]
    empty = load_roster(uncalculated_xlsx(b' t="str"><f>IF(1,"")</f><v></v>'))
    assert [problem.code for problem in empty.problems] == ["missing-value"]
    cell = TableCell(formula="of:=[.A2]")
    ods = load_roster(workbooks.ods([HEADER, [cell, "1 Street|Town", "GB"]]))
    assert [(p.code, "=[.A2]" in p.message) for p in ods.problems] == [("failed-formula", True)]


def strict(data: bytes) -> bytes:
    """A workbook with the names of Strict Open XML."""
    names = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            for name, other in names.items():
                content = content.replace(name, other)
            after.writestr(entry.filename, content)
    return stream.getvalue()


def test_strict_open_xml() -> None:
    assert names(load_roster(strict(workbooks.xlsx(ROWS)))) == ["Ann", "Bo", "Cy", "Di"]


@pytest.mark.parametrize(
    "text",
    [
        "Name;Address;Country;Reads\nAnn;1 Street, Town AB1 2CD;GB\nBo;2 Street, Town, AB1 2CD;GB;en\n",
        "Our list, as of 1, 2, 3, 4 and 5 May\n\nName;Address;Country\nAnn;1 Street, Town;GB\nBo;2 Street, Town;GB\n",
        '"Name";"Address";"Country"\n"Ann";"1 Street, Town";"GB"\n"Bo";"2 Street, Town";"GB"\n',
        "Name\tAddress\tCountry\nAnn\t1 Street, Town; AB\tGB\nBo\t2 Street, Town; AB\tGB\n",
    ],
)
def test_the_delimiter_makes_known_headings(text: str) -> None:
    assert names(load_roster(text.encode())) == ["Ann", "Bo"]


@pytest.mark.parametrize("make", [as_csv, workbooks.xlsx, workbooks.ods])
def test_many_thousand_columns_are_refused_before_they_are_parsed(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    wide = [f"Column {number}" for number in range(3_000)]
    data = make([HEADER, ["Ann", "1 Street|Town", "GB", ""], wide])
    if make is not as_csv:
        monkeypatch.setattr(f"appealgen.reading.{make.__name__}._records", lambda *_: pytest.fail("was parsed"))
    with pytest.raises(InputError, match="row 3 there are cells to the right of column 1000"):
        load_roster(data)
