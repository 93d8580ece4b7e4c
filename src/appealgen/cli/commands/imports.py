"""`appealgen import`: Urgent Action documents → case folders, with their doubts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import Argument

from appealgen.cli import completion as complete
from appealgen.cli import environment, option_values, options, streams
from appealgen.cli.console import ask_yes, result_file, result_json, say, tell, tell_notices, wrapped
from appealgen.cli.i18n import _, ngettext
from appealgen.cli.options import Text, flag, path, value
from appealgen.messages import message
from appealgen.paths import is_file, is_folder

if TYPE_CHECKING:
    from appealgen.importing.draft import Draft
    from appealgen.model.case import Case
    from appealgen.model.identifiers import Slug
    from appealgen.workflows.imports import Import

    Written = tuple[Import, list[tuple[Path, str]]]
    """An import and what became of each of its files."""


@options.group(_("Which case"))
class BelongingOptions:
    """Options that name the case of the documents."""

    id: Text = value("ID", _("Id of the new case, such as ua-012-26."))
    case: Text = value("CASE", _("The case that the documents belong to."), complete.cases, parser=options.parse_source)
    new: bool = flag(_("Start a new case even if a matching one exists."))


@options.group(_("Files"))
class FolderOptions:
    """Options for the folder of cases, and for folders of letters that a new text affects."""

    out: Path | None = path("DIR", _("Where case folders go (default: your data directory)."))
    letters: list[Path] | None = path("DIR", _("Where letters were written (default: letters); repeatable."))
    dry_run: options.DryRun = False


@dataclass(frozen=True)
class _Job:
    """Common values of a run: `into` is the case that was named for all documents."""

    root: Path
    id: "Slug | None"
    into: "Case | None"
    anew: bool
    folders: FolderOptions
    scripts: options.ScriptOptions


def import_(
    files: Annotated[
        list[str],
        Argument(
            parser=options.parse_source,
            metavar="FILE...",
            help=_("DOCX, PDF, HTML, Markdown, text, mail; folders; - for stdin."),
        ),
    ],
    belonging: BelongingOptions,
    folders: FolderOptions,
    scripts: options.ScriptOptions,
    date: options.Date = None,
) -> None:
    """Import each document; exits with 8 if some failed, with the code of the first error if all did."""
    from appealgen.errors import DONE_IN_PART, AppealgenError
    from appealgen.importing.draft import import_document
    from appealgen.workflows import imports

    day = option_values.day(date)
    sources = list(_sources(files))
    job = _job(belonging, folders, scripts, several=len(sources) > 1)
    done: list[Written] = []
    errors: list[AppealgenError] = []
    for name, source in sources:
        try:
            draft = import_document(source, name=name, roots=scripts.roots)
        except AppealgenError as error:
            if len(sources) == 1:
                raise
            errors.append(error)
            continue
        if (written := _import(draft, job, done)) is not None:
            done.append(written)
    failed = [problem for error in errors for problem in error.problems]
    for problem in failed:
        tell(problem, _("error"), "red")
    if scripts.json:
        result_json(imports.imports_json(done, failed, day, single=len(sources) == 1))
    if errors:
        raise typer.Exit(DONE_IN_PART if done else errors[0].exit_code)


def _job(belonging: BelongingOptions, folders: FolderOptions, scripts: options.ScriptOptions, *, several: bool) -> _Job:
    """Parse the options; raises MissingError for values that do not fit each other."""
    from appealgen.errors import MissingError, Problem, ProblemCode
    from appealgen.model.identifiers import slug
    from appealgen.workflows.imports import case_to_extend

    if belonging.id is not None and several:
        text = message("--id names one case, but there are several documents")
        raise MissingError(Problem(ProblemCode.WRONG_VALUE, text, field="id"))
    for letters in folders.letters or ():
        environment.check_folder(letters, "letters", message("a folder that letters were written to with --out"))
    root = folders.out if folders.out is not None else scripts.own_folder / "cases"
    id_ = option_values.parsed_if_given(slug, belonging.id, "id")
    into = case_to_extend(belonging.case, root, scripts.roots) if belonging.case is not None else None
    return _Job(root, id_, into, belonging.new, folders, scripts)


def _sources(files: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Sources to read: files, the documents in folders, standard input; a web address is refused."""
    from appealgen.errors import DocumentError
    from appealgen.importing.files.reader import MAX_BYTES, refuse_address
    from appealgen.workflows import imports

    for name in files:
        refuse_address(name)
        path = Path(name)
        if name == "-":
            yield "stdin", streams.given(MAX_BYTES, DocumentError)
        elif is_folder(path):
            yield from ((str(each), each) for each in imports.documents_in(path))
        else:
            yield name, path


