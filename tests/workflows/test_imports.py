"""Documents → case folders: files, their names, and what is kept."""

from __future__ import annotations

import re
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from appealgen import limits
from appealgen.errors import DocumentError, WriteError
from appealgen.importing.draft import import_document
from appealgen.model.case import Person
from appealgen.model.identifiers import Slug, UANumber
from appealgen.output.lock import locked
from appealgen.reading.case_files import load_case
from appealgen.workflows import imports
from manifest_samples import entry
from manifest_samples import folder as manifest_in
from samples import PROJECT, write_files
from urgent_actions import CLOSURE, HEAD, SECOND, UA, UNNUMBERED, bring, cases_in, draft_of

CORPUS = PROJECT / "tests" / "importing" / "corpus"
DOCUMENTS = [
    path
    for path in sorted(CORPUS.iterdir())
    if not path.name.endswith(".expected.yaml") and not path.name.startswith("refused")
]


def below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in below(folder)}


def remarked(text: str) -> dict[str, tuple[str, int]]:
    """Key → the remark behind it in a case file, and the line that it names; the first of each key."""
    found: dict[str, tuple[str, int]] = {}
    for match in re.finditer(r"^[ -]*(\w+):(.*)  # line (\d+)$", text, re.MULTILINE):
        found.setdefault(match[1], (match[2].strip(), int(match[3])))
    return found


def test_a_document_becomes_a_folder(tmp_path: Path) -> None:
    made = bring(UNNUMBERED, tmp_path, "A letter.txt")
    folder = tmp_path / "temira-ostubek"
    assert (made.folder, made.match, made.changes, made.notices, dict(made.kept)) == (folder, None, (), (), {})
    assert below(tmp_path) == [
        "temira-ostubek/case.yaml", "temira-ostubek/documents/A-letter.txt", "temira-ostubek/letter.en.md",
    ]  # fmt: skip
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in made.files} == {0o600}
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert text.startswith(
        "# Imported by appealgen. “line N” is the line of documents/A-letter.txt that a value is from.\n"
        "schema: 1\ndraft: true\nid: temira-ostubek\n"
    )
    assert (folder / "letter.en.md").read_text(encoding="utf-8").startswith("I am writing to you about")


def test_the_remarks_name_the_lines_that_the_values_are_from(tmp_path: Path) -> None:
    made = bring(UA, tmp_path)
    lines = (made.folder / "documents" / "ua.txt").read_text(encoding="utf-8").split("\n")
    found = remarked((made.folder / "case.yaml").read_text(encoding="utf-8"))
    printed = {"issued": "9 April 2019", "deadline": "21 May 2019", "country": "Kazakhstan"}
    said = {key: printed.get(key, value) for key, (value, _) in found.items()}
    said |= {"languages": "Kazakh, Russian", "address": "114 Sample Street", "email": "reception@example.org"}
    said |= {"salutation": "Dear Prosecutor General"}
    assert set(said) == {
        "ua_number", "index", "title", "country", "issued", "deadline", "name", "summary", "background", "text",
        "languages", "office", "address", "email", "salutation",
    }  # fmt: skip
    for key, words in said.items():
        assert words in lines[found[key][1] - 1], key


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_folder_is_read_again_to_the_same_case(path: Path, tmp_path: Path) -> None:
    draft = import_document(path, name=path.name)
    made = imports.plan_import(draft, tmp_path, ())
    imports.write_import(made)
    case = load_case(made.folder)
    assert case == made.case and case.file == made.case.file
    assert {tag: (letter.text, letter.reviewed) for tag, letter in case.letters.items()} == {
        tag: (letter.text, letter.reviewed) for tag, letter in draft.case.letters.items()
    }
    assert [each.id for each in cases_in(tmp_path)] == [case.id]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_line_n_of_the_kept_document_is_line_n(path: Path, tmp_path: Path) -> None:
    draft = import_document(path, name=path.name)
    made = imports.plan_import(draft, tmp_path, ())
    [kept] = [data.decode().split("\n") for file, data in made.files.items() if file.parent.name == "documents"]
    texts = {line.number: line.text for line in draft.document.lines}
    assert len(kept) == max(texts) + 1 and kept[-1] == ""
    for number, text in texts.items():
        assert text in kept[number - 1]
    named = set(draft.origins.values()) | {doubt.line for doubt in made.case.doubts if doubt.line}
    assert all(kept[number - 1] for number in named)
    assert {doubt.document for doubt in made.case.doubts if doubt.line} <= {f"{path.stem}.txt"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("ua.pdf", "ua.txt"),
        ("Über uns (1).docx", "Über-uns--1.txt"),
        ("../../away/ua.txt", "ua.txt"),
        ("UA: 1/19?.txt", "19.txt"),
        ("…", "document.txt"),
        ("stdin", "stdin.txt"),
        ("a.b.eml", "a.b.txt"),
        ("x" * 300 + ".txt", "x" * 80 + ".txt"),
        (".hidden", "hidden.txt"),
    ],
)
def test_documents_are_kept_under_names_that_every_system_takes(name: str, kept: str, tmp_path: Path) -> None:
    made = imports.plan_import(draft_of(UA, name), tmp_path, ())
    assert [path for path in made.files if path.suffix == ".txt"] == [made.folder / "documents" / kept]


