"""Ctrl-C at any moment from our first line on: exit code 130, one line, no traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from samples import PROJECT

SENDER = str(PROJECT / "docs" / "examples" / "sender.yaml")
WRITE = ["write", "ua-046-19", "--sender", SENDER, "--date", "2019-04-15", "--yes", "--quiet"]
AT_THE_NTH = """
import os, signal, sys
from appealgen.cli import main
moment, seen = int(sys.argv.pop(1)), 0
def hook(event, arguments):
    global seen
    if event in ("import", "open", "exec", "os.rename", "os.mkdir", "os.link", "os.remove", "compile"):
        seen += 1
        if seen == moment:
            os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(hook)
try:
    main()
finally:
    if not moment:
        os.write(2, str(seen).encode())
"""
posix = pytest.mark.skipif(os.name != "posix", reason="a process interrupts itself")


def interrupted(moment: int, folder: Path, command: list[str]) -> subprocess.CompletedProcess[str]:
    own = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "APPEALGEN_LANG": "en"}
    line = [sys.executable, "-c", AT_THE_NTH, str(moment), *command]
    return subprocess.run(
        line,
        cwd=folder,
        env=os.environ | own,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # even where the tests run in the background
    )


@posix
@pytest.mark.parametrize("command", [["--help"], WRITE], ids=["help", "write"])
def test_ctrl_c_at_many_moments(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "whole").mkdir()
    moments = int(interrupted(0, tmp_path / "whole", command).stderr.strip())
    assert moments > 50, "nothing is counted"
    for number in range(12):
        folder = tmp_path / str(number)
        folder.mkdir()
        moment = 1 + number * (moments - 1) // 12
        done = interrupted(moment, folder, command)
        assert (done.returncode, done.stderr.strip()) == (130, "stopped"), (moment, moments, done.stderr)
        assert [path for path in folder.rglob("*") if path.suffix == ".part"] == []


@posix
def test_an_interrupt_that_the_caller_ignores_stays_ignored(tmp_path: Path) -> None:
    line = [sys.executable, "-c", AT_THE_NTH, "40", "--version"]
    shell = ["bash", "-c", "trap '' INT; exec \"$@\"", "bash", *line]
    done = subprocess.run(shell, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
