"""What can go wrong, in values: a Problem is one finding, an AppealgenError carries all findings of one stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from appealgen.messages import Message, join, message, untranslated


@dataclass(frozen=True)
class Problem:
    """One thing to tell a person or a script: an error, a refusal or a notice, and where it is.

    `code` is a stable kebab-case word; `message` may be reworded at any time. `file` is as the user named it,
    `line` and `column` count from 1, `field` is the path inside the file (`targets[0].country`).
    """

    code: str
    message: Message
    hint: Message | None = None
    case: str | None = None
    target: str | None = None
    row: int | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The object that stands in the lists of the JSON output, in English: absent keys are left out."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}

    @property
    def where(self) -> Message:
        """`case.yaml:12:3 targets[0].country`, as much of it as is known."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        row = message("row {row}", row=self.row) if self.row is not None else None
        return join((part for part in (place, row, self.field) if part), " ")


def alike(problems: Iterable[Problem]) -> list[list[Problem]]:
    """Problems in groups of one kind, in the order of their first: the same code, place but for the row, and message.

    What a message quotes (“…”) and its numbers may differ.
    """
    import re

    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        pattern = re.sub(r"“[^”]*”|\d+", "…", problem.message)
        key = (problem.code, problem.file, problem.case, problem.target, problem.field, pattern)
        groups.setdefault(key, []).append(problem)
    return list(groups.values())


class AppealgenError(Exception):
    """Base of everything that appealgen raises on purpose; anything else that escapes is a bug."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Carry one problem or all problems of a stage; at least one."""
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("; ".join(" ".join(filter(None, (p.where, p.message))) for p in self.problems))


class MissingError(AppealgenError):
    """Something needed was not given, and there is nobody to ask."""

    exit_code = 2


class InputError(AppealgenError):
    """A file that a person handed over is wrong."""

    exit_code = 3


class TemplateError(AppealgenError):
    """A letter template or a phrase file is wrong."""

    exit_code = 4


class RefusedError(AppealgenError):
    """The plan refuses: the case is closed, past its deadline, or there is no letter that the sender reads."""

    exit_code = 5


class WriteError(AppealgenError):
    """A file could not be written, or would replace one that is not ours."""

    exit_code = 6


class DocumentError(AppealgenError):
    """A document cannot be imported: it is damaged, too large, no Urgent Action, or several of them."""

    exit_code = 7


class WrongValueError(ValueError):
    """A text is not what it should be; the hint says what would be."""

    def __init__(self, message: Message, hint: Message) -> None:
        """Both as for a Problem."""
        super().__init__(f"{message} | {hint}")
        self.message, self.hint = message, hint


def wrong_value(error: ValueError, code: str = "wrong-value", **where: Any) -> Problem:
    """The problem that a wrong value is, at a place (`file`, `line`, `field`, as in Problem)."""
    if isinstance(error, WrongValueError):
        return Problem(code, error.message, error.hint, **where)
    said = error.args[0] if error.args else ""
    return Problem(code, said if isinstance(said, Message) else untranslated(str(error)), **where)


def nearest(word: str, known: Sequence[str], cutoff: float = 0.6) -> str | None:
    """The known word that `word` was probably meant to be, or None; `cutoff` 1 is the same word."""
    from difflib import get_close_matches

    folded = {candidate.casefold(): candidate for candidate in reversed(known)}
    matches = get_close_matches(word.casefold(), list(folded), n=1, cutoff=cutoff)
    return folded[matches[0]] if matches else None


def did_you_mean(word: str, known: Sequence[str]) -> Message:
    """A hint that names the nearest known word, or else all of them."""
    if (match := nearest(word, known)) is not None:
        return message("did you mean “{word}”?", word=match)
    return message("known: {words}", words=", ".join(known)) if known else message("there are none yet")
