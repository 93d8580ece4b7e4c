"""What version 0.1.0 left on a user's disk is read: profile, data directory, templates, folders, manifests.

The files in `0.1.0/` were made by that version, by `make.sh`; never change them.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import Ran

Run = Callable[..., Ran]
MADE = Path(__file__).parent / "0.1.0"
DAY = ("--date", "2019-04-15")
WRITE = ("write", "ua-046-19", "--sender", "profile.yaml", *DAY, "--data-dir", "data", "--no-input")
BATCH = (
    "batch", "ua-046-19", "ua-060-16", "--senders", "people.csv", *DAY, "--anyway", "practice", "--assign", "who.csv",
    "--out", "event", "--no-input",
)  # fmt: skip


@pytest.fixture(autouse=True)
def in_a_copy(home: Path) -> None:
    """The files of the user, in the current folder."""
    shutil.copytree(MADE, Path(), dirs_exist_ok=True)


def files_of(ran: Ran) -> dict[str, str]:
    """The state of each file of a run, by path."""
    return {each["path"]: each["state"] for each in json.loads(ran.out)["files"]}


def test_the_profile_is_that_of_today(run: Run, home: Path) -> None:
    profile = home / "config" / "sender.yaml"
    profile.parent.mkdir(parents=True)
    shutil.copy("profile.yaml", profile)
    kept = json.loads(run("profile", "--json").out)["profile"]
    assert (kept["name"], kept["ties"], kept["reads"]) == ("Sam Ó Samplaigh", ["IR"], ["en", "de"])
    assert kept["stationery"] == {"envelope": "C6", "return_address": "back", "airmail": True}
    ran = run("write", "ua-046-19", *DAY, "--dry-run", "--json")
    assert {path.rpartition(".")[2] for path in files_of(ran)} == {"docx"} and "C6" in run(
        "write", "ua-046-19", *DAY, "--dry-run"
    ).err


def test_templates_phrases_and_embassies_take_precedence(run: Run) -> None:
    ran = run(*WRITE, "--format", "txt", "--out", "new", "--json")
    assert ran.code == 0, ran.err
    text = Path("new/ua-046-19/prosecutor-general.en.txt").read_text(encoding="utf-8")
    assert "\nWith hope,\n\nYours truly,\n" in text
    listed = json.loads(run("embassies", "list", "--data-dir", "data", "--json").out)["embassies"]
    assert {each["host"]: each["office"] for each in listed if each["host"] != "GB"} == {
        "AT": "Invented Embassy",
        "FR": "Ambassade inventée du Kazakhstan",
    }


def test_envelopes_and_rules_of_a_post_are_read(run: Run) -> None:
    ran = run(*WRITE, "--envelope", "Small", "--return-address", "front", "--out", "new")
    assert ran.code == 0 and "Small envelope" in ran.err
    envelope = zipfile.ZipFile("new/ua-046-19/prosecutor-general.envelope.docx").read("word/document.xml").decode()
    assert ">AIR MAIL<" in envelope


def test_a_case_folder_has_the_same_problems_as_then(run: Run) -> None:
    ran = run("check", "data/cases/ua-901-26", "--json")
    assert ran.code == 3
    fields = {(problem["code"], problem.get("field")) for problem in json.loads(ran.out)["problems"]}
    assert {
        ("missing-value", "title"),
        ("missing-value", "country"),
        ("missing-value", "targets[0].address[0]"),
    } <= fields


@pytest.mark.parametrize(("folder", "files"), [("letters", 8), ("event", 14)])
def test_a_folder_is_whole(run: Run, folder: str, files: int) -> None:
    ran = run("verify", folder, "--json")
    found = json.loads(ran.out)
    assert ran.code == 0 and [found[key] for key in ("missing", "changed", "unknown", "unreadable")] == [[]] * 4
    assert len(json.loads(Path(folder, "manifest.json").read_text(encoding="utf-8"))["files"]) == files


def test_letters_are_counted(run: Run) -> None:
    rows = csv.DictReader(io.StringIO(run("report", "letters", "event", "--csv").out))
    assert {(row["case"], row["target"]): row["letters"] for row in rows} == {
        ("ua-046-19", "embassy-gb"): "2",
        ("ua-046-19", "prosecutor-general"): "2",
        ("ua-060-16", "minister-of-security"): "1",
    }


def test_the_same_run_replaces_its_files_and_no_edited_one(run: Run) -> None:
    ran = run(*WRITE, "--format", "docx,txt", "--out", "letters", "--json")
    assert ran.code == 0 and set(files_of(ran).values()) <= {"replaced", "identical"}
    assert run("verify", "letters").code == 0
    Path("letters/ua-046-19/prosecutor-general.en.docx").write_bytes(b"edited")
    assert run(*WRITE, "--format", "docx,txt", "--out", "letters").code == 6


def test_an_event_goes_on(run: Run) -> None:
    ran = run(*BATCH, "--json")
    states = files_of(ran)
    new = {path for path, state in states.items() if state == "written"}
    assert ran.code == 0 and new <= {"print/index.csv"}, new
    assert "ua-046-19/0002-a-sample/prosecutor-general.en.docx" in states
    before = json.loads(run("report", "event", "--json").out)["rows"]
    assert run("verify", "event").code == 0
    assert run("clean", "event", "--yes").code == 0
    assert json.loads(run("report", "event", "--json").out)["rows"] == before
    assert [path.name for path in Path("event").rglob("*") if path.is_file()] == ["manifest.json"]
