"""Choose the text of a `LocalizedText` for a reader."""

from __future__ import annotations

from appealgen.language.locales import best_of
from appealgen.model.case import LocalizedText
from appealgen.model.identifiers import Tag


def texts_of(words: LocalizedText) -> tuple[str, ...]:
    """Every text of a value, in all languages."""
    return (words,) if isinstance(words, str) else tuple(words.values())


def words_in(words: LocalizedText | None, tag: str) -> str | None:
    """The text for a language; None if its readers would read none of the texts."""
    if words is None or isinstance(words, str):
        return words
    match = best_of(tag, words)
    return words[Tag(match)] if match is not None else None


def words_near(words: LocalizedText | None, *tags: str) -> str | None:
    """The text for the first language that has one, else the English text, else any.

    For names and offices: another language is better than none.
    """
    if words is None or isinstance(words, str):
        return words
    for tag in (*tags, "en"):
        if (text := words_in(words, tag)) is not None:
            return text
    return next(iter(words.values()), None)
