"""Positions in the DOCX as written, and on the pages that LibreOffice makes of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from appealgen.model.stationery import Box, EnvelopeFormat, Feed, LabelSheet, LetterLayout
from appealgen.post.envelopes import zones
from appealgen.renderers import render
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.placement import Placed, envelope_boxes, label_boxes, misfits, window_boxes
from office import OFFICE, Page, dark_rows, pages_of, to_pdf
from positions import Line, positions, sections_of
from stationery_samples import (
    FEEDS,
    FORMATS,
    LAYOUTS,
    MARK,
    OFFSET,
    RETURN_LINE,
    SHEETS,
    envelopes_for,
    labels_for,
    letters_for,
)

V = "{urn:schemas-microsoft-com:vml}"

READABLE = ("Latin", "Cyrillic")
"""Scripts whose words a PDF returns unchanged."""

HAIR = 0.3
"""mm; half a printer's line: twips, hairlines and pixels are rounded."""
EM = 0.7
"""mm; the box of a line in a PDF is that of its font, higher than the line if the leading is tight."""


def document(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read("word/document.xml"))


def lines_of(placed: Placed) -> list[Line]:
    """The lines of a box as placed."""
    style, height = bundled_reference().style_ids[placed.style], placed.leading * 25.4 / 72
    return [
        Line(style, text, Box(placed.box.x, placed.box.y + number * height, placed.box.width, height))
        for number, text in enumerate(placed.lines)
    ]


def assert_placed(found: Sequence[Line], boxes: Sequence[Placed]) -> None:
    """Lines are where they were placed, whatever comes first."""
    wanted = [line for placed in boxes for line in lines_of(placed)]
    assert sorted((line.style, line.text) for line in found) == sorted((line.style, line.text) for line in wanted)
    for one, other in zip(sorted(found), sorted(wanted), strict=True):
        assert same(one.box._replace(width=other.box.width), other.box), (one, other)
        assert one.box.right >= other.box.right - 0.06, (one, other)


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
    """The boxes around the lines drawn by a section's only shape."""
    shapes = [shape for child in children for shape in child.iter(f"{V}shape")]
    if not shapes:
        return []
    [shape] = shapes
    style = dict(each.split(":") for each in shape.get("style").split(";"))
    left, top, width = (float(style[name][:-2]) * 25.4 / 72 for name in ("margin-left", "margin-top", "width"))
    unit = width / int(shape.get("coordsize").partition(",")[0])
    found = []
    for line in shape.get("path").removesuffix("e").split("m")[1:]:
        points = [tuple(map(int, point.split(","))) for point in line.split("l")]
        (x, y), (right, bottom) = (tuple(extreme(p[axis] for p in points) for axis in (0, 1)) for extreme in (min, max))
        found.append(Box(left + x * unit, top + y * unit, (right - x) * unit, (bottom - y) * unit))
    return found


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_window_letters_as_written(layout: LetterLayout) -> None:
    letters = [letter for _, letter in letters_for(layout)]
    assert len(letters) == 36
    root = document(render(letters, "docx"))
    for section, (_, children), letter in zip(positions(root), sections_of(root), letters, strict=True):
        assert section.size == pytest.approx((layout.paper.width, layout.paper.height), abs=0.05)
        boxes = window_boxes(letter, bundled_reference())
        assert not list(misfits(boxes))
        *lines, holder = section.lines
        assert_placed(lines, boxes)
        assert section.end == pytest.approx(layout.body, abs=0.05) and holder.text == ""
        text, whole = len(boxes[-1].lines) * boxes[-1].leading * 25.4 / 72, layout.address
        top = whole.bottom - text if layout.from_bottom else whole.y + whole.height / 2 - text / 2
        assert boxes[-1].box.y == pytest.approx(top, abs=0.1)
        marks, wanted = shapes_of(children), [*layout.folds, *([layout.punch] if layout.punch else [])]
        assert [(mark.x, mark.y) for mark in marks] == [pytest.approx((3.5, height), abs=0.02) for height in wanted]
        assert len(letter.recipient.printed) >= 5


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_envelopes_as_written(form: EnvelopeFormat, feed: Feed) -> None:
    """On a rotated one, a point (x, y) of the envelope moves to (height - y, x)."""
    size = (form.width, form.height) if feed == "landscape" else (form.height, form.width)
    for _, envelope in envelopes_for(form, feed, misplaced=True):
        sides = envelope_boxes(envelope, bundled_reference())
        assert len(sides) == (2 if envelope.return_address == "back" else 1)
        for section, side in zip(positions(document(render(envelope, "docx"))), sides, strict=True):
            assert section.size == pytest.approx(size, abs=0.05)
            assert_placed([line for line in section.lines if line.text.strip()], side)
            assert section.end <= size[1]
            for placed in side:
                assert placed.style != "envelope-mark" or placed.box.bottom <= 41


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("offset", [OFFSET, (-1.5, 1.5), (0, 0)])
def test_labels_as_written(sheet: LabelSheet, offset: tuple[float, float]) -> None:
    labels = labels_for(sheet)
    labels = labels._replace(placing=labels.placing._replace(offset=offset))
    root = document(render(labels, "docx"))
    places = sheet.columns * sheet.rows
    sheets = label_boxes(labels, bundled_reference())
    assert len(sheets) == labels.pages == 2
    for number, (section, (_, children), found) in enumerate(
        zip(positions(root), sections_of(root), sheets, strict=True)
    ):
        assert section.size == pytest.approx((sheet.paper.width, sheet.paper.height), abs=0.05)
        cells = [sheet.cell(place) for place in range(0 if number else 1, places)]
        moved = [Box(cell.x + offset[0], cell.y + offset[1], cell.width, cell.height) for cell in cells]
        outlines = shapes_of(children)
        assert len(outlines) == len(moved) and all(map(same, outlines, moved))
        placed = [each for _, boxes in found for each in boxes]
        assert not list(misfits(placed)) and len(placed) == 2 * len(found)
        assert_placed([line for line in section.lines if line.text.strip()], placed)
        assert section.end <= sheet.paper.height - 4
        filled = [cell.box for cell in section.cells if any(line.text for line in cell.lines)]
        paper = Box(5, 5, sheet.paper.width - 10, sheet.paper.height - 10)
        assert len(filled) == len(moved)
        assert all(same(box, cell.common(paper)) for box, cell in zip(filled, moved, strict=True))


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


