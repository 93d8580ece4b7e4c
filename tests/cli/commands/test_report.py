from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from appealgen.cli.views.statistics import bar
from appealgen.workflows.catalogue import find_case
from appealgen.yamlfile.writer import to_plain
from manifest_samples import entry, folder
from samples import Ran, write_files

Run = Callable[..., Ran]
WRITE = (
    "write", "ua-046-19", "--name", "Alex Example", "--address", "12 Sample Street", "--country", "GB", "--reads", "en",
    "--date", "2019-04-15", "--format", "docx,txt", "--quiet",
)  # fmt: skip


@pytest.fixture
def letters() -> Path:
    """Manifests as batches might leave them: 4 letters for two cases, one of which is in the catalogue."""
    return folder(
        Path("letters"),
        *(entry(f"ua-046-19/{row}/prosecutor-general.kk.docx", date=f"2026-01-0{row}") for row in (1, 2)),
        entry("ua-046-19/1/embassy-gb.en.docx", route="copy", country="GB", date="2026-01-01"),
        entry("elsewhere/1/minister.fr.docx", route=None, country=None, date=None),
    )


def test_tables_at_80_columns(run: Run, letters: Path) -> None:
    ran = run("report", "letters")
    assert ran.code == 0 and max(len(line) for line in ran.out.splitlines()) <= 80
    assert [line.rstrip("█▏▎▍▌▋▊▉").split() for line in ran.out.splitlines()] == [
        ["4", "letters,", "dated", "1", "January", "2026", "to", "2", "January", "2026"],
        ["CASE", "LETTERS"],
        ["ua-046-19", "House", "arrest", "for", "standing", "up", "for", "3"], ["Kazakhs", "in", "China"],
        ["elsewhere", "1"],
        [], ["TARGET"],
        ["ua-046-19", "prosecutor-general", "2"], ["elsewhere", "minister", "1"], ["ua-046-19", "embassy-gb", "1"],
        [], ["ROUTE"],
        ["straight", "to", "the", "target", "2"], ["copies", "for", "information", "1"], ["unknown", "1"],
        [], ["LANGUAGE"],
        ["Kazakh", "(kk)", "2"], ["English", "(en)", "1"], ["French", "(fr)", "1"],
        [], ["SENT", "TO"],
        ["Kazakhstan", "(KZ)", "2"], ["United", "Kingdom", "(GB)", "1"], ["unknown", "1"],
        [], ["DATE"],
        ["1", "January", "2026", "2"], ["2", "January", "2026", "1"], ["unknown", "1"],
    ]  # fmt: skip
    assert "\x1b" not in ran.out and "counted in letters/manifest.json" in ran.err.replace("\\", "/")


def test_bars_stand_below_each_other(run: Run, letters: Path) -> None:
    lines = run("report", "letters").out.splitlines()
    assert len({line.index("█") for line in lines if "█" in line}) == 1
    assert {line.count("█") for line in lines if "█" in line} == {24, 12, 8}


def test_csv(run: Run, letters: Path) -> None:
    ran = run("report", "letters", "--csv")
    assert list(csv.reader(io.StringIO(ran.out))) == [
        ["case", "target", "route", "language", "country", "date", "letters", "channel"],
        ["elsewhere", "minister", "", "fr", "", "", "1", "post"],
        ["ua-046-19", "embassy-gb", "copy", "en", "GB", "2026-01-01", "1", "post"],
        ["ua-046-19", "prosecutor-general", "direct", "kk", "KZ", "2026-01-01", "1", "post"],
        ["ua-046-19", "prosecutor-general", "direct", "kk", "KZ", "2026-01-02", "1", "post"],
    ]


def test_csv_runs_no_formulas(run: Run) -> None:
    folder(Path("letters"), entry("x/t.en.docx", target="=1+1"))
    assert "x,'=1+1,direct" in run("report", "letters", "--csv").out


