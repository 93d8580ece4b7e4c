from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from appealgen.errors import InputError, Problem, ProblemCode
from appealgen.messages import message
from appealgen.output.counting import LetterCount
from appealgen.output.statistics import statistics
from manifest_samples import entry, folder, manifest_object
from samples import write_files

DAY = datetime.date(2020, 2, 1)


def test_letters_that_have_all_in_common_are_one_row(tmp_path: Path) -> None:
    found = statistics([folder(
        tmp_path, entry("x/t.en.docx"), entry("x/2/t.en.docx", sender=2), entry("x/t.fr.docx"),
        entry("x/t.envelope.docx", kind="envelope"), entry("x/t.labels.docx", kind="labels"),
        entry("x/t.all.docx", kind="print"), entry("x/t.all.txt", kind="sheet"),
    )])  # fmt: skip
    assert found.rows == (
        LetterCount("x", "t", "direct", "en", "KZ", "2020-02-01", "post", 2),
        LetterCount("x", "t", "direct", "fr", "KZ", "2020-02-01", "post", 1),
    )  # fmt: skip
    assert (found.letters, found.rehearsals, found.reservations) == (3, 0, ())
    assert found.manifests == (tmp_path / "manifest.json",)


def test_a_letter_in_two_formats_is_one(tmp_path: Path) -> None:
    root = folder(tmp_path, entry("x/t.en.docx"), entry("x/t.en.txt", date=None), entry("x/t.fr.txt"))
    (root / "x" / "t.en.txt").unlink()
    found = statistics([root])
    assert [(row.language, row.date, row.letters) for row in found.rows] == [
        ("en", "2020-02-01", 1), ("fr", "2020-02-01", 1),
    ]  # fmt: skip
    assert found.notices(by_folder=True) == ()


@pytest.mark.parametrize(
    "notice", [{}, {"code": ["rehearsal"]}, {"code": "left-over", "file": ["x"]}, {"code": "anyway"}]
)
def test_unusual_notices_are_skipped(tmp_path: Path, notice: dict[str, Any]) -> None:
    manifest = manifest_object(entry("x/t.en.docx")) | {"notices": [notice]}
    write_files(tmp_path, {"manifest.json": json.dumps(manifest), "x/t.en.docx": "x"})
    assert (statistics([tmp_path]).letters, statistics([tmp_path]).reservations) == (1, ())


@pytest.mark.parametrize("wrong", [None, 5, "", ["x"], "x\x1b[2J"])
def test_values_missing_in_a_manifest_are_unknown(tmp_path: Path, wrong: Any) -> None:
    odd = entry("x/t.en.docx", route=wrong, country=wrong, date=wrong, language=wrong)
    assert statistics([folder(tmp_path, odd)]).rows == (LetterCount("x", "t", None, None, None, None, "post", 1),)


def test_by_the_most_but_dates_in_order_and_unknown_last(tmp_path: Path) -> None:
    found = statistics([folder(
        tmp_path,
        entry("x/1/t.en.txt", date="2020-02-03"), entry("x/2/t.en.txt", date="2020-02-03"),
        entry("x/t.fr.txt", date="2020-02-01"), entry("x/u.ru.txt", date=None, country=None),
        entry("y/t.de.txt", country="FR", date="2020-02-03"),
    )])  # fmt: skip
    assert [count.values[0] for count in found.by("language")] == ["en", "de", "fr", "ru"]
    assert [tuple(count) for count in found.by("date")] == [
        (("2020-02-01",), 1), (("2020-02-03",), 3), ((None,), 1),
    ]  # fmt: skip
    assert [tuple(count) for count in found.by("case", "target")] == [
        (("x", "t"), 3), (("x", "u"), 1), (("y", "t"), 1),
    ]  # fmt: skip
    assert [count.values[0] for count in found.by("country")] == ["KZ", "FR", None]


def test_only_some_days(tmp_path: Path) -> None:
    root = folder(tmp_path, *(entry(f"x/{d}/t.en.txt", date=d) for d in ("2020-01-31", "2020-02-01", "2020-02-02")))

    def days(**between: datetime.date) -> list[str | None]:
        return [row.date for row in statistics([root], **between).rows]

    assert days(since=DAY) == ["2020-02-01", "2020-02-02"]
    assert days(until=DAY) == ["2020-01-31", "2020-02-01"]
    assert days(since=DAY, until=DAY) == ["2020-02-01"]


def test_letters_without_a_date_are_left_out_of_some_days_and_told(tmp_path: Path) -> None:
    root = folder(tmp_path, entry("x/t.en.txt", date=None), entry("x/t.fr.txt", date="soon"), entry("x/t.de.txt"))
    found = statistics([root], since=DAY)
    assert found.letters == 1
    assert [(n.code, n.file, n.message[:9]) for n in found.notices(by_folder=True)] == [
        ("undated", str(tmp_path), "2 letters")
    ]


