"""Large print: the styles of sheets and tables, whatever the reference document sets."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from appealgen import resources
from appealgen.renderers import render
from appealgen.renderers.docx.reference import STYLES, bundled_reference
from appealgen.renderers.docx.reference_file import large_print_reference, load_reference
from docx_xml import SHEET, letter

LARGE = {key: name for key, name in STYLES.items() if key.startswith(("sheet-", "table-")) and key != "sheet-cut"}
ORDER = {
    "pPr": ("keepNext", "spacing", "ind", "jc", "outlineLvl"),
    "rPr": (*("rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "noProof", "color", "sz", "szCs", "u"),),
}
"""Elements in the order of the schema (CT_PPrBase, EG_RPrBase)."""
UNREADABLE = (
    f'<w:rPr {nsdecls("w")}><w:rFonts w:asciiTheme="minorHAnsi"/><w:i/><w:caps/><w:color w:val="999999"/>'
    '<w:sz w:val="16"/><w:szCs w:val="16"/><w:u w:val="single"/></w:rPr>'
)


@pytest.fixture
def unreadable(tmp_path: Path) -> Path:
    """A reference document with every style of sheets and tables small, grey, underlined, in italics and capitals."""
    document = docx.Document(io.BytesIO(resources.get("reference.docx").read_bytes()))
    for style in document.styles:
        if style.name is not None and style.name.casefold() in {name.casefold() for name in LARGE.values()}:
            for old in style.element.findall(qn("w:rPr")):
                style.element.remove(old)
            style.element.append(parse_xml(UNREADABLE))
            style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    path = tmp_path / "looks.docx"
    document.save(str(path))
    return path


def rendered(path: Path | None) -> Document:
    return docx.Document(io.BytesIO(render(SHEET, "docx", large_print_reference(path))))


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("name", LARGE.values())
def test_every_style_of_a_sheet_is_in_large_print(name: str, own: bool, unreadable: Path) -> None:
    document = rendered(unreadable if own else None)
    style = next(each for each in document.styles if (each.name or "").casefold() == name.casefold())
    font, paragraph = style.font, style.paragraph_format
    assert font.size >= Pt(18) and font.name == "Arial"
    assert (font.italic, font.all_caps, font.small_caps, font.underline) == (False, False, False, False)
    assert paragraph.alignment == WD_ALIGN_PARAGRAPH.LEFT and paragraph.line_spacing == 1
    color = style.element.find(f"{qn('w:rPr')}/{qn('w:color')}")
    assert color is not None and color.get(qn("w:val")) == "auto"


@pytest.mark.parametrize("name", LARGE.values())
def test_properties_are_in_the_order_of_the_schema(name: str) -> None:
    [style] = [each for each in rendered(None).styles if (each.name or "").casefold() == name.casefold()]
    assert [child.tag for child in style.element][-2:] == [qn("w:pPr"), qn("w:rPr")]
    for properties, order in ORDER.items():
        found = [child.tag for child in style.element.find(qn(f"w:{properties}"))]
        assert found == [qn(f"w:{each}") for each in order if qn(f"w:{each}") in found]


def test_blank_lines_are_between_paragraphs() -> None:
    measures = large_print_reference(None).measures
    assert all(measures[key][2] >= 18 for key in ("sheet-lead", "sheet-text", "sheet-note"))


@pytest.mark.parametrize("own", [False, True])
def test_letters_and_envelopes_look_as_they_always_do(own: bool, unreadable: Path) -> None:
    usual = load_reference(unreadable) if own else bundled_reference()
    large = large_print_reference(unreadable if own else None)
    others = set(STYLES) - set(LARGE)
    assert {key: usual.measures[key] for key in others} == {key: large.measures[key] for key in others}
    assert {key: usual.faces[key] for key in others} == {key: large.faces[key] for key in others}
    assert len(render(letter(), "docx", large)) > 0
