from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.errors import InputError, MissingError, Problem
from appealgen.model.stationery import Box, EnvelopeFormat
from appealgen.post.envelopes import SMALLEST, envelope_format, envelope_formats, zones

SIZES = {
    # KOMA-Script's letter class options and japanlco, gLabels' paper sizes; USPS: 1 in = 25.4 mm
    "DL": (220, 110),
    "C65": (229, 114),
    "C6": (162, 114),
    "C5": (229, 162),
    "C4": (324, 229),
    "B6": (176, 125),
    "US10": (9.5 * 25.4, 4.125 * 25.4),
    "US9": (8.875 * 25.4, 3.875 * 25.4),
    "Monarch": (7.5 * 25.4, 3.875 * 25.4),
    "Chou3": (235, 120),
    # tryckipedia.se, E-format
    "E4": (312, 220),
    "E5": (220, 155),
    "E6": (155, 110),
}
ADDRESSES = {
    # x, y, right, lower edge
    "DL": (95, 46, 195, 92),
    "C65": (100, 48, 200, 96),
    "C6": (52, 47, 147, 96),
    "C5": (100, 75, 200, 135),
    "C4": (170, 110, 270, 175),
    "B6": (62, 52, 160, 104),
    "US10": (105, 42, 205, 86),
    "US9": (100, 41, 200, 80),
    "Monarch": (72, 41, 172, 80),
    "Chou3": (105, 50, 205, 102),
    "E4": (160, 105, 260, 170),
    "E5": (95, 72, 195, 130),
    "E6": (42, 46, 137, 91),
}


def test_sizes_and_places() -> None:
    formats = {form.name: form for form in envelope_formats()}
    assert set(formats) == set(SIZES) == set(ADDRESSES)
    for name, form in formats.items():
        assert (form.width, form.height) == pytest.approx(SIZES[name], abs=0.05), name
        box = form.address
        assert (box.x, box.y, box.right, box.bottom) == ADDRESSES[name], name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("dl", "DL"), ("DL", "DL"), (" d l ", "DL"), ("DIN lang", "DL"), ("din-lang", "DL"), ("E65", "DL"),
        ("C6/5", "C65"), ("c6/c5", "C65"), ("C5/6", "C65"), ("DL+", "C65"), ("dl plus", "C65"), ("C65", "C65"),
        ("#10", "US10"), ("10", "US10"), ("No. 10", "US10"), ("no 10", "US10"), ("COM-10", "US10"), ("us 10", "US10"),
        ("number 10", "US10"), ("monarch", "Monarch"), ("US Monarch", "Monarch"), ("#7 3/4", "Monarch"),
        ("chokei 3", "Chou3"), ("Choukei-3", "Chou3"), ("chou 3", "Chou3"), ("長形3号", "Chou3"), ("You 0", "Chou3"),
        ("you 2", "C6"), ("kaku6", "C5"), ("c_4", "C4"), ("b6", "B6"),
    ],
)  # fmt: skip
def test_called_as_people_call_them(said: str, name: str) -> None:
    assert envelope_format(said).name == name


def test_no_name_has_two_meanings() -> None:
    for form in envelope_formats():
        assert all(envelope_format(name) == form for name in (form.name, *form.also))


@pytest.mark.parametrize(
    ("said", "width", "height"),
    [
        ("220x110", 220, 110), ("110×220", 220, 110), ("110 X 220 mm", 220, 110), ("22 x 11 cm", 220, 110),
        ("22cm x 110mm", 220, 110), ("9.5x4.125in", 241.3, 104.775), ("9,5 * 4,125 in", 241.3, 104.775),
        ('9.5" x 4.125"', 241.3, 104.775), ("140x90", 140, 90), ("324x229", 324, 229), ("175x175", 175, 175),
    ],
)  # fmt: skip
def test_the_users_own_sizes_are_held_landscape(said: str, width: float, height: float) -> None:
    form = envelope_format(said)
    assert (form.width, form.height) == pytest.approx((width, height))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("100x50", "envelope-size"), ("5x5", "envelope-size"), ("139x90", "envelope-size"), ("140x89", "envelope-size"),
        ("0x0", "envelope-size"), ("5.5x3in", "envelope-size"), ("600x300", "envelope-size"),
        ("1e9x3", "unknown-envelope"),
        ("C66", "unknown-envelope"), ("220x", "unknown-envelope"), ("-220x110", "unknown-envelope"),
        ("", "unknown-envelope"), ("220x110x5", "unknown-envelope"),
    ],
)  # fmt: skip
def test_not_an_envelope(said: str, code: str) -> None:
    with pytest.raises(MissingError) as raised:
        envelope_format(said)
    [problem] = raised.value.problems
    assert (problem.code, problem.field) == (code, "envelope")


