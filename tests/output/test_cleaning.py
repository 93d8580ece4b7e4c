"""Cleaning a folder: no personal data is left, nothing else is lost, and the numbers are as before."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appealgen.errors import AppealgenError, Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.model.case import Case
from appealgen.model.sender import Sender
from appealgen.output import journal
from appealgen.output.cleaning import Cleaning, clean, plan_cleaning
from appealgen.output.entries import entry_of
from appealgen.output.inspection import inspect
from appealgen.output.manifest import read_manifest
from appealgen.output.statistics import statistics
from event_samples import PEOPLE, as_senders, files_below, loaded, making, planned, write, write_cases
from interruptions import KINDS, Kind, interrupted
from manifest_samples import entry, folder
from samples import DATE, plan_for, someone, write_plan

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are POSIX")
TWO = (
    ("Alex Example", "12 Sample Street\nAnytown", "GB", "en"),
    ("Bea Beispiel", "34 Invented Road\nAnytown", "GB", "en"),
)
LETTER = "ann/alex-example/minister.en.docx"


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    root = tmp_path_factory.mktemp("cases")
    write_cases(root)
    return loaded(root, "ann", "bob")


@pytest.fixture(scope="module")
def event(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder written by a batch for two people and two cases; do not change it."""
    out = tmp_path_factory.mktemp("event") / "out"
    write(planned(cases, as_senders(TWO)), making(out))
    return out


@pytest.fixture
def out(event: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(event, tmp_path / "out"))


def cleaned(out: Path, **how: Any) -> Cleaning:
    return clean(plan_cleaning(out, **how), **how)


def counted(out: Path) -> dict[str, Any]:
    """The JSON object of `report`."""
    return statistics([out]).as_json({})


def left_in(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*"))


def words_of(senders: Sequence[Sender]) -> set[str]:
    """Words that must disappear: names, parts of names and addresses as folders and letters have them."""
    texts = [text for sender in senders for text in (sender.name, *sender.address)]
    return {word.casefold() for text in texts for word in text.replace("'", " ").split() if len(word) > 2}


def told_of(out: Path, words: set[str]) -> list[str]:
    """Paths and files that contain one of the words."""
    texts = {path: path.read_text(errors="replace") if path.is_file() else "" for path in (out, *out.rglob("*"))}
    told = [(path.relative_to(out).as_posix(), text) for path, text in texts.items()]
    return [path for path, text in told if any(word in f"{path}\n{text}".casefold() for word in words)]


def test_only_the_manifest_is_left_and_counts(out: Path) -> None:
    before, names = counted(out), words_of(as_senders(TWO))
    assert told_of(out, names)
    done = cleaned(out)
    assert left_in(out) == ["manifest.json"] and told_of(out, names) == []
    assert counted(out) == before and before["letters"] == 4
    assert {item.kind for item in done.files} == {"letter", "envelope", "print", "sheet"}
    found = inspect(out)
    assert (found.problems, found.notices, found.removed) == ((), (), 4)
    entries = list(read_manifest(out).entries.values())
    assert [item.path for item in entries] == [
        "ann/minister.en.1", "ann/minister.en.2", "bob/judge.en.1", "bob/judge.en.2",
    ]  # fmt: skip
    assert {(item.state, item.sender, item.sha256, item.size) for item in entries} == {("removed", 0, "", 0)}


def test_cleaned_again_changes_nothing(out: Path) -> None:
    cleaned(out)
    before = files_below(out)
    assert plan_cleaning(out).is_done and cleaned(out).files == ()
    assert files_below(out) == before


def into_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda path: path.write_bytes(b"edited"), "conflict"),
        (lambda path: (path.unlink(), path.mkdir()), "blocked"),
        pytest.param(into_pipe, "blocked", marks=posix),
        pytest.param(lambda path: (path.unlink(), path.symlink_to("/etc/hostname")), "blocked", marks=posix),
        pytest.param(
            lambda path: (path.parent.rename(path.parents[2] / "b"), path.parent.symlink_to("../b")),
            "blocked",
            marks=posix,
        ),
    ],
)
def test_a_changed_file_stops_everything(out: Path, damage: Callable[[Path], object], code: str) -> None:
    damage(out / LETTER)
    before = left_in(out)
    with pytest.raises(WriteError) as caught:
        cleaned(out)
    assert {problem.code for problem in caught.value.problems} == {code} and left_in(out) == before
    if code == "conflict":
        cleaned(out, overwrite=True)
        assert left_in(out) == ["manifest.json"]
    else:
        with pytest.raises(WriteError):
            cleaned(out, overwrite=True)
        assert left_in(out) == before


