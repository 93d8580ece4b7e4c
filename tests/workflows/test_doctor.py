"""What `doctor` finds on machines of different kinds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from appealgen.language.phrases import languages_with_phrases
from appealgen.renderers.pdf import compiler
from appealgen.renderers.pdf.faces import faces_data
from appealgen.workflows.doctor import Finding, Machine, examine
from samples import CASE, LETTER, PROJECT, write_files

PROGRAMS = {"office": "/usr/bin/soffice", "opener": "/usr/bin/xdg-open", "editor": "nano"}
MACHINE = Machine("0.1.0", "3.13.1", "Sample OS 1", "en", "utf-8", PROGRAMS)
SENDER = PROJECT / "docs" / "examples" / "sender.yaml"
LATIN = ("Liberation Serif", "Libertinus Serif")


def found(machine: Machine = MACHINE, profile: Path = SENDER, roots: Sequence[Path] = ()) -> dict[str, Finding]:
    return {finding.name: finding for finding in examine(machine, profile, tuple(roots))}


def installed(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(compiler, "families", lambda: frozenset(names))


def test_a_machine_that_has_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    data = faces_data()
    every = {name for faces in (*data.scripts.values(), *data.languages.values()) for name in faces.serif}
    installed(monkeypatch, *LATIN, *every)
    states = {name: finding.state for name, finding in found().items()}
    assert set(states) == {
        "program",
        "terminal",
        "data",
        "fonts",
        "office",
        "opener",
        "editor",
        "profile",
        "data-directory",
    }
    assert set(states.values()) == {"works"}
    assert str(found()["data"].text).startswith(f"letters in {len(languages_with_phrases())} languages")


def test_missing_fonts_are_named_by_language_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, *LATIN, "Noto Naskh Arabic")
    fonts = found()["fonts"]
    assert fonts.state == "missing" and "Hindi (hi)" in fonts.text and "Japanese (ja)" in fonts.text
    assert not [name for name in ("English", "Russian", "Arabic", "Greek") if name in fonts.text]
    assert "fonts-noto-core" in str(fonts.advice) and "fonts-noto-cjk" in str(fonts.advice)


@pytest.mark.parametrize(("program", "hint"), [("office", "PDF"), ("opener", "yourself"), ("editor", "EDITOR")])
def test_a_missing_program_is_no_error(program: str, hint: str) -> None:
    finding = found(MACHINE._replace(programs=PROGRAMS | {program: None}))[program]
    assert finding.state == "missing" and hint in str(finding.advice) and finding.problems == ()


@pytest.mark.parametrize(("encoding", "state"), [("utf-8", "works"), ("cp1252", "missing"), ("no-such", "missing")])
def test_a_terminal_that_cannot_show_every_name(encoding: str, state: str) -> None:
    terminal = found(MACHINE._replace(encoding=encoding))["terminal"]
    assert terminal.state == state and terminal.text.startswith("interface in English, output in ")


def test_a_profile(tmp_path: Path) -> None:
    assert found(profile=tmp_path / "none.yaml")["profile"].state == "missing"
    write_files(tmp_path, {"sender.yaml": "name: Ann\nadress: [x]\n"})
    profile = found(profile=tmp_path / "sender.yaml")["profile"]
    assert profile.state == "wrong" and any("adress" in problem.message for problem in profile.problems)


def test_the_users_own_files(tmp_path: Path) -> None:
    good = {
        "cases/ann/case.yaml": CASE,
        "cases/ann/letter.en.md": LETTER,
        "embassies/KZ.yaml": "embassies:\n- {id: fr, role: embassy, host: FR, office: E, address: [1 rue]}\n",
        "labels.yaml": "labels: []\n",
    }
    write_files(tmp_path, good)
    own = found(roots=[tmp_path])
    assert "1 case of your own" in own["cases"].text and own["embassies"].state == "works"
    assert {"envelopes.yaml", "data-directory"} & set(own) == set()
    write_files(tmp_path, {"cases/ann/case.yaml": "schema: 1\n", "envelopes.yaml": "envelopes: [{name: X}]\n"})
    own = found(roots=[tmp_path])
    assert own["cases"].state == own["envelopes.yaml"].state == "wrong"
    assert {problem.field for problem in own["envelopes.yaml"].problems} >= {"envelopes[0].width"}
