"""Letter templates in the whole of Jinja, sandboxed."""

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

from appealgen.errors import Problem, ProblemCode, TemplateError, did_you_mean
from appealgen.letters.sandbox import BoundedEnvironment
from appealgen.letters.template_files import found_template, template_text
from appealgen.messages import Message, message, untranslated

_MARK = "\x1e"
_PART = re.compile(f"{_MARK}(\\w+){_MARK}")


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
    """Load templates as `found_template` finds them."""

    def __init__(self, tag: str, roots: tuple[Path, ...]) -> None:
        self.tag, self.roots = tag, roots

    def get_source(self, _environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        name = "/".join(split_template_path(template))
        if (path := found_template(name, self.tag, self.roots)) is None:
            raise TemplateNotFound(template)
        return template_text(path), str(path), lambda: True


@lru_cache(maxsize=64)
def _environment(tag: str, roots: tuple[Path, ...]) -> BoundedEnvironment:
    return BoundedEnvironment(loader=_Folders(tag, roots), extensions=[_MarkedBlocks])


@lru_cache(maxsize=64)
def _template(kind: str, tag: str, roots: tuple[Path, ...]) -> Any:
    return _environment(tag, roots).get_template(f"{kind}.md.j2")


def jinja_parts(
    kind: str, tag: str, values: Mapping[str, str], roots: tuple[Path, ...]
) -> tuple[list[tuple[str, str]], str]:
    """The blocks of a template with the text between them as `between`, and its file; raises TemplateError."""
    try:
        _environment(tag, roots).begin()
        template = _template(kind, tag, roots)
        pieces = _PART.split(template.render(values))
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
    return [("between", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)], str(template.filename)


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
