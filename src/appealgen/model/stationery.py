"""Paper, envelopes, window layouts and label sheets, in mm."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal, NamedTuple

from appealgen.messages import message
from appealgen.model.identifiers import Country, Tag


@dataclass(frozen=True, kw_only=True)
class StationeryChoice:
    """What to print on and the rules of the local post; the sender's country decides where a field is empty."""

    envelope: Annotated[str | None, "Envelope format: DL, C6, US10, 200x120 …, or none."] = None
    layout: Annotated[str | None, "plain, or a layout for window envelopes: din5008b, swiss-right …"] = None
    labels: Annotated[str | None, "Label sheets instead of printed envelopes: L7160, 5160 …"] = None
    feed: Annotated[Literal["landscape", "rotated"] | None, "How the printer takes envelopes."] = None
    return_address: Annotated[Literal["front", "back", "none"] | None, "Where your address stands on envelopes."] = None
    airmail: Annotated[bool | None, "Whether mail abroad is marked AIR MAIL or PRIORITY."] = None
    country_line: Annotated[tuple[Tag, ...], "Language of the country on envelopes; two for both."] = ()


class Paper(NamedTuple):
    """A paper size in mm."""

    name: str
    width: float
    height: float


_LARGEST = 550
"""mm; the largest page that Word allows, and larger than any envelope."""

_NARROWEST, _LOWEST = 40, 12
"""mm; a smaller box has no space for an address."""

_TOLERANCE = 0.5
"""mm; label sheets that reach from edge to edge are specified in rounded figures."""

A4 = Paper("A4", 210, 297)

US_LETTER = Paper("US Letter", 215.9, 279.4)

PAPERS = (A4, US_LETTER)


class Box(NamedTuple):
    """A rectangle in mm from the top left corner of a sheet, or of an envelope held landscape, flap behind."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.y + self.height

    def common(self, other: "Box") -> "Box":
        """Area that both boxes cover; width or height is 0 where they do not meet."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Box(x, y, max(0, min(self.right, other.right) - x), max(0, min(self.bottom, other.bottom) - y))

    def meets(self, other: "Box") -> bool:
        """Whether the boxes share any area."""
        shared = self.common(other)
        return shared.width > 0 and shared.height > 0


@dataclass(frozen=True, kw_only=True)
class FreeCorner:
    """Area to keep free at the lower right corner of envelopes higher than `above`, in mm."""

    width: float
    height: float
    above: float = 0


class EnvelopeRules(NamedTuple):
    """Rules of the sender's post for envelopes, beyond those for every envelope."""

    sender_word: str = ""
    """Word before the return address, so that no machine takes it for the address: Avs:"""
    sender_zone: tuple[float, ...] = ()
    """Width and height, from the top left corner, that hold the return address; empty for no limit."""
    keep_free: tuple[FreeCorner, ...] = ()

    def named(self, sender: tuple[str, ...]) -> tuple[str, ...]:
        """The lines of a return address with the post's word before them."""
        return (f"{self.sender_word} {sender[0]}", *sender[1:]) if self.sender_word and sender else sender


@dataclass(frozen=True, kw_only=True)
class EnvelopeFormat:
    """An envelope: its size, and the boxes of address and return address, in mm."""

    name: str
    also: tuple[str, ...] = ()
    width: float
    height: float
    address: Box
    sender: Box
    source: str

    def __post_init__(self) -> None:
        """Raise ValueError for an envelope without a size, or with a box outside it."""
        if not (0 < self.width < _LARGEST and 0 < self.height < _LARGEST):
            raise ValueError(
                message(
                    "{width} by {height} mm is not an envelope: sides must be below {largest} mm",
                    width=f"{self.width:g}",
                    height=f"{self.height:g}",
                    largest=_LARGEST,
                )
            )
        if self.width < self.height:
            raise ValueError(message("give envelopes in landscape: the longer side is the width"))
        for name, box in (
            (message("address"), self.address),
            (message("sender"), self.sender),
            (message("sender on the back"), self.back),
        ):
            if box.right > self.width or box.bottom > self.height:
                raise ValueError(message("the box for the {what} is outside the envelope", what=name))

    def under(self, rules: EnvelopeRules) -> "EnvelopeFormat":
        """The format with its boxes cut to the area that a post allows."""
        address = self.address
        for corner in rules.keep_free:
            free = Box(self.width - corner.width, self.height - corner.height, corner.width, corner.height)
            if self.height > corner.above and address.meets(free):
                address = address._replace(height=max(0, free.y - address.y))
        zone = Box(0, 0, *rules.sender_zone) if rules.sender_zone else self.sender
        return replace(self, address=address, sender=self.sender.common(zone))

    @property
    def mark(self) -> Box:
        """Box for AIR MAIL or PRIORITY: below the sender, above the address."""
        return Box(self.sender.x, self.sender.bottom + 1.5, self.sender.width, 5)

    @property
    def back(self) -> Box:
        """Box for a return address on the back: below the flap, at the left."""
        return Box(self.sender.x, self.height * 0.55, self.sender.width, self.sender.height)


@dataclass(frozen=True, kw_only=True)
class Window:
    """The window of an envelope: the part of the folded sheet that it always shows, however the sheet slides."""

    envelope: str
    visible: Box
    source: str


