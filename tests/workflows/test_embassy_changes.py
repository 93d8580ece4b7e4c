from __future__ import annotations

import datetime
from typing import Any

import pytest

from appealgen.model.case import Embassy
from appealgen.model.identifiers import Country
from appealgen.planning.planner import embassy_in
from appealgen.workflows.embassy_changes import applied, changes_by
from samples import tiny_case

OLD, NEW = datetime.date(2025, 1, 1), datetime.date(2026, 1, 1)
ITEM = "https://example.org/entity/Q1"


def embassy(**changes: Any) -> Embassy:
    given: dict[str, Any] = {
        "id": "embassy-de", "role": "embassy", "host": "DE", "country": "DE", "office": "Embassy",
        "address": ("1 Street", "Town"), "source": "a list", "date": OLD,
    }  # fmt: skip
    return Embassy(**given | changes)


def changes(known: list[Embassy], found: list[Embassy]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.kind, change.embassy.id, change.differing) for change in changes_by(known, found)]


@pytest.mark.parametrize(
    ("found", "kind", "differing"),
    [
        (embassy(), "same", ()),
        (embassy(date=NEW), "same", ("date",)),
        (embassy(address=("2 Street",), date=NEW), "changed", ("address", "date")),
        (embassy(address=("2 Street",), phone="1"), "changed", ("address", "phone")),
        (embassy(id="other"), "same", ()),
        (embassy(office="THE ÉMBASSY", date=NEW), "changed", ("office", "date")),
        (embassy(address=("2 Street",), date=datetime.date(2024, 12, 31)), "older", ()),
        (embassy(address=("2 Street",), date=None), "changed", ("address",)),
        (embassy(source=ITEM, date=NEW), "changed", ("source", "date")),
    ],
)
def test_an_embassy_of_the_list(found: Embassy, kind: str, differing: tuple[str, ...]) -> None:
    assert changes([embassy()], [found]) == [(kind, "embassy-de", differing)]


@pytest.mark.parametrize("found", [embassy(office="Consulate"), embassy(host="AT"), embassy(source=ITEM, office="C")])
def test_an_embassy_that_the_list_does_not_have(found: Embassy) -> None:
    [change] = changes_by([embassy()], [found])
    assert (change.kind, change.embassy.office, change.before) == ("new", found.office, None)


def test_by_its_address_in_the_web_an_embassy_is_the_same_under_another_name() -> None:
    known = [embassy(source=ITEM)]
    assert changes(known, [embassy(source=ITEM, office="New name")]) == [("changed", "embassy-de", ("office",))]
    assert changes(known, [embassy(source=ITEM, office="New name", host="AT")])[0][0] == "new"
    by_file = [embassy(source="list.csv")]
    assert changes(by_file, [embassy(source="list.csv", office="Other")])[0][0] == "new"


def test_details_that_the_new_row_lacks_are_kept() -> None:
    known = embassy(phone="1", email=("a@example.org",), name="Zoë One", salutation="Dear Zoë")
    found = embassy(address=("2 Street",), phone=None, email=(), date=NEW)
    [now] = applied([known], changes_by([known], [found]))
    assert (now.phone, now.email, now.name, now.salutation) == ("1", ("a@example.org",), "Zoë One", "Dear Zoë")
    assert (now.address, now.date, now.id) == (("2 Street",), NEW, "embassy-de")


def test_an_older_row_changes_nothing() -> None:
    known = embassy(date=NEW)
    assert applied([known], changes_by([known], [embassy(address=("2 Street",))])) == (known,)


def test_the_same_row_takes_the_newer_date() -> None:
    assert applied([embassy()], changes_by([embassy()], [embassy(date=NEW)])) == (embassy(date=NEW),)


def test_two_embassies_for_one_host_get_ids_of_their_own() -> None:
    found = [embassy(office="A"), embassy(office="B"), embassy(office="C")]
    assert [c.embassy.id for c in changes_by([], found)] == ["embassy-de", "embassy-de-2", "embassy-de-3"]
    assert [c.embassy.id for c in changes_by([embassy()], found)] == ["embassy-de-2", "embassy-de-3", "embassy-de-4"]


@pytest.mark.parametrize("order", [1, -1])
def test_two_embassies_of_one_name_stay_apart_whatever_their_order(order: int) -> None:
    found = [embassy(source=f"{ITEM}{number}", address=(f"{number} Street",)) for number in range(2)]
    known = applied([], changes_by([], found))
    again = changes_by(known, found[::order])
    assert [change.kind for change in again] == ["same", "same"]
    assert applied(known, again) == known


def test_unmentioned_ones_stay_and_new_ones_come_last() -> None:
    known = [embassy(id="a", office="A"), embassy(id="b", office="B"), embassy(id="c", host="AT")]
    found = [embassy(id="d", office="D"), embassy(office="B", phone="1")]
    now = applied(known, changes_by(known, found))
    assert [(m.id, m.phone) for m in now] == [("a", None), ("b", "1"), ("c", None), ("d", None)]


def test_the_cases_own_embassy_goes_before_the_users() -> None:
    own = "  - {id: own, role: embassy, host: DE, office: Embassy, address: [1 Road]}\nsources:"
    case = tiny_case(("sources:", own))
    users = [embassy(host="AT"), embassy()]
    assert getattr(embassy_in("DE", case, users), "id", None) == "own"
    assert embassy_in("DE", tiny_case(), users) is users[1]
    assert embassy_in("FR", case, users) is None


def test_missing_details_of_a_row_are_kept_and_nothing_is_guessed() -> None:
    abroad = embassy(id="embassy-ie", host=Country("IE"), country=Country("GB"), locality="Moscow")
    [change] = changes_by([abroad], [embassy(id="embassy-ie", host=Country("IE"), country=None, address=())])
    assert change.embassy.country == "GB" and change.embassy.locality == "Moscow"
    [change] = changes_by([abroad], [embassy(id="embassy-ie", host=Country("IE"), address=("9 New Road",))])
    assert change.embassy.locality is None
    two = [embassy(id="a", address=("1 Road",)), embassy(id="b", address=("2 Road",))]
    [change] = changes_by(two, [embassy(address=("2 Road",), phone="1")])
    assert change.before is not None and change.before.id == "b"
    [change] = changes_by(two, [embassy(address=("3 Road",))])
    assert change.kind == "new"
