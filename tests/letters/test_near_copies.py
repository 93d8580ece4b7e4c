"""Texts that share more than half of their windows of 32 signs."""

from __future__ import annotations

import pytest

from appealgen.letters.near_copies import near_copies, windows

ONE = "I taught in Almaty for three years, and I remember how open everybody was there."
OTHER = "My grandmother was imprisoned for a poem, so I know what a letter means to a family."


def test_windows_are_32_signs_whatever_the_case_and_the_spaces() -> None:
    assert windows("A" * 33) == {"a" * 32} and len(windows(ONE)) == len(ONE) - 31
    assert windows("Act\n now.") == {"act now."} and windows("") == windows(" \n") == frozenset()
    assert windows(f"{ONE} \n") == windows(ONE.upper())


def test_what_the_case_gives_is_left_out() -> None:
    assert windows("Please release her.", "I ask you: please  release her. Thank you.") == frozenset()
    assert windows(f"{ONE} {OTHER}", ONE) < windows(f"{ONE} {OTHER}")


@pytest.mark.parametrize(
    ("texts", "alike"),
    [
        ([ONE, OTHER], set()),
        ([ONE, f"{ONE} Thank you."], {0, 1}),
        ([ONE, OTHER, f"Dear friends, {ONE}"], {0, 2}),
        ([ONE, ONE[:40] + " was a joy to me: the mountains, the apples, the school, the long evenings"], set()),
        ([ONE, f"{ONE} {OTHER}", OTHER], {0, 1, 2}),
        (["Act.", "Act.", "Please act now."], {0, 1}),
        ([], set()),
    ],
)
def test_near_copies_share_more_than_half_of_the_shorter_one(texts: list[str], alike: set[int]) -> None:
    assert near_copies([windows(text) for text in texts]) == alike
