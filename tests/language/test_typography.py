from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from appealgen.language.phrases import languages_with_phrases
from appealgen.language.typography import typeset


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
    ],
)
def test_marks_and_spaces(tag: str, text: str, told: str) -> None:
    assert typeset(text, tag) == told


@pytest.mark.parametrize("tag", languages_with_phrases())
def test_every_language_has_marks(tag: str) -> None:
    assert '"' not in typeset('"a"', tag)


@example("en", '"":""')
@example("fr", '"a "b" c"')
@given(st.sampled_from(["en", "fr", "de", "he"]), st.text('ab "«»:;!?\n\u00a0', max_size=40))
def test_set_again_it_is_the_same(tag: str, text: str) -> None:
    once = typeset(text, tag)
    assert typeset(once, tag) == once
