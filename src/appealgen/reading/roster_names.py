"""Names of a roster that are not those of one person, given name first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from appealgen.errors import Problem, ProblemCode
from appealgen.language.locales import folded_name
from appealgen.messages import message
from appealgen.reading.roster_columns import headings


def given_name_first(name: str) -> str:
    """`Example, Alex` → `Alex Example`; a title or degree after a comma stays there: `Alex Example, PhD`."""
    family, _, given = (part.strip() for part in name.partition(","))
    if (
        not (any(map(str.isalpha, family)) and any(map(str.isalpha, given)))
        or "," in given
        or any(map(str.isdigit, name))
    ):
        return name
    words = {folded_name(word) for word in given.split()}
    return name if words & _after_names() or _not_one_person().search(name) else f"{given} {family}"


def unsure_names(names: Sequence[tuple[int, str]], file: str, heading: str) -> list[Problem]:
    """A notice for each name, by its row, that looks like a company, a family or two people."""
    looks = _not_one_person().search
    words = set("\n".join(name for _, name in names).casefold().split())
    if not {word.strip(".,()") for word in words} & _words():
        return []
    wording, hint = (
        message("looks like a company, a family or two people"),
        message("give each person who signs a row"),
    )
    return [
        Problem(ProblemCode.UNSURE_NAME, wording, hint, file=file, row=row, field=heading)
        for row, name in names
        if looks(name)
    ]


@cache
def _after_names() -> frozenset[str]:
    return frozenset(map(folded_name, headings().after_names))


@cache
def _words() -> frozenset[str]:
    """The last word of each, to search many names at once."""
    return frozenset(each.split()[-1].casefold() for each in headings().not_one_person)


@cache
def _not_one_person() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in headings().not_one_person)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
