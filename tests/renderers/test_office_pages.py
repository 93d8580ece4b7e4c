"""The estimate of pages against LibreOffice: letters of growing length, in six languages."""

from __future__ import annotations

import datetime
import io
import random
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from appealgen import resources
from appealgen.language.locales import proofing_tag, right_to_left
from appealgen.letters.compose import compose
from appealgen.model.document import Address, Block, Letter, Span
from appealgen.model.stationery import A4, StationeryChoice
from appealgen.reading.case_files import load_case
from appealgen.renderers import render
from appealgen.renderers.docx.reference import Reference, bundled_reference
from appealgen.renderers.docx.reference_file import load_reference
from appealgen.renderers.pagination import pages
from office import OFFICE, pages_of, to_pdf
from samples import PROJECT, plan_for, someone

LANGUAGES = ("en", "de", "es", "ru", "ar", "zh-Hans")
LETTERS = 60
WORDS = {"zh-Hans": 60}
"""The number of words, or of clauses in scripts without spaces, that fill a page; else 420."""


def words_of(tag: str) -> list[str]:
    """The words of a language's phrases."""
    text = resources.get(f"phrases/{tag}.yaml").read_text(encoding="utf-8")
    values = re.sub(r"^\s*#.*|^[\w\s-]*:|[{}\"'|>\[\]]", " ", text, flags=re.MULTILINE)
    return [word for word in values.split() if not re.search(r"[a-z_]+:|^-$", word)]


def letter(tag: str, number: int, total: int) -> Letter:
    """A letter of `total` words in paragraphs of twenty to sixty."""
    chance = random.Random(number)
    vocabulary = [word for word in words_of(tag) if tag in ("en", "de", "es") or not word.isascii()]
    unit = WORDS.get(tag, 420) / 420
    subject = " ".join(chance.choices(vocabulary, k=5))
    blocks = [Block("subject", (Span(subject, bold=True),)), Block("salutation", (Span("X"),))]
    while total > 0:
        many = min(total, chance.randint(max(round(20 * unit), 2), max(round(60 * unit), 4)))
        text = ("" if tag == "zh-Hans" else " ").join(chance.choices(vocabulary, k=many))
        blocks.append(Block(chance.choice(("body",) * 5 + ("bullet",)), (Span(text),)))
        total -= many
    blocks += [Block("closing", (Span("X"),)), Block("signature", (Span("Alex Example"),))]
    sender = (f"No {number}.", "12 Sample Street", "Anytown", "UNITED KINGDOM")
    to = Address(("Minister of Justice", "Ministry of Justice", "1 Sample Square", "Sample Town"), "KAZAKHSTAN")
    language = proofing_tag(tag)
    return Letter(language, right_to_left(tag), A4, sender, to, "1 May 2019", tuple(blocks))


def printed_pages(folder: Path, letters: Sequence[Letter], reference: Reference) -> list[int]:
    """The number of pages of each letter in LibreOffice, all in one file."""
    (folder / "all.docx").write_bytes(render(letters, "docx", reference))
    to_pdf(folder, [folder / "all.docx"])
    counts: list[int] = []
    for page in pages_of(folder / "all.pdf"):
        if re.search(rf"No {len(counts)}\.", page.text):
            counts.append(0)
        counts[-1] += 1
    assert len(counts) == len(letters)
    return counts


def word_default(path: Path) -> Reference:
    """A document as Word makes it, in an installed font: paragraphs 8 points apart, line spacing 1.16."""
    document = docx.Document()
    styles = document.styles.element
    spacing = styles.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    for name, value in (("after", "160"), ("line", "278"), ("lineRule", "auto")):
        spacing.set(qn(f"w:{name}"), value)
    for style in [*document.styles]:
        if style.name not in ("Normal", "Default Paragraph Font", "No List", "Normal Table"):
            style.element.getparent().remove(style.element)
    font = document.styles["Normal"].font
    font.name, font.size = "Times New Roman", Pt(12)
    fonts = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    body = OxmlElement("w:style")
    body.set(qn("w:type"), "paragraph")
    body.set(qn("w:styleId"), "BodyText")
    for name, value in (("name", "Body Text"), ("basedOn", "Normal")):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value)
        body.append(element)
    styles.append(body)
    document.save(str(path))
    return load_reference(path)


