"""Names inside messages, in each reader's language."""

import datetime

import pytest

from appealgen.language.localized_names import (
    first_sentence,
    localized_countries,
    localized_country,
    localized_day,
    localized_language,
    localized_text,
)
from appealgen.messages import LocalizedName
from appealgen.model.identifiers import Tag


@pytest.mark.parametrize(
    ("term", "english", "tag", "other"),
    [
        (localized_language("kk"), "Kazakh", "de", "Kasachisch"),
        (localized_country("GB"), "the United Kingdom", "fr", "Royaume-Uni"),
        (localized_country("KZ"), "Kazakhstan", "ru", "Казахстан"),
        (localized_countries(("US", "KZ")), "the United States and Kazakhstan", "es", "Estados Unidos y Kazajistán"),
        (localized_day(datetime.date(2019, 4, 15)), "15 April 2019", "es", "15 de abril de 2019"),
        (localized_text({Tag("en"): "Minister", Tag("de"): "Ministerin"}), "Minister", "de", "Ministerin"),
        (localized_text({Tag("en"): "Minister"}), "Minister", "ru", "Minister"),
        (localized_text(None), "", "de", ""),
    ],
)
def test_names(term: LocalizedName, english: str, tag: str, other: str) -> None:
    assert (term, term.in_language(tag)) == (english, other)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("She was freed. She went home.", "She was freed."),
        ("Er endete am 17. August 2019. Danach war Ruhe.", "Er endete am 17. August 2019."),
        ("Он закончился 17 августа 2019 г. Потом было тихо.", "Он закончился 17 августа 2019 г."),
        ("Nothing ends here", "Nothing ends here"),
        ("", ""),
    ],
)
def test_the_first_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first
