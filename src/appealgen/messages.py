"""Translatable user messages: English text with its msgid and arguments.

A Message is a `str`: it is compared, written as JSON and kept in a manifest like any text. To show it to a person,
look up its `msgid` in a translation catalogue (GNU gettext) and fill in the same values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from appealgen import limits

_QUOTED = re.compile(r"“(?:\{\{\{\{ )?\{(\w+)\}|\{\{\{\{ \{(\w+)\} \}\}\}\}")
"""Values that a message quotes, in quotation marks or as a placeholder of a letter."""
_WHOLE = frozenset({"file", "folder", "path"})


class Message(str):
    """An English text with its source: `msgid` is the key of the catalogues, `values` fill its `{places}`."""

    msgid: str
    many: str | None
    """The English plural, if the text depends on the number `values["count"]`."""
    values: Mapping[str, Any]


class JoinedMessage(Message):
    """Several texts one after the other, each translated by itself."""

    parts: tuple[str, ...]
    between: str


class LocalizedName(str):
    """A name that needs no catalogue because its translations are data: of a language, a country, a day."""

    in_language: Callable[[str], str]
    """Returns the name in the language of a tag."""


class Quantity(int):
    """A number of things, grouped as each language does: 20,000."""

    def __format__(self, spec: str) -> str:
        """Format as in English."""
        return format(int(self), spec or ",")


def message(msgid: str, /, **values: object) -> Message:
    """Make a message from an English sentence with `{places}`; messages and names among the values translate too."""
    values = _cut(msgid, values)
    return _made(msgid, None, msgid.format_map(values), values)


def nmessage(one: str, many: str, count: int, /, **values: object) -> Message:
    """Make a message about a number of things: `one` for the English singular, `many` otherwise; both use `{count}`."""
    values = {"count": Quantity(count), **_cut(one, values)}
    return _made(one, many, (one if count == 1 else many).format_map(values), values)


def _cut(msgid: str, values: dict[str, object]) -> dict[str, object]:
    """The values, with quoted ones cut to a readable length and lists to what a screen shows."""
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
    """Mark a sentence in a table for extraction into the catalogues; it may have `{places}`."""
    return msgid


def join(parts: Iterable[str], between: str = ", ") -> JoinedMessage:
    """Join messages and other texts."""
    texts = tuple(parts)
    found = JoinedMessage(between.join(texts))
    found.msgid, found.many, found.values, found.parts, found.between = "", None, {}, texts, between
    return found


def named(names: Sequence[str], most: int = 10) -> str:
    """The first of several names: `Anna Example, Bo Sample and 3 more`."""
    listed = ", ".join(names[:most])
    return listed if len(names) <= most else message("{names} and {count} more", names=listed, count=len(names) - most)


def first_few(texts: Sequence[object], most: int = 5) -> str:
    """The first of several numbers or paths: `2, 3, 4, 5, 6 …`."""
    return ", ".join(map(str, texts[:most])) + (" …" if len(texts) > most else "")


def either(texts: Sequence[str]) -> Message:
    """Join one or more alternatives: `A`, `A or B`, `A or B or C`."""
    found = texts[0] if isinstance(texts[0], Message) else untranslated(texts[0])
    for text in texts[1:]:
        found = message("{one} or {other}", one=found, other=text)
    return found


def untranslated(text: str) -> Message:
    """A text of another program or of a file, which no catalogue translates."""
    return join([limits.cut(text, limits.TEXT)])


def restored(text: str) -> Message:
    """A message read back from a file: its text is looked up as a msgid, which finds messages without places."""
    if isinstance(text, Message):
        return text
    return untranslated(text) if "{" in text or "}" in text else message(text)


def localized_name(english: str, in_language: Callable[[str], str]) -> LocalizedName:
    """A name in English, with the function that gives it in another language."""
    found = LocalizedName(english)
    found.in_language = in_language
    return found
