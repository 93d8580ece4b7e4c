from __future__ import annotations

import pytest

from appealgen.importing.draft import import_document
from appealgen.importing.files.text import plain_lines
from appealgen.importing.hyphens import join_broken_words
from appealgen.importing.lines import unwrap
from urgent_action_files import DOCUMENT, as_text

FULL = "The clock that runs backwards hangs on the wall of a room "


def joined(end: str, begin: str, elsewhere: str = "") -> tuple[str, list[str]]:
    """A word broken at a line end after joining, and the words that nothing decides."""
    first, second, *others = plain_lines(f"{FULL}{end}\n{begin} was there.\n\nThere is {elsewhere} too.")
    lines, unsure = join_broken_words([first, second._replace(start="wrap"), *others])
    return unwrap(lines)[0].text.removeprefix(FULL), [word.spelled for word in unsure]


@pytest.mark.parametrize(
    ("end", "begin", "elsewhere", "whole"),
    [
        ("re-", "sponsibility", "responsibility", "responsibility was there."),
        ("the Re-", "sponsibility", "RESPONSIBILITY", "the Responsibility was there."),
        ("deten-", "tion", "", "detention was there."),
        ("Verhaf-", "tungen", "Verhaftungen", "Verhaftungen was there."),
        ("(re-", "sponsible", "responsible", "(responsible was there."),
        ("law-", "maker", "law-maker", "law-maker was there."),
        ("anti-", "torture", "", "anti-torture was there."),
        ("Al-", "Hassan", "", "Al-Hassan was there."),
        ("1999-", "2000", "", "1999-2000 was there."),
        ("pre-", "and post-war", "", "pre- and post-war was there."),
        ("Straf-", "und Haftanstalt", "", "Straf- und Haftanstalt was there."),
        ("a room –", "or", "", "a room – or was there."),
        ("respon\u00ad", "sibility", "", "responsibility was there."),
    ],
)
def test_words_with_evidence_for_their_spelling(end: str, begin: str, elsewhere: str, whole: str) -> None:
    assert joined(end, begin, elsewhere) == (whole, [])


def test_a_word_that_nothing_decides_is_taken_as_the_document_breaks_others() -> None:
    assert joined("clock-", "wheel") == ("clock-wheel was there.", ["clock-wheel"])
    others = "detained\n\nThe door of the workshop of Ana Velim is now with de-\ntained people"
    assert joined("clock-", "wheel", others) == ("clockwheel was there.", ["clockwheel"])


@pytest.mark.parametrize("text", ["write-\n\nsmall paragraph", "mail ana-\n- an item", "It ends -\nhere"])
def test_not_a_broken_word(text: str) -> None:
    lines = plain_lines(text)
    assert join_broken_words(lines) == (lines, ())


def test_a_soft_hyphen_that_nothing_follows_is_a_hyphen() -> None:
    assert [line.text for line in unwrap(plain_lines("the end of respon\u00ad\n\nThe next"))] == [
        "the end of respon-",
        "The next",
    ]


def test_each_field_has_a_doubt_about_its_broken_words() -> None:
    text = as_text(DOCUMENT, width=100).replace("a clockmaker from", "a clock-\nmender from")
    text = text.replace("Prospect Dogory, 114", "Prospect of the Old-\ndogory, 114")
    case = import_document(text.encode()).case
    doubts = [(each.field, each.code, each.grave) for each in case.doubts if "hyphen" in str(each.message)]
    assert ("letters.en", "spelling", False) in doubts
    assert "a clock-mender from" in case.letters["en"].text  # type: ignore[index]