@dataclass(frozen=True, kw_only=True)
class LetterLayout:
    """A letter for a window envelope, in mm from the top left corner of the sheet.

    `field` is the address field of the standard and `indent` the distance of its text from the left; `return_line` is
    the height of the line at its top that holds the return address in small type (0: none), `sender` the box of the
    sender's block. With `from_bottom` the address fills its box from the lower edge, not from the middle. `folds` and
    `punch` are the heights of the marks at the left edge, `body` that of the first line below the head.
    """

    name: str
    also: tuple[str, ...] = ()
    paper: Paper
    field: Box
    indent: float = 0
    return_line: float = 0
    from_bottom: bool = False
    sender: Box
    folds: tuple[float, ...]
    punch: float | None = None
    body: float
    windows: tuple[Window, ...]
    source: str

    def __post_init__(self) -> None:
        """Raise ValueError when the window would hide the address, or show something else."""
        if not self.windows:
            raise ValueError(message("needs the windows of the envelopes it is for"))
        if self.address.width < _NARROWEST or self.address.height < _LOWEST:
            raise ValueError(message("its windows have no area in common for an address"))
        if self.address.meets(self.sender) or self.address.meets(self.return_box) or self.body < self.address.bottom:
            raise ValueError(message("something else is where the window shows the address"))
        if not 0 <= self.indent < self.field.width or not 0 <= self.return_line < self.field.height:
            raise ValueError(message("indent and return line must be inside the field"))
        if self.sender.meets(self.return_box) or self.body < self.sender.bottom:
            raise ValueError(message("the sender's block overlaps the return line or the letter"))
        if max(self.field.right, self.sender.right) > self.paper.width or self.body > self.paper.height:
            raise ValueError(message("something is outside the {paper} sheet", paper=self.paper.name))
        if not all(0 < mark < self.paper.height for mark in (*self.folds, self.punch or 1)):
            raise ValueError(message("a mark is outside the {paper} sheet", paper=self.paper.name))

    @property
    def return_box(self) -> Box:
        """Box of the return line: at the top of the field, from where its text begins."""
        return Box(self.field.x + self.indent, self.field.y, self.field.width - self.indent, self.return_line)

    @property
    def address(self) -> Box:
        """The area that every window always shows, right of the field's indent and below its return line."""
        left, top = self.field.x + self.indent, self.field.y + self.return_line
        shown = Box(left, top, self.paper.width - left, self.body - top)
        for window in self.windows:
            shown = shown.common(window.visible)
        return shown


@dataclass(frozen=True, kw_only=True)
class LabelSheet:
    """A sheet of labels in mm: `left` and `top` lead to the first label, the pitches from one label to the next."""

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
        """Raise ValueError for labels that have no size, overlap, or reach over the edge of the paper."""
        if min(self.width, self.height) <= 0 or min(self.left, self.top) < 0:
            raise ValueError(
                message("a label needs a width and a height above 0, and its sheet needs edges of 0 or more")
            )
        if self.columns < 1 or self.rows < 1 or self.pitch_x < self.width or self.pitch_y < self.height:
            raise ValueError(message("labels overlap: a pitch is smaller than the label"))
        last = self.cell(self.columns * self.rows - 1)
        if last.right > self.paper.width + _TOLERANCE or last.bottom > self.paper.height + _TOLERANCE:
            raise ValueError(message("the labels do not fit on the {paper} sheet", paper=self.paper.name))

    def cell(self, number: int) -> Box:
        """Box of the label at a position, counted from 0 along the rows."""
        row, column = divmod(number, self.columns)
        return Box(self.left + column * self.pitch_x, self.top + row * self.pitch_y, self.width, self.height)


Feed = Literal["landscape", "rotated"]
"""How envelopes lie in the printer. `rotated`: a quarter turn clockwise, the top of the envelope at the right."""

Side = Literal["front", "back", "none"]
"""Side of the envelope that carries the return address."""


_LONGEST_TRANSIT = 365
"""Days."""


@dataclass(frozen=True, kw_only=True)
class TransitDays:
    """Days from posting a letter to its arrival, and their source. Without countries it covers all others."""

    days: int
    countries: tuple[Country, ...] = ()
    source: str

    def __post_init__(self) -> None:
        """Raise ValueError for a number of days that no letter takes."""
        if not 1 <= self.days <= _LONGEST_TRANSIT:
            raise ValueError(message("“days” is a number from 1 to {last}", last=_LONGEST_TRANSIT))


@dataclass(frozen=True, kw_only=True)
class FullSender:
    """A post's rule that a return address has the sender's full name and address, and its source.

    With `or_none` the post also takes mail without any return address.
    """

    or_none: bool
    source: str


def transit_to(country: str, rows: Sequence[TransitDays]) -> TransitDays | None:
    """How long letters to a country take; None if no row says it."""
    named = (row for row in rows if country in row.countries)
    return next(named, None) or next((row for row in rows if not row.countries), None)


class Stationery(NamedTuple):
    """The paper, envelope or labels of one sender's letters.

    With a window `layout` no envelope is printed, and with `labels` only one that was asked for by name; letters are
    then weighed with the envelope `posted_in`.
    """

    paper: Paper
    posted_in: EnvelopeFormat
    layout: LetterLayout | None = None
    envelope: EnvelopeFormat | None = None
    labels: LabelSheet | None = None
    feed: Feed = "landscape"
    return_address: Side = "front"
    mark: str | None = None
    """Mark on mail that leaves the country: AIR MAIL."""
    country_names: tuple[str, ...] = ("en",)
    """Languages of the country line, one or two."""
    names_read: tuple[str, ...] = ("en",)
    """Languages in which the sender's post reads country names."""
    rules: EnvelopeRules = EnvelopeRules()
    transit_days: tuple[TransitDays, ...] = ()
    full_sender: FullSender | None = None
    sender_at_home: bool = False
    """Whether a return address must be in the country of the post."""

    @property
    def shows_sender(self) -> bool:
        """Whether a return address is on the outside of mail: on envelope or label, or in the window."""
        outside = self.envelope or self.labels or (self.layout is not None and self.layout.return_line)
        return self.return_address != "none" and bool(outside)
