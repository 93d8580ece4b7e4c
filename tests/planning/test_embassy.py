from __future__ import annotations

import datetime
from typing import Any

import pytest

from appealgen.model.embassy import Mission
from appealgen.model.identifiers import Country
from appealgen.planning.embassy import embassy_in
from appealgen.workflows.embassy_changes import applied, merged
from samples import tiny_case

OLD, NEW = datetime.date(2025, 1, 1), datetime.date(2026, 1, 1)
ITEM = "https://example.org/entity/Q1"


def mission(**changes: Any) -> Mission:
    given: dict[str, Any] = {
        "id": "embassy-de", "role": "embassy", "host": "DE", "country": "DE", "office": "Embassy",
        "address": ("1 Street", "Town"), "source": "a list", "date": OLD,
    }  # fmt: skip
    return Mission(**given | changes)


def changes(known: list[Mission], found: list[Mission]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.kind, change.mission.id, change.differing) for change in merged(known, found)]


@pytest.mark.parametrize(
    ("found", "kind", "differing"),
    [
        (mission(), "same", ()),
        (mission(date=NEW), "same", ("date",)),
        (mission(address=("2 Street",), date=NEW), "changed", ("address", "date")),
        (mission(address=("2 Street",), phone="1"), "changed", ("address", "phone")),
        (mission(id="other"), "same", ()),
        (mission(office="THE ÉMBASSY", date=NEW), "changed", ("office", "date")),
        (mission(address=("2 Street",), date=datetime.date(2024, 12, 31)), "older", ()),
        (mission(address=("2 Street",), date=None), "changed", ("address",)),
        (mission(source=ITEM, date=NEW), "changed", ("source", "date")),
    ],
)
def test_a_mission_of_the_list(found: Mission, kind: str, differing: tuple[str, ...]) -> None:
    assert changes([mission()], [found]) == [(kind, "embassy-de", differing)]


@pytest.mark.parametrize("found", [mission(office="Consulate"), mission(host="AT"), mission(source=ITEM, office="C")])
def test_a_mission_that_the_list_does_not_have(found: Mission) -> None:
    [change] = merged([mission()], [found])
    assert (change.kind, change.mission.office, change.before) == ("new", found.office, None)


def test_by_its_address_in_the_web_a_mission_is_the_same_under_another_name() -> None:
    known = [mission(source=ITEM)]
    assert changes(known, [mission(source=ITEM, office="New name")]) == [("changed", "embassy-de", ("office",))]
    assert changes(known, [mission(source=ITEM, office="New name", host="AT")])[0][0] == "new"
    by_file = [mission(source="list.csv")]
    assert changes(by_file, [mission(source="list.csv", office="Other")])[0][0] == "new"


def test_details_that_the_new_row_lacks_are_kept() -> None:
    known = mission(phone="1", email=("a@example.org",), name="Zoë One", salutation="Dear Zoë")
    found = mission(address=("2 Street",), phone=None, email=(), date=NEW)
    [now] = applied([known], merged([known], [found]))
    assert (now.phone, now.email, now.name, now.salutation) == ("1", ("a@example.org",), "Zoë One", "Dear Zoë")
    assert (now.address, now.date, now.id) == (("2 Street",), NEW, "embassy-de")


def test_an_older_row_changes_nothing() -> None:
    known = mission(date=NEW)
    assert applied([known], merged([known], [mission(address=("2 Street",))])) == (known,)


def test_the_same_row_takes_the_newer_date() -> None:
    assert applied([mission()], merged([mission()], [mission(date=NEW)])) == (mission(date=NEW),)


def test_two_missions_for_one_host_get_ids_of_their_own() -> None:
    found = [mission(office="A"), mission(office="B"), mission(office="C")]
    assert [c.mission.id for c in merged([], found)] == ["embassy-de", "embassy-de-2", "embassy-de-3"]
    assert [c.mission.id for c in merged([mission()], found)] == ["embassy-de-2", "embassy-de-3", "embassy-de-4"]


@pytest.mark.parametrize("order", [1, -1])
def test_two_missions_of_one_name_stay_apart_whatever_their_order(order: int) -> None:
    found = [mission(source=f"{ITEM}{number}", address=(f"{number} Street",)) for number in range(2)]
    known = applied([], merged([], found))
    again = merged(known, found[::order])
    assert [change.kind for change in again] == ["same", "same"]
    assert applied(known, again) == known


def test_those_not_mentioned_stay_and_the_new_come_last() -> None:
    known = [mission(id="a", office="A"), mission(id="b", office="B"), mission(id="c", host="AT")]
    found = [mission(id="d", office="D"), mission(office="B", phone="1")]
    now = applied(known, merged(known, found))
    assert [(m.id, m.phone) for m in now] == [("a", None), ("b", "1"), ("c", None), ("d", None)]


def test_the_cases_own_embassy_goes_before_the_users() -> None:
    own = "  - {id: own, role: embassy, host: DE, office: Embassy, address: [1 Road]}\nsources:"
    case = tiny_case(("sources:", own))
    users = [mission(host="AT"), mission()]
    assert getattr(embassy_in("DE", case, users), "id", None) == "own"
    assert embassy_in("DE", tiny_case(), users) is users[1]
    assert embassy_in("FR", case, users) is None


def test_what_a_row_does_not_say_is_kept_and_nothing_is_guessed() -> None:
    abroad = mission(id="embassy-ie", host=Country("IE"), country=Country("GB"), locality="Moscow")
    [change] = merged([abroad], [mission(id="embassy-ie", host=Country("IE"), country=None, address=())])
    assert change.mission.country == "GB" and change.mission.locality == "Moscow"
    [change] = merged([abroad], [mission(id="embassy-ie", host=Country("IE"), address=("9 New Road",))])
    assert change.mission.locality is None
    two = [mission(id="a", address=("1 Road",)), mission(id="b", address=("2 Road",))]
    [change] = merged(two, [mission(address=("2 Road",), phone="1")])
    assert change.before is not None and change.before.id == "b"
    [change] = merged(two, [mission(address=("3 Road",))])
    assert change.kind == "new"