def test_nothing_is_written_before_it_is_wanted(tmp_path: Path) -> None:
    made = imports.plan_import(draft_of(UA), tmp_path, ())
    assert {state for _, state in imports.file_states(made, dry_run=True)} == {"planned"}
    assert {state for _, state in imports.file_states(made, dry_run=False)} == {"written"}
    assert below(tmp_path) == []
    imports.write_import(made)
    assert {state for _, state in imports.file_states(made, dry_run=True)} == {"identical"}


def test_the_same_document_again(tmp_path: Path) -> None:
    bring(UNNUMBERED, tmp_path)
    before = contents(tmp_path)
    again = bring(UNNUMBERED, tmp_path)
    assert again.match is not None and (again.changes, dict(again.files), dict(again.kept)) == ((), {}, {})
    assert contents(tmp_path) == before


def test_a_case_that_a_person_has_settled_is_left_alone(tmp_path: Path) -> None:
    folder = bring(UNNUMBERED, tmp_path).folder
    path = folder / "case.yaml"
    text = path.read_text(encoding="utf-8").replace("draft: true\n", "").partition("doubts:")[0]
    text = text.replace("JAILED OVER A READING LIST", "in prison").replace("Mektov Ulen", "Mektov Ulen Sarykuly")
    path.write_text(text + "# settled by me\n", encoding="utf-8")
    letter = folder / "letter.en.md"
    letter.write_text("I am writing about {{ person }}, in my own words.\n", encoding="utf-8")
    before = contents(tmp_path)
    assert bring(UNNUMBERED, tmp_path).changes == ()
    assert contents(tmp_path) == before
    assert not load_case(folder).draft


def test_an_update_keeps_the_file_as_it_was(tmp_path: Path) -> None:
    folder = bring(UNNUMBERED, tmp_path).folder
    before = (folder / "case.yaml").read_bytes()
    made = bring(CLOSURE, tmp_path, "fi.txt")
    assert made.match is not None and not made.match.sure and made.folder == folder
    assert dict(made.kept) == {folder / "case.yaml": folder / "case.yaml.before"}
    assert (folder / "case.yaml.before").read_bytes() == before
    assert below(folder) == ["case.yaml", "case.yaml.before", "documents/fi.txt", "documents/ua.txt", "letter.en.md"]
    case = load_case(folder)
    assert case.ua_number == "901/19" and case.closed
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    assert "# line" not in text and "Imported by" not in text  # lines of which document?


def test_each_file_as_it_was_is_kept_under_a_name_of_its_own(tmp_path: Path) -> None:
    folder = bring(UA, tmp_path).folder
    first = (folder / "case.yaml").read_bytes()
    letter = (folder / "letter.en.md").read_bytes()
    bring(SECOND, tmp_path, "second.txt")
    second = (folder / "case.yaml").read_bytes()
    bring(CLOSURE, tmp_path, "fi.txt")
    assert (folder / "case.yaml.before").read_bytes() == first
    assert (folder / "case.yaml.before-2").read_bytes() == second
    assert (folder / "letter.en.md.before").read_bytes() == letter
    assert load_case(folder).closed


def test_another_document_of_the_same_name_does_not_take_the_lines_of_the_first(tmp_path: Path) -> None:
    likely = UA.replace("NAME AND PREFERRED PRONOUN: Temira Ostubek (she/her)\n\n", "")
    bring(likely, tmp_path, "ua.txt")
    [case] = [bring(CLOSURE, tmp_path, "ua.txt").case]
    [doubt] = [doubt for doubt in case.doubts if doubt.field == "people[0].name"]
    text = (tmp_path / case.id / "documents" / str(doubt.document)).read_text(encoding="utf-8")
    assert doubt.line is not None and "lending library" in text.split("\n")[doubt.line - 1]


