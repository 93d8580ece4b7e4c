"""Notices and refusals about what letters show of their sender."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from appealgen.errors import Problem, RefusedError
from appealgen.model.case import Case
from appealgen.model.identifiers import Country
from appealgen.model.sender import Sign
from appealgen.model.stationery import StationeryChoice
from event_samples import loaded, write_cases
from samples import DATE, plan_for, someone, write_files, write_plan

_ADDRESS = ("12 Sample Street", "Anytown")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    write_cases(tmp_path)
    [found] = loaded(tmp_path, "ann")
    return found


def _codes(problems: Any) -> set[str]:
    return {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("sign", "country", "ties", "code"),
    [
        ("full", "GB", (), None),
        ("full", "KZ", (), "lives-there"),
        ("full", "GB", ("KZ",), "ties"),
        ("full", "KZ", ("KZ",), "ties"),
        ("town", "KZ", ("KZ",), None),
    ],
)
def test_who_may_be_in_danger_is_reminded(
    case: Case, sign: Sign, country: str, ties: tuple[str, ...], code: str | None
) -> None:
    person = someone(country=Country(country), ties=tuple(map(Country, ties)), sign=sign)
    plan = plan_for(case, person, date=DATE)
    assert _codes(plan.notices) & {"ties", "lives-there"} == ({code} if code else set())
    hints = [notice.hint for notice in plan.notices if notice.code in ("ties", "lives-there")]
    assert hints == ["--sign town or --sign initials shows less"] * len(hints)


@pytest.mark.parametrize(
    ("sign", "place", "said"),
    [
        ("town", "Anytown", "signed with name and town (Anytown): street and e-mail address are in no file"),
        (
            "initials",
            "Anytown",
            "signed with initials and town (Anytown): name, street and e-mail address are in no file",
        ),
        ("town", None, "signed with the name alone, because the town is not certain: the rest is in no file"),
        ("initials", None, "signed with initials alone, because the town is not certain: the rest is in no file"),
    ],
)
def test_the_plan_says_what_is_shown(case: Case, sign: Sign, place: str | None, said: str) -> None:
    plan = plan_for(case, someone(address=_ADDRESS, place=place, sign=sign), date=DATE)
    [notice] = [notice for notice in plan.notices if notice.code == "signed"]
    assert notice.message == said and (notice.hint is None) == (place is not None)
    assert {mailing.sender.name for mailing in plan.mailings} == {"A. E." if sign == "initials" else plan.sender.name}


@pytest.mark.parametrize(
    ("country", "posted_from", "choice", "refused", "unsure"),
    [
        ("US", None, {}, True, False),
        ("PR", None, {}, True, False),
        ("DE", "US", {}, True, False),
        ("US", "DE", {}, False, True),
        ("US", None, {"return_address": "none"}, False, False),
        ("US", None, {"envelope": "none"}, False, False),
        ("US", None, {"labels": "5160"}, True, False),
        ("GB", None, {}, False, True),
        ("GB", None, {"return_address": "none"}, False, False),
        ("DE", None, {"layout": "din5008b"}, False, True),
        ("DE", None, {"layout": "din5008b", "return_address": "none"}, False, False),
    ],
)
def test_a_post_that_asks_for_the_full_sender(
    case: Case, country: str, posted_from: str | None, choice: dict[str, Any], refused: bool, unsure: bool
) -> None:
    person = someone(country=Country(country), address=_ADDRESS, place="Anytown", sign="initials")
    stationery = StationeryChoice(**choice)
    origin = Country(posted_from) if posted_from else None
    plan = plan_for(case, person, date=DATE, stationery=stationery, posted_from=origin)
    assert bool(plan.mailings) is not refused
    assert _codes(plan.refusals) == ({"full-return-address"} if refused else set())
    assert ("return-address-rule" in _codes(plan.notices)) is unsure
    if refused:
        [problem] = plan.refusals
        assert "International Mail Manual 122.2" in str(problem.message)
        assert problem.hint == "leave the return address off with --return-address none, or use --sign full"


def test_a_post_that_takes_no_mail_without_a_return_address(case: Case, tmp_path: Path) -> None:
    rule = "posts: [{country: GB, full_sender: {or_none: false, source: a law}, source: mine}]\n"
    roots = (write_files(tmp_path / "own", {"posts.yaml": rule}),)
    plan = plan_for(case, someone(sign="town"), date=DATE, roots=roots)
    assert [(problem.code, problem.hint) for problem in plan.refusals] == [("full-return-address", "use --sign full")]


def test_a_mail_program_adds_the_sender(case: Case) -> None:
    for sign, told in (("full", False), ("initials", True)):
        person = someone(sign=sign)
        plan = plan_for(case, person, date=DATE, channels=("post", "email"))
        assert ("mail-sender" in _codes(plan.notices)) is (
            told and any(m.channels[-1:] == ("email",) for m in plan.mailings)
        )


def test_own_words_that_give_the_sender_away_are_refused(case: Case, tmp_path: Path) -> None:
    person = someone(name="Anna Example", sign="initials")
    plan = plan_for(case, person, date=DATE, own_words="My name is Anna Example.")
    with pytest.raises(RefusedError) as caught:
        write_plan(plan, tmp_path / "out")
    problems: tuple[Problem, ...] = caught.value.problems
    assert _codes(problems) == {"gives-away"} and not (tmp_path / "out").exists()
