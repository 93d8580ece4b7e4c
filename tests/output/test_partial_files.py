"""Partial files: private, exclusive, and removed when no longer needed."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from appealgen.errors import WriteError
from appealgen.output.classification import sha256, size_and_sha256
from appealgen.output.lock import locked
from appealgen.output.partial_files import LOCK, PartialFile, open_partial, partial_name, remove, sweep

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and modes are POSIX")


def test_a_partial_file_is_nothing_until_it_is_placed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"before")
    partial = PartialFile(path)
    partial.stream.write(b"after")
    assert path.read_bytes() == b"before" and len(list(tmp_path.iterdir())) == 2
    partial.discard()
    partial.discard()
    assert path.read_bytes() == b"before" and list(tmp_path.iterdir()) == [path]
    partial = PartialFile(path)
    partial.stream.write(b"after")
    assert size_and_sha256(partial.stream) == (5, sha256(b"after"))
    partial.place()
    assert path.read_bytes() == b"after" and list(tmp_path.iterdir()) == [path]


@posix
def test_a_partial_file_is_private_and_never_follows_a_link(tmp_path: Path) -> None:
    (tmp_path / "victim").write_bytes(b"mine")
    (tmp_path / "partial").symlink_to(tmp_path / "victim")
    with pytest.raises(FileExistsError):
        open_partial(str(tmp_path / "partial"), str(tmp_path))
    descriptor = open_partial(str(tmp_path / "x" / "partial"), str(tmp_path / "x"))
    os.close(descriptor)
    assert stat.S_IMODE((tmp_path / "x" / "partial").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o700
    assert (tmp_path / "victim").read_bytes() == b"mine"


def test_no_two_partial_files_have_one_name() -> None:
    assert len({partial_name("a") for _ in range(100)}) == 100


def test_a_partial_file_that_cannot_be_begun(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteError) as caught:
        PartialFile(tmp_path / "file" / "a")
    assert caught.value.problems[0].code == "cannot-write"


def test_the_lock_stays_where_a_partial_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    partial = tmp_path / partial_name("a")
    partial.write_bytes(b"")
    with locked(tmp_path), monkeypatch.context() as patched:
        patched.setattr(os, "unlink", lambda _: partial.rmdir())
        remove(partial)
    assert {path.name for path in tmp_path.iterdir()} == {partial.name, LOCK}
    with locked(tmp_path):
        assert {path.name for path in tmp_path.iterdir()} == {LOCK}
    assert not list(tmp_path.iterdir())


def test_another_run_keeps_its_partial_files(tmp_path: Path) -> None:
    names = [partial_name("a") for _ in range(3)]
    for folder, name in zip(("", "own", "locked"), names, strict=True):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_bytes(b"")
    (tmp_path / "locked" / LOCK).write_bytes(b"")
    sweep(tmp_path, below=False)
    assert {path.name for path in tmp_path.rglob(".*.part")} == set(names[1:])
    sweep(tmp_path)
    assert {path.name for path in tmp_path.rglob(".*.part")} == {names[2]}


def test_only_partial_files_are_swept(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    kept = {".mine.part", "a.0123456789ab.part", ".a.12.part", ".hidden", "x"}
    for name in (*(kept - {"x"}), ".a.docx.0123456789ab.part", "x/.b.docx.0123456789ab.old.part"):
        (tmp_path / name).write_bytes(b"")
    sweep(tmp_path)
    assert {path.name for path in tmp_path.rglob("*")} == kept
