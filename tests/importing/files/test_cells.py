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
        ([["Until", "4 May 2031"], ["Language", "English or French"], ["To", "9 Lake Road"]],
         "Until 4 May 2031 Language English or French To 9 Lake Road"),
        ([["Country", "Number", "Until"], ["Chad", "3/31", "4 May 2031"]], "Country Chad Number 3/31 Until 4 May 2031"),
        ([["Ana Velim", "Luis Orlat"], ["9 Road", "8 Lane"], ["Suva", "Bern"]],
         "Ana Velim 9 Road Suva Luis Orlat 8 Lane Bern"),
        ([["Who", "Address", "Fax"], ["a", "b"]], "Who Address Fax a b"), ([], ""),
    ],
)  # fmt: skip
def test_cells_in_order(rows: list[list[str]], order: str) -> None:
    assert " ".join(cells_in_order(rows, str)) == order
