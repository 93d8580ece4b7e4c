"""The fuzzer reaches each reader: a few altered files are read or refused."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import fuzz


@pytest.mark.parametrize("name", fuzz.READERS)
def test_a_good_file_is_read(name: str, tmp_path: Path) -> None:
    reader = fuzz.READERS[name]()
    path = tmp_path / f"a{reader.suffix}"
    path.write_bytes(reader.seeds[0])
    reader.read(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_crash_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path) -> None:
        raise KeyError(path.name)

    monkeypatch.setattr(fuzz, "READERS", {"broken": lambda: fuzz.Reader((b"a: 1\n",), ".yaml", read)})
    runs, refused, [finding] = fuzz.fuzz("broken", 0.02, random.Random(1), tmp_path / "kept")
    assert runs > 0 and refused == 0 and finding.startswith("KeyError in ")
    assert [kept.name for kept in (tmp_path / "kept").iterdir()] == ["broken-1.yaml"]
