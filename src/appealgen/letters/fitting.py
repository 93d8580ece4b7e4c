"""Choose how closely a letter is set: as airily as fits one page, and alike for all letters of a case in a language."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from appealgen.model.case import PLACEHOLDER, Target, placeholders
from appealgen.model.document import CLOSEST, Address, Block, Letter, LetterHead
from appealgen.model.identifiers import UNKNOWN, Slug
from appealgen.model.sender import Sender
from appealgen.model.stationery import A4
from appealgen.planning.plan import Mailing
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.pagination import pages

_SENDER = ("First and Family Name", "12 Sample Street", "Quarter", "Town", "Country", "name@example.org")
_RECIPIENT = ("Office or Ministry", "First and Family Name", "Building", "12 Sample Street", "Town", "Country")
"""Addresses of usual length."""


def longest_copy(mailing: Mailing) -> Mailing:
    """The mailing with the longest letter of its case and language: a copy, from a typical sender.

    It includes the sender's words only if they are inside a sentence of the letter.
    """
    case, tag = mailing.case, mailing.language.tag
    needed = {
        name
        for paragraph in case.letters[tag].text.split("\n\n")
        if PLACEHOLDER.sub("", paragraph).strip()
        for name in placeholders(paragraph)
    }
    sender = Sender(
        name=_SENDER[0],
        address=_SENDER[1:4],
        country=UNKNOWN,
        reads=(tag,),
        place=_SENDER[3],
        about=_SENDER[0] if "sender.about" in needed else None,
    )
    officials = tuple(target for target in case.targets if target.role == "target") or (mailing.addressee,)
    return replace(
        mailing,
        sender=sender,
        kind="copy",
        addressee=officials[0],
        recipient=Target(id=Slug("embassy"), role="embassy", name=_RECIPIENT[0], host=UNKNOWN),
        originals=officials,
        also_to=(),
        note_language=tag,
        own_words=_SENDER[0] if "own_words" in needed else None,
        stationery=mailing.stationery._replace(layout=None),
    )


@lru_cache(maxsize=256)
def case_step(blocks: tuple[Block, ...], language: str, head: LetterHead) -> int:
    """The airiest step in which a letter with these paragraphs fits one page; the closest if none does."""
    head = head._replace(sender=_SENDER, recipient=_RECIPIENT)
    letter = Letter(language, False, A4, (), Address(_RECIPIENT), "Town, 30 September 2026", blocks, head=head)
    return next((step for step in range(CLOSEST) if _fits(letter, step)), CLOSEST)


def own_step(letter: Letter, *, own_words: bool) -> int:
    """The step of one letter: closer than its case's if the sender's words, the paper or the head require it."""
    head = letter.head
    usual = head and letter.paper == A4 and len(head.sender + head.recipient) <= len(_SENDER + _RECIPIENT)
    if usual and not own_words:
        return letter.step
    return next((step for step in range(letter.step, CLOSEST + 1) if _fits(letter, step)), letter.step)


def _fits(letter: Letter, step: int) -> bool:
    return pages(letter._replace(step=step), bundled_reference()) == 1
