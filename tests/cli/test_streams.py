"""Streams that somebody closed, and terminals that show no colour."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
