"""What the command line says of a case, a plan and a run: status, reasons, the letter as it will look, what is next."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from appealgen.cli.terminal import console, say, styled, tell_notices, wrapped
from appealgen.document import RULED
from appealgen.language.choice import words_near
from appealgen.language.locales import country_in_sentence, language_name, long_date
from appealgen.status import post_by

if TYPE_CHECKING:
    from rich.text import Text

    from appealgen.document import Letter
    from appealgen.outcome import Mail, Report
    from appealgen.planning import Mailing
    from appealgen.status import Status

_RULE = "_" * 30


def status_words(status: Status) -> str:
    """`open, 36 days left`; `closed 26 August 2019`; `past its deadline`."""
    if status.closed_by is not None:
        return f"closed {long_date(status.closed_by.date, 'en')}" if status.closed_by.date else "closed"
    if status.state == "not-issued":
        return "not issued yet"
    if status.state == "past-deadline":
        return "past its deadline"
    if status.days_left is None:
        return "open"
    return f"open, {status.days_left} day{'' if status.days_left == 1 else 's'} left"


def preview(report: Report) -> None:
    """The first letter as it will look, then the plan with all that will be made."""
    from rich.panel import Panel

    screen = console(stderr=True)
    first = report.composed[0].letter
    width = min(screen.width, 84)
    screen.print(Panel(_as_text(first), title=report.files[0].path, width=width, padding=(1, 3)))
    tell_plan(report)
    tell_notices(report.notices)
    for entry in report.files:
        say(f"  {report.out / entry.path}")


def _as_text(letter: Letter) -> Text:
    from rich.text import Text

    sender = "\n".join(letter.sender).replace(RULED, _RULE)
    head = [sender, "\n".join(letter.recipient.printed), letter.date_line]
    text, number = Text("\n\n".join(head)), 0
    for block in letter.blocks:
        text.append("\n\n\n" if block.style == "signature" else "\n\n")
        number = number + 1 if block.style == "number" else 0
        text.append({"bullet": "• ", "number": f"{number}. "}.get(block.style, ""))
        for span in block.spans:
            style = "bold" if span.bold or block.style == "subject" else "italic" if span.italic else ""
            text.append(span.text.replace(RULED, _RULE), style=style)
    return text


def tell_plan(report: Report) -> None:
    """Who is written to, in what language and why, on what."""
    plan = report.plan
    case = plan.case
    title, where = words_near(case.title, "en"), country_in_sentence(case.country)
    say(styled(f"{case.id}  {title} ({where})", "bold"))
    deadline = f", deadline {long_date(case.deadline, 'en')}" if case.deadline else ""
    say(f"  {status_words(plan.status)}{deadline}; letters dated {long_date(plan.date, 'en')}")
    for mail in report.mail:
        mailing = mail.mailing
        office = words_near(mailing.addressee.office or mailing.addressee.name, "en")
        note = f"its note in {language_name(mailing.note_language)}"
        what = {
            "appeal": "appeal",
            "copy": f"copy of the appeal to the {office}, {note}",
            "via": f"appeal, the envelope addressed to {mailing.recipient.id} for forwarding, {note}",
        }
        paper = mailing.stationery.paper.name
        say(wrapped(f"  {mailing.target.id}: {what[mailing.kind]}, {paper}, {_put_in(mailing)}"))
        say(wrapped(f"    {_pages(mail)}"))
        say(wrapped(f"    {mailing.language.reason}"))

    say(wrapped(f"  in all: {_in_all(report)}"))


def _put_in(mailing: Mailing) -> str:
    """What the letter goes into, as far as appealgen makes it."""
    made = mailing.stationery
    if not mailing.posted:
        return "not by post"
    if made.layout:
        envelopes = " or ".join(window.envelope for window in made.layout.windows)
        return f"layout {made.layout.name} for a window envelope ({envelopes})"
    label = f"label {made.labels.name}" if made.labels else ""
    turned = ", rotated" if made.feed == "rotated" else ""
    envelope = f"{made.envelope.name} envelope{turned}" if made.envelope else ""
    return " and ".join(part for part in (envelope, label) if part) or "no envelope"


def _pages(mail: Mail) -> str:
    sheets = f"{mail.pages} page{'' if mail.pages == 1 else 's'}"
    if mail.mailing.posted:
        sheets += f", about {mail.grams:.0f} g"
    if mail.postage is None:
        return sheets
    found = mail.postage
    since = long_date(found.valid_from, "en")
    return f"{sheets}, {found.price} {found.currency} ({found.zone}, prices of {since})"


def _in_all(report: Report) -> str:
    sums = report.totals
    letters = f"{sums.letters} letter{'' if sums.letters == 1 else 's'}"
    parts = [f"{letters}, {sums.sheets} sheet{'' if sums.sheets == 1 else 's'}, about {sums.grams:.0f} g"]
    parts += [f"{line.letters} × {line.zone} = {line.price} {line.currency}" for line in sums.postage]
    unpriced = sums.posted - sum(line.letters for line in sums.postage)
    if sums.postage and unpriced:
        parts.append(f"{unpriced} without a price in your table")
    return "; ".join(parts)


def _steps(report: Report) -> list[str]:
    """What to do with letters, envelopes, windows and labels, as far as there are any."""
    posted = [mail.mailing for mail in report.mail if mail.mailing.posted]
    steps = ["print the letters", "read and sign each by hand"]
    if not posted:
        return [*steps, "send them by e-mail or fax"]
    made = posted[0].stationery
    if made.layout:
        steps += ["fold them at the marks", "put them into window envelopes"]
    elif made.envelope:
        back = " (the second page is the back, for your address)" if made.return_address == "back" else ""
        steps.append(f"print the envelopes{back}")
    if made.labels:
        steps.append("print the labels")
    return [*steps, "stamp and post them"]


def tell_next(report: Report, today: datetime.date) -> None:
    """What to do with what was made, and by when."""
    case, plan = report.plan.case, report.plan
    if not any(entry.state != "identical" for entry in report.files):
        say("everything was there already, unchanged")
    if plan.date < today:
        say(wrapped("A rehearsal: print one of each to see how they come out, and send none of them."))
        return
    steps = f"Next: {', '.join(_steps(report))}"
    if case.deadline is None or plan.status.state != "open":
        say(wrapped(f"{steps}."))
        return
    last = post_by(case, plan.date)
    when = f"by {long_date(last, 'en')}" if last and last > plan.date else "today"
    say(wrapped(f"{steps} {when}, so that they arrive before the deadline of {long_date(case.deadline, 'en')}."))
    say("If you get an answer, tell your Amnesty section.")
