"""What windows of envelopes show of printed letters: pages are painted white where ink may be, and looked at."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from appealgen.model.document import Address, Block, Letter, Span
from appealgen.model.stationery import Box, LetterLayout
from appealgen.post.layouts import for_envelope, letter_layouts
from appealgen.renderers import render
from office import OFFICE, to_pdf
from window_sizes import SEEN_BELOW, WINDOWS

pytestmark = OFFICE
DPI = 100
PER_MM = DPI / 25.4
TOLERANCE = 1.0
"""mm."""
LAYOUTS = [(layout, window.envelope) for layout in letter_layouts() for window in layout.windows]
LONG = ("Minister of Justice and Public Order", "Ministry of Justice", "12 Sample Street", "10000 Sample Town")


def letter_for(layout: LetterLayout, envelope: str) -> Letter:
    sender = ("Alex Example", "12 Sample Street", "Anytown", "ZZ99 3WZ")
    line = "Alex Example · Anytown" if layout.return_line else ""
    body = Block("body", (Span("I am writing to you. " * 40),))
    to = Address(LONG, "KAZAKHSTAN")
    own = for_envelope(layout, envelope)
    return Letter("en-GB", False, layout.paper, sender, to, "1 May 2019", (body,) * 4, own, line)


class Ink:
    """A page in grey: a row of bytes for each row of pixels."""

    def __init__(self, pdf: Path) -> None:
        """Read the first page."""
        command = ["pdftoppm", "-f", "1", "-l", "1", "-r", str(DPI), "-gray", str(pdf)]
        data = subprocess.run(command, check=True, capture_output=True).stdout
        head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
        assert head is not None
        self.across = int(head[1])
        self.rows = [bytearray(data[at : at + self.across]) for at in range(head.end(), len(data), self.across)]

    def paint(self, box: Box) -> None:
        """Make a rectangle white, and TOLERANCE around it."""
        left, right = self._columns(box, TOLERANCE)
        for row in self.rows[self._row(box.y - TOLERANCE) : self._row(box.bottom + TOLERANCE)]:
            row[left:right] = b"\xff" * len(row[left:right])

    def in_box(self, box: Box) -> int:
        """How many pixels of a rectangle are dark."""
        left, right = self._columns(box, 0)
        rows = self.rows[self._row(box.y) : self._row(box.bottom)]
        return sum(value < 128 for row in rows for value in row[left:right])

    def _columns(self, box: Box, beyond: float) -> tuple[int, int]:
        return max(round((box.x - beyond) * PER_MM), 0), max(round((box.right + beyond) * PER_MM), 0)

    def _row(self, mm: float) -> int:
        return max(round(mm * PER_MM), 0)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("windows")
    for number, (layout, envelope) in enumerate(LAYOUTS):
        (folder / f"{number}.docx").write_bytes(render(letter_for(layout, envelope), "docx"))
    to_pdf(folder, sorted(folder.glob("*.docx")))
    return folder


@pytest.mark.parametrize("number", range(len(LAYOUTS)), ids=[f"{layout.name}-{name}" for layout, name in LAYOUTS])
def test_nothing_is_printed_above_a_letter_but_in_its_places(number: int, printed: Path) -> None:
    layout = for_envelope(*LAYOUTS[number])
    page = Ink(printed / f"{number}.pdf")
    assert page.in_box(layout.address) > 200, "the address is there"
    for box in (layout.address, layout.sender, *([layout.return_box] if layout.return_line else [])):
        page.paint(box)
    head = Box(8, 0, layout.paper.width - 8, layout.body - TOLERANCE)
    assert page.in_box(head) == 0, "nothing else is above the letter"


@pytest.mark.parametrize("pushed", [(0, 0), (1, 1)], ids=["left and up", "right and down"])
@pytest.mark.parametrize(("name", "envelope"), WINDOWS)
def test_a_window_shows_the_address_and_the_return_line_alone(
    name: str, envelope: str, pushed: tuple[int, int], printed: Path
) -> None:
    """With the sheet fully left and up in its envelope, and fully right and down; but what standards let it show."""
    number, layout = next((n, each[0]) for n, each in enumerate(LAYOUTS) if (each[0].name, each[1]) == (name, envelope))
    (width, height), panel, (left, below, wide, tall) = WINDOWS[name, envelope]
    right, down = ((outer - inner) * share for outer, inner, share in zip((width, height), panel, pushed, strict=True))
    window = Box(left - right, height - below - tall - down, wide, tall)
    own, page = for_envelope(layout, envelope), Ink(printed / f"{number}.pdf")
    address = page.in_box(own.address)
    assert page.in_box(own.address.common(window)) == address > 200, "the whole address is seen"
    page.paint(own.address)
    if own.return_line:
        page.paint(own.return_box)
    if (name, envelope) in SEEN_BELOW:
        page.paint(Box(0, own.body, own.paper.width, own.paper.height - own.body))
    assert page.in_box(window.common(Box(8, 0, 300, 300))) == 0, "and nothing else"
