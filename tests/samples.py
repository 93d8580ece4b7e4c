"""Small invented cases, senders and folders for the tests."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from appealgen.errors import Problem
from appealgen.language.parsing import SCALARS
from appealgen.model.case import Case, ModelLetter
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.output.report import Report
from appealgen.planning.plan import Plan, PlanOptions
from appealgen.reading.roster import Roster
from appealgen.workflows import letters
from appealgen.yamlfile.reader import parse_yaml
from appealgen.yamlfile.scalars import unprintable

CASE = """\
schema: 1
id: ann
ua_number: 1/20
title: A headline
country: KZ
deadline: 2020-03-01
people:
  - name: Ann Example
concerning: A person in custody
demands:
  - id: release
    text: Release Ann Example.
languages: [en]
targets:
  - id: minister
    office: Minister of Justice
    address: [1 Street, Town]
sources: [made up]
"""
LETTER = "I am writing about {{ person }}.\n\n**Please release her.**\n"
DATE = datetime.date(2020, 2, 1)
PROJECT = Path(__file__).parents[1]

_characters = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\t\n")
printable = st.text(_characters, max_size=40).filter(lambda text: unprintable(text) is None)
line = printable.map(lambda text: " ".join(text.split())).filter(bool)


@dataclass
class Ran:
    """Result of a run of the command line."""

    code: int
    out: str
    err: str


def write_files(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


def tiny_case(*changes: tuple[str, str], letters: Mapping[str, str] | None = None, reviewed: bool = True) -> Case:
    """The sample case with texts of its file replaced, and with model letters."""
    text = CASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    given = {"en": LETTER} if letters is None else letters
    models = {Tag(tag): ModelLetter(Tag(tag), body, f"letter.{tag}.md", 1, reviewed) for tag, body in given.items()}
    case = parse_yaml(text, Case, SCALARS, file="case.yaml")
    return replace(case, letters=models, file="case.yaml")


def someone(**changes: Any) -> Sender:
    given: dict[str, Any] = {
        "name": "Alex Example",
        "address": ("12 Sample Street", "Anytown"),
        "country": Country("GB"),
        "reads": (Tag("en"),),
    }
    return Sender(**given | changes)


def plan_for(case: Case, sender: Sender, *, roots: tuple[Path, ...] = (), **asked: Any) -> Plan:
    """Plan a sender's letters; `asked` are fields of PlanOptions."""
    return letters.plan(case, sender, plan_options(**asked), roots)


def plan_options(*, to: Sequence[str] = (), **asked: Any) -> PlanOptions:
    return PlanOptions(to=tuple(to), **asked)


def write_plan(plan: Plan, out: Path, *, roots: tuple[Path, ...] = (), **how: Any) -> Report:
    """Write a plan; `how` are fields of WriteOptions."""
    return letters.write(plan, out, letters.WriteOptions(**how), roots)


def noticed(roster: Roster) -> list[Problem]:
    """The notices of a roster, but for those about the form of addresses: most of the tests' are short."""
    return [notice for notice in roster.notices if notice.code not in ("no-postcode", "one-line")]
