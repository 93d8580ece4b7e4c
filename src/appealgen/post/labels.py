"""Label sheets, by name."""

import re
from functools import cache
from pathlib import Path

from appealgen.errors import Problem, ProblemCode
from appealgen.messages import message
from appealgen.model.stationery import LabelSheet
from appealgen.post.tables import SCALARS, called, load_rows


@cache
def label_sheets(roots: tuple[Path, ...] = ()) -> tuple[LabelSheet, ...]:
    """All known sheets of labels. Raises InputError for one of the user's that is not on its paper."""
    sheets = load_rows("labels.yaml", "sheets", LabelSheet, SCALARS, roots)
    return tuple(row for rows in sheets.values() for row in rows)


def find_label_sheet(name: str, roots: tuple[Path, ...] = ()) -> LabelSheet:
    """The sheet that its maker calls `name` (`L7160`, `Avery 5160`); raises MissingError with those there are."""
    bare = re.sub(r"(?i)^avery[\s-]*(?:zweckform[\s-]*)?", "", name.strip())
    return called(
        bare,
        label_sheets(roots),
        Problem(ProblemCode.UNKNOWN_LABEL, message("“{name}” is not a label sheet", name=bare), field="labels"),
    )
