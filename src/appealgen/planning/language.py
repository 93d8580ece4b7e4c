"""Which language a letter is written in, and why, in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from appealgen.errors import Problem, ProblemCode
from appealgen.language.locales import best_of, same_language
from appealgen.language.localized_names import localized_language, localized_languages
from appealgen.language.parsing import suggest_language
from appealgen.messages import Message, join, message
from appealgen.model.identifiers import Tag

Audience = Literal["sender", "organizer"]
"""Whom notices speak to: the sender (“you read …”), or an organizer who writes for others (“they read …”)."""

_OF_THE_TARGET = (
    message("the target's first language"),
    message("the target's second language"),
    message("the target's third language"),
    message("the target's fourth language"),
    message("the target's fifth language"),
)
_YOUR_OWN = (
    message("your own language"),
    message("your second language"),
    message("your third language"),
    message("your fourth language"),
    message("your fifth language"),
)


@dataclass(frozen=True)
class Choice:
    """The language of a letter and the reason for it, as a sentence for the plan."""

    tag: Tag
    reason: Message
    unread: bool = False
    """Whether the sender is not known to read it (only when asked for by name)."""


def choose(
    preferred: Sequence[Tag],
    letters: Collection[Tag],
    reads: Sequence[Tag],
    *,
    own_language: bool,
    asked_for: Tag | None = None,
    audience: Audience = "sender",
) -> Choice | Problem:
    """The first of the target's languages that has a letter and that the sender reads; else, where the case allows
    it, the sender's own; else English; else a Problem that names the letters that exist. `asked_for` overrides.
    """
    if asked_for is not None:
        return _as_asked(asked_for, letters, reads)
    passed_over: list[Message] = []
    for position, wanted in enumerate(preferred):
        letter, name = best_of(wanted, sorted(letters)), localized_language(wanted)
        if letter is not None and any(same_language(letter, own) for own in reads):
            later = message("the target's language no. {number}", number=position + 1)
            return Choice(Tag(letter), _reason(letter, _nth(_OF_THE_TARGET, position, later), passed_over))
        missing = message("there is no {language} letter", language=name)
        passed_over.append(message("there is no {language} letter that you read", language=name) if letter else missing)
    if (own_language or not preferred) and (own := _first_read(reads, letters)) is not None:
        which = _nth(_YOUR_OWN, own[1], message("your language no. {number}", number=own[1] + 1))
        why = message("{which}, as the case names no language of the target's", which=which)
        if own_language:
            why = message("{which}, which the case allows", which=which)
        return Choice(own[0], _reason(own[0], why, passed_over))
    if (english := best_of("en", sorted(letters))) and any(same_language(english, own) for own in reads):
        return Choice(Tag(english), _reason(english, message("the language to fall back on"), passed_over))
    return _none_fits(letters, reads, audience)


def _as_asked(asked_for: Tag, letters: Collection[Tag], reads: Sequence[Tag]) -> Choice | Problem:
    letter = best_of(asked_for, sorted(letters))
    if letter is None:
        name, names = localized_language(asked_for), _names(letters)
        text = message("there is no {language} letter; there are letters in {letters}", language=name, letters=names)
        return Problem(ProblemCode.NO_LETTER, text, suggest_language(asked_for, sorted(letters)), field="language")
    unread = not any(same_language(letter, own) for own in reads)
    return Choice(Tag(letter), message("{language}: as you asked", language=localized_language(letter)), unread)


def _none_fits(letters: Collection[Tag], reads: Sequence[Tag], audience: Audience) -> Problem:
    if not letters:
        text, hint = message("the case has no model letter yet"), message("add letter.<language>.md to its folder")
        return Problem(ProblemCode.NO_LETTER, text, hint)
    names = {"reads": _names(reads), "letters": _names(letters)}
    if audience == "sender":
        text = message("you read {reads}; there are letters in {letters}", **names)
        hint = message("--language TAG writes one of these all the same")
    else:
        text = message("they read {reads}; there are letters in {letters}", **names)
        hint = message("add a letter in it to the case, or to the row a language that they sign letters in")
    return Problem(ProblemCode.NO_LETTER, text, hint)


def _first_read(reads: Sequence[Tag], letters: Collection[Tag]) -> tuple[Tag, int] | None:
    for position, own in enumerate(reads):
        if (letter := best_of(own, sorted(letters))) is not None:
            return Tag(letter), position
    return None


def _reason(tag: str, why: Message, passed_over: Sequence[Message]) -> Message:
    return join([message("{language}: {why}", language=localized_language(tag), why=why), *passed_over], "; ")


def _nth(first: Sequence[Message], position: int, later: Message) -> Message:
    return first[position] if position < len(first) else later


def _names(tags: Collection[str]) -> Message:
    return localized_languages(tags) if tags else message("no language")