def test_json(run: Run, letters: Path) -> None:
    ran = run("report", "letters", "--json")
    found = json.loads(ran.out)
    assert list(found) == [
        "version", "letters", "rehearsals", "cases", "targets", "routes", "languages", "countries", "dates", "channels",
        "rows", "notices",
    ]  # fmt: skip
    assert (found["version"], found["letters"], found["rehearsals"], found["notices"]) == (1, 4, 0, [])
    assert found["cases"] == [
        {"case": "ua-046-19", "title": to_plain(find_case("ua-046-19").title), "letters": 3},
        {"case": "elsewhere", "title": None, "letters": 1},
    ]
    assert found["targets"][0] == {"case": "ua-046-19", "target": "prosecutor-general", "letters": 2}
    assert found["countries"][-1] == {"country": None, "letters": 1}
    assert found["rows"][1] == {
        "case": "ua-046-19", "target": "embassy-gb", "route": "copy", "language": "en", "country": "GB",
        "date": "2026-01-01", "channel": "post", "letters": 1,
    }  # fmt: skip
    assert ran.err.splitlines() == [f"counted in {Path('letters') / 'manifest.json'}"]


def test_json_names_no_folder(run: Run) -> None:
    folder(Path("letters") / "alex", entry("x/t.en.docx"), files=False)
    ran = run("report", "letters", "--json")
    assert "alex" in ran.err and "alex" not in ran.out
    assert json.loads(ran.out)["notices"] == [
        {"code": "gone", "message": "1 letter: file no longer there; still counted"}
    ]


def test_days(run: Run, letters: Path) -> None:
    ran = run("report", "letters", "--from", "2026-01-02", "--until", "2026-01-02")
    assert ran.out.startswith("1 letter, dated 2 January 2026\n") and "1 letter: date unknown" in ran.err
    assert run("report", "letters", "--from", "2027-01-01").out == "0 letters\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--from", "yesterday"], "from"),
        (["--until", "2026-02-30"], "until"),
        (["--from", "2026-01-02", "--until", "2026-01-01"], "2026-01-02 is after 2026-01-01"),
        (["--csv", "--json"], "either --csv or --json"),
    ],
)
def test_usage(run: Run, letters: Path, options: list[str], said: str) -> None:
    ran = run("report", "letters", *options)
    assert ran.code == 2 and said in ran.err and ran.out == ""


def test_no_manifest_and_a_broken_one(run: Run) -> None:
    write_files(Path("a"), {"manifest.json": "{}"})
    ran = run("report", "a", "--json")
    found = json.loads(ran.out)
    assert ran.code == 3 and [e["code"] for e in found["errors"]] == ["not-a-manifest"] and found["rows"] == []
    assert list(found)[:4] == ["version", "cases", "targets", "routes"]
    ran = run("report", "b")
    assert (ran.code, ran.out) == (3, "") and "there is no such folder" in ran.err and "--out" in ran.err


def test_files_written_by_write(run: Run) -> None:
    assert run(*WRITE).code == 0
    ran = run("report", "letters")
    assert ran.out.startswith("2 letters, 2 of them rehearsals") and "embassy-gb" in ran.out
    assert "letters: 2 letters for ua-046-19: a rehearsal" in ran.err
    for form in ((), ("--csv",), ("--json",)):
        told = run("report", "letters", *form)
        assert not [word for word in ("Alex", "Sample", "docx", "sender") if word in told.out + told.err]


@pytest.mark.parametrize(
    ("part", "encoding", "expected"),
    [
        (1, "utf-8", "█" * 24),
        (0.5, "utf-8", "█" * 12),
        (1 / 192, "utf-8", "▏"),
        (0.000001, "utf-8", "▏"),
        (3.5 / 24, "utf-8", "███▌"),
        (0.5, "ascii", "#" * 12),
        (0.5, "cp1252", "#" * 12),
        (0.000001, None, "#"),
    ],
)
def test_bars(part: float, encoding: str | None, expected: str) -> None:
    assert bar(part, encoding) == expected
