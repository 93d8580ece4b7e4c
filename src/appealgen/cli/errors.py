"""The only place that handles errors: words on stderr, JSON if asked for, and an exit code."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from appealgen.cli.interrupts import STOPPED
from appealgen.errors import (
    DONE_IN_PART,
    AppealgenError,
    MissingError,
    Problem,
    ProblemCode,
    WriteError,
    meant,
)
from appealgen.messages import Message, gettext_noop, join, message, untranslated

BUG = 1
_DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pdf", ".html", ".htm", ".md", ".txt", ".eml", ".mht", ".mhtml")

_USAGE: tuple[tuple[str, str], ...] = (
    (r"No such command '(?P<name>.*)'\.", gettext_noop("there is no command “{name}”")),
    (r"Missing command\.", gettext_noop("which command?")),
    (r"Option '(?P<name>.*)' requires an argument\.", gettext_noop("{name} needs a value")),
    (r"Option '(?P<name>.*)' does not take a value\.", gettext_noop("{name} takes no value")),
    (r"Got unexpected extra argument\(s\) \((?P<name>.*)\)", gettext_noop("unexpected argument: {name}")),
    (r"'(?P<text>.*)' is not a valid (?:integer|int)(?: range)?\.", gettext_noop("“{text}” is not a whole number")),
    (r"'(?P<text>.*)' is not one of (?P<choices>.*)\.", gettext_noop("“{text}” is not one of: {choices}")),
    (
        r"names no file or folder\.",
        gettext_noop("is empty or contains a null character, so it names no file or folder"),
    ),
    (r"(?P<text>\S+) is not in the range (?P<range>.*)\.", gettext_noop("{text} is not in the range {range}")),
)
"""Patterns of Typer's sentences → ours; any other is shown unchanged."""


def exit_code_of_run() -> int:
    """Run the command line with `sys.argv`; return its exit code and let no exception through."""
    from appealgen.cli import streams

    with streams.results_apart():
        code = _exit_code()
        if (reason := streams.unwritten()) is not None:
            from appealgen.cli import console
            from appealgen.cli.i18n import _

            text = message("cannot write the output: {reason}", reason=reason)
            console.tell(Problem(ProblemCode.CANNOT_WRITE, text), _("error"), "red")
            return code if code not in (0, DONE_IN_PART) else WriteError.exit_code
        return code


def _exit_code() -> int:
    from typer import Abort

    from appealgen.cli import environment, i18n, interrupts
    from appealgen.cli.i18n import _

    try:
        environment.settle_zone()
        sys.argv[1:], language = i18n.without_option(sys.argv[1:])
        i18n.speak(language)
        if sys.argv[1:2] == ["help"]:
            sys.argv[1:] = [*sys.argv[2:], "--help"]
        from appealgen.cli.app import app

        code = app(standalone_mode=False)
    except (Abort, KeyboardInterrupt):
        code = STOPPED
    except SystemExit:  # completion exits by itself
        return 0
    except Exception as error:
        return show_error(error)
    finally:
        interrupts.stop_at_once()
    if code == STOPPED:
        print(f"\n{_('stopped')}", file=sys.stderr)  # noqa: T201
    return code if isinstance(code, int) else 0


