"""appealgen opens no connection: every command runs with a library that records and refuses internet addresses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from appealgen.cli.commands import COMMANDS, Entry
from pictures import png
from preload import compiled, preloading
from samples import PROJECT

pytestmark = preloading

SENDER = str(PROJECT / "docs" / "examples" / "sender.yaml")
ROSTER = str(PROJECT / "docs" / "examples" / "roster.csv")
CORPUS = PROJECT / "tests" / "importing" / "corpus"
DOCUMENTS = {path.suffix: path for path in sorted(CORPUS.iterdir()) if path.suffix != ".yaml"}
"""One of each kind."""
OPEN = ["ua-046-19", "--date", "2019-04-15"]
EMBASSY = ["--of", "KZ", "--host", "FR", "--office", "Embassy", "--address", "1 rue Inventée", "--yes"]
LINKED = """<html><head><link rel="stylesheet" href="http://127.0.0.1:9/a.css"><base href="http://127.0.0.1:9/">
<script src="b.js"></script></head><body><img src="c.png"><iframe src="d.html"></iframe>
<pre>{text}</pre></body></html>"""
SCRIPT: list[tuple[str, list[str]]] = [
    ("cases", []),
    ("show", ["ua-046-19"]),
    ("channels", ["ua-046-19"]),
    ("write", [*OPEN, "--sender", SENDER, "--format", "docx,txt", "--yes"]),
    ("write", [*OPEN, "--sender", SENDER, "--format", "pdf", "--pdf-style", "style.yaml", "--out", "pdf", "--yes"]),
    ("write", [*OPEN, "--sender", SENDER, "--channel", "fax,email", "--attach", "pdf", "--out", "sent", "--yes"]),
    ("write", [*OPEN, "--sender", SENDER, "--labels", "L7160", "--out", "labels", "--yes"]),
    ("write", [*OPEN, "--sender", SENDER, "--layout", "din5008b", "--envelope", "none", "--out", "windows", "--yes"]),
    ("batch", [*OPEN, "--senders", ROSTER, "--out", "event", "--yes"]),
    ("batch", [*OPEN, "--senders", ROSTER, "--format", "pdf", "--no-singles", "--out", "pdf-event", "--yes"]),
    ("report", ["letters", "event"]),
    ("verify", ["event"]),
    ("clean", ["event", "--yes"]),
    ("doctor", []),
    ("check", ["ua-046-19"]),
    *(("import", [str(path), "--dry-run", "--json"]) for path in DOCUMENTS.values()),
    ("import", ["linked.html", "--dry-run", "--json"]),
    ("new case", ["ua-012-26"]),
    ("new sender", ["--out", "new"]),
    ("new roster", ["--out", "new"]),
    ("new template", ["--data-dir", "data"]),
    ("new translation", ["ua-046-19", "--to", "it", "--out", "new"]),
    ("new proof", ["--language", "it", "--format", "docx,txt", "--out", "new"]),
    ("new schema", []),
    ("new reference-doc", ["--out", "new"]),
    ("new pdf-style", ["--out", "new"]),
    ("new label-sheet", ["L7160", "--out", "new"]),
    ("embassies list", []),
    ("embassies find", ["KZ", "GB"]),
    ("embassies add", EMBASSY),
    ("embassies import", ["embassies.csv", "--of", "KZ", "--yes"]),
    ("profile", ["--name", "A. Sample", "--address", "1 Invented Street", "--country", "GB", "--reads", "en"]),
    ("profile", ["--forget"]),
]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The environment of a process whose connections are recorded."""
    folder = tmp_path_factory.mktemp("watched")
    library = compiled("connections", folder)
    (folder / "data").mkdir()
    homes = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    return os.environ | homes | {"LD_PRELOAD": str(library), "CONNECTIONS": str(folder / "connections")}


def connections(watched: Mapping[str, str]) -> list[str]:
    """The calls recorded since the last question."""
    noted = Path(watched["CONNECTIONS"])
    lines = noted.read_text().splitlines() if noted.exists() else []
    noted.unlink(missing_ok=True)
    return lines


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("socket", "import socket; socket.socket()"),
        ("getaddrinfo", "import socket; socket.getaddrinfo('localhost', 80)"),
        ("getaddrinfo", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')"),
    ],
)
def test_a_connection_is_noted(watched: Mapping[str, str], call: str, code: str) -> None:
    ended = subprocess.run([sys.executable, "-c", code], check=False, env=watched, capture_output=True)
    assert (ended.returncode, set(connections(watched))) == (1, {call})


def test_every_command_is_watched() -> None:
    def names(entries: Mapping[str, Entry], before: str = "") -> Iterator[str]:
        for name, entry in entries.items():
            yield from names(entry.commands, f"{name} ") if entry.commands else (f"{before}{name}",)

    assert {command for command, _ in SCRIPT} == set(names(COMMANDS))


def test_no_command_opens_a_connection(watched: Mapping[str, str]) -> None:
    folder = Path(watched["HOME"])
    (folder / "linked.html").write_text(LINKED.format(text=(CORPUS / "en-2010-oman-update.txt").read_text()))
    (folder / "style.yaml").write_text("letterhead: {picture: a.png, width: 60}\nfooter: [A group]\n")
    (folder / "a.png").write_bytes(png())
    (folder / "embassies.csv").write_text("host,office,address\nDE,Embassy,1 Erfundene Straße\n", encoding="utf-8")
    for command, arguments in SCRIPT:
        ended = subprocess.run(
            [sys.executable, "-m", "appealgen", *command.split(), *arguments],
            check=False,
            cwd=folder,
            env=watched,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        assert (command, ended.returncode, connections(watched)) == (command, 0, []), ended.stderr
