"""What a letter weighs, about, and what it costs by the user's own table."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from appealgen.document import EnvelopeFormat, Paper
from appealgen.model import PostageTable

_GRAMS_PER_SQUARE_METRE = 80
"""The usual paper of printers and copiers: an A4 sheet of it is 5 g."""
_ENVELOPE_PAPER = 2 * 1.15
"""Front and back, and 15 % for flap and seams; of the same paper. An assumption: a DL envelope comes to 4.5 g."""


@dataclass(frozen=True, kw_only=True)
class Postage:
    """A price of the user's table, and the zone that it is for."""

    zone: str
    price: Decimal
    currency: str
    valid_from: datetime.date


def weight(sheets: int, paper: Paper, envelope: EnvelopeFormat) -> float:
    """Estimated grams of sheets in their envelope, of paper of 80 g/m²."""
    square_mm = sheets * paper.width * paper.height + _ENVELOPE_PAPER * envelope.width * envelope.height
    return square_mm / 1_000_000 * _GRAMS_PER_SQUARE_METRE


def postage(
    tables: Sequence[PostageTable], origin: str, destination: str, grams: float, envelope: str, date: datetime.date
) -> Postage | None:
    """What the post of `origin` asks on a date: for the lowest weight that covers it, the newest price; or None."""
    for table in tables:
        if table.origin == origin:
            return _from_table(table, destination, grams, envelope, date)
    return None


def _from_table(
    table: PostageTable, destination: str, grams: float, envelope: str, date: datetime.date
) -> Postage | None:
    named = (zone for zone in table.zones if destination in zone.countries)
    others = (zone for zone in table.zones if not zone.countries and destination != table.origin)
    zone = next(named, None) or next(others, None)
    if zone is None:
        return None
    fitting = [
        price
        for price in table.prices
        if price.zone == zone.zone
        and price.valid_from <= date
        and grams <= price.weight_max_g
        and (not price.envelopes or envelope.casefold() in (name.casefold() for name in price.envelopes))
    ]
    if not fitting:
        return None
    found = min(fitting, key=lambda price: (price.weight_max_g, -price.valid_from.toordinal(), price.price))
    return Postage(zone=zone.zone, price=found.price, currency=table.currency, valid_from=found.valid_from)
