"""Notices and refusals about what letters show of their sender."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appealgen.errors import Problem, ProblemCode
from appealgen.language.localized import words_in
from appealgen.language.localized_names import localized_country
from appealgen.messages import Message, message
from appealgen.model.case import Case
from appealgen.model.document import Letter
from appealgen.model.sender import Sender
from appealgen.planning.language import Audience
from appealgen.planning.plan import Mailing
from appealgen.post.signing import gives_away, names_themselves, town_shown
from appealgen.post.territories import at_home


def of_danger(case: Case, sender: Sender, audience: Audience) -> Iterator[Problem]:
    """Reminders for somebody who signs in full and has ties to the country of the case, or lives there."""
    if sender.sign != "full" or sender.blank:
        return
    names, mine = {"country": localized_country(case.country)}, audience == "sender"
    hint = message("--sign town or --sign initials shows less")
    if case.country in sender.ties:
        text = (
            message(
                "you said that you or your family have ties to {country}. Think about whether to sign with your full "
                "name and address; your local group can advise.",
                **names,
            )
            if mine
            else message(
                "this sender or their family have ties to {country}. Think about whether to sign with "
                "the full name and address; your local group can advise.",
                **names,
            )
        )
        yield Problem(ProblemCode.TIES, text, hint, case=case.id)
    elif at_home(sender.country, case.country):
        text = (
            message(
                "you live in {country}, the country of this case. Think about whether to sign with your full name and "
                "address; your local group can advise.",
                **names,
            )
            if mine
            else message(
                "this sender lives in {country}, the country of this case. Think about whether to sign with the full "
                "name and address; your local group can advise.",
                **names,
            )
        )
        yield Problem(ProblemCode.LIVES_THERE, text, hint, case=case.id)


def of_signing(case: Case, sender: Sender, mailings: Sequence[Mailing], audience: Audience) -> Iterator[Problem]:
    """Notices for a sender who does not sign in full: what is shown, and what others may show or want."""
    if sender.sign == "full" or sender.blank:
        return
    text, hint = _shown(sender, audience), None
    if not town_shown(sender):
        hint = message("give it with --place") if audience == "sender" else message("fill in their town or place")
    yield Problem(ProblemCode.SIGNED, text, hint, case=case.id)
    if any("email" in mailing.channels for mailing in mailings):
        text = message("a mail program adds its own sender: name and e-mail address of whoever sends the draft")
        yield Problem(ProblemCode.MAIL_SENDER, text, case=case.id)
    outside = _outside(mailings)
    if outside is not None and outside.stationery.full_sender is None:
        country = localized_country(outside.origin)
        text = message("it is not known whether the post of {country} asks for a full return address", country=country)
        hint = message("to be sure, leave it off with --return-address none")
        yield Problem(ProblemCode.RETURN_ADDRESS_RULE, text, hint, case=case.id)


def refusal_of_signing(case: Case, sender: Sender, mailings: Sequence[Mailing]) -> Problem | None:
    """The refusal where the post of the country of posting wants the full sender in a return address."""
    outside = _outside(mailings)
    if sender.sign == "full" or sender.blank or outside is None or (rule := outside.stationery.full_sender) is None:
        return None
    text = message(
        "the post of {country} asks for the sender's full name and address in a return address ({source})",
        country=localized_country(outside.origin),
        source=rule.source,
    )
    hint = message("use --sign full")
    if rule.or_none:
        hint = message("leave the return address off with --return-address none, or use --sign full")
    return Problem(ProblemCode.FULL_RETURN_ADDRESS, text, hint, case=case.id)


def _outside(mailings: Sequence[Mailing]) -> Mailing | None:
    """The first mailing that shows its sender on the outside."""
    return next((each for each in mailings if each.posted and each.stationery.shows_sender), None)


def _shown(sender: Sender, audience: Audience) -> Message:
    """What is shown of a sender, and what is not; senders can check the town, which differs among those of a batch."""
    shown = town_shown(sender)
    names = {"town": shown} if audience == "sender" else {}
    if not shown:
        return (
            message("signed with initials alone, because the town is not certain: the rest is in no file")
            if sender.sign == "initials"
            else message("signed with the name alone, because the town is not certain: the rest is in no file")
        )
    if sender.sign == "initials":
        return (
            message("signed with initials and town ({town}): name, street and e-mail address are in no file", **names)
            if names
            else message("signed with initials and town: name, street and e-mail address are in no file")
        )
    return (
        message("signed with name and town ({town}): street and e-mail address are in no file", **names)
        if names
        else message("signed with name and town: street and e-mail address are in no file")
    )


def giveaway(sender: Sender, mailing: Mailing, letter: Letter) -> Problem | None:
    """The refusal of a letter whose own words have what its sender does not show."""
    texts, about = [block.text for block in letter.blocks], words_in(sender.about, mailing.language.tag)
    own = "\n".join(filter(None, (mailing.words_of(sender), about)))
    if not gives_away(sender, texts) and not names_themselves(sender, own, "\n".join(texts)):
        return None
    text = message("the text of the letter names the sender, their street or their e-mail address: --sign hides it")
    hint = message("take it out of your own words or the sentence about you, or use --sign full")
    return Problem(ProblemCode.GIVES_AWAY, text, hint)
