import json
import os
import sys
from pathlib import Path

import pytest

from appealgen.errors import InputError, Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.output.classification import sha256
from appealgen.output.entries import FileEntry
from appealgen.output.journal import NAME as JOURNAL
from appealgen.output.journal import Journal
from appealgen.output.manifest import Manifest, manifest_of, merged, read_manifest, settle
from manifest_samples import manifest_object


def entry(path: str, state: str = "written", sha256: str = "1") -> FileEntry:
    return FileEntry(
        path=path, kind="letter", format="docx", state=state, case=path.split("/", maxsplit=1)[0], target="t", sender=1,  # type: ignore[arg-type]
        language="en", language_reason="", pages=1, sheets=1, size=1, sha256=sha256,
    )  # fmt: skip


def again(data: bytes) -> Manifest:
    """Read a written manifest."""
    found = manifest_of(json.loads(data))
    assert found is not None
    return found


def test_runs_are_merged_by_path() -> None:
    first = again(
        merged(Manifest(), [Problem(ProblemCode.CLOSED, message("m"), case="x")], [entry("x/1"), entry("x/2")])
    )
    second = again(merged(first, [Problem(ProblemCode.DOUBT, message("m"), case="y")], [entry("y/1")]))
    assert list(second.entries) == ["x/1", "x/2", "y/1"]
    assert [n.code for n in second.notices] == ["closed", "doubt"]
    third = again(merged(second, [], [entry("x/1", "replaced", "2")]))
    assert [(e.path, e.state, e.sha256) for e in third.entries.values()][0] == ("x/1", "replaced", "2")
    assert [n.code for n in third.notices] == ["doubt"]


def test_a_run_without_changes_leaves_the_manifest_unchanged() -> None:
    first = merged(Manifest(), [], [entry("x/1")])
    assert merged(again(first), [], [entry("x/1", "identical")]) == first


@pytest.mark.parametrize(
    ("earlier", "state"),
    [({}, "written"), ({"a": "same"}, "replaced"), ({"a": "other"}, "replaced")],
)
def test_files_of_a_killed_run_are_not_reported_as_existing(earlier: dict[str, str], state: str) -> None:
    known = {path: entry(path)._replace(state="replaced", sha256=digest) for path, digest in earlier.items()}
    found = entry("a")._replace(state="identical", sha256="same")
    assert json.loads(merged(Manifest(known), (), [found]))["files"][0]["state"] == state


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2}', '{"version": 1}', '{"version": 1, "files": [1]}', "\x00"]
)
def test_something_else_is_not_taken_for_a_manifest(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_manifest(tmp_path)
    assert caught.value.problems[0].code == "not-a-manifest"


def test_a_newer_manifest_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"version": 2, "files": {}}', encoding="utf-8")
    with pytest.raises(InputError, match="written by a newer appealgen"):
        read_manifest(tmp_path)


def test_a_file_left_alone_keeps_its_state_and_gets_new_details() -> None:
    first = again(merged(Manifest(), [], [entry("x/1")]))
    second = again(merged(first, [], [entry("x/1", "identical")._replace(weight_g=19)]))
    assert [(e.state, e.weight_g) for e in second.entries.values()] == [("written", 19)]


def placed(out: Path, path: str, data: bytes = b"x") -> FileEntry:
    """Write a file, and return its entry."""
    (out / path).parent.mkdir(parents=True, exist_ok=True)
    (out / path).write_bytes(data)
    return entry(path, sha256=sha256(data))


def killed(out: Path, *files: FileEntry) -> None:
    """A run that recorded files and did not end."""
    journal = Journal(out)
    for each in files:
        journal.add(each)
    journal.stream.close()


