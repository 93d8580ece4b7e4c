"""Cells of tables in reading order."""

from __future__ import annotations

import pytest

from appealgen.importing.files.cells import cells_in_order


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ([["a", "b"], ["c", "d"]], "a c b d"), ([["Name:", "b"], ["Fax:", "d"]], "Name: b Fax: d"),
        ([["", "m", "n"], ["Office", "o", "p"], ["Address", "q", "r"], ["Fax", "-", "s"]],
         "o Address q p Address r Fax s"),
        ([["Who", "Address", "Fax / e-mail"], ["a", "b", "c"], ["d", "e", "f"]], "a Address b c d Address e f"),
        ([["Who", "Address", "Fax"], ["a", "b"]], "Who Address Fax a b"), ([], ""),
    ],
)  # fmt: skip
def test_cells_in_order(rows: list[list[str]], order: str) -> None:
    assert " ".join(cells_in_order(rows, str)) == order
