import io
import re
import runpy
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from appealgen.errors import InputError
from appealgen.model.document import Address, Block, Envelope, Letter, Span
from appealgen.model.stationery import A4
from appealgen.post.envelopes import envelope_format
from appealgen.renderers import render
from appealgen.renderers.docx import package as opc
from appealgen.renderers.docx.reference import STYLES, bundled_reference
from appealgen.renderers.docx.reference_file import load_reference, read_bundled
from appealgen.renderers.pagination import pages
from office import letterhead
from samples import PROJECT

LETTER = Letter(
    "en-GB", False, A4, ("Alex",), Address(("To",)), "1 May 2019", (Block("body", (Span("Hello", bold=True),)),)
)  # fmt: skip


def test_the_committed_document_is_as_the_script_makes_it() -> None:
    script = runpy.run_path(str(PROJECT / "scripts" / "make_reference_docx.py"))
    assert (PROJECT / "src" / "appealgen" / "data" / "reference.docx").read_bytes() == script["reference_docx"]()


def test_what_is_stored_of_the_document_is_as_the_script_stores_it() -> None:
    """The deflated parts may differ between machines, but not their content."""
    read, stored = read_bundled(), bundled_reference()
    assert [as_one_part(each.package) for each in (read, stored)] == [as_one_part(read.package)] * 2
    for own, ours in zip((read, *read.steps), (stored, *stored.steps), strict=True):
        assert replace(own, package=stored.package, steps=()).__dict__ == replace(ours, steps=()).__dict__


def as_one_part(package: opc.Package) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(opc.finish(package, "document.xml", ["words"]))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_bundled_document_is_already_prepared() -> None:
    """python-docx would find nothing to add to or remove from the bundled document."""
    path = PROJECT / "src" / "appealgen" / "data" / "reference.docx"
    ours, prepared = bundled_reference(), load_reference(path)
    assert (prepared.style_ids, prepared.measures, prepared.margins_mm) == (
        ours.style_ids,
        ours.measures,
        ours.margins_mm,
    )


def users_document(tmp_path: Path) -> Path:
    document = docx.Document()
    document.core_properties.author = "Private Person"
    document.core_properties.comments = "secret"
    document.add_paragraph("text of the user's that is no part of a letter")
    document.sections[0].header.paragraphs[0].text = "Our Group"
    document.sections[0].left_margin = Mm(40)
    document.styles["Body Text"].font.size = Pt(14)
    path = tmp_path / "reference.docx"
    document.save(str(path))
    return path


def test_names_and_addresses_are_not_proofread_and_so_not_hyphenated() -> None:
    styles = {
        style.name.casefold(): style
        for style in docx.Document(str(PROJECT / "src/appealgen/data/reference.docx")).styles
    }
    for key in ("bold", "sender", "recipient", "signature", "envelope-address", "window-address", "label"):
        assert styles[STYLES[key].casefold()].element.find(f"{qn('w:rPr')}/{qn('w:noProof')}") is not None, key


def test_a_users_document_gives_styles_margins_and_header_and_keeps_its_author_to_itself(tmp_path: Path) -> None:
    reference = load_reference(users_document(tmp_path))
    data = render(LETTER, "docx", reference)
    opened = docx.Document(io.BytesIO(data))
    assert [p.text for p in opened.paragraphs] == ["Alex", "To", "1 May 2019", "Hello"]
    assert opened.sections[0].header.paragraphs[0].text == "Our Group"
    assert opened.sections[0].left_margin == pytest.approx(Mm(40), abs=1000)
    body = opened.paragraphs[-1].style
    assert body is not None and body.name == "Body Text" and body.font.size == Pt(14)
    assert reference.measures["body"][0] == 14
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = b"".join(package.read(name) for name in package.namelist())
    assert b"Private" not in text and b"secret" not in text


def test_styles_that_are_missing_come_from_the_bundled_document(tmp_path: Path) -> None:
    opened = docx.Document(io.BytesIO(render(LETTER, "docx", load_reference(users_document(tmp_path)))))
    names = {style.name.casefold() for style in opened.styles if style.name}
    assert {name.casefold() for name in STYLES.values()} <= names


def test_a_frame_of_a_users_style_does_not_move_an_address(tmp_path: Path) -> None:
    """Word's own style for envelope addresses is a frame at the foot of the page."""
    document = docx.Document()
    style: Any = document.styles.add_style("envelope address", WD_STYLE_TYPE.PARAGRAPH)
    frame = OxmlElement("w:framePr")
    frame.set(qn("w:yAlign"), "bottom")
    style.element.get_or_add_pPr().append(frame)
    document.save(str(tmp_path / "reference.docx"))
    envelope = Envelope("en-GB", envelope_format("DL"), ("Alex",), Address(("To",)))
    data = render(envelope, "docx", load_reference(tmp_path / "reference.docx"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [name for name in package.namelist() if b"framePr" in package.read(name)]


@pytest.mark.parametrize("data", [b"", b"PK\3\4 broken", b"plain text"])
def test_something_else_is_a_clear_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        load_reference(path)
    assert caught.value.problems[0].code == "not-docx"


def test_a_zip_that_is_no_document(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a", "b")
    with pytest.raises(InputError):
        load_reference(path)


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_reference(tmp_path / "none.docx")
    assert caught.value.problems[0].code == "unreadable"


@pytest.mark.parametrize(("words", "count"), [(10, 1), (400, 1), (900, 2), (2000, 3)])
def test_pages(words: int, count: int) -> None:
    body = tuple(Block("body", (Span("words " * 100),)) for _ in range(words // 100 or 1))
    letter = Letter("en-GB", False, A4, ("A",), Address(("B",)), "C", body)
    assert pages(letter, bundled_reference()) == count


def numbering(tmp_path: Path, *, numbered: bool, first: bool) -> str:
    """The page numbering of a letter's sections with this reference document."""
    path = letterhead(tmp_path / "reference.docx", numbered=numbered, first=first)
    data = render([LETTER, LETTER], "docx", load_reference(path))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        document = archive.read("word/document.xml").decode()
    [made] = set(re.findall(r"<w:pgMar [^>]*/>(.*?)</w:sectPr>", document))
    return str(made)


@pytest.mark.parametrize(
    ("numbered", "first", "expected"),
    [
        (False, False, ""),
        (True, False, '<w:pgNumType w:start="1"/>'),
        (False, True, "<w:titlePg/>"),
        (True, True, '<w:pgNumType w:start="1"/><w:titlePg/>'),
    ],
)
def test_pages_are_counted_from_1_where_they_are_numbered(
    tmp_path: Path, numbered: bool, first: bool, expected: str
) -> None:
    assert numbering(tmp_path, numbered=numbered, first=first) == expected
