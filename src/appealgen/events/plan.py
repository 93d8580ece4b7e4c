"""A roster and cases → the plan of an event: who writes what, each plan made once for similar senders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, NamedTuple

from appealgen.errors import InputError, MissingError, Problem, ProblemCode, Scope, TemplateError, did_you_mean
from appealgen.events.assignment import Offer
from appealgen.events.own_words import with_languages, words_left_out
from appealgen.events.own_words_advice import own_words_advice
from appealgen.events.posting import with_origin
from appealgen.events.signatories import Signatory
from appealgen.language.locales import as_in
from appealgen.language.matching import reads
from appealgen.letters.compose import Composed, LetterForm, fill_in, letter_form, speaks_of
from appealgen.letters.unread import unread_words
from appealgen.messages import first_few, message, nmessage
from appealgen.model.case import Case
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.planning.notices import no_embassy
from appealgen.planning.plan import Mailing, Plan, PlanOptions
from appealgen.planning.planner import known_languages, reads_missing
from appealgen.reading.roster import UnreadRow
from appealgen.workflows.letters import plan, unknown_targets

Order = Literal["sender", "target"]
"""Order of letters in a print file: by sender for signing, by target for filling envelopes."""


class LetterCategory(NamedTuple):
    """The values that letters are counted by."""

    case: str
    target: str
    language: str
    country: str
    route: str


class PreparedMailing(NamedTuple):
    """A mailing for similar senders, and its form; None if every letter includes details of its sender.

    Letters are set in `step` or closer.
    """

    mailing: Mailing
    form: LetterForm | None
    category: LetterCategory
    step: int = 0

    def composed(self, sender: Sender, roots: tuple[Path, ...], letter_mark: str = "") -> Composed:
        """The letter and the envelope of one of them; raises like `compose`."""
        if self.form is not None and not speaks_of(sender, self.mailing):
            papers = fill_in(self.form, sender, letter_mark)
        else:
            mailing = replace(self.mailing, sender=sender, own_words=self.mailing.words_of(sender))
            papers = fill_in(letter_form(mailing, roots), sender, letter_mark)
        if papers.letter.step >= self.step:
            return papers
        return papers._replace(letter=papers.letter._replace(step=self.step))


class BatchLetter(NamedTuple):
    """One letter of a batch: its signatory and its mailing."""

    signatory: Signatory
    prepared: PreparedMailing

    @property
    def mailing(self) -> Mailing:
        """The mailing, for a sender similar to the signatory."""
        return self.prepared.mailing

    @property
    def key(self) -> tuple[str, str, str]:
        """Unique key of the letter in the batch."""
        category = self.prepared.category
        return self.signatory.folder, category.case, category.target

    @property
    def mark(self) -> str:
        """`4/3`: the number of the signatory and that of the letter; empty before they are identified."""
        signatory, category = self.signatory, self.prepared.category
        return (
            f"{signatory.number}/{signatory.letters[f'{category.case}/{category.target}']}" if signatory.number else ""
        )

    def composed(self, roots: tuple[Path, ...], *, marked: bool = True) -> Composed:
        """The letter and the envelope, with the mark of both if they are printed; raises like `compose`."""
        mark = self.mark if marked and self.mailing.on_paper else ""
        return self.prepared.composed(self.signatory.sender, roots, mark)

    @property
    def alike(self) -> tuple[str, str, int]:
        """Key of the letters that similar senders write to a target; each order has them in that of the roster."""
        category = self.prepared.category
        return category.case, category.target, self.signatory.group


@dataclass(frozen=True, kw_only=True)
class Batch:
    """All letters of an event, as a value: `letters` yields them one by one.

    `cases` are those with letters, `refused` gives the reasons for others, `unserved` the people without a letter of a
    case, by row. `prepared` are the mailings of each case for similar senders. `picked` is true for a part of a batch:
    some rows of its roster, or some of its targets. `faulty` are the problems of rows that are nobody's, `unread` who
    is in such rows.
    """

    cases: tuple[Case, ...]
    signatories: tuple[Signatory, ...]
    options: PlanOptions
    prepared: Mapping[tuple[str, int], tuple[PreparedMailing, ...]]
    refused: tuple[Problem, ...]
    unserved: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    picked: bool = False
    roots: tuple[Path, ...] = ()
    faulty: tuple[Problem, ...] = ()
    unread: Mapping[int, UnreadRow] = field(default_factory=dict)

    @property
    def is_partial(self) -> bool:
        """Whether there may be more people or letters."""
        return self.picked or bool(self.unread)

    @property
    def nameless(self) -> tuple[int, ...]:
        """Rows with somebody whose name cannot be read, who may be anybody."""
        return tuple(row for row, each in self.unread.items() if not each.name)

    def letters(self, order: Order = "sender") -> Iterator[BatchLetter]:
        """Every letter, in the order of the print files; signatories are in the order of the roster."""
        if order == "target":
            return self._by_target()
        return (
            BatchLetter(signatory, prepared)
            for signatory in self.signatories
            for case in self.cases
            if signatory.writes_for(case)
            for prepared in self.prepared.get((case.id, signatory.group), ())
        )

    def _by_target(self) -> Iterator[BatchLetter]:
        for case in self.cases:
            of_case = {group: several for (case_id, group), several in self.prepared.items() if case_id == case.id}
            for target in _targets(case, of_case.values()):
                to_target = {
                    group: [each for each in several if each.mailing.target.id == target]
                    for group, several in of_case.items()
                }
                for signatory in self.signatories:
                    if signatory.writes_for(case):
                        for prepared in to_target.get(signatory.group, ()):
                            yield BatchLetter(signatory, prepared)


def _targets(case: Case, prepared: Iterable[Sequence[PreparedMailing]]) -> list[str]:
    """Ids of all recipients, in the case's order, embassies of the user's own list last."""
    own: dict[str, int] = {target.id: number for number, target in enumerate(case.targets)}
    targets = dict.fromkeys(each.mailing.target.id for several in prepared for each in several)
    return sorted(targets, key=lambda ident: own.get(ident, len(own)))


def plan_batch(
    cases: Sequence[Case],
    signatories: Sequence[Signatory],
    options: PlanOptions,
    *,
    picked: bool = False,
    roots: tuple[Path, ...] = (),
) -> Batch:
    """Plan every signatory's letters for each of their cases.

    All are posted from one country (see `with_origin`). `options.to` are ids and roles, or `case/id` for one case: each
    case takes those that it knows. `picked` means that the signatories are only some. Raises MissingError for names
    that no case knows, and like `plan` for errors that do not depend on the sender.
    """
    options = replace(with_origin(options, [each.listed for each in signatories], roots), audience="organizer")
    asked = _asked(cases, options.to)
    groups: dict[int, list[Signatory]] = {}
    for signatory in signatories:
        groups.setdefault(signatory.group, []).append(signatory)
    collected = _Collected()
    for case in cases:
        for number, group in groups.items():
            writing = [signatory for signatory in group if signatory.writes_for(case)]
            if writing and (planned := _planned(case, writing, asked[case.id], options, roots, collected)) is not None:
                collected.add(planned, writing)
                prepared = tuple(_prepared(mailing, roots) for mailing in planned.mailings)
                collected.prepared[case.id, number] = prepared
    collected.check_names(options.to)
    mailings = [each.mailing for several in collected.prepared.values() for each in several]
    signatories = with_languages(signatories, options, [mailing.language.tag for mailing in mailings])
    dropped = {problem.case for problem in collected.refused}
    batch = Batch(
        cases=tuple(case for case in cases if case.id not in dropped),
        signatories=tuple(signatories),
        options=options,
        prepared=collected.prepared,
        refused=tuple(collected.refused),
        unserved=tuple(sorted(dict.fromkeys(collected.unserved), key=lambda problem: problem.row or 0)),
        notices=(
            *collected.notices(cases, options),
            *unread_words(mailings, roots),
            *words_left_out(signatories, collected.prepared),
        ),
        picked=picked or bool(options.to),
        roots=roots,
    )
    return replace(batch, notices=(*batch.notices, *own_words_advice(batch.letters())))


def _planned(
    case: Case,
    writing: Sequence[Signatory],
    asked: Mapping[str, str],
    options: PlanOptions,
    roots: tuple[Path, ...],
    collected: _Collected,
) -> Plan | None:
    """The plan for similar senders of a case; None after noting the reason.

    `asked` are the names of targets, each as it was typed; names that the case does not know are ignored.
    """
    sender = replace(
        writing[0].listed, name="", email=None, place=None, about=None, own_words=None
    )  # what they have in common
    if not known_languages(sender) and (problem := reads_missing(sender)) is not None:
        collected.unserved += [replace(problem, row=signatory.row, case=case.id) for signatory in writing]
        return None
    unknown = unknown_targets(case, sender, replace(options, to=tuple(asked)), roots)
    known = tuple(name for name in asked if name not in unknown)
    collected.known_names |= {asked[name] for name in known}
    for name, problem in unknown.items():
        collected.unknown_names.setdefault(asked[name], {})[problem] = None
    if asked and not known:
        collected.strangers |= dict.fromkeys(unknown.values())
        return None
    return plan(case, sender, replace(options, to=known), roots)


@dataclass
class _Collected:
    """Results shared by the plans of a batch, collected as they are made.

    `strangers` are problems of cases that know none of the requested names, `said` the notices with the rows of their
    people, `hosts` the countries without a known embassy, by case.
    """

    prepared: dict[tuple[str, int], tuple[PreparedMailing, ...]] = field(default_factory=dict)
    refused: dict[Problem, None] = field(default_factory=dict)
    unserved: list[Problem] = field(default_factory=list)
    said: dict[Problem, list[int | None]] = field(default_factory=dict)
    hosts: dict[str, dict[Country, None]] = field(default_factory=dict)
    strangers: dict[Problem, None] = field(default_factory=dict)
    known_names: set[str] = field(default_factory=set)
    unknown_names: dict[str, dict[Problem, None]] = field(default_factory=dict)

    def add(self, plan: Plan, writing: Sequence[Signatory]) -> None:
        """Note a plan's notices for everyone who shares it; a refusal of the case itself is for everyone."""
        of_case = [problem for problem in plan.refusals if problem.code.scope is Scope.CASE]
        self.refused |= dict.fromkeys(of_case)
        if plan.refusals:
            own = plan.refusals if not of_case else ()
            self.unserved += [with_signatory(problem, signatory) for signatory in writing for problem in own]
            return
        for notice in plan.notices:
            if notice.code is ProblemCode.NO_EMBASSY:
                self.hosts.setdefault(plan.case.id, {})[plan.sender.country] = None
            elif notice.code is not ProblemCode.WORDS_NOT_REVIEWED:
                self.said.setdefault(notice, []).extend(signatory.row for signatory in writing)

    def check_names(self, names: Iterable[str]) -> None:
        """Raise MissingError for names of targets that no case knows."""
        unknown = [name for name in dict.fromkeys(names) if name not in self.known_names]
        if lost := [problem for name in unknown for problem in self.unknown_names.get(name, ())]:
            raise MissingError(lost)

    def notices(self, cases: Iterable[Case], options: PlanOptions) -> tuple[Problem, ...]:
        """Notices of all plans, each once; for unknown embassies, one for each case."""
        embassies = [
            no_embassy(case, options.route(case), tuple(self.hosts[case.id])) for case in cases if case.id in self.hosts
        ]
        return (*self.strangers, *(merged_notice(notice, rows) for notice, rows in self.said.items()), *embassies)


