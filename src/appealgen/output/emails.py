"""Faxes, e-mail drafts and mail links of letters as files, beside the letters or instead of them."""

from __future__ import annotations

from pathlib import Path

from appealgen.errors import Problem, ProblemCode
from appealgen.language.phrases import load_phrases
from appealgen.messages import Quantity, message
from appealgen.model.document import Letter, Mail
from appealgen.model.sender import Sender
from appealgen.output.artifacts import SINGLE, Owner, SentFiles, entry_of, stem_of
from appealgen.output.classification import sha256
from appealgen.output.entries import FileEntry
from appealgen.planning.channels import email_addresses, is_email_address
from appealgen.planning.plan import Mailing
from appealgen.post.signing import without_address
from appealgen.renderers import render
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.mail import LONG_LINK, LONGEST_LINK, MailLink, mail_link, render_eml, render_link
from appealgen.renderers.text.mail import mail_words


def sent_files(
    mailing: Mailing,
    letter: Letter,
    sender: Sender,
    roots: tuple[Path, ...] = (),
    owner: Owner = SINGLE,
    attach: Reference | None = None,
) -> SentFiles:
    """The files of a mailing that goes by fax or e-mail; like `fax_file` and `mail_files`."""
    sender = without_address(sender) if mailing.withheld else sender
    files: tuple[tuple[FileEntry, bytes], ...] = ()
    if "fax" in mailing.channels:
        from appealgen.output.faxes import fax_file

        files = (fax_file(mailing, letter, sender, roots, owner),)
    if "email" not in mailing.channels:
        return SentFiles(files)
    mails = mail_files(mailing, letter, sender, roots, owner, attach)
    return mails._replace(files=(*files, *mails.files))


def mail_files(
    mailing: Mailing,
    letter: Letter,
    sender: Sender,
    roots: tuple[Path, ...] = (),
    owner: Owner = SINGLE,
    attach: Reference | None = None,
) -> SentFiles:
    """An e-mail as a draft and as a link: `<case>/<target>.<tag>.eml` and `<case>/<target>.<tag>.mailto.txt`.

    `attach` is the look of the letter as PDF that goes with the draft; None for none. Raises RefusedError for one with
    letters that no installed font has.
    """
    own = (sender.name, sender.email) if sender.email and is_email_address(sender.email) else None
    to, tag = email_addresses(mailing.recipient), mailing.language.tag
    words = load_phrases(tag, roots, sender.country)
    subject, text = mail_words(letter, sender.place)
    subject = subject or (words.solidarity.subject if words.solidarity else mailing.case.id)
    mail = Mail(to, own, letter.language, subject, text)
    link = mail_link(mail, words.paste_here)
    stem = f"{stem_of(mailing, owner)}.{tag}"
    entry = entry_of(mailing, owner, f"{stem}.eml")._replace(kind="email", format="eml", channel="email")
    beside = entry._replace(path=f"{stem}.mailto.txt", kind="mailto", format="txt")
    name, attached = f"{mailing.target.id}.{tag}.pdf", None
    if attach is not None:
        attached = (name, render(letter, "pdf", attach, mailing.date))
    files = ((entry, render_eml(mail, attached)), (beside, render_link(mail, link)))
    sized = tuple((each._replace(size=len(data), sha256=sha256(data)), data) for each, data in files)
    return SentFiles(sized, _long_link(mailing, link))


def _long_link(mailing: Mailing, link: MailLink) -> Problem | None:
    """A notice about a link that holds no letter, or that some programs cut."""
    name, case, target = f"{mailing.target.id}.{mailing.language.tag}", mailing.case.id, mailing.target.id
    if not link.complete:
        text = message(
            "the letter is too long for a mail link of {limit} characters: {link} has only address and subject",
            limit=Quantity(LONGEST_LINK),
            link=f"{name}.mailto.txt",
        )
        hint = message("open {file}, or paste the text that is below the link", file=f"{name}.eml")
        return Problem(ProblemCode.LONG_MAIL_LINK, text, hint, case=case, target=target)
    if len(link.uri) > LONG_LINK:
        text = message(
            "the mail link in {link} has more than {limit} characters, which some programs cut",
            limit=Quantity(LONG_LINK),
            link=f"{name}.mailto.txt",
        )
        hint = message("open {file} instead", file=f"{name}.eml")
        return Problem(ProblemCode.LONG_MAIL_LINK, text, hint, case=case, target=target)
    return None