@pytest.mark.slow
@pytest.mark.parametrize("looks", ["bundled", "word"])
class TestPages:
    pytestmark = OFFICE

    def test_a_letter_of_two_pages_is_not_said_to_have_one(self, looks: str, tmp_path: Path) -> None:
        reference = bundled_reference() if looks == "bundled" else word_default(tmp_path / "reference.docx")
        letters: list[Letter] = []
        for tag in LANGUAGES:
            unit = WORDS.get(tag, 420) / 420
            letters += [letter(tag, len(letters) + n, round((150 + 9 * n) * unit)) for n in range(LETTERS)]
        estimated = [pages(each, reference) for each in letters]
        printed = printed_pages(tmp_path, letters, reference)
        wrong = Counter((e, p) for e, p in zip(estimated, printed, strict=True) if e != p)
        assert Counter(printed).keys() >= {1, 2} and len(letters) == 360
        assert wrong[1, 2] <= 1, wrong
        assert sum(wrong.values()) <= 20, wrong


def bundled_letters(*asked: tuple[str, str | None]) -> list[Letter]:
    """Every letter of the bundled cases, from these countries in these layouts."""
    found = []
    for folder, date in (("ua-046-19", "2019-04-15"), ("ua-060-16", "2017-07-20")):
        case = load_case(PROJECT / "cases" / folder)
        for tag in case.letters:
            for country, layout in asked:
                sender = someone(country=country, reads=(tag,), stationery=StationeryChoice(layout=layout))
                for embassy in ("copy", "via") if layout is None else ("copy",):
                    planned = plan_for(case, sender, date=datetime.date.fromisoformat(date), embassy=embassy)
                    wanted = [m for m in planned.mailings if embassy == "copy" or m.kind == "via"]
                    found += [compose(mailing).letter for mailing in wanted]
    return found


@pytest.mark.parametrize("font", ["Noto Serif", "DejaVu Serif", "Liberation Serif"])
class TestFonts:
    pytestmark = OFFICE

    def test_every_bundled_letter_is_on_one_page_in_other_fonts(self, font: str, tmp_path: Path) -> None:
        """In a document of the user's, and where a font replaces that of the bundled steps."""
        reference = with_font(tmp_path / "reference.docx", font)
        letters = bundled_letters(("GB", None), *([("GB", "din5008b")] if font == "Liberation Serif" else []))
        own = bundled_letters(("GB", None), ("US", None), ("DE", "din5008b"))
        assert len(letters) >= 12 and {letter.step for letter in own} == {2, 3}
        (tmp_path / "theirs.docx").write_bytes(render(letters, "docx", reference))
        (tmp_path / "own.docx").write_bytes(replaced(render(own, "docx", bundled_reference()), font))
        to_pdf(tmp_path, [tmp_path / "theirs.docx", tmp_path / "own.docx"])
        for name, expected in (("theirs", letters), ("own", own)):
            pdf = tmp_path / f"{name}.pdf"
            fonts = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout
            assert font.replace(" ", "") in fonts
            assert len(pages_of(pdf)) == len(expected), name


def with_font(path: Path, font: str) -> Reference:
    """The bundled document with another font in place of Times New Roman."""
    path.write_bytes(replaced(resources.get("reference.docx").read_bytes(), font))
    return load_reference(path)


def replaced(data: bytes, font: str) -> bytes:
    """A document in another font, as where Times New Roman is missing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"Times New Roman", font.encode()))
    return buffer.getvalue()
