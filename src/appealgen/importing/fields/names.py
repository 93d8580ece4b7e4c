"""Find names of people in prose, and give names in capitals their normal spelling."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from appealgen.importing.document_words import all_words, fold_letters, function_words, plain_words, word_list
from appealgen.post.country import country_called

_CAPITALIZED = re.compile(
    r"(?:(?:[A-ZÀ-ÞĀ-Ž][\w’'ʼ-]*\w|[A-ZÀ-Þ]\.?|al-[A-Z]\w+|el-[A-Z]\w+)(?:\s+(?:de\sla|de\slos|de|del|la|al|bin|bint|ibn|van|von|der|da|dos|do|di|ould|ag|abu|el)\b)?\s+){1,5}"
    r"(?:[A-ZÀ-ÞĀ-Ž][\w’'ʼ-]*\w|al-[A-Z]\w+|el-[A-Z]\w+)"
)
_ELIDED = re.compile(r"[LD][’'][a-zà-ÿ]")
"""A French noun with its article: L’avocat Shen Guolin."""
_GERMAN_ARTICLES = frozenset(["der", "die", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines"])
_PLACE_BEFORE = re.compile(r"(?<!\w)(?:in|at|near|from|to|aus|en|à)\s$")


class NamedPerson(NamedTuple):
    """A person at risk, with their line; `likely` if only prose names them."""

    name: str
    pronouns: str | None
    number: int
    likely: bool = False


def unshouted(name: str, text: str) -> str:
    """A name in capitals with the capitals that it has elsewhere in the text, else with capital initials."""
    if not _is_shouted(name):
        return name
    for match in re.finditer(rf"(?<!\w){re.escape(fold_letters(name))}(?!\w)", fold_letters(text)):
        elsewhere = text[match.start() : match.end()]
        if not _is_shouted(elsewhere):
            return elsewhere
    return " ".join(
        _capitalized(word, first=not at) if word.isupper() and len(word) > 1 else word
        for at, word in enumerate(name.split())
    )


def _is_shouted(name: str) -> bool:
    return any(word.isupper() and len(word) > 2 for word in name.split())


def _capitalized(word: str, *, first: bool) -> str:
    """A word in capitals as it is normally written; one with a full stop is an abbreviation."""
    if fold_letters(word) in word_list("small_words") and not first:
        return word.lower()
    if "." in word:
        return word
    return re.sub(r"[^\W\d_]+", lambda match: match[0][0] + match[0][1:].lower(), word)


@cache
def _never_first() -> frozenset[str]:
    """Words at the beginning of sentences, and titles: no part of a name although capitalized."""
    return function_words() | word_list("openers") | word_list("titles")


@cache
def _office_like() -> frozenset[str]:
    words = (
        word for each in all_words() for name in ("offices", "domains", "institutions") for word in getattr(each, name)
    )
    return frozenset(part for word in words for part in plain_words(word).split()) - frozenset(["al", "de", "la"])


def people_from_prose(texts: Sequence[tuple[str, int]], bold: Iterable[str]) -> list[NamedPerson]:
    """The people whom prose names most; `texts` are its paragraphs with their lines, the summary first.

    A name counts if it is in the summary and elsewhere, or in bold. These people are only likely.
    """
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    whole = "\n".join(text for text, _ in texts)
    for text, number in texts:
        for name in (_without_job(each, whole) for each in names_in(text)):
            counts[name] += 1
            first.setdefault(name, number)
    shouted = {plain_words(words) for words in bold}
    lead = " ".join(text for text, _ in texts[:1])
    likely = [name for name in counts if plain_words(name) in shouted or (counts[name] >= 2 and name in lead)]
    if not likely:
        likely = [name for name in counts if name in lead][:1]
    complete = [name for name in likely if not _is_part(name, likely, counts, shouted)]
    order = sorted(complete, key=lambda name: (-min(counts[name], 3), first[name], lead.find(name)))
    most = max((counts[name] for name in order), default=0)
    return [
        NamedPerson(name, None, first[name], likely=True)
        for name in order
        if counts[name] * 3 >= most or plain_words(name) in shouted
    ]


def _without_job(name: str, text: str) -> str:
    """A name without the word before it, if the text more often has it without: Fotografen Kelechi Obi."""
    tail = name.partition(" ")[2]
    return tail if " " in tail and text.count(tail) > 2 * text.count(name) else name


def _is_part(name: str, others: Sequence[str], counts: Counter[str], shouted: set[str]) -> bool:
    """Whether a longer or a shorter name is meant by this one (Buchhändler Radzim Velim)."""
    own = plain_words(name)
    for other in others:
        longer = plain_words(other)
        if other != name and own in longer and own not in shouted and counts[name] <= counts[other]:
            return True
        if other != name and longer in own and (longer in shouted or counts[other] > counts[name]):
            return True
    return False


def names_in(text: str) -> Iterator[str]:
    """Possible names of people in a text."""
    for match in _CAPITALIZED.finditer(text):
        if _PLACE_BEFORE.search(text[: match.start()]):
            continue
        words = match[0].replace("’s", "").replace("'s", "").split()
        before = (
            text[: match.start()].rpartition(" ")[0].rpartition(" ")[2] if text[: match.start()].endswith(" ") else ""
        )
        while words and (fold_letters(words[0]).strip(".") in _never_first() or _ELIDED.match(words[0])):
            before = words.pop(0)
        if len(words) > 2 and before.lower() in _GERMAN_ARTICLES:
            words.pop(0)  # Der Musiker Ana Velim
        plain = [fold_letters(word).strip(".,") for word in words]
        if len(words) < 2 or any(word in word_list("no_names") or word in _office_like() for word in plain):
            continue
        if any(map(country_called, (" ".join(words), *words))) or all(map(str.isupper, words)):
            continue
        yield " ".join(words)
