"""Where everything stands: in the DOCX as it is written, and on the paper that LibreOffice makes of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from appealgen.model.document import Address, Block, Envelope, LabelPlacing, Labels, Letter, Span
from appealgen.model.stationery import Box, EnvelopeFormat, Feed, LabelSheet, LetterLayout, Side
from appealgen.post.envelopes import envelope_format, envelope_formats, zones
from appealgen.post.layouts import label_sheets, letter_layouts
from appealgen.renderers import render
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.placement import envelope_boxes, label_boxes, misfits, window_boxes
from office import OFFICE, Page, dark_rows, pages_of, to_pdf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"

SENDER = ("Alex Example", "12 Sample Street", "Anytown", "ZZ99 3WZ", "UNITED KINGDOM")
RETURN_LINE = "Alex Example · 12 Sample Street · Anytown"
MARK = "BY AIR MAIL / PAR AVION"
COUNTRIES = (
    "KAZAKHSTAN", "HONDURAS", "CHINA", "IRAN", "EGYPT", "RUSSIAN FEDERATION", "JAPAN", "UNITED STATES OF AMERICA",
    "SAUDI ARABIA", "VIET NAM", "BRAZIL", "GEORGIA",
)  # fmt: skip
SCRIPTS = {
    "Latin": (
        "Minister of Justice", "Ministry of Justice", "Department of Prisons", "Building 4", "12 Sample Street",
        "10000 Sample Town",
    ),
    "Cyrillic": (
        "Министру юстиции", "Министерство юстиции", "Отдел тюрем", "строение 4", "ул. Примерная, 12", "10000 Город",
    ),
    "Arabic": ("وزير العدل", "وزارة العدل", "إدارة السجون", "مبنى ٤", "١٢ شارع المثال", "١٠٠٠٠ المدينة"),
    "Chinese": ("司法部部长", "司法部", "监狱管理局", "四号楼", "示例路12号", "北京市 100000"),
}  # fmt: skip
READABLE = ("Latin", "Cyrillic")
"""Scripts whose words a PDF returns unchanged."""

MISPLACED = ("Arabic",)
"""Scripts that LibreOffice 7.4 draws beside their place where text is turned; looked at as written alone."""

LAYOUTS = letter_layouts()
FORMATS = (*envelope_formats(), envelope_format("200x130"))
SHEETS = label_sheets()
FEEDS: tuple[Feed, ...] = ("landscape", "rotated")
SIDES: tuple[Side, ...] = ("front", "back")
OFFSET = (0.7, -0.4)
HAIR = 0.3
"""mm; half a printer's line: twips, hairlines and pixels are rounded."""
EM = 0.7
"""mm; the box of a line in a PDF is that of its font, higher than the line if the leading is tight."""


def address(script: str, country: str, lines: int) -> Address:
    """An address of `lines` lines in all, the country last."""
    words = SCRIPTS[script]
    return Address((*words[: lines - 3], *words[-2:]), country)


def addresses(most: int) -> Iterator[tuple[str, Address]]:
    """Each country in three scripts, with five lines or as many as fit."""
    for number, country in enumerate(COUNTRIES):
        for script in ("Latin", "Cyrillic", ("Arabic", "Chinese")[number % 2]):
            yield script, address(script, country, 5 + number % (most - 4))


def letters_for(layout: LetterLayout) -> list[tuple[str, Letter]]:
    most = min(7, int(layout.address.height / (10 * 1.2 * 25.4 / 72)))
    found = []
    for script, to in addresses(most):
        arabic = script == "Arabic"
        body = Block("body", (Span("أكتب إليكم. " * 9 if arabic else "I am writing to you. " * 9),))
        line = RETURN_LINE if layout.return_line else ""
        language, sender = ("ar-SA", SENDER[:4]) if arabic else ("en-GB", SENDER[:4])
        date = "١ مايو ٢٠١٩" if arabic else "1 May 2019"
        found.append((script, Letter(language, arabic, layout.paper, sender, to, date, (body,), layout, line)))
    return found


def envelopes_for(form: EnvelopeFormat, feed: Feed, misplaced: bool = False) -> list[tuple[str, Envelope]]:
    return [
        (script, Envelope("en-GB", form, SENDER, address(script, country, 7), feed, side, MARK))
        for script, country in zip(SCRIPTS, COUNTRIES, strict=False)
        for side in SIDES
        if feed == "landscape" or misplaced or script not in MISPLACED
    ]


def labels_for(sheet: LabelSheet) -> Labels:
    """Two sheets, all positions but the first, each line with the number of its label."""
    names = list(SCRIPTS)
    many = 2 * sheet.columns * sheet.rows - 1
    texts = [
        (*(f"{word} n{number}" for word in SCRIPTS[names[number % 4]][1:3]), f"Street n{number}", f"TOWN n{number}")
        for number in range(many)
    ]
    return Labels(sheet=sheet, texts=tuple(texts), placing=LabelPlacing(start=2, offset=OFFSET), frames=True)


