"""What is said to a person, in English, with what it was made of, so that it can be said in another language too.

A Message is its English text: it is compared, written as JSON and kept in a manifest as any text is. Who shows it to
a person looks its `msgid` up in a catalogue of translations (GNU gettext) and fills in the same values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from appealgen import limits

_QUOTED = re.compile(r"“(?:\{\{\{\{ )?\{(\w+)\}|\{\{\{\{ \{(\w+)\} \}\}\}\}")
"""Values that a sentence quotes, between quotation marks or as a placeholder of a letter."""
_WHOLE = frozenset({"file", "folder", "path"})


class Message(str):
    """A text in English and where it comes from: `msgid` is looked up, `values` stand in its `{places}`."""

    msgid: str
    many: str | None
    """The English plural, where the text depends on the number `values["count"]`."""
    values: Mapping[str, Any]


class JoinedMessage(Message):
    """Texts one after the other, each said in its own way."""

    parts: tuple[str, ...]
    between: str


class LocalizedName(str):
    """A name that is not translated by a catalogue but known in many languages: of a language, a country, a day."""

    in_language: Callable[[str], str]
    """The name in the language of a tag."""


class Quantity(int):
    """A number of things, which each language groups in its own way: 20,000."""

    def __format__(self, spec: str) -> str:
        """As English has it."""
        return format(int(self), spec or ",")


def message(msgid: str, /, **values: object) -> Message:
    """A message from an English sentence with `{places}` for the values; their own languages follow the reader's."""
    values = _cut(msgid, values)
    return _made(msgid, None, msgid.format_map(values), values)


def nmessage(one: str, many: str, count: int, /, **values: object) -> Message:
    """A message about a number of things: `one` where English says so of the count, which both call `{count}`."""
    values = {"count": Quantity(count), **_cut(one, values)}
    return _made(one, many, (one if count == 1 else many).format_map(values), values)


def _cut(msgid: str, values: dict[str, object]) -> dict[str, object]:
    """The values, those that are quoted cut at a length that a line can hold, and lists at one that a screen can."""
    for name, value in values.items():
        if isinstance(value, str) and len(value) > limits.QUOTED and not isinstance(value, Message):
            limit = limits.QUOTED if name in _quoted(msgid) - _WHOLE else limits.TEXT
            values[name] = value if len(value) <= limit else limits.cut(value, limit)
    return values


@lru_cache(maxsize=1024)
def _quoted(msgid: str) -> frozenset[str]:
    return frozenset(name for names in _QUOTED.findall(msgid) for name in names if name)


def _made(msgid: str, many: str | None, text: str, values: Mapping[str, Any]) -> Message:
    result = Message(text)
    result.msgid, result.many, result.values = msgid, many, values
    return result


def gettext_noop(msgid: str, /) -> str:
    """A sentence with `{places}` for a table: it is found for the catalogues."""
    return msgid


def join(parts: Iterable[str], between: str = ", ") -> JoinedMessage:
    """Messages and other texts one after the other."""
    texts = tuple(parts)
    found = JoinedMessage(between.join(texts))
    found.msgid, found.many, found.values, found.parts, found.between = "", None, {}, texts, between
    return found


def either(texts: Sequence[str]) -> Message:
    """One of several texts, of which there is at least one: `A`, `A or B`, `A or B or C`."""
    found = untranslated(texts[0])
    for text in texts[1:]:
        found = message("{one} or {other}", one=found, other=text)
    return found


def untranslated(text: str) -> Message:
    """The words of another program or of a file, which no catalogue has."""
    return join([limits.cut(text, limits.TEXT)])


def restored(text: str) -> Message:
    """A message, also where a file has kept it: then it is looked up as it stands, which finds those without places."""
    if isinstance(text, Message):
        return text
    return untranslated(text) if "{" in text or "}" in text else message(text)


def localized_name(english: str, in_language: Callable[[str], str]) -> LocalizedName:
    """A name as English has it, and what gives it in another language."""
    found = LocalizedName(english)
    found.in_language = in_language
    return found
