"""Files made from a plan (letters, envelopes, labels), and problems of content that does not fit them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.letters.compose import Composed
from appealgen.letters.large_print import reading_copy
from appealgen.messages import message
from appealgen.model.document import Document, Envelope, LabelPlacing, Labels, Letter
from appealgen.model.sender import Sender
from appealgen.model.stationery import EnvelopeRules, LabelSheet
from appealgen.output.classification import sha256
from appealgen.output.entries import FileEntry
from appealgen.output.totals import PostedLetter
from appealgen.planning.plan import Mailing, Plan
from appealgen.renderers import pages_in_pdf, render, sheet_formats
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.fit_report import envelope_misfit, label_misfits, window_misfit

if TYPE_CHECKING:
    from appealgen.post.postage import Postage


class SentFiles(NamedTuple):
    """The files of one letter by fax and e-mail, and a notice if a link is too long for some programs or the letter."""

    files: tuple[tuple[FileEntry, bytes], ...] = ()
    notice: Problem | None = None


def labels_of(planned: Plan, composed: Sequence[Composed], placing: LabelPlacing) -> Labels | None:
    """Labels for all posted mailings, and as many with the return address if wanted; None without label sheets.

    Raises MissingError for a position that the sheet does not have.
    """
    posted = [papers.letter for mailing, papers in zip(planned.mailings, composed, strict=True) if mailing.posted]
    sheet = planned.mailings[0].stationery.labels if planned.mailings else None
    check_placing(sheet, placing)
    if sheet is None:
        return None
    texts = [letter.recipient.printed for letter in posted]
    if placing.senders:
        if planned.sender.blank:
            text = message("return-address labels need a return address: omit --blank")
            raise MissingError(Problem(ProblemCode.NO_RETURN_ADDRESS, text, field="return-labels"))
        rules = planned.mailings[0].stationery.rules
        texts += [sender_on_label(letter, planned.mailings[0].sender, rules) for letter in posted]
    own = len(posted) if placing.senders else 0
    return Labels(sheet=sheet, texts=tuple(texts), placing=placing, own=own) if texts else None


def check_placing(sheet: LabelSheet | None, placing: LabelPlacing) -> None:
    """Raise MissingError for a position that the sheet does not have, or for any position without a sheet."""
    if sheet is None:
        if placing != LabelPlacing():
            text = message("label options need a label sheet")
            raise MissingError(
                Problem(ProblemCode.NO_LABELS, text, message("give --labels SHEET, such as L7160"), field="labels")
            )
    elif not 1 <= placing.start <= sheet.columns * sheet.rows:
        text = message("a {name} sheet has labels 1 to {last}", name=sheet.name, last=sheet.columns * sheet.rows)
        raise MissingError(Problem(ProblemCode.LABEL_START, text, field="label-start"))


def sender_on_label(letter: Letter, sender: Sender, rules: EnvelopeRules) -> tuple[str, ...]:
    """The sender's lines on the letter without the e-mail address, as the post wants them."""
    return rules.named(tuple(line for line in letter.sender if line != sender.email))


def misfits_of(
    planned: Plan, composed: Sequence[Composed], labels: Labels | None, reference: Reference, roots: tuple[Path, ...]
) -> Iterator[Problem]:
    """Problems of addresses that do not fit their paper, with a size that would fit: refused, never clipped."""
    for mailing, papers in zip(planned.mailings, composed, strict=True):
        misfits = [envelope_misfit(papers.envelope, reference, roots)] if papers.envelope else []
        if papers.letter.layout:
            misfits.append(window_misfit(papers.letter, reference, roots))
        yield from (
            replace(problem, case=mailing.case.id, target=mailing.target.id)
            for problem in misfits
            if problem is not None
        )
    if labels is not None:
        yield from (replace(problem, case=planned.case.id) for problem in label_misfits(labels, reference, roots))


class Owner(NamedTuple):
    """Whose files they are: a folder in the case's, used for many senders, the sender's row, and the letter's mark."""

    folder: str = ""
    sender: int = 1
    person: str = ""
    mark: str = ""


SINGLE = Owner()


