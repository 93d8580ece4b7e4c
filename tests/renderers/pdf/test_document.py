"""PDF documents: fonts, languages, tags, what they say about people, and the same bytes every time."""

from __future__ import annotations

import datetime
import hashlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pypdf
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdfua import validate

from appealgen.errors import ProblemCode, RefusedError, WriteError
from appealgen.language.locales import right_to_left
from appealgen.language.phrases import languages_with_phrases, load_phrases
from appealgen.letters.compose import compose
from appealgen.letters.event_sheets import case_sheet, cover_sheet, signature_table
from appealgen.letters.sheet_parts import SheetFormat
from appealgen.model.document import (
    RULED,
    Address,
    Block,
    Document,
    Envelope,
    LabelPlacing,
    Labels,
    Letter,
    Sheet,
    Span,
    Table,
)
from appealgen.model.identifiers import Country, Tag
from appealgen.model.stationery import A4, StationeryChoice
from appealgen.post.envelopes import envelope_format
from appealgen.post.layouts import label_sheets
from appealgen.post.stationery import choose_stationery
from appealgen.reading.case_files import load_case
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.pdf import compiler, document, typesetting
from appealgen.renderers.pdf.document import Pdf, set_pdf
from appealgen.renderers.pdf.faces import Face
from language_samples import case_in_every_language
from pdf_pages import read
from samples import PROJECT, plan_for, someone

DATE = datetime.date(2026, 11, 28)
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
NOTO = Path("/usr/share/fonts/truetype/noto/NotoSerifDevanagari-Regular.ttf")


def letter(text: str, tag: str = "en", **changes: object) -> Letter:
    blocks = (Block("salutation", (Span("Dear Minister,"),)), Block("body", (Span(text),)))
    made = Letter(tag, right_to_left(tag), A4, ("Alex Example", "Anytown"), Address(("Minister",)), "1 May", blocks)
    return made._replace(**changes)  # type: ignore[arg-type]


def pdf_of(*documents: Document, **how: object) -> Pdf:
    return set_pdf(documents, bundled_reference(), date=DATE, **how)  # type: ignore[arg-type]


def text_of(data: bytes) -> str:
    """All letters in the order of the file, without spaces."""
    return "".join(glyph.text for page in read(data) for glyph in page.glyphs)


