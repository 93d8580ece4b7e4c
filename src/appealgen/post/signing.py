"""What documents show of a sender who protects themselves: name and town, or initials and town."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from appealgen.model.sender import Sender
from appealgen.post.country import without_country
from appealgen.post.postcodes import has_postcode, postcode_and_town, town

_WORD = re.compile(r"[^\s]+")
_PART = re.compile(r"[^-‐‑]+")
_SHORTEST = 5
"""Characters of a line with a number that are enough to find it in a text: a street, not a house number alone."""


def signed(sender: Sender) -> Sender:
    """The sender as everything that is written shows them. Only this one may reach a document or the name of a file."""
    if sender.sign == "full" or sender.blank:
        return sender
    shown = town_shown(sender)
    name = initials(sender.name) if sender.sign == "initials" else sender.name
    return replace(sender, name=name, address=(shown,) if shown else (), email=None)


def initials(name: str) -> str:
    """`Anna-Lena O'Example` → `A.-L. O.`: the first letter of each word; of a name without blanks, its first sign."""
    words = ["-".join(filter(None, map(_initial, _PART.findall(word)))) for word in _WORD.findall(name)]
    return " ".join(filter(None, words))


def _initial(word: str) -> str:
    """The first letter with its marks and a dot; empty for a word without letters."""
    letters = unicodedata.normalize("NFC", word)
    first = next((at for at, sign in enumerate(letters) if unicodedata.category(sign)[0] == "L"), None)
    if first is None:
        return ""
    end = first + 1
    while end < len(letters) and unicodedata.category(letters[end])[0] == "M":
        end += 1
    return f"{letters[first:end]}."


def town_shown(sender: Sender) -> str:
    """The sender's town: their place, else the town beside the postcode; empty if it may be anything else.

    A postcode can identify a street, so it is left out.
    """
    if sender.place:
        return sender.place
    lines = without_country(sender.address, sender.country)
    found = town(lines, sender.country) if has_postcode(lines, sender.country) else None
    if found is None:
        return ""
    number, start, end = found
    name = postcode_and_town(lines[number][start:end].strip(" ,"), sender.country)[1]
    beside_street = number > 0 or start > 0
    return name if beside_street and name and not any(map(str.isdigit, name)) else ""


def gives_away(sender: Sender, texts: Iterable[str]) -> bool:
    """Whether any of the texts has what the sender does not show: e-mail, street, or with initials their name."""
    if sender.sign == "full" or sender.blank:
        return False
    hidden = [re.compile(rf"(?<!\w){re.escape(words)}(?!\w)") for words in map(_spaced, _hidden(sender))]
    return any(each.search(_spaced(text)) for text in texts for each in hidden)


def _hidden(sender: Sender) -> Iterator[str]:
    """The name with initials, the e-mail address, and lines of the address with a number."""
    yield from [sender.name] if sender.sign == "initials" else []
    yield from [sender.email] if sender.email else []
    for line in sender.address:
        if len(line) >= _SHORTEST and any(map(str.isdigit, line)):
            yield line


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
