"""Own words are in letters of their language alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from appealgen.errors import MissingError
from appealgen.events.plan import Batch
from appealgen.model.case import LocalizedText
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from event_samples import loaded, planned, write_cases

BRITISH = Sender(name="Jo Sample", address=("1 Way", "Town"), country=Country("GB"), reads=(Tag("en"),))
GERMAN = replace(BRITISH, name="Bo Beispiel", country=Country("DE"), reads=(Tag("de"),))


def texts(batch: Batch) -> list[str]:
    """The words of each letter to the minister."""
    letters = (each for each in batch.letters() if each.prepared.category.target == "minister")
    composed = (each.prepared.composed(each.signatory.sender, ()) for each in letters)
    return ["\n".join(block.text for block in each.letter.blocks) for each in composed]


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    write_cases(tmp_path)
    return tmp_path


def test_words_without_a_language_are_refused_where_letters_are_in_several(cases: Path) -> None:
    with pytest.raises(MissingError, match="German.*English") as raised:
        planned(loaded(cases, "ann"), [BRITISH, GERMAN], own_words="I admire her.")
    assert raised.value.problems[0].field == "own-words-language"
    with pytest.raises(MissingError):
        planned(loaded(cases, "ann"), [BRITISH, replace(GERMAN, own_words="Ich auch.")])
    [text] = texts(planned(loaded(cases, "ann"), [BRITISH], own_words="I admire her."))
    assert "I admire her." in text


def test_words_are_in_letters_of_their_language(cases: Path) -> None:
    asked: dict[str, Any] = {"own_words": "I admire her.", "own_words_language": Tag("en")}
    batch = planned(loaded(cases, "ann"), [BRITISH, GERMAN], **asked)
    assert ["I admire her." in text for text in texts(batch)] == [True, False]
    told = [str(notice.message) for notice in batch.notices if notice.code == "own-words"]
    assert told == ["letters in German are without the own words, which are in English"]


@pytest.mark.parametrize(
    ("own", "language", "found"),
    [
        ("Meine.", "de", True),
        ({Tag("de"): "Meine."}, None, True),
        ({Tag("de"): "Meine.", Tag("en"): "Mine."}, None, True),
        ({Tag("fr"): "Meine."}, None, False),
        ("Meine.", "en", False),
    ],
)
def test_words_of_one_person(cases: Path, own: LocalizedText, language: str | None, found: bool) -> None:
    asked: dict[str, Any] = {"own_words_language": Tag(language)} if language else {}
    batch = planned(loaded(cases, "ann"), [BRITISH, replace(GERMAN, own_words=own)], **asked)
    assert ["Meine." in text for text in texts(batch)] == [False, found]
    assert [notice.message for notice in batch.notices if notice.code == "words-left-out"] == (
        [] if found else ["own words in none of the languages of their letters, and left out: row 3"]
    )


def test_words_of_one_person_replace_those_for_all(cases: Path) -> None:
    asked: dict[str, Any] = {"own_words": "Ours.", "own_words_language": Tag("en")}
    batch = planned(
        loaded(cases, "ann"), [BRITISH, replace(BRITISH, name="Bo", own_words={Tag("en"): "Mine."})], **asked
    )
    assert [("Ours." in text, "Mine." in text) for text in texts(batch)] == [(True, False), (False, True)]
