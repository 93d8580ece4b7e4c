"""What has become of a case by a date: open, past its deadline, closed; and what follows from it for letters."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from appealgen.errors import Problem
from appealgen.language.choice import words_near
from appealgen.language.locales import long_date
from appealgen.model import Case, Update

State = Literal["open", "past-deadline", "closed", "not-issued"]

WEEK_FOR_POST = 7
"""Days: letter-writing guides advise post only when about a week or more is left."""


@dataclass(frozen=True)
class Status:
    """What has become of a case by a date. `days_left` is None without a deadline, negative after it."""

    state: State
    days_left: int | None = None
    closed_by: Update | None = None


def status_at(case: Case, date: datetime.date) -> Status:
    """Open, past its deadline, closed by an update, or not yet issued, at a date."""
    days_left = (case.deadline - date).days if case.deadline else None
    for update in case.updates:
        if update.closes and (update.date is None or update.date <= date):
            return Status("closed", days_left, update)
    if days_left is not None and days_left < 0:
        return Status("past-deadline", days_left)
    if case.issued and date < case.issued:
        return Status("not-issued", days_left)
    return Status("open", days_left)


def refusals_of_time(case: Case, status: Status, anyway: str | None = None) -> list[Problem]:
    """Why no letters are written at a date: closed, past the deadline, not yet issued; nothing with a reason."""
    if anyway or status.state == "open":
        return []
    practice = open_date(case)
    rehearse = f"to rehearse with it, give a date on which it was open: --date {practice}" if practice else None
    if status.closed_by is not None:
        update = status.closed_by
        outcome = words_near(update.outcome, "en")
        message = f"closed{_when_and_how(update)}; no further letters are asked for."
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
    hint = "; ".join(filter(None, ("if they are: --anyway REASON", rehearse)))
    return [Problem("past-deadline", message, hint, case=case.id)]


def _when_and_how(update: Update) -> str:
    """` on 26 August 2019 by 46/19-3`, as much of it as is known."""
    on = f" on {long_date(update.date, 'en')}" if update.date else ""
    return on + (f" by {update.number}" if update.number else "")


def open_date(case: Case) -> datetime.date | None:
    """A day on which letters could be written, for a rehearsal: two weeks before the end where there were as many.

    None when nobody knows: the case is closed and says neither when nor since when.
    """
    if any(update.closes and update.date is None for update in case.updates):
        return None
    one_day = datetime.timedelta(days=1)
    ends = [max(u.date, datetime.date.min + one_day) - one_day for u in case.updates if u.closes and u.date]
    ends += [case.deadline] if case.deadline else []
    started = [day for day in (case.issued,) if day]
    if not ends:
        return started[0]
    early = min(ends) - min(2 * datetime.timedelta(days=WEEK_FOR_POST), min(ends) - datetime.date.min)
    return max([early, *started])


def post_by(case: Case, date: datetime.date) -> datetime.date | None:
    """The day to post letters by that are dated `date`: a week before the deadline, that day itself if it is later.

    None without a deadline, and after it.
    """
    if case.deadline is None or case.deadline < date:
        return None
    week = datetime.timedelta(days=WEEK_FOR_POST)
    return max(date, case.deadline - min(week, case.deadline - datetime.date.min))


def notices_of_time(
    case: Case, status: Status, date: datetime.date, today: datetime.date, anyway: str | None
) -> list[Problem]:
    """That it is a rehearsal, that the case is written for in spite of its status, that the deadline is near."""
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
    news = [(u.date, u) for u in case.updates if u.date and date < u.date <= today]
    if not news:
        now = status_at(case, today)
        return f"Today the case is {_in_words(now)}." if now.state != "open" else "The case is still open."
    told = []
    for day, update in news:
        what = ("closed by" if update.number else "closed") if update.closes else "update"
        outcome = _first_sentence(words_near(update.outcome or update.title, "en") or "")
        told.append(
            f"{long_date(day, 'en')}, {what} {update.number or ''}".rstrip() + (f": {outcome}" if outcome else "")
        )
    return "Since then: " + " ".join(told)


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return head + stop.strip()


def _in_words(status: Status) -> str:
    return {"past-deadline": "past its deadline", "not-issued": "not issued yet"}.get(status.state, status.state)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
