"""The one place that knows every stage: case and sender → plan → documents → files and manifest."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from appealgen import record, resources, writer
from appealgen.document import Envelope, Letter
from appealgen.errors import MissingError, Problem, RefusedError, WriteError, did_you_mean
from appealgen.language import phrases as phrase_files
from appealgen.language.locales import best_of
from appealgen.letters.compose import Composed, compose
from appealgen.letters.review import review_case, review_letter
from appealgen.model import Case, Country, Route, Sender, Tag, Target
from appealgen.planning import Mailing, Plan
from appealgen.planning import plan as make_plan
from appealgen.post.stationery import default_envelope, envelope_format, envelope_formats
from appealgen.reading.casefile import load_embassies
from appealgen.record import FileEntry
from appealgen.renderers import FORMATS, render
from appealgen.renderers.pagination import fits, pages
from appealgen.renderers.reference import Reference, bundled_reference, load_reference
from appealgen.yamlfile import unprintable

_COUNTRY_OF_NOBODY = Country("XK")
_ANY_DAY = datetime.date(2000, 1, 1)


@dataclass(frozen=True)
class Report:
    """What a run did, or with `planned` states would do. `composed` is what was put on paper, for a preview."""

    plan: Plan
    out: Path
    files: tuple[FileEntry, ...]
    notices: tuple[Problem, ...]
    composed: tuple[Composed, ...]


def plan(
    case: Case,
    sender: Sender,
    *,
    date: datetime.date,
    today: datetime.date | None = None,
    to: Sequence[str] = (),
    language: Tag | None = None,
    embassy: Route | None = None,
    envelope: str | None = None,
    own_words: str | None = None,
    anyway: str | None = None,
    roots: tuple[Path, ...] = (),
) -> Plan:
    """Plan one sender's letters for a case; showing the plan is the dry run.

    `envelope` is a format's name, `none`, or None for what the sender's country uses. `roots` are directories whose
    `embassies/`, `letter_templates/` and `phrases/` come before what is bundled. Raises MissingError for names that are
    not known, InputError for a broken embassy list.
    """
    for field, text in (("own-words", own_words), ("anyway", anyway)):
        if text is not None and not text.strip():
            raise MissingError(Problem("wrong-value", "is empty", field=field))
        if text and (char := unprintable(text)) is not None:
            message = f"contains U+{ord(char):04X}, which no document can hold"
            raise MissingError(Problem("wrong-value", message, "leave that character out", field=field))
    chosen = envelope or default_envelope(sender.country)
    return make_plan(
        case,
        sender,
        date=date,
        today=today,
        to=to,
        language=language,
        embassy=embassy,
        envelope=None if chosen == "none" else envelope_format(chosen, roots),
        own_words=own_words,
        anyway=anyway,
        missions=missions_of(case.country, roots),
    )


def missions_of(country: str, roots: Sequence[Path]) -> tuple[Target, ...]:
    """The missions of a country in the user's `embassies/<of>.yaml`; none when there is no such file."""
    path = resources.find(f"embassies/{country}.yaml", roots)
    return load_embassies(path) if path is not None else ()


def write(
    planned: Plan,
    out: Path,
    *,
    formats: Sequence[str] = ("docx",),
    reference_doc: Path | None = None,
    roots: tuple[Path, ...] = (),
    overwrite: bool = False,
    dry_run: bool = False,
) -> Report:
    """Compose, render and write everything that is planned, and the manifest; with `dry_run` all but the writing.

    Raises RefusedError when the plan refuses, TemplateError, InputError for the reference document or the manifest, and
    WriteError for conflicts (all of them) or when the disk does not take the files; then nothing has changed.
    """
    if planned.refusals:
        raise RefusedError(planned.refusals)
    reference = load_reference(reference_doc) if reference_doc else bundled_reference()
    composed = [compose(mailing, roots) for mailing in planned.mailings]
    rendered = [
        made
        for mailing, papers in zip(planned.mailings, composed, strict=True)
        for made in _render(mailing, papers, formats, reference)
    ]
    manifest = record.read_manifest(out)
    last = record.hashes(manifest)
    standings = {entry.path: writer.classify(out / entry.path, data, last.get(entry.path)) for entry, data in rendered}
    found = writer.conflicts(out, standings, overwrite=overwrite)
    if found and not dry_run:
        raise WriteError(found)
    states: dict[writer.Standing, record.State] = {
        "new": "written", "identical": "identical", "ours": "replaced", "foreign": "replaced", "blocked": "planned",
    }  # fmt: skip
    files = tuple(
        replace(entry, state="planned" if dry_run else states[standings[entry.path]]) for entry, _ in rendered
    )
    notices = (*planned.notices, *_left_over(planned, files, manifest, out), *(found if dry_run else ()))
    notices += tuple(_too_long(entry) for entry in files if entry.pages > 1 and entry.kind == "letter")
    envelopes = [papers.envelope for papers in composed if papers.envelope]
    notices += tuple(_too_small(e, reference, planned, roots) for e in envelopes if not fits(e, reference))
    if not dry_run:
        changed = [(out / entry.path, data) for entry, data in rendered if standings[entry.path] != "identical"]
        writer.write_all([*changed, (out / record.NAME, record.merged(manifest, notices, files))])
    return Report(planned, out, files, notices, tuple(composed))


