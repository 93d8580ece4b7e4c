from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from appealgen.language.parsing import SCALARS
from appealgen.model.case import Case
from appealgen.workflows.starters import case_schema
from appealgen.yamlfile.reader import parse_yaml
from appealgen.yamlfile.schema import json_schema
from samples import CASE, PROJECT
from urgent_actions import UNNUMBERED, bring, without

SCHEMA = json_schema(Case, "An appealgen case")
CHECK = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def read(text: str) -> Any:
    return as_json(yaml.safe_load(text))


def test_the_schema_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("file", sorted((PROJECT / "cases").glob("*/case.yaml")), ids=lambda path: path.parent.name)
def test_bundled_cases_are_valid(file: Path) -> None:
    CHECK.validate(read(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title:", "titel:"),
        ("schema: 1", "schema: one"),
        ("2020-03-01", "soon"),
        ("office:", "ofice:"),
        ("sources: [made up]", "embassy: post"),
        ("title: A headline", "title: [a]"),
        ("people:\n  - name: Ann Example", "people: Ann"),
        ("country: KZ\n", ""),
    ],
)
def test_values_that_the_schema_refuses(old: str, new: str) -> None:
    CHECK.validate(read(CASE))
    with pytest.raises(jsonschema.ValidationError):
        CHECK.validate(read(CASE.replace(old, new)))


LACKING = ["country: KZ\n", "people:\n  - name: Ann Example\n"]


@pytest.mark.parametrize("gone", LACKING)
@pytest.mark.parametrize("no_draft", ["", "draft: false\n"])
def test_a_case_says_whom_it_is_about_and_whose_authorities_it_addresses(gone: str, no_draft: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        CHECK.validate(read(CASE.replace(gone, no_draft)))


@pytest.mark.parametrize("gone", LACKING)
def test_a_draft_may_lack_required_values(gone: str) -> None:
    parse_yaml(CASE.replace(gone, "draft: true\n"), Case, SCALARS, file="f")
    CHECK.validate(read(CASE.replace(gone, "draft: true\n")))


def test_a_draft_with_doubts_is_valid(tmp_path: Path) -> None:
    made = bring(without(UNNUMBERED, "NAME AND PREFERRED PRONOUN"), tmp_path)
    assert {doubt.line for doubt in made.case.doubts} > {None}
    CHECK.validate(read((made.folder / "case.yaml").read_text(encoding="utf-8")))
    with pytest.raises(jsonschema.ValidationError):
        CHECK.validate(read(CASE + "doubts: [{code: likely, field: title}]\n"))


def test_a_block_of_text_for_a_list_is_valid() -> None:
    CHECK.validate(read(CASE.replace("[1 Street, Town]", "|\n      1 Street\n      Town")))


def test_every_key_is_described() -> None:
    assert all("description" in key for key in SCHEMA["properties"].values())


def test_the_bundled_schema_is_up_to_date() -> None:
    text = (PROJECT / "cases" / "case.schema.json").read_text(encoding="utf-8")
    assert text == case_schema().decode()
    assert json.loads(text) == SCHEMA
