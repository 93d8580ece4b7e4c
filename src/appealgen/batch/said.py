"""What plans say to one sender, as an organizer is told it of many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from appealgen.batch.signers import Signer
from appealgen.errors import Problem
from appealgen.language.locales import country_in_sentence, joined
from appealgen.model import Country

_OF_PEOPLE = ("reads-assumed", "language-unread", "no-return-address", "ties")
"""Notices about those who sign."""
OF_THEM = {
    "you did not say what you read": "no language is given",
    "you gave no address": "no address is given",
    "carry your name": "carry the name",
    "you said that you or your family have ties": "ties are given, their own or their family's,",
    "your full name": "the full name",
    "you are not known to read": "not known to read",
    "have somebody tell you what you sign": "tell them what they sign",
    "you read": "they read",
}
"""What a plan says to its sender, as an organizer is told it of somebody on the roster."""
_HINTS = {
    "no-letter": "add a letter in it to the case, or to the row a language that they sign letters in",
    "reads-assumed": "if that is wrong, fill in the languages of the row",
}
"""What an organizer can do, where the plan's hint is for its sender."""


def of_them(problem: Problem) -> Problem:
    """What is to be said of those who sign, to somebody else."""
    message = problem.message
    for to_one, of_many in OF_THEM.items():
        message = message.replace(to_one, of_many)
    if message == problem.message:
        return problem
    return replace(problem, message=message, hint=_HINTS.get(problem.code, problem.hint))


def of_signer(signer: Signer, problem: Problem) -> Problem:
    """A problem with whose it is; walk-ins, whom no row tells apart, have one for all."""
    if signer.row:
        return replace(problem, row=signer.row)
    return replace(problem, message=f"walk-ins: {problem.message}")


def _told(notice: Problem, rows: Sequence[int]) -> Problem:
    """A notice about people with how many they are, and the rows of the first few."""
    if notice.code not in _OF_PEOPLE or not any(rows):
        return notice
    notice = of_them(notice)
    numbers = [str(row) for row in dict.fromkeys(rows) if row]
    first = ", ".join(numbers[:5]) + (" …" if len(numbers) > 5 else "")
    people = "1 person" if len(numbers) == 1 else f"{len(numbers)} people"
    return replace(notice, message=f"{people} (row{'s' if len(numbers) > 1 else ''} {first}): {notice.message}")


def told_once(said: Mapping[Problem, Sequence[int]], signers: Sequence[Signer]) -> Iterator[Problem]:
    """The notices of all plans; of embassies that nobody knows one for each case, with all the countries."""
    homes = {signer.row: signer.sender.country for signer in signers}
    unknown: dict[str | None, dict[Country, Problem]] = {}
    for notice, rows in said.items():
        if notice.code != "no-embassy":
            yield _told(notice, rows)
        for row in rows if notice.code == "no-embassy" else ():
            unknown.setdefault(notice.case, {}).setdefault(homes[row], notice)
    for hosts in unknown.values():
        yield _no_embassy(hosts)


def _no_embassy(hosts: Mapping[Country, Problem]) -> Problem:
    """The notices of one case, by the country in which no embassy is known, as one."""
    notice = next(iter(hosts.values()))
    if len(hosts) == 1:
        return notice
    countries = joined(tuple(country_in_sentence(country) for country in hosts), "en")
    message = f"no embassy is known in {countries}: {notice.message.rpartition(': ')[2]}"
    return replace(notice, message=message, hint=f"{notice.hint}, and so for the others")
