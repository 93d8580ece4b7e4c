"""Starter files: no existing file is replaced, and a killed run can be repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from appealgen.errors import WriteError
from appealgen.output.lock import locked
from appealgen.workflows.starters import write_new


def test_a_killed_run_is_continued(tmp_path: Path) -> None:
    """Its case file is written last: until then there is no case."""
    files = {tmp_path / "ann" / name: name.encode() for name in ("case.yaml", "letter.en.md", "case.schema.json")}
    (tmp_path / "ann").mkdir()
    (tmp_path / "ann" / ".appealgen.lock").touch()
    (tmp_path / "ann" / ".case.yaml.0123456789ab.part").touch()
    (tmp_path / "ann" / "letter.en.md").write_bytes(b"letter.en.md")
    write_new(files)
    assert {path: path.read_bytes() for path in (tmp_path / "ann").iterdir()} == files
    with pytest.raises(WriteError, match="already exists"):
        write_new(files)


def test_what_is_there_is_not_replaced_though_a_part_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(WriteError, match="already exists"):
        write_new({tmp_path / "a": b"theirs", tmp_path / "b": b"b"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"] and (tmp_path / "a").read_bytes() == b"mine"


def test_two_runs_do_not_make_one_folder(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(WriteError, match="another run"):
        write_new({tmp_path / "a": b"a"})
