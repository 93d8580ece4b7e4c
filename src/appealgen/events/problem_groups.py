"""Group problems of many rows, people and cases, so that each is reported once with everyone whom it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from appealgen.errors import Problem, ProblemCode
from appealgen.messages import JoinedMessage, Message, first_few, join, message, nmessage

if TYPE_CHECKING:
    from appealgen.events.plan import Batch
    from appealgen.reading.roster import Roster


_SHOWN = 2
"""Cases that have lines of their own for unknown embassies, and for people who read none of their languages."""


def of_its_case(problem: Problem) -> Problem:
    """The problem with its case in the message, for output about several cases."""
    return _preceded(problem.case, problem) if problem.case else problem


def by_kind(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Group problems with the same code, sentence and place; rows and values in the sentence may differ."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        sentence = problem.message.msgid or problem.message
        key = (problem.code, problem.file, problem.case, problem.target, problem.field, sentence)
        groups.setdefault(key, []).append(problem)
    return list(groups.values())


def by_row(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems of several rows, once each, with all their rows."""
    rows: dict[Problem, list[int]] = {}
    for problem in problems:
        rows.setdefault(replace(problem, row=None), []).extend([problem.row] if problem.row is not None else [])
    for problem, own in rows.items():
        several = message("rows {rows}", rows=", ".join(map(str, own)))
        yield replace(problem, row=own[0]) if len(own) == 1 else _preceded(several, problem)


def by_case(batch: Batch) -> Iterator[Problem]:
    """Notices of several cases, once each, with the cases unless they are all."""
    cases: dict[Problem, list[str]] = {}
    for notice in _embassies_together(batch.notices):
        cases.setdefault(replace(notice, case=None), []).extend([notice.case] if notice.case else [])
    for notice, own in cases.items():
        about = ", ".join(dict.fromkeys(own)) if len(set(own)) < len(batch.cases) else ""
        yield _preceded(about, notice) if about else notice


def _embassies_together(notices: Sequence[Problem]) -> Iterator[Problem]:
    """The notices; if no embassy is known for several cases, in different countries, they have one text and hint."""
    unknown = [notice for notice in notices if notice.code is ProblemCode.NO_EMBASSY]
    if len({notice.message for notice in unknown}) <= _SHOWN:
        yield from notices
        return
    consequence = unknown[0].message.values["consequence"]
    text = message("no embassy is known in some countries of the senders: {consequence}", consequence=consequence)
    for notice in notices:
        yield replace(notice, message=text, hint=unknown[0].hint) if notice in unknown else notice


def by_people(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Problems of several people, once each, with their number and the first few rows.

    People who read different languages, none of which a case has letters in, have one problem together; if there are
    such people for many cases, these have one. First comes what is left out for everyone, then what stops most people
    from writing, last the unreadable rows.
    """
    rows: dict[Problem, list[int]] = {}
    problems = list(problems)
    unread: dict[str | None, list[Problem]] = {}
    for problem in filter(_is_unread, problems):
        unread.setdefault(problem.case, []).append(problem)
    varied = {case for case, some in unread.items() if len({problem.message for problem in some}) > 1}
    for problem in problems:
        one = problem if problem.file or problem.row is None else replace(problem, row=None)
        if _is_unread(problem) and len(unread) > _SHOWN:
            continue
        if _is_unread(problem) and problem.case in varied:
            one = replace(one, message=_without_their_languages(problem.message))
        rows.setdefault(one, []).extend([problem.row] if one is not problem and problem.row is not None else [])
    for problem, own in sorted(rows.items(), key=lambda item: (item[0].row is not None, bool(item[1]), -len(item[1]))):
        if own and len(unread) > _SHOWN:
            yield from _unread_by_case(unread)
            unread = {}
        yield _preceded(_who(own), problem) if own else problem
    if len(unread) > _SHOWN:
        yield from _unread_by_case(unread)


def _is_unread(problem: Problem) -> bool:
    """Whether somebody reads none of the languages of a case's letters."""
    return problem.code is ProblemCode.NO_LETTER and problem.row is not None


def _unread_by_case(unread: Mapping[str | None, Sequence[Problem]]) -> Iterator[Problem]:
    """How many people of each case read none of the languages of its letters."""
    counts = sorted(((len({p.row for p in some}), case) for case, some in unread.items()), key=lambda one: -one[0])
    people = ", ".join(f"{case} {count}" for count, case in counts)
    text = message("people who read none of the languages of a case’s letters: {people}", people=people)
    [first, *_] = next(iter(unread.values()))
    yield replace(first, message=text, case=None, target=None, row=None)


def _without_their_languages(text: Message) -> Message:
    """The reason why there is no letter for somebody, without the languages that they read."""
    parts = text.parts if isinstance(text, JoinedMessage) else ()
    there = message("they read none of the languages of its letters")
    return join((there, parts[-1]), "; ") if len(parts) > 1 else text


def _who(rows: Sequence[int]) -> str:
    """`3 people (rows 5, 6, 9)`."""
    numbers = list(dict.fromkeys(rows))
    listed = first_few(numbers)
    return nmessage("{count} person (row {rows})", "{count} people (rows {rows})", len(numbers), rows=listed)


def _preceded(by: str, problem: Problem) -> Problem:
    """The problem with a prefix in its message: `ua-046-19: …`."""
    return replace(problem, message=join((by, problem.message), ": "))


def nobody(roster: Roster, rows: str | None) -> Problem:
    """The reason why there is nothing to do, although nothing is wrong; `rows` are those that were asked for."""
    text, hint = message("there are no letters to write"), None
    if roster.problems and not roster.entries:
        text = nmessage(
            "there are no letters to write: the only row has errors",
            "there are no letters to write: all {count} rows have errors",
            len(roster.unread),
        )
    elif not roster.entries and rows:
        text = message("there are no letters to write: rows {rows} are empty", rows=rows)
        hint = message("rows are numbered as in the spreadsheet: the header is row 1")
    elif not roster.entries:
        text = message("there are no letters to write: the roster is empty")
        hint = message("add a row for each person")
    return Problem(ProblemCode.NOBODY, text, hint, file=roster.file if hint else None)
