"""One sender's letters: case and sender → plan → documents → files and manifest."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from appealgen import limits, resources
from appealgen.errors import InputError, MissingError, Problem, ProblemCode, RefusedError, WriteError, did_you_mean
from appealgen.language.phrases import languages_with_phrases, load_phrases
from appealgen.letters.compose import Composed, compose
from appealgen.letters.unread import unread_words
from appealgen.messages import message, nmessage
from appealgen.model.case import Case, ModelLetter
from appealgen.model.document import LabelPlacing
from appealgen.model.identifiers import Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import Stationery, StationeryChoice
from appealgen.output.artifacts import files_of, label_files, labels_of, misfits_of, reading_copies
from appealgen.output.classification import classify, conflicts
from appealgen.output.entries import STATES, FileEntry
from appealgen.output.journal import noted
from appealgen.output.lock import locked
from appealgen.output.manifest import NAME, Manifest, merged, read_manifest
from appealgen.output.report import Rendered, Report
from appealgen.output.totals import PostedLetter, unpriced, weighed
from appealgen.output.writer import write_all
from appealgen.paths import is_there
from appealgen.planning import planner
from appealgen.planning.plan import Mailing, Plan, PlanOptions
from appealgen.planning.signing import giveaway
from appealgen.post.envelopes import envelope_format
from appealgen.post.stationery import choose_stationery, preferred
from appealgen.renderers import FORMATS, count_pages, looks_in, notices_in
from appealgen.renderers.docx.reference import Reference, bundled_reference
from appealgen.yamlfile.bounds import bounded
from appealgen.yamlfile.scalars import over_limit, unprintable, unprintable_message

if TYPE_CHECKING:
    from appealgen.model.case import Embassy
    from appealgen.post.postage import PostageTable
    from appealgen.post.suspension import Suspension


@dataclass(frozen=True, kw_only=True)
class WriteOptions:
    """Options for turning a plan into files.

    `labels` places the labels on their sheet, if the stationery has any; `signatories` are the names and places of
    those who sign every appeal together with the sender, below it; with `large_print` their table is in large print,
    and each letter has a copy to read. With `attach`, e-mails have the letter as PDF. With `dry_run` nothing is
    written; with `overwrite` edited files are replaced.
    """

    formats: Sequence[str] = ("docx",)
    labels: LabelPlacing = LabelPlacing()
    reference_doc: Path | None = None
    pdf_style: Path | None = None
    signatories: Sequence[tuple[str, str]] = ()
    large_print: bool = False
    attach: bool = False
    overwrite: bool = False
    dry_run: bool = False


def plan(case: Case, sender: Sender, options: PlanOptions, roots: tuple[Path, ...] = ()) -> Plan:
    """Plan one sender's letters for a case; showing the plan is the dry run.

    `roots` are directories whose `embassies/`, `suspended.yaml`, `envelopes.yaml` and the like, `letter_templates/`
    and `phrases/` precede the bundled ones. Raises MissingError for unknown names and for texts that are empty or
    unprintable, InputError for a broken file among these.
    """
    _check_texts(options)
    if excess := bounded(sender)[1]:
        raise MissingError(Problem(ProblemCode.TOO_LARGE, text, field=field) for field, text in excess)
    stationery = _stationery(sender, options, roots)
    embassies, suspensions = embassies_of(case.country, roots), suspensions_in(roots)
    made = planner.plan_letters(
        case,
        sender,
        options,
        stationery,
        embassies=embassies,
        suspensions=suspensions,
        with_phrases=languages_with_phrases(roots),
    )
    if planner.supporters(case, options):
        from appealgen.planning.solidarity import with_solidarity

        made = with_solidarity(made, stationery, suspensions, _letters_of_solidarity(roots))
    edited = list(_of_edit(case, made.mailings))
    return replace(made, notices=(*made.notices, *edited, *unread_words(made.mailings, roots)))


def _letters_of_solidarity(roots: tuple[Path, ...]) -> dict[Tag, ModelLetter]:
    """Texts to the people of a case, in the languages whose phrases have one."""
    found = {tag: load_phrases(tag, roots).solidarity for tag in languages_with_phrases(roots)}
    return {tag: ModelLetter(tag, words.letter, f"phrases/{tag}.yaml") for tag, words in found.items() if words}


def _of_edit(case: Case, mailings: Sequence[Mailing]) -> Iterator[Problem]:
    """The notice of a letter that the sender edited."""
    letter = mailings[0].case.letters[mailings[0].language.tag] if mailings else None
    if letter is not None and letter.original is not None:
        from appealgen.letters.editing import notices_of_edit

        yield from notices_of_edit(case, letter)


def unknown_targets(
    case: Case, sender: Sender, options: PlanOptions, roots: tuple[Path, ...] = ()
) -> dict[str, Problem]:
    """Names in `options.to` that are not targets of the sender's letters for a case, each with its problem."""
    return planner.unknown_names(case, sender.country, options, embassies_of(case.country, roots))


