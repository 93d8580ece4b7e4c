"""Cells that a spreadsheet would run as a formula when it opens a table, and the mark that keeps it from that."""

import re

_RUN = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""What makes a cell a formula, in front or behind marks (OWASP, “CSV Injection”; the wide ones in East Asian ones)."""


def guarded(text: str) -> str:
    """The text as a cell that is not run: with an apostrophe in front where it needs one."""
    return f"'{text}" if _RUN.match(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` made a cell of; a text that was not guarded is left as it is."""
    return cell[1:] if cell.startswith("'") and _RUN.match(cell) else cell
