"""Placement of address lines on envelopes, behind windows, on labels: the same for rendering and refusing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import inf
from typing import NamedTuple

from appealgen.language.scripts import runs_from_the_right
from appealgen.model.document import RULED, Envelope, HeadPart, Labels, Letter
from appealgen.model.stationery import Box, EnvelopeFormat, LabelSheet, LetterLayout
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.metrics import LEADING, POINTS_PER_MM, Fitted, advance, fitted

SMALLEST = {
    "envelope-address": 10.0,
    "envelope-return": 7.0,
    "envelope-mark": 9.0,
    "window-address": 10.0,
    "window-return": 5.5,
    "sender": 8.0,
    "label": 8.0,
}
"""Points. Machines read addresses of 10 to 12 points (mailinglotsen.de, Maschinenlesbarkeit)."""
_OWN_LABEL = 9.0
"""Points; the sender's own address is smaller than any recipient's, so that nobody confuses them."""
_INSET = 3.0
"""mm from the edges of a label (burscheid-medien.de, FAQ)."""
_WIDEST = 1.15
"""Maximum width of a letter in ems."""
_MARK_LINE, _MARK_SIZE = 3.0, 7.0
"""mm and points; the line of a letter's mark, at the top of a box, and its largest type."""
PAPER_EDGE = 5.0
"""mm that printers cannot reach."""
_MARK_X, _FOLD_MARK, _PUNCH_MARK = 3.5, 4.0, 2.0
"""mm; from the left edge, and the lengths of the marks (KOMA-Script, japanlco)."""
Polyline = tuple[tuple[float, float], ...]
"""The end points of a line, x and y in mm from the top left corner of the page."""


_RIGHT_FROM, _LEFT_OF_THAT = 110.0, 30.0
"""mm from the left edge of the paper: where lines at the right begin, and how far left of it long ones may."""
_TO_SIGN = 28.0
"""Points; the least space for a signature in a letter with a mark."""
_SPARE = 2.0
"""mm right of the longest of them: a line that just fits by its widths is broken where they are rounded."""
_GAP = 14.0
"""Points between parts of a head whose styles have no space."""


class HeadBlock(NamedTuple):
    """Lines above a letter without a window: a part, how far they are indented in mm, and space around them in points.

    None is as in the style of the part.
    """

    part: HeadPart
    lines: tuple[str, ...]
    left: float
    before: float | None = None
    after: float | None = None


class Placed(NamedTuple):
    """Lines placed in a box on the page: sizes in points, the box in mm."""

    style: str
    box: Box
    lines: tuple[str, ...]
    size: float
    fits: bool
    multiple: float = LEADING

    @property
    def leading(self) -> float:
        """Height of a line in points."""
        return self.size * self.multiple

    @property
    def right_to_left(self) -> tuple[bool, ...]:
        """Whether each line is right-to-left."""
        return tuple(map(runs_from_the_right, self.lines))


_under = lru_cache(maxsize=64)(EnvelopeFormat.under)


@lru_cache(maxsize=1024)
def envelope_boxes(envelope: Envelope, reference: Reference) -> list[list[Placed]]:
    """The boxes on the front, and on the back if it has the return address.

    Cached for a batch of usual size, which looks for addresses that do not fit before it writes.
    """
    form, letter_mark = _under(envelope.format, envelope.rules), envelope.letter_mark
    back = envelope.return_address == "back" and bool(envelope.sender)
    place = form.back if back else form.sender
    sender = _below_mark("envelope-return", place, envelope.sender, letter_mark, reference)
    above, box = sender if envelope.sender and not back else [], form.mark
    if not above:
        above = [_mark(letter_mark, form.sender, reference)] if letter_mark else []
        box = Box(box.x, form.sender.y + _MARK_LINE * len(above), box.width, box.height)
    mark = [_placed("envelope-mark", box, (envelope.mark,), reference)] if envelope.mark else []
    front = [*above, *mark, _placed("envelope-address", form.address, envelope.recipient.printed, reference)]
    return [front, sender] if back else [front]


def reference_of(letter: Letter, reference: Reference) -> Reference:
    """The styles and margins of a letter: its paragraphs begin below an address in a window nearly at the margin."""
    own = reference.at(letter.step)
    return own if letter.layout is None or not own.bundled else _below_window(letter.layout, own)


