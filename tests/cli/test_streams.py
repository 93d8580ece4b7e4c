"""Closed streams, libraries that print, and terminals without colour."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import PROJECT, Ran

SENDER = PROJECT / "docs" / "examples" / "sender.yaml"
RUN = [sys.executable, "-c", "from appealgen.cli import main; main()"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="shell redirections are POSIX")


def in_shell(tmp_path: Path, command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A line of bash in which `appealgen` is the program, for a user without any files."""
    own = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    function = f"appealgen() {{ {shlex.quote(sys.executable)} -c '{RUN[2]}' \"$@\"; }}"
    shell = ["bash", "-c", f"set -o pipefail; {function}; {command}"]
    environment = os.environ | own | variables
    return subprocess.run(shell, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=60)


WRITE = f"write 46/19 --sender {SENDER} --date 2019-04-15 --yes"
FULL = "error: cannot write the output: no space left on device\n"
CLOSED = "error: cannot write the output: it is closed\n"


@posix
@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        ("appealgen show ua-046-19 > /dev/full", 6, FULL),
        ("appealgen show ua-046-19 --json > /dev/full", 6, FULL),
        ("appealgen --help > /dev/full", 6, FULL),
        ("appealgen write --help > /dev/full", 6, FULL),
        ("appealgen --version > /dev/full", 6, FULL),
        ("appealgen --show-completion bash > /dev/full", 6, FULL),
        (f"appealgen {WRITE} --quiet > /dev/full", 6, FULL),
        ("appealgen show nobody --json > /dev/full", 2, "there is no case"),
        ("appealgen --version >&-", 6, CLOSED),
        ("appealgen --help >&-", 6, CLOSED),
        ("appealgen cases --json >&-", 6, CLOSED),
        ("appealgen cases 2>&-", 6, ""),
        ("appealgen cases 2> /dev/full", 6, ""),
        ("appealgen show nobody 2> /dev/full", 2, ""),
        ("appealgen cases >&- 2>&- <&-", 6, ""),
        ("appealgen --version 2>&- <&-", 0, ""),
        ("appealgen write 46/19 --date 2019-04-15 <&-", 2, "who signs?"),
        ("appealgen write 46/19 --date 2019-04-15 < /dev/null", 2, "who signs?"),
        ("appealgen import - <&-", 7, "there is no input to read"),
        ("appealgen import - < /dev/null", 7, "the file is empty"),
        ("appealgen batch 46/19 --senders - <&-", 3, "there is no input to read"),
        ("appealgen batch 46/19 --senders - < /dev/null", 3, "error: stdin"),
        ("appealgen show 46/19 --json | true", 0, ""),
        ("appealgen --help | true", 0, ""),
        ("appealgen cases 2>&1 >/dev/null | true", 0, ""),
    ],
)
def test_streams_that_cannot_be_used(tmp_path: Path, command: str, code: int, told: str) -> None:
    done = in_shell(tmp_path, command)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    assert told in done.stderr
    if "cannot write the output" in told and "cases" not in command:
        assert done.stderr == told


@posix
def test_work_is_done_even_if_output_fails(tmp_path: Path) -> None:
    roster = PROJECT / "docs" / "examples" / "roster.csv"
    for end in ("> /dev/full", "| true"):
        out = tmp_path / end[-4:]
        done = in_shell(tmp_path, f"appealgen batch 46/19 --senders {roster} --date 2019-04-15 --out {out} {end}")
        assert done.returncode == (6 if "full" in end else 0), done.stderr
        listed = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
        assert listed and all((out / entry["path"]).is_file() for entry in listed)


@posix
@pytest.mark.parametrize(
    "variables",
    [{"TZ": zone} for zone in ("", "nonsense", "UTC+99", "UTC-99", ":/etc/passwd", "/dev/null", ":", "x" * 600)]
    + [{"LANG": "\u00e9\u00e9"}, {"LC_ALL": "xx_YY.nonsense", "LANGUAGE": ":::"}, {"TERM": ""}, {"HOME": ""}]
    + [{"COLUMNS": columns} for columns in ("0", "-5", "1", "many", "9" * 30)],
    ids=str,
)
def test_an_unusual_environment(tmp_path: Path, variables: dict[str, str]) -> None:
    done = in_shell(tmp_path, f"appealgen {WRITE} && appealgen cases && appealgen --help", **variables)
    assert done.returncode == 0 and "ua-046-19" in done.stdout, done.stderr


@posix
def test_a_current_folder_that_was_deleted(tmp_path: Path) -> None:
    commands = {"cases": 0, WRITE: 6, "new case ua-001-26": 6, "import x.md": 7, "report .": 3, "--version": 0}
    for command, code in commands.items():
        done = in_shell(tmp_path, f"mkdir gone; cd gone; rmdir ../gone; appealgen {command}")
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr


@pytest.mark.parametrize(
    "variables", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}, {"FORCE_COLOR": "1"}, {"TERM": "dumb"}]
)
def test_output_is_plain_utf8(tmp_path: Path, variables: dict[str, str]) -> None:
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    done = subprocess.run([*RUN, "show", "60/16"], env=os.environ | home | variables, capture_output=True, check=True)
    text = done.stdout.decode("utf-8")
    assert "Berta Zuniga Cáceres" in text
    assert "\x1b" not in text
    assert all(line == line.rstrip() for line in text.splitlines())


NOISY = """
import ctypes, os, sys
sys.argv[0] = "appealgen"
import appealgen.workflows.catalogue as module
quiet = module.catalogue
def noisy(*arguments):
    print("noise of Python")
    os.write(1, b"noise of a descriptor\\n")
    if os.name == "posix":
        ctypes.CDLL(None).printf(b"noise of a library\\n")
    return quiet(*arguments)
module.catalogue = noisy
from appealgen.cli import main
main()
"""


def noisily(tmp_path: Path, *arguments: str) -> tuple[str, str]:
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    command = [sys.executable, "-c", NOISY, *arguments]
    done = subprocess.run(command, env=os.environ | home, capture_output=True, check=True)
    return done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def test_stdout_carries_only_the_result(tmp_path: Path) -> None:
    out, err = noisily(tmp_path, "cases", "--json")
    assert "ua-046-19" in {case["id"] for case in json.loads(out)["cases"]}
    assert "noise of Python" in err and "noise of a descriptor" in err
    assert os.name != "posix" or "noise of a library" in err
    out, err = noisily(tmp_path, "cases")
    assert out.startswith("CASE ") and "noise" not in out and "noise of a descriptor" in err


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["write", "--help"], ["--show-completion", "bash"]])
def test_output_of_typer_is_the_result(tmp_path: Path, arguments: list[str]) -> None:
    out, err = noisily(tmp_path, *arguments)
    assert "appealgen" in out and err == ""


def test_stdout_is_as_it_was_afterwards(run: Callable[..., Ran]) -> None:
    before = os.fstat(1)
    assert run("--version").out.startswith("appealgen ")
    assert os.path.samestat(os.fstat(1), before)
    assert run("--version").out.startswith("appealgen ")
