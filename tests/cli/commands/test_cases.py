"""The catalogue and the case sheet, as the command line shows them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import CASE, LETTER, Ran, write_files

Run = Callable[..., Ran]


def test_cases_at_80_columns(run: Run) -> None:
    ran = run("cases")
    assert ran.code == 0 and max(len(line) for line in ran.out.splitlines()) <= 80
    assert "ua-046-19" in ran.out and "closed 26 August 2019" in ran.out
    assert "appealgen import FILE" in ran.err and "--date 2019-04-15" in ran.err


def test_a_long_id_leaves_the_title_its_line(run: Run) -> None:
    id_ = "house-arrest-of-a-defender-of-human-rights-in-a-province"
    files = {"case.yaml": CASE.replace("id: ann", f"id: {id_}"), "letter.en.md": LETTER}
    write_files(Path(f"d/cases/{id_}"), files)
    lines = run("cases", "--data-dir", "d").out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith(id_))
    assert lines[at].split()[1] == "KZ" and lines[at + 1] == "  A headline"
    assert lines[0].index("STATUS") == lines[at + 2].index("closed 26 August 2019")


def test_cases_json(run: Run) -> None:
    found = json.loads(run("cases", "--json", "--date", "2019-04-15").out)
    assert [list(case) for case in found["cases"]] == [
        ["id", "title", "country", "status", "deadline", "days_left", "languages", "draft", "not_reviewed"]
    ] * 2
    first = found["cases"][0]
    assert (first["status"], first["days_left"], first["deadline"]) == ("open", 36, "2019-05-21")


def test_a_broken_case_is_reported_and_the_others_listed(run: Run) -> None:
    write_files(Path("d"), {"cases/x/case.yaml": "titel: x\n"})
    ran = run("cases", "--data-dir", "d")
    assert ran.code == 0 and "unknown key “titel”" in ran.err and "ua-060-16" in ran.out


def test_show(run: Run) -> None:
    ran = run("show", "46/19")
    assert ran.code == 0 and "Serikzhan Bilash (he/him)" in ran.out and "press@prokuror.kz" in ran.out
    assert max(len(line.rstrip()) for line in ran.out.splitlines()) <= 80


@pytest.mark.parametrize(
    ("language", "case", "said"),
    [
        ("en", "46/19", "“Dear Prosecutor General,”"),
        ("ru", "46/19", "«Уважаемый Гизат Дауренбекович!»"),
        ("de", "46/19", "„Sehr geehrter Herr Generalstaatsanwalt,“"),
        ("es", "60/16", "«Estimado Señor Secretario de Seguridad:»"),
        ("fr", "60/16", "«\u00a0Dear Minister,\u00a0»"),
    ],
)
def test_show_ends_a_salutation_as_letters_do(run: Run, language: str, case: str, said: str) -> None:
    assert said in run("show", case, "--ui-language", language).out


def test_items_of_lists_hang(run: Run) -> None:
    lines = run("show", "60/16").out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("  • Recognize"))
    assert lines[at + 1].startswith("    legitimate")


def test_show_json(run: Run) -> None:
    found = json.loads(run("show", "60/16", "--json", "--date", "2017-07-20").out)
    assert list(found) == ["version", "case", "letters", "status", "days_left", "doubts"]
    assert (
        found["case"]["ua_number"] == "60/16" and sorted(found["letters"]) == ["en", "es"] and found["days_left"] == 27
    )


def test_show_languages(run: Run) -> None:
    ran = run("show", "bilash", "--languages", "--reads", "ru,en")
    assert "English: first letter you both read that a native speaker has checked, their" in ran.out
    assert "--language ru chooses the Russian letter" in ran.out
    assert "letter, not reviewed" in ran.out
