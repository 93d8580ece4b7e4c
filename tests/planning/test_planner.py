import datetime
from dataclasses import replace
from typing import Any

import pytest

from appealgen.errors import InputError, MissingError
from appealgen.model.case import Case, Route, Target, Update
from appealgen.model.identifiers import Country, Slug
from appealgen.model.sender import Sender
from appealgen.model.stationery import StationeryChoice, TransitDays
from appealgen.planning.plan import Plan
from appealgen.planning.planner import plan_letters
from appealgen.planning.status import open_date, status_at
from appealgen.post.stationery import choose_stationery
from appealgen.post.suspension import Suspension
from appealgen.reading.case_files import load_case
from samples import DATE, PROJECT, plan_options, someone, tiny_case

UA = load_case(PROJECT / "cases" / "ua-046-19")
OPEN = datetime.date(2019, 4, 15)
TODAY = datetime.date(2026, 11, 22)
ONE_DAY = datetime.timedelta(days=1)


def plan(case: Case, sender: Sender, **asked: Any) -> Plan:
    """A plan on the stationery of the sender's country, unless a test chooses another."""
    usual = choose_stationery(sender.stationery, sender.country, sender.reads)
    known = {name: asked.pop(name) for name in ("embassies", "suspensions") if name in asked}
    made = asked.pop("stationery", usual)
    return plan_letters(case, sender, plan_options(**asked), made, **known)


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


@pytest.mark.parametrize(
    ("update", "state"),
    [
        (Update(date=DATE, closes=True), "closed"),
        (Update(date=DATE + ONE_DAY, closes=True), "open"),
        (Update(closes=True), "closed"),
        (Update(date=DATE), "open"),
        (Update(), "open"),
    ],
)
def test_an_update_closes_from_its_date_on_and_without_one_at_every_date(update: Update, state: str) -> None:
    case = replace(tiny_case(), updates=(update,))
    found = status_at(case, DATE)
    assert (found.state, found.closed_by) == (state, update if state == "closed" else None)
    assert bool(plan(case, someone(), date=DATE).mailings) == (state == "open")


@pytest.mark.parametrize(
    ("update", "message", "hint"),
    [
        ({"date": DATE, "number": "1/20-2"}, "closed on 1 February 2020 by 1/20-2; no further letters", "2020-01-17"),
        ({"date": DATE}, "closed on 1 February 2020; no further letters", "2020-01-17"),
        ({"number": "1/20-2"}, "closed by 1/20-2; no further letters", None),
        ({}, "closed; no further letters", None),
        ({"outcome": "She is free."}, "closed; no further letters are requested. She is free. Thank you", None),
    ],
)
def test_a_closure_has_all_known_details(update: dict[str, Any], message: str, hint: str | None) -> None:
    case = replace(tiny_case(), updates=(Update(closes=True, **update),))
    [refusal] = plan(case, someone(), date=DATE).refusals
    assert refusal.code == "closed" and refusal.message.startswith(message)
    assert (refusal.hint is None) if hint is None else str(refusal.hint).endswith(f"--date {hint}")
    assert open_date(case) == (datetime.date.fromisoformat(hint) if hint else None)


@pytest.mark.parametrize("asked", [{}, {"to": ["embassy"]}, {"embassy": "via"}, {"language": "kk"}])
def test_a_closed_case_without_targets_is_refused_as_closed(asked: dict[str, Any]) -> None:
    case = replace(tiny_case(letters={}), targets=(), updates=(Update(closes=True),))
    planned = plan(case, someone(), date=DATE, **asked)
    assert [refusal.code for refusal in planned.refusals] == ["closed"] and planned.mailings == ()


def test_a_rehearsal_reports_a_later_closure() -> None:
    closing = Update(date=DATE + ONE_DAY, closes=True, outcome="She is free. More is told.")
    case = replace(tiny_case(), updates=(closing,))
    [notice] = [n for n in plan(case, someone(), date=DATE, today=TODAY).notices if n.code == "rehearsal"]
    assert notice.message.endswith("Since then: 2 February 2020, closed: She is free.")


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
    embassy = Target(id="embassy-de", role="embassy", host=Country("DE"), office="Botschaft", address=("Berlin",))  # type: ignore[arg-type]
    planned = plan(UA, someone(country=Country("DE")), date=OPEN, embassies=[embassy])
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
        "written even though the case is closed: asked by our section"
    ]


