"""What a manifest keeps of the people of an event: who they are is hashed, their numbers are given once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from appealgen.output.entries import encode

_LONGEST = 200


class PersonEntry(NamedTuple):
    """A person or a walk-in with letters in an output folder.

    `person` identifies them by name and address; a walk-in has none. `number` is never given again, walk-ins count
    apart. `folder` is as it was named first, `row` that of the last run. `address` is the hash of the address alone,
    `also` are other identities of the same person: a name or an address was corrected. `letters` are the numbers of
    their letters, by `case/target`.
    """

    person: str
    number: int
    folder: str
    row: int | None = None
    address: str = ""
    also: tuple[str, ...] = ()
    letters: Mapping[str, int] = {}

    @property
    def label(self) -> str:
        """The number on their letters: `4`, or `W4` of a walk-in."""
        return str(self.number) if self.person else f"W{self.number}"


@dataclass(frozen=True)
class People:
    """Everybody with letters in an output folder; `key` is that of the hashes, `given` the last number of a person."""

    key: str = ""
    entries: tuple[PersonEntry, ...] = ()
    given: int = 0

    @property
    def json(self) -> str:
        """The JSON object in a manifest, one person on a line; empty for nobody."""
        lines = ",\n".join(encode(entry._asdict()) for entry in self.entries)
        return f'{{"key": {encode(self.key)}, "given": {self.given}, "entries": [\n{lines}\n]}}' if lines else ""

    @property
    def line(self) -> str:
        """The same on one line."""
        return self.json.replace("\n", "")


def people_of(value: Any) -> People | None:
    """A JSON value → people, nobody for None; None for any other value, or one whose folder leads elsewhere."""
    if value is None:
        return People()
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("key"), str)
        or not isinstance(value.get("entries"), list)
    ):
        return None
    entries = [_entry_of(each) for each in value["entries"]]
    known = tuple(entry for entry in entries if entry is not None)
    given = value.get("given")
    if not isinstance(given, int) or len(known) != len(entries):
        return None
    return People(value["key"], known, given)


def _entry_of(value: Any) -> PersonEntry | None:
    if not isinstance(value, dict):
        return None
    texts = [value.get(key) for key in ("person", "folder", "address")]
    number, row, also, letters = (value.get(key) for key in ("number", "row", "also", "letters"))
    if not all(isinstance(text, str) and text.isprintable() and len(text) < _LONGEST for text in texts):
        return None
    person, folder, address = map(str, texts)
    if not folder or folder.startswith(".") or any(sign in folder for sign in '/\\:*?"<>|'):
        return None
    if not isinstance(number, int) or not isinstance(row, int | None):
        return None
    if not isinstance(also, list) or not all(isinstance(each, str) for each in also):
        return None
    if not isinstance(letters, dict) or not all(isinstance(each, int) for each in letters.values()):
        return None
    return PersonEntry(person, number, folder, row, address, tuple(also), letters)
