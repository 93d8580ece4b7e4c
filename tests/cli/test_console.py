from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from appealgen.cli.console import after_word, result, tell_grouped
from appealgen.errors import Problem, ProblemCode
from appealgen.messages import message
from samples import Ran, write_files


def told(problems: list[Problem], capsys: pytest.CaptureFixture[str], **options: int) -> list[str]:
    tell_grouped(problems, "error", "red", **options)
    return capsys.readouterr().err.splitlines()


def empty(*rows: int, field: str = "Name") -> list[Problem]:
    return [Problem(ProblemCode.MISSING_VALUE, message("is empty"), file="x.csv", row=row, field=field) for row in rows]


def test_a_few_are_shown_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    for rows in ((5,), (5, 7, 9), (5, 7, 9, 11)):
        assert told(empty(*rows), capsys) == [f"error: x.csv row {row} Name: is empty" for row in rows]


def test_rows_of_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(empty(*range(2, 7), 20), capsys)[3:] == ["  … and 3 more like it in rows 5, 6, 20"]
    assert told(empty(*range(2, 302)), capsys)[3:] == [
        "  … and 297 more like it in rows 5, 6, 7, 8, 9, 10, 11, 12, 13, 14 …"
    ]


def test_the_first_of_many_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    problems = [problem for field in "abcde" for problem in empty(2, 3, field=field)]
    lines = told(problems, capsys, kinds=3)
    assert lines[6:] == ["error: … and 4 more, of 2 other kinds", "  → --json lists them all"]


def test_of_many_problems_of_a_kind_the_terminal_shows_fifty(run: Callable[..., Ran], tmp_path: Path) -> None:
    rows = "".join(f"A,1 Street,Nowhere{row}\n" for row in range(2, 182))
    roster = write_files(tmp_path, {"r.csv": f"name,address,country\n{rows}"}) / "r.csv"
    ran = run("batch", "ua-046-19", "--senders", str(roster), "--date", "2019-05-01", "--reads", "en", "--json")
    assert ran.code == 3
    assert (ran.err.count("error:"), "and 130 more like it in rows 52, 53" in ran.err) == (50, True)
    assert len(json.loads(ran.out)["errors"]) == 180


def test_words_stand_in_a_column_apart_from_what_follows(capsys: pytest.CaptureFixture[str]) -> None:
    words = {"written": "geschrieben", "same": "gleich"}
    for word in words:
        result(after_word(words, word, "green", "letters/a.docx"))
    assert capsys.readouterr().out == "geschrieben  letters/a.docx\ngleich       letters/a.docx\n"
