"""Letter templates, Jinja blocks in the order of a letter's parts → the parts as markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound
from jinja2.exceptions import TemplateSyntaxError, UndefinedError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.loaders import BaseLoader, split_template_path

from appealgen import limits, resources
from appealgen.errors import InputError, Problem, ProblemCode, TemplateError, did_you_mean
from appealgen.letters.markup import escape
from appealgen.letters.sandbox import BoundedEnvironment
from appealgen.messages import Message, message, untranslated
from appealgen.model.document import RULED
from appealgen.yamlfile.reader import read_text
from appealgen.yamlfile.scalars import over_limit, unprintable, unprintable_message

_MARK = "\x1e"
_PART = re.compile(f"{_MARK}(\\w+){_MARK}")
PARTS = ("subject", "note", "heading", "opening", "body", "closing", "copies")
"""Blocks that a template may have; their order in the template is their order on paper."""


class _MarkedBlocks(Extension):
    """Prefix the output of each block with its name, so that the rendered text can be split again."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        statement: list[str] = []
        for token in stream:
            yield token
            if token.type == "block_begin":
                statement = []
            elif token.type != "block_end":
                statement.append(token.value)
            elif statement[:1] == ["block"]:
                yield Token(token.lineno, "data", f"{_MARK}{statement[1]}{_MARK}")
            elif statement[:1] == ["endblock"]:
                yield Token(token.lineno, "data", f"{_MARK}between{_MARK}")


class _Folders(BaseLoader):
    """Load `appeal.<tag>.md.j2`, else `appeal.md.j2`, from the user's roots before the bundled templates."""

    def __init__(self, tag: str, roots: tuple[Path, ...]) -> None:
        self.tags, self.roots = dict.fromkeys((tag, tag.split("-", maxsplit=1)[0])), roots

    def get_source(self, _environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        stem = "/".join(split_template_path(template)).removesuffix(".md.j2")
        names = [*(f"{stem}.{tag}.md.j2" for tag in self.tags), template]
        for name in names:
            if (path := resources.find(f"letter_templates/{name}", self.roots)) is not None:
                return _source(path), str(path), lambda: True
        raise TemplateNotFound(template)


def _source(path: Path) -> str:
    """The text of a template; raises TemplateError if it is too long or unreadable."""
    try:
        text = read_text(path)
    except InputError as error:
        raise TemplateError(error.problems) from error
    if (wrong := over_limit(text, limits.PROSE)) is not None:
        raise TemplateError(Problem(ProblemCode.TEMPLATE_ERROR, wrong, file=str(path)))
    return text


@lru_cache(maxsize=64)
def _environment(tag: str, roots: tuple[Path, ...]) -> BoundedEnvironment:
    return BoundedEnvironment(loader=_Folders(tag, roots), extensions=[_MarkedBlocks])


@lru_cache(maxsize=64)
def _template(kind: str, tag: str, roots: tuple[Path, ...]) -> Any:
    return _environment(tag, roots).get_template(f"{kind}.md.j2")


def parts(kind: str, tag: str, values: Mapping[str, str], roots: tuple[Path, ...] = ()) -> list[tuple[str, str]]:
    """Render the template of a kind of letter: (part, markup) in the template's order.

    Plain values are escaped before the template gets them, Markdown values are not; so `super()`, filters and macros
    always return markup. Raises TemplateError naming the template and the line.
    """
    try:
        _environment(tag, roots).begin()
        template = _template(kind, tag, roots)
        rendered = template.render({name: escape(v) if type(v) is str else v for name, v in values.items()})
    except TemplateNotFound as error:
        wording = message("there is no letter template {file}", file=error.name)
        hint = message("templates go into letter_templates/ as {kind}.md.j2", kind=kind)
        raise TemplateError(Problem(ProblemCode.NO_TEMPLATE, wording, hint)) from error
    except TemplateSyntaxError as error:
        wording = untranslated(error.message) if error.message else message("wrong syntax")
        problem = Problem(ProblemCode.TEMPLATE_SYNTAX, wording, file=error.filename, line=error.lineno)
        raise TemplateError(problem) from error
    except TemplateError:
        raise
    except Exception as error:  # a template is a user's program: report all its errors in one way
        raise TemplateError(_problem(error, kind, values)) from error
    pieces = _PART.split(rendered)
    ruled = any(RULED in value for value in values.values())  # our own sign for a line to fill in by hand
    text = "".join(pieces[::2])
    _check_characters(text.replace(RULED, "") if ruled else text, str(template.filename))
    found = [(name, text) for name, text in zip(pieces[1::2], pieces[2::2], strict=True) if text.strip()]
    return _checked([("between", pieces[0]), *found] if pieces[0].strip() else found, str(template.filename))


def _checked(found: list[tuple[str, str]], file: str) -> list[tuple[str, str]]:
    for name, text in found:
        if name == "between":
            wording = message("text outside any block: “{text}”", text=text.strip()[:40])
            hint = message("put it into a block")
            raise TemplateError(Problem(ProblemCode.TEXT_OUTSIDE_BLOCKS, wording, hint, file=file))
        if name not in PARTS:
            wording, hint = message("unknown block “{name}”", name=name), did_you_mean(name, PARTS)
            raise TemplateError(Problem(ProblemCode.UNKNOWN_BLOCK, wording, hint, file=file))
    if missing := [name for name in ("opening", "body", "closing") if name not in dict(found)]:
        wording = message("the template has no {parts}, which a letter needs", parts=", ".join(missing))
        raise TemplateError(Problem(ProblemCode.MISSING_BLOCK, wording, file=file))
    return found


def _check_characters(text: str, file: str) -> None:
    """Raise TemplateError for a character that no document can hold, with its line if the template contains it."""
    char = unprintable(text)
    if char is None and (wrong := over_limit(text, limits.LETTER_FILE)) is not None:
        raise TemplateError(Problem(ProblemCode.TEMPLATE_ERROR, wrong, file=file))
    if char is not None:
        before, here, _ = Path(file).read_text(encoding="utf-8").partition(char)
        line = before.count("\n") + 1 if here else None
        raise TemplateError(Problem(ProblemCode.TEMPLATE_ERROR, unprintable_message(char), file=file, line=line))


def _problem(error: Exception, kind: str, values: Mapping[str, str]) -> Problem:
    file, line = f"{kind}.md.j2", None
    traceback = error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename.endswith(".j2"):
            file, line = traceback.tb_frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
    hint = None
    if isinstance(error, UndefinedError) and (name := re.match(r"'([^']+)' is undefined", str(error))):
        hint = did_you_mean(name[1], list(values))
    said = error.args[0] if error.args and isinstance(error.args[0], Message) else untranslated(str(error))
    return Problem(ProblemCode.TEMPLATE_ERROR, said, hint, file=file, line=line)