@lru_cache(maxsize=64)
def _below_window(layout: LetterLayout, reference: Reference) -> Reference:
    _, right, _, left = reference.margins_mm
    begin = layout.address.x
    return reference.with_sides(begin, left + right - begin) if 0 < abs(begin - left) < _NEARLY else reference


_NEARLY = 5
"""mm; beginnings of lines so close to each other look like a mistake."""


def window_boxes(letter: Letter, reference: Reference) -> list[Placed]:
    """The sender's block, the return line and the address of a letter for a window."""
    layout = letter.layout
    assert layout is not None
    boxes = [_placed("sender", layout.sender, letter.sender, reference)]
    if letter.return_line:
        boxes.append(_placed("window-return", layout.return_box, (letter.return_line,), reference))
    address = _placed("window-address", layout.address, letter.recipient.printed, reference)
    boxes.append(_lowered(address, 1 if layout.from_bottom else 0.5))
    return boxes


def window_top(layout: LetterLayout, reference: Reference) -> float:
    """The start of text on a page: below the header of later pages, and above the first box."""
    return min(max(reference.margins_mm[0], reference.header_mm), layout.sender.y, layout.field.y)


def fold_marks(layout: LetterLayout) -> list[Polyline]:
    """Marks to fold by, and a shorter one to punch by, at the left edge of the sheet."""
    marks = [
        *((height, _FOLD_MARK) for height in layout.folds),
        *([(layout.punch, _PUNCH_MARK)] if layout.punch else []),
    ]
    return [((_MARK_X, height), (_MARK_X + length, height)) for height, length in marks]


def plain_head(letter: Letter, reference: Reference) -> list[HeadBlock]:
    """The parts of the head of a letter without a window, from the top down; those at the right begin at one place."""
    return _head_blocks(letter.head_parts(), letter.paper.width, reference)


def above_signature(letter: Letter, reference: Reference) -> float | None:
    """The space above the signature in points, None as in its style.

    The mark of a letter takes its height from there, so that no letter gets a page more by it.
    """
    if not letter.letter_mark:
        return None
    space, mark = reference.measures["signature"].before, reference.measures["letter-mark"]
    return min(space, max(space - mark.before - mark.line - mark.after, _TO_SIGN))


@lru_cache(maxsize=1024)
def _head_blocks(
    parts: tuple[tuple[HeadPart, tuple[str, ...], bool], ...], width: float, reference: Reference
) -> list[HeadBlock]:
    """The parts of a head, placed once for counting the pages of a letter and for each of its files."""
    _, margin, _, left = reference.margins_mm
    room = width - margin - left
    far = _RIGHT_FROM - left
    widths = [
        _width(part, line, reference)
        for part, lines, right in parts
        for line in lines
        if right and len(line) * reference.measures[part].size * _WIDEST > (room - far) * POINTS_PER_MM
    ]
    indent = max(min(far, room - max(widths, default=0) - _SPARE), far - _LEFT_OF_THAT, 0)
    blocks: list[HeadBlock] = []
    for part, lines, right in parts:
        close = blocks and not (reference.measures[blocks[-1].part].after or reference.measures[part].before)
        blocks.append(HeadBlock(part, lines, indent if right else 0, before=_GAP if close else None))
    blocks[-1] = blocks[-1]._replace(after=None if reference.measures[blocks[-1].part].after else _GAP)
    return blocks


def _width(part: HeadPart, line: str, reference: Reference) -> float:
    """mm; a rule to write on is as long as there is room."""
    return advance(line, reference.faces[part]) * reference.measures[part].size / POINTS_PER_MM


