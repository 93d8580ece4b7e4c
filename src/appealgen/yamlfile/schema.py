"""JSON Schema of YAML files for editors, made from the dataclasses that read them."""

from __future__ import annotations

import datetime
import types
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from appealgen.yamlfile.reader import keys_of

_TEXT = {"type": ["string", "number"]}
_SCALARS: dict[Any, dict[str, Any]] = {
    str: _TEXT,
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime.date: {"type": "string", "format": "date"},
}


def json_schema(shape: type, title: str) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a dataclass read by yamlfile; its annotations are the descriptions."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return head | _schema(shape)


def _or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    """Allow the key without a value, as in the starter files."""
    described = {key: schema.pop(key) for key in ("description",) if key in schema}
    return described | {"anyOf": [*schema.pop("anyOf", [schema]), {"type": "null"}]}


def _required(shape: type, names: list[str]) -> dict[str, Any]:
    """Required keys; some are required only unless the key that excuses them (`unless`) is true."""
    excuses = {f.name: f.metadata["unless"] for f in fields(shape) if "unless" in f.metadata}
    required: dict[str, Any] = {"required": [name for name in names if name not in excuses]}
    for excuse in sorted(set(excuses.values())):
        excused = [name for name in names if excuses.get(name) == excuse]
        required["if"] = {"properties": {excuse: {"const": True}}, "required": [excuse]}
        required["else"] = {"required": excused}
    return required


def _schema(shape: Any) -> dict[str, Any]:
    origin = get_origin(shape)
    if origin is Annotated:
        inner, description, *_ = get_args(shape)
        return {"description": description} | _schema(inner)
    if origin in (Union, types.UnionType):
        choices = [_schema(s) for s in get_args(shape) if s is not type(None)]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
    if origin is Literal:
        return {"enum": list(get_args(shape))}
    if origin is tuple:
        item = get_args(shape)[0]
        as_list = {"type": "array", "items": _schema(item)}
        return as_list if is_dataclass(item) else {"anyOf": [as_list, {"type": "string"}]}
    if origin is not None:
        return {"type": "object", "additionalProperties": _schema(get_args(shape)[1])}
    if is_dataclass(shape) and isinstance(shape, type):
        keys = keys_of(shape)
        return {
            "type": "object",
            "properties": {
                name: _schema(annotation) if required else _or_empty(_schema(annotation))
                for name, (annotation, required) in keys.items()
            },
            "additionalProperties": False,
            **_required(shape, [name for name, (_, required) in keys.items() if required]),
        }
    return _SCALARS.get(shape, _TEXT)
