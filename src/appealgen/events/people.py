"""Who is who in an event: people are known by name and address, whatever their row in the roster of a run."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from appealgen.events.corrections import TOLD_APART, Correction, Recognized, Same, corrections, joined, kept_folder
from appealgen.events.plan import Batch
from appealgen.events.signatories import Signatory
from appealgen.model.identifiers import is_reserved, same_spelling
from appealgen.output.entries import OF_ONE_LETTER
from appealgen.output.manifest import Manifest
from appealgen.output.people import People, PersonEntry

_WITH_ROW = re.compile(r"(\d{4,})-(.+)")
"""The folder of a person in earlier versions: row and name."""
OF_WALK_IN = re.compile(r"walk-in-(\d+)")
"""The folder of a walk-in, which nobody on the roster has."""


class Identified(NamedTuple):
    """A batch in which everybody has a folder, and their letters numbers; and everybody known to the output folder.

    `corrections` may be people of earlier runs, with a corrected name or address; `corrected` are the folders of those
    who are, as this run says first; `moved` are folders that people have left.
    """

    batch: Batch
    people: People
    corrections: tuple[Correction, ...] = ()
    corrected: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()


class _Identity(NamedTuple):
    """Hashes of name and address, and of the address alone; empty for a walk-in."""

    person: str = ""
    address: str = ""


def identified(batch: Batch, manifest: Manifest, same: Sequence[Same] = ()) -> Identified:
    """The batch with the folders and numbers of its people: those that they have in the manifest, or new ones.

    `same` are corrected people. Only people with letters are numbered, so that the piles have no gaps. Raises
    MissingError if somebody in `same` is not known, or not on the roster.
    """
    batch = replace(batch, signatories=_walk_ins_apart(batch, manifest))
    key, identities = _identities(batch.signatories, manifest.people.key)
    known = _recognized(batch.signatories, identities, manifest.people)
    folders = _folders(batch.signatories, identities, known, manifest)
    who = [
        Recognized(signatory._replace(folder=folder, person=identity.person), identity.address, entry)
        for signatory, folder, identity, entry in zip(batch.signatories, folders, identities, known, strict=True)
    ]
    who = joined(who, manifest.people, same) if same else who
    people, given = _numbered(batch, who, manifest.people.given)
    now = {entry.folder: entry for _, entry in people if entry is not None}
    had = (*known, *(each.entry for each in who))
    moved = frozenset(entry.folder for entry in had if entry is not None) - now.keys()
    entries = {entry.folder: entry for entry in manifest.people.entries if entry.folder not in moved} | now
    signatories = tuple(
        signatory._replace(person=entry.person, number=entry.label, letters=entry.letters) if entry else signatory
        for signatory, entry in people
    )
    corrected = frozenset(
        after.entry.folder for before, after in zip(known, who, strict=True) if after.entry and after.entry != before
    )
    known_now = People(key, tuple(entries.values()), given)
    return Identified(
        replace(batch, signatories=signatories),
        known_now,
        corrections(who, manifest.people, batch.unread.values()),
        corrected,
        moved,
    )


def _walk_ins_apart(batch: Batch, manifest: Manifest) -> tuple[Signatory, ...]:
    """The signatories, walk-ins with folders that have no letter of theirs in another language: its mark is taken."""
    earlier: dict[str, dict[str, str]] = {}
    if all(each.row for each in batch.signatories):
        return batch.signatories
    for entry in manifest.entries.values():
        if entry.kind == "letter" and entry.path.count("/") == 2:
            earlier.setdefault(entry.path.split("/")[1], {})[f"{entry.case}/{entry.target}"] = entry.language
    numbers, signatories = count(1), []
    for each in batch.signatories:
        folder = each.folder
        if each.row is None:
            own = _planned(batch, each)
            folders = (f"walk-in-{number:03d}" for number in numbers)
            folder = next(f for f in folders if all(earlier.get(f, {}).get(k, tag) == tag for k, tag in own.items()))
        signatories.append(each._replace(folder=folder))
    return tuple(signatories)


def _identities(signatories: Sequence[Signatory], key: str) -> tuple[str, list[_Identity]]:
    """Everybody's hashes, and their key.

    A new key is made from the roster itself: so a run has the same results elsewhere, and only somebody who has the
    roster can tell who is who. Rows with the same name and address are told apart by their order.
    """
    seen: Counter[str] = Counter()
    texts = []
    for signatory in signatories:
        name, address = same_spelling(signatory.listed.name), same_spelling("".join(signatory.listed.address))
        text = f"{name}\n{address}"
        seen[text] += 1
        texts.append((f"{text}\n{seen[text]}" if seen[text] > 1 else text, address) if signatory.row else None)
    if not key and any(texts):
        key = hashlib.sha256("\n\n".join(sorted(text[0] for text in texts if text)).encode()).hexdigest()[:32]
    secret = key.encode()

    def hashed(text: str) -> str:
        return hmac.digest(secret, text.encode(), "sha256").hex()[: TOLD_APART[-1]]

    return key, [
        _Identity(hashed(each[0]), hashed(each[1]) if each[1] else "") if each else _Identity() for each in texts
    ]


def _recognized(
    signatories: Sequence[Signatory], identities: Sequence[_Identity], people: People
) -> list[PersonEntry | None]:
    """The entry of each signatory: by their own identity, or by one of an entry that nobody else has."""
    own = {entry.person or entry.folder: entry for entry in people.entries}
    found = [own.get(i.person or s.folder) for s, i in zip(signatories, identities, strict=True)]
    taken = {entry.folder for entry in found if entry is not None}
    other = {also: entry for entry in people.entries for also in entry.also if entry.folder not in taken}
    for number, identity in enumerate(identities):
        if found[number] is None and (entry := other.get(identity.person)) is not None and entry.folder not in taken:
            found[number] = entry
            taken.add(entry.folder)
    return found


def _folders(
    signatories: Sequence[Signatory],
    identities: Sequence[_Identity],
    known: Sequence[PersonEntry | None],
    manifest: Manifest,
) -> list[str]:
    """The folder of each signatory: that of their entry or of an earlier version, or one that nobody else has.

    Those who do not sign in full have no folder with their name, also none that they had before.
    """
    kept = [kept_folder(signatory, entry) for signatory, entry in zip(signatories, known, strict=True)]
    if all(kept):
        return kept
    new = [each.by_name for each, folder in zip(signatories, kept, strict=True) if not folder and each.row]
    wanted, earlier = Counter(new), _earlier(manifest)
    taken = {entry.folder for entry in manifest.people.entries}
    taken |= {folder for by_row in earlier.values() for folder in by_row.values()}
    folders = []
    for signatory, identity, own in zip(signatories, identities, kept, strict=True):
        folder, in_full = own or signatory.folder, signatory.listed.sign == "full"
        if not own and signatory.row is not None:
            name = signatory.by_name
            adopted = _adopted(signatory.row, earlier.get(name, {}), wanted[name]) if in_full else None
            folder = adopted or _free(name, identity.person, taken, alone=in_full and wanted[name] == 1)
        taken.add(folder)
        folders.append(folder)
    return folders


def _earlier(manifest: Manifest) -> dict[str, dict[int, str]]:
    """The folders that earlier versions named by row and name: name → row → folder."""
    known = {entry.folder for entry in manifest.people.entries}
    folders = {
        path[1]
        for entry in manifest.entries.values()
        if entry.kind in OF_ONE_LETTER and not entry.person and len(path := entry.path.split("/")) == 3
    }
    found: dict[str, dict[int, str]] = {}
    for folder in sorted(folders - known):
        if match := _WITH_ROW.fullmatch(folder):
            found.setdefault(match[2], {})[int(match[1])] = folder
    return found


def _adopted(row: int, earlier: dict[int, str], wanted: int) -> str | None:
    """The folder of an earlier version for somebody: that of their row, or the only one if only they have the name."""
    if row in earlier:
        return earlier.pop(row)
    return earlier.popitem()[1] if len(earlier) == wanted == 1 else None


def _free(name: str, person: str, taken: Collection[str], *, alone: bool) -> str:
    """The name as a folder; with signs of the person if somebody else has it, or if it is not one for a folder."""
    if alone and name and name not in taken and not is_reserved(name) and not OF_WALK_IN.fullmatch(name):
        return name
    told_apart = (f"{name}-{person[:signs]}".strip("-") for signs in TOLD_APART)
    return next((folder for folder in told_apart if folder not in taken), f"{name}-{person}")


def _numbered(
    batch: Batch, who: Sequence[Recognized], given: int
) -> tuple[list[tuple[Signatory, PersonEntry | None]], int]:
    """Everybody's entry as it is now, None for new people without letters; and the last number of a person."""
    numbered: dict[tuple[object, ...], Mapping[str, int]] = {}
    people: list[tuple[Signatory, PersonEntry | None]] = []
    for signatory, address, earlier in who:
        like = (signatory.group, signatory.cases)
        if earlier is None and like not in numbered:
            numbered[like] = _letters(batch, signatory, {})
        letters = numbered[like] if earlier is None else _letters(batch, signatory, earlier.letters)
        if earlier is None and not letters:
            people.append((signatory, None))
            continue
        walk_in = OF_WALK_IN.fullmatch(signatory.folder) if signatory.row is None else None
        given += earlier is None and walk_in is None
        entry = earlier or PersonEntry(signatory.person, int(walk_in[1]) if walk_in else given, signatory.folder)
        people.append(
            (signatory, entry._replace(folder=signatory.folder, row=signatory.row, address=address, letters=letters))
        )
    return people, given


def _letters(batch: Batch, signatory: Signatory, before: Mapping[str, int]) -> Mapping[str, int]:
    """The numbers of somebody's letters, by case and target: those that they have, then new ones in order."""
    new = [key for key in _planned(batch, signatory) if key not in before]
    last = max(before.values(), default=0)
    return {**before, **{key: number for number, key in enumerate(new, last + 1)}} if new else before


def _planned(batch: Batch, signatory: Signatory) -> Mapping[str, str]:
    """The languages of somebody's letters, by case and target."""
    cases = [case for case in batch.cases if signatory.writes_for(case)]
    prepared = (each.category for case in cases for each in batch.prepared.get((case.id, signatory.group), ()))
    return {f"{category.case}/{category.target}": category.language for category in prepared}
