"""What letters take from a user's reference document: only what the allow-list has."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest

from appealgen.errors import InputError
from appealgen.model.document import Address, Block, Envelope, Letter, Sheet, Span
from appealgen.model.stationery import A4
from appealgen.post.envelopes import envelope_format
from appealgen.renderers import PrintFile, render
from appealgen.renderers.docx.reference_file import load_reference
from hostile_reference import (
    CONSTRUCTS,
    ELSEWHERE,
    Construct,
    W,
    complex_field,
    faults,
    hostile,
    picture,
    png,
    run,
    simple_field,
)

LETTER = Letter(
    "en-GB", False, A4, ("Alex",), Address(("To",)), "Leeds, 1 May 2019", (Block("body", (Span("Hello"),)),),
    date="1 May 2019",
)  # fmt: skip


def header_of(data: bytes, name: str = "word/header") -> str:
    """The text of a finished document's only header."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        [part] = [each for each in archive.namelist() if each.startswith(name)]
        root = ElementTree.fromstring(archive.read(part))
    return "".join(text.text or "" for text in root.iter(f"{W}t"))


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_letter_takes_only_the_text(tmp_path: Path, name: str) -> None:
    construct = CONSTRUCTS[name]
    reference = load_reference(hostile(tmp_path / "r.docx", construct))
    data = render(LETTER, "docx", reference)
    assert faults(data) == []
    assert header_of(data) == construct.shown
    said = "; ".join(notice.message for notice in reference.notices)
    assert construct.said in said and bool(construct.said) == bool(said)


def test_all_of_them_at_once(tmp_path: Path) -> None:
    reference = load_reference(hostile(tmp_path / "r.docx"))
    assert faults(render(LETTER, "docx", reference)) == []
    assert len(reference.notices) == 3


DATED = Construct(run("To: ") + complex_field('DATE \\@ "d/M/yy"', "3/4/99") + run("!") + simple_field("PAGE", "1"))


@pytest.mark.parametrize(
    "code", ["DATE", 'date \\@ "d MMMM yyyy"', "CREATEDATE", "SAVEDATE \\* MERGEFORMAT", "PRINTDATE"]
)
@pytest.mark.parametrize("make", [simple_field, complex_field])
def test_a_date_is_the_letters(tmp_path: Path, code: str, make: Callable[[str, str], str]) -> None:
    header = run("On ") + make(code.replace('"', "&quot;"), "3/4/99") + run("!")
    reference = load_reference(hostile(tmp_path / "r.docx", Construct(header)))
    data = render(LETTER, "docx", reference)
    assert header_of(data) == "On 1 May 2019!"
    assert (faults(data), reference.notices) == ([], ())


def test_each_letter_of_a_print_file_has_its_own_date_and_sheets_have_none(tmp_path: Path) -> None:
    reference = load_reference(hostile(tmp_path / "r.docx", DATED))
    french = LETTER._replace(language="fr", date="1er mai & 2019")
    sheet = Sheet("Tally", (Block("sheet-text", (Span("x"),)),), A4, "en")
    stream = io.BytesIO()
    file = PrintFile(stream, "docx", reference)
    for document in (LETTER, french, LETTER, sheet):
        file.add(document)
    file.finish()
    whole = render([LETTER, french, LETTER, sheet], "docx", reference)
    assert faults(stream.getvalue()) == faults(whole) == []
    for data in (stream.getvalue(), whole):
        sections = docx.Document(io.BytesIO(data)).sections
        assert [section.header.paragraphs[0].text for section in sections] == [
            "To: 1 May 2019!", "To: 1er mai & 2019!", "To: 1 May 2019!", "To: !"
        ]  # fmt: skip


def test_a_header_with_a_date_keeps_its_picture(tmp_path: Path) -> None:
    logo = Construct(
        DATED.header + picture('<a:blip r:embed="rId1"/>'),
        (("image", "media/logo.png"),),
        parts={"word/media/logo.png": png()},
    )
    data = render(LETTER, "docx", load_reference(hostile(tmp_path / "r.docx", logo)))
    assert faults(data) == []
    header = docx.Document(io.BytesIO(data)).sections[0].header
    assert [part.blob for part in header.part.related_parts.values()] == [png()]


