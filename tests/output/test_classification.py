"""The status of a path before writing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from appealgen.errors import WriteError
from appealgen.output.classification import classify, conflicts, is_same, sha256, status_of

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are POSIX")


def test_classify(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert classify(tmp_path, "a", b"new", None) == "new"
    path.write_bytes(b"old")
    assert classify(tmp_path, "a", b"old", None) == "identical"
    assert classify(tmp_path, "a", b"old", sha256(b"old")) == "identical"
    assert classify(tmp_path, "a", b"new", sha256(b"old")) == "unchanged"
    assert classify(tmp_path, "a", b"new", sha256(b"other")) == "modified"
    assert classify(tmp_path, "a", b"new", None) == "modified"
    assert classify(tmp_path, "a/below a file", b"new", None) == "blocked"
    (tmp_path / "folder").mkdir()
    assert classify(tmp_path, "folder", b"new", None) == "blocked"
    assert classify(tmp_path / "a", "x", b"new", None) == "blocked"


def test_every_conflict_is_named(tmp_path: Path) -> None:
    found = conflicts(tmp_path, {"a": "modified", "b": "new", "c": "modified"})
    assert [problem.file for problem in found] == [str(tmp_path / "a"), str(tmp_path / "c")]
    assert conflicts(tmp_path, {"a": "modified"}, overwrite=True) == []
    [blocked] = conflicts(tmp_path, {"a": "blocked"}, overwrite=True)
    assert blocked.code == "blocked"


@pytest.mark.parametrize(
    ("kind", "last_written", "expected"),
    [
        ("nothing", None, "new"),
        ("file", sha256(b"x"), "unchanged"),
        ("file", sha256(b"y"), "modified"),
        ("file", None, "modified"),
        ("folder", None, "blocked"),
        ("below a file", None, "blocked"),
    ],
)
def test_status_of_a_file_that_is_not_made_yet(
    tmp_path: Path, kind: str, last_written: str | None, expected: str
) -> None:
    path = tmp_path / "a"
    if kind == "file":
        path.write_bytes(b"x")
    elif kind == "folder":
        path.mkdir()
    elif kind == "below a file":
        path.write_bytes(b"x")
        path /= "b"
    assert status_of(tmp_path, path.relative_to(tmp_path).as_posix(), last_written) == expected
    assert is_same(path, sha256(b"x")) is (kind == "file")


@posix
@pytest.mark.parametrize("kind", ["link", "dangling link", "pipe", "folder that is a link", "device"])
def test_links_pipes_and_devices_are_in_the_way(tmp_path: Path, kind: str) -> None:
    victim, out, path = tmp_path / "victim", tmp_path / "out", "case/a"
    victim.mkdir()
    (victim / "a").write_bytes(b"mine")
    (out / "case").mkdir(parents=True)
    if kind == "link":
        (out / path).symlink_to(victim / "a")
    elif kind == "dangling link":
        (out / path).symlink_to(tmp_path / "nowhere")
    elif kind == "pipe":
        os.mkfifo(out / path)
    elif kind == "device":
        (out / path).symlink_to("/dev/null")
    else:
        (out / "case").rmdir()
        (out / "case").symlink_to(victim)
    assert status_of(out, path, sha256(b"mine")) == "blocked"
    assert classify(out, path, b"mine", sha256(b"mine")) == "blocked"


@posix
def test_the_output_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    assert status_of(tmp_path / "out", "case/a", None) == "new"


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "a").chmod(0)
    with pytest.raises(WriteError):
        status_of(tmp_path, "a", None)


@pytest.mark.parametrize(
    ("there", "status"),
    [
        (b"", "new"),
        (b"whole", "new"),
        (b"whole\0\0", "new"),
        (b"whole letter", "identical"),
        (b"whole and mine", "modified"),
        (b"whole letter\0", "modified"),
        (b"\0" * 12, "new"),
        (b"\0" * 13, "modified"),
    ],
)
def test_remains_of_a_power_cut_are_nobodys_work(tmp_path: Path, there: bytes, status: str) -> None:
    (tmp_path / "a").write_bytes(there)
    assert classify(tmp_path, "a", b"whole letter", None) == status
    assert classify(tmp_path, "a", b"whole letter", "1") == ("unchanged" if status == "new" else status)
