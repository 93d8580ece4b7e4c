from __future__ import annotations

import pytest

from appealgen.errors import Problem
from appealgen.language.localized import words_in, words_near
from appealgen.messages import untranslated
from appealgen.model.case import LocalizedText
from appealgen.model.identifiers import Tag
from appealgen.planning.language import Choice, choose


def tags(text: str) -> tuple[Tag, ...]:
    return tuple(Tag(part) for part in text.split())


@pytest.mark.parametrize(
    ("preferred", "letters", "reads", "own", "tag", "reason"),
    [
        ("kk ru en", "en kk", "kk", False, "kk", "Kazakh: the target's first language"),
        ("kk ru en", "en kk ru", "en ru", False, "ru",
         "Russian: the target's second language; there is no Kazakh letter that you read"),
        ("kk ru en", "en", "en", True, "en",
         "English: the target's third language; there is no Kazakh letter; there is no Russian letter"),
        ("ru", "de en", "de en", True, "de",
         "German: your own language, which the case allows; there is no Russian letter"),
        ("ru", "de en", "fr de", True, "de",
         "German: your second language, which the case allows; there is no Russian letter"),
        ("", "de en", "de", True, "de", "German: your own language, which the case allows"),
        ("ru", "de en", "de en", False, "en",
         "English: the language to fall back on; there is no Russian letter"),
        ("ru", "en ru", "en", False, "en",
         "English: the language to fall back on; there is no Russian letter that you read"),
        ("", "en-GB", "en", False, "en-GB", "English (United Kingdom): your own language, "
         "as the case names no language of the target's"),
        ("pt-BR", "pt", "pt-PT", False, "pt", "Portuguese: the target's first language"),
        ("zh-TW", "zh zh-Hant", "zh-Hant", False, "zh-Hant", "Chinese (Traditional): the target's first language"),
        ("sr-Latn", "sr en", "sr-Latn en", False, "en",
         "English: the language to fall back on; there is no Serbian (Latin) letter"),
    ],
)  # fmt: skip
def test_the_choice_and_its_reason(preferred: str, letters: str, reads: str, own: bool, tag: str, reason: str) -> None:
    assert choose(tags(preferred), tags(letters), tags(reads), own_language=own) == Choice(
        Tag(tag), untranslated(reason)
    )


def test_the_eleventh_language() -> None:
    preferred = tags("af sq am hy az eu be bn bs bg ca")
    chosen = choose(preferred, tags("ca"), tags("ca"), own_language=False)
    assert isinstance(chosen, Choice)
    assert chosen.reason.startswith("Catalan: the target's language no. 11; there is no Afrikaans letter; ")


@pytest.mark.parametrize(
    ("asked", "tag", "reason", "unread"),
    [("ru", "ru", "Russian: as you asked", True), ("de", "de", "German: as you asked", False),
     ("de-AT", "de", "German: as you asked", False)],
)  # fmt: skip
def test_as_asked(asked: str, tag: str, reason: str, unread: bool) -> None:
    chosen = choose(tags("en"), tags("en de ru"), tags("en de"), own_language=False, asked_for=Tag(asked))
    assert chosen == Choice(Tag(tag), untranslated(reason), unread)


@pytest.mark.parametrize(
    ("letters", "reads", "asked", "message", "hint"),
    [
        ("de ru", "fr", None, "you read French (fr); there are letters in German (de), Russian (ru)",
         "--language TAG writes one of these all the same"),
        ("", "fr", None, "the case has no model letter yet", "add letter.<language>.md to its folder"),
        ("de ru", "de", "fr", "there is no French letter; there are letters in German (de), Russian (ru)",
         "known: de, ru"),
        ("de", "", None, "you read no language; there are letters in German (de)",
         "--language TAG writes one of these all the same"),
    ],
)  # fmt: skip
def test_none_fits(letters: str, reads: str, asked: str | None, message: str, hint: str) -> None:
    found = choose(
        tags("ru"), tags(letters), tags(reads), own_language=True, asked_for=Tag(asked) if asked is not None else None
    )
    assert isinstance(found, Problem)
    assert (found.code, found.message, found.hint) == ("no-letter", message, hint)


WORDS: LocalizedText = {Tag("ru"): "р", Tag("de"): "d", Tag("pt-BR"): "p"}


@pytest.mark.parametrize(
    ("words", "tag", "exact", "near"),
    [
        (None, "en", None, None),
        ("x", "kk", "x", "x"),
        (WORDS, "ru", "р", "р"),
        (WORDS, "de-CH", "d", "d"),
        (WORDS, "pt", "p", "p"),
        (WORDS, "fr", None, "р"),
        ({Tag("ru"): "р", Tag("en"): "e"}, "fr", None, "e"),
        ({}, "fr", None, None),
    ],
)
def test_words(words: LocalizedText | None, tag: str, exact: str | None, near: str | None) -> None:
    assert words_in(words, tag) == exact
    assert words_near(words, tag) == near


def test_words_near_takes_languages_in_turn() -> None:
    assert words_near(WORDS, "fr", "de", "ru") == "d"
