"""Output about the channels of targets."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from appealgen.cli.console import styled, visible, wrapped
from appealgen.cli.i18n import _, colon, semicolon, translate
from appealgen.language.localized_names import localized_day, localized_text
from appealgen.planning.status import status_at

if TYPE_CHECKING:
    from appealgen.model.case import Case, Target
    from appealgen.planning.channels import Arrival, Channel, ChannelName


def names_of_channels() -> dict[ChannelName, str]:
    """Channels in the user's language."""
    return {"post": _("post"), "fax": _("fax"), "email": _("e-mail"), "social": _("social media")}


def status_line(case: Case, day: datetime.date) -> str:
    """The case, its status and deadline: ua-046-19: open, 36 days left; deadline 21 May 2019."""
    facts = [translate(status_at(case, day).words)]
    facts += [_("deadline {day}", day=localized_day(case.deadline))] if case.deadline else []
    return styled(wrapped(f"{case.id}{colon()} {f'{semicolon()} '.join(facts)}"), "bold")


def channel_lines(target: Target, channels: Sequence[Channel]) -> Iterator[str]:
    """A target, and its channels in order: each with what arrives, the reason, and the addresses."""
    names, arrivals = names_of_channels(), _arrivals()
    wide, far = (max(map(len, words.values())) for words in (names, arrivals))
    yield styled(f"{target.id}{colon()} {visible(translate(localized_text(target.office or target.name)))}", "bold")
    if not channels:
        yield wrapped("  " + _("the case gives no way to reach them"))
    for number, channel in enumerate(channels, 1):
        head = f"  {number}. {names[channel.name]:{wide}}  {arrivals[channel.arrival]:{far}}  "
        yield wrapped(head + visible(translate(channel.reason)), hang=len(head))
        if channel.addresses:
            yield wrapped(" " * 5 + visible(", ".join(channel.addresses)), hang=5)
        if channel.arrival != "unusable":
            for told in channel.broken:
                yield wrapped(" " * 5 + visible(translate(told)), hang=5)


def _arrivals() -> dict[Arrival, str]:
    return {"in-time": _("in time"), "unsure": _("unsure"), "late": _("too late"), "unusable": _("unusable")}


def order_of(channels: Sequence[Channel]) -> str:
    """The usable channels in order: post, fax, e-mail."""
    names = names_of_channels()
    return ", ".join(names[channel.name] for channel in channels if channel.arrival in ("in-time", "unsure"))
