"""Envelope formats: common ones from a table, others from their size. All keep clear of the areas that posts use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from appealgen import resources
from appealgen.errors import InputError, MissingError, Problem, ProblemCode, wrong_value
from appealgen.messages import message
from appealgen.model.stationery import Box, EnvelopeFormat
from appealgen.post.tables import SCALARS, called, load_rows
from appealgen.yamlfile.reader import load_yaml

SMALLEST = (140, 90)
"""mm; the smallest item that posts accept (bpost, normalisation; ibpt.be, FAQ 56)."""
WIDEST = 100
"""mm; the longest line that machines read (mailinglotsen.de, Die Maschinenlesbarkeit)."""
_SIZE = r"(?i)\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|\")?\s*[x×*]\s*(\d+(?:[.,]\d+)?)\s*(mm|cm|in|\")?\s*"
_IN_MM: Mapping[str, float] = {"mm": 1, "cm": 10, "in": 25.4, '"': 25.4}
_SENDER = (10, 8, 26)
"""mm; x, y and height of the return address on an envelope given by its size."""


@dataclass(frozen=True, kw_only=True)
class Zones:
    """Areas to keep empty, in mm: width and height of the franking zone, height of the coding strip, the sides."""

    franking: tuple[float, ...]
    coding: float
    side: float

    def __post_init__(self) -> None:
        """Raise ValueError for a franking zone without width and height."""
        if len(self.franking) != 2 or min(*self.franking, self.coding, self.side) < 0:
            raise ValueError(message("“franking” is a width and a height in mm, “coding” and “side” are mm"))

    def franking_box(self, width: float) -> Box:
        """Box of stamp and postmark on an envelope of a width: top right."""
        return Box(width - self.franking[0], 0, self.franking[0], self.franking[1])

    def coding_box(self, width: float, height: float) -> Box:
        """Box of the strip along the lower edge."""
        return Box(0, height - self.coding, width, self.coding)


@cache
def zones(roots: tuple[Path, ...] = ()) -> Zones:
    """Areas that stay empty on every envelope."""
    return load_yaml(resources.get("zones.yaml", roots), Zones, SCALARS)


@cache
def envelope_formats(roots: tuple[Path, ...] = ()) -> tuple[EnvelopeFormat, ...]:
    """All known envelope formats. Raises InputError for a user's format that the post could not read."""
    tables = load_rows("envelopes.yaml", "envelopes", EnvelopeFormat, SCALARS, roots)
    own = [(form, str(path)) for path, rows in tables.items() if path.parent in roots for form in rows]
    if wrong := [problem for form, file in own for problem in _against(form, zones(roots), file)]:
        raise InputError(wrong)
    return tuple(form for rows in tables.values() for form in rows)


def envelope_format(name: str, roots: tuple[Path, ...] = ()) -> EnvelopeFormat:
    """The format called `name`, or one of a size such as `200x120` (mm), `9.5x4.125in`.

    Raises MissingError, listing the known names, or for a size that no post accepts.
    """
    if (match := re.fullmatch(_SIZE, name)) is not None:
        unit = match[4] or match[2] or "mm"
        sides = [float(match[i].replace(",", ".")) * _IN_MM[(match[i + 1] or unit).lower()] for i in (1, 3)]
        return _of_size(max(sides), min(sides), zones(roots))
    text = message("“{name}” is not an envelope format", name=name)
    unknown = Problem(ProblemCode.UNKNOWN_ENVELOPE, text, field="envelope")
    return called(name, envelope_formats(roots), unknown, or_else=("none", "WIDTHxHEIGHT in mm"))


def _of_size(width: float, height: float, zones: Zones) -> EnvelopeFormat:
    """Boxes for any size, held landscape: the sender left of the stamp, the address in the right half below it."""
    name = f"{width:g}x{height:g}"
    if width < SMALLEST[0] or height < SMALLEST[1]:
        text = message(
            "{size} mm is too small for the post: at least {width} by {height} mm",
            size=name,
            width=SMALLEST[0],
            height=SMALLEST[1],
        )
        raise MissingError(Problem(ProblemCode.ENVELOPE_SIZE, text, field="envelope"))
    x, y, tall = _SENDER
    top = max(zones.franking[1] + 2, height * 0.42)
    left = min(width * 0.43, width - zones.side - 85)
    try:
        return EnvelopeFormat(
            name=name,
            width=width,
            height=height,
            sender=Box(x, y, min(width - zones.franking[0] - x - 3, 110), tall),
            address=Box(left, top, min(width - zones.side - left, WIDEST), height - zones.coding - 0.01 - top),
            source="computed from the zones",
        )
    except ValueError as error:
        raise MissingError(wrong_value(error, code=ProblemCode.ENVELOPE_SIZE, field="envelope")) from None


def _against(form: EnvelopeFormat, zones: Zones, file: str) -> list[Problem]:
    """Problems of a format in the areas that the post stamps or prints on."""
    found = []
    for what, box in ((message("address"), form.address), (message("sender"), form.sender)):
        if box.meets(zones.franking_box(form.width)):
            found.append(message("the box for the {what} overlaps the area for the stamp", what=what))
        if box.meets(zones.coding_box(form.width, form.height)):
            found.append(message("the box for the {what} overlaps the strip that machines print on", what=what))
    if form.address.y < zones.franking[1]:
        distance = f"{zones.franking[1]:g}"
        found.append(message("the address is less than {distance} mm from the top", distance=distance))
    if form.address.x < zones.side or form.address.right > form.width - zones.side:
        found.append(message("the address is less than {distance} mm from the side", distance=f"{zones.side:g}"))
    if form.address.meets(form.sender) or form.address.meets(form.mark):
        found.append(message("the box for the sender, or the mark below it, overlaps the address"))
    told = [message("{name}: {message}", name=form.name, message=text) for text in found]
    return [Problem(ProblemCode.WRONG_VALUE, text, file=file, field="envelopes") for text in told]
