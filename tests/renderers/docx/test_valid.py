"""Every kind of finished document against the schemas of Open XML, with every reference document."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from appealgen.model.document import (
    RULED,
    Address,
    Block,
    Document,
    Envelope,
    LabelPlacing,
    Labels,
    Sheet,
    Span,
)
from appealgen.model.stationery import A4, US_LETTER
from appealgen.post.envelopes import envelope_format, envelope_formats
from appealgen.post.layouts import find_label_sheet, letter_layout, letter_layouts
from appealgen.renderers import PrintFile, render
from appealgen.renderers.docx.reference import Reference, bundled_reference
from appealgen.renderers.docx.reference_file import load_reference
from docx_xml import SHEET, TABLE, letter
from office import letterhead

BLANK = (f"Name: {RULED}", RULED, f"Town: {RULED}")
TO = Address(("Minister of Justice", "وزارة العدل", "司法部", "ที่ทำการ"), "KAZAKHSTAN")
BLOCKS = (
    Block("subject", (Span("Re: Alex"),)), Block("note", (Span("A copy"),)), Block("salutation", (Span("Dear"),)),
    Block("body", (Span("x", bold=True), Span("y", italic=True), Span("z", bold=True, italic=True))),
    Block("bullet", (Span("a"),)), Block("number", (Span("b\tc\nd"),), number=1), Block("closing", (Span("Yours"),)),
    Block("signature", (Span("Alex"),)), Block("copies", (Span("Copy to"),)),
)  # fmt: skip
LETTER = letter(*BLOCKS, recipient=TO)
DOCUMENTS: dict[str, Sequence[Document]] = {
    "letter": [LETTER],
    "US letter": [LETTER._replace(paper=US_LETTER)],
    "letter in Arabic": [LETTER._replace(language="ar-EG", right_to_left=True, date_line="١ مايو")],
    "blank letter": [LETTER._replace(sender=BLANK)],
    "group letter": [LETTER._replace(signatures=TABLE)],
    **{
        f"window {layout.name}": [
            LETTER._replace(layout=layout, paper=layout.paper, return_line="Alex" if layout.return_line else "")
        ]
        for layout in letter_layouts()
    },
    **{
        f"envelope {form.name}": [Envelope("en-GB", form, ("Alex",), TO, "landscape", "front", "AIR MAIL")]
        for form in envelope_formats()
    },
    "envelope with a back": [Envelope("en-GB", envelope_format("DL"), ("Alex",), TO, "landscape", "back", "AIR MAIL")],
    "blank envelope": [Envelope("en-GB", envelope_format("200x120"), BLANK, Address(BLANK))],
    "rotated envelope": [Envelope("en-GB", envelope_format("DL"), ("Alex",), Address(("B",)), "rotated", "back", "X")],
    "labels": [Labels(find_label_sheet("L7160"), (TO.printed,) * 30, LabelPlacing(3), own=1)],
    "test sheet of labels": [Labels(find_label_sheet("3474"), (("1",),) * 24, frames=True)],
    "sheet": [SHEET],
    "sheet in Arabic": [SHEET._replace(language="ar-EG", right_to_left=True)],
    "cover": [Sheet("Alex", (Block("cover-text", (Span("12 letters"),)),), A4, "en-GB", cover=True)],
    "print file": [
        LETTER._replace(layout=letter_layout("din5008b"), return_line="Alex"), SHEET, LETTER,
        Envelope("en-GB", envelope_format("C6"), ("Alex",), TO, "landscape", "back"),
        Labels(find_label_sheet("5160"), (TO.printed,) * 3),
    ],
}  # fmt: skip


@pytest.fixture(scope="module", params=["bundled", "Word's defaults", "letterhead"])
def reference(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    path = tmp_path_factory.mktemp("valid") / "reference.docx"
    if request.param == "bundled":
        return bundled_reference()
    if request.param == "letterhead":
        return load_reference(letterhead(path, numbered=True, first=True))
    import docx

    docx.Document().save(str(path))
    return load_reference(path)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_kind_of_document_is_valid(kind: str, reference: Reference, tmp_path: Path) -> None:
    path = tmp_path / "document.docx"
    path.write_bytes(render(DOCUMENTS[kind], "docx", reference))
    assert [f"{e.part_uri} {e.path}: {e.description}" for e in OpenXmlValidator().validate(path).errors] == []
    with zipfile.ZipFile(path) as archive:
        written = b"".join(archive.read(n) for n in archive.namelist())
    assert not re.search(rb"framePr|txbx|textbox", written), "no frames, no text boxes"


def test_a_fault_is_found(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(render(LETTER, "docx"))) as old, zipfile.ZipFile(tmp_path / "x.docx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"<w:pPr><w:pStyle", b"<w:pPr><w:jc w:val='left'/><w:pStyle"))
    assert OpenXmlValidator().validate(tmp_path / "x.docx").errors


@pytest.mark.parametrize("duplex", [False, True])
def test_a_print_file_for_both_sides_is_valid(duplex: bool, tmp_path: Path) -> None:
    path = tmp_path / "print.docx"
    with path.open("wb") as stream:
        file = PrintFile(stream, "docx", bundled_reference(), duplex=duplex)
        for document in DOCUMENTS["print file"]:
            file.add(document)
        file.finish()
    assert OpenXmlValidator().validate(path).errors == []


def test_the_package_is_as_word_writes_it() -> None:
    """The order of parts; made on FAT, by version 2.0 of the format, without a date (APPNOTE 4.4)."""
    with zipfile.ZipFile(io.BytesIO(render(LETTER, "docx"))) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == [
        "[Content_Types].xml", "word/_rels/document.xml.rels", "_rels/.rels", "word/styles.xml", "word/settings.xml",
        "word/webSettings.xml", "word/fontTable.xml", "word/theme/theme1.xml", "docProps/core.xml", "word/document.xml",
    ]  # fmt: skip
    for entry in entries:
        assert (entry.create_system, entry.create_version, entry.extract_version, entry.compress_type) == (0, 20, 20, 8)
        assert (entry.flag_bits, entry.date_time, entry.extra) == (0x800, (1980, 1, 1, 0, 0, 0), b"")


def test_a_title_says_what_kind_of_document_it_is() -> None:
    for kind, title in (
        ("letter", b"Letter"),
        ("blank envelope", b"Envelope"),
        ("labels", b"Labels"),
        ("cover", b"Sheet"),
    ):
        with zipfile.ZipFile(io.BytesIO(render(DOCUMENTS[kind], "docx"))) as archive:
            assert b"<dc:title>%s</dc:title></cp:coreProperties>" % title in archive.read("docProps/core.xml")
