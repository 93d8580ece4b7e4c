import os
import stat
import sys
from pathlib import Path

import pytest

from appealgen.errors import WriteError
from appealgen.writer import classify, conflicts, sha256, write_all

posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")


def test_classify(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert classify(path, b"new", None) == "new"
    path.write_bytes(b"old")
    assert classify(path, b"old", None) == "identical"
    assert classify(path, b"new", sha256(b"old")) == "ours"
    assert classify(path, b"new", sha256(b"other")) == "foreign"
    assert classify(path, b"new", None) == "foreign"
    assert classify(path / "below a file", b"new", None) == "blocked"
    (tmp_path / "folder").mkdir()
    assert classify(tmp_path / "folder", b"new", None) == "blocked"


def test_every_conflict_is_named(tmp_path: Path) -> None:
    found = conflicts(tmp_path, {"a": "foreign", "b": "new", "c": "foreign"})
    assert [problem.file for problem in found] == [str(tmp_path / "a"), str(tmp_path / "c")]
    assert conflicts(tmp_path, {"a": "foreign"}, overwrite=True) == []
    [blocked] = conflicts(tmp_path, {"a": "blocked"}, overwrite=True)
    assert blocked.code == "blocked"


@posix
def test_files_and_folders_are_for_their_owner(tmp_path: Path) -> None:
    write_all([(tmp_path / "x" / "y" / "a", b"1")])
    assert stat.S_IMODE((tmp_path / "x" / "y" / "a").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o700


def test_all_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"before")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WriteError) as caught:
        write_all([(tmp_path / "kept", b"after"), (tmp_path / "new" / "a", b"1"), (tmp_path / "file" / "b", b"2")])
    assert caught.value.problems[0].file == str(tmp_path / "file" / "b")
    assert (tmp_path / "kept").read_bytes() == b"before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "kept"]


def test_what_moved_is_put_back_when_a_later_file_cannot_move(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"before")
    (tmp_path / "folder" / "full").mkdir(parents=True)
    with pytest.raises(WriteError):
        write_all([(tmp_path / "kept", b"after"), (tmp_path / "new", b"1"), (tmp_path / "folder", b"2")])
    assert (tmp_path / "kept").read_bytes() == b"before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "kept"]
    assert (tmp_path / "folder" / "full").is_dir()


def test_a_stop_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("appealgen.writer._kept_aside", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_all([(tmp_path / "a", b"1")])
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / ".a.123.part").write_bytes(b"private")
    write_all([(tmp_path / "a", b"1")])
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = []

    def fdopen(descriptor: int, mode: str) -> object:
        written.append(descriptor)
        if len(written) == 2:
            os.close(descriptor)
            raise OSError(28, "No space left on device")
        return open(descriptor, mode)

    monkeypatch.setattr("appealgen.writer.os.fdopen", fdopen)
    with pytest.raises(WriteError, match="No space left"):
        write_all([(tmp_path / "out" / "a", b"1"), (tmp_path / "out" / "b", b"2")])
    assert list(tmp_path.iterdir()) == []
