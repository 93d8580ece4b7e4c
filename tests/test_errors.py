from __future__ import annotations

import ast
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import problem_codes
from appealgen import errors
from appealgen.errors import ProblemCode, nearest
from samples import PROJECT

TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in (PROJECT / "src" / "appealgen").rglob("*.py")}


def codes_in(node: ast.AST) -> Iterator[ProblemCode]:
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name) and part.value.id == "ProblemCode":
            yield getattr(ProblemCode, part.attr)


def raised() -> Iterator[tuple[str, ProblemCode]]:
    """Each error class with its code, if both are in one expression: `InputError(Problem(ProblemCode.EMPTY …`."""
    for tree in TREES.values():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id.endswith("Error"):
                for code in codes_in(call):
                    yield call.func.id, code


def test_a_code_has_the_exit_codes_of_its_errors() -> None:
    found = set(raised())
    assert len(found) > 50, "the test looks in the wrong place"
    wrong = [(name, code) for name, code in found if getattr(errors, name).exit_code not in code.exit_codes]
    assert wrong == []


def test_every_code_is_given_somewhere() -> None:
    given = {code for path, tree in TREES.items() if path != Path(errors.__file__) for code in codes_in(tree)}
    assert sorted(set(problem_codes.CODES) - given - {ProblemCode.WRONG_VALUE, ProblemCode.MORE_PROBLEMS}) == []


def test_the_page_for_scripts_lists_every_code() -> None:
    page = problem_codes.PAGE.read_text(encoding="utf-8")
    assert problem_codes.with_table(page) == page, "run python scripts/problem_codes.py"
    assert len([line for line in page.splitlines() if line.startswith("| `")]) > len(problem_codes.CODES)


def test_a_code_is_a_stable_kebab_case_word() -> None:
    code = ProblemCode.NO_RETURN_ADDRESS
    assert code == "no-return-address" and code is ProblemCode.NO_RETURN_ADDRESS
    assert (code.scope, code.exit_codes, code.personal) == (errors.Scope.SENDER, (2,), True)


KNOWN = ("English", "german", "German", "Türkçe", "Kazakh", "letter", "letters", "a", "")


@pytest.mark.parametrize(
    ("word", "match"),
    [
        ("englsh", "English"), ("GERMAN", "german"), ("turkce", None), ("Türkce", "Türkçe"), ("kazak", "Kazakh"),
        ("lettre", "letter"), ("lettres", "letters"), ("xyz", None), ("aaaaaaaa", None), ("", ""),
    ],
)  # fmt: skip
def test_the_nearest_word(word: str, match: str | None) -> None:
    assert nearest(word, KNOWN, cutoff=0.75) == match


@given(st.text("abcAB ßİ", max_size=8), st.lists(st.text("abcAB ßİ", max_size=8), max_size=6), st.floats(0, 1))
def test_the_nearest_word_is_that_of_difflib(word: str, known: list[str], cutoff: float) -> None:
    written = {text.casefold(): text for text in reversed(known)}
    matches = get_close_matches(word.casefold(), list(written), n=1, cutoff=cutoff)
    assert nearest(word, known, cutoff) == (written[matches[0]] if matches else None)
