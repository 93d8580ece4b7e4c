"""No file, name or option can steer a terminal; a pipe gets the original text."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from appealgen.cli.console import plain, printed, show, show_beside, styled, table, visible
from samples import CASE, LETTER, PROJECT, write_files

RUN = [sys.executable, "-m", "appealgen"]
SENDER = PROJECT / "docs" / "examples" / "sender.yaml"
ROSTER = PROJECT / "docs" / "examples" / "roster.csv"
DOCUMENT = PROJECT / "tests" / "importing" / "corpus" / "en-2010-oman-update.txt"
HOSTILE = "a\x1b[31m\x1b]0;b\x07\u202e\x9b"
OURS = re.compile(r"\x1b\[(?:\d+(?:;\d+)*)?m")
"""Colours from us or from Rich."""
OPEN = ["ua-046-19", "--date", "2019-04-15", "--sender", str(SENDER), "--yes"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("narrow\u202f: no-break\u00a0space", "narrow\u202f: no-break\u00a0space"),
        ("می‌خواهم", "می‌خواهم"),
        ("one\n\ttwo", "one\n\ttwo"),
        ("a\rb\x1b[2Jc\x7f", "a\\u000db\\u001b[2Jc\\u007f"),
        ("a\u2028b\u2066c\u2069\ufeff\u200b", "a\\u2028b\\u2066c\\u2069\\ufeff\\u200b"),
        ("\ud800\U000e0041", "\\ud800\\ue0041"),
        ("\ufdd0red\ufdd0a\ufdd1", "\\ufdd0red\\ufdd0a\\ufdd1"),
    ],
)
def test_terminal_controls_are_shown_as_text(text: str, shown: str) -> None:
    assert visible(text) == shown


class Stream:
    def __init__(self, terminal: bool) -> None:
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "environment", "shown"),
    [
        (True, {}, "\x1b[1;31ma\\u001b[0mb\x1b[0m"),
        (True, {"NO_COLOR": "1"}, "a\\u001b[0mb"),
        (True, {"TERM": "dumb"}, "a\\u001b[0mb"),
        (False, {}, "a\x1b[0mb"),
    ],
)
def test_our_own_styles_are_kept_apart(
    terminal: bool, environment: dict[str, str], shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in ({"NO_COLOR": "", "TERM": "xterm"} | environment).items():
        monkeypatch.setenv(name, value)
    assert printed(styled("a\x1b[0mb", "red"), Stream(terminal)) == shown  # type: ignore[arg-type]


def in_terminal(folder: Path, arguments: list[str], answers: str = "") -> str:
    """Output of both streams on a terminal."""
    import pty

    environment = os.environ | {"TERM": "xterm", "COLUMNS": "400", "XDG_DATA_HOME": str(folder / "home")}
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [*RUN, *arguments], cwd=folder, env=environment, stdin=child, stdout=child, stderr=child, close_fds=True
    )
    os.close(child)
    os.write(parent, answers.encode())
    pieces = []
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:  # all writers have closed it
            break
        if not piece:
            break
        pieces.append(piece)
    process.wait()
    os.close(parent)
    return b"".join(pieces).decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a document, a roster, a case and letters whose names would steer a terminal."""
    shutil.copy(DOCUMENT, tmp_path / f"{HOSTILE}.txt")
    shutil.copy(ROSTER, tmp_path / f"{HOSTILE}.csv")
    write_files(tmp_path / "data" / "cases" / HOSTILE, {"case.yaml": "titel: x\n"})
    write_files(tmp_path / "data" / "cases" / "ann", {"case.yaml": CASE, "letter.en.md": LETTER})
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize(
    ("arguments", "answers"),
    [
        (["write", *OPEN, "--out", HOSTILE], ""),
        (["write", *OPEN[:-1], "--out", HOSTILE], "y\n"),
        (["batch", *OPEN[:3], "--senders", f"{HOSTILE}.csv", "--dry-run", "--out", HOSTILE], ""),
        (["import", f"{HOSTILE}.txt", "--dry-run"], ""),
        (["import", f"{HOSTILE}.txt", "--out", HOSTILE], "n\ny\n"),
        (["verify", HOSTILE], ""),
        (["report", HOSTILE], ""),
        (["check", f"data/cases/{HOSTILE}"], ""),
        (["cases", "--data-dir", HOSTILE], ""),
        (["new", "sender", "--out", HOSTILE], ""),
        (["show", HOSTILE], ""),
        ([HOSTILE], ""),
        (["write", *OPEN, f"--{HOSTILE}"], ""),
    ],
)
def test_no_view_lets_a_name_steer_the_terminal(folder: Path, arguments: list[str], answers: str) -> None:
    screen = in_terminal(folder, arguments, answers).replace("\r\n", "\n")
    rest = OURS.sub("", screen.replace(answers.replace("\n", "\r\n"), ""))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", rest), ascii(rest)
    assert re.search(r"\\(u00|x)1b\[31m", rest.replace("\n    ", "")), ascii(rest)


def test_a_pipe_gets_the_true_path(folder: Path) -> None:
    ended = subprocess.run([*RUN, "write", *OPEN, "--out", "a\x1b[31m"], cwd=folder, capture_output=True, check=True)
    assert f"written    a\x1b[31m{os.sep}ua-046-19" in ended.stdout.decode()


def test_no_cell_or_page_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    show(plain(HOSTILE, "bold"), table(["A", "B"], [[HOSTILE, plain(HOSTILE)]], flexible=1))
    show_beside(("left", HOSTILE), ("right", HOSTILE))
    captured = capsys.readouterr()
    for shown, times in ((captured.out, 3), (captured.err, 2)):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", shown)
        assert shown.replace("\n", "").replace(" ", "").count("\\u001b[31m") == times