@posix
def test_unknown_files_stay_and_links_are_not_followed(out: Path, tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "secret").write_text("x")
    (out / LETTER).with_name("notes.txt").write_text("mine")
    (out / "ann" / "link").symlink_to(tmp_path / "private")
    done = cleaned(out)
    stays = ["ann/alex-example/notes.txt", "ann/link"]
    assert left_in(out) == ["ann", "ann/alex-example", *stays, "manifest.json"]
    assert sorted(str(problem.file) for problem in done.notices) == [str(out / path) for path in stays]
    assert (tmp_path / "private" / "secret").read_text() == "x"
    (out / stays[0]).unlink()
    cleaned(out)
    assert left_in(out) == ["ann", "ann/link", "manifest.json"]


def test_letters_that_were_gone_are_still_gone(out: Path) -> None:
    (out / LETTER).unlink()
    before = counted(out)
    assert [notice["code"] for notice in before["notices"]] == ["gone"]
    cleaned(out)
    assert counted(out) == before and inspect(out).problems == ()
    cleaned(out)
    assert counted(out) == before


def test_notices_count_as_before_without_naming_people(tmp_path: Path, cases: list[Case]) -> None:
    """Notices of left-over letters name their files; that of a closed case has somebody's reason."""
    reason = "as Zora Zacharias asked"
    how: dict[str, Any] = {"date": DATE, "anyway": reason}
    write_plan(plan_for(cases[0], someone(), **how), tmp_path)
    write_plan(plan_for(cases[0], someone(country="DE", reads=("de",)), **how), tmp_path)
    batch = planned(cases[:1], as_senders(TWO[:1]))
    write(batch, making(tmp_path, print_files=False, sheets=False))
    write_plan(plan_for(cases[0], someone(), **how), tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    manifest["notices"] += [Problem(ProblemCode.ANYWAY, message("written: Zora Zacharias"), case="ann").as_json()]
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    before = counted(tmp_path)
    assert {notice["code"] for notice in before["notices"]} >= {"left-over", "anyway"}
    cleaned(tmp_path)
    assert counted(tmp_path) == before
    assert told_of(tmp_path, {"zora", "zacharias", "alex"}) == []


def test_a_letter_in_two_formats_is_one(tmp_path: Path, cases: list[Case]) -> None:
    write_plan(plan_for(cases[0], someone(), date=DATE), tmp_path, formats=("docx", "txt"))
    before = counted(tmp_path)
    cleaned(tmp_path)
    assert counted(tmp_path) == before and before["letters"] == len(read_manifest(tmp_path).entries) == 1


def again(out: Path, cases: Sequence[Case], people: int = 2, day: int = 1) -> int:
    """Write for these people again, and return the number of letters counted."""
    rows = [*TWO, *PEOPLE[2:]][:people]
    write(planned(cases, as_senders(rows), date=DATE.replace(day=day)), making(out, print_files=False, sheets=False))
    number: int = counted(out)["letters"]
    return number


def test_the_same_again_counts_once(out: Path, cases: list[Case]) -> None:
    cleaned(out)
    assert again(out, cases) == 4
    assert [notice["code"] for notice in counted(out)["notices"]] == ["made-again"]
    assert set(inspect(out).statuses.values()) == {"intact"}
    cleaned(out)
    assert counted(out)["letters"] == 4 and left_in(out) == ["manifest.json"]
    assert again(out, cases[:1], people=1) == 4
    assert again(out, cases, people=3) == 6
    cleaned(out)
    assert counted(out)["letters"] == 6


def test_letters_of_another_date_are_others(out: Path, cases: list[Case]) -> None:
    cleaned(out)
    assert again(out, cases, day=2) == 8
    cleaned(out)
    assert counted(out)["letters"] == 8 and counted(out)["notices"] == []


def test_files_added_since_the_plan_are_not_removed(out: Path, cases: list[Case]) -> None:
    shown = plan_cleaning(out)
    again(out, cases, people=3)
    before = files_below(out)
    with pytest.raises(WriteError) as caught:
        clean(shown)
    assert [p.code for p in caught.value.problems] == [ProblemCode.CHANGED_MEANWHILE] and files_below(out) == before


def test_edited_after_it_was_shown(out: Path) -> None:
    shown = plan_cleaning(out)
    (out / LETTER).write_bytes(b"edited")
    with pytest.raises(WriteError):
        clean(shown)
    assert (out / LETTER).read_bytes() == b"edited"


def test_an_unusual_manifest_survives(tmp_path: Path) -> None:
    odd = [("..", "../t"), ("a/b", "t"), ("", ""), ("x" * 900, "y" * 900), ("a b", "é/ü")]
    folder(tmp_path, *(entry(f"x/{n}.en.docx", case=case, target=target) for n, (case, target) in enumerate(odd)))
    for each in tmp_path.glob("x/*"):
        each.unlink()
    before = counted(tmp_path)
    cleaned(tmp_path)
    assert counted(tmp_path) == before and plan_cleaning(tmp_path).is_done


@pytest.mark.parametrize("path", ["C:/x/t.en.docx", "..\\t.en.docx", "x/C:t.en.docx", "/x/t.en.docx", "x/../t.en.docx"])
def test_a_manifest_names_nothing_outside_of_its_folder(path: str) -> None:
    assert entry_of(entry("x/t.en.docx") | {"path": path}) is None


def test_after_a_killed_batch(tmp_path: Path, cases: list[Case]) -> None:
    """Its journal, its partial files and its empty folders go, too."""
    out, batch = tmp_path / "out", planned(cases, as_senders(TWO))
    for at in (20, 50, 90, 500, 60, 70):
        with interrupted(at):
            write(batch, making(out))
        letters = counted(out)["letters"] if (out / "manifest.json").exists() else 0
        if letters:
            cleaned(out)
            assert told_of(out, words_of(as_senders(TWO))) == [] and counted(out)["letters"] == letters


def test_a_journal_that_cannot_be_removed(out: Path, cases: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise its lines would restore what was removed."""
    (out / journal.NAME).write_text("")
    unlink = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path.name == journal.NAME:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(WriteError, match="cannot remove it: Permission denied"):
        cleaned(out)
    assert (out / LETTER).exists() and counted(out)["letters"] == 4


@pytest.fixture(scope="module")
def small_event(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with fewer files; do not change it."""
    out = tmp_path_factory.mktemp("event") / "out"
    write(planned(cases[:1], as_senders(TWO)), making(out, sheets=False))
    return out


@pytest.mark.parametrize("kind", KINDS)
def test_ended_at_any_moment_it_is_run_again(small_event: Path, tmp_path: Path, kind: Kind) -> None:
    before, files, at, ended = counted(small_event), files_below(small_event), 0, False
    while not ended:
        at += 1
        out = Path(shutil.copytree(small_event, tmp_path / f"out{at}"))
        ended = cleaning_ends(out, at, kind)
        left = {
            path: hashed for path, hashed in files_below(out).items() if not path.rpartition("/")[2].startswith(".")
        }
        assert counted(out) == before, at
        known = read_manifest(out).entries
        assert [path for path in left if path != "manifest.json" and path not in known] == []
        assert {path: files[path] for path in left if path != "manifest.json"}.items() <= files.items()
        assert inspect(out).problems == ()
        cleaned(out)
        assert left_in(out) == ["manifest.json"] and counted(out) == before
        assert told_of(out, words_of(as_senders(TWO))) == []
    assert at > 20


def cleaning_ends(out: Path, at: int, kind: Kind) -> bool:
    """Clean a folder and end it at an operation; returns whether it completed, having fewer."""
    with interrupted(at, kind) as interruption:
        try:
            cleaned(out)
        except (AppealgenError, KeyboardInterrupt):
            assert interruption.count >= at
    return interruption.count < at


names = st.lists(st.text("ÄbcЖЩзا가", min_size=3, max_size=8), min_size=1, max_size=2).map(" ".join)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(names, names), min_size=1, max_size=3), st.sampled_from([("docx",), ("txt",), ("docx", "txt")])
)
def test_no_word_of_a_person_is_left(
    tmp_path_factory: pytest.TempPathFactory, cases: list[Case], rows: list[tuple[str, str]], formats: tuple[str, ...]
) -> None:
    out = tmp_path_factory.mktemp("property") / "out"
    senders = as_senders(
        [(f"Zq{name}", f"Xq{address} 17\nAnytown", "GB", "en") for name, address in dict(rows).items()]
    )
    write(planned(cases, senders), making(out, formats=formats))
    folders = {path.parent.name for path in out.rglob("*.en.*")}
    before = counted(out)
    cleaned(out)
    words = {word for sender in senders for word in (sender.name.casefold(), *map(str.casefold, sender.address))}
    assert told_of(out, words | folders | {"zq", "xq"}) == []
    assert counted(out) == before and left_in(out) == ["manifest.json"]
