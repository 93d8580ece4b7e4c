from __future__ import annotations

import re
from dataclasses import replace

import pytest

from appealgen.errors import Problem
from appealgen.language.localized import words_in, words_near
from appealgen.language.parsing import parse_language
from appealgen.messages import untranslated
from appealgen.model.case import LocalizedText, ModelLetter
from appealgen.model.identifiers import Tag
from appealgen.planning.language import Audience, Choice, Reader, choose, note_language
from samples import LETTER, tiny_case


def tags(text: str) -> tuple[Tag, ...]:
    return tuple(Tag(part) for part in text.split())


def chosen(
    preferred: str, letters: str, reader: str, *, own: bool = False, asked: str | None = None, phrases: str = "",
    country: str = "KZ", audience: Audience = "sender",
) -> Choice | Problem:  # fmt: skip
    """The choice for a case; `?` after a tag means unreviewed, `@` in a reader is followed by a country."""
    reads, _, home = reader.partition("@")
    case = replace(
        tiny_case(
            ("country: KZ", f"country: {country}"), ("languages: [en]", f"languages: [{', '.join(preferred.split())}]")
        ),
        letters={
            Tag(tag.rstrip("?")): ModelLetter(Tag(tag.rstrip("?")), LETTER, "letter.md", 1, not tag.endswith("?"))
            for tag in letters.split()
        },
        own_language=own,
    )
    known = phrases.split() or letters.replace("?", "").split()
    return choose(case, Reader(tags(reads), home, audience), known, asked_for=Tag(asked) if asked else None)


@pytest.mark.parametrize(
    ("preferred", "letters", "reads", "own", "tag", "reason"),
    [
        ("kk ru en", "en kk", "kk", False, "kk", "Kazakh: the target's first choice"),
        ("kk ru en", "en kk ru", "en ru", False, "ru", "Russian: first language you both read, their second choice"),
        ("kk ru en", "en kk", "en", False, "en", "English: first language you both read, their third choice"),
        ("kk ru en", "en kk", "ru en", True, "en",
         "English: the target's third choice; there is no letter in Russian"),
        ("kk ru en", "en? ru? kk", "ru en", False, "ru", "Russian: first language you both read, their second choice"),
        ("kk en", "en kk?", "en kk", False, "en", "English: first letter you both read that a native speaker has "
         "checked, their second choice; --language kk chooses the Kazakh letter"),
        ("kk en", "en? kk?", "en kk", False, "kk", "Kazakh: the target's first choice"),
        ("ru", "de en", "de en", True, "de",
         "German: your own language, which the case allows; there is no letter in Russian"),
        ("ru", "de en", "fr de", True, "de",
         "German: your second language, which the case allows; there is no letter in Russian"),
        ("", "de en", "de", True, "de", "German: your own language, which the case allows"),
        ("ru fa", "de en ru", "de en", False, "en",
         "English: the fallback language; you do not read Russian; there is no letter in Persian"),
        ("ru", "en ru", "en", False, "en", "English: the fallback language; you do not read Russian"),
        ("", "en-GB", "en", False, "en-GB", "English (United Kingdom): your own language; "
         "the case does not say what the target reads"),
        ("pt-BR", "pt", "pt-PT", False, "pt", "Portuguese: the target's first choice"),
        ("zh-TW", "zh zh-Hant", "zh-Hant", False, "zh-Hant", "Chinese (Traditional): the target's first choice"),
        ("sr-Latn", "sr en", "sr-Latn en", False, "sr", "Serbian: the target's first choice"),
        ("hr en", "sr-Latn en", "hr en", False, "en",
         "English: the target's second choice; there is no letter in Croatian"),
        ("nn", "nb", "nb", False, "nb", "Norwegian Bokmål: the target's first choice; "
         "Norwegian Bokmål is close to Norwegian Nynorsk, which the target reads"),
    ],
)  # fmt: skip
def test_the_choice_and_its_reason(preferred: str, letters: str, reads: str, own: bool, tag: str, reason: str) -> None:
    found = chosen(preferred, letters, reads, own=own)
    assert isinstance(found, Choice)
    assert (found.tag, found.reason) == (tag, reason)


READERS = {"zh-TW": "zh-TW@TW", "zh": "zh@TW", "sr": "sr@RS", "nn": "nn@NO", "pt-AO": "pt-AO@AO", "Farsi": "@CA",
           "Castellano": "@AR"}  # fmt: skip
MATRIX = """
zh-TW zh@TW / zh-Hant / zh-Hant: the target's first choice
zh zh@TW / zh-Hant / zh-Hant: the target's first choice
zh-TW zh@CN / zh-Hant en / zh-Hant~ is close to Chinese, which the target reads
sr sr@RS / sr-Latn en / sr-Latn: the target's first choice
sr sr@RS / sr sr-Latn / sr: the target's first choice
sr bs@BA / sr-Latn / sr-Latn~ is close to Bosnian, which the target reads
nn nb@NO / nb / nb~ is close to Norwegian Nynorsk, which you read
nn no@NO / nb nn / nb~ is close to Norwegian Nynorsk, which you read
nn nn@NO / nb nn / nn: the target's first choice
pt-AO pt@AO / pt-BR / pt-BR: the target's first choice
pt-AO pt@AO / pt-BR pt-PT / pt-PT: the target's first choice
Farsi fa@IR / fa en / fa: the target's first choice
Farsi fa@IR / zh-Hant / !the target reads Persian; there is no letter in Persian;
Castellano es@MX / es en / es: the target's first choice
Castellano pt@BR / pt-BR / !you read Spanish (es); the target reads Portuguese; there are
zh-TW pt@BR / nb / !there is no letter in Portuguese; there are letters in Norwegian Bokmål (nb)
"""


