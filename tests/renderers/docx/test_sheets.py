"""Sheets in DOCX and in text."""

from __future__ import annotations

import io

import docx
from hypothesis import given

from appealgen.model.document import Block, Sheet, Span, Style, Table
from appealgen.model.stationery import US_LETTER
from appealgen.renderers import render
from docx_xml import SHEET, W, body_of, letter
from samples import line


def block(style: Style, text: str, number: int = 0) -> Block:
    return Block(style, (Span(text),), number=number)


PARTS = (
    block("sheet-lead", "Ann"), block("sheet-heading", "Asks"), block("sheet-item", "one"), block("sheet-item", "two"),
    block("sheet-heading", "Steps"), block("sheet-number", "sign\nhere", 1), block("sheet-number", "post", 2),
    Table((10, 10), ("A", "B"), (("1", "2"),)), block("sheet-number", "again", 1), block("sheet-note", "word " * 20),
)  # fmt: skip


def sheet(*parts: Block | Table, title: str = "Title") -> Sheet:
    return SHEET._replace(title=title, parts=parts)


def test_paragraphs_in_their_styles() -> None:
    document = docx.Document(io.BytesIO(render(sheet(*PARTS), "docx")))
    shown = [(p.style.name, p.text) for p in document.paragraphs if p.style is not None and p.text]
    assert shown == [
        ("Title", "Title"), ("Sheet Lead", "Ann"), ("Heading 1", "Asks"), ("Sheet Item", "•\tone"),
        ("Sheet Item", "•\ttwo"), ("Heading 1", "Steps"), ("Sheet Item", "1.\tsign\nhere"), ("Sheet Item", "2.\tpost"),
        ("Sheet Item", "1.\tagain"), ("Sheet Note", "word " * 20),
    ]  # fmt: skip


def test_as_text() -> None:
    assert render(sheet(*PARTS, title="Ann & <Co>"), "txt").decode() == (
        "Ann & <Co>\n" + "=" * 72 + "\n\nAnn\n\nAsks\n- one\n- two\n\nSteps\n1. sign\n   here\n2. post\n\n"
        "A     B\n----------\n1     2\n\n1. again\n\n" + "word " * 13 + "word\n" + "word " * 5 + "word\n"
    )


def test_each_sheet_is_a_section_of_its_own_paper() -> None:
    data = render([SHEET, letter(), SHEET._replace(paper=US_LETTER)], "docx")
    sections = list(body_of(data).iter(f"{W}sectPr"))
    assert [s.find(f"{W}pgSz").get(f"{W}w") for s in sections] == ["11906", "11906", "12240"]
    assert render([SHEET, SHEET], "txt").decode().count("\f") == 1


def test_bold_and_italic() -> None:
    spans = (Span("a ", bold=True), Span("b", bold=True, italic=True), Span("c", italic=True))
    document = docx.Document(io.BytesIO(render(sheet(Block("sheet-text", spans)), "docx")))
    runs = document.paragraphs[-1].runs
    assert [(run.style.name, run.italic) for run in runs] == [("Strong", None), ("Strong", True), ("Emphasis", None)]


def test_from_the_right() -> None:
    arabic = sheet(block("sheet-text", "مرحبا"), block("sheet-text", "Ann"))._replace(
        right_to_left=True, language="ar-EG"
    )
    root = body_of(render(arabic, "docx"))
    assert all(p.find(f"{W}pPr/{W}bidi") is not None for p in root.iter(f"{W}p"))
    assert [e.get(f"{W}bidi") for e in root.iter(f"{W}lang")] == ["ar-EG"]


def test_a_cover_has_a_large_title() -> None:
    document = docx.Document(io.BytesIO(render(sheet(block("cover-text", "3 letters"))._replace(cover=True), "docx")))
    assert [p.style.name for p in document.paragraphs if p.style is not None] == ["Cover Title", "Cover Text"]


@given(line, line)
def test_any_text_survives(title: str, text: str) -> None:
    document = docx.Document(io.BytesIO(render(sheet(block("sheet-text", text), title=title), "docx")))
    shown = [words.replace("\u2011", "-") for words in (title, text)]  # python-docx reads w:noBreakHyphen so
    assert [p.text for p in document.paragraphs] == shown
