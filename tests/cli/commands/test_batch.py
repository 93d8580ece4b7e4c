"""The command `appealgen batch`."""

from __future__ import annotations

import io
import json
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from appealgen.events.signatories import folder_of
from event_samples import ANN, PEOPLE, counted, files_below, manifest, people, roster, sections, write_cases
from samples import CASE, PROJECT, Ran, write_files

Batch = Callable[..., Ran]
DOUBT = "draft: true\ndoubts: [{{code: missing, field: {0}, message: no {0}}}]"
TARGET = CASE[CASE.index("targets:") : CASE.index("\nsources:")]


@pytest.fixture
def batch(run: Callable[..., Ran]) -> Batch:
    """Run `batch` for `ann` and `bob` (unless cases are named first) with the roster of PEOPLE in r.csv."""
    write_cases(Path())
    write_files(Path(), {"r.csv": roster()})

    def call(*arguments: str, cases: tuple[str, ...] = ("./ann", "./bob"), senders: str = "r.csv") -> Ran:
        return run("batch", *cases, "--senders", senders, "--date", "2020-02-01", *arguments)

    return call


def test_what_is_said_and_made(batch: Batch) -> None:
    ran = batch()
    assert ran.code == 8 and "Traceback" not in ran.err
    assert "r.csv  4 rows" in ran.err and "columns: name → name, address → address" in ran.err
    assert "4 people, 8 letters, dated 1 February 2020" in ran.err
    assert "minister: 3 in English, 1 in German" in ran.err
    assert "posted from the United Kingdom" in ran.err and "8 DL envelopes" in ran.err
    assert sorted(path.name for path in Path("letters").iterdir()) == ["ann", "bob", "manifest.json", "print"]
    assert sorted(path.name for path in Path("letters/print").iterdir()) == [
        "case-ann.docx", "case-bob.docx", "envelopes-DL-with-backs.docx", "index.csv", "letters-A4.docx",
        "packing-lists.docx", "tally.docx", "to-buy.docx",
    ]  # fmt: skip
    assert sorted(path.name for path in Path("letters/ann/ümit-söhne").iterdir()) == [
        "embassy-de.de.docx", "embassy-de.envelope.docx", "minister.de.docx", "minister.envelope.docx",
    ]  # fmt: skip
    assert ran.out.splitlines()[-2:] == [
        "written    letters/ann/ 5 letters, 5 envelopes",
        "written    letters/bob/ 3 letters, 3 envelopes",
    ]


def test_people_left_out_are_reported_first_and_last(batch: Batch) -> None:
    ran = batch(cases=("./ann", "./old", "./bob"))
    assert ran.code == 8
    told = [number for number, line in enumerate(ran.err.splitlines()) if line.startswith("left out: ")]
    middle = next(n for n, line in enumerate(ran.err.splitlines()) if "4 people, 8 letters" in line)
    lines = ran.err.splitlines()
    before, after = ([lines[n] for n in told if (n < middle) is first] for first in (True, False))
    assert before == after and len(before) == 2
    assert before[0].startswith("left out: old: ") and "past" in before[0]
    assert before[1].startswith("left out: bob: 1 person (row 3): they read German")


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2020-03-01", "2019-03-01", "past-deadline"),
        ("deadline:", "issued: 2020-02-02\ndeadline:", "not-issued"),
        ("sources:", "updates: [{date: 2020-01-15, outcome: Free, closes: true}]\nsources:", "closed"),
        ("people:\n  - name: Ann Example", DOUBT.format("people"), "no-people"),
        (TARGET, DOUBT.format("targets"), "no-targets"),
    ],
)
def test_a_refused_case_is_refused_once_for_everybody(batch: Batch, old: str, new: str, code: str) -> None:
    write_files(Path(), {"old/case.yaml": CASE.replace("id: ann", "id: old").replace("1/20", "3/20").replace(old, new)})
    ran = json.loads(batch("--json", cases=("./ann", "./old")).out)
    assert [(p["code"], p["case"], p.get("row")) for p in ran["failed"]] == [(code, "old", None)]
    assert [path.name for path in Path("letters/print").glob("case-*")] == ["case-ann.docx"]