def test_a_past_date_is_a_rehearsal_that_reports_the_outcome() -> None:
    planned = plan(UA, someone(), date=OPEN, today=TODAY)
    [notice] = planned.notices
    assert notice.code == "rehearsal" and "26 August 2019, closed by 46/19-3" in notice.message


def test_little_time_left_is_a_notice() -> None:
    assert codes(plan(UA, someone(), date=datetime.date(2019, 5, 15))) == ["deadline-near"]
    assert codes(plan(UA, someone(), date=datetime.date(2019, 5, 14))) == []


def test_no_return_address_is_a_notice() -> None:
    assert codes(plan(UA, someone(address=()), date=OPEN)) == ["no-return-address"]


def test_no_embassy_is_missed_in_the_country_itself() -> None:
    assert codes(plan(UA, someone(country=Country("KZ"), reads=("ru",)), date=OPEN)) == [
        "lives-there", "not-reviewed",
    ]  # fmt: skip


def test_an_embassy_of_the_users_list_may_not_have_the_id_of_a_target() -> None:
    embassy = Target(id=Slug("prosecutor-general"), role="embassy", host=Country("DE"), office="Botschaft")
    with pytest.raises(InputError, match="has the same id as a target"):
        plan(UA, someone(country=Country("DE")), date=OPEN, embassies=[embassy])


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
    assert [(n.code, n.hint) for n in planned.notices] == [
        ("no-address", "send it by e-mail a@example.org; “--channel email” writes the files")
    ]


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


def suspended(origin: str | None = None, since: str | None = None, until: str | None = None) -> Suspension:
    first, last = (datetime.date.fromisoformat(day) if day else None for day in (since, until))
    return Suspension(
        country=Country("KZ"), origin=Country(origin) if origin else None, since=first, until=last, source="A notice"
    )


@pytest.mark.parametrize(
    ("row", "posted"),
    [
        (suspended(), False),
        (suspended("GB"), False),
        (suspended("DE"), True),
        (suspended(since="2019-04-15"), False),
        (suspended(since="2019-04-16"), True),
        (suspended(until="2019-04-15"), False),
        (suspended(until="2019-04-14"), True),
        (suspended("GB", "2019-01-01", "2019-12-31"), False),
    ],
)
def test_suspended_mail_has_no_envelope(row: Suspension, posted: bool) -> None:
    appeal, copy = plan(UA, someone(), date=OPEN, suspensions=[row]).mailings
    assert (appeal.posted, appeal.envelope is not None) == (posted, posted)
    assert copy.posted and copy.envelope is not None


def test_any_of_several_suspensions_stops_the_post() -> None:
    rows = [suspended("DE"), suspended(until="2019-01-01"), suspended("GB")]
    assert not plan(UA, someone(), date=OPEN, suspensions=rows).mailings[0].posted
    assert plan(UA, someone(), date=OPEN, suspensions=rows[:2]).mailings[0].posted


def test_a_suspension_is_reported_with_its_source_its_end_and_other_ways() -> None:
    [notice] = plan(UA, someone(), date=OPEN, suspensions=[suspended(until="2019-06-30")]).notices
    assert (notice.code, notice.target) == ("post-suspended", "prosecutor-general")
    assert notice.message == (
        "post to Kazakhstan is suspended until 30 June 2019 (A notice): no envelope for prosecutor-general"
    )
    hint = str(notice.hint)
    assert hint.startswith("send it by e-mail press@prokuror.kz or fax ")
    assert hint.endswith("; or ask the embassy to forward it with --embassy via")


def test_without_an_embassy_there_is_none_to_ask() -> None:
    for changes in ({"embassy": "none"}, {"sender": someone(country=Country("DE"))}):
        given = {"sender": someone(), "date": OPEN, "suspensions": [suspended()]} | changes
        planned = plan(UA, **given)  # type: ignore[arg-type]
        [hint] = [str(notice.hint) for notice in planned.notices if notice.code == "post-suspended"]
        assert "e-mail" in hint and "via" not in hint


def test_with_no_other_way_a_letter_is_kept() -> None:
    [notice] = plan(tiny_case(), someone(), date=DATE, embassy="none", suspensions=[suspended()]).notices
    assert notice.hint == "keep the letter until there is mail to that country again"


def test_via_the_embassy_a_suspension_does_not_matter() -> None:
    planned = plan(UA, someone(), date=OPEN, embassy="via", suspensions=[suspended()])
    assert [m.posted for m in planned.mailings] == [True] and planned.notices == ()


