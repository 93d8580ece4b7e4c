"""Notices of a plan, about the sender, the language, the embassy and the post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from appealgen.errors import Problem, ProblemCode
from appealgen.language.localized_names import (
    localized_countries,
    localized_country,
    localized_day,
    localized_language,
    localized_text,
)
from appealgen.language.scripts import main_script
from appealgen.messages import Message, either, message, untranslated
from appealgen.model.case import Case, Route, Target
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.planning.channels import ChannelName, email_addresses, fax_number_of
from appealgen.planning.language import Audience, Choice
from appealgen.planning.plan import Mailing, PlanOptions
from appealgen.post.address import address_problems
from appealgen.post.stationery import unread_country_line
from appealgen.post.territories import at_home


def of_sender(
    case: Case, sender: Sender, reads: Sequence[Tag], audience: Audience, channels: Sequence[str] = ("post",)
) -> Iterator[Problem]:
    """Notices about missing details of the sender."""
    if not sender.reads:
        yield _reads_assumed(case, sender, reads[0], audience)
    if not sender.address and not sender.blank and sender.sign == "full" and "post" in channels:
        text = (
            message("you gave no address: letters and envelopes show only your name, so no answer can reach you")
            if audience == "sender"
            else message("no address is given: letters and envelopes show only the name, so no answer can reach them")
        )
        yield Problem(ProblemCode.NO_RETURN_ADDRESS, text, case=case.id)


def _reads_assumed(case: Case, sender: Sender, tag: Tag, audience: Audience) -> Problem:
    names = {"language": localized_language(tag), "country": localized_country(sender.country)}
    if audience == "sender":
        text = message("you did not say which languages you read; {language} assumed from {country}", **names)
        hint = message("save it with “appealgen profile --reads TAG”")
    else:
        text = message("no language is given; {language} assumed from {country}", **names)
        hint = message("if that is wrong, fill in the languages of the row")
    return Problem(ProblemCode.READS_ASSUMED, text, hint, case=case.id)


def of_own_words(case: Case, options: PlanOptions, tag: Tag) -> Iterator[Problem]:
    """Notice that the sender's own words are in another language than the letter, as said or by their script."""
    words, language = options.words_in(tag), options.own_words_language
    if options.own_words and not words and language is not None:
        names = {"language": localized_language(tag), "words": localized_language(language)}
        text = message("letters in {language} are without the own words, which are in {words}", **names)
        yield Problem(ProblemCode.OWN_WORDS, text, case=case.id)
    if not words or main_script(words) in (None, main_script(case.letters[tag].text)):
        return
    text = message("your own words are not in {language}, the language of the letter", language=localized_language(tag))
    hint = message("translate them, leave them out, or choose their language with --language")
    yield Problem(ProblemCode.OWN_WORDS, text, hint, case=case.id)


def of_language(case: Case, choice: Choice, audience: Audience) -> Iterator[Problem]:
    """Notices that the sender is not known to read the letter, or that no native speaker has checked it."""
    name = localized_language(choice.tag)
    if choice.unread:
        text = (
            message(
                "you have not said that you read {language}: have someone explain the letter to you first",
                language=name,
            )
            if audience == "sender"
            else message(
                "they have not said that they read {language}: explain the letter to them first", language=name
            )
        )
        yield Problem(ProblemCode.LANGUAGE_UNREAD, text, case=case.id)
    if choice.close:
        text = (
            message("the letter is in {language}, which is close to what you read: read it with care", language=name)
            if audience == "sender"
            else message("the letter is in {language}, which is close to what they read", language=name)
        )
        yield Problem(ProblemCode.LANGUAGE_CLOSE, text, case=case.id)
    if not case.letters[choice.tag].reviewed:
        text = message("the {language} letter has not been checked by a native speaker yet", language=name)
        yield Problem(ProblemCode.NOT_REVIEWED, text, case=case.id)


