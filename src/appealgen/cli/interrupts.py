"""Ctrl-C: one line and 130, from our first line to the last."""

from __future__ import annotations

import os
import signal
from typing import Any

STOPPED = 130


def stop_at_once() -> None:
    """Until a command runs there is nothing to put back. A SIGINT that the caller ignores or handles stays theirs."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _stop)


def unwind() -> None:
    """From now on what is half-done is put back first."""
    if signal.getsignal(signal.SIGINT) is _stop:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def ignore() -> None:
    """All is done, and the interpreter goes."""
    if signal.getsignal(signal.SIGINT) in (_stop, signal.default_int_handler):
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _stop(*_: Any) -> None:
    try:
        os.write(2, b"\nstopped\n")
    finally:
        os._exit(STOPPED)
