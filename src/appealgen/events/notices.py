"""What plans say to one sender, as an organizer is told it of many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from appealgen.errors import Problem, ProblemCode
from appealgen.events.signatories import Signer
from appealgen.language.localized_names import localized_countries
from appealgen.messages import gettext_noop, message, nmessage, reworded
from appealgen.model.identifiers import Country

OF_THEM = {
    "you did not say what you read: {language} assumed from {country}": gettext_noop(
        "no language is given: {language} assumed from {country}"
    ),
    "you gave no address: letters and envelopes carry your name alone, and no answer can reach you": gettext_noop(
        "no address is given: letters and envelopes carry the name alone, and no answer can reach them"
    ),
    "you said that you or your family have ties to {country}. Think about whether to sign with your full name and "
    "address; your local group can advise.": gettext_noop(
        "ties are given, their own or their family's, to {country}. Think about whether to sign with the full name and "
        "address; your local group can advise."
    ),
    "you are not known to read {language}: have somebody tell you what you sign": gettext_noop(
        "not known to read {language}: tell them what they sign"
    ),
    "you read {reads}; there are letters in {letters}": gettext_noop(
        "they read {reads}; there are letters in {letters}"
    ),
}
"""What a plan says to its sender, as an organizer is told it of somebody on the roster."""
_HINTS = {
    ProblemCode.NO_LETTER: message(
        "add a letter in it to the case, or to the row a language that they sign letters in"
    ),
    ProblemCode.READS_ASSUMED: message("if that is wrong, fill in the languages of the row"),
}
"""What an organizer can do, where the plan's hint is for its sender."""


def of_them(problem: Problem) -> Problem:
    """What is to be said of those who sign, to somebody else."""
    of_many = OF_THEM.get(problem.message.msgid)
    if of_many is None:
        return problem
    text = reworded(problem.message, of_many)
    return replace(problem, message=text, hint=_HINTS.get(problem.code, problem.hint))


def of_signer(signer: Signer, problem: Problem) -> Problem:
    """A problem with whose it is; walk-ins, whom no row tells apart, have one for all."""
    if signer.row:
        return replace(problem, row=signer.row)
    return replace(problem, message=message("walk-ins: {message}", message=problem.message))


def _told(notice: Problem, rows: Sequence[int]) -> Problem:
    """A notice about people with how many they are, and the rows of the first few."""
    if not notice.code.personal or not any(rows):
        return notice
    notice = of_them(notice)
    numbers = [str(row) for row in dict.fromkeys(rows) if row]
    first = ", ".join(numbers[:5]) + (" …" if len(numbers) > 5 else "")
    text = nmessage(
        "1 person (row {rows}): {message}",
        "{count} people (rows {rows}): {message}",
        len(numbers),
        rows=first,
        message=notice.message,
    )
    return replace(notice, message=text)


def told_once(said: Mapping[Problem, Sequence[int]], signers: Sequence[Signer]) -> Iterator[Problem]:
    """The notices of all plans; of embassies that nobody knows one for each case, with all the countries."""
    homes = {signer.row: signer.sender.country for signer in signers}
    unknown: dict[str | None, dict[Country, Problem]] = {}
    for notice, rows in said.items():
        if notice.code != ProblemCode.NO_EMBASSY:
            yield _told(notice, rows)
        for row in rows if notice.code == ProblemCode.NO_EMBASSY else ():
            unknown.setdefault(notice.case, {}).setdefault(homes[row], notice)
    for hosts in unknown.values():
        yield _no_embassy(hosts)


def _no_embassy(hosts: Mapping[Country, Problem]) -> Problem:
    """The notices of one case, by the country in which no embassy is known, as one."""
    notice = next(iter(hosts.values()))
    if len(hosts) == 1:
        return notice
    countries, consequence = localized_countries(tuple(hosts)), notice.message.values["consequence"]
    text = message("no embassy is known in {countries}: {consequence}", countries=countries, consequence=consequence)
    return replace(notice, message=text, hint=message("{hint}, and so for the others", hint=notice.hint))