def without_mark(lines: Sequence[tuple[str, Box]], place: Box) -> list[tuple[str, Box]]:
    """The lines without the mark of the letter, which is at the top of a place."""
    [mark] = [line for line in lines if line[0] == "12/3"]
    assert within(mark[1], place) and all(mark[1].y < box.y for _, box in lines if box != mark[1])
    return [line for line in lines if line != mark]


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
            others = without_mark([line for line in lines if line not in address], form.sender)
            [mark] = [line for line in others if line[0] == MARK]
            others.remove(mark)
            assert mark[1].bottom <= 41
            if envelope.return_address == "back":
                assert mark[1].y >= form.sender.y - HAIR and others == []
                others = without_mark(held_landscape(next(rest), form, feed), form.back)
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
                [number] = set(re.findall(r"n(\d+)", words)) or re.findall(r"^(\d+)/1$", words)
                seen[int(number)] = seen.get(int(number), 0) + 1
                which, place = divmod(int(number) + 1, places)
                cell = sheet.cell(place)
                moved = Box(cell.x + OFFSET[0], cell.y + OFFSET[1], cell.width, cell.height)
                assert which == sheet_number and within(box, moved, 0), (words, box, moved)
                assert box.x >= 4 and box.y >= 4, words
                assert box.right <= sheet.paper.width - 4 and box.bottom <= sheet.paper.height - 4, words
        assert seen == dict.fromkeys(range(2 * places - 1), 4 + 1)

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
