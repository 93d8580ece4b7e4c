import datetime
from pathlib import Path

import pytest

from appealgen.errors import InputError, MissingError
from appealgen.model import Country, Slug, Target
from appealgen.planning import Plan, plan, status_at
from appealgen.reading.casefile import load_case
from samples import DATE, PROJECT, someone, tiny_case

UA = load_case(PROJECT / "cases" / "ua-046-19")
OPEN = datetime.date(2019, 4, 15)
TODAY = datetime.date(2026, 11, 22)


def codes(planned: Plan) -> list[str]:
    return [notice.code for notice in planned.notices]


@pytest.mark.parametrize(
    ("date", "state", "days_left"),
    [
        ("2019-04-15", "open", 36),
        ("2019-05-21", "open", 0),
        ("2019-05-22", "past-deadline", -1),
        ("2019-08-25", "past-deadline", -96),
        ("2019-08-26", "closed", -97),
        ("2026-11-22", "closed", -2742),
    ],
)
def test_status(date: str, state: str, days_left: int) -> None:
    found = status_at(UA, datetime.date.fromisoformat(date))
    assert (found.state, found.days_left) == (state, days_left)


def test_status_before_the_case_was_issued() -> None:
    case = load_case(PROJECT / "cases" / "ua-060-16")
    assert status_at(case, datetime.date(2017, 7, 4)).state == "not-issued"
    assert [p.code for p in plan(case, someone(), date=datetime.date(2017, 7, 4)).refusals] == ["not-issued"]


def test_two_mailings_the_embassy_as_a_copy() -> None:
    planned = plan(UA, someone(), date=OPEN)
    assert [(m.kind, m.target.id, m.addressee.id, m.recipient.id) for m in planned.mailings] == [
        ("appeal", "prosecutor-general", "prosecutor-general", "prosecutor-general"),
        ("copy", "embassy-gb", "prosecutor-general", "embassy-gb"),
    ]
    assert [t.id for t in planned.mailings[0].also_to] == ["embassy-gb"]
    assert planned.notices == () and planned.refusals == ()


def test_via_the_embassy_there_is_one_mailing_to_its_address() -> None:
    [mailing] = plan(UA, someone(), date=OPEN, embassy="via").mailings
    assert (mailing.kind, mailing.target.id, mailing.recipient.id) == ("via", "prosecutor-general", "embassy-gb")


def test_no_embassy_on_request() -> None:
    planned = plan(UA, someone(), date=OPEN, embassy="none")
    assert [m.kind for m in planned.mailings] == ["appeal"] and codes(planned) == []


def test_unknown_embassy_is_a_notice_that_helps() -> None:
    planned = plan(UA, someone(country=Country("DE")), date=OPEN)
    [notice] = planned.notices
    assert notice.code == "no-embassy"
    assert "Kazakhstan in Germany" in notice.message and "embassies add --of KZ" in str(notice.hint)
    assert [m.target.id for m in planned.mailings] == ["prosecutor-general"]


def test_the_users_own_embassy_list_is_asked_second() -> None:
    mission = Target(id="embassy-de", role="embassy", host=Country("DE"), office="Botschaft", address=("Berlin",))  # type: ignore[arg-type]
    planned = plan(UA, someone(country=Country("DE")), date=OPEN, missions=[mission])
    assert [m.target.id for m in planned.mailings] == ["prosecutor-general", "embassy-de"]


@pytest.mark.parametrize(
    ("to", "targets"),
    [
        (["prosecutor-general"], ["prosecutor-general"]),
        (["embassy"], ["embassy-gb"]),
        (["target", "embassy-gb"], ["prosecutor-general", "embassy-gb"]),
    ],
)
def test_to(to: list[str], targets: list[str]) -> None:
    assert [m.target.id for m in plan(UA, someone(), date=OPEN, to=to).mailings] == targets


def test_unknown_to_names_the_nearest() -> None:
    with pytest.raises(MissingError) as caught:
        plan(UA, someone(), date=OPEN, to=["prosecutor"])
    assert caught.value.problems[0].hint == "did you mean “prosecutor-general”?"


def test_closed_is_refused_with_outcome_thanks_and_the_way_to_rehearse() -> None:
    planned = plan(UA, someone(), date=TODAY)
    [refusal] = planned.refusals
    assert refusal.code == "closed" and planned.mailings == ()
    assert "26 August 2019 by 46/19-3" in refusal.message and "house arrest" in refusal.message
    assert "Thank you" in refusal.message
    assert refusal.hint == "to rehearse with it, give a date on which it was open: --date 2019-05-07"