def _check_texts(options: PlanOptions) -> None:
    for field, text in (("own-words", options.own_words), ("anyway", options.anyway)):
        if text is not None and not text.strip():
            raise MissingError(Problem(ProblemCode.WRONG_VALUE, message("is empty"), field=field))
        if text and (char := unprintable(text)) is not None:
            hint = message("leave that character out")
            raise MissingError(Problem(ProblemCode.WRONG_VALUE, unprintable_message(char), hint, field=field))
        if text and (excess := over_limit(text, limits.TEXT)) is not None:
            raise MissingError(Problem(ProblemCode.TOO_LARGE, excess, field=field))


def _stationery(sender: Sender, options: PlanOptions, roots: tuple[Path, ...]) -> Stationery:
    """The stationery of the letters; errors in the sender's own file are InputErrors, not errors of usage."""
    asked, origin = options.stationery, options.posted_from or sender.country
    try:
        return choose_stationery(preferred(sender.stationery, asked), origin, sender.reads, roots)
    except MissingError as error:
        if asked != StationeryChoice():
            raise
        raise InputError(replace(problem, field=f"stationery.{problem.field}") for problem in error.problems) from None


def embassies_of(country: str, roots: Sequence[Path]) -> tuple[Embassy, ...]:
    """The embassies of a country in the user's `embassies/<of>.yaml`; empty without such a file."""
    path = resources.find(f"embassies/{country}.yaml", roots)
    if path is None:
        return ()
    from appealgen.reading.embassies import load_embassies

    return load_embassies(path)


def suspensions_in(roots: Sequence[Path]) -> tuple[Suspension, ...]:
    """The user's table of suspended mail; empty without such a file."""
    path = resources.find("suspended.yaml", roots)
    if path is None:
        return ()
    from appealgen.post.suspension import load_suspensions

    return load_suspensions(path)


def postage_tables(roots: tuple[Path, ...]) -> tuple[PostageTable, ...]:
    """The user's tables of prices; empty without such a file."""
    paths = resources.find_all("postage.yaml", roots)
    if not paths:
        return ()
    from appealgen.post.postage import load_postage

    tables = {path: load_postage(path) for path in paths}
    for path, table in tables.items():
        for name in {name for price in table.prices for name in price.envelopes}:
            try:
                envelope_format(name, roots)
            except MissingError as error:
                raise InputError(replace(problem, file=str(path)) for problem in error.problems) from None
    return tuple(tables.values())


def write(plan: Plan, out: Path, options: WriteOptions | None = None, roots: tuple[Path, ...] = ()) -> Report:
    """Compose, render and write everything planned, and the manifest; with `dry_run` do not write.

    Raises like `rendered` and `write_rendered`; then nothing has changed.
    """
    options = options or WriteOptions()
    return write_rendered(rendered(plan, options, roots), out, options)


