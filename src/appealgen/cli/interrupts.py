"""Ctrl-C prints one line and exits with 130, at any moment of the program."""

from __future__ import annotations

import os
import signal
from typing import Any

STOPPED = 130


def stop_at_once() -> None:
    """Stop at once: before a command runs there is nothing to undo. Keeps the caller's own handling of SIGINT."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)


def unwind() -> None:
    """From now on, undo unfinished work first."""
    if signal.getsignal(signal.SIGINT) is _stop:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def ignore() -> None:
    """Ignore Ctrl-C: all is done, and the interpreter ends."""
    if signal.getsignal(signal.SIGINT) in (_stop, signal.default_int_handler):
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(*_: Any) -> None:
    try:
        os.write(2, b"\nstopped\n")
    finally:
        os._exit(STOPPED)
