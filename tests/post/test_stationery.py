from __future__ import annotations

from pathlib import Path

import pytest

from appealgen.errors import MissingError
from appealgen.model.identifiers import Tag
from appealgen.model.stationery import A4, US_LETTER, Paper, StationeryChoice
from appealgen.post.stationery import choose_stationery, paper_of, preferred, unread_country_line

Choice = StationeryChoice


@pytest.mark.parametrize(
    ("country", "paper", "envelope", "side", "mark", "names"),
    [
        ("GB", A4, "DL", "back", "BY AIR MAIL / PAR AVION", ("en",)),
        ("DE", A4, "DL", "front", None, ("de",)),
        ("FR", A4, "DL", "front", None, ("fr",)),
        ("CH", A4, "DL", "front", "PRIORITY", ("fr",)),
        ("US", US_LETTER, "US10", "front", "AIR MAIL / PAR AVION", ("en",)),
        ("CA", US_LETTER, "US10", "front", None, ("en",)),
        ("JP", A4, "DL", "front", "AIR MAIL", ("en",)),
        ("KZ", A4, "DL", "front", None, ("en",)),
        ("HN", A4, "DL", "front", None, ("es",)),
        ("MX", US_LETTER, "DL", "front", None, ("es",)),
        ("AQ", A4, "DL", "front", None, ("en",)),
    ],
)
def test_by_country(
    country: str, paper: Paper, envelope: str, side: str, mark: str | None, names: tuple[str, ...]
) -> None:
    made = choose_stationery(Choice(), country, ())
    assert paper_of(country) == made.paper == paper
    assert made.envelope and made.envelope.name == made.posted_in.name == envelope
    assert (made.layout, made.labels, made.feed) == (None, None, "landscape")
    assert (made.return_address, made.mark, made.country_names) == (side, mark, names)


@pytest.mark.parametrize(
    ("country", "reads", "name"),
    [("CH", ["de", "en"], "en"), ("CH", ["de"], "fr"), ("CH", ["it", "fr", "en"], "fr"), ("BE", ["fr"], "fr"),
     ("BE", ["nl"], "nl"), ("CA", ["fr-CA"], "fr"), ("DE", ["en"], "de"), ("JP", ["ja"], "en")],
)  # fmt: skip
def test_the_country_line_is_in_a_language_of_the_post_that_the_sender_reads(
    country: str, reads: list[str], name: str
) -> None:
    assert choose_stationery(Choice(), country, [Tag(tag) for tag in reads]).country_names == (name,)


@pytest.mark.parametrize(
    ("choice", "layout", "envelope", "labels", "posted_in"),
    [
        (Choice(envelope="C6"), None, "C6", None, "C6"),
        (Choice(envelope="none"), None, None, None, "DL"),
        (Choice(envelope="210x105"), None, "210x105", None, "210x105"),
        (Choice(layout="plain"), None, "DL", None, "DL"),
        (Choice(layout="DIN 5008 B"), "din5008b", None, None, "DL"),
        (Choice(layout="din5008b", envelope="C5"), "din5008b", None, None, "C5"),
        (Choice(layout="din5008b", envelope="none"), "din5008b", None, None, "DL"),
        (Choice(layout="us9", envelope="#9"), "us9", None, None, "US9"),
        (Choice(labels="l7160"), None, None, "L7160", "DL"),
        (Choice(labels="Avery 5160", envelope="C4"), None, "C4", "5160", "C4"),
    ],
)
def test_options_of_the_command(
    choice: Choice, layout: str | None, envelope: str | None, labels: str | None, posted_in: str
) -> None:
    made = choose_stationery(choice, "GB", ())
    assert (made.layout and made.layout.name, made.envelope and made.envelope.name) == (layout, envelope)
    assert (made.labels and made.labels.name, made.posted_in.name) == (labels, posted_in)


def test_a_window_named_by_its_envelope_gives_its_own_space() -> None:
    tight, roomy = (
        choose_stationery(Choice(layout="din5008b", envelope=name), "DE", ()).layout for name in (None, "dl")
    )
    assert tight and roomy
    assert tight.address.height < roomy.address.height
    assert choose_stationery(Choice(layout="us9"), "DE", ()).paper == US_LETTER


@pytest.mark.parametrize(
    ("choice", "code"),
    [
        (Choice(envelope="C55"), "unknown-envelope"),
        (Choice(layout="din"), None),
        (Choice(layout="din5008c"), "unknown-layout"),
        (Choice(layout="din5008b", envelope="C6"), "layout-envelope"),
        (Choice(layout="us9", envelope="DL"), "layout-envelope"),
        (Choice(labels="L9999"), "unknown-label"),
        (Choice(envelope="100x50"), "envelope-size"),
        (Choice(envelope="900x600"), "envelope-size"),
        (Choice(country_line=(Tag("de"), Tag("fr"), Tag("en"))), "country-line"),
    ],
)
def test_impossible_values(choice: Choice, code: str | None) -> None:
    if code is None:
        choose_stationery(choice, "DE", ())
        return
    with pytest.raises(MissingError) as raised:
        choose_stationery(choice, "DE", ())
    [problem] = raised.value.problems
    assert problem.code == code and problem.field


@pytest.mark.parametrize(
    ("own", "asked", "found"),
    [
        (Choice(envelope="C6", airmail=False), Choice(), Choice(envelope="C6", airmail=False)),
        (Choice(envelope="C6"), Choice(layout="french"), Choice(layout="french")),
        (Choice(layout="din5008b"), Choice(envelope="C6"), Choice(envelope="C6")),
        (Choice(labels="L7160", feed="rotated"), Choice(envelope="C6"), Choice(envelope="C6", feed="rotated")),
        (Choice(airmail=True), Choice(airmail=False), Choice(airmail=False)),
        (Choice(country_line=(Tag("fr"),)), Choice(country_line=(Tag("en"),)), Choice(country_line=(Tag("en"),))),
    ],
)
def test_options_override_the_users_own_choice(own: Choice, asked: Choice, found: Choice) -> None:
    assert preferred(own, asked) == found


def test_mark_can_be_switched() -> None:
    assert choose_stationery(Choice(airmail=False), "GB", ()).mark is None
    assert choose_stationery(Choice(airmail=True), "DE", ()).mark == "PRIORITAIRE / PAR AVION"
    assert choose_stationery(Choice(airmail=True), "CH", ()).mark == "PRIORITY"


def test_a_country_line_that_the_post_may_not_read(tmp_path: Path) -> None:
    made = choose_stationery(Choice(country_line=(Tag("ru"),)), "DE", (), (tmp_path,))
    notice = unread_country_line(made, "DE")
    assert notice and notice.code == "country-line" and "Russian" in notice.message
    assert unread_country_line(choose_stationery(Choice(country_line=(Tag("ru"), Tag("de"))), "DE", ()), "DE") is None
