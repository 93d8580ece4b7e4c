"""What an edited letter must not lose, and what it may."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.errors import Problem, ProblemCode
from appealgen.letters.editing import faults_of, for_editor, notices_of_edit
from appealgen.model.case import Case, ModelLetter
from appealgen.model.identifiers import Tag
from appealgen.workflows.catalogue import find_case
from samples import line

LETTER = """\
I am writing about **Ann Example**, who teaches in Sampleville. She was taken from her home on 3 March 2020.

She is accused under Article 12 of the Penal Code and faces 7 years in prison. She has a lawyer.

{{ sender.about }} {{ own_words }}

**I urge you to release Ann Example at once. I also urge you to let her family visit her.**
"""
MODEL = ModelLetter(Tag("en"), LETTER, "letter.en.md")


@pytest.fixture(scope="module")
def case() -> Case:
    found = find_case("ua-046-19", ())
    return replace(found, people=(replace(found.people[0], name="Ann Example"),), letters={Tag("en"): MODEL})


def lost(case: Case, after: str, model: ModelLetter = MODEL, values: tuple[str, ...] = ()) -> list[str]:
    problems = list(faults_of(case, model, replace(model, text=after, original=model.text), values))
    assert {problem.code for problem in problems} <= {ProblemCode.LOST_IN_EDIT}
    return [found[0].strip("“”") for problem in problems if (found := re.search(r"“.*”|{{.*}}", problem.message))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("She has a lawyer.", ""),
        ("She has a lawyer.", "A lawyer helps her."),
        ("who teaches in Sampleville", "a teacher in Sampleville"),
        ("She was taken from her home on 3 March 2020.", "On 3 March 2020 they came for her."),
        ("I am writing", "I met her mother last week. I am writing"),
        ("**Ann Example**", "Ann Example"),
        ("**I urge you to release", "I urge you to release"),
        ("She is accused under Article 12 of the Penal Code", "The Penal Code, in its Article 12, is used against her"),
        ("{{ sender.about }} {{ own_words }}", ""),
        ("She has a lawyer.\n", "She has a lawyer.\n\nMy grandmother was a teacher too.\n"),
        ("She was taken", "She\nwas   taken"),
    ],
)
def test_other_words_are_free(case: Case, old: str, new: str) -> None:
    assert (after := LETTER.replace(old, new)) != LETTER and lost(case, after) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("3 March 2020", "5 March 2020", ["3 March 2020"]),
        ("on 3 March 2020", "in spring", ["3 March 2020"]),
        ("7 years", "many years", ["7"]),
        ("7 years", "17 years", ["7"]),
        ("Article 12", "Article 21", ["Article 12"]),
        ("under Article 12 of the Penal Code", "", ["Article 12", "Penal Code"]),
        ("who teaches in Sampleville", "a teacher", ["Sampleville"]),
        ("release Ann Example at once", "release her at once", ["I urge you to release Ann Example at once."]),
        ("let her family visit her", "let her family see her", ["I also urge you to let her family visit her."]),
    ],
)  # fmt: skip
def test_facts_and_demands_stay(case: Case, old: str, new: str, expected: list[str]) -> None:
    assert lost(case, LETTER.replace(old, new)) == expected


def test_a_fact_of_a_lost_sentence_is_not_found_in_another(case: Case) -> None:
    """2020 stays in the first paragraph, but what happened then is lost with its sentence."""
    model = replace(MODEL, text=LETTER.replace("She has a lawyer.", "Since 3 March 2020 she has had a lawyer."))
    after = model.text.replace("Since 3 March 2020 she has had a lawyer.", "")
    assert lost(case, after, model) == ["3 March 2020"]


def test_placeholders_with_a_value_stay(case: Case) -> None:
    after = LETTER.replace("{{ own_words }}", "")
    assert lost(case, after, values=("own_words",)) == ["{{ own_words }}"]
    model = replace(MODEL, text=LETTER.replace("**Ann Example**", "{{ person }}"))
    assert lost(case, model.text.replace("{{ person }}", "Ann Example"), model) == ["{{ person }}"]


@pytest.mark.parametrize(
    ("tag", "before", "old", "new", "expected"),
    [
        ("de", "Ich schreibe wegen Ann. Der Lehrer wartet.\n\nLassen Sie sie frei.\n", "Der Lehrer wartet.", "", []),
        ("de", "Seit dem 3. März 2020 ist sie fort.\n\nHelfen Sie.\n", "3. März", "5. März", ["3. März 2020"]),
        ("ru", "Она задержана 3 марта в Образцово.\n\nПомогите.\n", " в Образцово", "", ["Образцово"]),
        (
            "fr",
            "Il attend.\n\nNous demandons :\n\n- un avocat ;\n- un médecin.\n",
            "- un médecin.",
            "",
            ["un médecin."],
        ),
        ("ja", "彼女は2020年3月3日に逮捕されました。\n\n釈放してください。\n", "2020年3月3日に", "", ["2020年3月3日"]),
        ("en", "She waits.\n\n{{ demands }}\n", "\n{{ demands }}\n", "Alone.", ["{{ demands }}"]),
    ],
)
def test_other_languages_and_forms(case: Case, tag: str, before: str, old: str, new: str, expected: list[str]) -> None:
    assert old in before
    assert lost(case, before.replace(old, new), ModelLetter(Tag(tag), before, "")) == expected


def test_the_notice_counts_sentences(case: Case) -> None:
    after = replace(MODEL, text=LETTER.replace("She has a lawyer.", "A lawyer helps. So do friends."), original=LETTER)
    [notice] = notices_of_edit(case, after)
    assert str(notice.message).endswith("new or reworded: 2, left out: 1") and notice.case == case.id
    assert list(notices_of_edit(case, MODEL)) == []


@pytest.mark.parametrize("name", ["ua-046-19", "ua-060-16"])
def test_an_unchanged_letter_has_lost_nothing(name: str) -> None:
    found = find_case(name, ())
    for letter in found.letters.values():
        given = ("own_words", "sender.about", "sender.place")
        assert list(faults_of(found, letter, letter, given)) == []


def test_the_file_for_the_editor_ends_with_the_letter() -> None:
    text = for_editor(MODEL, Tag("en"))
    assert text.startswith("<!--\n") and text.endswith(f"-->\n\n{LETTER}") and text.count("-->") == 1


@given(st.lists(line, min_size=1, max_size=4))
def test_adding_sentences_loses_nothing(words: list[str]) -> None:
    found = find_case("ua-046-19", ())
    letter = found.letters[Tag("en")]
    added = "\n\n".join(word.replace("*", "").replace("{", "").replace("`", "") for word in words)
    paragraphs = letter.text.split("\n\n")
    after = "\n\n".join([*paragraphs[:1], added, *paragraphs[1:]])
    problems: list[Problem] = list(faults_of(found, letter, replace(letter, text=after), ("own_words",)))
    assert problems == []
