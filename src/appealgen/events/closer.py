"""Letters of a batch set closer where a style file takes space on their pages."""

from __future__ import annotations

import contextlib
from dataclasses import replace

from appealgen.errors import InputError, MissingError
from appealgen.events.plan import Batch, BatchLetter
from appealgen.model.document import Letter
from appealgen.model.sender import Sender
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.pdf.checks import check_letterhead, closer


def set_closer(batch: Batch, reference: Reference) -> Batch:
    """The batch with letters as close as one page requires, those of a case in one language alike.

    Raises InputError for a letterhead picture on the address of a window letter.
    """
    layouts = (each.mailing.layout for several in batch.prepared.values() for each in several)
    check_letterhead(layouts, reference.style)
    if reference.style is None:
        return batch
    longest: dict[int, BatchLetter] = {}
    for letter in batch.letters():
        known = longest.setdefault(id(letter.prepared), letter)
        if _length(letter.signatory.sender) > _length(known.signatory.sender):
            longest[id(letter.prepared)] = letter
    steps: dict[int, int] = {}
    for case in batch.cases:
        composed = {key: _composed(each, batch) for key, each in longest.items() if each.mailing.case.id == case.id}
        letters = {key: letter for key, letter in composed.items() if letter is not None}
        closely = zip(letters, closer(list(letters.values()), reference), strict=True)
        steps |= {key: letter.step for key, letter in closely}
    prepared = {
        key: tuple(each._replace(step=steps.get(id(each), each.step)) for each in several)
        for key, several in batch.prepared.items()
    }
    return replace(batch, prepared=prepared)


def _length(sender: Sender) -> tuple[bool, int]:
    return bool(sender.about or sender.own_words), len(sender.address) + bool(sender.email)


def _composed(letter: BatchLetter, batch: Batch) -> Letter | None:
    with contextlib.suppress(MissingError, InputError):  # the survey tells whose letter it is
        return letter.prepared.composed(letter.signatory.sender, batch.roots).letter
    return None
