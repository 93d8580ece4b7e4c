"""Territories: their state's post, postage and embassies, and mail that stays in the country."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from appealgen.language.locales import iso_countries
from appealgen.letters.compose import compose
from appealgen.model.identifiers import Country
from appealgen.model.stationery import A4, US_LETTER
from appealgen.planning.planner import embassy_in
from appealgen.post.envelopes import envelope_format
from appealgen.post.postage import PostageTable, Price, Zone, postage
from appealgen.post.posts import post_of
from appealgen.post.stationery import paper_of
from appealgen.post.suspension import Suspension, suspension_at
from appealgen.post.territories import _states, at_home, state_of
from samples import DATE, plan_for, someone, tiny_case


@pytest.mark.parametrize(
    ("territory", "state", "domestic"),
    [
        ("JE", "GB", True), ("GG", "GB", True), ("IM", "GB", True), ("GI", "GB", False), ("BM", "GB", False),
        ("PR", "US", True), ("GU", "US", True), ("VI", "US", True), ("RE", "FR", True), ("GP", "FR", True),
        ("NC", "FR", True), ("FO", "DK", False), ("GL", "DK", False), ("AX", "FI", False), ("SJ", "NO", False),
        ("AW", "NL", False), ("HK", "CN", False), ("GB", "GB", True), ("XK", "XK", True),
    ],
)  # fmt: skip
def test_the_state_of_a_territory(territory: str, state: str, domestic: bool) -> None:
    assert state_of(territory) == state
    assert at_home(territory, state) == at_home(state, territory) == domestic


@pytest.mark.parametrize(
    ("one", "other", "domestic"),
    [("JE", "GG", True), ("RE", "GP", True), ("JE", "RE", False), ("JE", "FR", False), ("JE", "GI", False),
     ("FO", "GL", False), ("DE", "AT", False)],
)  # fmt: skip
def test_mail_among_territories(one: str, other: str, domestic: bool) -> None:
    assert at_home(one, other) == at_home(other, one) == domestic


def test_every_code_is_a_country_and_domestic_ones_have_a_state() -> None:
    states, domestic = _states()
    assert len(states) >= 40
    assert set(states) | set(states.values()) <= iso_countries() and not set(states) & set(states.values())
    assert domestic <= set(states)


@pytest.mark.parametrize(
    ("territory", "state"),
    [("JE", "GB"), ("PR", "US"), ("GU", "US"), ("RE", "FR"), ("FO", "DK"), ("CW", "NL"), ("MO", "CN")],
)
def test_a_territory_has_the_post_of_its_state(territory: str, state: str) -> None:
    own, of_state = post_of(territory), post_of(state)
    assert (own.mark, own.return_address, own.envelope, own.rules) == (
        of_state.mark, of_state.return_address, of_state.envelope, of_state.rules,
    )  # fmt: skip


def test_a_post_of_its_own_goes_first() -> None:
    assert post_of("AX").country_names == ("sv", "en", "fr") and post_of("FI").mark == "PRIORITY"
    assert post_of("AX").mark is None and post_of("HK").country_names == ("en",)


@pytest.mark.parametrize(
    ("country", "paper"), [("PR", US_LETTER), ("GU", US_LETTER), ("JE", A4), ("RE", A4), ("GL", A4)]
)
def test_paper(country: str, paper: object) -> None:
    assert paper_of(country) == paper


@pytest.mark.parametrize(
    ("origin", "destination", "line", "mark", "town"),
    [
        ("JE", "GB", None, None, "TOWN"),
        ("PR", "US", None, None, "TOWN"),
        ("FR", "RE", None, None, "TOWN"),
        ("RE", "KZ", "KAZAKHSTAN", None, "TOWN"),
        ("JE", "KZ", "KAZAKHSTAN", "BY AIR MAIL / PAR AVION", "TOWN"),
        ("FO", "DK", "DANMARK", None, "TOWN"),
        ("DE", "RE", "RÉUNION", None, "TOWN"),
        ("GB", "GI", "GIBRALTAR", "BY AIR MAIL / PAR AVION", "TOWN"),
    ],
)
def test_an_envelope(origin: str, destination: str, line: str | None, mark: str | None, town: str) -> None:
    plan = plan_for(tiny_case(("country: KZ", f"country: {destination}")), someone(country=Country(origin)), date=DATE)
    envelope = compose(plan.mailings[0]).envelope
    assert envelope is not None
    assert (envelope.recipient.country, envelope.mark, envelope.recipient.lines[-1]) == (line, mark, town)
    assert (envelope.sender[-1] == "Anytown") == (line is None)


PRICES = PostageTable(
    origin=Country("FR"),
    currency="EUR",
    zones=(Zone(zone="inland", countries=(Country("FR"),)), Zone(zone="world")),
    prices=tuple(
        Price(zone=zone, weight_max_g=20, price=Decimal(price), valid_from=datetime.date(2026, 1, 1))
        for zone, price in (("inland", "1.50"), ("world", "2.10"))
    ),
    source="made up",
)


@pytest.mark.parametrize(
    ("origin", "destination", "zone"),
    [
        ("FR", "FR", "inland"), ("FR", "RE", "inland"), ("RE", "FR", "inland"), ("GP", "RE", "inland"),
        ("RE", "KZ", "world"), ("FR", "MC", "world"), ("JE", "FR", None),
    ],
)  # fmt: skip
def test_postage(origin: str, destination: str, zone: str | None) -> None:
    found = postage([PRICES], origin, destination, 9, envelope_format("DL"), datetime.date(2026, 11, 1))
    assert (found.zone if found else None) == zone


def test_a_zone_that_names_a_territory_goes_first() -> None:
    zones = (*PRICES.zones, Zone(zone="overseas", countries=(Country("RE"),)))
    price = Price(zone="overseas", weight_max_g=20, price=Decimal("1.90"), valid_from=datetime.date(2026, 1, 1))
    table = PostageTable(
        origin=Country("FR"), currency="EUR", zones=zones, prices=(*PRICES.prices, price), source="made up"
    )
    found = postage([table], "FR", "RE", 9, envelope_format("DL"), datetime.date(2026, 11, 1))
    assert found is not None and found.zone == "overseas"


def test_what_the_post_of_the_state_does_not_take() -> None:
    row = Suspension(country=Country("KZ"), origin=Country("GB"), source="made up")
    assert suspension_at("KZ", "JE", DATE, [row]) == row and suspension_at("KZ", "RE", DATE, [row]) is None


EMBASSY = "sources: [made up]"
OF_GB = "  - {id: embassy-gb, role: embassy, host: GB, office: Embassy, address: [1 Road, Town], country: GB}\n"
OF_JE = "  - {id: embassy-je, role: embassy, host: JE, office: Consulate, address: [1 Quay, Town], country: JE}\n"


def test_the_embassy_of_the_state_serves_its_territories_unless_they_have_one() -> None:
    both = tiny_case((EMBASSY, OF_GB + OF_JE + EMBASSY))
    one = tiny_case((EMBASSY, OF_GB + EMBASSY))
    found = [embassy_in(host, case) for case, host in ((both, "JE"), (both, "GG"), (one, "JE"), (one, "FR"))]
    assert [embassy.id if embassy else None for embassy in found] == ["embassy-je", "embassy-gb", "embassy-gb", None]
