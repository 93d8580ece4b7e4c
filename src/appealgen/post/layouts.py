"""Letter layouts for window envelopes, and sheets of labels, by name."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from appealgen.errors import MissingError, Problem, ProblemCode, WrongValueError
from appealgen.messages import either, message
from appealgen.model.stationery import LabelSheet, LetterLayout
from appealgen.post.tables import all_rows, called

PLAIN = "plain"
"""The layout without a window: the letter shows the address, and an envelope is printed."""
_FARTHEST = 20
"""mm; a printer that is off by more is broken."""


@cache
def letter_layouts(roots: tuple[Path, ...] = ()) -> tuple[LetterLayout, ...]:
    """All known layouts but `plain`. Raises InputError for a user's layout that hides the address."""
    return all_rows("layouts.yaml", "layouts", LetterLayout, roots)


def letter_layout(name: str, roots: tuple[Path, ...] = ()) -> LetterLayout | None:
    """The layout called `name`; None for `plain`. Raises MissingError, listing the known names."""
    if name.strip().casefold() == PLAIN:
        return None
    unknown = Problem(ProblemCode.UNKNOWN_LAYOUT, message("“{name}” is not a layout", name=name), field="layout")
    return called(name, letter_layouts(roots), unknown, or_else=(PLAIN,))


def for_envelope(layout: LetterLayout, envelope: str) -> LetterLayout:
    """The layout with all the space in the window of one envelope; raises MissingError for an envelope not its own."""
    windows = tuple(window for window in layout.windows if window.envelope == envelope)
    if not windows:
        text = message("the layout {name} is not for a window in {envelope}", name=layout.name, envelope=envelope)
        hint = message("it is for {envelopes}", envelopes=either([window.envelope for window in layout.windows]))
        raise MissingError(Problem(ProblemCode.LAYOUT_ENVELOPE, text, hint, field="envelope"))
    return replace(layout, windows=windows)


@cache
def label_sheets(roots: tuple[Path, ...] = ()) -> tuple[LabelSheet, ...]:
    """All known label sheets. Raises InputError for a user's sheet that does not fit its paper."""
    return all_rows("labels.yaml", "sheets", LabelSheet, roots)


def find_label_sheet(name: str, roots: tuple[Path, ...] = ()) -> LabelSheet:
    """The sheet that its maker calls `name` (`L7160`, `Avery 5160`); raises MissingError, listing the known names."""
    bare = re.sub(r"(?i)^avery[\s-]*(?:zweckform[\s-]*)?", "", name.strip())
    unknown = Problem(ProblemCode.UNKNOWN_LABEL, message("“{name}” is not a label sheet", name=bare), field="labels")
    return called(bare, label_sheets(roots), unknown)


def parse_offset(text: str) -> tuple[float, float]:
    """Parse `X,Y` in mm, to the right and down; raises ValueError."""
    try:
        if re.fullmatch(r"[1-9]\d*,[1-9]\d*", text):  # 1,5 may mean one and a half
            raise ValueError(text)
        right, down = (float(part) for part in text.split(","))
        if all(abs(side) <= _FARTHEST for side in (right, down)):
            return right, down
    except ValueError:
        pass
    hint = message(
        "give mm to the right and down, with decimal points: 1.5,-0.5 or 1.0,5.0; at most {farthest}",
        farthest=_FARTHEST,
    )
    raise WrongValueError(message("“{offset}” is not an offset", offset=text), hint)
