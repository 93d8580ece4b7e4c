"""The review of a draft: doubt by doubt, the draft beside its document, with edit, accept, skip."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from appealgen.cli import terminal
from appealgen.errors import InputError
from appealgen.language.locales import SCALARS
from appealgen.model import Case, Doubt, Tag
from appealgen.yamlfile import dump, loads, to_plain

if TYPE_CHECKING:
    from appealgen.reading.documents.lines import Document

_AROUND = 2
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_LISTS = ("address", "email", "languages", "follow")


def review(case: Case, document: Document) -> Case:
    """Go through the doubts with the person; gives the case without those that were settled."""
    doubts = list(case.unsettled)
    left: list[Doubt] = []
    for number, doubt in enumerate(doubts, 1):
        _show(case, doubt, document, f"Doubt {number} of {len(doubts)}")
        answer = terminal.ask_which(
            "Your answer", (("accept", "it is right as it stands"), ("edit", "say it otherwise"),
                            ("skip", "leave the doubt for later"), ("stop", "leave all others too")), "skip",
            otherwise=lambda text: {"a": "accept", "e": "edit", "s": "skip", "q": "stop"}.get(text[:1].lower()),
        )  # fmt: skip
        if answer == "stop":
            left += doubts[number - 1 :]
            break
        edited = _edited(case, doubt) if answer == "edit" else None
        if edited is not None:
            case = edited
        elif answer != "accept":
            left.append(doubt)
    return replace(case, doubts=tuple(left), draft=bool(left))


def _show(case: Case, doubt: Doubt, document: Document, heading: str) -> None:
    """The doubt, what the draft says there, and the lines of the document around it."""
    weight = "" if doubt.grave else terminal.styled(" (a letter can do without it)", "dim")
    terminal.say()
    terminal.say(terminal.styled(f"{heading}: {doubt.field}", "bold") + weight)
    terminal.say(terminal.wrapped(f"  {doubt.message}"))
    said = _said(case, doubt.field)
    draft = f"the draft says:\n{said}" if said else "the draft says nothing"
    around = [line for line in document.lines if doubt.line and abs(line.number - doubt.line) <= _AROUND]
    source = "\n".join(f"{line.number:4}{'>' if line.number == doubt.line else ' '} {line.text}" for line in around)
    if not source:
        terminal.say(terminal.wrapped(f"  {draft}"))
        return
    terminal.show_beside(("DRAFT", draft), ("DOCUMENT", source))


def _said(case: Case, field: str) -> str:
    """What the case says at a field, as it would stand in the file."""
    if field.startswith("letters."):
        letter = case.letters.get(Tag(field.removeprefix("letters.")))
        return _shortened(letter.text) if letter else ""
    value: Any = to_plain(case)
    for name, number in _STEP.findall(field):
        value = value.get(name) if isinstance(value, dict) else None
        if number and isinstance(value, list):
            value = value[int(number)] if int(number) < len(value) else None
    if value in (None, [], {}):
        return ""
    return _shortened(value if isinstance(value, str) else dump(value).rstrip())


def _shortened(text: str) -> str:
    return text if len(text) < 400 else f"{text[:400]} …"


def _edited(case: Case, doubt: Doubt) -> Case | None:
    """The case with what the person says instead; None when they say nothing, or where it is a whole letter."""
    if doubt.field.startswith("letters."):
        terminal.say("  a letter is changed in its file, once it is written: the doubt stays until then")
        return None
    several = any(doubt.field.endswith(name) for name in _LISTS)
    while True:
        text = _lines_asked() if several else terminal.ask("  What it should say (Enter: leave it)")
        if not text:
            return None
        try:
            return _with_field(case, doubt.field, text)
        except InputError as error:
            for problem in error.problems:
                terminal.tell(problem, "error", "red")


def _lines_asked() -> str:
    terminal.say("  One line after the other; Enter alone ends:")
    lines: list[str] = []
    while line := terminal.ask("  "):
        lines.append(line)
    return "\n".join(lines)


def _with_field(case: Case, field: str, text: str) -> Case:
    """The case with another text at a field; raises InputError when it does not fit there."""
    plain = to_plain(case)
    steps = _STEP.findall(field)
    at: Any = plain
    for name, number in steps[:-1]:
        at = at.setdefault(name, [{}] if number else {})
        at = at[int(number)] if number else at
    name, number = steps[-1]
    value: Any = text.split("\n") if name in _LISTS else [{"name": text}] if field == "people" else text
    if number:
        at[name][int(number)] = {"name": text} if name == "people" else value
    else:
        at[name] = value
    made = loads(dump(plain | {"schema": case.schema, "draft": "true"}), Case, SCALARS, file=field)
    return replace(made, letters=case.letters, file=case.file)
