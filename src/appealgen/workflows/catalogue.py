"""The catalogue: all cases, a case by any of its names, and a case as JSON."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from appealgen import resources
from appealgen.errors import InputError, MissingError, Problem, ProblemCode, did_you_mean, meant
from appealgen.language.localized import texts_of
from appealgen.messages import Message, join, message
from appealgen.model.case import Case
from appealgen.model.identifiers import match_ua_number
from appealgen.paths import is_file, is_folder, real
from appealgen.planning.status import status_at
from appealgen.reading.case_files import load_case
from appealgen.yamlfile.writer import to_plain


@dataclass(frozen=True)
class Catalogue:
    """The readable cases by id, and the problems of the others."""

    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]


def catalogue(roots: Sequence[Path] = ()) -> Catalogue:
    """Every case under `cases/` of the roots and the bundled data; of two with one id the first counts."""
    cases: dict[str, Case] = {}
    problems: list[Problem] = []
    for path in resources.each("cases", "*/case.yaml", roots):
        try:
            case = load_case(path)
            cases.setdefault(case.id, case)
        except InputError as error:
            problems += error.problems
    return Catalogue(tuple(cases[i] for i in sorted(cases)), tuple(problems))


def find_case(name: str, roots: Sequence[Path] = ()) -> Case:
    """The case called `name`.

    A name is an id, any printed form of the case's number, a case folder, a word of a person's name, or an Urgent
    Action document. Raises MissingError when none or several fit, InputError when the case is broken, DocumentError
    for a file that is no Urgent Action, and for a web address.
    """
    plain = len(name) < 100 and name.replace("-", "").isalnum()
    if plain and (folder := resources.find(f"cases/{name}", roots)) is not None and is_file(folder / "case.yaml"):
        return load_case(folder)
    path = Path(name)
    if is_file(path / "case.yaml") or path.name == "case.yaml" or (not plain and is_folder(path)):
        return load_case(path)
    if is_file(path) or "://" in name:
        return _in_document(name, roots)
    at_hand = catalogue(roots)
    exact = [case for case in at_hand.cases if case.id == name]
    matches = exact or _by_number(name, at_hand.cases) or [case for case in at_hand.cases if _says(case, name)]
    if len(matches) == 1:
        return matches[0]
    if matches:
        text = message(
            "“{name}” matches several cases: {cases}", name=name, cases=", ".join(case.id for case in matches)
        )
        raise MissingError(Problem(ProblemCode.AMBIGUOUS_CASE, text, message("give one of these ids")))
    raise MissingError(_unknown_case(name, at_hand))


def _unknown_case(name: str, at_hand: Catalogue) -> Problem:
    """Problem of an unknown name, with the nearest id or person and the files that could not be read."""
    path = Path(name)
    if path.suffix[1:].isalpha() or (len(path.parts) > 1 and match_ua_number(name) is None):
        hint = message("it is looked for in {folder}", folder=real(path.parent))
        return Problem(ProblemCode.UNKNOWN_CASE, message("there is no file “{name}”", name=name), hint)
    ids = [case.id for case in at_hand.cases]
    guess = _person_meant(name, at_hand.cases) if meant(name, ids) is None else None
    guess = guess or did_you_mean(name, ids)
    hint = join([guess, message("“appealgen cases” lists them all")], " " if guess.endswith("?") else "; ")
    if at_hand.problems:
        files = ", ".join(sorted({problem.file or "" for problem in at_hand.problems}))
        hint = join([hint, message("not readable: {files}", files=files)], "; ")
    return Problem(ProblemCode.UNKNOWN_CASE, message("there is no case “{name}”", name=name), hint)


def _person_meant(name: str, cases: Sequence[Case]) -> Message | None:
    """Hint that names the case of a person with nearly this name, or this word in their name."""
    names = {
        _folded(words).strip(): (case.id, words)
        for case in cases
        for person in case.people
        for text in texts_of(person.name)
        for words in (*text.split(), text)
    }
    match = meant(_folded(name).strip(), list(names))
    if match is None:
        return None
    case_id, words = names[match]
    return message("did you mean {case} ({person})?", case=case_id, person=words)


def find_cases(names: Sequence[str], roots: Sequence[Path] = ()) -> list[Case]:
    """The cases by any of their names, each once; raises MissingError with all unknown names."""
    cases: dict[str, Case] = {}
    problems: list[Problem] = []
    for name in names:
        try:
            case = find_case(name, roots)
        except MissingError as error:
            problems += error.problems
            continue
        cases.setdefault(str(real(Path(case.file))), case)
    if problems:
        raise MissingError(problems)
    return list(cases.values())


def case_json(case: Case, date: datetime.date) -> dict[str, Any]:
    """A case at a date as JSON; each doubt has a `grave` key, even if its file omits it."""
    status = status_at(case, date)
    return {
        "case": to_plain(case) | {"schema": case.schema},
        "letters": {tag: letter.text for tag, letter in case.letters.items()},
        "status": status.state,
        "days_left": status.days_left,
        "doubts": [to_plain(doubt) | {"grave": doubt.grave} for doubt in case.unsettled],
    }


def _in_document(name: str, roots: Sequence[Path]) -> Case:
    """The case in a document, updated from the known cases: its number, updates, a closure."""
    from appealgen.importing.draft import import_document
    from appealgen.importing.files.reader import refuse_address
    from appealgen.importing.merge import add_known_facts

    refuse_address(name)
    draft = import_document(Path(name), name=name, roots=roots)
    return add_known_facts(draft, catalogue(roots).cases)


def _by_number(name: str, cases: Sequence[Case]) -> list[Case]:
    """Cases whose number matches `046/19`, `UA 46/19`, `ua-46-19` or the number of one of their updates."""
    words = name.strip()
    parts = words.split("-")
    if len(parts) == 2 and words.replace("-", "").isdecimal():
        words = "/".join(parts)
    if len(parts) in (3, 4) and parts[0].isalpha():
        words = f"{parts[0]} {parts[1]}/{'-'.join(parts[2:])}"
    if (number := match_ua_number(words)) is None:
        return []
    wanted = number.split("-")[0]
    return [case for case in cases if case.ua_number and case.ua_number.split("-")[0] == wanted]


def _says(case: Case, name: str) -> bool:
    """Whether every word of `name` is a word of one person's name."""
    wanted = set(_folded(name).split())
    names = (text for person in case.people for text in texts_of(person.name))
    return bool(wanted) and any(wanted <= set(_folded(text).split()) for text in names)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    return "".join(c if c.isalnum() else " " for c in plain)
