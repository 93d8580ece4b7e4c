"""How a target is reached without post."""

from __future__ import annotations

from collections.abc import Sequence

from appealgen.messages import Message, either, message, untranslated
from appealgen.model.case import Target


def other_channels(target: Target) -> list[Message]:
    """How a target is reached without post: `e-mail press@prokuror.kz`, `fax +7 …`, `X @GenProkRK`."""
    ways = [message("e-mail {addresses}", addresses=", ".join(target.email))] if target.email else []
    ways += [message("fax {number}", number=target.fax)] if target.fax else []
    return ways + [untranslated(f"{platform.capitalize()} {handle}") for platform, handle in target.social.items()]


def by_other_channels(target: Target) -> Message | None:
    """`send it by e-mail press@prokuror.kz or fax +7 …`; None for a target that only post reaches."""
    ways: Sequence[Message] = other_channels(target)
    return message("send it by {ways}", ways=either(ways)) if ways else None
