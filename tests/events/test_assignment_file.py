from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.errors import InputError, Problem
from appealgen.events.assignment_file import assignment_csv, load_assignment
from appealgen.reading.cells import meant, ungarbled
from appealgen.reading.csv_tables import guarded, unguarded
from samples import line, printable

CASES = ("ua-046-19", "ua-060-16", "ann")
NUMBERS = {"46/19": "ua-046-19", "UA 60/16": "ua-060-16"}
NAMES = {2: "Alex Example", 3: "=SUM(A1)", 5: "Zoë Beispiel"}
MADE = {2: ("ua-046-19", "ann"), 3: (), 5: ("ua-060-16",)}
WRITTEN = assignment_csv(MADE, NAMES, {2: ("en", "fr"), 5: ("de",)})


def read(
    folder: Path, data: str | bytes, names: Mapping[int, str] = NAMES
) -> tuple[Mapping[int, tuple[str, ...]], tuple[Problem, ...]]:
    path = folder / "assignment.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    found, notices = load_assignment(path, cases=CASES, names=names, numbers=NUMBERS)
    return found, notices


def wrong(folder: Path, data: str, names: Mapping[int, str] = NAMES) -> list[Problem]:
    with pytest.raises(InputError) as raised:
        read(folder, data, names)
    assert {problem.file for problem in raised.value.problems} == {str(folder / "assignment.csv")}
    return list(raised.value.problems)


def test_what_is_written() -> None:
    assert WRITTEN.decode("utf-8-sig").splitlines() == [
        "row,name,reads,cases", "2,Alex Example,en fr,ua-046-19 ann", "3,'=SUM(A1),,", "5,Zoë Beispiel,de,ua-060-16",
    ]  # fmt: skip
    assert WRITTEN.startswith(b"\xef\xbb\xbf")


def test_a_written_table_is_read_back(tmp_path: Path) -> None:
    assert read(tmp_path, WRITTEN) == (MADE, ())


def test_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    """Semicolons, columns and rows in another order, an extra column, numbers with a fraction, composed letters."""
    text = (
        "Cases;Name;Note;Row\r\nua-060-16;ZOE\u0308  Beispiel.;call her;5,0\r\n"
        '"ann, UA-046-19";Alex Example;;2.0\r\n;\'=SUM(A1);;3\r\n;;;\r\n'
    )
    assert read(tmp_path, text) == (MADE, ())


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
    assert read(tmp_path, f"row,name,cases\n2,Alex Example,{cell}\n")[0][2] == cases


def test_rows_missing_in_the_file_get_nothing(tmp_path: Path) -> None:
    found, [notice] = read(tmp_path, "row,name,cases\n5,Zoë Beispiel,ann\n")
    assert found == {2: (), 3: (), 5: ("ann",)}
    assert (notice.code, notice.message) == (
        "not-assigned", "2 people on the roster are not in it and get no letters: rows 2, 3",
    )  # fmt: skip


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = (
        "row;name;cases\n2;Alex Example;ua-046-91 ann ann\n7;Alex Example;\nx;y;\n;y;\n2;Alex Example;\n"
        "5;Alex Example;\n3;Nobody;46/19 ua-046-19\n3;;\n"
    )
    found = wrong(tmp_path, text)
    assert [(p.row, p.field, p.code) for p in found] == [
        (2, "cases", "unknown-case"), (2, "cases", "duplicate-case"), (3, "row", "unknown-row"),
        (4, "row", "wrong-value"), (5, "row", "missing-value"), (6, "row", "duplicate-row"),
        (7, "name", "another-name"), (8, "name", "another-name"), (8, "cases", "duplicate-case"),
        (9, "name", "another-name"),
    ]  # fmt: skip
    assert found[0].hint == "did you mean “ua-046-19”?"
    assert "rows 2 to 5" in (found[2].hint or "")
    assert "this name is in row 2: make a new assignment" in (found[6].hint or "")
    assert "nobody on it has this name" in (found[7].hint or "") and "as in the roster" in (found[9].hint or "")


def test_nobody_gets_the_letters_of_another_when_the_roster_changed(tmp_path: Path) -> None:
    """A row inserted above moves everybody down by one."""
    moved = {2: "New Person", 3: "Alex Example", 4: "=SUM(A1)", 6: "Zoë Beispiel"}
    found = wrong(tmp_path, WRITTEN.decode(), moved)
    assert [(p.row, p.code) for p in found] == [(2, "another-name"), (3, "another-name"), (4, "unknown-row")]
    told = " ".join(f"{p.message} {p.hint}" for p in found)
    assert not any(name in told for name in moved.values())


def test_columns_that_are_missing(tmp_path: Path) -> None:
    [problem] = wrong(tmp_path, "row,cases\n2,ann\n")
    assert (problem.code, problem.row) == ("missing-column", 1) and "no column name" in problem.message


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


@given(st.dictionaries(st.integers(1, 9999), st.tuples(names, st.sets(st.sampled_from(CASES))), min_size=1, max_size=5))
def test_any_names_come_back(people: dict[int, tuple[str, set[str]]]) -> None:
    names = {row: name for row, (name, _) in people.items()}
    made = {row: tuple(c for c in CASES if c in cases) for row, (_, cases) in people.items()}
    data = assignment_csv(made, names)
    cells = [cell for cells in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")) for cell in cells]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@"))]
    with tempfile.TemporaryDirectory() as folder:
        assert read(Path(folder), data, names) == (made, ())
