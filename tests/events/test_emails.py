"""Letters of an event by e-mail: drafts in the folders of the letters, each with its own sender."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import PROJECT, Ran

ROSTER = """\
name,address1,address2,country,reads,email
Ann One,1 Street,Anytown,GB,en,ann@example.org
Ben Two,2 Street,Anytown,GB,en,ben@example.org
Cleo Three,3 Street,Anytown,GB,en,
"""
Run = Callable[..., Ran]


@pytest.fixture
def batch(run: Run) -> Run:
    Path("roster.csv").write_text(ROSTER, encoding="utf-8")

    def ran(*arguments: str) -> Ran:
        given = ("ua-046-19", "--senders", "roster.csv", "--date", "2019-04-15", "--yes", *arguments)
        return run("batch", *given)

    return ran


def made() -> list[str]:
    return sorted(path.relative_to("letters").as_posix() for path in Path("letters").rglob("*.*") if path.is_file())


def test_drafts_are_where_the_letters_would_be(batch: Run) -> None:
    ran = batch("--channel", "email", "--json")
    found = json.loads(ran.out)
    assert ran.code == 0
    folders = ["ann-one", "ben-two", "cleo-three"]
    names = ["embassy-gb.en.eml", "embassy-gb.en.mailto.txt"]
    names += ["prosecutor-general.en.eml", "prosecutor-general.en.mailto.txt"]
    assert [path for path in made() if "manifest" not in path] == [
        f"ua-046-19/{folder}/{name}" for folder in folders for name in names
    ]
    assert (found["totals"]["letters"], found["totals"]["emailed"], found["totals"]["sheets"]) == (6, 6, 0)
    assert [notice["target"] for notice in found["notices"] if notice["code"] == "long-mail-link"] == [
        "prosecutor-general", "embassy-gb",
    ]  # fmt: skip


def test_addresses_of_senders_never_mix(batch: Run) -> None:
    assert batch("--channel", "post,email", "--no-print-files", "--no-sheets").code == 0
    own = {"ann-one": "ann@", "ben-two": "ben@", "cleo-three": ""}
    drafts = list(Path("letters").rglob("*.eml"))
    assert len(drafts) == 6
    for path in drafts:
        text, name = path.read_text("utf-8"), path.parent.name
        assert {word for word in ("ann@", "ben@") if word in text} == {own[name]} - {""}, path
        assert ("From: " in text) == bool(own[name])


def test_running_it_again_or_by_another_channel_leaves_all_alone(batch: Run) -> None:
    assert batch("--channel", "email").code == 0
    assert "already there, unchanged" in batch("--channel", "email").err
    again = json.loads(batch("--json", "--no-print-files", "--no-sheets").out)
    assert [notice["code"] for notice in again["notices"] if notice["code"] == "left-over"] == []


def test_walk_ins_are_for_paper(batch: Run) -> None:
    ran = batch("--channel", "post,email", "--walk-ins", "1", "--country", "GB", "--reads", "en")
    assert ran.code == 0 and not [path for path in made() if "walk-in" in path and path.endswith(".eml")]
    ran = batch("--channel", "email", "--walk-ins", "1", "--country", "GB", "--reads", "en", "--out", "mails")
    assert ran.code == 8 and "for paper" in ran.err


def test_a_group_signs_paper(batch: Run) -> None:
    ran = batch("--group", str(PROJECT / "docs" / "examples" / "sender.yaml"), "--channel", "email")
    assert ran.code == 2 and "--group cannot be combined with --channel" in ran.err


def test_each_draft_has_its_own_pdf(batch: Run) -> None:
    assert batch("--channel", "email", "--attach", "pdf", "--to", "prosecutor-general").code == 0
    drafts = [path.read_text("utf-8") for path in Path("letters").rglob("*.eml")]
    assert len(drafts) == 3 and all('filename="prosecutor-general.en.pdf"' in draft for draft in drafts)
    ran = batch("--attach", "pdf", "--out", "paper")
    assert ran.code == 2 and "--attach is for e-mail" in ran.err


def test_each_fax_is_beside_the_letter_and_has_its_own_sender(batch: Run) -> None:
    ran = batch("--channel", "post,fax", "--no-print-files", "--no-sheets", "--to", "prosecutor-general", "--json")
    found = json.loads(ran.out)
    assert ran.code == 0 and (found["totals"]["letters"], found["totals"]["faxed"], found["totals"]["sheets"]) == (
        3,
        3,
        3,
    )
    folders = ["ann-one", "ben-two", "cleo-three"]
    ends = ["en.docx", "en.fax.pdf", "envelope.docx"]
    names = [f"ua-046-19/{folder}/prosecutor-general.{end}" for folder in folders for end in ends]
    assert [path for path in made() if "manifest" not in path] == names
    assert len({entry["sha256"] for entry in found["files"] if entry["kind"] == "fax"}) == 3
    again = batch("--channel", "post,fax", "--no-print-files", "--no-sheets", "--to", "prosecutor-general")
    assert "already there, unchanged" in again.err


@pytest.mark.parametrize("how", [("--channel", "fax"), ("--channel", "email", "--attach", "pdf")])
def test_a_name_that_no_font_has_is_refused_before_anything_is_written(batch: Run, how: tuple[str, ...]) -> None:
    Path("roster.csv").write_text(ROSTER.replace("Cleo", "\U00010000"), encoding="utf-8")
    ran = batch(*how, "--to", "prosecutor-general")
    assert ran.code == 5 and "row 4" in ran.err and "no installed font has" in ran.err
    assert not Path("letters").exists()


def test_an_unknown_channel(batch: Run) -> None:
    ran = batch("--channel", "pigeon")
    assert ran.code == 2 and "“pigeon” is not a channel" in ran.err
