from __future__ import annotations

import re
from pathlib import Path

import pytest

from appealgen.errors import InputError
from appealgen.importing.draft import import_document
from appealgen.importing.structure.labels import CAPTURES, MARKS, OPENING, VALUES, label_at_start, labels_in, load_forms
from urgent_action_files import as_text, changed

FORM = """\
form: xx
title: A form of our own
language: en
labels:
  targets: ["WRITE TO THESE"]
  deadline: ["Letters no later than {deadline}"]
  people: ["WHO IT IS:"]
"""


def found(text: str) -> list[tuple[str, str]]:
    return [(label.label.part, text[label.start : label.end]) for label in labels_in(text)]


def parts(text: str) -> list[str]:
    return [part for part, _ in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "ADDITIONAL INFORMATION", "Additional information", "ADDITIONAL INFORMATION:", "• ADDITIONAL INFORMATION",
        "3. ADDITIONAL INFORMATION", "ADDITIONAL\u00a0INFORMATION", "ADDITIONAL  INFORMATION", "ADDITIONALINFORMATION",
        "A D D I T I O N A L  I N F O R M A T I O N", "«ADDITIONAL INFORMATION»", "ADDITIONAL - INFORMATION",
        "INFORMACIÓN ADICIONAL", "INFORMACION ADICIONAL", "INFORMACIN ADICIONAL", "INFORMATIONS COMPLÉMENTAIRES",
        "INFORMATIONS COMPLMENTAIRES", "HINTERGRUNDINFORMATIONEN",
    ],
)  # fmt: skip
def test_a_label_in_other_letters_and_signs(text: str) -> None:
    assert parts(text) == ["background"]


@pytest.mark.parametrize(
    "text",
    [
        "PREFERRED LANGUAGE TO ADDRESS TARGET: Kazakh", "Preferred language to address target – Kazakh",
        "PREFERRED LANGUAGE(S) TO ADDRESS TARGET(S): Kazakh", "PREFERRED LANGUAGE: Kazakh",
        "P R E F E R R E D LANGUAGE TO ADDRESS TARGET:Kazakh", "Preferred languages: Kazakh",
    ],
)  # fmt: skip
def test_text_after_a_label_is_not_part_of_it(text: str) -> None:
    [label] = labels_in(text)
    assert label.label.part == "languages"
    assert text[label.end :].strip(" :–)") == "Kazakh"


@pytest.mark.parametrize(
    "text",
    [
        "There is additional information in this report.", "The deadline 3 May is near.", "backgrounds differ",
        "He was preferred", "They left. Background of it is a law.", "I asked them to take action by May.",
        "", " ", "...",
    ],
)  # fmt: skip
def test_the_words_of_a_label_in_a_sentence_are_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("They speak of torture.ADDITIONAL INFORMATIONAna Velim was", [("background", "ADDITIONAL INFORMATION")]),
        ("was told.ADDITIONAL INFORMATION", [("background", "ADDITIONAL INFORMATION")]),
        (
            "Thai. You can also write in your own language. PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL: 21 May 2019",
            [("own_language", "You can also write in your own language"),
             ("deadline", "PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL")],
        ),
        ("Kazakh PLEASE TAKE ACTION BEFORE: 3 May", [("deadline", "PLEASE TAKE ACTION BEFORE")]),
        ("PREFERRED LANGUAGE: Kazakh NAME AND PREFERRED PRONOUN: Ana",
         [("languages", "PREFERRED LANGUAGE"), ("people", "NAME AND PREFERRED PRONOUN")]),
    ],
)  # fmt: skip
def test_labels_glued_to_other_words(text: str, labels: list[tuple[str, str]]) -> None:
    assert found(text) == labels


@pytest.mark.parametrize(
    ("text", "captured"),
    [
        ("ENVOYEZ VOS APPELS AVANT LE 3 MAI 2019 À :", {"deadline": "3 MAI 2019"}),
        ("This Urgent Action expires on June 12, 2019", {"deadline": "June 12, 2019"}),
        (
            "Urgent Action: Teacher jailed (Iran: UA 46/19)",
            {"title": "Teacher jailed", "country": "Iran", "number": "46/19"},
        ),
        ("THIS IS THE THIRD UPDATE ON UA 12/34", {"number": "12/34"}),
    ],
)
def test_text_captured_by_a_label(text: str, captured: dict[str, str]) -> None:
    label = label_at_start(text)
    assert label is not None
    assert {name: text[start:end].strip() for name, start, end in label.captured} == captured