def test_manifests_below_a_folder_without_one_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = folder(tmp_path / "a" / "one", entry("x/t.en.txt"))
    two = folder(tmp_path / "a" / "two", entry("x/t.en.txt"))
    folder(two / "deeper", entry("x/t.en.txt"))
    found = statistics([tmp_path / "a", one, one / "manifest.json", one / ".." / "one"])
    assert found.letters == 2 and found.rows[0].letters == 2
    assert found.manifests == tuple(path / "manifest.json" for path in (one, two))
    assert statistics([two]).letters == 1
    monkeypatch.chdir(one)
    assert statistics([Path()]).letters == 1


def test_folders_without_manifests_are_all_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        statistics([tmp_path, tmp_path / "none", Path("x" * 5000), tmp_path / "b"])
    found = raised.value.problems
    assert [(p.code, p.message) for p in found] == [
        ("no-manifest", "no manifest.json in it or below it"), *[("no-manifest", "there is no such folder")] * 3,
    ]  # fmt: skip
    assert "--out" in (found[0].hint or "")


def test_broken_manifests_are_all_named(tmp_path: Path) -> None:
    for name in ("a", "b"):
        folder(tmp_path / name, {"path": "../x"}, files=False)
    with pytest.raises(InputError) as raised:
        statistics([tmp_path])
    assert [(p.code, p.file) for p in raised.value.problems] == [
        ("not-a-manifest", str(tmp_path / name / "manifest.json")) for name in ("a", "b")
    ]
    assert all("--out" not in (p.hint or "") for p in raised.value.problems)


def test_rehearsals_and_letters_written_anyway_are_reported(tmp_path: Path) -> None:
    root = folder(
        tmp_path, entry("x/t.en.txt"), entry("x/t.fr.txt"), entry("y/t.en.txt"), entry("z/t.en.txt"),
        notices=(
            Problem(ProblemCode.REHEARSAL, message("m"), case="x"),
            Problem(ProblemCode.REHEARSAL, message("m"), case="gone"),
            Problem(ProblemCode.ANYWAY, message("because of Ann"), case="y"),
            Problem(ProblemCode.DEADLINE_NEAR, message("m"), case="z"),
        ),
    )  # fmt: skip
    found = statistics([root])
    assert (found.letters, found.rehearsals) == (4, 2)
    assert [(n.code, n.case) for n in found.notices(by_folder=True)] == [("rehearsal", "x"), ("anyway", "y")]
    first, second = found.notices(by_folder=True)
    assert first.message.startswith("2 letters for x: a rehearsal") and "Ann" not in second.message
    assert statistics([root], until=DAY - datetime.timedelta(1)).reservations == ()


def test_files_that_are_gone_or_left_over_are_counted_and_reported(tmp_path: Path) -> None:
    old, gone = (
        Problem(ProblemCode.LEFT_OVER, message("m"), case="x", file="x/t.fr.txt"),
        Problem(ProblemCode.LEFT_OVER, message("m"), file="x/t.ru.txt"),
    )
    root = folder(
        tmp_path, entry("x/t.en.txt"), entry("x/t.fr.txt"), entry("x/t.ru.txt"), entry("x/t.de.txt"),
        notices=(old, gone),
    )  # fmt: skip
    for name in ("ru", "de"):
        (root / "x" / f"t.{name}.txt").unlink()
    found = statistics([root])
    assert found.letters == 4
    assert [(n.code, n.message.split(" ")[0]) for n in found.notices(by_folder=True)] == [
        ("left-over", "1"),
        ("gone", "2"),
    ]


def test_nothing_about_individuals_is_revealed(tmp_path: Path) -> None:
    """Neither rows nor file names, which may contain a row or a name."""
    root = folder(tmp_path, entry("x/0815-alex/t.en.txt", sender=815), files=False)
    told = repr(statistics([root])).replace(str(tmp_path), "")
    assert "815" not in told and "alex" not in told


def test_notices_in_all_name_no_folder(tmp_path: Path) -> None:
    """A folder may be named after the person whose letters are in it."""
    said = (Problem(ProblemCode.REHEARSAL, message("m"), case="x"),)
    folder(tmp_path / "alex", entry("x/t.en.txt"), entry("x/u.en.txt"), notices=said)
    folder(tmp_path / "kim", entry("x/t.en.txt"), notices=said)
    found = statistics([tmp_path])
    assert [(n.file, n.message[:9]) for n in found.notices(by_folder=True)] == [
        (str(tmp_path / "alex"), "2 letters"), (str(tmp_path / "kim"), "1 letter "),
    ]  # fmt: skip
    [notice] = found.notices(by_folder=False)
    assert (notice.file, notice.message[:9], found.rehearsals) == (None, "3 letters", 3)
