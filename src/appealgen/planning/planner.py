"""A case and a sender → the plan: who writes to whom, in which language, by which route, on which stationery."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from appealgen.errors import InputError, MissingError, Problem, ProblemCode, did_you_mean
from appealgen.language.locales import languages_of
from appealgen.language.localized_names import localized_country, localized_languages
from appealgen.language.phrases import languages_with_phrases
from appealgen.messages import message
from appealgen.model.case import Case, Doubt, Target
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import Stationery
from appealgen.planning import notices, signing
from appealgen.planning.doubts import concerning, notices_of_doubts, refusals_of_doubts, refusals_of_lack
from appealgen.planning.language import Choice, Reader, choose, note_language
from appealgen.planning.plan import Kind, Mailing, Plan, PlanOptions
from appealgen.planning.reach import reach_of, ways_to
from appealgen.planning.status import notices_of_time, refusals_of_time, status_at
from appealgen.post.signing import signed
from appealgen.post.territories import state_of

if TYPE_CHECKING:
    from appealgen.post.suspension import Suspension


def plan_letters(
    case: Case,
    sender: Sender,
    options: PlanOptions,
    stationery: Stationery,
    *,
    embassies: Sequence[Target] = (),
    suspensions: Sequence[Suspension] = (),
    with_phrases: Collection[str] | None = None,
) -> Plan:
    """Plan one sender's letters for a case, on this stationery.

    `embassies` are the user's own for the case's country; `suspensions` is the user's table of suspended mail;
    `with_phrases` are the languages that letters and notes can be written in (default: those of the bundled phrases).
    There are seven parameters because the user's tables are read elsewhere. Raises MissingError for an unknown target
    and for a sender whose languages are not known, InputError for an embassy with the id of a target.
    """
    status, embassy = status_at(case, options.date), embassy_for(case, sender.country, options, embassies)
    languages_read(sender)  # raises for a sender who must name their languages
    refusals = [*refusals_of_time(case, status, options.anyway), *(lack := refusals_of_lack(case))]
    if not any(target.role == "target" for target in case.targets):
        notices_only = tuple(notices_of_doubts(case, case.unsettled, accepted=False))
        return Plan(case, sender, options, status, (), notices_only, tuple(refusals) or (_nobody(case),))
    if unknown := unknown_names(case, sender.country, options, embassies):
        raise MissingError(unknown.values())
    recipients = _recipients(case, embassy if options.route(case) == "copy" else None)
    selected = tuple(filter(options.wants, recipients))
    if not selected and not supporters(case, options):
        raise MissingError(_nobody(case))
    phrases = languages_with_phrases() if with_phrases is None else with_phrases
    reader = Reader(known_languages(sender), sender.country, options.audience)
    language = choose(case, reader, phrases, asked_for=options.language) if selected else None
    tag = language.tag if isinstance(language, Choice) else None
    reach = reach_of(case, selected, sender, options, embassy if options.route(case) == "via" else None)
    refusals += reach.problems if reach.nobody else ()
    doubts = tuple(concerning(case, _concerned(case, selected, embassy), tag))
    refusals += [] if lack else refusals_of_doubts(case, doubts, accepted=options.accept_doubts)
    mailings: list[Mailing] = []
    if isinstance(language, Problem):
        refusals.append(replace(language, case=case.id))
    elif language is not None and not refusals:
        note = note_language(reader.reads, sender.country, case, language.tag, phrases)
        draft = _first_mailing(case, sender, options, stationery, language, selected[0])
        draft = replace(draft, note_language=note)
        mailings = [posted(m, suspensions) for m in _mailings(draft, reach.targets, embassy, options)]
        if (refused := signing.refusal_of_signing(case, sender, mailings)) is not None:
            mailings, refusals = [], [refused]
    plan = Plan(case, sender, options, status, tuple(mailings), (), tuple(refusals))
    lacking = () if reach.nobody else reach.problems
    return replace(plan, notices=(*_notices(plan, language, embassy, doubts), *lacking))


def _notices(
    plan: Plan, language: Choice | Problem | None, embassy: Target | None, doubts: Sequence[Doubt]
) -> Iterator[Problem]:
    case, sender, options = plan.case, plan.sender, plan.options
    yield from notices_of_time(case, plan.status, options.date, options.today, options.anyway)
    yield from notices_of_doubts(case, doubts, accepted=options.accept_doubts)
    yield from notices.of_sender(case, sender, known_languages(sender), options.audience, options.channels)
    yield from signing.of_danger(case, sender, options.audience)
    yield from signing.of_signing(case, sender, plan.mailings, options.audience)
    yield from notices.of_embassy(case, sender.country, options, embassy)
    if isinstance(language, Choice):
        yield from notices.of_language(case, language, options.audience)
        yield from notices.of_own_words(case, options, language.tag)
    yield from notices.of_advice(plan.mailings)
    yield from notices.of_post(plan.mailings, embassy)
    yield from notices.of_hand_in(case, options)
    yield from notices.of_fax(plan.mailings)


def known_languages(sender: Sender) -> tuple[Tag, ...]:
    """Languages that the sender reads: their own list, else the only official language of their country, else ()."""
    if sender.reads:
        return sender.reads
    own = languages_of(sender.country)
    return own if len(own) == 1 else ()


def languages_read(sender: Sender) -> tuple[Tag, ...]:
    """Like `known_languages`, but raises MissingError for a sender who must name their languages."""
    if (problem := reads_missing(sender)) is not None:
        raise MissingError(problem)
    return known_languages(sender)


def reads_missing(sender: Sender) -> Problem | None:
    """Problem that the sender must name their languages, listing those of a country with several; else None."""
    if known_languages(sender):
        return None
    own = languages_of(sender.country)
    text = message(
        "which languages do you read? {country} has several official languages or none (CLDR): {languages}",
        country=localized_country(sender.country),
        languages=localized_languages(own) if own else message("no language"),
    )
    return Problem(ProblemCode.READS_MISSING, text, message("give --reads TAG, or “reads” in the sender file"))


def embassy_in(host: str, case: Case, known: Iterable[Target] = ()) -> Target | None:
    """The embassy accredited to `host`: the case's, else one of the user's list, else None.

    A territory without one has that of its state.
    """
    embassies = [*(target for target in case.targets if target.role == "embassy"), *known]
    hosts = (host, state_of(host))
    return next((embassy for accredited in hosts for embassy in embassies if embassy.host == accredited), None)


def embassy_for(case: Case, country: Country, options: PlanOptions, embassies: Sequence[Target]) -> Target | None:
    """The embassy that gets a copy or forwards the letters, or None; raises InputError if its id is also a target's."""
    embassy = embassy_in(country, case, embassies) if options.route(case) != "none" else None
    if embassy and embassy not in case.targets and embassy.id in {target.id for target in case.targets}:
        text = message(
            "the embassy “{id}” in your list has the same id as a target of {case}", id=embassy.id, case=case.id
        )
        hint = message("give it another id")
        raise InputError(Problem(ProblemCode.DUPLICATE_ID, text, hint, case=case.id, target=embassy.id))
    return embassy


