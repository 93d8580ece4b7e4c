"""Corrected names and addresses: found, asked about, and told with --same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appealgen.errors import MissingError, WrongValueError
from appealgen.events.corrections import Same, parse_same
from appealgen.events.people import Identified, identified
from appealgen.output.manifest import Manifest
from appealgen.output.people import People
from appealgen.reading.roster import UnreadRow
from event_samples import planned
from samples import someone, tiny_case

CASE = tiny_case()
NOBODY = People()


def known(*people: str, before: People = NOBODY, same: list[Same] | None = None) -> Identified:
    """`Name@3` lives in house 3; rows are counted from 2."""
    pairs = [person.partition("@")[::2] for person in people]
    senders = [someone(name=name, address=(f"{house or name} Street", "Anytown")) for name, house in pairs]
    return identified(planned([CASE], senders), Manifest(people=before), same or ())


def numbers(found: Identified) -> dict[str, str]:
    return {each.folder: each.number for each in found.batch.signatories}


BEFORE = ("Ann Sample@1", "Bea Muster@2", "Cy Prov@3")


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (BEFORE, []),
        (("Ann Sample@1", "Bea Mustre@2", "Cy Prov@3"), [("bea-muster", "bea-mustre")]),
        (("Ann Sample@1", "Bea Muster@22", "Cy Prov@3"), [("bea-muster", "bea-muster-....")]),
        (("Bea Mustre@2", "Ann Sample@1", "Cy Prov@3"), [("bea-muster", "bea-mustre")]),
        (("Cy Prov@3", "Ann Sample@1", "Bea Muster@22"), [("bea-muster", "bea-muster-....")]),
        (("Ann Sample@1", "Bea Muster Schmidt@9", "Cy Prov@3"), [("bea-muster", "bea-muster-schmidt")]),
        (("Ann Sampel@1", "Bea Mustre@2"), [("ann-sample", "ann-sampel"), ("bea-muster", "bea-mustre")]),
        # somebody else in the row, a relative in the house, nearly the same name in another row and house
        (("Ann Sample@1", "Dov Other@4", "Cy Prov@3"), []),
        (("Ann Sample@1", "Jo Else@2", "Cy Prov@3"), []),
        (("Ann Sample@1", "Cy Prov@3", "Dov Other@4", "Bea Mustre@9"), []),
        # nobody is absent
        ((*BEFORE, "Bea Mustre@2"), []),
    ],
)
def test_who_may_be_somebody_corrected(now: tuple[str, ...], found: list[Same]) -> None:
    told = [each.same for each in known(*now, before=known(*BEFORE).people).corrections]
    assert [(earlier, new[: len(shape)]) for (earlier, new), (_, shape) in zip(told, found, strict=True)] == [
        (earlier, new[: len(shape)] if shape.endswith(".") else shape)
        for (earlier, shape), (_, new) in zip(found, told, strict=True)
    ]


def test_nobody_is_absent_who_may_be_in_a_row_that_cannot_be_read() -> None:
    before = known(*BEFORE).people
    batch = planned([CASE], [someone(name="Bea Mustre", address=("2 Street", "Anytown"))])
    assert len(identified(batch, Manifest(people=before)).corrections) == 1
    batch = replace(batch, unread={3: UnreadRow("Bea Muster", "")})
    assert identified(batch, Manifest(people=before)).corrections == ()


@pytest.mark.parametrize(("house", "found"), [("1", 1), ("2", 0)])
def test_of_those_who_show_less_only_the_address_is_compared(house: str, found: int) -> None:
    """Initials are alike for many."""

    def shown(name: str, house: str, before: People = NOBODY) -> Identified:
        sender = someone(name=name, address=(f"{house} Street", "Anytown"), sign="initials")
        return identified(planned([CASE], [sender]), Manifest(people=before))

    first = shown("Ann Sampel", "1")
    now = shown("Ann Sample", house, first.people)
    assert len(now.corrections) == found and "sample" not in now.batch.signatories[0].folder
    for same in [each.same for each in now.corrections]:
        joined = identified(now.batch, Manifest(people=first.people), [same])
        assert [(each.folder, each.number) for each in joined.batch.signatories] == [(same[0], "1")]


def test_until_it_is_told_they_are_two_and_then_one() -> None:
    first = known(*BEFORE).people
    two = known("Ann Sample@1", "Bea Mustre@2", "Cy Prov@3", before=first)
    assert numbers(two) == {"ann-sample": "1", "bea-mustre": "4", "cy-prov": "3"}
    [correction] = two.corrections
    assert "“bea-mustre” may be “bea-muster”" in correction.notice.message and correction.notice.row == 3
    now = ("Ann Sample@1", "Bea Mustre@2", "Cy Prov@3")
    for before in (first, two.people):
        one = known(*now, before=before, same=[correction.same])
        assert numbers(one) == {"ann-sample": "1", "bea-muster": "2", "cy-prov": "3"} and one.corrections == ()
        assert [entry.folder for entry in one.people.entries] == ["ann-sample", "bea-muster", "cy-prov"]
        assert one.batch.signatories[1].person == first.entries[1].person
        assert one.people.entries[1].also == (two.batch.signatories[1].person,)
        assert numbers(known(*now, before=one.people)) == numbers(one)
        assert numbers(known(*now, before=one.people, same=[correction.same])) == numbers(one)
        later = known("Bea Mustre@2", "Dov Other@4", before=one.people)
        assert numbers(later)["dov-other"] == ("4" if before is first else "5"), "no number is given twice"


def test_corrected_twice_and_back() -> None:
    people = known("Ann Sampel@1").people
    people = known("Ann Sample@1", before=people, same=[("ann-sampel", "ann-sample")]).people
    people = known("Ann Sample@12", before=people, same=[("ann-sampel", "ann-sample")]).people
    for name in ("Ann Sampel@1", "Ann Sample@1", "Ann Sample@12"):
        assert numbers(known(name, before=people)) == {"ann-sampel": "1"}, name


def test_two_people_are_not_one() -> None:
    before = known("Bea Muster@2", "Bea Mustar@3").people
    with pytest.raises(MissingError) as caught:
        known("Bea Mustre@2", before=before, same=[("bea-muster", "bea-mustre"), ("bea-mustar", "bea-mustre")])
    [problem] = caught.value.problems
    assert problem.message == "“bea-mustre” is already somebody else in another --same" and problem.hint is None


@pytest.mark.parametrize(
    ("same", "what", "hint"),
    [
        (("bea-mustr", "bea-mustre"), "nobody of an earlier run has the folder “bea-mustr”", "bea-muster"),
        (("bea-muster", "bea-mustree"), "nobody on the roster has the folder “bea-mustree”", "bea-mustre"),
        (("ann-sample", "bea-mustre"), "“ann-sample” is still on the roster", None),
        (("ann-sample", "ann"), "“ann-sample” is still on the roster", None),
    ],
)
def test_a_correction_of_nobody(same: Same, what: str, hint: str | None) -> None:
    with pytest.raises(MissingError) as caught:
        known("Ann Sample@1", "Bea Mustre@2", before=known(*BEFORE).people, same=[same])
    [problem] = caught.value.problems
    assert problem.message == what and (hint is None or hint in str(problem.hint))


def test_parse_same() -> None:
    assert parse_same(" ann=anne ") == ("ann", "anne")
    assert parse_same("Sam O'Brien-Sample=Sam O’Brian") == ("sam-obrien-sample", "sam-obrian")
    assert parse_same("серикжан-пример-1a2b=0007-anna-example") == ("серикжан-пример-1a2b", "0007-anna-example")
    for text in ("", "ann", "=anne", "ann="):
        with pytest.raises(WrongValueError):
            parse_same(text)
