"""A letter as a fax: the sheet that goes before it, and the letter without what faxes do not transmit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from appealgen.language.phrases import FaxCover
from appealgen.language.scripts import in_order, in_order_from_left
from appealgen.letters.compose import compose
from appealgen.model.document import Block, Letter, Sheet, Span
from appealgen.model.sender import Sender
from appealgen.planning.plan import Mailing


def fax_letter(mailing: Mailing, letter: Letter, sender: Sender, roots: tuple[Path, ...] = ()) -> Letter:
    """The letter without a window, the thin rule above what a note introduces, and the mark that envelopes share."""
    if letter.layout is not None:
        shown = sender if sender.email in letter.sender else replace(sender, email=None)
        letter = compose(replace(mailing, sender=shown, channels=("fax",)), roots).letter
    blocks = tuple(b._replace(style="subject") if b.style == "note-heading" else b for b in letter.blocks)
    return letter._replace(blocks=blocks, letter_mark="")


def fax_cover(letter: Letter, to: Sequence[str], number: str, pages: int, words: FaxCover) -> Sheet:
    """The cover sheet: to whom, their number, from whom, when, and how many pages with this one."""
    subject = [block.text for block in letter.blocks if block.style == "subject"]
    given = [
        (words.to, "\n".join(to)),
        (words.number, number),
        (words.sender, letter.sender[0]),
        (words.date, letter.date),
        (words.pages, str(pages)),
    ]
    mark = in_order if letter.right_to_left else in_order_from_left
    parts = [
        block
        for heading, text in given
        for block in (Block("sheet-heading", (Span(heading),)), Block("sheet-text", (Span(mark(text)),)))
    ]
    parts += [Block("sheet-heading", (Span(text),)) for text in subject[-1:]]
    return Sheet(words.title, tuple(parts), letter.paper, letter.language, letter.right_to_left)
