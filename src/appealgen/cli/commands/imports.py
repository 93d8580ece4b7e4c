"""`appealgen import`: Urgent Action documents → case folders, with their doubts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from appealgen.cli import completion as complete
from appealgen.cli import options
from appealgen.cli.i18n import _, ngettext, translate
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.errors import Problem
    from appealgen.importing.draft import Draft
    from appealgen.model.case import Case
    from appealgen.model.identifiers import Slug
    from appealgen.workflows.imports import Import

    Written = tuple[Import, list[tuple[Path, str]]]
    """An import and what became of each of its files."""


def import_(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE...", help=_("DOCX, PDF, HTML, Markdown, text, mail; folders; - for stdin.")),
    ],
    id: Annotated[str | None, typer.Option("--id", metavar="ID", help=_("Name of the new case: ua-012-26."))] = None,
    case: Annotated[
        str | None,
        typer.Option("--case", metavar="CASE", help=_("The case it belongs to."), autocompletion=complete.cases),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help=_("Begin a case, whatever is there already."))] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help=_("Where case folders go (default: your data directory).")),
    ] = None,
    letters: Annotated[
        list[Path] | None,
        typer.Option("--letters", metavar="DIR", help=_("Where letters were written (default: letters); repeat.")),
    ] = None,
    date: options.Date = None,
    dry_run: options.DryRun = False,
    data_dir: options.DataDir = None,
    json: options.Json = False,
    quiet: options.Quiet = False,
    no_input: options.NoInput = False,
    yes: options.Yes = False,
) -> None:
    """Urgent Action documents into case folders, with their doubts."""
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.errors import AppealgenError, MissingError, Problem, ProblemCode
    from appealgen.importing.draft import import_document
    from appealgen.workflows import imports as importing

    asking = terminal.may_ask(json=json, no_input=no_input) and not yes and not dry_run
    root = out if out is not None else settings.data_dir(data_dir) / "cases"
    when = settings.date_or_today(date)
    sources = list(_sources(files))
    if id is not None and len(sources) > 1:
        raise MissingError(
            Problem(
                ProblemCode.WRONG_VALUE, message("--id names one case, and there are several documents"), field="id"
            )
        )
    wanted, into = _id(id), _case(case, root, data_dir)
    made: list[Written] = []
    failed: list[Problem] = []
    first: AppealgenError | None = None
    for name, source in sources:
        try:
            draft = import_document(source, name=name, roots=settings.data_roots(data_dir))
        except AppealgenError as error:
            failed += error.problems
            first = first or error
            continue
        planned = [earlier.case for earlier, _ in reversed(made)] if dry_run else []
        one = importing.plan_import(draft, root, [*planned, *_cases_in(root)], id=wanted, into=into, anew=new)
        if not json:
            _tell(one, quiet=quiet)
        settled = _reviewed(one, root, wanted) if asking else one
        if settled is None:
            terminal.say(_("nothing was written"))
            continue
        one, results = _carry_out(settled, letters or [Path("letters")], dry_run=dry_run, json=json)
        if not json:
            _tell_next(one, dry_run=dry_run, by_id=out is None and one.folder.parent == root)
        into = one.case if into else None
        made.append((one, results))
    if first is not None and len(sources) == 1:
        raise first
    for problem in failed:
        terminal.tell(problem, _("error"), "red")
    if json:
        terminal.result_json(importing.imports_json(made, failed, when, single=len(sources) == 1))
    if failed:
        raise typer.Exit(8 if made else first.exit_code if first else 7)


def _sources(files: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """What to read: files, the documents in folders, standard input; a web address is refused."""
    import sys

    from appealgen.importing.files.reader import MAX_BYTES, refuse_address
    from appealgen.workflows import imports as importing

    for name in files:
        refuse_address(name)
        path = Path(name)
        if name == "-":
            yield "stdin", sys.stdin.buffer.read(MAX_BYTES + 1)
        elif path.is_dir():
            yield from ((str(each), each) for each in importing.documents_in(path))
        else:
            yield name, path


def _id(text: str | None) -> "Slug | None":
    from appealgen.cli.prompts.sender import parsed
    from appealgen.model.identifiers import slug

    return parsed(slug, text, "id") if text is not None else None


def _cases_in(root: Path) -> "list[Case]":
    """The cases below the folder that cases are imported into; what cannot be read there is none of them."""
    from appealgen.errors import InputError
    from appealgen.reading.case_files import load_case

    found = []
    for path in sorted(root.glob("*/case.yaml")) if root.is_dir() else []:
        try:
            found.append(load_case(path))
        except InputError:
            continue
    return found


def _case(name: str | None, root: Path, data_dir: Path | None) -> "Case | None":
    """The case that a document is said to belong to; one that is not the user's own is to be copied to theirs."""
    from appealgen import resources
    from appealgen.cli import environment as settings
    from appealgen.errors import MissingError, Problem, ProblemCode
    from appealgen.reading.case_files import load_case
    from appealgen.workflows.catalogue import find_case

    if name is None:
        return None
    if Path(name).name == name and (root / name / "case.yaml").is_file():
        return load_case(root / name)
    found = find_case(name, (root.parent, *settings.data_roots(data_dir)))
    path = Path(found.file)
    if path.name != "case.yaml":
        text = message("“{name}” is a document, not a case that documents can be added to", name=name)
        raise MissingError(
            Problem(ProblemCode.WRONG_VALUE, text, message("import it first; then give its id"), field="case")
        )
    ours = Path(name).name == name and path.parent.parent in [each / "cases" for each in resources.bundled()]
    return replace(found, file=str(root / found.id / "case.yaml")) if ours else found


