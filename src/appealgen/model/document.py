"""What paper says and what it is: Letter, Envelope, Labels, Sheet, and the stationery they are on; format-neutral."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from appealgen.messages import message

Style = Literal[
    "subject", "note", "salutation", "body", "bullet", "number", "closing", "signature", "copies", "fill-in",
    "sheet-heading", "sheet-lead", "sheet-text", "sheet-note", "sheet-item", "sheet-number", "cover-text",
]  # fmt: skip
"""What a paragraph is, never how it looks: each renderer has its own answer to that."""

RULED = "\x1f"
"""Stands in a line for a rule to write on by hand, to the end of the line; no text that is read in can hold it."""


class Span(NamedTuple):
    """A run of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


class Block(NamedTuple):
    """One paragraph. `language` is given where it differs from the letter's."""

    style: Style
    spans: tuple[Span, ...]
    language: str | None = None

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


class Address(NamedTuple):
    """Postal lines as they are printed, the country last; the same on the letter and on the envelope."""

    lines: tuple[str, ...]
    country: str | None = None
    """In capitals, in the language of the sender's country; None for domestic mail."""

    @property
    def printed(self) -> tuple[str, ...]:
        """All lines, the country alone on the last."""
        return self.lines if self.country is None else (*self.lines, self.country)


class Paper(NamedTuple):
    """A sheet, in mm."""

    name: str
    width: float
    height: float


_LARGEST = 550
"""mm; the largest page that Word knows, and larger than any envelope."""
_NARROWEST, _LOWEST = 40, 12
"""mm; less is no place for an address."""
_TOLERANCE = 0.5
"""mm; sheets whose labels reach from edge to edge are given in rounded figures."""
A4 = Paper("A4", 210, 297)
US_LETTER = Paper("US Letter", 215.9, 279.4)


class Box(NamedTuple):
    """A rectangle in mm, from the top left corner of the sheet or of the envelope held landscape, flap behind."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower edge."""
        return self.y + self.height

    def common(self, other: "Box") -> "Box":
        """What both boxes cover; without width or height where they do not meet."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Box(x, y, max(0, min(self.right, other.right) - x), max(0, min(self.bottom, other.bottom) - y))

    def meets(self, other: "Box") -> bool:
        """Whether the boxes share any area."""
        shared = self.common(other)
        return shared.width > 0 and shared.height > 0


@dataclass(frozen=True, kw_only=True)
class EnvelopeFormat:
    """An envelope's size in mm, and where on it the address and the return address stand."""

    name: str
    also: tuple[str, ...] = ()
    width: float
    height: float
    address: Box
    sender: Box
    source: str

    def __post_init__(self) -> None:
        """Raises ValueError for an envelope without a size, or with a box that is not on it."""
        if not (0 < self.width < _LARGEST and 0 < self.height < _LARGEST):
            raise ValueError(
                message(
                    "{width:g} by {height:g} mm is not an envelope: sides are below {largest} mm",
                    width=self.width,
                    height=self.height,
                    largest=_LARGEST,
                )
            )
        if self.width < self.height:
            raise ValueError(message("an envelope is given as it is held, landscape: the longer side is its width"))
        for name, box in (
            (message("address"), self.address),
            (message("sender"), self.sender),
            (message("sender on the back"), self.back),
        ):
            if box.right > self.width or box.bottom > self.height:
                raise ValueError(message("the box for the {what} is not on the envelope", what=name))

    @property
    def mark(self) -> Box:
        """Where AIR MAIL or PRIORITY stands: below the sender, above the address."""
        return Box(self.sender.x, self.sender.bottom + 1.5, self.sender.width, 5)

    @property
    def back(self) -> Box:
        """Where a return address for the back stands: below the flap, at the left."""
        return Box(self.sender.x, self.height * 0.55, self.sender.width, self.sender.height)


@dataclass(frozen=True, kw_only=True)
class Window:
    """The window of an envelope: what of the folded sheet it always shows, however the sheet slides in it."""

    envelope: str
    visible: Box
    source: str


