"""Errors as values: a Problem is one finding, an AppealgenError carries all findings of one stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, ClassVar

from appealgen import limits
from appealgen.messages import Message, join, message, nmessage, untranslated
from appealgen.problem_codes import ProblemCode as ProblemCode  # noqa: PLC0414  exported here too
from appealgen.problem_codes import Scope as Scope  # noqa: PLC0414


@dataclass(frozen=True)
class Problem:
    """One error, refusal or notice, and its place; for people and for scripts.

    `code` is a stable kebab-case word; `message` may be reworded at any time. `file` is as the user named it, `line`
    and `column` count from 1, `field` is the path inside the file (`targets[0].country`).
    """

    code: ProblemCode
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
        """The object in the lists of the JSON output, in English; absent keys are left out."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}

    @property
    def where(self) -> Message:
        """The place as far as known: `case.yaml:12:3 targets[0].country`."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        row = message("row {row}", row=self.row) if self.row is not None else None
        return join((part for part in (place, row, self.field) if part), " ")


def at_most(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The first problems, up to the number that anybody reads; the last one counts the rest."""
    every = tuple(problems)
    if (more := len(every) - limits.PROBLEMS) <= 0:
        return every
    text = nmessage("and {count} more problem", "and {count} more problems", more)
    return (*every[: limits.PROBLEMS], Problem(ProblemCode.MORE_PROBLEMS, text))


DONE_IN_PART = 8
"""Exit code of a run that did only part of its work and lists the rest."""


class AppealgenError(Exception):
    """Base of everything that appealgen raises on purpose; any other exception is a bug."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        """Carry one problem or all problems of a stage; there must be at least one."""
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else at_most(problems)
        first = self.problems[: limits.SHOWN]
        super().__init__("; ".join(" ".join(filter(None, (p.where, p.message))) for p in first))


class MissingError(AppealgenError):
    """A required value is missing, and there is nobody to ask."""

    exit_code = 2


class InputError(AppealgenError):
    """An input file is wrong."""

    exit_code = 3


class TemplateError(AppealgenError):
    """A letter template or a phrase file is wrong."""

    exit_code = 4


class RefusedError(AppealgenError):
    """The plan refuses: the case is closed or past its deadline, or the sender reads none of its letters."""

    exit_code = 5


class WriteError(AppealgenError):
    """A file could not be written, or would replace a file that appealgen did not write."""

    exit_code = 6


class DocumentError(AppealgenError):
    """A document cannot be imported: it is damaged, too large, not an Urgent Action, or several of them."""

    exit_code = 7


class WrongValueError(ValueError):
    """A text has the wrong form; the hint says which form is right."""

    def __init__(self, message: Message, hint: Message) -> None:
        """Message and hint as in Problem."""
        super().__init__(f"{message} | {hint}")
        self.message, self.hint = message, hint


def wrong_value(error: ValueError, code: ProblemCode = ProblemCode.WRONG_VALUE, **where: Any) -> Problem:
    """The problem for a wrong value at a place (`file`, `line`, `field`, as in Problem)."""
    if isinstance(error, WrongValueError):
        return Problem(code, error.message, error.hint, **where)
    said = error.args[0] if error.args else ""
    return Problem(code, said if isinstance(said, Message) else untranslated(str(error)), **where)


def nearest(word: str, known: Sequence[str], cutoff: float = 0.65) -> str | None:
    """The known word most similar to `word`, or None; `cutoff` 1 means identical.

    The answer is that of difflib.get_close_matches, which compares all words. Here only words with enough letters in
    common are compared, so that a thousand wrong cells take no longer than right ones.
    """
    if len(word) > limits.LINE:
        return None
    from difflib import SequenceMatcher

    wanted, best, match = word.casefold(), (cutoff, ""), None
    matcher, size, bits, by_length = None, len(wanted), *_by_letters(tuple(known))
    letters = sum({bits[letter] for letter in _letters(wanted) if letter in bits})
    for length, candidates in by_length.items():
        total = length + size
        if 2 * min(length, size) < cutoff * total:
            continue
        for folded, written, others in candidates:
            if 2 * (letters & others).bit_count() < best[0] * total:
                continue
            matcher = matcher or SequenceMatcher(None, "", wanted)
            matcher.set_seq1(folded)
            if (found := (matcher.ratio(), folded)) >= best:
                best, match = found, written
    return match


@lru_cache(maxsize=64)
def _by_letters(
    known: tuple[str, ...],
) -> tuple[Mapping[tuple[str, int], int], Mapping[int, Sequence[tuple[str, str, int]]]]:
    """A bit for each letter and each repetition of it; by length, words without capitals, as written, and as bits."""
    bits: dict[tuple[str, int], int] = {}
    words = {word.casefold(): word for word in reversed(known)}
    by_length: dict[int, list[tuple[str, str, int]]] = {}
    for folded, written in words.items():
        letters = [bits.setdefault(letter, 1 << len(bits)) for letter in _letters(folded)]
        by_length.setdefault(len(folded), []).append((folded, written, sum(letters)))
    return bits, by_length


@lru_cache(maxsize=64)
def _in_a_row(known: tuple[str, ...]) -> str:
    """All words without capitals, each on a line: one search finds how one of them begins."""
    return "".join(f"\n{word.casefold()}" for word in known)


def _letters(word: str) -> list[tuple[str, int]]:
    """Each letter of a word, with the number of equal letters before it."""
    return [(letter, word.count(letter, 0, at)) for at, letter in enumerate(word)]


def meant(word: str, known: Sequence[str], cutoff: float = 0.65) -> str | None:
    """Known word that begins with `word`, else the nearest, as `nearest` finds it; None if there is neither."""
    every = _in_a_row(tuple(known)) if len(word) > 2 else ""
    at = every.find(f"\n{word.casefold()}")
    return known[every.count("\n", 0, at)] if at >= 0 else nearest(word, known, cutoff)


def did_you_mean(word: str, known: Sequence[str]) -> Message:
    """Hint that names the known word that was probably meant, or else all known words."""
    if (match := meant(word, known)) is not None:
        return message("did you mean “{word}”?", word=match)
    return message("known: {words}", words=", ".join(known)) if known else message("there are none yet")
