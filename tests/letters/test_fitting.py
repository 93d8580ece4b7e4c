from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from appealgen.letters.compose import compose
from appealgen.model.document import CLOSEST, Letter
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.pagination import pages
from samples import DATE, plan_for, someone, tiny_case

SENTENCE = "The authorities have not said why she was arrested, nor where she is held. "


def letter_of(sentences: int, sender: Any = None, **options: Any) -> Letter:
    body = "\n\n".join(
        filter(
            str.strip,
            [
                "I write about {{ person }}.",
                *[SENTENCE * 5] * (sentences // 5),
                SENTENCE * (sentences % 5),
                "Please release her.",
            ],
        )
    )
    planned = plan_for(tiny_case(letters={"en": body}), sender or someone(), date=DATE, **options)
    return compose(planned.mailings[0]).letter


def test_the_longer_a_letter_the_closer_it_is_set() -> None:
    steps = [letter_of(sentences).step for sentences in range(10, 60)]
    assert steps == sorted(steps) and set(steps) == {0, 1, 2, 3, CLOSEST}
    assert steps.count(1) and steps.count(2)


def test_no_closer_than_one_page_needs() -> None:
    found = next(letter for n in range(10, 60) if (letter := letter_of(n)).step == 1)
    assert [pages(found._replace(step=step), bundled_reference()) for step in (1, 2)] == [1, 1]


@pytest.mark.parametrize(
    "sender",
    [
        someone(name="A", address=("B",)),
        someone(email="a.very.long.address@example.org", place="Llanfairpwllgwyngyll"),
        someone(about={"en": "I teach at a primary school."}),
    ],
)
def test_the_step_is_that_of_the_case_whoever_writes(sender: Any) -> None:
    for sentences in range(20, 50, 3):
        assert letter_of(sentences, sender).step == letter_of(sentences).step


def test_words_of_ones_own_set_their_letter_alone_closer() -> None:
    for sentences in range(10, 60):
        plain, own = letter_of(sentences), letter_of(sentences, own_words=SENTENCE * 13)
        if own.step != plain.step:
            break
    assert own.step > plain.step and own.one_page and pages(own, bundled_reference()) == 1


def test_letters_on_short_paper_are_closer_and_alike() -> None:
    """US Letter is shorter than A4; whoever writes on it gets the same step."""
    american = [someone(country="US", name=name, address=("B",)) for name in ("Ann", "Berenike Lee of the Long House")]
    for sentences in range(20, 50, 3):
        a4, first, second = letter_of(sentences).step, *(letter_of(sentences, sender).step for sender in american)
        assert a4 <= first == second
    assert any(letter_of(n).step < letter_of(n, american[0]).step for n in range(20, 50))


def test_a_letter_of_two_pages_keeps_its_lower_margin() -> None:
    assert letter_of(10).one_page
    assert not letter_of(200).one_page and letter_of(200).step == CLOSEST


def test_a_document_of_the_users_has_no_steps() -> None:
    theirs = replace(bundled_reference(), steps=())
    assert theirs.at(0) is theirs
