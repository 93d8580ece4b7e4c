"""Output about a case, a plan and a run: status, reasons, a preview of the letter, next steps."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from appealgen.cli.console import counted, say, styled, tell_notices, visible, wrapped
from appealgen.cli.i18n import _, colon, ngettext, number, semicolon, translate
from appealgen.errors import ProblemCode
from appealgen.language.localized_names import localized_country, localized_day, localized_language, localized_text
from appealgen.messages import Quantity, either, message
from appealgen.paths import is_there
from appealgen.planning.channels import email_addresses, fax_number_of

if TYPE_CHECKING:
    from appealgen.output.report import Report
    from appealgen.output.totals import PostedLetter
    from appealgen.planning.plan import Mailing, Plan

_LACKS = {
    ProblemCode.NO_EMBASSY: message("an embassy to copy in"),
    ProblemCode.NO_ADDRESS: message("a postal address"),
    ProblemCode.NO_RETURN_ADDRESS: message("your address"),
}


def tell_preview(report: Report) -> None:
    """Print everything about a plan before it is written, ending with five lines of the most important facts."""
    plan = report.plan
    tell_recipients(report)
    tell_notices(report.notices)
    say()
    say(styled(wrapped(f"{plan.case.id}  {translate(localized_text(plan.case.title))}"), "bold"))
    lines = {
        _("Letters"): f"{semicolon()} ".join(map(_recipient, plan.mailings)),
        _("Language"): f"{semicolon()} ".join({translate(mailing.language.reason): 1 for mailing in plan.mailings}),
        _("Files"): _files(report),
        _("Time"): _time(plan),
        _("Missing"): f"{semicolon()} ".join(_missing(report)) or _("nothing"),
    }
    width = max(map(len, lines))
    for heading, text in lines.items():
        say(wrapped(f"{heading:{width}}  {text}", hang=width + 2))


def _recipient(mailing: Mailing) -> str:
    office = localized_text(mailing.recipient.office or mailing.recipient.name)
    if mailing.kind == "copy":
        return _("{office} (a copy)", office=office)
    if mailing.kind == "solidarity":
        return _("{name} (solidarity)", name=office)
    return _("{office} (to forward)", office=office) if mailing.kind == "via" else translate(office)


def _files(report: Report) -> str:
    mailings = report.plan.mailings
    made = dict.fromkeys(each for m in mailings for each in ([_put_in(m)] * m.on_paper + [*_sent_of(m)]))
    folder = report.out / report.plan.case.id
    there = ngettext("{count} file in {folder}", "{count} files in {folder}", len(report.files), folder=folder)
    replaced = sum(is_there(report.out / entry.path) for entry in report.files)
    parts = [there, *made, *_prices(report)]
    parts += [ngettext("{count} of them there already", "{count} of them there already", replaced)] if replaced else []
    return f"{semicolon()} ".join(parts)


def _time(plan: Plan) -> str:
    if plan.options.date < (plan.options.today or plan.options.date):
        return _("a rehearsal as of {day}: nothing to send", day=localized_day(plan.options.date))
    words = plan.status.words
    if plan.mailings and plan.mailings[0].on_paper and (sooner := _sooner_than_post(plan.mailings[0])):
        return _("{status}: post may be late; in time: {channels}", status=words, channels=sooner)
    last = _post_by(plan)
    return _("{status}: post by {day}", status=words, day=localized_day(last)) if last else translate(words)


def _post_by(plan: Plan) -> datetime.date | None:
    """The day by which the letter with the longest way has to be posted; None without one on paper."""
    return min((day for mailing in plan.mailings if mailing.on_paper and (day := mailing.post_by)), default=None)


def _sooner_than_post(mailing: Mailing) -> str:
    """The channels of the recipient that come before post, in order; empty if post is first or the only one."""
    from appealgen.cli.views.channels import order_of
    from appealgen.planning.channels import channels_of

    channels = channels_of(mailing.case, mailing.recipient, mailing.posting)
    names = [channel.name for channel in channels]
    return order_of(channels[: names.index("post")]) if "post" in names else ""


def _missing(report: Report) -> Iterator[str]:
    """Optional details that the letters lack."""
    if not report.plan.options.own_words:
        yield _("words of your own")
    yield from {translate(_LACKS[notice.code]): 1 for notice in report.notices if notice.code in _LACKS}


def show_letters(report: Report) -> None:
    """Show the letters as text in the system's pager; without one, print them."""
    import pydoc

    from appealgen.renderers.text.document import render_txt

    letters = zip(report.posted, report.composed, strict=True)
    texts = [f"── {mail.mailing.target.id} ──\n\n{visible(render_txt([made.letter]))}" for mail, made in letters]
    pydoc.pager("\n\n".join([_("(q closes this page)"), *texts]))


