"""How long what is read may be, in characters and items: checked before a pattern or a loop sees it."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[ \t\r]+")

LINE = 200
"""What stands on one line: a name, a line of an address, an office, a heading."""
TEXT = 2_000
"""A few sentences: a demand, a message to post, words about oneself; and every value that says nothing else."""
PROSE = 20_000
"""A letter, a summary, a background; a page holds about 3,500."""
ITEMS = 1_000
"""Values of one list or mapping."""
COLUMNS = 1_000
"""Columns of a table: more than any list of people or embassies has."""
LETTER_FILE = 100_000
"""A letter with the comments for its translator, a template."""
DOCUMENT_LINE = 100_000
"""A line of a document to import."""
LOGICAL_LINE = 4_000
"""A paragraph of such a document, its wrapping undone: about a page."""
QUOTED = 80
"""What an error quotes of a value."""
PROBLEMS = 10_000
"""Problems of one error; the last of them says how many there are more."""
SHOWN = 50
"""Problems of one kind that a terminal shows."""


def cut(text: str, limit: int = QUOTED) -> str:
    """The text, or its beginning and an ellipsis."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def tidied(text: str) -> str:
    """The text with each run of blanks as one, and without empty lines; a no-break space alone stays."""
    if "  " not in text and text.isprintable():
        return text
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n") if line.strip())
