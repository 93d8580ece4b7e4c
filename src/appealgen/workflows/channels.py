"""How each target of a case is reached on a day, by the case and the user's own tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from appealgen.model.case import Case, Target
from appealgen.model.identifiers import Country
from appealgen.model.stationery import transit_to
from appealgen.planning.channels import Channel, Departure, channels_of
from appealgen.planning.planner import embassy_in
from appealgen.workflows.letters import embassies_of, suspensions_in


def channels_by_target(
    case: Case, date: datetime.date, origin: Country | None = None, roots: tuple[Path, ...] = ()
) -> Iterator[tuple[Target, tuple[Channel, ...]]]:
    """Each target with its channels, in the case's order; of the embassies only that in `origin`, if it is known.

    `origin` is the country that letters are posted in. Raises InputError for a faulty table.
    """
    embassies = [target for target in case.targets if target.role == "embassy"]
    if origin is not None:
        own = embassy_in(origin, case, embassies_of(case.country, roots)) if origin != case.country else None
        embassies = [own] if own else []
    for target in (*(target for target in case.targets if target.role != "embassy"), *embassies):
        yield target, channels_of(case, target, _posting(case, target, date, origin, roots))


def _posting(
    case: Case, target: Target, date: datetime.date, origin: Country | None, roots: tuple[Path, ...]
) -> Departure:
    """What the tables say about mail from a country to a target."""
    from appealgen.post.posts import post_of
    from appealgen.post.suspension import suspension_at
    from appealgen.post.territories import at_home

    destination = target.country_in(case.country)
    stopped = suspension_at(destination, origin or "", date, suspensions_in(roots))
    if origin is None:
        return Departure(date, suspension=stopped)
    days = post_of(origin, roots).transit_days
    return Departure(date, transit_to(destination, days), stopped, domestic=at_home(origin, destination))
