"""Writing batches: again, changed, stopped, killed, and on a full disk."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from appealgen.errors import WriteError
from appealgen.events.page_index import rows_of
from appealgen.events.plan import Batch
from appealgen.events.print_files import PrintOptions
from appealgen.events.survey import survey_batch
from appealgen.model.case import Case
from appealgen.model.identifiers import Tag
from appealgen.output.entries import FileEntry
from appealgen.output.journal import NAME as JOURNAL
from appealgen.output.lock import NAME as LOCK
from event_samples import PEOPLE, as_senders, files_below, loaded, making, manifest, people, planned, roster, write
from event_samples import write_cases as write_cases_into
from samples import write_files

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and file modes are POSIX")


@pytest.fixture
def cases(tmp_path: Path) -> list[Case]:
    write_cases_into(tmp_path)
    return loaded(tmp_path, "ann", "bob")


@pytest.fixture
def batch(cases: list[Case]) -> Batch:
    return planned(cases, as_senders(PEOPLE))


def snapshot(out: Path) -> dict[str, tuple[int, str]]:
    """Every file with its content and its time of writing."""
    return {path: ((out / path).stat().st_mtime_ns, hashed) for path, hashed in files_below(out).items()}


def test_the_manifest_names_every_file_with_its_hash(batch: Batch, tmp_path: Path) -> None:
    out = tmp_path / "out"
    report = write(batch, making(out, formats=("docx", "txt")))
    written = files_below(out)
    del written["manifest.json"]
    assert {entry["path"]: entry["sha256"] for entry in manifest(out)["files"]} == written
    assert report.files == {"written": len(written)}
    text = (out / "manifest.json").read_text(encoding="utf-8")
    assert not any(words in text for words in ("Alex Example", "Sample Street", "example.org", "Иван Пример"))


@posix
def test_files_and_folders_are_private(batch: Batch, tmp_path: Path) -> None:
    write(batch, making(tmp_path / "out"))
    for path in (tmp_path / "out", *(tmp_path / "out").rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_again_changes_nothing(batch: Batch, tmp_path: Path) -> None:
    options = making(tmp_path / "out", formats=("docx", "txt"), printing=PrintOptions(covers=True, split=3))
    write(batch, options)
    before = snapshot(tmp_path / "out")
    report = write(batch, options)
    after = snapshot(tmp_path / "out")
    assert report.files == {"identical": len(before) - 1}
    assert {path for path in before if before[path] != after[path]} <= {"manifest.json"}
    assert before["manifest.json"][1] == after["manifest.json"][1]


def test_other_words_replace_and_a_row_that_went_is_left_over(cases: list[Case], tmp_path: Path) -> None:
    out, everyone = tmp_path / "out", as_senders(PEOPLE)
    write(planned(cases, everyone), making(out, sheets=False))
    report = write(
        planned(cases, everyone, own_words="I add this.", own_words_language=Tag("en")), making(out, sheets=False)
    )
    letters = [path for path in files_below(out) if path.endswith(".en.docx")]
    prints = [path for path in files_below(out) if path.startswith("print/letters")]
    assert report.files["replaced"] == len(letters) + len(prints)
    before = files_below(out)
    report = write(
        planned(cases, everyone[:-1], own_words="I add this.", own_words_language=Tag("en")), making(out, sheets=False)
    )
    [ann, bob, *pile] = [notice for notice in report.notices if notice.code == "left-over"]
    assert (ann.case, bob.case) == ("ann", "bob") and ann.message.endswith("(pat-oexample)")
    assert ["out of the pile: " in notice.message for notice in pile] == [True]
    gone = {path: hashed for path, hashed in before.items() if "/pat-" in path}
    assert len(gone) == 4 and gone.items() <= files_below(out).items()


def test_a_part_of_a_batch_says_nothing_of_the_others(cases: list[Case], tmp_path: Path) -> None:
    from dataclasses import replace

    out, everyone = tmp_path / "out", as_senders(PEOPLE)
    write(planned(cases, everyone), making(out, sheets=False, print_files=False))
    some = replace(planned(cases, everyone[:1]), picked=True)
    report = write(some, making(out, sheets=False, print_files=False))
    assert report.files == {"identical": 4}
    assert not [notice for notice in report.notices if notice.code == "left-over"]


def test_dry_run_writes_nothing_and_names_the_same_files(batch: Batch, tmp_path: Path) -> None:
    from appealgen.events.run import write_batch

    named: dict[bool, list[tuple[str, int]]] = {True: [], False: []}
    for dry in (True, False):
        options = making(tmp_path / "out", printing=PrintOptions(covers=True), dry_run=dry)

        def note(entry: FileEntry, dry: bool = dry) -> None:
            named[dry].append((entry.path, entry.pages))

        write_batch(batch, survey_batch(batch, options), options, note)
        assert (tmp_path / "out").exists() is not dry
    assert named[True] == named[False] and len(named[True]) == len(files_below(tmp_path / "out")) - 1


@pytest.mark.parametrize(
    "edited",
    ["ann/alex-example/minister.en.docx", "print/letters-A4.docx", "print/tally.docx", "print/packing-lists.docx"],
)
def test_an_edited_file_is_a_conflict_before_writing(cases: list[Case], tmp_path: Path, edited: str) -> None:
    out, everyone = tmp_path / "out", as_senders(PEOPLE)
    write(planned(cases, everyone), making(out))
    (out / edited).write_bytes(b"edited")
    before = files_below(out)
    changed = planned(cases, [*everyone, *as_senders(people(1))], own_words="Other.", own_words_language=Tag("en"))
    with pytest.raises(WriteError) as caught:
        write(changed, making(out))
    assert [(problem.code, problem.file) for problem in caught.value.problems] == [("conflict", str(out / edited))]
    assert files_below(out) == before
    write(changed, making(out, overwrite=True))
    assert (out / edited).read_bytes() != b"edited"


@pytest.mark.parametrize("place", ["ann", "print", "ann/alex-example/minister.en.docx"])
def test_a_taken_path_is_reported_before_writing(batch: Batch, tmp_path: Path, place: str) -> None:
    out = tmp_path / "out"
    if place.endswith(".docx"):
        (out / place / "folder").mkdir(parents=True)
    else:
        write_files(out, {place: "x"})
    with pytest.raises(WriteError) as caught:
        write(batch, making(out, overwrite=True))
    assert {problem.code for problem in caught.value.problems} == {"blocked"}
    assert all(str(problem.file).startswith(str(out / place)) for problem in caught.value.problems)
    assert not (out / "manifest.json").exists()


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, BaseException], None]:
    """Fill the disk, or interrupt the run, after a number of files."""

    def set_up(after: int, error: BaseException) -> None:
        real, count = os.replace, iter(range(10_000))

        def replace(source: Any, target: Any) -> None:
            if next(count) == after:
                raise error
            real(source, target)

        monkeypatch.setattr(os, "replace", replace)

    return set_up


@pytest.mark.parametrize("after", [0, 3, 16, 17, 18, 20])
@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "stopped"]
)
def test_stopped_at_any_file_it_leaves_whole_ones_and_can_go_on(
    cases: list[Case],
    tmp_path: Path,
    failing: Callable[[int, BaseException], None],
    monkeypatch: pytest.MonkeyPatch,
    after: int,
    error: BaseException,
) -> None:
    out = tmp_path / "out"
    batch = planned(cases, as_senders(PEOPLE))
    undisturbed = tmp_path / "undisturbed"
    write(batch, making(undisturbed))
    wanted = files_below(undisturbed)
    assert len(wanted) > 20
    failing(after, error)
    with pytest.raises(WriteError if isinstance(error, OSError) else KeyboardInterrupt) as caught:
        write(batch, making(out))
    if isinstance(caught.value, WriteError):
        assert "No space left on device" in caught.value.problems[0].message
    monkeypatch.undo()
    left = files_below(out)
    listed = {entry["path"]: entry["sha256"] for entry in manifest(out)["files"]}
    assert listed == {path: hashed for path, hashed in left.items() if path != "manifest.json"}
    assert len(listed) == after and listed.items() <= wanted.items()
    report = write(batch, making(out))
    assert report.files.get("identical", 0) == after
    assert files_below(out) == wanted


@pytest.mark.parametrize("after", [0, 3, 17, 20])
def test_a_file_is_recognized_from_the_moment_it_is_placed(
    cases: list[Case], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    real, count, out = os.replace, iter(range(10_000)), tmp_path / "out"

    def replace(source: Any, target: Any) -> None:
        real(source, target)
        if next(count) == after:
            raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        write(planned(cases, as_senders(PEOPLE)), making(out))
    monkeypatch.undo()
    left = files_below(out)
    del left["manifest.json"]
    assert len(left) == after + 1 and {entry["path"]: entry["sha256"] for entry in manifest(out)["files"]} == left


def test_a_disk_that_fills_up_in_the_middle_of_a_file(
    cases: list[Case], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not only when a file is closed: a print file exceeds the buffer of its stream."""
    from appealgen.renderers.docx import package

    real, count = package.GrowingPackage.add, iter(range(10_000))

    def add(self: Any, pieces: Any) -> None:
        if next(count) == 5:
            raise OSError(28, "No space left on device")
        real(self, pieces)

    monkeypatch.setattr(package.GrowingPackage, "add", add)
    with pytest.raises(WriteError) as caught:
        write(planned(cases, as_senders(people(5))), making(tmp_path / "out"))
    assert "No space left" in caught.value.problems[0].message and "print" in str(caught.value.problems[0].file)
    assert not [path for path in files_below(tmp_path / "out") if path.endswith(".part")]


