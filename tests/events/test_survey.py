"""The survey of a batch before writing."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from appealgen.events.print_files import PrintOptions
from appealgen.events.run import write_batch
from appealgen.events.survey import survey_batch
from appealgen.model.document import LabelPlacing
from appealgen.model.identifiers import Country, Tag
from appealgen.model.stationery import StationeryChoice
from event_samples import PEOPLE, as_senders, loaded, making, people, planned, write, write_cases
from samples import LETTER, PROJECT, someone, tiny_case, write_files

PRICES = """\
origin: GB
currency: GBP
source: made up
zones:
  - {zone: far, countries: [KZ]}
prices:
  - {zone: far, weight_max_g: 100, price: "2.30", valid_from: 2019-01-01}
"""
LONG = ("A long line of an address that goes on and on and on and on and on and on and on and on and on and on",) * 12


def test_counts_are_what_is_made(tmp_path: Path) -> None:
    write_cases(tmp_path)
    batch = planned(loaded(tmp_path, "ann", "bob"), as_senders(PEOPLE))
    found = survey_batch(batch, making(tmp_path / "out"))
    counts = found.totals
    assert (found.people, counts.letters, counts.sheets, counts.posted) == (4, 8, 8, 8)
    assert dict(counts.envelopes) == {"DL": 8}
    assert {(line.case, line.target, line.language): number for line, number in found.letters.items()} == {
        ("ann", "minister", "en"): 3, ("ann", "minister", "de"): 1, ("ann", "embassy-de", "de"): 1,
        ("bob", "judge", "en"): 3,
    }  # fmt: skip
    assert {line.route for line in found.letters} == {"direct", "copy"}
    assert (found.failed, found.conflicts, found.left_out) == ((), (), frozenset())
    assert not (tmp_path / "out").exists()


def test_prices_by_zone(tmp_path: Path) -> None:
    from decimal import Decimal

    from appealgen.workflows import letters

    write_cases(tmp_path)
    write_files(tmp_path, {"postage.yaml": PRICES})
    tables = letters.postage_tables((tmp_path,))
    batch = planned(loaded(tmp_path, "ann", "bob"), as_senders(people(3)))
    counts = survey_batch(batch, replace(making(tmp_path / "out"), prices=tables)).totals
    assert {(stamp.zone, stamp.price): number for stamp, number in counts.stamps.items()} == {
        ("far", Decimal("2.30")): 3
    }
    assert counts.unpriced == 3
    report = write(batch, replace(making(tmp_path / "out"), prices=tables))
    assert [notice.message for notice in report.notices if notice.code == "no-price"] == [
        "3 letters have no price in your table"
    ]


@pytest.mark.parametrize(
    ("choice", "job", "formats", "what"),
    [
        (StationeryChoice(envelope="DL", return_address="front"), PrintOptions(), ("docx",), "does not fit"),
        (
            StationeryChoice(labels="L7160"),
            PrintOptions(labels=LabelPlacing(senders=True)),
            ("docx",),
            "your own address",
        ),
        (StationeryChoice(labels="L7160"), PrintOptions(), ("docx",), None),
        (StationeryChoice(envelope="DL", return_address="front"), PrintOptions(), ("txt",), None),
    ],
)
def test_an_address_that_does_not_fit_is_left_out_and_named(
    tmp_path: Path, choice: StationeryChoice, job: PrintOptions, formats: tuple[str, ...], what: str | None
) -> None:
    write_cases(tmp_path)
    batch = planned(
        loaded(tmp_path, "bob"),
        [someone(), someone(name="Long", address=LONG), someone(name="Other")],
        stationery=choice,
    )
    options = making(tmp_path / "out", formats=formats, printing=job)
    found = survey_batch(batch, options)
    if what is None:
        assert found.failed == ()
        return
    [problem] = found.failed
    assert (problem.row, problem.case, problem.target) == (3, "bob", "judge") and what in problem.message
    assert found.totals.letters == 2 and "A long line" not in problem.message
    write_batch(batch, found, options)
    assert sorted(path.name for path in (tmp_path / "out" / "bob").iterdir()) == ["alex-example", "other"]


def test_a_missing_detail(tmp_path: Path) -> None:
    case = tiny_case(letters={"en": "I live in {{ sender.place }}.\n\n" + LETTER})
    batch = planned([case], [someone(place="Town"), someone(), someone(place="Other")], walk_ins=1)
    found = survey_batch(batch, making(tmp_path / "out"))
    assert [(problem.code, problem.row) for problem in found.failed] == [
        ("missing-detail", 3),
        ("missing-detail", None),
    ]
    assert found.totals.letters == 2


MEASURE = """\
import gc, sys, tracemalloc
from pathlib import Path
from appealgen.events.run import write_batch
from appealgen.events.survey import survey_batch
from event_samples import as_senders, loaded, making, people, planned

# Paths are interned: their table would grow by a megabyte at some letter or other.
interned = [sys.intern(f"string {number}") for number in range(30_000)]
root = Path(sys.argv[1])
batch = planned(loaded(root, "ann"), as_senders(people(400)))
options = making(root / "out", sheets=False)
dry = making(root / "out", sheets=False, dry_run=True)
write_batch(batch, survey_batch(batch, dry), dry)
gc.collect()
tracemalloc.start()
found = survey_batch(batch, options)
print(tracemalloc.get_traced_memory()[1])
tracemalloc.reset_peak()
write_batch(batch, found, options)
print(tracemalloc.get_traced_memory()[1])
"""


def test_nothing_is_kept_for_each_letter(tmp_path: Path) -> None:
    """Except for the roster and its people, only a small part of the output is in memory at any moment.

    Runs in a separate process, because memory left by other tests would count.
    """
    write_cases(tmp_path)
    paths = os.pathsep.join(path for path in (str(PROJECT / "tests"), *sys.path) if path)
    command = [sys.executable, "-c", MEASURE, str(tmp_path)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": paths}, capture_output=True, text=True, check=True)
    surveyed, wrote = map(int, done.stdout.split())
    size = sum(path.stat().st_size for path in (tmp_path / "out" / "ann").rglob("*.docx"))
    assert size > 3_000_000 and surveyed < 600_000 and wrote < 2_000_000, (size, surveyed, wrote)


def test_from_another_country_in_another_language_by_another_route(tmp_path: Path) -> None:
    write_cases(tmp_path)
    german = someone(country=Country("DE"), reads=(Tag("de"),))
    batch = planned(loaded(tmp_path, "ann"), [german, someone()], embassy="via")
    found = survey_batch(batch, making(tmp_path / "out"))
    assert {(line.route, line.country, line.language): n for line, n in found.letters.items()} == {
        ("via", "DE", "de"): 1, ("direct", "KZ", "en"): 1,
    }  # fmt: skip