def _render(
    mailing: Mailing, papers: Composed, formats: Sequence[str], reference: Reference
) -> list[tuple[FileEntry, bytes]]:
    """The files of one mailing, every format alike: `<case>/<target>.<tag>.docx`, `<case>/<target>.envelope.docx`."""
    made = []
    kinds: tuple[tuple[Literal["letter", "envelope"], Letter | Envelope | None], ...]
    kinds = (("letter", papers.letter), ("envelope", papers.envelope))
    stem, tag = f"{mailing.case.id}/{mailing.target.id}", mailing.language.tag
    count = pages(papers.letter, reference)
    for format in dict.fromkeys(formats):
        for kind, document in kinds:
            if document is None:
                continue
            data = render(document, format, reference)
            entry = FileEntry(
                path=f"{stem}.{tag if kind == 'letter' else 'envelope'}.{format}",
                kind=kind,
                format=format,
                state="planned",
                case=mailing.case.id,
                target=mailing.target.id,
                sender=1,
                language=tag,
                language_reason=mailing.language.reason,
                pages=count if kind == "letter" else 1,
                size=len(data),
                sha256=writer.sha256(data),
            )
            made.append((entry, data))
    return made


def _left_over(planned: Plan, files: Sequence[FileEntry], manifest: Mapping[str, Any], out: Path) -> list[Problem]:
    """Files of earlier runs for the case (with --to: for its targets) that this run no longer plans: never deleted."""
    paths, targets = {entry.path for entry in files}, {entry.target for entry in files}
    notices = []
    for entry in manifest["files"]:
        same = entry.get("case") == planned.case.id and (not planned.to or entry.get("target") in targets)
        if same and entry["path"] not in paths and (out / entry["path"]).exists():
            message = "written by an earlier run and no longer planned: do not send it by mistake"
            notices.append(
                Problem("left-over", message, case=planned.case.id, target=entry["target"], file=entry["path"])
            )
    return notices


def _too_small(envelope: Envelope, reference: Reference, planned: Plan, roots: tuple[Path, ...]) -> Problem:
    roomier = [form.name for form in envelope_formats(roots) if fits(replace(envelope, format=form), reference)]
    hint = f"--envelope {' or '.join(roomier)} has room" if roomier else "shorten its lines, or write it by hand"
    head = envelope.recipient.lines[0]
    message = f"an address does not fit the {envelope.format.name} envelope to “{head}”: look at it before you print"
    return Problem("address-too-long", message, hint, case=planned.case.id)


def _too_long(entry: FileEntry) -> Problem:
    message = f"about {entry.pages} pages: letters of one page are read"
    return Problem("too-long", message, "shorten your own words", case=entry.case, target=entry.target, file=entry.path)


def parse_formats(text: str) -> tuple[str, ...]:
    """`docx,txt` → the formats; raises MissingError for one that is not known."""
    wanted = tuple(part.strip().lower() for part in text.split(",") if part.strip())
    for name in wanted or ("",):
        if name not in FORMATS:
            hint = did_you_mean(name, FORMATS)
            raise MissingError(Problem("unknown-format", f"“{name}” is not a format", hint, field="format"))
    return wanted


def check(case: Case, roots: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    """What the letter-writing guides say of a case and of each of its letters: advice, not errors.

    Each letter is composed for a made-up sender who gives every detail. Raises TemplateError, and InputError for a
    letter that cannot be composed.
    """
    known = phrase_files.known(roots)
    found = list(review_case(case, known))
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
            case, sender, date=case.deadline or _ANY_DAY, anyway="check", language=tag, to=["target"],
            embassy="none", own_words="What I add.", roots=roots,
        )  # fmt: skip
        for letter in [compose(mailing, roots).letter for mailing in planned.mailings[:1]]:
            found += review_letter(case, model, letter, pages(letter, reference))
    return tuple(found)
