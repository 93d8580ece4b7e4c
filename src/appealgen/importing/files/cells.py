"""Order the cells of a table: row by row, or column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Cell = TypeVar("Cell")
_LONGEST_LABEL = 60


def cells_in_order(rows: Sequence[Sequence[Cell]], words: Callable[[Cell], str]) -> Iterator[Cell]:
    """The cells in reading order; `words` returns the text of a cell.

    If the first column contains labels (short, with a colon, or in capitals), it names the cells beside it: row by
    row. Otherwise columns are read one by one from top to bottom, such as two addresses.
    """
    width = max((len(row) for row in rows), default=0)
    names = [words(row[0]) for row in rows if row]
    labelled = all(len(name) < _LONGEST_LABEL and (name.endswith(":") or name.isupper()) for name in names if name)
    if width < 2 or len(rows) < 2 or labelled or any(len(row) != width for row in rows):
        yield from (cell for row in rows for cell in row)
        return
    yield from (row[column] for column in range(width) for row in rows)
