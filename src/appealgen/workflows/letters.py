"""The one place that knows every stage: case and sender → plan → documents → files and manifest."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from appealgen import resources
from appealgen.errors import InputError, MissingError, Problem, ProblemCode, RefusedError, WriteError, did_you_mean
from appealgen.language.locales import best_of
from appealgen.language.phrases import languages_with_phrases, load_phrases
from appealgen.letters.compose import Composed, compose
from appealgen.messages import message, nmessage
from appealgen.model.case import Case, Route
from appealgen.model.document import LabelPlacing
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import Stationery, StationeryChoice
from appealgen.output import manifest as record
from appealgen.output import writer
from appealgen.output.artifacts import files_of, label_files, labels_of, misfits_of
from appealgen.output.manifest import FileEntry
from appealgen.output.report import Report, unpriced, weighed
from appealgen.planning.doubts import as_problem
from appealgen.planning.planner import Mailing, Plan
from appealgen.planning.planner import plan as make_plan
from appealgen.post.address import address_problems
from appealgen.post.envelopes import envelope_format
from appealgen.post.stationery import choose_stationery, preferred
from appealgen.renderers import FORMATS
from appealgen.renderers.docx.reference import bundled_reference, load_reference
from appealgen.renderers.pagination import pages
from appealgen.yamlfile.scalars import unprintable

if TYPE_CHECKING:
    from appealgen.model.embassy import Embassy
    from appealgen.post.postage import PostageTable
    from appealgen.post.suspension import Suspension

_COUNTRY_OF_NOBODY = Country("ZZ")
_ANY_DAY = datetime.date(2000, 1, 1)


def plan(
    case: Case,
    sender: Sender,
    *,
    date: datetime.date,
    today: datetime.date | None = None,
    to: Sequence[str] = (),
    language: Tag | None = None,
    embassy: Route | None = None,
    stationery: StationeryChoice | None = None,
    own_words: str | None = None,
    anyway: str | None = None,
    accept_doubts: bool = False,
    roots: tuple[Path, ...] = (),
) -> Plan:
    """Plan one sender's letters for a case; showing the plan is the dry run.

    `stationery` is what is asked for this time over the sender's own and their country's. `roots` are directories
    whose `embassies/`, `suspended.yaml`, `envelopes.yaml` and the like, `letter_templates/` and `phrases/` come
    before what is bundled. Raises MissingError for names that are not known, InputError for a broken file of these.
    """
    for field, text in (("own-words", own_words), ("anyway", anyway)):
        if text is not None and not text.strip():
            raise MissingError(Problem(ProblemCode.WRONG_VALUE, message("is empty"), field=field))
        if text and (char := unprintable(text)) is not None:
            wording = message("contains U+{char:04X}, which no document can hold", char=ord(char))
            raise MissingError(
                Problem(ProblemCode.WRONG_VALUE, wording, message("leave that character out"), field=field)
            )
    made = _stationery(sender, stationery or StationeryChoice(), roots)
    return make_plan(
        case,
        sender,
        date=date,
        today=today,
        to=to,
        language=language,
        embassy=embassy,
        stationery=made,
        own_words=own_words,
        anyway=anyway,
        accept_doubts=accept_doubts,
        embassies=embassies_of(case.country, roots),
        suspensions=_suspensions(roots),
    )


def _stationery(sender: Sender, asked: StationeryChoice, roots: tuple[Path, ...]) -> Stationery:
    """What the letters are put on; what is wrong in the sender's own file is an InputError, not one of usage."""
    try:
        return choose_stationery(preferred(sender.stationery, asked), sender.country, sender.reads, roots)
    except MissingError as error:
        if asked != StationeryChoice():
            raise
        raise InputError(replace(problem, field=f"stationery.{problem.field}") for problem in error.problems) from None


