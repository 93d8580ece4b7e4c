"""Who writes to whom, when, in what language, by which route and on which stationery: a value, with its reasons."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from appealgen.errors import InputError, MissingError, Problem, ProblemCode, did_you_mean
from appealgen.language.locales import languages_of
from appealgen.language.localized_names import localized_country, localized_day, localized_language, localized_languages
from appealgen.messages import Message, either, message, untranslated
from appealgen.model.case import Case, Route, Target
from appealgen.model.identifiers import Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import EnvelopeFormat, LetterLayout, Stationery
from appealgen.planning.doubts import concerning, notices_of_doubts, refusals_of_doubts, refusals_of_lack
from appealgen.planning.embassy import embassy_in
from appealgen.planning.language import Choice, choose
from appealgen.planning.status import Status, notices_of_time, refusals_of_time, status_at
from appealgen.post.address import address_problems
from appealgen.post.stationery import unread_country_line

if TYPE_CHECKING:
    from appealgen.post.suspension import Suspension

Kind = Literal["appeal", "copy", "via"]


@dataclass(frozen=True, kw_only=True)
class Mailing:
    """One letter and its envelope.

    `addressee` is whom the appeal speaks to, `recipient` whose address it is sent to: the embassy for a copy and for a
    letter that it is asked to forward, else the addressee. `also_to` get copies and are named at the foot. What is not
    `posted` has no envelope: there is no address, or the post does not go there.
    """

    case: Case
    sender: Sender
    kind: Kind
    addressee: Target
    recipient: Target
    also_to: tuple[Target, ...] = ()
    originals: tuple[Target, ...] = ()
    language: Choice
    note_language: Tag
    date: datetime.date
    stationery: Stationery
    posted: bool = True
    own_words: str | None = None

    @property
    def envelope(self) -> EnvelopeFormat | None:
        """The envelope to print, if there is one."""
        return self.stationery.envelope if self.posted else None

    @property
    def layout(self) -> LetterLayout | None:
        """The layout for a window; None for a plain letter."""
        return self.stationery.layout if self.posted else None

    @property
    def destination(self) -> str:
        """The country that it is posted to."""
        return self.recipient.country_in(self.case.country)

    @property
    def target(self) -> Target:
        """The one that the mailing is called after: files and manifest bear its id."""
        return self.addressee if self.kind == "via" else self.recipient


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Everything that would be written, and everything there is to say about it. Showing it is the dry run.

    With `refusals` there are no mailings.
    """

    case: Case
    sender: Sender
    date: datetime.date
    to: tuple[str, ...] = ()
    status: Status
    mailings: tuple[Mailing, ...]
    notices: tuple[Problem, ...]
    refusals: tuple[Problem, ...]


def languages_read(sender: Sender) -> tuple[Tag, ...]:
    """What the sender reads: as said, else the one official language of the country.

    Raises MissingError listing the languages of a country that has several.
    """
    if sender.reads:
        return sender.reads
    own = languages_of(sender.country)
    if len(own) == 1:
        return own
    text = message(
        "which languages do you read? {country} has several or none by CLDR: {languages}",
        country=localized_country(sender.country),
        languages=localized_languages(own) if own else message("any"),
    )
    raise MissingError(
        Problem(ProblemCode.READS_MISSING, text, message("give --reads TAG, or “reads” in the sender file"))
    )