def rendered(plan: Plan, options: WriteOptions, roots: tuple[Path, ...] = ()) -> Rendered:
    """Compose and render everything planned.

    Raises RefusedError when the plan refuses or an address does not fit its paper, TemplateError, and InputError for
    the reference document.
    """
    if plan.refusals:
        raise RefusedError(plan.refusals)
    reference = looks(options)
    composed = [_with_signatures(compose(mailing, roots), mailing, options, roots) for mailing in plan.mailings]
    _check_hidden(plan, composed)
    labels = labels_of(plan, composed, options.labels)
    printed = looks_in(options.formats, reference)
    if misfits := [problem for each in printed for problem in misfits_of(plan, composed, labels, each, roots)]:
        raise RefusedError(dict.fromkeys(misfits))
    if "pdf" in options.formats:
        composed = _closer(composed, reference)
    prices = postage_tables(roots)
    posted: list[PostedLetter] = []
    files: list[tuple[FileEntry, bytes]] = []
    notices = [*reference.notices]
    for mailing, papers in zip(plan.mailings, composed, strict=True):
        count = count_pages(papers.letter, options.formats, reference, mailing.date) if mailing.on_paper else 0
        posted.append(weighed(mailing, count, prices))
        if mailing.on_paper:
            files += files_of(posted[-1], papers, options.formats, reference)
            notices += notices_in((papers.letter, papers.envelope), options.formats, reference, mailing.date)
        if mailing.sent:
            from appealgen.output.emails import sent_files

            look = reference if options.attach else None
            sent = sent_files(mailing, papers.letter, mailing.sender, roots, attach=look)
            files += sent.files
            notices += [sent.notice] if sent.notice else []
    if "social" in plan.options.channels:
        from appealgen.output.social import language_for, social_file, social_notices

        files += social_file(plan.case, language_for(plan.sender))
        notices += social_notices(plan.case)
    files += label_files(plan, labels, options.formats, reference)
    if options.large_print:
        from appealgen.renderers.docx.reference_file import large_print_reference

        large = large_print_reference(options.reference_doc)
        files += reading_copies(plan, composed, options.formats, large)
    if not options.signatories:
        notices += [_too_long(entry) for entry, _ in files if entry.pages > 1 and entry.kind == "letter"]
    notices += [unpriced(letter) for letter in posted if prices and letter.mailing.posted and letter.postage is None]
    return Rendered(plan, tuple(composed), tuple(posted), tuple(files), tuple(dict.fromkeys(notices)))


def _check_hidden(plan: Plan, composed: Sequence[Composed]) -> None:
    """Raise RefusedError for a letter whose text has what its sender does not show."""
    for mailing, papers in zip(plan.mailings, composed, strict=True):
        if (problem := giveaway(plan.sender, mailing, papers.letter)) is not None:
            raise RefusedError([replace(problem, case=plan.case.id)])


def _closer(composed: Sequence[Composed], reference: Reference) -> list[Composed]:
    """The documents, with letters set closer where a style file takes space; raises InputError for its picture."""
    from appealgen.renderers.pdf.checks import check_letterhead, closer

    letters = [papers.letter for papers in composed]
    check_letterhead((letter.layout for letter in letters), reference.style)
    closely = zip(composed, closer(letters, reference), strict=True)
    return [papers._replace(letter=letter) for papers, letter in closely]


def write_rendered(rendered: Rendered, out: Path, options: WriteOptions) -> Report:
    """Write the files and the manifest; with `dry_run` do not write.

    Raises InputError for the manifest, and WriteError for conflicts (all of them) or when the disk refuses the files;
    then nothing has changed.
    """
    with contextlib.nullcontext() if options.dry_run else locked(out):
        files, notices = _write_files(rendered, out, options)
    return Report(rendered, out, files, notices)


def looks(options: WriteOptions) -> Reference:
    """The looks of letters: only their tables can be in large print. Raises InputError."""
    large = options.large_print and bool(options.signatories)
    found = bundled_reference()
    if large or options.reference_doc:
        from appealgen.renderers.docx.reference_file import large_print_reference, load_reference

        path = options.reference_doc
        found = load_reference(path) if path and not large else large_print_reference(path)
    if options.pdf_style is not None:
        from appealgen.reading.pdf_styles import load_pdf_style

        found = replace(found, style=load_pdf_style(options.pdf_style))
    if "pdf" not in options.formats:
        return found
    from appealgen.renderers.pdf.checks import checked

    return checked(found, options.reference_doc)


