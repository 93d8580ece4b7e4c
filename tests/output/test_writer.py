import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from appealgen.errors import WriteError
from appealgen.output.partial_files import LOCK, partial_name
from appealgen.output.writer import free_path, replace_all, write_all, write_one

posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes are POSIX")


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


def test_moved_files_are_restored_when_a_later_one_cannot_move(tmp_path: Path) -> None:
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

    monkeypatch.setattr("appealgen.output.writer._set_aside", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_all([(tmp_path / "a", b"1")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("hard_links", [True, False])
def test_second_names_are_removed_when_a_later_file_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hard_links: bool
) -> None:
    """In POSIX, renaming a file onto another name of the same file does nothing: the name must be removed."""

    def link(*_: object, **__: object) -> None:
        raise OSError(1, "not permitted")

    if not hard_links:
        monkeypatch.setattr("appealgen.output.writer.os.link", link)
    (tmp_path / "kept").write_bytes(b"before")
    (tmp_path / "folder" / "full").mkdir(parents=True)
    with pytest.raises(WriteError):
        write_all([(tmp_path / "kept", b"after"), (tmp_path / "folder", b"2")])
    assert (tmp_path / "kept").read_bytes() == b"before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "kept"]


@posix
def test_a_failure_after_success_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"before")
    unlink = Path.unlink

    def fails(path: Path, missing_ok: bool = False) -> None:
        if path.name.endswith(".old.part"):
            raise OSError(5, "Input/output error")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", fails)
    write_all([(tmp_path / "a", b"after")])
    assert (tmp_path / "a").read_bytes() == b"after"


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


@posix
def test_a_single_file_is_private_and_replaces_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "x" / "y" / "a"
    write_one(path, b"1")
    path.chmod(0o644)
    write_one(path, b"2" * 100_000)
    assert path.read_bytes() == b"2" * 100_000 and stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o700
    assert list(path.parent.iterdir()) == [path]


@posix
@pytest.mark.parametrize("size", [10, 1_000_000])
def test_a_full_disk_is_reported_with_the_file_and_leaves_nothing(tmp_path: Path, size: int) -> None:
    """Whether the stream buffers the data, or writes it to the disk at once."""
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


def test_a_file_written_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a"
    replace_all({path: b"first"}, {path: b""})
    replace_all({path: b"second"}, {path: b"first"})
    with pytest.raises(WriteError) as caught:
        replace_all({path: b"third"}, {path: b"first"})
    assert caught.value.problems[0].code == "changed-meanwhile"
    assert path.read_bytes() == b"second" and list(tmp_path.iterdir()) == [path]


def test_the_remains_of_a_killed_run_are_swept_without_anything_to_write(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"first")
    (tmp_path / LOCK).write_bytes(b"")
    (tmp_path / partial_name("a", ".old")).write_bytes(b"before")
    replace_all({}, {path: b"first"})
    assert list(tmp_path.iterdir()) == [path]


def test_a_copy_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "a.before"
    assert free_path(path, b"mine") == path
    path.write_bytes(b"mine")
    assert free_path(path, b"mine") == path
    assert free_path(path, b"another") == tmp_path / "a.before-2"
