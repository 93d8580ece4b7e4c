"""The commands: each is found through the table, with its options in sections and three examples."""

import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import typer

import appealgen
from appealgen import resources
from appealgen.cli.app import app
from appealgen.cli.commands import COMMANDS, JSON_LISTS
from samples import Ran


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


ALL = dict(commands(typer.main.get_command(app)))


def test_every_command_of_the_table_is_there() -> None:
    assert len(ALL) > 18
    assert {path[0] for path in ALL} == set(COMMANDS)
    assert set(JSON_LISTS) < set(COMMANDS)


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_help_ends_with_three_examples(run: Callable[..., Ran], path: tuple[str, ...]) -> None:
    text = run(*path, "--help").out
    examples = text.partition("\nExamples:\n")[2].splitlines()
    assert len(examples) == 3, text
    assert all(line.startswith("  appealgen ") and len(line) <= 80 for line in examples)
    assert "<str>" not in text and "<int>" not in text and "<path>" not in text


@pytest.mark.parametrize(
    ("command", "headings"),
    [
        ("write", ["Arguments", "Options", "Your details", "Which letter", "Paper and post", "Files", "Scripts"]),
        (
            "batch",
            [
                "Arguments",
                "Options",
                "Roster",
                "Event",
                "Printing",
                "Which letter",
                "Paper and post",
                "Files",
                "Scripts",
            ],
        ),
        ("show", ["Arguments", "Options", "Scripts"]),
    ],
)
def test_options_are_below_the_headings_of_their_groups(
    run: Callable[..., Ran], command: str, headings: list[str]
) -> None:
    lines = run(command, "--help").out.splitlines()
    assert [line.removesuffix(":") for line in lines if line.endswith(":") and line[0] != " "] == [
        *headings,
        "Examples",
    ]


def test_examples_are_of_commands_and_options_that_there_are() -> None:
    examples = json.loads(resources.get("examples.json").read_text(encoding="utf-8"))
    assert len(examples) == len(ALL)
    for words in (
        shlex.split(line.partition("|")[0].partition(">")[0]) for lines in examples.values() for line in lines
    ):
        path = next(path for path in ALL if tuple(words[1 : len(path) + 1]) == path)
        options = {name for parameter in ALL[path].params for name in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in words if word.startswith("--")} <= options, words


def test_the_module_is_the_program() -> None:
    done = subprocess.run([sys.executable, "-m", "appealgen", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"appealgen {appealgen.__version__}\n"
