"""Check a case before anyone writes for it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from appealgen.errors import Problem
from appealgen.language.locales import best_of
from appealgen.language.phrases import languages_with_phrases
from appealgen.letters.compose import compose
from appealgen.letters.review import review_case, review_letter
from appealgen.letters.translation import review_translation
from appealgen.letters.unread import unread_words_of
from appealgen.messages import untranslated
from appealgen.model.case import Case
from appealgen.model.identifiers import UNKNOWN, Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import StationeryChoice
from appealgen.planning.doubts import as_problem
from appealgen.planning.language import Choice
from appealgen.planning.plan import Mailing
from appealgen.post.address import address_problems
from appealgen.post.stationery import choose_stationery
from appealgen.reading.case_files import unfinished_translations
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.pagination import pages

_ANY_DAY = datetime.date(2000, 1, 1)


def check(case: Case, roots: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    """Advice on a case: letter-writing rules for its letters, postal rules for its addresses; never errors.

    Each letter is composed for an invented sender who gives every detail. Raises TemplateError, and InputError for a
    letter that cannot be composed.
    """
    known = languages_with_phrases(roots)
    problems = [as_problem(doubt, case) for doubt in case.unsettled]
    problems += review_case(case, known)
    for model in case.letters.values():
        problems += [replace(problem, case=case.id) for problem in review_translation(case, model)]
    problems += [*unfinished_translations(case), *unread_words_of(case, roots)]
    for target in case.targets:
        clerk = address_problems(target, target.country_in(case.country), UNKNOWN) if target.address else []
        problems += [replace(problem, case=case.id, file=case.file) for problem in clerk]
    reference = bundled_reference()
    for tag, model in case.letters.items():
        if best_of(tag, known) is not None and (mailing := _sample_mailing(case, tag, roots)) is not None:
            letter = compose(mailing, roots).letter
            problems += review_letter(case, model, letter, pages(letter, reference))
    return tuple(problems)


def _sample_mailing(case: Case, tag: Tag, roots: tuple[Path, ...]) -> Mailing | None:
    """The appeal to the first target from a sender with every detail; None if the case lacks something."""
    targets = [target for target in case.targets if target.role == "target"]
    if case.lacking or not targets:
        return None
    address = ("Street", "Town", "Postcode")
    sender = Sender(name="Sender", address=address, country=UNKNOWN, reads=(tag,), place="Town", about="What I do.")
    return Mailing(
        case=case,
        sender=sender,
        kind="appeal",
        addressee=targets[0],
        recipient=targets[0],
        language=Choice(tag, untranslated("the letter to review")),
        note_language=tag,
        date=case.deadline or _ANY_DAY,
        origin=sender.country,
        stationery=choose_stationery(StationeryChoice(), sender.country, sender.reads, roots),
        own_words="What I add.",
    )
