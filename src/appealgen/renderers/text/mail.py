"""The words of a letter for an e-mail: one line for each paragraph, without addresses and date."""

from __future__ import annotations

from functools import lru_cache

from appealgen.language.scripts import RIGHT_TO_LEFT_MARK, direction_of, runs_from_the_right
from appealgen.language.typography import NO_BREAK_HYPHEN
from appealgen.model.document import LIST_ITEMS, Block, Letter
from appealgen.renderers.text.wrapping import item_mark

_PLAIN = str.maketrans({NO_BREAK_HYPHEN: "-", "\u00a0": " ", "\u202f": " "})
"""Signs that keep lines of paper together."""


def mail_words(letter: Letter, place: str | None) -> tuple[str, str]:
    """The subject on one line, and the text: a blank line between paragraphs, name and place below the close."""
    groups: list[list[str]] = []
    subject = before = ""
    for block in letter.blocks:
        if block.style == "subject":
            subject = " ".join(block.text.translate(_PLAIN).split())
            continue
        lines = _lines(block, letter.right_to_left)
        if block.style == "signature":
            lines = (*lines, *filter(None, [place]))
        if (block.style == "signature" or (block.style in LIST_ITEMS and before in LIST_ITEMS)) and groups:
            groups[-1] += lines
        else:
            groups.append([*lines])
        before = block.style
    return subject, "\n\n".join("\n".join(group) for group in groups).translate(_PLAIN) + "\n"


@lru_cache(maxsize=1024)
def _lines(block: Block, rtl: bool) -> tuple[str, ...]:
    """The lines of a paragraph, each marked as running from the right if it would not be taken so."""
    text = item_mark(block) + block.text
    own = direction_of(block.text, rtl) if block.language is None else runs_from_the_right(block.text)
    marked = own and block.style != "signature"
    lines = text.split("\n")
    return tuple(line if not marked or runs_from_the_right(line) else RIGHT_TO_LEFT_MARK + line for line in lines)
