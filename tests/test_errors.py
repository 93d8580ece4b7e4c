from __future__ import annotations

from appealgen.errors import Problem, alike
from appealgen.messages import message


def test_problems_of_one_kind_are_grouped_whatever_they_quote() -> None:
    countries = [Problem("wrong-value", message("“X{n}” is no country", n=n), row=n, field="Land") for n in (2, 5)]
    reads = Problem("wrong-value", message("“X” is no country"), row=3, field="Reads")
    empty = Problem("missing-value", message("is empty"), row=4, field="Land")
    long = [Problem("long-row", message("has {n} cells", n=n), row=n) for n in (7, 8)]
    assert alike([countries[0], reads, empty, countries[1], *long]) == [countries, [reads], [empty], long]
    assert alike([]) == []
