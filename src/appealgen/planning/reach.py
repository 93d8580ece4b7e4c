"""Targets that the channels of a plan reach: paper all of them, others those with a usable address or number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from appealgen.errors import Problem, ProblemCode
from appealgen.messages import message
from appealgen.model.case import Case, Target
from appealgen.model.sender import Sender
from appealgen.planning.channels import ChannelName, email_addresses, fax_number_of
from appealgen.planning.notices import elsewhere
from appealgen.planning.plan import PlanOptions


class Reach(NamedTuple):
    """The targets that a plan reaches, problems about the others, and whether no letter is left."""

    targets: tuple[Target, ...]
    problems: tuple[Problem, ...]
    nobody: bool


def ways_to(case: Case, recipient: Target, sender: Sender, asked: Sequence[ChannelName]) -> tuple[ChannelName, ...]:
    """Those of the channels that reach a recipient from a sender; a blank letter exists only on paper."""
    usable: dict[ChannelName, Callable[[], bool]] = {
        "post": lambda: True,
        "fax": lambda: not sender.blank and fax_number_of(recipient, case) is not None,
        "email": lambda: not sender.blank and bool(email_addresses(recipient)),
    }
    return tuple(channel for channel in asked if channel in usable and usable[channel]())


def reach_of(
    case: Case, selected: Sequence[Target], sender: Sender, options: PlanOptions, through: Target | None
) -> Reach:
    """Sort out which of the selected targets are reached; `through` is the embassy that is to forward the letters.

    Without any of the letters, nobody is: copies would be copies of nothing.
    """
    reached, problems = [], dict[Problem, None]()
    for target in selected:
        recipient = through if through is not None and target.role == "target" else target
        ways = ways_to(case, recipient, sender, options.channels)
        problems |= dict.fromkeys(_lacking(case, recipient, sender, options, ways))
        reached += [target] if ways else []
    originals = any(target.role == "target" for target in selected)
    nobody = not reached or (originals and not any(target.role == "target" for target in reached))
    if options.channels == ("social",):
        return Reach((), (), nobody=False)  # texts for the public, to nobody in particular
    return Reach(tuple(reached), tuple(problems), nobody)


def _lacking(
    case: Case, recipient: Target, sender: Sender, options: PlanOptions, ways: Sequence[ChannelName]
) -> Iterator[Problem]:
    lacking = [channel for channel in options.channels if channel in ("fax", "email") and channel not in ways]
    if lacking and sender.blank:
        text = message("a letter to fill in by hand is for paper: no fax and no e-mail")
        yield Problem(ProblemCode.BLANK_BY_EMAIL, text, case=case.id)
        return
    for channel in lacking:
        text = message("{target} has no e-mail address that can be used: no e-mail", target=recipient.id)
        if channel == "fax":
            text = message("{target} has no fax number that can be used: no fax", target=recipient.id)
        yield Problem(ProblemCode.NO_CHANNEL, text, elsewhere(case, recipient), case=case.id, target=recipient.id)
