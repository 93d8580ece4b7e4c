"""Join words broken at line ends as the document itself spells them elsewhere."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from appealgen.importing.document_words import fold_letters, word_list, word_pattern
from appealgen.importing.lines import SOFT_HYPHEN, Line
from appealgen.importing.notes import doubt
from appealgen.language.localized import texts_of
from appealgen.messages import message
from appealgen.model.case import Case, Doubt, DoubtCode

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(r"(?<!\S)[\W_]*((?:[^\W\d_]+-)+)$")
_GOES_ON = re.compile(r"[^\W\d_]+")
_NAMED = 6
"""Number of words that a doubt names."""


class BrokenWord(NamedTuple):
    """A word for which the document does not show whether its hyphen stays; `spelled` is the assumed spelling."""

    spelled: str
    other: str
    number: int


def join_broken_words(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[BrokenWord, ...]]:
    """The lines with soft hyphens where a word was only broken, and the undecided words.

    Undecided words follow the document's habit: whole words if it breaks words, otherwise compounds.
    """
    breaks = list(_breaks(lines))
    if not breaks:
        return tuple(lines), ()
    known = _known_words(lines, {at for at, _, _ in breaks})
    decided = [_is_whole(first, second, known) for _, first, second in breaks]
    habit = True in decided
    joined, unsure = list(lines), []
    for (at, first, second), whole in zip(breaks, decided, strict=True):
        line = lines[at]
        if habit if whole is None else whole:
            last = line.spans[-1]
            joined[at] = line._replace(spans=(*line.spans[:-1], last._replace(text=last.text[:-1] + SOFT_HYPHEN)))
        if whole is None:
            spellings = (f"{first[:-1]}{second}", f"{first}{second}")
            unsure.append(BrokenWord(spellings[not habit], spellings[habit], line.number))
    return tuple(joined), tuple(unsure)


def _breaks(lines: Sequence[Line]) -> Iterator[tuple[int, str, str]]:
    """Places where a line ends in a hyphen and the next continues in small letters, with the word's two parts."""
    for at, (line, following) in enumerate(itertools.pairwise(lines)):
        first = _BROKEN.search(line.text) if line.text.endswith("-") else None
        second = _GOES_ON.match(following.text)
        if first and second and second[0].islower() and following.kind == "text" and following.start != "paragraph":
            yield at, first[1], second[0]


def _known_words(lines: Sequence[Line], broken: set[int]) -> set[str]:
    """The words of a document except the broken ones, with and without hyphens inside."""
    known: set[str] = set()
    for at, line in enumerate(lines):
        words = _WORD.findall(fold_letters(line.text))
        known.update(words[1 if at - 1 in broken else 0 : -1 if at in broken else None])
    return known


def _is_whole(first: str, second: str, known: set[str]) -> bool | None:
    """Whether a broken word has no hyphen of its own; None if nothing shows it."""
    begin, end = fold_letters(first[:-1]), fold_letters(second)
    if word_pattern(r"{conjunctions}\Z").match(end) or f"{begin}-{end}" in known:
        return False
    if f"{begin}{end}" in known or end in word_list("word_endings"):
        return True
    return False if begin.rpartition("-")[2] in word_list("compound_beginnings") else None


def doubts_of_broken_words(words: Sequence[BrokenWord], case: Case) -> Iterator[Doubt]:
    """A doubt for each field with such words; grave in a name or an address."""
    for field, grave, texts in _fields(case):
        if found := [word for word in words if any(word.spelled in text for text in texts)]:
            named = ", ".join(f"{word.spelled} ({word.other})" for word in found[:_NAMED])
            text = message("broken at the end of a line, with or without a hyphen: {words}", words=named)
            code = DoubtCode.LIKELY if grave else DoubtCode.SPELLING
            yield doubt(code, field, text, found[0].number, grave=grave)


def _fields(case: Case) -> Iterator[tuple[str, bool, Sequence[str]]]:
    """Fields, whether a wrong hyphen in them is grave, and their texts."""
    for number, person in enumerate(case.people):
        yield f"people[{number}].name", True, texts_of(person.name)
    for number, target in enumerate(case.targets):
        yield f"targets[{number}].address", True, target.address
        yield f"targets[{number}].office", True, texts_of(target.office or "")
        yield f"targets[{number}].name", True, texts_of(target.name or "")
    yield from ((f"letters.{tag}", False, (letter.text,)) for tag, letter in case.letters.items())
    for number, demand in enumerate(case.demands):
        yield f"demands[{number}].text", False, texts_of(demand.text)
    for name in ("title", "summary", "background"):
        yield name, False, texts_of(getattr(case, name) or "")
