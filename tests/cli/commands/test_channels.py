"""`appealgen channels`: every channel of each target, in order."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import Ran

ORDERS = (
    # date, channels of the prosecutor, of the embassy in London
    ("2019-04-15", ["post", "fax", "email", "social"], ["post", "email"]),
    ("2019-05-10", ["fax", "email", "post", "social"], ["post", "email"]),
    ("2019-05-20", ["fax", "email", "social", "post"], ["email", "post"]),
)


@pytest.mark.parametrize(("date", "prosecutor", "embassy"), ORDERS)
def test_the_order_depends_on_the_days_left(
    run: Callable[..., Ran], date: str, prosecutor: list[str], embassy: list[str]
) -> None:
    ran = run("channels", "ua-046-19", "--date", date, "--country", "GB", "--json")
    found = json.loads(ran.out)
    assert ran.code == 0
    assert found["version"] == 1 and found["case"] == "ua-046-19" and found["country"] == "GB"
    orders = {target["id"]: [each["channel"] for each in target["channels"]] for target in found["targets"]}
    assert orders == {"prosecutor-general": prosecutor, "embassy-gb": embassy}


def test_the_table_has_addresses_and_reasons(run: Callable[..., Ran]) -> None:
    ran = run("channels", "46/19", "--date", "2019-05-20")
    assert ran.code == 0
    for words in (
        "1 day left",
        "+7 7172 50 64 02",
        "press@prokuror.kz",
        "x @GenProkRK",
        "too late",
        "Prospect Mengilik",
    ):
        assert words in ran.out


def test_days_of_the_own_table_decide(run: Callable[..., Ran], tmp_path: Path) -> None:
    row = "{country: GB, transit_days: [{days: 12, countries: [KZ], source: my letters}, {days: 2, source: my post}]}"
    (tmp_path / "posts.yaml").write_text(f"posts: [{row}]\n", encoding="utf-8")
    ran = run("channels", "46/19", "--date", "2019-05-10", "--country", "GB", "--data-dir", str(tmp_path))
    assert "arrives by 22 May 2019; about 12 days on the way (my letters)" in ran.out
    assert "arrives by 12 May 2019; about 2 days on the way (my post)" in ran.out


def test_only_the_embassy_of_the_country(run: Callable[..., Ran]) -> None:
    assert "embassy-gb" not in run("channels", "46/19", "--date", "2019-05-10", "--country", "FR").out
    assert "embassy-gb" in run("channels", "46/19", "--date", "2019-05-10").out


def test_an_unknown_country_and_case(run: Callable[..., Ran]) -> None:
    assert run("channels", "46/19", "--country", "Atlantis").code == 2
    assert run("channels", "ua-999-99").code == 2


@pytest.mark.parametrize(
    ("date", "order"), [("2019-04-15", "post, fax, e-mail, social media"), ("2019-05-20", "fax, e-mail, social media")]
)
def test_the_case_sheet_has_the_order(run: Callable[..., Ran], date: str, order: str) -> None:
    assert f"in this order: {order}\n" in run("show", "46/19", "--date", date).out


@pytest.mark.parametrize(
    ("date", "ways"), [("2019-04-15", "post,fax,email,social"), ("2019-05-20", "fax,email,social")]
)
def test_what_still_arrives_can_be_made(run: Callable[..., Ran], date: str, ways: str) -> None:
    assert f"--channel {ways}” makes the files" in run("channels", "46/19", "--date", date).err
    assert run("channels", "46/19", "--date", "2019-05-22").err == ""
