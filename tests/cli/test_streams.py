"""Streams that somebody closed, libraries that print, and terminals that show no colour."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import Ran

RUN = [sys.executable, "-c", "from appealgen.cli import main; main()"]
posix = pytest.mark.skipif(sys.platform == "win32", reason="shell redirections are POSIX")


@posix
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("cases >&-", 0),
        ("cases 2>&-", 0),
        ("write 46/19 --date 2019-04-15 <&-", 2),
        ("show 46/19 --json | true", 0),
        ("--help | true", 0),
    ],
)
def test_closed_streams(tmp_path: Path, command: str, code: int) -> None:
    environment = os.environ | {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    shell = ["bash", "-c", f"set -o pipefail; 'python' -c '{RUN[2]}' {command}".replace("'python'", sys.executable)]
    done = subprocess.run(shell, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
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


def test_stdout_carries_the_result_alone(tmp_path: Path) -> None:
    out, err = noisily(tmp_path, "cases", "--json")
    assert "ua-046-19" in {case["id"] for case in json.loads(out)["cases"]}
    assert "noise of Python" in err and "noise of a descriptor" in err
    assert os.name != "posix" or "noise of a library" in err
    out, err = noisily(tmp_path, "cases")
    assert out.startswith("CASE ") and "noise" not in out and "noise of a descriptor" in err


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["write", "--help"], ["--show-completion", "bash"]])
def test_what_typer_prints_is_the_result(tmp_path: Path, arguments: list[str]) -> None:
    out, err = noisily(tmp_path, *arguments)
    assert "appealgen" in out and err == ""


def test_stdout_is_as_it_was_afterwards(run: Callable[..., Ran]) -> None:
    before = os.fstat(1)
    assert run("--version").out.startswith("appealgen ")
    assert os.path.samestat(os.fstat(1), before)
    assert run("--version").out.startswith("appealgen ")
