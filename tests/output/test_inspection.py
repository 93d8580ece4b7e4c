from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from appealgen.errors import InputError, ProblemCode
from appealgen.model.case import Case
from appealgen.output.inspection import FileStatus, inspect
from event_samples import as_senders, files_below, loaded, making, planned, write, write_cases
from event_samples import manifest as read
from manifest_samples import entry, folder
from samples import DATE, plan_for, someone, write_plan

posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and modes are POSIX")
LETTER = "ann/alex-example/minister.en.docx"
FOLDER = "ann/alex-example"


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    root = tmp_path_factory.mktemp("cases")
    write_cases(root)
    return loaded(root, "ann")


@pytest.fixture
def out(tmp_path: Path, cases: list[Case]) -> Path:
    """The folder of a batch for two people."""
    people = [("Alex Example", "1 Street\nTown", "GB", "en"), ("Bea", "2 Street\nTown", "GB", "en")]
    write(planned(cases, as_senders(people)), making(tmp_path / "out"))
    return tmp_path / "out"


def found(out: Path) -> dict[str, FileStatus]:
    """Files that changed since they were written."""
    return {path: status for path, status in inspect(out).statuses.items() if status != "intact"}


def link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def in_place_of(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        path.unlink()
        make(path)

    return damage


def linked_folder(path: Path) -> None:
    path.parent.rename(path.parents[1] / "elsewhere")
    path.parent.symlink_to("elsewhere")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


DAMAGES: dict[str, tuple[Callable[[Path], object], FileStatus]] = {
    "removed": (Path.unlink, "missing"),
    "moved": (lambda path: path.rename(path.with_name("x.docx")), "missing"),
    "one byte less": (cut_off, "changed"),
    "empty": (lambda path: path.write_bytes(b""), "changed"),
    "a link": (link, "blocked"),
    "a link to nothing": (in_place_of(lambda path: path.symlink_to("nowhere")), "blocked"),
    "a pipe": (in_place_of(lambda path: os.mkfifo(path)), "blocked"),  # noqa: PLW0108  Windows has none
    "a folder": (in_place_of(Path.mkdir), "blocked"),
}


def test_all_is_as_it_was_written(out: Path) -> None:
    result = inspect(out)
    assert set(result.statuses.values()) == {"intact"} and len(result.statuses) == len(read(out)["files"]) == 11
    assert (result.problems, result.notices, result.removed) == ((), (), 0)


@posix
@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file(out: Path, name: str) -> None:
    damage, status = DAMAGES[name]
    damage(out / LETTER)
    others = [path for path, each in found(out).items() if each != "unknown"]
    assert (found(out)[LETTER], others) == (status, [LETTER])


@posix
def test_a_folder_that_is_a_link_or_a_file(out: Path) -> None:
    linked_folder(out / LETTER)
    elsewhere = {path.replace("elsewhere", "alex-example") for path in found(out) if "elsewhere" in path}
    assert {path: status for path, status in found(out).items() if "elsewhere" not in path} == {
        **dict.fromkeys(elsewhere, "blocked"),
        FOLDER: "unknown",
    }
    (out / FOLDER).unlink()
    (out / FOLDER).write_text("a file")
    assert found(out)[LETTER] == "blocked"


def test_unreadable_values(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuses(path: Path, *how: Any, **more: Any) -> Any:
        if path.name == "minister.en.docx":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", refuses)
    assert set(found(out).values()) == {"unreadable"} and LETTER in found(out)


@posix
def test_unknown_files_are_named_and_links_not_followed(out: Path, tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "secret").write_text("x")
    (out / "link").symlink_to(tmp_path / "private")
    os.mkfifo(out / "ann" / "pipe")
    (out / FOLDER / "manifest.json").write_text("not ours: ours is at the top")
    (out / "empty").mkdir()
    assert found(out) == dict.fromkeys(("link", "ann/pipe", f"{FOLDER}/manifest.json"), "unknown")


@pytest.mark.parametrize("name", [".manifest.journal", ".appealgen.lock", f"{FOLDER}/.x.docx.0123456789ab.part"])
def test_the_remains_of_a_killed_run_are_recognized(out: Path, name: str) -> None:
    (out / name).write_text("")
    result = inspect(out)
    assert [notice.code for notice in result.notices] == [ProblemCode.INTERRUPTED] and result.problems == ()


def test_nothing_is_changed(out: Path) -> None:
    before = files_below(out)
    inspect(out)
    assert files_below(out) == before


def test_a_name_that_a_file_system_decomposes(tmp_path: Path) -> None:
    out = folder(tmp_path, entry("x/0002-zoë/t.en.docx"), files=False)
    (out / "x" / "0002-zoe\u0308").mkdir(parents=True)
    (out / "x" / "0002-zoe\u0308" / "t.en.docx").write_text("x")
    assert "unknown" not in found(out).values()


def test_one_sender(tmp_path: Path, cases: list[Case]) -> None:
    write_plan(plan_for(cases[0], someone(), date=DATE), tmp_path)
    assert found(tmp_path) == {}


def test_a_folder_without_a_manifest_and_a_broken_one(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        inspect(tmp_path)
    assert [p.code for p in caught.value.problems] == [ProblemCode.NO_MANIFEST]
    with pytest.raises(InputError, match="there is no such folder"):
        inspect(tmp_path / "none")
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(InputError) as caught:
        inspect(tmp_path)
    assert [p.code for p in caught.value.problems] == [ProblemCode.NOT_A_MANIFEST]
    assert "intact copy" in str(caught.value.problems[0].hint)
