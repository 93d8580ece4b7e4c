"""Pages as data/documents.typ reads them: names and units are the same there.

Lengths whose names end in `mm` are in mm, all others in points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from appealgen.language.locales import script_of_language
from appealgen.model.document import Span
from appealgen.renderers.docx.paragraphs import RULE_ENDS
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.metrics import POINTS_PER_MM, advance
from appealgen.renderers.pdf.faces import face_key, with_fonts
from appealgen.renderers.pdf.style import colour_of, kind_of_face
from appealgen.renderers.placement import Polyline

Align = Literal["left", "right", "center"]
_UNKNOWN_LANGUAGE = "und"
RULE_MM = RULE_ENDS / 20 / POINTS_PER_MM
"""mm; the length of a rule to write on."""
_ROOM = 33.0
"""Ems, fewer than a line of a letter has."""
_WORD, _BREAK = re.compile(r"[!-~À-ɏͰ-ϿЀ-ԯ]+"), "\u200b"
"""Words of letters without marks of their own, and a break of no width."""
_HANGING = 14.2
"""Points; the width of the column of marks in lists whose style has no indent."""

BOLD = frozenset({"subject", "envelope-mark", "sheet-title", "sheet-heading", "cover-title", "table-head"})
CENTRED = frozenset({"cover-title", "cover-text"})
KEPT = frozenset(
    {"subject", "note-heading", "salutation", "closing", "sheet-title", "sheet-heading", "sheet-cut", "table-caption"}
)
"""Styles of the bundled reference document that are bold, centred, or stay on the page of the next paragraph."""


@dataclass(frozen=True)
class Look:
    """The look of words: the key of their faces, size, exact height of a line, language and direction."""

    face: str
    size: float
    line: float
    weight: Literal["regular", "bold"]
    language: str
    region: str | None
    right_to_left: bool
    align: Align
    colour: str


@dataclass(frozen=True)
class Run:
    """A run of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Words:
    """Words in one look, with space before and after them.

    Rules to write on run to `rule_mm` from the left; 0 for short ones inside the text. `number` is that of a list item.
    """

    spans: tuple[Run, ...]
    look: Look
    before: float = 0
    after: float = 0
    rule_mm: float = 0
    number: int = 0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in the flow of a page, or a heading of a level. `hairline` is the height of a rule above it."""

    spans: tuple[Run, ...]
    look: Look
    before: float
    after: float
    rule_mm: float = 0
    indent_mm: float = 0
    kept: bool = False
    whole: bool = False
    hairline: float = 0
    dashed: bool = False
    heading: int = 0
    new_page: bool = False
    kind: str = "paragraph"


@dataclass(frozen=True)
class Listing:
    """A list: its marks are in a column of a width, `between` is the space from one item to the next."""

    items: tuple[Words, ...]
    look: Look
    hanging: float
    before: float
    between: float
    after: float
    kind: str = "list"


@dataclass(frozen=True)
class Rows:
    """A table with a head that each page repeats."""

    widths_mm: tuple[float, ...]
    head: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    least_mm: float
    boxes: tuple[int, ...]
    look: Look
    kind: str = "table"


@dataclass(frozen=True)
class Space:
    """Space that also the top of a page has."""

    mm: float
    kind: str = "space"


@dataclass(frozen=True)
class PlacedLines:
    """The lines of a box from its upper left corner on, each `before` below that."""

    x_mm: float
    y_mm: float
    lines: tuple[Words, ...]
    kind: str = "placed"


@dataclass(frozen=True)
class PlacedPicture:
    """A picture on the first page, by the name of its file."""

    file: str
    x_mm: float
    y_mm: float
    width_mm: float


Part = Paragraph | Listing | Rows | Space | PlacedLines


@dataclass(frozen=True)
class Page:
    """One page, or several of one size that the parts need. With `turned`, a quarter turn clockwise.

    The lines of the `footer` begin `footer_mm` above the lower edge of each page.
    """

    width_mm: float
    height_mm: float
    top_mm: float
    right_mm: float
    bottom_mm: float
    left_mm: float
    parts: tuple[Part, ...]
    lines: tuple[Polyline, ...] = ()
    turned: bool = False
    picture: PlacedPicture | None = None
    footer: tuple[Words, ...] = ()
    footer_mm: float = 0


def look(
    style: str,
    text: str,
    reference: Reference,
    *,
    language: str,
    right_to_left: bool,
    multiple: float,
    align: Align | None = None,
    size: float = 0,
) -> Look:
    """The look of a text in a style; with `size`, lines are `multiple` times as high as that, else at least so high.

    There are eight parameters because a look is all that varies between two lines of a style.
    """
    measure = reference.measures[style]
    line = size * multiple if size else measure.height(multiple)
    tag, region = subtags(language)
    start: Align = "center" if style in CENTRED else "right" if right_to_left else "left"
    return Look(
        face=with_fonts(face_key(kind_of_face(style, reference), text, language), reference.fonts[style]),
        size=size or measure.size,
        line=round(line, 3),
        weight="bold" if style in BOLD else "regular",
        language=tag,
        region=region,
        right_to_left=right_to_left,
        align=align or start,
        colour=colour_of(style, reference.style),
    )


def runs(spans: Sequence[Span], room: float = _ROOM) -> tuple[Run, ...]:
    """Spans with text; words wider than `room` in ems may be broken anywhere, as word processors do."""
    return tuple(Run(_broken(span.text, room), span.bold, span.italic) for span in spans if span.text)


def _broken(text: str, room: float) -> str:
    """A text with breaks of no width in words without any other, such as web addresses."""
    if len(text) <= room:
        return text
    return _WORD.sub(lambda word: word[0] if advance(word[0], "sans") <= room else _BREAK.join(word[0]), text)


@lru_cache(maxsize=256)
def subtags(language: str) -> tuple[str, str | None]:
    """The language and region of a tag, as typst takes them; Chinese scripts are told apart by a region."""
    tag, *others = (language or _UNKNOWN_LANGUAGE).split("-")
    region = next((part.upper() for part in others if len(part) == 2), None)
    if tag == "zh" and not region:
        region = "TW" if script_of_language(language) == "Hant" else "CN"
    return tag.lower(), region


def listing(items: Sequence[Words], after: float, indent: float) -> Listing:
    """Items in sequence, with the space after the last, and the indent of their style."""
    first = items[0]
    return Listing(tuple(items), first.look, indent or _HANGING, first.before, max(first.before, first.after), after)


def looks_of(page: Page) -> Iterator[Look]:
    """The looks of all words of a page."""
    yield from (line.look for line in page.footer)
    for part in page.parts:
        if isinstance(part, Paragraph):
            yield part.look
        elif isinstance(part, Listing):
            yield from (item.look for item in part.items)
        elif isinstance(part, PlacedLines):
            yield from (line.look for line in part.lines)
        elif isinstance(part, Rows):
            yield from (text.look for row in (part.head, *part.rows) for text in row)