def label_boxes(labels: Labels, reference: Reference) -> list[list[tuple[Box, list[Placed]]]]:
    """For each sheet its labels: the outline, and the lines in it with the address last.

    Recipients' addresses have one size on a sheet.
    """
    places = labels.sheet.columns * labels.sheet.rows
    sheets: list[list[tuple[Box, list[Placed]]]] = [[] for _ in range(labels.pages)]
    right, down = labels.placing.offset
    last = labels.placing.start - 1 + len(labels.texts) - labels.own
    found: list[list[tuple[Box, tuple[str, ...], str, bool]]] = [[] for _ in sheets]
    marks = labels.letter_marks or ("",) * len(labels.texts)
    for number, (text, mark) in enumerate(zip(labels.texts, marks, strict=True), labels.placing.start - 1):
        cell = labels.sheet.cell(number % places)
        moved = Box(cell.x + right, cell.y + down, cell.width, cell.height)
        found[number // places].append((moved, text, mark, number >= last))
    for sheet, cells in zip(sheets, found, strict=True):
        tried = [_in_label(moved, text, mark, labels.sheet, reference) for moved, text, mark, own in cells if not own]
        size = min((placed[-1].size for placed in tried), default=_OWN_LABEL)
        for moved, text, mark, own in cells:
            largest = _OWN_LABEL if own else size
            *above, placed = _in_label(moved, text, mark, labels.sheet, reference, largest)
            sheet.append((moved, [*above, _lowered(placed, 0.5)]))
    return sheets


def _in_label(
    cell: Box, text: tuple[str, ...], mark: str, sheet: LabelSheet, reference: Reference, largest: float = inf
) -> list[Placed]:
    return _below_mark("label", _inside(cell, sheet), text, mark, reference, largest)


def outline(cell: Box) -> Polyline:
    """The edges of a label."""
    return (cell.x, cell.y), (cell.right, cell.y), (cell.right, cell.bottom), (cell.x, cell.bottom), (cell.x, cell.y)


def ruled_height(placed: Placed, reference: Reference) -> float:
    """The height in points of a line to write on: as much as the box has, up to that of a letter."""
    measure = reference.measures["fill-in"]
    room = placed.box.height * POINTS_PER_MM / len(placed.lines)
    return max(min(room, measure.line + measure.before), measure.line)


def misfits(boxes: Iterable[Placed]) -> Iterator[Placed]:
    """The boxes whose text is too long."""
    return (placed for placed in boxes if not placed.fits)


def _placed(style: str, box: Box, lines: tuple[str, ...], reference: Reference, largest: float = inf) -> Placed:
    size, face = min(reference.measures[style].size, largest), reference.faces[style]
    smallest = min(SMALLEST[style], size)
    if any(RULED in line for line in lines):
        return Placed(style, box, lines, size, True)
    fitting = fitted(lines, box, face, size, smallest)
    text = fitting or Fitted(lines, smallest)
    return Placed(style, box, text.lines, text.size, fitting is not None, text.multiple)


def _below_mark(
    style: str, box: Box, lines: tuple[str, ...], letter_mark: str, reference: Reference, largest: float = inf
) -> list[Placed]:
    """Lines in a box, below the mark of their letter; there is no mark if they need the whole box."""
    if letter_mark:
        placed = _placed(style, _below(box), lines, reference, largest)
        if placed.fits:
            return [_mark(letter_mark, box, reference), placed]
    return [_placed(style, box, lines, reference, largest)]


@lru_cache(maxsize=64)
def _below(box: Box) -> Box:
    return Box(box.x, box.y + _MARK_LINE, box.width, box.height - _MARK_LINE)


def _mark(letter_mark: str, box: Box, reference: Reference) -> Placed:
    """The mark at the top of a box."""
    size = min(reference.measures["letter-mark"].size, _MARK_SIZE)
    return Placed("letter-mark", _first_line(box), (letter_mark,), size, True)


@lru_cache(maxsize=64)
def _first_line(box: Box) -> Box:
    return box._replace(height=_MARK_LINE)


def _lowered(placed: Placed, share: float) -> Placed:
    """Move lines down by a share of the free space: halfway, as far as possible from edges that may be hidden."""
    height = len(placed.lines) * placed.leading / POINTS_PER_MM
    down = max((placed.box.height - height) * share, 0)
    box = Box(placed.box.x, placed.box.y + down, placed.box.width, placed.box.height - down)
    return placed._replace(box=box)


def _inside(cell: Box, sheet: LabelSheet) -> Box:
    """The printable part of a label: away from its edges, and from those of the paper."""
    left, top = max(cell.x + _INSET, PAPER_EDGE), max(cell.y + 1, PAPER_EDGE)
    right = min(cell.right - _INSET, sheet.paper.width - PAPER_EDGE)
    bottom = min(cell.bottom - 1, sheet.paper.height - PAPER_EDGE)
    return Box(left, top, right - left, bottom - top)
