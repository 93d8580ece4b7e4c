"""Line heights by script: of running text, of addresses, in the DOCX."""

from __future__ import annotations

import re
import unicodedata

import pytest

from appealgen import resources
from appealgen.language.scripts import script_of
from appealgen.model.document import Address, Block, Envelope, Span
from appealgen.model.stationery import Box
from appealgen.post.envelopes import envelope_format
from appealgen.renderers import render
from appealgen.renderers.docx.reference import STYLES, bundled_reference
from appealgen.renderers.leading import LATIN, leading, least_leading
from appealgen.renderers.metrics import fitted
from appealgen.renderers.placement import envelope_boxes
from docx_xml import W, body_of, letter
from samples import PROJECT

PHRASES = sorted(PROJECT.joinpath("src", "appealgen", "data", "phrases").glob("*.yaml"))


@pytest.mark.parametrize(
    ("text", "language", "multiple"),
    [
        ("Dear Minister", "en-GB", 1.15), ("Vážený pane ministře, ůÅŮ", "cs-CZ", 1.15),
        ("Уважаемый господин", "ru-RU", 1.15), ("Αξιότιμε", "el-GR", 1.15), ("ქართული", "ka-GE", 1.15),
        ("Հարգելի", "hy-AM", 1.15), ("לכבוד", "he-IL", 1.15),
        ("ẤN ĐỘ", "vi-VN", 1.3), ("ẤN ĐỘ", "", 1.3), ("An Do", "vi-VN", 1.15), ("السيد الوزير", "ar-EG", 1.3),
        ("محترم جناب", "ur-PK", 2.2), ("Alex", "ur-PK", 1.15), ("महोदय", "hi-IN", 1.45), ("ที่", "th-TH", 1.55),
        ("尊敬的", "zh-CN", 1.45), ("大臣殿", "ja-JP", 1.45), ("장관", "ko-KR", 1.45),
        ("Letter to 司法部", "en-GB", 1.45),
        ("ሠላም", "am-ET", 1.25), ("", "en-GB", 1.15),
    ],
)  # fmt: skip
def test_the_height_of_lines_of_text(text: str, language: str, multiple: float) -> None:
    assert leading(text, language) == multiple


@pytest.mark.parametrize(
    ("lines", "multiple"),
    [
        (("A", "Ж"), 1.15),
        (("A", "司法部"), 1.15),
        (("وزارة العدل",), 1.2),
        (("A", "ที่"), 1.55),
        (("ẤN ĐỘ",), 1.3),
        ((), 1.15),
    ],
)
def test_the_height_of_lines_of_an_address(lines: tuple[str, ...], multiple: float) -> None:
    assert least_leading(lines) == multiple


@pytest.mark.parametrize("path", PHRASES, ids=lambda path: path.stem)
def test_every_script_of_a_language_has_its_height(path: object) -> None:
    text = resources.get(f"phrases/{getattr(path, 'name', '')}").read_text(encoding="utf-8")
    scripts = {script_of(char) for char in text if unicodedata.category(char) == "Lo"}
    table = re.findall(r"^  ([A-Z]+):", resources.get("line_heights.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    assert scripts - {"FEMININE", "MASCULINE", "ARABIC"} <= {*table}


def test_every_bundled_style_has_an_exact_height_that_latin_text_needs() -> None:
    for key in STYLES:
        if key not in ("bold", "italic"):
            measure = bundled_reference().measures[key]
            assert measure.exact and measure.line >= measure.size * LATIN - 0.05, key


@pytest.mark.parametrize(("text", "twips"), [("Hello", None), ("ที่ปู่", 341), ("尊敬的", 319), ("ẤN ĐỘ", 286)])
def test_a_paragraph_says_the_height_that_its_style_lacks(text: str, twips: int | None) -> None:
    paragraph = list(body_of(render(letter(Block("body", (Span(text),))), "docx")).iter(f"{W}p"))[-1]
    spacing = paragraph.find(f"{W}pPr/{W}spacing")
    assert (
        (spacing is None)
        if twips is None
        else (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule"))
        == (
            str(twips),
            "exact",
        )
    )


def test_a_box_holds_fewer_lines_of_a_high_script() -> None:
    high, low = ("ที่",) * 6, ("A",) * 6
    assert fitted(low, Box(0, 0, 50, 26), "sans", 10, 10) is not None
    assert fitted(high, Box(0, 0, 50, 26), "sans", 10, 10) is None
    envelope = Envelope("en-GB", envelope_format("C5"), (), Address(high[:3]))
    [placed] = envelope_boxes(envelope, bundled_reference())[0]
    assert placed.leading == pytest.approx(placed.size * 1.55)
