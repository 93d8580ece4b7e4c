"""Faxes of letters as files: a cover sheet and the letter in one PDF."""

from __future__ import annotations

from pathlib import Path

from appealgen.language.localized import words_near
from appealgen.language.phrases import fax_words
from appealgen.letters.fax import fax_cover, fax_letter
from appealgen.model.document import Letter
from appealgen.model.sender import Sender
from appealgen.output.artifacts import SINGLE, Owner, entry_of, stem_of
from appealgen.output.classification import sha256
from appealgen.output.entries import FileEntry
from appealgen.planning.channels import fax_number_of
from appealgen.planning.plan import Mailing
from appealgen.renderers.pagination import pages
from appealgen.renderers.pdf.document import set_pdf
from appealgen.renderers.pdf.fax import fax_looks


def fax_file(
    mailing: Mailing, letter: Letter, sender: Sender, roots: tuple[Path, ...] = (), owner: Owner = SINGLE
) -> tuple[FileEntry, bytes]:
    """A fax: `<case>/<target>.<tag>.fax.pdf`. Raises RefusedError for one with letters that no installed font has."""
    tag, number = mailing.language.tag, fax_number_of(mailing.recipient, mailing.case)
    assert number is not None, "the plan found it"
    sent, words = fax_letter(mailing, letter, sender, roots), fax_words(tag, roots, sender.country)
    names = (words_near(text, tag) for text in (mailing.recipient.office, mailing.recipient.name) if text)
    to = tuple(filter(None, names))
    count = 1 + pages(sent, fax_looks())
    while True:  # twice at most: a cover sheet is as long, whatever its number of pages
        cover = fax_cover(sent, to, number.text, count, words)
        pdf = set_pdf((cover, sent), fax_looks(), date=mailing.date)
        if sum(pdf.pages) == count:
            break
        count = sum(pdf.pages)
    entry = entry_of(mailing, owner, f"{stem_of(mailing, owner)}.{tag}.fax.pdf")
    entry = entry._replace(kind="fax", format="pdf", channel="fax", pages=count, pages_exact=True)
    return entry._replace(size=len(pdf.data), sha256=sha256(pdf.data)), pdf.data