def with_signatory(problem: Problem, signatory: Signatory) -> Problem:
    """A problem with its signatory; walk-ins share one, because they have no row."""
    if signatory.row is not None:
        return replace(problem, row=signatory.row)
    return replace(problem, message=message("walk-ins: {message}", message=problem.message))


def merged_notice(notice: Problem, rows: Sequence[int | None]) -> Problem:
    """A notice about people, with their number and the first few rows; any other notice unchanged."""
    numbers = [str(row) for row in dict.fromkeys(rows) if row is not None]
    if not notice.code.personal or not numbers:
        return notice
    text = nmessage(
        "1 person (row {rows}): {message}",
        "{count} people (rows {rows}): {message}",
        len(numbers),
        rows=first_few(numbers),
        message=notice.message,
    )
    return replace(notice, message=text)


def _prepared(mailing: Mailing, roots: tuple[Path, ...]) -> PreparedMailing:
    tag, country = mailing.language.tag, mailing.destination
    category = LetterCategory(mailing.case.id, mailing.target.id, tag, country, mailing.route)
    if speaks_of(mailing.sender, mailing):
        return PreparedMailing(mailing, None, category)
    try:
        return PreparedMailing(mailing, letter_form(mailing, roots), category)
    except MissingError:  # a required detail is missing: some senders may have it
        return PreparedMailing(mailing, None, category)
    except (TemplateError, InputError) as error:
        raise type(error)(replace(problem, case=mailing.case.id) for problem in error.problems) from error