@pytest.mark.parametrize("row", MATRIX.strip().split("\n"))
def test_readers_and_letters(row: str) -> None:
    who, letters, said = row.split(" / ")
    name, target = who.split(" ")
    wanted, country = target.split("@")
    reads = f"{parse_language(name)}{READERS[name][READERS[name].index('@') :]}"
    found = chosen(wanted, letters, reads, country=country)
    if isinstance(found, Problem):
        assert said.startswith("!") and said[1:] in found.message
        return
    tag = re.split("[:~]", said)[0]
    assert found.tag == tag
    assert found.close == ("which you read" in said)
    assert found.reason.endswith(said.removeprefix(tag).removeprefix("~"))


@pytest.mark.parametrize(
    ("letters", "reads", "phrases", "said"),
    [
        ("nb en", "no", "en", "there are no phrases in Norwegian Bokmål yet"),
        ("nb", "no en", "en", "there are no phrases in Norwegian Bokmål yet"),
        ("nb en", "no en", "en", "English: the target's second choice; there are no phrases in Norwegian yet"),
        ("nb en", "no en", "nb en", "Norwegian Bokmål: the target's first choice"),
        ("sr-Latn", "sr", "en sr", "there are no phrases in Serbian (Latin) yet"),
    ],
)
def test_letters_need_phrases(letters: str, reads: str, phrases: str, said: str) -> None:
    found = chosen("sr" if "sr" in letters else "no en", letters, reads, phrases=phrases)
    assert (found.message if isinstance(found, Problem) else found.reason) == said
    if isinstance(found, Problem):
        assert found.code == "no-phrases" and found.hint is not None and "phrases/" in found.hint
        asked = chosen("fr", letters, "fr", phrases=phrases, asked=letters.split(maxsplit=1)[0])
        assert isinstance(asked, Problem) and asked.message == said


def test_the_eleventh_language() -> None:
    found = chosen("af sq am hy az eu be bn bs bg ca", "ca", "ca")
    assert isinstance(found, Choice)
    assert found.reason == "Catalan: first language you both read, their choice no. 11"


@pytest.mark.parametrize(
    ("asked", "tag", "reason", "unread"),
    [("ru", "ru", "Russian: as you asked", True), ("de", "de", "German: as you asked", False),
     ("de-AT", "de", "German: as you asked", False)],
)  # fmt: skip
def test_as_asked(asked: str, tag: str, reason: str, unread: bool) -> None:
    assert chosen("en", "en de ru", "en de", asked=asked) == Choice(Tag(tag), untranslated(reason), unread)


@pytest.mark.parametrize(
    ("preferred", "letters", "reads", "own", "asked", "message", "hint"),
    [
        ("ru", "de ru", "fr", True, None, "you read French (fr); there are letters in German (de), Russian (ru)",
         "--language TAG writes one of these anyway"),
        ("ru", "", "fr", True, None, "the case has no model letter yet", "add letter.<language>.md to its folder"),
        ("ru", "de ru", "de", True, "fr", "there is no French letter; there are letters in German (de), Russian (ru)",
         "known: de, ru"),
        ("ru", "de", "", True, None, "you read no language; there are letters in German (de)",
         "--language TAG writes one of these anyway"),
        ("fa", "de en fr", "de fr", False, None,
         "you read German (de), French (fr); the target reads Persian; there is no letter in Persian; "
         "the case does not allow your own language; "
         "there are letters in German (de), English (en), French (fr)",
         "--language TAG writes one of these anyway"),
        ("kk ru", "kk", "fr", False, None, "you read French (fr); the target reads Kazakh, Russian; "
         "there is no letter in Russian; there are letters in Kazakh (kk)",
         "--language TAG writes one of these anyway"),
    ],
)  # fmt: skip
def test_none_fits(
    preferred: str, letters: str, reads: str, own: bool, asked: str | None, message: str, hint: str
) -> None:
    found = chosen(preferred, letters, reads, own=own, asked=asked)
    assert isinstance(found, Problem)
    assert (found.code, found.message, found.hint) == ("no-letter", message, hint)


def test_notices_to_an_organizer_speak_of_them() -> None:
    found = chosen("fa", "de", "de", audience="organizer")
    assert isinstance(found, Problem)
    assert found.message == (
        "they read German (de); the target reads Persian; there is no letter in Persian; "
        "the case does not allow their own language; "
        "there are letters in German (de)"
    )


@pytest.mark.parametrize(
    ("reads", "host", "preferred", "phrases", "language"),
    [
        ("ja en", "GB", "kk ru", "ja en kk ru", "en"),  # official in the host country
        ("ja ru en", "GB", "kk ru", "ja en kk ru", "ru"),  # read by the target
        ("fi en", "GB", "kk", "en kk", "en"),  # no phrases in Finnish
        ("ja en", "JP", "kk", "ja en kk", "ja"),
        ("sv en", "SE", "kk", "en kk", "en"),  # official, without phrases
        ("ja", "DE", "kk", "ja en kk", "kk"),  # neither: the letter's language
        ("fr de", "CH", "kk", "fr de kk", "fr"),
    ],
)
def test_the_language_of_a_note(reads: str, host: str, preferred: str, phrases: str, language: str) -> None:
    case = tiny_case(("languages: [en]", f"languages: [{', '.join(preferred.split())}]"))
    assert note_language(tags(reads), host, case, Tag("kk"), phrases.split()) == language


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
