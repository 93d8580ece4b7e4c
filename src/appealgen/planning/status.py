"""The status of a case at a date (open, past its deadline, closed), and its consequences for letters."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from appealgen.errors import Problem, ProblemCode
from appealgen.language.localized_names import first_sentence, localized_day, localized_text
from appealgen.messages import Message, join, message, nmessage
from appealgen.model.case import Case, Update

State = Literal["open", "past-deadline", "closed", "not-issued"]

WEEK_FOR_POST = 7
"""Days: letter-writing guides recommend post only if about a week or more is left."""


@dataclass(frozen=True)
class Status:
    """The status of a case at a date. `days_left` is None without a deadline, negative after it."""

    state: State
    days_left: int | None = None
    closed_by: Update | None = None

    @property
    def words(self) -> Message:
        """`open, 36 days left`; `closed 26 August 2019`; `past its deadline`."""
        if self.closed_by is not None and self.closed_by.date:
            return message("closed {day}", day=localized_day(self.closed_by.date))
        if self.state == "open" and self.days_left is not None:
            return nmessage("open, {count} day left", "open, {count} days left", self.days_left)
        return _in_words(self)


def status_at(case: Case, date: datetime.date) -> Status:
    """Status at a date: open, past the deadline, closed by an update, or not yet issued."""
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
    """Refusals at a date: closed, past the deadline, not yet issued; none if there is a reason in `anyway`."""
    if anyway or status.state == "open":
        return []
    rehearse = None
    if practice := open_date(case):
        rehearse = message(
            "to rehearse with it, give a date on which it was open: --date {practice}", practice=practice
        )
    if status.closed_by is not None:
        update = status.closed_by
        sentences: list[str] = [message("{closed}; no further letters are requested.", closed=_closed(update))]
        sentences += [localized_text(update.outcome)] if update.outcome else []
        sentences += [message("Thank you to everyone who wrote.")]
        return [Problem(ProblemCode.CLOSED, join(sentences, " "), rehearse, case=case.id)]
    if status.state == "not-issued":
        assert case.issued is not None
        text = message(
            "not issued until {issued}: a letter would mention events that had not happened yet",
            issued=localized_day(case.issued),
        )
        return [Problem(ProblemCode.NOT_ISSUED, text, rehearse, case=case.id)]
    assert case.deadline is not None
    text = message(
        "past its deadline, {deadline}. Please check with the Amnesty office in your country whether letters are still "
        "wanted.",
        deadline=localized_day(case.deadline),
    )
    hint = join(filter(None, (message("if they are: --anyway REASON"), rehearse)), "; ")
    return [Problem(ProblemCode.PAST_DEADLINE, text, hint, case=case.id)]


def _closed(update: Update) -> Message:
    """`closed on 26 August 2019 by 46/19-3`, as far as known."""
    if update.date is None:
        return message("closed by {number}", number=update.number) if update.number else message("closed")
    day = localized_day(update.date)
    if update.number:
        return message("closed on {day} by {number}", day=day, number=update.number)
    return message("closed on {day}", day=day)


def open_date(case: Case) -> datetime.date | None:
    """A day to rehearse on: two weeks before the case ended, or later if it was not open for that long.

    None for a case closed on an unknown date.
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


def post_by(case: Case, date: datetime.date, days: int = WEEK_FOR_POST) -> datetime.date | None:
    """The day to post by: this number of days before the deadline, or `date` if later; None without one or after it."""
    if case.deadline is None or case.deadline < date:
        return None
    on_the_way = datetime.timedelta(days=days)
    return max(date, case.deadline - min(on_the_way, case.deadline - datetime.date.min))


def notices_of_time(
    case: Case, status: Status, date: datetime.date, today: datetime.date | None, anyway: str | None
) -> list[Problem]:
    """Notices about a rehearsal, an overridden status, or a near deadline."""
    notices = []
    today = today or date
    if date < today:
        day, since = localized_day(date), _since(case, date, today)
        text = message(
            "rehearsal: dated {date}, in the past; do not send these letters. {since}", date=day, since=since
        )
        notices.append(Problem(ProblemCode.REHEARSAL, text, case=case.id))
    if anyway and status.state != "open":
        text = message("written even though the case is {status}: {anyway}", status=_in_words(status), anyway=anyway)
        notices.append(Problem(ProblemCode.ANYWAY, text, case=case.id))
    if status.state == "open" and status.days_left is not None and status.days_left < WEEK_FOR_POST:
        text = message("the deadline is today")
        if days := status.days_left:
            text = nmessage(
                "only {count} day left until the deadline", "only {count} days left until the deadline", days
            )
        hint = message(
            "post needs a week or more: use the e-mail addresses, fax or social media of “appealgen channels {case}” "
            "as well",
            case=case.id,
        )
        notices.append(Problem(ProblemCode.DEADLINE_NEAR, text, hint, case=case.id))
    return notices


def _since(case: Case, date: datetime.date, today: datetime.date) -> Message:
    news = [(u.date, u) for u in case.updates if u.date and date < u.date <= today]
    if not news:
        now = status_at(case, today)
        if now.state == "open":
            return message("The case is still open.")
        return message("Today the case is {status}.", status=_in_words(now))
    return message("Since then: {news}", news=join((_news(day, update) for day, update in news), " "))


def _news(day: datetime.date, update: Update) -> Message:
    """`26 August 2019, closed by 46/19-3: she was released.`, as far as known."""
    date, number = localized_day(day), update.number
    what = message("{day}, closed", day=date) if update.closes else message("{day}, update", day=date)
    if number and update.closes:
        what = message("{day}, closed by {number}", day=date, number=number)
    elif number:
        what = message("{day}, update {number}", day=date, number=number)
    outcome = first_sentence(update.outcome or update.title)
    return message("{what}: {outcome}", what=what, outcome=outcome) if outcome else what


def _in_words(status: Status) -> Message:
    return {
        "open": message("open"),
        "closed": message("closed"),
        "past-deadline": message("past its deadline"),
        "not-issued": message("not issued yet"),
    }[status.state]
