"""Advice about own words in a batch: letters to one office that have none, or nearly the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from appealgen.errors import Problem, ProblemCode
from appealgen.language.localized import words_in
from appealgen.letters.near_copies import near_copies, windows
from appealgen.messages import join, message, nmessage

if TYPE_CHECKING:
    from appealgen.events.plan import BatchLetter
    from appealgen.planning.plan import Mailing

_MANY = 20
"""Letters to an office without own words that need no advice."""


def own_words_advice(letters: Iterable[BatchLetter]) -> Iterator[Problem]:
    """A notice for each office that gets many letters without own words, or several with nearly the same."""
    offices: dict[tuple[str, str], Counter[frozenset[str]]] = {}
    made: dict[tuple[str, str, str], frozenset[str]] = {}
    for letter in letters:
        mailing, sender = letter.mailing, letter.signatory.sender
        if sender.blank or not mailing.takes_own_words:
            continue
        words, case = mailing.words_of(sender) or "", mailing.case.id
        key = case, mailing.language.tag, words
        if key not in made:
            made[key] = windows(words, _given(mailing)) if words else frozenset()
        offices.setdefault((case, mailing.target.id), Counter())[made[key]] += 1
    for (of, target), counted in offices.items():
        without = counted.pop(frozenset(), 0)
        yield from _advice(of, target, without if without > _MANY else 0, _alike(counted))


def _given(mailing: Mailing) -> str:
    """What the case gives: its model letter and its demands."""
    tag = mailing.language.tag
    demands = (words_in(demand.text, tag) or "" for demand in mailing.case.demands)
    return "\n".join((mailing.case.letters[tag].text, *demands))


def _alike(counted: Counter[frozenset[str]]) -> int:
    """The letters that share more than half of their own words with another one."""
    several, near = list(counted), near_copies(counted)
    return sum(count for number, count in enumerate(map(counted.__getitem__, several)) if count > 1 or number in near)


def _advice(case: str, target: str, without: int, alike: int) -> Iterator[Problem]:
    said = []
    if without:
        said.append(nmessage("{count} letter has no own words", "{count} letters have no own words", without))
    if alike:
        said.append(
            nmessage(
                "{count} letter has nearly the same own words as another",
                "{count} letters have nearly the same own words",
                alike,
            )
        )
    if said:
        text = message("{target}: {advice}", target=target, advice=join(said, "; "))
        hint = message("some guides for letter writers ask for own words: a sentence for each person, in the roster")
        yield Problem(ProblemCode.WORDS_ALIKE, text, hint, case=case, target=target)
