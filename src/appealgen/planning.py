"""Who writes to whom, when, in what language, by which route and on which stationery: a value, with its reasons."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from appealgen.document import EnvelopeFormat, Paper
from appealgen.embassies import embassy_in
from appealgen.errors import InputError, MissingError, Problem, did_you_mean
from appealgen.language.choice import Choice, choose, words_near
from appealgen.language.locales import country_in_sentence, country_name, language_name, languages_of, long_date
from appealgen.model import Case, Route, Sender, Tag, Target, Update
from appealgen.post.stationery import paper_of

Kind = Literal["appeal", "copy", "via"]
State = Literal["open", "past-deadline", "closed", "not-issued"]

WEEK_FOR_POST = 7
"""Days: letter-writing guides advise post only when about a week or more is left."""


@dataclass(frozen=True)
class Status:
    """What has become of a case by a date. `days_left` is None without a deadline, negative after it."""

    state: State
    days_left: int | None = None
    closed_by: Update | None = None


@dataclass(frozen=True, kw_only=True)
class Mailing:
    """One letter and its envelope.

    `addressee` is whom the appeal speaks to, `recipient` whose address it is sent to: the embassy for a copy and for a
    letter that it is asked to forward, else the addressee. `also_to` get copies and are named at the foot.
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
    paper: Paper
    envelope: EnvelopeFormat | None
    own_words: str | None = None

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


def status_at(case: Case, date: datetime.date) -> Status:
    """Open, past its deadline, closed by an update, or not yet issued, at a date."""
    days_left = (case.deadline - date).days if case.deadline else None
    for update in case.updates:
        if update.closes and update.date <= date:
            return Status("closed", days_left, update)
    if days_left is not None and days_left < 0:
        return Status("past-deadline", days_left)
    if case.issued and date < case.issued:
        return Status("not-issued", days_left)
    return Status("open", days_left)


def languages_read(sender: Sender) -> tuple[Tag, ...]:
    """What the sender reads: as said, else the one official language of the country.

    Raises MissingError listing the languages of a country that has several.
    """
    if sender.reads:
        return sender.reads
    own = languages_of(sender.country)
    if len(own) == 1:
        return own
    named = ", ".join(f"{language_name(t)} ({t})" for t in own) or "any"
    message = f"which languages do you read? {country_name(sender.country)} has several or none by CLDR: {named}"
    raise MissingError(Problem("reads-missing", message, "give --reads TAG, or “reads” in the sender file"))


def plan(
    case: Case,
    sender: Sender,
    *,
    date: datetime.date,
    today: datetime.date | None = None,
    to: Sequence[str] = (),
    language: Tag | None = None,
    embassy: Route | None = None,
    envelope: EnvelopeFormat | None = None,
    own_words: str | None = None,
    anyway: str | None = None,
    missions: Sequence[Target] = (),
) -> Plan:
    """Plan one sender's letters for a case.

    `date` stands on the letters and decides the status; `today` (default: the same) tells a rehearsal from the real
    thing. `to` are ids or roles, `missions` the user's own embassies of the case's country, `envelope` None for no
    envelopes. Raises MissingError for an unknown `to` and for a sender whose languages are not known, InputError for a
    mission with the id of a target.
    """
    today = today or date
    status = status_at(case, date)
    route = embassy or case.embassy
    mission = embassy_in(sender.country, case, missions) if route != "none" else None
    if mission and mission not in case.targets and mission.id in {target.id for target in case.targets}:
        message = f"the embassy “{mission.id}” of your list has the id of a target of {case.id}"
        raise InputError(Problem("duplicate-id", message, "give it another id", case=case.id, target=mission.id))
    selected, notices = _select(case, mission if route == "copy" else None, to)
    reads = languages_read(sender)
    chosen = choose(case.languages, list(case.letters), reads, own_language=case.own_language, asked_for=language)
    refusals = refusals_of_time(case, status, anyway)
    mailings: list[Mailing] = []
    if isinstance(chosen, Problem):
        refusals.append(replace(chosen, case=case.id))
    elif not refusals:
        common = Mailing(
            case=case, sender=sender, kind="appeal", addressee=selected[0], recipient=selected[0], language=chosen,
            note_language=reads[0], date=date, paper=paper_of(sender.country), envelope=envelope, own_words=own_words,
        )  # fmt: skip
        mailings = _mailings(common, selected, mission, route)
    notices = [
        *_notices_of_time(case, status, date, today, anyway),
        *_notices_of_sender(case, sender, reads),
        *notices,
        *_notices_of_embassy(case, sender, route, mission, to),
        *([] if isinstance(chosen, Problem) else _notices_of_language(case, chosen)),
        *(_no_address(case, m) for m in mailings if not m.recipient.address),
    ]
    return Plan(
        case=case, sender=sender, date=date, to=tuple(to), status=status, mailings=tuple(mailings),
        notices=tuple(notices), refusals=tuple(refusals),
    )  # fmt: skip


