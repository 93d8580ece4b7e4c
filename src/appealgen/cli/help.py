"""Commands and their help: loaded when called, in the user's language, with options in sections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from appealgen import resources
from appealgen.cli import commands
from appealgen.cli.commands import COMMANDS, Entry
from appealgen.cli.i18n import _, colon, translate
from appealgen.messages import gettext_noop, message

TYPERS_OWN = (gettext_noop("default: {default}"), gettext_noop("required"))
"""Texts that Typer translates itself by gettext, from the catalogue that `i18n.speak` gives it."""

_OF_COMPLETION = {
    "install_completion": message("Install completion for the current shell."),
    "show_completion": message("Show completion for the current shell, to copy it or customize the installation."),
}
_WIDEST = 26
"""Width of the column of options; longer ones have a line of their own."""


def load(home: str) -> Callable[..., Any]:
    """The command at `module:function`, in Typer's form."""
    from appealgen.cli.flattening import flattened

    module, _, name = home.partition(":")
    return flattened(getattr(import_module(f"{commands.__name__}.{module}"), name))


def _headed(heading: str) -> str:
    """A heading, with the space that a language puts before the colon that Click adds."""
    return f"{heading}{colon()}"[:-1]


class _InItsLanguage:
    """Translate the few texts of each help that Typer has only in English."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the first line: the usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{_('Usage:')} ")

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def get_params(self, ctx: Any) -> Any:
        """All options and arguments; those for shell completion are Typer's own."""
        parameters = super().get_params(ctx)  # type: ignore[misc]
        for parameter in parameters:
            if parameter.name in _OF_COMPLETION:
                parameter.help = translate(_OF_COMPLETION[parameter.name])
        return parameters

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the sections: arguments, single options, each group of options under its heading."""
        sections: dict[str, list[tuple[str, str]]] = {_("Arguments"): [], _("Options"): []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                is_argument = parameter.param_type_name == "argument"
                heading = _("Arguments") if is_argument else parameter.rich_help_panel or _("Options")
                sections.setdefault(heading, []).append(record)
        lengths = [len(name) for records in sections.values() for name, _ in records]
        width = max(length for length in lengths if length <= _WIDEST)
        for heading, records in filter(lambda section: section[1], sections.items()):
            with formatter.section(_headed(heading)):
                formatter.write_dl([(f"{name:{width}}", text) for name, text in records], col_max=width)


class Command(_InItsLanguage, TyperCommand):
    """A command with help in the user's language and examples at the end; it asks for missing arguments."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Parse the arguments; on a terminal, ask for each that is missing."""
        from appealgen.cli.console import may_ask

        asking = may_ask(json="--json" in args, no_input="--no-input" in args)
        given = list(args)
        while True:
            try:
                return super().parse_args(ctx, list(given))
            except typer.BadParameter as error:
                if type(error).__name__ != "MissingParameter" or not asking:
                    raise
                given += _asked_for(error.param)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the examples."""
        with formatter.section(_headed(_("Examples"))):
            formatter.write("".join(f"  {line}\n" for line in self.examples))

    @property
    def examples(self) -> list[str]:
        """Three example command lines, by the module and function of the command, which its epilog names."""
        import json

        lines: list[str] = json.loads(resources.get("examples.json").read_text(encoding="utf-8"))[self.epilog]
        return lines


class Group(_InItsLanguage, TyperGroup):
    """A group of commands, by default of all; each is created on demand."""

    def __init__(self, *, entries: Mapping[str, Entry] = COMMANDS, **attributes: Any) -> None:
        """`entries` are the commands of the group."""
        super().__init__(**attributes)
        self.entries = entries

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command with a name, created on demand: a run pays only for the options of its own command."""
        if cmd_name in self.entries and cmd_name not in self.commands:
            self.commands[cmd_name] = _command(cmd_name, self.entries[cmd_name])
        return self.commands.get(cmd_name)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Their names, in order."""
        return list(self.entries)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        with formatter.section(_headed(_("Commands"))):
            formatter.write_dl([(name, entry.help) for name, entry in self.entries.items()])


def _asked_for(parameter: Any) -> list[str]:
    """Ask for an argument or a required option; returns the words for the command line."""
    from appealgen.cli import console, interrupts
    from appealgen.cli.option_values import typed_path
    from appealgen.paths import is_folder

    interrupts.unwind()
    if parameter.metavar.startswith("CASE"):
        from appealgen.cli.prompts.guided import name_of_case

        return [name_of_case()]
    default = "letters" if parameter.metavar.startswith("DIR") and is_folder(Path("letters")) else ""
    answer = ""
    while not answer:
        answer = console.ask(f"{parameter.metavar.rstrip('.')} ({parameter.help.rstrip('.')})", default)
    answer = typed_path(answer)
    return [answer] if parameter.param_type_name == "argument" else [parameter.opts[0], answer]


def _command(name: str, entry: Entry) -> Any:
    if entry.commands:
        return Group(name=name, entries=entry.commands, help=entry.help, no_args_is_help=True, rich_markup_mode=None)
    single = typer.Typer(rich_markup_mode=None, add_completion=False)
    single.command(name, cls=Command, help=entry.help, epilog=entry.home)(load(entry.home))
    return typer.main.get_command(single)
