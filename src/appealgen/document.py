"""What paper says: a Letter and an Envelope, format-neutral, frozen. Every format is rendered from these."""

from dataclasses import dataclass
from typing import Literal

Style = Literal[
    "subject", "note", "salutation", "body", "bullet", "number", "closing", "signature", "copies", "fill-in"
]
"""What a paragraph is, never how it looks: each renderer has its own answer to that."""

RULED = "\x1f"
"""Stands in a line for a rule to write on by hand, to the end of the line; no text that is read in can hold it."""


@dataclass(frozen=True)
class Span:
    """A run of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Block:
    """One paragraph. `language` is given where it differs from the letter's."""

    style: Style
    spans: tuple[Span, ...]
    language: str | None = None

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class Address:
    """Postal lines as they are printed, the country last; the same on the letter and on the envelope."""

    lines: tuple[str, ...]
    country: str | None = None
    """In capitals, in the language of the sender's country; None for domestic mail."""

    @property
    def printed(self) -> tuple[str, ...]:
        """All lines, the country alone on the last."""
        return self.lines if self.country is None else (*self.lines, self.country)


@dataclass(frozen=True)
class Paper:
    """A sheet, in mm."""

    name: str
    width: float
    height: float


_LARGEST = 550
"""mm; the largest page that Word knows, and larger than any envelope."""
A4 = Paper("A4", 210, 297)
US_LETTER = Paper("US Letter", 215.9, 279.4)


@dataclass(frozen=True)
class Box:
    """A rectangle in mm, from the top left corner of the sheet or of the envelope held landscape, flap behind."""

    x: float
    y: float
    width: float
    height: float


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
            raise ValueError(f"{self.width} by {self.height} mm is not an envelope")
        for name, box in (("address", self.address), ("sender", self.sender)):
            if box.x + box.width > self.width or box.y + box.height > self.height:
                raise ValueError(f"the box for the {name} is not on the envelope")


@dataclass(frozen=True)
class Letter:
    """A finished letter. `blocks` is everything below the date line, in order."""

    language: str
    right_to_left: bool
    paper: Paper
    sender: tuple[str, ...]
    recipient: Address
    date_line: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Envelope:
    """A finished envelope; its recipient is the very value that stands in the letter."""

    language: str
    format: EnvelopeFormat
    sender: tuple[str, ...]
    recipient: Address