def test_totals_are_the_sums_of_the_letters(batch: Batch) -> None:
    ran = json.loads(batch("--json", "--own-words", "More.\n\n" * 200, "--own-words-language", "en").out)
    letters = [entry for entry in ran["files"] if entry["kind"] == "letter"]
    assert ran["totals"]["sheets"] == sum(entry["sheets"] for entry in letters) > len(letters) == 8
    assert ran["totals"]["weight_g"] == pytest.approx(sum(entry["weight_g"] for entry in letters), abs=len(letters) / 2)


@pytest.mark.parametrize(
    ("cases", "people", "said"),
    [
        (("./old",), PEOPLE, ["old"]),
        (("./bob",), PEOPLE[1:2], ["they read German"]),
        (("./old", "./bob"), PEOPLE[1:2], ["1 March 2019", "they read German"]),
        (("./ann",), (), ["there are no letters to write"]),
        (("./ann",), (("", "1 Street", "GB", "en"),), ["row 2 name", "is empty"]),
    ],
)
def test_nobody_writes(batch: Batch, cases: tuple[str, ...], people: Any, said: list[str]) -> None:
    write_files(Path(), {"r.csv": roster(people)})
    ran = batch("--keep-going", "--quiet", "--json", cases=cases)
    assert ran.code == 5 and not Path("letters").exists()
    assert all(words in ran.err for words in said), ran.err
    assert len(json.loads(ran.out)["errors"]) == len(re.findall("^refused: ", ran.err, re.MULTILINE)) >= 1


def test_a_bad_row_among_300(batch: Batch) -> None:
    rows: list[tuple[str, ...]] = people(300)
    rows[149] = ("Person 0149x", "149 Sample Street\nAnytown", "Atlantis", "en")
    write_files(Path(), {"r.csv": roster(rows)})
    ran = batch("--json", "--no-sheets", cases=("./ann",))
    assert ran.code == 3 and not Path("letters").exists()
    [problem] = json.loads(ran.out)["errors"]
    assert (problem["row"], problem["field"]) == (151, "country") and "Atlantis" in problem["message"]
    ran = batch("--json", "--no-sheets", "--keep-going", cases=("./ann",))
    found = json.loads(ran.out)
    assert ran.code == 8 and found["totals"]["letters"] == found["totals"]["people"] == 299
    assert found["failed"] == [problem] and found["errors"] == []
    assert counted(found["files"], "letter") == counted(manifest(Path("letters"))["files"], "letter") == 299
    assert {entry["sender"] for entry in found["files"] if entry["kind"] == "letter"} == set(range(2, 302)) - {151}
    assert len(sections(Path("letters/print/letters-A4.docx"))) == 299


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--to", "minster"), "did you mean “minister”?"),
        (("--to", "ann/juge"), "known: "),
        (("--to", "amn/minister"), "did you mean “ann”?"),
        (("--rows", "two"), "rows"),
        (("--each", "2"), "--assign"),
        (("--at-least", "2"), "--assign"),
        (("--assign", "a.csv"), "--each N"),
        (("--label-start", "2"), "--labels"),
        (("--labels", "L7160", "--label-start", "99"), "labels 1 to 21"),
        (("--walk-ins", "2"), "give --country; the roster has DE, GB, US"),
        (("--format", "pfd"), "pdf"),
        (("--country", "Atlantis"), "Atlantis"),
        (("--split", "-1"), "--split"),
        (("--envelope", "DLL"), "DL"),
    ],
)
def test_wrong_usage(batch: Batch, arguments: tuple[str, ...], words: str) -> None:
    ran = batch(*arguments)
    assert ran.code == 2 and words in ran.err and "Traceback" not in ran.err
    assert not Path("letters").exists()


def test_cases_that_are_not_found_are_all_named(batch: Batch) -> None:
    ran = batch(cases=("no-case", "./ann", "./no-folder"))
    assert ran.code == 2 and "no-case" in ran.err and "no-folder" in ran.err


def test_two_cases_with_one_id_are_refused(batch: Batch) -> None:
    write_files(Path("other"), {"case.yaml": ANN, "letter.en.md": "x"})
    ran = batch(cases=("./ann", "./other"))
    assert ran.code == 3 and "two cases have the id ann" in ran.err
    twice = ("./ann", "ann/case.yaml", str(Path("ann").absolute()))
    assert batch("--dry-run", "--rows", "2", cases=twice).err.count("minister: 1 in English") == 1


