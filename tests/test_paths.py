"""The functions of `paths` with every kind of path."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from appealgen import paths
from appealgen.errors import AppealgenError, DocumentError, InputError, WriteError

PACKAGE = Path(__file__).parents[1] / "src" / "appealgen"
posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes")
NOTHING = ["x" * 600, "x/" * 3000, "a\0b", "file/below", "loop", "loop/below", "nowhere", "missing"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "file").write_bytes(b"12345")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere").symlink_to("missing")
    os.mkfifo(tmp_path / "pipe")
    return tmp_path


@posix
@pytest.mark.parametrize("name", NOTHING)
def test_a_missing_path_raises_nothing(folder: Path, name: str) -> None:
    path = folder / name
    assert (paths.is_file(path), paths.is_folder(path), paths.is_there(path)) == (False, False, False)
    assert paths.is_taken(path) == paths.is_link(path) == (name in ("loop", "nowhere"))
    assert paths.entries(path) == []
    assert isinstance(paths.real(path), Path)
    with pytest.raises(InputError, match=r"cannot read it: \w+"):
        paths.read_file(path)


@posix
@pytest.mark.parametrize("path", ["folder", "pipe", os.devnull])
@pytest.mark.parametrize("error", [InputError, WriteError, DocumentError])
def test_only_files_are_read(folder: Path, path: str, error: type[AppealgenError]) -> None:
    with pytest.raises(error) as raised:
        paths.read_file(folder / path, error=error, file="it")
    assert [problem.file for problem in raised.value.problems] == ["it"]
    assert "not a file that can be read" in str(raised.value)


@pytest.mark.parametrize(("most", "read"), [(None, b"12345"), (5, b"12345"), (3, b"1234"), (0, b"1")])
def test_reading_stops_when_the_limit_is_exceeded(tmp_path: Path, most: int | None, read: bytes) -> None:
    (tmp_path / "file").write_bytes(b"12345")
    assert paths.read_file(tmp_path / "file", most) == read


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_is_closed_to_us(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    assert not paths.is_there(tmp_path / "closed" / "file") and paths.entries(tmp_path / "closed") == []
    with pytest.raises(InputError, match="cannot read it"):
        paths.read_file(tmp_path / "closed" / "file")


@posix
def test_a_free_path_is_no_link_either(folder: Path) -> None:
    assert paths.first_free(folder / name for name in ("file", "loop", "nowhere", "new")) == folder / "new"


ASKING = {"is_file", "is_dir", "exists", "is_symlink", "resolve", "iterdir", "glob", "rglob", "lexists"}
OURS = {"resources.py", "locales.py"}
"""`resources.py` looks for the package itself, `locales.py` for Babel."""


def _calls(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return [f"{path.name}:{node.lineno}" for node in attributes if node.attr in ASKING]


def test_nothing_else_asks_what_stands_at_a_path() -> None:
    asking = {path.name: _calls(path) for path in sorted(PACKAGE.rglob("*.py"))}
    assert asking.pop("paths.py") and all(asking.pop(name) for name in OURS), "the test looks in the wrong place"
    assert [place for places in asking.values() for place in places] == []