def _select(case: Case, mission: Target | None, to: Sequence[str]) -> tuple[tuple[Target, ...], list[Problem]]:
    """The targets to write to, in the case's order, the sender's own embassy last."""
    known = [t for t in case.targets if t.role in ("target", "copy")] + ([mission] if mission else [])
    letters_to_people = [t for t in case.targets if t.role == "solidarity"]
    selected = tuple(t for t in known if not to or t.id in to or t.role in to)
    for name in to:
        if not any(name in (t.id, t.role) for t in (*known, *letters_to_people)):
            hint = did_you_mean(name, sorted({word for t in known for word in (t.id, t.role)}))
            message = f"there is nobody called “{name}” to write to in {case.id} from this sender's country"
            raise MissingError(Problem("unknown-target", message, hint, case=case.id, field="to"))
    notices = [
        Problem(
            "not-supported", f"{t.id}: letters to the people themselves are not written yet", case=case.id, target=t.id
        )
        for t in letters_to_people
        if not to or t.id in to or t.role in to
    ]
    if not selected:
        raise MissingError(Problem("no-target", f"{case.id} has nobody to write to", case=case.id))
    return selected, notices


def _mailings(common: Mailing, selected: Sequence[Target], mission: Target | None, route: Route) -> list[Mailing]:
    """An appeal to each target, a copy to each office to copy in and to the embassy; or each appeal via the embassy."""
    officials = [t for t in common.case.targets if t.role == "target"]
    copied = [t for t in selected if t.role == "copy"]
    through = mission if route == "via" else None
    if mission and not through and mission in selected:
        copied.append(mission)
    mailings: list[Mailing] = []
    for target in (t for t in selected if t.role == "target"):
        also_to = tuple(copied)
        kind: Kind = "via" if through else "appeal"
        mailings.append(replace(common, kind=kind, addressee=target, recipient=through or target, also_to=also_to))
    for target in copied:
        mailings.append(
            replace(common, kind="copy", addressee=officials[0], recipient=target, originals=tuple(officials))
        )
    return [m if m.recipient.address else replace(m, envelope=None) for m in mailings]


def refusals_of_time(case: Case, status: Status, anyway: str | None = None) -> list[Problem]:
    """Why no letters are written at a date: closed, past the deadline, not yet issued; nothing with a reason."""
    if anyway or status.state == "open":
        return []
    rehearse = f"to rehearse with it, give a date on which it was open: --date {open_date(case)}"
    if status.closed_by is not None:
        update = status.closed_by
        outcome = words_near(update.outcome, "en")
        message = f"closed on {long_date(update.date, 'en')} by {update.number}; no further letters are asked for."
        message += f" {outcome}" if outcome else ""
        return [Problem("closed", f"{message} Thank you to everyone who wrote.", rehearse, case=case.id)]
    if status.state == "not-issued":
        assert case.issued is not None
        message = f"not issued before {long_date(case.issued, 'en')}: a letter would speak of what had not happened yet"
        return [Problem("not-issued", message, rehearse, case=case.id)]
    assert case.deadline is not None
    message = (
        f"past its deadline, {long_date(case.deadline, 'en')}. Please check with the Amnesty office in your country"
    )
    message += " whether letters are still wanted."
    hint = f"if they are: --anyway REASON; {rehearse}"
    return [Problem("past-deadline", message, hint, case=case.id)]


def open_date(case: Case) -> datetime.date:
    """A day on which letters could be written, for a rehearsal: two weeks before the end where there were as many."""
    one_day = datetime.timedelta(days=1)
    ends = [max(u.date, datetime.date.min + one_day) - one_day for u in case.updates if u.closes]
    ends += [case.deadline] if case.deadline else []
    started = [day for day in (case.issued,) if day]
    if not ends:
        return started[0]
    early = min(ends) - min(2 * datetime.timedelta(days=WEEK_FOR_POST), min(ends) - datetime.date.min)
    return max([early, *started])