@pytest.mark.parametrize(
    ("to", "letters"),
    [
        (("minister",), 4),
        (("minister", "judge"), 7),
        (("target",), 7),
        (("embassy",), 1),
        (("ann/embassy-de", "bob/target"), 4),
    ],
)
def test_some_targets(batch: Batch, to: tuple[str, ...], letters: int) -> None:
    ran = batch("--json", "--dry-run", *(word for name in to for word in ("--to", name)))
    assert ran.code in (0, 8) and json.loads(ran.out)["totals"]["letters"] == letters


@pytest.mark.parametrize(("rows", "senders"), [("2", {2}), ("2-3,5", {2, 3, 5}), ("4-", None), ("4-99", {4, 5})])
def test_some_rows(batch: Batch, rows: str, senders: set[int] | None) -> None:
    ran = batch("--rows", rows, "--json", cases=("./ann",))
    if senders is None:
        assert ran.code == 2 and "rows" in ran.err
        return
    found = json.loads(ran.out)
    assert ran.code == 0 and {entry["sender"] for entry in found["files"] if entry["kind"] == "letter"} == senders


def test_from_standard_input(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(roster(PEOPLE[:1]).encode()), encoding="utf-8"))
    ran = batch(senders="-")
    assert ran.code == 0 and "stdin  1 row\n" in ran.err and Path("letters/ann/alex-example").is_dir()
    monkeypatch.setattr(sys, "stdin", None)
    ran = batch(senders="-")
    assert ran.code == 3 and "stdin: there is no input to read" in ran.err


DOCUMENTED = re.compile(r"`(\w+)`")


def keys_of(ran: Ran) -> dict[str, Any]:
    """The JSON object; all its keys are documented."""
    found: dict[str, Any] = json.loads(ran.out)
    docs = (PROJECT / "docs" / "scripting.md").read_text(encoding="utf-8")
    known = set(DOCUMENTED.findall(docs[docs.index("## JSON") : docs.index("## The manifest")]))
    lists = [found[key] for key in ("files", "notices", "failed", "errors")]
    assert {"version", "notices", "files", "failed", "errors"} <= set(found) <= known
    assert all(set(entry) <= known for entries in lists for entry in entries)
    assert set(found.get("totals", ())) <= known
    return found


def test_json_of_every_ending(batch: Batch) -> None:
    totals = {"people", "letters", "posted", "faxed", "emailed", "sheets", "weight_g", "envelopes", "labels", "postage"}
    dry = keys_of(ran := batch("--json", "--dry-run"))
    assert ran.code == 8 and {entry["state"] for entry in dry["files"]} == {"planned"} and not Path("letters").exists()
    partly = keys_of(ran := batch("--json"))
    assert ran.code == 8 and [problem["row"] for problem in partly["failed"]] == [3]
    again = keys_of(ran := batch("--json"))
    assert {entry["state"] for entry in again["files"]} == {"identical"} and partly["totals"] == again["totals"]
    whole = keys_of(ran := batch("--json", "--rows", "2"))
    assert ran.code == 0 and whole["failed"] == []
    for found in (dry, partly, again, whole):
        assert set(found["totals"]) == totals and found["errors"] == []
    assert (partly["totals"]["people"], partly["totals"]["envelopes"]) == (4, {"DL": 8})
    assert [(e["path"], e["pages"]) for e in dry["files"]] == [(e["path"], e["pages"]) for e in partly["files"]]
    Path("letters/print/tally.docx").write_bytes(b"edited")
    for arguments, code in (((), 6), (("--reference-doc", "r.csv"), 3)):
        wrong = keys_of(ran := batch("--json", *arguments))
        assert ran.code == code and len(wrong["errors"]) == 1 and wrong["failed"] == wrong["files"] == []
    group = write_files(Path(), {"g.yaml": "name: Group\naddress: [1 Street]\ncountry: GB\nreads: [en]\n"}) / "g.yaml"
    one = keys_of(ran := batch("--json", "--group", str(group), "--out", "g", cases=("./ann", "./old")))
    assert ran.code == 8 and set(one["totals"]) == totals
    assert (one["totals"]["people"], one["totals"]["letters"], one["totals"]["envelopes"]) == (4, 1, {"DL": 1})
    assert [problem["case"] for problem in one["failed"]] == ["old"]


