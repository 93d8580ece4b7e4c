"""Looks of PDF documents that a user chooses: fonts, sizes, margins, colours, a letterhead picture, footer lines."""

from dataclasses import dataclass, field
from typing import Annotated, Literal, NamedTuple, NewType

from appealgen import limits
from appealgen.messages import message

Points = NewType("Points", float)
Millimetres = NewType("Millimetres", float)
Colour = NewType("Colour", str)
"""`#rrggbb`."""
_LOWEST_PICTURE = 100
"""mm from the top; a letter needs the page below."""
_MARGINS = 110
"""mm; a line needs half the width of the paper."""
_FOOTER_LINES = 4


@dataclass(frozen=True, kw_only=True)
class PdfFaces:
    """Names of fonts on this machine, best first; the bundled list of faces follows."""

    letters: Annotated[tuple[str, ...], "Faces of letters and of texts on sheets, best first.", limits.LINE] = ()
    envelopes: Annotated[tuple[str, ...], "Faces of envelopes, labels and headings, best first.", limits.LINE] = ()


@dataclass(frozen=True, kw_only=True)
class PdfSizes:
    """Sizes of letters in points; without one, that of the DOCX."""

    letters: Annotated[Points | None, "Size of letters in points; default: the largest that fits one page."] = None
    line: Annotated[Points | None, "From line to line in letters, in points; only with a size of letters."] = None
    envelopes: Annotated[Points | None, "Size of addresses on envelopes and labels in points."] = None

    def __post_init__(self) -> None:
        """Raise ValueError for lines without a size, or closer than their letters are high."""
        if self.line and (not self.letters or self.line < self.letters):
            raise ValueError(message("“line” needs “letters” of that size or smaller"))


@dataclass(frozen=True, kw_only=True)
class PdfMargins:
    """Margins of letters and sheets in mm; without one, that of the DOCX."""

    top: Annotated[Millimetres | None, "In mm."] = None
    right: Annotated[Millimetres | None, "In mm."] = None
    bottom: Annotated[Millimetres | None, "In mm."] = None
    left: Annotated[Millimetres | None, "In mm."] = None

    def __post_init__(self) -> None:
        """Raise ValueError for margins that leave too little of the page."""
        if (self.left or 0) + (self.right or 0) > _MARGINS or (self.top or 0) + (self.bottom or 0) > _MARGINS:
            raise ValueError(message("two opposite margins have at most {limit} mm together", limit=_MARGINS))


@dataclass(frozen=True, kw_only=True)
class PdfColours:
    """Colours of letters and sheets; addresses on envelopes and in windows stay black, because machines read them."""

    text: Annotated[Colour, "Colour of text: “#1a1a1a”."] = Colour("#000000")
    subject: Annotated[Colour | None, "Colour of subject lines and headings; default: that of text."] = None
    footer: Annotated[Colour | None, "Colour of the footer; default: that of text."] = None


class Picture(NamedTuple):
    """A PNG or JPEG picture, and its size in pixels."""

    name: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """A picture at the top of the first page of every letter, which begins below it."""

    picture: Annotated[Picture, "A PNG or JPEG file, in the folder of this file."]
    width: Annotated[Millimetres, "Width in mm; the height follows."]
    top: Annotated[Millimetres, "Distance from the upper edge of the paper in mm."] = Millimetres(10)
    at: Annotated[Literal["left", "center", "right"], "Where it is between the margins."] = "left"

    def __post_init__(self) -> None:
        """Raise ValueError for a picture that leaves no page to the letter."""
        if self.bottom > _LOWEST_PICTURE:
            raise ValueError(
                message(
                    "the picture ends {bottom} mm below the edge of the paper, but the limit is {limit} mm",
                    bottom=f"{self.bottom:.0f}",
                    limit=_LOWEST_PICTURE,
                )
            )

    @property
    def height(self) -> float:
        """Height in mm."""
        return self.width * self.picture.height / self.picture.width

    @property
    def bottom(self) -> float:
        """The lower edge in mm from the top of the paper."""
        return self.top + self.height


@dataclass(frozen=True, kw_only=True)
class PdfStyle:
    """Looks of PDF documents that a user chooses; what is left out looks as in the DOCX."""

    faces: Annotated[PdfFaces, "Names of fonts on this machine."] = PdfFaces()
    sizes: Annotated[PdfSizes, "Sizes in points."] = PdfSizes()
    margins: Annotated[PdfMargins, "Margins of letters and sheets in mm."] = PdfMargins()
    colours: Annotated[PdfColours, "Colours, as “#rrggbb”."] = PdfColours()
    letterhead: Annotated[Letterhead | None, "A picture at the top of the first page of letters."] = None
    footer: Annotated[tuple[str, ...], "Lines at the foot of every page of letters.", limits.LINE] = ()
    file: str = field(default="", metadata={"in_file": False})

    def __post_init__(self) -> None:
        """Raise ValueError for more lines than the foot of a page holds."""
        if len(self.footer) > _FOOTER_LINES:
            raise ValueError(message("a footer has at most {limit} lines", limit=_FOOTER_LINES))
