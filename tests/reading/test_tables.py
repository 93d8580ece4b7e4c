from __future__ import annotations

import contextlib
import csv
import datetime
import io
import re
import tempfile
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workbooks
from appealgen.errors import InputError, Problem
from appealgen.reading.cells import meant, ungarbled
from appealgen.reading.tables import HeadedTable, read_table
from samples import printable

MAGIC = [
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"sep=;",
    b"a;b\n",
    b"%PDF",
]
TEXT = "of;host;office\nKZ;DE;Botschaft in Köln – „Mitte“\n"


def read(folder: Path, data: str | bytes) -> HeadedTable:
    path = folder / "table.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_table(path)


def rows(table: HeadedTable) -> list[dict[str, str]]:
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


@pytest.mark.parametrize("delimiter", ";\t|")
def test_a_title_or_an_address_does_not_decide_the_delimiter(delimiter: str) -> None:
    text = f"Members, friends, as of 1, 2 and 3 May\nof{delimiter}host\n" + f"KZ{delimiter}1, Street, Town\n" * 3
    table = read_table(text.encode(), {"of", "host"})
    assert (table.columns, table.rows[0].cells["host"]) == (("of", "host"), "1, Street, Town")


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
def test_not_a_table(tmp_path: Path, data: bytes, code: str, row: int | None) -> None:
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
    monkeypatch.setattr("appealgen.reading.tables.MAX_BYTES", 5)
    assert [p.code for p in wrong(tmp_path, "a,b\n1,2\n")] == ["too-large"]


plain = printable.filter(
    lambda text: not re.search(r"^\s*=|[?&<Ã\\]", text) and ungarbled(text) is None and meant(text) == text.strip()
)
"""Text without a special meaning that is not a formula."""


