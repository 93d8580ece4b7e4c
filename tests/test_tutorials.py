"""Every command and program of the tutorials does what its page says, from top to bottom, in one folder."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from samples import PROJECT, Ran

PAGES = sorted((PROJECT / "docs" / "tutorials").glob("*.md"))
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def project(home: Path) -> None:
    """What a page names: examples and bundled cases, in the current folder, and the user's own data directory."""
    shutil.copytree(PROJECT / "docs" / "examples", "docs/examples")
    shutil.copytree(PROJECT / "cases", "cases")
    shutil.copytree(PROJECT / "cases", home / "data" / "cases")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_works(run: Callable[..., Ran], page: Path) -> None:
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    assert blocks
    for language, code in blocks:
        if language == "python":
            exec(code, {})
            continue
        for line in code.strip().splitlines():
            program, *arguments = shlex.split(line)
            ran = run(*arguments)
            assert program == "appealgen" and ran.code == 0, (line, ran.err)


@pytest.mark.usefixtures("project")
def test_what_the_pages_say_comes_out(run: Callable[..., Ran], capfd: pytest.CaptureFixture[str]) -> None:
    """Two letters and two envelopes of the first letter; the refusal of the script; the page of an event."""
    first = (PROJECT / "docs" / "tutorials" / "first-letter.md").read_text(encoding="utf-8")
    for line in [code.strip() for _, code in BLOCK.findall(first)][:2]:
        run(*shlex.split(line)[1:])
    assert len(list(Path("letters").rglob("*.docx"))) == 4
    script = (PROJECT / "docs" / "tutorials" / "from-a-script.md").read_text(encoding="utf-8")
    [code] = [code for language, code in BLOCK.findall(script) if language == "python"]
    capfd.readouterr()
    exec(code, {})
    assert capfd.readouterr().out.startswith("closed ")


@pytest.mark.usefixtures("project")
def test_the_library_writes_an_event_and_a_letter_of_a_group() -> None:
    page = (PROJECT / "docs" / "scripting.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    for language, code in BLOCK.findall(page):
        if language == "python":
            exec(code, names)
    assert names["written"] > 30 and Path("shares.xlsx").exists() and Path("letters/print/letters-A4.pdf").exists()
    assert len(names["reports"]) == 1 and len(list(Path("group").rglob("*.docx"))) == 4


def test_the_site_has_every_page() -> None:
    index = (PROJECT / "docs" / "index.md").read_text(encoding="utf-8")
    listed = {line.strip() for line in index.splitlines()}
    pages = [page.relative_to(PROJECT / "docs").with_suffix("") for page in (PROJECT / "docs").rglob("*.md")]
    own = [page.as_posix() for page in pages if page.parts[0] not in ("decisions", "index")]
    assert [page for page in own if page not in listed] == []
