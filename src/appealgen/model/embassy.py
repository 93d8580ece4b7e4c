"""An embassy of the user's own list, and the list as a file."""

import datetime
from dataclasses import dataclass
from typing import Annotated

from appealgen.model.case import Target


@dataclass(frozen=True, kw_only=True)
class Embassy(Target):
    """An embassy of the user's own list: who says so, and as of when."""

    source: Annotated[str | None, "Where the address is from."] = None
    date: Annotated[datetime.date | None, "The day on which it was true."] = None


@dataclass(frozen=True, kw_only=True)
class EmbassyList:
    """`embassies/<of>.yaml` in the user's data directory: embassies of one country, each with its host."""

    embassies: Annotated[tuple[Embassy, ...], "Embassies, each with role: embassy and host."]
