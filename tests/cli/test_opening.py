"""--open: the system's program opens what was written; its absence or failure is a notice."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from appealgen.cli import opening
from samples import PROJECT, Ran

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script on PATH")
WRITE = ("write", "ua-046-19", "--sender", str(PROJECT / "docs" / "examples" / "sender.yaml"), "--date", "2019-04-15")
ROSTER = ("--senders", str(PROJECT / "docs" / "examples" / "roster.csv"))
Run = Callable[..., Ran]


def opener(folder: Path, monkeypatch: pytest.MonkeyPatch, ends: str = "") -> Path:
    """A program in place of the system's, which notes its arguments in a file, one a line."""
    noted = folder / "opened"
    for name in ("xdg-open", "open"):
        path = folder / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >>"{noted}"\n{ends}\n')
        path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:/usr/bin:/bin")
    return noted


def test_the_folder_of_several_files_and_a_single_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = opener(tmp_path, monkeypatch)
    assert run(*WRITE, "--open").code == 0
    assert noted.read_text() == f"{Path('letters/ua-046-19').absolute()}\n"
    noted.unlink()
    ran = run(*WRITE, "--open", "--out=-x; touch y", "--to", "target", "--embassy", "none", "--envelope", "none")
    assert ran.code == 0 and not Path("y").exists()
    assert noted.read_text() == f"{Path('-x; touch y/ua-046-19/prosecutor-general.en.docx').absolute()}\n"


def test_the_print_files_of_a_batch(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = opener(tmp_path, monkeypatch)
    batch = ("batch", "ua-046-19", *ROSTER, "--date", "2019-04-15", "--yes", "--open")
    assert run(*batch).code == 0 and run(*batch, "--no-print-files", "--overwrite").code == 0
    assert noted.read_text().splitlines() == [str(Path(name).absolute()) for name in ("letters/print", "letters")]


def test_a_failure_is_a_notice(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener(tmp_path, monkeypatch, ends="exit 3")
    failed = run(*WRITE, "--open")
    assert failed.code == 0 and "notice: letters/ua-046-19: cannot open it: " in failed.err and "(3)" in failed.err
    monkeypatch.setenv("PATH", str(tmp_path))
    none = run(*WRITE, "--open")
    assert none.code == 0 and "cannot open it: No such file or directory" in none.err


def test_a_viewer_that_stays_open_is_not_waited_for(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_PATIENCE", 0.1)
    opener(tmp_path, monkeypatch, ends="exec sleep 20")
    ran = run(*WRITE, "--open")
    assert ran.code == 0 and "cannot open" not in ran.err


@pytest.mark.parametrize("other", ["--json", "--no-input", "--dry-run"])
@pytest.mark.parametrize("command", [WRITE, ("batch", "ua-046-19", *ROSTER, "--date", "2019-04-15")])
def test_not_for_scripts_and_not_without_files(
    run: Run, command: tuple[str, ...], other: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = opener(tmp_path, monkeypatch)
    ran = run(*command, "--open", other)
    assert ran.code == 2 and f"--open cannot be combined with {other}" in ran.err + ran.out
    assert not noted.exists() and not Path("letters").exists()
