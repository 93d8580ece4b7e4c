"""Letters and addressed envelopes for urgent human-rights appeals: the contract, loaded when it is first used.

case = load_case(Path("cases/ua-046-19"))
sender = load_sender(Path("docs/examples/sender.yaml"))
planned = plan(case, sender, date=datetime.date(2019, 4, 15))
report = write(planned, Path("letters"))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from appealgen.errors import AppealgenError
    from appealgen.importing.draft import import_document
    from appealgen.letters.compose import compose
    from appealgen.model.case import Case
    from appealgen.model.document import Envelope, Letter
    from appealgen.model.sender import Sender
    from appealgen.planning.planner import Plan
    from appealgen.reading.case_files import load_case
    from appealgen.reading.roster import load_roster
    from appealgen.reading.sender_files import load_sender
    from appealgen.renderers import render
    from appealgen.workflows.catalogue import catalogue
    from appealgen.workflows.letters import check, plan, write

__version__ = "0.1.0"

_HOME = {
    "AppealgenError": "errors",
    "Case": "model.case",
    "Envelope": "model.document",
    "Letter": "model.document",
    "Plan": "planning.planner",
    "Sender": "model.sender",
    "catalogue": "workflows.catalogue",
    "check": "workflows.letters",
    "compose": "letters.compose",
    "import_document": "importing.draft",
    "load_case": "reading.case_files",
    "load_roster": "reading.roster",
    "load_sender": "reading.sender_files",
    "plan": "workflows.letters",
    "render": "renderers",
    "write": "workflows.letters",
}

__all__ = [
    "AppealgenError",
    "Case",
    "Envelope",
    "Letter",
    "Plan",
    "Sender",
    "catalogue",
    "check",
    "compose",
    "import_document",
    "load_case",
    "load_roster",
    "load_sender",
    "plan",
    "render",
    "write",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(f"appealgen.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
