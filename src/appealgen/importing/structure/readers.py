"""Distinguish text for the readers of a page, who are asked to write, from text about a case."""

from __future__ import annotations

import re
from functools import cache

from appealgen.importing.document_words import phrase_pattern, plain_words, word_list
from appealgen.importing.structure.letter_bounds import greets_readers
from appealgen.importing.structure.prose import sentences

_LONGEST = 400
"""Characters of a paragraph that may address only readers."""
_I = re.compile(r"(?<!\w)I(?:['’](?:m|ve|d|ll))?(?!\w)")
_GREETING = re.compile(r"[^.!?;:,]{3,60}(?=[,!:])")


def is_request(text: str) -> bool:
    """Whether a text asks its readers to write and mentions no harm: “You can use the letter below. It costs 2.40.”."""
    said = sentences(text)
    return len(text) <= _LONGEST and bool(said) and asks_to_write(said[0]) and not harm_in(text)


def asks_to_write(sentence: str) -> bool:
    """Whether a sentence asks its readers to write, or explains how."""
    letter = word_list("writing") | word_list("letter_matters")
    return begins_with_request(sentence) and not letter.isdisjoint(plain_words(sentence).split())


def begins_with_request(text: str) -> bool:
    """Whether a text begins with a word of request to readers: Please, Schreiben Sie, Pueden."""
    return _begins_request().match(plain_words(text)) is not None


@cache
def _begins_request() -> re.Pattern[str]:
    return re.compile(rf"{phrase_pattern(word_list('request_begins'))}(?!\w)")


def speaks_of_writing(text: str) -> bool:
    """Whether a line is about letters, not about harm: a step of a page, a label."""
    return not word_list("writing").isdisjoint(plain_words(text).split()) and not harm_in(text)


def begins_with_greeting(text: str) -> bool:
    """Whether a paragraph greets readers: “Dear friends, this month …”."""
    greeting = _GREETING.match(text)
    return greeting is not None and greets_readers(greeting[0])


def speaks_to_readers(text: str) -> bool:
    """Whether a paragraph speaks in the first person or to readers, and not about something done to anybody."""
    plain = plain_words(text)
    own = _I.search(text) is not None or not word_list("speakers").isdisjoint(plain.split())
    return own and not harm_in(text)


def harm_in(text: str) -> bool:
    """Whether a text has words for what is done to people for whom others write."""
    return _harm().search(plain_words(text)) is not None


@cache
def _harm() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){phrase_pattern(word_list('causes'))}(?!\w)")
