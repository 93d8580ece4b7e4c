"""Standard streams: stdout carries only the result, whatever a library prints, and failed writes are recorded."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import select
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from appealgen.errors import AppealgenError, Problem, ProblemCode
from appealgen.messages import message

_STDIN, _STDOUT, _STDERR = range(3)
_UTF_8 = 65001
"""Windows' number of this code page."""
_results: list[TextIO] = []
"""The stream for results while the program runs; empty if stdout is not protected."""


class _Noting(io.FileIO):
    """A file that never fails: it records the first error and ignores the rest, so that the work continues."""

    failure: OSError | None = None
    closed_before: bool = False

    def write(self, data: Any) -> int:
        if self.closed_before and self.failure is None:
            self.failure = OSError(errno.EBADF, "it is closed")
        try:
            while self.failure is None:
                if (written := super().write(data)) is not None:
                    return written
                select.select([], [self], [])  # for a pipe that does not wait for its reader
        except OSError as error:
            self.failure = error
        return len(data)


def results() -> TextIO:
    """The stream for the result."""
    return _results[-1] if _results else sys.stdout


@contextlib.contextmanager
def results_apart() -> Iterator[None]:
    """Reserve stdout for results: file descriptor 1 leads to stderr, and only `results()` to the original.

    `sys.stdout` is that stream for Typer, which prints help, versions and completions; commands run with another one.
    The streams write UTF-8 in every locale and never fail; `unwritten` reports what was lost.
    """
    _fill_closed()
    before = sys.stdin, sys.stdout, sys.stderr
    ours = sys.stderr is sys.__stderr__
    if ours:
        sys.stderr = _noting(os.dup(_STDERR), closed=sys.stderr is None, at_once=True)
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    kept = _kept(before[1])
    sys.stdout = before[1] if kept is None else _noting(kept, closed=before[1] is None)
    _results.append(sys.stdout)
    try:
        with utf8_console():
            yield
    finally:
        stream = _results.pop()
        if kept is not None:
            if before[1] is not None:
                before[1].flush()
            _flush_libraries()
            os.dup2(kept, _STDOUT)
            stream.close()
        if ours:
            sys.stderr.close()
        _, sys.stdout, sys.stderr = before


@contextlib.contextmanager
def utf8_console() -> Iterator[None]:
    """Let a console of Windows read what we write as UTF-8; its own code page returns at the end."""
    if sys.platform != "win32":
        yield
        return
    import ctypes

    console = ctypes.windll.kernel32
    before = console.GetConsoleOutputCP()  # 0 without a console
    try:
        if before:
            console.SetConsoleOutputCP(_UTF_8)
        yield
    finally:
        if before:
            console.SetConsoleOutputCP(before)


def unwritten() -> str | None:
    """The reason why some output was lost; None if all arrived, or if its reader stopped early."""
    for stream in (results(), sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
        failure = getattr(getattr(getattr(stream, "buffer", None), "raw", None), "failure", None)
        if failure is not None and not isinstance(failure, BrokenPipeError):
            reason = str(failure.strerror or failure)
            return reason[:1].lower() + reason[1:]
    return None


def given(most: int, error: type[AppealgenError]) -> bytes:
    """Contents of standard input, at most one byte more than `most`; raises `error` without one."""
    text = message("there is no input to read")
    try:
        if sys.stdin is not None:  # closed by the program's caller
            return sys.stdin.buffer.read(most + 1)
    except OSError as failure:
        text = message("cannot read it: {reason}", reason=failure.strerror or failure)
    raise error(Problem(ProblemCode.UNREADABLE, text, message("give a file"), file="stdin"))


def _fill_closed() -> None:
    """Open descriptors 0 to 2 to nowhere if the caller closed them, so that no file of ours gets their numbers."""
    for descriptor in (_STDIN, _STDOUT, _STDERR):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # opens the lowest free descriptor


def _noting(descriptor: int, *, closed: bool, at_once: bool = False) -> TextIO:
    raw = _Noting(descriptor, "w")
    raw.closed_before = closed
    lines = at_once or raw.isatty()
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding="utf-8", errors="backslashreplace", line_buffering=lines)


def _kept(stdout: TextIO | None) -> int | None:
    """A copy of stdout's descriptor, which now leads to stderr; None for a stream without one."""
    try:
        if stdout is not None:
            stdout.flush()
        kept = os.dup(_STDOUT if stdout is None else stdout.fileno())
        os.dup2(sys.stderr.fileno(), _STDOUT)
    except (OSError, ValueError):
        return None
    return kept


def _flush_libraries() -> None:
    """Flush what a C library has printed, while it still goes to stderr."""
    if (ctypes := sys.modules.get("ctypes")) is not None and os.name == "posix":
        ctypes.pythonapi.fflush(None)