def test_formats_named_twice_are_one(batch: Batch) -> None:
    batch("--format", "txt,TXT", "--rows", "2", "--covers", cases=("./ann",))
    text = Path("letters/print/rows-2/letters-A4.txt").read_text(encoding="utf-8")
    assert text.count("Dear Minister of Justice,") == 1


def test_quiet_and_without_files_of_its_own(batch: Batch) -> None:
    ran = batch("--quiet", "--no-singles", "--no-sheets", cases=("./ann",))
    assert (ran.code, ran.err) == (0, "")
    assert set(files_below(Path("letters"))) == {
        "manifest.json", "print/envelopes-DL-with-backs.docx", "print/index.csv", "print/letters-A4.docx",
    }  # fmt: skip
    batch("--no-print-files", "--no-sheets", "--out", "o", cases=("./ann",))
    assert not Path("o/print").exists() and Path("o/ann").is_dir()


def test_nothing_without_confirmation(batch: Batch, person: Callable[..., Ran]) -> None:
    command = ("batch", "./ann", "--senders", "r.csv", "--date", "2020-02-01", "--assign", "a.csv", "--each", "1")
    ran = person(*command, types=["n"])
    assert ran.code == 0 and "nothing was written" in ran.err
    assert not Path("letters").exists() and not Path("a.csv").exists()
    assert person(*command, types=["y"]).code == 0 and Path("letters").is_dir() and Path("a.csv").exists()


def test_a_failed_write_is_no_bug(batch: Batch) -> None:
    write_files(Path(), {"taken": "x"})
    for out in ("taken", "taken/below"):
        ran = batch("--out", out, "--no-print-files", "--no-sheets", "--json")
        assert ran.code == 6 and len(json.loads(ran.out)["errors"]) >= 1 and "Traceback" not in ran.err


def test_edited_files_are_left_alone(batch: Batch) -> None:
    """The rest of the run goes on, in each format, and the next run still knows the edits."""
    batch("--format", "docx,pdf", cases=("./ann",))
    letter = next(Path("letters/ann").glob("*/minister.en.docx"))
    edited = [
        letter,
        letter.with_suffix(".pdf"),
        Path("letters/print/tally.docx"),
        Path("letters/print/letters-A4.docx"),
    ]
    for path in edited:
        path.write_bytes(b"edited")
    gone = letter.with_name("minister.envelope.docx")
    gone.unlink()
    ran = batch("--format", "docx,pdf", cases=("./ann",))
    assert ran.code == 6 and "→ --keep-edited leaves it as it is and writes all others; --overwrite" in ran.err
    for _ in range(2):
        ran = batch("--format", "docx,pdf", "--keep-edited", "--json", cases=("./ann",))
        found = json.loads(ran.out)
        kept = {f"letters/{entry['path']}" for entry in found["files"] if entry["state"] == "kept"}
        assert ran.code == 0 and kept == {path.as_posix() for path in edited}
        assert [path.read_bytes() for path in edited] == [b"edited"] * 4 and gone.exists()
    ran = batch("--format", "docx,pdf", "--keep-edited", "--dry-run", cases=("./ann",))
    assert ran.err.count("2 edited files are left alone: ann/") == 1 and "without the edits" in ran.err
    assert ran.err.count("2 edited files are left alone: print/") == 1 and "in the index" in ran.err
    assert not any(notice["code"] == "edits-kept" for notice in manifest(Path("letters"))["notices"])
    assert batch("--format", "docx,pdf", cases=("./ann",)).code == 6
    assert batch("--keep-edited", "--overwrite").code == 2


SHARES = "a.csv"


def shares() -> list[list[str]]:
    lines = Path(SHARES).read_text(encoding="utf-8-sig").splitlines()
    return [line.split(",") for line in lines[1:]]


