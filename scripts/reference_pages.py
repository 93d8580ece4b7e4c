"""Write docs/reference/schema.md, the keys of case files: `python scripts/reference_pages.py`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from appealgen.workflows.starters import case_schema

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "schema.md"
HEAD = """\
# Keys of a case

All keys of `case.yaml`, from the JSON Schema that `appealgen new schema` writes. `scripts/reference_pages.py` makes
this page.
[The case format](../case-format.md) explains how they work together.

"""
_TYPES = {"string": "text", "number": "text", "integer": "number", "boolean": "true or false", "array": "list"}


def rows(schema: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every key with its path, its kind of value and its description, those of lists and objects below their own."""
    required = schema.get("required", ())
    for name, value in schema.get("properties", {}).items():
        shapes = [each for each in value.get("anyOf", [value]) if each.get("type") != "null"]
        kinds = list(dict.fromkeys(kind for shape in shapes for kind in _kinds(shape)))
        needed = ", required" if name in required else ""
        yield f"{path}{name}", f"{' or '.join(kinds)}{needed}", value.get("description", "")
        for shape in shapes:
            inner = shape.get("items", shape)
            yield from rows(inner, f"{path}{name}[]." if "items" in shape else f"{path}{name}.")


def _kinds(shape: Mapping[str, Any]) -> Iterator[str]:
    """What a value may be, in plain words."""
    if "enum" in shape or "const" in shape:
        yield "`" + "`, `".join(map(str, shape.get("enum", [shape.get("const")]))) + "`"
    elif shape.get("format") == "date":
        yield "date"
    elif shape.get("type") == "object":
        yield "keys" if "properties" in shape else "text by language"
    else:
        types = shape.get("type", "text")
        yield from dict.fromkeys(_TYPES.get(each, each) for each in ([types] if isinstance(types, str) else types))


def page() -> str:
    """The whole page."""
    table = [f"| `{key}` | {kind} | {text} |" for key, kind, text in rows(json.loads(case_schema()))]
    return HEAD + "\n".join(["| key | value | meaning |", "|---|---|---|", *table]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
