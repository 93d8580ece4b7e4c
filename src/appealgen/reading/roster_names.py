"""Names of a roster that are not those of one person, given name first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from appealgen.errors import Problem, ProblemCode
from appealgen.language.locales import folded_name
from appealgen.messages import Message, message
from appealgen.reading.roster_columns import headings

_UMLAUT = re.compile("([aou])e")
_SIGN = re.compile("[@#*=<>{}|\\\\\u2600-\u27bf\U0001f000-\U0001faff]|\\bc/o\\b", re.IGNORECASE)
"""A sign that no name has: @, an emoji, c/o."""


def given_name_first(name: str) -> str:
    """`Example, Alex` → `Alex Example`; a title stays in front, a degree behind the comma: `Alex Example, PhD`."""
    family, _, given = (part.strip() for part in name.partition(","))
    if (
        not (any(map(str.isalpha, family)) and any(map(str.isalpha, given)))
        or "," in given
        or any(map(str.isdigit, name))
    ):
        return name
    words = {folded_name(word) for word in given.split()}
    if words & _after_names() or _not_one_person().search(name):
        return name
    last = family.split()
    titles = list(takewhile(lambda word: folded_name(word) in _titles(), last[:-1]))
    return " ".join((*titles, given, *last[len(titles) :]))


def loosely_spelled(name: str) -> str:
    """A name for comparison, in any order of its words and any spelling of its umlauts: Müller, Mueller, MULLER."""
    folded = " ".join(sorted(folded_name(re.sub(r"[-.,]", " ", name)).split()))
    return _UMLAUT.sub(r"\1", folded).replace("ß", "ss")


def unsure_names(names: Sequence[tuple[int, str]], file: str, heading: str) -> list[Problem]:
    """A notice for each name, by its row, of a company, a family or two people, with a sign in it, or in lower case."""
    every = "\n".join(name for _, name in names)
    looks = _not_one_person().search
    words = {word.strip(".,()") for word in set(every.casefold().split())}
    unsure: list[tuple[int, Message, Message | None]] = [
        (row, message("looks like a company, a family or two people"), message("give each person who signs a row"))
        for row, name in (names if words & _words() else ())
        if looks(name)
    ]
    unsure += [
        (row, message("“{name}” has “{sign}” in it: is this a name?", name=name, sign=found[0]), None)
        for row, name in (names if _SIGN.search(every) else ())
        if (found := _SIGN.search(name))
    ]
    unsure += [
        (row, message("“{name}” has no capitals, and is printed so", name=name), None)
        for row, name in names
        if name.islower()
    ]
    return [
        Problem(ProblemCode.UNSURE_NAME, wording, hint, file=file, row=row, field=heading)
        for row, wording, hint in unsure
    ]


@cache
def _after_names() -> frozenset[str]:
    return frozenset(map(folded_name, headings().after_names))


@cache
def _titles() -> frozenset[str]:
    return frozenset(map(folded_name, headings().titles))


@cache
def _words() -> frozenset[str]:
    """The last word of each, to search many names at once."""
    return frozenset(each.split()[-1].casefold() for each in headings().not_one_person)


@cache
def _not_one_person() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in headings().not_one_person)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
