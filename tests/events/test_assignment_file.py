from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.errors import InputError, Problem
from appealgen.events.assignment_file import COLUMNS, KeptAssignment, load_assignment
from appealgen.events.assignment_table import new_table, with_more
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.reading.cells import meant, ungarbled
from appealgen.reading.csv_tables import guarded, unguarded
from appealgen.reading.roster import RosterEntry
from samples import line, printable

CASES = ("ua-046-19", "ua-060-16", "ann")
NUMBERS = {"46/19": "ua-046-19", "UA 60/16": "ua-060-16"}
NAMES = {2: "Alex Example", 3: "=SUM(A1)", 5: "Zoë Beispiel"}
MADE = {2: ("ua-046-19", "ann"), 3: (), 5: ("ua-060-16",)}
LINES = [{"row": str(row), "name": name, "cases": " ".join(MADE[row])} for row, name in NAMES.items()]
TABLE = new_table(Path("a.csv"), ("row", "name", "cases"), LINES, Tag("en"))


def entry(row: int, name: str, street: str = "1 Sample Street") -> RosterEntry:
    return RosterEntry(row, Sender(name=name, address=(street, "Anytown"), country=Country("GB")))


PEOPLE = tuple(entry(row, name) for row, name in NAMES.items())


def read(
    folder: Path, data: str | bytes, people: Sequence[RosterEntry] = PEOPLE, name: str = "a.csv"
) -> KeptAssignment:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return load_assignment(path, cases=CASES, people=people, numbers=NUMBERS)


def wrong(folder: Path, data: str, people: Sequence[RosterEntry] = PEOPLE) -> list[Problem]:
    with pytest.raises(InputError) as raised:
        read(folder, data, people)
    assert {problem.file for problem in raised.value.problems} == {str(folder / "a.csv")}
    return list(raised.value.problems)


def test_what_is_written() -> None:
    assert TABLE.decode("utf-8-sig").splitlines() == [
        "row,name,cases", "2,Alex Example,ua-046-19 ann", "3,'=SUM(A1),", "5,Zoë Beispiel,ua-060-16",
    ]  # fmt: skip
    assert TABLE.startswith(b"\xef\xbb\xbf")
    german = new_table(Path("a.csv"), ("row", "name"), LINES[:1], Tag("de"))
    assert german.decode("utf-8-sig") == "row;name\r\n2;Alex Example\r\n"


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.tsv", "shares"])
def test_a_written_table_is_read_back(tmp_path: Path, name: str) -> None:
    data = new_table(Path(name), ("row", "name", "cases"), LINES, Tag("de"))
    assert data.startswith(b"PK") == (name == "a.xlsx")
    kept = read(tmp_path, data, name=name)
    assert (kept.cases, kept.others, kept.notices) == (MADE, (), ())


def test_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    """Semicolons, columns and rows in another order, an extra column, numbers with a fraction, composed letters."""
    text = (
        "Cases;Name;Note;Row\r\nua-060-16;ZOE\u0308  Beispiel.;call her;5,0\r\n"
        '"ann, UA-046-19";Alex Example;;2.0\r\n;\'=SUM(A1);;3\r\n;;;\r\n'
    )
    assert read(tmp_path, text).cases == MADE


def test_as_a_german_excel_saves_it(tmp_path: Path) -> None:
    kept = read(tmp_path, "row;name;cases\n5;Zoë Beispiel;ann, 46/19\n".encode("cp1252"))
    assert kept.cases == {5: ("ua-046-19", "ann")} and [n.code for n in kept.notices] == ["guessed-encoding"]


@pytest.mark.parametrize(
    ("cell", "cases"),
    [
        ("", ()),
        ("ann", ("ann",)),
        ("ann ua-046-19", ("ua-046-19", "ann")),
        ('"ann,ua-046-19;  ua-060-16"', CASES),
        ('"ann\nua-046-19"', ("ua-046-19", "ann")),
        ("46/19", ("ua-046-19",)),
        ('"UA 046/19, UA: 60/2016"', ("ua-046-19", "ua-060-16")),
        ("Ann", ("ann",)),
    ],
)
def test_cases_by_any_name(tmp_path: Path, cell: str, cases: tuple[str, ...]) -> None:
    assert read(tmp_path, f"row,name,cases\n2,Alex Example,{cell}\n").cases[2] == cases


def test_people_are_found_in_a_sorted_roster(tmp_path: Path) -> None:
    """A row inserted above, one deleted, the sheet sorted: the number of the row does not matter."""
    moved = [entry(2, "Zoë Beispiel"), entry(3, "New Person"), entry(4, "alex  EXAMPLE")]
    kept = read(tmp_path, TABLE, moved)
    assert kept.cases == {2: ("ua-060-16",), 4: ("ua-046-19", "ann")} and kept.others == (("=SUM(A1)", ()),)


def test_a_corrected_name_in_its_row_keeps_its_cases(tmp_path: Path) -> None:
    kept = read(tmp_path, TABLE, [entry(2, "Alexa Example"), entry(5, "Somebody Else")])
    assert kept.cases == {2: ("ua-046-19", "ann")} and [name for name, _ in kept.others] == ["=SUM(A1)", "Zoë Beispiel"]
    assert [n.message for n in kept.notices] == ["“Alex Example” is read as “Alexa Example”, in row 2 of the roster"]
    taken = read(tmp_path, TABLE, [entry(2, "Alexa Example"), entry(3, "Alex Example")])
    assert taken.cases == {3: ("ua-046-19", "ann")} and not taken.notices


