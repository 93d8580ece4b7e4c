"""The library `native/faults.c` counts every libc call that Python uses to change the disk, and makes it fail."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from disk_faults import COUNTED, HALVING, KILLING, LASTING, noted
from preload import compiled, preloading

pytestmark = preloading

CALLS = {
    "mkdir": "os.mkdir('new')",
    "rmdir": "os.rmdir('folder')",
    "unlink": "os.unlink('a')",
    "rename": "os.rename('a', 'b')",
    "link": "os.link('a', 'b')",
    "symlink": "os.symlink('a', 'b')",
    "truncate": "os.truncate('a', 1)",
    "ftruncate": "os.ftruncate(file, 1)",
    "fsync": "os.fsync(file)",
    "close": "os.close(file)",
    "open": "os.open('b', os.O_WRONLY | os.O_CREAT)",
    "write": "os.write(file, b'abcd')",
}
OTHERS = [
    ("open", "kept = open('b', 'w')"),
    ("open", "os.open('b', os.O_WRONLY | os.O_CREAT, dir_fd=here)"),
    ("mkdir", "os.mkdir('new', dir_fd=here)"),
    ("unlink", "os.unlink('a', dir_fd=here)"),
    ("rmdir", "os.rmdir('folder', dir_fd=here)"),
    ("rename", "os.replace('a', 'b')"),
    ("rename", "os.rename('a', 'b', src_dir_fd=here, dst_dir_fd=here)"),
    ("link", "os.link('a', 'b', follow_symlinks=False)"),
    ("symlink", "os.symlink('a', 'b', dir_fd=here)"),
    ("fsync", "os.fdatasync(file)"),
    ("write", "os.pwrite(file, b'abcd', 0)"),
    ("unseen", "os.writev(file, [b'abcd'])"),
    ("unseen", "os.pwritev(file, [b'abcd'], 0, os.RWF_DSYNC)"),
    ("unseen", "os.sendfile(file, other, 0, 4)"),
    ("unseen", "os.copy_file_range(other, file, 4, 6, 0)"),
]
"""Other ways to do the same; `unseen` changes are recorded without their data."""
PROGRAM = """
import ctypes, json, os, sys
call, notes, at, error, mode = json.loads(sys.argv[1])
native = ctypes.CDLL(os.environ["LD_PRELOAD"])
here, other = os.open(".", os.O_RDONLY), os.open("a", os.O_RDONLY)
file = os.open("a", os.O_RDWR)
native.faults_watch(os.fsencode(os.getcwd()), os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))
native.faults_strike(ctypes.c_long(at), error, mode)
try:
    exec(call)
except OSError as failed:
    os._exit(failed.errno)
os._exit(0)
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compiled("faults", tmp_path_factory.mktemp("faults"))


def run(
    library: Path, folder: Path, call: str, at: int = 0, error: int = 0, mode: int = 0
) -> tuple[int, list[str], dict[str, bytes]]:
    """The error number of a call, the kinds of changes recorded, and the files afterwards."""
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    (work / "folder").mkdir(parents=True)
    (work / "a").write_bytes(b"0123456789")
    request = json.dumps([call, str(folder / "notes"), at, error, mode])
    ended = subprocess.run(
        [sys.executable, "-S", "-c", PROGRAM, request],
        check=False,
        cwd=work,
        env=os.environ | {"LD_PRELOAD": str(library)},
    )
    changes = [change for change in noted((folder / "notes").read_bytes(), work) if not change.failed]
    files = {path.name: path.read_bytes() for path in work.iterdir() if path.is_file()}
    return ended.returncode, [change.kind for change in changes], files


def test_every_kind_has_a_call() -> None:
    assert set(CALLS) == COUNTED


@pytest.mark.parametrize(("kind", "call"), [*CALLS.items(), *OTHERS])
def test_a_call_is_counted_and_fails(library: Path, tmp_path: Path, kind: str, call: str) -> None:
    code, kinds, after = run(library, tmp_path, call)
    assert (code, kinds) == (0, [kind])
    code, kinds, untouched = run(library, tmp_path, call, 1, 5)
    assert (code, [each for each in kinds if each != "close"]) == (5, [])
    assert untouched == {"a": b"0123456789"}
    code, kinds, untouched = run(library, tmp_path, call, 1, 0, KILLING)
    assert (code, kinds, untouched) == (-9, [], {"a": b"0123456789"})
    assert run(library, tmp_path, call, 2, 5) == (0, [kind], after)


def test_from_then_on_or_once(library: Path, tmp_path: Path) -> None:
    three = "os.mkdir('b')\ntry:\n    os.mkdir('c')\nexcept OSError:\n    os.mkdir('d')"
    assert run(library, tmp_path, three, 2, 28)[:2] == (0, ["mkdir", "mkdir"])
    assert run(library, tmp_path, three, 2, 28, LASTING)[:2] == (28, ["mkdir"])


def test_a_full_disk_still_removes(library: Path, tmp_path: Path) -> None:
    assert run(library, tmp_path, "os.unlink('a')", 1, 28, LASTING)[:2] == (0, ["unlink"])
    assert run(library, tmp_path, "os.unlink('a')", 1, 5, LASTING)[:2] == (5, [])


def test_a_disk_that_fills_up_takes_half(library: Path, tmp_path: Path) -> None:
    twice = "os.write(file, b'abcd')\nos.write(file, b'efgh')"
    code, kinds, files = run(library, tmp_path, twice, 1, 28, HALVING | LASTING)
    assert (code, kinds, files) == (28, ["write"], {"a": b"ab23456789"})


def test_changes_elsewhere_and_reads_are_not_counted(library: Path, tmp_path: Path) -> None:
    elsewhere = f"os.mkdir({str(tmp_path / 'elsewhere')!r}); open('a').read(); os.listdir(); os.stat('a')"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere").rmdir()
    assert run(library, tmp_path, elsewhere, 1, 5) == (0, [], {"a": b"0123456789"})


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_no_change_takes_another_way(tmp_path: Path) -> None:
    """The kernel is asked for changes only through the calls above."""
    (tmp_path / "people.csv").write_text("Name,Address,Country,Reads\nA. Sample,1 Street|Anytown,GB,en\n")
    trace = tmp_path / "trace"
    batch = ["batch", "ua-046-19", "--date", "2019-04-15", "--senders", "people.csv", "--out", "outcome", "--no-input"]
    subprocess.run(
        ["strace", "-f", "-y", "-e", "trace=%file,%desc", "-o", str(trace), sys.executable, "-m", "appealgen", *batch],
        check=True,
        cwd=tmp_path,
        capture_output=True,
    )
    changing = re.compile(r"(?:\d+ +)?(\w+)\(.*outcome")
    asked = {match[1] for line in trace.read_text().splitlines() if (match := changing.match(line))}
    reading = {
        "read",
        "pread64",
        "lseek",
        "newfstatat",
        "fstat",
        "lstat",
        "stat",
        "getdents64",
        "ioctl",
        "fcntl",
        "readlink",
    }
    known = {"openat", "write", "mkdir", "rename", "unlink", "link", "fsync", "ftruncate", "close", "rmdir", "flock"}
    assert {"openat", "write", "rename", "mkdir"} <= asked <= known | reading | {"dup", "access", "execve", "sync"}, (
        asked
    )
