"""A Saturday with everything that happens at one, and three hundred people from eighteen countries."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from appealgen.model.identifiers import Country
from appealgen.model.sender import Sender
from appealgen.model.stationery import StationeryChoice
from event_samples import files_below, loaded, making, people, planned, roster, sections, write, write_cases
from samples import PROJECT, Ran, someone, write_files

OUT, PRINT = Path("letters"), Path("letters/print")
COMMAND = ("batch", "./ann", "./bob", "--senders", "r.csv", "--date", "2020-02-01", "--country", "GB")
_MARK = re.compile(r"^W?\d+/\d+$", re.MULTILINE)


class Saturday:
    """The organizer at the laptop: a roster and a command."""

    def __init__(self, run: Callable[..., Ran]) -> None:
        self.run, self.rows = run, people(8)
        write_cases(Path())

    def batch(self, *options: str, code: int = 0) -> dict[str, Any]:
        """Save the roster, run the command, and return its JSON output."""
        write_files(Path(), {"r.csv": roster(self.rows)})
        ran = self.run(*COMMAND, *options, "--json", "--yes")
        assert ran.code == code, ran.err
        found: dict[str, Any] = json.loads(ran.out)
        return found

    def report(self) -> dict[str, int]:
        """How many letters there are for each case."""
        lines = json.loads(self.run("report", str(OUT), "--json").out)["cases"]
        return {line["case"]: line["letters"] for line in lines}


def folders(case: str) -> list[str]:
    return sorted(path.name for path in (OUT / case).iterdir())


def marks(name: str, folder: Path = PRINT) -> list[str]:
    """The marks in a print file, in the order of its pages, each once for the two sides of an envelope."""
    return list(dict.fromkeys(mark for page in sections(folder / name) for mark in _MARK.findall(page)))


def states(found: dict[str, Any]) -> Counter[str]:
    return Counter(entry["state"] for entry in found["files"] if entry["kind"] == "letter")


def told(found: dict[str, Any], code: str) -> list[str]:
    return [notice["message"] for notice in found["notices"] if notice["code"] == code]


def pile(*numbers: str) -> list[str]:
    return [f"{number}/{letter}" for number in numbers for letter in (1, 2)]


def test_a_saturday(run: Callable[..., Ran]) -> None:
    day = Saturday(run)
    until_the_doors_open(day)
    while_people_write(day)
    in_the_evening(day)


def until_the_doors_open(day: Saturday) -> None:
    # the evening before: a plan, then the letters
    assert states(day.batch("--dry-run")) == {"planned": 16} and not OUT.exists()
    assert states(day.batch("--walk-ins", "2")) == {"written": 20}
    everybody = [f"person-000{number}x" for number in range(8)]
    assert folders("ann") == [*everybody, "walk-in-001", "walk-in-002"]
    first = pile(*"12345678", "W1", "W2")
    assert marks("letters-A4.docx") == marks("envelopes-DL-with-backs.docx") == first
    assert day.report() == {"ann": 10, "bob": 10}
    # latecomers, in rows of their own
    day.rows += [(f"Late {name}", f"{name} Road\nAnytown", "GB", "en") for name in ("Ada", "Bo", "Cid", "Dee", "Eli")]
    assert states(day.batch("--rows", "10-14")) == {"written": 10}
    assert marks("letters-A4.docx", PRINT / "rows-10-14") == pile("9", "10", "11", "12", "13")
    assert marks("letters-A4.docx") == first and day.report() == {"ann": 15, "bob": 15}
    # somebody withdraws, before the pile is signed
    del day.rows[3]
    found = day.batch("--walk-ins", "2", "--set-aside")
    assert states(found) == {"identical": 28, "set-aside": 2}
    assert [note for note in told(found, "left-over") if note.endswith("(person-0003x)")][1:]
    [pages] = [note for note in told(found, "left-over") if "pile" in note]
    assert "letters-A4.docx 7-8" in pages and folders("set-aside/ann") == ["person-0003x"]
    assert day.report() == {"ann": 14, "bob": 14}
    # a name was wrong: the same person, whose letters are printed again
    day.rows[0] = ("Person 0000xy", *day.rows[0][1:])
    [question] = told(day.batch("--walk-ins", "2", "--dry-run"), "corrected")
    assert "“person-0000xy” may be “person-0000x”" in question
    found = day.batch("--walk-ins", "2", "--same", "person-0000x=person-0000xy")
    assert states(found) == {"identical": 26, "replaced": 2}
    assert "Person 0000xy" in sections(OUT / "ann" / "person-0000x" / "minister.en.docx")[0]


def while_people_write(day: Saturday) -> None:
    # the sheet was sorted, and walk-ins came
    day.rows.reverse()
    found = day.batch("--walk-ins", "4")
    assert states(found) == {"identical": 28, "written": 4} and told(found, "left-over") == []
    still = [*"8765321"]
    assert marks("letters-A4.docx") == pile("13", "12", "11", "10", "9", *still, "W1", "W2", "W3", "W4")
    assert day.report() == {"ann": 16, "bob": 16}
    # good news: a case is closed
    with Path("bob/case.yaml").open("a", encoding="utf-8") as case:
        case.write("updates:\n  - {date: 2020-01-31, closes: true}\n")
    found = day.batch("--walk-ins", "4", code=8)
    [closed] = told(found, "closed-since")
    assert closed.count("bob/") == 16 and "set-aside" not in closed and "person-0003x" not in closed
    assert marks("letters-A4.docx") == [
        f"{number}/1" for number in ("13", "12", "11", "10", "9", *still, "W1", "W2", "W3", "W4")
    ]
    # the printer jams in the middle of the pile
    before = files_below(OUT)
    again = day.batch("--walk-ins", "4", "--pages", "letters-A4:3-4")
    assert [entry["path"] for entry in again["files"]] == ["print/again-letters-A4-3-4.docx"]
    assert marks("again-letters-A4-3-4.docx") == ["11/1", "10/1"]
    assert {path for path in before if files_below(OUT)[path] != before[path]} <= {"manifest.json"}


def in_the_evening(day: Saturday) -> None:
    # the section collects the letters: no envelopes
    handed = day.batch("--walk-ins", "4", "--hand-in-by", "2020-02-20", "--out", "section", code=8)
    assert (handed["totals"]["letters"], handed["totals"]["envelopes"]) == (16, {})
    assert not [entry["path"] for entry in handed["files"] if "envelope" in entry["path"]]
    assert len(marks("letters-A4-ann.docx", Path("section/print"))) == 16
    assert "16" in "\n".join(sections(Path("section/print/hand-in-ann.docx")))
    # one letter from all of them
    group = day.batch("--group", str(PROJECT / "docs" / "examples" / "sender.yaml"), "--out", "group", code=8)
    assert [entry["path"] for entry in group["files"] if entry["kind"] == "letter"][0] == "ann/minister.en.docx"
    # and in the evening
    assert day.report() == {"ann": 16, "bob": 16}
    assert day.run("report", str(OUT), "--certificate", "certificate.docx").code == 0
    assert "16" in "\n".join(sections(Path("certificate.docx")))
    assert day.run("verify", str(OUT)).code == 0
    before = day.report()
    assert day.run("clean", str(OUT), "--yes").code == 0
    assert day.report() == before and list(files_below(OUT)) == ["manifest.json"]


NAMES = ("Zoë Löwe", "Ольга Пример", "Νίκος Πρίμερ", "آن مثال", "נועה דוגמה", "अनिता देवी", "範例 太郎")
"""Names in seven scripts."""
COUNTRIES = ("GB", "DE", "FR", "ES", "IT", "NL", "PL", "SE", "GR", "UA", "IL", "EG", "IN", "CN", "JP", "US", "CA", "AU")
COUNT = 300


def from_everywhere() -> list[Sender]:
    """Three hundred people: in every country names in several scripts."""
    return [
        someone(
            name=f"{NAMES[n % 7]} {n + 1}", address=(f"{n + 1} Street", "Anytown"), country=Country(COUNTRIES[n % 18])
        )
        for n in range(COUNT)
    ]


def printed(folder: Path, what: str, suffix: str) -> list[str]:
    """The marks of all parts of a print file, each once for the two sides of an envelope."""
    found: list[str] = []
    for path in sorted(folder.glob(f"{what}*.{suffix}")):
        if suffix == "docx":
            texts = sections(path)
        else:
            with pypdfium2.PdfDocument(path) as document:
                texts = [page.get_textpage().get_text_bounded().replace("\r", "") for page in document]
        found += [mark for text in texts for mark in _MARK.findall(text)]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("choice", [{"return_address": "back"}, {"labels": "L7160"}], ids=["envelopes", "labels"])
def test_three_hundred_people_have_one_order(tmp_path: Path, choice: dict[str, Any]) -> None:
    """Letters, envelopes and labels carry the same marks in the same order, as Word documents and as PDF."""
    write_cases(tmp_path)
    batch = planned(loaded(tmp_path, "bob"), from_everywhere(), stationery=StationeryChoice(**choice))
    options = making(tmp_path / "out", formats=("docx", "pdf"), singles=False, sheets=False)
    assert write(batch, options).survey.totals.letters == COUNT
    wanted = [f"{number}/1" for number in range(1, COUNT + 1)]
    second = "labels" if "labels" in choice else "envelopes"
    for what in ("letters", second):
        for suffix in ("docx", "pdf"):
            assert printed(options.out / "print", what, suffix) == wanted, (what, suffix)
