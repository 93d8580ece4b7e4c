"""YAML text → frozen dataclasses; every problem has its line.

Why not a validation library: scalars must stay the text of the file (`NO` is Norway, `0150` a postcode), every problem
needs its line and the nearest known key, and users want all problems at once. Composing YAML nodes gives that;
pydantic would add ten times the start-up of a bare Python (measured) and still need the nodes for the lines.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, cast, get_args, get_origin

import yaml

from appealgen import limits
from appealgen.errors import InputError, Problem, ProblemCode, did_you_mean, wrong_value
from appealgen.messages import Message, Quantity, message
from appealgen.paths import read_file
from appealgen.resources import is_own
from appealgen.yamlfile.scalars import (
    PLAIN_SCALARS,
    Scalars,
    over_limit,
    unprintable,
    unprintable_message,
)

MAX_YAML_BYTES = 1_000_000
"""Far larger than any case, roster row or phrase file: a bigger file is here by mistake."""

MAX_DEPTH = 50
"""Depth of nested lists and mappings; a case has six."""

T = TypeVar("T")

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BAD: Any = object()
_COMMENT_WORD = re.compile(r"#(?<=[ \t]#)[^\s#]")
_GLUED_COMMENT = re.compile(r"\S[ \t]+(#[^\s#].*)")


class _Place(NamedTuple):
    """The current place in the file, and the list that collects its problems."""

    file: str
    field: str
    scalars: Scalars
    problems: list[Problem]
    limit: int = limits.TEXT

    def down(self, step: str, limit: int | None = None) -> _Place:
        joined = f"{self.field}{step}" if not self.field or step.startswith("[") else f"{self.field}.{step}"
        return _Place(self.file, joined, self.scalars, self.problems, self.limit if limit is None else limit)

    def too_many(self, node: yaml.Node) -> bool:
        """Note a problem and return True for a list or mapping with more values than the limit."""
        if (count := len(node.value)) <= limits.ITEMS:
            return False
        number, limit = Quantity(count), Quantity(limits.ITEMS)
        words = message("has {number} values, but the limit is {limit}", number=number, limit=limit)
        self.bad(node, words, code=ProblemCode.TOO_LARGE)
        return True

    def bad(
        self,
        node: yaml.Node | None,
        message: Message,
        hint: Message | None = None,
        code: ProblemCode = ProblemCode.WRONG_VALUE,
    ) -> Any:
        return self.bad_at(node.start_mark if node is not None else None, message, hint, code)

    def bad_at(self, mark: Any, message: Message, hint: Message | None, code: ProblemCode) -> Any:
        line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
        field = self.field or None
        self.problems.append(Problem(code, message, hint, file=self.file, line=line, column=column, field=field))
        return _BAD


def read_text(path: Path) -> str:
    """The text of a UTF-8 file (a byte order mark is dropped).

    Raises InputError when the file cannot be read, is larger than MAX_YAML_BYTES or is not UTF-8.
    """
    data = read_file(path, MAX_YAML_BYTES)
    if len(data) > MAX_YAML_BYTES:
        text = message("larger than {size} bytes", size=Quantity(MAX_YAML_BYTES))
        raise InputError(Problem(ProblemCode.TOO_LARGE, text, file=str(path)))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = message("not UTF-8 text (byte 0x{byte})", byte=f"{data[error.start]:02x}")
        hint = message("save it as UTF-8")
        raise InputError(Problem(ProblemCode.NOT_UTF8, text, hint, file=str(path), line=line)) from error


def load_yaml(path: Path, shape: type[T], scalars: Scalars, base: Path | None = None) -> T:
    """Read a YAML file into the dataclass `shape`; raises InputError with all its problems.

    Keys that the file lacks are taken from `base`, a file that was read without a problem.
    """
    problems: list[Problem] = []
    place = _Place(str(path), "", scalars, problems)
    node = _compose(read_text(path), place, own=is_own(path))
    if base is not None and not problems:
        node = _over(_compose(read_text(base), place), node)
    value = _BAD if problems else _build(node, shape, place)
    if problems:
        raise InputError(problems)
    return cast(T, value)


def _over(base: yaml.Node | None, node: yaml.Node | None) -> yaml.Node | None:
    """A mapping with the keys of `base` that it lacks; any other node unchanged."""
    if not isinstance(base, yaml.MappingNode) or not isinstance(node, yaml.MappingNode):
        return node
    below = {key.value: value for key, value in base.value}
    said = {key.value for key, _ in node.value}
    kept = [(key, value) for key, value in base.value if key.value not in said]
    own = [(key, _over(below.get(key.value), value)) for key, value in node.value]
    return yaml.MappingNode(node.tag, [*kept, *own], node.start_mark, node.end_mark)


def parse_yaml(text: str, shape: type[T], scalars: Scalars, *, file: str, first_line: int = 1) -> T:
    """Read YAML text into the dataclass `shape`; `first_line` is the line of `file` on which the text begins."""
    problems: list[Problem] = []
    place = _Place(file, "", scalars, problems)
    node = _compose(text, place)
    value = _BAD if problems else _build(node, shape, place)
    if problems:
        raise InputError(replace(p, line=p.line + first_line - 1 if p.line else None) for p in problems)
    return cast(T, value)


def _compose(text: str, place: _Place, *, own: bool = False) -> yaml.Node | None:
    """The nodes of a text; one of appealgen's `own` is not hostile."""
    try:
        node = None if not own and _is_hostile(text, place) else yaml.compose(text, Loader=Loader)
        _check_comments(node, text, place)
        return node
    except yaml.MarkedYAMLError as error:
        words = message("not valid YAML: {reason}", reason=error.problem or error.context or "not YAML")
        hint = message("put quotes around text with “: ”, “ #” or a special character at the start")
        place.bad_at(error.problem_mark or error.context_mark, words, hint, ProblemCode.NOT_YAML)
    except yaml.reader.ReaderError as error:
        place.bad(None, message("not valid YAML: {reason}", reason=error.reason), code=ProblemCode.NOT_YAML)
    return None