def test_the_newer_text_and_letters_to_the_older_are_reported(tmp_path: Path) -> None:
    bring(UA, tmp_path)
    made = bring(SECOND, tmp_path, "second.txt")
    assert [notice.code for notice in made.notices] == ["newer-text"]
    assert bring(CLOSURE, tmp_path, "fi.txt").notices == ()


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, []),
        (1, ["a letter was written from the older text: ua-901-19/t0.en.docx"]),
        (2, ["2 letters were written from the older text: ua-901-19/t0.en.docx, ua-901-19/t1.en.docx"]),
        (
            12,
            [
                "12 letters were written from the older text: "
                + ", ".join(f"ua-901-19/t{number}.en.docx" for number in range(10))
                + " …"
            ],
        ),
    ],
)
def test_letters_to_the_older_text_are_named(count: int, told: list[str], tmp_path: Path) -> None:
    letters = [entry(f"ua-901-19/t{number}.en.docx") for number in range(count)]
    others = [entry("ua-901-19/t0.envelope.docx", kind="envelope"), entry("other/t0.en.docx")]
    manifest_in(tmp_path / "letters", *letters, *others, files=False)
    write_files(tmp_path, {"broken/manifest.json": "{"})
    folders = [tmp_path / name for name in ("broken", "letters", "none")]
    found = list(imports.older_letters(draft_of(UA).case, folders))
    assert [problem.message for problem in found] == told
    assert {(p.code, p.case, p.file) for p in found} <= {("older-text", "ua-901-19", str(tmp_path / "letters"))}


def test_a_case_is_begun_whatever_is_there(tmp_path: Path) -> None:
    bring(UA, tmp_path)
    assert bring(UA, tmp_path, anew=True).case.id == "ua-901-19-2"
    assert bring(UA, tmp_path, anew=True).case.id == "ua-901-19-3"
    assert bring(UA, tmp_path, anew=True, id=Slug("mine")).folder == tmp_path / "mine"
    assert [case.id for case in cases_in(tmp_path)] == ["mine", "ua-901-19", "ua-901-19-2", "ua-901-19-3"]


def test_a_document_with_a_given_case(tmp_path: Path) -> None:
    other = bring(UA.replace("901/19", "7/18").replace("Temira Ostubek", "Somebody Else"), tmp_path).case
    made = bring(CLOSURE, tmp_path, "fi.txt", into=other)
    assert made.match is not None and made.match.sure and made.case.id == "ua-007-18"
    assert made.case.closed and made.case.ua_number == "7/18" and made.case.doubts == ()


def test_a_case_renamed_after_a_persons_correction(tmp_path: Path) -> None:
    made = imports.plan_import(draft_of(UNNUMBERED), tmp_path, ())
    mended = replace(made.case, ua_number=UANumber("7/19"), id=Slug("ua-007-19"))
    found = imports.with_case(made, mended, tmp_path)
    imports.write_import(found)
    assert below(tmp_path) == [f"ua-007-19/{name}" for name in ("case.yaml", "documents/ua.txt", "letter.en.md")]
    case = load_case(tmp_path / "ua-007-19")
    assert (case.ua_number, case.id) == ("7/19", "ua-007-19")
    assert "# line" in (tmp_path / "ua-007-19" / "case.yaml").read_text(encoding="utf-8")


def test_the_id_of_a_new_case() -> None:
    case = draft_of(UNNUMBERED).case
    assert imports.case_id_of(case) == "temira-ostubek"
    assert imports.case_id_of(replace(case, ua_number=UANumber("7/19"))) == "ua-007-19"
    assert imports.case_id_of(replace(case, people=())) == "librarian-jailed-over-a-reading"
    assert imports.case_id_of(replace(case, people=(Person(name="Темира"),))) == "темира"


def test_all_or_nothing(tmp_path: Path) -> None:
    made = imports.plan_import(draft_of(UA), tmp_path, ())
    (made.folder / "letter.en.md").mkdir(parents=True)
    with pytest.raises(WriteError):
        imports.write_import(made)
    assert below(tmp_path) == []


def test_an_endless_letter_is_cut_to_the_limit_of_cases(tmp_path: Path) -> None:
    sentence = "She has waited for a long time, and nobody has told her what for or until when. "
    many = f"{sentence * 40}\n\n" * 8
    made = bring(UA.replace("I urge you", f"{many}I urge you"), tmp_path)
    letter = (made.folder / "letter.en.md").read_text(encoding="utf-8")
    assert 15_000 < len(letter) <= limits.PROSE
    assert ("too-long", "letters.en") in [(doubt.code, doubt.field) for doubt in load_case(made.folder).doubts]


