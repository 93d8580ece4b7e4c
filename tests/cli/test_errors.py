"""Errors of the command line itself: told as all others are, with what would have worked."""

from collections.abc import Callable

import pytest

from samples import Ran


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
        (["write", "x", "--out"], "error: --out needs a value"),
        (["write", "x", "--json=yes"], "error: --json takes no value"),
        (["write", "x", "y", "z"], "error: unexpected argument: y z"),
        (["batch", "x"], "error: --senders: is missing"),
        (["show"], "error: CASE: is missing"),
        (["batch", "x", "--senders", "r", "--sort", "foo"], "error: --sort: “foo” is not one of: sender, target"),
        (["batch", "x", "--senders", "r", "--split", "many"], "error: --split: “many” is not a whole number"),
        (["batch", "x", "--senders", "r", "--split", "-4"], "error: --split: -4 is not in the range 0<=x<=10000"),
    ],
)
def test_usage(run: Callable[..., Ran], arguments: list[str], told: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "") and told in ran.err
    assert ran.err.rstrip().endswith("--help”") or "needs a value" in ran.err or "no value" in ran.err


@pytest.mark.parametrize("group", ["new", "embassies"])
def test_a_group_alone_tells_its_help(run: Callable[..., Ran], group: str) -> None:
    ran = run(group)
    assert (ran.code, ran.out) == (2, "") and ran.err.startswith("Usage: ")
    assert "error" not in ran.err and "see “" not in ran.err