def show_error(error: Exception) -> int:
    """Show any error, and return its exit code."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if "NoArgsIsHelpError" in kinds:  # a command group without a command shows its help
        from appealgen.cli.console import say

        say(str(error))
        return MissingError.exit_code
    if "ClickException" in kinds:
        error = _usage_error(error)
    if not isinstance(error, AppealgenError):
        return _show_bug(error)
    _show_problems(error)
    return error.exit_code


def _show_problems(error: AppealgenError) -> None:
    """Print all problems on stderr; with --json also the JSON object on stdout, except for usage errors."""
    from appealgen.cli.commands import JSON_LISTS
    from appealgen.cli.console import result_json, tell_all
    from appealgen.cli.i18n import _

    command = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    problems: Iterable[Problem] = error.problems
    if command == "batch":
        from appealgen.events.problem_groups import of_its_case

        problems = map(of_its_case, problems)
    tell_all(problems, _("refused") if error.exit_code == 5 else _("error"), "red")
    if "--json" in sys.argv and not isinstance(error, MissingError):
        empty: dict[str, Any] = {"version": 1} | {key: [] for key in JSON_LISTS.get(command, ())}
        result_json(empty | {"errors": [problem.as_json() for problem in error.problems]})


def _show_bug(bug: Exception) -> int:
    """Print the traceback of a bug, so that it can be reproduced."""
    import traceback

    from appealgen.cli.console import result_json, say, styled
    from appealgen.cli.i18n import _

    traceback.print_exception(bug)
    say(styled(_("This is a bug in appealgen, not your mistake. No file is left half-written."), "red"))
    say(_("Please report the lines above, but remove names and addresses first."))
    if "--json" in sys.argv:
        problem = Problem(ProblemCode.BUG, untranslated("a bug in appealgen; see stderr"))
        result_json({"version": 1, "errors": [problem.as_json()]})
    return BUG


def _usage_error(error: Any) -> MissingError:
    """Convert Typer's usage error into one of ours."""
    return MissingError(Problem(ProblemCode.USAGE, _message(error), _hint(error), field=_parameter(error)))


def _message(error: Any) -> Message:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return message("there is no option {name}", name=error.option_name)
    if kind == "MissingParameter":
        return message("is missing")
    text = str(error.message).partition(" Did you mean")[0]
    for pattern, msgid in _USAGE:
        if (match := re.fullmatch(pattern, text)) is not None:
            return message(msgid, **{name: value.replace("'", "") for name, value in match.groupdict().items()})
    return untranslated(text)


def _parameter(error: Any) -> str | None:
    """The option or argument of an error, as typed."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return None
    options = [name for name in parameter.opts if name.startswith("--")]
    return str(options[0] if options else parameter.human_readable_name)


def _hint(error: Any) -> Message | None:
    """Hint with the nearest name or an example, and the command that lists all names."""
    context = getattr(error, "ctx", None)
    if context is None:
        return None
    help_ = message("see “{command} --help”", command=context.command_path)
    word, near = re.match(r"No such command '([^']*)'", str(error.message)), None
    if type(error).__name__ == "NoSuchOption":
        near = _option_meant(error.option_name, context.command.params)
    elif word is not None:
        if (instead := _without_command(word[1])) is not None:
            return join([instead, help_], "; ")
        near = meant(word[1], context.command.list_commands(context))
    elif type(error).__name__ == "MissingParameter":
        example = message("for example: {command}", command=context.command.examples[0])
        return join([example, help_], "; ")
    return join([message("did you mean “{word}”?", word=near), help_], " ") if near is not None else help_


def _option_meant(name: str, parameters: Sequence[Any]) -> str | None:
    """Option that was probably meant, compared by its words, without the two hyphens that all begin with."""
    known = ["--help", *(option for each in parameters for option in each.opts if option.startswith("--"))]
    named = {word: option for option in sorted(known, key=len, reverse=True) for word in option.split("-") if word}
    named |= {option.removeprefix("--"): option for option in known}
    near = meant(name.lstrip("-"), list(named))
    begun = (option for option in known if option.startswith(f"--{name.lstrip('-')}"))
    return next(begun, named.get(near or ""))


def _without_command(name: str) -> Message | None:
    """What to type instead of a document, folder or case number in place of a command."""
    from appealgen.model.identifiers import match_ua_number
    from appealgen.paths import is_file

    path = Path(name)
    if is_file(path) or path.suffix.lower() in _DOCUMENTS or "://" in name:
        return message(
            "to write its letters: “appealgen write {file}”; to keep it as a case: “appealgen import {file}”",
            file=shlex.quote(name),
        )
    if is_file(path / "case.yaml") or match_ua_number(name.replace("-", " ", 1).replace("-", "/")) is not None:
        return message("to write its letters: “appealgen write {case}”", case=shlex.quote(name))
    return None
