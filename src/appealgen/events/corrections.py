"""Corrected names and addresses: somebody new on the roster who may be somebody of an earlier run."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from appealgen.errors import MissingError, Problem, ProblemCode, WrongValueError, did_you_mean
from appealgen.events.signatories import Signatory, folder_of, name_of_folder
from appealgen.messages import Message, message
from appealgen.output.people import People, PersonEntry
from appealgen.post.signing import initials
from appealgen.reading.roster import UnreadRow

Same = tuple[str, str]
"""A correction that is true: the folder of somebody of an earlier run, and the one that they would have now."""
TOLD_APART = (4, 8, 12)
"""Signs of a person's hash in the name of a folder."""
_NEAR = 0.75
"""Names with this ratio of letters in common are nearly the same."""
_MARKS = re.compile(r"^\d{4,}-|-[0-9a-f]{4,12}$")
"""What a folder has besides a name: the row in earlier versions, signs that tell people of one name apart."""


class Recognized(NamedTuple):
    """A signatory with their folder and the hash of their address, and their entry if an earlier run made one."""

    signatory: Signatory
    address: str
    entry: PersonEntry | None


class Correction(NamedTuple):
    """Somebody of an earlier run who is no longer on the roster, and somebody new who may be the same person."""

    earlier: PersonEntry
    now: Signatory

    @property
    def same(self) -> Same:
        """What to say if they are."""
        return self.earlier.folder, self.now.folder

    @property
    def notice(self) -> Problem:
        """The notice about both."""
        earlier, now = self.same
        text = message("“{new}” may be “{earlier}” of an earlier run, corrected", new=now, earlier=earlier)
        hint = message(
            "if they are one person, --same {earlier}={new} keeps folder, number and marks", earlier=earlier, new=now
        )
        return Problem(ProblemCode.CORRECTED, text, hint, row=self.now.row)


def kept_folder(signatory: Signatory, entry: PersonEntry | None) -> str:
    """The folder of an entry; empty without one, and if it has the name of somebody who does not sign in full."""
    if entry is None:
        return ""
    listed, name = signatory.listed, folder_of(signatory.listed.name)
    if listed.sign == "full":
        return entry.folder
    is_hashed = entry.folder.endswith(tuple(entry.person[:signs] for signs in TOLD_APART))
    is_named = name != folder_of(name_of_folder(listed)) and f"-{name}-" in f"-{entry.folder}-"
    return entry.folder if is_hashed and not is_named else ""


def parse_same(text: str) -> Same:
    """Parse `OLD=NEW`, two names or folders, to folders; raises WrongValueError."""
    earlier, now = (folder_of(name) for name in text.partition("=")[::2])
    if not earlier or not now:
        hint = message("give two names or folders: anna-exampel=anna-example")
        raise WrongValueError(message("“{text}” does not name two people", text=text), hint)
    return earlier, now


def corrections(
    who: Sequence[Recognized], people: People, unread: Collection[UnreadRow] = ()
) -> tuple[Correction, ...]:
    """Whoever is new and has the row, the address or the very name of somebody absent, and nearly the same name.

    Nobody is absent who may be in a row that is `unread`.
    """
    there = {each.entry.folder for each in who if each.entry is not None}
    absent = [entry for entry in people.entries if entry.person and entry.folder not in there]
    left = in_unread({entry.folder for entry in absent}, unread)
    absent = [entry for entry in absent if entry.folder not in left]
    if not absent:
        return ()
    places: dict[object, list[PersonEntry]] = {}
    for entry in absent:
        for place in _places(entry.row, entry.address, _MARKS.sub("", entry.folder)):
            places.setdefault(place, []).append(entry)
    found, used = [], set[str]()
    for each in who:
        if each.entry is not None or each.signatory.row is None:
            continue
        if near := [entry for entry in _near(each, places) if entry.folder not in used]:
            best = max(near, key=near.count)
            used.add(best.folder)
            found.append(Correction(best, each.signatory))
    return tuple(found)


