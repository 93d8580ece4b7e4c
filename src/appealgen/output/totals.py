"""Totals of letters: sheets of paper, grams, envelopes and stamps to buy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from appealgen.errors import Problem, ProblemCode
from appealgen.language.localized_names import localized_country
from appealgen.messages import Quantity, message
from appealgen.planning.plan import Mailing
from appealgen.post.postage import weight

if TYPE_CHECKING:
    from decimal import Decimal

    from appealgen.post.postage import Postage, PostageTable, Stamp


class PostedLetter(NamedTuple):
    """One letter for the post: pages, sheets, grams (estimated; 0 if not posted), and its known price."""

    mailing: Mailing
    pages: int
    sheets: int
    grams: float
    postage: Postage | None


class ZoneSum(NamedTuple):
    """Postage for all letters to one zone."""

    zone: str
    currency: str
    letters: int
    price: Decimal


@dataclass
class Totals:
    """A run in numbers: `papers` by kind, `envelopes` to buy by format, also for letters that are addressed otherwise.

    `labels` counts sheets by kind, `long` letters of more than one page by case.
    """

    letters: int = 0
    posted: int = 0
    faxed: int = 0
    emailed: int = 0
    unpriced: int = 0
    grams: float = 0.0
    papers: Counter[str] = field(default_factory=Counter)
    envelopes: Counter[str] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)
    stamps: Counter[Stamp] = field(default_factory=Counter)
    long: Counter[str] = field(default_factory=Counter)

    @property
    def sheets(self) -> int:
        """Number of sheets of paper of all kinds."""
        return self.papers.total()

    @property
    def zones(self) -> tuple[ZoneSum, ...]:
        """Postage by zone and currency."""
        if not self.stamps:
            return ()
        from appealgen.post.postage import sums

        by_zone = sums(self.stamps, lambda stamp: (stamp.zone, stamp.currency))
        return tuple(ZoneSum(zone, currency, *total) for (zone, currency), total in by_zone.items())

    def add(self, letter: PostedLetter) -> None:
        """Count a letter."""
        mailing = letter.mailing
        self.letters += 1
        self.faxed += "fax" in mailing.channels
        self.emailed += "email" in mailing.channels
        if not mailing.on_paper:
            return
        self.papers[mailing.stationery.paper.name] += letter.sheets
        if letter.pages > 1:
            self.long[mailing.case.id] += 1
        if not mailing.posted:
            return
        self.posted += 1
        self.grams += letter.grams
        self.envelopes[mailing.stationery.posted_in.name] += 1
        if letter.postage is not None:
            self.stamps[letter.postage.stamp] += 1
        else:
            self.unpriced += 1

    def as_json(self) -> dict[str, Any]:
        """The `totals` of the JSON output of `write`."""
        return {
            "letters": self.letters,
            "posted": self.posted,
            "faxed": self.faxed,
            "emailed": self.emailed,
            "sheets": self.sheets,
            "weight_g": round(self.grams),
            "postage": [line._asdict() | {"price": str(line.price)} for line in self.zones],
        }

    def as_event_json(self, people: int) -> dict[str, Any]:
        """The `totals` of the JSON output of `batch`; `people` is their number."""
        supplies = {"envelopes": dict(self.envelopes), "labels": dict(self.labels)}
        return {"people": people} | self.as_json() | supplies


def totals_of(letters: Iterable[PostedLetter]) -> Totals:
    """Totals of the letters."""
    totals = Totals()
    for letter in letters:
        totals.add(letter)
    return totals


def weighed(mailing: Mailing, count: int, tables: Sequence[PostageTable]) -> PostedLetter:
    """The weight of a letter with `count` pages, and its price by the user's tables."""
    stationery = mailing.stationery
    grams = weight(count, stationery.paper, stationery.posted_in) if mailing.posted else 0.0
    price: Postage | None = None
    if tables and mailing.posted:
        from appealgen.post.postage import postage

        origin, envelope = mailing.origin, stationery.posted_in
        price = postage(tables, origin, mailing.destination, grams, envelope, mailing.date)
    return PostedLetter(mailing=mailing, pages=count, sheets=count, grams=grams, postage=price)


def unpriced(letter: PostedLetter) -> Problem:
    """A notice for a letter without a price in the user's tables."""
    mailing = letter.mailing
    country, form = localized_country(mailing.destination), mailing.stationery.posted_in.name
    text = message(
        "your table has no price for {grams} g in a {form} envelope to {country} on {date}",
        grams=Quantity(round(letter.grams)),
        form=form,
        country=country,
        date=mailing.date,
    )
    return Problem(
        ProblemCode.NO_PRICE, text, message("see postage.yaml"), case=mailing.case.id, target=mailing.target.id
    )
