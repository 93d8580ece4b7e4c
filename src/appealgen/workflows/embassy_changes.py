"""Changes that a later source makes to a user's own list of embassies."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from appealgen.language.locales import folded_name
from appealgen.model.case import Embassy, LocalizedText
from appealgen.model.identifiers import Slug, slug
from appealgen.yamlfile.writer import to_plain


@dataclass(frozen=True)
class EmbassyChange:
    """The change of an embassy: `older` if the list has newer data; `differing` are the changed fields."""

    kind: Literal["new", "changed", "same", "older"]
    embassy: Embassy
    before: Embassy | None = None
    differing: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Its JSON object."""
        return {"change": self.kind, "fields": list(self.differing), **to_plain(self.embassy)}


_KEPT = ("id", "role")
"""Fields of a listed embassy that no later source changes."""


def changes_by(known: Sequence[Embassy], found: Sequence[Embassy]) -> list[EmbassyChange]:
    """Changes that newly found embassies make to a list; missing details stay unchanged.

    Two entries are the same embassy if they have the same source, or the same host and office with the same address or
    as the only candidate. A detail missing in the new row is kept, and a row older than the list's changes nothing.
    """
    changes: list[EmbassyChange] = []
    ids = {embassy.id for embassy in known}
    matched = _matched(known, found)
    for number, embassy in enumerate(found):
        if number in matched:
            changes.append(_change(matched[number], embassy))
            continue
        new = replace(embassy, id=_free_id(embassy, ids))
        ids.add(new.id)
        changes.append(EmbassyChange("new", new))
    return changes


def applied(known: Sequence[Embassy], changes: Sequence[EmbassyChange]) -> tuple[Embassy, ...]:
    """The list after its changes: its embassies in their order, then new ones."""
    now = {change.before.id: change.embassy for change in changes if change.before}
    return tuple(now.get(m.id, m) for m in known) + tuple(c.embassy for c in changes if c.kind == "new")


def _matched(known: Sequence[Embassy], found: Sequence[Embassy]) -> dict[int, Embassy]:
    """The listed embassy of each found one, by index: matches by source first, whatever the order."""
    matched: dict[int, Embassy] = {}
    taken: set[Slug] = set()
    for same in (_same_source, _same_place, _same_office):
        for number, embassy in enumerate(found):
            likely = [m for m in known if m.id not in taken and same(m, embassy)] if number not in matched else []
            if likely and (same is not _same_office or len(likely) == 1):  # one of several would be a guess
                matched[number] = likely[0]
                taken.add(likely[0].id)
    return matched


def _same_source(one: Embassy, other: Embassy) -> bool:
    return one.host == other.host and "://" in (one.source or "") and one.source == other.source


def _same_place(one: Embassy, other: Embassy) -> bool:
    return bool(one.address) and one.address == other.address and _same_office(one, other)


def _same_office(one: Embassy, other: Embassy) -> bool:
    return one.host == other.host and _plain(one.office or one.name) == _plain(other.office or other.name)


def _plain(words: LocalizedText | None) -> str:
    text = words if isinstance(words, str) else next(iter(words.values()), "") if words else ""
    return folded_name(text)


def _change(before: Embassy, found: Embassy) -> EmbassyChange:
    if before.date and found.date and found.date < before.date:
        return EmbassyChange("older", before, before)
    names = [f.name for f in fields(Embassy) if f.name not in _KEPT and getattr(found, f.name) not in (None, (), {})]
    if "address" in names and found.address != before.address and "locality" not in names:
        names.append("locality")  # the town in Latin letters belonged to the old address
    now = replace(before, **{name: getattr(found, name) for name in names})
    differing = tuple(name for name in names if getattr(now, name) != getattr(before, name))
    if not set(differing) - {"date"}:
        return EmbassyChange("same", now, before, differing)
    return EmbassyChange("changed", now, before, differing)


def _free_id(embassy: Embassy, taken: set[Slug]) -> Slug:
    wanted, number = embassy.id, 2
    while wanted in taken:
        wanted, number = slug(f"{embassy.id}-{number}"), number + 1
    return wanted
