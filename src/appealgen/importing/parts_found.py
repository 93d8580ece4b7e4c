"""Parts of an Urgent Action found in a document; for any other document, what it looks like and lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from appealgen.importing.document_words import all_words, fold_letters, phrase_pattern, word_list
from appealgen.importing.fields.header import Header
from appealgen.importing.source import Source
from appealgen.importing.structure import prose
from appealgen.importing.structure.labels import labels_in
from appealgen.language.localized_names import localized_language
from appealgen.messages import Message, either, join, message

_POINTS = {
    "number": 3,
    **dict.fromkeys(("targets", "demands", "letter", "salutation", "closed", "index"), 2),
    **dict.fromkeys(("kind", "amnesty", "close", "copies", "deadline", "languages", "background"), 1),
    **dict.fromkeys(("people", "asks", "cause"), 1),
}
"""Points of each part; parts that two in ten letters have count less than parts of Urgent Actions only."""
_MARKED, _UNMARKED = 3, 5
"""Points needed by an Urgent Action with an organization, and by any other letter for somebody at risk."""
_OWN = frozenset(["number", "index", "amnesty"])
_LABELS_LOST = 3
"""Number of different labels inside lines above which line breaks must have been lost."""
_FEW_LINES, _MOST_WORDS = 40, 0.7
"""Lines of a document short enough to be a list of words, and the share of lines of one word in a broken one."""
_MOST = 20_000
_OTHER_LANGUAGES = ("sv", "da", "no", "fi", "pl", "cs", "tr", "ru")
_HINT = message("an Urgent Action has a number (UA 12/34), somebody to write to, and a letter or demands")


@dataclass(frozen=True)
class PartsFound:
    """The parts of a document by name, and its text in small letters."""

    parts: frozenset[str]
    plain: str
    source: Source

    @property
    def asks(self) -> bool:
        """Whether the document asks for letters, or ends a request for them."""
        return bool(self.parts & {"targets", "demands", "letter", "salutation", "closed"})

    @property
    def suffices(self) -> bool:
        """Whether the parts make an Urgent Action, or a letter for somebody at risk.

        Words that each have a line of their own make none: some of them are labels by chance.
        """
        if self._is_a_word_a_line():
            return False
        points = sum(_POINTS[part] for part in self.parts)
        if "number" not in self.parts:
            points -= 2 * (len(self.said_by("invoices")) + len(self.said_by("petitions")))
        return points >= (_MARKED if self.parts & _OWN else _UNMARKED)

    def said_by(self, others: str) -> set[str]:
        """Words that only invoices or petitions use, if there are two, one of them used by nobody else."""
        only = set(_phrases(word_list(others), self.plain))
        words = only | set(_phrases(word_list(f"of_{others}"), self.plain)) if only else only
        return words if len(words) > 1 else set()

    def looks_like(self) -> tuple[Message, Message]:
        """What an insufficient document looks like or lacks, and advice."""
        if self.said_by("invoices"):
            return message("it looks like an invoice"), _HINT
        if self.said_by("petitions"):
            return message("it looks like a petition of another organization"), _HINT
        if (lost := self._labels_inside_lines()) is not None:
            return lost
        if (tag := _other_language(self.plain)) is not None:
            read = join(localized_language(words.language) for words in all_words())
            hint = message(
                "documents in {languages} are supported; docs/importing.md explains how to add a form", languages=read
            )
            return message("it seems to be in {language}", language=localized_language(tag)), hint
        if other := next(_phrases(word_list("other_organizations"), self.plain), None):
            return message("it looks like an appeal of another organization: “{name}”", name=other), _HINT
        return self._lacks(), _HINT

    def _is_a_word_a_line(self) -> bool:
        """Whether most lines are one short word: the layout was lost, and with it where each part begins."""
        lines = [line.text.split() for line in self.source.document.lines if line.text.strip()]
        alone = sum(len(words) == 1 and len(words[0]) < 20 for words in lines)
        return len(lines) > _FEW_LINES and alone > _MOST_WORDS * len(lines)

    def _labels_inside_lines(self) -> tuple[Message, Message] | None:
        """A message about lost line breaks, if labels are inside lines or broken in two."""
        text = " ".join(line.text for line in self.source.document.lines)[:_MOST]
        labels = {match.label.part: text[match.start : match.end].strip(" :") for match in labels_in(text)}
        inside = [label for part, label in labels.items() if part not in self.source.sections.parts]
        if len(inside) < _LABELS_LOST:
            return None
        named = join(message("“{label}”", label=label[:40]) for label in inside[:_LABELS_LOST])
        looks = message(
            "it looks like one that has lost its line breaks: {labels} are in the middle of lines", labels=named
        )
        hint = message("save the original again as DOCX, PDF or HTML, or start a new line before each of these labels")
        return looks, hint

    def _lacks(self) -> Message:
        """The parts that it has and those that are missing."""
        has = [_TOLD[part] for part in _TOLD if part in self.parts]
        if not has:
            return message("it has none of the parts of one")
        wanted = {"number": _OWN, "targets": ("targets",), "letter": ("salutation", "letter", "demands")}
        missing = [_TOLD[part] for part, any_of in wanted.items() if not self.parts & set(any_of)]
        if not missing:
            return message("it has {parts}, but nothing about somebody at risk", parts=join(has))
        return message("it has {parts}; missing: {missing}", parts=join(has), missing=either(missing))


_TOLD = {
    "number": message("a number or the name of Amnesty"),
    "targets": message("somebody to write to"),
    "salutation": message("a salutation"),
    "letter": message("a letter or demands"),
    "deadline": message("a deadline"),
    "background": message("background information"),
    "people": message("names of people"),
}


def parts_found(source: Source, header: Header) -> PartsFound:
    """Find the parts of an Urgent Action in a document."""
    sections, plain = source.sections, fold_letters(source.text)
    signs = {
        "salutation": sections.named("salutation"),
        "close": sections.marked("close"),
        "closed": source.says_closed,
        "number": header.number,
        "index": header.index,
        "kind": sections.marked("kind") or (sections.marked("heading") and any(_phrases(word_list("kinds"), plain))),
        "amnesty": re.search("amnest|amnisti", plain),
        "asks": next(prose.asking_sentences(source.letter), None),
        "cause": any(_phrases(word_list("causes"), plain)),
    }
    found = {name for name, value in signs.items() if value} | (sections.parts & set(_POINTS))
    if "amnesty" not in found and any(_phrases(word_list("other_organizations"), plain)):
        found -= {"kind", *_OWN}  # other organizations' marks do not count
    return PartsFound(frozenset(found), plain, source)


def _phrases(phrases: Iterable[str], plain: str) -> Iterator[str]:
    """The phrases in a text, each as often as it occurs."""
    return (match[0] for match in re.finditer(rf"(?<!\w){phrase_pattern(phrases)}(?!\w)", plain))


def _other_language(plain: str) -> str | None:
    """The language of a text, by its commonest words, if no form is in that language."""
    words = re.findall(r"[^\W\d_]+", plain)
    known = max(sum(word in each.function_words for word in words) for each in all_words())
    counts = {tag: sum(word in word_list(f"words_{tag}") for word in words) for tag in _OTHER_LANGUAGES}
    best = max(counts, key=lambda tag: counts[tag])
    return best if counts[best] > max(known, 0.1 * len(words)) else None
