"""Which language a letter is written in, and why, in words; which text of a `Words` value serves it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from appealgen.errors import Problem
from appealgen.language.locales import best_of, language_name, same_language, suggest_language
from appealgen.model import Tag, Words

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True)
class Choice:
    """The language of a letter and the reason for it, as a sentence for the plan."""

    tag: Tag
    reason: str
    unread: bool = False
    """Whether the sender is not known to read it (only when asked for by name)."""


def choose(
    preferred: Sequence[Tag],
    letters: Collection[Tag],
    reads: Sequence[Tag],
    *,
    own_language: bool,
    asked_for: Tag | None = None,
) -> Choice | Problem:
    """The first of the target's languages that has a letter and that the sender reads; else, where the case allows
    it, the sender's own; else English; else a Problem that names the letters that exist. `asked_for` overrides.
    """
    if asked_for is not None:
        return _as_asked(asked_for, letters, reads)
    passed_over: list[str] = []
    for position, wanted in enumerate(preferred):
        letter, name = best_of(wanted, sorted(letters)), language_name(wanted)
        if letter is not None and any(same_language(letter, own) for own in reads):
            return Choice(Tag(letter), _reason(letter, f"the target's {_ordinal(position)} language", passed_over))
        passed_over.append(f"there is no {name} letter" + (" that you read" if letter else ""))
    if (own_language or not preferred) and (own := _first_read(reads, letters)) is not None:
        which = "your own language" if own[1] == 0 else f"your {_ordinal(own[1])} language"
        why = "which the case allows" if own_language else "as the case names no language of the target's"
        return Choice(own[0], _reason(own[0], f"{which}, {why}", passed_over))
    if (english := best_of("en", sorted(letters))) and any(same_language(english, own) for own in reads):
        return Choice(Tag(english), _reason(english, "the language to fall back on", passed_over))
    return _none_fits(letters, reads)


def _as_asked(asked_for: Tag, letters: Collection[Tag], reads: Sequence[Tag]) -> Choice | Problem:
    letter = best_of(asked_for, sorted(letters))
    if letter is None:
        message = f"there is no {language_name(asked_for)} letter; there are letters in {_names(letters)}"
        return Problem("no-letter", message, suggest_language(asked_for, sorted(letters)), field="language")
    unread = not any(same_language(letter, own) for own in reads)
    return Choice(Tag(letter), f"{language_name(letter)}: as you asked", unread)


def _none_fits(letters: Collection[Tag], reads: Sequence[Tag]) -> Problem:
    if not letters:
        return Problem("no-letter", "the case has no model letter yet", "add letter.<language>.md to its folder")
    message = f"you read {_names(reads)}; there are letters in {_names(letters)}"
    return Problem("no-letter", message, "--language TAG writes one of these all the same")


def _first_read(reads: Sequence[Tag], letters: Collection[Tag]) -> tuple[Tag, int] | None:
    for position, own in enumerate(reads):
        if (letter := best_of(own, sorted(letters))) is not None:
            return Tag(letter), position
    return None


def _reason(tag: str, why: str, passed_over: Sequence[str]) -> str:
    return "; ".join([f"{language_name(tag)}: {why}", *passed_over])


def _ordinal(position: int) -> str:
    return _ORDINALS[position] if position < len(_ORDINALS) else f"{position + 1}th"


def _names(tags: Collection[str]) -> str:
    return ", ".join(f"{language_name(t)} ({t})" for t in sorted(tags)) or "no language"


def texts_of(words: Words) -> tuple[str, ...]:
    """Every text of a value, in whatever language."""
    return (words,) if isinstance(words, str) else tuple(words.values())


def words_in(words: Words | None, tag: str) -> str | None:
    """The text for a language; None when there is no text that its readers would read."""
    if words is None or isinstance(words, str):
        return words
    match = best_of(tag, words)
    return words[Tag(match)] if match is not None else None


def words_near(words: Words | None, *tags: str) -> str | None:
    """The text for the first of the languages that has one, else English, else whichever there is.

    For names and offices, which are better in another language than absent.
    """
    if words is None or isinstance(words, str):
        return words
    for tag in (*tags, "en"):
        if (text := words_in(words, tag)) is not None:
            return text
    return next(iter(words.values()), None)
