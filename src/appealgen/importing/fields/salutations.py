"""Match salutations, from labels and from the letter, with the targets that they address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from appealgen.importing.document_words import (
    all_words,
    contact_words,
    fold_letters,
    language_of_salutation,
    plain_words,
    word_list,
    word_pattern,
)
from appealgen.importing.field_names import name_of_part
from appealgen.importing.notes import DraftNotes
from appealgen.importing.source import Source
from appealgen.importing.structure.sections import Value
from appealgen.language.localized import texts_of, words_near
from appealgen.language.localized_names import localized_text
from appealgen.messages import message
from appealgen.model.case import DoubtCode, Target
from appealgen.model.identifiers import Tag

_PLACEHOLDER = re.compile(r"[\[\]{}<>_…]|\.{3,}|\bX{2,}\b")
_SEVERAL = re.compile(r"\b(?:and|und|et|y)\s+(?:dear|sehr|madame|monsieur|estimad|minister|ambassador)")


def salutations_by_language(text: str, default: Tag) -> Mapping[Tag, str] | str:
    """`Dear Minister / Estimado Señor Secretario` → each by language; one text if there is only one."""
    by_language: dict[Tag, str] = {}
    for part in _parts(text):
        by_language.setdefault(language_of_salutation(part, default), part)
    return MappingProxyType(by_language) if by_language else text


def _parts(text: str) -> list[str]:
    return [words for part in text.split("/") if (words := part.strip(" ,;:."))]


def with_salutations(source: Source, notes: DraftNotes, targets: list[Target]) -> tuple[Target, ...]:
    """Give the letter's own salutation to the target that it fits best; a general one to all targets without one.

    A salutation that fits nobody, or contradicts a label, is a doubt.
    """
    targets = [_without_blank(target, number, notes) for number, target in enumerate(targets)]
    officials = [number for number, target in enumerate(targets) if target.role == "target"]
    for value in source.sections.named("salutation") or _said_elsewhere(source):
        if _PLACEHOLDER.search(value.text):
            _note_blank(value.text, f"targets[{officials[0] if officials else 0}].salutation", notes, value.number)
            continue
        parts = _parts(value.text.rstrip(",;:! "))
        for words in parts if officials else ():
            at = _best(words, targets, officials)
            if any(other != words and _says_label(targets[at], other) for other in parts):
                continue  # Dear Minister / Dear Governor, and a label says one of them
            tokens = _tokens(words)
            everybody = [
                number
                for number in officials
                if targets[number].salutation is None and tokens <= _known(targets[number])
            ]
            for number in {at, *everybody}:
                if number != at and _is_of_one_sex(words):
                    text = message("“{text}” was read as the {field}", text=words, field=name_of_part("salutation"))
                    place = f"targets[{number}].salutation"
                    notes.doubt(DoubtCode.LIKELY, place, text, value.number, grave=False)
                targets[number] = _greeted(targets[number], number, words, value.number, source, notes)
    for number in officials:
        _check(targets[number], number, notes)
    return tuple(targets)


def _is_of_one_sex(salutation: str) -> bool:
    """Whether a salutation is only for a man or only for a woman: Dear Sir; not Dear Sir or Madam."""
    words = plain_words(salutation).split()
    return word_list("male_titles").isdisjoint(words) != word_list("female_titles").isdisjoint(words)


def _said_elsewhere(source: Source) -> list[Value]:
    """The salutation in a sentence for readers: Begin your letter with “Dear Minister”."""
    label = contact_words()["salutation"]
    said = word_pattern(rf"(?:{label})\W.{{0,20}}?({{salutations}}(?!\w)[^.!?;:,”\"»)(]{{0,50}})")
    found = ((said.search(fold_letters(line.text)), line) for line in source.lines_but("targets", "copies", "letter"))
    return [
        Value("salutation", line.text[slice(*match.span(1))].strip(), line.number) for match, line in found if match
    ][:1]


def _without_blank(target: Target, at: int, notes: DraftNotes) -> Target:
    """A target without a salutation that the writer must fill in: Dear [name]."""
    blank = next((words for words in texts_of(target.salutation or "") if _PLACEHOLDER.search(words)), None)
    if blank is None:
        return target
    _note_blank(blank, f"targets[{at}].salutation", notes)
    return replace(target, salutation=None)


def _note_blank(words: str, place: str, notes: DraftNotes, line: int | None = None) -> None:
    notes.doubt(DoubtCode.PLACEHOLDER, place, message("“{text}” is still to be filled in", text=words), line)


def _says_label(target: Target, words: str) -> bool:
    """Whether a target's salutation from a label has these words."""
    given = target.salutation
    labelled = [given] if isinstance(given, str) else list((given or {}).values())
    return plain_words(words) in map(plain_words, labelled)


