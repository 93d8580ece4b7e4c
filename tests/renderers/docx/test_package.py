"""Packages from pieces, opened with zipfile; and print files written as a stream."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.model.document import Address, Block, Document, Envelope, Letter, Span
from appealgen.model.stationery import A4, US_LETTER, Paper
from appealgen.post.envelopes import envelope_format
from appealgen.renderers import PrintFile, render
from appealgen.renderers.docx import package
from appealgen.renderers.docx.reference import bundled_reference
from samples import line

COMMON = package.package({"a.xml": b"<a/>", "dir/b.xml": b"<b/>" * 1000})
large = st.sampled_from(["", "x" * 4095, "é" * 3000, "<w:p/>" * 9000])
texts = st.text(st.characters(codec="utf-8"), max_size=200) | large
pieces = st.lists(st.tuples(texts, st.booleans()), min_size=1, max_size=6)


def made_of(found: list[tuple[str, bool]]) -> list[package.Piece]:
    return [package.shared(text) if shared else text for text, shared in found]


def read(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@given(st.lists(pieces, min_size=1, max_size=4))
def test_pieces_are_one_part_whether_written_at_once_or_as_they_come(several: list[list[tuple[str, bool]]]) -> None:
    wanted = "".join(text for found in several for text, _ in found).encode()
    whole = package.finish(COMMON, "c.xml", [piece for found in several for piece in made_of(found)])
    stream = io.BytesIO()
    growing = package.GrowingPackage(stream, COMMON, "c.xml")
    for found in several:
        growing.add(made_of(found))
    growing.finish()
    for data in (whole, stream.getvalue()):
        assert read(data) == {"a.xml": b"<a/>", "dir/b.xml": b"<b/>" * 1000, "c.xml": wanted}


def test_the_same_pieces_are_the_same_bytes() -> None:
    assert package.finish(COMMON, "c", ["a", package.shared("b")]) == package.finish(
        COMMON, "c", ["a", package.shared("b")]
    )


def letter(name: str, paper: Paper = A4) -> Letter:
    blocks = (Block("body", (Span("Hello", bold=True),)), Block("signature", (Span(name),)))
    return Letter("en-GB", False, paper, (name,), Address(("To",)), "1 May 2019", blocks)


def printed(documents: list[Document], format: str, *, duplex: bool = False) -> bytes:
    stream = io.BytesIO()
    file = PrintFile(stream, format, bundled_reference(), duplex=duplex)
    for document in documents:
        file.add(document)
    file.finish()
    return stream.getvalue()


@given(st.lists(line, min_size=1, max_size=5))
def test_a_print_file_is_what_would_be_rendered_at_once(names: list[str]) -> None:
    envelope = Envelope("en-GB", envelope_format("DL"), ("Alex",), Address(("To",)))
    documents: list[Document] = [letter(names[0], US_LETTER), *map(letter, names), envelope]
    assert read(printed(documents, "docx")) == read(render(documents, "docx"))
    assert printed(documents, "txt") == render(documents, "txt")


@pytest.mark.parametrize("duplex", [False, True])
def test_duplex_is_in_every_section_and_nothing_else(duplex: bool) -> None:
    found = read(printed([letter("A"), letter("B")], "docx", duplex=duplex))["word/document.xml"].decode()
    assert found.count('<w:sectPr><w:type w:val="oddPage"/><w:pgSz ') == (2 if duplex else 0)
    plain = read(printed([letter("A"), letter("B")], "docx"))["word/document.xml"].decode()
    assert found.replace('<w:type w:val="oddPage"/>', "") == plain
