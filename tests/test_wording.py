"""Docstrings, pages and messages avoid words that readers of earlier versions stumbled over."""

import ast
import re
from collections.abc import Iterator

import pytest

from catalogues import extracted
from samples import PROJECT
from test_docs import PAGES

AVOIDED = {
    r"mend(s|ed|ing)?": "say fix or correct: clothes are mended",
    r"(is|are|was|were) told(?! apart)": "say what is shown or reported, and by whom",
    r"so many": "say a number of: it reads as surprise",
    r"(one|of one)'s own": "say your own or the user's own",
    r"stands?(?! for)": "say is, or name what a line contains: people stand",
    r"gone on with": "say continued",
    r"native readers?": "say native speaker",
}
"""Pattern of each word → what to write instead."""
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def docstrings() -> Iterator[tuple[str, str]]:
    """Every docstring of the package and the scripts, also of fields, with its place."""
    for path in [*(PROJECT / "src").rglob("*.py"), *(PROJECT / "scripts").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Expr)
                and isinstance(node.value, ast.Constant)
                and isinstance(node.value.value, str)
            ):
                yield f"{path.name}:{node.lineno}", node.value.value


def messages() -> Iterator[tuple[str, str]]:
    """Every English sentence of the interface."""
    for entry in extracted():
        yield "message", entry.id if isinstance(entry.id, str) else "\n".join(entry.id)


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    pages = ((path.name, text) for path, text in PAGES.items())
    return [(place, CODE.sub("", text)) for place, text in (*docstrings(), *pages, *messages())]


@pytest.mark.parametrize("pattern", AVOIDED)
def test_no_text_has_an_avoided_word(texts: list[tuple[str, str]], pattern: str) -> None:
    avoided = re.compile(rf"\b{pattern}\b", re.IGNORECASE)
    found = [
        (place, text[max(at.start() - 40, 0) : at.end() + 40]) for place, text in texts for at in avoided.finditer(text)
    ]
    assert len(texts) > 3000 and found == [], AVOIDED[pattern]
