"""Output about an import: fields, doubts, changes, next steps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from appealgen.cli.console import console, say, styled, table, tell, tell_notices, wrapped
from appealgen.cli.i18n import _, colon, ngettext, translate
from appealgen.errors import Problem, ProblemCode
from appealgen.importing.field_names import field_name, stated_fields
from appealgen.language.localized_names import localized_text
from appealgen.messages import restored

if TYPE_CHECKING:
    from appealgen.importing.draft import Draft
    from appealgen.model.case import Doubt
    from appealgen.workflows.imports import Import

_LONGEST = 110


def show_import(one: Import) -> None:
    """Print fields, doubts and changes."""
    draft, case = one.draft, one.case
    lines = draft.document.lines[-1].number
    read = ngettext("{count} line, form {form}", "{count} lines, form {form}", lines, form=draft.form)
    say(wrapped(f"{styled(draft.document.name, 'bold')}{colon()} {read}"))
    if one.match is not None:
        about = {"case": one.match.case.id, "title": localized_text(one.match.case.title)}
        belongs = (
            _("belongs to {case}: {title}", **about)
            if one.match.sure
            else _("belongs to {case} ({reason}; please confirm): {title}", reason=_why_unsure(one), **about)
        )
        say(wrapped(belongs))
        for change in one.changes:
            said = f"{translate(change.before)} → {translate(change.after)}"
            say(wrapped(f"  {translate(field_name(case, change.field))}{colon()} {said}"))
        if not one.changes:
            say(_("  it adds nothing new"))
    else:
        rows = [_row(draft, *field) for field in stated_fields(case)]
        console(stderr=True).print(table((_("FIELD"), _("LINE"), _("VALUE")), rows, flexible=2))
    for doubt in case.unsettled:
        tell(_as_problem(doubt, draft), _("doubt"), "red" if doubt.grave else "yellow")
    tell_notices(one.notices)


def _why_unsure(one: Import) -> str:
    both = one.match and one.match.case.ua_number and one.draft.case.ua_number
    return _("same number, but it names other people") if both else _("same name and country")


def _as_problem(doubt: Doubt, draft: Draft) -> Problem:
    file = doubt.document or (Path(draft.document.name).name if doubt.line else None)
    field = field_name(draft.case, doubt.field)
    return Problem(ProblemCode.DOUBT, restored(doubt.message), file=file, line=doubt.line, field=field)


def _row(draft: Draft, field: str, value: str) -> tuple[str, str, str]:
    """A field, its line in the document, and the beginning of its value."""
    text = " ".join(translate(value).split())
    return (
        translate(field_name(draft.case, field)),
        str(draft.origins.get(field, "")),
        text if len(text) < _LONGEST else f"{text[: _LONGEST - 1]}…",
    )


def show_next(one: Import, *, dry_run: bool, by_id: bool) -> None:
    """Print the next step; `by_id` is whether the case's id finds it."""
    case, folder = one.case, one.folder
    if dry_run:
        say(_("dry run: nothing was written"))
    elif case.closed:
        say(_("The case is closed: no further letters are requested. Thank you to everyone who wrote."))
    elif case.unsettled:
        grave, count = sum(doubt.grave for doubt in case.unsettled), len(case.unsettled)
        left = ngettext("{count} doubt is left", "{count} doubts are left", count)
        heavy = (
            ngettext("{count} of them serious", "{count} of them serious", grave)
            if grave
            else _("none of them serious")
        )
        compare = _("Compare {file} with the document.", file=folder / "case.yaml")
        say(wrapped(f"{left}, {heavy}. {compare}"))
        say(wrapped(_("  Delete each resolved doubt from “doubts”, and “draft: true” after the last one.")))
        if grave:
            say(wrapped(_("  Until then “appealgen write” asks for confirmation or needs --accept-doubts.")))
    else:
        say(_("Next: appealgen write {case}", case=case.id if by_id else folder))