@given(
    st.lists(st.lists(plain, min_size=3, max_size=3), max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from([("\r\n", csv.QUOTE_MINIMAL), ("\n", csv.QUOTE_MINIMAL), ("\r", csv.QUOTE_ALL)]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_output_of_programs_is_read_back(
    cells: list[list[str]], delimiter: str, ends: tuple[str, Literal[0, 1]], encoding: str
) -> None:
    """A writer with old Mac line ends does not see that a line feed needs quotes: so it quotes everything."""
    stream, (end, quoting) = io.StringIO(newline=""), ends
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([["one", "two", "three"], *cells])
    with tempfile.TemporaryDirectory() as folder:
        table = read(Path(folder), stream.getvalue().encode(encoding))
    stripped = [[cell.strip() for cell in row] for row in cells]
    assert [(row.number, *row.cells.values()) for row in table.rows] == [
        (number, *row) for number, row in enumerate(stripped, 2) if any(row)
    ]


WESTERN = "name;address\nJürgen Müller;Straße 5\nJosé Núñez;Calle Mayor 5\nRené Lefèvre;5 Rue de l’Église\n"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", WESTERN),
        ("cp1252", "name;address\nJosé Núñez;Calle Mayor 5\n"),
        ("cp1252", "name;address\nÅse Bjørnstad;Kåfjordveien 5\n"),
        ("cp1252", "name;address\nAnne O’Neil;5 High Street\n"),
        ("cp1250", "name;address\nZażółć Gęśląjaźń;ul. Świętokrzyska 5, Łódź\n"),
        ("cp1250", "name;address\nJiří Dvořák;Náměstí Míru 5, Praha\n"),
        ("cp1251", "Имя;Адрес\nИван Петров;ул. Ленина, 5, Москва\n"),
        ("cp1251", "name;address\nЛеся Українка;вул. Хрещатик, 5, Київ\n"),
        ("cp1253", "name;address\nΓιώργος Παπαδόπουλος;Οδός Ερμού 5, Αθήνα\n"),
        ("cp1254", "name;address\nŞükrü Işık;İstiklal Caddesi 5\n"),
        ("cp1255", "name;address\nדוד כהן;רחוב הרצל 5\n"),
        ("cp1257", "name;address\nŽivilė Šimkutė;Gedimino pr. 5, Vilnius\n"),
    ],
)
def test_a_code_page_is_guessed_by_its_letters_and_reported(tmp_path: Path, encoding: str, text: str) -> None:
    table = read(tmp_path, text.encode(encoding))
    first = text.splitlines()[1].split(";")
    assert list(table.rows[0].cells.values()) == first
    [notice] = table.notices
    assert (notice.code, encoding in notice.message) == ("guessed-encoding", True)
    assert any(f"“{cell}”" in notice.message for line in text.splitlines() for cell in line.split(";"))


def test_a_given_encoding_is_used(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("name;address\nÉmile;Köln\n".encode("mac-roman"))
    table = read_table(path, encoding="mac-roman")
    assert (rows(table), table.notices) == ([{"name": "Émile", "address": "Köln"}], ())
    for encoding, code in (("cp12520", "unknown-encoding"), ("rot13", "unknown-encoding"), ("utf-8", "not-text")):
        with pytest.raises(InputError) as raised:
            read_table(path, encoding=encoding)
        assert raised.value.problems[0].code == code
    utf_16 = read_table("a,b\n1,ż\n".encode("utf-16-le"), encoding="utf-16-le")
    assert rows(utf_16) == [{"a": "1", "b": "ż"}]


def test_utf_8_is_not_a_guess(tmp_path: Path) -> None:
    assert read(tmp_path, WESTERN).notices == ()


CELLS = [["of", "host", "postcode"], ["KZ", "DE", "00100"], ["", "", ""], ["FR", " GB ", "line\nline"]]
READ = [{"of": "KZ", "host": "DE", "postcode": "00100"}, {"of": "FR", "host": "GB", "postcode": "line\nline"}]


@pytest.mark.parametrize("make", [workbooks.xlsx, workbooks.ods])
@pytest.mark.parametrize("name", ["table.csv", "table"])
def test_a_workbook_is_known_by_what_is_in_it(tmp_path: Path, make: Any, name: str) -> None:
    (tmp_path / name).write_bytes(make(CELLS))
    for table in (read_table(tmp_path / name), read_table(make(CELLS), name="stdin")):
        assert rows(table) == READ
        assert [row.number for row in table.rows] == [2, 4]


@pytest.mark.parametrize("make", [workbooks.xlsx, workbooks.ods])
def test_the_first_sheet_with_something_in_it_is_read_and_others_are_named(make: Any) -> None:
    table = read_table(make([], CELLS, [["x"]], []))
    assert rows(table) == READ
    assert [(n.code, "“Sheet2”" in n.message, "“Sheet3”" in n.message) for n in table.notices] == [
        ("other-sheets", True, True)
    ]
    with pytest.raises(InputError) as raised:
        read_table(make([]))
    assert raised.value.problems[0].code == "empty-table"


def test_hidden_sheets_are_not_read() -> None:
    def hide(book: Any) -> None:
        book.worksheets[0].sheet_state = "hidden"

    table = read_table(workbooks.xlsx([["of"], ["hidden"]], CELLS, change=hide))
    assert (rows(table), table.notices) == (READ, ())
    hidden = b'<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/>'
    hidden += b"</style:style>"
    data = workbooks.edited(
        workbooks.ods([["of"], ["hidden"]], CELLS),
        "content.xml",
        b"<office:automatic-styles/>",
        b"<office:automatic-styles>" + hidden + b"</office:automatic-styles>",
    )
    data = workbooks.edited(data, "content.xml", b'table:name="Sheet1"', b'table:name="Sheet1" table:style-name="gone"')
    assert rows(read_table(data)) == READ


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        ("00100", "General", "00100"), (100, "00000", "00100"), (1234567, "000-0000", "123-4567"),
        (5, "000-0000", "000-0005"),
        (100, "General", "100"), (100.0, "0.00", "100"), (100.5, "General", "100.5"), (123456789, "#,##0", "123456789"),
        (1234, "[<=99999]00000;00000-0000", "01234"), (123456789, "[<=99999]00000;00000-0000", "12345-6789"),
        (1234, '"D-"00000', "D-01234"), (-5, "00000", "-5"), (0, "00000", "00000"), (123456, "00000", "123456"),
        (datetime.date(2026, 5, 1), "dd.mm.yyyy", "2026-05-01"),
        (datetime.datetime.fromisoformat("2026-05-01T12:30"), "yyyy-mm-dd hh:mm", "2026-05-01 12:30:00"),
        (True, "General", "TRUE"), (1e20, "0", "1e+20"),
    ],
)  # fmt: skip
def test_a_cell_of_a_workbook_has_its_displayed_text(value: Any, form: str, shown: str) -> None:
    def change(book: Any) -> None:
        cell = book.worksheets[0]["B2"]
        cell.value = value
        cell.number_format = form
        if isinstance(value, str):
            cell.data_type = "s"

    [cells] = rows(read_table(workbooks.xlsx([["a", "b"], ["x", ""]], change=change)))
    assert cells["b"] == shown


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (workbooks.text_cell("01234", valuetype="float", value="1234"), "01234"),
        (workbooks.text_cell("1,234.00", valuetype="float", value="1234"), "1234"),
        (workbooks.text_cell("1.5", valuetype="float", value="1.5"), "1.5"),
        (workbooks.text_cell("05/01/26", valuetype="date", datevalue="2026-05-01"), "2026-05-01"),
        (workbooks.broken_line_cell("1 Street", "Town"), "1 Street\nTown"),
        (workbooks.text_cell("1 Street\nTown"), "1 Street\nTown"),
    ],
)
def test_a_cell_of_an_opendocument_spreadsheet_has_its_displayed_text(cell: Any, shown: str) -> None:
    [cells] = rows(read_table(workbooks.ods([["a", "b"], ["x", cell]])))
    assert cells["b"] == shown