def test_past_the_deadline_is_refused_with_advice() -> None:
    [refusal] = plan(UA, someone(), date=datetime.date(2019, 6, 1)).refusals
    assert refusal.code == "past-deadline" and "check with the Amnesty office in your country" in refusal.message


def test_anyway_writes_and_keeps_the_reason() -> None:
    planned = plan(UA, someone(), date=TODAY, anyway="asked by our section")
    assert len(planned.mailings) == 2
    assert [n.message for n in planned.notices if n.code == "anyway"] == [
        "written although the case is closed: asked by our section"
    ]


def test_a_past_date_is_a_rehearsal_that_tells_what_became_of_the_case() -> None:
    planned = plan(UA, someone(), date=OPEN, today=TODAY)
    [notice] = planned.notices
    assert notice.code == "rehearsal" and "26 August 2019, closed by 46/19-3" in notice.message


def test_little_time_left_is_a_notice() -> None:
    assert codes(plan(UA, someone(), date=datetime.date(2019, 5, 15))) == ["deadline-near"]
    assert codes(plan(UA, someone(), date=datetime.date(2019, 5, 14))) == []


def test_no_return_address_is_a_notice() -> None:
    assert codes(plan(UA, someone(address=()), date=OPEN)) == ["no-return-address"]


def test_no_embassy_is_missed_in_the_country_itself() -> None:
    assert codes(plan(UA, someone(country=Country("KZ"), reads=("ru",)), date=OPEN)) == ["not-reviewed"]


def test_an_embassy_of_the_users_list_may_not_have_the_id_of_a_target() -> None:
    mission = Target(id=Slug("prosecutor-general"), role="embassy", host=Country("DE"), office="Botschaft")
    with pytest.raises(InputError, match="has the id of a target"):
        plan(UA, someone(country=Country("DE")), date=OPEN, missions=[mission])


def test_ties_are_a_reminder() -> None:
    assert codes(plan(UA, someone(ties=(Country("KZ"),)), date=OPEN)) == ["ties"]


def test_unread_and_unreviewed_language() -> None:
    planned = plan(UA, someone(), date=OPEN, language=UA.languages[0])
    assert codes(planned) == ["language-unread", "not-reviewed"]


def test_languages_are_assumed_where_a_country_has_one() -> None:
    planned = plan(UA, someone(reads=()), date=OPEN)
    assert codes(planned) == ["reads-assumed"] and planned.mailings[0].language.tag == "en"


def test_languages_are_asked_for_where_a_country_has_several() -> None:
    with pytest.raises(MissingError) as caught:
        plan(UA, someone(reads=(), country=Country("CH")), date=OPEN)
    assert "French (fr)" in caught.value.problems[0].message


def test_no_letter_that_the_sender_reads_is_refused_naming_the_letters() -> None:
    [refusal] = plan(tiny_case(), someone(reads=("fr",)), date=DATE).refusals
    assert refusal.code == "no-letter" and "English (en)" in refusal.message


def test_no_address_no_envelope() -> None:
    case = tiny_case(("    address: [1 Street, Town]\n", "    email: [a@example.org]\n"))
    planned = plan(case, someone(), date=DATE, embassy="none")
    assert planned.mailings[0].envelope is None
    assert [(n.code, n.hint) for n in planned.notices] == [("no-address", "send it by e-mail a@example.org")]


def test_copied_office_gets_a_copy_and_several_targets_one_copy_for_the_embassy() -> None:
    more = (
        "sources:",
        "  - {id: ombudsman, office: Ombudsman, address: [2 Street]}\n"
        "  - {id: court, role: copy, office: Court, address: [3 Street]}\nsources:",
    )
    planned = plan(tiny_case(more), someone(), date=DATE, embassy="none")
    assert [(m.kind, m.target.id, [t.id for t in m.originals]) for m in planned.mailings] == [
        ("appeal", "minister", []),
        ("appeal", "ombudsman", []),
        ("copy", "court", ["minister", "ombudsman"]),
    ]


@pytest.mark.parametrize(("country", "paper"), [("GB", "A4"), ("US", "US Letter"), ("DE", "A4"), ("CA", "US Letter")])
def test_paper_is_that_of_the_senders_country(country: str, paper: str) -> None:
    planned = plan(UA, someone(country=Country(country)), date=OPEN, embassy="none")
    assert planned.mailings[0].stationery.paper.name == paper


def test_solidarity_is_said_not_to_be_written_yet(tmp_path: Path) -> None:
    more = ("sources:", "  - {id: family, role: solidarity, name: The family, address: [4 Street]}\nsources:")
    planned = plan(tiny_case(more), someone(), date=DATE, embassy="none")
    assert codes(planned) == ["not-supported"] and len(planned.mailings) == 1
