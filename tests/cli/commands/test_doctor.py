from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import Ran, write_files

Run = Callable[..., Ran]


def test_it_shows_each_finding_and_what_to_do(run: Run) -> None:
    ran = run("doctor")
    assert ran.code == 0, ran.err
    assert "appealgen" in ran.out and "you have no profile yet" in ran.out and "→ appealgen profile" in ran.out


def test_json(run: Run) -> None:
    found = json.loads(run("doctor", "--json").out)
    assert list(found) == ["version", "findings"]
    assert {tuple(each)[:3] for each in found["findings"]} == {("name", "state", "message")}


def test_a_faulty_file_is_an_error(run: Run, tmp_path: Path) -> None:
    write_files(tmp_path / "own", {"labels.yaml": "labels: [{name: X}]\n"})
    ran = run("doctor", "--data-dir", str(tmp_path / "own"))
    assert ran.code == 3 and "labels.yaml has errors" in ran.out and "labels[0].width" in ran.err


def test_the_report_has_nothing_personal(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = home / "config" / "sender.yaml"
    write_files(home, {"config/sender.yaml": "name: Anna Quandt\naddress: [1 Secret Lane]\ncountry: XX\n"})
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setenv("EDITOR", str(home / "bin" / "ed"))
    monkeypatch.delenv("VISUAL", raising=False)
    ran = run("doctor", "--report", "--ui-language", "de")
    assert ran.code == 3 and "profile: wrong (" in ran.out and f"--edit uses ~{Path('/bin/ed')}" in ran.out
    assert profile.exists() and not [word for word in ("Anna", "Secret", str(home)) if word in ran.out + ran.err]


def test_two_forms_are_refused(run: Run) -> None:
    assert run("doctor", "--report", "--json").code == 2