def of_advice(mailings: Sequence[Mailing]) -> Iterator[Problem]:
    """What the case says about writing to the recipients."""
    for mailing in mailings:
        case, target = mailing.case.id, mailing.recipient
        if target.advice:
            advice = message("{target}: {advice}", target=target.id, advice=localized_text(target.advice))
            yield Problem(ProblemCode.ADVICE, advice, case=case, target=target.id)


def of_embassy(case: Case, country: Country, options: PlanOptions, embassy: Target | None) -> Iterator[Problem]:
    """Notice that no embassy is known although one is wanted; a country has none in itself."""
    route = options.route(case)
    if route != "none" and not embassy and not options.to and country != case.country:
        yield no_embassy(case, route, (country,))


def no_embassy(case: Case, route: Route, hosts: Sequence[Country]) -> Problem:
    """Notice that no embassy of the case's country is known in some countries, with the consequence and the remedy."""
    consequence = message("letters go straight to the target") if route == "via" else message("no copy is sent")
    hint = message("if you know one: appealgen embassies add --of {of} --host {host}", of=case.country, host=hosts[0])
    if len(hosts) > 1:
        countries = localized_countries(tuple(hosts))
        text = message(
            "no embassy is known in {countries}: {consequence}", countries=countries, consequence=consequence
        )
        return Problem(
            ProblemCode.NO_EMBASSY, text, message("{hint}; likewise for the others", hint=hint), case=case.id
        )
    of, host = localized_country(case.country), localized_country(hosts[0])
    text = message("no embassy of {of} in {host} is known: {consequence}", of=of, host=host, consequence=consequence)
    return Problem(ProblemCode.NO_EMBASSY, text, hint, case=case.id)


def of_post(mailings: Sequence[Mailing], embassy: Target | None) -> list[Problem]:
    """Notices about the post: no address, no mail to the country, a doubtful address."""
    notices: list[Problem] = []
    for mailing in mailings:
        target, origin = mailing.recipient, mailing.origin
        if not mailing.on_paper or mailing.handed_in:
            continue
        if not target.address:
            text, hint = message("{target} has no postal address: no envelope", target=target.id), _instead_of(mailing)
            notices.append(Problem(ProblemCode.NO_ADDRESS, text, hint, case=mailing.case.id, target=target.id))
        elif mailing.suspension is not None:
            notices.append(_suspended(mailing, embassy))
        else:
            clerk = address_problems(target, mailing.destination, origin)
            notices += [replace(problem, case=mailing.case.id) for problem in clerk]
    first = next((m for m in mailings if m.posted and not at_home(m.origin, m.destination)), None)
    if first is not None:
        abroad = [unread_country_line(first.stationery, first.origin), _mark_by_hand(first)]
        notices += [replace(problem, case=first.case.id) for problem in abroad if problem is not None]
    notices += _return_address_abroad(mailings)
    return list(dict.fromkeys(notices))


def _return_address_abroad(mailings: Sequence[Mailing]) -> Iterator[Problem]:
    """Notice about a guest's return address, where the post takes none in another country."""
    shown = next((each for each in mailings if each.posted and each.stationery.shows_sender), None)
    if shown is None or not shown.stationery.sender_at_home or at_home(shown.origin, shown.sender.country):
        return
    text = message(
        "the post of {country} asks for a return address within the country", country=localized_country(shown.origin)
    )
    hint = message("--return-address none leaves it off")
    yield Problem(ProblemCode.FOREIGN_RETURN_ADDRESS, text, hint, case=shown.case.id)


def of_hand_in(case: Case, options: PlanOptions) -> Iterator[Problem]:
    """Notice that a section takes letters until a day on which they should have arrived."""
    until = options.hand_in_by
    if until is not None and case.deadline is not None and until > case.deadline:
        days = {"day": localized_day(until), "deadline": localized_day(case.deadline)}
        text = message("the last day to hand in, {day}, is after the deadline of the case, {deadline}", **days)
        yield Problem(ProblemCode.HAND_IN_LATE, text, message("hand in earlier for this case"), case=case.id)


