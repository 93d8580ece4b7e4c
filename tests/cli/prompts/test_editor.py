"""The letter in an editor: a program that changes the file as a person would."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from appealgen.cli.prompts.editor import editor_of
from appealgen.errors import MissingError
from samples import PROJECT, Ran

Run = Callable[..., Ran]
SENDER = ("--sender", str(PROJECT / "docs" / "examples" / "sender.yaml"))
EDIT = ("write", "46/19", *SENDER, "--date", "2019-04-15", "--format", "txt", "--edit")
LETTER = Path("letters/ua-046-19/prosecutor-general.en.txt")
DEMAND = "I urge you to release him immediately and unconditionally."


@pytest.fixture
def editing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make an editor that replaces texts: the first pair when it is first called, and so on; None fails."""
    program, calls = tmp_path / "edit it.py", tmp_path / "calls"

    def prepare(*replacements: tuple[str, str] | None) -> None:
        calls.write_text("0")
        program.write_text(
            "import pathlib, sys\n"
            f"calls, file = pathlib.Path({str(calls)!r}), pathlib.Path(sys.argv[-1])\n"
            "at = int(calls.read_text())\n"
            "calls.write_text(str(at + 1))\n"
            f"pair = {replacements!r}[at]\n"
            "if pair is None:\n    sys.exit(3)\n"
            "text = file.read_text(encoding='utf-8')\n"
            "new = text.replace(*pair) if pair[0] else pair[1]\n"
            "assert new != text or pair[0] == pair[1]\n"
            "file.write_text(new, encoding='utf-8')\n",
            encoding="utf-8",
        )
        monkeypatch.setenv("VISUAL", f'"{sys.executable}" "{program}"')

    return prepare


def kept(home: Path) -> list[Path]:
    return [path for path in home.rglob("letter.*.md") if path.is_file()]


pytestmark = pytest.mark.skipif(os.name == "nt", reason="VISUAL is one program there, without arguments")


def test_other_words_are_written(person: Run, home: Path, editing: Callable[..., None]) -> None:
    editing(("It remains unclear", "My neighbours ask me why. It remains unclear"))
    ran = person(*EDIT, types=[""])
    assert ran.code == 0, ran.err
    assert "My neighbours ask me why. It remains" in " ".join(LETTER.read_text(encoding="utf-8").split())
    assert "new or reworded: 1, left out: 0" in " ".join(ran.err.split())
    assert kept(home) == []


def test_a_lost_demand_is_refused_and_can_be_put_back(person: Run, home: Path, editing: Callable[..., None]) -> None:
    editing((DEMAND, "Please help."), ("Please help.", DEMAND))
    ran = person(*EDIT, types=["y", ""])
    assert ran.code == 0, ran.err
    assert f"the demand “{DEMAND}” is not in it word for word" in " ".join(ran.err.split())
    assert DEMAND in " ".join(LETTER.read_text(encoding="utf-8").split())


def test_giving_up_keeps_the_text_and_offers_it_again(person: Run, home: Path, editing: Callable[..., None]) -> None:
    editing((DEMAND, "Please help. I met him once."))
    ran = person(*EDIT, types=["n", "q"])
    assert ran.code == 0 and "your text is kept in" in ran.err and not LETTER.exists()
    [file] = kept(home)
    assert "I met him once." in file.read_text(encoding="utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    editing(("Please help.", DEMAND))
    assert person(*EDIT, types=["y", ""]).code == 0
    assert f"{DEMAND} I met him once." in " ".join(LETTER.read_text(encoding="utf-8").split())
    assert kept(home) == []


@pytest.mark.parametrize("pair", [("", ""), ("lawyer", "lawyer")])
def test_no_text_or_no_change_leaves_the_letter(
    person: Run, home: Path, editing: Callable[..., None], pair: tuple[str, str]
) -> None:
    editing(pair)
    ran = person(*EDIT, types=[""])
    assert ran.code == 0 and "the letter is as the case has it" in ran.err
    assert "edited" not in ran.err and kept(home) == []


def test_wrong_markup_is_named_by_its_line(person: Run, editing: Callable[..., None]) -> None:
    editing(("It remains", "{{ persn }} It remains"), ("{{ persn }} ", ""))
    ran = person(*EDIT, types=["y", ""])
    assert ran.code == 0 and "unknown placeholder {{ persn }}" in ran.err and "letter.en.md:" in ran.err


def test_the_text_can_be_edited_in_the_last_question(person: Run, editing: Callable[..., None]) -> None:
    editing(("It remains unclear", "We wonder. It remains unclear"), ("We wonder.", "We ask."))
    ran = person(*(word for word in EDIT if word != "--edit"), types=["t", "t", "y", "w"])
    assert ran.code == 0, ran.err
    text = " ".join(LETTER.read_text(encoding="utf-8").split())
    assert "We ask. It remains" in text and "We wonder" not in text


def test_an_editor_that_fails_is_an_error(person: Run, home: Path, editing: Callable[..., None]) -> None:
    editing(None)
    ran = person(*EDIT, types=[])
    assert ran.code == 2 and "ended with an error (3)" in ran.err and not LETTER.exists()


@pytest.mark.parametrize("option", ["--json", "--no-input"])
def test_it_needs_a_terminal(person: Run, option: str) -> None:
    ran = person(*EDIT, option, types=[])
    assert ran.code == 2 and "--edit needs a terminal" in ran.err + ran.out


def test_the_editor_is_that_of_the_environment() -> None:
    assert editor_of({"VISUAL": "code --wait", "EDITOR": "vi"}) == ["code", "--wait"]
    assert editor_of({"EDITOR": "'/opt/my editor'"}) == ["/opt/my editor"]


def test_a_machine_without_an_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingError, match="no text editor"):
        editor_of({})
