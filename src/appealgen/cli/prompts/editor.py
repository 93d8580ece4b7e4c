"""The letter in the user's editor: opened, read back, compared, and kept until it is written."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from appealgen.cli import environment
from appealgen.cli.console import ask_yes, say, tell_all, wrapped
from appealgen.cli.i18n import _, language
from appealgen.errors import InputError, MissingError, Problem, ProblemCode
from appealgen.language.localized import words_in
from appealgen.letters import editing
from appealgen.messages import message
from appealgen.workflows import edited_letters

if TYPE_CHECKING:
    from appealgen.messages import Message
    from appealgen.model.case import Case, ModelLetter
    from appealgen.planning.plan import Plan

_USUAL = ("sensible-editor", "nano", "vi") if os.name == "posix" else ("notepad",)
"""Editors to try without VISUAL or EDITOR."""


def edited(plan: Plan) -> Case:
    """The plan's case with its letter as the user edits it, or unchanged if they give up.

    What they typed stays in a private file until the letters are written (`forget_edited`), and is offered again.
    Raises MissingError without an editor.
    """
    letter = _as_the_case_has_it(plan.case.letters[plan.mailings[0].language.tag])
    path = _file(plan.case, letter)
    if not (edited_letters.is_kept(path) and ask_yes(_("Continue with your text of last time?"), default=True)):
        edited_letters.begin(path, letter, language())
    while True:
        _open(path)
        after, faults = _read(path, plan, letter)
        if not faults:
            if after is None:
                edited_letters.forget(path)
                say(_("the letter is as the case has it"))
            return replace(plan.case, letters={**plan.case.letters, letter.tag: after or letter})
        tell_all(faults, _("error"), "red")
        if faults[0].code == ProblemCode.LOST_IN_EDIT:
            say(
                wrapped(
                    _("Demands and facts of the case have to stay in the letter. Everything else is yours to change.")
                )
            )
        if not ask_yes(_("Edit it again? Answering no leaves the letter as the case has it."), default=True):
            say(wrapped(_("your text is kept in {file}", file=path)))
            return plan.case


def forget_edited(plan: Plan) -> None:
    """Delete the private file of a letter that has been written; raises WriteError."""
    for letter in plan.case.letters.values():
        edited_letters.forget(_file(plan.case, letter))


def _as_the_case_has_it(letter: ModelLetter) -> ModelLetter:
    return letter if letter.original is None else replace(letter, text=letter.original, original=None)


def _file(case: Case, letter: ModelLetter) -> Path:
    return edited_letters.file_of(environment.profile_path().parent, case, letter.tag)


def _read(path: Path, plan: Plan, letter: ModelLetter) -> tuple[ModelLetter | None, list[Problem]]:
    """The letter as edited, or None without changes; and what is wrong with it."""
    try:
        after = edited_letters.read_back(path, letter)
    except InputError as error:
        return None, list(error.problems)
    if after is None:
        return None, []
    given = {
        "own_words": plan.options.own_words,
        "sender.about": words_in(plan.sender.about, letter.tag),
        "sender.place": plan.sender.place,
    }
    return after, list(editing.faults_of(plan.case, letter, after, [name for name, text in given.items() if text]))


def _open(path: Path) -> None:
    """Open the file in the editor, and wait until it is closed; raises MissingError if that fails."""
    command = editor_of(os.environ)
    try:
        done = subprocess.run([*command, str(path)], check=False)
    except OSError as error:
        raise _no_editor(
            message("cannot start “{program}”: {reason}", program=command[0], reason=error.strerror)
        ) from error
    if done.returncode:
        raise _no_editor(message("“{program}” ended with an error ({code})", program=command[0], code=done.returncode))


def editor_of(variables: Mapping[str, str]) -> list[str]:
    """The command of the user's editor: VISUAL, EDITOR, else a usual one. Raises MissingError if there is none."""
    named = variables.get("VISUAL") or variables.get("EDITOR")
    if named:
        return shlex.split(named) if os.name == "posix" else [named.strip('"')]
    for program in _USUAL:
        if shutil.which(program):
            return [program]
    raise _no_editor(message("there is no text editor"))


def _no_editor(text: Message) -> MissingError:
    hint = message("name one in the environment variable EDITOR, or use --own-words")
    return MissingError(Problem(ProblemCode.NO_EDITOR, text, hint, field="edit"))
