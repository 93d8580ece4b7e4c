"""The commands, and what the program says of itself."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any

import typer

from appealgen import __version__
from appealgen.cli.help import Command, Group
from appealgen.cli.i18n import OPTION, _

_CONTEXT = {"help_option_names": ["-h", "--help"]}


def _cases() -> Callable[..., Any]:
    from appealgen.cli.commands.cases import cases

    return cases


def _show() -> Callable[..., Any]:
    from appealgen.cli.commands.cases import show

    return show


def _write() -> Callable[..., Any]:
    from appealgen.cli.commands.write import write

    return write


def _batch() -> Callable[..., Any]:
    from appealgen.cli.commands.batch import batch

    return batch


def _check() -> Callable[..., Any]:
    from appealgen.cli.commands.check import check

    return check


def _report() -> Callable[..., Any]:
    from appealgen.cli.commands.report import report

    return report


def _import() -> Callable[..., Any]:
    from appealgen.cli.commands.imports import import_

    return import_


def _new() -> typer.Typer:
    from appealgen.cli.commands.new import app

    return app


def _embassies() -> typer.Typer:
    from appealgen.cli.commands.embassies import app

    return app


def _profile() -> Callable[..., Any]:
    from appealgen.cli.commands.profile import profile

    return profile


_COMMANDS: Mapping[str, tuple[Callable[[], Any], str]] = {
    "cases": (_cases, _("The catalogue: every case, its status and days left.")),
    "show": (_show, _("The case sheet: what happened, what to ask, whom to write to.")),
    "write": (_write, _("Write one sender's letters and envelopes for a case.")),
    "batch": (_batch, _("Write everyone's letters for several cases, and files for the printer.")),
    "import": (_import, _("Urgent Action documents into case folders, with their doubts.")),
    "check": (_check, _("Problems in a case, and what the guides say of its letters.")),
    "report": (_report, _("Letters counted: by case, target, language, country, date.")),
    "new": (_new, _("Starter files: case, sender, template, schema …")),
    "embassies": (_embassies, _("Embassies: list, find, add, import.")),
    "profile": (_profile, _("Your own details, kept for every letter.")),
}
"""Each command, and what the list of commands says of it: that list alone imports none of them."""


@cache
def _made(name: str) -> Any:
    found = _COMMANDS[name][0]()
    if not isinstance(found, typer.Typer):
        single = typer.Typer(rich_markup_mode=None, add_completion=False, context_settings=_CONTEXT)
        single.command(name, cls=Command, help=_COMMANDS[name][1])(found)
        found = single
    return typer.main.get_command(found)


class _Commands(Mapping[str, Any]):
    """Commands by name, made when they are asked for: a run pays for the options of its own command alone."""

    def __getitem__(self, name: str) -> Any:
        return _made(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_COMMANDS)

    def __len__(self) -> int:
        return len(_COMMANDS)


class _Group(Group):
    """A group whose commands are made when they are asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()  # type: ignore[assignment]

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, says) for name, (_, says) in _COMMANDS.items()])


app = typer.Typer(
    name="appealgen",
    cls=_Group,
    help=_("Letters and addressed envelopes for urgent human-rights appeals."),
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_CONTEXT,
    epilog=_("Without a command, on a terminal: the guided write."),
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
            OPTION, metavar="TAG", help=_("Language of what appealgen says: en, de, fr, es, ru."), is_eager=True
        ),
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", help=_("Show the version."), callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Letters and addressed envelopes for urgent human-rights appeals."""
    from appealgen.cli.console import may_ask

    if context.invoked_subcommand is None:
        if not may_ask(json=False, no_input=False):
            typer.echo(context.get_help())
            raise typer.Exit
        context.invoke(_write())
