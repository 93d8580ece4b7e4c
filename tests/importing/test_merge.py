"""The case of a document, and merging the two."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from appealgen.importing.draft import Draft
from appealgen.importing.merge import add_known_facts, match_case, merge_draft
from appealgen.model.case import Case, Doubt, ModelLetter, Person, Update
from appealgen.model.identifiers import UNKNOWN, Country, Slug, Tag, UANumber
from urgent_actions import CLOSURE, HEAD, SECOND, UA, UNNUMBERED, draft_of, without

NUMBERED = draft_of(UA)
PLAIN = draft_of(UNNUMBERED)
NEWER = draft_of(SECOND, "second.txt")
CLOSING = draft_of(CLOSURE, "fi.txt")
NEWS = draft_of(
    CLOSURE.replace("FI 901/19-3", "FI 901/19-2")
    .replace("Abgeschlossen am 26. August 2019", "Datum: 1. Juli 2019")
    .replace("1901", "1601")
    .replace("Weitere Appelle sind nicht erforderlich. Vielen Dank allen, die Appelle geschrieben haben.\n", ""),
    "news.txt",
)
"""An update that neither asks for letters nor closes the case."""


def changed(draft: Draft, **changes: Any) -> Draft:
    return replace(draft, case=replace(draft.case, draft=True, **changes))


def named(*names: Any) -> tuple[Person, ...]:
    return tuple(Person(name=name) for name in names)


def doubt(field: str, code: str = "missing", message: str = "made up") -> Doubt:
    return Doubt(code=Slug(code), field=field, message=message)


def told(case: Case) -> list[tuple[str, str]]:
    return [(doubt.code, doubt.field) for doubt in case.doubts]


@pytest.mark.parametrize(
    ("document", "case", "sure"),
    [
        (NUMBERED, {}, True),
        (CLOSING, {}, True),
        (NEWER, {}, True),
        (changed(CLOSING, country=UNKNOWN, people=()), {}, True),
        (CLOSING, {"ua_number": UANumber("902/19")}, None),
        (CLOSING, {"ua_number": UANumber("901/18")}, None),
        (PLAIN, {}, False),
        (CLOSING, {"ua_number": None}, False),
        (PLAIN, {"ua_number": None}, False),
        (PLAIN, {"people": named("TEMIRA OSTÜBEK")}, False),
        (PLAIN, {"people": named("Somebody Else", "Temira Ostubek")}, False),
        (PLAIN, {"people": named({Tag("kk"): "Темира Остубек", Tag("en"): "Temira Ostubek"})}, False),
        (PLAIN, {"people": named("Temira Ostubekova")}, None),
        (PLAIN, {"people": ()}, None),
        (PLAIN, {"country": Country("KG")}, None),
        (PLAIN, {"country": UNKNOWN}, False),
        (changed(PLAIN, country=UNKNOWN), {}, False),
        (changed(PLAIN, country=Country("KG")), {"ua_number": None}, None),
    ],
)
def test_a_document_belongs_to_a_case_by_number_else_by_person_and_country(
    document: Draft, case: dict[str, Any], sure: bool | None
) -> None:
    known = replace(NUMBERED.case, draft=True, **case)
    match = match_case(document, [known])
    assert (match.sure if match else None, match.case if match else known) == (sure, known)


def test_a_document_that_fits_two_gets_neither() -> None:
    two = [replace(PLAIN.case, id=Slug("one")), replace(PLAIN.case, id=Slug("two"))]
    assert match_case(CLOSING, two) is None
    assert match_case(CLOSING, []) is None


def test_a_number_is_worth_more_than_a_name() -> None:
    cases = [PLAIN.case, replace(PLAIN.case, id=Slug("two")), replace(NUMBERED.case, id=Slug("three"))]
    match = match_case(CLOSING, cases)
    assert match is not None and match.case.id == "three" and match.sure


@pytest.mark.parametrize(("first", "second"), [(PLAIN, CLOSING), (CLOSING, PLAIN)], ids=["in order", "closure first"])
def test_appeal_and_closure_give_the_same_facts_in_either_order(first: Draft, second: Draft) -> None:
    case, changes, _ = merge_draft(first.case, second, sure=False)
    assert case.ua_number == "901/19" and (case.index, case.issued) == (None, None)
    assert case.deadline == datetime.date(2019, 5, 21) and case.closed
    [update] = case.updates
    assert (update.number, update.date) == ("901/19-3", datetime.date(2019, 8, 26))
    assert (update.index, update.closes) == ("EUR 57/1901/2019", True)
    expected = PLAIN.case
    for name in ("title", "country", "people", "summary", "background", "demands", "languages", "targets"):
        assert getattr(case, name) == getattr(expected, name), name
    assert {tag: letter.text for tag, letter in case.letters.items()} == {"en": expected.letters[Tag("en")].text}
    assert set(case.sources) == {*PLAIN.case.sources, *CLOSING.case.sources}
    assert case.draft
    assert sorted(told(case)) == [("likely", "ua_number"), ("missing", "index"), ("missing", "issued")]
    assert changes


def test_likely_values_name_their_document_and_person() -> None:
    [unsure] = [d for d in merge_draft(PLAIN.case, CLOSING, sure=False).case.doubts if d.code == "likely"]
    assert all(words in unsure.message for words in ("fi.txt", "901/19-3", "Temira Ostubek")) and not unsure.grave
    [unsure] = [d for d in merge_draft(CLOSING.case, PLAIN, sure=False).case.doubts if d.code == "likely"]
    assert "without a number" in unsure.message


def test_a_closure_adds_itself_and_nothing_else() -> None:
    case, changes, replaces = merge_draft(NUMBERED.case, CLOSING, sure=True)
    assert [(change.field, change.before) for change in changes] == [("updates", "nothing")]
    assert "BIBLIOTHEKARIN IST FREI" in changes[0].after and not replaces
    assert not case.draft and case.doubts == ()
    assert replace(case, updates=(), sources=NUMBERED.case.sources) == NUMBERED.case


@pytest.mark.parametrize(
    "document", [NUMBERED, PLAIN, NEWER, CLOSING, NEWS], ids=["ua", "plain", "newer", "fi", "news"]
)
def test_the_same_document_again_changes_nothing(document: Draft) -> None:
    again = merge_draft(document.case, document, sure=False)
    assert again.case is document.case and (again.changes, again.replaces) == ((), False)


@pytest.mark.parametrize("document", [NUMBERED, PLAIN, NEWER, CLOSING], ids=["ua", "plain", "newer", "fi"])
def test_the_same_document_again_does_not_unsettle_a_case(document: Draft) -> None:
    settled = replace(document.case, draft=False, doubts=())
    assert merge_draft(settled, document, sure=False).case is settled


def test_a_persons_changes_to_the_case_stay() -> None:
    mended = replace(PLAIN.case, draft=False, doubts=(), title="My own headline", ua_number=UANumber("7/19"))
    mended = replace(mended, letters={Tag("en"): ModelLetter(Tag("en"), "My own words.\n", "letter.en.md")})
    again = merge_draft(mended, PLAIN, sure=False)
    assert again.case is mended and again.changes == ()


def test_an_update_without_a_date_leaves_what_a_person_wrote_alone_too() -> None:
    document = draft_of(UA.replace(HEAD, "Further information on UA: 901/19 Kazakhstan\n\n"))
    assert document.is_update and document.case.issued is None
    mended = replace(document.case, draft=False, doubts=(), title="My own headline")
    again = merge_draft(mended, document, sure=True)
    assert again.case.title == "My own headline" and again.changes == ()


def test_the_next_appeal_gives_the_letters_their_text() -> None:
    case, changes, replaces = merge_draft(NUMBERED.case, NEWER, sure=True)
    assert replaces and not case.draft
    assert {change.field for change in changes} == {
        "index", "issue", "title", "issued", "deadline", "targets", "letters.en",
    }  # fmt: skip
    said = {change.field: (change.before, change.after) for change in changes}
    assert said["deadline"] == ("2019-05-21", "2019-07-15")
    assert said["issue"] == ("nothing", "2")
    assert [text.split(",")[0] for text in said["targets"]] == ["Prosecutor General", "Minister of Justice"]
    assert "whose trial begins" in case.letters[Tag("en")].text
    assert [target.id for target in case.targets] == ["minister-of-justice", "embassy-gb"]


def test_an_older_appeal_fills_only_what_is_missing() -> None:
    poorer = replace(NEWER.case, background=None, languages=())
    case, changes, replaces = merge_draft(poorer, NUMBERED, sure=True)
    assert not replaces and [change.field for change in changes] == ["background", "languages"]
    assert (case.background, case.languages) == (NUMBERED.case.background, NUMBERED.case.languages)
    assert replace(case, background=None, languages=(), sources=poorer.sources) == poorer
    assert case.letters == poorer.letters


@pytest.mark.parametrize(
    ("case", "document", "replaces"),
    [
        ({"issued": "2019-04-09"}, {"issued": "2019-04-10"}, True),
        ({"issued": "2019-04-09"}, {"issued": "2019-04-08", "issue": 9}, False),
        ({"issued": None, "issue": 1}, {"issued": "2019-04-10", "issue": 2}, True),
        ({"issued": "2019-04-09", "issue": 2}, {"issued": None, "issue": 1}, False),
        ({"issued": None, "issue": None}, {"issued": "2019-04-10", "issue": None}, False),
    ],
)
def test_the_newer_document_has_a_later_date_or_a_higher_number(
    case: dict[str, Any], document: dict[str, Any], replaces: bool
) -> None:
    def dated(changes: dict[str, Any]) -> dict[str, Any]:
        day = changes["issued"]
        return changes | {"issued": datetime.date.fromisoformat(day) if day else None}

    old = replace(NUMBERED.case, **dated(case))
    new = changed(NUMBERED, title="Another headline", **dated(document))
    found = merge_draft(old, new, sure=True)
    assert found.replaces is replaces
    assert found.case.title == ("Another headline" if replaces else NUMBERED.case.title)


def test_a_closure_before_any_appeal_does_not_keep_the_appeal_from_asking() -> None:
    case, _, replaces = merge_draft(CLOSING.case, NUMBERED, sure=True)
    assert not replaces  # no letters were written to an older text
    assert case.letters and case.targets and case.closed
    assert case.people == NUMBERED.case.people and not case.draft


def test_a_letter_in_another_language_is_out_of_date() -> None:
    translation = ModelLetter(Tag("de"), "Ich schreibe wegen {{ person }}.\n", "letter.de.md")
    old = replace(NUMBERED.case, letters={**NUMBERED.case.letters, Tag("de"): translation})
    case = merge_draft(old, NEWER, sure=True).case
    assert case.letters[Tag("de")] == translation
    [outdated] = case.doubts
    assert (outdated.code, outdated.field, outdated.grave) == ("outdated", "letters.de", True)
    assert "letter.de.md" in outdated.message and "2019-06-03" in outdated.message
    assert told(merge_draft(old, CLOSING, sure=True).case) == []


def test_the_same_document_in_another_language_brings_its_letter() -> None:
    german = ModelLetter(Tag("de"), "Ich schreibe wegen {{ person }}.\n", "de.txt")
    case = merge_draft(NUMBERED.case, changed(NUMBERED, letters={Tag("de"): german}), sure=True).case
    assert case.letters == {**NUMBERED.case.letters, Tag("de"): german}


def test_doubts_move_with_their_fields() -> None:
    old = replace(
        NUMBERED.case, draft=True,
        doubts=(doubt("targets[0].name"), doubt("people[0].name"), doubt("letters.en", "no-close")),
    )  # fmt: skip
    new = changed(NEWER, doubts=(doubt("targets[1].address"), doubt("languages"), doubt("people[0].pronouns")))
    assert told(merge_draft(old, new, sure=True).case) == [
        ("missing", "people[0].name"),
        ("missing", "targets[1].address"),
    ]


def test_settled_doubts_do_not_come_back() -> None:
    settled = replace(NUMBERED.case, doubts=(doubt("people[0].name"),), draft=False)
    case = merge_draft(settled, CLOSING, sure=True).case
    assert not case.draft and case.doubts == ()


def test_a_newer_appeal_without_a_deadline_has_none_or_a_doubt() -> None:
    newer = draft_of(without(SECOND, "PLEASE TAKE ACTION AS SOON"))
    assert ("missing", "deadline") in told(newer.case)
    case = merge_draft(NUMBERED.case, newer, sure=True).case
    assert case.deadline is None or "deadline" in {doubt.field for doubt in case.doubts}


def test_news_of_a_draft_that_lacks_something_and_has_no_doubts_leave_it_a_draft() -> None:
    begun = replace(NUMBERED.case, draft=True, targets=(), letters={})
    case = merge_draft(begun, NEWS, sure=True).case
    assert case.draft and [update.number for update in case.updates] == ["901/19-2"]


def test_news_are_noted_by_their_dates_each_once() -> None:
    case = NUMBERED.case
    for document in (CLOSING, NEWS, CLOSING, NEWS):
        case = merge_draft(case, document, sure=True).case
    assert [update.number for update in case.updates] == ["901/19-2", "901/19-3"]
    assert [update.closes for update in case.updates] == [False, True]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ({}, {}, 1),
        ({"index": "EUR 57/0001/2019"}, {"index": "EUR  57/0001/2019"}, 1),
        ({"index": "EUR 57/0001/2019"}, {"index": "EUR 57/0002/2019"}, 2),
        ({"index": "EUR 57/0001/2019"}, {}, 1),
        ({"number": "901/19-2"}, {"number": "901/19-3"}, 2),
        ({"number": "901/19-2"}, {}, 1),
        ({"date": datetime.date(2019, 7, 1)}, {"date": datetime.date(2019, 7, 2)}, 2),
        ({"date": datetime.date(2019, 7, 1)}, {}, 2),
    ],
)
def test_two_updates_are_one_by_index_else_by_date_and_number(
    one: dict[str, Any], other: dict[str, Any], count: int
) -> None:
    case = replace(NUMBERED.case, updates=(Update(**one),))
    found = merge_draft(case, changed(NEWS, updates=(Update(**other),)), sure=True).case.updates
    assert len(found) == count and found.count(Update(**one)) == 1


def test_an_update_without_a_date_is_the_last() -> None:
    case = replace(NUMBERED.case, updates=(Update(title="Undated"),))
    assert [update.date for update in merge_draft(case, CLOSING, sure=True).case.updates] == [
        datetime.date(2019, 8, 26), None
    ]  # fmt: skip


def test_the_case_of_a_document_has_later_news() -> None:
    known = replace(merge_draft(PLAIN.case, CLOSING, sure=False).case, id=Slug("temira"), title="My own headline")
    case = add_known_facts(PLAIN, [known])
    assert (case.id, case.ua_number, case.title) == ("temira", "901/19", PLAIN.case.title)
    assert case.closed and case.letters == PLAIN.case.letters
    assert told(case) == [("missing", "index"), ("missing", "issued")] and case.draft


def test_a_document_of_no_case_at_hand_is_as_it_is() -> None:
    assert add_known_facts(PLAIN, []) is PLAIN.case
    assert add_known_facts(PLAIN, [replace(NUMBERED.case, country=Country("KG"))]) is PLAIN.case


def test_the_number_of_another_person_is_doubted() -> None:
    other = draft_of(UA.replace("Temira Ostubek", "Luis Prueba"))
    match = match_case(other, [NUMBERED.case])
    assert match is not None and not match.sure
    [doubt] = [each for each in merge_draft(match.case, other, sure=False).case.doubts if each.field == "people"]
    assert (doubt.code, doubt.grave) == ("contradiction", True)
    assert "names Luis Prueba (she/her) instead of Temira Ostubek (she/her)" in doubt.message
    spelled = draft_of(UA.replace("Temira Ostubek", "Temira Ostubeck"))
    assert match_case(spelled, [NUMBERED.case]) == (NUMBERED.case, True)
