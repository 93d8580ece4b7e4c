"""Doubts about a draft case in a plan: notices, and refusals for grave ones that nobody accepted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from appealgen.errors import Problem, ProblemCode
from appealgen.messages import join, message, nmessage, restored
from appealgen.model.case import Case, Doubt, Target
from appealgen.model.identifiers import Tag

_LACKING = {"country": ProblemCode.NO_COUNTRY, "people": ProblemCode.NO_PEOPLE, "targets": ProblemCode.NO_TARGETS}
"""Problem codes, by the field that a draft lacks."""
_OF_A_TARGET = re.compile(r"targets\[(\d+)\]")


def concerning(case: Case, targets: Collection[Target], tag: Tag | None) -> Iterator[Doubt]:
    """Unresolved doubts that matter for letters to these targets in this language."""
    for doubt in case.unsettled:
        if (target := _target_of(case, doubt)) is not None and target not in targets:
            continue
        if doubt.field.startswith("letters.") and tag is not None and doubt.field != f"letters.{tag}":
            continue
        yield doubt


def refusals_of_lack(case: Case) -> list[Problem]:
    """Refusals for fields that a draft lacks and every letter needs, even if doubts are accepted."""
    return [
        Problem(
            _LACKING[name],
            message("“{field}” {message}", field=name, message=text),
            message("add “{field}” to the case", field=name),
            case=case.id,
            field=name,
        )
        for name, text in case.lacking
    ]


def refusals_of_doubts(case: Case, doubts: Sequence[Doubt], *, accepted: bool) -> list[Problem]:
    """Refusals for grave doubts that nobody accepted.

    The code is `embassy-doubts` if only copies to an embassy are affected, and so only some senders.
    """
    grave = [doubt for doubt in doubts if doubt.grave]
    if accepted or not grave:
        return []
    roles = {target.role if (target := _target_of(case, doubt)) is not None else "" for doubt in grave}
    code = ProblemCode.EMBASSY_DOUBTS if roles == {"embassy"} else ProblemCode.DOUBTS
    named = (message("{field}: {message}", field=d.field, message=restored(d.message)) for d in grave[:6])
    text = nmessage(
        "{count} unresolved doubt: {doubts}{more}",
        "{count} unresolved doubts: {doubts}{more}",
        len(grave),
        doubts=join(named, "; "),
        more=" …" if len(grave) > 6 else "",
    )
    hint = message("check the document and fix the case, or write with --accept-doubts")
    return [Problem(code, text, hint, case=case.id)]


def notices_of_doubts(case: Case, doubts: Sequence[Doubt], *, accepted: bool) -> Iterator[Problem]:
    """Each doubt as a notice; for an accepted grave doubt the notice says so, and the manifest keeps it."""
    for doubt in doubts:
        code = ProblemCode.DOUBT_ACCEPTED if accepted and doubt.grave else ProblemCode.DOUBT
        yield as_problem(doubt, case, code)


def as_problem(doubt: Doubt, case: Case, code: ProblemCode = ProblemCode.DOUBT) -> Problem:
    """A doubt as a problem, at its line of the document."""
    drafted = not case.file.endswith("case.yaml")
    file = (f"documents/{doubt.document}" if doubt.document else case.file if drafted else None) if doubt.line else None
    text = restored(doubt.message)
    if code is ProblemCode.DOUBT_ACCEPTED:
        text = message("doubtful but accepted: {message}", message=text)
    else:
        text = message("doubtful: {message}", message=text)
    return Problem(code, text, case=case.id, file=file, line=doubt.line, field=doubt.field)


def _target_of(case: Case, doubt: Doubt) -> Target | None:
    """The target that a doubt is about, if any."""
    about = _OF_A_TARGET.match(doubt.field)
    return case.targets[int(about[1])] if about and int(about[1]) < len(case.targets) else None
