from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from appealgen.errors import InputError, MissingError
from appealgen.model.document import LabelPlacing, Labels
from appealgen.model.stationery import A4, US_LETTER, Box, LabelSheet
from appealgen.post.layouts import find_label_sheet, label_sheets

ROWS = {
    # gLabels' templates and a developer's Avery table: columns, rows, width, height, left, top, pitches
    "L7160": (3, 7, 63.5, 38.1, 7.2, 15.15, 66, 38.1),
    "L7163": (2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1),
    "L7159": (3, 8, 63.5, 33.9, 7.2, 12.9, 66, 33.9),
    "L7161": (3, 6, 63.5, 46.6, 7.2, 8.7, 66, 46.6),
    "L7162": (2, 8, 99.1, 33.9, 4.65, 12.9, 101.6, 33.9),
    "L7165": (2, 4, 99.06, 67.73, 4.67, 13.04, 101.64, 67.73),
    "5160": (3, 10, 66.675, 25.4, 4.7625, 12.7, 69.85, 25.4),
    "5161": (2, 10, 101.6, 25.4, 3.969, 12.7, 106.362, 25.4),
    "5162": (2, 7, 101.6, 33.867, 3.969, 21.167, 106.362, 33.867),
    "5163": (2, 5, 101.6, 50.8, 4.127, 12.7, 106.362, 50.8),
    "5164": (2, 3, 101.6, 84.667, 3.969, 12.7, 106.362, 84.667),
    "3474": (3, 8, 70, 37, 0, 0.5, 70, 37),
    "3475": (3, 8, 70, 36, 0, 4.5, 70, 36),
    "4464": (3, 8, 70, 37, 0, 0.5, 70, 37),
    "4677": (3, 7, 63.5, 38.1, 6.75, 15.5, 66.5, 38.1),
    "4667": (2, 5, 96, 50.8, 8, 21.5, 99, 50.8),
    "4457": (2, 6, 105, 48, 0, 5.5, 105, 48),
    "4674": (2, 7, 105, 42.3, 0, 0.45, 105, 42.3),
    "4620": (2, 8, 105, 37, 0, 0.5, 105, 37),
    "4614": (3, 8, 66, 33.8, 5.7, 13, 66, 33.8),
}

OFF_CENTRE = {"4677": (0, 0.7), "4667": (1, 0), "4457": (0, 2), "4614": (-0.6, -0.6)}
"""mm; gLabels gives these sheets off-centre."""


def test_rows() -> None:
    assert {sheet.name for sheet in label_sheets()} == set(ROWS)
    for sheet in label_sheets():
        found = (
            sheet.columns,
            sheet.rows,
            sheet.width,
            sheet.height,
            sheet.left,
            sheet.top,
            sheet.pitch_x,
            sheet.pitch_y,
        )
        assert found == ROWS[sheet.name], sheet.name
        assert sheet.paper == (US_LETTER if sheet.name.startswith("51") else A4)


@pytest.mark.parametrize("sheet", label_sheets(), ids=lambda sheet: sheet.name)
def test_labels_lie_on_the_paper_in_its_middle(sheet: LabelSheet) -> None:
    cells = [sheet.cell(number) for number in range(sheet.columns * sheet.rows)]
    assert len(set(cells)) == sheet.columns * sheet.rows
    assert not any(a.meets(b) for a, b in pairwise(cells))
    last = cells[-1]
    assert last.right <= sheet.paper.width + 0.1 and last.bottom <= sheet.paper.height + 0.1
    # How much farther from the left than from the right, and from above than from below.
    found = (sheet.left - (sheet.paper.width - last.right), sheet.top - (sheet.paper.height - last.bottom))
    assert found == pytest.approx(OFF_CENTRE.get(sheet.name, (0, 0)), abs=0.35)


def test_cells_are_counted_along_the_rows() -> None:
    sheet = find_label_sheet("L7160")
    assert sheet.cell(0) == Box(7.2, 15.15, 63.5, 38.1)
    assert (sheet.cell(2).x, sheet.cell(2).y) == pytest.approx((7.2 + 2 * 66, 15.15))
    assert (sheet.cell(3).x, sheet.cell(3).y) == pytest.approx((7.2, 15.15 + 38.1))


@pytest.mark.parametrize(
    ("texts", "start", "pages"), [(1, 1, 1), (21, 1, 1), (22, 1, 2), (20, 2, 1), (21, 2, 2), (1, 21, 1), (2, 21, 2)]
)
def test_as_many_sheets_as_needed(texts: int, start: int, pages: int) -> None:
    sheet = find_label_sheet("L7160")
    assert Labels(sheet=sheet, texts=(("A",),) * texts, placing=LabelPlacing(start=start)).pages == pages


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("avery l7160", "L7160"), ("AVERY L7160", "L7160"), ("l 7160", "L7160"), ("J8160", "L7160"),
        ("Avery 5160", "5160"),
        ("8160", "5160"), ("Zweckform 3474", "3474"), ("herma 4464", "4464"),
        ("HERMA-4677", "4677"),
        ("3490", "3475"), ("Avery Zweckform 3475", "3475"),
    ],
)  # fmt: skip
def test_called_as_people_call_them(said: str, name: str) -> None:
    assert find_label_sheet(said).name == name


def test_no_name_has_two_meanings() -> None:
    for sheet in label_sheets():
        assert all(find_label_sheet(name) == sheet for name in (sheet.name, *sheet.also))


def test_an_unknown_sheet() -> None:
    with pytest.raises(MissingError) as raised:
        find_label_sheet("L7168")
    [problem] = raised.value.problems
    assert (problem.code, problem.field) == ("unknown-label", "labels")
    assert problem.hint is not None and "L716" in problem.hint


OWN = """\
sheets:
  - {name: Mine, also: [L7160], paper: A4, columns: 2, rows: 5, width: 90, height: 50, left: 10, top: 20, pitch_x: 100,
     pitch_y: 52, source: measured}
"""


def own(root: Path, text: str) -> tuple[Path, ...]:
    (root / "labels.yaml").write_text(text, encoding="utf-8")
    return (root,)


def test_the_users_own_sheets_come_first(tmp_path: Path) -> None:
    roots = own(tmp_path, OWN)
    assert find_label_sheet("avery L7160", roots).name == "Mine" and find_label_sheet("L7163", roots).name == "L7163"
    assert find_label_sheet("mine", roots).cell(9) == Box(110, 228, 90, 50)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("left: 10", "left: 25", "do not fit on the A4 sheet"),
        ("rows: 5", "rows: 6", "do not fit on the A4 sheet"),
        ("rows: 5", "rows: 0", "overlap"),
        ("columns: 2", "columns: 2.5", "2.5"),
        ("pitch_x: 100", "pitch_x: 89", "overlap"),
        ("pitch_y: 52", "pitch_y: 49.9", "overlap"),
        ("paper: A4", "paper: Letter", "US Letter"),
        ("columns: 2", "columns: 0", "overlap"),
        ("left: 10", "left: -30", "edges of 0 or more"),
        ("width: 90", "width: -90", "above 0"),
    ],
)  # fmt: skip
def test_faulty_sheets_of_the_user_name_their_file(tmp_path: Path, old: str, new: str, words: str) -> None:
    roots = own(tmp_path, OWN.replace(old, new))
    with pytest.raises(InputError) as raised:
        label_sheets(roots)
    assert words in " ".join(f"{problem.message} {problem.hint}" for problem in raised.value.problems)
    assert {problem.file for problem in raised.value.problems} == {str(tmp_path / "labels.yaml")}
