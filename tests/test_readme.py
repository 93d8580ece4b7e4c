"""The README shows what the program reads, prints and draws."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import PROJECT, Ran

README = (PROJECT / "README.md").read_text(encoding="utf-8")
PICTURE = PROJECT / "docs" / "pictures" / "letters.png"


def block(language: str) -> str:
    """The first block of code in a language."""
    found = re.search(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_the_plan_is_as_the_program_prints_it(run: Callable[..., Ran]) -> None:
    command = block("sh").rpartition("appealgen write ")[2].replace("docs/", f"{PROJECT}/docs/").split()
    ran = run("write", *command)
    assert ran.code == 0 and len(ran.out.splitlines()) == 4
    assert ran.err.startswith(block("text")) and len(block("text").splitlines()) == 6


def test_the_commands_of_both_systems_are_the_same() -> None:
    unix = block("sh").replace("python3", "py").replace("bin/", "Scripts/").replace(" &&", ";").replace("/", "\\")
    assert unix == block("powershell")


def test_the_sender_is_that_of_the_examples() -> None:
    text = (PROJECT / "docs" / "examples" / "sender.yaml").read_text(encoding="utf-8")
    assert text.endswith(f"\n{block('yaml')}")


@pytest.mark.usefixtures("home")
def test_the_code_runs() -> None:
    exec(
        block("python").replace('Path("', 'PROJECT / ("').replace('PROJECT / ("letters', 'Path("letters'),
        {"PROJECT": PROJECT},
    )
    assert len(list(Path("letters").rglob("*.docx"))) == 4


def test_the_picture_is_small_and_wide() -> None:
    data = PICTURE.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert data.startswith(b"\x89PNG") and len(data) < 200_000 and width > 1.5 * height > 900
    assert f"]({PICTURE.relative_to(PROJECT).as_posix()})" in README


def test_every_page_is_linked() -> None:
    pages = [page.relative_to(PROJECT).as_posix() for page in (PROJECT / "docs").glob("*.md") if page.stem != "index"]
    assert len(pages) > 8
    assert [page for page in pages if f"]({page})" not in README] == []


def test_the_live_case_comes_before_the_tables() -> None:
    places = [
        README.index(words) for words in ("letters.png", "git clone", "appealgen import action.docx", "| you want")
    ]
    assert places == sorted(places)
