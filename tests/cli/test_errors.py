"""Errors of usage: shown like all others, with advice."""

from collections.abc import Callable
from pathlib import Path

import pytest

from samples import PROJECT, Ran, write_files
from urgent_actions import UA


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["wirte"], "error: there is no command “wirte”\n  → did you mean “write”?"),
        (
            ["a letter.docx"],
            "error: there is no command “a letter.docx”\n  → to write its letters: “appealgen write 'a letter",
        ),
        (
            ["ua-046-19"],
            "error: there is no command “ua-046-19”\n  → to write its letters: “appealgen write ua-046-19”",
        ),
        (["46/19"], "error: there is no command “46/19”\n  → to write its letters: “appealgen write 46/19”"),
        (["frobnicate"], "error: there is no command “frobnicate”\n  → see “"),
        (["new", "cas"], "error: there is no command “cas”\n  → did you mean “case”?"),
        (["write", "--langage", "de"], "error: there is no option --langage\n  → did you mean “--language”?"),
        (["write", "--lang", "de"], "  → did you mean “--language”?"),
        (["--lang", "de"], "  → did you mean “--ui-language”?"),
        (["write", "--words", "x"], "  → did you mean “--own-words”?"),
        (["batch", "--lab", "x"], "  → did you mean “--labels”?"),
        (["write", "--bank"], "  → did you mean “--blank”?"),
        (["prof"], "  → did you mean “profile”?"),
        (["help", "wirte"], "  → did you mean “write”?"),
        (["write", "x", "--out"], "error: --out needs a value"),
        (["write", "x", "--json=yes"], "error: --json takes no value"),
        (["write", "x", "y", "z"], "error: unexpected argument: y z"),
        (["batch", "x"], "error: --senders: is missing"),
        (["show"], "error: CASE: is missing\n  → for example: appealgen show ua-046-19; see “"),
        (["import"], "error: FILE...: is missing\n  → for example: appealgen import ua-012-26.docx; see"),
        (["report"], "error: DIR...: is missing\n  → for example: appealgen report letters; see"),
        (["check"], "error: CASE...: is missing\n  → for example: appealgen check ua-046-19; see"),
        (["embassies", "find", "KZ"], "error: IN: is missing\n  → for example: appealgen embassies find KZ GB; see"),
        (["batch", "x", "--senders", "r", "--sort", "foo"], "error: --sort: “foo” is not one of: sender, target"),
        (["batch", "x", "--senders", "r", "--split", "many"], "error: --split: “many” is not a whole number"),
        (["batch", "x", "--senders", "r", "--split", "-4"], "error: --split: -4 is not in the range 0<=x<=10000"),
    ],
)
def test_usage(run: Callable[..., Ran], arguments: list[str], told: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "") and told in ran.err
    assert ran.err.rstrip().endswith("--help”") or "needs a value" in ran.err or "no value" in ran.err


@pytest.mark.parametrize(
    ("arguments", "same"),
    [
        (["help"], ["--help"]),
        (["help", "write"], ["write", "--help"]),
        (["help", "new", "case"], ["new", "case", "--help"]),
        (["-V"], ["--version"]),
    ],
)
def test_help_and_version_in_other_words(run: Callable[..., Ran], arguments: list[str], same: list[str]) -> None:
    ran = run(*arguments)
    assert ran == run(*same) and ran.code == 0 and ran.out


@pytest.mark.parametrize(
    ("arguments", "types", "question"),
    [
        (["show"], ["2"], "Number, name or file: "),
        (["check"], ["bilas", "Bilash"], "did you mean ua-046-19 (Bilash)?"),
        (["import", "--dry-run"], ["", "'a ua.txt'"], "FILE (DOCX, PDF"),
        (["report"], [""], "(Folders that letters were written to) [letters]: "),
        (["verify"], [""], "[letters]: "),
        (["embassies", "find"], ["KZ", "Großbritannien"], "IN ("),
        (["new", "case"], ["ua-012-26"], "ID ("),
    ],
)
def test_what_is_missing_is_asked_for_on_a_terminal(
    run: Callable[..., Ran], person: Callable[..., Ran], arguments: list[str], types: list[str], question: str
) -> None:
    write_files(Path(), {"a ua.txt": UA})
    sender = str(PROJECT / "docs" / "examples" / "sender.yaml")
    assert run("write", "46/19", "--date", "2019-04-15", "--sender", sender).code == 0
    silent = run(*arguments)
    assert silent.code == 2 and "is missing" in silent.err
    ran = person(*arguments, types=types)
    assert ran.code in (0, 3) and question in ran.err, ran.err


@pytest.mark.parametrize("group", ["new", "embassies"])
def test_a_group_without_a_command_shows_its_help(run: Callable[..., Ran], group: str) -> None:
    ran = run(group)
    assert (ran.code, ran.out) == (2, "") and ran.err.startswith("Usage: ")
    assert "error" not in ran.err and "see “" not in ran.err
