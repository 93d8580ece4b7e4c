"""The files of letter templates: the user's before the bundled ones, those for a language before others."""

from __future__ import annotations

from pathlib import Path

from appealgen import limits, resources
from appealgen.errors import InputError, Problem, ProblemCode, TemplateError
from appealgen.yamlfile.reader import read_text
from appealgen.yamlfile.scalars import over_limit


def found_template(name: str, tag: str, roots: tuple[Path, ...]) -> Path | None:
    """The file of a template: `appeal.<tag>.md.j2`, else `appeal.md.j2`."""
    stem = name.removesuffix(".md.j2")
    names = [*(f"{stem}.{each}.md.j2" for each in dict.fromkeys((tag, tag.partition("-")[0]))), name]
    paths = (resources.find(f"letter_templates/{each}", roots) for each in names)
    return next((path for path in paths if path is not None), None)


def template_text(path: Path) -> str:
    """The text of a template; raises TemplateError if it is too long or unreadable."""
    try:
        text = read_text(path)
    except InputError as error:
        raise TemplateError(error.problems) from error
    if (wrong := over_limit(text, limits.PROSE)) is not None:
        raise TemplateError(Problem(ProblemCode.TEMPLATE_ERROR, wrong, file=str(path)))
    return text
