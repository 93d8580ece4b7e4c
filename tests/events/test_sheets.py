"""Sheets of an event agree with the letters made."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from appealgen.events.plan import Batch
from appealgen.events.print_files import PrintOptions
from appealgen.model.identifiers import Tag
from event_samples import PEOPLE, as_senders, counted, loaded, making, manifest, planned, sections, write, write_cases


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The output folder of PEOPLE for two cases, with two walk-ins."""
    write_cases(tmp_path)
    batch: Batch = planned(loaded(tmp_path, "ann", "bob"), as_senders(PEOPLE), walk_ins=2)
    write(batch, making(tmp_path / "out"))
    return tmp_path / "out"


def rows(path: Path, table: int = 0) -> list[list[str]]:
    """The cells of a table in a document, without its head."""
    found = docx.Document(str(path)).tables[table]
    return [[cell.text for cell in row.cells] for row in found.rows][1:]


def test_the_tally_counts_the_letters(out: Path) -> None:
    assert [row[:3] for row in rows(out / "print" / "tally.docx")] == [
        ["A headline\nann", "Minister of Justice", "6"],
        ["A headline\nann", "Embassy of Kazakhstan in Germany", "1"],
        ["Another headline\nbob", "Supreme Judge", "5"],
        ["Total", "", "12"],
    ]
    assert counted(manifest(out)["files"], "letter") == 12


def test_the_shopping_list_has_what_is_needed(out: Path) -> None:
    found = {row[0]: row[1] for row in rows(out / "print" / "to-buy.docx")}
    assert [found[name] for name in found if "letters, A4" in name] == ["12"]
    printed = [path for path in (out / "print").glob("*.docx") if not path.name.startswith(("letters", "envelopes"))]
    assert [found[name] for name in found if "sheets of the event" in name] == [str(sum(map(pages, printed)))]
    assert [found[name] for name in found if "DL" in name] == ["12"]


def test_the_cover_of_a_person_is_their_packing_list(tmp_path: Path) -> None:
    write_cases(tmp_path)
    batch = planned(loaded(tmp_path, "ann", "bob"), as_senders(PEOPLE))
    write(batch, making(tmp_path / "out", printing=PrintOptions(covers=True, split=3)))
    prints = tmp_path / "out" / "print"
    texts = [text for path in sorted(prints.glob("letters-*.docx")) for text in sections(path)]
    lists = [number for number, text in enumerate(texts) if "Folder: " in text]
    assert [texts[number].split("\n")[0] for number in lists] == [person[0] for person in PEOPLE]
    assert len(texts) == len(lists) + 8 and lists[0] == 0 and not (prints / "packing-lists.docx").exists()
    [bought] = [row[1] for row in rows(prints / "to-buy.docx") if "sheets of the event" in row[0]]
    assert int(bought) == len(lists) + 4


def test_who_gets_no_letters(tmp_path: Path) -> None:
    write_cases(tmp_path)
    batch = planned(loaded(tmp_path, "bob"), as_senders(PEOPLE))
    write(batch, making(tmp_path / "out", sheet_language=Tag("de")))
    assert rows(tmp_path / "out" / "print" / "without-letters.docx") == [
        [
            "3",
            "Ümit & <Söhne>",
            "bob: sie lesen Deutsch (de); der Empfänger liest Englisch; es gibt Briefe auf Englisch (en)",
        ]
    ]


def pages(path: Path) -> int:
    return len(sections(path))


def test_a_packing_list_for_each_person_of_the_roster_and_each_walk_in(out: Path) -> None:
    pages = sections(out / "print" / "packing-lists.docx")
    assert [text.count("Folder: ") for text in pages] == [2, 2, 2]
    lines = [line for text in pages for line in text.split("\n")]
    names = [*(row[0] for row in PEOPLE), *[f"Name: {'_' * 24}"] * 2]
    begins = [number - 1 for number, line in enumerate(lines) if line.startswith("Folder: ")]
    assert [lines[begin] for begin in begins] == names
    lists = ["\n".join(lines[a:b]) for a, b in zip(begins, [*begins[1:], None], strict=True)]
    assert ["Embassy of Kazakhstan" in text for text in lists] == [False, True, False, False, False, False]
    assert ["Supreme Judge" in text for text in lists] == [True, False, True, True, True, True]
    assert all(
        folder in text for folder, text in zip(("alex-example", "ümit-söhne", "иван-", "pat-o"), lists, strict=False)
    )


def test_a_sheet_for_each_case(out: Path) -> None:
    [ann], [bob] = (sections(out / "print" / f"case-{case}.docx") for case in ("ann", "bob"))
    assert "Minister of Justice" in ann and "Supreme Judge" in bob and "Supreme Judge" not in ann


def test_no_sheets_without_letters_left(tmp_path: Path) -> None:
    write_cases(tmp_path)
    batch = planned(loaded(tmp_path, "bob"), as_senders(PEOPLE[1:2]))
    write(batch, making(tmp_path / "out"))
    assert manifest(tmp_path / "out")["files"] == []


def test_the_sheets_are_in_the_organizers_language(tmp_path: Path) -> None:
    write_cases(tmp_path)
    batch: Batch = planned(loaded(tmp_path, "ann", "bob"), as_senders(PEOPLE), walk_ins=1)
    write(batch, making(tmp_path / "out", sheet_language=Tag("de")))
    found = {path.stem: "\n".join(sections(path)) for path in (tmp_path / "out" / "print").glob("*.docx")}
    for name, words in {
        "tally": "Geschriebene Briefe",
        "to-buy": "Was zu kaufen und mitzubringen ist",
        "packing-lists": "So werden sie verschickt",
        "case-ann": "Kasachstan",
    }.items():
        assert words in found[name], name
    assert f"Name: {'_' * 24}" in found["packing-lists"] and "How to post" not in "".join(found.values())
    assert rows(tmp_path / "out" / "print" / "tally.docx")[-1][0] == "Gesamt"
    letters = [text for name, text in found.items() if name.startswith("letters-A4")]
    assert letters and all("Dear Minister" in text for text in letters)