@pytest.mark.parametrize("route", ["copy", "via"])
def test_an_embassy_that_no_post_goes_to_is_not_asked_to_forward(route: Route) -> None:
    stopped = replace(suspended(), country=Country("GB"))
    [notice] = plan(UA, someone(), date=OPEN, embassy=route, suspensions=[stopped]).notices
    assert (notice.code, notice.target) == ("post-suspended", "embassy-gb")
    assert "e-mail" in str(notice.hint) and "forward" not in str(notice.hint)


def test_a_suspended_letter_has_no_layout_for_a_window() -> None:
    made = choose_stationery(StationeryChoice(layout="din5008b"), "GB", ())
    stopped = plan(UA, someone(), date=OPEN, embassy="none", stationery=made, suspensions=[suspended()])
    assert stopped.mailings[0].layout is None
    assert plan(UA, someone(), date=OPEN, embassy="none", stationery=made).mailings[0].layout == made.layout


@pytest.mark.parametrize(
    ("address", "more", "found"),
    [
        ("[1 Street, Almaty 050000]", "", []),
        ("[ул. Абая 1, 050000 Алматы]", "", ["latin-town"]),
        ("[ул. Абая 1, 050000 Алматы]", "\n    locality: Almaty", []),
        ("[ул. Абая 1, 050000 Алматы, Almaty]", "", []),
        ("[شارع 1, مدينة]", "", ["no-latin-town"]),
        ("[شارع 1, مدينة]", "\n    locality: Medina", []),
        ("[1 Street, 10117 Town]", "\n    country: DE", []),
        ("[1 Street, Town]", "\n    country: DE", ["postcode"]),
        ("[1 Street, Berlin, Germany]", "", ["country-mismatch"]),
    ],
)
def test_what_a_clerk_would_ask_about_an_address(address: str, more: str, found: list[str]) -> None:
    case = tiny_case(("address: [1 Street, Town]", f"address: {address}{more}"))
    planned = plan(case, someone(), date=DATE, embassy="none")
    assert codes(planned) == found
    assert {(notice.case, notice.target) for notice in planned.notices} <= {("ann", "minister")}


def test_a_town_in_latin_letters_is_reported_as_printed() -> None:
    case = tiny_case(("address: [1 Street, Town]", "address: [ул. Абая 1, 050000 Алматы]"))
    [notice] = plan(case, someone(), date=DATE, embassy="none").notices
    assert "ALMATY" in notice.message and "“locality”" in str(notice.hint)


def test_nobody_asks_about_an_address_that_no_post_goes_to() -> None:
    case = tiny_case(("address: [1 Street, Town]", "address: [شارع 1, مدينة]"))
    assert codes(plan(case, someone(), date=DATE, embassy="none", suspensions=[suspended()])) == ["post-suspended"]


def test_the_note_to_an_office_to_copy_in_is_in_the_language_of_the_letter() -> None:
    office = Target(id=Slug("ministry"), role="copy", office="Ministry", address=("1 Sample Street",))
    case = replace(UA, targets=(*UA.targets, office))
    planned = plan(case, someone(reads=("ru", "en")), date=OPEN)
    assert {m.target.id: m.note_language for m in planned.mailings if m.kind == "copy"} == {
        "ministry": "en", "embassy-gb": "ru"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words", "noticed"),
    [
        ("en", "I lived in Almaty.", False),
        ("en", "Я жила в Алматы.", True),
        ("en", "Я (Anna Quandt) teach in Алматы and in Leeds.", False),
        ("ru", "Я жила в Алматы.", False),
        ("ru", "I lived in Алматы.", True),
        ("kk", "Мен Алматыда тұрдым.", False),
        ("en", "2019!", False),
    ],
)
def test_own_words_in_another_script_are_noticed(language: str, words: str, noticed: bool) -> None:
    planned = plan(UA, someone(reads=("en", "ru", "kk")), date=OPEN, language=language, own_words=words)
    assert ("own-words" in codes(planned)) is noticed


@pytest.mark.parametrize(("days", "by"), [(None, 23), (12, 18), (2, 28), (40, 10)])
def test_the_day_to_post_by_is_that_of_the_users_table(days: int | None, by: int) -> None:
    rows = (TransitDays(days=days, source="my letters"),) if days else ()
    case = tiny_case()
    planned = plan(case, someone(), date=datetime.date(2020, 2, 10), embassy="none")
    assert case.deadline == datetime.date(2020, 3, 1)
    mailing = planned.mailings[0]
    mailing = replace(mailing, stationery=mailing.stationery._replace(transit_days=rows))
    assert mailing.post_by == datetime.date(2020, 2, by)