def _import(draft: "Draft", job: _Job, done: "Sequence[Written]") -> "Written | None":
    """Show a draft, ask about it, write it; None if it is not wanted. `done` are the imports before it."""
    from appealgen.cli.views.imports import show_import, show_next
    from appealgen.workflows import imports

    dry_run, asking = job.folders.dry_run, job.scripts.confirms(dry_run=job.folders.dry_run)
    telling = not job.scripts.json and (asking or not job.scripts.quiet)
    into = done[-1][0].case if job.into and done else job.into
    planned = [earlier.case for earlier, _ in reversed(done)] if dry_run else []
    cases = [*planned, *imports.known_cases(job.root, job.scripts.roots)]
    one = imports.plan_import(draft, job.root, cases, id=job.id, into=into, anew=job.anew)
    if telling:
        show_import(one)
    reviewed = _reviewed(one, job.root, job.id) if asking else one
    if reviewed is None:
        say(_("nothing was written"))
        return None
    written = _carry_out(reviewed, job)
    if telling:
        known = not written[0].files and not is_file(written[0].folder / "case.yaml")
        by_id = known or (job.folders.out is None and written[0].folder.parent == job.root)
        show_next(written[0], dry_run=dry_run, by_id=by_id)
    return written


def _reviewed(one: "Import", root: Path, id: "Slug | None") -> "Import | None":
    """The import after a person's review; None if they do not want it. `id` is the one that they gave."""
    from appealgen.cli.prompts.review import review
    from appealgen.workflows import imports

    if not one.files:
        return one
    if one.match is not None and not one.match.sure:
        if not ask_yes(_("Is it a document of {case}?", case=one.match.case.id)):
            say(_("then it becomes a new case"))
            return _reviewed(imports.plan_import(one.draft, root, (), id=id, anew=True), root, id)
        one = imports.plan_import(one.draft, root, (), into=one.match.case)
    case = one.case
    count = len(case.unsettled)
    question = ngettext("Look at the doubt now?", "Look at the {count} doubts now, one by one?", count)
    if count and ask_yes(question):
        case = review(case, lambda _: one.draft.document.numbered, one.draft.evidence)
    if not ask_yes(_("Write {folder}?", folder=one.folder)):
        return None
    renamed = one.match is None and id is None and case.ua_number != one.case.ua_number
    new_id = imports.case_id_of(case) if renamed else case.id
    return imports.with_case(one, replace(case, id=new_id), root)


def _carry_out(one: "Import", job: _Job) -> "Written":
    """Write the files; returns the import, with notices about letters to an older text, and the states of its files."""
    from appealgen.workflows import imports

    states = list(imports.file_states(one, dry_run=job.folders.dry_run))
    if not job.folders.dry_run:
        one = imports.write_import(one)
    letters = job.folders.letters or [Path("letters")]
    older = list(imports.older_letters(one.case, letters)) if one.replaces or one.case.closed else []
    if not job.scripts.json:
        for path, state in states:
            result_file(state, path)
        for path, before in one.kept.items():
            say(wrapped(_("the previous file is kept as {file}: {path}", file=before.name, path=path)))
        tell_notices(older)
    return replace(one, notices=(*one.notices, *older)), states
