"""The texts of case files: by language, and with placeholders."""

import re
from collections.abc import Mapping

from appealgen.model.identifiers import Tag

LocalizedText = str | Mapping[Tag, str]
"""One text for every language, or a text for each language tag."""

PLACEHOLDERS = (
    "person",
    "demands",
    "office",
    "sender.name",
    "sender.about",
    "sender.place",
    "own_words",
)
"""What a model letter may say between `{{` and `}}`; there is no logic in it, so nothing of it is ever executed."""

MAY_BE_ABSENT = ("sender.about", "sender.place", "own_words")
"""Placeholders that a sender need not have anything for; a paragraph of nothing else is then left out."""

PLACEHOLDER = re.compile(r"\{\{([^{}\n]*)\}\}")


def placeholders(text: str) -> list[str]:
    """The names between `{{` and `}}`, in order."""
    return [name.strip() for name in PLACEHOLDER.findall(text)]