def test_cases_are_shared_out_and_kept(batch: Batch) -> None:
    ran = batch("--assign", SHARES, "--each", "1")
    assert ran.code == 0 and "assigned: ann 2 people, bob 2 people (saved in a.csv)" in ran.err
    assert [(row, reads) for row, _, reads, _ in shares()] == [("2", "en"), ("3", "de"), ("4", "en"), ("5", "en")]
    assert {row: case for row, _, _, case in shares()}["3"] == "ann"
    if sys.platform != "win32":
        assert stat.S_IMODE(Path(SHARES).stat().st_mode) == 0o600
    written = files_below(Path("letters"))
    for _, name, _, case in shares():
        assert {path.split("/")[0] for path in written if f"/{folder_of(name)}/" in path} == {case}
    again = batch("--assign", SHARES)
    assert again.code == 0 and "(as in a.csv)" in again.err and files_below(Path("letters")) == written
    again = batch("--assign", SHARES, "--each", "1")
    assert again.code == 0 and "(as in a.csv)" in again.err and files_below(Path("letters")) == written


def test_late_people_are_added_and_those_who_left_get_nothing(batch: Batch) -> None:
    """The roster is sorted, one person has left, two come late: everyone else keeps their cases."""
    batch("--assign", SHARES, "--each", "1")
    before = {name: case for _, name, _, case in shares()}
    late = [("Åsa Sample", "1 Way\nTown", "GB", "en"), ("Bo Sample", "2 Way\nTown", "GB", "en")]
    write_files(Path(), {"r.csv": roster([late[0], *reversed(PEOPLE[1:]), late[1]])})
    read = batch("--assign", SHARES, "--dry-run")
    assert "2 people on the roster are not in it, and get no letters: Åsa Sample, Bo Sample" in read.err
    assert "1 person in it is not on the roster, and gets no letters: Alex Example" in read.err
    ran = batch("--assign", SHARES, "--each", "1")
    assert ran.code == 0 and "assigned: ann 3 people, bob 2 people (2 people added to a.csv)" in ran.err
    after = {name: case for _, name, _, case in shares()}
    assert before.items() <= after.items() and list(after)[-2:] == ["Åsa Sample", "Bo Sample"]
    written = files_below(Path("letters"))
    assert batch("--assign", SHARES, "--each", "1").code == 0
    assert files_below(Path("letters")) | {"manifest.json": ""} == written | {"manifest.json": ""}


def test_somebody_who_can_write_for_no_case_is_left_out_with_the_reason(batch: Batch) -> None:
    write_files(Path(), {"r.csv": roster([*PEOPLE, ("Ivo Sample", "1 Way\nTown", "GB", "it")])})
    ran = batch("--assign", SHARES, "--each", "1")
    assert ran.code == 8 and "no letters for 1 person: Ivo Sample" in ran.err
    [text] = sections(Path("letters/print/without-letters.docx"))
    assert "Ivo Sample" in text and "they read Italian" in text and "no case is assigned" not in text


def test_a_sheet_that_is_left_over_has_no_letters(batch: Batch) -> None:
    write_files(Path(), {"r.csv": roster([*PEOPLE, ("", *PEOPLE[0][1:])])})
    batch("--keep-going")
    write_files(Path(), {"r.csv": roster()})
    ran = batch("--no-singles")
    assert "notice: sheets are left over from an earlier run: print/without-letters.docx" in ran.err
    assert "print files are left over" not in ran.err and "out of date" in ran.err


def test_faulty_rows_are_on_the_sheet_of_those_without_letters(batch: Batch) -> None:
    write_files(Path(), {"r.csv": roster([*PEOPLE, ("Ivo Sample", "", "GB", "en")])})
    assert batch("--keep-going", cases=("./ann",)).code == 8
    [text] = sections(Path("letters/print/without-letters.docx"))
    assert text.endswith("6\nIvo Sample\naddress: is empty")
    batch("--keep-going", "--sign", "initials", "--out", "less", cases=("./ann",))
    [text] = sections(Path("less/print/without-letters.docx"))
    assert text.endswith("6\n–\naddress: is empty") and "Ivo" not in text


