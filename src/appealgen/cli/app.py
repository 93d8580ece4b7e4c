"""The commands, and what the program says of itself."""

from typing import Annotated

import typer

from appealgen import __version__
from appealgen.cli.cases import cases, show
from appealgen.cli.check import check
from appealgen.cli.embassies import app as embassies
from appealgen.cli.new import app as new
from appealgen.cli.profile import profile
from appealgen.cli.write import write

usage_errors: type[Exception] = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")
"""ClickException, which typer now carries inside itself and does not export."""

app = typer.Typer(
    name="appealgen",
    help="Letters and addressed envelopes for urgent human-rights appeals.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Without a command, on a terminal: the guided write.",
)
app.command()(cases)
app.command()(show)
app.command()(write)
app.command()(check)
app.add_typer(new)
app.add_typer(embassies)
app.command()(profile)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"appealgen {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Letters and addressed envelopes for urgent human-rights appeals."""
    from appealgen.cli.terminal import may_ask

    if context.invoked_subcommand is None:
        if not may_ask(json=False, no_input=False):
            typer.echo(context.get_help())
            raise typer.Exit
        context.invoke(write)
