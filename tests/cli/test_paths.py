"""Invalid paths: every option and argument with a path, of every command, with every kind of invalid path."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from appealgen.cli.app import app
from samples import PROJECT, Ran
from urgent_actions import UA

EXAMPLES = PROJECT / "docs" / "examples"
POSIX = os.name == "posix"
METAVARS = {"DIR", "FILE", "CASE"}
"""Words for a path in the help, with or without the dots of a list."""

BEHIND = {
    "cases": [],
    "show": ["ua-046-19"],
    "channels": ["ua-046-19"],
    "write": ["ua-046-19", "--sender", str(EXAMPLES / "sender.yaml"), "--date", "2019-04-15", "--yes"],
    "batch": ["ua-046-19", "--senders", str(EXAMPLES / "roster.csv"), "--date", "2019-04-15", "--yes"],
    "import": ["document.md", "--date", "2026-01-10", "--yes"],
    "check": ["ua-046-19"],
    "report": ["."],
    "verify": ["."],
    "clean": [".", "--yes"],
    "doctor": [],
    "new case": ["ua-099-26"],
    "new sender": [],
    "new roster": [],
    "new template": [],
    "new translation": ["ua-046-19", "--to", "it"],
    "new proof": ["--language", "it"],
    "new schema": [],
    "new reference-doc": [],
    "new pdf-style": [],
    "new label-sheet": ["L7160"],
    "embassies list": [],
    "embassies find": ["KZ", "GB"],
    "embassies add": ["--of", "KZ", "--host", "FR", "--office", "Embassy", "--address", "1 Street", "--yes"],
    "embassies import": ["embassies.csv", "--yes"],
    "profile": ["--json"],
}
"""Further arguments of each command; the first one is its first argument."""
WITH = {"--assign": ["--each", "1"], "--case": ["--dry-run"], "--pdf-style": ["--format", "pdf"]}
"""Options required by an option."""
DOCUMENTED = {2, 3, 6, 7}
"""Exit codes of docs/scripting.md for an invalid path."""


def commands(group: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its name as typed."""
    for word in group.list_commands(None):
        command = group.get_command(None, word)
        full = f"{name} {word}".strip()
        yield from commands(command, full) if hasattr(command, "list_commands") else [(full, command)]


def takers() -> list[tuple[str, str, str]]:
    """Each command with each of its options and arguments for a path, and the kind of path."""
    return [
        (name, parameter.opts[0] if parameter.param_type_name == "option" else "", metavar)
        for name, command in commands(typer.main.get_command(app))
        for parameter in command.params
        if (metavar := (parameter.metavar or "").removesuffix("...")) in METAVARS
    ]


def broken(folder: Path, metavar: str) -> dict[str, str]:
    """Paths that cannot be read or written, by the reason."""
    (folder / "file").write_text("a file", encoding="utf-8")
    (folder / "folder").mkdir()
    paths = {
        "empty": "",
        "long name": "x" * 600,
        "long path": "x/" * 3000,
        "null": "a\0b",
        "below a file": str(folder / "file" / "below"),
        "of the other kind": str(folder / ("folder" if metavar == "FILE" else "file")),
    }
    if POSIX:
        (folder / "loop").symlink_to("loop")
        os.mkfifo(folder / "pipe")
        paths |= {"loop": str(folder / "loop"), "below a loop": str(folder / "loop" / "below" / "it")}
        paths |= {"pipe": str(folder / "pipe"), "device": os.devnull, "below a device": f"{os.devnull}/below"}
    return paths


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """Fail instead of waiting for ever: a pipe that is opened waits for its other end."""
    if POSIX:
        signal.alarm(120)
    yield
    if POSIX:
        signal.alarm(0)


@pytest.mark.parametrize(("command", "option", "metavar"), takers(), ids=lambda word: word or "argument")
def test_broken_paths(run: Callable[..., Ran], tmp_path: Path, command: str, option: str, metavar: str) -> None:
    Path("document.md").write_text(UA, encoding="utf-8")
    Path("embassies.csv").write_text("of,host,office,address\nKZ,FR,Embassy,1 Street\n", encoding="utf-8")
    needed = BEHIND[command]
    for kind, path in broken(tmp_path, metavar).items():
        behind = [*needed, *WITH.get(option, []), option, path] if option else [path, *needed[1:]]
        ran = run(*command.split(), *behind)
        told = (kind, ran.code, ran.err)
        assert ran.code in DOCUMENTED and "Traceback" not in ran.err and "error: " in ran.err, told
        assert ran.out == "" or command == "check", told


def test_every_path_goes_through_one_parser() -> None:
    """The type shows what a metavar does not: pathlib alone never parses a path."""
    found = 0
    for _, command in commands(typer.main.get_command(app)):
        for parameter in command.params:
            kind = parameter.type
            named = (parameter.metavar or "").removesuffix("...") in METAVARS
            assert named == (getattr(kind, "func", None) is not None), parameter
            assert "Path" not in type(kind).__name__, parameter
            found += named
    assert found > 30


@pytest.mark.skipif(not POSIX, reason="names that are not UTF-8")
def test_a_name_that_is_not_utf8(run: Callable[..., Ran], tmp_path: Path) -> None:
    out = str(tmp_path / "out-\udcff")
    ran = run("write", *BEHIND["write"], "--json", "--out", out)
    assert ran.code == 0 and Path(out, "manifest.json").is_file()
    assert run("report", out).code == 0
    assert run("import", f"{out}.md").code == 7


OWN = ["cases/ann/case.yaml", "cases/ann", "cases", "letter_templates/appeal.md.j2", "phrases/en.yaml"]
OWN += ["embassies/KZ.yaml", "embassies", "suspended.yaml", "envelopes.yaml", "layouts.yaml", "labels.yaml"]
OWN += ["postage.yaml", "posts.yaml"]


@pytest.mark.skipif(not POSIX, reason="links and pipes")
@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("kind", ["loop", "pipe", "folder", "file"])
def test_a_data_directory_with_something_else_in_it(
    run: Callable[..., Ran], tmp_path: Path, name: str, kind: str
) -> None:
    path = tmp_path / "own" / name
    path.parent.mkdir(parents=True)
    if kind == "loop":
        path.symlink_to(path.name)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"\0\xff")
    for command in ("cases", "write", "check", "embassies list", "embassies add", "import", "new label-sheet"):
        Path("document.md").write_text(UA, encoding="utf-8")
        ran = run(*command.split(), *BEHIND[command], "--data-dir", str(tmp_path / "own"))
        assert ran.code in {0, 3, 4, 6} and "Traceback" not in ran.err, (command, ran.code, ran.err)