@dataclass(frozen=True, kw_only=True)
class LetterLayout:
    """A letter for a window envelope, in mm from the top left corner of the sheet.

    `field` is the standard's address field and `indent` the distance of its text from the left, `return_line` the
    height of the line at its top that holds the return address in small type (0: none), `sender` the place of the
    sender's block, `folds` and `punch` the heights of the marks at the left edge, `body` that of the first line below
    the head.
    """

    name: str
    also: tuple[str, ...] = ()
    paper: Paper
    field: Box
    indent: float = 0
    return_line: float = 0
    sender: Box
    folds: tuple[float, ...]
    punch: float | None = None
    body: float
    windows: tuple[Window, ...]
    source: str

    def __post_init__(self) -> None:
        """Raises ValueError when the address would not be seen, or something else would be."""
        if not self.windows:
            raise ValueError(message("needs the windows of the envelopes that it is for"))
        if self.address.width < _NARROWEST or self.address.height < _LOWEST:
            raise ValueError(message("its windows leave no place for an address that all of them show"))
        if self.address.meets(self.sender) or self.address.meets(self.return_box) or self.body < self.address.bottom:
            raise ValueError(message("something else stands where the window shows the address"))
        if not 0 <= self.indent < self.field.width or not 0 <= self.return_line < self.field.height:
            raise ValueError(message("indent and return line are inside the field"))
        if self.sender.meets(self.return_box) or self.body < self.sender.bottom:
            raise ValueError(message("the sender's block overlaps the return line or the letter"))
        if max(self.field.right, self.sender.right) > self.paper.width or self.body > self.paper.height:
            raise ValueError(message("something stands off the {paper} sheet", paper=self.paper.name))
        if not all(0 < mark < self.paper.height for mark in (*self.folds, self.punch or 1)):
            raise ValueError(message("a mark stands off the {paper} sheet", paper=self.paper.name))

    @property
    def return_box(self) -> Box:
        """Where the return line stands: at the top of the field, from where its text begins."""
        return Box(self.field.x + self.indent, self.field.y, self.field.width - self.indent, self.return_line)

    @property
    def address(self) -> Box:
        """What all its windows always show, right of the field's indent and below its return line."""
        left, top = self.field.x + self.indent, self.field.y + self.return_line
        shown = Box(left, top, self.paper.width - left, self.body - top)
        for window in self.windows:
            shown = shown.common(window.visible)
        return shown


@dataclass(frozen=True, kw_only=True)
class LabelSheet:
    """A sheet of labels in mm: `left` and `top` lead to the first label, the pitches from one to the next."""

    name: str
    also: tuple[str, ...] = ()
    paper: Paper
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    pitch_x: float
    pitch_y: float
    source: str

    def __post_init__(self) -> None:
        """Raises ValueError for labels without a size, that overlap, or that hang over the paper's edge."""
        if min(self.width, self.height) <= 0 or min(self.left, self.top) < 0:
            raise ValueError(message("a label has a width and a height above 0, and its sheet no edge below 0"))
        if self.columns < 1 or self.rows < 1 or self.pitch_x < self.width or self.pitch_y < self.height:
            raise ValueError(message("labels overlap: a pitch is smaller than the label"))
        last = self.cell(self.columns * self.rows - 1)
        if last.right > self.paper.width + _TOLERANCE or last.bottom > self.paper.height + _TOLERANCE:
            raise ValueError(message("the labels are not on the {paper} sheet", paper=self.paper.name))

    def cell(self, number: int) -> Box:
        """The label at a place, counted from 0 along the rows."""
        row, column = divmod(number, self.columns)
        return Box(self.left + column * self.pitch_x, self.top + row * self.pitch_y, self.width, self.height)


Feed = Literal["landscape", "rotated"]
"""How envelopes lie in the printer; rotated: a quarter turn clockwise, the top of the envelope at the right."""
Side = Literal["front", "back", "none"]
"""Where the return address stands."""


