"""What a run did, or would do: files, notices, and what the letters weigh and cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from appealgen.errors import Problem, ProblemCode
from appealgen.language.localized_names import localized_country
from appealgen.letters.compose import Composed
from appealgen.messages import message
from appealgen.output import manifest as record
from appealgen.output.manifest import FileEntry
from appealgen.planning.planner import Mailing, Plan
from appealgen.post.weight import weight

if TYPE_CHECKING:
    from decimal import Decimal

    from appealgen.post.postage import Postage, PostageTable


class Mail(NamedTuple):
    """One letter as the post gets it: pages, sheets, grams (estimated; 0 if not posted), and its known price."""

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


class Totals(NamedTuple):
    """A run in numbers; `posted` are the letters that go by post."""

    letters: int
    posted: int
    sheets: int
    grams: float
    postage: tuple[ZoneSum, ...]


@dataclass(frozen=True)
class Report:
    """What a run did, or with `planned` states would do.

    `composed` is what was put on paper, for a preview; `mail` what it weighs and costs.
    """

    plan: Plan
    out: Path
    files: tuple[FileEntry, ...]
    notices: tuple[Problem, ...]
    composed: tuple[Composed, ...]
    mail: tuple[Mail, ...]

    @property
    def totals(self) -> Totals:
        """Letters, sheets, grams, and postage by zone."""
        zones: dict[tuple[str, str], list[Decimal]] = {}
        for one in self.mail:
            if one.postage:
                zones.setdefault((one.postage.zone, one.postage.currency), []).append(one.postage.price)
        sums = [
            ZoneSum(zone=zone, currency=currency, letters=len(prices), price=sum(prices[1:], prices[0]))
            for (zone, currency), prices in zones.items()
        ]
        return Totals(
            letters=len(self.mail),
            posted=sum(one.mailing.posted for one in self.mail),
            sheets=sum(one.sheets for one in self.mail),
            grams=sum(one.grams for one in self.mail),
            postage=tuple(sums),
        )

    def as_json(self) -> dict[str, Any]:
        """The JSON object of `write`."""
        sums = self.totals
        totals = {
            "letters": sums.letters,
            "posted": sums.posted,
            "sheets": sums.sheets,
            "weight_g": round(sums.grams),
            "postage": [line._asdict() | {"price": str(line.price)} for line in sums.postage],
        }
        return record.document(self.notices, self.files) | {"totals": totals}


def weighed(mailing: Mailing, count: int, tables: Sequence[PostageTable]) -> Mail:
    """What a letter of so many pages weighs, and costs by the user's tables."""
    made = mailing.stationery
    grams = weight(count, made.paper, made.posted_in) if mailing.posted else 0.0
    price = _price_of(mailing, grams, tables) if tables and mailing.posted else None
    return Mail(mailing=mailing, pages=count, sheets=count, grams=grams, postage=price)


def _price_of(mailing: Mailing, grams: float, tables: Sequence[PostageTable]) -> Postage | None:
    from appealgen.post.postage import postage

    envelope = mailing.stationery.posted_in
    return postage(tables, mailing.sender.country, mailing.destination, grams, envelope, mailing.date)


def unpriced(mail: Mail) -> Problem:
    """A notice for a letter that the user's tables of prices have no price for."""
    mailing = mail.mailing
    country, form = localized_country(mailing.destination), mailing.stationery.posted_in.name
    text = message(
        "no price in your table for {grams:.0f} g in a {form} envelope to {country} on {date}",
        grams=mail.grams,
        form=form,
        country=country,
        date=mailing.date,
    )
    return Problem(
        ProblemCode.NO_PRICE, text, message("see postage.yaml"), case=mailing.case.id, target=mailing.target.id
    )


def price_json(found: Postage | None) -> Mapping[str, str] | None:
    """A price as the JSON output and the manifest say it."""
    if found is None:
        return None
    return {
        "zone": found.zone, "price": str(found.price), "currency": found.currency,
        "valid_from": found.valid_from.isoformat(),
    }  # fmt: skip
