"""Small invented events: two cases, rosters, and the batches made from them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2

from appealgen.events.plan import Batch, plan_batch
from appealgen.events.run import BatchReport, write_batch
from appealgen.events.signatories import signatories_of
from appealgen.events.survey import BatchOptions, survey_batch
from appealgen.model.case import Case
from appealgen.model.identifiers import Tag
from appealgen.model.sender import Sender
from appealgen.reading.case_files import load_case
from appealgen.renderers.docx.reference import bundled_reference
from samples import CASE, DATE, LETTER, plan_options, write_files

ANN = CASE.replace("languages: [en]", "languages: [en, de]").replace(
    "sources:",
    """\
  - id: embassy-de
    role: embassy
    host: DE
    office: Embassy of Kazakhstan in Germany
    address: [2 Avenue, Berlin]
sources:""",
)
BOB = (
    CASE.replace("id: ann", "id: bob")
    .replace("1/20", "2/20")
    .replace("A headline", "Another headline")
    .replace("Ann", "Bob")
    .replace("country: KZ", "country: HN")
    .replace("id: minister", "id: judge")
    .replace("Minister of Justice", "Supreme Judge")
)
GERMAN = "Ich schreibe wegen {{ person }}.\n\n**Bitte lassen Sie sie frei.**\n"
CLOSED = CASE.replace("id: ann", "id: old").replace("1/20", "3/20").replace("2020-03-01", "2019-03-01")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

COLUMNS = ("name", "address", "country", "reads", "place", "email", "about")
PEOPLE: tuple[tuple[str, ...], ...] = (
    ("Alex Example", "12 Sample Street\nAnytown", "GB", "en", "Anytown", "alex@example.org"),
    ("Ümit & <Söhne>", "Musterweg 1\n12345 Musterstadt", "DE", "de", "", ""),
    ("Иван Пример", "Sample Road 3\nAnytown", "GB", "en", "", ""),
    ("Pat O'Example", "1 Main St\nSpringfield, IL 62701", "US", "en", "", ""),
)
"""Rows 2 to 5 of a roster: people from three countries, on two paper sizes."""


def write_cases(root: Path) -> None:
    """Write the case folders `ann` (with an embassy in Germany), `bob`, and `old`, past its deadline on DATE."""
    write_files(root, {"ann/case.yaml": ANN, "ann/letter.en.md": LETTER, "ann/letter.de.md": GERMAN})
    write_files(root, {"bob/case.yaml": BOB, "bob/letter.en.md": LETTER.replace("her", "him")})
    write_files(root, {"old/case.yaml": CLOSED, "old/letter.en.md": LETTER})


def people(count: int) -> list[tuple[str, ...]]:
    """Different people from Great Britain."""
    return [(f"Person {number:04d}x", f"{number} Sample Street\nAnytown", "GB", "en") for number in range(count)]


def roster(rows: Iterable[Sequence[str]] = PEOPLE) -> str:
    """A roster as CSV; its people begin in row 2."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([*row, *[""] * (len(COLUMNS) - len(row))] for row in rows)
    return stream.getvalue()


def loaded(root: Path, *names: str) -> list[Case]:
    return [load_case(root / name) for name in names]


def planned(cases: Sequence[Case], senders: Sequence[Sender], walk_ins: int = 0, **asked: Any) -> Batch:
    """The batch of some senders, with rows counted from 2."""
    like = Sender(name="", blank=True, country=senders[0].country, reads=(Tag("en"),)) if walk_ins else None
    signatories = signatories_of(enumerate(senders, 2), walk_ins, like)
    roots = asked.pop("roots", ())
    return plan_batch(cases, signatories, plan_options(**{"date": DATE} | asked), roots=roots)


def making(out: Path, *, formats: Sequence[str] = ("docx",), **parts: Any) -> BatchOptions:
    return BatchOptions(out=out, formats=formats, reference=bundled_reference(), **parts)


def files_below(root: Path) -> dict[str, str]:
    """Every file, also hidden ones, with a hash of its content."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def manifest(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return found


def body(path: Path) -> str:
    """The XML of a document, after checking the archive's checksums."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.read("word/document.xml").decode()


def sections(path: Path) -> list[str]:
    """The texts of a document's sections, a line for each paragraph."""
    found, lines = [], list[str]()
    [whole] = ElementTree.fromstring(body(path))
    for child in whole:
        for paragraph in child.iter(f"{_W}p"):
            text = "".join(piece.text or "" for piece in paragraph.iter(f"{_W}t"))
            lines += [text] if text else []
        if child.tag == f"{_W}sectPr" or child.find(f"{_W}pPr/{_W}sectPr") is not None:
            found.append("\n".join(lines))
            lines = []
    assert not lines
    return found


_MARK = re.compile(r"^W?\d+/\d+$", re.MULTILINE)


def marks(path: Path) -> list[str]:
    """The marks in a print file, in the order of its pages, each once for a sheet with two sides."""
    if path.suffix == ".docx":
        pages = sections(path)
    elif path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            pages = [page.get_textpage().get_text_bounded().replace("\r", "") for page in document]
    else:
        pages = path.read_text(encoding="utf-8").split("\f")
    found = [mark for page in pages for mark in _MARK.findall(page)]
    return list(dict.fromkeys(found))


def properties(path: Path) -> list[str]:
    """The properties of a document's sections."""
    return re.findall(r"<w:sectPr>.*?</w:sectPr>", body(path), flags=re.DOTALL)


def places(texts: Iterable[str], words: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Positions of the words in the texts, in order."""
    for number, text in enumerate(texts):
        yield from ((number, word) for word in words if word in text)


def as_senders(rows: Sequence[Sequence[str]]) -> list[Sender]:
    from appealgen.reading.roster import load_roster

    found = load_roster(roster(rows).encode(), name="roster.csv")
    assert not found.problems
    return [entry.sender for entry in found.entries]


def counted(entries: Iterable[Mapping[str, Any]], kind: str) -> int:
    return sum(entry["kind"] == kind for entry in entries)


def write(batch: Batch, options: BatchOptions) -> BatchReport:
    """Survey and write."""
    return write_batch(batch, survey_batch(batch, options), options)
