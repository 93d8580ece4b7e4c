"""Letter templates, blocks in the order of a letter's parts → the parts as markup."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from appealgen import limits
from appealgen.errors import Problem, ProblemCode, TemplateError, did_you_mean
from appealgen.letters.markup import escape
from appealgen.letters.plain_templates import plain_parts
from appealgen.messages import message
from appealgen.model.document import RULED
from appealgen.yamlfile.scalars import over_limit, unprintable, unprintable_message

PARTS = ("subject", "note", "heading", "opening", "body", "closing", "copies")
"""Blocks that a template may have; their order in the template is their order on paper."""


def parts(kind: str, tag: str, values: Mapping[str, str], roots: tuple[Path, ...] = ()) -> list[tuple[str, str]]:
    """Render the template of a kind of letter: (part, markup) in the template's order.

    Plain values are escaped before the template gets them, Markdown values are not; so `super()`, filters and macros
    always return markup. Raises TemplateError naming the template and the line.
    """
    given = {name: escape(value) if type(value) is str else value for name, value in values.items()}
    rendered = plain_parts(kind, tag, given, roots)
    if rendered is None:
        from appealgen.letters.jinja_templates import jinja_parts

        rendered = jinja_parts(kind, tag, given, roots)
    pieces, file = rendered
    ruled = any(RULED in value for value in values.values())  # our own sign for a line to fill in by hand
    text = "".join(text for _, text in pieces)
    _check_characters(text.replace(RULED, "") if ruled else text, file)
    return _checked([(name, text) for name, text in pieces if text.strip()], file)


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
