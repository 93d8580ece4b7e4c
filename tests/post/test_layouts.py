from __future__ import annotations

from pathlib import Path

import pytest

from appealgen.errors import InputError, MissingError
from appealgen.model.stationery import A4, US_LETTER, Box, LetterLayout
from appealgen.post.layouts import for_envelope, letter_layout, letter_layouts
from window_sizes import SEEN_BELOW, WINDOWS

FIELDS = {
    # KOMA-Script's letter class options (postalmethods.com for us10-double): field, indent, folds, body
    "din5008a": ((20, 27, 85, 45), 5, (87, 192), 80.5),
    "din5008b": ((20, 45, 85, 45), 5, (105, 210), 98.5),
    "swiss-right": ((112, 45, 90, 45), 0, (105, 210), 98.5),
    "swiss-left": ((20, 35.5, 100, 45), 0, (105, 210), 89),
    "french": ((100, 35, 100, 45), 10, (99, 198), 99),
    "us9": ((17.46, 55.56, 114.3, 28.58), 0, (95.25, 187.3), 87.3),
    "us9-double": ((14.29, 55.56, 92.08, 28.58), 0, (95.25, 187.3), 87.3),
    "us10-double": ((12.7, 51.87, 88.9, 22.2), 0, (93.1, 186.3), 85.7),
    "japanese": ((22, 12, 90, 40), 0, (116, 232), 69),
    # koma-script-sfs: 18 mm, 36 mm, 95 x 35 mm, indent 5; 18 lines of a sixth of an inch above the reference
    "finnish": ((18, 36, 95, 35), 5, (105, 210), 76.2),
    # isodoc: columns at 35 and 105, 70 wide, centred on 63.5; fold at 107, the rest in half; headings at 98
    "dutch-left": ((35, 50, 70, 27), 0, (107, 202), 98),
    "dutch-right": ((105, 50, 70, 27), 0, (107, 202), 98),
    # notifications-template-preview: 24.6 to 120, 39.5 to 66.3; the body below 95
    "british": ((24.6, 39.5, 95.4, 26.8), 0, (), 95),
}
PUNCHED = ("din5008a", "din5008b", "swiss-right", "swiss-left", "finnish", "dutch-left")
WITHOUT_RETURN_LINE = ("us", "finnish", "dutch", "british")

VISIBLE = {
    ("french", "DL"): (110, 50, 85, 30),
    ("us9", "US9"): (22.2, 57.1, 104.8, 25.4),
    ("us9-double", "US9"): (19.05, 57.1, 82.5, 25.4),
    ("us10-double", "US10"): (12.7, 51.87, 88.9, 22.2),
    ("japanese", "Chou3"): (24, 14, 63, 36),
    ("dutch-left", "DL"): (35, 50, 70, 27),
    ("dutch-right", "DL"): (105, 50, 70, 27),
    ("british", "GOV.UK Notify"): (24.6, 39.5, 95.4, 26.8),
}
"""Sources that give the visible area, not the window."""


def layout(name: str) -> LetterLayout:
    found = letter_layout(name)
    assert found is not None
    return found


def test_fields_folds_and_bodies() -> None:
    assert {one.name for one in letter_layouts()} == set(FIELDS)
    for one in letter_layouts():
        field, indent, folds, body = FIELDS[one.name]
        assert (one.field, one.indent, one.folds, one.body) == (Box(*field), indent, folds, body), one.name
        assert one.paper == (US_LETTER if one.name.startswith("us") else A4)
        assert one.punch == (148.5 if one.name in PUNCHED else None)
        assert one.return_line == (0 if one.name.startswith(WITHOUT_RETURN_LINE) else 5)
        assert one.from_bottom == (one.name == "british")


def test_every_window_is_computed_or_given() -> None:
    windows = {(one.name, window.envelope) for one in letter_layouts() for window in one.windows}
    assert windows == set(WINDOWS) | set(VISIBLE) | {("din5008a", "DL"), ("din5008a", "C65")}


@pytest.mark.parametrize(("name", "envelope"), WINDOWS)
def test_a_window_never_shows_the_sender_or_the_letter(name: str, envelope: str) -> None:
    """Wherever the sheet slides: pushed fully right and down, the window shows what is farthest left and up."""
    (width, height), panel, (left, below, wide, tall) = WINDOWS[name, envelope]
    across, down = width - panel[0], height - panel[1]
    top = height - below - tall
    seen = Box(left - across, top - down, wide + across, tall + down)
    one = layout(name)
    assert not seen.meets(one.sender)
    assert (seen.bottom > one.body) == ((name, envelope) in SEEN_BELOW)


def shown(envelope: tuple[float, float], panel: tuple[float, float], window: tuple[float, ...]) -> Box:
    """The area of the sheet that a window shows both when pushed fully left and up and fully right and down."""
    left, below, width, height = window
    top = envelope[1] - below - height
    right_most, lowest = envelope[0] - panel[0], envelope[1] - panel[1]
    return Box(left, top, width, height).common(Box(left - right_most, top - lowest, width, height))


@pytest.mark.parametrize(("name", "envelope"), WINDOWS)
def test_windows_show_what_the_arithmetic_says(name: str, envelope: str) -> None:
    [window] = [window for window in layout(name).windows if window.envelope == envelope]
    assert window.visible == shown(*WINDOWS[name, envelope])


@pytest.mark.parametrize(("name", "envelope"), VISIBLE)
def test_visible_areas_of_other_windows(name: str, envelope: str) -> None:
    assert [w.visible for w in layout(name).windows if w.envelope == envelope] == [Box(*VISIBLE[name, envelope])]


