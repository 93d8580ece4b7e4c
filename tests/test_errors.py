from __future__ import annotations

from appealgen.errors import Problem, alike


def test_problems_of_one_kind_are_grouped_whatever_they_quote() -> None:
    countries = [Problem("wrong-value", f"“X{n}” is no country", row=n, field="Land") for n in (2, 5)]
    reads = Problem("wrong-value", "“X” is no country", row=3, field="Reads")
    empty = Problem("missing-value", "is empty", row=4, field="Land")
    long = [Problem("long-row", f"has {n} cells", row=n) for n in (7, 8)]
    assert alike([countries[0], reads, empty, countries[1], *long]) == [countries, [reads], [empty], long]
    assert alike([]) == []
