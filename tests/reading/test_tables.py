from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.errors import InputError, Problem
from appealgen.reading import tables
from appealgen.reading.tables import Table, read_table
from samples import printable

TEXT = "of;host;office\nKZ;DE;Botschaft in Köln – „Mitte“\n"


def read(folder: Path, data: str | bytes) -> Table:
    path = folder / "table.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_table(path)


def rows(table: Table) -> list[dict[str, str]]:
    return [dict(row.cells) for row in table.rows]


def wrong(folder: Path, data: str | bytes) -> list[Problem]:
    with pytest.raises(InputError) as raised:
        read(folder, data)
    assert all(problem.file == str(folder / "table.csv") for problem in raised.value.problems)
    return list(raised.value.problems)


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        "\ufeff".encode("utf-16-be") + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
        TEXT.replace(";", ",").encode(),
        TEXT.replace(";", "\t").encode(),
        TEXT.replace(";", "|").encode(),
        TEXT.replace(";", "; ").encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.rstrip().encode(),
        f"\n\n{TEXT}".encode(),
        TEXT.replace("KZ;DE;Botschaft", '"KZ";"DE";Botschaft').encode(),
    ],
)
def test_however_it_was_saved(tmp_path: Path, data: bytes) -> None:
    assert rows(read(tmp_path, data)) == [{"of": "KZ", "host": "DE", "office": "Botschaft in Köln – „Mitte“"}]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("of,host", ("of", "host")),
        (" OF , Host ", ("of", "host")),
        ("Post code,post_code2", ("postcode", "postcode2")),
        ("E-Mail,ACCREDITED_TO", ("email", "accreditedto")),
        ('"Post\ncode",of', ("postcode", "of")),
        ("of,,host,", ("of", "", "host", "")),
    ],
)
def test_columns_however_they_are_headed(tmp_path: Path, header: str, columns: tuple[str, ...]) -> None:
    assert read(tmp_path, f"{header}\n1,2\n").columns == columns


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_that_of_the_header(tmp_path: Path, end: str) -> None:
    text = "of;address\nKZ;1, Street, Town, Land\n".replace("\n", end)
    assert rows(read(tmp_path, text)) == [{"of": "KZ", "address": "1, Street, Town, Land"}]


def test_a_cell_in_quotes_has_line_ends_quotes_and_delimiters(tmp_path: Path) -> None:
    [cells] = rows(read(tmp_path, 'a,b\n"1 Street, left\nTown","The ""House"""\n'))
    assert cells == {"a": "1 Street, left\nTown", "b": 'The "House"'}


def test_short_rows_and_columns_without_a_name(tmp_path: Path) -> None:
    assert rows(read(tmp_path, "a,b,,d\n1\n1,2,3,4,,\n")) == [
        {"a": "1", "b": "", "d": ""}, {"a": "1", "b": "2", "d": "4"},
    ]  # fmt: skip


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    table = read(tmp_path, 'a,b\n1,"two\nlines"\n\n ,\n5,\n')
    assert [(row.number, row.cells["a"]) for row in table.rows] == [(2, "1"), (5, "5")]


def test_a_header_below_blank_rows_keeps_its_number(tmp_path: Path) -> None:
    assert [row.number for row in read(tmp_path, "\n,,\na,b\n1,2\n").rows] == [4]
    [problem] = wrong(tmp_path, "\n,,\na,A\n1,2\n")
    assert (problem.code, problem.row) == ("duplicate-column", 3)


def test_every_row_that_is_too_long_is_named(tmp_path: Path) -> None:
    found = wrong(tmp_path, "a,b\n1,2,3\n1,2\n\n1,2,3,4\n")
    assert [(p.code, p.row) for p in found] == [("long-row", 2), ("long-row", 5)]
    assert "3 cells" in found[0].message and "2 columns" in found[0].message


@pytest.mark.parametrize(
    ("data", "code", "row"),
    [
        (b"", "empty-table", None),
        (b"\xef\xbb\xbf", "empty-table", None),
        (b"\n \n,,\n", "empty-table", None),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-a-table", None),
        (b"PK\x03\x04\x14\x00\x00\x00\x08\x00xl/workbook.xml", "damaged", None),
        ("of,host\n".encode("utf-16-le"), "not-text", None),
        (b"a,b\n1,2\xff\x00\n", "not-text", None),
        (b"a,A\n1,2\n", "duplicate-column", 1),
        (b"post code,Post_Code\n1,2\n", "duplicate-column", 1),
        (b"a,b\n1,2\n" + b"x" * 200_000 + b",2\n", "not-a-table", 3),
        (b'a,b\n1,2\n"open,2\n3,4\n5,6\n', "not-a-table", 3),
        (b'a,b\n"The "House"",2\n', "not-a-table", 2),
    ],
)
def test_what_is_no_table(tmp_path: Path, data: bytes, code: str, row: int | None) -> None:
    [problem] = wrong(tmp_path, data)
    assert (problem.code, problem.row) == (code, row)


def test_characters_that_no_document_can_hold(tmp_path: Path) -> None:
    found = wrong(tmp_path, "a,b\nx\x07,1\n1,y\x1b\n")
    assert [(p.row, p.field, "U+0007" in p.message) for p in found] == [(2, "a", True), (3, "b", False)]


def test_a_file_that_is_not_there_or_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InputError) as raised:
            read_table(path)
        assert raised.value.problems[0].code == "unreadable"
    monkeypatch.setattr(tables, "MAX_BYTES", 5)
    assert [p.code for p in wrong(tmp_path, "a,b\n1,2\n")] == ["too-large"]


@given(
    st.lists(st.lists(printable, min_size=3, max_size=3), max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from([("\r\n", csv.QUOTE_MINIMAL), ("\n", csv.QUOTE_MINIMAL), ("\r", csv.QUOTE_ALL)]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_program_writes_is_read_back(
    cells: list[list[str]], delimiter: str, ends: tuple[str, Literal[0, 1]], encoding: str
) -> None:
    """A writer that ends its lines the old Mac's way does not see that a line feed needs quotes: it quotes all."""
    stream, (end, quoting) = io.StringIO(newline=""), ends
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([["one", "two", "three"], *cells])
    with tempfile.TemporaryDirectory() as folder:
        table = read(Path(folder), stream.getvalue().encode(encoding))
    stripped = [[cell.strip() for cell in row] for row in cells]
    assert [(row.number, *row.cells.values()) for row in table.rows] == [
        (number, *row) for number, row in enumerate(stripped, 2) if any(row)
    ]