def test_the_documents_in_a_folder(tmp_path: Path) -> None:
    names = ["b.TXT", "a.pdf", "c.eml", "d.html", ".e.txt", "f.jpg", "g.docx", "sub/h.txt", "i", "j.odt", "~$g.docx"]
    write_files(tmp_path, dict.fromkeys(names, "x"))
    assert [path.name for path in imports.documents_in(tmp_path)] == [
        "a.pdf", "b.TXT", "c.eml", "d.html", "g.docx", "j.odt",
    ]  # fmt: skip
    with pytest.raises(DocumentError, match="no documents in this folder"):
        imports.documents_in(write_files(tmp_path / "none", {"x.jpg": ""}))


def test_a_case_that_was_changed_since_it_was_read_is_not_written_over(tmp_path: Path) -> None:
    bring(UA, tmp_path)
    planned = imports.plan_import(draft_of(SECOND), tmp_path, cases_in(tmp_path))
    file = planned.folder / "case.yaml"
    file.write_text(f"{file.read_text(encoding='utf-8')}# mine\n", encoding="utf-8")
    with pytest.raises(WriteError, match="another program has written to it in the meantime"):
        imports.write_import(planned)
    assert file.read_text(encoding="utf-8").endswith("# mine\n")
    with locked(planned.folder), pytest.raises(WriteError, match="another run"):
        imports.write_import(planned)


def test_the_remains_of_a_killed_import_do_not_take_its_name(tmp_path: Path) -> None:
    planned = imports.plan_import(draft_of(UA), tmp_path, [])
    letter = next(path for path in planned.files if path.name.startswith("letter."))
    letter.parent.mkdir()
    letter.write_bytes(planned.files[letter])
    again = imports.write_import(imports.plan_import(draft_of(UA), tmp_path, []))
    assert again.folder == planned.folder and (again.folder / "case.yaml").is_file()


BUNDLED = "UA: 46/19 Index: EUR 57/0001/2019 Kazakhstan Date: 9 April 2019"


def of_bundled(text: str = UA) -> str:
    return text.replace(HEAD.strip(), BUNDLED).replace("Temira Ostubek", "Serikzhan Bilash").replace("901/19", "46/19")


def test_a_document_belongs_to_a_case_of_the_catalogue(tmp_path: Path) -> None:
    """The same case that `write` finds, with its closure."""
    draft, root = draft_of(of_bundled()), tmp_path / "cases"
    made = imports.plan_import(draft, root, imports.known_cases(root, (tmp_path,)))
    assert made.match is not None and (made.match.case.id, made.match.sure) == ("ua-046-19", True)
    assert made.folder == root / "ua-046-19" and made.case.closed
    assert imports.plan_import(draft, root, imports.known_cases(root, ()), anew=True).match is None


def test_a_document_adds_to_a_copy_of_a_case_elsewhere(tmp_path: Path) -> None:
    bring(UA, tmp_path / "cases")
    before = contents(tmp_path / "cases")
    out = tmp_path / "out"
    made = imports.plan_import(draft_of(SECOND), out, imports.known_cases(out, (tmp_path,)))
    imports.write_import(made)
    assert (made.folder, [each.id for each in cases_in(out)]) == (out / "ua-901-19", ["ua-901-19"])
    assert contents(tmp_path / "cases") == before
    assert "letter.en.md" in contents(out / "ua-901-19")


def test_a_case_below_the_folder_is_taken_before_one_elsewhere(tmp_path: Path) -> None:
    out = tmp_path / "out"
    bring(UNNUMBERED, tmp_path / "cases")
    bring(UNNUMBERED, out, id=Slug("mine"))
    made = imports.plan_import(draft_of(CLOSURE), out, imports.known_cases(out, (tmp_path,)))
    assert made.match is not None and made.match.case.id == "mine"


def test_a_case_that_another_run_made_meanwhile_is_extended(tmp_path: Path) -> None:
    first = imports.plan_import(draft_of(UA), tmp_path, ())
    imports.write_import(first)
    late = imports.plan_import(draft_of(UA), tmp_path, ())  # its list of cases is outdated
    assert (late.folder, late.match is not None, late.changes) == (first.folder, True, ())
    assert imports.plan_import(draft_of(UA), tmp_path, (), anew=True).folder == tmp_path / f"{first.case.id}-2"
