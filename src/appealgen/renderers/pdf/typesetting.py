"""Typst, and the child process that runs it: documents as data in, PDF out.

Imports only the standard library and typst, and a child runs it as a file: importing the program would take longer
than the work. A request and its answer are a line of JSON, which gives the sizes of the bytes behind it.
"""

from __future__ import annotations

import datetime
import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import typst

Typesetting = Callable[[Mapping[str, bytes], "datetime.date | None"], tuple[bytes, list[int]]]
"""`typeset`, here or in a child process."""

_PAGES = "query(selector(<begin>).or(<end>)).map(each => each.location().page())"
_NO_DAY = datetime.date(1970, 1, 1)
"""The date of a file without a date."""
_MOST_MEMORY = 4 << 30
"""Bytes of addresses for a child process."""


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """The fonts of the machine, and those that typst contains."""
    import typst

    return typst.Fonts()


class TypesettingError(Exception):
    """What typst refuses: its message, and the same with the place in the source."""

    def __init__(self, reason: str, diagnostic: str) -> None:
        """Carry both."""
        super().__init__(reason)
        self.reason, self.diagnostic = reason, diagnostic


def typeset(files: Mapping[str, bytes], date: datetime.date | None) -> tuple[bytes, list[int]]:
    """The PDF of a source and its data, and the first and last page of each document.

    `date` is the day that the file gives as its date. Raises TypesettingError.
    """
    import typst

    day, given = date or _NO_DAY, cast("Any", dict(files))
    made = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    try:
        pdf: bytes = typst.compile(given, font_paths=fonts(), pdf_standards="ua-1", timestamp=made)
        return pdf, json.loads(typst.eval(given, _PAGES, font_paths=fonts()))
    except typst.TypstError as error:
        raise TypesettingError(error.message, error.diagnostic) from None
    except BaseException as error:  # a panic of Rust is no Exception
        if type(error).__name__ not in ("PanicException", "RuntimeError"):
            raise
        raise TypesettingError(str(error), "") from None


def send(stream: IO[bytes], header: Mapping[str, Any], *parts: bytes) -> None:
    """Write a request or an answer."""
    stream.write(json.dumps({**header, "sizes": [len(part) for part in parts]}).encode() + b"\n")
    stream.writelines(parts)
    stream.flush()


def received(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """Read a request or an answer; raises EOFError when the other process has ended."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    header: dict[str, Any] = json.loads(line)
    parts = [stream.read(size) for size in header["sizes"]]
    if [len(part) for part in parts] != header["sizes"]:
        raise EOFError
    return header, parts


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    while True:
        try:
            header, parts = received(requests)
        except EOFError:
            return
        files = dict(zip(header["names"], parts, strict=True))
        date = datetime.date.fromisoformat(header["date"]) if header["date"] else None
        try:
            pdf, numbers = typeset(files, date)
            send(answers, {"pages": numbers}, pdf)
        except TypesettingError as error:
            send(answers, {"error": (error.reason, error.diagnostic)})


def main() -> None:
    """Run as a child: the parent decides when it ends, and Ctrl-C is for the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.putenv("RAYON_NUM_THREADS", "1")
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:  # the parent has ended
        os._exit(1)


if __name__ == "__main__":
    main()
