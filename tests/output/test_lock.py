"""One run at a time in a folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from appealgen.errors import WriteError
from appealgen.output import lock
from appealgen.output.lock import NAME, locked

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and kills are POSIX")

HOLD = (
    "import sys; from pathlib import Path\n"
    "from appealgen.output.lock import locked\n"
    "with locked(Path(sys.argv[1])):\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.readline()\n"
)


def holder(folder: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until it gets a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def test_the_lock_says_who_holds_it_and_goes_with_it(tmp_path: Path) -> None:
    with locked(tmp_path / "new" / "out"):
        holding = json.loads((tmp_path / "new" / "out" / NAME).read_text(encoding="utf-8"))
        assert holding["pid"] == os.getpid() and holding["started"].endswith(" UTC") and "host" in holding
    assert list((tmp_path / "new" / "out").iterdir()) == []


def test_a_run_that_fails_leaves_no_folder_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(tmp_path / "new" / "out"):
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_second_run_is_refused_with_who_holds_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.2)
    process = holder(tmp_path)
    try:
        with pytest.raises(WriteError) as caught, locked(tmp_path):
            raise AssertionError("two hold it")
        [problem] = caught.value.problems
        assert problem.code == "busy" and f"process {process.pid} on " in problem.message
        assert (tmp_path / NAME).exists()
    finally:
        process.communicate("\n")
    with locked(tmp_path):
        pass


def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    process = holder(tmp_path)
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    with locked(tmp_path):
        pass
    process.communicate()


@posix
def test_the_remains_of_a_killed_run_are_swept(tmp_path: Path) -> None:
    process = holder(tmp_path)
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / ".letter.docx.0123456789ab.part").write_bytes(b"private")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert (tmp_path / NAME).exists()
    with locked(tmp_path):
        assert list((tmp_path / "case").iterdir()) == []
    assert not (tmp_path / NAME).exists()


@posix
@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "folder"])
def test_the_lock_is_never_a_link_or_a_pipe(tmp_path: Path, kind: str) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"mine")
    out = tmp_path / "out"
    out.mkdir()
    if kind == "pipe":
        os.mkfifo(out / NAME)
    elif kind == "folder":
        (out / NAME).mkdir()
    else:
        (out / NAME).symlink_to(victim if kind == "link" else tmp_path / "nowhere")
    with pytest.raises(WriteError), locked(out):
        raise AssertionError("it is held")
    assert victim.read_bytes() == b"mine" and not (tmp_path / "nowhere").exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteError) as caught, locked(tmp_path / "file" / "out"):
        raise AssertionError("it is held")
    assert caught.value.problems[0].code == "cannot-write"
