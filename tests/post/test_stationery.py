from __future__ import annotations

from pathlib import Path

import pytest

from appealgen.document import A4, US_LETTER, Box, EnvelopeFormat, Paper
from appealgen.errors import InputError, MissingError
from appealgen.post.stationery import default_envelope, envelope_format, envelope_formats, paper_of
from samples import write_files

FRANKING_WIDTH, FRANKING_HEIGHT, CODING_STRIP = 74, 40, 15


@pytest.mark.parametrize(
    ("text", "name"),
    [("DL", "DL"), ("dl", "DL"), ("e65", "DL"), ("DIN Lang", "DL"), ("C6", "C6"), ("c5", "C5"), ("US10", "US10"),
     ("#10", "US10"), ("10", "US10"), ("COM10", "US10")],
)  # fmt: skip
def test_names(text: str, name: str) -> None:
    assert envelope_format(text).name == name


@pytest.mark.parametrize(("text", "hint"), [("C55", "did you mean “C5”?"), ("B4x", "known: DL, C6, C5, US10, none")])
def test_an_unknown_name(text: str, hint: str) -> None:
    with pytest.raises(MissingError, match=f"“{text}” is not an envelope format") as raised:
        envelope_format(text)
    (found,) = raised.value.problems
    assert (found.code, found.hint, found.field) == ("unknown-envelope", hint, "envelope")


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@pytest.mark.parametrize("format", envelope_formats(), ids=lambda format: format.name)
def test_boxes_keep_clear_of_what_the_post_needs(format: EnvelopeFormat) -> None:
    franking = Box(format.width - FRANKING_WIDTH, 0, FRANKING_WIDTH, FRANKING_HEIGHT)
    coding = Box(0, format.height - CODING_STRIP, format.width, CODING_STRIP)
    for box in (format.address, format.sender):
        assert min(box.x, box.y, box.width, box.height) > 0
        assert box.x + box.width <= format.width
        assert box.y + box.height <= format.height
        assert not overlap(box, franking)
        assert not overlap(box, coding)
    assert not overlap(format.address, format.sender)
    assert format.address.x >= 15
    assert format.address.x + format.address.width <= format.width - 15
    assert format.width > format.height
    assert format.source


def test_names_and_aliases_are_one_formats_only() -> None:
    names = [name.casefold() for known in envelope_formats() for name in (known.name, *known.also)]
    assert len(names) == len(set(names))


def test_the_users_formats(tmp_path: Path) -> None:
    mine = "{name: Mine, width: 200, height: 100, address: 90 45 90 40, sender: 10 8 80 26, source: ruler}"
    roots = (write_files(tmp_path, {"envelopes.yaml": f"envelopes:\n  - {mine}\n"}),)
    assert envelope_format("mine", roots).address == Box(90, 45, 90, 40)


@pytest.mark.parametrize("box", ["1 2 3", "a b c d", "1 2 3 4 5"])
def test_a_wrong_box(tmp_path: Path, box: str) -> None:
    text = f"envelopes:\n  - {{name: A, width: 200, height: 100, address: {box}, sender: 1 2 3 4, source: s}}\n"
    roots = (write_files(tmp_path, {"envelopes.yaml": text}),)
    with pytest.raises(InputError, match="is not a box") as raised:
        envelope_formats(roots)
    assert raised.value.problems[0].field == "envelopes[0].address"


@pytest.mark.parametrize(
    ("country", "paper", "envelope"),
    [("GB", A4, "DL"), ("DE", A4, "DL"), ("KZ", A4, "DL"), ("JP", A4, "DL"), ("US", US_LETTER, "US10"),
     ("CA", US_LETTER, "US10"), ("MX", US_LETTER, "DL"), ("PH", US_LETTER, "DL"), ("HN", A4, "DL")],
)  # fmt: skip
def test_by_country(country: str, paper: Paper, envelope: str) -> None:
    assert paper_of(country) == paper
    assert default_envelope(country) == envelope
    assert envelope_format(default_envelope(country))
