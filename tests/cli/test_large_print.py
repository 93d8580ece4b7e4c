"""`--print large`: sheets in large print, and letters to read before signing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Length, Pt

from event_samples import files_below, roster, sections, write_cases
from samples import LETTER, Ran, write_files

Run = Callable[..., Ran]
BATCH = ("batch", "./ann", "./bob", "--senders", "r.csv", "--date", "2020-02-01", "--yes")
GROUP = "name: Our Group\naddress: [1 Street, Leeds]\ncountry: GB\nreads: [en]\n"
TO_READ = ["to-read-ann.de.docx", "to-read-ann.en.docx", "to-read-bob.en.docx"]


@pytest.fixture(autouse=True)
def event(run: Run) -> None:  # after `run`, which changes the current folder
    write_cases(Path())
    write_files(Path(), {"r.csv": roster(), "g.yaml": GROUP})


def sizes(path: Path) -> set[Length]:
    """The sizes of all text in a document, including its tables."""
    document = docx.Document(str(path))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(each for cell in cells for each in cell.paragraphs)]
    return {each.style.font.size for each in paragraphs if each.text and each.style is not None}


def test_a_batch_has_its_sheets_in_large_print_and_letters_to_read(run: Run) -> None:
    usual = run(*BATCH, "--out", "usual")
    ran = run(*BATCH, "--out", "large", "--print", "large")
    assert (usual.code, ran.code) == (8, 8)
    found = {path.name for path in Path("large/print").iterdir()}
    assert sorted(found - {path.name for path in Path("usual/print").iterdir()}) == TO_READ
    sheets = ["tally.docx", "to-buy.docx", "case-ann.docx", "case-bob.docx", "packing-lists.docx", *TO_READ]
    for name in sheets:
        assert min(sizes(Path("large/print") / name)) >= Pt(18), name
    kept = files_below(Path("usual")), files_below(Path("large"))
    assert {path for path in kept[0] if kept[0][path] != kept[1][path]} == {
        "manifest.json", *(f"print/{name}" for name in sheets if name not in TO_READ)
    }  # fmt: skip


@pytest.mark.parametrize(("name", "words"), [("to-read-ann.en.docx", "Dear Minister"), ("to-read-ann.de.docx", "frei")])
def test_a_letter_to_read_has_the_words_of_the_case_and_nobodys_name(run: Run, name: str, words: str) -> None:
    run(*BATCH, "--print", "large")
    [text] = sections(Path("letters/print") / name)
    assert words in text and not any(person in text for person in ("Alex", "Ümit", "Иван", "Pat"))


def test_a_letter_to_read_has_rules_for_details_of_its_signer(run: Run) -> None:
    write_files(Path(), {"ann/letter.en.md": LETTER + "\nI am {{ sender.name }} from {{ sender.place }}.\n"})
    ran = run(*BATCH, "--print", "large", "--keep-going")
    assert ran.code == 8, ran.err
    [text] = sections(Path("letters/print/to-read-ann.en.docx"))
    assert f"I am {'_' * 24} from {'_' * 24}." in text


@pytest.mark.parametrize("options", [("--no-sheets",), ("--dry-run",)])
def test_no_sheet_where_none_is_wanted(run: Run, options: tuple[str, ...]) -> None:
    run(*BATCH, "--print", "large", *options)
    assert not list(Path().rglob("to-read-*"))


def test_a_second_run_leaves_all_files_alone(run: Run) -> None:
    run(*BATCH, "--print", "large")
    states = {file["state"] for file in json.loads(run(*BATCH, "--print", "large", "--json").out)["files"]}
    assert states == {"identical"}


def test_edited_sheets_are_not_replaced(run: Run) -> None:
    run(*BATCH, "--print", "large")
    edited = Path("letters/print/to-read-ann.en.docx")
    edited.write_bytes(b"my own")
    write_files(Path(), {"ann/letter.en.md": LETTER.replace("her", "them")})
    before = files_below(Path("letters"))
    ran = run(*BATCH, "--print", "large")
    assert ran.code == 6 and "to-read-ann.en.docx" in ran.err and files_below(Path("letters")) == before


@pytest.mark.parametrize("format", ["docx", "txt"])
def test_a_letter_has_a_copy_to_read(run: Run, format: str) -> None:
    run("write", "./ann", "--sender", "g.yaml", "--date", "2020-02-01", "--out", "usual", "--format", format)
    ran = run(
        "write", "./ann", "--sender", "g.yaml", "--date", "2020-02-01", "--print", "large", "--format", format, "--json"
    )
    files = {file["path"]: (file["kind"], file["format"]) for file in json.loads(ran.out)["files"]}
    assert ran.code == 0 and files["ann/minister.en.large.docx"] == ("sheet", "docx")
    usual, large = files_below(Path("usual/ann")), files_below(Path("letters/ann"))
    assert usual.items() < large.items() and files["ann/minister.en." + format] == ("letter", format)
    assert min(sizes(Path("letters/ann/minister.en.large.docx"))) >= Pt(18)


def test_the_table_of_a_groups_letter_is_in_large_print_and_its_words_are_not(run: Run) -> None:
    ran = run("batch", "./ann", *BATCH[3:], "--group", "g.yaml", "--print", "large")
    assert ran.code == 0, ran.err
    document = docx.Document("letters/ann/minister.en.docx")
    [table] = document.tables
    assert {p.style.font.size for row in table.rows for cell in row.cells for p in cell.paragraphs if p.style} == {
        Pt(18)
    }
    body = next(each for each in document.paragraphs if each.text.startswith("I "))
    assert body.style is not None and (body.style.font.size or Pt(11)) < Pt(18)
    assert sizes(Path("letters/ann/minister.en.large.docx")) == {Pt(18), Pt(24)}
