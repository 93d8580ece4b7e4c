"""Who does not sign in full: nothing that is written has what they hide."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from appealgen.events.people import identified
from appealgen.events.plan import plan_batch
from appealgen.events.signatories import signatories_of
from appealgen.model.sender import Sender, Sign
from appealgen.output.manifest import Manifest
from appealgen.output.people import People
from byte_leaks import leaks
from event_samples import files_below
from samples import DATE, Ran, plan_options, someone, tiny_case

ROSTER = """\
name,address,country,reads,place,email,signs with
Quentin Zebedee-Sample,"17 Hollyhock Crescent
Leeds
LS1 4AB",GB,en,,quentin@zebedee.example,initials
Wilhelmina Quux,"Fliederweg 99
12345 Musterstadt",DE,de,,wq@quux.example,Ort
Otto Offen,"Rosenweg 1
12345 Musterstadt",DE,de,Musterstadt,oo@offen.example,
"""
HIDDEN = ("Quentin", "Zebedee", "Hollyhock", "LS1 4AB", "quentin@", "Fliederweg", "wq@")
ALWAYS = ("--date", "2019-04-15", "--yes", "--no-input")
Run = Callable[..., Ran]


@pytest.fixture
def batch(run: Run) -> Run:
    Path("roster.csv").write_text(ROSTER, encoding="utf-8")
    return lambda *arguments: run("batch", "ua-046-19", "--senders", "roster.csv", *ALWAYS, *arguments)


def test_no_byte_of_an_event_has_what_is_hidden(batch: Run) -> None:
    ran = batch(
        "--format", "docx,pdf,txt", "--channel", "post,fax,email", "--attach", "pdf", "--covers", "--show-email",
        "--labels", "L7160", "--envelope", "DL", "--return-labels", "--json",
    )  # fmt: skip
    assert ran.code == 0 and json.loads(ran.out)["files"]
    Path("letters/stdout.json").write_text(ran.out, encoding="utf-8")
    assert leaks(Path("letters"), HIDDEN) == set()
    found = {word for _, word in leaks(Path("letters"), ("Q. Z.-S.", "Wilhelmina", "Rosenweg", "oo@offen.example"))}
    assert len(found) == 4  # the test sees what is there
    for pattern in ("*.docx", "*.pdf", "*.txt", "*.eml"):
        assert list(Path("letters/ua-046-19").glob(f"q-z-s-????/{pattern}"))


def test_folders_have_initials_or_town_and_a_hash(batch: Run) -> None:
    batch("--no-sheets")
    [musterstadt, otto, quentin] = sorted(path.name for path in Path("letters/ua-046-19").iterdir())
    assert re.fullmatch("musterstadt-[0-9a-f]{4}", musterstadt)
    assert (otto, bool(re.fullmatch("q-z-s-[0-9a-f]{4}", quentin))) == ("otto-offen", True)
    before = files_below(Path("letters"))
    batch("--no-sheets")
    assert files_below(Path("letters")) == before


@pytest.mark.parametrize("sign", ["initials", "town"])
def test_one_sender_who_hides(run: Run, sign: str) -> None:
    arguments: tuple[str, ...] = (
        "--name",
        "Quentin Zebedee-Sample",
        "--address",
        "17 Hollyhock Crescent",
        "--address",
        "Leeds LS1 4AB",
    )
    arguments += ("--country", "GB", "--reads", "en", "--email", "quentin@zebedee.example", "--sign", sign)
    ways = ("--format", "docx,pdf,txt", "--channel", "post,fax,email", "--layout", "din5008b")
    ran = run("write", "ua-046-19", *arguments, *ALWAYS, *ways, "--json")
    assert ran.code == 0
    Path("letters/stdout.json").write_text(ran.out + ran.err, encoding="utf-8")
    hidden = [word for word in HIDDEN if sign == "initials" or word not in ("Quentin", "Zebedee")]
    assert leaks(Path("letters"), tuple(hidden)) == set()
    assert leaks(Path("letters"), ("Leeds",)) and bool(leaks(Path("letters"), ("Quentin",))) is (sign == "town")


def test_who_signs_the_table_of_a_group_may_hide(batch: Run) -> None:
    Path("g.yaml").write_text("name: Group\naddress: [1 Street]\ncountry: GB\nreads: [en]\n", encoding="utf-8")
    assert batch("--group", "g.yaml").code == 0
    assert leaks(Path("letters"), ("Quentin", "Zebedee")) == set()
    assert leaks(Path("letters"), ("Q. Z.-S.",)) and leaks(Path("letters"), ("Otto Offen",))


def test_addresses_of_a_sign_up_list_stay_off_the_letters(batch: Run) -> None:
    batch("--format", "docx,txt", "--channel", "post,email,fax", "--layout", "din5008b")
    mine = {name.rpartition(".")[2] for name, _ in leaks(Path("letters"), ("oo@offen.example",))}
    assert mine == {"eml"}  # a draft needs its sender
    batch("--show-email", "--overwrite")
    assert any(name.endswith(".docx") for name, _ in leaks(Path("letters"), ("oo@offen.example",)))


def test_the_option_is_for_rows_that_say_nothing(batch: Run) -> None:
    assert batch("--sign", "initials", "--no-sheets").code == 0
    assert leaks(Path("letters"), ("Otto", "Rosenweg")) == set()
    assert leaks(Path("letters"), ("Wilhelmina",))


def test_own_words_of_the_roster_that_give_somebody_away(run: Run) -> None:
    words = "name,address,country,reads,signs with,own words\nQuentin Zebedee,1 Street|Leeds,GB,en,initials,I am {0}.\n"
    for name, code in (("Quentin Zebedee", 5), ("ZEBEDEE", 5), ("a teacher", 0)):
        Path("roster.csv").write_text(words.format(name), encoding="utf-8")
        ran = run("batch", "ua-046-19", "--senders", "roster.csv", *ALWAYS)
        assert ran.code == code, ran.err
    assert "Quentin" not in ran.err and leaks(Path("letters"), ("Quentin",)) == set()


@pytest.mark.parametrize("way", ["write", "batch"])
def test_own_words_of_an_option_with_a_part_of_the_name(run: Run, way: str) -> None:
    Path("roster.csv").write_text(
        "name,address,country,reads\nQuentin Zebedee,1 Street|Leeds,GB,en\n", encoding="utf-8"
    )
    who: tuple[str, ...] = ("--senders", "roster.csv")
    if way == "write":
        who = ("--name", "Quentin Zebedee", "--address", "1 Street", "--country", "GB", "--reads", "en")
    ran = run(way, "ua-046-19", *who, "--sign", "initials", "--own-words", "Zebedee, Quentin", *ALWAYS)
    assert ran.code == 5 and "--sign hides it" in ran.err and leaks(Path("letters"), ("Zebedee",)) == set()


def _folder(sender: Sender, people: People) -> tuple[str, str, People]:
    made = plan_batch([tiny_case()], signatories_of([(2, sender)]), plan_options(date=DATE))
    found = identified(made, Manifest(people=people))
    [one] = found.batch.signatories
    return one.folder, one.number, found.people


@pytest.mark.parametrize(
    ("first", "then", "kept"),
    [("full", "initials", False), ("full", "town", False), ("initials", "full", True), ("town", "initials", True)],
)
def test_who_begins_to_hide_gets_another_folder(first: Sign, then: Sign, kept: bool) -> None:
    anna = someone(name="Anna Example", place="Leeds", sign=first)
    before, number, people = _folder(anna, People())
    after, same, people = _folder(replace(anna, sign=then), people)
    assert (after == before, same) == (kept, number)
    assert [entry.folder for entry in people.entries] == [after]
    assert "anna" not in after or first == "full" == then
    assert _folder(replace(anna, sign=then), people)[0] == after


@pytest.mark.parametrize("name", ["E", "Leeds", "Li"])
def test_short_names_keep_their_folder(name: str) -> None:
    person: Any = someone(name=name, place="Leeds", sign="town")
    first, _, people = _folder(person, People())
    assert _folder(person, people)[0] == first