def test_rows_outside_some_rows_are_ignored(batch: Batch) -> None:
    batch("--assign", SHARES, "--each", "1")
    kept = Path(SHARES).read_bytes()
    ran = batch("--assign", SHARES, "--rows", "4", "--json")
    assert ran.code == 0 and not [n for n in json.loads(ran.out)["notices"] if "roster" in n["message"]]
    write_files(Path(), {"r.csv": roster([*PEOPLE, ("Åsa Sample", "1 Way\nTown", "GB", "en")])})
    ran = batch("--assign", SHARES, "--rows", "6", "--each", "2")
    assert ran.code == 0 and "(1 person added to a.csv)" in ran.err
    assert Path(SHARES).read_bytes().startswith(kept) and shares()[-1][-1] == "ann bob"


def test_shares_in_a_workbook(batch: Batch) -> None:
    assert batch("--assign", "a.xlsx", "--each", "1").code == 0
    assert Path("a.xlsx").read_bytes().startswith(b"PK")
    assert "(as in a.xlsx)" in batch("--assign", "a.xlsx", "--dry-run").err
    ran = batch("--assign", "a.ods", "--each", "1")
    assert ran.code == 3 and "ends in .csv or .xlsx" in ran.err and not Path("a.ods").exists()


def test_a_filtered_workbook_is_not_extended(batch: Batch) -> None:
    """A filter hides rows, whose people would be added twice."""
    batch("--assign", "a.xlsx", "--each", "1")
    book = openpyxl.load_workbook("a.xlsx")
    book.worksheets[0].row_dimensions[3].hidden = True
    book.save("a.xlsx")
    ran = batch("--assign", "a.xlsx", "--each", "1")
    assert ran.code == 3 and "show all rows" in ran.err


def test_shares_are_changed_by_hand(batch: Batch) -> None:
    batch("--assign", SHARES, "--each", "1", "--dry-run")
    assert not Path(SHARES).exists()
    write_files(Path(), {SHARES: "row,name,cases\n2,Alex Example,ann bob\n5,Pat O'Example,2/20\n"})
    ran = batch("--assign", SHARES, "--json")
    found = json.loads(ran.out)
    assert {(e["sender"], e["case"]) for e in found["files"] if e["kind"] == "letter"} == {
        (2, "ann"), (2, "bob"), (5, "bob"),
    }  # fmt: skip
    assert ran.code == 0 and "Ümit & <Söhne>, Иван Пример" in ran.err


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("row,name,cases\n2,Somebody Else,ann\n", "nobody in it is on the roster"),
        ("row,name,cases\n2,Alex Example,amn\n", "did you mean “ann”?"),
        ("row,cases\n2,ann\n", "no column name"),
    ],
)
def test_shares_that_do_not_fit_the_roster(batch: Batch, table: str, words: str) -> None:
    write_files(Path(), {SHARES: table})
    ran = batch("--assign", SHARES)
    assert ran.code == 3 and words in ran.err and not Path("letters").exists()


def test_shortages_are_reported(batch: Batch) -> None:
    ran = batch("--assign", SHARES, "--each", "1", "--at-least", "4", "--dry-run")
    assert ran.code == 0 and "notice: " in ran.err and "4" in ran.err.split("assigned:")[1]


def test_shares_are_not_saved_in_a_dry_run(batch: Batch) -> None:
    batch()
    Path("letters/print/tally.docx").write_bytes(b"edited")
    assert batch("--assign", SHARES, "--each", "1").code == 6 and not Path(SHARES).exists()
    assert batch("--assign", SHARES, "--each", "1", "--overwrite").code == 0 and Path(SHARES).exists()


def test_walk_ins(batch: Batch) -> None:
    ran = batch("--walk-ins", "3", "--country", "GB", "--reads", "en", "--assign", SHARES, "--each", "1", "--json")
    found = json.loads(ran.out)
    walked = [entry for entry in found["files"] if "walk-in" in entry["path"] and entry["kind"] == "letter"]
    assert ran.code == 0 and len(walked) == 3 and {entry["sender"] for entry in walked} == {0}
    assert {entry["path"].split("/")[1] for entry in walked} == {f"walk-in-00{n}" for n in (1, 2, 3)}
    assert len(shares()) == 4
    lines = next(iter(Path("letters/" + walked[0]["path"]).parent.glob("*.en.docx")))
    assert sections(lines)[0].split("\n")[:2] == ["Name: ", "Address: "] or sections(lines)[0].startswith("Name")
    texts = sections(Path("letters/print/letters-A4.docx"))
    assert [sum(text.startswith("Name") for text in texts[-3:]), sum(text.startswith("Name") for text in texts)] == [
        3,
        3,
    ]
    kept = batch("--walk-ins", "2", "--country", "GB", "--reads", "en", "--assign", SHARES, "--json", "--dry-run")
    assert sum("walk-in" in entry["path"] for entry in json.loads(kept.out)["files"]) == 4


