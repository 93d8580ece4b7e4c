"""Channels of a target: post, fax, e-mail, social media, ordered by what still arrives before the deadline."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from appealgen.errors import WrongValueError, did_you_mean
from appealgen.language.localized_names import localized_country, localized_day
from appealgen.messages import Message, join, message, nmessage
from appealgen.model.case import Case, DoubtCode, Target
from appealgen.planning.fax_numbers import FaxNumber, fax_number
from appealgen.planning.status import WEEK_FOR_POST, status_at

if TYPE_CHECKING:
    from appealgen.model.stationery import TransitDays
    from appealgen.post.suspension import Suspension

ChannelName = Literal["post", "fax", "email", "social"]
CHANNELS: tuple[ChannelName, ...] = get_args(ChannelName)
Arrival = Literal["in-time", "unsure", "late", "unusable"]

_ORDER = ("post", "fax", "email", "post unsure", "social", "post late")
"""The best channel first: paper in an office, a fax, a mail, a public post; post that may be late, and that is."""
_WEEKS = 2 * WEEK_FOR_POST
"""Days: the least that “weeks” can mean. With fewer left, post of unknown duration is no longer the first channel."""
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_WORD = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_EMAIL = re.compile(rf"(?=[^@]{{1,64}}@){_WORD}(?:\.{_WORD})*@(?:{_LABEL}\.)+{_LABEL}")


class Channel(NamedTuple):
    """One way to reach a target: what to write on it, whether that arrives before the deadline, and the reason.

    `broken` says which addresses of the case cannot be used, and that others are hidden.
    """

    name: ChannelName
    addresses: tuple[str, ...]
    arrival: Arrival
    reason: Message
    broken: tuple[Message, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The channel in the JSON output of `channels`."""
        values = self._asdict()
        return {"channel": values.pop("name")} | values


class Departure(NamedTuple):
    """Mail to a target on a day: how long it takes and whether a post stops it, as far as a table says."""

    date: datetime.date
    transit: TransitDays | None = None
    suspension: Suspension | None = None
    domestic: bool = False


def parse_channels(text: str) -> tuple[ChannelName, ...]:
    """`post,email` → the channels, in the usual order; raises ValueError for an unknown one."""
    words = [word.strip().casefold() for word in text.split(",") if word.strip()]
    for word in words or [""]:
        if word not in CHANNELS:
            raise WrongValueError(message("“{name}” is not a channel", name=word), did_you_mean(word, CHANNELS))
    return tuple(channel for channel in CHANNELS if channel in words)


def channels_of(case: Case, target: Target, posting: Departure) -> tuple[Channel, ...]:
    """The channels that a case gives for a target, the best on the day of posting first.

    Post that may be late comes behind fax and e-mail, what cannot be used is last, and suspended post behind all.
    """
    left = status_at(case, posting.date).days_left
    found = [_post(case, target, posting, left)] if target.address else []
    found += _same_day(case, target, late=left is not None and left < 0)
    return tuple(sorted(found, key=lambda channel: _rank(channel, left)))


def _rank(channel: Channel, left: int | None) -> int:
    if channel.arrival == "unusable":
        return len(_ORDER) + len(CHANNELS) - CHANNELS.index(channel.name)
    late = channel.arrival == "late" or (channel.arrival == "unsure" and left is not None and left < _WEEKS)
    return _ORDER.index(f"post {channel.arrival}" if channel.name == "post" and late else channel.name)


def _post(case: Case, target: Target, posting: Departure, left: int | None) -> Channel:
    if (stopped := posting.suspension) is None:
        return Channel("post", target.address, *_arrival(posting, left))
    values = {"country": localized_country(target.country_in(case.country)), "source": stopped.source}
    reason = message("post to {country} is suspended ({source})", **values)
    if stopped.until:
        until = localized_day(stopped.until)
        reason = message("post to {country} is suspended until {day} ({source})", day=until, **values)
    return Channel("post", target.address, "unusable", reason)


