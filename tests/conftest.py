from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from appealgen import cli
from appealgen.cli import i18n
from samples import Ran

settings.register_profile("appealgen", deadline=None)
settings.load_profile("appealgen")

os.environ["APPEALGEN_LANG"] = "en"  # whatever the language of the machine, also for separate processes

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite tests/golden with what is composed now.")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Report last how many tests were skipped because programs are missing."""
    needed = {"office": "LibreOffice or poppler is not installed", "native": "they need Linux and a C compiler"}
    if reporter := config.pluginmanager.get_plugin("terminalreporter"):
        for mark, reason in needed.items():
            if count := sum(mark in report.keywords for report in reporter.stats.get("skipped", ())):
                reporter.write_line(f"{count} tests marked {mark} were skipped: {reason}")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use English, whatever language an earlier run used."""
    monkeypatch.setattr(i18n, "_spoken", ["en"])


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without any files, in an empty folder."""
    base = tmp_path / "home"
    monkeypatch.setattr("appealgen.cli.environment.user_data_dir", lambda: base / "data")
    monkeypatch.setattr("appealgen.cli.environment.profile_path", lambda: base / "config" / "sender.yaml")
    monkeypatch.delenv("APPEALGEN_SENDER", raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LANGUAGE", "")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return base


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command line without a terminal."""

    def call(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["appealgen", *arguments])
        capfd.readouterr()
        interrupts = signal.getsignal(signal.SIGINT)
        with pytest.raises(SystemExit) as stop:
            cli.main()
        signal.signal(signal.SIGINT, interrupts)
        captured = capfd.readouterr()
        return Ran(int(stop.value.code or 0), captured.out, captured.err)

    return call


class Typed(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def person(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the command line with answers typed line by line, as on a terminal."""
    monkeypatch.setattr(
        "appealgen.cli.console.may_ask", lambda *, json, no_input: sys.stdin.isatty() and not json and not no_input
    )

    def call(*arguments: str, types: list[str]) -> Ran:
        monkeypatch.setattr(sys, "stdin", Typed("\n".join(types) + "\n"))
        monkeypatch.setattr("appealgen.cli.console.sys.stderr.isatty", lambda: True, raising=False)
        monkeypatch.setenv("NO_COLOR", "1")
        return run(*arguments)

    return call
