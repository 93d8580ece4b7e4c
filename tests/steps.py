"""Count the cost of reading in steps, not seconds: lines of our own code, and characters that patterns examine.

The engine of `re` counts nothing. So each pattern is first tried by a small matcher of our own, which backtracks like
the engine and counts. It runs on repetitions of a unit at three lengths; the second difference shows whether the time
grows faster than the length. While counting, each use of a pattern costs the length of its text, plus a share of its
square if the pattern is not linear. Loops inside the standard library are not counted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from re import _compiler, _parser  # type: ignore[attr-defined]
from types import FrameType, ModuleType
from typing import Any

SIGNS = (
    "(", "[", "<", "`", "*", "_", ",", ":", "\n", " ", "\t", "\u200d", "\u0301", '"', "'", "|", "\\", "{{", "<!--",
    "-- ", "a", "A", "1", ".", "@", "/", "--- \n", "MINISTER OF JUSTICE, ", "a@", "Dear ", "\r", "\x1b[", "&#", "=?",
)  # fmt: skip
_REPETITIONS = (12, 50)
_MOST = 400_000
"""Steps on about a hundred characters above which a pattern is hopeless."""
_PER_CHARACTER = 0.3


class TooManyStepsError(AssertionError):
    """The work exceeds what the size allows."""


class _Matcher:
    """A backtracking matcher that counts its steps."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.tree = _parser.parse(pattern.pattern, pattern.flags)
        self.flags = pattern.flags
        self.steps = 0
        self.text = ""

    def steps_on(self, text: str, *, everywhere: bool) -> int:
        """The steps of finding all matches in a text, or only a match at its beginning."""
        self.steps, self.text = 0, text
        at = 0
        while at <= (len(text) if everywhere else 0):
            end = next(self._sequence(list(self.tree), 0, at, {}), None)
            at = end if end is not None and end > at else at + 1
        return self.steps

    def _step(self) -> None:
        self.steps += 1
        if self.steps > _MOST:
            raise TooManyStepsError

    def _sequence(self, nodes: Sequence[Any], index: int, at: int, groups: dict[int, str]) -> Iterator[int]:
        if index == len(nodes):
            yield at
            return
        for end in self._node(nodes[index], at, groups):
            yield from self._sequence(nodes, index + 1, end, groups)

    def _node(self, node: Any, at: int, groups: dict[int, str]) -> Iterator[int]:  # noqa: PLR0912  one branch for each kind
        self._step()
        kind, value = node
        name = str(kind)
        if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN", "CATEGORY"):
            if at < len(self.text) and _takes(str(node), _Node(node), self.flags, self.text[at]):
                yield at + 1
        elif name == "AT":
            if _stands(str(value), self.flags, self.text, at):
                yield at
        elif name == "BRANCH":
            for branch in value[1]:
                yield from self._sequence(list(branch), 0, at, groups)
        elif name == "SUBPATTERN":
            for end in self._sequence(list(value[3]), 0, at, groups):
                groups[value[0]] = self.text[at:end]
                yield end
        elif name == "ATOMIC_GROUP":
            yield from [*self._sequence(list(value), 0, at, groups)][:1]
        elif name == "GROUPREF":
            if self.text.startswith(groups.get(value, ""), at):
                yield at + len(groups.get(value, ""))
        elif name in ("ASSERT", "ASSERT_NOT"):
            direction, inside = value
            starts = [at] if direction > 0 else [max(at - inside.getwidth()[0], 0)]
            there = any(
                direction > 0 or end == at for start in starts for end in self._sequence(list(inside), 0, start, groups)
            )
            if there == (name == "ASSERT"):
                yield at
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            least, most, inside = value
            ends = self._repeated(list(inside), int(least), int(most), at, groups, lazy=name == "MIN_REPEAT")
            yield from ([*ends][:1] if name == "POSSESSIVE_REPEAT" else ends)
        else:
            raise NotImplementedError(name)

    def _repeated(
        self, inside: Sequence[Any], least: int, most: int, at: int, groups: dict[int, str], *, lazy: bool
    ) -> Iterator[int]:
        if lazy and least <= 0:
            yield at
        if most > 0:
            for end in self._sequence(inside, 0, at, groups):
                if end > at or least > 0:
                    yield from self._repeated(inside, least - 1, most - 1, end, groups, lazy=lazy)
        if not lazy and least <= 0:
            yield at


class _Node:
    """A node of a pattern, compared by identity, so that caches are keyed by text."""

    def __init__(self, node: Any) -> None:
        self.node = node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Node)

    def __hash__(self) -> int:
        return 0


@cache
def _takes(_text: str, node: _Node, flags: int, char: str) -> bool:
    """Whether a node of one character accepts this one, by asking the engine itself."""
    state = _parser.State()
    state.flags, state.str = flags, ""
    return _one(str(node.node), node, flags).match(char) is not None


@cache
def _one(_text: str, node: _Node, flags: int) -> re.Pattern[str]:
    state = _parser.State()
    state.flags, state.str = flags, ""
    compiled: re.Pattern[str] = _compiler.compile(_parser.SubPattern(state, [node.node]), flags)
    return compiled


