from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import PROJECT, Ran

Run = Callable[..., Ran]
WRITE = (
    "write", "ua-046-19", "--sender", str(PROJECT / "docs" / "examples" / "sender.yaml"), "--date", "2019-04-15",
    "--quiet",
)  # fmt: skip


@pytest.fixture
def letters(run: Run) -> Path:
    assert run(*WRITE).code == 0
    return Path("letters")


def damage(letters: Path) -> tuple[str, str]:
    """Remove one file and change another; returns their paths."""
    gone, changed = sorted((letters / "ua-046-19").glob("*.docx"))[:2]
    gone.unlink()
    changed.write_bytes(b"x")
    (letters / "notes.txt").write_text("x")
    return str(gone), str(changed)


def test_intact(run: Run, letters: Path) -> None:
    ran = run("verify", "letters")
    assert (ran.code, ran.out, ran.err) == (0, "as written  4 files\n", "")


def test_damaged(run: Run, letters: Path) -> None:
    gone, changed = damage(letters)
    ran = run("verify", "letters")
    assert ran.code == 8
    assert ran.out.splitlines() == [
        "as written  2 files",
        f"missing     {gone}",
        f"edited      {changed}",
        f"unknown     {letters / 'notes.txt'}",
    ]
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["missing", "edited", "unknown"]


def test_json(run: Run, letters: Path) -> None:
    gone, changed = damage(letters)
    ran = run("verify", "letters", "--json")
    found = json.loads(ran.out)
    assert (ran.code, ran.err) == (8, "")
    assert list(found) == [
        "version", "files", "intact", "removed", "missing", "changed", "blocked", "unreadable", "unknown", "notices",
        "failed", "errors",
    ]  # fmt: skip
    assert (found["files"], found["intact"], found["removed"]) == (4, 2, 0)
    assert found["unknown"] == ["notes.txt"] and found["missing"] == [Path(gone).relative_to(letters).as_posix()]
    assert [(p["code"], p["file"]) for p in found["failed"]] == [
        ("missing-file", gone), ("changed-file", changed), ("unknown-file", str(letters / "notes.txt")),
    ]  # fmt: skip


def test_no_manifest(run: Run) -> None:
    ran = run("verify", "nowhere", "--json")
    found = json.loads(ran.out)
    assert ran.code == 3 and "there is no such folder" in ran.err
    assert [e["code"] for e in found["errors"]] == ["no-manifest"] and found["missing"] == []


def test_a_killed_run_is_reported(run: Run, letters: Path) -> None:
    (letters / ".manifest.journal").write_text("")
    ran = run("verify", "letters")
    assert ran.code == 0 and "stopped halfway" in ran.err
