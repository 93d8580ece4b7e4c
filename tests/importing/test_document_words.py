"""Words and letters, compared without capitals and accents."""

from __future__ import annotations

import pytest
import yaml

from appealgen import resources
from appealgen.importing.document_words import all_words, fold_letters, plain_words, word_list


@pytest.mark.parametrize(
    ("text", "folded", "words"),
    [
        ("Señora Ana", "senora ana", "senora ana"),
        ("STRASSE, Straße", "strasse, strase", "strasse strase"),
        ("łódź; Århus", "lodz; arhus", "lodz arhus"),
        ("Ａ–ﬁ", "a–f", "a f"),
        ("UA: 46/19", "ua: 46/19", "ua 46 19"),
    ],
)
def test_text_for_comparison(text: str, folded: str, words: str) -> None:
    assert (fold_letters(text), plain_words(text)) == (folded, words)
    assert len(fold_letters(text)) == len(text)


def test_lists_are_written_as_they_are_compared() -> None:
    lists = yaml.safe_load(resources.get("document_word_lists.yaml").read_text(encoding="utf-8"))
    assert lists
    for name, written in lists.items():
        words = word_list(name)
        assert words and len(words) == len(written), name
        assert all(word == word.lower() for word in words), name
    for name in ("header", "form_labels", "no_names", "openers", "generic_salutations", "male_titles", "female_titles"):
        assert all(word == fold_letters(word) for word in word_list(name)), name


def test_words_of_meanings_are_written_as_they_are_compared() -> None:
    for words in all_words():
        for what in words.says.keys() - {"asks", "no_post"}:
            assert all(said == fold_letters(said) for said in words.says[what]), (words.language, what)
