from __future__ import annotations

from appealgen.errors import Problem, ProblemCode
from appealgen.events.problem_groups import by_kind
from appealgen.messages import message, nmessage, untranslated


def test_problems_of_one_kind_are_grouped_whatever_they_quote() -> None:
    countries = [
        Problem(ProblemCode.WRONG_VALUE, message("“X{n}” is no country", n=n), row=n, field="Land") for n in (2, 5)
    ]
    reads = Problem(ProblemCode.WRONG_VALUE, message("“X” is no country"), row=3, field="Reads")
    empty = Problem(ProblemCode.MISSING_VALUE, message("is empty"), row=4, field="Land")
    long = [Problem(ProblemCode.LONG_ROW, message("has {n} cells", n=n), row=n) for n in (7, 8)]
    unquoted = [
        Problem(ProblemCode.NO_ADDRESS, message("{office} has no street", office=office), row=2)
        for office in ("Embassy of Kazakhstan", "Consulate")
    ]
    pages = [Problem(ProblemCode.TOO_LONG, nmessage("{count} page", "{count} pages", n)) for n in (1, 2)]
    foreign = [Problem(ProblemCode.NOT_YAML, untranslated(text)) for text in ("one", "two", "one")]
    assert by_kind([countries[0], reads, empty, countries[1], *long]) == [countries, [reads], [empty], long]
    assert by_kind([*unquoted, *pages, *foreign]) == [unquoted, pages, [foreign[0], foreign[2]], [foreign[1]]]
    assert by_kind([]) == []
