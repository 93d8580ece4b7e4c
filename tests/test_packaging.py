"""The self-contained program: its children, and its archive."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
import yaml
from pack import packed
from recipes import PLATFORMS, write

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


def data_files(package: str) -> list[str]:
    """Files of an installed package that are neither code nor about the package itself."""
    code = {".py", ".pyi", ".so", ".pyd", ".dll", ".typed", ".pyc", ".pxd", ".pxi", ".c", ".h", ".md", ".txt", ".yaml"}
    found = distribution(package).files or ()
    inside = [path for path in found if path.parts[0] != ".." and not path.parts[0].endswith((".dist-info", ".data"))]
    return [str(path) for path in inside if path.suffix not in code]


def test_the_program_brings_the_data_of_its_packages() -> None:
    """Without the tables of anyascii, a letter to an address in another script ended with a traceback."""
    spec = (PROJECT / "packaging" / "appealgen.spec").read_text(encoding="utf-8")
    lock = (PROJECT / "requirements.hashes.txt").read_text(encoding="utf-8")
    by_hooks_of_pyinstaller = {"lxml", "pypdfium2"}
    packages = set(re.findall(r"(?m)^([a-z0-9-]+)==", lock)) - by_hooks_of_pyinstaller
    names = {"python-docx": "docx"}
    brought = {names.get(each, each) for each in packages if installed(each) and data_files(each)}
    assert {"anyascii", "babel", "docx"} <= brought
    assert [each for each in brought if f'collect_data_files("{each}")' not in spec] == []


def installed(package: str) -> bool:
    """Whether a package of the lock is here: some are for Windows only."""
    try:
        return bool(distribution(package))
    except PackageNotFoundError:
        return False


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    files = tmp_path / "files"
    files.mkdir()
    for platform in PLATFORMS:
        suffix = "zip" if platform.startswith("windows") else "tar.gz"
        (files / f"appealgen-v1.2.3-{platform}.{suffix}").write_text(platform, encoding="utf-8")
    return files


def test_the_recipes_name_the_programs_of_the_release(programs: Path, tmp_path: Path) -> None:
    write(programs, "https://example.org/anna/appealgen", "v1.2.3", tmp_path / "out")
    texts = {str(p.relative_to(tmp_path / "out").as_posix()): p.read_text() for p in (tmp_path / "out").rglob("*.*")}
    assert sorted(texts) == [
        "homebrew/appealgen.rb",
        "scoop/appealgen.json",
        "winget/anna.appealgen.installer.yaml",
        "winget/anna.appealgen.locale.en-US.yaml",
        "winget/anna.appealgen.yaml",
    ]
    where = "https://example.org/anna/appealgen/releases/download/v1.2.3/appealgen-v1.2.3-"
    scoop = json.loads(texts["scoop/appealgen.json"])
    assert scoop["architecture"]["64bit"]["url"] == f"{where}windows-x86_64.zip"
    windows = scoop["architecture"]["64bit"]["hash"]
    winget = yaml.safe_load(texts["winget/anna.appealgen.installer.yaml"])
    assert winget["Installers"] == [
        {"Architecture": "x64", "InstallerUrl": f"{where}windows-x86_64.zip", "InstallerSha256": windows}
    ]
    assert winget["PackageVersion"] == scoop["version"] == "1.2.3"
    brewed = re.findall(r'url "(.*)"\n +sha256 "([0-9a-f]{64})"', texts["homebrew/appealgen.rb"])
    assert [url.removeprefix(where) for url, _ in brewed] == [
        "macos-arm64.tar.gz",
        "macos-x86_64.tar.gz",
        "linux-x86_64.tar.gz",
    ]
    assert len({windows, *(hash for _, hash in brewed)}) == 4


def test_a_release_without_one_of_its_programs_has_no_recipes(programs: Path, tmp_path: Path) -> None:
    (programs / "appealgen-v1.2.3-macos-arm64.tar.gz").unlink()
    with pytest.raises(SystemExit, match="0 programs for macos-arm64"):
        write(programs, "https://example.org/anna/appealgen", "v1.2.3", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_release_names_its_programs_as_the_recipes_do() -> None:
    release = (PROJECT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    assert sorted(re.findall(r"name: ((?:linux|macos|windows)-\w+)", release)) == sorted(PLATFORMS)
