"""Limits of file values, applied to values that do not come from a YAML file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin

from appealgen import limits
from appealgen.messages import Message
from appealgen.yamlfile.reader import keys_of
from appealgen.yamlfile.scalars import over_limit

T = TypeVar("T")


class Excess(NamedTuple):
    """A text longer than its field allows."""

    field: str
    message: Message


def bounded(value: T) -> tuple[T, list[Excess]]:
    """A dataclass with every overlong text cut, and a list of those texts."""
    excess: list[Excess] = []
    return _bounded(value, limits.TEXT, "", excess), excess


def _bounded(value: Any, limit: int, field: str, excess: list[Excess]) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        changed = {}
        for name, (shape, _) in keys_of(type(value)).items():
            own = get_args(shape)[2:] if get_origin(shape) is Annotated else ()
            before = getattr(value, name)
            after = _bounded(before, own[0] if own else limits.TEXT, f"{field}.{name}".lstrip("."), excess)
            if after is not before:
                changed[name] = after
        return replace(value, **changed) if changed else value
    if isinstance(value, str):
        if (message := over_limit(value, limit)) is None:
            return value
        excess.append(Excess(field, message))
        return limits.cut(value, limit)
    if isinstance(value, tuple):
        items = tuple(_bounded(item, limit, f"{field}[{i}]", excess) for i, item in enumerate(value[: limits.ITEMS]))
        same = len(items) == len(value) and all(a is b for a, b in zip(items, value, strict=True))
        return value if same else items
    if isinstance(value, Mapping):
        texts = {key: _bounded(item, limit, f"{field}.{key}", excess) for key, item in value.items()}
        return value if all(texts[key] is value[key] for key in texts) else MappingProxyType(texts)
    return value
