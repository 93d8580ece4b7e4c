"""Letters of solidarity in an event: nobody's address or words for authorities are in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from samples import Ran, write_files

CASE = """\
schema: 1
id: ann
title: Ann in custody
country: KZ
issued: 2026-11-01
deadline: 2027-02-01
people: [{name: Ann Example}]
languages: [en]
targets:
  - {id: minister, office: Minister of Justice, address: [Street, Town 010000]}
  - {id: family, role: solidarity, name: Family Example, address: [Street, Town 010000]}
sources: [invented]
"""
ROSTER = """\
name,address1,address2,country,reads,own_words
Ann One,1 Sample Street,Anytown,GB,en,Please act as a father would.
Ben Two,2 Sample Street,Anytown,GB,en,
"""


def test_no_address_and_no_words_for_the_authorities(run: Callable[..., Ran]) -> None:
    write_files(Path(), {"ann/case.yaml": CASE, "ann/letter.en.md": "About {{ person }}.\n\nRelease her.\n"})
    Path("roster.csv").write_text(ROSTER, encoding="utf-8")
    common = ("ann", "--senders", "roster.csv", "--date", "2026-11-30", "--yes", "--format", "txt", "--no-sheets")
    ran = run("batch", *common, "--no-print-files")
    assert ran.code == 0 and "your own words are left out" in ran.err and "no return address" in ran.err
    letters = {path.name: path.read_text("utf-8") for path in Path("letters/ann/ann-one").glob("*.txt")}
    assert "as a father" in letters["minister.en.txt"] and "1 Sample Street" in letters["minister.en.txt"]
    assert "as a father" not in letters["family.en.txt"] and "1 Sample Street" not in letters["family.en.txt"]
    assert "Sample Street" not in letters["family.envelope.txt"]
    assert run("batch", *common, "--no-print-files", "--to", "family", "--out", "alone").code == 0
    assert "as a father" in Path("alone/ann/ann-one/family.en.txt").read_text("utf-8")