def plan(
    case: Case,
    sender: Sender,
    *,
    date: datetime.date,
    today: datetime.date | None = None,
    to: Sequence[str] = (),
    language: Tag | None = None,
    embassy: Route | None = None,
    stationery: Stationery,
    own_words: str | None = None,
    anyway: str | None = None,
    accept_doubts: bool = False,
    embassies: Sequence[Target] = (),
    suspensions: Sequence[Suspension] = (),
) -> Plan:
    """Plan one sender's letters for a case.

    `date` stands on the letters and decides the status; `today` (default: the same) tells a rehearsal from the real
    thing. `to` are ids or roles, `embassies` the user's own embassies of the case's country, `suspensions` the user's
    table of where post does not go. Raises MissingError for an unknown `to` and for a sender whose languages are not
    known, InputError for an embassy with the id of a target.
    """
    today = today or date
    status = status_at(case, date)
    route = embassy or case.embassy
    accredited = embassy_in(sender.country, case, embassies) if route != "none" else None
    if accredited and accredited not in case.targets and accredited.id in {target.id for target in case.targets}:
        text = message(
            "the embassy “{id}” of your list has the id of a target of {case}", id=accredited.id, case=case.id
        )
        raise InputError(
            Problem(ProblemCode.DUPLICATE_ID, text, message("give it another id"), case=case.id, target=accredited.id)
        )
    reads = languages_read(sender)
    refusals = refusals_of_time(case, status, anyway)
    lack = refusals_of_lack(case)
    refusals += lack
    if not any(target.role == "target" for target in case.targets):
        told = notices_of_doubts(case, case.unsettled, accepted=False)
        return _refused(case, sender, date, to, status, refusals or [_nobody(case)], tuple(told))
    selected, notices = _select(case, accredited if route == "copy" else None, to)
    chosen = choose(case.languages, list(case.letters), reads, own_language=case.own_language, asked_for=language)
    tag = None if isinstance(chosen, Problem) else chosen.tag
    doubts = list(concerning(case, _concerned(case, selected, accredited), tag))
    refusals += [] if lack else refusals_of_doubts(case, doubts, accepted=accept_doubts)
    mailings: list[Mailing] = []
    if isinstance(chosen, Problem):
        refusals.append(replace(chosen, case=case.id))
    elif not refusals:
        common = Mailing(
            case=case, sender=sender, kind="appeal", addressee=selected[0], recipient=selected[0], language=chosen,
            note_language=reads[0], date=date, own_words=own_words,
            stationery=stationery,
        )  # fmt: skip
        mailings = [_posted(m, suspensions) for m in _mailings(common, selected, accredited, route)]
    notices = [
        *notices_of_time(case, status, date, today, anyway),
        *notices_of_doubts(case, doubts, accepted=accept_doubts),
        *_notices_of_sender(case, sender, reads),
        *notices,
        *_notices_of_embassy(case, sender, route, accredited, to),
        *([] if isinstance(chosen, Problem) else _notices_of_language(case, chosen)),
        *_notices_of_post(case, mailings, accredited, suspensions),
    ]
    return Plan(
        case=case, sender=sender, date=date, to=tuple(to), status=status, mailings=tuple(mailings),
        notices=tuple(notices), refusals=tuple(refusals),
    )  # fmt: skip


def _refused(
    case: Case,
    sender: Sender,
    date: datetime.date,
    to: Sequence[str],
    status: Status,
    refusals: Sequence[Problem],
    notices: tuple[Problem, ...],
) -> Plan:
    return Plan(
        case=case, sender=sender, date=date, to=tuple(to), status=status, mailings=(), notices=notices,
        refusals=tuple(refusals),
    )  # fmt: skip


def _nobody(case: Case) -> Problem:
    text = message("{case} has nobody to write to: copies are copies of a letter to somebody", case=case.id)
    return Problem(ProblemCode.NO_TARGETS, text, message("add a target to the case"), case=case.id, field="targets")


def _concerned(case: Case, selected: Sequence[Target], embassy: Target | None) -> list[Target]:
    """Whom letters to these targets name: those to whom a copy's letter goes, and the embassy, besides them."""
    copied = any(target.role != "target" for target in selected)
    officials = [target for target in case.targets if target.role == "target" and copied]
    return [*selected, *officials, *([embassy] if embassy else [])]