def _best(words: str, targets: Sequence[Target], officials: Sequence[int]) -> int:
    """The target whose office or name a salutation repeats; the first one if there is none."""
    fits = {number: len(_tokens(words) & _known(targets[number])) for number in officials}
    return max(officials, key=lambda number: (fits[number], -number))


def _greeted(target: Target, at: int, words: str, line: int, source: Source, notes: DraftNotes) -> Target:
    place = f"targets[{at}].salutation"
    if _SEVERAL.search(fold_letters(words)):
        notes.doubt(DoubtCode.LIKELY, place, message("“{salutation}” addresses several people", salutation=words), line)
    given, language = target.salutation, language_of_salutation(words, source.language)
    if given is None:
        given, notes.origins[place] = {}, line
    labelled = given if isinstance(given, str) else given.get(language)
    if labelled is None and not isinstance(given, str):
        return replace(target, salutation=MappingProxyType({**given, language: words}))
    if labelled is not None and plain_words(labelled) != plain_words(words):
        text = message("the label says “{label}”, but the letter says “{letter}”", label=labelled, letter=words)
        notes.doubt(DoubtCode.CONTRADICTION, place, text, line)
    return target


def _check(target: Target, number: int, notes: DraftNotes) -> None:
    """Note a salutation with another office, name or gender than its target's."""
    words = words_near(target.salutation, "en", "de", "fr", "es") or ""
    name = plain_words(words_near(target.name, "en") or "").split()
    greeted = set(plain_words(words).split())
    text = message(
        "“{salutation}” does not fit {office}", salutation=words, office=localized_text(target.office or target.name)
    )
    place = f"targets[{number}].salutation"
    male, female = word_list("male_titles"), word_list("female_titles")
    genders = [(male, female), (female, male)]
    if _is_of_one_sex(words) and any(greeted & one and set(name[:3]) & other for one, other in genders):
        text = message("{message}: {name}", message=text, name=localized_text(target.name))
        notes.doubt(DoubtCode.CONTRADICTION, place, text, notes.origins.get(place))
        return
    own, tokens = _known(target), _tokens(words)
    alike = any(_alike(token, word) for token in tokens for word in own)
    if tokens and own and not alike and _comparable(words, target):
        notes.doubt(DoubtCode.CONTRADICTION, place, text, notes.origins.get(place))


def _comparable(words: str, target: Target) -> bool:
    """Whether a salutation and an office are in one language: only then must they share a word."""
    office = plain_words(words_near(target.office, "en") or "").split()
    for language in all_words():
        known = {part for word in language.offices for part in plain_words(word).split()}
        if known & set(office):
            return bool(known & _tokens(words)) or language.language == language_of_salutation(words, Tag("und"))
    return not office


def _alike(one: str, other: str) -> bool:
    return one == other or (len(one) > 4 and one in other) or (len(other) > 4 and other in one)


def _tokens(words: str) -> set[str]:
    """The words of a salutation, an office or a name that identify the addressee."""
    generic = word_list("generic_salutations")
    return {word for word in plain_words(words).split() if word not in generic and len(word) > 1}


def _known(target: Target) -> set[str]:
    office, name = words_near(target.office, "en") or "", words_near(target.name, "en") or ""
    return _tokens(f"{office} {name}")
