"""Letter templates that only arrange values: blocks, conditions and one parent, as all bundled ones.

They are filled in without Jinja, whose import is a tenth of the time of `write`. All others are Jinja's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from appealgen.letters.template_files import found_template, template_text

_COMMENT = re.compile(r"\s*\{#-(?:(?!#\}).)*-#\}\s*", re.DOTALL)
_EXTENDS = re.compile(r'\s*\{% extends "([\w.]+)" %\}')
_BLOCK = re.compile(r"\{% block (\w+) %\}(.*?)\{% endblock %\}", re.DOTALL)
_CONDITION = re.compile(r"\{% if (\w+) %\}(.*?)\{% endif %\}", re.DOTALL)
_VALUE = re.compile(r"\{\{ (\w+) \}\}")
_ELSE = re.compile(r"[{}\r]")
"""Anything else in a template, and line ends that Jinja changes."""
_MANY = 50
"""Values in a block; Jinja limits the work of templates with more."""


def plain_parts(
    kind: str, tag: str, values: Mapping[str, str], roots: tuple[Path, ...]
) -> tuple[list[tuple[str, str]], str] | None:
    """The blocks of a plain template, and its file; None for one that Jinja must fill in, or report its errors."""
    if (found := _blocks(f"{kind}.md.j2", tag, roots)) is None:
        return None
    blocks, file = found
    try:
        return [(block, _filled(text, values)) for block, text in blocks.items()], file
    except KeyError:
        return None


def _filled(text: str, values: Mapping[str, str]) -> str:
    kept = _CONDITION.sub(lambda found: found[2] if values[found[1]] else "", text)
    return _VALUE.sub(lambda found: values[found[1]], kept)


@lru_cache(maxsize=64)
def _blocks(name: str, tag: str, roots: tuple[Path, ...]) -> tuple[Mapping[str, str], str] | None:
    """The blocks of a plain template in their order, and its file."""
    if (path := found_template(name, tag, roots)) is None or (read := _read(path)) is None:
        return None
    own, parent = read
    if parent is None:
        return own, str(path)
    above = found_template(parent, tag, roots)
    if above is None or (base := _read(above)) is None or base[1] is not None:
        return None
    return {block: own.get(block, text) for block, text in base[0].items()}, str(path)


def _read(path: Path) -> tuple[Mapping[str, str], str | None] | None:
    """The blocks of one file, and the name of its parent; None if it has anything else."""
    text = _COMMENT.sub("", template_text(path))
    found, rest = _BLOCK.findall(text), _BLOCK.sub("", text)
    parent = _EXTENDS.match(rest)
    if (rest[parent.end() :] if parent else rest).strip() or not all(_is_plain(block) for _, block in found):
        return None
    blocks = dict(found)
    return (blocks, parent and parent[1]) if len(blocks) == len(found) else None


def _is_plain(block: str) -> bool:
    rest, count = _VALUE.subn("", _CONDITION.sub(r"\2", block))
    return count <= _MANY and _ELSE.search(rest) is None
