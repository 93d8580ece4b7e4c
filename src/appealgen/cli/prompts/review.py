"""Review of a draft: each doubt beside the document, to edit, accept or skip."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from appealgen.cli.console import ask, ask_step, say, show_beside, styled, tell, wrapped
from appealgen.cli.i18n import _, colon, translate
from appealgen.errors import InputError
from appealgen.importing.editing import Numbered, is_list, text_at, with_text_at
from appealgen.importing.field_names import evidence_names, field_name
from appealgen.messages import restored
from appealgen.model.case import Case, Doubt

_AROUND = 2
_BESIDE = 70
"""Characters shown of the lines around the line of a doubt."""
_LONGEST = 400
"""Characters shown of the draft's text."""


def review(
    case: Case, lines_of: Callable[[Doubt], Numbered], evidence: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> Case:
    """Go through the doubts with the user; returns the case without the resolved ones.

    `lines_of` returns the lines of the document for a doubt, `evidence` has the evidence for fields.
    """
    doubts = list(case.unsettled)
    left: list[Doubt] = []
    for number, doubt in enumerate(doubts, 1):
        heading = _("Doubt {number} of {last}", number=number, last=len(doubts))
        _show(case, doubt, lines_of(doubt), heading, translate(evidence_names(evidence, doubt.field)))
        edited = None
        try:
            if (answer := _answer()) == "edit":
                edited = _edited(case, doubt.field)
        except KeyboardInterrupt:  # keep the doubts resolved so far
            say()
            answer = "quit"
        if answer == "quit":
            left += doubts[number - 1 :]
            break
        case = edited or case
        if edited is None and answer != "accept":
            left.append(doubt)
    return case.with_doubts(left)


def _answer() -> str:
    """Ask what to do with a doubt: accept, edit, skip, or stop."""
    return ask_step({"accept": _("[a]ccept"), "edit": _("[e]dit"), "skip": _("[s]kip"), "quit": _("[q]uit")}, "skip")


def _show(case: Case, doubt: Doubt, lines: Numbered, heading: str, evidence: str) -> None:
    """Show the doubt, the draft's text and its evidence, and the lines of the document around it."""
    weight = "" if doubt.grave else styled(f" {_('(not needed for a letter)')}", "dim")
    say()
    say(styled(f"{heading}{colon()} {translate(field_name(case, doubt.field))}", "bold") + weight)
    say(wrapped(f"  {translate(restored(doubt.message))}"))
    said = _beginning(text_at(case, doubt.field), _LONGEST)
    draft = f"{_('the draft says:')}\n{said}" if said else _("the draft says nothing")
    draft += f"\n{_('evidence: {evidence}', evidence=evidence)}" if said and evidence else ""
    around = [(number, text) for number, text in lines if doubt.line and abs(number - doubt.line) <= _AROUND and text]
    source = "\n".join(
        f"{number:4}> {text}" if number == doubt.line else f"{number:4}  {_beginning(text, _BESIDE)}"
        for number, text in around
    )
    if source:
        show_beside((_("DRAFT"), draft), (_("DOCUMENT"), source))
    else:
        say(wrapped(f"  {draft}"))


def _beginning(text: str, longest: int) -> str:
    return text if len(text) < longest else f"{text[:longest]} …"


def _edited(case: Case, field: str) -> Case | None:
    """The case with the user's new text; None if they give none, or for a whole letter."""
    if field.startswith("letters."):
        say(wrapped(_("  edit the letter in its file once it is written; the doubt remains until then")))
        return None
    while text := _lines_asked() if is_list(field) else ask(_("  What it should say (Enter: no change)")):
        try:
            return with_text_at(case, field, text)
        except InputError as error:
            for problem in error.problems:
                tell(problem, _("error"), "red")
    return None


def _lines_asked() -> str:
    say(_("  One line at a time; an empty line ends:"))
    lines: list[str] = []
    while line := ask("  "):
        lines.append(line)
    return "\n".join(lines)
