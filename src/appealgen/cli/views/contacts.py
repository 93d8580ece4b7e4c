"""Ways to reach a target other than post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from appealgen.cli.i18n import _

if TYPE_CHECKING:
    from appealgen.model.case import Target


def contact_lines(target: Target) -> Iterator[str]:
    """Phone, fax and e-mail of a target, as far as known."""
    if target.phone:
        yield _("phone {number}", number=target.phone)
    if target.fax:
        yield _("fax {number}", number=target.fax)
    if target.email:
        yield _("e-mail {addresses}", addresses=", ".join(target.email))