def _tell(made: "Import", *, quiet: bool) -> None:
    """What was read, what of it is doubtful, what it changes."""
    from appealgen.cli import console as terminal
    from appealgen.language.localized_names import localized_text

    draft, case = made.draft, made.case
    lines = len(draft.document.lines)
    read = ngettext("{count} line, form {form}", "{count} lines, form {form}", lines, form=draft.form)
    terminal.say(f"{terminal.styled(draft.document.name, 'bold')}: {read}")
    if made.match is not None:
        about = {"case": made.match.case.id, "title": localized_text(made.match.case.title)}
        said = (
            _("belongs to {case}: {title}", **about)
            if made.match.sure
            else _("belongs to {case} ({reason}: please confirm): {title}", reason=_why_unsure(made), **about)
        )
        terminal.say(terminal.wrapped(said))
        for change in made.changes:
            terminal.say(terminal.wrapped(f"  {change.field}: {translate(change.before)} → {translate(change.after)}"))
        if not made.changes:
            terminal.say(_("  it says nothing that is not there already"))
    elif not quiet:
        terminal.show_table((_("FIELD"), _("LINE"), _("VALUE")), list(_fields(draft, case)), flexible=2)
    for doubt in case.unsettled if not quiet else ():
        terminal.tell(_as_problem(doubt, draft), _("doubt"), "red" if doubt.grave else "yellow")
    terminal.tell_notices(made.notices)


def _why_unsure(made: "Import") -> str:
    both = made.match and made.match.case.ua_number and made.draft.case.ua_number
    return _("by its number, though it names others") if both else _("by name and country")


def _as_problem(doubt: Any, draft: "Draft") -> "Problem":
    from appealgen.errors import Problem
    from appealgen.messages import restored

    file = doubt.document or (Path(draft.document.name).name if doubt.line else None)
    return Problem(doubt.code, restored(doubt.message), file=file, line=doubt.line, field=doubt.field)


def _fields(draft: "Draft", case: "Case") -> Iterator[tuple[str, str, str]]:
    """The fields of a draft, each with its line and its beginning."""
    from appealgen.yamlfile.writer import to_plain

    def row(name: str, value: Any) -> tuple[str, str, str]:
        text = " ".join(str(value).split())
        number = draft.origins.get(name, "")
        return name, str(number), text if len(text) < 110 else f"{text[:109]}…"

    plain = to_plain(case)
    for name in (
        "ua_number",
        "index",
        "issue",
        "title",
        "country",
        "issued",
        "deadline",
        "previous",
        "summary",
        "background",
    ):
        if plain.get(name):
            yield row(name, plain[name])
    for number, person in enumerate(plain.get("people", [])):
        yield row(
            f"people[{number}].name", person["name"] + (f" ({person['pronouns']})" if "pronouns" in person else "")
        )
    if plain.get("languages"):
        said = ", ".join(plain["languages"])
        yield row("languages", _("{languages}, or one’s own", languages=said) if case.own_language else said)
    for number, target in enumerate(plain.get("targets", [])):
        for name in ("office", "name", "address", "country", "host", "phone", "fax", "email", "social", "salutation"):
            if value := target.get(name):
                said = ", ".join(value) if isinstance(value, list) else value
                said = " / ".join(value.values()) if isinstance(value, dict) else said
                yield row(f"targets[{number}].{name}", said)
    for number, demand in enumerate(plain.get("demands", [])):
        yield row(f"demands[{number}].text", demand["text"])
    for tag, letter in case.letters.items():
        yield row(f"letters.{tag}", letter.text)
    for update in plain.get("updates", []):
        parts = [str(update[key]) for key in ("number", "date") if key in update]
        yield row("updates", " ".join([*parts, *([_("closes the case")] if update.get("closes") else [])]))


