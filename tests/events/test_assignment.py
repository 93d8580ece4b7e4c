from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appealgen.events.assignment import Assignment, Offer, spread

CASES = ("a", "b", "c", "d")


def offers(*cases: str) -> list[Offer]:
    """An offer for each word: its letters are the cases that a person can write, best first."""
    return [Offer(row, {case: rank for rank, case in enumerate(word)}) for row, word in enumerate(cases, 2)]


def people_of(found: Assignment) -> Counter[str]:
    return Counter(case for cases in found.values() for case in cases)


def given_to(found: Assignment) -> list[str]:
    return ["".join(cases) for cases in found.values()]


@pytest.mark.parametrize(
    ("people", "each", "expected"),
    [
        ([], 1, []),
        ([""], 2, [""]),
        (["abcd"], 9, ["abcd"]),
        (["dcba"], 2, ["cd"]),  # evenness first, then the better languages
        (["abcd", "abcd"], 2, ["ac", "bd"]),
        (["ab", "a"], 1, ["b", "a"]),  # people with more choice give way
        (["ba", "ab"], 1, ["b", "a"]),
        (["abc", "abc", "abc", "abc"], 1, ["a", "a", "b", "c"]),
        (["ab", "bc", "cd", "d"], 1, ["a", "b", "c", "d"]),
        (["d", "dc", "cb", "ba"], 1, ["d", "c", "b", "a"]),
        (["abcd"], 0, [""]),
    ],
)
def test_people_and_their_cases(people: list[str], each: int, expected: list[str]) -> None:
    assert given_to(spread(offers(*people), CASES, each=each)[0]) == expected


def test_unrequested_files_are_not_made() -> None:
    found, notices = spread([Offer(7, {"z": 0, "a": 1})], ["a", "a"], each=3)
    assert (found, notices) == ({7: ("a",)}, ())


def test_equals_come_in_the_order_of_the_roster() -> None:
    same = [Offer(row, dict.fromkeys("abc", 0)) for row in (9, 4, 6)]
    assert spread(same, "abc", each=1)[0] == {9: ("a",), 4: ("b",), 6: ("c",)}


def test_shortages_and_their_reasons() -> None:
    _, notices = spread(offers("a", "ab", "c", "c", "c", "cb"), CASES, each=1, at_least=3)
    assert [(n.code, n.case, n.message) for n in notices] == [
        ("few-people", "a", "a: 2 people will write for it (wanted: 3); only 2 people read its letters"),
        ("few-people", "b", "b: 1 person will write for it (wanted: 3); "
         "2 people read its letters, but other cases need them too"),
        ("few-people", "d", "d: nobody will write for it (wanted: 3); nobody reads its letters"),
    ]  # fmt: skip
    _, [notice] = spread(offers("a"), "ab", each=1)
    assert notice.message == "b: nobody will write for it; nobody reads its letters"


def all_choices(people: Sequence[Offer], each: int) -> Iterator[tuple[tuple[str, ...], ...]]:
    return product(*(combinations(sorted(p.cases), min(each, len(p.cases))) for p in people))


def quality(people: Sequence[Offer], choice: Sequence[Sequence[str]], cases: Sequence[str]) -> tuple[list[int], int]:
    """The numbers of people by case, lowest first, and the negative sum of ranks."""
    counts = Counter(case for chosen in choice for case in chosen)
    ranks = sum(p.cases[case] for p, chosen in zip(people, choice, strict=True) for case in chosen)
    return sorted(counts[case] for case in cases), -ranks


some_people = st.lists(st.dictionaries(st.sampled_from(CASES), st.integers(0, 3)), max_size=6).map(
    lambda found: [Offer(row, cases) for row, cases in enumerate(found, 2)]
)


@settings(max_examples=300)
@given(some_people, st.integers(1, 3), st.integers(0, 4))
def test_no_choice_is_more_even_or_in_better_languages(people: list[Offer], each: int, at_least: int) -> None:
    found, notices = spread(people, CASES, each=each, at_least=at_least)
    chosen = list(found.values())
    for person, cases in zip(people, chosen, strict=True):
        assert len(cases) == len(set(cases)) == min(each, len(person.cases)) and set(cases) <= set(person.cases)
    every = [quality(people, choice, CASES) for choice in all_choices(people, each)]
    assert quality(people, chosen, CASES) == max(every)
    missing = [sum(max(0, at_least - count) for count in counts) for counts, _ in every]
    assert sum(max(0, at_least - people_of(found)[case]) for case in CASES) == min(missing)
    assert {notice.case for notice in notices} == {c for c in CASES if people_of(found)[c] < max(at_least, 1)}


@given(some_people, st.integers(1, 3))
def test_the_same_again(people: list[Offer], each: int) -> None:
    assert spread(people, CASES, each=each) == spread(list(people), list(CASES), each=each)


@pytest.mark.parametrize(("people", "cases", "each"), [(300, 12, 3), (100_000, 5, 2)])
def test_many_people(people: int, cases: int, each: int) -> None:
    """A fifth read only one case's letters; the others also read what the rows before them read."""
    ids = [f"case-{number}" for number in range(cases)]
    crowd = [
        Offer(row, {case: (row + at) % 3 for at, case in enumerate(ids) if row % 5 == 0 or (row * 7 + at) % 4})
        for row in range(people)
    ]
    crowd += [Offer(people + row, {ids[0]: 0}) for row in range(people // 5)]
    found, notices = spread(crowd, ids, each=each, at_least=each)
    counts = [people_of(found)[case] for case in ids]
    assert notices == () and sum(counts) == people * each + people // 5 and max(counts) - min(counts) <= 1