def test_walk_ins_come_from_the_country_of_the_roster(batch: Batch) -> None:
    write_files(Path(), {"r.csv": roster(PEOPLE[:1])})
    assert batch("--walk-ins", "1", "--reads", "en", cases=("./ann",)).code == 0
    ran = batch("--walk-ins", "40", "--reads", "fr", cases=("./ann",))
    assert ran.code == 8 and ran.err.count("walk-ins: they read French") == 2 and "row 0" not in ran.err


GROUP = "name: The Group\naddress: [1 Hall, Town]\ncountry: DE\nreads: [en]\n"


def test_one_letter_for_all_to_sign(batch: Batch) -> None:
    write_files(Path(), {"g.yaml": GROUP, "r.csv": roster(people(60))})
    ran = batch("--group", "g.yaml")
    assert ran.code == 0 and "60" not in ran.out
    assert [line.split()[1] for line in ran.out.splitlines()] == [
        "letters/ann/minister.en.docx", "letters/ann/minister.envelope.docx", "letters/ann/embassy-de.en.docx",
        "letters/ann/embassy-de.envelope.docx", "letters/bob/judge.en.docx", "letters/bob/judge.envelope.docx",
    ]  # fmt: skip
    [letter] = sections(Path("letters/ann/minister.en.docx"))
    assert [name for name, *_ in people(60) if name in letter] == [name for name, *_ in people(60)]
    assert letter.index("The Group") < letter.index("Yours sincerely") < letter.index("Person 0000x")
    [copy] = sections(Path("letters/ann/embassy-de.en.docx"))
    assert "Person 0000x" not in copy
    pages = {entry["path"]: entry["pages"] for entry in manifest(Path("letters"))["files"]}
    assert pages["ann/minister.en.docx"] > 1 == pages["ann/embassy-de.en.docx"]
    batch()
    assert "no longer planned" not in batch("--group", "g.yaml").err
    assert "no longer planned" in batch("--group", "g.yaml", "--format", "txt").err


def test_endings_of_a_group(batch: Batch) -> None:
    write_files(Path(), {"g.yaml": GROUP})
    assert batch("--group", "g.yaml", cases=("./old",)).code == 5
    assert batch("--group", "none.yaml").code in (2, 3)
    assert batch("--group", "g.yaml", "--dry-run").code == 0 and not Path("letters").exists()
    ran = batch("--group", "g.yaml", cases=("./old", "./ann"))
    assert ran.code == 8 and "left out: old: " in ran.err
    write_files(Path(), {"letters/bob/judge.en.docx": "edited"})
    before = files_below(Path("letters"))
    ran = batch("--group", "g.yaml", "--own-words", "More.")
    assert ran.code == 6 and "judge.en.docx" in ran.err and files_below(Path("letters")) == before
    write_files(Path(), {"r.csv": roster(())})
    assert batch("--group", "g.yaml").code == 2


@pytest.mark.parametrize(
    "other",
    [
        ("--walk-ins", "2"),
        ("--assign", "a.csv"),
        ("--each", "1"),
        ("--at-least", "1"),
        ("--sort", "target"),
        ("--split", "3"),
        ("--duplex",),
        ("--covers",),
        ("--no-singles",),
        ("--no-print-files",),
        ("--no-sheets",),
    ],
)
def test_a_group_letter_refuses_some_options(batch: Batch, other: tuple[str, ...]) -> None:
    write_files(Path(), {"g.yaml": GROUP})
    ran = batch("--group", "g.yaml", *other, cases=("./ann",))
    assert ran.code == 2 and other[0] in ran.err and not Path("letters").exists()


