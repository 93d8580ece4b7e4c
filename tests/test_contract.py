"""The public interface: exported names, JSON keys, exit codes."""

import json
from dataclasses import fields
from pathlib import Path

import appealgen
from appealgen import errors
from appealgen.importing.merge import FieldChange
from appealgen.messages import message
from appealgen.model.case import Doubt
from appealgen.output import entries
from appealgen.workflows import imports
from samples import DATE
from urgent_actions import UA, draft_of

NAMES = [
    "AppealgenError", "AssignOptions", "Batch", "BatchOptions", "Case", "Envelope", "Letter", "Plan", "PlanOptions",
    "Problem", "ProblemCode", "Report", "Sender", "WriteOptions", "assign", "catalogue", "check", "compose",
    "import_document", "load_case", "load_roster", "load_sender", "plan", "plan_batch", "plan_group", "render",
    "signatories_of", "signatures_of", "survey_batch", "write", "write_batch", "write_group",
]  # fmt: skip


def test_exported_names() -> None:
    assert sorted(appealgen.__all__) == NAMES
    assert dir(appealgen) == NAMES
    assert all(callable(getattr(appealgen, name)) for name in NAMES)


def test_exit_codes() -> None:
    codes = {cls.__name__: cls.exit_code for cls in errors.AppealgenError.__subclasses__()}
    assert codes == {
        "MissingError": 2, "InputError": 3, "TemplateError": 4, "RefusedError": 5, "WriteError": 6, "DocumentError": 7,
    }  # fmt: skip


def test_keys_of_the_run_document() -> None:
    assert list(json.loads("".join(entries.document((), ())))) == ["version", "notices", "files", "failed", "errors"]
    assert list(entries.FileEntry._fields) == [
        "path", "kind", "format", "state", "case", "target", "route", "channel", "sender", "language",
        "language_reason", "country", "date", "pages", "pages_exact",
        "sheets", "weight_g", "postage", "size", "sha256", "person", "mark",
    ]  # fmt: skip


def test_keys_of_an_import(tmp_path: Path) -> None:
    made = imports.plan_import(draft_of(UA), tmp_path, ())
    keys = [
        "file", "case", "letters", "status", "days_left", "doubts", "form", "match", "changes", "origins", "notices",
        "files",
    ]  # fmt: skip
    one = imports.imports_json([(made, [])], [], DATE, single=True)
    assert list(one) == ["version", *keys, "errors"]
    several = imports.imports_json([(made, [])], [], DATE, single=False)
    assert list(several) == ["version", "imports", "failed", "errors"] and list(several["imports"][0]) == keys
    assert imports.imports_json([], [], DATE, single=True).keys() == several.keys()
    assert list(FieldChange._fields) == ["field", "before", "after"]


def test_keys_of_a_doubt() -> None:
    assert [field.name for field in fields(Doubt)] == ["code", "field", "message", "line", "document", "grave"]


def test_keys_of_a_problem() -> None:
    problem = errors.Problem(
        errors.ProblemCode.CLOSED, message("message"), message("hint"), "case", "target", 1, "file", 2, 3, "field"
    )
    assert list(problem.as_json()) == [
        "code", "message", "hint", "case", "target", "row", "file", "line", "column", "field",
    ]  # fmt: skip
    assert errors.Problem(errors.ProblemCode.CLOSED, message("message")).as_json() == {
        "code": "closed",
        "message": "message",
    }
