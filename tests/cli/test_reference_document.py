"""Every kind of finished document, by the commands, with malicious reference documents: nothing refers outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from event_samples import roster, write_cases
from hostile_reference import CONSTRUCTS, Construct, complex_field, faults, hostile
from hostile_reference import run as words
from samples import Ran, write_files

DATED = Construct(words("On ") + complex_field("DATE", "long ago") + words(", page ") + complex_field("PAGE", "1"))
GROUP = "name: Our Group\naddress: [1 Street, Leeds]\ncountry: GB\nreads: [en]\n"
KINDS = {
    "write": ("write", "./ann", "--sender", "g.yaml", "--labels", "L7160", "--envelope", "DL"),
    "window": ("write", "./ann", "--sender", "g.yaml", "--layout", "din5008b"),
    "batch": ("batch", "./ann", "./bob", "--senders", "r.csv", "--covers", "--labels", "L7160", "--envelope", "C6"),
    "duplex": ("batch", "./ann", "--senders", "r.csv", "--duplex", "--split", "2"),
    "large": ("batch", "./ann", "--senders", "r.csv", "--print", "large"),
    "group": ("batch", "./ann", "./bob", "--senders", "r.csv", "--group", "g.yaml"),
}
REFERENCES = {"none": None, "hostile": tuple(CONSTRUCTS.values()), "dated": (DATED, *CONSTRUCTS.values())}


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_finished_document_refers_outside(run: Callable[..., Ran], kind: str, reference: str) -> None:
    write_cases(Path())
    write_files(Path(), {"r.csv": roster(), "g.yaml": GROUP})
    constructs = REFERENCES[reference]
    looks = () if constructs is None else ("--reference-doc", str(hostile(Path("looks.docx"), *constructs)))
    ran = run(*KINDS[kind], "--date", "2020-02-01", "--json", "--yes", *looks)
    said: dict[str, Any] = json.loads(ran.out)
    assert ran.code in (0, 8)
    documents = sorted(Path("letters").rglob("*.docx"))
    assert len(documents) == sum(file["format"] == "docx" for file in said["files"]) > 0
    for path in documents:
        assert faults(path.read_bytes()) == [], path
    notices = [notice["message"] for notice in said["notices"] if notice["code"] == "left-out-of-letters"]
    assert len(notices) == (0 if constructs is None else 3)


def test_each_letter_shows_its_date_in_its_language(run: Callable[..., Ran]) -> None:
    write_cases(Path())
    write_files(Path(), {"r.csv": roster()})
    looks = hostile(Path("looks.docx"), DATED)
    run("batch", "./ann", "--senders", "r.csv", "--date", "2020-02-01", "--yes", "--reference-doc", str(looks))
    sections = docx.Document("letters/print/letters-A4.docx").sections
    shown = {section.header.paragraphs[0].text for section in sections}
    assert shown == {
        "On 1 February 2020, page 1", "On 1. Februar 2020, page 1", "On February 1, 2020, page 1",
    }  # fmt: skip