def _mark_by_hand(mailing: Mailing) -> Problem | None:
    """Notice about the mark on mail abroad, if no envelope is printed with it."""
    stationery = mailing.stationery
    if stationery.mark is None or stationery.envelope is not None:
        return None
    text = message("write “{mark}” on the envelopes that go abroad", mark=stationery.mark)
    return Problem(ProblemCode.MARK_BY_HAND, text, message("use --no-airmail to leave it off"))


def other_channels(target: Target) -> list[Message]:
    """Ways to reach a target without post: `e-mail press@prokuror.kz`, `fax +7 …`, `X @GenProkRK`."""
    ways = [message("e-mail {addresses}", addresses=", ".join(target.email))] if target.email else []
    ways += [message("fax {number}", number=target.fax)] if target.fax else []
    return ways + [untranslated(f"{platform.capitalize()} {handle}") for platform, handle in target.social.items()]


def of_fax(mailings: Sequence[Mailing]) -> Iterator[Problem]:
    """Notices about fax numbers that were completed, or are not the only ones."""
    for mailing in mailings:
        case, target = mailing.case, mailing.recipient
        number = fax_number_of(target, case) if "fax" in mailing.channels else None
        if number is None:
            continue
        if number.completed:
            text = message(
                "the fax number “{printed}” has no country code: {number} is with that of {country}",
                printed=target.fax,
                number=number.text,
                country=localized_country(mailing.destination),
            )
            hint = message("check it, and write the whole number into the case")
            yield Problem(ProblemCode.FAX_NUMBER, text, hint, case=case.id, target=target.id)
        if not number.alone:
            text = message(
                "of several fax numbers in “{printed}”, {number} is used", printed=target.fax, number=number.text
            )
            yield Problem(ProblemCode.FAX_NUMBER, text, case=case.id, target=target.id)


def _instead_of(mailing: Mailing) -> Message | None:
    """Advice to use another way than the post, unless a fax or an e-mail is written anyway."""
    return elsewhere(mailing.case, mailing.recipient) if set(mailing.channels) <= {"post"} else None


def elsewhere(case: Case, target: Target) -> Message | None:
    """Advice to use another way than the post that works, with the option that writes for it; None without one."""
    addresses, fax = email_addresses(target), target.fax if fax_number_of(target, case) is not None else None
    if not (ways := other_channels(replace(target, email=addresses, fax=fax))):
        return None
    made: list[ChannelName] = ["fax"] if fax else []
    made += ["email"] if addresses else []
    if made:
        option = f"--channel {','.join(made)}"
        return message("send it by {ways}; “{option}” writes the files", ways=either(ways), option=option)
    return message("send it by {ways}", ways=either(ways))


def _suspended(mailing: Mailing, embassy: Target | None) -> Problem:
    """Notice that mail to the country is suspended, with other ways and the embassy that could forward the letter."""
    target, suspension = mailing.recipient, mailing.suspension
    assert suspension is not None
    values = {"country": localized_country(mailing.destination), "source": suspension.source, "target": target.id}
    text = message("post to {country} is suspended ({source}): no envelope for {target}", **values)
    if suspension.until:
        values["day"] = localized_day(suspension.until)
        text = message("post to {country} is suspended until {day} ({source}): no envelope for {target}", **values)
    hint = _instead(mailing, embassy)
    return Problem(ProblemCode.POST_SUSPENDED, text, hint, case=mailing.case.id, target=target.id)


def _instead(mailing: Mailing, embassy: Target | None) -> Message:
    """Advice for a letter that no post accepts."""
    others, via = _instead_of(mailing), embassy is not None and mailing.kind == "appeal"
    if others is not None and via:
        return message("{by}; or ask the embassy to forward it with --embassy via", by=others)
    if others is not None:
        return others
    if via:
        return message("ask the embassy to forward it with --embassy via")
    return message("keep the letter until there is mail to that country again")
