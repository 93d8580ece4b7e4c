"""Letter layouts for window envelopes, by name."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.messages import either, message
from appealgen.model.stationery import LetterLayout
from appealgen.post.tables import SCALARS, called, load_rows

PLAIN = "plain"
"""The layout without a window: the address stands in the letter, and an envelope is printed."""


@cache
def letter_layouts(roots: tuple[Path, ...] = ()) -> tuple[LetterLayout, ...]:
    """All known layouts but `plain`. Raises InputError for one of the user's whose address would not be seen."""
    layouts = load_rows("layouts.yaml", "layouts", LetterLayout, SCALARS, roots)
    return tuple(row for rows in layouts.values() for row in rows)


def letter_layout(name: str, roots: tuple[Path, ...] = ()) -> LetterLayout | None:
    """The layout that people call `name`; None for `plain`. Raises MissingError with the names there are."""
    if name.strip().casefold() == PLAIN:
        return None
    return called(
        name,
        letter_layouts(roots),
        Problem(ProblemCode.UNKNOWN_LAYOUT, message("“{name}” is not a layout", name=name), field="layout"),
        or_else=(PLAIN,),
    )


def for_envelope(layout: LetterLayout, envelope: str) -> LetterLayout:
    """The layout with all the room that the window of one envelope gives; raises MissingError for another envelope."""
    windows = tuple(window for window in layout.windows if window.envelope == envelope)
    if not windows:
        text = message("the layout {name} is not for a window in {envelope}", name=layout.name, envelope=envelope)
        known = either([window.envelope for window in layout.windows])
        raise MissingError(
            Problem(
                ProblemCode.LAYOUT_ENVELOPE, text, message("it is for {envelopes}", envelopes=known), field="envelope"
            )
        )
    return replace(layout, windows=windows)