def tell_recipients(report: Report) -> None:
    """For a case from a document, first print recipient, address and country."""
    plan = report.plan
    if not plan.case.draft and plan.case.file.endswith("case.yaml"):
        return
    say(styled(_("Letters to:"), "bold"))
    for mailing in plan.mailings:
        target = mailing.recipient
        who = [translate(localized_text(name)) for name in (target.office, target.name) if name]
        country = translate(localized_country(mailing.destination))
        parts = [", ".join(who), *([", ".join(target.address)] if target.address else []), country]
        say(wrapped(f"  {f'{semicolon()} '.join(parts)}"))


def tell_plan(report: Report) -> None:
    """Print recipients, languages with reasons, and stationery."""
    plan = report.plan
    case = plan.case
    title, where = localized_text(case.title), localized_country(case.country)
    said = _("{case}  {title} ({country})", case=case.id, title=title, country=where)
    say(styled(wrapped(said), "bold"))
    facts = [translate(plan.status.words)]
    facts += [_("deadline {day}", day=localized_day(case.deadline))] if case.deadline else []
    facts.append(_("letters dated {day}", day=localized_day(plan.options.date)))
    say(wrapped("  " + f"{semicolon()} ".join(facts)))
    reason = ""
    for mail in report.posted:
        mailing = mail.mailing
        parts = [
            ", ".join([_what(mailing), *_paper_of(mailing), *_sent_of(mailing)]),
            *([_pages(mail)] * mailing.on_paper),
        ]
        say(wrapped(f"  {mailing.target.id}{colon()} {f'{semicolon()} '.join(parts)}"))
        if mailing.language.reason != reason:
            reason = mailing.language.reason
            say(wrapped(f"    {translate(reason)}"))
    say(wrapped(_("  in total: {sums}", sums=_in_all(report))))


def _what(mailing: Mailing) -> str:
    """The kind of a letter, in words."""
    note = localized_language(mailing.note_language)
    if mailing.kind == "copy":
        office = localized_text(mailing.addressee.office or mailing.addressee.name)
        return _("copy of the appeal ({office}), with a note in {language}", office=office, language=note)
    if mailing.kind == "solidarity":
        return _("letter of solidarity")
    if mailing.kind == "via":
        return _(
            "appeal, envelope addressed to {target} for forwarding, with a note in {language}",
            target=mailing.recipient.id,
            language=note,
        )
    return _("appeal")


def _paper_of(mailing: Mailing) -> list[str]:
    return [mailing.stationery.paper.name, _put_in(mailing)] if mailing.on_paper else []


def _sent_of(mailing: Mailing) -> Iterator[str]:
    """The fax and the e-mail draft of a letter, if there are any."""
    number = fax_number_of(mailing.recipient, mailing.case) if "fax" in mailing.channels else None
    if number is not None:
        yield _("fax {number}", number=number.text)
    if "email" in mailing.channels:
        yield _("e-mail {addresses}", addresses=", ".join(email_addresses(mailing.recipient)))


def _put_in(mailing: Mailing) -> str:
    """The envelope, window or label of a letter, as far as appealgen makes it."""
    made = mailing.stationery
    if not mailing.posted:
        return _("not by post")
    if made.layout:
        envelopes = either([window.envelope for window in made.layout.windows])
        return _("layout {layout} for a window envelope ({envelopes})", layout=made.layout.name, envelopes=envelopes)
    label = _("label {sheet}", sheet=made.labels.name) if made.labels else ""
    envelope = _envelope(made.envelope.name, rotated=made.feed == "rotated") if made.envelope else ""
    if envelope and label:
        return _("{envelope} and {label}", envelope=envelope, label=label)
    return envelope or label or _("no envelope")