def test_a_formula_is_its_last_value() -> None:
    data = workbooks.xlsx([["a", "b"], ["x", 5]])
    data = workbooks.edited(data, "xl/worksheets/sheet1.xml", b"<v>5</v>", b"<f>2+3</f><v>5</v>")
    assert rows(read_table(data)) == [{"a": "x", "b": "5"}]


@pytest.mark.parametrize("shown", ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#WERT!", "#NV", "#¡REF!", "#Н/Д", "Err:502"])
@pytest.mark.parametrize("make", [workbooks.xlsx, workbooks.ods, None])
def test_a_failed_formula_is_an_error_by_row_and_column(make: Any, shown: str) -> None:
    data = make([["a", "b"], ["x", shown]]) if make else f"a,b\nx,{shown}\n".encode()
    with pytest.raises(InputError) as raised:
        read_table(data)
    assert [(p.code, p.row, p.field) for p in raised.value.problems] == [("failed-formula", 2, "b")]
    assert rows(read_table(f"a,b\nx,{shown} is no error\n".encode()))


def test_a_title_above_the_header() -> None:
    title = [["Members of the group", ""], ["", ""], ["as of today"]]
    for data in (
        workbooks.xlsx([*title, *CELLS]),
        workbooks.ods([*title, *CELLS]),
        b"Members;\n\nof;host;postcode\nKZ;DE;1\n",
    ):
        table = read_table(data, {"of", "host"})
        assert table.columns == ("of", "host", "postcode")
    assert [row.number for row in table.rows] == [4]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "not-a-table", ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted", "password"),
        (b"%PDF-1.7", "not-a-table", "a PDF"),
        (b"{\\rtf1", "not-a-table", "text document"),
        (b"<html><table>", "not-a-table", "HTML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "not-a-table", "XML"),
        (workbooks.xlsx(CELLS)[:-100], "damaged", "unpacked"),
        (b"PK\x03\x04", "damaged", "unpacked"),
    ],
)
def test_other_kinds_of_files_say_what_to_do(data: bytes, code: str, words: str) -> None:
    with pytest.raises(InputError) as raised:
        read_table(data)
    [problem] = raised.value.problems
    assert (problem.code, words in problem.message, bool(problem.hint)) == (code, True, True)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/document.xml": b"<a/>"}, "not-a-table"),
        ({"xl/workbook.bin": b""}, "not-a-table"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}, "not-a-table"),
        ({"a.txt": b""}, "not-a-table"),
        ({"xl/workbook.xml": b"<a/>"}, "damaged"),
        ({"xl/workbook.xml": b"", "content.xml": b""}, "damaged"),
        ({"content.xml": b"<a"}, "damaged"),
        ({"content.xml": b"<a/>"}, "empty-table"),
        ({"content.xml": b"x", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}, "encrypted"),
        ({"encrypted-package": b"x"}, "encrypted"),
        ({"content.xml": b" " * 50_000_000}, "too-large"),
        ({f"x{number}": b"" for number in range(5_001)}, "too-large"),
    ],
)
def test_archives_of_other_kinds(parts: dict[str, bytes], code: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name), content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            )
    with pytest.raises(InputError) as raised:
        read_table(stream.getvalue())
    assert [problem.code for problem in raised.value.problems] == [code]