def test_form_a_is_form_b_18_mm_higher() -> None:
    a, b = layout("din5008a"), layout("din5008b")
    assert b.field.y - a.field.y == b.body - a.body == b.folds[0] - a.folds[0] == 18
    for window in a.windows:
        [other] = [one for one in b.windows if one.envelope == window.envelope]
        box = other.visible
        assert window.visible == Box(box.x, box.y - 18, box.width, box.height)


def inside(inner: Box, outer: Box) -> bool:
    across = outer.x <= inner.x and inner.right <= outer.right + 1e-9
    return across and outer.y <= inner.y and inner.bottom <= outer.bottom + 1e-9


@pytest.mark.parametrize("one", letter_layouts(), ids=lambda one: one.name)
def test_the_address_has_space_and_is_alone(one: LetterLayout) -> None:
    sheet = Box(0, 0, one.paper.width, one.paper.height)
    assert all(inside(box, sheet) for box in (one.field, one.sender, one.address, one.return_box))
    assert all(inside(one.address, window.visible) for window in one.windows)
    assert one.address.x >= one.field.x + one.indent and one.address.y >= one.field.y + one.return_line
    assert one.address.width >= 60 and one.address.height >= 5 * 10 * 1.2 * 25.4 / 72
    assert not one.address.meets(one.sender) and not one.sender.meets(one.return_box)
    assert one.body >= max(one.address.bottom, one.sender.bottom)
    assert all(one.address.bottom < height < one.paper.height for height in one.folds)
    assert list(one.folds) == sorted(one.folds)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("DIN 5008 B", "din5008b"), ("din5008", "din5008b"), ("DIN", "din5008b"), ("din-b", "din5008b"),
        ("DIN5008 form A", "din5008a"), ("din 5008 a", "din5008a"), ("SN 010130", "swiss-right"),
        ("Swiss", "swiss-right"),
        ("swiss_left", "swiss-left"), ("L-SN", "swiss-left"), ("NF Z 11-001", "french"), ("France", "french"),
        ("#9", "us9"), ("US #9", "us9"), ("us9dw", "us9-double"), ("#10 double", "us10-double"), ("Japan", "japanese"),
        ("SFS 2487", "finnish"), ("Suomi", "finnish"), ("NEN 1026", "dutch-left"), ("Netherlands", "dutch-left"),
        ("NEN right", "dutch-right"), ("UK", "british"), ("notify", "british"),
    ],
)  # fmt: skip
def test_called_as_people_call_them(said: str, name: str) -> None:
    assert layout(said).name == name


def test_plain_is_no_layout_and_others_are_unknown() -> None:
    assert letter_layout(" Plain ") is None
    with pytest.raises(MissingError) as raised:
        letter_layout("din5008c")
    [problem] = raised.value.problems
    assert problem.code == "unknown-layout" and problem.hint is not None and "din5008" in problem.hint


def test_no_name_has_two_meanings() -> None:
    for one in letter_layouts():
        assert all(letter_layout(name) == one for name in (one.name, *one.also))


def test_the_window_of_one_envelope_gives_more_space() -> None:
    tight = layout("din5008b")
    roomy = for_envelope(tight, "DL")
    assert tight.address == Box(25, 57, 66, 31.5)
    assert roomy.address == Box(25, 50, 75, 40)
    with pytest.raises(MissingError) as raised:
        for_envelope(tight, "US9")
    assert raised.value.problems[0].hint == "it is for DL or C65 or C5"


OWN = """\
layouts:
  - name: mine
    also: [din]
    paper: A4
    field: 20 45 85 45
    return_line: 5
    sender: 125 45 65 45
    folds: [105, 210]
    body: 98.5
    windows: [{envelope: Mine, visible: 20 50 80 40, source: measured}]
    source: measured
"""


def own(root: Path, text: str) -> tuple[Path, ...]:
    (root / "layouts.yaml").write_text(text, encoding="utf-8")
    return (root,)


def test_the_users_own_layouts_come_first(tmp_path: Path) -> None:
    roots = own(tmp_path, OWN)
    found = letter_layout("DIN", roots)
    assert found is not None and found.name == "mine" and found.address == Box(20, 50, 80, 40)
    assert layout("din").name == "din5008b"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("visible: 20 50 80 40", "visible: 20 5 80 40", "no area in common for an address"),
        ("visible: 20 50 80 40", "visible: 20 50 80 8", "no area in common for an address"),
        ("visible: 20 50 80 40", "visible: 20 50 80", "four numbers"),
        ("body: 98.5", "body: 55", "no area in common for an address"),
        ("sender: 125 45 65 45", "sender: 80 45 65 45", "something else"),
        ("windows: [{envelope: Mine, visible: 20 50 80 40, source: measured}]", "windows: []", "window"),
        ("paper: A4", "paper: A5", "paper"),
        ("body: 98.5", "boddy: 98.5", "boddy"),
    ],
)  # fmt: skip
def test_faulty_layouts_of_the_user_name_their_file(tmp_path: Path, old: str, new: str, words: str) -> None:
    roots = own(tmp_path, OWN.replace(old, new))
    with pytest.raises(InputError) as raised:
        letter_layouts(roots)
    assert words in " ".join(f"{problem.message} {problem.hint}" for problem in raised.value.problems)
    assert {problem.file for problem in raised.value.problems} == {str(tmp_path / "layouts.yaml")}
