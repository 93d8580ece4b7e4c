"""Order the cells of a table: row by row, or column by column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from appealgen.importing.document_words import contact_words, fold_letters

Cell = TypeVar("Cell")
_LONGEST_LABEL = 60
_FEWEST_LABELS, _SHORT_LABEL = 2, 30
"""Labels of an address in the first column of a table of addresses."""


def cells_in_order(rows: Sequence[Sequence[Cell]], words: Callable[[Cell], str]) -> Iterator[Cell]:
    """The cells in reading order; `words` returns the text of a cell.

    If the first column contains labels (short, with a colon, or in capitals), it names the cells beside it: row by
    row. Otherwise columns are read one by one from top to bottom, such as two addresses.
    If the first column contains labels of an address, each other column is an address: column by column, each value
    with its label, but without those of names and offices. The same applies to the first row and the rows below.
    """
    width = max((len(row) for row in rows), default=0)
    names = [words(row[0]) for row in rows if row]
    heads = [words(cell) for cell in rows[0]] if rows else []
    labels = sum(map(_labels_address, names))
    whole = all(len(row) == width for row in rows)
    if whole and not labels and len(rows) > 1 and sum(map(_labels_address, heads)) >= _FEWEST_LABELS:
        yield from _each_with_its_label([*zip(*rows, strict=True)], words)
        return
    if whole and len(rows) == 2 and width > 2 and all(_is_short(head) for head in heads):
        yield from (row[column] for column in range(width) for row in rows)
        return
    short = all(map(_is_short, names))
    if whole and width > 2 and (labels >= _FEWEST_LABELS or (labels and short and len(rows) > _FEWEST_LABELS)):
        yield from _each_with_its_label(rows, words)
        return
    labelled = all(len(name) < _LONGEST_LABEL and (name.endswith(":") or name.isupper()) for name in names if name)
    labelled = labelled or names_what_follows([[*map(words, row)] for row in rows])
    if width < 2 or len(rows) < 2 or labelled or any(len(row) != width for row in rows):
        yield from (cell for row in rows for cell in row)
        return
    yield from (row[column] for column in range(width) for row in rows)


def _is_short(name: str) -> bool:
    return len(name) <= _SHORT_LABEL and not any(map(str.isdigit, name))


def names_what_follows(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of two columns has a few words about each longer text beside it."""
    if any(len(row) != 2 for row in rows):
        return False
    short = all(_is_short(name) for name, _ in rows)
    says = sum(len(text) > 2 * len(name) or any(map(str.isdigit, text)) for name, text in rows)
    return short and len(rows) > _FEWEST_LABELS and says * 2 > len(rows)


def _each_with_its_label(rows: Sequence[Sequence[Cell]], words: Callable[[Cell], str]) -> Iterator[Cell]:
    """The columns after the first, whose cells are labels: each value after the label of its row."""
    below = [row for row in rows if words(row[0])]
    for column in range(1, len(rows[0])):
        for row in below:
            if words(row[column]) in ("", "-", "–", "—"):
                continue
            if _labels_address(words(row[0])) and "/" not in words(row[0]):
                yield row[0]
            yield row[column]


def _labels_address(name: str) -> bool:
    """Whether a cell is the label of an address or of a way to reach somebody: Fax."""
    kinds = re.split(r"\s*[/,&]\s*", fold_letters(name).strip(" :*"))  # Fax / e-mail
    return all(any(re.fullmatch(pattern, kind) for pattern in contact_words().values()) for kind in kinds)