def embassies_of(country: str, roots: Sequence[Path]) -> tuple[Embassy, ...]:
    """The embassies of a country in the user's `embassies/<of>.yaml`; none when there is no such file."""
    path = resources.find(f"embassies/{country}.yaml", roots)
    if path is None:
        return ()
    from appealgen.reading.embassies import load_embassies

    return load_embassies(path)


def _suspensions(roots: Sequence[Path]) -> tuple[Suspension, ...]:
    path = resources.find("suspended.yaml", roots)
    if path is None:
        return ()
    from appealgen.reading.postal_tables import load_suspensions

    return load_suspensions(path)


def postage_tables(roots: tuple[Path, ...]) -> tuple[PostageTable, ...]:
    """The user's tables of prices; none when there is no such file."""
    paths = resources.find_all("postage.yaml", roots)
    if not paths:
        return ()
    from appealgen.reading.postal_tables import load_postage

    tables = {path: load_postage(path) for path in paths}
    for path, table in tables.items():
        for name in {name for price in table.prices for name in price.envelopes}:
            try:
                envelope_format(name, roots)
            except MissingError as error:
                raise InputError(replace(problem, file=str(path)) for problem in error.problems) from None
    return tuple(tables.values())


def write(
    planned: Plan,
    out: Path,
    *,
    formats: Sequence[str] = ("docx",),
    labels: LabelPlacing | None = None,
    reference_doc: Path | None = None,
    signers: Sequence[tuple[str, str]] = (),
    roots: tuple[Path, ...] = (),
    overwrite: bool = False,
    dry_run: bool = False,
) -> Report:
    """Compose, render and write everything that is planned, and the manifest; with `dry_run` all but the writing.

    `labels` says where on their sheet the labels are printed, if the stationery has any; `signers` are the names and
    places of those who sign every appeal with the sender, below it. Raises RefusedError when the
    plan refuses or an address does not fit what it is printed on, TemplateError, InputError for the reference
    document or the manifest, and WriteError for conflicts (all of them) or when the disk does not take the files;
    then nothing has changed.
    """
    if planned.refusals:
        raise RefusedError(planned.refusals)
    reference = load_reference(reference_doc) if reference_doc else bundled_reference()
    composed = [_signed_by(compose(mailing, roots), mailing, signers, roots) for mailing in planned.mailings]
    sheets = labels_of(planned, composed, labels or LabelPlacing())
    laid_out = "docx" in formats
    if refusals := list(misfits_of(planned, composed, sheets, reference, roots)) if laid_out else []:
        raise RefusedError(refusals)
    prices = postage_tables(roots)
    mail = [
        weighed(mailing, pages(papers.letter, reference), prices)
        for mailing, papers in zip(planned.mailings, composed, strict=True)
    ]
    rendered = [
        made for one, papers in zip(mail, composed, strict=True) for made in files_of(one, papers, formats, reference)
    ]
    rendered += label_files(planned, sheets, formats, reference)
    record.check_idle(out)
    manifest = record.read_manifest(out)
    last = record.hashes(manifest)
    standings = {entry.path: writer.classify(out / entry.path, data, last.get(entry.path)) for entry, data in rendered}
    found = writer.conflicts(out, standings, overwrite=overwrite)
    if found and not dry_run:
        raise WriteError(found)
    files = tuple(
        entry._replace(state="planned" if dry_run else record.STATES[standings[entry.path]]) for entry, _ in rendered
    )
    notices = (*planned.notices, *_left_over(planned, files, manifest, out), *(found if dry_run else ()))
    if not signers:
        notices += tuple(too_long(entry) for entry in files if entry.pages > 1 and entry.kind == "letter")
    notices += tuple(unpriced(one) for one in mail if prices and one.mailing.posted and one.postage is None)
    if not dry_run:
        changed = [(out / entry.path, data) for entry, data in rendered if standings[entry.path] != "identical"]
        writer.write_all([*changed, (out / record.NAME, record.merged(manifest, notices, files))])
        record.forget_journal(out)
    return Report(planned, out, files, notices, tuple(composed), tuple(mail))


