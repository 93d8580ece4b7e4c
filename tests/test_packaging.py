"""The self-contained program: its children, and its archive."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from pack import packed

from appealgen.child_process import module_command
from appealgen.renderers.pdf import processes
from samples import PROJECT

PROGRAM = PROJECT / "packaging" / "program.py"


def test_a_child_of_an_installed_program_is_python(tmp_path: Path) -> None:
    command = module_command("appealgen.importing.files.pdf_pages")
    assert command == [sys.executable, "-P", "-m", "appealgen.importing.files.pdf_pages"]


def test_a_child_of_the_self_contained_program_is_that_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert module_command("appealgen.x") == [sys.executable, "--run-module", "appealgen.x"]
    assert processes._command() == [sys.executable, "--run-module", "appealgen.renderers.pdf.typesetting"]


def test_the_program_runs_its_own_modules_and_no_others() -> None:
    def ran(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([sys.executable, str(PROGRAM), *arguments], input=b"", capture_output=True, check=False)

    assert ran("--run-module", "appealgen.renderers.pdf.typesetting").returncode == 0
    assert ran("--version").stdout.startswith(b"appealgen ")
    other = ran("--run-module", "this")
    assert other.returncode == 2 and b"Zen" not in other.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dist" / "appealgen"
    (made / "_internal").mkdir(parents=True)
    (made / "_internal" / "data.txt").write_text("data", encoding="utf-8")
    return made


def test_the_archive_keeps_the_program_executable(folder: Path) -> None:
    (folder / "appealgen").write_text("#!", encoding="utf-8")
    (folder / "appealgen").chmod(0o755)
    archive = packed(folder, folder.with_name("appealgen-v1.0.0-linux"))
    first = archive.read_bytes()
    with tarfile.open(archive) as found:
        modes = {entry.name: entry.mode for entry in found.getmembers()}
    assert modes == {"appealgen/appealgen": 0o755, "appealgen/_internal/data.txt": 0o644}
    (folder / "_internal" / "data.txt").touch()
    assert packed(folder, folder.with_name("appealgen-v1.0.0-linux")).read_bytes() == first


def test_the_archive_for_windows_is_a_zip(folder: Path) -> None:
    (folder / "appealgen.exe").write_bytes(b"MZ")
    archive = packed(folder, folder.with_name("appealgen-v1.0.0-windows"))
    with zipfile.ZipFile(archive) as found:
        assert archive.suffix == ".zip" and "appealgen/_internal/data.txt" in found.namelist()
