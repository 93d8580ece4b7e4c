"""Accuracy of imports from documents as activists receive them; `messy/README.md` describes them.

`known_misses.yaml` lists the fields that are not right yet and may only shrink. After an improvement write it again,
and check that its diff adds only fields of documents that were refused as a whole before:

    python benchmarks/import_score.py tests/importing/messy --misses tests/importing/known_misses.yaml
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import yaml

from samples import PROJECT

HERE = PROJECT / "tests" / "importing"
MESSY = HERE / "messy"
OUTCOMES = ("right", "doubted", "missing", "wrong")
"""From best to worst."""


@cache
def score() -> Any:
    spec = importlib.util.spec_from_file_location("import_score", PROJECT / "benchmarks" / "import_score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def misses() -> dict[str, dict[str, str]]:
    """For each document the fields that are not right, and their outcome."""
    return {document.name: score().misses(found) for document, _, found in score().scored(MESSY)}


@cache
def known_misses() -> dict[str, dict[str, str]]:
    known: dict[str, dict[str, str]] = yaml.safe_load((HERE / "known_misses.yaml").read_text(encoding="utf-8"))
    return known


def worse(now: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """Fields worse than known: before, a missed target had no field right, a refused document none."""
    return {
        field: outcome
        for field, outcome in now.items()
        if score().WHOLE not in known
        and field.partition("].")[0] + "]" not in known
        and OUTCOMES.index(outcome) > OUTCOMES.index(known.get(field, "right"))
    }


def test_the_folder_is_whole() -> None:
    documents = {path.name for path in MESSY.iterdir()} - {"README.md"}
    assert {name for name in documents if not name.endswith(".expected.yaml")} == set(misses())
    assert len(misses()) >= 60 and len(documents) == 2 * len(misses())
    assert set(known_misses()) <= set(misses())


def test_nothing_is_worse_than_known() -> None:
    found = {name: worse(now, known_misses().get(name, {})) for name, now in misses().items()}
    assert {name: fields for name, fields in found.items() if fields} == {}


def test_improved_fields_are_no_longer_known_misses() -> None:
    assert {name: now for name, now in misses().items() if now} == known_misses(), __doc__


@pytest.mark.parametrize(
    ("now", "known", "fields"),
    [
        ({}, {"title": "wrong"}, []),
        ({"title": "doubted"}, {"title": "wrong"}, []),
        ({"title": "wrong"}, {"title": "doubted"}, ["title"]),
        ({"title": "doubted"}, {"country": "wrong"}, ["title"]),
        ({"targets[0].name": "wrong"}, {"targets[0]": "missing"}, []),
        ({"targets[1].name": "wrong"}, {"targets[0]": "missing"}, ["targets[1].name"]),
        ({"title": "wrong"}, {"all": "missing"}, []),
        ({"all": "missing"}, {"title": "wrong"}, ["all"]),
    ],
)
def test_worse(now: dict[str, str], known: dict[str, str], fields: list[str]) -> None:
    assert list(worse(now, known)) == fields