def _write_files(
    rendered: Rendered, out: Path, options: WriteOptions
) -> tuple[tuple[FileEntry, ...], tuple[Problem, ...]]:
    """Write new and changed files and the manifest; raises like `write_rendered`. Returns entries and all notices."""
    manifest, plan = read_manifest(out), rendered.plan
    statuses = {e.path: classify(out, e.path, data, manifest.sha256(e.path)) for e, data in rendered.files}
    in_the_way = conflicts(out, statuses, overwrite=options.overwrite)
    if in_the_way and not options.dry_run:
        raise WriteError(in_the_way)
    states = {path: "planned" if options.dry_run else STATES[status] for path, status in statuses.items()}
    files = tuple(entry._replace(state=states[entry.path]) for entry, _ in rendered.files)
    all_notices = (*plan.notices, *_left_over(plan, files, manifest, out), *in_the_way, *rendered.notices)
    if not options.dry_run:
        changed = [(out / e.path, data) for e, data in rendered.files if statuses[e.path] != "identical"]
        with noted(out, [entry for entry in files if entry.state != "identical"]):
            write_all([*changed, (out / NAME, merged(manifest, all_notices, files))])
    return files, all_notices


def _with_signatures(papers: Composed, mailing: Mailing, options: WriteOptions, roots: tuple[Path, ...]) -> Composed:
    """The letter with a table for everyone's signature below it."""
    if not options.signatories or mailing.kind == "copy":
        return papers
    from appealgen.letters.event_sheets import signature_table

    words = load_phrases(mailing.language.tag, roots, mailing.sender.country).signatures
    tag, country = mailing.language.tag, mailing.sender.country
    letter = papers.letter._replace(signatures=signature_table(options.signatories, words, tag, country))
    return papers._replace(letter=letter)


def _left_over(plan: Plan, files: Sequence[FileEntry], manifest: Manifest, out: Path) -> list[Problem]:
    """Notices about files of earlier runs for the case that this run, for its targets and channels, no longer plans.

    Letters of an event are other people's, in their own folders: they still count.
    """
    paths, targets = {entry.path for entry in files}, {entry.target for entry in files}
    text = message("written by an earlier run and no longer planned: do not send it by mistake")
    return [
        Problem(ProblemCode.LEFT_OVER, text, case=entry.case, target=entry.target, file=entry.path)
        for entry in manifest.entries.values()
        if entry.case == plan.case.id
        and (entry.channel or "post") in plan.options.channels
        and entry.path not in paths
        and entry.path.count("/") == 1
        and (not plan.options.to or entry.target in targets)
        and is_there(out / entry.path)
    ]


def _too_long(entry: FileEntry) -> Problem:
    """A notice for a letter of several pages."""
    about = nmessage(
        "about {count} page: one-page letters are more likely to be read",
        "about {count} pages: one-page letters are more likely to be read",
        entry.pages,
    )
    exact = nmessage(
        "{count} page: one-page letters are more likely to be read",
        "{count} pages: one-page letters are more likely to be read",
        entry.pages,
    )
    text = exact if entry.pages_exact else about
    hint = message("shorten your own words")
    return Problem(ProblemCode.TOO_LONG, text, hint, case=entry.case, target=entry.target, file=entry.path)


def parse_formats(names: str) -> tuple[str, ...]:
    """`docx,txt` → the formats; raises MissingError for an unknown one."""
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in names.split(",") if part.strip()))
    for name in wanted or ("",):
        if name not in FORMATS:
            text, hint = message("“{name}” is not a format", name=name), did_you_mean(name, FORMATS)
            raise MissingError(Problem(ProblemCode.UNKNOWN_FORMAT, text, hint, field="format"))
    return wanted
