"""Overlong values are refused with their limit before anything else; white space is tidied."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from appealgen import limits
from appealgen.errors import AppealgenError, InputError, MissingError, Problem, ProblemCode
from appealgen.importing.draft import import_document
from appealgen.importing.files.reader import read_document
from appealgen.language.parsing import SCALARS
from appealgen.messages import message
from appealgen.model.case import Case
from appealgen.model.sender import Sender
from appealgen.reading.case_files import load_case, unfinished_translations
from appealgen.reading.embassies import read_embassy_table
from appealgen.reading.roster import load_roster
from appealgen.reading.sender_files import load_sender
from appealgen.reading.tables import read_table
from appealgen.workflows.letters import plan
from appealgen.yamlfile.bounds import bounded
from appealgen.yamlfile.reader import parse_yaml
from appealgen.yamlfile.writer import dump_yaml
from samples import CASE, DATE, plan_for, plan_options, someone, tiny_case, write_files
from urgent_action_files import as_text, changed
from workbooks import ods, xlsx

SENDER = "name: Anna Star\naddress: [1 Street, Leeds]\ncountry: GB\n"
"""A sender file."""


def told(read: Callable[[], Any], kind: type[AppealgenError] = InputError) -> list[tuple[str | None, int | None, str]]:
    """Field, line or row, and message of each problem, all of them `too-large`."""
    with pytest.raises(kind) as raised:
        read()
    assert {problem.code for problem in raised.value.problems} == {ProblemCode.TOO_LARGE}
    return [(problem.field, problem.line or problem.row, str(problem.message)) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("before", "after", "field", "limit"),
    [
        ("office: Minister of Justice", "office: {}", "targets[0].office", 200),
        ("1 Street, Town", "{}", "targets[0].address[0]", 200),
        ("title: A headline", "title: {}", "title", 200),
        ("title: A headline", "title: A headline\nsummary: {}", "summary", 20_000),
        ("title: A headline", "title: A headline\nbackground: {{en: {}}}", "background.en", 20_000),
        ("concerning: A person in custody", "concerning: {}", "concerning", 2_000),
        ("title: A headline", "title: A headline\nsocial: {{messages: {}}}", "social.messages", 2_000),
        ("text: Release Ann Example.", "text: {}", "demands[0].text", 2_000),
        ("country: KZ", "country: {}", "country", 200),
    ],
)
def test_each_value_of_a_case_has_its_limit(before: str, after: str, field: str, limit: int) -> None:
    assert before in CASE

    def parsed(length: int) -> Case:
        text = CASE.replace(before, after.format("x" * length), 1)
        return parse_yaml(text, Case, SCALARS, file="case.yaml")

    [(where, line, words)] = told(lambda: parsed(limit + 1))
    assert (where, words) == (field, f"has {limit + 1:,} characters, but the limit is {limit:,}")
    assert line and line > 1
    if field != "country":
        assert parsed(limit)


def test_keys_lists_and_mappings_have_limits(tmp_path: Path) -> None:
    many = "".join(f"key{number}: x\n" for number in range(20_000))
    long = f"? {'k' * 900_000}\n: x\n"
    for text, words in (
        (many, "20,003 values, but the limit is 1,000"),
        (long, "900,000 characters, but the limit is 200"),
    ):
        path = write_files(tmp_path, {"s.yaml": SENDER + text}) / "s.yaml"
        [(_, _, message)] = told(partial(load_sender, path))
        assert words in message
    path.write_text(SENDER.replace("[1 Street, Leeds]", f"[{'a, ' * 1_001}b]"))
    assert "1,002 values" in told(lambda: load_sender(path))[0][2]
    path.write_text(SENDER.replace("[1 Street, Leeds]", "|\n" + "  a\n" * 1_001))
    assert "1,001 values" in told(lambda: load_sender(path))[0][2]


def test_white_space_inside_a_line_is_one_space_on_reading(tmp_path: Path) -> None:
    path = (
        write_files(tmp_path, {"s.yaml": SENDER.replace("Anna Star", '"Anna \\t  Star\\n\\n\\n Moon\u00a0Sun"')})
        / "s.yaml"
    )
    assert load_sender(path).name == "Anna Star\nMoon\u00a0Sun"
    path.write_text(SENDER + 'about: "I  teach.\\n\\n  Daily."\n')
    assert load_sender(path).about == "I  teach.\n\n  Daily."


@pytest.mark.parametrize("make", [lambda rows: "\n".join(",".join(row) for row in rows).encode(), xlsx, ods])
@pytest.mark.parametrize(
    ("column", "length", "limit"),
    [("name", 201, 200), ("country", 201, 200), ("about", 2_001, 2_000), ("email", 999, 200)],
)
def test_each_cell_of_a_roster_has_its_limit(make: Any, column: str, length: int, limit: int) -> None:
    columns = ["name", "address", "country", "about", "email", "notes"]
    row = {"name": "Anna", "address": "1 Street|Leeds", "country": "GB", "notes": "n" * 30_000} | {column: "x" * length}
    roster = load_roster(make([columns, [row.get(name, "") for name in columns]]), name="r")
    found = [(p.code, p.field, p.row, str(p.message)) for p in roster.problems if p.code == ProblemCode.TOO_LARGE]
    words = f"has {length:,} characters, but the limit is {limit:,}"
    assert found == [(ProblemCode.TOO_LARGE, column, 2, words)]


def test_lines_of_an_address_in_a_roster_have_a_limit() -> None:
    head = "name,address,country,reads\n"
    roster = load_roster(f'{head}A,"{"1 Street|" * 30}Leeds",GB,en\nB,"{"x" * 201}|Leeds",GB,en\n'.encode(), name="r")
    assert [(entry.row, len(entry.sender.address)) for entry in roster.entries] == [(2, 31)]
    assert [(p.row, p.field, p.code) for p in roster.problems] == [(3, "address", "too-large")]


def test_a_table_has_a_thousand_columns_at_most(tmp_path: Path) -> None:
    for data in (b"a" + b"," * 500_000 + b"x\n1\n", ods([["a"], ["1", *[""] * 1_000, "x"]])):
        assert "right of column 1000" in told(partial(read_table, data))[0][2]
    assert len(read_table(b"a" + b"," * 500_000 + b"\n1\n").rows) == 1


def test_headings_and_cells_of_other_tables(tmp_path: Path) -> None:
    path = tmp_path / "embassies.csv"
    path.write_text(
        f"of,host,office,address,{'(' * 100_000}\nKZ,GB,Embassy,{'x' * 201},a\nKZ,DE,{'x' * 2_001},1 Street,a\n"
    )
    import datetime

    rows = told(lambda: read_embassy_table(path, today=datetime.date(2026, 1, 1)))
    assert [(field, row) for field, row, _ in rows] == [("office", 3)]
    path.write_text(f"of,host,office,address\nKZ,GB,Embassy,{'x' * 201}\n")
    rows = told(lambda: read_embassy_table(path, today=datetime.date(2026, 1, 1)))
    assert [(field, row) for field, row, _ in rows] == [("address[0]", 2)]


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ("x" * 20_001, "has 20,001 characters, but the limit is 20,000"),
        ("a <!-- b --> " * 9_000, "has 117,000 characters, but the limit is 100,000"),
        ("<!--" * 30_000, "has 120,000 characters, but the limit is 100,000"),
    ],
)
def test_a_letter_has_a_limit_with_and_without_its_comments(tmp_path: Path, letter: str, words: str) -> None:
    folder = write_files(tmp_path, {"case.yaml": CASE, "letter.en.md": letter})
    [(_, _, message)] = told(lambda: load_case(folder))
    assert words in message


def test_comments_do_not_count_as_the_letter(tmp_path: Path) -> None:
    letter = f"<!-- {'c' * 30_000}\n\n-->\nI am sad. <!-- {'d' * 30_000} -->Please help.\n"
    folder = write_files(tmp_path, {"case.yaml": CASE, "letter.en.md": letter})
    [text] = [letter.text for letter in load_case(folder).letters.values()]
    assert text == "\n\n\nI am sad. Please help.\n"


def test_own_words_reasons_and_senders_have_limits() -> None:
    for asked in ({"own_words": "x" * 2_001}, {"anyway": "x" * 2_001}):
        options = plan_options(date=DATE, **asked)
        [(where, _, _)] = told(partial(plan, tiny_case(), someone(), options), MissingError)
        assert where == next(iter(asked)).replace("_", "-")
    sender = someone(name="x" * 201, address=("1 Street", "y" * 201), about="z" * 2_001)
    fields = [field for field, _, _ in told(lambda: plan_for(tiny_case(), sender, date=DATE), MissingError)]
    assert fields == ["name", "address[1]", "about"]


def test_a_line_of_a_document_has_a_limit_and_is_read_in_pages() -> None:
    with pytest.raises(AppealgenError, match="has 100,001 characters, but the limit is 100,000"):
        read_document(b"a" * 100_001, "a.txt")
    [document] = read_document(b"word " * 10_000, "a.txt")
    assert max(len(line.text) for line in document.lines) <= limits.LOGICAL_LINE
    assert " ".join(line.text for line in document.lines) == ("word " * 10_000).strip()


def test_what_is_read_out_of_a_document_can_be_read_again() -> None:
    document = as_text(changed(("Prosecutor General", f"Prosecutor {'General ' * 60}"))).encode()
    case = import_document(document, name="a.txt").case
    assert max(len(str(target.office)) for target in case.targets) == limits.LINE
    assert "targets[0].office" in [d.field for d in case.doubts if (d.code, d.grave) == ("too-long", True)]
    assert parse_yaml(dump_yaml(case), Case, SCALARS, file="f").targets == case.targets


def test_overlong_values_are_cut() -> None:
    cut, excess = bounded(someone(name="x" * 201, about={"en": "y" * 2_001}))
    assert [each.field for each in excess] == ["name", "about.en"]
    assert isinstance(cut, Sender)
    assert (len(cut.name), cut.name[-1], bounded(cut)) == (200, "…", (cut, []))


def test_quoted_values_are_cut_and_lists_kept() -> None:
    quoted = message("“{text}” is not a date", text="x" * 500)
    assert (len(quoted), quoted.values["text"][-1]) == (96, "…")
    assert len(message("known: {words}", words="x, " * 300)) == 907
    assert len(message("known: {words}", words="x" * 9_000)) == 2_007
    assert len(message("unknown placeholder {{{{ {name} }}}}", name="x" * 9_000)) < 120


def test_an_error_has_ten_thousand_problems_at_most() -> None:
    problems = [Problem(ProblemCode.WRONG_VALUE, message("is empty"), row=row) for row in range(10_002)]
    error = InputError(problems)
    assert len(error.problems) == 10_001
    assert (error.problems[-1].code, error.problems[-1].message) == ("more-problems", "and 2 more problems")
    assert len(InputError(problems[:10_000]).problems) == 10_000
    assert len(str(error)) < 2_000


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    return write_files(tmp_path / "elsewhere", {"secret.md": "My secret.\n"}) / "secret.md"


def outside(folder: Path) -> list[tuple[str, str]]:
    """Code and file name of each problem of a case folder."""
    with pytest.raises(InputError) as raised:
        load_case(folder)
    return [(problem.code, Path(problem.file or "").name) for problem in raised.value.problems]


def test_a_case_folder_cannot_have_other_files_read(tmp_path: Path, secret: Path) -> None:
    folder = write_files(tmp_path / "case", {"case.yaml": CASE, "letter.en.md": "Please help.\n"})
    (folder / "letter.de.md").symlink_to(secret)
    (folder / "letter.fr.md").symlink_to(secret.parent)
    (folder / "letter.es.md").symlink_to("letter.es.md")
    (folder / "letter.ru.md").symlink_to("/dev/zero")
    (folder / "letter.it.md").symlink_to(Path("..") / "elsewhere" / "secret.md")
    names = [f"letter.{tag}.md" for tag in ("de", "es", "fr", "it", "ru")]
    assert outside(folder) == [("unreadable", name) for name in names]


def test_a_case_file_and_a_translation_cannot_be_links_out_of_the_folder(tmp_path: Path, secret: Path) -> None:
    folder = write_files(tmp_path / "case", {"letter.en.md": "Please help.\n"})
    (folder / "case.yaml").symlink_to(secret)
    assert outside(folder) == [("unreadable", "case.yaml")]
    (folder / "case.yaml").unlink()
    (folder / "case.yaml").write_text(CASE)
    (folder / "translation.de.md").symlink_to(secret)
    with pytest.raises(InputError):
        unfinished_translations(load_case(folder))


def test_links_inside_a_folder_and_to_a_folder_are_allowed(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "case", {"case.yaml": CASE, "texts/en.md": "Please help.\n"})
    (folder / "letter.en.md").symlink_to("texts/en.md")
    (tmp_path / "mine").symlink_to(folder)
    assert set(load_case(tmp_path / "mine").letters) == {"en"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_pipe_in_a_case_folder_is_refused(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "case", {"case.yaml": CASE, "letter.en.md": "Please help.\n"})
    os.mkfifo(folder / "letter.de.md")
    assert outside(folder) == [("unreadable", "letter.de.md")]
