from __future__ import annotations

from dataclasses import replace

import pytest

from appealgen.language.parsing import SCALARS
from appealgen.model.case import Case, Doubt, DoubtCode, Target, Update
from appealgen.model.identifiers import UNKNOWN, Country, slug, ua_number
from appealgen.yamlfile.reader import parse_yaml
from appealgen.yamlfile.writer import dump_yaml
from samples import PROJECT, tiny_case


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("46/19", "46/19"),
        ("046/19", "46/19"),
        ("0046/19", "46/19"),
        (" 46/19 ", "46/19"),
        ("UA 46/19", "46/19"),
        ("UA046/19", "46/19"),
        ("UA: 046/19", "46/19"),
        ("UA 046/19-3", "46/19-3"),
        ("FI 046/19-03", "46/19-3"),
        ("UA-312/2011", "312/11"),
        ("UA 12/1998", "12/98"),
        ("THIRD UA 60/16", "60/16"),
        ("Urgent Action 46/19", "46/19"),
        ("UA 153.20", "153/20"),
        ("UA 46 / 19", "46/19"),
    ],
)
def test_printed_forms_of_a_number(text: str, number: str) -> None:
    assert ua_number(text) == number
    assert ua_number(number) == number


@pytest.mark.parametrize(
    "text",
    ["", "46", "/19", "46/", "46/1", "46-19", "1234/19", "46/3019", "46/19-", "46/19-123", "46/19 b",
     "EUR 57/0926/2019", "UA 1/20 2/20"],
)  # fmt: skip
def test_what_is_not_a_number(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a UA number \| it looks like 46/19"):
        ua_number(text)


def test_a_number_has_ascii_digits() -> None:
    with pytest.raises(ValueError, match="is not a UA number"):
        ua_number("٤٦/١٩")


@pytest.mark.parametrize("text", ["ua-046-19", "a", "1", "aux-1", "com10", "ä", "қазақ-1", "x" * 80])
def test_ids(text: str) -> None:
    assert slug(text) == text


def test_an_id_is_composed() -> None:
    assert slug("a\u0308") == "ä"


@pytest.mark.parametrize(
    "text", ["", "A", "Ua-1", "ua--1", "-a", "a-", "ua_1", "a b", "a.b", "../x", "a/b", "x" * 81, "қ" * 41]
)
def test_what_is_not_an_id(text: str) -> None:
    with pytest.raises(ValueError, match=r"cannot be an id \| use lower-case letters"):
        slug(text)


@pytest.mark.parametrize("text", ["con", "prn", "aux", "nul", "com1", "lpt9"])
def test_ids_that_windows_keeps(text: str) -> None:
    with pytest.raises(ValueError, match=rf"reserved by Windows \| use {text}-1"):
        slug(text)


def test_a_target_needs_an_office_or_a_name() -> None:
    with pytest.raises(ValueError, match="needs an office or a name"):
        Target(id=slug("a"))
    assert Target(id=slug("a"), name="Ann").office is None


def test_an_embassy_needs_a_host() -> None:
    with pytest.raises(ValueError, match="an embassy needs “host”"):
        Target(id=slug("a"), office="Embassy", role="embassy")
    assert Target(id=slug("a"), office="Embassy", role="embassy", host=Country("GB")).host == "GB"


CASE = tiny_case()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": 2}, "schema 2 is unknown"),
        ({"country": UNKNOWN}, "“country” is missing"),
        ({"people": ()}, "“people” is empty"),
        ({"targets": ()}, "“targets” is empty"),
        ({"targets": (replace(CASE.targets[0], role="copy"),)}, "no target with “role: target”"),
        ({"targets": (), "updates": (Update(),)}, "“targets” is empty"),
        (
            {"targets": (replace(CASE.targets[0], role="copy"),), "updates": (Update(closes=True),)},
            "no target with “role",
        ),
        ({"targets": (), "people": (), "updates": (Update(closes=True),)}, "“people” is empty"),
        ({"targets": CASE.targets * 2}, "two targets share the id minister"),
    ],
)
def test_cases_that_cannot_be(change: dict[str, object], message: str) -> None:
    def changed() -> Case:
        return replace(CASE, **change)  # type: ignore[arg-type]

    with pytest.raises(ValueError, match=message):
        changed()


@pytest.mark.parametrize(
    "change",
    [{"country": UNKNOWN}, {"people": ()}, {"targets": ()}, {"targets": (replace(CASE.targets[0], role="copy"),)}],
)
def test_a_draft_may_lack_what_its_document_does_not_say(change: dict[str, object]) -> None:
    draft = replace(CASE, draft=True, **change)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"missing|empty|no target"):
        replace(draft, draft=False)


@pytest.mark.parametrize(
    ("change", "message"),
    [({"schema": 2}, "schema 2 is unknown"), ({"targets": CASE.targets * 2}, "two targets share the id minister")],
)
def test_drafts_that_cannot_be(change: dict[str, object], message: str) -> None:
    def changed() -> Case:
        return replace(CASE, draft=True, **change)  # type: ignore[arg-type]

    with pytest.raises(ValueError, match=message):
        changed()


def test_a_closed_case_may_have_nobody_to_write_to() -> None:
    closed = replace(CASE, targets=(), updates=(Update(), Update(closes=True)))
    assert closed.closed and not replace(closed, updates=(Update(),), draft=True).closed


def test_doubts_are_unsettled_in_a_draft() -> None:
    doubts = (Doubt(code=slug("missing"), field="deadline", message="made up"),)
    assert replace(CASE, doubts=doubts, draft=True).unsettled == doubts
    assert replace(CASE, doubts=doubts).unsettled == ()


@pytest.mark.parametrize(("given", "grave"), [("", True), (", grave: true", True), (", grave: false", False)])
def test_a_doubt_is_grave_by_default(given: str, grave: bool) -> None:
    doubt = parse_yaml(f"{{code: my-own, field: title, message: made up{given}}}", Doubt, SCALARS, file="case.yaml")
    assert doubt.grave is grave and ("grave" in dump_yaml(doubt)) is not grave


def test_the_kinds_of_doubts_are_documented() -> None:
    text = (PROJECT / "docs" / "case-format.md").read_text(encoding="utf-8")
    listed = text[text.index("An import writes these") : text.index("### Targets")]
    grave, light = ("".join(part).split("`")[1::2] for part in listed.partition("These are always light")[::2])
    assert sorted(grave) == sorted(["code", *(code for code in DoubtCode if not code.light)])
    assert sorted(light) == sorted(code for code in DoubtCode if code.light)
