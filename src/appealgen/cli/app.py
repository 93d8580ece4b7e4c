"""The Typer application, and its own options."""

from typing import Annotated

import typer

from appealgen import __version__
from appealgen.cli.commands import COMMANDS
from appealgen.cli.help import Group, load
from appealgen.cli.i18n import OPTION, _

app = typer.Typer(
    name="appealgen",
    cls=Group,
    help=_("Letters and addressed envelopes for urgent human-rights appeals."),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_("“appealgen” alone, in a terminal, guides you step by step. “appealgen help write” explains a command."),
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"appealgen {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    _ui_language: Annotated[
        str | None,
        typer.Option(
            OPTION, metavar="TAG", help=_("Language of messages and help: en, de, fr, es, ru."), is_eager=True
        ),
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", "-V", help=_("Show the version."), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Without a command: guide a person through a letter, if there is a terminal."""
    from appealgen.cli.console import may_ask

    if context.invoked_subcommand is None:
        if not may_ask(json=False, no_input=False):
            typer.echo(context.get_help())
            raise typer.Exit
        context.invoke(load(COMMANDS["write"].home))
