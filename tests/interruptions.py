"""End a run at one of its operations on the disk: killed, stopped with Ctrl-C, or with a disk error."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any, Literal
from unittest import mock

from appealgen.output import lock

Kind = Literal["killed", "stopped", "stopped behind", "refused", "full"]
"""`stopped behind`: after the operation; `refused`: fails once; `full`: fails from there on."""
KINDS: tuple[Kind, ...] = ("killed", "stopped", "stopped behind", "refused", "full")

_CALLS = ("open", "mkdir", "link", "replace", "rename", "unlink", "rmdir", "truncate", "fsync")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class KilledError(BaseException):
    """The process is dead: any further action is refused."""


@dataclass
class Interruption:
    """The operation that ends the run, counted from 1, and how; `count` is the number of all operations."""

    at: int
    kind: Kind
    count: int = 0

    def _is_dead(self) -> bool:
        return self.kind == "killed" and self.count >= self.at

    def _calling(self, call: Callable[..., Any], *arguments: Any, **more: Any) -> Any:
        if self._is_dead():
            raise KilledError
        self.count += 1
        if self.count < self.at or (self.count > self.at and self.kind != "full"):
            return call(*arguments, **more)
        if self.kind == "killed":
            raise KilledError
        if self.kind in ("refused", "full"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        if self.kind == "stopped behind":
            call(*arguments, **more)
        raise KeyboardInterrupt


@contextlib.contextmanager
def interrupted(at: int, kind: Kind = "killed") -> Iterator[Interruption]:
    """End the body at its operation number `at`; it completes if it has fewer."""
    interruption, locks, streams = Interruption(at, kind), list[int](), list[IO[Any]]()
    fdopen = os.fdopen

    def wrapped(name: str) -> Callable[..., Any]:
        call: Callable[..., Any] = getattr(os, name)

        def calling(*arguments: Any, **more: Any) -> Any:
            if name == "open" and not arguments[1] & _WRITING:
                return call(*arguments, **more)
            result = interruption._calling(call, *arguments, **more)
            if name == "open" and os.fspath(arguments[0]).endswith(lock.NAME):
                locks.append(result)
            return result

        return calling

    def opened(*arguments: Any, **more: Any) -> IO[Any]:
        streams.append(fdopen(*arguments, **more))
        return streams[-1]

    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.object(os, "fdopen", opened))
        for name in _CALLS:
            stack.enter_context(mock.patch.object(os, name, wrapped(name)))
        try:
            with contextlib.suppress(KilledError):
                yield interruption
        finally:
            if interruption._is_dead():  # the system closes files and locks of a process that ended
                for stream in streams:
                    with contextlib.suppress(OSError):
                        stream.close()
                for descriptor in locks:
                    with contextlib.suppress(OSError):
                        os.close(descriptor)