def _envelope(name: str, *, rotated: bool) -> str:
    return _("{format} envelope, rotated", format=name) if rotated else _("{format} envelope", format=name)


def _pages(letter: PostedLetter) -> str:
    said = ngettext("{count} page", "{count} pages", letter.pages)
    if letter.mailing.posted:
        said = _("{pages}, about {grams} g", pages=said, grams=Quantity(round(letter.grams)))
    if letter.postage is None:
        return said
    found = letter.postage
    since = _("prices of {day}", day=localized_day(found.valid_from))
    return f"{said}, {number(found.price)} {found.currency} ({found.zone}, {since})"


def _in_all(report: Report) -> str:
    sums = report.totals
    sheets = ngettext("{count} sheet", "{count} sheets", sums.sheets)
    grams = Quantity(round(sums.grams))
    parts = [counted("letter", sums.letters)]
    parts[0] += f", {_('{pages}, about {grams} g', pages=sheets, grams=grams)}" if sums.sheets else ""
    if sums.faxed:
        parts.append(counted("fax", sums.faxed))
    if sums.emailed:
        parts.append(ngettext("{count} e-mail", "{count} e-mails", sums.emailed))
    return f"{semicolon()} ".join([*parts, *_prices(report)])


def _prices(report: Report) -> Iterator[str]:
    sums = report.totals
    for line in sums.zones:
        yield f"{number(line.letters)} × {line.zone} = {number(line.price)} {line.currency}"
    if sums.stamps and sums.unpriced:
        yield _("{number} without a price in your table", number=number(sums.unpriced))


def _steps(report: Report) -> list[str]:
    """Steps for letters, envelopes, windows and labels, as far as there are any."""
    posted = [letter.mailing for letter in report.posted if letter.mailing.posted]
    drafts = [_("send each .fax.pdf file by fax, to the number on its first page")] * bool(report.totals.faxed)
    drafts += [_("open each .eml file in your mail program, read it and send it")] * bool(report.totals.emailed)
    if "social" in report.plan.options.channels:
        drafts.append(_("copy the texts in social.txt, check and post them"))
    if not any(letter.mailing.on_paper for letter in report.posted):
        return drafts
    steps = [_("print the letters"), _("read and sign each by hand")]
    if not posted:
        return [*steps, *(drafts or [_("send them by e-mail or fax")])]
    made = posted[0].stationery
    if made.layout:
        steps += [_("fold them at the marks"), _("put them into window envelopes")]
    elif made.envelope:
        steps.append(
            _("print the envelopes (the second page is the back, for your address)")
            if made.return_address == "back"
            else _("print the envelopes")
        )
    if made.labels:
        steps.append(_("print the labels"))
    return [*steps, _("stamp and post them"), *drafts]


def tell_next(report: Report, today: datetime.date) -> None:
    """Print the next steps, and their deadline."""
    case, plan = report.plan.case, report.plan
    if not any(entry.state != "identical" for entry in report.files):
        say(_("all files are already there, unchanged"))
    if plan.options.date < today:
        say(wrapped(_("This is a rehearsal: print one of each as a test, but do not send any.")))
        return
    steps = ", ".join(_steps(report))
    if case.deadline is None or plan.status.state != "open":
        say(wrapped(_("Next: {steps}.", steps=steps)))
        return
    if not any(mailing.on_paper for mailing in plan.mailings):
        say(wrapped(_("Next: {steps} by {day}.", steps=steps, day=localized_day(case.deadline))))
        return
    last = _post_by(plan) or plan.options.date
    days = {"day": localized_day(last), "deadline": localized_day(case.deadline)}
    said = _("Next: {steps} by {day}, so that they arrive before the deadline of {deadline}.", steps=steps, **days)
    say(wrapped(said))
    say(_("If you get an answer, tell your Amnesty section."))
