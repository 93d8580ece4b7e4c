from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from appealgen.language.phrases import languages_with_phrases
from appealgen.language.typography import typeset, unbroken


@pytest.mark.parametrize(
    ("tag", "text", "told"),
    [
        ("en", 'He said "no".', "He said “no”."),
        ("en-GB", '("yes" or "no")', "(“yes” or “no”)"),
        ("de", 'Das Wort "Freiheit", sagte sie', "Das Wort „Freiheit“, sagte sie"),
        ("it", '"sì"', "«sì»"),
        ("pl", '"tak"', "„tak”"),
        ("sv", '"ja"', "”ja”"),
        ("zh-Hant", '他說"不"。', "他說「不」。"),
        ("zh-TW", '"不"', "「不」"),
        ("he", 'דוא"ל של "ארגון"', 'דוא"ל של ”ארגון”'),
        ("en", 'an open " and no more', 'an open " and no more'),
        ("en", '"one\n\nanother"', '"one\n\nanother"'),
        ("en", 'He said "a "b" c".', "He said “a “b” c”."),
        ("cy", '"ie"', '"ie"'),
        ("fr", "Quoi ? Rien ! Ceci : cela ; soit.", "Quoi\u202f? Rien\u202f! Ceci\u00a0: cela\u202f; soit."),
        ("fr", '"oui"', "«\u202foui\u202f»"),
        ("fr-CH", "« oui »", "«\u202foui\u202f»"),
        ("fr", "https://example.org/a?b : 10:30", "https://example.org/a?b\u00a0: 10:30"),
        ("fr", "Quoi? Rien!", "Quoi? Rien!"),
        ("es", "¿Qué ? « »", "¿Qué ? « »"),
        ("ko", '그는 "자유"라고 말했다', "그는 “자유”라고 말했다"),
        ("kk", '"Атажұрт"тың', "«Атажұрт»тың"),
        ("tr", '"Atayurt"un ve "x"', "“Atayurt”un ve “x”"),
        ("fi", 'a 5" b', 'a 5" b'),
        ("en", "I don't - really -- know...", "I don’t – really – know…"),
        ("en", "- item\n- another: 'a'", "- item\n- another: ‘a’"),
        ("en", "the prisoners' families' homes", "the prisoners’ families’ homes"),
        ("en", "the word 'don't', the '90s, 5' and the 'open", "the word ‘don’t’, the '90s, 5' and the 'open"),
        ("de", "das Wort 'Recht' und Hans' Brief", "das Wort 'Recht' und Hans’ Brief"),
        ("fr", "l'avocat d'Ann", "l’avocat d’Ann"),
        ("uk", "п'ять - це", "п’ять\u00a0— це"),
        ("ru", "Это - он...", "Это\u00a0— он…"),
        ("zh", "他说 - 是...", "他说——是……"),
        ("ja", "彼 - 私...", "彼――私……"),
        ("he", "ג'ון - דוא\"ל", "ג'ון – דוא\"ל"),
        ("en", "1962-1984, 2019-05-21, 57/2019-2020, 506-402", "1962–1984, 2019-05-21, 57/2019-2020, 506-402"),
        ("ar", "1962-1984", "1962-1984"),
        ("en", "a .... b", "a .... b"),
    ],
)
def test_marks_and_spaces(tag: str, text: str, told: str) -> None:
    assert typeset(text, tag) == told


@pytest.mark.parametrize("tag", languages_with_phrases())
def test_every_language_has_marks(tag: str) -> None:
    assert '"' not in typeset('"a"', tag)


@example("en", '"":""')
@example("fr", '"a "b" c"')
@example("zh", "a - - - b......")
@given(st.sampled_from(["en", "fr", "de", "he", "zh"]), st.text("ab1 \"«»:;!?\n\u00a0'-.", max_size=40))
def test_set_again_it_is_the_same(tag: str, text: str) -> None:
    once = typeset(text, tag)
    assert typeset(once, tag) == once


@pytest.mark.parametrize(
    ("text", "set_text"),
    [
        ("Born in Nur-Sultan.", "Born in Nur\u2011Sultan."),
        ("Маленький город Нур-Султан", "Маленький город Нур\u2011Султан"),
        ("a well-known lawyer, 2019-2020, A-1", "a well-known lawyer, 2019-2020, A-1"),
        ("x" * 80 + " and he is alone.", "x" * 80 + " and he is\u00a0alone."),
        ("x" * 80 + " and it is extraordinary.", "x" * 80 + " and it is extraordinary."),
        ("He is alone.", "He is alone."),
    ],
)
def test_names_and_last_words_are_not_broken_off(text: str, set_text: str) -> None:
    assert unbroken(text) == set_text and unbroken(set_text) == set_text and len(set_text) == len(text)