def document(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def sections_of(root: Any) -> list[tuple[Any, list[Any]]]:
    """The properties of each section with its paragraphs and tables."""
    found: list[tuple[Any, list[Any]]] = []
    children: list[Any] = []
    for child in root.find(f"{W}body"):
        if child.tag == f"{W}sectPr":
            found.append((child, children))
            break
        children.append(child)
        ends = child.find(f"{W}pPr/{W}sectPr")
        if ends is not None:
            found.append((ends, children))
            children = []
    return found


def mm(element: Any, name: str) -> float:
    return float(element.get(f"{W}{name}")) / 1440 * 25.4


def page_size(properties: Any) -> tuple[float, float]:
    page = properties.find(f"{W}pgSz")
    return mm(page, "w"), mm(page, "h")


def style_of(paragraph: Any) -> str:
    return str(paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))


def framed(children: list[Any]) -> list[tuple[str, Box, float]]:
    """The frames of a section: their style, box and line height, in mm."""
    found: dict[tuple[str, Box], float] = {}
    for child in children:
        frame = child.find(f"{W}pPr/{W}framePr")
        if frame is not None:
            assert (frame.get(f"{W}vAnchor"), frame.get(f"{W}hAnchor")) == ("page", "page")
            key = (style_of(child), Box(mm(frame, "x"), mm(frame, "y"), mm(frame, "w"), mm(frame, "h")))
            found[key] = found.get(key, 0) + mm(child.find(f"{W}pPr/{W}spacing"), "line")
    return [(*key, height) for key, height in found.items()]


def same(found: Box, wanted: Box) -> bool:
    sides = ((found.x, wanted.x), (found.y, wanted.y), (found.right, wanted.right), (found.bottom, wanted.bottom))
    return all(abs(a - b) < 0.06 for a, b in sides)


def within(inner: Box, outer: Box, beyond: float = EM) -> bool:
    """Whether a line is in a box, except for the height of its font's box beyond the line."""
    across = outer.x - HAIR <= inner.x and inner.right <= outer.right + HAIR
    return across and outer.y - beyond <= inner.y and inner.bottom <= outer.bottom + beyond


def smaller(box: Box, by: float = EM) -> Box:
    return Box(box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by)