def _arrival(posting: Departure, left: int | None) -> tuple[Arrival, Message]:
    """Whether a letter posted that day arrives before the deadline, as far as anybody knows."""
    if left is not None and left < 0:
        return "late", message("the deadline has passed")
    if (transit := posting.transit) is not None:
        takes = nmessage(
            "about {count} day on the way ({source})",
            "about {count} days on the way ({source})",
            transit.days,
            source=transit.source,
        )
        arrives = posting.date + datetime.timedelta(days=transit.days)
        by = message("arrives by {day}", day=localized_day(arrives))
        return ("in-time" if left is None or transit.days <= left else "late"), join([by, takes], "; ")
    weeks = message("allow weeks: no table says how long it takes")
    if left is None:
        return "unsure", weeks
    days = nmessage("{count} day is left", "{count} days are left", left)
    if left >= WEEK_FOR_POST and not posting.domestic:
        return "unsure", join([days, weeks], "; ")
    advice = join([days, message("guides for letter writers advise post with a week or more")], "; ")
    return ("late" if left < WEEK_FOR_POST else "in-time"), advice


def _same_day(case: Case, target: Target, *, late: bool) -> Iterator[Channel]:
    """Fax, e-mail and social media, as far as the case gives them."""
    arrives = message("the deadline has passed") if late else message("arrives the same day")
    seen = message("the deadline has passed") if late else message("public: in addition to a letter")
    posts = tuple(f"{platform} {handle}" for platform, handle in target.social.items())
    mail, broken_mail = _sorted_out(target.email, is_email_address)
    if _hides_email(case, target):
        broken_mail += (message("the document hides an e-mail address: look on the website of the office"),)
    given: list[tuple[ChannelName, Message, tuple[str, ...], tuple[Message, ...]]] = [
        _fax(case, target, arrives),
        ("email", arrives, mail, broken_mail),
        ("social", seen, posts, ()),
    ]
    for name, reason, usable, broken in given:
        if usable:
            yield Channel(name, usable, "late" if late else "in-time", reason, broken)
        elif broken:
            yield Channel(name, (), "unusable", broken[0], broken)


def _fax(
    case: Case, target: Target, arrives: Message
) -> tuple[ChannelName, Message, tuple[str, ...], tuple[Message, ...]]:
    """The fax number in international form, and whose code of a country it has been given."""
    number = fax_number_of(target, case)
    if number is None:
        return "fax", arrives, (), (_broken(target.fax),) if target.fax else ()
    if number.completed:
        country = localized_country(target.country_in(case.country))
        arrives = join([arrives, message("with the country code of {country}", country=country)], "; ")
    return "fax", arrives, (number.text,), ()


def _sorted_out(texts: Sequence[str], usable: Callable[[str], bool]) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """Addresses that can be used, each once, and messages about the others."""
    broken = (_broken(text) for text in texts if not usable(text))
    return tuple(dict.fromkeys(filter(usable, texts))), tuple(broken)


def _broken(text: str) -> Message:
    return message("“{text}” is incomplete or broken", text=text)


def email_addresses(target: Target) -> tuple[str, ...]:
    """The e-mail addresses of a target that mail programs can send to."""
    return _sorted_out(target.email, is_email_address)[0]


def is_email_address(text: str) -> bool:
    """Whether mail programs can send to it: ASCII words around one @, a domain with a dot; no blank, no line end."""
    return _EMAIL.fullmatch(text) is not None


def fax_number_of(target: Target, case: Case) -> FaxNumber | None:
    """The fax number of a target in international form; None without a whole one."""
    return fax_number(target.fax, target.country_in(case.country)) if target.fax else None


def _hides_email(case: Case, target: Target) -> bool:
    """Whether the document that the case was made from hides an e-mail address of the target."""
    field = f"targets[{case.targets.index(target)}].email" if target in case.targets else ""
    return any(str(doubt.code) == DoubtCode.HIDDEN and doubt.field == field for doubt in case.doubts)
