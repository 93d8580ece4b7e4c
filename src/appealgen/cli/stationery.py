"""Options about paper → StationeryChoice and LabelPlacing, typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.messages import message
from appealgen.model.stationery import StationeryChoice

if TYPE_CHECKING:
    from appealgen.model.document import LabelPlacing
    from appealgen.model.identifiers import Tag

_FARTHEST = 20
"""mm; a printer that pulls farther is broken."""


def stationery_choice(
    *,
    envelope: str | None,
    layout: str | None,
    labels: str | None,
    feed: Literal["landscape", "rotated"] | None,
    return_address: Literal["front", "back", "none"] | None,
    airmail: bool | None,
    country_line: Sequence[str] | None,
) -> StationeryChoice:
    """What the options ask for; raises MissingError for a language that is not known."""
    return StationeryChoice(
        envelope=envelope,
        layout=layout,
        labels=labels,
        feed=feed,
        return_address=return_address,
        airmail=airmail,
        country_line=_tags(country_line or ()),
    )


def _tags(texts: Sequence[str]) -> tuple[Tag, ...]:
    from appealgen.cli.prompts.sender import parse_tag, parsed

    parts = (part.strip() for text in texts for part in text.split(","))
    return tuple(parsed(parse_tag, part, "country-line") for part in parts if part)


def label_placing(start: int, offset: str, *, senders: bool) -> LabelPlacing:
    """Where labels begin; `offset` is `X,Y` in mm. Raises MissingError for anything else."""
    from appealgen.model.document import LabelPlacing

    try:
        if re.fullmatch(r"[1-9]\d*,[1-9]\d*", offset):  # 1,5 may mean one and a half
            raise ValueError(offset)
        right, down = (float(part) for part in offset.split(","))
        if not all(abs(side) <= _FARTHEST for side in (right, down)):
            raise ValueError(offset)
    except ValueError:
        text = message("“{offset}” is not an offset", offset=offset)
        hint = message(
            "mm to the right and down, with points: 1.5,-0.5 or 1.0,5.0; at most {farthest}", farthest=_FARTHEST
        )
        raise MissingError(Problem(ProblemCode.WRONG_VALUE, text, hint, field="label-offset")) from None
    return LabelPlacing(start=start, offset=(right, down), senders=senders)
