"""Starter files: made once, never replaced, and complete."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import yaml

from appealgen import load_roster
from appealgen.language.catalogues import languages_with_catalogue
from appealgen.model.identifiers import Tag
from appealgen.reading.roster_columns import headings
from samples import PROJECT, Ran

Run = Callable[..., Ran]


def test_new_case_is_checked_until_it_is_filled_in_and_never_replaced(run: Run) -> None:
    ran = run("new", "case", "ua-012-26")
    assert ran.code == 0 and "appealgen check ./ua-012-26" in ran.err
    checked = run("check", "./ua-012-26")
    assert checked.code == 3 and all(f" {key}: " in checked.err for key in ("title", "country", "people[0].name"))
    assert "ua_number: 12/26" in Path("ua-012-26/case.yaml").read_text(encoding="utf-8")
    again = run("new", "case", "ua-012-26")
    assert again.code == 6 and "already exists" in again.err


def test_a_starter_case_filled_in_writes_a_letter(run: Run) -> None:
    run("new", "case", "ua-012-26")
    path = Path("ua-012-26/case.yaml")
    filled = path.read_text(encoding="utf-8")
    for key, value in {
        "\ntitle:": "A headline", "\ncountry:": "KZ", "\ndeadline:": "2026-03-15", "\n  - name:": "Ann Example",
        "\n    text:": "Release her.", "\n    office:": "Minister of Justice", "\n      -": "1 Street",
        "\nsources:\n  -": "UA 12/26",
    }.items():  # fmt: skip
        before, after = filled.split(key, maxsplit=1)
        filled = f"{before}{key} {value}\n{after.partition(chr(10))[2]}"
    path.write_text(filled, encoding="utf-8")
    unfinished = run("check", "./ua-012-26")
    assert unfinished.code == 3
    assert "letter.en.md:1:41: unknown placeholder {{ say here" in unfinished.err
    letter = Path("ua-012-26/letter.en.md")
    text = letter.read_text(encoding="utf-8")
    letter.write_text(text.replace(text[text.index(" {{ say") : text.index("\n")], " She is held."), encoding="utf-8")
    checked = run("check", "./ua-012-26")
    assert checked.code == 0, checked.err
    sender = ("--name", "A", "--address", "B", "--country", "GB")
    ran = run("write", "./ua-012-26", "--date", "2026-02-01", *sender, "--embassy", "none", "--format", "txt")
    assert ran.code == 0, ran.err
    text = Path("letters/ua-012-26/minister.en.txt").read_text(encoding="utf-8")
    assert "Dear Minister of Justice," in text and "- Release her." in text


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("sender", "sender.yaml"),
        ("schema", "case.schema.json"),
        ("reference-doc", "reference.docx"),
        ("pdf-style", "pdf-style.yaml"),
        ("roster", "roster.xlsx"),
    ],
)
def test_new_files(run: Run, command: str, file: str) -> None:
    assert run("new", command).code == 0 and Path(file).exists()
    assert run("new", command).code == 6


@pytest.mark.parametrize("language", languages_with_catalogue())
@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_the_starter_roster_is_a_roster_without_anybody(run: Run, format: str, language: str) -> None:
    asked = ("new", "roster", "--format", format, "--sheet-language", language, "--out", "event")
    ran = run(*asked)
    assert (ran.code, ran.out) == (0, f"written    {Path('event') / f'roster.{format}'}\n")
    before = Path(f"event/roster.{format}").read_bytes()
    roster = load_roster(Path(f"event/roster.{format}"))
    assert (roster.entries, roster.problems, roster.rows) == ((), (), 1)
    assert [notice.code for notice in roster.notices] == ["example-row"]
    fields = ["name", "street", "postcode", "city", "country", "reads", "email", "about", "own_words", "ties", "sign"]
    assert [column.field for column in roster.columns] == fields
    if format == "xlsx":
        assert all(len(sheet.title) <= 31 for sheet in openpyxl.load_workbook("event/roster.xlsx").worksheets)
    assert run(*asked).code == 6
    assert Path(f"event/roster.{format}").read_bytes() == before


def test_a_roster_in_the_organizers_language(run: Run) -> None:
    assert run("--ui-language", "de", "new", "roster", "--format", "csv").code == 0
    text = Path("roster.csv").read_text(encoding="utf-8-sig")
    assert text.startswith(
        "Name;Straße;Postleitzahl;Ort;Land;Sprachen;E-Mail;Über mich;Eigene Worte;Verbindungen;Zeichnet mit\n"
    )
    person = 'Ada Probe;Musterweg 1;01234;Musterstadt;Deutschland;"Deutsch, Englisch";;;\n'
    Path("roster.csv").write_text(text + person, encoding="utf-8-sig")
    [entry] = load_roster(Path("roster.csv")).entries
    assert (entry.sender.address, entry.sender.reads) == (("Musterweg 1", "01234 Musterstadt"), ("de", "en"))


def test_the_starter_roster_keeps_zeros_and_says_what_columns_hold(run: Run) -> None:
    assert run("new", "roster").code == 0
    book = openpyxl.load_workbook("roster.xlsx")
    sheet, notes = book.worksheets
    columns = [cell.value for cell in sheet[1]]
    assert [row[0].value for row in notes.iter_rows(min_row=2, max_row=len(columns) + 1)] == columns
    assert (sheet.freeze_panes, notes.title) == ("A2", headings().notes_sheets[Tag("en")])
    assert sheet.column_dimensions["C"].number_format == sheet["C3"].number_format == sheet["C900"].number_format == "@"
    assert all(sheet.column_dimensions[letter].width > 10 for letter in "ABCDEFGHIJK")
    with zipfile.ZipFile("roster.xlsx") as archive:
        core = archive.read("docProps/core.xml")
    assert b"dcterms:created" not in core and b"openpyxl" not in core


def test_the_starter_roster_in_csv_opens_in_excel(run: Run) -> None:
    assert run("new", "roster", "--format", "csv").code == 0
    assert Path("roster.csv").read_bytes().startswith(b"\xef\xbb\xbfName,Street,Postcode,")


def test_new_template_lands_where_it_wins(run: Run, home: Path) -> None:
    assert run("new", "template").code == 0
    copies = {path.name: path.read_bytes() for path in (home / "data" / "letter_templates").iterdir()}
    assert copies == {path.name: path.read_bytes() for path in (PROJECT / "letter_templates").glob("*.md.j2")}
    assert sorted(copies) == ["appeal.md.j2", "copy.md.j2", "solidarity.md.j2", "via.md.j2"]


@pytest.mark.parametrize("id", ["UA-1", "a b", "con", "a/b", "..", "a--b", ""])
def test_ids_that_are_no_file_names(run: Run, id: str) -> None:
    assert run("new", "case", id).code == 2


def test_a_translators_file_of_a_bundled_case(run: Run) -> None:
    ran = run("new", "translation", "ua-046-19", "--to", "it")
    assert ran.code == 0 and Path("translation.it.md").read_text(encoding="utf-8").startswith("---\n# Italian,")
    assert "is bundled with appealgen: copy" in ran.err and "letter.it.md" in ran.err
    assert run("new", "translation", "ua-046-19", "--to", "it").code == 6


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--to", "fr"), "has a letter in “fr” already"),
        (("--to", "it", "--from", "pt"), "has no letter in “pt”"),
        (("--to", "no language"), "to: "),
    ],
)
def test_translations_that_cannot_be_begun(run: Run, options: tuple[str, ...], said: str) -> None:
    ran = run("new", "translation", "ua-046-19", *options)
    assert ran.code == 2 and said in ran.err and "→" in ran.err
    assert not list(Path().glob("translation.*"))


def test_a_proof_to_mark_up(run: Run, tmp_path: Path) -> None:
    ran = run("new", "proof", "--language", "Italian", "--format", "docx,txt", "--out", "proofs")
    assert ran.code == 0 and ran.out.split() == ["written", "proofs/proof.it.docx", "written", "proofs/proof.it.txt"]
    assert "docs/translating.md" in ran.err and zipfile.is_zipfile("proofs/proof.it.docx")
    assert run("new", "proof", "--language", "it", "--out", "proofs").code == 6
    assert run("new", "proof", "--language", "it", "--out", "a", "--sheet-language", "pl").code == 2
    assert run("new", "proof", "--language", "nb").code == 4
    assert run("new", "proof", "--language", "no language").code == 2


@pytest.mark.parametrize("language", languages_with_catalogue())
@pytest.mark.parametrize(("command", "file"), [(("sender",), "sender.yaml"), (("case", "ann"), "ann/case.yaml")])
def test_comments_are_in_the_organizers_language(run: Run, language: str, command: tuple[str, str], file: str) -> None:
    assert run("new", *command, "--sheet-language", language).code == 0
    text, english = Path(file).read_text(encoding="utf-8"), PROJECT / "src/appealgen/data/starters" / Path(file).name
    before = english.read_text(encoding="utf-8").replace("{id}", "ann").replace("{ua_number}", "")
    assert yaml.safe_load(text) == yaml.safe_load(before)
    assert (text == before) == (language == "en")


def test_a_case_in_the_organizers_language(run: Run) -> None:
    assert run("new", "case", "ann", "--language", "it", "--sheet-language", "de").code == 0
    letter = Path("ann/letter.it.md").read_text(encoding="utf-8")
    assert letter.startswith("Le scrivo in merito al caso seguente: {{ person }}. {{ schreiben Sie hier ")
    assert "Queste sono le mie richieste:\n\n{{ demands }}\n" in letter
    assert run("new", "case", "bob", "--language", "nb").code == 0
    assert Path("bob/letter.nb.md").read_text(encoding="utf-8").startswith("I am writing to you about {{ person }}.")


def test_templates_are_explained_in_the_organizers_language(run: Run, home: Path) -> None:
    assert run("new", "template", "--sheet-language", "fr").code == 0
    for path in (home / "data" / "letter_templates").iterdir():
        text, english = path.read_text(encoding="utf-8"), (PROJECT / "letter_templates" / path.name).read_text("utf-8")
        assert text != english and text.partition("-#}")[2] == english.partition("-#}")[2]
    ran = run("write", "ua-046-19", "--name", "A", "--address", "B", "--country", "GB", "--date", "2019-04-15", "--yes")
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("command", ["sender", "roster", "template", "case ann", "translation ua-046-19 --to it"])
def test_a_language_that_starter_files_do_not_have(run: Run, home: Path, command: str) -> None:
    ran = run("new", *command.split(), "--sheet-language", "pl")
    assert ran.code == 2 and "sheet-language: " in ran.err and "en or de or es or fr or ru" in ran.err
    assert not [path for path in Path().rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("arguments", "file"),
    [
        (("label-sheet", "L7160"), "x.docx"),
        (("label-sheet", "L7160", "--format", "pdf"), "x.pdf"),
        (("reference-doc",), "mine.DOCX"),
        (("schema",), "s.json"),
        (("roster", "--format", "csv"), "event/people.csv"),
        (("sender",), "me.yaml"),
    ],
)
def test_out_may_be_the_file(run: Run, arguments: tuple[str, ...], file: str) -> None:
    assert run("new", *arguments, "--out", file).code == 0
    assert Path(file).is_file()
    assert run("new", *arguments, "--out", "folder.d").code == 0
    assert len([*Path("folder.d").iterdir()]) == 1