RUN = [sys.executable, "-c", "from appealgen.cli import main; main()"]
COUNT = 150


def start(folder: Path, *more: str) -> subprocess.Popen[str]:
    command = [*RUN, "batch", "./ann", "./bob", "--senders", "r.csv", "--date", "2020-02-01", "--no-input", *more]
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    return subprocess.Popen(
        command, cwd=folder, env=os.environ | home, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def stop_midway(folder: Path, how: signal.Signals, lines: int = 50) -> tuple[int, str]:
    """Start a run, and stop it when some files are in its journal; returns its exit code and output."""
    running = start(folder)
    journal = folder / "letters" / JOURNAL
    until = time.monotonic() + 60
    while running.poll() is None and (not journal.exists() or journal.read_bytes().count(b"\n") < lines):
        assert time.monotonic() < until
        time.sleep(0.002)
    running.send_signal(how)
    _, said = running.communicate()
    return running.returncode, said


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("undisturbed")
    write_cases_into(folder)
    write_files(folder, {"r.csv": roster(people(COUNT))})
    running = start(folder)
    running.communicate()
    assert running.returncode == 0
    return folder / "letters"


@posix
@pytest.mark.parametrize(("how", "code"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_a_run_that_was_stopped_goes_on(tmp_path: Path, undisturbed: Path, how: signal.Signals, code: int) -> None:
    write_cases_into(tmp_path)
    write_files(tmp_path, {"r.csv": roster(people(COUNT))})
    ended, said = stop_midway(tmp_path, how)
    out, wanted = tmp_path / "letters", files_below(undisturbed)
    assert ended == code
    left = {path for path in files_below(out) if not path.endswith(("manifest.json", ".part", JOURNAL, LOCK))}
    assert 40 <= len(left) < 4 * COUNT, "it was stopped midway"
    assert all(wanted[path] == hashed for path, hashed in files_below(out).items() if path in left)
    if how == signal.SIGINT:
        assert "run it again to continue" in said and "Traceback" not in said
        assert set(files_below(out)) == left | {"manifest.json"}
        assert {entry["path"] for entry in manifest(out)["files"]} == left
    else:
        assert (out / JOURNAL).exists() and not (out / "manifest.json").exists()
        assert any(path.endswith(".part") for path in files_below(out)), "print files were begun"
    running = start(tmp_path, "--json")
    told, _ = running.communicate()
    assert running.returncode == 0 and told.count('"state": "identical"') >= 40
    assert files_below(out) == wanted


@posix
def test_a_killed_run_continues_with_a_changed_roster(tmp_path: Path) -> None:
    write_cases_into(tmp_path)
    write_files(tmp_path, {"r.csv": roster(people(COUNT))})
    assert stop_midway(tmp_path, signal.SIGKILL)[0] == -9
    moved = [(*row, "Elsewhere") for row in people(COUNT)]
    write_files(tmp_path, {"r.csv": roster(moved)})
    running = start(tmp_path)
    _, said = running.communicate()
    assert running.returncode == 0, said
    found = files_below(tmp_path / "letters")
    assert {
        entry["path"]: entry["sha256"] for entry in manifest(tmp_path / "letters")["files"]
    }.items() <= found.items()
    assert not [path for path in found if path.endswith((".part", JOURNAL))]
    anew = tmp_path / "anew"
    running = start(tmp_path, "--out", str(anew))
    running.communicate()
    assert {p: h for p, h in files_below(anew).items() if p != "manifest.json"} == {
        p: h for p, h in found.items() if p != "manifest.json"
    }


def test_a_print_file_that_is_left_alone_has_its_earlier_pages_in_the_index(tmp_path: Path, cases: list[Case]) -> None:
    senders, index = as_senders(people(3)), tmp_path / "out" / "print" / "index.csv"
    options = making(tmp_path / "out", keep_edited=True, sheets=False)
    write(planned(cases[:1], senders), options)
    before = rows_of(index)
    edited, single = (
        next(index.parent.glob("letters-*.docx")),
        next((tmp_path / "out" / "ann" / "person-0001x").iterdir()),
    )
    edited.write_bytes(b"edited")
    single.write_bytes(b"edited")
    for _ in range(2):
        report = write(planned(cases[:1], senders[1:]), options)
        [own, printed] = [notice for notice in report.notices if notice.code == "edits-kept"]
        assert single.name in own.message and "without the edits" in str(own.hint)
        assert printed.message.endswith(f"print/{edited.name}") and "in the index" in str(printed.hint)
        now = rows_of(index)
        assert [row for row in now if row.file == edited.name] == [row for row in before if row.file == edited.name]
        assert {row.person for row in now if row.file != edited.name} == {"person-0001x", "person-0002x"}
