"""Who is who in an event: folders, numbers and marks stay with people, whatever happens to the roster."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from appealgen.errors import InputError
from appealgen.events.people import identified
from appealgen.events.plan import Batch, plan_batch
from appealgen.events.run import write_batch
from appealgen.events.signatories import signatories_of
from appealgen.events.survey import survey_batch
from appealgen.model.identifiers import Tag
from appealgen.model.sender import Sender
from appealgen.output.cleaning import clean, plan_cleaning
from appealgen.output.entries import FileEntry
from appealgen.output.manifest import Manifest, read_manifest
from appealgen.output.people import People, PersonEntry, people_of
from event_samples import files_below, loaded, making, manifest, planned, write, write_cases
from interruptions import interrupted
from samples import someone, tiny_case

CASE = tiny_case()


def named(*names: str) -> list[Sender]:
    """People with these names; `Name@3` lives in house 3."""
    pairs = [name.partition("@")[::2] for name in names]
    return [someone(name=name, address=(f"{house or '1'} Street", "Anytown")) for name, house in pairs]


def folders(batch: Batch) -> list[str]:
    return [signatory.folder for signatory in batch.signatories]


def known(*names: str, people: People | None = None, walk_ins: int = 0) -> tuple[list[tuple[str, str]], People]:
    """Folder and number of each, and everybody known afterwards."""
    found = identified(planned([CASE], named(*names), walk_ins), Manifest(people=people or People()))
    return [(each.folder, each.number) for each in found.batch.signatories], found.people


def test_walk_ins_in_another_language_have_other_marks(tmp_path: Path) -> None:
    write_cases(tmp_path)
    cases, options = loaded(tmp_path, "ann"), making(tmp_path / "out", sheets=False)

    def walk_ins(count: int, language: str) -> list[str]:
        batch = planned(cases, named("Ann"), count)
        like = replace(batch.signatories[-1].sender, reads=(Tag(language),))
        signatories = signatories_of([(2, batch.signatories[0].listed)], count, like)
        write(plan_batch(cases, signatories, batch.options), options)
        return [
            entry["mark"]
            for entry in manifest(options.out)["files"]
            if "walk-in" in entry["path"] and entry["kind"] == "letter"
        ]

    assert walk_ins(2, "de") == walk_ins(2, "de") == ["W1/1", "W2/1"]
    assert sorted(walk_ins(2, "en")) == sorted(walk_ins(2, "de")) == ["W1/1", "W2/1", "W3/1", "W4/1"]
    assert sorted(walk_ins(3, "de")) == ["W1/1", "W2/1", "W3/1", "W4/1", "W5/1"]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Ann", "Bea"], ["ann", "bea"]),
        (["Ann@1", "Ann@2"], ["ann-....", "ann-...."]),
        (["Ann@1", "ANN@1", "Ann@1"], ["ann-....", "ann-....", "ann-...."]),
        (["Con", "Walk-in 001", "..."], ["con-....", "walk-in-001-....", "...."]),
        (["अनिता देवी"], ["अनिता-देवी"]),
    ],
)
def test_folders(names: list[str], found: list[str]) -> None:
    told = [folder for folder, _ in known(*names)[0]]
    assert all(re.fullmatch(shape, folder) for shape, folder in zip(found, told, strict=True)), told
    assert len(set(told)) == len(told)


def test_nobody_is_known_by_row() -> None:
    """Sorted, somebody withdrawn, somebody new: everybody else keeps folder and number."""
    before, people = known("Ann", "Bea", "Cy", walk_ins=1)
    assert before == [("ann", "1"), ("bea", "2"), ("cy", "3"), ("walk-in-001", "W1")]
    after, people = known("Dee", "Cy", "Ann", people=people, walk_ins=2)
    assert after == [("dee", "4"), ("cy", "3"), ("ann", "1"), ("walk-in-001", "W1"), ("walk-in-002", "W2")]
    assert [(entry.folder, entry.row) for entry in people.entries] == [
        ("ann", 4), ("bea", 3), ("cy", 3), ("walk-in-001", None), ("dee", 2), ("walk-in-002", None),
    ]  # fmt: skip
    assert known("Eve", "Bea", people=people)[0] == [("eve", "5"), ("bea", "2")]


def test_a_name_is_the_same_in_other_letters_and_an_address_in_other_lines() -> None:
    _, people = known("Zoë O'Neil")
    same = someone(name=unicodedata.normalize("NFD", "ZOË  O’NEIL"), address=("1 Street, Anytown",))
    found = identified(planned([CASE], [same]), Manifest(people=people))
    assert found.batch.signatories[0].number == "1" and len(found.people.entries) == 1


def test_somebody_new_with_a_known_name_is_told_apart() -> None:
    [(ann, _)], people = known("Ann@1")
    found, people = known("Ann@2", "Ann@1", people=people)
    assert ann == "ann" and re.fullmatch("ann-[0-9a-f]{4}", found[0][0]) and found[1] == ("ann", "1")
    assert known("Ann@1", "Ann@2", people=people)[0] == found[::-1]


def test_the_same_run_elsewhere_has_the_same_folders() -> None:
    assert known("Ann@1", "Ann@2", "Bea") == known("Ann@1", "Ann@2", "Bea")
    assert known("Ann@1", "Ann@2")[1].key != known("Ann@1", "Ann@3")[1].key
    assert known("Bea", "Ann")[1].key == known("Ann", "Bea")[1].key


def test_another_identity_of_somebody() -> None:
    _, people = known("Ann")
    [(_, other)] = [
        (entry.folder, entry.person) for entry in known("Anne", people=people)[1].entries if entry.folder == "anne"
    ]
    [entry] = people.entries
    corrected = replace(people, entries=(entry._replace(also=(other,)),))
    assert known("Anne", people=corrected)[0] == [("ann", "1")]
    assert known("Anne", "Ann", people=corrected)[0] == [("anne", "2"), ("ann", "1")]


def test_people_without_letters_have_no_number(tmp_path: Path) -> None:
    write_cases(tmp_path)
    cases = loaded(tmp_path, "bob")
    ann, bea = named("Ann", "Bea")
    german, british = replace(ann, reads=(Tag("de"),)), replace(bea, reads=(Tag("en"),))
    found = identified(planned(cases, [german, british]), Manifest())
    assert [(each.folder, each.number) for each in found.batch.signatories] == [("ann", ""), ("bea", "1")]
    assert [entry.folder for entry in found.people.entries] == ["bea"]


def marks(batch: Batch) -> dict[tuple[str, str, str], str]:
    return {letter.key: letter.mark for letter in batch.letters("target")}


def test_marks_stay_when_letters_are_added(tmp_path: Path) -> None:
    write_cases(tmp_path)
    cases = loaded(tmp_path, "ann", "bob")
    first = identified(planned(cases[1:], named("Ann", "Bea")), Manifest())
    assert marks(first.batch) == {("ann", "bob", "judge"): "1/1", ("bea", "bob", "judge"): "2/1"}
    second = identified(planned(cases, named("Bea", "Ann"), 1), Manifest(people=first.people))
    assert marks(second.batch) == {
        ("bea", "ann", "minister"): "2/2", ("ann", "ann", "minister"): "1/2",
        ("walk-in-001", "ann", "minister"): "W1/1",
        ("bea", "bob", "judge"): "2/1", ("ann", "bob", "judge"): "1/1", ("walk-in-001", "bob", "judge"): "W1/2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("earlier", "names", "found"),
    [
        (["0002-ann"], ["Bea", "Ann"], ["bea", "0002-ann"]),
        (["0002-ann", "0003-ann"], ["Ann@1", "Ann@2"], ["0002-ann", "0003-ann"]),
        (["0007-ann", "0009-ann"], ["Ann@1", "Ann@2"], ["ann-....", "ann-...."]),
        (["0007-ann"], ["Ann@1", "Ann@2"], ["ann-....", "ann-...."]),
        (["12345-ann"], ["Ann"], ["12345-ann"]),
        (["ann"], ["Ann"], ["ann"]),
    ],
)
def test_folders_of_earlier_versions_are_carried_over(earlier: list[str], names: list[str], found: list[str]) -> None:
    paths = [f"ann/{folder}/minister.en.docx" for folder in earlier]
    entries = {path: FileEntry(path, "letter", "docx", case="ann", target="minister") for path in paths}
    told = folders(identified(planned([CASE], named(*names)), Manifest(entries)).batch)
    assert all(re.fullmatch(shape, folder) for shape, folder in zip(found, told, strict=True)), told


def test_the_manifest_has_people_and_json_only_their_hashes(tmp_path: Path) -> None:
    write(planned([CASE], named("Ann", "Bea")), making(tmp_path / "out"))
    kept = manifest(tmp_path / "out")
    letters = [entry for entry in kept["files"] if entry["kind"] in ("letter", "envelope")]
    assert [(entry["sender"], entry["mark"]) for entry in letters] == [(2, "1/1")] * 2 + [(3, "2/1")] * 2
    assert [entry["person"] for entry in letters[::2]] == [entry["person"] for entry in kept["people"]["entries"]]
    assert all(re.fullmatch("[0-9a-f]{12}", entry["person"]) for entry in letters)
    assert {(entry["person"], entry["mark"]) for entry in kept["files"] if entry not in letters} == {("", "")}
    assert read_manifest(tmp_path / "out").people == people_of(kept["people"])
    out = tmp_path / "out"
    clean(plan_cleaning(out))
    assert "people" not in manifest(out) and read_manifest(out).people == People()
    assert all(entry["person"] == "" for entry in manifest(out)["files"])


def test_another_sender_into_the_folder_keeps_the_people(tmp_path: Path) -> None:
    from samples import DATE, plan_for, write_plan

    write(planned([CASE], named("Ann", "Bea")), making(tmp_path))
    before = read_manifest(tmp_path).people
    write_plan(plan_for(CASE, someone(), date=DATE), tmp_path)
    assert read_manifest(tmp_path).people == before != People()


@pytest.mark.parametrize("at", range(1, 80, 6))
def test_a_killed_run_loses_no_number(tmp_path: Path, at: int) -> None:
    """After it the roster is sorted: whoever has a file keeps its number."""
    with interrupted(at):
        write(planned([CASE], named("Ann", "Bea", "Cy")), making(tmp_path))
    kept = {entry.person: entry.mark for entry in read_manifest(tmp_path).entries.values() if entry.mark}
    assert len(kept) == len(set(kept.values()))
    write(planned([CASE], named("Dee", "Cy", "Bea", "Ann")), making(tmp_path))
    after = {entry.person: entry.mark for entry in read_manifest(tmp_path).entries.values() if entry.mark}
    assert len(after) == len(set(after.values())) == 4 and kept.items() <= after.items()
    assert sorted(path.name for path in (tmp_path / "ann").iterdir()) == ["ann", "bea", "cy", "dee"]


def test_numbers_are_given_anew_under_the_lock(tmp_path: Path) -> None:
    """Another run wrote into the folder since the survey: it has given the same numbers to others."""
    batch, options = planned([CASE], named("Cy", "Ann")), making(tmp_path)
    surveyed = survey_batch(batch, options)
    write(planned([CASE], named("Ann", "Bea")), options)
    write_batch(batch, surveyed, options)
    people = read_manifest(tmp_path).people.entries
    assert [(entry.folder, entry.number) for entry in people] == [("ann", 1), ("bea", 2), ("cy", 3)]


def test_again_changes_nothing_and_sorted_only_the_rows(tmp_path: Path) -> None:
    write(planned([CASE], named("Ann", "Bea")), making(tmp_path, sheets=False, print_files=False))
    before = files_below(tmp_path)
    report = write(planned([CASE], named("Bea", "Ann")), making(tmp_path, sheets=False, print_files=False))
    assert report.files == {"identical": 4}
    after = files_below(tmp_path)
    assert {path for path in before if before[path] != after[path]} == {"manifest.json"} and len(before) == len(after)


ENTRY = PersonEntry("0123456789ab", 1, "ann", 2, "", (), {"ann/minister": 1})
WRONG: Sequence[tuple[str, Any]] = [
    ("folder", "../elsewhere"), ("folder", ".."), ("folder", ""), ("folder", "a/b"), ("folder", "C:ann"),
    ("folder", "a\nb"), ("folder", None), ("folder", "x" * 300), ("number", "1"), ("row", "2"), ("also", "ab"),
    ("also", [1]), ("letters", []), ("letters", {"ann/minister": "1"}), ("person", 1), ("address", None),
]  # fmt: skip


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_damaged_people_are_no_manifest(tmp_path: Path, key: str, value: Any) -> None:
    good = {"key": "k", "given": 1, "entries": [{**ENTRY._asdict()}]}
    assert people_of(json.loads(json.dumps(good))) == People("k", (ENTRY,), 1)
    bad = {"key": "k", "given": 1, "entries": [{**ENTRY._asdict(), key: value}]}
    text = json.dumps({"version": 1, "notices": [], "files": [], "people": bad})
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read_manifest(tmp_path)


@pytest.mark.parametrize(
    "value", [1, [], {}, {"key": "k"}, {"key": 1, "entries": [], "given": 1}, {"key": "k", "entries": [1], "given": 1}]
)
def test_something_else_is_not_taken_for_people(value: Any) -> None:
    assert people_of(value) is None
