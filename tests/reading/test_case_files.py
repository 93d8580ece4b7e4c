from __future__ import annotations

from pathlib import Path

import pytest

from appealgen.errors import InputError, Problem
from appealgen.model.case import PLACEHOLDERS
from appealgen.reading.case_files import load_case, load_letter
from appealgen.reading.embassies import load_embassies
from samples import CASE, LETTER, write_files

HEAD = "---\nreviewed: false\n---\n"


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as raised:
        load_case(folder)
    return raised.value.problems


def problems_of_letter(root: Path, text: str, name: str = "letter.en.md") -> tuple[Problem, ...]:
    path = write_files(root, {name: text}) / name
    with pytest.raises(InputError) as raised:
        load_letter(path)
    assert all(p.file == str(path) for p in raised.value.problems)
    return raised.value.problems


def test_a_case_and_its_letters(tmp_path: Path) -> None:
    files = {"case.yaml": CASE, "letter.en.md": LETTER, "letter.zh_hant.md": HEAD + LETTER, "notes.md": "{{ x }}"}
    write_files(tmp_path, files)
    case = load_case(tmp_path)
    assert sorted(case.letters) == ["en", "zh-Hant"]
    assert case.file == str(tmp_path / "case.yaml")
    assert [(m.text, m.line, m.reviewed) for m in case.letters.values()] == [(LETTER, 1, True), (LETTER, 4, False)]
    assert load_case(tmp_path / "case.yaml").letters == case.letters


def test_problems_of_all_files_together(tmp_path: Path) -> None:
    files = {
        "case.yaml": CASE.replace("title", "titel").replace("KZ", "UK"),
        "letter.en.md": "{{ persn }}",
        "letter.german.md": LETTER,
        "letter.ru.md": "---\nreviewd: false\n---\n",
    }
    found = problems(write_files(tmp_path, files))
    assert [(Path(p.file or "").name, p.code) for p in found] == [
        ("case.yaml", "unknown-key"),
        ("case.yaml", "missing-key"),
        ("case.yaml", "wrong-value"),
        ("letter.en.md", "unknown-placeholder"),
        ("letter.german.md", "wrong-value"),
        ("letter.ru.md", "unknown-key"),
    ]


def test_no_case_here(tmp_path: Path) -> None:
    assert [(p.code, p.file) for p in problems(tmp_path)] == [("no-case", str(tmp_path))]


@pytest.mark.parametrize(
    ("text", "text_begins", "reviewed", "line"),
    [
        ("Hi.", "Hi.", True, 1),
        (HEAD + "Hi.", "Hi.", False, 4),
        (HEAD + "\nHi.", "\nHi.", False, 4),
        ("---\n---\nHi.", "Hi.", True, 3),
        ("--- \nreviewed: yes\n---\t\nHi.", "Hi.", True, 4),
        ("\ufeff---\r\nreviewed: no\r\n---\r\nHi.\r\n", "Hi.\n", False, 4),
        ("Hi.\n\n---\nreviewed: false\n---\n", "Hi.\n\n---\nreviewed: false\n---\n", True, 1),
    ],
)
def test_heads(tmp_path: Path, text: str, text_begins: str, reviewed: bool, line: int) -> None:
    read = load_letter(write_files(tmp_path, {"letter.en.md": text}) / "letter.en.md")
    assert (read.text, read.reviewed, read.line, read.tag) == (text_begins, reviewed, line, "en")


@pytest.mark.parametrize(
    ("head", "code", "line", "field"),
    [
        ("reviewed: perhaps\n", "wrong-value", 2, "reviewed"),
        ("# by a friend\nreviewd: true\n", "unknown-key", 3, "reviewd"),
        ("reviewed: a: b\n", "not-yaml", 2, None),
    ],
)
def test_wrong_heads(tmp_path: Path, head: str, code: str, line: int, field: str | None) -> None:
    (found,) = problems_of_letter(tmp_path, f"---\n{head}---\nHi.\n")
    assert (found.code, found.line, found.field) == (code, line, field)


