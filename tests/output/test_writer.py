import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from appealgen.errors import WriteError
from appealgen.output.writer import (
    StagedFile,
    classify,
    conflicts,
    is_same,
    remove_drafts,
    sha256,
    size_and_sha256,
    standing,
    write_all,
    write_one,
)

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

    monkeypatch.setattr("appealgen.output.writer._kept_aside", stopped)
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

    monkeypatch.setattr("appealgen.output.writer.os.fdopen", fdopen)
    with pytest.raises(WriteError, match="No space left"):
        write_all([(tmp_path / "out" / "a", b"1"), (tmp_path / "out" / "b", b"2")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("kind", "last_written", "expected"),
    [
        ("nothing", None, "new"),
        ("file", sha256(b"x"), "ours"),
        ("file", sha256(b"y"), "foreign"),
        ("file", None, "foreign"),
        ("folder", None, "blocked"),
        ("dangling link", None, "blocked"),
        ("below a file", None, "blocked"),
    ],
)
def test_standing_of_a_file_that_is_not_made_yet(
    tmp_path: Path, kind: str, last_written: str | None, expected: str
) -> None:
    path = tmp_path / "a"
    if kind == "file":
        path.write_bytes(b"x")
    elif kind == "folder":
        path.mkdir()
    elif kind == "dangling link":
        path.symlink_to(tmp_path / "nowhere")
    elif kind == "below a file":
        path.write_bytes(b"x")
        path /= "b"
    assert standing(path, last_written) == expected
    assert is_same(path, sha256(b"x")) is (kind == "file")


@posix
def test_a_file_by_itself_is_private_and_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "x" / "y" / "a"
    write_one(path, b"1")
    path.chmod(0o644)
    write_one(path, b"2" * 100_000)
    assert path.read_bytes() == b"2" * 100_000 and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_a_draft_is_nothing_until_it_is_placed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"before")
    draft = StagedFile(path)
    draft.stream.write(b"after")
    assert path.read_bytes() == b"before" and len(list(tmp_path.iterdir())) == 2
    draft.discard()
    draft.discard()
    assert path.read_bytes() == b"before" and list(tmp_path.iterdir()) == [path]
    draft = StagedFile(path)
    draft.stream.write(b"after")
    assert size_and_sha256(draft.stream) == (5, sha256(b"after"))
    draft.place()
    assert path.read_bytes() == b"after" and list(tmp_path.iterdir()) == [path]


@posix
@pytest.mark.parametrize("size", [10, 1_000_000])
def test_a_full_disk_is_told_with_the_file_and_leaves_nothing(tmp_path: Path, size: int) -> None:
    """Whether the stream's buffer takes it, or what is written goes to the disk at once."""
    path = tmp_path / "a"
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from appealgen.output.writer import write_one; from appealgen.errors import WriteError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (5, 5))\n"
        f"try: write_one(Path({str(path)!r}), b'x' * {size})\n"
        "except WriteError as error: sys.exit(error.problems[0].code + ' ' + error.problems[0].file)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr == f"cannot-write {path}\n" and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a", "a/b/c"])
def test_a_place_that_cannot_be_written(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").write_bytes(b"")
    with pytest.raises(WriteError) as caught:
        write_one(tmp_path / name, b"1")
    assert caught.value.problems[0].file == str(tmp_path / name)
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "b"]


def test_only_drafts_are_cleared_away(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    kept = {".mine.part", "a.12.part", ".hidden", "x"}
    for name in (*(kept - {"x"}), ".a.docx.12.part", "x/.b.docx.3.part"):
        (tmp_path / name).write_bytes(b"")
    remove_drafts(tmp_path)
    assert {path.name for path in tmp_path.rglob("*")} == kept
