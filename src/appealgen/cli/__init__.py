"""The command line: parse options, call the library once, print words for people or JSON."""

from __future__ import annotations

import gc
import sys

from appealgen.cli import interrupts

_RARELY = 500_000
"""New objects between garbage collections: imports create many and drop none (a tenth of the start-up, measured)."""


def main() -> None:
    """Run the command line and exit with a code of docs/scripting.md."""
    interrupts.stop_at_once()
    gc.set_threshold(_RARELY)
    from appealgen.cli.errors import exit_code_of_run

    code = exit_code_of_run()
    interrupts.ignore()
    sys.exit(code)