def test_an_envelope_takes_no_header(tmp_path: Path) -> None:
    envelope = Envelope("en-GB", envelope_format("DL"), ("Alex",), Address(("To",)))
    data = render(envelope, "docx", load_reference(hostile(tmp_path / "r.docx", DATED)))
    assert faults(data) == []
    assert not any(name.startswith("word/header") for name in zipfile.ZipFile(io.BytesIO(data)).namelist())


KEPT = [" PAGE ", " page \\* roman ", " NUMPAGES ", " SECTIONPAGES ", ' STYLEREF "heading 1" \\n ']


@pytest.mark.parametrize("code", KEPT)
@pytest.mark.parametrize("pieces", [0, 1, 3])
def test_page_numbers_and_references_to_styles_stay(tmp_path: Path, code: str, pieces: int) -> None:
    escaped = code.replace('"', "&quot;")
    header = complex_field(code, "7", pieces=pieces) if pieces else simple_field(escaped, "7")
    reference = load_reference(hostile(tmp_path / "r.docx", Construct(run("p. ") + header)))
    with zipfile.ZipFile(io.BytesIO(render(LETTER, "docx", reference))) as archive:
        root = ElementTree.fromstring(archive.read("word/header1.xml"))
    codes = [e.text for e in root.iter(f"{W}instrText")] + [e.get(f"{W}instr") for e in root.iter(f"{W}fldSimple")]
    assert codes == [code]
    assert [e.get(f"{W}fldCharType") for e in root.iter(f"{W}fldChar")] == (
        ["begin", "separate", "end"] if pieces else []
    )
    assert reference.notices == ()


def test_a_header_of_an_earlier_section_is_inherited(tmp_path: Path) -> None:
    """The last section has its own margins, and inherits the header of the one before (17.6.12)."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Our Group"
    document.add_section()
    document.save(str(tmp_path / "r.docx"))
    assert header_of(render(LETTER, "docx", load_reference(tmp_path / "r.docx"))) == "Our Group"


def without(path: Path, *, part: str = "", text: str = "", by: str = "") -> Path:
    """The document without a part, or with a text of its XML replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != part}
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(text.encode(), by.encode()) if text else data)
    return path


@pytest.mark.parametrize(
    "damage",
    [
        {"part": "word/header1.xml"},
        {"part": "word/settings.xml"},
        {"part": "word/document.xml"},
        {"part": "word/_rels/document.xml.rels"},
        {"part": "_rels/.rels"},
        {"part": "word/media/logo.png"},
        {"part": "word/_rels/header1.xml.rels"},
        {"text": 'r:id="h"', "by": 'r:id="rId99"'},
        {"text": 'r:id="h"', "by": ""},
        {"text": 'Target="header1.xml"', "by": f'Target="{ELSEWHERE}/h.xml" TargetMode="External"'},
        {"text": "w:sectPr", "by": "w:sectPr_lst"},
        {"text": "w:pgMar", "by": "w:pgMar_lst"},
        {"text": "w:body", "by": "w:bodies"},
        {"text": "w:hdr", "by": "w:settingsless"},
        {"text": "</w:hdr>", "by": ""},
        {"text": "wordprocessingml/2006/main", "by": "wordprocessingml/1066/main"},
        {"text": 'w:top="1134"', "by": 'w:top="wide"'},
    ],
)
def test_missing_files_are_refused_with_a_message(tmp_path: Path, damage: dict[str, str]) -> None:
    logo = Construct(
        picture('<a:blip r:embed="rId1"/>'), (("image", "media/logo.png"),), parts={"word/media/logo.png": png()}
    )
    path = hostile(tmp_path / "r.docx", logo)
    load_reference(path)
    with pytest.raises(InputError) as caught:
        load_reference(without(path, **damage))
    [problem] = caught.value.problems
    assert (problem.code, problem.file) == ("not-docx", str(path))


def test_entities_are_refused(tmp_path: Path) -> None:
    path = hostile(tmp_path / "r.docx", Construct(run("x")))
    with pytest.raises(InputError) as caught:
        load_reference(without(path, text="<w:hdr", by='<!DOCTYPE x [<!ENTITY e "e">]><w:hdr'))
    assert caught.value.problems[0].code == "damaged"
