"""The height of a letterhead's header, which must not move a window address."""

from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt

from appealgen.model.document import Address
from appealgen.post.layouts import letter_layout
from appealgen.renderers import render
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.docx.reference_file import load_reference
from docx_xml import W, body_of, letter


def letterhead(path: Path, lines: int, *, top: float = 20, tall_first: bool = False) -> Reference:
    """A reference document with a header of 20-point lines, on the first page only or on all of them."""
    document = docx.Document()
    section = document.sections[0]
    section.top_margin, section.header_distance = Mm(top), Mm(10)
    section.different_first_page_header_footer = tall_first
    section.header.paragraphs[0].text = "Leaf"
    header = section.first_page_header if tall_first else section.header
    for _ in range(lines):
        paragraph = header.add_paragraph("Our Group", style="No Spacing")
        paragraph.runs[0].font.size = Pt(20)
    document.save(str(path))
    return load_reference(path)


@pytest.mark.parametrize(("lines", "tall_first", "mm"), [(0, False, 15), (3, False, 39), (3, True, 15)])
def test_how_far_down_the_header_of_the_following_pages_reaches(
    tmp_path: Path, lines: int, tall_first: bool, mm: float
) -> None:
    reference = letterhead(tmp_path / "r.docx", lines, tall_first=tall_first)
    assert reference.header_mm == pytest.approx(mm, abs=3)


def test_pictures_and_tables_of_a_header_have_a_height(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header_distance = Mm(10)
    table = document.sections[0].header.add_table(2, 2, Mm(100))
    for row in table.rows:
        row.height = Mm(12)
    document.save(str(tmp_path / "r.docx"))
    assert load_reference(tmp_path / "r.docx").header_mm == pytest.approx(47, abs=3), "two rows and two empty lines"


@pytest.mark.parametrize(("lines", "top", "wanted"), [(0, 20, 20), (3, 20, 39), (9, 20, 45), (0, 60, 45)])
def test_a_window_stays_where_it_is_below_any_header(tmp_path: Path, lines: int, top: float, wanted: float) -> None:
    """The sign means that no header moves the text (17.6.11); later pages begin below their header."""
    reference = letterhead(tmp_path / "r.docx", lines, top=top)
    window = letter(layout=letter_layout("din5008b"), recipient=Address(("Minister",), "KAZAKHSTAN"))
    margins = body_of(render(window, "docx", reference)).find(f".//{W}pgMar")
    assert -int(margins.get(f"{W}top")) / 1440 * 25.4 == pytest.approx(wanted, abs=3)
    plain = body_of(render(letter(), "docx", reference)).find(f".//{W}pgMar")
    assert int(plain.get(f"{W}top")) / 1440 * 25.4 == pytest.approx(top, abs=0.1)


def test_without_a_header_the_margin_is_an_ordinary_one() -> None:
    window = letter(layout=letter_layout("us9"))
    margins = body_of(render(window, "docx")).find(f".//{W}pgMar")
    assert int(margins.get(f"{W}top")) / 1440 * 25.4 == pytest.approx(11.11, abs=0.1)
