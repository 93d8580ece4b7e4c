"""Documents as format-neutral values: Letter, Envelope, Labels, Sheet."""

from typing import Literal, NamedTuple

from appealgen.model.stationery import EnvelopeFormat, EnvelopeRules, Feed, LabelSheet, LetterLayout, Paper, Side

_WordStyle = Literal["subject", "note", "note-heading", "salutation", "body", "bullet", "number", "closing", "copies"]
_RuledStyle = Literal["signature", "fill-in"]
_SheetStyle = Literal[
    "sheet-heading",
    "sheet-lead",
    "sheet-text",
    "sheet-note",
    "sheet-item",
    "sheet-number",
    "sheet-demand",
    "sheet-source",
]
Style = Literal[_WordStyle, _RuledStyle, _SheetStyle, "cover-text"]
"""Role of a paragraph, never its look: each renderer decides how a role looks."""

LIST_ITEMS: tuple[Style, ...] = ("bullet", "number")
BULLETED: tuple[Style, ...] = ("bullet", "sheet-item", "sheet-demand")

SQUARE = "□"
"""To tick."""

RULED = "\x1f"
"""Begins a rule to write on by hand, which runs to the end of the line; no text from a file can contain it."""


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
        """The text without bold and italics."""
        return "".join(span.text for span in self.spans)


def ends_of_lists(blocks: tuple[Block, ...]) -> list[bool]:
    """For each block, whether it is the last item of a list."""
    listed = [block.style in LIST_ITEMS for block in blocks]
    return [item and not after for item, after in zip(listed, [*listed, False][1:], strict=True)]


class Address(NamedTuple):
    """Postal lines as printed, the country last; the same on the letter and on the envelope."""

    lines: tuple[str, ...]
    country: str | None = None
    """In capitals, in the language of the sender's country; None for domestic mail."""

    @property
    def printed(self) -> tuple[str, ...]:
        """All lines, with the country on a line of its own at the end."""
        return self.lines if self.country is None else (*self.lines, self.country)


HeadPart = Literal["sender", "recipient", "date"]


CLOSEST = 4
"""The step of a letter that fits one page in none of the four airier steps; 0 is the airiest."""


class LetterHead(NamedTuple):
    """The head of a letter without a window: its parts from the top down, and those at the right.

    In right-to-left letters, those are at the left. Addresses are as in letters, not as on mail.
    """

    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    order: tuple[HeadPart, ...] = ("sender", "recipient", "date")
    right: frozenset[HeadPart] = frozenset()


class Letter(NamedTuple):
    """A finished letter; `blocks` is everything below the date line, in order.

    With a `layout`, `return_line` is the sender in one line above the address, to be seen in the window.
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
    """Table in which others sign together with the sender, below everything else."""
    date: str = ""
    """In words, without a place; for page headers that show it."""
    head: LetterHead | None = None
    """For a letter without a window; without it the addresses are as on mail, one below the other."""
    step: int = CLOSEST
    """How closely it is set, with the bundled reference document."""
    one_page: bool = False
    """Whether it fits one page in this step; without that, its lower margin is the usual one."""
    letter_mark: str = ""
    """In a batch, the mark that the letter shares with its envelope and label: 4/3, the third of person 4."""

    def head_parts(self) -> tuple[tuple[HeadPart, tuple[str, ...], bool], ...]:
        """Parts above the paragraphs, from the top down: the part, its lines, whether it is at the right."""
        head = self.head or LetterHead(self.sender, self.recipient.printed)
        lines = {"sender": head.sender, "recipient": head.recipient, "date": (self.date_line,)}
        return tuple((part, lines[part], part in head.right) for part in head.order)

    @property
    def name(self) -> str:
        """Its addressee, subject and date, to name it on following pages."""
        subject = next((block.text for block in self.blocks if block.style == "subject"), "")
        return " · ".join(text for text in (self.recipient.lines[0], subject, self.date) if text)

    @property
    def around_signature(self) -> tuple[tuple[Block, ...], tuple[Block, ...], tuple[Block, ...]]:
        """Blocks above the signature, the signature, and blocks below it; senders can share all but the signature."""
        styles = [block.style for block in self.blocks]
        at = styles.index("signature") if "signature" in styles else len(styles)
        return self.blocks[:at], self.blocks[at : at + 1], self.blocks[at + 1 :]


class Mail(NamedTuple):
    """A letter as an e-mail draft: its words without addresses and date, its sender and its recipients.

    `sender` is the name and the e-mail address, if known.
    """

    to: tuple[str, ...]
    sender: tuple[str, str] | None
    language: str
    subject: str
    text: str


class Envelope(NamedTuple):
    """A finished envelope; its recipient is the same value as in the letter."""

    language: str
    format: EnvelopeFormat
    sender: tuple[str, ...]
    recipient: Address
    feed: Feed = "landscape"
    return_address: Side = "front"
    mark: str | None = None
    rules: EnvelopeRules = EnvelopeRules()
    letter_mark: str = ""
    """That of its letter, in small type above the return address."""


class LabelPlacing(NamedTuple):
    """Where labels go on a sheet that may be partly used: from position `start`, counted from 1 along the rows.

    `offset` shifts everything right and down, in mm, for a printer that feeds unevenly. With `senders`, as many labels
    with the return address follow the others.
    """

    start: int = 1
    offset: tuple[float, float] = (0, 0)
    senders: bool = False


class Labels(NamedTuple):
    """Labels to print, on as many sheets as needed.

    The last `own` texts are the sender's own address; `frames` draws outlines for a test on plain paper. There
    are as many `letter_marks` as texts, or none.
    """

    sheet: LabelSheet
    texts: tuple[tuple[str, ...], ...]
    placing: LabelPlacing = LabelPlacing()
    own: int = 0
    frames: bool = False
    letter_marks: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """Number of sheets."""
        places = self.sheet.columns * self.sheet.rows
        return -(-(self.placing.start - 1 + len(self.texts)) // places)


class Table(NamedTuple):
    """Rows under a head that each page repeats. Columns in `boxes` and `numbers` are counted from 0.

    A row has as many texts as there are `widths`; a text may have several lines.
    """

    widths: tuple[float, ...]
    """In mm on A4; all columns are scaled alike to fill the page between its margins."""
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_height: float = 0
    """Minimum height in mm. Without it, rows are as high as their words."""
    boxes: frozenset[int] = frozenset()
    """Columns with a border all around, to write in by hand."""
    ticks: frozenset[int] = frozenset()
    """Columns with a small square to tick."""
    numbers: frozenset[int] = frozenset()
    """Columns aligned so that units are below units."""
    totals: int = 0
    """How many of the last rows are totals; they are set like the head."""
    caption: str = ""
    """Line above the table."""


class Sheet(NamedTuple):
    """One or more pages other than a letter: to display, to pack by, to tick off.

    A `cover` separates the letters of a printed pile, so its title can be read from above. `lower` is another sheet, in
    the lower half of the page.
    """

    title: str
    parts: tuple[Block | Table, ...]
    paper: Paper
    language: str
    right_to_left: bool = False
    cover: bool = False
    lower: "Sheet | None" = None


Document = Letter | Envelope | Labels | Sheet
"""Documents that renderers accept."""
