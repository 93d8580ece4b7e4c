"""Errors of the command line itself, which Typer finds: told as all other errors are, in the language of the person."""

from __future__ import annotations

import re
from typing import Any

from appealgen.errors import MissingError, Problem, ProblemCode, did_you_mean
from appealgen.messages import Message, gettext_noop, join, message, untranslated

_SAID: tuple[tuple[str, str], ...] = (
    (r"No such command '(?P<name>.*)'\.", gettext_noop("there is no command “{name}”")),
    (r"Missing command\.", gettext_noop("which command?")),
    (r"Option '(?P<name>.*)' requires an argument\.", gettext_noop("{name} needs a value")),
    (r"Option '(?P<name>.*)' does not take a value\.", gettext_noop("{name} takes no value")),
    (r"Got unexpected extra argument\(s\) \((?P<name>.*)\)", gettext_noop("more than is wanted: {name}")),
    (r"'(?P<text>.*)' is not a valid (?:integer|int)(?: range)?\.", gettext_noop("“{text}” is not a whole number")),
    (r"'(?P<text>.*)' is not one of (?P<choices>.*)\.", gettext_noop("“{text}” is not one of: {choices}")),
    (r"(?P<text>\S+) is not in the range (?P<range>.*)\.", gettext_noop("{text} is not in the range {range}")),
)
"""What Typer says, as patterns → what is said instead; anything else is told as Typer has it."""


def is_usage_error(error: Exception) -> bool:
    """Whether it is one of those that Typer raises for the command line."""
    return any(kind.__name__ == "ClickException" for kind in type(error).__mro__)


def is_help(error: Exception) -> bool:
    """Whether it is no error: nothing was asked of a group of commands, and Typer gives its help."""
    return type(error).__name__ == "NoArgsIsHelpError"


def as_error(error: Any) -> MissingError:
    """The error of Typer's as one of ours."""
    return MissingError(Problem(ProblemCode.USAGE, _message(error), _hint(error), field=_parameter(error)))


def _message(error: Any) -> Message:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return message("there is no option {name}", name=error.option_name)
    if kind == "MissingParameter":
        return message("is missing")
    text = str(error.message).partition(" Did you mean")[0]
    for pattern, msgid in _SAID:
        if (match := re.fullmatch(pattern, text)) is not None:
            return message(msgid, **{name: value.replace("'", "") for name, value in match.groupdict().items()})
    return untranslated(text)


def _parameter(error: Any) -> str | None:
    """The option or argument that an error is about, as it is typed."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return None
    options = [name for name in parameter.opts if name.startswith("--")]
    return str(options[0] if options else parameter.human_readable_name)


def _hint(error: Any) -> Message | None:
    """The nearest name, and where all of them are told."""
    context = getattr(error, "ctx", None)
    if context is None:
        return None
    help_ = message("“{command} --help” tells what there is", command=context.command_path)
    near = None
    if type(error).__name__ == "NoSuchOption":
        known = [name for parameter in context.command.params for name in parameter.opts if name.startswith("--")]
        near = did_you_mean(error.option_name, [*known, "--help"])
    elif (match := re.match(r"No such command '([^']*)'", str(error.message))) is not None:
        near = did_you_mean(match[1], context.command.list_commands(context))
    return join(filter(None, (near if near and near.msgid.startswith("did you mean") else None, help_)), " ")
