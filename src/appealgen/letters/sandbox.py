"""Jinja for users' own templates: no access to the machine, and no more work than a letter needs.

Each rendering has a budget of steps. A step is an item of a loop, or a character that is printed or that a filter,
function or operator returns. The largest possible result of a call (its arguments multiplied: `center(10**9)`) is
charged before it runs. So a rendering ends within a second or two, and takes some ten megabytes at most.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any, ClassVar

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import SandboxedEnvironment

from appealgen.messages import message

STEPS = 1_000_000
_CALL = 20
"""Steps of a call, and of a template that is included or extended, whatever its result."""
_UNFIT = ("pprint", "striptags", "tojson", "urlize", "xmlattr")
"""Filters for web pages and programs."""
_WIDTH = re.compile(r"\d{4}")
"""A number in a format string: it could pad to more than any line holds."""


class TooMuchWork(Exception):  # noqa: N818  its message is a Message, and it never leaves the templates
    """A template does more than a letter needs."""

    def __init__(self) -> None:
        """Set the message for the user."""
        super().__init__(message("does too much work for a letter: a loop, a repetition or a text in it does not end"))


class BoundedEnvironment(SandboxedEnvironment):
    """A sandbox that counts steps; `begin` gives a rendering its budget."""

    intercepted_binops: ClassVar[frozenset[str]] = frozenset(["+", "*", "**", "%"])  # type: ignore[misc]

    def __init__(self, **options: Any) -> None:
        """Set up a Jinja environment without the filters that letters do not need."""
        super().__init__(finalize=self._printed, undefined=StrictUndefined, autoescape=False, **options)
        self.left = STEPS
        del self.globals["lipsum"]
        for name, function in [*self.filters.items()]:
            if name in _UNFIT:
                del self.filters[name]
            else:
                self.filters[name] = self._bounded(function)
        self.filters |= {"counted": self._counted, "joined": self._joined}

    def begin(self) -> None:
        """Begin a rendering with a full budget."""
        self.left = STEPS

    def _spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise TooMuchWork

    def _printed(self, value: Any) -> Any:
        self._spend(_size(value))
        return value

    def _bounded(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)  # keeps Jinja's marks on the function
        def bounded(*args: Any, **named: Any) -> Any:
            _weigh([*args, *named.values()], formats=function.__name__ == "do_format")
            return self._given(function(*args, **named))

        return bounded

    def _given(self, value: Any) -> Any:
        self._spend(1 + (_size(value) if isinstance(value, str | list | tuple | dict) else 0))
        return value

    def _counted(self, items: Iterable[Any], weight: int) -> Iterator[Any]:
        """The items of a loop, each of which prints `weight` characters of the template."""
        for item in items:
            self._spend(1 + weight)
            yield item

    def _joined(self, parts: Iterable[Any]) -> str:
        """Concatenate: `a ~ b`."""
        return str(self._given("".join(map(str, parts))))

    def call(self, context: Any, function: Any, /, *args: Any, **named: Any) -> Any:
        """Call a macro, a function or a method of a text from a template."""
        owner, name = getattr(function, "__self__", None), getattr(function, "__name__", "")
        own = [owner] if isinstance(owner, str | list | tuple | dict) else []
        _weigh([*own, *args, *named.values()], formats=name in ("format", "format_map"))
        self._spend(_CALL)
        return self._given(super().call(context, function, *args, **named))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Apply an operator to `left` and `right`."""
        if operator == "**" and isinstance(left, int | float) and isinstance(right, int | float):
            _weigh([abs(right) * max(abs(int(left)).bit_length(), 1)])
        elif operator != "+":
            _weigh([left, right], formats=operator == "%")
        return self._given(super().call_binop(context, operator, left, right))

    def get_template(self, *args: Any, **named: Any) -> Any:
        """Load a template, also one that another includes or extends."""
        self._spend(_CALL)
        return super().get_template(*args, **named)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            weight = sum(len(data.data) for data in loop.find_all(nodes.TemplateData))
            argument = nodes.Const(weight, lineno=loop.lineno)
            loop.iter = nodes.Filter(loop.iter, "counted", [argument], [], None, None, lineno=loop.lineno)
        changed: nodes.Template = _without_concat(tree)
        return changed


def _without_concat(node: Any) -> Any:
    """The tree with `a ~ b` as a filter, because Jinja has no hook for that operator."""
    for key, value in node.iter_fields():
        if isinstance(value, nodes.Node):
            setattr(node, key, _without_concat(value))
        elif isinstance(value, list):
            setattr(node, key, [_without_concat(v) if isinstance(v, nodes.Node) else v for v in value])
    if isinstance(node, nodes.Concat):
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(parts, "joined", [], [], None, None, lineno=node.lineno)
    return node


def _weigh(values: Iterable[Any], *, formats: bool = False) -> None:
    """Raise TooMuchWork if values of these sizes could produce more than a rendering may."""
    most = 1
    for value in values:
        most *= max(_size(value), 1)
        if most > STEPS or (formats and isinstance(value, str) and _WIDTH.search(value)):
            raise TooMuchWork


def _size(value: Any) -> int:
    """The size of a value, or the size that a number could give another value."""
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, int | float):
        return int(min(abs(value), STEPS + 1)) if value == value else 1  # noqa: PLR0124  NaN
    if isinstance(value, dict):
        return sum(map(_size, value)) + sum(map(_size, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_size, value)) + len(value)
    return 1
