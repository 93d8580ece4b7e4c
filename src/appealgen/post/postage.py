"""The estimated weight of a letter, and its price by the user's own table."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, NamedTuple, TypeVar

from appealgen.errors import WrongValueError
from appealgen.language.parsing import SCALARS
from appealgen.messages import message
from appealgen.model.identifiers import Country
from appealgen.model.stationery import EnvelopeFormat, Paper
from appealgen.post.tables import is_called
from appealgen.post.territories import at_home, state_of
from appealgen.yamlfile.reader import load_yaml

K = TypeVar("K")
_GRAMS_PER_SQUARE_METRE = 80
"""The usual paper of printers and copiers; an A4 sheet of it weighs 5 g."""
_ENVELOPE_PAPER = 2 * 1.15
"""Front and back, and 15 % for flap and seams, of the same paper. An assumption: a DL envelope comes to 4.5 g."""


@dataclass(frozen=True, kw_only=True)
class Zone:
    """Countries with the same prices."""

    zone: Annotated[str, "Its name in the post's own table."]
    countries: Annotated[tuple[Country, ...], "Its countries. One zone may have none: it contains all others."] = ()


@dataclass(frozen=True, kw_only=True)
class Price:
    """The price of a letter up to a weight, to a zone, from a date on."""

    zone: Annotated[str, "Name of the zone."]
    weight_max_g: Annotated[int, "Maximum weight in grams."]
    price: Annotated[Decimal, "In the table's currency: 3.20."]
    valid_from: Annotated[datetime.date, "First day of the price."]
    envelopes: Annotated[tuple[str, ...], "Its envelope formats. Default: all."] = ()


@dataclass(frozen=True, kw_only=True)
class PostageTable:
    """`postage.yaml` in the user's data directory: prices of the sender's own post, with their dates."""

    origin: Annotated[Country, "The country whose post this is."]
    currency: Annotated[str, "GBP, EUR, CHF …"]
    zones: Annotated[tuple[Zone, ...], "Zones, each with its countries; the sender's own country is also a zone."]
    prices: Annotated[tuple[Price, ...], "Prices by zone and weight."]
    source: Annotated[str, "Source of the prices."]

    def __post_init__(self) -> None:
        """Raise ValueError for a price of an unknown zone, or two zones for all other countries."""
        names = {zone.zone for zone in self.zones}
        if unknown := sorted({price.zone for price in self.prices} - names):
            text = message("prices name the zone “{unknown}”, which is missing from “zones”", unknown=unknown[0])
            raise ValueError(text)
        if sum(not zone.countries for zone in self.zones) > 1:
            raise ValueError(message("two zones have no countries, but only one can cover all others"))


def load_postage(path: Path) -> PostageTable:
    """Read `postage.yaml`. Raises InputError with all its problems."""
    return load_yaml(path, PostageTable, {**SCALARS, Decimal: _price})


def _price(text: str) -> Decimal:
    try:
        price = Decimal(text.replace(",", "."))
    except ArithmeticError:
        price = Decimal("NaN")
    if not price.is_finite() or price < 0:
        raise WrongValueError(message("“{text}” is not a price", text=text), message("write it as 3.20"))
    return price


def weight(sheets: int, paper: Paper, envelope: EnvelopeFormat) -> float:
    """Estimated grams of sheets in their envelope, on paper of 80 g/m²."""
    square_mm = sheets * paper.width * paper.height + _ENVELOPE_PAPER * envelope.width * envelope.height
    return square_mm / 1_000_000 * _GRAMS_PER_SQUARE_METRE


class Stamp(NamedTuple):
    """Stamps of one price, to one zone."""

    zone: str
    price: Decimal
    currency: str


class StampSum(NamedTuple):
    """The number of letters, and the total price of their stamps."""

    letters: int
    price: Decimal


def sums(stamps: Mapping[Stamp, int], key: Callable[[Stamp], K]) -> dict[K, StampSum]:
    """Totals of stamps at several prices, each with its count, grouped by `key`."""
    found: dict[K, StampSum] = {}
    for stamp, number in stamps.items():
        letters, price = found.get(key(stamp), (0, Decimal(0)))
        found[key(stamp)] = StampSum(letters + number, price + stamp.price * number)
    return found


@dataclass(frozen=True, kw_only=True)
class Postage:
    """A price of the user's table, and its zone."""

    zone: str
    price: Decimal
    currency: str
    valid_from: datetime.date

    @property
    def stamp(self) -> Stamp:
        """The stamp to buy."""
        return Stamp(self.zone, self.price, self.currency)


def postage(
    tables: Sequence[PostageTable],
    origin: str,
    destination: str,
    grams: float,
    envelope: EnvelopeFormat,
    date: datetime.date,
) -> Postage | None:
    """The price on a date: the newest one for the lowest weight that covers the letter; or None.

    The table is that of `origin`, or of its state.
    """
    posts = (origin, state_of(origin))
    table = next((table for post in posts for table in tables if table.origin == post), None)
    if table is None:
        return None
    home = at_home(table.origin, destination)
    named = (zone for zone in table.zones if destination in zone.countries)
    inland = (zone for zone in table.zones if home and table.origin in zone.countries)
    others = (zone for zone in table.zones if not home and not zone.countries)
    zone = next(named, None) or next(inland, None) or next(others, None)
    if zone is None:
        return None
    fitting = [
        price
        for price in table.prices
        if price.zone == zone.zone
        and price.valid_from <= date
        and grams <= price.weight_max_g
        and (not price.envelopes or any(is_called(envelope, name) for name in price.envelopes))
    ]
    if not fitting:
        return None
    found = min(fitting, key=lambda price: (price.weight_max_g, -price.valid_from.toordinal(), price.price))
    return Postage(zone=zone.zone, price=found.price, currency=table.currency, valid_from=found.valid_from)
