"""A process with `native/faults.c` preloaded that runs command lines on request from `disk_faults.py`.

It imports all of appealgen once. Each command line runs in a fork of this process up to its first change in the
watched folder, and from there in another fork for every point, so that a point costs neither imports nor planning.
Requests and answers are lines of JSON on standard input and output.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import pkgutil
import sys
import traceback
from typing import Any, NoReturn

import appealgen
from appealgen.cli import main

LIBRARIES = ("docx", "openpyxl", "lxml.html", "markdown_it", "rich.progress", "rich.table", "typer.rich_utils")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
CHANGES = {"os.mkdir", "os.rename", "os.link", "os.symlink", "os.remove", "os.rmdir", "os.truncate"}
"""Audit events of Python that precede a change at a path, besides `open`."""

_native = ctypes.CDLL(os.environ["LD_PRELOAD"])
_serving = False


def request() -> dict[str, Any]:
    """The next line of standard input; reads no further, because a fork may need the rest."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return {}
        line += byte
    asked: dict[str, Any] = json.loads(line)
    return asked


def answer(value: int | None) -> None:
    """Write a line to standard output."""
    os.write(ANSWERS, f"{json.dumps(value)}\n".encode())


def errors_to(path: str) -> None:
    """Send standard error to a file."""
    os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)


def ended(process: int) -> int:
    """The exit code of a fork; a negative one is the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def to_the_end(watching: str) -> NoReturn:
    """Run the command line in `sys.argv`; the first change below a folder waits for points."""
    code = 1
    try:
        sys.addaudithook(lambda event, arguments: _before(event, arguments, watching))
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _before(event: str, arguments: tuple[Any, ...], watching: str) -> None:
    if _serving or not (event in CHANGES or (event == "open" and arguments[2] & WRITING)):
        return
    given = arguments[:1] if event == "open" else arguments[:2]
    paths = [os.path.abspath(os.fsdecode(each)) for each in given if isinstance(each, str | bytes | os.PathLike)]  # noqa: PTH100
    if any(path.startswith(watching) for path in paths):
        _serve(watching)


def _serve(watching: str) -> None:
    """Report that a change is about to come, then continue from here once for every requested point."""
    global _serving  # noqa: PLW0603  a hook cannot be removed
    _serving = True
    answer(None)
    while point := request():
        process = os.fork()
        if not process:
            errors_to(point["stderr"])
            notes = os.open(point["notes"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600) if point["notes"] else -1
            _native.faults_watch(os.fsencode(watching), notes)
            _native.faults_strike(ctypes.c_long(point["at"]), point["error"], point["mode"])
            return
        answer(ended(process))
    os._exit(0)


def serve() -> None:
    """Start the requested command lines one by one."""
    while asked := request():
        process = os.fork()
        if not process:
            errors_to(asked["stderr"])
            os.chdir(asked["cwd"])
            os.environ.update(asked["environment"])
            sys.argv[1:] = asked["arguments"]
            to_the_end(asked["watching"])
        answer(ended(process))


if __name__ == "__main__":
    ANSWERS = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for name in (
        *LIBRARIES,
        *(each.name for each in pkgutil.walk_packages(appealgen.__path__, "appealgen.") if each.name[-1] != "_"),
    ):
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    answer(0)
    serve()