@pytest.fixture
def fonts_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with all fonts of the machine but those that typst contains."""
    only = partial(typst.Fonts, include_system_fonts=False, font_paths=[tmp_path])
    monkeypatch.setattr(typst, "Fonts", only)
    typesetting.fonts.cache_clear()
    yield tmp_path
    typesetting.fonts.cache_clear()


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Letter]:
    """A letter in each language."""
    case, found = case_in_every_language(tmp_path_factory.mktemp("languages")), dict[str, Letter]()
    for tag in languages_with_phrases():
        sender = someone(reads=(Tag(tag),), place="Anytown")
        planned = plan_for(
            case, sender, date=DATE, stationery=StationeryChoice(envelope="none"), language=Tag(tag), embassy="none",
            to=["minister"],
        )  # fmt: skip
        found[tag] = compose(planned.mailings[0]).letter
    return found


def one_of_each() -> dict[str, Document]:
    case = load_case(PROJECT / "cases" / "ua-046-19")
    table = signature_table([("Ann", "Anytown"), ("Bob", "Anytown")], load_phrases("en").signatures)
    envelope = Envelope(
        "en-GB", envelope_format("DL"), ("Alex Example", "Anytown"), Address(("Minister", "Town"), "KAZAKHSTAN"),
        return_address="back", mark="AIR MAIL",
    )  # fmt: skip
    listed = (Block("bullet", (Span("One", bold=True), Span(" thing"))), Block("number", (Span("Two"),), number=1))
    return {
        "letter": letter("I am writing to you."),
        "lists": letter("I ask you:", blocks=(*listed, Block("closing", (Span("Yours sincerely,"),)))),
        "blank letter": letter(RULED, sender=(f"Name: {RULED}", RULED)),
        "group letter": letter("We are writing to you.", signatures=table),
        "envelope": envelope,
        "rotated envelope": envelope._replace(feed="rotated"),
        "labels": Labels(label_sheets()[0], (("Minister", "Town"),) * 3, LabelPlacing(), frames=True),
        "sheet": case_sheet(case, Tag("en"), Country("GB"), choose_stationery(StationeryChoice(), "GB", ())),
        "cover": cover_sheet("Ann", ["1 letter"], SheetFormat(Tag("en"), A4)),
    }


@pytest.mark.parametrize("kind", one_of_each())
def test_each_kind_is_tagged_and_says_nothing_about_people(kind: str, tmp_path: Path) -> None:
    made = one_of_each()[kind]
    data = pdf_of(made).data
    (tmp_path / "found.pdf").write_bytes(data)
    assert validate(str(tmp_path / "found.pdf")).findings == ()
    found = pypdf.PdfReader(io.BytesIO(data))
    assert found.metadata is not None
    assert found.metadata.keys() == {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    assert found.metadata.title == type(made).__name__
    assert found.metadata.creation_date == found.metadata.modification_date
    assert found.metadata.creation_date.date() == DATE  # type: ignore[union-attr]
    assert b"Example" not in data


def test_every_language_is_set_and_named(letters: dict[str, Letter]) -> None:
    for tag, one in letters.items():
        try:
            made = pdf_of(one)
        except RefusedError:  # a machine without its font
            continue
        assert made.pages == (1,)
        root = pypdf.PdfReader(io.BytesIO(made.data)).trailer["/Root"]
        assert root["/Lang"].partition("-")[0] == tag.partition("-")[0]  # type: ignore[index]
        assert "Serikzhan" in text_of(made.data)


@pytest.mark.usefixtures("fonts_in")
def test_right_to_left_lines_begin_at_the_right(letters: dict[str, Letter]) -> None:
    hebrew = letters["he"]
    [page] = read(pdf_of(hebrew).data)
    _, margin, _, left = bundled_reference().at(hebrew.step).margins_mm
    last = [max(glyph.x for glyph in page.glyphs if abs(glyph.y - y) < 0.05) for y in page.starts()]
    assert sum(page.width - margin - 5 < x < page.width - margin for x in last) >= 8
    assert all(x < page.width - margin for x in last) and min(page.starts().values()) > left


def test_another_time_zone_and_hash_seed_give_the_same_bytes() -> None:
    code = (
        "import datetime, hashlib, sys; sys.path[:0] = ['tests', 'tests/renderers/pdf']\n"
        "from test_document import one_of_each, pdf_of\n"
        "print(hashlib.sha256(pdf_of(*one_of_each().values()).data).hexdigest())"
    )
    here = hashlib.sha256(pdf_of(*one_of_each().values()).data).hexdigest()
    environment = os.environ | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == here


class TestFonts:
    @pytest.mark.usefixtures("fonts_in")
    def test_latin_greek_and_cyrillic_need_no_installed_font(self) -> None:
        for tag, text in (("en", "Release her."), ("ru", "Освободите её."), ("de", "Größe"), ("el", "Ελευθερία")):
            made = pdf_of(letter(text, tag))
            assert made.notices == () and text.replace(" ", "") in text_of(made.data)
            assert {g.font for page in read(made.data) for g in page.glyphs} <= {"LibertinusSerif-Regular"}

    @pytest.mark.usefixtures("fonts_in")
    def test_a_missing_font_is_named_with_its_script_and_package(self) -> None:
        with pytest.raises(RefusedError) as caught:
            pdf_of(letter("अप्रैल। and 你", "hi"))
        devanagari, chinese = sorted(caught.value.problems, key=lambda problem: problem.message, reverse=True)
        assert devanagari.code == ProblemCode.NO_FONT and "Devanagari" in devanagari.message
        assert "अ" in devanagari.message and "fonts-noto-core" in str(devanagari.hint)
        assert "Noto Serif Devanagari" in str(devanagari.hint)
        assert "你" in chinese.message and "fonts-noto-cjk" in str(chinese.hint)

    @pytest.mark.usefixtures("fonts_in")
    def test_a_sign_of_no_script_is_to_be_left_out(self) -> None:
        with pytest.raises(RefusedError) as caught:
            pdf_of(letter("Thank you 👩\u200d👧"))
        [problem] = caught.value.problems
        assert "👩" in problem.message and "U+200D" in problem.message and "leave them out" in str(problem.hint)

    @pytest.mark.skipif(not DEJAVU.exists(), reason="needs DejaVu Sans")
    def test_dejavu_alone_serves_arabic_with_a_notice_and_hindi_not_at_all(self, fonts_in: Path) -> None:
        shutil.copy(DEJAVU, fonts_in)
        typesetting.fonts.cache_clear()
        assert pdf_of(letter("Release her.")).notices == ()
        made = pdf_of(letter("أكتب إليكم", "ar"))
        [notice] = made.notices
        assert notice.code == ProblemCode.STAND_IN_FONT and "Arabic" in notice.message
        assert "Noto Naskh Arabic" in str(notice.hint)
        assert {g.font for page in read(made.data) for g in page.glyphs} == {"DejaVuSans", "LibertinusSerif-Regular"}
        with pytest.raises(RefusedError, match="Devanagari"):
            pdf_of(letter("अप्रैल", "hi"))

    @pytest.mark.skipif(not NOTO.exists(), reason="needs Noto Serif Devanagari")
    def test_letters_of_a_script_are_in_its_face_and_latin_ones_in_the_usual(self, fonts_in: Path) -> None:
        shutil.copy(NOTO, fonts_in)
        typesetting.fonts.cache_clear()
        made = pdf_of(letter("अप्रैल Ann", "hi"))
        fonts = {glyph.text: glyph.font for page in read(made.data) for glyph in page.glyphs}
        assert fonts["अ"] == "NotoSerifDevanagari-Regular" and fonts["A"] == "LibertinusSerif-Regular"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.sampled_from("#$*_`\\<>@=+-/[](){}\"'~&%;:.,!?^| abcdefxyzÄéжλ0123456789"), min_size=1, max_size=40))
def test_any_text_stays_text(text: str) -> None:
    words = " ".join(text.split()) or "x"
    name, *others = (f"#panic() {words}", f"$ {words} $", f"= {words}")
    made = pdf_of(letter(words, sender=(name, *others)), envelope_for(words)).data
    found = text_of(made)
    for line in (name, *others):
        assert line.replace(" ", "") in found
    assert found.count(words.replace(" ", "")) >= 5


def envelope_for(line: str) -> Envelope:
    return Envelope("en-GB", envelope_format("C5"), (line,), Address((line,)))


def test_what_typst_refuses_becomes_our_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiler, "_source", lambda: b'#panic("it broke")')
    with pytest.raises(WriteError, match="it broke") as caught:
        pdf_of(letter("One."))
    assert caught.value.problems[0].code == ProblemCode.PDF_FAILED


@pytest.mark.parametrize("kind", [RuntimeError, type("PanicException", (BaseException,), {})])
def test_a_panic_of_typst_becomes_our_error(kind: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    def panics(*_: object, **__: object) -> None:
        raise kind("index out of bounds")

    monkeypatch.setattr(typst, "compile", panics)
    with pytest.raises(WriteError, match="index out of bounds"):
        pdf_of(letter("One."))


def test_pages_are_counted_for_each_document_and_backs_stay_blank() -> None:
    long, short = letter("I am writing to you. " * 600), letter("One.")
    made = pdf_of(long, short, long, short, duplex=True)
    assert made.pages == (3, 1, 3, 1) and pdf_of(long, short).pages == (3, 1)
    pages = read(made.data)
    assert [bool(page.glyphs) for page in pages] == [
        True,
        True,
        True,
        False,
        True,
        False,
        True,
        True,
        True,
        False,
        True,
    ]
    assert len({(page.width, page.height) for page in pages}) == 1


def test_a_word_longer_than_its_line_is_broken() -> None:
    address = "https://example.org/" + "abcdefghij" * 20
    table = Table((20, 20), ("A", "B"), (("abcdefghijklmnopqrstuvwxyz" * 4, "Б" * 40),))
    made = pdf_of(letter(address, sender=("Alex Example",)), Sheet("T", (table,), A4, "en"))
    for page in read(made.data):
        assert max(glyph.x for glyph in page.glyphs) < page.width - 20
    assert address in text_of(made.data).replace("\u200b", "")


@pytest.mark.parametrize(
    ("tag", "text", "face"),
    [
        ("fa", "می\u200cنویسم", "Noto Naskh Arabic"),
        ("ar", "التَّفضُّل", "Noto Naskh Arabic"),
        ("ur", "پہنچائیں", "Noto Nastaliq Urdu"),
        ("hi", "क्\u200dषमा", "Noto Serif Devanagari"),
    ],
)
def test_words_are_shaped_as_in_one_face(tag: str, text: str, face: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What keeps letters apart, and their marks, are in the face of the letters."""
    if face not in compiler.families():
        pytest.skip(f"needs {face}")

    def glyphs() -> list[tuple[str, float, float]]:
        [page] = read(pdf_of(letter(text, tag)).data)
        return [(g.text, round(g.x, 2), round(g.y, 2)) for g in page.glyphs if not g.text.isascii()]

    found = glyphs()
    monkeypatch.setattr(document, "chain", lambda *_, **__: [Face(face), Face("Libertinus Serif")])
    assert found == glyphs()