def _notices_of_time(
    case: Case, status: Status, date: datetime.date, today: datetime.date, anyway: str | None
) -> list[Problem]:
    notices = []
    if date < today:
        since = _since(case, date, today)
        message = f"rehearsal: dated {long_date(date, 'en')}, which is past; do not send these. {since}"
        notices.append(Problem("rehearsal", message, case=case.id))
    if anyway and status.state != "open":
        notices.append(Problem("anyway", f"written although the case is {_in_words(status)}: {anyway}", case=case.id))
    if status.state == "open" and status.days_left is not None and status.days_left < WEEK_FOR_POST:
        days = "today is the last day" if status.days_left == 0 else f"only {_days(status.days_left)} left"
        hint = "post needs about a week: use the e-mail addresses, fax or social media of “appealgen show” as well"
        notices.append(Problem("deadline-near", f"{days} until the deadline", hint, case=case.id))
    return notices


def _since(case: Case, date: datetime.date, today: datetime.date) -> str:
    news = [u for u in case.updates if date < u.date <= today]
    if not news:
        now = status_at(case, today)
        return f"Today the case is {_in_words(now)}." if now.state != "open" else "The case is still open."
    told = []
    for update in news:
        what = "closed by" if update.closes else "update"
        outcome = _first_sentence(words_near(update.outcome or update.title, "en") or "")
        told.append(f"{long_date(update.date, 'en')}, {what} {update.number}: {outcome}".rstrip(": "))
    return "Since then: " + " ".join(told)


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return head + stop.strip()


def _in_words(status: Status) -> str:
    return {"past-deadline": "past its deadline", "not-issued": "not issued yet"}.get(status.state, status.state)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _notices_of_sender(case: Case, sender: Sender, reads: Sequence[Tag]) -> list[Problem]:
    notices = []
    if not sender.reads:
        message = (
            f"you did not say what you read: {language_name(reads[0])} assumed from {country_name(sender.country)}"
        )
        notices.append(Problem("reads-assumed", message, "“appealgen profile --reads TAG” keeps it", case=case.id))
    if not sender.address and not sender.blank:
        message = "you gave no address: letters and envelopes carry your name alone, and no answer can reach you"
        notices.append(Problem("no-return-address", message, case=case.id))
    if case.country in sender.ties:
        message = (
            f"you said that you or your family have ties to {country_in_sentence(case.country)}. Think about "
            "whether to sign with your full name and address; your local group can advise."
        )
        notices.append(Problem("ties", message, case=case.id))
    return notices


def _notices_of_language(case: Case, chosen: Choice) -> list[Problem]:
    notices, name = [], language_name(chosen.tag)
    if chosen.unread:
        message = f"you are not known to read {name}: have somebody tell you what you sign"
        notices.append(Problem("language-unread", message, case=case.id))
    if not case.letters[chosen.tag].reviewed:
        message = f"the {name} letter has not been read by a native reader yet"
        notices.append(Problem("not-reviewed", message, case=case.id))
    return notices


def _notices_of_embassy(
    case: Case, sender: Sender, route: Route, mission: Target | None, to: Sequence[str]
) -> list[Problem]:
    """That no embassy is known, where one is wanted; a country has none in itself."""
    if route == "none" or mission or to or sender.country == case.country:
        return []
    of, host = country_in_sentence(case.country), country_in_sentence(sender.country)
    message = f"no embassy of {of} in {host} is known: " + (
        "letters go straight to the target" if route == "via" else "no copy is sent"
    )
    hint = (
        f"if you know one, write it to embassies/{case.country}.yaml in your data directory as a target with "
        f"“role: embassy” and “host: {sender.country}”; see docs/case-format.md"
    )
    return [Problem("no-embassy", message, hint, case=case.id)]


def _no_address(case: Case, mailing: Mailing) -> Problem:
    target = mailing.recipient
    ways = [f"e-mail {', '.join(target.email)}"] if target.email else []
    ways += [f"fax {target.fax}"] if target.fax else []
    hint = f"send it by {' or '.join(ways)}" if ways else None
    return Problem(
        "no-address", f"{target.id} has no postal address: no envelope", hint, case=case.id, target=target.id
    )