def _select(case: Case, embassy: Target | None, to: Sequence[str]) -> tuple[tuple[Target, ...], list[Problem]]:
    """The targets to write to, in the case's order, the sender's own embassy last."""
    known = [t for t in case.targets if t.role in ("target", "copy")] + ([embassy] if embassy else [])
    letters_to_people = [t for t in case.targets if t.role == "solidarity"]
    selected = tuple(t for t in known if not to or t.id in to or t.role in to)
    for name in to:
        if not any(name in (t.id, t.role) for t in (*known, *letters_to_people)):
            hint = did_you_mean(name, sorted({word for t in known for word in (t.id, t.role)}))
            text = message(
                "there is nobody called “{name}” to write to in {case} from this sender's country",
                name=name,
                case=case.id,
            )
            raise MissingError(Problem(ProblemCode.UNKNOWN_TARGET, text, hint, case=case.id, field="to"))
    notices = [
        Problem(
            ProblemCode.NOT_SUPPORTED,
            message("{target}: letters to the people themselves are not written yet", target=t.id),
            case=case.id,
            target=t.id,
        )
        for t in letters_to_people
        if not to or t.id in to or t.role in to
    ]
    if not selected:
        raise MissingError(_nobody(case))
    return selected, notices


def _mailings(common: Mailing, selected: Sequence[Target], embassy: Target | None, route: Route) -> list[Mailing]:
    """An appeal to each target, a copy to each office to copy in and to the embassy; or each appeal via the embassy."""
    officials = [t for t in common.case.targets if t.role == "target"]
    copied = [t for t in selected if t.role == "copy"]
    through = embassy if route == "via" else None
    if embassy and not through and embassy in selected:
        copied.append(embassy)
    mailings: list[Mailing] = []
    for target in (t for t in selected if t.role == "target"):
        also_to = tuple(copied)
        kind: Kind = "via" if through else "appeal"
        mailings.append(replace(common, kind=kind, addressee=target, recipient=through or target, also_to=also_to))
    for target in copied:
        note = common.note_language if target.role == "embassy" else common.language.tag
        mailings.append(
            replace(
                common, kind="copy", addressee=officials[0], recipient=target, originals=tuple(officials),
                note_language=note,
            )
        )  # fmt: skip
    return mailings


def _posted(mailing: Mailing, suspensions: Sequence[Suspension]) -> Mailing:
    stopped = _stopped(mailing, suspensions)
    return replace(mailing, posted=bool(mailing.recipient.address) and stopped is None)


def _stopped(mailing: Mailing, suspensions: Sequence[Suspension]) -> Suspension | None:
    """What keeps the post from taking a mailing; None when it goes."""
    if not suspensions:
        return None
    from appealgen.post.suspension import suspension_at

    return suspension_at(mailing.destination, mailing.sender.country, mailing.date, suspensions)


def _notices_of_sender(case: Case, sender: Sender, reads: Sequence[Tag]) -> list[Problem]:
    notices = []
    if not sender.reads:
        text = message(
            "you did not say what you read: {language} assumed from {country}",
            language=localized_language(reads[0]),
            country=localized_country(sender.country),
        )
        notices.append(
            Problem(ProblemCode.READS_ASSUMED, text, message("“appealgen profile --reads TAG” keeps it"), case=case.id)
        )
    if not sender.address and not sender.blank:
        text = message("you gave no address: letters and envelopes carry your name alone, and no answer can reach you")
        notices.append(Problem(ProblemCode.NO_RETURN_ADDRESS, text, case=case.id))
    if case.country in sender.ties:
        text = message(
            "you said that you or your family have ties to {country}. Think about whether to sign with your full name "
            "and address; your local group can advise.",
            country=localized_country(case.country),
        )
        notices.append(Problem(ProblemCode.TIES, text, case=case.id))
    return notices


def _notices_of_language(case: Case, chosen: Choice) -> list[Problem]:
    notices, name = [], localized_language(chosen.tag)
    if chosen.unread:
        text = message("you are not known to read {language}: have somebody tell you what you sign", language=name)
        notices.append(Problem(ProblemCode.LANGUAGE_UNREAD, text, case=case.id))
    if not case.letters[chosen.tag].reviewed:
        text = message("the {language} letter has not been read by a native reader yet", language=name)
        notices.append(Problem(ProblemCode.NOT_REVIEWED, text, case=case.id))
    return notices


