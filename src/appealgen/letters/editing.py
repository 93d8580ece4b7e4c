"""A model letter edited by its sender: the text for an editor, and what an edit must not lose.

The facts and demands of a case are not the sender's to change: names, dates, numbers, articles of laws, demands and
placeholders stay. Everything else may be said in other words, and any sentence may be added.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

from appealgen.errors import Problem, ProblemCode
from appealgen.language.catalogues import translate_into
from appealgen.language.localized import texts_of
from appealgen.language.localized_names import localized_language
from appealgen.letters.body import stems_of
from appealgen.letters.translation import dates_and_numbers, paragraphs_of
from appealgen.messages import message
from appealgen.model.case import MAY_BE_ABSENT, PLACEHOLDER, Case, ModelLetter, placeholders
from appealgen.model.identifiers import Tag

_END = re.compile(r"(?<=[.!?…؟۔।])(?<!\b\d\.)(?<!\b\d\d\.)[”»“’)\]*]*\s+|(?<=[。！？])")
"""The end of a sentence, with closing marks; not the point of an ordinal, as in 3. März."""
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(.*)$", re.MULTILINE)
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NOUNS_CAPITALIZED = ("de", "lb", "nds")
"""Languages that write every noun with a capital, so that capitals do not show names."""

Kind = Literal["demand", "name", "number", "placeholder"]


def for_editor(letter: ModelLetter, language: Tag) -> str:
    """The letter as a file for an editor, below instructions in a comment in `language`."""
    lines = (
        message(
            "The letter in {language}. Change it, save, and close the editor.", language=localized_language(letter.tag)
        ),
        message(
            "Your own words can go anywhere. Keep every demand word for word, and every name, date, number and "
            "article of a law."
        ),
        message("What is between {{{{ and }}}} is filled in later. A line between two paragraphs stays empty."),
        message("Delete everything to leave the letter as it was."),
    )
    return (
        "<!--\n" + "".join(f"{translate_into(line, language)}\n" for line in lines) + f"-->\n\n{letter.text.strip()}\n"
    )


def faults_of(case: Case, before: ModelLetter, after: ModelLetter, given: Collection[str]) -> Iterator[Problem]:
    """Everything that the letter lost in an edit, each once; `given` are the optional placeholders that have a value.

    A fact of a sentence that is unchanged is not lost. One of any other sentence has to be in a new one; a name may be
    anywhere.
    """
    old, new = _sentences(before.text), _sentences(after.text)
    changed = [sentence for sentence in old if sentence not in new]
    fresh = _plain(" ".join(sentence for sentence in new if sentence not in old))
    text = _plain(after.text)
    found: list[tuple[Kind, str, bool]] = [
        *(("placeholder", name, name in placeholders(after.text)) for name in _needed(before, given)),
        *(("demand", demand, demand in text) for demand in _demands(before.text)),
        *(("number", fact, _has(fresh, fact)) for each in changed for fact in dates_and_numbers(each, before.tag)),
        *(("name", name, _is_named(name, text)) for each in changed for name in _names(case, each, before.tag)),
    ]
    for kind, lost in dict.fromkeys((kind, fact) for kind, fact, there in found if not there):
        yield _lost(kind, lost)


def notices_of_edit(case: Case, letter: ModelLetter) -> Iterator[Problem]:
    """That the sender edited the letter, and how much."""
    if letter.original is None:
        return
    old, new = _sentences(letter.original), _sentences(letter.text)
    text = message(
        "the text of the letter was edited; sentences new or reworded: {new}, left out: {left_out}",
        new=sum(each not in old for each in new),
        left_out=sum(each not in new for each in old),
    )
    yield Problem(ProblemCode.EDITED, text, case=case.id)


def _lost(kind: Kind, text: str) -> Problem:
    lost = {
        "demand": message("the demand “{text}” is not in it word for word", text=text),
        "name": message("the name “{text}” is no longer in it", text=text),
        "number": message("“{text}” is no longer in it", text=text),
        "placeholder": message("the placeholder {{{{ {text} }}}} is no longer in it", text=text),
    }
    return Problem(ProblemCode.LOST_IN_EDIT, lost[kind])


def _needed(letter: ModelLetter, given: Collection[str]) -> list[str]:
    """Placeholders that have to stay: all but those that would be empty."""
    return [name for name in dict.fromkeys(placeholders(letter.text)) if name not in MAY_BE_ABSENT or name in given]


def _sentences(text: str) -> list[str]:
    """The sentences of a letter without markup and line breaks; an item of a list is one, or several."""
    found: list[str] = []
    for paragraph in paragraphs_of(text):
        for part in _ITEM.findall(paragraph) or [paragraph]:
            found += [sentence for piece in _END.split(PLACEHOLDER.sub("", part)) if (sentence := _plain(piece))]
    return found


def _demands(text: str) -> list[str]:
    """The sentences of the demands: bold paragraphs and items of lists; without any, those of the last paragraph."""
    paragraphs = paragraphs_of(PLACEHOLDER.sub("", text))
    marked = [each for each in paragraphs if _ITEM.search(each) or re.fullmatch(r"\*\*.{40,}\*\*", each, re.DOTALL)]
    if not marked and "demands" not in placeholders(text):
        marked = paragraphs[-1:]
    return [sentence for paragraph in marked for sentence in _sentences(paragraph)]


def _names(case: Case, sentence: str, tag: Tag) -> list[str]:
    """Names in a sentence: of people and offices of the case, and words with a capital where these show names."""
    known = [text for person in case.people for text in texts_of(person.name)]
    known += [
        text for target in case.targets for words in (target.name, target.office) if words for text in texts_of(words)
    ]
    found = [name for name in known if name in sentence]
    if tag.partition("-")[0] not in _NOUNS_CAPITALIZED:
        for fact in dates_and_numbers(sentence, tag):
            sentence = sentence.replace(fact, "0")
        found += _capitalized(sentence)
    return found


def _capitalized(sentence: str) -> list[str]:
    """Words with a capital after the first one; those that follow each other are one name."""
    names, at = list[str](), -1
    for match in list(_WORD.finditer(sentence))[1:]:
        word = match[0]
        if len(word) > 1 and word[0].isupper():
            joined = names and match.start() == at + 1
            names[-1:] = [f"{names[-1]} {word}"] if joined else [*names[-1:], word]
            at = match.end()
    return names


def _is_named(name: str, text: str) -> bool:
    """Whether every word of a name is in the text, with any ending."""
    folded = text.casefold()
    return all(stem in folded for stem in stems_of(name))


def _has(text: str, fact: str) -> bool:
    """Whether a date or number is in the text, and not as a part of a longer number."""
    return re.search(rf"(?<!\d){re.escape(_plain(fact))}(?!\d)", text) is not None


def _plain(text: str) -> str:
    """Words without markup, in one line."""
    return " ".join(re.sub(r"[*_\\`]", "", text).replace("\u00a0", " ").split())
