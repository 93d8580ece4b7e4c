"""The review of a draft: doubt by doubt, the draft beside its document, with edit, accept, skip."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from appealgen.cli import console
from appealgen.cli.i18n import _, translate
from appealgen.errors import InputError
from appealgen.language.parsing import SCALARS
from appealgen.messages import restored
from appealgen.model.case import Case, Doubt
from appealgen.model.identifiers import Tag
from appealgen.paths import is_file
from appealgen.yamlfile.reader import parse_yaml, read_text
from appealgen.yamlfile.writer import dump_yaml, to_plain

_AROUND = 2
_BESIDE = 70
"""Characters of the lines around the one that a doubt is about."""
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")
_LISTS = ("address", "email", "languages", "follow")


Numbered = Sequence[tuple[int, str]]
"""Lines of a document with their numbers."""


def review(case: Case, lines_of: Callable[[Doubt], Numbered]) -> Case:
    """Go through the doubts with the person; gives the case without those that were settled.

    `lines_of` gives the lines of the document that a doubt is about.
    """
    doubts = list(case.unsettled)
    left: list[Doubt] = []
    for number, doubt in enumerate(doubts, 1):
        _show(case, doubt, lines_of(doubt), _("Doubt {number} of {last}", number=number, last=len(doubts)))
        answer = _answer()
        if answer == "stop":
            left += doubts[number - 1 :]
            break
        edited = _edited(case, doubt) if answer == "edit" else None
        if edited is not None:
            case = edited
        elif answer != "accept":
            left.append(doubt)
    return case.with_doubts(left)


def _answer() -> str:
    """What to do with a doubt: accept, edit, skip, or stop."""
    own = {"accept": _("accept"), "edit": _("edit"), "skip": _("skip"), "stop": _("quit")}
    words = {"accept": "accept", "edit": "edit", "skip": "skip", "quit": "stop", "stop": "stop"}
    words = {word.casefold(): step for step, word in own.items()} | words
    letters = [word[0] for word in own.values()]
    while True:
        question = _("  accept it, edit, skip, or stop the review?")
        said = console.ask(f"{question} ({'/'.join(letters)})").casefold()
        if not said:
            return "skip"
        for word, step in words.items():
            if word.startswith(said):
                return step
        console.say(_("  {letters} or {last}, please", letters=", ".join(letters[:-1]), last=letters[-1]))


def lines_at_hand(case: Case) -> Callable[[Doubt], Numbered]:
    """The lines of a case's documents: of the document that it is, or of those in its folder."""
    from appealgen.importing.files.reader import read_document

    file = Path(case.file)
    if file.name != "case.yaml":
        read = [(line.number, line.text) for reading in read_document(file)[:1] for line in reading.lines]
        return lambda _: read

    def of(doubt: Doubt) -> Numbered:
        path = file.parent / "documents" / Path(doubt.document or "").name
        text = read_text(path) if doubt.document and is_file(path) else ""
        return list(enumerate(text.splitlines(), 1))

    return of


def _show(case: Case, doubt: Doubt, lines: Numbered, heading: str) -> None:
    """The doubt, what the draft says there, and the lines of the document around it."""
    weight = "" if doubt.grave else console.styled(f" {_('(a letter can do without it)')}", "dim")
    console.say()
    console.say(console.styled(f"{heading}: {doubt.field}", "bold") + weight)
    console.say(console.wrapped(f"  {translate(restored(doubt.message))}"))
    said = _said(case, doubt.field)
    draft = f"{_('the draft says:')}\n{said}" if said else _("the draft says nothing")
    around = [(number, text) for number, text in lines if doubt.line and abs(number - doubt.line) <= _AROUND and text]
    source = "\n".join(_numbered(number, text, here=number == doubt.line) for number, text in around)
    if not source:
        console.say(console.wrapped(f"  {draft}"))
        return
    console.show_beside((_("DRAFT"), draft), (_("DOCUMENT"), source))


def _numbered(number: int, text: str, *, here: bool) -> str:
    """A line with its number; of one beside the line that matters, the beginning."""
    shown = text if here or len(text) < _BESIDE else f"{text[:_BESIDE]} …"
    return f"{number:4}{'>' if here else ' '} {shown}"


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
    return _shortened(value if isinstance(value, str) else dump_yaml(value).rstrip())


def _shortened(text: str) -> str:
    return text if len(text) < 400 else f"{text[:400]} …"


def _edited(case: Case, doubt: Doubt) -> Case | None:
    """The case with what the person says instead; None when they say nothing, or where it is a whole letter."""
    if doubt.field.startswith("letters."):
        console.say(
            console.wrapped(_("  a letter is changed in its file, once it is written: the doubt stays until then"))
        )
        return None
    several = any(doubt.field.endswith(name) for name in _LISTS)
    while True:
        text = _lines_asked() if several else console.ask(_("  What it should say (Enter: leave it)"))
        if not text:
            return None
        try:
            return _with_field(case, doubt.field, text)
        except InputError as error:
            for problem in error.problems:
                console.tell(problem, _("error"), "red")


def _lines_asked() -> str:
    console.say(_("  One line after the other; Enter alone ends:"))
    lines: list[str] = []
    while line := console.ask("  "):
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
    made = parse_yaml(dump_yaml(plain | {"schema": case.schema, "draft": "true"}), Case, SCALARS, file=field)
    return replace(made, letters=case.letters, file=case.file)
