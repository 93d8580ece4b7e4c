"""Channels of a target in the order to try them, with what still arrives and why."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from appealgen.model.case import Case, Doubt
from appealgen.model.identifiers import Country, Slug
from appealgen.model.stationery import TransitDays
from appealgen.planning.channels import Channel, Departure, channels_of, is_email_address
from appealgen.post.suspension import Suspension
from samples import tiny_case

EVERYTHING = """address: [1 Street, Town]
    fax: +7 7172 000 000
    email: [one@example.org, two@example.org]
    social: {x: "@minister"}"""
DEADLINE = datetime.date(2020, 3, 1)


def given(contacts: str = EVERYTHING) -> Case:
    return tiny_case(("address: [1 Street, Town]", contacts))


def channels(days_left: int, contacts: str = EVERYTHING, **posting: Any) -> tuple[Channel, ...]:
    """The channels of the case's only target, as many days before its deadline."""
    case, day = given(contacts), DEADLINE - datetime.timedelta(days=days_left)
    return channels_of(case, case.targets[0], Departure(day, **posting))


def days(number: int) -> TransitDays:
    return TransitDays(days=number, source="my letters")


STOPPED = Suspension(country=Country("KZ"), source="a notice", until=datetime.date(2020, 12, 31))


@pytest.mark.parametrize(
    ("left", "posting", "order", "arrival"),
    [
        (36, {}, "post fax email social", "unsure"),
        (14, {}, "post fax email social", "unsure"),
        (13, {}, "fax email post social", "unsure"),
        (7, {}, "fax email post social", "unsure"),
        (6, {}, "fax email social post", "late"),
        (0, {}, "fax email social post", "late"),
        (-1, {}, "fax email social post", "late"),
        (12, {"transit": days(12)}, "post fax email social", "in-time"),
        (11, {"transit": days(12)}, "fax email social post", "late"),
        (3, {"transit": days(2)}, "post fax email social", "in-time"),
        (7, {"domestic": True}, "post fax email social", "in-time"),
        (6, {"domestic": True}, "fax email social post", "late"),
        (36, {"suspension": STOPPED}, "fax email social post", "unusable"),
        (36, {"suspension": STOPPED, "transit": days(2)}, "fax email social post", "unusable"),
    ],
)
def test_what_arrives_in_time_comes_first(left: int, posting: dict[str, Any], order: str, arrival: str) -> None:
    found = channels(left, **posting)
    assert " ".join(channel.name for channel in found) == order
    assert {channel.arrival for channel in found if channel.name == "post"} == {arrival}
    assert {channel.arrival for channel in found if channel.name != "post"} == {"late" if left < 0 else "in-time"}


@pytest.mark.parametrize(
    ("left", "posting", "reason"),
    [
        (36, {}, "36 days are left; allow weeks: no table says how long it takes"),
        (1, {}, "1 day is left; guides for letter writers advise post with a week or more"),
        (20, {"transit": days(12)}, "arrives by 22 February 2020; about 12 days on the way (my letters)"),
        (20, {"suspension": STOPPED}, "post to Kazakhstan is suspended until 31 December 2020 (a notice)"),
        (-1, {}, "the deadline has passed"),
    ],
)
def test_the_reason_names_its_source(left: int, posting: dict[str, Any], reason: str) -> None:
    [post] = [channel for channel in channels(left, **posting) if channel.name == "post"]
    assert post.reason == reason


def test_a_case_without_deadline_has_all_the_time() -> None:
    case = replace(given(), deadline=None)
    found = channels_of(case, case.targets[0], Departure(DEADLINE))
    assert [channel.name for channel in found] == ["post", "fax", "email", "social"]
    assert found[0].reason == "allow weeks: no table says how long it takes"


def test_only_what_the_case_gives() -> None:
    assert [channel.name for channel in channels(30, "email: [one@example.org]")] == ["email"]
    assert channels(30, "phone: 123456789") == ()


def test_broken_addresses_are_said_and_not_used() -> None:
    [email, fax] = channels(30, "fax: '12'\n    email: [whole@example.org, press@..., a b@example.org]")
    assert email.name == "email" and email.addresses == ("whole@example.org",) and email.arrival == "in-time"
    assert [str(text) for text in email.broken] == [
        "“press@...” is incomplete or broken",
        "“a b@example.org” is incomplete or broken",
    ]
    assert fax.name == "fax" and fax.addresses == () and fax.arrival == "unusable"


def test_a_hidden_address_is_said() -> None:
    case = given("email: []")
    doubt = Doubt(code=Slug("hidden"), field="targets[0].email", message="hidden", grave=False)
    case = replace(case, doubts=(doubt,))
    [email] = channels_of(case, case.targets[0], Departure(DEADLINE))
    assert email.arrival == "unusable" and "hides" in email.reason


@pytest.mark.parametrize(
    "text", ["a@b.org", "first.last+tag@sub.example.co.uk", "o'neil@example.org", "x@xn--e1afmkfd.xn--p1ai"]
)
def test_addresses_that_mail_programs_take(text: str) -> None:
    assert is_email_address(text)


@pytest.mark.parametrize(
    "text",
    (
        "| a|@b.org|a@b|a@b..org|.a@b.org|a.@b.org|a@b.org,c@d.org|a@b.org\nBcc: c@d.org|a b@c.org|[email protected]"
        "|press@...|<a@b.org>|a@b.org?cc=c@d.org|ä@b.org|a@-b.org|a@b.org |" + "a" * 65 + "@b.org"
    ).split("|"),
)
def test_addresses_that_they_do_not_take(text: str) -> None:
    assert not is_email_address(text)
