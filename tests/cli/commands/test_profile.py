"""`appealgen profile`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from samples import Ran

Run = Callable[..., Ran]
DETAILS = ["--name", "Ann Sample", "--address", "1 Invented Street", "--country", "GB", "--reads", "en"]


def test_forget_leaves_nothing_with_a_name(run: Run, home: Path) -> None:
    folder = home / "config"
    assert run("profile", *DETAILS).code == 0
    assert run("profile", "--place", "Leeds").code == 0
    for suffix in ("part", "old.part"):
        (folder / f".sender.yaml.0123456789ab.{suffix}").write_text("name: Ann Sample\n", encoding="utf-8")
    (folder / "unfinished.yaml").write_text("name: Ann Sample\n", encoding="utf-8")
    (folder / "mine.txt").write_text("not a draft", encoding="utf-8")
    assert run("profile", "--forget").code == 0
    left = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert left == {"mine.txt": "not a draft"}
    assert run("profile", "--forget").code == 0


def test_what_is_shown_is_kept_with_the_profile(run: Run, home: Path) -> None:
    assert "sign: initials" in run("profile", *DETAILS, "--sign", "initials").out
    ran = run("write", "ua-046-19", "--date", "2019-04-15", "--dry-run", "--no-input")
    assert ran.code == 0 and "signed with initials alone" in ran.err
    ran = run("write", "ua-046-19", "--date", "2019-04-15", "--dry-run", "--no-input", "--sign", "full")
    assert ran.code == 0 and "signed with" not in ran.err
    assert "sign" not in run("profile", "--sign", "full").out
    assert run("profile", "--sign", "nobody").code == 2
