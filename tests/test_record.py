import json
from pathlib import Path

import pytest

from appealgen.errors import InputError, Problem
from appealgen.record import FileEntry, document, merged, read_manifest


def entry(path: str, state: str = "written", sha256: str = "1") -> FileEntry:
    return FileEntry(
        path=path, kind="letter", format="docx", state=state, case=path.split("/", maxsplit=1)[0], target="t", sender=1,  # type: ignore[arg-type]
        language="en", language_reason="", pages=1, sheets=1, size=1, sha256=sha256,
    )  # fmt: skip


def test_runs_are_merged_by_path() -> None:
    first = json.loads(merged(document((), ()), [Problem("a", "m", case="x")], [entry("x/1"), entry("x/2")]))
    second = json.loads(merged(first, [Problem("b", "m", case="y")], [entry("y/1")]))
    assert [e["path"] for e in second["files"]] == ["x/1", "x/2", "y/1"]
    assert [n["code"] for n in second["notices"]] == ["a", "b"]
    third = json.loads(merged(second, [], [entry("x/1", "replaced", "2")]))
    assert [(e["path"], e["state"], e["sha256"]) for e in third["files"]][0] == ("x/1", "replaced", "2")
    assert [n["code"] for n in third["notices"]] == ["b"]


def test_a_run_that_changes_nothing_changes_nothing_here() -> None:
    first = merged(document((), ()), [], [entry("x/1")])
    assert merged(json.loads(first), [], [entry("x/1", "identical")]) == first


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2}', '{"version": 1}', '{"version": 1, "files": [1]}', "\x00"]
)
def test_something_else_is_not_taken_for_a_manifest(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_manifest(tmp_path)
    assert caught.value.problems[0].code == "not-a-manifest"


def test_a_file_left_alone_keeps_its_state_and_gets_what_is_new_of_it() -> None:
    first = json.loads(merged(document((), ()), [], [entry("x/1")]))
    second = json.loads(merged(first, [], [entry("x/1", "identical")._replace(weight_g=19)]))
    assert [(e["state"], e["weight_g"]) for e in second["files"]] == [("written", 19)]