def _signed_by(
    papers: Composed, mailing: Mailing, signers: Sequence[tuple[str, str]], roots: tuple[Path, ...]
) -> Composed:
    """The letter with a table below it for everyone's signature."""
    if not signers or mailing.kind == "copy":
        return papers
    from appealgen.letters.event_sheets import signature_table

    words = load_phrases(mailing.language.tag, roots).signatures
    letter = papers.letter._replace(signatures=signature_table(signers, words))
    return papers._replace(letter=letter)


def _left_over(planned: Plan, files: Sequence[FileEntry], manifest: Mapping[str, Any], out: Path) -> list[Problem]:
    """Files of earlier runs for the case (with --to: for its targets) that this run no longer plans: never deleted."""
    paths, targets = {entry.path for entry in files}, {entry.target for entry in files}
    notices = []
    for entry in manifest["files"]:
        same = entry.get("case") == planned.case.id and (not planned.to or entry.get("target") in targets)
        if same and entry["path"] not in paths and (out / entry["path"]).exists():
            text = message("written by an earlier run and no longer planned: do not send it by mistake")
            notices.append(
                Problem(ProblemCode.LEFT_OVER, text, case=planned.case.id, target=entry["target"], file=entry["path"])
            )
    return notices


def too_long(entry: FileEntry) -> Problem:
    """A notice for a letter of several pages."""
    text = nmessage(
        "about {count} page: letters of one page are read",
        "about {count} pages: letters of one page are read",
        entry.pages or 0,
    )
    return Problem(
        ProblemCode.TOO_LONG,
        text,
        message("shorten your own words"),
        case=entry.case,
        target=entry.target,
        file=entry.path,
    )


def parse_formats(text: str) -> tuple[str, ...]:
    """`docx,txt` → the formats; raises MissingError for one that is not known."""
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for name in wanted or ("",):
        if name not in FORMATS:
            hint = did_you_mean(name, FORMATS)
            raise MissingError(
                Problem(
                    ProblemCode.UNKNOWN_FORMAT, message("“{name}” is not a format", name=name), hint, field="format"
                )
            )
    return wanted


def check(case: Case, roots: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    """What the guides say of a case and its letters, and a postal clerk of its addresses: advice, not errors.

    Each letter is composed for a made-up sender who gives every detail. Raises TemplateError, and InputError for a
    letter that cannot be composed.
    """
    from appealgen.letters.review import review_case, review_letter
    from appealgen.letters.translation import review_translation
    from appealgen.reading.case_files import unfinished_translations

    known = languages_with_phrases(roots)
    found = [as_problem(doubt, case) for doubt in case.unsettled]
    found += review_case(case, known)
    for model in case.letters.values():
        found += [replace(problem, case=case.id) for problem in review_translation(case, model)]
    found += unfinished_translations(case)
    for target in case.targets:
        asked = address_problems(target, target.country_in(case.country), _COUNTRY_OF_NOBODY) if target.address else []
        found += [replace(problem, case=case.id, file=case.file) for problem in asked]
    reference = bundled_reference()
    for tag, model in case.letters.items():
        if best_of(tag, known) is None:
            continue
        sender = Sender(
            name="Sender",
            address=("Street", "Town", "Postcode"),
            country=_COUNTRY_OF_NOBODY,
            reads=(tag,),
            place="Town",
            about="What I do.",
        )
        planned = plan(
            case, sender, date=case.deadline or _ANY_DAY, anyway="check", accept_doubts=True, language=tag,
            to=["target"], embassy="none", own_words="What I add.", roots=roots,
        )  # fmt: skip
        for letter in [compose(mailing, roots).letter for mailing in planned.mailings[:1]]:
            found += review_letter(case, model, letter, pages(letter, reference))
    return tuple(found)