def test_a_journal_becomes_the_manifest(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    files = [placed(tmp_path, "x/1"), placed(tmp_path, "y/1")]
    for each in files:
        journal.add(each)
    settle(
        journal,
        read_manifest(tmp_path),
        [Problem(ProblemCode.CLOSED, message("m"), case="x"), Problem(ProblemCode.TIES, message("m"), case="x")],
        ["x", "y"],
    )
    assert (tmp_path / "manifest.json").read_bytes() == merged(
        Manifest(), [Problem(ProblemCode.CLOSED, message("m"), case="x")], files
    )
    assert not (tmp_path / JOURNAL).exists()


def test_a_second_journal_goes_over_the_manifest_of_the_first(tmp_path: Path) -> None:
    first = again(merged(Manifest(), [], [placed(tmp_path, "x/1"), placed(tmp_path, "x/2")]))
    journal = Journal(tmp_path)
    second = [entry("x/1", "identical", sha256(b"x")), placed(tmp_path, "x/3")]
    for each in second:
        journal.add(each)
    settle(journal, first, [], ["x"])
    assert (tmp_path / "manifest.json").read_bytes() == merged(first, [], second)
    assert [e["state"] for e in json.loads((tmp_path / "manifest.json").read_bytes())["files"]] == ["written"] * 3


@pytest.mark.parametrize(
    ("end", "known"),
    [
        ("", ["x/1", "x/2", "x/3"]),
        ('{"path": "x/4", "sha', ["x/1", "x/2", "x/3"]),
        ("gone", ["x/1", "x/2"]),
        ("another run", ["x/1", "x/2", "x/9"]),
        ("\x00\x00", ["x/1", "x/2", "x/3"]),
    ],
)
def test_remains_of_a_killed_run(tmp_path: Path, end: str, known: list[str]) -> None:
    """A line precedes its file: the last one is undecided, and only the next run ends it."""
    killed(tmp_path, *(placed(tmp_path, name) for name in ("x/1", "x/2", "x/3")))
    if end in ("gone", "another run"):
        (tmp_path / "x/3").unlink()
    if end == "another run":
        killed(tmp_path, placed(tmp_path, "x/9"))
    elif end != "gone":
        with (tmp_path / JOURNAL).open("a", encoding="utf-8") as stream:
            stream.write(end)
    assert list(read_manifest(tmp_path).entries) == known


def test_a_letter_of_a_killed_run_that_is_no_longer_planned_is_withdrawn(tmp_path: Path) -> None:
    killed(tmp_path, placed(tmp_path, "x/1"), placed(tmp_path, "x/2"))
    known = read_manifest(tmp_path)
    journal = Journal(tmp_path)
    journal.add(known.entries["x/1"]._replace(state="identical"))
    settle(journal, known, [], ["x"], [known.entries["x/2"]])
    assert [e.state for e in read_manifest(tmp_path).entries.values()] == ["written", "withdrawn"]


def test_a_file_that_was_to_be_replaced_is_still_recognized(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(merged(Manifest(), [], [placed(tmp_path, "x/1", b"old")]))
    killed(tmp_path, entry("x/1", "replaced", sha256(b"new")))
    assert [e.sha256 for e in read_manifest(tmp_path).entries.values()] == [sha256(b"old")]
    (tmp_path / "x/1").write_bytes(b"new")
    assert [e.sha256 for e in read_manifest(tmp_path).entries.values()] == [sha256(b"new")]


def test_a_journal_that_cannot_be_begun(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for out in ("file", "file/below"):
        with pytest.raises(WriteError) as caught:
            Journal(tmp_path / out)
        assert caught.value.problems[0].code == "cannot-write"


@pytest.mark.parametrize("left", ["garbage\nmore garbage\n", '{"a": 1}\n[]\n', "[" * 100_000 + "\nx\n"])
def test_only_valid_journal_lines_enter_the_manifest(tmp_path: Path, left: str) -> None:
    (tmp_path / JOURNAL).write_text(left, encoding="utf-8")
    manifest = read_manifest(tmp_path)
    journal = Journal(tmp_path)
    journal.add(placed(tmp_path, "x/1"))
    settle(journal, manifest, [], ["x"])
    assert list(read_manifest(tmp_path).entries) == ["x/1"]


@pytest.mark.parametrize(("key", "value"), [("sender", "x"), ("sender", [1]), ("sender", None), ("state", 1)])
def test_an_edited_entry_is_ignored(tmp_path: Path, key: str, value: object) -> None:
    manifest = manifest_object(entry("x/1")._asdict())
    manifest["files"][0][key] = value
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_manifest(tmp_path)
    assert caught.value.problems[0].code == "not-a-manifest"


def test_an_entry_without_a_state_gets_one() -> None:
    manifest = manifest_object(entry("x/1")._asdict())
    del manifest["files"][0]["state"]
    earlier = manifest_of(manifest)
    assert earlier is not None
    found = again(merged(earlier, [], [entry("x/1", "identical")]))
    assert [e.state for e in found.entries.values()] == ["identical"]


def test_notices_about_no_case_are_said_once(tmp_path: Path) -> None:
    about_none, about_x = Problem(ProblemCode.CLOSED, message("m")), Problem(ProblemCode.DOUBT, message("m"), case="x")
    first = again(merged(Manifest(), [about_none, about_x], [entry("x/1")]))
    assert again(merged(first, [about_none, about_x], [entry("x/1", "identical")])) == first
    for cases, kept in ((["x"], ["closed"]), (["x", None], [])):
        settle(Journal(tmp_path), first, [], cases)
        assert [n["code"] for n in json.loads((tmp_path / "manifest.json").read_bytes())["notices"]] == kept


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are POSIX")
@pytest.mark.parametrize("name", [JOURNAL, "manifest.json"])
@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_neither_journal_nor_manifest_is_a_link_or_a_pipe(tmp_path: Path, name: str, kind: str) -> None:
    out, victim = tmp_path / "out", tmp_path / "victim"
    out.mkdir()
    victim.write_bytes(b"mine\n")
    if kind == "link":
        (out / name).symlink_to(victim)
    else:
        os.mkfifo(out / name)
    with pytest.raises(WriteError):
        read_manifest(out)
    if name == JOURNAL:
        with pytest.raises(WriteError):
            Journal(out)
    assert victim.read_bytes() == b"mine\n"


def test_a_journal_that_vanished_is_no_empty_manifest(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.add(placed(tmp_path, "x/1"))
    (tmp_path / JOURNAL).unlink()
    with pytest.raises(WriteError) as caught:
        settle(journal, Manifest(), [], ["x"])
    assert caught.value.problems[0].code == "changed-meanwhile"
    assert not (tmp_path / "manifest.json").exists()
