"""Answers that no file has yet: stored if the user wants that when they leave, and offered again when they return."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from typer import Exit

from appealgen.cli import environment
from appealgen.cli.console import ask_yes, say, tell, wrapped
from appealgen.cli.i18n import _
from appealgen.errors import InputError
from appealgen.model.sender import Unfinished


@dataclass
class Typed:
    """Answers so far: details of a sender, with the names of its fields, own words, and the case that they are for."""

    case: str | None = None
    details: dict[str, Any] = field(default_factory=dict)
    own_words: str | None = None
    stored: bool = False
    """Whether they come from the file, which is then of no more use once there are letters."""

    def __bool__(self) -> bool:
        """Whether anything was typed."""
        return bool(self.details or self.own_words)


def _file() -> Path:
    return environment.profile_path().with_name("unfinished.yaml")


def keep_or_forget(typed: Typed) -> None:
    """Store the answers, or delete stored ones if there are none left; raises WriteError."""
    from appealgen.workflows.profile import keep_unfinished

    if typed:
        keep_unfinished(_file(), Unfinished(case=typed.case, own_words=typed.own_words, **typed.details))
    else:
        forget_unfinished()


def forget_unfinished() -> None:
    """Delete stored answers; raises WriteError."""
    from appealgen.workflows.profile import forget_kept

    forget_kept(_file())


def typed_before() -> Typed:
    """Ask whether to continue with stored answers; a no deletes them. Returns empty answers if there are none."""
    from appealgen.workflows.profile import load_unfinished

    try:
        kept = load_unfinished(_file())
    except InputError as error:
        for problem in error.problems:
            tell(problem, _("notice"), "yellow")
        return Typed()
    if kept is None:
        return Typed()
    about = ", ".join(filter(None, (kept.case, kept.name)))
    if not ask_yes(
        _("Continue with what you typed last time ({what})? Answering no deletes it.", what=about), default=True
    ):
        forget_unfinished()
        return Typed()
    named = {each.name: getattr(kept, each.name) for each in fields(kept) if each.name not in ("case", "own_words")}
    details = {name: value for name, value in named.items() if value}
    return Typed(kept.case, details, kept.own_words, stored=True)


@contextlib.contextmanager
def kept_if_left(typed: Typed) -> Iterator[None]:
    """Offer to store the answers if anything ends the block early: quitting, Ctrl-C, an error or a bug."""
    from appealgen.cli.errors import show_error

    try:
        yield
    except (KeyboardInterrupt, Exit) as stop:
        if typed:
            if isinstance(stop, KeyboardInterrupt):
                say()
            _offer(typed)
        raise
    except Exception as error:
        if not typed:
            raise
        code = show_error(error)
        _offer(typed)
        raise Exit(code) from None


def _offer(typed: Typed) -> None:
    if not ask_yes(_("Keep what you typed, so that you can continue later?"), default=True):
        forget_unfinished()
        say(_("nothing was kept"))
        return
    keep_or_forget(typed)
    said = _("kept in {path}, readable only by you; run “appealgen” to continue", path=_file())
    say(wrapped(said))
