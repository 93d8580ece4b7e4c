"""Choose how closely a letter is set: as airily as fits one page, and alike for all letters of a case in a language."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from appealgen.model.case import PLACEHOLDER, Target, placeholders
from appealgen.model.document import CLOSEST, Address, Block, Letter, LetterHead
from appealgen.model.identifiers import UNKNOWN, Slug
from appealgen.model.sender import Sender
from appealgen.model.stationery import Paper
from appealgen.planning.plan import Mailing
from appealgen.renderers.docx.reference import LOWEST, Reference, bundled_reference
from appealgen.renderers.pagination import pages

_SENDER = ("First and Family Name", "12 Sample Street", "Town", "name@example.org", "Country")
_RECIPIENT = ("Office or Ministry", "First and Family Name", "Building", "12 Sample Street", "Town", "Country")
"""Addresses of usual length; within a country they have no last line."""


def longest_mailings(mailing: Mailing) -> tuple[Mailing, Mailing]:
    """The longest letters of the case in this language, from a typical sender: an appeal, and one with a note above.

    They include the sender's words only if they are inside a sentence of the letter.
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
        address=_SENDER[1:3],
        country=UNKNOWN,
        reads=(tag,),
        place=_SENDER[2],
        about=_SENDER[0] if "sender.about" in needed else None,
    )
    officials = tuple(target for target in case.targets if target.role == "target") or (mailing.addressee,)
    embassy = Target(id=Slug("embassy"), role="embassy", name=_RECIPIENT[0], host=UNKNOWN)
    appeal = replace(
        mailing,
        sender=sender,
        kind="appeal",
        addressee=officials[0],
        recipient=embassy,
        originals=officials,
        also_to=(embassy,),
        note_language=tag,
        own_words=_SENDER[0] if "own_words" in needed else None,
        stationery=mailing.stationery._replace(layout=None),
    )
    return appeal, replace(appeal, kind="via" if mailing.kind == "via" else "copy")


def usual_head(mailing: Mailing, head: LetterHead) -> LetterHead:
    """The head with addresses of usual length; a copy goes to an embassy in the country, if the case has no other."""
    abroad = mailing.kind != "copy" or any(target.role == "copy" for target in mailing.case.targets)
    last = None if abroad else -1
    return head._replace(sender=_SENDER[:last], recipient=_RECIPIENT[:last])


class Fit(NamedTuple):
    """The step of a letter, and whether it has one page in it."""

    step: int
    one_page: bool


@lru_cache(maxsize=256)
def case_fit(blocks: tuple[Block, ...], language: str, head: LetterHead, paper: Paper) -> Fit:
    """The airiest step in which a letter with these paragraphs fits one page; the closest if none does."""
    letter = Letter(language, False, paper, (), Address(_RECIPIENT), "Town, 30 September 2026", blocks, head=head)
    return _fit(letter, 0) or Fit(CLOSEST, False)


def own_fit(letter: Letter, usual: LetterHead, *, own_words: bool) -> Fit:
    """The step of one letter: closer than its case's if the sender's words or a longer head require it."""
    head = letter.head
    if head and len(head.sender + head.recipient) <= len(usual.sender + usual.recipient) and not own_words:
        return Fit(letter.step, letter.one_page)
    return _fit(letter, letter.step) or Fit(letter.step, False)


def _fit(letter: Letter, first: int) -> Fit | None:
    """The first step in which the letter has one page whatever font replaces its own, else that in its own font.

    The closest step is the last resort, for its lines are long.
    """
    for steps in (range(first, CLOSEST), (CLOSEST,)):
        for reference in (_in_widest(), bundled_reference()):
            for step in steps:
                if pages(letter._replace(step=step), reference) == 1:
                    return Fit(step, True)
    return None


@cache
def _in_widest() -> Reference:
    """The bundled document in the widest font that may replace its own, down to the lowest margin."""
    bundled = bundled_reference()
    return replace(_wider(bundled), steps=tuple(map(_wider, bundled.steps)))


def _wider(reference: Reference) -> Reference:
    top, right, _, left = reference.margins_mm
    return replace(reference, margins_mm=(top, right, LOWEST, left), faces=dict.fromkeys(reference.faces, "widest"))
