"""Doubts: whose letters they affect, refusals and notices."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from appealgen.errors import ProblemCode
from appealgen.model.case import Case, Doubt, ModelLetter
from appealgen.model.identifiers import UNKNOWN, Country, Slug, Tag
from appealgen.model.stationery import StationeryChoice
from appealgen.planning.doubts import as_problem, concerning
from appealgen.planning.plan import Plan
from appealgen.planning.planner import plan_letters
from appealgen.post.stationery import choose_stationery
from samples import DATE, plan_options, someone, tiny_case

TARGETS = (
    "sources:",
    """\
  - {id: court, role: copy, office: Court, address: [3 Street]}
  - {id: embassy-gb, role: embassy, host: GB, office: Embassy, address: [London]}
  - {id: embassy-de, role: embassy, host: DE, office: Botschaft, address: [Berlin]}
sources:""",
)
CASE = tiny_case(TARGETS)
GERMANY = someone(country=Country("DE"))
LIGHT = ("ua_number", "languages")
"""Fields whose doubts are light here."""


def doubt(field: str, code: str = "likely", **details: Any) -> Doubt:
    return Doubt(code=Slug(code), field=field, message=f"about {field}", **details)


def doubtful(*fields: str, code: str = "likely", case: Case = CASE) -> Case:
    doubts = tuple(doubt(field, code, grave=field not in LIGHT) for field in fields)
    return replace(case, draft=True, doubts=doubts)


def plan(case: Case, sender: Any = None, **asked: Any) -> Plan:
    who = sender or someone()
    made = choose_stationery(StationeryChoice(), who.country, who.reads)
    return plan_letters(case, who, plan_options(**{"date": DATE} | asked), made)


def told(planned: Plan) -> list[tuple[str, str | None]]:
    return [(n.code, n.field) for n in planned.notices if n.code.startswith("doubt")]


def test_only_a_draft_has_doubts() -> None:
    case = doubtful("people[0].name")
    assert case.unsettled == case.doubts
    settled = replace(case, draft=False)
    assert settled.doubts and settled.unsettled == () == tuple(concerning(settled, settled.targets, None))


def test_a_grave_doubt_refuses() -> None:
    planned = plan(doubtful("people[0].name", "ua_number", "deadline"))
    [refusal] = planned.refusals
    assert (refusal.code, refusal.case, planned.mailings) == ("doubts", "ann", ())
    assert refusal.message == "2 unresolved doubts: people[0].name: about people[0].name; deadline: about deadline"
    assert "--accept-doubts" in str(refusal.hint)


def test_one_doubt_and_many() -> None:
    [refusal] = plan(doubtful("country")).refusals
    assert refusal.message.startswith("1 unresolved doubt: ")
    [refusal] = plan(doubtful(*(f"demands[{number}].text" for number in range(8)))).refusals
    assert refusal.message.startswith("8 unresolved doubts") and refusal.message.endswith("demands[5].text …")


def test_an_accepted_grave_doubt_is_reported_as_such() -> None:
    planned = plan(doubtful("people[0].name", "ua_number"), accept_doubts=True)
    assert planned.refusals == () and len(planned.mailings) == 3
    assert told(planned) == [("doubt-accepted", "people[0].name"), ("doubt", "ua_number")]


@pytest.mark.parametrize("accepted", [False, True])
def test_a_light_doubt_is_reported_and_refuses_nothing(accepted: bool) -> None:
    planned = plan(doubtful("ua_number", "languages"), accept_doubts=accepted)
    assert planned.refusals == () and planned.mailings
    assert told(planned) == [("doubt", "ua_number"), ("doubt", "languages")]


def test_taking_out_draft_settles_all() -> None:
    planned = plan(replace(doubtful("people[0].name", "ua_number"), draft=False))
    assert planned.refusals == () and told(planned) == [] and planned.mailings


@pytest.mark.parametrize(
    ("field", "to", "refused"),
    [
        ("targets[0].name", [], True),
        ("targets[0].name", ["minister"], True),
        ("targets[1].name", [], True),
        ("targets[1].name", ["minister"], False),
        ("targets[1].name", ["court"], True),
        ("targets[1]", ["target"], False),
        ("targets", ["minister"], True),
        ("targets[9].name", ["minister"], True),
        ("people[0].name", ["minister"], True),
    ],
)
def test_a_doubt_about_a_target_affects_letters_to_it(field: str, to: list[str], refused: bool) -> None:
    planned = plan(doubtful(field), to=to, embassy="none")
    assert [refusal.code for refusal in planned.refusals] == ["doubts"] * refused
    assert told(planned) == ([("doubt", field)] if refused else [])


def test_a_copy_is_as_doubtful_as_the_letter_that_it_is_a_copy_of() -> None:
    assert plan(doubtful("targets[0].salutation"), to=["court"], embassy="none").refusals


@pytest.mark.parametrize(
    ("field", "asked", "refused"),
    [
        ("letters.en", None, True),
        ("letters.en", "en", True),
        ("letters.en", "de", False),
        ("letters.de", None, False),
        ("letters.de", "de", True),
    ],
)
def test_a_doubt_about_a_letter_belongs_to_its_language(field: str, asked: str | None, refused: bool) -> None:
    german = ModelLetter(Tag("de"), "Ich schreibe wegen {{ person }}.\n", "letter.de.md")
    case = replace(doubtful(field), letters={**CASE.letters, Tag("de"): german})
    planned = plan(case, someone(reads=("en", "de")), language=Tag(asked) if asked else None)
    assert bool(planned.refusals) is refused


@pytest.mark.parametrize(
    ("sender", "options", "refused"),
    [
        (someone(), {}, ["embassy-doubts"]),
        (someone(), {"embassy": "via"}, ["embassy-doubts"]),
        (someone(), {"embassy": "none"}, []),
        (GERMANY, {}, []),
        (someone(country=Country("FR")), {}, []),
    ],
)
def test_an_embassys_doubt_concerns_who_writes_from_its_country(
    sender: Any, options: dict[str, Any], refused: list[str]
) -> None:
    planned = plan(doubtful("targets[2].address"), sender, **options)
    assert [refusal.code for refusal in planned.refusals] == refused
    assert bool(planned.mailings) is not bool(refused)


def test_other_doubts_concern_everyone() -> None:
    [refusal] = plan(doubtful("targets[2].address", "deadline")).refusals
    assert refusal.code == "doubts" and "targets[2].address" in refusal.message
    [refusal] = plan(doubtful("targets[2].address", "deadline"), GERMANY).refusals
    assert refusal.code == "doubts" and "targets[2].address" not in refusal.message


@pytest.mark.parametrize("accepted", [False, True])
def test_nobody_knows_whom_a_case_without_a_country_addresses(accepted: bool) -> None:
    case = replace(CASE, draft=True, country=UNKNOWN)
    for each in (case, doubtful("country", case=case)):
        planned = plan(each, accept_doubts=accepted, embassy="none")
        [refusal] = planned.refusals
        assert (refusal.code, refusal.field) == ("no-country", "country") and planned.mailings == ()


def test_a_draft_with_an_embassy_and_nobody_to_write_to() -> None:
    case = replace(doubtful("targets"), targets=CASE.targets[2:])
    planned = plan(case, accept_doubts=True)
    assert planned.refusals and planned.mailings == ()


@pytest.mark.parametrize(
    ("file", "details", "where"),
    [
        ("cases/ann/case.yaml", {"line": 7, "document": "ua.txt"}, ("documents/ua.txt", 7)),
        ("cases/ann/case.yaml", {"line": 7}, (None, 7)),
        ("cases/ann/case.yaml", {}, (None, None)),
        ("mail/ua.txt", {"line": 7}, ("mail/ua.txt", 7)),
        ("mail/ua.txt", {}, (None, None)),
    ],
)
def test_a_doubt_is_reported_at_its_line(
    file: str, details: dict[str, Any], where: tuple[str | None, int | None]
) -> None:
    problem = as_problem(doubt("people[0].name", **details), replace(CASE, file=file))
    assert (problem.file, problem.line) == where
    assert (problem.code, problem.case, problem.field) == ("doubt", "ann", "people[0].name")
    assert problem.message == "doubtful: about people[0].name"
    accepted = as_problem(doubt("deadline"), CASE, ProblemCode.DOUBT_ACCEPTED)
    assert accepted.message == "doubtful but accepted: about deadline"
