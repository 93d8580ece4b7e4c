"""The help of commands in the language of the person: what Typer does not look up in a catalogue itself."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from appealgen.cli.i18n import _, translate
from appealgen.messages import gettext_noop, message

TYPERS_OWN = (
    gettext_noop("Arguments"),
    gettext_noop("Commands"),
    gettext_noop("Options"),
    gettext_noop("default: {default}"),
    gettext_noop("required"),
)
"""What Typer looks up itself, by gettext, in the catalogue that `speech.speak` names to it."""


_OF_COMPLETION = {
    "install_completion": message("Install completion for the current shell."),
    "show_completion": message("Show completion for the current shell, to copy it or customize the installation."),
}


class _InItsLanguage:
    """The few texts that every help has and that Typer says in English alone."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The first line: what may stand on the command line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{_('Usage:')} ")

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help."""
        found = super().get_help_option(ctx)  # type: ignore[misc]
        if found is not None:
            found.help = _("Show this message and exit.")
        return found

    def get_params(self, ctx: Any) -> Any:
        """All options and arguments; those for shell completion are Typer's own."""
        found = super().get_params(ctx)  # type: ignore[misc]
        for parameter in found:
            if parameter.name in _OF_COMPLETION:
                parameter.help = translate(_OF_COMPLETION[parameter.name])
        return found


class Command(_InItsLanguage, TyperCommand):
    """A command whose help is in the person's language."""


class Group(_InItsLanguage, TyperGroup):
    """A group of commands whose help is in the person's language."""


def commands(name: str, says: str) -> typer.Typer:
    """Commands below a command, such as those of `appealgen new`; called without one it tells them."""
    return typer.Typer(
        name=name, cls=Group, help=says, no_args_is_help=True, rich_markup_mode=None, add_completion=False
    )
