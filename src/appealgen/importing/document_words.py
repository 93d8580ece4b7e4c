"""Words that identify the parts of a document, by language and in lists; and comparison of text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from appealgen import resources
from appealgen.language.parsing import SCALARS
from appealgen.model.identifiers import Tag
from appealgen.yamlfile.reader import load_yaml


@dataclass(frozen=True, kw_only=True)
class DocumentWords:
    """The words of one language.

    The first of each pair in `first_person` is a regular expression, and so are the values in `says`, by meaning: the
    text asks for something, is an update, closes its case, or gives a last day for writing.
    """

    language: Tag
    salutations: tuple[str, ...]
    closes: tuple[str, ...]
    says: Mapping[str, tuple[str, ...]]
    first_person: tuple[tuple[str, ...], ...] = ()
    offices: tuple[str, ...]
    domains: tuple[str, ...] = ()
    institutions: tuple[str, ...]
    embassies: tuple[str, ...]
    honorifics: tuple[str, ...]
    contacts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conjunctions: tuple[str, ...]
    own_language: tuple[str, ...]
    language_noise: tuple[str, ...]
    function_words: tuple[str, ...]
    ordinals: Mapping[str, int] = field(default_factory=dict)


@cache
def all_words() -> tuple[DocumentWords, ...]:
    """The words of every language, English first, then in order of file names."""
    paths = sorted(resources.each("document_words", "*.yaml"), key=lambda path: (path.stem != "en", path.stem))
    return tuple(load_yaml(path, DocumentWords, SCALARS) for path in paths)


@cache
def function_words() -> frozenset[str]:
    """The commonest words of all languages, folded."""
    return frozenset(fold_letters(word) for words in all_words() for word in words.function_words)


def word_list(name: str) -> frozenset[str]:
    """One of the lists of words for all languages in `data/document_word_lists.yaml`."""
    return _word_lists()[name]


@cache
def _word_lists() -> Mapping[str, frozenset[str]]:
    lists = load_yaml(resources.get("document_word_lists.yaml"), dict[str, tuple[str, ...]], SCALARS)
    return {name: frozenset(words) for name, words in lists.items()}


def fold_letters(text: str) -> str:
    """The text without capitals and accents, letter by letter, so that its length stays the same."""
    return text.lower() if text.isascii() else "".join(map(_base, text))


@lru_cache(maxsize=4096)
def _base(char: str) -> str:
    if char in "ßæœøđłı":
        return {"ß": "s", "æ": "a", "œ": "o", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}[char]
    return (unicodedata.normalize("NFKD", char)[:1] or char).lower()[:1]


def plain_words(text: str) -> str:
    """The text for comparison: folded words with single spaces."""
    return " ".join(re.findall(r"\w+", fold_letters(text)))


def phrase_pattern(phrases: Iterable[str]) -> str:
    """A regular expression for folded text that matches any of the phrases, the longest first."""
    known = sorted({fold_letters(phrase) for phrase in phrases}, key=len, reverse=True)
    return "(?:" + "|".join(_loosely(phrase) for phrase in known) + ")"


def _loosely(phrase: str) -> str:
    words = re.findall(r"\w+", phrase)
    return r"[\W_]{0,3}".join(map(re.escape, words)) + (r"\.?" if phrase.endswith(".") else "")


@cache
def word_pattern(template: str) -> re.Pattern[str]:
    """The pattern for folded text in which `{offices}` is any word of that list in any language."""
    return re.compile(re.sub(r"\{([a-z_]+)\}", lambda field: _any_word(field[1]), template))


@cache
def says(what: str) -> re.Pattern[str]:
    """The pattern of texts with a meaning in any language; for folded text, except `asks` and `no_post`."""
    return re.compile("|".join(f"(?:{said})" for words in all_words() for said in words.says.get(what, ())))


def _any_word(name: str) -> str:
    return phrase_pattern(word for words in all_words() for word in getattr(words, name))


@cache
def contact_words() -> Mapping[str, str]:
    """The pattern of each kind of contact."""
    kinds = dict.fromkeys(kind for words in all_words() for kind in words.contacts)
    return {
        kind: phrase_pattern(label for words in all_words() for label in words.contacts.get(kind, ())) for kind in kinds
    }


def language_of(text: str, default: Tag) -> Tag:
    """The language of a text, by its commonest words, among those of documents; else the default."""
    counts = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    hits = {words.language: sum(counts[word] for word in words.function_words) for words in all_words()}
    best = max(hits, key=lambda tag: hits[tag])
    total = sum(counts.values())
    return best if hits[best] >= max(3, 0.08 * total) and hits[best] > hits.get(default, 0) else default


def language_of_salutation(text: str, default: Tag) -> Tag:
    """The language of a salutation, by its beginning."""
    plain = fold_letters(text).strip()
    for words in all_words():
        if any(re.match(rf"{re.escape(fold_letters(start))}(?!\w)", plain) for start in words.salutations):
            return words.language
    return default
