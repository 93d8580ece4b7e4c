"""Letters and addressed envelopes for urgent human-rights appeals: the public API, loaded lazily.

The letters of a case::

    case = load_case(Path("cases/ua-046-19"))
    sender = load_sender(Path("docs/examples/sender.yaml"))
    planned = plan(case, sender, PlanOptions(date=datetime.date(2019, 4, 15)))
    report = write(planned, Path("letters"))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from appealgen.errors import AppealgenError as AppealgenError
    from appealgen.errors import Problem as Problem
    from appealgen.errors import ProblemCode as ProblemCode
    from appealgen.events.assigning import AssignOptions as AssignOptions
    from appealgen.events.assigning import assign as assign
    from appealgen.events.group import plan_group as plan_group
    from appealgen.events.group import signatures_of as signatures_of
    from appealgen.events.group import write_group as write_group
    from appealgen.events.plan import Batch as Batch
    from appealgen.events.plan import plan_batch as plan_batch
    from appealgen.events.run import write_batch as write_batch
    from appealgen.events.signatories import signatories_of as signatories_of
    from appealgen.events.survey import BatchOptions as BatchOptions
    from appealgen.events.survey import survey_batch as survey_batch
    from appealgen.importing.draft import import_document as import_document
    from appealgen.letters.compose import compose as compose
    from appealgen.model.case import Case as Case
    from appealgen.model.document import Envelope as Envelope
    from appealgen.model.document import Letter as Letter
    from appealgen.model.sender import Sender as Sender
    from appealgen.output.report import Report as Report
    from appealgen.planning.plan import Plan as Plan
    from appealgen.planning.plan import PlanOptions as PlanOptions
    from appealgen.reading.case_files import load_case as load_case
    from appealgen.reading.roster import load_roster as load_roster
    from appealgen.reading.sender_files import load_sender as load_sender
    from appealgen.renderers import render as render
    from appealgen.workflows.catalogue import catalogue as catalogue
    from appealgen.workflows.checks import check as check
    from appealgen.workflows.letters import WriteOptions as WriteOptions
    from appealgen.workflows.letters import plan as plan
    from appealgen.workflows.letters import write as write

__version__ = "1.0.0"

_HOME = {
    name: module
    for module, names in {
        "errors": ("AppealgenError", "Problem", "ProblemCode"),
        "events.assigning": ("AssignOptions", "assign"),
        "events.group": ("plan_group", "signatures_of", "write_group"),
        "events.plan": ("Batch", "plan_batch"),
        "events.run": ("write_batch",),
        "events.signatories": ("signatories_of",),
        "events.survey": ("BatchOptions", "survey_batch"),
        "importing.draft": ("import_document",),
        "letters.compose": ("compose",),
        "model.case": ("Case",),
        "model.document": ("Envelope", "Letter"),
        "model.sender": ("Sender",),
        "output.report": ("Report",),
        "planning.plan": ("Plan", "PlanOptions"),
        "reading.case_files": ("load_case",),
        "reading.roster": ("load_roster",),
        "reading.sender_files": ("load_sender",),
        "renderers": ("render",),
        "workflows.catalogue": ("catalogue",),
        "workflows.checks": ("check",),
        "workflows.letters": ("WriteOptions", "plan", "write"),
    }.items()
    for name in names
}
__all__ = list(_HOME)


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(f"appealgen.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(_HOME)