def shapes_of(children: list[Any]) -> list[Box]:
    found = []
    for anchor in (a for child in children for a in child.iter(f"{WP}anchor")):
        x, y = (int(anchor.find(f"{WP}position{axis}/{WP}posOffset").text) / 36_000 for axis in "HV")
        extent = anchor.find(f"{WP}extent")
        found.append(Box(x, y, int(extent.get("cx")) / 36_000, int(extent.get("cy")) / 36_000))
    return found


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_window_letters_as_written(layout: LetterLayout) -> None:
    letters = letters_for(layout)
    assert len(letters) == 36
    assert not [placed.lines for _, letter in letters for placed in misfits(window_boxes(letter, bundled_reference()))]
    sections = sections_of(document(render([letter for _, letter in letters], "docx")))
    assert len(sections) == len(letters)
    for (properties, children), (_, letter) in zip(sections, letters, strict=True):
        assert page_size(properties) == pytest.approx((layout.paper.width, layout.paper.height), abs=0.05)
        frames = {style: (box, text) for style, box, text in framed(children)}
        assert set(frames) == {"ReturnAddress", "WindowAddress"} | (
            {"WindowReturnAddress"} if layout.return_line else set()
        )
        assert same(frames["ReturnAddress"][0], layout.sender)
        if layout.return_line:
            assert same(frames["WindowReturnAddress"][0], layout.return_box)
        box, text = frames["WindowAddress"]
        middle = layout.address.y + layout.address.height / 2
        assert (box.x, box.right) == pytest.approx((layout.address.x, layout.address.right), abs=0.06)
        top = layout.address.bottom - text if layout.from_bottom else middle - text / 2
        assert box.y == pytest.approx(top, abs=0.1) and box.y + text <= layout.address.bottom + 0.1
        marks = shapes_of(children)
        wanted = [*layout.folds, *([layout.punch] if layout.punch else [])]
        assert {mark.x for mark in marks} <= {3.5}
        assert [mark.y for mark in marks] == [pytest.approx(height, abs=0.01) for height in wanted]
        assert len(letter.recipient.printed) >= 5


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_envelopes_as_written(form: EnvelopeFormat) -> None:
    for _, envelope in envelopes_for(form, "landscape"):
        sections = sections_of(document(render(envelope, "docx")))
        assert [page_size(properties) for properties, _ in sections] == [
            pytest.approx((form.width, form.height), abs=0.05)
        ] * (2 if envelope.return_address == "back" else 1)
        boxes = {style: box for _, children in sections for style, box, _ in framed(children)}
        assert same(boxes["EnvelopeAddress"], form.address)
        back = envelope.return_address == "back"
        assert same(boxes["EnvelopeReturn"], form.back if back else form.sender)
        assert boxes["EnvelopeMark"].bottom <= 41
        assert boxes["EnvelopeMark"].y >= (form.sender.y if back else form.sender.bottom) - 0.01


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_turned_envelopes_as_written(form: EnvelopeFormat) -> None:
    """A point (x, y) of the envelope moves to (height - y, x)."""
    for _, envelope in envelopes_for(form, "rotated", misplaced=True):
        sections = sections_of(document(render(envelope, "docx")))
        sides = envelope_boxes(envelope, bundled_reference())
        for (properties, children), side in zip(sections, sides, strict=True):
            assert page_size(properties) == pytest.approx((form.height, form.width), abs=0.05)
            boxes = shapes_of(children)
            turned = [Box(box.y, form.height - box.right, box.height, box.width) for box in boxes]
            assert len(turned) == len(side) and all(map(same, turned, [placed.box for placed in side]))
            texts = [content for child in children for content in child.iter(f"{W}txbxContent")]
            assert [tuple("".join(p.itertext()) for p in text) for text in texts] == [placed.lines for placed in side]
            assert {e.get("vert") for child in children for e in child.iter(f"{WPS}bodyPr")} == {"vert"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_labels_as_written(sheet: LabelSheet) -> None:
    labels = labels_for(sheet)
    reference = bundled_reference()
    assert not list(misfits([placed for page in label_boxes(labels, reference) for _, placed in page]))
    sections = sections_of(document(render(labels, "docx")))
    places = sheet.columns * sheet.rows
    assert len(sections) == labels.pages == 2
    for number, (properties, children) in enumerate(sections):
        assert page_size(properties) == pytest.approx((sheet.paper.width, sheet.paper.height), abs=0.05)
        cells = [sheet.cell(place) for place in range(0 if number else 1, places)]
        moved = [Box(cell.x + OFFSET[0], cell.y + OFFSET[1], cell.width, cell.height) for cell in cells]
        outlines = shapes_of(children)
        assert len(outlines) == len(moved) and all(map(same, outlines, moved))
        frames = framed(children)
        assert len(frames) == len(moved)
        for (_, box, text), cell in zip(frames, moved, strict=True):
            printed = Box(box.x, box.y, box.width, text)
            assert within(printed, cell, 0) and printed.x >= 4 and printed.right <= sheet.paper.width - 4
            assert printed.y >= 4 and printed.bottom <= sheet.paper.height - 4


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the PDF of every document; LibreOffice is started once."""
    folder = tmp_path_factory.mktemp("geometry")
    for layout in LAYOUTS:
        letters = [letter for _, letter in letters_for(layout)]
        (folder / f"letter-{layout.name}.docx").write_bytes(render(letters, "docx"))
    for form in FORMATS:
        for feed in FEEDS:
            envelopes = [envelope for _, envelope in envelopes_for(form, feed)]
            (folder / f"envelope-{form.name}-{feed}.docx").write_bytes(render(envelopes, "docx"))
    for sheet in SHEETS:
        (folder / f"labels-{sheet.name}.docx").write_bytes(render(labels_for(sheet), "docx"))
    to_pdf(folder, sorted(folder.glob("*.docx")))
    return folder


def in_order(lines: list[tuple[str, Box]]) -> list[str]:
    return [words for words, _ in sorted(lines, key=lambda line: line[1].y)]


def held_landscape(page: Page, form: EnvelopeFormat, feed: Feed) -> list[tuple[str, Box]]:
    """The lines as on the envelope held landscape: those of a rotated one are rotated back."""
    if feed == "landscape":
        return list(page.lines)
    return [(words, Box(box.y, form.height - box.right, box.height, box.width)) for words, box in page.lines]


class TestOnPaper:
    pytestmark = OFFICE

    @pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
    def test_window_letters(self, layout: LetterLayout, printed: Path) -> None:
        """The window always shows the whole address, and nothing else."""
        letters, pages = letters_for(layout), pages_of(printed / f"letter-{layout.name}.pdf")
        assert len(pages) == len(letters)
        for (script, letter), page in zip(letters, pages, strict=True):
            assert (page.width, page.height) == pytest.approx((layout.paper.width, layout.paper.height), abs=HAIR)
            shown = [line for line in page.lines if line[1].meets(smaller(layout.address))]
            wanted = window_boxes(letter, bundled_reference())[-1].lines
            assert all(within(box, layout.address) for _, box in shown), (letter.recipient, shown)
            assert len(shown) == len(wanted) and in_order(shown)[-1] == letter.recipient.country
            assert script not in READABLE or in_order(shown) == list(wanted)
            others = [line for line in page.lines if line not in shown]
            below = [line for line in others if line[1].y > layout.address.bottom]
            assert 0 <= min(box.y for _, box in below) - layout.body + HAIR < 3
            head = [line for line in others if line not in below]
            sender = [line for line in head if within(line[1], layout.sender)]
            assert in_order(sender) == list(letter.sender)
            line = [(words, within(box, layout.return_box)) for words, box in head if (words, box) not in sender]
            assert line == ([(RETURN_LINE, True)] if layout.return_line else [])

    @pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
    def test_marks_to_fold_and_punch_by(self, layout: LetterLayout, printed: Path) -> None:
        folds = list(layout.folds)
        marks = sorted([*folds, *([layout.punch] if layout.punch else [])])
        pdf = printed / f"letter-{layout.name}.pdf"
        for page in (1, 3, len(letters_for(layout))):  # the third is right-to-left
            assert dark_rows(pdf, page, 3.8, 5.2) == [pytest.approx(height, abs=HAIR) for height in marks]
            assert dark_rows(pdf, page, 6, 7.2) == [pytest.approx(height, abs=HAIR) for height in folds]
            assert dark_rows(pdf, page, 0, 3.2) == dark_rows(pdf, page, 8, 11) == []

    @pytest.mark.parametrize("feed", FEEDS)
    @pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
    def test_envelopes(self, form: EnvelopeFormat, feed: Feed, printed: Path) -> None:
        pages = pages_of(printed / f"envelope-{form.name}-{feed}.pdf")
        size = (form.width, form.height) if feed == "landscape" else (form.height, form.width)
        stamp, strip = zones().franking_box(form.width), zones().coding_box(form.width, form.height)
        envelopes = envelopes_for(form, feed)
        assert len(pages) == sum(1 + (envelope.return_address == "back") for _, envelope in envelopes)
        assert all((page.width, page.height) == pytest.approx(size, abs=HAIR) for page in pages)
        rest = iter(pages)
        for script, envelope in envelopes:
            lines = held_landscape(next(rest), form, feed)
            assert not [words for words, box in lines if box.meets(stamp) or box.meets(strip)]
            address = [line for line in lines if within(line[1], form.address)]
            assert script not in READABLE or in_order(address) == list(envelope.recipient.printed)
            assert envelope.recipient.country in in_order(address)
            others = [line for line in lines if line not in address]
            [mark] = [line for line in others if line[0] == MARK]
            others.remove(mark)
            assert mark[1].bottom <= 41
            if envelope.return_address == "back":
                assert mark[1].y >= form.sender.y - HAIR and others == []
                others = held_landscape(next(rest), form, feed)
                assert all(within(box, form.back) for _, box in others)
            else:
                assert mark[1].y >= form.sender.bottom and mark[1].bottom <= form.address.y
                assert all(within(box, form.sender) for _, box in others)
            assert in_order(others) == list(envelope.sender)

    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
    def test_labels(self, sheet: LabelSheet, printed: Path) -> None:
        pages = pages_of(printed / f"labels-{sheet.name}.pdf")
        places = sheet.columns * sheet.rows
        seen: dict[int, int] = {}
        assert len(pages) == 2
        for sheet_number, page in enumerate(pages):
            assert (page.width, page.height) == pytest.approx((sheet.paper.width, sheet.paper.height), abs=HAIR)
            for words, box in page.lines:
                [number] = set(re.findall(r"n(\d+)", words))
                seen[int(number)] = seen.get(int(number), 0) + 1
                which, place = divmod(int(number) + 1, places)
                cell = sheet.cell(place)
                moved = Box(cell.x + OFFSET[0], cell.y + OFFSET[1], cell.width, cell.height)
                assert which == sheet_number and within(box, moved, 0), (words, box, moved)
                assert box.x >= 4 and box.y >= 4, words
                assert box.right <= sheet.paper.width - 4 and box.bottom <= sheet.paper.height - 4, words
        assert seen == dict.fromkeys(range(2 * places - 1), 4)

    @pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
    def test_outlines_of_labels(self, sheet: LabelSheet, printed: Path) -> None:
        """The edges of the first column, between its left edge and its text."""
        edges = {
            round(sheet.top + OFFSET[1] + row * sheet.pitch_y + down, 2)
            for row in range(sheet.rows)
            for down in (0, sheet.height)
        }
        left = sheet.left + OFFSET[0]
        found = dark_rows(printed / f"labels-{sheet.name}.pdf", 2, left + 0.6, left + 2.4)
        wanted = sorted(height for height in edges if 0.5 < height < sheet.paper.height - 0.5)
        assert [height for height in found if 0.5 < height < sheet.paper.height - 0.5] == [
            pytest.approx(h, abs=HAIR) for h in wanted
        ]