def _asked(cases: Sequence[Case], to: Sequence[str]) -> dict[str, dict[str, str]]:
    """For each case the names of `to`, as typed; raises MissingError for a case not in the batch."""
    asked: dict[str, dict[str, str]] = {case.id: {} for case in cases}
    for name in to:
        ident, slash, target = name.rpartition("/")
        if slash and ident not in asked:
            text, hint = message("“{name}” is not a case of this batch", name=ident), did_you_mean(ident, list(asked))
            raise MissingError(Problem(ProblemCode.UNKNOWN_CASE, text, hint, field="to"))
        for case_id in [ident] if slash else list(asked):
            asked[case_id][target] = name
    return asked


def check_ids(cases: Sequence[Case]) -> None:
    """Raise InputError when two cases share an id: their letters would share a folder."""
    files: dict[str, str] = {}
    for case in cases:
        if (first := files.setdefault(case.id, case.file)) != case.file:
            text = message(
                "two cases have the id {id}: {first} and {second}", id=case.id, first=first, second=case.file
            )
            hint = message("give one of them another id")
            raise InputError(Problem(ProblemCode.DUPLICATE_ID, text, hint, case=case.id))


def offers(batch: Batch) -> list[Offer]:
    """Cases that each signatory can write for, in order of the signatories; rank 0 is the targets' best language."""
    offered = []
    for number, signatory in enumerate(batch.signatories):
        ranks: dict[str, int] = {}
        for case in batch.cases:
            mailings = [prepared.mailing for prepared in batch.prepared.get((case.id, signatory.group), ())]
            if mailings and not mailings[0].language.unread:
                ranks[case.id] = _rank(case, mailings[0].language.tag)
        offered.append(Offer(number, ranks))
    return offered


def _rank(case: Case, tag: Tag) -> int:
    """The rank of a language for the targets: 0 is their favourite."""
    own = (n for n, wanted in enumerate(case.languages) if reads(as_in(wanted, case.country), tag, close=True))
    return next(own, len(case.languages))


def with_cases(batch: Batch, cases: Sequence[tuple[str, ...]]) -> Batch:
    """The batch with the cases of each signatory.

    Problems with other cases are dropped, except those of people who can write for none.
    """
    signatories = tuple(s._replace(cases=own) for s, own in zip(batch.signatories, cases, strict=True))
    own = {(signatory.row, case) for signatory in signatories for case in signatory.cases or ()}
    can = {signatory.row for signatory, offer in zip(signatories, offers(batch), strict=True) if offer.cases}
    unserved = tuple(p for p in batch.unserved if (p.row, p.case) in own or (p.row is not None and p.row not in can))
    return replace(batch, signatories=signatories, unserved=unserved)