def _reviewed(made: "Import", root: Path, wanted: "Slug | None") -> "Import | None":
    """The import after the person has looked at it; None when they do not want it. `wanted` is the id they gave."""
    from appealgen.cli import console as terminal
    from appealgen.cli.prompts.review import review
    from appealgen.workflows import imports as importing

    if not made.files:
        return made
    if (
        made.match is not None
        and not made.match.sure
        and not terminal.ask_yes(_("Is it a document of {case}?", case=made.match.case.id))
    ):
        terminal.say(_("then it begins a case of its own"))
        return _reviewed(importing.plan_import(made.draft, root, (), id=wanted, anew=True), root, wanted)
    if made.match is not None and not made.match.sure:
        made = importing.plan_import(made.draft, root, (), into=made.match.case)
    case = made.case
    count = len(case.unsettled)
    question = ngettext("Look at the doubt now?", "Look at the {count} doubts now, one by one?", count)
    if count and terminal.ask_yes(question):
        lines = [(line.number, line.text) for line in made.draft.document.lines]
        case = review(case, lambda _: lines)
    if not terminal.ask_yes(_("Write {folder}?", folder=made.folder)):
        return None
    renamed = made.match is None and wanted is None and case.ua_number != made.case.ua_number
    named = importing.case_id_of(case) if renamed else case.id
    return importing.with_case(made, replace(case, id=named), root)


def _carry_out(made: "Import", letters: Sequence[Path], *, dry_run: bool, json: bool) -> "Written":
    """Write the files; gives the import, with notices of letters that have another text, and what became of each."""
    from appealgen.cli import console as terminal
    from appealgen.workflows import imports as importing

    states = list(importing.file_states(made, dry_run=dry_run))
    if not dry_run:
        importing.write_import(made)
    for path, state in () if json else states:
        terminal.result(f"{terminal.state_word(state)} {path}")
    for path, before in () if json else made.kept.items():
        terminal.say(terminal.wrapped(_("the file as it was is kept as {file}: {path}", file=before.name, path=path)))
    older = list(importing.older_letters(made.case, letters)) if made.replaces else []
    if not json:
        terminal.tell_notices(older)
    return replace(made, notices=(*made.notices, *older)), states


def _tell_next(made: "Import", *, dry_run: bool, by_id: bool) -> None:
    """What to do now; `by_id` is whether the case is found by its id."""
    from appealgen.cli import console as terminal

    if dry_run:
        terminal.say(_("dry run: nothing was written"))
        return
    case, folder = made.case, made.folder
    if case.closed:
        terminal.say(_("The case is closed: no letters are asked for any more. Thank you to everyone who wrote."))
    elif case.unsettled:
        grave = sum(doubt.grave for doubt in case.unsettled)
        count = len(case.unsettled)
        left = ngettext("{count} doubt is left", "{count} doubts are left", count)
        heavy = ngettext("{count} of them grave", "{count} of them grave", grave) if grave else _("none of them grave")
        compare = _("Compare {file} with the document.", file=folder / "case.yaml")
        terminal.say(terminal.wrapped(f"{left}, {heavy}. {compare}"))
        terminal.say(
            terminal.wrapped(_("  What is settled is taken out of “doubts”; “draft: true” goes with the last of them."))
        )
        if grave:
            terminal.say(terminal.wrapped(_("  Until then “appealgen write” asks, or wants --accept-doubts.")))
    else:
        terminal.say(_("Next: appealgen write {case}", case=case.id if by_id else folder))
