"""Standard streams: stdout carries the result alone, whatever a library prints."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TextIO

_STDOUT = 1
_results: list[TextIO] = []
"""The stream of the results while the program runs; empty when nothing protects stdout."""


def results() -> TextIO:
    """The stream that takes the result."""
    return _results[-1] if _results else sys.stdout


@contextlib.contextmanager
def results_apart() -> Iterator[None]:
    """Keep stdout for the results: file descriptor 1 leads to stderr, and only `results()` to what it was.

    `sys.stdout` is that stream for Typer, which prints help, versions and completions; commands run with another one.
    A stream that the caller closed swallows what is written to it; the others write UTF-8, whatever the locale.
    """
    stdout, sys.stderr = _opened(sys.stdout), _opened(sys.stderr)
    kept = _kept(stdout)
    sys.stdout = stdout if kept is None else open(kept, "w", encoding="utf-8", errors="backslashreplace")  # noqa: SIM115, PTH123
    _results.append(sys.stdout)
    try:
        yield
    finally:
        stream, sys.stdout = _results.pop(), stdout
        if kept is not None:
            with contextlib.suppress(OSError):
                stdout.flush()
            _flush_libraries()
            os.dup2(kept, _STDOUT)
            with contextlib.suppress(OSError):  # nobody reads it any more
                stream.close()


def abandon_results() -> None:
    """Swallow what is still to be written: nobody reads it any more."""
    with contextlib.suppress(OSError, ValueError), open(os.devnull, "w", encoding="utf-8") as nowhere:  # noqa: PTH123
        os.dup2(nowhere.fileno(), results().fileno())


def _opened(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    return stream


def _kept(stdout: TextIO) -> int | None:
    """A copy of stdout's descriptor, which leads to stderr from now on; None for a stream without one."""
    try:
        stdout.flush()
        kept = os.dup(stdout.fileno())
        os.dup2(sys.stderr.fileno(), _STDOUT)
    except (OSError, ValueError):
        return None
    return kept


def _flush_libraries() -> None:
    """Write out what a library in C has printed, while it still goes to stderr."""
    if (ctypes := sys.modules.get("ctypes")) is not None and os.name == "posix":
        ctypes.pythonapi.fflush(None)