class Stationery(NamedTuple):
    """What one sender's letters are put on.

    With a `layout` for a window no envelope is printed, and with `labels` only one that was asked for by name;
    letters are then weighed with the envelope `posted_in`.
    """

    paper: Paper
    posted_in: EnvelopeFormat
    layout: LetterLayout | None = None
    envelope: EnvelopeFormat | None = None
    labels: LabelSheet | None = None
    feed: Feed = "landscape"
    return_address: Side = "front"
    mark: str | None = None
    """On mail that leaves the country: AIR MAIL."""
    country_names: tuple[str, ...] = ("en",)
    """Languages of the country line, one or two."""
    names_read: tuple[str, ...] = ("en",)
    """Languages that the sender's post reads names of countries in."""


class Letter(NamedTuple):
    """A finished letter. `blocks` is everything below the date line, in order.

    With a `layout`, `return_line` is the sender in one line above the address, for the window to show.
    """

    language: str
    right_to_left: bool
    paper: Paper
    sender: tuple[str, ...]
    recipient: Address
    date_line: str
    blocks: tuple[Block, ...]
    layout: LetterLayout | None = None
    return_line: str = ""
    signatures: "Table | None" = None
    """Of those who sign it with its sender, below everything else."""

    @property
    def around_signature(self) -> tuple[tuple[Block, ...], tuple[Block, ...], tuple[Block, ...]]:
        """The blocks above the signature, the signature, and those below it: all but it may be others' as well."""
        styles = [block.style for block in self.blocks]
        at = styles.index("signature") if "signature" in styles else len(styles)
        return self.blocks[:at], self.blocks[at : at + 1], self.blocks[at + 1 :]


class Envelope(NamedTuple):
    """A finished envelope; its recipient is the very value that stands in the letter."""

    language: str
    format: EnvelopeFormat
    sender: tuple[str, ...]
    recipient: Address
    feed: Feed = "landscape"
    return_address: Side = "front"
    mark: str | None = None


class LabelPlacing(NamedTuple):
    """Where labels are printed on a sheet that may be begun: from place `start` on, counted from 1 along the rows.

    `offset` moves everything right and down by so many mm, for a printer that pulls crooked; with `senders` there are
    as many labels with the return address, after the others.
    """

    start: int = 1
    offset: tuple[float, float] = (0, 0)
    senders: bool = False


class Labels(NamedTuple):
    """Labels to print, over as many sheets as needed.

    The last `own` of the texts are the sender's own address; `frames` draws outlines, for a test on plain paper.
    """

    sheet: LabelSheet
    texts: tuple[tuple[str, ...], ...]
    placing: LabelPlacing = LabelPlacing()
    own: int = 0
    frames: bool = False

    @property
    def pages(self) -> int:
        """How many sheets."""
        places = self.sheet.columns * self.sheet.rows
        return -(-(self.placing.start - 1 + len(self.texts)) // places)


class Table(NamedTuple):
    """Rows below a head that stands on each page again. Columns of `boxes` and `numbers` are counted from 0.

    A row has as many texts as there are `widths`; a text may have several lines.
    """

    widths: tuple[float, ...]
    """mm on A4; all are widened or narrowed alike to fill the page between its margins."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_height: float = 0
    """mm; at least. Rows without one are as high as their words."""
    boxes: frozenset[int] = frozenset()
    """Framed all around, to write in by hand."""
    numbers: frozenset[int] = frozenset()
    """Units stand below units."""
    totals: int = 0
    """How many of the last rows sum up the others; they are set like the head."""
    caption: str = ""
    """A line above the table."""


class Sheet(NamedTuple):
    """A page, or as many as needed, that is no letter: to lay out, to pack by, to tick off.

    A `cover` is a page to lie between others in a printed pile: its title is to be seen from above.
    """

    title: str
    parts: tuple[Block | Table, ...]
    paper: Paper
    language: str
    right_to_left: bool = False
    cover: bool = False
