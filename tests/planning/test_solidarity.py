"""Letters to the people of a case or those close to them: what is in them, what is not, and what the plan says."""

from __future__ import annotations

from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from appealgen.letters.compose import compose
from appealgen.model.case import Case
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sign
from appealgen.model.stationery import StationeryChoice
from appealgen.output.statistics import statistics
from appealgen.planning.plan import Plan
from appealgen.renderers.text.document import render_txt
from samples import DATE, plan_for, someone, tiny_case, write_plan

FAMILY = "  - {id: family, role: solidarity, name: Family Example, address: [4 Street], advice: Leave out the trial.}\n"


def case(family: str = FAMILY, *changes: tuple[str, str]) -> Case:
    return tiny_case(("sources:", family + "sources:"), *changes)


def plan(of: Case | None = None, **asked: Any) -> Plan:
    sender = asked.pop("sender", someone(email="alex@example.org"))
    return plan_for(of or case(), sender, date=DATE, embassy="none", **asked)


def codes(planned: Plan) -> list[str]:
    return [notice.code for notice in planned.notices if notice.target == "family" or notice.code == "no-solidarity"]


def test_a_letter_without_demands_subject_or_address() -> None:
    planned = plan()
    assert [mailing.target.id for mailing in planned.mailings] == ["minister", "family"]
    papers = compose(planned.mailings[1])
    text = render_txt((papers.letter,))
    assert "Dear Family Example," in text and "With warm wishes," in text and "Alex Example" in text
    for word in ("12 Sample Street", "alex@example.org", "Re:", "release", "Copy to"):
        assert word not in text, word
    assert papers.envelope is not None and papers.envelope.sender == ()
    assert papers.envelope.recipient.lines == ("Family Example", "4 STREET")
    assert codes(planned) == ["no-reply-address", "advice"]
    assert "12 Sample Street" in render_txt((compose(planned.mailings[0]).letter,))


def test_the_address_on_request() -> None:
    planned = plan(reply_address=True)
    papers = compose(planned.mailings[1])
    assert "12 Sample Street" in render_txt((papers.letter,)) and papers.envelope is not None
    assert papers.envelope.sender[:1] == ("Alex Example",) and codes(planned) == ["advice"]


@pytest.mark.parametrize("layout", [None, "din5008b"])
@pytest.mark.parametrize("tag", ["en", "ru"])
@pytest.mark.parametrize(("sign", "place"), [("full", None), ("town", None), ("initials", None), ("full", "Anytown")])
def test_the_senders_town_is_there_once(
    sign: Sign, place: str | None, tag: str, layout: str | None, tmp_path: Path
) -> None:
    address = ("12 Sample Street", "Anytown LS1 4AB")
    sender = someone(
        address=address, place=place, sign=sign, reads=(Tag(tag),), stationery=StationeryChoice(layout=layout)
    )
    of = case(
        FAMILY.replace("address: [4 Street]", "address: [4 Street], email: [f@example.org]"),
        ("languages: [en]", "languages: [en, ru]"),
    )
    planned = plan(of, sender=sender, to=("family",), channels=("post", "email"))
    assert not planned.refusals
    text = render_txt((compose(planned.mailings[0]).letter,))
    assert text.count("Anytown") == 1 and "LS1" not in text and "Sample" not in text
    write_plan(planned, tmp_path)
    draft = message_from_bytes((tmp_path / f"ann/family.{tag}.eml").read_bytes(), policy=policy.default)
    assert draft.get_content().count("Anytown") == 1


def test_nobody_else_gets_a_copy() -> None:
    court = "  - {id: court, role: copy, office: Court, address: [3 Street]}\n"
    planned = plan(case(court + FAMILY))
    assert [(mailing.target.id, mailing.kind) for mailing in planned.mailings] == [
        ("minister", "appeal"), ("court", "copy"), ("family", "solidarity"),
    ]  # fmt: skip
    assert [target.id for target in planned.mailings[0].also_to] == ["court"]


@pytest.mark.parametrize("to", [("family",), ("solidarity",)])
def test_own_words_are_in_letters_to_them_alone(to: tuple[str, ...]) -> None:
    planned = plan(own_words="I think of you.", to=to)
    [mailing] = planned.mailings
    assert "I think of you.\n\nI wish you strength" in render_txt((compose(mailing).letter,))
    both = plan(own_words="I ask you to act.")
    assert "act" not in render_txt((compose(both.mailings[1]).letter,))
    assert "own-words" in codes(both) and "--to family" in str(both.notices)


@pytest.mark.parametrize(
    ("reads", "language"),
    [(("de",), "de"), (("fr",), "fr"), (("es",), "es"), (("ru", "en"), "ru"), (("ja", "en"), "en")],
)
def test_the_language_is_one_that_has_a_text(reads: tuple[str, ...], language: str) -> None:
    of = case(FAMILY, ("languages: [en]", f"languages: [{reads[0]}, en]\nown_language: true"))
    planned = plan(of, sender=someone(reads=tuple(map(Tag, reads))), to=("family",))
    assert [mailing.language.tag for mailing in planned.mailings] == [language]


def test_without_a_text_both_read_there_is_none_and_the_plan_says_why() -> None:
    of = case(FAMILY, ("languages: [en]", "languages: [ja]"))
    japanese = someone(country=Country("JP"), reads=(Tag("ja"),))
    alone = plan(of, sender=japanese, to=("family",))
    assert [refusal.code for refusal in alone.refusals] == ["no-solidarity"] and "Japanese" in alone.refusals[0].message
    assert plan(of, sender=japanese).refusals[0].code == "no-letter"


def test_another_language_than_the_one_asked_for_is_said() -> None:
    of = tiny_case(("sources:", FAMILY + "sources:"), letters={"kk": "{{ person }}", "en": "{{ person }}"})
    planned = plan(of, language=Tag("kk"))
    assert [mailing.language.tag for mailing in planned.mailings] == ["kk", "en"] and "no-solidarity" in codes(planned)


def test_by_email_with_a_subject_and_without_the_senders_address(tmp_path: Path) -> None:
    of = case(FAMILY.replace("address: [4 Street]", "email: [f@example.org], fax: +7 7172 506 402"))
    write_plan(plan(of, channels=("fax", "email"), to=("family",)), tmp_path)
    draft = message_from_bytes((tmp_path / "ann/family.en.eml").read_bytes(), policy=policy.default)
    assert (
        draft["Subject"] == "A greeting to you"
        and draft["From"] is None
        and (tmp_path / "ann/family.en.fax.pdf").exists()
    )


def test_it_is_counted_as_a_route_of_its_own(tmp_path: Path) -> None:
    write_plan(plan(), tmp_path)
    routes = {count.values[0]: count.letters for count in statistics([tmp_path]).by("route")}
    assert routes == {"direct": 1, "solidarity": 1}


def test_letters_of_solidarity_hide_what_their_sender_hides() -> None:
    hidden = someone(name="Anna Example", email="anna@example.org", place="Anytown", sign="initials")
    for asked in ({}, {"reply_address": True}, {"to": ("family",), "reply_address": True}):
        planned = plan(sender=hidden, **asked)
        text = render_txt((compose(planned.mailings[-1]).letter,))
        assert "A. E." in text and "12 Sample Street" not in text and "Anna" not in text
    american = someone(country=Country("US"), sign="initials")
    [problem] = plan(sender=american, to=("family",), reply_address=True).refusals
    assert problem.code == "full-return-address"
    assert plan(sender=american, to=("family",)).mailings
