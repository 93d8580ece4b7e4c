from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import PROJECT, Ran

Run = Callable[..., Ran]
ROSTER = str(PROJECT / "docs" / "examples" / "roster.csv")


@pytest.fixture
def letters(run: Run) -> Path:
    assert run("batch", "ua-046-19", "--senders", ROSTER, "--date", "2019-04-15", "--quiet").code == 0
    return Path("letters")


def files(letters: Path) -> list[str]:
    return sorted(path.relative_to(letters).as_posix() for path in letters.rglob("*") if path.is_file())


@pytest.mark.parametrize("options", [(), ("--json",), ("--no-input",), ("--overwrite",)])
def test_without_confirmation_nothing_is_removed(run: Run, letters: Path, options: tuple[str, ...]) -> None:
    before = files(letters)
    ran = run("clean", "letters", *options)
    assert (ran.code, ran.out, files(letters)) == (2, "", before)
    assert "nothing is removed without confirmation" in ran.err and "--yes" in ran.err


def test_confirmed_runs_ask_nothing(run: Run, letters: Path) -> None:
    before = run("report", "letters", "--json").out
    ran = run("clean", "letters", "--yes")
    assert ran.code == 0 and files(letters) == ["manifest.json"]
    assert ran.out.splitlines() == [
        f"removed  {letters / 'ua-046-19'}{os.sep} 6 letters, 6 envelopes",
        f"removed  {letters / 'print'}{os.sep} 7 other files",
    ]
    assert run("report", "letters", "--json").out == before
    again = run("clean", "letters", "--yes")
    assert (again.code, again.out) == (0, "") and "nothing to remove" in again.err
    verified = run("verify", "letters")
    assert (verified.code, verified.out.split()) == (0, ["as", "written", "0", "files", "removed", "6", "letters"])


@pytest.mark.parametrize(("answer", "removed"), [("y", True), ("n", False), ("", False)])
def test_a_confirmation_is_asked_for(person: Run, letters: Path, answer: str, removed: bool) -> None:
    ran = person("clean", "letters", types=[answer])
    assert ran.code == 0 and "to be removed" in ran.err and "Remove these files?" in ran.err
    assert (files(letters) == ["manifest.json"]) is removed
    assert ("nothing was removed" in ran.err) is not removed


def test_the_lock_is_not_held_while_the_question_is_open(
    person: Run, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edits(_: str) -> bool:
        assert not (letters / ".appealgen.lock").exists()
        next(letters.rglob("*.en.docx")).write_bytes(b"edited")
        return True

    monkeypatch.setattr("appealgen.cli.console.ask_yes", edits)
    before = files(letters)
    ran = person("clean", "letters", types=[])
    assert ran.code == 6 and "edited since" in ran.err and files(letters) == before


def test_dry_run(run: Run, letters: Path) -> None:
    before = files(letters)
    next(letters.rglob("*.en.docx")).write_bytes(b"edited")
    (letters / "notes.txt").write_text("mine")
    ran = run("clean", "letters", "--dry-run")
    assert (ran.code, ran.out.count("to be removed")) == (0, 2)
    assert "nothing was removed" in ran.err and "edited since" in ran.err and "notes.txt: not in the" in ran.err
    assert files(letters) == sorted([*before, "notes.txt"])


def test_edited_files_are_refused(run: Run, letters: Path) -> None:
    next(letters.rglob("*.en.docx")).write_bytes(b"edited")
    before = files(letters)
    ran = run("clean", "letters", "--yes", "--json")
    found = json.loads(ran.out)
    assert (ran.code, [e["code"] for e in found["errors"]], files(letters)) == (6, ["conflict"], before)
    assert list(found) == ["version", "files", "unknown", "notices", "errors"]
    assert run("clean", "letters", "--yes", "--overwrite").code == 0 and files(letters) == ["manifest.json"]


def test_json(run: Run, letters: Path) -> None:
    (letters / "notes.txt").write_text("mine")
    planned = json.loads(run("clean", "letters", "--dry-run", "--json").out)
    found = json.loads(run("clean", "letters", "--yes", "--json").out)
    assert list(found) == ["version", "files", "unknown", "notices", "errors"]
    assert {item["state"] for item in planned["files"]} == {"planned"} and len(planned["files"]) == 19
    assert found["files"] == [item | {"state": "removed"} for item in planned["files"]]
    assert set(found["files"][0]) == {"path", "kind", "state"} and found["unknown"] == ["notes.txt"]
    assert [notice["code"] for notice in found["notices"]] == ["unknown-file"]


def test_no_manifest(run: Run) -> None:
    Path("empty").mkdir()
    ran = run("clean", "empty", "--yes")
    assert ran.code == 3 and "no manifest.json in it" in ran.err and list(Path("empty").iterdir()) == []
