"""What only Windows does: with its calls replaced where that is possible, and else on Windows alone."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

from appealgen.cli import environment, opening, streams
from appealgen.cli.option_values import typed_path
from appealgen.errors import WriteError
from appealgen.model.identifiers import is_slug
from appealgen.output import lock, partial_files
from samples import PROJECT, Ran

on_windows = pytest.mark.skipif(sys.platform != "win32", reason="needs Windows itself")
elsewhere = pytest.mark.skipif(sys.platform == "win32", reason="replaces calls that Windows has")


class LockedBytes:
    """In place of msvcrt: a byte of a file is locked by one descriptor until that is closed, and read by no other."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.held: dict[tuple[int, int], int] = {}

    def locking(self, descriptor: int, mode: int, size: int) -> None:
        assert (mode, size) == (self.LK_NBLCK, 1)
        where = os.fstat(descriptor).st_ino, os.lseek(descriptor, 0, os.SEEK_CUR)
        if self.held.setdefault(where, descriptor) != descriptor:
            raise PermissionError(13, "Permission denied")


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> LockedBytes:
    """The locks of Windows in place of those here."""
    locks = LockedBytes()
    monkeypatch.setitem(sys.modules, "msvcrt", locks)
    monkeypatch.setattr(lock, "sys", types.SimpleNamespace(platform="win32"))
    monkeypatch.setattr(lock, "_PATIENCE", 0.0)
    return locks


@elsewhere
def test_a_second_run_is_refused_and_told_who_writes(windows: LockedBytes, tmp_path: Path) -> None:
    with lock.locked(tmp_path):
        with pytest.raises(WriteError) as refused, lock.locked(tmp_path):
            pass
        assert f"process {os.getpid()} on " in str(refused.value)
        [(_, position)] = windows.held
        assert position > (tmp_path / lock.NAME).stat().st_size, "Windows lets nobody read a locked byte"
    assert not (tmp_path / lock.NAME).exists()


@elsewhere
def test_the_lock_file_is_closed_before_it_is_removed(
    windows: LockedBytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    close, unlink = os.close, Path.unlink

    def noted_close(descriptor: int) -> None:
        done.append("close")
        close(descriptor)

    def noted_unlink(path: Path) -> None:
        done.append(f"unlink {path.name}")
        unlink(path)

    monkeypatch.setattr(os, "close", noted_close)
    monkeypatch.setattr(Path, "unlink", noted_unlink)
    with lock.locked(tmp_path):
        done.clear()
    assert done == ["close", f"unlink {lock.NAME}"]


@elsewhere
@pytest.mark.parametrize(("before", "set_to"), [(850, [65001, 850]), (1252, [65001, 1252]), (0, [])])
def test_the_console_reads_utf_8_and_gets_its_code_page_back(
    before: int, set_to: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[int] = []
    kernel32 = types.SimpleNamespace(GetConsoleOutputCP=lambda: before, SetConsoleOutputCP=calls.append)
    monkeypatch.setattr(ctypes, "windll", types.SimpleNamespace(kernel32=kernel32), raising=False)
    monkeypatch.setattr(streams, "sys", types.SimpleNamespace(platform="win32"))
    with pytest.raises(KeyboardInterrupt), streams.utf8_console():
        raise KeyboardInterrupt
    assert calls == set_to


@elsewhere
def test_the_system_opens_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[str] = []
    monkeypatch.setattr(os, "startfile", opened.append, raising=False)
    monkeypatch.setattr(opening, "sys", types.SimpleNamespace(platform="win32"))
    opening.open_path(tmp_path)
    assert opened == [str(tmp_path.absolute())]


@elsewhere
@pytest.mark.parametrize(("code", "tag"), [(0x0407, "de_DE"), (0x0809, "en_GB"), (0x7FFF, None)])
def test_the_language_of_the_interface(code: int, tag: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    kernel32 = types.SimpleNamespace(GetUserDefaultUILanguage=lambda: code)
    monkeypatch.setattr(ctypes, "windll", types.SimpleNamespace(kernel32=kernel32), raising=False)
    monkeypatch.setattr(environment, "sys", types.SimpleNamespace(platform="win32"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    assert environment.system_languages() == ([tag] if tag else [])


@elsewhere
def test_a_path_dragged_into_a_terminal_keeps_its_backslashes(monkeypatch: pytest.MonkeyPatch) -> None:
    typed = r'"C:\Users\Anna Example\action.docx"'
    monkeypatch.setattr("appealgen.cli.option_values.os", types.SimpleNamespace(name="nt"))
    assert typed_path(typed) == typed.strip('"')


@elsewhere
def test_folders_are_not_flushed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(partial_files, "os", types.SimpleNamespace(name="nt"))
    partial_files.sync_folder(tmp_path)
    partial_files.sync_all()


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_names_of_devices_are_no_ids_of_cases(name: str) -> None:
    assert not is_slug(name) and is_slug(f"{name}-case")


def test_the_commands_of_the_pages_work_in_every_shell() -> None:
    """Single quotation marks mean nothing to cmd.exe, and lines are continued in other ways."""
    commands = [
        line
        for page in (PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md"))
        for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        for line in block.splitlines()
        if line.startswith("appealgen ")
    ]
    assert len(commands) > 30
    assert [line for line in commands if "'" in line or line.endswith("\\") or "$" in line] == []


@on_windows
def test_a_run_in_another_process_holds_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.0)
    begin = "from pathlib import Path; from appealgen.output.lock import locked"
    code = f"{begin}\nwith locked(Path({str(tmp_path)!r})): input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE) as other:
        while not (tmp_path / lock.NAME).exists():
            assert other.poll() is None
        with pytest.raises(WriteError), lock.locked(tmp_path):
            pass
        other.communicate(b"\n")
    with lock.locked(tmp_path):
        pass


@on_windows
def test_a_letter_open_in_another_program_is_an_error_in_words(run: Callable[..., Ran]) -> None:
    write = ("write", "ua-046-19", "--sender", str(PROJECT / "docs" / "examples" / "sender.yaml"), "--yes")
    dated = (*write, "--date", "2019-04-15")
    assert run(*dated).code == 0
    letter = next(Path("letters").rglob("*.docx"))
    with letter.open("rb"):
        ran = run(*dated, "--own-words", "I teach.")
    assert ran.code == 6 and "open in another program" in ran.err
