"""Who represents a country where: the case's own embassies, then the user's; never an invented one."""

from __future__ import annotations

from collections.abc import Iterable

from appealgen.model.case import Case, Target


def embassy_in(host: str, case: Case, known: Iterable[Target] = ()) -> Target | None:
    """The embassy accredited to `host`: one that the case gives, else one of the user's list, else None."""
    own = (target for target in case.targets if target.role == "embassy")
    return next((embassy for embassy in (*own, *known) if embassy.host == host), None)
