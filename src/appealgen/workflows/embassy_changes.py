"""What a later source changes in a user's own list of embassies."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from appealgen.language.locales import folded
from appealgen.model.embassy import Mission
from appealgen.model.identifiers import Slug, slug
from appealgen.model.text import LocalizedText


@dataclass(frozen=True)
class Change:
    """What becomes of one mission of a list: `older` is left as it is, for the list knows something newer.

    `differing` are the names of the fields that change.
    """

    kind: Literal["new", "changed", "same", "older"]
    mission: Mission
    before: Mission | None = None
    differing: tuple[str, ...] = ()


_KEPT = ("id", "role")
"""Fields of a mission of the list that no later source changes."""


def merged(known: Sequence[Mission], found: Sequence[Mission]) -> list[Change]:
    """What missions newly found change in a list; what they do not mention stays as it is.

    The same mission has the same source, or the same host and office: with the same address, or the only one. A detail
    that the new row lacks is kept, and a row older than that of the list changes nothing.
    """
    changes: list[Change] = []
    ids = {mission.id for mission in known}
    matched = _matched(known, found)
    for number, mission in enumerate(found):
        if number in matched:
            changes.append(_change(matched[number], mission))
            continue
        new = replace(mission, id=_free_id(mission, ids))
        ids.add(new.id)
        changes.append(Change("new", new))
    return changes


def applied(known: Sequence[Mission], changes: Sequence[Change]) -> tuple[Mission, ...]:
    """The list after its changes: the missions it had in their order, then the new ones."""
    now = {change.before.id: change.mission for change in changes if change.before}
    return tuple(now.get(m.id, m) for m in known) + tuple(c.mission for c in changes if c.kind == "new")


def _matched(known: Sequence[Mission], found: Sequence[Mission]) -> dict[int, Mission]:
    """The mission of the list that each of those found is, by number: by the source first, whatever their order."""
    matched: dict[int, Mission] = {}
    taken: set[Slug] = set()
    for same in (_same_source, _same_place, _same_office):
        for number, mission in enumerate(found):
            likely = [m for m in known if m.id not in taken and same(m, mission)] if number not in matched else []
            if likely and (same is not _same_office or len(likely) == 1):  # one of several would be a guess
                matched[number] = likely[0]
                taken.add(likely[0].id)
    return matched


def _same_source(one: Mission, other: Mission) -> bool:
    return one.host == other.host and "://" in (one.source or "") and one.source == other.source


def _same_place(one: Mission, other: Mission) -> bool:
    return bool(one.address) and one.address == other.address and _same_office(one, other)


def _same_office(one: Mission, other: Mission) -> bool:
    return one.host == other.host and _plain(one.office or one.name) == _plain(other.office or other.name)


def _plain(words: LocalizedText | None) -> str:
    text = words if isinstance(words, str) else next(iter(words.values()), "") if words else ""
    return folded(text)


def _change(before: Mission, found: Mission) -> Change:
    if before.date and found.date and found.date < before.date:
        return Change("older", before, before)
    names = [f.name for f in fields(Mission) if f.name not in _KEPT and getattr(found, f.name) not in (None, (), {})]
    if "address" in names and found.address != before.address and "locality" not in names:
        names.append("locality")  # the town in Latin letters was that of the old address
    now = replace(before, **{name: getattr(found, name) for name in names})
    differing = tuple(name for name in names if getattr(now, name) != getattr(before, name))
    if not set(differing) - {"date"}:
        return Change("same", now, before, differing)
    return Change("changed", now, before, differing)


def _free_id(mission: Mission, taken: set[Slug]) -> Slug:
    wanted, number = mission.id, 2
    while wanted in taken:
        wanted, number = slug(f"{mission.id}-{number}"), number + 1
    return wanted
