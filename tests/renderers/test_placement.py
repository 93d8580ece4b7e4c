"""Boxes on envelopes, behind windows and on labels: their contents, and what happens when these do not fit."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.model.document import RULED, Address, Envelope, LabelPlacing, Labels, Letter
from appealgen.model.stationery import A4, Box
from appealgen.post.envelopes import envelope_format, envelope_formats, zones
from appealgen.post.layouts import find_label_sheet, for_envelope, label_sheets, letter_layout, letter_layouts
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.fit_report import envelope_misfit, label_misfits, window_misfit
from appealgen.renderers.placement import SMALLEST, envelope_boxes, label_boxes, misfits, reference_of, window_boxes

REFERENCE = bundled_reference()
LONG = ("Ministry", "of", "Justice", "1 Street", "Second Court", "Quarter", "Town", "District", "Region")
WORD = "Donaudampfschifffahrtsgesellschaftskapitänswitwenverein"


def envelope(form: str = "DL", **changes: Any) -> Envelope:
    made = Envelope(
        "en-GB", envelope_format(form), ("Alex Example", "Anytown"), Address(("Minister", "Town"), "FRANCE")
    )
    return made._replace(**changes)


def letter(layout: str = "din5008b", lines: tuple[str, ...] = ("Minister", "Town"), **changes: Any) -> Letter:
    found = letter_layout(layout)
    assert found is not None
    made = Letter(
        "en-GB", False, found.paper, ("Alex Example",), Address(lines, "FRANCE"), "1 May 2019", (), found,
        "Alex Example · Anytown" if found.return_line else "",
    )  # fmt: skip
    return made._replace(**changes)


def test_the_sender_is_on_the_front_on_the_back_or_nowhere() -> None:
    front, back, none = (
        envelope_boxes(envelope(return_address=side, mark="AIR MAIL", sender=sender), REFERENCE)
        for side, sender in (("front", ("A",)), ("back", ("A",)), ("back", ()))
    )
    assert [[placed.style for placed in side] for side in front] == [
        ["envelope-return", "envelope-mark", "envelope-address"]
    ]
    assert [[placed.style for placed in side] for side in back] == [
        ["envelope-mark", "envelope-address"], ["envelope-return"],
    ]  # fmt: skip
    assert [[placed.style for placed in side] for side in none] == [["envelope-mark", "envelope-address"]]
    form = envelope_format("DL")
    assert (front[0][1].box, front[0][0].box, back[1][0].box) == (form.mark, form.sender, form.back)
    assert (back[0][0].box.x, back[0][0].box.y) == (form.sender.x, form.sender.y)


@pytest.mark.parametrize("side", ["front", "back", "none"])
@pytest.mark.parametrize("form", envelope_formats(), ids=lambda form: form.name)
def test_the_mark_of_a_letter_is_where_posts_neither_read_nor_print(form: Any, side: Any) -> None:
    sender = ("A", "B") if side != "none" else ()
    made = envelope(form.name, return_address=side, mark="AIR MAIL", sender=sender, letter_mark="W12/3")
    sides = envelope_boxes(made, REFERENCE)
    assert [[p.lines for p in boxes].count(("W12/3",)) for boxes in sides] == [1] * len(sides)
    for first, *others in sides:
        assert first.style == "letter-mark" and first.size == 7
        assert all(above.box.bottom <= below.box.y for above, below in pairwise([first, *others]))
    [mark] = [placed.box for placed in sides[0] if placed.style == "letter-mark"]
    assert mark.common(form.sender) == mark
    free = zones()
    assert not mark.meets(free.franking_box(form.width)) and not mark.meets(free.coding_box(form.width, form.height))
    assert mark.y >= 5 and not mark.meets(form.address)


def test_an_address_that_needs_its_whole_box_has_no_mark() -> None:
    made = envelope(sender=("x",) * 8, letter_mark="4/3")
    assert [placed.style for placed in envelope_boxes(made, REFERENCE)[0]] == ["envelope-return", "envelope-address"]
    sheet = find_label_sheet("3475")
    assert sheet is not None
    for lines, styles in ((9, ["letter-mark", "label"]), (10, ["label"])):
        [[(_, boxes)]] = label_boxes(Labels(sheet, (("A",) * lines,), letter_marks=("4/3",)), REFERENCE)
        assert [placed.style for placed in boxes] == styles and boxes[-1].fits


@pytest.mark.parametrize("layout", letter_layouts(), ids=lambda layout: layout.name)
def test_an_address_is_centred_in_its_window_or_fills_it_from_below(layout: Any) -> None:
    placed = window_boxes(letter(layout.name), REFERENCE)[-1]
    height = len(placed.lines) * placed.leading * 25.4 / 72
    below = layout.address.bottom - placed.box.y - height
    assert below == pytest.approx(0 if layout.from_bottom else placed.box.y - layout.address.y)
    assert placed.box.bottom == pytest.approx(layout.address.bottom)


def test_right_to_left_lines_are_recognized() -> None:
    lines = ("وزارة العدل", "12 شارع", "Tehran", "10")
    placed = envelope_boxes(envelope(recipient=Address(lines, "IRAN")), REFERENCE)[0][-1]
    assert placed.right_to_left == (True, True, False, False, False)


@pytest.mark.parametrize(
    ("style", "points"),
    [("envelope-return", 7), ("envelope-address", 10), ("sender", 8), ("window-return", 5.5), ("window-address", 10)],
)
def test_lines_become_no_smaller_than_can_be_read(style: str, points: float) -> None:
    sizes = set()
    for length in range(1, 200):
        lines = ("x" * length,)
        to = Address(lines, "")
        boxes = window_boxes(letter()._replace(sender=lines, return_line=lines[0], recipient=to), REFERENCE)
        boxes += envelope_boxes(envelope(sender=lines, recipient=to), REFERENCE)[0]
        sizes |= {placed.size for placed in boxes if placed.style == style and placed.fits}
    assert min(sizes) == points


def test_ruled_lines_are_never_too_long() -> None:
    assert not list(misfits(envelope_boxes(envelope(sender=(f"Name: {RULED}",) * 9), REFERENCE)[0]))


@given(st.lists(st.text(st.sampled_from("abW ,Ж北3"), min_size=1, max_size=60), min_size=1, max_size=9).map(tuple))
def test_fitting_lines_are_inside_the_label(text: tuple[str, ...]) -> None:
    lines = tuple(" ".join(line.split()) or "x" for line in text)
    labels = Labels(sheet=find_label_sheet("3474"), texts=(lines,) * 3, placing=LabelPlacing(start=23, offset=(1, -1)))
    for page in label_boxes(labels, REFERENCE):
        for cell, [placed] in page:
            inner = placed.box
            assert inner.x >= 5 and inner.y >= 5 and inner.right <= A4.width - 5 and inner.bottom <= A4.height - 5
            assert inner.common(cell).width == pytest.approx(inner.width)
            assert placed.size >= SMALLEST["label"]
            if placed.fits:
                assert len(placed.lines) * placed.leading * 25.4 / 72 <= inner.height + 1e-6


def test_labels_continue_on_a_partly_used_sheet() -> None:
    sheet = find_label_sheet("L7160")
    labels = Labels(sheet=sheet, texts=(("A",),) * 3, placing=LabelPlacing(start=20, offset=(2, -1)))
    cells = [[cell for cell, _ in page] for page in label_boxes(labels, REFERENCE)]
    wanted = [[sheet.cell(19), sheet.cell(20)], [sheet.cell(0)]]
    assert cells == [[Box(c.x + 2, c.y - 1, c.width, c.height) for c in page] for page in wanted]


def test_fitting_lines_give_no_problem() -> None:
    assert envelope_misfit(envelope(), REFERENCE) is None
    assert window_misfit(letter(), REFERENCE) is None
    assert label_misfits(Labels(sheet=find_label_sheet("L7160"), texts=(("A",),)), REFERENCE) == []


def test_an_address_too_long_for_an_envelope_names_larger_ones() -> None:
    long = envelope("Monarch", recipient=Address((*LONG, "Zone"), "FRANCE"))
    problem = envelope_misfit(long, REFERENCE)
    assert problem is not None and problem.code == "address-too-long" and problem.hint is not None
    assert problem.message == "the address of “Ministry” does not fit the Monarch envelope"
    named = [form.name for form in envelope_formats() if form.name in problem.hint.replace("--envelope", "").split()]
    assert named and "Monarch" not in named
    for form in envelope_formats():
        assert (envelope_misfit(long._replace(format=form), REFERENCE) is None) == (form.name in named)


def test_an_address_that_fits_no_envelope_must_be_shortened() -> None:
    problem = envelope_misfit(envelope(sender=(WORD * 3,)), REFERENCE)
    assert problem is not None and problem.hint is not None and problem.hint.startswith("shorten its lines")
    assert problem.message == "your own address does not fit the DL envelope" and "Donau" not in str(problem)


def test_an_address_too_long_for_a_window_names_larger_ones() -> None:
    long = letter("din5008b", LONG[:7])
    problem = window_misfit(long, REFERENCE)
    assert problem is not None and problem.hint is not None
    assert "window of din5008b" in problem.message and problem.hint.startswith("these fit: ")
    assert "--layout din5008b --envelope DL" in problem.hint and problem.hint.endswith("(a printed envelope)")
    assert "us9" not in problem.hint
    assert long.layout is not None
    assert window_misfit(long._replace(layout=for_envelope(long.layout, "DL")), REFERENCE) is None


def test_addresses_too_long_for_a_label_name_sheets_with_larger_ones() -> None:
    labels = Labels(sheet=find_label_sheet("5160"), texts=(("A", "B"), LONG, ("Second", *LONG)))
    first, second = label_misfits(labels, REFERENCE)
    assert "“Ministry”" in first.message and "“Second”" in second.message and first.hint is not None
    named = first.hint.removeprefix("these fit: --labels ").split(", ")
    for sheet in (each for each in label_sheets() if each.paper == labels.sheet.paper):
        assert (label_misfits(labels._replace(sheet=sheet), REFERENCE) == []) == (sheet.name in named), sheet.name
    [problem] = label_misfits(labels._replace(texts=((WORD * 4,),)), REFERENCE)
    assert problem.hint == "print an envelope instead"


def test_labels_are_checked_at_their_places_and_name_nobodys_own_address() -> None:
    edge = Labels(sheet=find_label_sheet("3474"), texts=(("x" * 50,),), placing=LabelPlacing(start=1))
    places = [bool(label_misfits(edge._replace(placing=LabelPlacing(start=n)), REFERENCE)) for n in (1, 2, 3)]
    assert places[0] == places[2]
    widest = next(n for n in range(20, 90) if label_misfits(edge._replace(texts=(("x" * n,),)), REFERENCE))
    middle = edge._replace(texts=(("x" * widest,),), placing=LabelPlacing(start=2))
    assert label_misfits(middle, REFERENCE) == [] or places == [True] * 3
    own = Labels(sheet=find_label_sheet("5160"), texts=(("A",), ("Alex Example", WORD * 3)), own=1)
    [problem] = label_misfits(own, REFERENCE)
    assert problem.message == "your own address does not fit a label of 5160"


@pytest.mark.parametrize(
    "lines", [("النائب العام", "القاهرة 11511", "CAIRO"), ("司法部", "100000"), ("법무부",), ("Ｚ",)]
)
def test_lines_that_no_word_processor_rotates_are_not_printed_rotated(lines: tuple[str, ...]) -> None:
    to = Address(lines, "EGYPT")
    assert envelope_misfit(envelope(recipient=to), REFERENCE) is None
    problem = envelope_misfit(envelope(recipient=to, feed="rotated"), REFERENCE)
    assert problem is not None and problem.code == "rotated-script"
    assert envelope_misfit(envelope(feed="rotated"), REFERENCE) is None


def test_recipients_on_a_sheet_of_labels_have_one_size() -> None:
    sheet = find_label_sheet("L7160")
    assert sheet is not None
    texts = (
        ("Minister", "Town"),
        ("Embassy of the Republic of Kazakhstan", "Town"),
        ("Alex Example", "Town"),
    )
    [cells] = label_boxes(Labels(sheet, texts, own=1), REFERENCE)
    first, second, own = (placed.size for _, [placed] in cells)
    assert first == second < REFERENCE.measures["label"].size and own <= 9
    [alone] = label_boxes(Labels(sheet, texts[:1]), REFERENCE)
    assert alone[0][1][0].size > first


@pytest.mark.parametrize(("layout", "left"), [("din5008b", 25), ("swiss-right", 27), ("swiss-left", 27)])
def test_paragraphs_begin_below_an_address_nearly_at_the_margin(layout: str, left: float) -> None:
    own = reference_of(letter(layout, step=2), REFERENCE)
    _, right, _, begin = own.margins_mm
    assert (begin, begin + right) == (left, 54)
    assert (
        f'w:left="{round(left / 25.4 * 1440)}"' in own.margins
        and f'w:left="{round(left / 25.4 * 1440)}"' in own.one_page
    )
    assert reference_of(letter(layout, step=2), REFERENCE) is own
