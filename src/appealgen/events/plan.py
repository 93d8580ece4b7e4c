"""A roster and cases → the plan of a batch: who writes what, the plan made once for all who are alike."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, NamedTuple

from appealgen.errors import InputError, MissingError, Problem, ProblemCode, Scope, TemplateError, did_you_mean
from appealgen.events.assignment import Offer
from appealgen.events.notices import of_signer, of_them, told_once
from appealgen.events.signatories import Signer
from appealgen.language.locales import best_of
from appealgen.letters.compose import Composed, LetterForm, compose, fill_in, letter_form, speaks_of
from appealgen.messages import message
from appealgen.model.case import Case
from appealgen.model.identifiers import Tag
from appealgen.model.sender import Sender
from appealgen.planning.planner import Mailing, Plan

Order = Literal["sender", "target"]
"""How letters lie in a print file: by sender for signing, by target for putting them into envelopes."""
Planner = Callable[[Case, Sender, Sequence[str]], Plan]
"""Plans one sender's letters for a case, to these ids or roles."""


class Line(NamedTuple):
    """What a tally counts by."""

    case: str
    target: str
    language: str
    country: str
    route: str


class Prepared(NamedTuple):
    """A mailing of all senders who are alike, and its form for those of whom the letter says nothing.

    There is no form where every letter says something of its sender.
    """

    mailing: Mailing
    form: LetterForm | None
    line: Line

    def composed(self, sender: Sender, roots: tuple[Path, ...]) -> Composed:
        """The letter and the envelope of one of them; raises as `compose`."""
        if self.form is not None and not speaks_of(sender, self.mailing):
            return fill_in(self.form, sender)
        return compose(replace(self.mailing, sender=sender), roots)


