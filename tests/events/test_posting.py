"""The country that an event is posted from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from appealgen.events.posting import with_origin
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import StationeryChoice
from event_samples import PEOPLE, as_senders, loaded, planned, write_cases
from samples import DATE, plan_options, someone


def _people(*kinds: tuple[str, str]) -> list[Sender]:
    return [someone(country=Country(country), reads=(Tag(read),)) for country, read in kinds]


@pytest.mark.parametrize(
    ("people", "asked", "line", "found"),
    [
        ([("GB", "en"), ("DE", "de"), ("DE", "en")], None, (), ("DE", ("de",))),
        ([("GB", "en"), ("DE", "de"), ("DE", "en")], "GB", (), ("GB", ("en",))),
        ([("BE", "fr"), ("BE", "nl"), ("BE", "fr"), ("US", "en")], None, (), ("BE", ("fr",))),
        ([("CH", "it"), ("CH", "en")], None, (), ("CH", ("en",))),
        ([("PL", "pl")], None, (), ("PL", ("pl", "en"))),
        ([("BE", "fr")], None, ("de",), ("BE", ("de",))),
    ],
)
def test_one_country_and_one_country_line(
    people: list[tuple[str, str]], asked: str | None, line: tuple[str, ...], found: tuple[str, tuple[str, ...]]
) -> None:
    choice = StationeryChoice(country_line=tuple(map(Tag, line)))
    options = plan_options(date=DATE, posted_from=asked and Country(asked), stationery=choice)
    made = with_origin(options, _people(*people))
    assert (made.posted_from, made.stationery.country_line) == found


def test_nobody_decides_nothing() -> None:
    options = plan_options(date=DATE)
    assert with_origin(options, []) == options


@pytest.mark.parametrize(
    ("origin", "paper", "envelope", "mark", "side", "last", "guest"),
    [
        ("DE", "A4", "DL", None, "front", "KASACHSTAN", "VEREINIGTE STAATEN"),
        ("US", "US Letter", "US10", "AIR MAIL / PAR AVION", "front", "KAZAKHSTAN", "UNITED STATES"),
        ("GB", "A4", "DL", "BY AIR MAIL / PAR AVION", "back", "KAZAKHSTAN", "UNITED STATES"),
    ],
)
def test_everyone_gets_what_the_post_of_the_place_wants(
    tmp_path: Path, origin: str, paper: str, envelope: str, mark: str | None, side: str, last: str, guest: str
) -> None:
    write_cases(tmp_path)
    batch = planned(loaded(tmp_path, "ann"), as_senders(PEOPLE), posted_from=Country(origin))
    made = [each.prepared.composed(each.signatory.sender, ()) for each in batch.letters()]
    envelopes = [papers.envelope for papers in made if papers.envelope]
    assert {papers.letter.paper.name for papers in made} == {paper}
    assert {(each.format.name, each.mark, each.return_address) for each in envelopes if each.recipient.country} == {
        (envelope, mark, side)
    }
    assert {each.recipient.country for each in envelopes if "MINISTER" not in each.recipient.lines[0]} >= {last}
    [pat] = [each for each in envelopes if each.sender[0].startswith("Pat")]
    assert pat.sender == ("Pat O'Example", "1 Main St", "Springfield, IL 62701", guest)


def test_the_embassy_and_the_words_follow_the_person(tmp_path: Path) -> None:
    """A guest from Germany writes to the embassy there, in German, although the post is that of Great Britain."""
    write_cases(tmp_path)
    batch = planned(loaded(tmp_path, "ann"), as_senders(PEOPLE), posted_from=Country("GB"))
    [copy] = [each for each in batch.letters() if each.mailing.target.id == "embassy-de"]
    made = copy.prepared.composed(copy.signatory.sender, ())
    assert made.letter.date == "1. Februar 2020" and made.letter.language == "de-DE"
    assert made.envelope is not None
    assert made.envelope.recipient.country == "GERMANY"
    assert made.envelope.sender == ("Ümit & <Söhne>", "Musterweg 1", "12345 Musterstadt", "GERMANY")


@pytest.mark.parametrize(
    ("origin", "choice", "told"),
    [
        ("GB", {}, ["2 people (rows 3, 5)"]),
        ("GB", {"return_address": "none"}, []),
        ("GB", {"envelope": "none"}, []),
        ("DE", {}, []),
    ],
)
def test_a_guest_whose_return_address_the_post_does_not_take(
    tmp_path: Path, origin: str, choice: dict[str, Any], told: list[str]
) -> None:
    write_cases(tmp_path)
    stationery = StationeryChoice(**choice)
    batch = planned(loaded(tmp_path, "ann"), as_senders(PEOPLE), posted_from=Country(origin), stationery=stationery)
    found = [str(notice.message) for notice in batch.notices if notice.code == "foreign-return-address"]
    assert [text.partition(":")[0] for text in found] == told


def test_a_return_address_abroad_has_its_country_even_on_domestic_mail(tmp_path: Path) -> None:
    write_cases(tmp_path)
    guest = as_senders(PEOPLE)[3]
    batch = planned(loaded(tmp_path, "bob"), [guest], posted_from=Country("HN"))
    [own] = batch.letters()
    made = own.prepared.composed(guest, ())
    assert made.envelope is not None and made.envelope.recipient.country is None
    assert made.envelope.sender[-1] == "ESTADOS UNIDOS"