def _notices_of_embassy(
    case: Case, sender: Sender, route: Route, embassy: Target | None, to: Sequence[str]
) -> list[Problem]:
    """That no embassy is known, where one is wanted; a country has none in itself."""
    if route == "none" or embassy or to or sender.country == case.country:
        return []
    text = message(
        "no embassy of {of} in {host} is known: {consequence}",
        of=localized_country(case.country),
        host=localized_country(sender.country),
        consequence=message("letters go straight to the target") if route == "via" else message("no copy is sent"),
    )
    hint = message(
        "if you know one: appealgen embassies add --of {of} --host {host}", of=case.country, host=sender.country
    )
    return [Problem(ProblemCode.NO_EMBASSY, text, hint, case=case.id)]


def _notices_of_post(
    case: Case, mailings: Sequence[Mailing], embassy: Target | None, suspensions: Sequence[Suspension]
) -> list[Problem]:
    """What the posts have to say: no address, no mail to the country, an address that a clerk would ask about."""
    notices = []
    for mailing in mailings:
        target, country, origin = mailing.recipient, mailing.destination, mailing.sender.country
        stopped = _stopped(mailing, suspensions)
        if not target.address:
            notices.append(_no_address(case, mailing))
        elif stopped is not None:
            notices.append(_suspended(case, mailing, embassy, stopped))
        else:
            notices += [replace(problem, case=case.id) for problem in address_problems(target, country, origin)]
    first = next((m for m in mailings if m.posted and m.destination != m.sender.country), None)
    if first is not None:
        asked = [unread_country_line(first.stationery, first.sender.country), _mark_by_hand(first)]
        notices += [replace(problem, case=case.id) for problem in asked if problem is not None]
    return list(dict.fromkeys(notices))


def _mark_by_hand(mailing: Mailing) -> Problem | None:
    """What the post wants on mail abroad, where no envelope is printed that would say it."""
    made = mailing.stationery
    if made.mark is None or made.envelope is not None:
        return None
    return Problem(
        ProblemCode.MARK_BY_HAND,
        message("write “{mark}” on the envelopes that go abroad", mark=made.mark),
        message("--no-airmail: without it"),
    )


def _no_address(case: Case, mailing: Mailing) -> Problem:
    target = mailing.recipient
    ways = other_channels(target)
    hint = _by(ways) if ways else None
    return Problem(
        ProblemCode.NO_ADDRESS,
        message("{target} has no postal address: no envelope", target=target.id),
        hint,
        case=case.id,
        target=target.id,
    )


def _suspended(case: Case, mailing: Mailing, embassy: Target | None, stopped: Suspension) -> Problem:
    """Post does not go there: the other ways, and the embassy that could pass the letter on."""
    target = mailing.recipient
    where, source = localized_country(mailing.destination), stopped.source
    text = (
        message(
            "post to {country} is suspended until {day} ({source}): no envelope for {target}",
            country=where,
            day=localized_day(stopped.until),
            source=source,
            target=target.id,
        )
        if stopped.until
        else message(
            "post to {country} is suspended ({source}): no envelope for {target}",
            country=where,
            source=source,
            target=target.id,
        )
    )
    return Problem(ProblemCode.POST_SUSPENDED, text, _instead(mailing, embassy), case=case.id, target=target.id)


def _instead(mailing: Mailing, embassy: Target | None) -> Message:
    """What to do with a letter that no post takes."""
    ways, via = other_channels(mailing.recipient), embassy is not None and mailing.kind == "appeal"
    if ways and via:
        return message("{by}; or ask the embassy to forward it with --embassy via", by=_by(ways))
    if ways:
        return _by(ways)
    if via:
        return message("ask the embassy to forward it with --embassy via")
    return message("keep the letter until post goes there again")


def _by(ways: Sequence[Message]) -> Message:
    return message("send it by {ways}", ways=either(ways))


def other_channels(target: Target) -> list[Message]:
    """How a target is reached without post: `e-mail press@prokuror.kz`, `fax +7 …`, `X @GenProkRK`."""
    ways = [message("e-mail {addresses}", addresses=", ".join(target.email))] if target.email else []
    ways += [message("fax {number}", number=target.fax)] if target.fax else []
    return ways + [untranslated(f"{platform.capitalize()} {handle}") for platform, handle in target.social.items()]
