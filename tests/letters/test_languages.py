"""A letter, a copy and a letter to forward in every language, as text, without stray English."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
from babel.dates import get_month_names

from appealgen.language.phrases import languages_with_phrases
from appealgen.language.scripts import is_latin
from appealgen.letters.compose import compose
from appealgen.model.identifiers import Tag
from appealgen.model.stationery import StationeryChoice
from appealgen.renderers import render
from language_samples import NUMBER, case_in_every_language
from samples import plan_for, someone

DAY = datetime.date(2026, 11, 28)
LATIN = """
Alex Example Sample Street Anytown ZZ WZ UNITED KINGDOM KAZAKHSTAN Prosecutor General SAMPLE STREET NUR SULTAN Nur
Sultan
Serikzhan Bilash Embassy of Kazakhstan Mall London LONDON X c o
"""
"""Names and addresses, which are the same in any script."""


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    case = case_in_every_language(tmp_path_factory.mktemp("case"))
    found: dict[str, str] = {}
    for tag in languages_with_phrases():
        sender = someone(reads=(Tag(tag),), place="Anytown", address=("12 Sample Street", "Anytown", "ZZ99 3WZ"))
        asked: dict[str, Any] = {
            "date": DAY,
            "stationery": StationeryChoice(envelope="none"),
            "language": Tag(tag),
        }
        copied, forwarded = (plan_for(case, sender, embassy=route, **asked).mailings for route in ("copy", "via"))
        found[tag] = "\n".join(render(compose(mailing).letter, "txt").decode() for mailing in (*copied, *forwarded))
    return found


@pytest.mark.parametrize("tag", languages_with_phrases())
def test_golden(golden: Callable[[str, str], None], letters: dict[str, str], tag: str) -> None:
    golden(f"language.{tag}.txt", letters[tag])


@pytest.mark.parametrize("tag", languages_with_phrases())
def test_no_stray_english(letters: dict[str, str], tag: str) -> None:
    if tag == "en":
        return
    months = get_month_names("wide", locale=tag.replace("-", "_")).values()
    for words in ("Dear", "Yours", "Copy to", "Re:", "I am", "For your information", "November"):
        assert re.search(rf"(?<!\w){words}(?!\w)", letters[tag]) is None or words in months, words
    told = " ".join(letters[tag].split())
    assert NUMBER in told and "Serikzhan Bilash" in told


@pytest.mark.parametrize(
    "tag", [tag for tag in languages_with_phrases() if tag in ("ar", "el", "fa", "he", "hi", "ja", "ka", "ko", "ur")]
)
def test_words_are_in_the_script_of_the_language(letters: dict[str, str], tag: str) -> None:
    assert {word for word in re.findall(r"[^\W\d_]+", letters[tag]) if is_latin(word)} <= set(LATIN.split())
