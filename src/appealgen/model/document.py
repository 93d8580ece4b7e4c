"""What paper says and what it is: Letter, Envelope, Labels, Sheet; format-neutral."""

from typing import Literal, NamedTuple

from appealgen.model.stationery import EnvelopeFormat, Feed, LabelSheet, LetterLayout, Paper, Side

_WordStyle = Literal["subject", "note", "salutation", "body", "bullet", "number", "closing", "copies"]
_RuledStyle = Literal["signature", "fill-in"]
_SheetStyle = Literal["sheet-heading", "sheet-lead", "sheet-text", "sheet-note", "sheet-item", "sheet-number"]
Style = Literal[_WordStyle, _RuledStyle, _SheetStyle, "cover-text"]
"""What a paragraph is, never how it looks: each renderer has its own answer to that."""

LIST_ITEMS: tuple[Style, ...] = ("bullet", "number")
BULLETED: tuple[Style, ...] = ("bullet", "sheet-item")

RULED = "\x1f"
"""Stands in a line for a rule to write on by hand, to the end of the line; no text that is read in can hold it."""


class Span(NamedTuple):
    """A run of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


class Block(NamedTuple):
    """One paragraph. `language` is given where it differs from the letter's, `number` in a numbered list."""

    style: Style
    spans: tuple[Span, ...]
    language: str | None = None
    number: int = 0

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(span.text for span in self.spans)


def ends_of_lists(blocks: tuple[Block, ...]) -> list[bool]:
    """For each block whether it is the last item of a list."""
    listed = [block.style in LIST_ITEMS for block in blocks]
    return [item and not after for item, after in zip(listed, [*listed, False][1:], strict=True)]


class Address(NamedTuple):
    """Postal lines as they are printed, the country last; the same on the letter and on the envelope."""

    lines: tuple[str, ...]
    country: str | None = None
    """In capitals, in the language of the sender's country; None for domestic mail."""

    @property
    def printed(self) -> tuple[str, ...]:
        """All lines, the country alone on the last."""
        return self.lines if self.country is None else (*self.lines, self.country)


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
    date: str = ""
    """In words, without a place: for headers that show it."""

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


Document = Letter | Envelope | Labels | Sheet
"""What is rendered."""
