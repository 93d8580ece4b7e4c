"""The user's directory of embassies: known embassies, and the changes by an import or a new entry."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appealgen import resources
from appealgen.errors import InputError, MissingError, Problem, ProblemCode
from appealgen.language.locales import iso_countries
from appealgen.language.localized_names import localized_country
from appealgen.messages import Quantity, message
from appealgen.model.case import Embassy, EmbassyList, Target
from appealgen.model.identifiers import Country
from appealgen.output.writer import free_path, replace_all
from appealgen.paths import is_link, is_there, read_file, real
from appealgen.post.territories import state_of
from appealgen.reading.embassies import load_embassies, read_embassy_table
from appealgen.workflows.catalogue import catalogue
from appealgen.workflows.embassy_changes import EmbassyChange, applied, changes_by
from appealgen.yamlfile.reader import MAX_YAML_BYTES
from appealgen.yamlfile.writer import dump_yaml, to_plain

_FOLDER = "embassies"
_HEAD = "# Embassies of {of}, kept by “appealgen embassies”. Nothing of this leaves your machine.\n"


@dataclass(frozen=True)
class KnownEmbassy:
    """A known embassy: the country that it represents, and the case or file that it comes from."""

    of: Country
    embassy: Target
    said_by: str

    def as_json(self) -> dict[str, Any]:
        """Its JSON object."""
        return {"of": self.of, "said_by": self.said_by, **to_plain(self.embassy)}


@dataclass(frozen=True)
class Revision:
    """Changes by country, with the new files and the files as `read`. Showing it is the dry run."""

    changes: Mapping[Country, tuple[EmbassyChange, ...]]
    files: Mapping[Path, bytes]
    read: Mapping[Path, bytes]
    notices: tuple[Problem, ...]

    def as_json(self, state: str) -> dict[str, list[dict[str, Any]]]:
        """Its JSON object; `state` is what became of the files."""
        return {
            "changes": [{"of": of, **change.as_json()} for of, own in self.changes.items() for change in own],
            "notices": [notice.as_json() for notice in self.notices],
            "files": [{"path": str(path), "state": state} for path in self.files],
        }


def entries(roots: tuple[Path, ...] = (), of: str | None = None, host: str | None = None) -> list[KnownEmbassy]:
    """All known embassies by country and host, a case's own before the user's; raises InputError for a broken list."""
    found = [*_of_cases(roots), *_of_lists(roots)]
    chosen = [e for e in found if of in (None, e.of) and host in (None, e.embassy.host)]
    return sorted(chosen, key=lambda entry: (entry.of, entry.embassy.host or ""))


def _of_cases(roots: tuple[Path, ...]) -> Iterator[KnownEmbassy]:
    for case in catalogue(roots).cases:
        for target in case.targets:
            if target.role == "embassy":
                yield KnownEmbassy(case.country, target, case.id)


def _of_lists(roots: tuple[Path, ...]) -> Iterator[KnownEmbassy]:
    seen: set[str] = set()
    for path in resources.each(_FOLDER, "*.yaml", roots):
        if path.name not in seen:
            seen.add(path.name)
            if path.stem not in iso_countries():
                text = message("is not named after the country whose embassies it lists")
                raise InputError(
                    Problem(ProblemCode.FILE_NAME, text, message("for example KZ.yaml, in capitals"), file=str(path))
                )
            for embassy in load_embassies(path):
                yield KnownEmbassy(Country(path.stem), embassy, str(path))


def find_embassy(of: Country, host: Country, roots: tuple[Path, ...] = ()) -> KnownEmbassy:
    """A country's embassy in another: the user's, which letters use unless their case has its own; else a case's.

    A territory without one has that of its state. Raises MissingError with advice if none is known.
    """
    accredited = dict.fromkeys([host, state_of(host)])
    entries_of = [e for e in (*_of_lists(roots), *_of_cases(roots)) if e.of == of]
    known = [e for each in accredited for e in entries_of if e.embassy.host == each]
    if not known:
        text = message("no embassy of {of} in {host} is known", of=localized_country(of), host=localized_country(host))
        hint = message("if you know one: appealgen embassies add --of {of} --host {host}", of=of, host=host)
        raise MissingError(Problem(ProblemCode.NO_EMBASSY, text, hint))
    return known[0]


def imported(table: Path, folder: Path, *, today: datetime.date, of: Country | None = None) -> Revision:
    """Changes to a data directory's lists by a table of embassies; raises InputError with all that is wrong."""
    read = read_embassy_table(table, today=today, of=of)
    return _revision(read.embassies, folder, read.notices)


def added(of: Country, embassy: Embassy, folder: Path) -> Revision:
    """Changes to a list by one embassy; raises MissingError for a country's embassy in itself."""
    if of == embassy.host:
        text = message("a country has no embassy in its own territory: {of}", of=localized_country(of))
        raise MissingError(Problem(ProblemCode.WRONG_VALUE, text, field="host"))
    notices = []
    for entry in _of_cases((folder,)):
        if (entry.of, entry.embassy.host) == (of, embassy.host):
            text = message("letters for {case} use the embassy given in the case itself", case=entry.said_by)
            notices.append(Problem(ProblemCode.GIVEN_BY_CASE, text, case=entry.said_by))
    return _revision({of: (embassy,)}, folder, notices)


def write_revision(revision: Revision) -> None:
    """Write the lists, all or none; raises WriteError, also if one was changed meanwhile."""
    replace_all(revision.files, revision.read)


def _revision(embassies: Mapping[Country, Sequence[Embassy]], folder: Path, notices: Sequence[Problem]) -> Revision:
    changes: dict[Country, tuple[EmbassyChange, ...]] = {}
    files: dict[Path, bytes] = {}
    read: dict[Path, bytes] = {}
    all_notices = list(notices)
    for of, newer in embassies.items():
        path = folder / _FOLDER / f"{of}.yaml"
        path = real(path) if is_link(path) else path
        known = load_embassies(path) if is_there(path) else ()
        read[path] = read_file(path) if is_there(path) else b""
        changes[of] = tuple(changes_by(known, newer))
        now = applied(known, changes[of])
        if now == known:
            continue
        if known and (kept := _with_comments(read[path], _as_file(of, known))):
            before = free_path(path.with_name(f"{path.name}.before"), kept)
            files[before] = kept
            text = message(
                "contains your own comments, which are not carried over; the previous file is kept as {file}",
                file=before.name,
            )
            all_notices.append(Problem(ProblemCode.COMMENTS, text, file=str(path)))
        files[path] = _as_file(of, now)
        if len(files[path]) > MAX_YAML_BYTES:
            text = message(
                "would become larger than {size} bytes and could not be read again", size=Quantity(MAX_YAML_BYTES)
            )
            raise InputError(Problem(ProblemCode.TOO_LARGE, text, message("import fewer embassies"), file=str(path)))
    return Revision(changes, files, read, tuple(all_notices))


def _as_file(of: Country, embassies: tuple[Embassy, ...]) -> bytes:
    return (_HEAD.format(of=of) + dump_yaml(EmbassyList(embassies=embassies))).encode()


def _with_comments(data: bytes, ours: bytes) -> bytes | None:
    """A file, if somebody edited it and it has comments, on lines of their own or at the end of others."""
    head, *lines = data.decode(errors="replace").splitlines()
    if head != ours.decode().partition("\n")[0]:
        lines.insert(0, head)
    return data if data != ours and any(re.search(r"(?:^|\s)#", line) for line in lines) else None
