"""DOCX files, opened with python-docx and checked against ECMA-376."""

import datetime
import io
import re
import zipfile
from dataclasses import replace
from typing import Any, cast

import docx
import pytest
from hypothesis import given
from lxml import etree

from appealgen.language.scripts import direction_of, in_order, runs_from_the_right
from appealgen.letters.compose import compose
from appealgen.model.document import RULED, Address, Block, Document, Envelope, LabelPlacing, Labels, Letter, Span
from appealgen.model.stationery import A4, US_LETTER
from appealgen.post.envelopes import envelope_format
from appealgen.post.layouts import find_label_sheet, letter_layout
from appealgen.reading.case_files import load_case
from appealgen.renderers import render
from appealgen.renderers.docx.document import render_docx
from appealgen.renderers.docx.reference import bundled_reference
from docx_xml import SHEET, W, body_of, letter
from samples import PROJECT, line, plan_for, someone

# ECMA-376 part 1: the children of each element that is written, in the order of its schema.
ORDER = {
    "document": ["body"],
    "body": ["p", "tbl", "sectPr"],
    "tbl": ["tblPr", "tblGrid", "tr"],  # 17.4.37
    "tblPr": ["tblStyle", "bidiVisual", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout",
              "tblCellMar", "tblLook"],  # 17.4.59
    "tblBorders": ["top", "left", "bottom", "right", "insideH", "insideV"],  # 17.4.38
    "tblCellMar": ["top", "left", "bottom", "right"],  # 17.4.42
    "tblGrid": ["gridCol"],
    "tr": ["trPr", "tc"],  # 17.4.78
    "trPr": ["cantSplit", "trHeight", "tblHeader"],  # 17.4.81: in any order
    "tc": ["tcPr", "p"],  # 17.4.65: the last is a paragraph
    "tcPr": ["tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection", "vAlign"],  # 17.4.69
    "tcBorders": ["top", "left", "bottom", "right"],  # 17.4.66
    "p": ["pPr", "r"],
    "pPr": ["pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "tabs", "bidi",
            "spacing", "ind", "contextualSpacing", "jc", "rPr", "sectPr"],  # 17.3.1.26
    "tabs": ["tab"],  # 17.3.1.38
    "r": ["rPr", "t", "br", "tab", "noBreakHyphen", "pict"],  # 17.3.2.25: content in any order, properties first
    "rPr": ["rStyle", "rFonts", "b", "bCs", "i", "iCs", "noProof", "sz", "szCs", "rtl", "cs", "lang"],  # 17.3.2.28
    "sectPr": ["headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols",
               "titlePg", "bidi"],  # 17.6.17
    "pict": ["shape"],  # part 4, 9.3.3.21
}  # fmt: skip
ANY_ORDER = {"r": {"t", "br", "tab", "noBreakHyphen", "pict"}, "body": {"p", "tbl"}}


def bundled(case: str, date: str, **sender: Any) -> Letter:
    found = load_case(PROJECT / "cases" / case)
    planned = plan_for(found, someone(**sender), date=datetime.date.fromisoformat(date))
    return compose(planned.mailings[0]).letter


