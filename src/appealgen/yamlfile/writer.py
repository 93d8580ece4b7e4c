"""Frozen dataclasses → YAML text, with keys in the order of the fields and every script readable."""

from __future__ import annotations

import datetime
import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

import yaml

from appealgen.yamlfile.reader import Loader, keys_of


def to_plain(value: Any) -> Any:
    """Plain lists, dicts and texts for `value`; keys at their default are left out."""
    if is_dataclass(value) and not isinstance(value, type):
        defaults: dict[str, Any] = {
            f.name: f.default if f.default_factory is MISSING else f.default_factory() for f in fields(value)
        }
        values = ((name, getattr(value, name)) for name in keys_of(type(value)))
        return {name: to_plain(item) for name, item in values if item != defaults[name]}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, str):
        return str(value)  # a Message is its English text in a file
    return value.isoformat() if isinstance(value, datetime.date) else value


def dump_yaml(value: Any, remarks: Mapping[str, str] = types.MappingProxyType({})) -> str:
    """YAML text of a dataclass, with keys in the order of its fields and every script readable.

    `remarks` are comments by field (`targets[0].name`), written behind the values.
    """
    plain = to_plain(value)
    text = yaml.dump(plain, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000)
    if not remarks:
        return text
    lines = _END_OF_LINE.split(text)  # every second piece is a line end
    for number, remark in _places(yaml.compose(text, Loader=Loader), "", remarks):
        lines[2 * number] += f"  # {remark}"
    return "".join(lines)


_END_OF_LINE = re.compile("(\r\n|[\n\r\x85\u2028\u2029])")
"""A line end in YAML (YAML 1.1, 5.4)."""


class _Dumper(yaml.SafeDumper):
    """Write texts of several lines as blocks."""


def _represent(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _represent)


def _places(node: yaml.Node | None, field: str, remarks: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """The line of each field with a remark: the line of its key, or of its value for an item of a list."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            name = f"{field}.{key.value}".lstrip(".")
            if name in remarks and _may_be_followed(value):
                yield key.start_mark.line, remarks[name]
            yield from _places(value, name, remarks)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            yield from _places(item, f"{field}[{number}]", remarks)


def _may_be_followed(node: yaml.Node) -> bool:
    """Whether a comment may follow on the line where a value begins: not inside quotes."""
    if isinstance(node, yaml.ScalarNode):
        return node.style == "|" or node.start_mark.line == node.end_mark.line
    return not getattr(node, "flow_style", False)