TWINS = [entry(2, "Jo Twin", "1 Sample Street"), entry(7, "Jo Twin", "2 Other Street")]


@pytest.mark.parametrize(
    "lines",
    [
        "9,Jo Twin,2 other street  anytown,ann\n,Jo Twin,,46/19\n",
        "7,Jo Twin,,ann\n2,Jo Twin,,46/19\n",
        ',JO TWIN,,46/19\n,Jo Twin,"2 Other Street, Anytown",ann\n',
    ],
)
def test_two_of_one_name(tmp_path: Path, lines: str) -> None:
    kept = read(tmp_path, f"row,name,address,cases\n{lines}", TWINS)
    assert kept.cases == {2: ("ua-046-19",), 7: ("ann",)} and not kept.others


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = (
        "row;name;cases\n2;Alex Example;ua-046-91 ann ann\nx;;ann\n2;Alex Example;\n7;Alex Example;\n"
        "9;Jo Twin;\n7;Jo Twin;ann\n8;Jo Twin;ann\n"
    )
    found = wrong(tmp_path, text, [*PEOPLE, *TWINS])
    assert [(p.row, p.field, p.code) for p in found] == [
        (2, "cases", "unknown-case"), (2, "cases", "duplicate-case"), (3, "name", "missing-value"),
        (4, "name", "duplicate-row"), (5, "name", "duplicate-row"), (6, "name", "ambiguous-name"),
        (8, "name", "ambiguous-name"),
    ]  # fmt: skip
    assert found[0].hint == "did you mean “ua-046-19”?"
    assert "rows 2, 7" in found[5].message and "column address" in (found[5].hint or "")


def test_columns_that_are_missing(tmp_path: Path) -> None:
    [problem] = wrong(tmp_path, "row,cases\n2,ann\n")
    assert (problem.code, problem.row) == ("missing-column", 1) and "no column name" in problem.message


MORE = [{"row": "9", "name": "Ночь Example", "cases": "ann"}]


def test_more_people_below_what_is_there(tmp_path: Path) -> None:
    """The file keeps its order, its columns, its notes and its delimiter."""
    before = "name;Note;cases\nZoë Beispiel;call her;ann".encode("cp1252")
    columns = read(tmp_path, before).columns
    latin = with_more(Path("a.csv"), before, columns, [{"row": "9", "name": "Åsa Sample", "cases": "ann"}])
    assert latin.decode("cp1252") == "name;Note;cases\nZoë Beispiel;call her;ann\r\nÅsa Sample;;ann\r\n"
    other = with_more(Path("a.csv"), before, columns, MORE)
    assert other.decode("utf-8-sig").endswith("call her;ann\r\nНочь Example;;ann\r\n")


def test_more_people_in_a_workbook(tmp_path: Path) -> None:
    path = Path("a.xlsx")
    before = new_table(path, COLUMNS, LINES, Tag("en"))
    after = read(tmp_path, with_more(path, before, COLUMNS, MORE), [*PEOPLE, entry(9, "Ночь Example")], "a.xlsx")
    assert after.cases == {**MADE, 9: ("ann",)}
    book = openpyxl.load_workbook(io.BytesIO(before))
    book.worksheets[0]["H1"] = "=1+1"
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(InputError, match="formulas"):
        with_more(path, stream.getvalue(), COLUMNS, MORE)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("+49", "'+49"), ("-", "'-"), ("@a", "'@a"), ("＝1", "'＝1"), ("'=1", "''=1"),
        ("'t Hart", "'t Hart"), ("O'=", "O'="), ("", ""), ("''", "''"),
    ],
)  # fmt: skip
def test_cells_that_would_be_run(text: str, cell: str) -> None:
    assert guarded(text) == cell and unguarded(cell) == text


@given(st.text(alphabet="'=+-@＝ab", max_size=6) | printable)
def test_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    cell = guarded(text)
    assert not cell or cell[0] not in "=+-@\t\r＝＋－＠"
    assert unguarded(cell) == text


names = line.filter(lambda name: not re.search(r"[?&<Ã\\\\]", name) and ungarbled(name) is None and meant(name) == name)
"""Names that a roster can have."""


@given(st.dictionaries(names, st.sets(st.sampled_from(CASES)), min_size=1, max_size=5))
def test_any_names_come_back(chosen: Mapping[str, set[str]]) -> None:
    people = [entry(row, name, f"{row} Sample Street") for row, name in enumerate(chosen, 2)]
    lines = [
        {"row": str(row), "name": sender.name, "address": ", ".join(sender.address), "cases": " ".join(cases)}
        for (row, sender), cases in zip(people, chosen.values(), strict=True)
    ]
    data = new_table(Path("a.csv"), ("row", "name", "address", "cases"), lines, Tag("en"))
    with tempfile.TemporaryDirectory() as folder:
        kept = read(Path(folder), data, people)
    wanted = [tuple(c for c in CASES if c in cases) for cases in chosen.values()]
    assert [kept.cases[row] for row, _ in people] == wanted and not kept.others