def everything(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"".join(package.read(name) for name in package.namelist())


def check_order(element: Any) -> set[str]:
    """Check that every element has a row in the table and its children in that order; returns the names seen."""
    name = etree.QName(element).localname
    seen = {name}
    children = [etree.QName(child).localname for child in element]
    if children:
        assert set(children) <= set(ORDER[name]), name
        ranked = [ORDER[name].index(c) if c not in ANY_ORDER.get(name, set()) else -1 for c in children]
        fixed = [rank for rank in ranked if rank >= 0]
        assert fixed == sorted(fixed), (name, children)
        if name == "r":
            assert children[0] in ("rPr", "pict")
    for child in element:
        seen |= check_order(child)
    return seen


RTL = letter(
    Block("body", (Span("سلام "), Span("Bilash", bold=True, italic=True))), Block("number", (Span("x"),), number=1),
    right_to_left=True, language="fa-IR", sender=(f"Name: {RULED}",),
)  # fmt: skip


@pytest.mark.parametrize(
    "document",
    [
        bundled("ua-046-19", "2019-04-15"),
        bundled("ua-060-16", "2017-07-20", reads=("es",)),
        RTL,
        letter(Block("bullet", (Span("a\nb\tc"),)), Block("signature", (Span(RULED),)), paper=US_LETTER),
        Envelope("en-GB", envelope_format("C6"), (f"Name: {RULED}", RULED), Address(("B", "C"))),
        Envelope("en-GB", envelope_format("DL"), ("A", RULED), Address(("B", "C"), "KAZAKHSTAN")),
    ],
)
def test_element_order_is_that_of_the_standard(document: Letter | Envelope) -> None:
    assert {"document", "body", "p", "pPr", "r", "rPr", "t", "sectPr", "pgSz", "pgMar"} <= check_order(
        body_of(render(document, "docx"))
    )


WINDOW: dict[str, Any] = {
    "recipient": Address(("وزارة العدل", "Tehran"), "IRAN"),
    "return_line": "Alex Example · Anytown",
}
LABELS = Labels(sheet=find_label_sheet("L7160"), texts=(("A", "B"),) * 25, placing=LabelPlacing(start=3), frames=True)
TURNED = Envelope("en-GB", envelope_format("C6"), ("A", RULED), Address(("B",), "IRAN"), "rotated", "back", "AIR MAIL")


@pytest.mark.parametrize(
    ("documents", "kinds"),
    [
        ([letter(Block("body", (Span("x"),)), layout=letter_layout("din5008b"), **WINDOW)], {"tbl", "ind", "pict"}),
        ([RTL._replace(layout=letter_layout("french"), **WINDOW)] * 2, {"tbl", "pict", "bidi"}),
        ([letter(layout=letter_layout("us9"), paper=US_LETTER)], {"tbl", "ind", "pict"}),
        ([TURNED], {"textDirection", "tabs"}),
        ([TURNED._replace(return_address="front"), TURNED, letter()], {"textDirection"}),
        ([LABELS], {"tbl", "ind", "pict"}),
        ([LABELS._replace(frames=False), letter(), LABELS], {"tbl", "ind", "pict"}),
        ([SHEET, letter(), SHEET], {"tbl", "tblBorders", "tcBorders", "tblHeader"}),
        ([SHEET._replace(right_to_left=True, language="ar-EG"), LABELS], {"bidiVisual", "bidi", "trHeight"}),
    ],
)  # fmt: skip
def test_places_and_shapes_in_the_order_of_the_standard(documents: list[Document], kinds: set[str]) -> None:
    data = render(documents, "docx")
    assert not re.search(b"framePr|txbx|textbox", everything(data)), "no frames, no text boxes"
    assert kinds <= check_order(body_of(data))
    opened = docx.Document(io.BytesIO(data))
    pages = sum(d.pages if isinstance(d, Labels) else 2 if d == TURNED else 1 for d in documents)
    assert len(opened.sections) == pages and all(p.style is not None for p in opened.paragraphs)


def test_named_styles_and_the_name_in_bold() -> None:
    document = docx.Document(io.BytesIO(render(bundled("ua-046-19", "2019-04-15"), "docx")))
    styles = [p.style.name.removesuffix(" 11-13.6") for p in document.paragraphs if p.style is not None]
    assert list(dict.fromkeys(styles)) == [
        "Return Address", "Date", "Inside Address", "Subject Line", "Salutation", "Body Text", "Closing", "Signature",
        "cc List",
    ]  # fmt: skip
    bold = [r.text for p in document.paragraphs for r in p.runs if r.style.name == "Strong"]
    assert "Serikzhan Bilash" in bold


def test_words_survive_as_they_are() -> None:
    text = "O'Brien & <Söhne> “x” Серикжан عقد 北京"
    document = docx.Document(io.BytesIO(render(letter(Block("body", (Span(text),))), "docx")))
    assert document.paragraphs[-1].text == text


@given(line)
def test_any_text_survives(text: str) -> None:
    document = docx.Document(io.BytesIO(render(letter(Block("body", (Span(text),)), sender=(text,)), "docx")))
    assert document.paragraphs[-1].text == text and document.paragraphs[0].text == text


@pytest.mark.parametrize(("paper", "size"), [(A4, (11906, 16838)), (US_LETTER, (12240, 15840))])
def test_page_size(paper: Any, size: tuple[int, int]) -> None:
    page = body_of(render(letter(paper=paper), "docx")).find(f".//{W}pgSz")
    assert (int(page.get(f"{W}w")), int(page.get(f"{W}h"))) == size


def test_right_to_left_paragraphs_and_runs() -> None:
    root = body_of(render(RTL, "docx"))
    for paragraph in root.iter(f"{W}p"):
        text = "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
        head = text in (RTL.sender[0].replace(RULED, ""), *RTL.recipient.printed)
        own = runs_from_the_right(text) if head else direction_of(text, True) or text == RTL.date_line
        assert (paragraph.find(f"{W}pPr/{W}bidi") is not None) is own, text
        assert (paragraph.find(f"{W}pPr/{W}jc") is None) is (own or not head), "a head stands at the right"
        for run in paragraph.iter(f"{W}r"):
            said = "".join(t.text or "" for t in run.iter(f"{W}t"))
            rtl, spelling = run.find(f"{W}rPr/{W}rtl"), run.find(f"{W}rPr/{W}lang")
            assert (rtl is not None) is (spelling is not None), said
            assert spelling is None or spelling.get(f"{W}bidi") == "fa-IR"


@pytest.mark.parametrize(
    ("language", "text", "upright"),
    [
        ("en-GB", "A note", False), ("ru-RU", "Записка", False), ("el-GR", "Σημείωμα", False),
        ("ja-JP", "写し", True), ("zh-CN", "副本", True), ("ko-KR", "사본", True), ("hi-IN", "प्रति", True),
        ("ka-GE", "ასლი", True), ("ar-EG", in_order("نسخة Ann"), True), ("he-IL", "העתק", True),
    ],
)  # fmt: skip
def test_notes_are_upright_where_the_script_has_no_italics(language: str, text: str, upright: bool) -> None:
    blocks = (Block("note", (Span(text),), language=language), Block("body", (Span("A letter"),)))
    root = body_of(render(letter()._replace(blocks=blocks), "docx"))
    note, body = list(root.iter(f"{W}p"))[-2:]
    runs = [run.find(f"{W}rPr") for run in note.iter(f"{W}r")]
    for element in ("i", "iCs"):
        found = [properties.find(f"{W}{element}") for properties in runs if properties is not None]
        assert found
        assert all((e is not None and e.get(f"{W}val") == "0") is upright for e in found)
    assert body.find(f".//{W}i") is None


def test_a_latin_signature_is_aligned_with_the_head() -> None:
    signed = RTL._replace(blocks=(*RTL.blocks, Block("signature", (Span("Ann Lee"),))))
    last = list(body_of(render(signed, "docx")).iter(f"{W}p"))[-1]
    assert last.find(f"{W}pPr/{W}bidi") is None and last.find(f"{W}pPr/{W}jc").get(f"{W}val") == "right"


@pytest.mark.parametrize("made", [letter(), RTL], ids=["left", "right"])
def test_a_mark_ends_a_letter_and_takes_its_height_from_the_space_to_sign(made: Letter) -> None:
    blocks = (Block("signature", (Span("Ann Lee"),)), Block("copies", (Span("Copy to: B"),)))
    found = list(body_of(render(made._replace(blocks=blocks, letter_mark="W12/3"), "docx")).iter(f"{W}p"))
    last = found[-1]
    assert "".join(t.text or "" for t in last.iter(f"{W}t")) == "W12/3"
    assert last.find(f"{W}pPr/{W}bidi") is None and last.find(f"{W}pPr/{W}jc") is None
    [signature] = [each for each in found if each.find(f"{W}pPr/{W}pStyle").get(f"{W}val").startswith("Signature")]
    measures = bundled_reference().measures
    space, mark = int(signature.find(f"{W}pPr/{W}spacing").get(f"{W}before")) / 20, measures["letter-mark"]
    assert space + mark.before + mark.line == pytest.approx(measures["signature"].before, abs=0.05)


def test_names_in_a_letter_from_the_right_are_runs_of_their_own() -> None:
    text = in_order("پروندهٔ Ann Lee (12/2019), 28 روز")
    root = body_of(render(RTL._replace(blocks=(Block("body", (Span(text),)),)), "docx"))
    runs = [
        ("".join(t.text or "" for t in run.iter(f"{W}t")), run.find(f"{W}rPr/{W}rtl") is not None)
        for run in list(root.iter(f"{W}p"))[-1].iter(f"{W}r")
    ]
    assert [(said.strip("\u200e\u200f "), rtl) for said, rtl in runs] == [
        ("پروندهٔ", True),
        ("Ann Lee (12/2019), 28", False),
        ("روز", True),
    ]


@pytest.mark.parametrize(
    ("reads", "tag"),
    [(("en",), "en-GB"), (("ru",), "ru-RU"), (("kk",), "kk-KZ"), (("de",), "de-DE"), (("fr",), "fr-FR")],
)
def test_language_tags_for_the_spelling_checker(reads: tuple[str, ...], tag: str) -> None:
    root = body_of(render(bundled("ua-046-19", "2019-04-15", reads=reads), "docx"))
    assert {e.get(f"{W}val") for e in root.iter(f"{W}lang")} == {tag}


def test_nothing_about_the_sender_or_the_tool_in_the_metadata() -> None:
    data = render(bundled("ua-046-19", "2019-04-15"), "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {n for n in package.namelist() if n.startswith("docProps")} == {"docProps/core.xml"}
        assert b"<dc:title>Letter</dc:title></cp:coreProperties>" in package.read("docProps/core.xml")
        rest = "".join(package.read(n).decode() for n in package.namelist() if n != "word/document.xml")
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not re.search("alex|example|appealgen|python", rest, re.IGNORECASE)


def listed() -> tuple[Block, ...]:
    return (
        Block("number", (Span("a"),), number=1),
        Block("bullet", (Span("b"),)),
        Block("number", (Span("c"),), number=2),
        Block("body", (Span("d"),)),
        Block("bullet", (Span("e"),)),
    )


def test_items_have_their_marks() -> None:
    document = docx.Document(io.BytesIO(render(letter(*listed()), "docx")))
    assert [p.text for p in document.paragraphs][-5:] == ["1.\ta", "•\tb", "2.\tc", "d", "•\te"]


def test_the_gap_after_a_list_is_that_of_every_paragraph() -> None:
    document = docx.Document(io.BytesIO(render(letter(*listed()), "docx")))
    own = [
        (p.paragraph_format.space_after, cast(Any, p.style).paragraph_format.space_after)
        for p in document.paragraphs[-5:]
    ]
    assert [(by_hand or of_style).pt for by_hand, of_style in own] == [2.25, 2.25, 6, 6, 6]


@pytest.mark.parametrize(
    ("language", "attributes", "hint"),
    [
        ("en-GB", {"val"}, None), ("ru-RU", {"val"}, None), ("hi-IN", {"val", "bidi"}, None),
        ("fa-IR", {"val", "bidi"}, None), ("ja-JP", {"val", "eastAsia"}, "eastAsia"),
        ("zh-TW", {"val", "eastAsia"}, "eastAsia"), ("ko-KR", {"val", "eastAsia"}, "eastAsia"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("own", [False, True])
def test_languages_by_script(language: str, attributes: set[str], hint: str | None, own: bool) -> None:
    reference = replace(bundled_reference()) if own else bundled_reference()
    written = render_docx([letter(Block("body", (Span("x"),)), language=language)], reference)
    run = list(body_of(written).iter(f"{W}r"))[-1]
    assert run.find(f"{W}rPr/{W}lang").attrib == {W + name: language for name in attributes}
    fonts = run.find(f"{W}rPr/{W}rFonts")
    assert (None if fonts is None else fonts.get(f"{W}hint")) == hint


def test_an_envelope_has_no_serifs_in_any_language() -> None:
    to = Address(("Бас прокурор", "Prospect Mengilik, 14"), "KASACHSTAN")
    written = render(Envelope("kk-KZ", envelope_format("DL"), (), to), "docx")
    fonts = [run.find(f"{W}rPr/{W}rFonts") for run in body_of(written).iter(f"{W}r")]
    assert [None if each is None else each.get(f"{W}ascii") for each in fonts] == ["Noto Sans", None, None]


@pytest.mark.parametrize(
    ("language", "attribute", "font"),
    [
        ("ja-JP", "eastAsia", "Noto Serif CJK JP"), ("zh-CN", "eastAsia", "Noto Serif CJK SC"),
        ("zh-TW", "eastAsia", "Noto Serif CJK TC"), ("ko-KR", "eastAsia", "Noto Serif CJK KR"),
        ("zh-HK", "eastAsia", "Noto Serif CJK TC"), ("hi-IN", "cs", "Noto Serif Devanagari"),
        ("ur-PK", "cs", "Noto Nastaliq Urdu"), ("ka-GE", "ascii", "DejaVu Serif"), ("ar-EG", "cs", "Noto Naskh Arabic"),
        ("kk-KZ", "ascii", "Noto Serif"), ("ru-RU", "ascii", None), ("en-GB", "ascii", None), ("el-GR", "cs", None),
    ],
)  # fmt: skip
def test_fonts_by_script(language: str, attribute: str, font: str | None) -> None:
    root = body_of(render(letter(Block("body", (Span("x", bold=True),)), language=language), "docx"))
    run = list(root.iter(f"{W}r"))[-1]
    fonts = run.find(f"{W}rPr/{W}rFonts")
    assert (None if fonts is None else fonts.get(W + attribute)) == font
    assert [child.tag.removeprefix(W) for child in run.find(f"{W}rPr")][:2] == (
        ["rStyle", "rFonts"] if font else ["rStyle", "lang"]
    )


def test_word_knows_a_font_instead_of_each_that_may_be_missing() -> None:
    with zipfile.ZipFile(io.BytesIO(render(letter(Block("body", (Span("x"),))), "docx"))) as archive:
        fonts = etree.fromstring(archive.read("word/fontTable.xml"))
    known = {font.get(f"{W}name"): font.findall(f"{W}altName")[0].get(f"{W}val") for font in fonts}
    assert known["Noto Naskh Arabic"] == "Sakkal Majalla" and known["Noto Serif CJK JP"] == "Yu Mincho"


def test_numbers_in_arabic_are_latin_runs_and_the_letters_around_them_larger() -> None:
    arabic = letter(Block("body", (Span("يوم 28.11 نوفمبر 2026،"),)), language="ar-EG")._replace(right_to_left=True)
    runs = list(body_of(render(arabic, "docx")).iter(f"{W}p"))[-1].findall(f"{W}r")
    said = [(run.find(f"{W}t").text, run.find(f"{W}rPr/{W}szCs") is not None) for run in runs]
    assert said == [("يوم ", True), ("28.11", False), (" نوفمبر ", True), ("2026", False), ("،", True)]
    assert {run.find(f"{W}rPr/{W}szCs").get(f"{W}val") for run in runs[::2]} == {"25"}
