from __future__ import annotations

from typing import Any

import pytest

import workbooks
from appealgen import load_roster
from appealgen.errors import Problem
from appealgen.reading.cells import made_a_date, meant, ungarbled
from appealgen.reading.roster import Roster


@pytest.mark.parametrize(
    ("cell", "meaning"),
    [
        ('="01067"', "01067"), ('="The ""House"""', 'The "House"'), ("O&#39;Neil &amp; Co", "O'Neil & Co"),
        ("K&ouml;ln", "Köln"), ("1 Street<br>Town", "1 Street\nTown"), ("1 Street<BR />\nTown", "1 Street\nTown"),
        ("<p>1 Street</p><p>Town</p>", "1 Street\n\nTown"), (r"1 Street\nTown", "1 Street\nTown"),
        (r"1 Street\r\nTown", "1 Street\nTown"), ("1 Street\r\nTown\rLand", "1 Street\nTown\nLand"),
        ("1 Street\x0bTown\u2028Land", "1 Street\nTown\nLand"),
        ("Smith & Sons", "Smith & Sons"), ("A <b> & c;", "A <b> & c;"), ("a & b; c", "a & b; c"), ("=1", "=1"),
    ],
)  # fmt: skip
def test_a_cell_as_it_was_meant(cell: str, meaning: str) -> None:
    assert meant(cell) == meaning


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("KÃ¶hler", "Köhler"), ("KÃƒÂ¶hler", "Köhler"),
        ("StraÃŸe", "Straße"), ("FranÃ§ois", "François"), ("O’Neil", None), ("Köhler", None),
        ("SÃO PAULO", None), ("Ã", None), ("Ångström Äpfel", None), ("Иван Пример", None), ("Володимир Їжак", None),
        ("РРІР°РЅ РџРµС‚СЂРѕРІ", None), ("РџРµС‚СЂРѕРІ", "Петров"), ("Ð\x98Ð²Ð°Ð½", "Иван"), ("K√∂hler", "Köhler"),
        ("Łódź", None), ("ÃukÃ¡Å¡", None), ("Αθήνα", None), ("東京", None), ("âme", None), ("Пі", None),
    ],
)  # fmt: skip
def test_utf_8_that_was_taken_for_a_code_page(text: str, before: str | None) -> None:
    assert ungarbled(text) == before


@pytest.mark.parametrize(
    ("cell", "months", "before"),
    [
        ("2026-04-03", False, "3-4"), ("2026-04-03 00:00:00", False, "3-4"), ("03.04.2026", False, "3-4"),
        ("3/4/2026", False, "3-4"), ("03:04:00", False, "3-4"), ("03. Apr", True, "3-4"), ("3-Apr", True, "3-4"),
        ("04. Mrz", True, "4-3"), ("4. Mär", True, "4-3"), ("Apr 03", True, "4-3"), ("3 avr.", True, "3-4"),
        ("1. mai", False, None), ("12a", True, None), ("3-4", True, None), ("12345", True, None), ("", True, None),
        ("12345-6789", True, None), ("5 bis", True, None), ("SW1A 1AA", True, None),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_took_for_a_date(cell: str, months: bool, before: str | None) -> None:
    assert made_a_date(cell, months=months) == before


def as_csv(rows: list[list[Any]]) -> bytes:
    return "\n".join(";".join(f'"{str(cell).replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows).encode()


HEADER = ["Name", "Street", "House number", "Postcode", "City", "Country", "About", "Unread"]
GOOD = ["Alex Example", "Musterweg", "5", "01067", "Ort", "DE", "I teach. Why? Because.", "?? #N/A"]


def read(make: Any, *changed: tuple[str, str]) -> Roster:
    row = [dict(changed).get(heading, cell) for heading, cell in zip(HEADER, GOOD, strict=True)]
    return load_roster(make([HEADER, row, ["Bo", *GOOD[1:]]]))


def where(problems: tuple[Problem, ...]) -> list[tuple[str, int | None, str | None]]:
    return [(p.code, p.row, p.field) for p in problems]


@pytest.mark.parametrize("make", [as_csv, workbooks.xlsx, workbooks.ods])
@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("Name", "KÃ¶hler", "damaged-text"), ("Name", "?? ??", "damaged-text"), ("Name", "M?ller", "damaged-text"),
        ("City", "K\ufffdln", "damaged-text"), ("Name", "=VLOOKUP(A2;B:C;2)", "failed-formula"),
        ("House number", "2026-04-03", "made-a-date"), ("House number", "03. Apr", "made-a-date"),
        ("Postcode", "03/04/2026", "made-a-date"), ("Street", "2026-04-03", "made-a-date"),
        ("Name", "2026-04-03", "made-a-date"), ("City", "2026-04-03", "made-a-date"),
        ("Name", "-", "missing-value"), ("Street", "N/A", "missing-value"), ("Country", "keine", "missing-value"),
        ("City", "NULL", "missing-value"), ("City", "", "missing-value"), ("Name", "a\u202eb", "wrong-value"),
    ],
)  # fmt: skip
def test_a_damaged_cell_is_named_by_its_row_and_heading(make: Any, heading: str, cell: str, code: str) -> None:
    roster = read(make, (heading, cell))
    assert where(roster.problems) == [(code, 2, heading)]
    assert [entry.sender.name for entry in roster.entries] == ["Bo"]


@pytest.mark.parametrize("make", [as_csv, workbooks.xlsx, workbooks.ods])
def test_a_cell_that_is_not_read_may_be_damaged(make: Any) -> None:
    roster = read(make, ("About", "See http://example.org/index.php?id=5. Really??"))
    assert roster.problems == () and len(roster.entries) == 2


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\ufffe"])
def test_a_control_sign_is_named_by_its_row(sign: str) -> None:
    [problem] = read(as_csv, ("Name", f"Alex{sign} Example")).problems
    assert (problem.row, problem.field, f"U+{ord(sign):04X}" in problem.message) == (2, "Name", True)
    assert read(as_csv, ("Unread", sign)).problems == ()


def test_the_words_of_a_date_and_of_garbled_letters() -> None:
    [date] = read(as_csv, ("House number", "2026-04-03")).problems
    assert date.message == "“2026-04-03”: the spreadsheet turned it into a date (was it 3-4?)"
    [garbled] = read(as_csv, ("Name", "KÃ¶hler")).problems
    assert "“KÃ¶hler”" in garbled.message and "“Köhler”" in garbled.message


def test_names_that_look_like_nothing_stay_names() -> None:
    for name in ("Christopher Null", "Nil Example", "None Example", "Nan Example"):
        assert read(as_csv, ("Name", name)).entries[0].sender.name == name
    [first, _] = load_roster(b"Given name,Family name,Address,Country\nNil,Null,1 Street|Town,GB\nA,B,C|D,GB\n").entries
    assert first.sender.name == "Nil Null"