def test_a_head_of_remarks_is_a_head(tmp_path: Path) -> None:
    path = write_files(tmp_path, {"letter.en.md": "---\n# by a friend\n---\nHi.\n"}) / "letter.en.md"
    assert load_letter(path).text == "Hi.\n"


def test_a_head_without_an_end_is_reported(tmp_path: Path) -> None:
    (found,) = problems_of_letter(tmp_path, "---\nreviewed: false\n\nHi.\n")
    assert found.line == 1


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("letter.english.md", "write en"),
        ("letter.cz.md", "did you mean cs, Czech?"),
        ("letter.xx.md", "tags look like"),
    ],
)
def test_wrong_tag_in_the_name_of_a_file(tmp_path: Path, name: str, hint: str) -> None:
    (found,) = problems_of_letter(tmp_path, LETTER, name)
    assert found.code == "wrong-value"
    assert hint in (found.hint or "")


@pytest.mark.parametrize("name", PLACEHOLDERS)
@pytest.mark.parametrize("form", ["{{ %s }}", "{{%s}}", "{{  %s\t}}"])
def test_placeholders(tmp_path: Path, name: str, form: str) -> None:
    text = form % name if name == "demands" else f"a {form % name} b"
    assert load_letter(write_files(tmp_path, {"letter.en.md": text}) / "letter.en.md").text == text


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "words"),
    [
        ("{{ persn }}", "unknown-placeholder", 1, 1, "did you mean “person”?"),
        ("a\n\nb {{ own-words }}", "unknown-placeholder", 3, 3, "did you mean “own_words”?"),
        (HEAD + "\na {{ sender_name }}", "unknown-placeholder", 5, 3, "did you mean “sender.name”?"),
        ("{{ }}", "unknown-placeholder", 1, 1, "known: person"),
        ("{{ person | upper }}", "unknown-placeholder", 1, 1, "person | upper"),
        ("a {{ person }", "stray-braces", 1, 3, "{{"),
        ("a\n}} b", "stray-braces", 2, 1, "}}"),
        ("a\n{% if x %}", "stray-braces", 2, 1, "{%"),
        ("{# a #}", "stray-braces", 1, 1, "without logic"),
        ("a\n\x07b", "wrong-value", 2, None, "U+0007"),
        ("a\n\x1fb", "wrong-value", 2, None, "U+001F"),
        (" \n\n", "empty-letter", 1, None, "no text"),
        (HEAD, "empty-letter", 4, None, "no text"),
    ],
)
def test_wrong_texts(tmp_path: Path, text: str, code: str, line: int, column: int | None, words: str) -> None:
    (found,) = problems_of_letter(tmp_path, text)
    assert (found.code, found.line, found.column) == (code, line, column)
    assert words in f"{found.message} {found.hint}"


@pytest.mark.parametrize("char", ["\x0b", "\x0c", "\x1c", "\x1e", "\x85"])
def test_separators_that_no_document_can_hold(tmp_path: Path, char: str) -> None:
    (found,) = problems_of_letter(tmp_path, f"a\nb{char}c\n")
    assert (found.code, found.line) == ("wrong-value", 2)


def test_all_problems_of_a_letter(tmp_path: Path) -> None:
    found = problems_of_letter(tmp_path, "{{ a }} {{ b }}\n{{ c\n")
    assert [(p.line, p.column) for p in found] == [(1, 1), (1, 9), (2, 1)]


def test_embassies(tmp_path: Path) -> None:
    embassy = "- {id: gb, role: embassy, host: GB, office: Embassy, address: [Street]}\n"
    path = write_files(tmp_path, {"KZ.yaml": f"embassies:\n{embassy}"}) / "KZ.yaml"
    assert [(m.id, m.host) for m in load_embassies(path)] == [("gb", "GB")]
    write_files(tmp_path, {"KZ.yaml": f"embassies:\n{embassy}- {{id: x, office: Office}}\n"})
    with pytest.raises(InputError, match="x: role must be embassy"):
        load_embassies(path)