@pytest.mark.parametrize("option", [("--sheet-language", "German"), ("--ui-language", "de")])
def test_sheets_in_the_organizers_language(batch: Batch, option: tuple[str, str]) -> None:
    assert batch(*option).code == 8
    assert "Geschriebene Briefe" in "".join(sections(Path("letters/print/tally.docx")))
    assert batch(*option, "--sheet-language", "en").code == 8
    assert "Letters written" in "".join(sections(Path("letters/print/tally.docx")))


def test_sheets_in_a_language_without_words(batch: Batch) -> None:
    ran = batch("--sheet-language", "pl")
    assert ran.code == 2 and "sheet-language: " in ran.err and "de or es or fr or ru" in ran.err
    assert not Path("letters").exists()


@pytest.mark.parametrize(
    ("profile", "asked", "origin", "file"),
    [
        (None, (), "the United Kingdom", "envelopes-DL-with-backs.docx"),
        ("US", (), "the United States", "envelopes-US10.docx"),
        ("US", ("--posted-from", "Germany"), "Germany", "envelopes-DL.docx"),
    ],
)
def test_an_event_is_posted_from_one_country(
    batch: Batch, monkeypatch: pytest.MonkeyPatch, profile: str | None, asked: tuple[str, ...], origin: str, file: str
) -> None:
    if profile:
        write_files(Path(), {"own.yaml": f"name: Me\naddress: [1 Street]\ncountry: {profile}\n"})
        monkeypatch.setenv("APPEALGEN_SENDER", "own.yaml")
    ran = batch("--no-sheets", "--no-singles", *asked)
    assert f"posted from {origin}" in ran.err
    assert [path.name for path in Path("letters/print").iterdir() if path.name.startswith("env")] == [file]


def test_a_group_posts_from_its_own_country_or_from_another(batch: Batch) -> None:
    write_files(Path(), {"g.yaml": "name: Group\naddress: [1 Street]\ncountry: DE\nreads: [en]\n"})
    for arguments, back in (((), False), (("--posted-from", "GB"), True)):
        ran = batch("--group", "g.yaml", "--out", f"out{back}", *arguments, cases=("./bob",))
        assert ran.code == 0
        assert len(sections(Path(f"out{back}/bob/judge.envelope.docx"))) == 1 + back


def test_a_country_of_posting_that_is_none(batch: Batch) -> None:
    ran = batch("--posted-from", "Atlantis")
    assert ran.code == 2 and "posted-from" in ran.err


def test_pages_of_some_rows_once_more_when_the_roster_is_sorted_and_has_an_error(batch: Batch) -> None:
    batch()
    batch("--rows", "4")
    rows = [*reversed(PEOPLE), ("No Country", "1 Street", "XX", "en", "", "")]
    write_files(Path(), {"sorted.csv": roster(rows)})
    ran = batch("--pages", "rows-4/letters-A4:1", senders="sorted.csv")
    assert ran.code == 0 and "3/1  иван-пример  ann/minister" in ran.err and "row 6" in ran.err
    assert ran.out == "written    letters/print/rows-4/again-letters-A4-1.docx\n"
    assert "3/1  иван-пример" in batch("--rows", "4", "--pages", "letters-A4:1", senders="sorted.csv").err
    wrong = batch("--pages", "rows-5/letters-A4:1")
    assert wrong.code == 2 and "print, print/rows-4" in wrong.err


def test_pages_of_a_print_file_once_more(batch: Batch) -> None:
    batch()
    ran = batch("--pages", "letters-A4:2-3")
    assert ran.code == 0
    assert "For a pile printed before, name marks: letters-A4:1/2" in " ".join(ran.err.split())
    assert "a pile printed before" not in batch("--pages", "letters-A4:1/2", "--dry-run").err
    assert "printed again: letters-A4: 2-3 (2 letters)" in ran.err and "1/2  alex-example  bob/judge" in ran.err
    assert ran.out == "written    letters/print/again-letters-A4-2-3.docx\n"
    shown = batch("--pages", "letters-A4:2", "--json", "--dry-run")
    made = json.loads(shown.out)
    assert [(file["path"], file["state"]) for file in made["files"]] == [("print/again-letters-A4-2.docx", "planned")]
    assert [notice["code"] for notice in made["notices"]] == ["estimated-pages"] and made["totals"]["letters"] == 1
    assert batch("--pages", "letters-A4").code == 2 and batch("--pages", "letters-A4:99").code == 2
