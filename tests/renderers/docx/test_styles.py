"""Defaults of a user's document, and values that the bundled styles keep in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from appealgen.model.document import Address, Block, Span
from appealgen.renderers import render
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.reference_file import load_reference
from docx_xml import W, body_of, letter


def document_of(path: Path, **spacing: str) -> Reference:
    """A user's document with these defaults, and a Body Text that sets nothing itself."""
    document = docx.Document()
    defaults: Any = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}")
    for child in [*defaults]:
        defaults.remove(child)
    element = OxmlElement("w:spacing")
    for name, value in spacing.items():
        element.set(qn(f"w:{name}"), value)
    defaults.append(element)
    body: Any = document.styles["Body Text"].element
    for child in body.findall(qn("w:pPr")):
        body.remove(child)
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    document.save(str(path))
    return load_reference(path)


@pytest.mark.parametrize(
    ("spacing", "after", "line", "exact"),
    [
        ({"after": "160", "line": "278", "lineRule": "auto"}, 8, 12 * 1.15 * 278 / 240, False),
        ({"after": "0", "line": "240"}, 0, 12 * 1.15, False),
        ({"before": "100", "line": "300", "lineRule": "exact"}, 0, 15, True),
        ({"line": "400", "lineRule": "atLeast"}, 0, 20, False),
        ({"line": "100", "lineRule": "atLeast"}, 0, 12 * 1.15, False),
    ],
)
def test_the_measure_reads_the_defaults(
    spacing: dict[str, str], after: float, line: float, exact: bool, tmp_path: Path
) -> None:
    reference = document_of(tmp_path / "reference.docx", **spacing)
    measure = reference.measures["body"]
    assert (measure.size, measure.after, measure.exact) == (12, after, exact)
    assert measure.line == pytest.approx(line)
    assert measure.before == float(spacing.get("before", 0)) / 20


def test_bundled_styles_keep_their_spacing_in_a_users_document(tmp_path: Path) -> None:
    reference = document_of(tmp_path / "reference.docx", before="200", after="160", line="278", lineRule="auto")
    for key in ("sender", "recipient", "closing", "signature", "copies", "label", "window-address", "table-cell"):
        measure = reference.measures[key]
        assert measure.exact and measure.after in (0, 12), key


def test_a_line_is_raised_where_the_users_type_is_larger(tmp_path: Path) -> None:
    """The bundled Return Address has line heights for 11 points; the user's Normal has 12."""
    reference = document_of(tmp_path / "reference.docx")
    first = next(body_of(render(letter(), "docx", reference)).iter(f"{W}p"))
    spacing = first.find(f"{W}pPr/{W}spacing")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("276", "exact")


def test_lines_of_an_address_are_close_whatever_a_style_says_of_paragraphs() -> None:
    to = Address(("Minister", "1 Sample Square"), "KAZAKHSTAN")
    found = [
        p.find(f"{W}pPr/{W}spacing")
        for p in body_of(render(letter(recipient=to), "docx")).iter(f"{W}p")
        if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "InsideAddress"
    ]
    sides = [(e.get(f"{W}before"), e.get(f"{W}after")) for e in found]
    assert sides == [(None, "0"), ("0", "0"), ("0", None)]


def test_a_close_stays_on_the_page_of_the_signature() -> None:
    blocks = (Block("body", (Span("x"),)), Block("closing", (Span("Yours"),)), Block("closing", (Span("sincerely"),)))
    signed = letter(*blocks, Block("signature", (Span("Alex"),)), Block("copies", (Span("Copy"),)))
    kept = [p.find(f"{W}pPr/{W}keepNext") is not None for p in list(body_of(render(signed, "docx")).iter(f"{W}p"))[-5:]]
    assert kept == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("line", "language", "hint"),
    [
        ("Minister", {"val": "en-GB"}, None), ("Министр", {}, None), ("وزير", {"val": "ar-SA", "bidi": "ar-SA"}, None),
        ("司法部", {"val": "zh-CN", "eastAsia": "zh-CN"}, "eastAsia"),
        ("मंत्री", {"val": "hi-IN", "bidi": "hi-IN"}, None),
        ("법무부", {"val": "ko-KR", "eastAsia": "ko-KR"}, "eastAsia"),
        ("ほうむ", {"val": "ja-JP", "eastAsia": "ja-JP"}, "eastAsia"),
    ],
)  # fmt: skip
def test_a_line_of_an_address_names_a_language_of_its_script(
    line: str, language: dict[str, str], hint: str | None
) -> None:
    root = body_of(render(letter(recipient=Address((line,), None)), "docx"))
    [run] = [r for r in root.iter(f"{W}r") if "".join(t.text or "" for t in r.iter(f"{W}t")) == line]
    found, fonts = run.find(f"{W}rPr/{W}lang"), run.find(f"{W}rPr/{W}rFonts")
    assert ({} if found is None else {k.removeprefix(W): v for k, v in found.attrib.items()}) == language
    assert (None if fonts is None else fonts.get(f"{W}hint")) == hint