def _check_comments(node: yaml.Node | None, text: str, place: _Place) -> None:
    """Note values that a comment cuts off which was probably none: `address: 12 High Street #4`."""
    if node is None or _COMMENT_WORD.search(text) is None:
        return
    lines, nodes = re.split("\r\n|[\r\n\x85\u2028\u2029]", text), [node]
    while nodes:
        each = nodes.pop()
        if isinstance(each, yaml.MappingNode):
            nodes += [value for _, value in each.value]
        elif isinstance(each, yaml.SequenceNode):
            nodes += each.value
        elif isinstance(each, yaml.ScalarNode) and not each.style:
            cut = _GLUED_COMMENT.match(lines[each.end_mark.line], each.end_mark.column - 1)
            if cut is None:
                continue
            words = message("“{text}” is not read: in YAML “ #” begins a comment", text=cut[1])
            hint = message("put quotes around the whole value; if this is a comment, leave a space after #")
            place.bad(each, words, hint)


def _is_hostile(text: str, place: _Place) -> bool:
    """Whether the text is nested too deeply to compose safely, or repeats itself through aliases."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH or isinstance(event, yaml.AliasEvent):
            deep, alias = (
                message("nested too deeply"),
                message("aliases (*name) are not supported here: write the value out"),
            )
            place.bad_at(event.start_mark, deep if depth > MAX_DEPTH else alias, None, ProblemCode.NOT_YAML)
            return True
    return False


def _build(node: yaml.Node | None, shape: Any, place: _Place) -> Any:
    """The value of `node` read as `shape`, or _BAD after noting its problems."""
    if shape is str and (text := _sound(node, place.limit)):
        return text
    origin = get_origin(shape)
    if origin is Annotated:
        inner, _, *limit = get_args(shape)
        return _build(node, inner, place._replace(limit=limit[0]) if limit else place)
    if origin in (Union, types.UnionType):
        return _build_union(node, get_args(shape), place)
    if node is None or _is_null(node):
        return place.bad(node, message("is empty"), code=ProblemCode.MISSING_VALUE)
    if origin is Literal:
        return _build_choice(node, get_args(shape), place)
    if origin is tuple:
        return _build_tuple(node, get_args(shape)[0], place)
    if origin is not None:
        return _build_mapping(node, get_args(shape), place)
    if is_dataclass(shape) and shape not in place.scalars:
        return _build_dataclass(node, cast(type, shape), place)
    return _build_scalar(node, shape, place)


def _build_union(node: yaml.Node | None, shapes: tuple[Any, ...], place: _Place) -> Any:
    """Read `X | None`, or a LocalizedText: one text for all languages, or a mapping of tags to texts."""
    if type(None) in shapes:
        if node is None or _is_null(node):
            return None
        shapes = tuple(s for s in shapes if s is not type(None))
    wanted = Mapping if isinstance(node, yaml.MappingNode) else None
    chosen = next((s for s in shapes if get_origin(s) is wanted or (wanted and get_origin(s) is not None)), shapes[0])
    return _build(node, chosen, place)


def _build_choice(node: yaml.Node, choices: tuple[Any, ...], place: _Place) -> Any:
    text = _text(node, place)
    if text is _BAD or text in choices:
        return text
    words = message("“{text}” is not one of: {choices}", text=text, choices=", ".join(choices))
    return place.bad(node, words, code=ProblemCode.UNKNOWN_VALUE)


def _build_tuple(node: yaml.Node, shape: Any, place: _Place) -> Any:
    """Read a list; a block of text where a list is expected becomes the list of its lines."""
    is_list = isinstance(node, yaml.SequenceNode)
    if not is_list and (isinstance(node, yaml.MappingNode) or is_dataclass(shape)):
        return place.bad(node, message("must be a list"), message("put each item on a separate line, after “- ”"))
    if not is_list:
        lines = [line.strip() for line in node.value.splitlines() if line.strip()]
        items = [yaml.ScalarNode(node.tag, line, node.start_mark) for line in lines]
        node = yaml.SequenceNode(node.tag, items, node.start_mark)
    if place.too_many(node):
        return _BAD
    built = [
        (shape is str and _sound(item, place.limit)) or _build(item, shape, place.down(f"[{i}]") if is_list else place)
        for i, item in enumerate(node.value)
    ]
    return _BAD if _BAD in built else tuple(built)


def _build_mapping(node: yaml.Node, shapes: tuple[Any, ...], place: _Place) -> Any:
    key_shape, value_shape = shapes
    pairs = _pairs(node, place)
    if pairs is _BAD:
        return _BAD
    if not pairs:
        return place.bad(node, message("is empty"), code=ProblemCode.MISSING_VALUE)
    built = {}
    for name, (key_node, value_node) in pairs.items():
        below = place.down(name)
        built[_build(key_node, key_shape, below)] = _build(value_node, value_shape, below)
    return _BAD if _BAD in built or any(v is _BAD for v in built.values()) else types.MappingProxyType(built)


def _build_dataclass(node: yaml.Node, shape: type, place: _Place) -> Any:
    pairs = _pairs(node, place)
    if pairs is _BAD:
        return _BAD
    keys = keys_of(shape)
    before = len(place.problems)
    for name, (key_node, _) in pairs.items():
        if name not in keys:
            words, hint = message("unknown key “{name}”", name=name), did_you_mean(name, list(keys))
            place.down(name).bad(key_node, words, hint, ProblemCode.UNKNOWN_KEY)
    values = {}
    excused = _excused(shape, pairs)
    for name, (annotation, required) in keys.items():
        needed = required and name not in excused
        if name in pairs:
            if needed or not _is_null(pairs[name][1]):
                below = place.down(name, limits.TEXT)
                values[name] = _build(pairs[name][1], annotation, below)
        elif needed:
            place.down(name).bad(node, message("“{name}” is missing", name=name), code=ProblemCode.MISSING_KEY)
    if len(place.problems) > before:
        return _BAD
    try:
        return shape(**values)
    except ValueError as error:
        problem = wrong_value(error)
        return place.bad(node, problem.message, problem.hint)


def _excused(shape: type, pairs: Mapping[str, tuple[yaml.Node, yaml.Node]]) -> frozenset[str]:
    """Required fields that this file may omit because a field that excuses them (`unless`) is true in it."""
    excuses = {f.name: f.metadata["unless"] for f in fields(shape) if "unless" in f.metadata}
    scalars = {name: node.value for name, (_, node) in pairs.items() if isinstance(node, yaml.ScalarNode)}
    true = {name for name, text in scalars.items() if text.strip().lower() in ("true", "yes")}
    return frozenset(name for name, excuse in excuses.items() if excuse in true)


def _build_scalar(node: yaml.Node, shape: Any, place: _Place) -> Any:
    limit = place.limit if shape is str else limits.LINE
    text = _text(node, place, limit)
    if text == "":
        return place.bad(node, message("is empty"), code=ProblemCode.MISSING_VALUE)
    if text is _BAD or shape is str:
        return text if text is _BAD or limit > limits.LINE else limits.tidied(text)
    convert = place.scalars.get(shape) or PLAIN_SCALARS[shape]
    try:
        return convert(text)
    except ValueError as error:
        problem = wrong_value(error)
        return place.bad(node, problem.message, problem.hint)


def _sound(node: yaml.Node | None, limit: int = limits.TEXT) -> str:
    """The text of a value that has no problem, found quickly, because nearly all are such; empty for others."""
    if limit <= limits.LINE or not isinstance(node, yaml.ScalarNode):
        return ""
    text: str = node.value
    return text.strip() if len(text) <= limits.LINE and text.isprintable() and text != "~" else ""


def _text(node: yaml.Node, place: _Place, limit: int = limits.LINE) -> Any:
    if not isinstance(node, yaml.ScalarNode):
        is_list = isinstance(node, yaml.SequenceNode)
        wording = message("must be text, not a list") if is_list else message("must be text, not a mapping")
        return place.bad(node, wording, message("put quotes around it if it is text"))
    if (words := over_limit(node.value, limit)) is not None:
        return place.bad(node, words, code=ProblemCode.TOO_LARGE)
    text = node.value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if (char := unprintable(text)) is not None:
        return place.bad(node, unprintable_message(char), message("delete that character"))
    return text


def _pairs(node: yaml.Node, place: _Place) -> Any:
    if not isinstance(node, yaml.MappingNode):
        hint = message("write “key: value”, each on a separate line")
        return place.bad(node, message("must be a mapping of keys to values"), hint)
    if place.too_many(node):
        return _BAD
    pairs: dict[str, tuple[yaml.Node, yaml.Node]] = {}
    for key, value in node.value:
        name = _sound(key) or _text(key, place)
        if name is _BAD:
            return _BAD
        if name in pairs:
            place.down(name).bad(key, message("“{name}” appears twice here", name=name), code=ProblemCode.DUPLICATE_KEY)
        pairs[name] = (key, value)
    return pairs


def _is_null(node: yaml.Node) -> bool:
    """Whether a node is an empty plain value or `~`; the surname Null is not null."""
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~")


@cache
def keys_of(shape: type) -> Mapping[str, tuple[Any, bool]]:
    """Key → (annotation, required) of a dataclass that files are read into."""
    hints = typing.get_type_hints(shape, include_extras=True)
    return {
        f.name: (hints[f.name], "unless" in f.metadata or (f.default is MISSING and f.default_factory is MISSING))
        for f in fields(shape)
        if f.metadata.get("in_file", True)
    }
