"""How long what is read may be, in characters and items: checked before a pattern or a loop sees it."""

from __future__ import annotations

from appealgen.messages import Message, message

LINE = 200
"""What stands on one line: a name, a line of an address, an office, a heading."""
TEXT = 2_000
"""A few sentences: a demand, a message to post, words about oneself; and every value that says nothing else."""
PROSE = 20_000
"""A letter, a summary, a background; a page holds about 3,500."""
ITEMS = 1_000
"""Values of one list or mapping, and columns of a table."""
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


def too_long(text: str, limit: int) -> Message | None:
    """What is said of a text with more characters than the limit; None where it has not."""
    if len(text) <= limit:
        return None
    return message(
        "has {length} characters: at most {limit} are read here", length=f"{len(text):,}", limit=f"{limit:,}"
    )


def one_line(text: str) -> str:
    """The text with each run of white space as one space; a no-break space alone stays."""
    return text if "  " not in text and text.isprintable() else " ".join(text.split())
