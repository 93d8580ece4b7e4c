"""`batch` when the roster changes between runs: corrected people, withdrawn ones, cases closed since."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from event_samples import PEOPLE, roster, write_cases
from samples import Ran, write_files

Batch = Callable[..., Ran]
THREE = [PEOPLE[0], *PEOPLE[2:]]
"""Three people who read the letters of both cases."""
CORRECTED = [("Alex Exampel", *PEOPLE[0][1:]), *THREE[1:]]
COMMAND = ("batch", "./ann", "./bob", "--senders", "r.csv", "--date", "2020-02-01")


@pytest.fixture
def batch(run: Callable[..., Ran]) -> Batch:
    """Run `batch` after a first run for everybody."""
    write_cases(Path())
    enter(THREE)
    assert run(*COMMAND, "--yes").code == 0
    return lambda *arguments: run(*COMMAND, *arguments)


def enter(rows: Sequence[tuple[str, ...]]) -> None:
    write_files(Path(), {"r.csv": roster(rows)})


def test_a_corrected_name_is_told_and_may_be_the_same(batch: Batch) -> None:
    enter(CORRECTED)
    ran = batch("--json", "--dry-run")
    [notice] = [notice for notice in json.loads(ran.out)["notices"] if notice["code"] == "corrected"]
    assert notice["row"] == 2 and "--same alex-example=alex-exampel" in notice["hint"]
    ran = batch("--same", "alex-example=alex-exampel", "--json")
    states = {entry["state"] for entry in json.loads(ran.out)["files"] if "/alex-example/" in entry["path"]}
    assert ran.code == 0 and states == {"replaced"} and not Path("letters/ann/alex-exampel").exists()
    ran = batch("--same", "alex=alex-exampel")
    assert ran.code == 2 and "nobody of an earlier run has the folder “alex”" in ran.err
    ran = batch("--same", "alex")
    assert ran.code == 2 and "does not name two people" in ran.err


@pytest.mark.parametrize(("answer", "folders"), [("y", ["alex-example"]), ("", ["alex-exampel", "alex-example"])])
def test_a_terminal_asks_whether_somebody_is_the_same(
    batch: Batch, person: Callable[..., Ran], answer: str, folders: list[str]
) -> None:
    enter(CORRECTED)
    ran = person(*COMMAND, types=[answer, "y"])
    asked = "Row 2: is “alex-exampel” the same person as “alex-example” of an earlier run, corrected?"
    assert ran.code == 0 and asked in " ".join(ran.err.split()) and "may be" not in ran.err
    assert sorted(path.name for path in Path("letters/ann").iterdir() if "alex" in path.name) == folders


def test_setting_aside_needs_everybody(batch: Batch) -> None:
    ran = batch("--rows", "2-3", "--set-aside")
    assert ran.code == 2 and "--set-aside needs everybody" in ran.err
    enter([*THREE[:-1], ("", *PEOPLE[-1][1:])])
    ran = batch("--keep-going", "--set-aside")
    assert ran.code == 2 and "fill in the names" in ran.err
    assert "nameless rows have them: 4 (pat-oexample)" in batch("--keep-going").err
    assert "withdrawn" not in Path("letters/manifest.json").read_text(encoding="utf-8")
    enter([*THREE[:-1], (PEOPLE[-1][0], "", *PEOPLE[-1][2:])])
    assert "no longer planned" not in batch("--keep-going", "--set-aside").err
    enter(THREE[:-1])
    ran = batch("--set-aside")
    assert ran.code == 0 and "set aside  letters/set-aside/ann/ 1 letter, 1 envelope" in ran.out
    assert "(pat-oexample)" in ran.err and not Path("letters/ann/pat-oexample").exists()


def test_a_case_closed_since_is_named_when_it_is_all(batch: Batch) -> None:
    for case in ("ann", "bob"):
        path = Path(case, "case.yaml")
        path.write_text(path.read_text("utf-8") + "updates:\n  - {date: 2020-01-31, closes: true}\n", "utf-8")
    ran = batch("--json")
    found = [(each["code"], each["case"]) for each in json.loads(ran.out)["errors"]]
    assert ran.code == 5
    assert found == [(code, case) for code in ("closed", "closed-since") for case in ("ann", "bob")]
