"""Pages and tables of docs/ that are made from the program and its data."""

from __future__ import annotations

from pathlib import Path

import pytest

import reference_pages
from page_tables import posts, rows_of, with_tables
from samples import PROJECT
from test_docs import COMMANDS, PAGES

WRITTEN = reference_pages.written()


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_the_page_is_as_the_program_says(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == WRITTEN[path], "run python scripts/reference_pages.py"


def test_every_option_of_a_command_has_a_row_with_its_help() -> None:
    page = reference_pages.commands()
    for name, command in COMMANDS.items():
        _, _, part = page.partition(f"\n## `{name}`\n")
        part = part.partition("\n## ")[0]
        names = [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
        assert [option for option in names if f"{option}" not in part] == [], name
    assert "| `--label-start N` | First free label on the sheet. [default: 1] |" in page
    assert "| `--feed <landscape\\|rotated>` | How envelopes go into the printer. |" in page


def test_scripting_names_the_options_of_each_command_and_no_others() -> None:
    page = PAGES[PROJECT / "docs" / "scripting.md"]
    rows = dict(line[3:].split("` | ", 1) for line in page.splitlines() if line.startswith("| `appealgen "))
    for words, row in rows.items():
        name = max((name for name in COMMANDS if f"{words} ".startswith(f"{name} ")), key=len)
        known = {
            option for parameter in COMMANDS[name].params for option in (*parameter.opts, *parameter.secondary_opts)
        }
        listed = [*words.split(), *row.rsplit("|", 2)[1].replace("`", "").split()]
        if "[below]" not in row:
            assert {word for word in listed if word.startswith("--")} == {
                option for option in known if option.startswith("--")
            }, name
    assert len(rows) > 20


@pytest.mark.parametrize(
    "row",
    [
        "| SE | Swedish and English | | front, “Avs:” | 150 × 30 mm free |",
        "| DK | Danish | | front | 229 × 23 mm free; 324 × 65 mm free above 162 mm |",
        "| BA | Bosnian or Croatian and English | | front | |",
        "| NZ | English | | front, “Sender:” | return address within 100 × 40 mm |",
        "| JP | English, French | AIR MAIL | front | |",
    ],
)
def test_rules_of_posts_in_words(row: str) -> None:
    assert row in posts().splitlines()


def test_a_table_is_markdown() -> None:
    assert rows_of(("a", ""), [("1|2", ""), ("", "3")]) == "| a | |\n|---|---|\n| 1\\|2 | |\n| | 3 |"


def test_a_page_that_lost_the_marks_of_a_table_is_an_error() -> None:
    with pytest.raises(ValueError, match="printing.md lacks the marks of the table papers"):
        with_tables("printing.md", "no marks")
