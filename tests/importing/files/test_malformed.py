"""Damaged files: whatever a reader makes of them, it never crashes."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

from appealgen.errors import AppealgenError, Problem
from appealgen.importing.draft import import_document
from appealgen.importing.files.reader import read_document
from appealgen.reading.roster import load_roster
from urgent_action_files import as_docx, as_html, as_mail, as_pdf
from workbooks import ods, xlsx

_ROWS = [["name", "address", "country"], ["Anna Star", "1 Main Street, Leeds", "GB"], ["Ben Moon", "2 Side Road", "DE"]]
_ELEMENT = re.compile(rb"<([\w:]+)(?: [^<>]*)?/?>")


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def mutants(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The package without each part, each relation, each kind of element and attribute, and with each part emptied."""
    parts = parts_of(data)
    for name, content in parts.items():
        yield f"without {name}", zipped({other: parts[other] for other in parts if other != name})
        yield f"{name} empty", zipped(parts | {name: b""})
        yield f"{name} cut", zipped(parts | {name: content[: len(content) // 2]})
        if not name.endswith((".xml", ".rels")) or name.startswith(("docProps/", "word/theme/")):
            continue
        for number, element in enumerate(re.findall(rb"<(?:Relationship|Override|Default) [^>]*>", content)):
            yield f"{name} without relation {number}", zipped(parts | {name: content.replace(element, b"")})
        for kind in sorted(set(_ELEMENT.findall(content))):
            renamed = re.sub(rb"(</?)" + kind + rb"(?=[ />])", rb"\1" + kind + b"X", content)
            yield f"{name} without <{kind.decode()}>", zipped(parts | {name: renamed})
        for key in sorted(set(re.findall(rb" ([\w:]+)=\"", content))):
            value = (b"", b"-1", b"x" * 300)[len(key) % 3]
            changed = re.sub(rb" " + key + rb'="[^"]*"', b" " + key + b'="' + value + b'"', content)
            yield f"{name} {key.decode()}={value[:5].decode()}", zipped(parts | {name: changed})


def broken(data: bytes, times: int) -> Iterator[tuple[str, bytes]]:
    """The bytes with a few of them lost, doubled, or replaced, always in the same way."""
    chance = random.Random(14)
    for number in range(times):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 8)):
            at, size = chance.randrange(len(changed)), chance.randint(1, 60)
            piece = chance.choice([b"", bytes(changed[at : at + size]) * 2, chance.randbytes(size), b"\0", b"<", b"=?"])
            changed[at : at + size] = piece
        yield f"break {number}", bytes(changed)


def with_header() -> bytes:
    """A document of two sections, with a header, styles and a table, as python-docx writes it."""
    import docx

    document = docx.Document(io.BytesIO(as_docx()))
    document.add_table(2, 2)
    document.add_section()
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "URGENT ACTION"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def problems_of(read: Callable[[], object], name: str) -> tuple[Problem, ...]:
    """Problems of the error, or none for a readable file. Any other exception fails the test."""
    try:
        read()
    except AppealgenError as error:
        return error.problems
    except Exception as error:
        raise AssertionError(f"{name}: {error!r}") from error
    return ()


def test_docx_with_something_missing_is_read_or_refused_in_words() -> None:
    for name, data in islice(mutants(with_header()), 0, None, 3):
        problems = problems_of(partial(read_document, data, "a.docx"), name)
        assert all(problem.file for problem in problems), name


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("word/_rels/document.xml.rels", rb'<Relationship [^>]*relationships/header"[^>]*>', b""),
        ("word/document.xml", rb"<w:sectPr[ >].*?</w:sectPr>", b""),
        ("word/document.xml", rb"w:body", b"w:corpse"),
        ("word/document.xml", rb"w:document", b"w:other"),
    ],
)
def test_parts_that_a_reader_of_docx_requires(part: str, old: bytes, new: bytes) -> None:
    parts = parts_of(with_header())
    changed = re.sub(old, new, parts[part], flags=re.DOTALL)
    assert changed != parts[part]
    problems = problems_of(partial(read_document, zipped(parts | {part: changed}), "a.docx"), part)
    assert {problem.code for problem in problems} <= {"damaged"}


@pytest.mark.parametrize("data", [as_html().encode(), as_mail(), as_docx(), Path(__file__).read_bytes()])
def test_broken_documents_are_read_or_refused_in_words(data: bytes) -> None:
    for name, changed in broken(data, 150):
        problems_of(partial(import_document, changed, name="a.file"), name)


def test_broken_pdf_is_read_or_refused_in_words() -> None:
    for name, changed in broken(as_pdf(), 6):
        problems_of(partial(import_document, changed, name="a.file"), name)


@pytest.mark.parametrize("data", [xlsx(_ROWS), ods(_ROWS)])
def test_spreadsheets_with_something_missing_are_read_or_refused_in_words(data: bytes) -> None:
    for name, changed in [*mutants(data), *broken(data, 150)]:
        problems = problems_of(partial(load_roster, changed, name="a.table"), name)
        assert all(problem.file for problem in problems), name


def test_only_the_last_lines_of_a_mail_are_its_signature() -> None:
    text = "News\n-- \nmiddle\n" + "line\n" * 30 + "-- \nAnna Star\nLeeds\n"
    [reading] = read_document(b"From: a@b.c\nSubject: x\nMIME-Version: 1.0\n\n" + text.encode(), "a.eml")
    assert [line.text for line in reading.lines][-1] == "line"


def test_a_mail_of_nothing_but_line_ends_and_dashes_is_read() -> None:
    head = b"From: a@b.c\nSubject: x\nMIME-Version: 1.0\n\nNews\n-- \n"
    assert read_document(head + b"a" * 20_000 + b"\n" * 5_000 + b"a\n-- \n" * 5_000, "a.eml")
