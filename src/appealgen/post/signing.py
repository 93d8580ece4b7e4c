"""What documents show of a sender who protects themselves: name and town, or initials and town."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from appealgen.language.scripts import script_of
from appealgen.model.sender import Sender
from appealgen.post.country import without_country
from appealgen.post.postcodes import has_postcode, postcode_and_town, town

_PART = re.compile(r"[^-‐‑]+")
_SHORTEST = 5
"""Characters of a line with a number that are enough to find it in a text: a street, not a house number alone."""
_SHORTEST_NAME = 3
"""Letters of a name that are enough to find it alone in own words; two (Im, An) may be any word."""
_WITHOUT_BLANKS = frozenset({"CJK", "HANGUL", "HIRAGANA", "KATAKANA", "KHMER", "LAO", "MYANMAR", "THAI"})
"""Scripts that write a name and the words beside it together."""


def signed(sender: Sender) -> Sender:
    """The sender as everything that is written shows them. Only this one may reach a document or the name of a file."""
    if sender.sign == "full" or sender.blank:
        return sender
    shown = town_shown(sender)
    name = initials(sender.name) if sender.sign == "initials" else sender.name
    return replace(sender, name=name, address=(shown,) if shown else (), email=None)


def without_address(sender: Sender) -> Sender:
    """The sender with their town as the place, and nothing that an answer could be sent to."""
    town = town_shown(sender) if sender.sign == "full" else sender.place or " ".join(sender.address)
    return replace(sender, address=(), email=None, place=town or None)


def initials(name: str) -> str:
    """`Anna-Lena O'Example` → `A.-L. O.`: the first letter of each word; of a name without blanks, its first sign."""
    words = ["-".join(filter(None, map(_initial, _PART.findall(word)))) for word in name.split()]
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


def names_themselves(sender: Sender, own: str, letter: str) -> bool:
    """Whether own words in a letter have any part of a name that initials hide, alone or in another order.

    It may be in capitals. A part that the rest of the letter has too (somebody's name, an office) says nothing.
    """
    if sender.sign != "initials" or sender.blank:
        return False
    theirs, whole = Counter(_names(own)), Counter(_names(letter))
    name = sender.name.title() if sender.name.islower() else sender.name
    return any(0 < _times(part, whole) <= _times(part, theirs) for part in _names(name))


def _names(text: str) -> list[str]:
    """The words that do not begin with a small letter, without case; the parts of a double name are words."""
    composed = unicodedata.normalize("NFC", text)
    words = "".join(sign if unicodedata.category(sign)[0] in "LM" else " " for sign in composed).split()
    return [word.casefold() for word in words if not word[0].islower()]


def _times(part: str, words: Counter[str]) -> int:
    """How often words have a part of a name; never for one that is too short."""
    if script_of(part[0]) in _WITHOUT_BLANKS:
        return sum(count for word, count in words.items() if part in word) if len(part) > 1 else 0
    return words[part] if len(part) >= _SHORTEST_NAME else 0


def _hidden(sender: Sender) -> Iterator[str]:
    """The name with initials, the e-mail address, and parts of the address with a number."""
    yield from [sender.name] if sender.sign == "initials" else []
    yield from [sender.email] if sender.email else []
    for part in (part.strip() for line in sender.address for part in line.split(",")):
        if len(part) >= _SHORTEST and any(map(str.isdigit, part)):
            yield part


def _spaced(text: str) -> str:
    """The text in one line, without case."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
