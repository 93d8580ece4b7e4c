"""Fields of a header or footer (ECMA-376 part 1, 17.16): kept, replaced by the letter's date, or made plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DATE_MARK = "\ufdd0"
"""Marks the place of the letter's date: a noncharacter, which no text contains."""
_KEPT = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "STYLEREF"})
_DATES = frozenset({"DATE", "CREATEDATE", "SAVEDATE", "PRINTDATE"})
"""Fields for dates of the document: a letter is created, saved and printed on its own date."""


@dataclass
class _OpenField:
    """A field that has begun; its name, known only at its end, decides what is removed."""

    begin: _Element
    marks: list[_Element] = field(default_factory=list)
    codes: list[_Element] = field(default_factory=list)
    before_result: list[_Element] = field(default_factory=list)
    """Content between begin and result, besides the codes: other fields with all their content."""
    result: list[_Element] = field(default_factory=list)
    has_result: bool = False

    @property
    def instruction(self) -> str:
        return " ".join("".join(code.text or "" for code in self.codes).split())


def settle_fields(root: _Element) -> list[str]:
    """Keep page numbers and STYLEREF, mark dates, make all other fields plain text; returns their names."""
    dropped: list[str] = []
    for story in (root, *root.iter(f"{W}txbxContent")):
        for simple in reversed([e for e in _below(story) if e.tag == f"{W}fldSimple"]):
            _settle_simple(simple, dropped)
        _settle_complex(story, dropped)
    return dropped


def _below(element: _Element) -> Iterator[_Element]:
    """All elements of a story in order, without text boxes, which are separate stories."""
    for child in element:
        if child.tag != f"{W}txbxContent":
            yield child
            yield from _below(child)


def _name(instruction: str) -> str:
    found = re.match(r"[\s\"]*([A-Za-z]+|=)", instruction)
    return found[1].upper() if found else ""


def _settle_simple(simple: _Element, dropped: list[str]) -> None:
    name, parent = _name(simple.get(f"{W}instr", "")), simple.getparent()
    assert parent is not None, "it is below a story"
    if name in _KEPT:
        instruction = simple.get(f"{W}instr", "")
        simple.attrib.clear()
        simple.set(f"{W}instr", f" {' '.join(instruction.split())} ")
        return
    if name in _DATES:
        runs = simple.findall(f"{W}r")
        date = runs[0] if runs else simple.makeelement(f"{W}r")
        for child in [child for child in date if child.tag != f"{W}rPr"]:
            date.remove(child)
        date.append(_dated(date))
        simple[:] = [date]
    else:
        dropped.append(name)
    at = parent.index(simple)
    parent[at : at + 1] = list(simple)


def _settle_complex(story: _Element, dropped: list[str]) -> None:
    pending: list[_OpenField] = []
    for atom in [e for e in _below(story) if e.tag == f"{W}fldSimple" or _is_in_run(e)]:
        kind = atom.get(f"{W}fldCharType") if atom.tag == f"{W}fldChar" else None
        inner = pending[-1] if pending else None
        for outer in pending if kind == "begin" or not (kind or atom.tag == f"{W}instrText") else pending[:-1]:
            (outer.result if outer.has_result else outer.before_result).append(atom)
        if kind == "begin":
            atom.attrib.pop(f"{W}dirty", "")
            pending.append(_OpenField(atom))
        elif atom.tag == f"{W}instrText" and inner is not None and not inner.has_result:
            inner.codes.append(atom)
        elif inner is not None and kind in ("separate", "end"):
            inner.marks.append(atom)
            inner.has_result = True
            if kind == "end":
                pending.pop()
                if all(
                    outer.has_result for outer in pending
                ):  # otherwise it is removed with the field whose code contains it
                    _settle(inner, dropped)
        elif kind or atom.tag in (f"{W}fldChar", f"{W}instrText"):
            _remove(atom)
    for never_ended in reversed(pending):
        dropped.append(_name(never_ended.instruction))
        _remove(never_ended.begin, *never_ended.marks, *never_ended.codes, *never_ended.before_result)


def _is_in_run(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}r" and element.tag != f"{W}rPr"


def _settle(field: _OpenField, dropped: list[str]) -> None:
    """Apply the decision about a completed field."""
    name = _name(field.instruction)
    if name in _KEPT:
        field.codes[0].text = f" {field.instruction} "
        _remove(*field.codes[1:], *field.before_result)
        return
    if name in _DATES and (run := field.begin.getparent()) is not None:
        run.replace(field.begin, _dated(run))
        _remove(*field.result)
    else:
        dropped.append(name)
    _remove(field.begin, *field.marks, *field.codes, *field.before_result)


def _dated(run: _Element) -> _Element:
    text = run.makeelement(f"{W}t")
    text.text = DATE_MARK
    return text


def _remove(*elements: _Element) -> None:
    """Remove elements from their runs, unless that was done before."""
    for element in elements:
        if (parent := element.getparent()) is not None:
            parent.remove(element)
