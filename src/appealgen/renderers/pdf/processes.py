"""Child processes that set PDF files, so that memory stays flat and two cores are used.

Data reaches a child through a pipe, never on its command line or the disk. Children end with the block that began them.
"""

from __future__ import annotations

import contextlib
import datetime
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import replace
from types import TracebackType
from typing import IO, Any, Self, TypeVar, cast

from appealgen.child_process import module_command
from appealgen.errors import AppealgenError, Problem, ProblemCode, WriteError
from appealgen.messages import message
from appealgen.renderers.pdf import typesetting
from appealgen.renderers.pdf.typesetting import Typesetting

_LONGEST = 600.0
"""Seconds for one file."""
_MOST = 2
"""Children at once: more do not help, because documents are composed meanwhile."""
T = TypeVar("T")


def _command() -> list[str]:
    """The child as a file, because importing the program takes longer than the work; as a module if there is none."""
    if getattr(sys, "frozen", False):
        return module_command(typesetting.__name__)
    return [sys.executable, "-P", typesetting.__file__]


class Child:
    """A process that sets one file after another."""

    def __init__(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._requests = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)

    def typeset(self, files: Mapping[str, bytes], date: datetime.date | None) -> tuple[bytes, list[int]]:
        """`typesetting.typeset` in the process; raises EOFError if the process ends before it answers."""
        watch = threading.Timer(_LONGEST, self._process.kill)
        watch.start()
        try:
            header = {"names": list(files), "date": date and date.isoformat()}
            typesetting.send(self._requests, header, *files.values())
            answer, parts = typesetting.received(self._answers)
        except OSError as error:
            raise EOFError from error
        finally:
            watch.cancel()
        if "error" in answer:
            raise typesetting.TypesettingError(*answer["error"])
        return b"".join(parts), answer["pages"]

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def end(self) -> None:
        """End it, and wait for that."""
        self._process.kill()
        self._process.wait()
        for stream in (self._requests, self._answers):
            with contextlib.suppress(OSError):  # a request that was not read
                stream.close()


class Typesetters:
    """Jobs for child processes, at most two at once, each job in a child of its own; results come in order."""

    def __init__(self) -> None:
        """Begin without a child."""
        self._threads = ThreadPoolExecutor(_MOST)
        self._waiting: deque[tuple[Future[Any], Callable[[Any], None]]] = deque()
        self._children: set[Child] = set()
        self._lock, self._stopped = threading.Lock(), False

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End all children."""
        with self._lock:
            self._stopped = True
            for child in self._children:
                child.kill()
        self._threads.shutdown(cancel_futures=True)

    def add(self, name: str, work: Callable[[Typesetting], T], then: Callable[[T], None]) -> None:
        """Begin a job, which gets a function to typeset with; its result goes to `then`, after those before it.

        `name` is that of the file in errors. May raise what an earlier job raises: WriteError, RefusedError.
        """
        self._waiting.append((self._threads.submit(self._run, name, work), then))
        self.finish(2 * _MOST)

    def finish(self, most: int = 0) -> None:
        """Wait until no more than `most` jobs are unfinished; raises like `add`."""
        while len(self._waiting) > most:
            job, then = self._waiting.popleft()
            then(job.result())

    def _run(self, name: str, work: Callable[[Typesetting], T]) -> T:
        with self._lock:
            if self._stopped:
                raise CancelledError
            child = Child()
            self._children.add(child)
        try:
            return work(child.typeset)
        except AppealgenError as error:
            raise type(error)(replace(problem, file=problem.file or name) for problem in error.problems) from None
        except EOFError:
            text = message("the process that sets the PDF has ended too early")
            hint = message("check for free memory, and run it again: files written so far are complete")
            raise WriteError(Problem(ProblemCode.PDF_FAILED, text, hint, file=name)) from None
        finally:
            with self._lock:
                self._children.discard(child)
            child.end()
