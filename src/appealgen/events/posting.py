"""The country that an event is posted from: its post decides paper, envelopes, country line and prices for everyone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from appealgen.model.sender import Sender
from appealgen.planning.plan import PlanOptions
from appealgen.post.posts import country_languages, post_of


def with_origin(options: PlanOptions, senders: Sequence[Sender], roots: tuple[Path, ...] = ()) -> PlanOptions:
    """The options with a country of posting and one country line for everyone.

    It is the country asked for, else that of most senders. The country line is in the language that most of them read
    of those that its post accepts.
    """
    if not senders:
        return options
    origin = options.posted_from or Counter(sender.country for sender in senders).most_common(1)[0][0]
    read = [tag for tag, _ in Counter(tag for sender in senders for tag in sender.reads).most_common()]
    choice = options.stationery
    line = choice.country_line or country_languages(post_of(origin, roots), read)
    return replace(options, posted_from=origin, stationery=replace(choice, country_line=line))
