"""The list of commands says of each what the command says of itself, and imports none of them."""

import typer

from appealgen.cli.app import _COMMANDS, app


def test_the_list_of_commands_says_what_each_says_of_itself() -> None:
    group = typer.main.get_command(app)
    assert len(_COMMANDS) >= 7
    for name, (_, says) in _COMMANDS.items():
        own = group.commands[name].help  # type: ignore[attr-defined]
        assert own is not None and says[:16] == own[:16], name
