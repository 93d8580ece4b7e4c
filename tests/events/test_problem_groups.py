from __future__ import annotations

from appealgen.errors import Problem, ProblemCode
from appealgen.events.problem_groups import by_kind, by_people
from appealgen.messages import join, message, nmessage, untranslated


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


def unread(case: str, row: int, reads: str) -> Problem:
    texts = (message("they read {reads}", reads=reads), message("there are letters in {letters}", letters="English"))
    return Problem(ProblemCode.NO_LETTER, join(texts, "; "), message("add one"), case=case, row=row)


def test_people_without_a_letter_they_can_read_have_one_line() -> None:
    several = [unread("ann", 2, "German"), unread("ann", 3, "French"), unread("bob", 3, "French")]
    assert [problem.message for problem in by_people(several)] == [
        "2 people (rows 2, 3): they read none of the languages of its letters; there are letters in English",
        "1 person (row 3): they read French; there are letters in English",
    ]
    closed = Problem(ProblemCode.CLOSED, message("closed"), case="eve")
    told = [*by_people([closed, *several, unread("dan", 3, "French")])]
    assert [(problem.case, problem.message) for problem in told] == [
        ("eve", "closed"), (None, "people who read none of the languages of a case’s letters: ann 2, bob 1, dan 1"),
    ]  # fmt: skip
