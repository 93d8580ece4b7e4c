"""Letters and addressed envelopes for urgent human-rights appeals: the contract, loaded when it is first used.

case = load_case(Path("cases/ua-046-19"))
sender = load_sender(Path("docs/examples/sender.yaml"))
planned = plan(case, sender, PlanOptions(date=datetime.date(2019, 4, 15)))
report = write(planned, Path("letters"))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from appealgen.errors import AppealgenError, Problem, ProblemCode
    from appealgen.events.plan import Batch, plan_batch
    from appealgen.events.run import write_batch
    from appealgen.events.signatories import signatories_of
    from appealgen.events.survey import BatchOptions, survey_batch
    from appealgen.importing.draft import import_document
    from appealgen.letters.compose import compose
    from appealgen.model.case import Case
    from appealgen.model.document import Envelope, Letter
    from appealgen.model.sender import Sender
    from appealgen.output.report import Report
    from appealgen.planning.plan import Plan, PlanOptions
    from appealgen.reading.case_files import load_case
    from appealgen.reading.roster import load_roster
    from appealgen.reading.sender_files import load_sender
    from appealgen.renderers import render
    from appealgen.workflows.catalogue import catalogue
    from appealgen.workflows.checks import check
    from appealgen.workflows.letters import WriteOptions, plan, write

__version__ = "0.1.0"

_HOME = {
    "AppealgenError": "errors",
    "Batch": "events.plan",
    "BatchOptions": "events.survey",
    "Case": "model.case",
    "Envelope": "model.document",
    "Letter": "model.document",
    "Plan": "planning.plan",
    "PlanOptions": "planning.plan",
    "Problem": "errors",
    "ProblemCode": "errors",
    "Report": "output.report",
    "Sender": "model.sender",
    "WriteOptions": "workflows.letters",
    "catalogue": "workflows.catalogue",
    "check": "workflows.checks",
    "compose": "letters.compose",
    "import_document": "importing.draft",
    "load_case": "reading.case_files",
    "load_roster": "reading.roster",
    "load_sender": "reading.sender_files",
    "plan": "workflows.letters",
    "plan_batch": "events.plan",
    "render": "renderers",
    "signatories_of": "events.signatories",
    "survey_batch": "events.survey",
    "write": "workflows.letters",
    "write_batch": "events.run",
}

__all__ = [
    "AppealgenError",
    "Batch",
    "BatchOptions",
    "Case",
    "Envelope",
    "Letter",
    "Plan",
    "PlanOptions",
    "Problem",
    "ProblemCode",
    "Report",
    "Sender",
    "WriteOptions",
    "catalogue",
    "check",
    "compose",
    "import_document",
    "load_case",
    "load_roster",
    "load_sender",
    "plan",
    "plan_batch",
    "render",
    "signatories_of",
    "survey_batch",
    "write",
    "write_batch",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(f"appealgen.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