def test_entities_are_never_resolved() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    for data, part, root in (
        (workbooks.xlsx(CELLS), "xl/worksheets/sheet1.xml", b"<worksheet"),
        (workbooks.ods(CELLS), "content.xml", b"<office:document-content"),
    ):
        for before in (b"", b"<!-- " + b"x" * 100_000 + b" -->"):
            with pytest.raises(InputError, match="entities"):
                read_table(workbooks.edited(data, part, root, before + bomb + root))


def test_claims_about_size_cost_nothing() -> None:
    claimed = workbooks.edited(
        workbooks.xlsx(CELLS), "xl/worksheets/sheet1.xml", b'ref="A1:C4"', b'ref="A1:XFD1048576"'
    )
    far = workbooks.edited(workbooks.xlsx(CELLS), "xl/worksheets/sheet1.xml", b'<row r="4"', b'<row r="1048576"')
    farther = workbooks.edited(
        workbooks.xlsx(CELLS), "xl/worksheets/sheet1.xml", b'<row r="4"', b'<row r="99999999999"'
    )
    numbers = [[row.number for row in read_table(data).rows] for data in (claimed, far, farther)]
    assert numbers == [[2, 4], [2, 1_048_576], [2]]
    tracemalloc.start()
    assert rows(read_table(claimed)) == rows(read_table(workbooks.ods(CELLS))) == READ
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_cells_filled_down_or_far_to_the_right_are_an_error() -> None:
    repeated = workbooks.edited(
        workbooks.ods([["a"], ["1"]]),
        "content.xml",
        b'<table:table-row><table:table-cell office:value-type="string"><text:p>1',
        b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string"><text:p>1',
    )
    wide = workbooks.edited(
        workbooks.ods([["a"], ["1"]]),
        "content.xml",
        b'<table:table-cell office:value-type="string"><text:p>1',
        b'<table:table-cell office:value-type="string" table:number-columns-repeated="99999"><text:p>1',
    )
    right = workbooks.xlsx([["a"], ["1", *[""] * 1_000, "x"]])
    for data in (repeated, wide, right):
        with pytest.raises(InputError) as raised:
            read_table(data)
        assert [(p.code, p.row) for p in raised.value.problems] == [("too-large", 2)]


def test_spans_inside_spans_without_end() -> None:
    data = workbooks.edited(
        workbooks.ods([["a"], ["1"]]),
        "content.xml",
        b"<text:p>1",
        b"<text:p>" + b"<text:span>" * 20_000 + b"</text:span>" * 20_000 + b"1",
    )
    assert rows(read_table(data)) == [{"a": "1"}]


@given(
    st.builds(bytes.__add__, st.sampled_from([b"", *MAGIC]), st.binary(max_size=300)),
    st.sampled_from([None, "utf-8", "cp1251", "utf-16", "utf-7", "idna"]),
)
def test_random_bytes_are_a_table_or_an_error(data: bytes, encoding: str | None) -> None:
    with contextlib.suppress(InputError):
        read_table(data, encoding=encoding)


@given(st.sampled_from([workbooks.xlsx(CELLS), workbooks.ods(CELLS)]), st.data())
def test_a_damaged_workbook_is_a_table_or_an_error(whole: bytes, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        part = data.draw(st.sampled_from([name for name in archive.namelist() if name.endswith(("xml", "rels"))]))
        text = archive.read(part)
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, min(start + 30, len(text))))
    filling = data.draw(st.sampled_from([b"", b"<", b"0", b"-1", b'"', b"x" * 40, b"&a;"]))
    with contextlib.suppress(InputError):
        read_table(workbooks.edited(whole, part, text, text[:start] + filling + text[stop:]))
