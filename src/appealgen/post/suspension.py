"""Countries that mail cannot reach, by the user's own table."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from appealgen.language.parsing import SCALARS
from appealgen.messages import message
from appealgen.model.identifiers import Country
from appealgen.post.territories import state_of
from appealgen.yamlfile.reader import load_yaml


@dataclass(frozen=True, kw_only=True)
class Suspension:
    """Mail to a country that a post does not accept, for a time."""

    country: Annotated[Country, "The country that mail cannot reach."]
    origin: Annotated[Country | None, "The country of the post. Default: every country."] = None
    since: Annotated[datetime.date | None, "First day. Default: always."] = None
    until: Annotated[datetime.date | None, "Last day. Default: until further notice."] = None
    source: Annotated[str, "The post's notice and its date."]

    def __post_init__(self) -> None:
        """Raise ValueError for a period that ends before it begins."""
        if self.since and self.until and self.until < self.since:
            raise ValueError(
                message("“until” ({until}) is before “since” ({since})", until=self.until, since=self.since)
            )


@dataclass(frozen=True, kw_only=True)
class SuspensionTable:
    """`suspended.yaml` in the user's data directory."""

    suspended: Annotated[tuple[Suspension, ...], "Countries to which mail is suspended."]


def load_suspensions(path: Path) -> tuple[Suspension, ...]:
    """Read `suspended.yaml`. Raises InputError with all its problems."""
    return load_yaml(path, SuspensionTable, SCALARS).suspended


def suspension_at(
    country: str, origin: str, date: datetime.date, suspensions: Sequence[Suspension]
) -> Suspension | None:
    """The suspension that stops mail from `origin` to a country on a date; None if mail goes there."""
    for row in suspensions:
        lasts = (row.since is None or row.since <= date) and (row.until is None or date <= row.until)
        if row.country == country and row.origin in (None, origin, state_of(origin)) and lasts:
            return row
    return None