def files_of(
    letter: PostedLetter, papers: Composed, formats: Sequence[str], reference: Reference, owner: Owner = SINGLE
) -> list[tuple[FileEntry, bytes]]:
    """Files of one mailing in every format: `<case>/<target>.<tag>.docx`, `<case>/<target>.envelope.docx`."""
    return [
        _entered(entry, render(document, format, reference, letter.mailing.date))
        for format in dict.fromkeys(formats)
        for entry, document in documents_of(letter, papers, format, owner)
    ]


def documents_of(
    letter: PostedLetter, papers: Composed, format: str, owner: Owner = SINGLE
) -> Iterator[tuple[FileEntry, Document]]:
    """The files of one mailing in one format, and what is in them."""
    mailing = letter.mailing
    stem = stem_of(mailing, owner)
    entry = entry_of(mailing, owner, f"{stem}.{mailing.language.tag}.{format}")._replace(
        format=format,
        pages=letter.pages,
        pages_exact=format == "pdf",
        sheets=letter.sheets,
        weight_g=round(letter.grams) if mailing.posted else None,
        postage=_price_json(letter.postage),
    )
    yield entry, papers.letter
    if papers.envelope is not None:
        pages = pages_of_envelope(papers.envelope, format)
        path = f"{stem}.envelope.{format}"
        yield (
            entry._replace(path=path, kind="envelope", pages=pages, sheets=1, weight_g=None, postage=None),
            papers.envelope,
        )


def entry_of(mailing: Mailing, owner: Owner, path: str) -> FileEntry:
    """The entry of a letter by post, with what all files of its mailing have in common."""
    return FileEntry(
        path=path,
        kind="letter",
        format="",
        case=mailing.case.id,
        target=mailing.target.id,
        route=mailing.route,
        channel="post",
        sender=owner.sender,
        language=mailing.language.tag,
        language_reason=mailing.language.reason,
        country=mailing.destination,
        date=mailing.date.isoformat(),
        person=owner.person,
        mark=owner.mark,
    )


def stem_of(mailing: Mailing, owner: Owner) -> str:
    """The path of a mailing's files without their endings."""
    return "/".join(filter(None, (mailing.case.id, owner.folder, mailing.target.id)))


def pages_of_envelope(envelope: Envelope, format: str) -> int:
    """Two if the return address is on the back, else one."""
    return 2 if envelope.return_address == "back" and envelope.sender and format != "txt" else 1


def label_files(
    planned: Plan, labels: Labels | None, formats: Sequence[str], reference: Reference
) -> list[tuple[FileEntry, bytes]]:
    """The sheet of labels in every format; none without labels."""
    if labels is None:
        return []
    return [
        _entered(
            FileEntry(
                path=f"{planned.case.id}/labels.{format}",
                kind="labels",
                format=format,
                case=planned.case.id,
                sender=1,
                pages=labels.pages,
                pages_exact=format == "pdf",
                sheets=labels.pages,
            ),
            render(labels, format, reference, planned.options.date),
        )
        for format in dict.fromkeys(formats)
    ]


def reading_copies(
    planned: Plan, composed: Sequence[Composed], formats: Sequence[str], reference: Reference
) -> Iterator[tuple[FileEntry, bytes]]:
    """A copy of each letter in large print: `<case>/<target>.<tag>.large.docx`."""
    for mailing, papers in zip(planned.mailings, composed, strict=True):
        stem, copy = f"{mailing.case.id}/{mailing.target.id}.{mailing.language.tag}.large", reading_copy(papers.letter)
        for format in sheet_formats(formats):
            entry = FileEntry(path=f"{stem}.{format}", kind="sheet", format=format, sender=1)
            if format == "pdf":
                count = pages_in_pdf(copy, reference, mailing.date)
                entry = entry._replace(pages=count, pages_exact=True, sheets=count)
            yield _entered(entry, render(copy, format, reference, mailing.date))


def _entered(entry: FileEntry, data: bytes) -> tuple[FileEntry, bytes]:
    return entry._replace(size=len(data), sha256=sha256(data)), data


def _price_json(postage: Postage | None) -> Mapping[str, str] | None:
    """A price for the JSON output and the manifest."""
    if postage is None:
        return None
    return {
        "zone": postage.zone,
        "price": str(postage.price),
        "currency": postage.currency,
        "valid_from": postage.valid_from.isoformat(),
    }