class Share(NamedTuple):
    """One letter of a batch: whose it is and what is written."""

    signer: Signer
    prepared: Prepared

    @property
    def mailing(self) -> Mailing:
        """What is written, and to whom; its sender is one like the signer."""
        return self.prepared.mailing

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from all others of the batch."""
        line = self.prepared.line
        return self.signer.folder, line.case, line.target


@dataclass(frozen=True, kw_only=True)
class Batch:
    """All letters of an event, as a value: `shares` gives them one by one.

    `cases` are those that are written for, `refused` says why others are not, `unserved` who gets no letter of a case,
    by row. `prepared` are the mailings of each case for all who are alike. `picked` is true for a part of a batch: some
    rows of its roster, some of its targets.
    """

    cases: tuple[Case, ...]
    signers: tuple[Signer, ...]
    date: datetime.date
    prepared: Mapping[tuple[str, int], tuple[Prepared, ...]]
    refused: tuple[Problem, ...]
    unserved: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    picked: bool = False
    roots: tuple[Path, ...] = ()

    def shares(self, order: Order = "sender") -> Iterator[Share]:
        """Every letter, in the order of the print files; the signers are in that of the roster."""
        return self._by_sender() if order == "sender" else self._by_target()

    def shares_of(self, signer: Signer) -> Iterator[Share]:
        """The letters of one signer."""
        for case in self.cases:
            if signer.writes_for(case):
                for prepared in self.prepared.get((case.id, signer.group), ()):
                    yield Share(signer, prepared)

    def _by_sender(self) -> Iterator[Share]:
        for signer in self.signers:
            yield from self.shares_of(signer)

    def _by_target(self) -> Iterator[Share]:
        for case in self.cases:
            of_case = {key: found for (case_id, key), found in self.prepared.items() if case_id == case.id}
            for target in _targets(case, of_case.values()):
                to_target = {key: [p for p in found if p.mailing.target.id == target] for key, found in of_case.items()}
                for signer in self.signers:
                    if signer.writes_for(case):
                        for prepared in to_target.get(signer.group, ()):
                            yield Share(signer, prepared)


def _targets(case: Case, prepared: Iterable[Sequence[Prepared]]) -> list[str]:
    """The ids of all who are written to, in the case's order, embassies of the user's own list last."""
    own: dict[str, int] = {target.id: number for number, target in enumerate(case.targets)}
    found = dict.fromkeys(each.mailing.target.id for several in prepared for each in several)
    return sorted(found, key=lambda ident: own.get(ident, len(own)))


def plan_batch(
    cases: Sequence[Case],
    signers: Sequence[Signer],
    planner: Planner,
    *,
    date: datetime.date,
    to: Sequence[str] = (),
    picked: bool = False,
    roots: tuple[Path, ...] = (),
) -> Batch:
    """Plan every signer's letters for every case that is theirs.

    `to` are ids and roles, for one case alone as `case/id`: each case takes those that it knows. `picked` says that the
    signers are not all. Raises MissingError for names that no case knows, and as the planner for what is wrong whoever
    writes.
    """
    asked, known = _asked(cases, to), set[str]()
    groups: dict[int, list[Signer]] = {}
    for signer in signers:
        groups.setdefault(signer.group, []).append(signer)
    found = _Found()
    unknown: dict[str, dict[Problem, None]] = {}
    for case in cases:
        for key, group in groups.items():
            writing = [signer for signer in group if signer.writes_for(case)]
            if not writing:
                continue
            try:
                planned, strange = _planned(planner, case, _one_like(group[0].sender), list(asked[case.id]))
            except MissingError as error:
                if error.problems[0].code != ProblemCode.READS_MISSING:
                    raise
                found.unserved += [replace(p, row=s.row or None, case=case.id) for s in writing for p in error.problems]
                continue
            known |= {given for name, given in asked[case.id].items() if name not in strange}
            for name, problem in strange.items():
                unknown.setdefault(asked[case.id][name], {})[problem] = None
            if planned is None:
                found.strangers |= dict.fromkeys(strange.values())
            else:
                found.add(planned, writing)
                found.prepared[case.id, key] = tuple(_prepared(mailing, roots) for mailing in planned.mailings)
    if lost := [problem for given, problems in unknown.items() if given not in known for problem in problems]:
        raise MissingError(lost)
    dropped = {problem.case for problem in found.refused}
    return Batch(
        cases=tuple(case for case in cases if case.id not in dropped),
        signers=tuple(signers),
        date=date,
        prepared=found.prepared,
        refused=tuple(found.refused),
        unserved=tuple(sorted(dict.fromkeys(found.unserved), key=lambda problem: problem.row or 0)),
        notices=(*found.strangers, *told_once(found.said, signers)),
        picked=picked or bool(to),
        roots=roots,
    )


@dataclass
class _Found:
    """What the plans of a batch have in common, as they are made."""

    prepared: dict[tuple[str, int], tuple[Prepared, ...]] = field(default_factory=dict)
    refused: dict[Problem, None] = field(default_factory=dict)
    unserved: list[Problem] = field(default_factory=list)
    said: dict[Problem, list[int]] = field(default_factory=dict)
    strangers: dict[Problem, None] = field(default_factory=dict)

    def add(self, planned: Plan, writing: Sequence[Signer]) -> None:
        """Note what a plan says to those who share it: a refusal of the case itself holds for everyone."""
        of_case = [problem for problem in planned.refusals if problem.code.scope is Scope.CASE]
        self.refused |= dict.fromkeys(of_case)
        if planned.refusals and not of_case:
            self.unserved += [of_signer(signer, of_them(problem)) for signer in writing for problem in planned.refusals]
        for notice in planned.notices if not planned.refusals else ():
            self.said.setdefault(notice, []).extend(signer.row for signer in writing)


def _planned(
    planner: Planner, case: Case, sender: Sender, names: Sequence[str]
) -> tuple[Plan | None, dict[str, Problem]]:
    """The plan for those of the names that the case knows, None when it knows none; and what is said of the others."""
    try:
        return planner(case, sender, names), {}
    except MissingError as error:
        if error.problems[0].code != ProblemCode.UNKNOWN_TARGET:
            raise
    unknown: dict[str, Problem] = {}
    for name in names:
        try:
            planner(case, sender, [name])
        except MissingError as error:
            unknown[name] = error.problems[0]
    known = [name for name in names if name not in unknown]
    return planner(case, sender, known) if known else None, unknown


def _one_like(sender: Sender) -> Sender:
    """Somebody who writes from the same place in the same languages, with nothing of their own."""
    address = ("…",) if sender.address else ()
    return replace(sender, name="…", address=address, email=None, place=None, about=None)


def _prepared(mailing: Mailing, roots: tuple[Path, ...]) -> Prepared:
    route = "direct" if mailing.kind == "appeal" else mailing.kind
    line = Line(mailing.case.id, mailing.target.id, mailing.language.tag, mailing.destination, route)
    if speaks_of(mailing.sender, mailing):
        return Prepared(mailing, None, line)
    try:
        return Prepared(mailing, letter_form(mailing, roots), line)
    except MissingError:  # a detail without which the letter cannot be written: some may have it
        return Prepared(mailing, None, line)
    except (TemplateError, InputError) as error:
        raise type(error)(replace(problem, case=mailing.case.id) for problem in error.problems) from error


def _asked(cases: Sequence[Case], to: Sequence[str]) -> dict[str, dict[str, str]]:
    """For each case the names of `to`, with how they were given; raises MissingError for a case not in the batch."""
    asked: dict[str, dict[str, str]] = {case.id: {} for case in cases}
    for name in to:
        ident, slash, target = name.rpartition("/")
        if slash and ident not in asked:
            hint = did_you_mean(ident, list(asked))
            raise MissingError(
                Problem(
                    ProblemCode.UNKNOWN_CASE,
                    message("“{name}” is not a case of this batch", name=ident),
                    hint,
                    field="to",
                )
            )
        for case_id in [ident] if slash else list(asked):
            asked[case_id][target] = name
    return asked


def check_ids(cases: Sequence[Case]) -> None:
    """Raises InputError when two cases have one id: their letters would lie in one folder."""
    files: dict[str, str] = {}
    for case in cases:
        if case.id in files and files[case.id] != case.file:
            text = message(
                "two cases are called {id}: {first} and {second}", id=case.id, first=files[case.id], second=case.file
            )
            raise InputError(
                Problem(ProblemCode.DUPLICATE_ID, text, message("give one of them another id"), case=case.id)
            )
        files[case.id] = case.file


def offers(batch: Batch) -> list[Offer]:
    """What each signer can write, by their place among the signers from 0; best is what the targets like best."""
    found = []
    for number, signer in enumerate(batch.signers):
        cases: dict[str, int] = {}
        for case in batch.cases:
            mailings = [prepared.mailing for prepared in batch.prepared.get((case.id, signer.group), ())]
            if mailings and not mailings[0].language.unread:
                cases[case.id] = _rank(case, mailings[0].language.tag)
        found.append(Offer(number, cases))
    return found


def _rank(case: Case, tag: Tag) -> int:
    """How well the targets read a language: 0 is what they like best."""
    known = best_of(tag, case.languages)
    return case.languages.index(Tag(known)) if known else len(case.languages)


def assigned(batch: Batch, cases: Sequence[tuple[str, ...]]) -> Batch:
    """The batch with the cases of each signer; nobody is told of a case that is not theirs."""
    signers = tuple(signer._replace(cases=own) for signer, own in zip(batch.signers, cases, strict=True))
    own = {(signer.row, case) for signer in signers for case in signer.cases or ()}
    unserved = tuple(problem for problem in batch.unserved if (problem.row or 0, problem.case) in own)
    return replace(batch, signers=signers, unserved=unserved)
