"""Accuracy of imports from the corpus of invented documents, judged by `benchmarks/import_score.py`."""

from __future__ import annotations

import importlib.util
import re
import sys
import zlib
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest
import yaml

from appealgen.errors import DocumentError
from appealgen.importing.draft import Draft, draft_of, import_document
from appealgen.importing.files.reader import read_document
from appealgen.model.case import Case
from appealgen.reading.case_files import load_letter
from page_furniture import FEET, HEADS, framed
from samples import PROJECT

WRONG: dict[tuple[str, str], str] = {
    ("en-2017-pilot-paraguay.txt", "letters.en.paragraphs"): "two paragraphs without an empty line between",
}
"""Fields that are wrong without a doubt, each with the reason why that is accepted."""
TAKEN_FOR = dict.fromkeys(["en-2018-nepal-closure.txt", "en-2018-turkey-closure.txt", "en18-mw-closure.txt"], "en-2010")
"""Short documents with only labels that an older form has too."""
SURE = ("en-2018", "en-2017-pilot", "us-web")
"""Forms in which no other field may be wrong without a doubt."""


def _judge() -> ModuleType:
    path = PROJECT / "benchmarks" / "import_score.py"
    spec = importlib.util.spec_from_file_location("import_score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


score: Any = _judge()


class Imported(NamedTuple):
    """A document of the corpus, its expectation, and its import."""

    document: Path
    expected: dict[str, Any]
    draft: Draft | DocumentError


@cache
def corpus() -> tuple[Imported, ...]:
    found = []
    for path in sorted(score.CORPUS.glob("*.expected.yaml")):
        document: Path = score.document_of(path)
        draft: Draft | DocumentError
        try:
            draft = import_document(document)
        except DocumentError as error:
            draft = error
        found.append(Imported(document, yaml.safe_load(path.read_text(encoding="utf-8")), draft))
    return tuple(found)


def appeals() -> list[tuple[Imported, Draft]]:
    return [(each, each.draft) for each in corpus() if isinstance(each.draft, Draft)]


@cache
def outcomes() -> dict[str, Counter[str]]:
    """By form, the numbers of fields right, doubted, missing and wrong."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for imported, draft in appeals():
        judged = [one for one in score.judge(draft, imported.expected) if one is not None]
        counts[imported.expected["form"]] += Counter(one.outcome for one in judged)
    return counts


def test_the_corpus_is_whole() -> None:
    assert len(corpus()) >= 110
    assert {each.document.suffix for each in corpus()} >= {".txt", ".md", ".html", ".eml", ".docx", ".pdf"}
    documents = {path for path in score.CORPUS.iterdir() if not path.name.endswith(".expected.yaml")}
    assert {each.document for each in corpus()} == documents
    assert set(SURE) < set(outcomes()) and min(sum(count.values()) for count in outcomes().values()) > 40


def test_exactly_the_right_documents_are_refused() -> None:
    refused = {
        each.document.name: each.draft.problems[0].code for each in corpus() if isinstance(each.draft, DocumentError)
    }
    wanted = {each.document.name: each.expected["refused"] for each in corpus() if "refused" in each.expected}
    assert refused == wanted
    assert set(wanted.values()) == {"not-an-urgent-action", "several"}


def test_every_form_is_recognized() -> None:
    taken = {each.document.name: draft.form for each, draft in appeals() if draft.form != each.expected["form"]}
    assert taken == TAKEN_FOR


def test_nothing_is_wrong_without_a_doubt() -> None:
    wrong = {
        (each.document.name, one.field): (one.expected, one.found)
        for each, draft in appeals()
        if each.expected["form"] in SURE
        for one in score.judge(draft, each.expected)
        if one is not None and one.outcome == "wrong"
    }
    assert {key: told for key, told in wrong.items() if key not in WRONG} == {}
    assert set(WRONG) <= set(wrong), "what is right now is no exception any more"


def test_scores() -> None:
    def share(count: Counter[str]) -> float:
        return count["right"] / sum(count.values())

    shares = {form: share(count) for form, count in outcomes().items()}
    assert shares["en-2018"] >= 0.95
    assert min(shares.values()) >= 0.85, shares
    assert share(sum(outcomes().values(), Counter())) >= 0.95


def test_every_field_is_from_a_line_of_the_document() -> None:
    for each, draft in appeals():
        last = max(line.number for line in draft.document.lines)
        numbers = [*draft.origins.values(), *(doubt.line for doubt in draft.case.doubts if doubt.line is not None)]
        assert all(1 <= number <= last for number in numbers), each.document.name


GRAVE = {
    "after-close": ["letters"], "contradiction": ["deadline", "people[].name", "targets[].salutation"],
    "likely": [
        "deadline", "people[].name", "targets[].address", "targets[].name", "targets[].office",
    ],
    "missing": ["deadline", "letters", "people", "targets"], "unreadable": ["demands", "people", "targets"],
    "words-lost": ["demands", "letters"],
}  # fmt: skip
LIGHT = {
    "after-close": ["letters"], "composed": ["letters"], "contradiction": ["background"], "cut-off": ["summary"],
    "hidden": ["targets[].email"],
    "likely": [
        "background", "people[].name", "summary", "targets[]", "targets[].email", "targets[].name", "targets[].office",
        "title",
    ],
    "missing": ["index", "issued", "languages", "title", "ua_number"], "no-close": ["letters"],
    "remark": ["targets[].address"], "spelling": ["summary"],
    "unknown": ["background"], "unreadable": ["background", "summary", "title"],
    "words-lost": ["background", "summary"],
}  # fmt: skip
"""The light doubts of the corpus: for each kind the fields, without numbers and languages."""


def test_which_doubts_about_the_corpus_are_grave() -> None:
    def kinds(*, grave: bool) -> dict[str, list[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for doubt in (doubt for _, draft in appeals() for doubt in draft.case.doubts if doubt.grave is grave):
            found[doubt.code].add(re.sub(r"\d+(?=\])|(?<=letters)\..+", "", doubt.field))
        return {code: sorted(found[code]) for code in sorted(found)}

    assert (kinds(grave=True), kinds(grave=False)) == (GRAVE, LIGHT)


def test_every_letter_is_one_that_a_case_may_have(tmp_path: Path) -> None:
    letters = [(tag, letter) for _, draft in appeals() for tag, letter in draft.case.letters.items()]
    assert len(letters) > 20
    for tag, letter in letters:
        path = tmp_path / f"letter.{tag}.md"
        path.write_text(letter.text, encoding="utf-8")
        assert load_letter(path).text == letter.text


@pytest.mark.parametrize(
    ("expected", "found", "outcome"),
    [("a", "A.", "right"), (None, [], None), ("a", None, "missing"), ("a", "b", "wrong"), (None, "b", "wrong")],
)
def test_the_judge_is_strict(expected: Any, found: Any, outcome: str | None) -> None:
    judged = score.judged("title", expected, found, set())
    assert (judged and judged.outcome) == outcome
    if outcome in ("missing", "wrong"):
        assert score.judged("title", expected, found, {"title"}).outcome == "doubted"


def test_furniture_around_a_document_changes_no_field() -> None:
    """Every document gets all heads before it, and the feet after it one by one."""

    def fields_of(draft: Draft) -> Case:
        return replace(draft.case, doubts=())

    feet, changed = list(FEET), {}
    for each, draft in appeals():
        number = zlib.crc32(each.document.name.encode())  # its place in the list changes with each new document
        readings = read_document(each.document)
        framings = [("\n\n".join(HEADS.values()), "")]
        framings += [("", FEET[feet[(number + step) % len(feet)]]) for step in (0, 5)]
        for head, foot in framings:
            before, after = fields_of(draft), fields_of(draft_of(framed(readings, head, foot)))
            if names := [name for name in vars(before) if getattr(before, name) != getattr(after, name)]:
                changed[each.document.name, foot or "heads"] = names
    assert changed == {}
    assert len(appeals()) > 100