def unknown_names(
    case: Case, country: Country, options: PlanOptions, embassies: Sequence[Target] = ()
) -> dict[str, Problem]:
    """Names in `options.to` that are not targets; none for a case without targets, which is refused anyway."""
    if not any(target.role == "target" for target in case.targets):
        return {}
    embassy = embassy_for(case, country, options, embassies) if options.route(case) == "copy" else None
    known = _recipients(case, embassy)
    known += [target for target in case.targets if target.role == "solidarity"]
    unknown = [name for name in options.to if not any(name in (t.id, t.role) for t in known)]
    names = sorted({word for target in known for word in (target.id, target.role)})
    problems = {}
    for name in unknown:
        text = message("{case} has no target “{name}” for senders in this country", name=name, case=case.id)
        hint = did_you_mean(name, names)
        problems[name] = Problem(ProblemCode.UNKNOWN_TARGET, text, hint, case=case.id, field="to")
    return problems


def _recipients(case: Case, embassy: Target | None) -> list[Target]:
    """Targets that letters go to, in the case's order, the sender's own embassy last."""
    return [t for t in case.targets if t.role in ("target", "copy")] + ([embassy] if embassy else [])


def supporters(case: Case, options: PlanOptions) -> tuple[Target, ...]:
    """The recipients of letters of solidarity that the options ask for."""
    return tuple(target for target in case.targets if target.role == "solidarity" and options.wants(target))


def _nobody(case: Case) -> Problem:
    text = message("{case} has nobody to write to, so there is no letter to send copies of", case=case.id)
    return Problem(ProblemCode.NO_TARGETS, text, message("add a target to the case"), case=case.id, field="targets")


def _concerned(case: Case, selected: Sequence[Target], embassy: Target | None) -> list[Target]:
    """Everyone named in letters to these targets: also the addressees of copied letters, and the embassy."""
    copied = any(target.role != "target" for target in selected)
    officials = [target for target in case.targets if target.role == "target" and copied]
    return [*selected, *officials, *([embassy] if embassy else [])]


def _first_mailing(
    case: Case, sender: Sender, options: PlanOptions, stationery: Stationery, language: Choice, target: Target
) -> Mailing:
    """Common values of all mailings of a plan, as a letter straight to a target."""
    return Mailing(
        case=case,
        sender=signed(sender),
        kind="appeal",
        addressee=target,
        recipient=target,
        language=language,
        note_language=language.tag,
        date=options.date,
        origin=options.posted_from or sender.country,
        own_words=options.words_in(language.tag),
        emphasis=options.emphasis,
        stationery=stationery,
        handed_in=options.hand_in,
    )


def _mailings(
    common: Mailing, selected: Sequence[Target], embassy: Target | None, options: PlanOptions
) -> list[Mailing]:
    """An appeal to each target, and copies to offices and embassy; or each appeal via the embassy."""
    officials = [t for t in common.case.targets if t.role == "target"]
    copied = [t for t in selected if t.role == "copy"]
    through = embassy if options.route(common.case) == "via" else None
    if embassy and not through and embassy in selected:
        copied.append(embassy)
    mailings: list[Mailing] = []
    for target in (t for t in selected if t.role == "target"):
        kind: Kind = "via" if through else "appeal"
        recipient = through or target
        ways = ways_to(common.case, recipient, common.sender, options.channels)
        letter = replace(common, kind=kind, addressee=target, recipient=recipient, also_to=tuple(copied), channels=ways)
        mailings.append(letter)
    for target in copied:
        note = common.note_language if target.role == "embassy" else common.language.tag
        copy = replace(common, kind="copy", addressee=officials[0], recipient=target)
        ways = ways_to(common.case, target, common.sender, options.channels)
        mailings.append(replace(copy, originals=tuple(officials), note_language=note, channels=ways))
    return mailings


def posted(mailing: Mailing, suspensions: Sequence[Suspension]) -> Mailing:
    """The mailing, with a suspension of mail if there is one."""
    if not suspensions or mailing.handed_in:
        return mailing
    from appealgen.post.suspension import suspension_at

    stopped = suspension_at(mailing.destination, mailing.origin, mailing.date, suspensions)
    return replace(mailing, suspension=stopped)
