"""The program without a command; the list of commands, which imports none of them."""

from collections.abc import Callable

import typer

from appealgen.cli.app import _COMMANDS, app
from samples import Ran

Run = Callable[..., Ran]


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    group = typer.main.get_command(app)
    assert len(_COMMANDS) >= 7
    for name, (_, says) in _COMMANDS.items():
        own = group.commands[name].help  # type: ignore[attr-defined]
        assert own is not None and says[:16] == own[:16], name


def test_without_a_command_and_a_terminal_help(run: Run) -> None:
    ran = run()
    assert ran.code == 0 and "Usage" in ran.out


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("appealgen ")
