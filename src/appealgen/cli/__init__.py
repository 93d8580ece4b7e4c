"""The command line: parse, one library call, words for people or JSON. `main` is the one error border."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit with the codes of docs/scripting.md."""
    sys.exit(_run())


def _run() -> int:
    from typer import Abort, Exit

    from appealgen.cli.app import app, usage_errors

    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except usage_errors as error:
        error.show()  # type: ignore[attr-defined]
        return int(getattr(error, "exit_code", 2))
    except Exit as stop:
        return stop.exit_code
    except (Abort, KeyboardInterrupt):
        print("stopped; nothing was written", file=sys.stderr)  # noqa: T201
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _tell(error)
    return code if isinstance(code, int) else 0


def _tell(error: Exception) -> int:
    from appealgen.cli.terminal import tell_bug, tell_error
    from appealgen.errors import AppealgenError

    if not isinstance(error, AppealgenError):
        return tell_bug(error)
    tell_error(error)
    return error.exit_code
