from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from appealgen.importing.files.docx import docx_lines
from appealgen.importing.lines import Line
from urgent_action_files import told

BOX = """\
<w:r {names}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Choice Requires="wps"><w:drawing><wps:txbx xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""


def lines_of(fill: Callable[[Any], None]) -> tuple[Line, ...]:
    document: Any = docx.Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return docx_lines(stream.getvalue(), "a.docx")


def test_the_head_of_the_page_comes_first_and_lines_are_numbered() -> None:
    def fill(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "UA: 46/19\tKazakhstan"
        document.sections[0].footer.paragraphs[0].text = "not read"
        document.add_paragraph("Text")
        document.add_paragraph("")
        document.add_paragraph("More")

    assert [(line.number, line.text, line.start) for line in lines_of(fill)] == [
        (1, "UA: 46/19 Kazakhstan", "paragraph"), (2, "Text", "paragraph"), (3, "More", "paragraph"),
    ]  # fmt: skip


def test_the_head_of_the_first_page_where_it_has_its_own() -> None:
    def fill(document: Any) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.header.paragraphs[0].text = "following"
        section.first_page_header.paragraphs[0].text = "first"

    assert told(lines_of(fill)) == ["first"]


def test_faces_breaks_and_hidden_runs() -> None:
    def fill(document: Any) -> None:
        paragraph = document.add_paragraph("plain ")
        paragraph.add_run("bold").bold = True
        paragraph.add_run().add_break()
        paragraph.add_run("strong", style="Strong")
        paragraph.add_run(" weak", style="Strong").bold = False
        paragraph.add_run("never seen").font.hidden = True
        paragraph.add_run(" it").italic = True
        bold = document.styles["Intense Quote"]
        bold.font.bold = True
        document.add_paragraph("all of it", style=bold)

    lines = lines_of(fill)
    assert told(lines) == ["plain *bold*", "*strong* weak it", "*all of it*"]
    assert [(line.start, line.spans[-1].italic) for line in lines[:2]] == [("paragraph", False), ("line", True)]


def test_headings_items_and_space_between_paragraphs() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Title", style="Heading 2")
        document.add_paragraph("one", style="List Bullet")
        document.add_paragraph("two", style="List Bullet")
        spaced = document.add_paragraph("a")
        spaced.paragraph_format.space_after = Pt(6)
        document.add_paragraph("b")
        document.add_paragraph("c")

    assert [(line.text, line.kind, line.start) for line in lines_of(fill)] == [
        ("Title", "heading", "paragraph"), ("one", "item", "line"), ("two", "item", "line"), ("a", "text", "line"),
        ("b", "text", "paragraph"), ("c", "text", "line"),
    ]  # fmt: skip


def test_tables_and_boxes_are_read_in_place_and_once() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("before")._p.append(parse_xml(BOX.format(names=nsdecls("w"))))
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text = "Fax:"
        table.cell(0, 1).text = "+7 0000"
        document.add_paragraph("after")

    assert told(lines_of(fill)) == ["before", "In a box", "Fax:", "+7 0000", "after"]


@pytest.mark.parametrize(("char", "text"), [("\t", "a b"), ("\u2011", "a\u2011b"), ("\u00ad", "ab"), ("\u00a0", "a b")])
def test_signs_between_words(char: str, text: str) -> None:
    assert told(lines_of(lambda document: document.add_paragraph(f"a{char}b"))) == [text]


def test_text_moved_by_a_tracked_change_is_read_at_its_new_place() -> None:
    def tracked(name: str, *runs: str) -> str:
        return f'<w:{name} {nsdecls("w")} w:id="1" w:author="A">{"".join(runs)}</w:{name}>'

    def fill(document: Any) -> None:
        moved, stays, gone = "<w:r><w:t>12 Street</w:t></w:r>", "<w:r><w:t>Town</w:t></w:r>", "<w:delText>x</w:delText>"
        document.add_paragraph("Ministry")._p.append(parse_xml(tracked("moveFrom", moved)))
        document.add_paragraph("")._p.append(parse_xml(tracked("moveFrom", moved)))
        document.add_paragraph("")._p.append(parse_xml(tracked("ins", stays)))
        document.add_paragraph("")._p.append(parse_xml(tracked("moveTo", moved)))
        document.add_paragraph("")._p.append(parse_xml(tracked("del", f"<w:r>{gone}</w:r>")))

    assert told(lines_of(fill)) == ["Ministry", "Town", "12 Street"]


def test_a_table_of_addresses_is_read_person_by_person() -> None:
    rows = [
        ("", "To", "Copy"),
        ("Office", "Minister", "Embassy"),
        ("Address", "12 Lake Road\nKampala", "1 Hill Road"),
        ("Fax", "+256 41 000 0000", "–"),
        ("Salutation", "Dear Minister", "Your Excellency"),
    ]

    def fill(document: Any) -> None:
        table = document.add_table(rows=len(rows), cols=3)
        for cells, words in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, words, strict=True):
                cell.text = text

    assert told(lines_of(fill)) == [
        *("Minister", "Address", "12 Lake Road", "Kampala", "Fax", "+256 41 000 0000", "Salutation", "Dear Minister"),
        *("Embassy", "Address", "1 Hill Road", "Salutation", "Your Excellency"),
    ]
