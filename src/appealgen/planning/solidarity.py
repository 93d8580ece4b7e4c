"""Letters to the people of a case or those close to them: no demands, no copies, and usually no return address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from appealgen.errors import Problem, ProblemCode
from appealgen.messages import message
from appealgen.model.case import Case, ModelLetter, Target
from appealgen.model.identifiers import Tag
from appealgen.model.stationery import Stationery
from appealgen.planning import notices
from appealgen.planning.language import Choice, Reader, choose
from appealgen.planning.plan import Mailing, Plan
from appealgen.planning.planner import known_languages, posted, supporters
from appealgen.planning.reach import reach_of, ways_to
from appealgen.planning.signing import refusal_of_signing
from appealgen.post.signing import signed

if TYPE_CHECKING:
    from appealgen.post.suspension import Suspension


def with_solidarity(
    plan: Plan, stationery: Stationery, suspensions: Sequence[Suspension], letters: Mapping[Tag, ModelLetter]
) -> Plan:
    """The plan with the letters of solidarity that it asks for; `letters` are their texts by language.

    What keeps them from being written is a notice, or a refusal if there is no other letter.
    """
    wanted = supporters(plan.case, plan.options)
    if not wanted or plan.refusals:
        return plan
    case = replace(plan.case, letters=letters, demands=(), concerning=None)
    language, said = _language(case, plan)
    if isinstance(language, Problem):
        return _without(plan, [_no_letter(target, language) for target in wanted])
    reach = reach_of(case, wanted, plan.sender, plan.options, None)
    mailings = [_mailing(case, plan, stationery, language, target) for target in reach.targets]
    mailings = [posted(mailing, suspensions) for mailing in mailings]
    if (refused := refusal_of_signing(case, plan.sender, mailings)) is not None:
        return replace(plan, mailings=(), refusals=(refused,))
    said += [
        *_notices(plan, mailings),
        *notices.of_advice(mailings),
        *notices.of_post(mailings, None),
        *notices.of_fax(mailings),
    ]
    made = replace(plan, mailings=(*plan.mailings, *mailings), notices=(*plan.notices, *dict.fromkeys(said)))
    return _without(made, reach.problems)


def _without(plan: Plan, problems: Sequence[Problem]) -> Plan:
    """The plan with problems of letters that are not written."""
    if plan.mailings or not problems:
        return replace(plan, notices=(*plan.notices, *problems))
    return replace(plan, refusals=tuple(problems))


def _language(case: Case, plan: Plan) -> tuple[Choice | Problem, list[Problem]]:
    """The language of the letters; without a text in the one asked for by name, another one, with a notice."""
    options = plan.options
    reader = Reader(known_languages(plan.sender), plan.sender.country, options.audience)
    chosen = choose(case, reader, list(case.letters), asked_for=options.language)
    if not isinstance(chosen, Problem) or options.language is None:
        return chosen, []
    other = choose(case, reader, list(case.letters))
    code = ProblemCode.NO_SOLIDARITY
    return other, [] if isinstance(other, Problem) else [Problem(code, chosen.message, other.reason, case=case.id)]


def _no_letter(target: Target, reason: Problem) -> Problem:
    text = message("{target}: no letter of solidarity: {reason}", target=target.id, reason=reason.message)
    hint = message("add “solidarity” to the phrase file of your language, as docs/translating.md says")
    return Problem(ProblemCode.NO_SOLIDARITY, text, hint, target=target.id)


def _mailing(case: Case, plan: Plan, stationery: Stationery, language: Choice, target: Target) -> Mailing:
    """A letter straight to somebody; own words are left to a run of its own, because the others are to authorities."""
    options = plan.options
    shown = options.reply_address
    return Mailing(
        case=case,
        sender=signed(plan.sender),
        kind="solidarity",
        addressee=target,
        recipient=target,
        language=language,
        note_language=language.tag,
        date=options.date,
        origin=options.posted_from or plan.sender.country,
        channels=ways_to(case, target, plan.sender, options.channels),
        own_words=None if plan.mailings else options.words_in(language.tag),
        emphasis=options.emphasis,
        stationery=stationery if shown else stationery._replace(return_address="none"),
        withheld=not shown,
        takes_own_words=not plan.mailings,
        handed_in=options.hand_in,
    )


def _notices(plan: Plan, mailings: Sequence[Mailing]) -> Iterator[Problem]:
    """What to know before writing: no return address and why, what to leave out, where own words are."""
    for mailing in mailings:
        case, target = mailing.case, mailing.target.id
        if mailing.withheld and plan.sender.address:
            text = message(
                "{target}: no return address, because others may read this mail and learn who writes to them",
                target=target,
            )
            hint = message("--reply-address puts it on letter and envelope")
            yield Problem(ProblemCode.NO_REPLY_ADDRESS, text, hint, case=case.id, target=target)
        if not mailing.takes_own_words and plan.options.own_words:
            yield own_words_left_out(mailing)
        elif mailing.takes_own_words:
            yield from notices.of_own_words(case, plan.options, mailing.language.tag)
        yield from notices.of_language(case, mailing.language, plan.options.audience)


def own_words_left_out(mailing: Mailing) -> Problem:
    """Notice about own words beside letters to authorities: they may demand something."""
    target = mailing.target.id
    text = message("{target}: your own words are left out, because they are for the authorities", target=target)
    hint = message("write to them separately: --to {target} --own-words TEXT", target=target)
    return Problem(ProblemCode.OWN_WORDS, text, hint, case=mailing.case.id, target=target)
