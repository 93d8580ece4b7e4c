"""Limits for input, in characters and items, checked before a pattern or a loop sees the text."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[ \t\r]+")

LINE = 200
"""One line: a name, a line of an address, an office, a heading."""
TEXT = 2_000
"""A few sentences: a demand, a message to post, a sender's own words; and every value without another limit."""
PROSE = 20_000
"""A letter, a summary, a background; a page holds about 3,500."""
ITEMS = 1_000
"""Values of one list or mapping."""
COLUMNS = 1_000
"""Columns of a table: more than any roster or list of embassies has."""
LETTER_FILE = 100_000
"""A letter with comments for its translator, or a template."""
DOCUMENT_LINE = 100_000
"""A line of a document to import."""
LOGICAL_LINE = 4_000
"""A paragraph of such a document after joining its lines: about a page."""
QUOTED = 80
"""Part of a value that an error quotes."""
PROBLEMS = 10_000
"""Problems of one error; the last one counts the rest."""
SHOWN = 50
"""Problems of one kind that a terminal shows."""


def cut(text: str, limit: int = QUOTED) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def tidied(text: str) -> str:
    """The text with runs of blanks reduced to one and empty lines removed; a single no-break space stays."""
    if "  " not in text and text.isprintable():
        return text
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n") if line.strip())