def check_zones(form: EnvelopeFormat) -> None:
    kept = zones()
    stamp, strip = kept.franking_box(form.width), kept.coding_box(form.width, form.height)
    assert (stamp.width, stamp.height) == (74, 40) and strip.height == 18
    for box in (form.address, form.sender, form.mark, form.back):
        assert not box.meets(stamp) and box.x >= 0 and box.right <= form.width and box.bottom <= form.height
    for box in (form.address, form.sender, form.mark):
        assert not box.meets(strip)
    assert not form.address.meets(form.sender) and not form.address.meets(form.mark)
    assert form.address.y >= 40 and form.sender.bottom <= 40 and form.mark.bottom <= 41
    assert form.address.x >= 15 and form.address.right <= form.width - 15 + 1e-9


@pytest.mark.parametrize("form", envelope_formats(), ids=lambda form: form.name)
def test_every_format_keeps_clear_of_what_posts_stamp(form: EnvelopeFormat) -> None:
    check_zones(form)
    assert form.address.width >= 95 and form.address.height >= 7 * 10 * 1.2 * 25.4 / 72


LONG, SHORT = (st.integers(least * 10, 5490).map(lambda tenths: tenths / 10) for least in SMALLEST)


@given(LONG, SHORT)
def test_any_size_keeps_clear_of_what_posts_stamp(one: float, other: float) -> None:
    form = envelope_format(f"{one}x{other}")
    assert (form.width, form.height) == (max(one, other), min(one, other))
    check_zones(form)
    assert form.address.width >= 80 and form.address.height >= 29.9


def own(root: Path, text: str) -> tuple[Path, ...]:
    (root / "envelopes.yaml").write_text(text, encoding="utf-8")
    return (root,)


OWN = """\
envelopes:
  - {name: Mine, also: [DL], width: 200, height: 120, address: 80 50 100 45, sender: 10 8 100 26, source: measured}
"""


def test_the_users_own_formats_come_first(tmp_path: Path) -> None:
    roots = own(tmp_path, OWN)
    assert envelope_format("mine", roots) is envelope_format("DL", roots)
    assert envelope_format("C6", roots).name == "C6"
    assert envelope_format("mine", roots).address == Box(80, 50, 100, 45)
    assert zones(roots) == zones()


def test_the_users_own_zones(tmp_path: Path) -> None:
    (tmp_path / "zones.yaml").write_text("franking: [60, 35]\ncoding: 10\nside: 10\n", encoding="utf-8")
    roots = (tmp_path,)
    assert zones(roots).franking == (60, 35)
    assert envelope_format("170x120", roots).sender.width > envelope_format("170x120").sender.width


UNREADABLE = (
    ("address: 80 50 100 45", "address: 80 50 100 90", "outside the envelope"),
    ("address: 80 50 100 45", "address: 80 50 100", "four numbers"),
    ("address: 80 50 100 45", "address: -8 50 100 45", "four numbers"),
    ("address: 80 50 100 45", "address: nan 50 100 45", "four numbers"),
    ("width: 200", "width: 0", "not an envelope"),
    ("width: 200", "width: 2000", "not an envelope"),
    ("width: 200", "wide: 200", "wide"),
)
STAMPED_OVER = (
    ("address: 80 50 100 45", "address: 80 30 100 45", "stamp"),
    ("sender: 10 8 100 26", "sender: 10 8 150 26", "stamp"),
    ("address: 80 50 100 45", "address: 80 50 100 60", "machines print"),
    ("address: 80 50 100 45", "address: 80 50 110 45", "15 mm from the side"),
    ("address: 80 50 100 45", "address: 30 20 60 45", "overlap"),
)


def problems_of(tmp_path: Path, old: str, new: str) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as raised:
        envelope_formats(own(tmp_path, OWN.replace(old, new)))
    return raised.value.problems


@pytest.mark.parametrize(("old", "new", "words"), [*UNREADABLE, *STAMPED_OVER])
def test_faulty_formats_of_the_user(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert words in " ".join(f"{problem.message} {problem.hint}" for problem in problems_of(tmp_path, old, new))


@pytest.mark.parametrize(("old", "new", "words"), UNREADABLE)
def test_wrong_formats_name_their_file(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert {problem.file for problem in problems_of(tmp_path, old, new)} == {str(tmp_path / "envelopes.yaml")}


@pytest.mark.parametrize(("old", "new", "words"), STAMPED_OVER)
def test_formats_against_the_zones_name_their_file(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert {problem.file for problem in problems_of(tmp_path, old, new)} == {str(tmp_path / "envelopes.yaml")}
