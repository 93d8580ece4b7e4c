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
    from appealgen.document import Envelope, Letter
    from appealgen.errors import AppealgenError
    from appealgen.letters.compose import compose
    from appealgen.model import Case, Sender
    from appealgen.pipeline import check, plan, write
    from appealgen.planning import Plan
    from appealgen.reading.casefile import load_case
    from appealgen.reading.catalogue import catalogue
    from appealgen.reading.documents.draft import import_document
    from appealgen.reading.roster import load_roster
    from appealgen.reading.senderfile import load_sender
    from appealgen.renderers import render

__version__ = "0.1.0"

_HOME = {
    "AppealgenError": "errors",
    "Case": "model",
    "Envelope": "document",
    "Letter": "document",
    "Plan": "planning",
    "Sender": "model",
    "catalogue": "reading.catalogue",
    "check": "pipeline",
    "compose": "letters.compose",
    "import_document": "reading.documents.draft",
    "load_case": "reading.casefile",
    "load_roster": "reading.roster",
    "load_sender": "reading.senderfile",
    "plan": "pipeline",
    "render": "renderers",
    "write": "pipeline",
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