VALUES_OF_CAPTURES = {
    "deadline": "3 May 2019", "date": "3 May 2019", "closed": "3 May 2019", "languages": "English", "issue": "second",
    "number": "46/19", "likely_number": "46/19", "country": "Kazakhstan", "country_title": "Kazakhstan. Jailed",
    "title": "Teacher jailed", "embassy": "Kazakhstan", "any": "something else",
}  # fmt: skip
IN_BRACKETS = ("Name(s):", "Gender (m/f):", "Issue(s):")
IN_TWO_PARTS = {"Also send copies to diplomatic representatives accredited to your country"}
"""Labels that several forms use for different parts."""


def test_every_label_of_every_form_is_found_in_its_own_words() -> None:
    assert set(VALUES_OF_CAPTURES) == set(CAPTURES)
    known = {*OPENING, *VALUES, *MARKS}
    lost = []
    for form in load_forms():
        assert form.labels.keys() <= known
        for part, text in ((part, text) for part, texts in form.labels.items() for text in texts):
            printed = re.sub(r"\{(\w+)\}", lambda name: VALUES_OF_CAPTURES[name[1]], text)
            for variant in (printed, printed.upper(), printed.replace(" ", "\u00a0")):
                label = label_at_start(variant)
                if (label is None or label.label.part != part) and text not in (*IN_BRACKETS, *IN_TWO_PARTS):
                    lost.append((form.form, part, variant))
    assert lost == []


@pytest.mark.parametrize("text", IN_BRACKETS)
def test_a_label_that_ends_in_brackets_and_a_colon(text: str) -> None:
    assert label_at_start(f"{text} Ana") is not None


def test_a_users_own_form_comes_first(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "xx.yaml").write_text(FORM, encoding="utf-8")
    roots = (tmp_path,)
    assert [form.form for form in load_forms(roots)][0] == "xx" and len(load_forms(roots)) == len(load_forms()) + 1
    label = label_at_start("letters NO later than 3. May 2020", roots)
    assert label is not None and (label.label.form.form, label.label.part) == ("xx", "deadline")
    text = as_text(
        changed(
            ("TAKE ACTION: WRITE AN APPEAL IN YOUR OWN WORDS OR USE THIS MODEL LETTER", "WRITE TO THESE"),
            ("**PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL:** 21 May 2019", "Letters no later than 3 May 2020"),
            ("**NAME AND PREFERRED PRONOUN:** Ana Velim (she/her)", "WHO IT IS: Ana Velim (she/her)"),
        )
    )
    case = import_document(text.encode(), roots=roots).case
    assert (str(case.deadline), case.people[0].pronouns, case.targets[0].office) == (
        "2020-05-03",
        "she/her",
        "Prosecutor General",
    )
    assert case.doubts == ()
    without = import_document(text.encode()).case
    assert {doubt.field for doubt in without.doubts if doubt.grave} >= {"deadline"}


def test_a_form_replaces_one_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "mine.yaml").write_text(FORM.replace("form: xx", "form: en-2018"), encoding="utf-8")
    [form] = [form for form in load_forms((tmp_path,)) if form.form == "en-2018"]
    assert form.title == "A form of our own"


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        (("targets:", "target:"), "labels.target", "did you mean “targets”?"),
        (("deadline:", "dedline:"), "labels.dedline", "did you mean “deadline”?"),
        (("{deadline}", "{deadlin}"), "labels", "did you mean “deadline”?"),
        (("title:", "titel:"), "titel", "did you mean “title”?"),
        (("language: en", "language: no-language-at-all"), "language", None),
        (('["WHO IT IS:"]', "[[1]]"), "labels.people[0]", None),
    ],
)
def test_a_broken_form_is_reported_with_the_nearest_known_key(
    tmp_path: Path, change: tuple[str, str], field: str, told: str | None
) -> None:
    path = tmp_path / "forms" / "xx.yaml"
    path.parent.mkdir()
    path.write_text(FORM.replace(*change), encoding="utf-8")
    with pytest.raises(InputError) as raised:
        import_document(as_text().encode(), roots=(tmp_path,))
    problem = raised.value.problems[0]
    assert (problem.file, problem.field) == (str(path), field)
    assert told is None or told in (problem.hint or "")