def _near(each: Recognized, places: Mapping[object, Sequence[PersonEntry]]) -> list[PersonEntry]:
    """Entries that somebody may have had; of those who do not sign in full only the address can be compared."""
    if each.signatory.listed.sign != "full":
        return list(places.get(("address", each.address), ()))
    name = each.signatory.by_name
    found = (entry for place in _places(each.signatory.row, each.address, name) for entry in places.get(place, ()))
    return [entry for entry in found if _is_near(entry.folder, name)]


def joined(who: Sequence[Recognized], people: People, same: Sequence[Same]) -> list[Recognized]:
    """The signatories, with the entries of those who are somebody of an earlier run; raises MissingError."""
    entries = {entry.folder: entry for entry in people.entries if entry.person}
    found, problems = list(who), []
    for earlier, now in same:
        holder = next((each for each in found if each.signatory.folder == earlier and each.entry is not None), None)
        number = next((n for n, each in enumerate(found) if each.signatory.row and each.signatory.folder == now), None)
        if holder is not None and _was_joined(holder, now):
            continue
        if earlier not in entries:
            text = message("nobody of an earlier run has the folder “{folder}”", folder=earlier)
            problems.append(_unknown(text, earlier, list(entries)))
        elif holder is not None:
            text = message("“{folder}” is still on the roster", folder=earlier)
            problems.append(_unknown(text, "", ()))
        elif number is None and now in [each.signatory.folder for each in who]:
            text = message("“{folder}” is already somebody else in another --same", folder=now)
            problems.append(_unknown(text, "", ()))
        elif number is None:
            text = message("nobody on the roster has the folder “{folder}”", folder=now)
            problems.append(_unknown(text, now, [each.signatory.folder for each in who]))
        else:
            found[number] = _merged(found[number], entries[earlier])
    if problems:
        raise MissingError(problems)
    return found


def _was_joined(holder: Recognized, now: str) -> bool:
    """Whether an earlier run knew it already: the entry has the name of now, and another identity at first."""
    is_other = holder.entry is not None and holder.entry.person != holder.signatory.person
    return is_other and _MARKS.sub("", now) == holder.signatory.by_name


def _merged(now: Recognized, earlier: PersonEntry) -> Recognized:
    """Somebody as the person of an earlier run; a run in between may have given them an entry of their own."""
    own = (now.entry.person, *now.entry.also) if now.entry is not None else ()
    also = tuple(dict.fromkeys((*earlier.also, *own, now.signatory.person)))
    folder = kept_folder(now.signatory, earlier) or now.signatory.folder
    return now._replace(signatory=now.signatory._replace(folder=folder), entry=earlier._replace(also=also))


def _unknown(text: Message, word: str, known: Sequence[str]) -> Problem:
    hint = did_you_mean(word, known) if known else None
    return Problem(ProblemCode.UNKNOWN_PERSON, text, hint, field="same")


def _places(row: int | None, address: str, name: str) -> Iterator[object]:
    """Where two entries may be alike, apart from a name that is nearly the same."""
    yield row
    if address:
        yield "address", address
    yield "name", name


def in_unread(folders: Collection[str], unread: Iterable[UnreadRow]) -> set[str]:
    """The folders of those who may be in rows that cannot be read.

    They have the name, or the initials or the town that some show instead; if nobody has, nearly the same name.
    """
    found = set[str]()
    for row in unread if folders else ():
        if name := folder_of(row.name):
            shown = name, folder_of(initials(row.name)), folder_of(row.town)
            same = {folder for folder in folders if _MARKS.sub("", folder) in shown}
            found |= same or {folder for folder in folders if _is_near(folder, name)}
    return found


def _is_near(folder: str, name: str) -> bool:
    """Whether a folder is that of nearly the same name: a few letters differ, or one has a word more."""
    from difflib import SequenceMatcher

    earlier = _MARKS.sub("", folder)
    words, others = set(earlier.split("-")), set(name.split("-"))
    return words <= others or others <= words or SequenceMatcher(None, earlier, name).ratio() >= _NEAR