def _stands(where: str, flags: int, text: str, at: int) -> bool:
    sign = {
        "AT_BEGINNING": "^", "AT_BEGINNING_STRING": r"\A", "AT_END": "$", "AT_END_STRING": r"\Z", "AT_BOUNDARY": r"\b",
        "AT_NON_BOUNDARY": r"\B",
    }[where]  # fmt: skip
    return re.compile(sign, flags & re.MULTILINE).match(text, at) is not None


def growth(pattern: re.Pattern[str], unit: str, repetitions: int, *, everywhere: bool = True) -> float:
    """Steps of a pattern on repetitions of a unit, divided by the square of the length; 0 if linear."""
    matcher = _Matcher(pattern)
    lengths = (repetitions, 2 * repetitions, 3 * repetitions)
    try:
        first, second, third = (matcher.steps_on(unit * number, everywhere=everywhere) for number in lengths)
    except (TooManyStepsError, RecursionError):
        return float("inf")
    return (first - 2 * second + third) / (2 * (repetitions * len(unit)) ** 2)


@cache
def square_of(pattern: re.Pattern[str], unit: str, *, everywhere: bool = True) -> float:
    """The factor of the squared length in a pattern's steps on repetitions of a unit; 0 if linear.

    A result above 0 on a short text, perhaps shorter than the pattern's look-ahead, is checked on a longer one.
    """
    for repetitions in _REPETITIONS:
        rate = growth(pattern, unit, repetitions, everywhere=everywhere)
        if rate <= _PER_CHARACTER / len(unit):
            return 0
    return rate


class _Counted:
    """A pattern that reports its uses to the counter."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.inner = pattern

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.inner, name)
        if name not in ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"):
            return value

        def used(*args: Any, **named: Any) -> Any:
            if _counters:
                text = args[1] if name in ("sub", "subn") else args[0]
                everywhere = name not in ("match", "fullmatch")
                _counters[-1].use(self.inner, text, everywhere=everywhere, at_once=name == "match" and len(args) > 1)
            return value(*args, **named)

        return used


class Counter:
    """Number of steps so far, and their limit."""

    def __init__(self, most: int, unit: str) -> None:
        self.steps, self.most, self.unit = 0, most, unit
        self.worst: dict[str, int] = {}

    def use(self, pattern: re.Pattern[Any], text: Any, *, everywhere: bool, at_once: bool) -> None:
        """Count the use of a pattern on a text, or at one place in it."""
        size = min(len(text), _AT_ONCE) if at_once else len(text)
        if isinstance(text, str) and size > _SHORT and self.unit:
            size += int(min(size * size * square_of(pattern, self.unit, everywhere=everywhere), self.most + 1))
        key = str(pattern.pattern)[:60]
        self.worst[key] = self.worst.get(key, 0) + size
        self._add(size)

    def _add(self, steps: int) -> None:
        self.steps += steps
        if self.steps > self.most:
            worst = sorted(self.worst.items(), key=lambda item: -item[1])[:3]
            raise TooManyStepsError(f"more than {self.most:,} steps; patterns: {worst}")

    def trace(self, frame: FrameType, event: str, _: Any) -> Any:
        """Count only lines of our own code."""
        if "/appealgen/" not in frame.f_code.co_filename:
            return None
        if event in ("line", "call"):
            self._add(1)
        return self.trace


_counters: list[Counter] = []
_SHORT = 300
"""Number of characters on which no pattern takes long."""
_AT_ONCE = 50


def _own_modules() -> list[ModuleType]:
    return [module for name, module in sorted(sys.modules.items()) if name.split(".")[0] == "appealgen"]


@contextmanager
def counted(most: int, unit: str) -> Iterator[Counter]:
    """Count the steps of the body, with repetitions of a unit; raises TooManyStepsError beyond `most`."""
    _wrap()
    counter, before = Counter(most, unit), sys.gettrace()
    compile_ = re._compile  # type: ignore[attr-defined]

    def compiled(pattern: Any, flags: int) -> Any:
        caller = sys._getframe(2).f_globals.get("__name__", "")
        made = compile_(pattern, flags)
        return _Counted(made) if caller.startswith("appealgen") else made

    re._compile = compiled  # type: ignore[attr-defined]
    _counters.append(counter)
    sys.settrace(counter.trace)
    try:
        yield counter
    finally:
        sys.settrace(before)
        _counters.pop()
        re._compile = compile_  # type: ignore[attr-defined]


def _wrap() -> None:
    """Count the patterns of all modules from now on, also those in caches."""
    for module in _own_modules():
        for name, value in list(vars(module).items()):
            if isinstance(value, re.Pattern):
                setattr(module, name, _Counted(value))
            elif hasattr(value, "cache_clear") and id(value) not in _cleared:
                _cleared.add(id(value))
                value.cache_clear()


_cleared: set[int] = set()


def run_counted(action: Callable[[], object], most: int, unit: str) -> int:
    """The steps of an action on repetitions of a unit, whatever it raises except too many steps."""
    with counted(most, unit) as counter:
        try:
            action()
        except TooManyStepsError:
            raise
        except Exception as error:
            if type(error).__module__.split(".")[0] != "appealgen":
                raise
    return counter.steps
