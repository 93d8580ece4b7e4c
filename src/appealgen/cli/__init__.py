"""The command line: parse, one library call, words for people or JSON. `main` is the one error border."""

from __future__ import annotations

import gc
import os
import sys

STOPPED = 130
_RARELY = 500_000
"""New objects between two looks for garbage: imports make many and drop none (a tenth of the start-up, measured)."""


def main() -> None:
    """Run the command line and exit with the codes of docs/scripting.md."""
    sys.exit(_run())


def _run() -> int:
    gc.set_threshold(_RARELY)
    from typer import Abort

    _open_streams()
    try:
        sys.argv[1:] = _in_its_language(sys.argv[1:])
        from appealgen.cli.app import app

        code = app(standalone_mode=False)
        sys.stdout.flush()
    except (Abort, KeyboardInterrupt):
        return _stopped()
    except (BrokenPipeError, SystemExit):  # Typer exits by itself when the reader of a pipe has gone
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return 0
    except Exception as error:
        return _tell(error)
    return _stopped() if code == STOPPED else code if isinstance(code, int) else 0


def _stopped() -> int:
    from appealgen.cli.i18n import _

    print(f"\n{_('stopped')}", file=sys.stderr)  # noqa: T201
    return STOPPED


def _in_its_language(arguments: list[str]) -> list[str]:
    """Choose the language before anything is said; gives the arguments without the option for it."""
    from appealgen.cli import i18n as speech

    rest, wanted = speech.without_option(arguments)
    speech.speak(wanted)
    return rest


def _open_streams() -> None:
    """A stream that the caller closed swallows what is written to it; the others write UTF-8, whatever the locale."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _tell(error: Exception) -> int:
    from appealgen.cli.console import say, tell_bug, tell_error
    from appealgen.cli.usage_errors import as_error, is_help, is_usage_error
    from appealgen.errors import AppealgenError

    if is_help(error):
        say(str(error))
        return 2
    if is_usage_error(error):
        error = as_error(error)
    if not isinstance(error, AppealgenError):
        return tell_bug(error)
    tell_error(error)
    return error.exit_code
