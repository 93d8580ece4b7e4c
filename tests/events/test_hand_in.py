"""Letters that are handed in to a section: no envelopes, a pile and a form for each case."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from appealgen.events.plan import Order
from appealgen.events.print_files import PrintOptions
from appealgen.model.identifiers import Tag
from event_samples import PEOPLE, as_senders, loaded, making, manifest, planned, roster, sections, write, write_cases
from samples import Ran, write_files

UNTIL = datetime.date(2020, 3, 15)


def handed_in(root: Path, **options: Any) -> Path:
    write_cases(root)
    batch = planned(loaded(root, "ann", "bob"), as_senders(PEOPLE), hand_in=True, hand_in_by=UNTIL)
    report = write(batch, making(root / "out", **options))
    assert report.survey.totals.posted == 0 == report.survey.totals.unpriced
    return root / "out"


def test_a_pile_for_each_case_and_nothing_for_the_post(tmp_path: Path) -> None:
    out = handed_in(tmp_path)
    found = {path.stem for path in (out / "print").iterdir()}
    assert found == {
        "letters-A4-ann", "letters-A4-bob", "hand-in-ann", "hand-in-bob", "parcel-list", "case-ann", "case-bob",
        "tally", "to-buy", "index",
    }  # fmt: skip
    assert [len(sections(out / "print" / f"letters-A4-{case}.docx")) for case in ("ann", "bob")] == [5, 3]
    entries = manifest(out)["files"]
    assert not [entry for entry in entries if entry["kind"] in ("envelope", "labels") or entry["weight_g"]]


def test_the_forms_count_the_letters_of_each_case(tmp_path: Path) -> None:
    out = handed_in(tmp_path, sheet_language=Tag("de"))
    [form] = sections(out / "print" / "hand-in-ann.docx")
    assert form.split("\n")[:2] == [
        "Zur Abgabe: A headline",
        "Kasachstan · Urgent Action 1/20 · abzugeben bis 15. März 2020",
    ]
    assert "Gesamt\n5" in form and "Gruppe oder Schule" in form
    assert form.index("Englisch") < form.index("Embassy") and form.count("Minister of Justice") == 2
    [parcel] = sections(out / "print" / "parcel-list.docx")
    assert "Gesamt\n8" in parcel and "15. März 2020" in parcel
    [tally] = sections(out / "print" / "tally.docx")
    assert "Abgegeben" in tally and "Verschickt" not in tally


@pytest.mark.parametrize(("order", "covers"), [("sender", 7), ("target", 3)])
def test_covers_name_the_person_or_the_target_in_each_pile(tmp_path: Path, order: Order, covers: int) -> None:
    out = handed_in(tmp_path, printing=PrintOptions(order=order, covers=True))
    piles = [sections(out / "print" / f"letters-A4-{case}.docx") for case in ("ann", "bob")]
    assert sum(map(len, piles)) == 8 + covers
    assert "A headline" in piles[0][0] and "Another headline" not in piles[0][0]
    [bought] = sections(out / "print" / "to-buy.docx")
    assert f"pages\n{covers + 7}\n" in bought


def test_options_about_envelopes_are_refused(tmp_path: Path, run: Callable[..., Ran]) -> None:
    write_cases(Path())
    write_files(Path(), {"r.csv": roster()})
    command = ("batch", "./ann", "--senders", "r.csv", "--date", "2020-02-01", "--no-input")
    for options in (("--labels", "L7160"), ("--envelope", "DL"), ("--channel", "email")):
        ran = run(*command, "--hand-in", *options)
        assert ran.code == 2 and f"--hand-in cannot be combined with {options[0]}" in ran.err
    assert run(*command, "--hand-in-by", "2020-01-31").code == 2
    ran = run(*command, "--hand-in-by", "2020-03-15", "--dry-run")
    assert ran.code == 0 and "to hand in by 15 March 2020" in ran.err and "envelope" not in ran.err
    assert "the last day to hand in, 15 March 2020, is after the deadline of the case, 1 March 2020" in ran.err


def test_a_certificate_has_the_numbers_and_no_names(run: Callable[..., Ran]) -> None:
    write_cases(Path())
    write_files(Path(), {"r.csv": roster()})
    run("batch", "./ann", "./bob", "--senders", "r.csv", "--date", "2020-02-01", "--hand-in", "--no-input")
    ran = run("report", "letters", "--certificate", "c.docx", "--json")
    assert ran.code == 0 and json.loads(ran.out)["letters"] == 8 and "certificate: c.docx" in ran.err
    [text] = sections(Path("c.docx"))
    assert text.startswith("Certificate\n8 letters for 2 cases\n1 February 2020\n") and "ann" in text
    assert not any(person[0] in text for person in PEOPLE)
    assert run("report", "letters", "--certificate", "c.docx").code == 0
    assert run("report", "letters", "--certificate", "c.pdf").code == 0 and Path("c.pdf").read_bytes()[:4] == b"%PDF"
    assert run("report", "letters", "--certificate", "c.odt").code == 3
    Path("c.docx").write_bytes(b"edited")
    assert run("report", "letters", "--certificate", "c.docx").code == 6
    assert run("report", "letters", "--certificate", "c.docx", "--overwrite").code == 0
