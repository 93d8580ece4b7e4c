"""A style file's looks in a PDF, against those without one."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from appealgen import resources
from appealgen.errors import InputError
from appealgen.model.document import Block, Document, Span
from appealgen.reading.pdf_styles import load_pdf_style
from appealgen.renderers import looks_in, render
from appealgen.renderers.docx.reference import Reference, bundled_reference
from appealgen.renderers.docx.reference_file import load_reference
from appealgen.renderers.pdf.checks import check_fonts, check_letterhead, checked, closer
from appealgen.renderers.pdf.document import set_alone
from appealgen.renderers.pdf.style import restyled
from docx_xml import letter
from pdf_pages import MM, PdfPage, read
from pictures import png
from stationery_samples import FORMATS, LAYOUTS, envelopes_for, letters_for

DATE = datetime.date(2026, 3, 2)


def styled(folder: Path, text: str) -> Reference:
    """The bundled looks with a style."""
    (folder / "a.png").write_bytes(png(60, 20))
    (folder / "style.yaml").write_text(text, encoding="utf-8")
    return replace(bundled_reference(), style=load_pdf_style(folder / "style.yaml"))


def first_page(document: Document, reference: Reference) -> PdfPage:
    return read(render(document, "pdf", reference, DATE))[0]


LETTER = letter(*(Block("body", (Span("Please release her, and do it at once. " * 12),)) for _ in range(3)), step=0)
SUBJECT = Block("subject", (Span("Subject"),))


def test_margins_and_sizes_are_those_of_the_style(tmp_path: Path) -> None:
    usual, own = first_page(LETTER, bundled_reference()), first_page(LETTER, styled(tmp_path, "margins: {left: 40}"))
    assert left(usual) == pytest.approx(27, abs=0.5) and left(own) == pytest.approx(40, abs=0.5)
    sizes = styled(tmp_path, "sizes: {letters: 10, line: 20}")
    lines = sorted(first_page(LETTER, sizes).starts())
    assert {round((below - line) / MM, 1) for line, below in pairwise(lines)} >= {20.0}
    assert restyled(sizes).at(0) is restyled(sizes), "one size for all letters"


def test_faces_by_their_order_and_only_for_what_they_are_for(tmp_path: Path) -> None:
    own = styled(tmp_path, "faces: {letters: [No Such Face, dejavu serif]}")
    assert fonts(first_page(LETTER, own)) == {"DejaVuSerif"}
    [envelope, *_] = [each for _, each in envelopes_for(FORMATS[0], "landscape")]
    assert fonts(first_page(envelope, own)) == fonts(first_page(envelope, bundled_reference())) != {"DejaVuSerif"}


def test_a_letter_begins_below_the_picture_and_ends_above_the_footer(tmp_path: Path) -> None:
    long = letter(*LETTER.blocks * 6, step=0)
    footer = "A group\nA street"
    own = styled(
        tmp_path, f"letterhead: {{picture: a.png, width: 90, top: 12}}\nfooter: [{', '.join(footer.splitlines())}]"
    )
    pages = read(render(long, "pdf", own, DATE))
    assert len(pages) > 1
    highest = [min(page.starts()) for page in pages]
    assert highest[0] > 12 + 30 and highest[1] < 30, "the picture is on the first page alone"
    for page in pages:
        *_, last, first_of_footer, last_of_footer = sorted(page.starts())
        assert last < first_of_footer - 3 and last_of_footer < 297 - 8
        assert text_at(page, first_of_footer, last_of_footer) == "Agroup" + "Astreet"


@pytest.mark.parametrize(("at", "left_edge"), [("left", 27), ("center", 75), ("right", 123)])
def test_the_picture_is_between_the_margins(tmp_path: Path, at: str, left_edge: float) -> None:
    own = styled(tmp_path, f"letterhead: {{picture: a.png, width: 60, at: {at}}}")
    with pypdfium2.PdfDocument(render(LETTER, "pdf", own, DATE)) as document:
        [image] = [each for each in document[0].get_objects(max_depth=5) if each.type == pdfium.FPDF_PAGEOBJ_IMAGE]
        left, bottom, right, top = (side * MM for side in image.get_bounds())
    assert (left, right - left, top - bottom) == pytest.approx((left_edge, 60, 20), abs=0.5)
    assert top == pytest.approx(297 - 10, abs=0.5)


def test_letters_of_a_language_are_set_closer_alike(tmp_path: Path) -> None:
    own = styled(tmp_path, "letterhead: {picture: a.png, width: 120, top: 12}")
    longer = (letter(*LETTER.blocks[:1] * count, step=0) for count in range(3, 9))
    long = next(each for each in longer if set_alone(each, own, DATE).pages == (2,))
    both = closer([LETTER, long], own)
    assert both[0].step == both[1].step > 0 and set_alone(both[1], own, DATE).pages == (1,)
    assert closer([LETTER, long], bundled_reference()) == [LETTER, long]
    endless = letter(*LETTER.blocks * 9, step=0)
    assert closer([LETTER, endless], own) == [LETTER, endless], "what has several pages in any case stays airy"


def test_the_docx_is_not_changed_by_a_style(tmp_path: Path) -> None:
    own = styled(tmp_path, "sizes: {letters: 9}\nmargins: {left: 40}\nfaces: {letters: [DejaVu Serif]}")
    assert render(LETTER, "docx", own) == render(LETTER, "docx")
    docx, pdf = looks_in(("docx", "pdf"), own)
    assert docx.margins_mm == bundled_reference().margins_mm != pdf.margins_mm


@pytest.mark.parametrize(
    ("text", "field", "said"),
    [
        ("faces: {letters: [DejaVu Sarif]}", "faces.letters", "did you mean “DejaVu Serif”?"),
        ("faces: {envelopes: [Qqqqq]}", "faces.envelopes", "install it, or name another one"),
        ("letterhead: {picture: a.png, width: 120, top: 12}", "letterhead", "din5008b has addresses there"),
    ],
)
def test_what_cannot_be_is_an_error_with_its_field(tmp_path: Path, text: str, field: str, said: str) -> None:
    [(_, window), *_] = letters_for(next(layout for layout in LAYOUTS if layout.name == "din5008b"))
    own = styled(tmp_path, text)
    with pytest.raises(InputError) as raised:
        check_fonts(own) if field.startswith("faces") else check_letterhead([None, window.layout], own.style)
    [problem] = raised.value.problems
    assert (problem.field, problem.file) == (field, str(tmp_path / "style.yaml")) and said in str(problem.hint)
    check_letterhead([None, window.layout], styled(tmp_path, "letterhead: {picture: a.png, width: 90}").style)


def test_a_reference_document_gives_margins_fonts_and_sizes(tmp_path: Path) -> None:
    document = docx.Document(str(resources.get("reference.docx")))
    document.sections[0].left_margin = docx.shared.Mm(45)
    document.styles["Body Text"].font.size = docx.shared.Pt(9)
    document.styles["Body Text"].font.name = "DejaVu Serif"
    document.styles["Subject Line"].font.name = "Papyrus"
    document.save(str(tmp_path / "own.docx"))
    own = load_reference(tmp_path / "own.docx")
    page = first_page(letter(SUBJECT, *LETTER.blocks), own)
    assert left(page) == pytest.approx(45, abs=0.5) and "DejaVuSerif" in fonts(page)
    said = [(notice.code, str(notice.message)) for notice in checked(own, tmp_path).notices]
    assert [code for code, _ in said] == ["left-out-of-letters", "stand-in-font"] and said[1][1].endswith(": Papyrus")


def left(page: PdfPage) -> float:
    return min(page.starts().values())


def fonts(page: PdfPage) -> set[str]:
    """Names of the fonts, without the mark of a subset."""
    return {glyph.font.rpartition("+")[2] for glyph in page.glyphs}


def text_at(page: PdfPage, *lines: float) -> str:
    return "".join(glyph.text for line in lines for glyph in page.glyphs if abs(glyph.y - line) < 0.05)
