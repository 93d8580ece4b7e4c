"""E-mail drafts and mail links: read back by Python's parser and by another one, in every language."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast
from urllib.parse import unquote

import fast_mail_parser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.language.phrases import languages_with_phrases, load_phrases
from appealgen.model.document import Mail
from appealgen.model.identifiers import Tag
from appealgen.renderers.mail import LONGEST_LINK, mail_link, render_eml, render_link
from appealgen.renderers.text.mail import mail_words
from appealgen.workflows.proof import proof_letters

TO = ("one@example.org", "two@example.org")
MAIL = Mail(TO, ("Alex Example", "alex@example.org"), "en-GB", "Re: Ann", "Dear Minister,\n\nPlease.\n\nYours,\nAlex\n")
texts = st.text(st.characters(codec="utf-8"), max_size=200)
HEADERS = [
    "From", "To", "Subject", "X-Unsent", "MIME-Version", "Content-Type",
    "Content-Transfer-Encoding", "Content-Language",
]  # fmt: skip


def parsed(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=policy.default)


def text_of(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    return cast(str, cast(Any, body).get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("tag", languages_with_phrases())
def test_two_parsers_read_the_letter_in_every_language(tag: Tag) -> None:
    letter = proof_letters(tag)[0]
    subject, text = mail_words(letter, "Anytown")
    data = render_eml(MAIL._replace(language=letter.language, subject=subject, text=text))
    message, other = parsed(data), fast_mail_parser.parse_email(data)
    assert list(message.keys()) == HEADERS and message.defects == []
    assert message["Subject"] == other.subject == subject
    assert message["Content-Language"] == letter.language
    assert text_of(message) == text
    assert [each.replace("\r\n", "\n") for each in other.text_plain] == [text]
    assert all(len(line) <= 78 for line in data.split(b"\r\n")) and b"\n" not in data.replace(b"\r\n", b"")


def test_the_words_of_a_letter_without_what_is_for_paper() -> None:
    letter = proof_letters(Tag("en"))[0]
    subject, text = mail_words(letter, "Anytown")
    assert subject.startswith("Re: ") and "Re: " not in text
    assert text.startswith("Dear Minister of Justice") and "\nJo Example\nAnytown\n" in text
    assert all(line not in text for line in letter.recipient.printed[1:]) and letter.date_line not in text
    assert not set(text) & {"\u2011", "\u00a0", "\u202f"}


def test_a_draft_is_unsent_undated_and_alike() -> None:
    data = render_eml(MAIL)
    assert data == render_eml(MAIL)
    message = parsed(data)
    assert message["X-Unsent"] == "1" and message["Date"] is None and message["Message-ID"] is None
    assert message["To"] == "one@example.org, two@example.org" and message["From"] == "Alex Example <alex@example.org>"
    assert parsed(render_eml(MAIL._replace(sender=None)))["From"] is None


def test_a_pdf_goes_with_it() -> None:
    data = render_eml(MAIL, ("letter.pdf", b"%PDF-1.7 " + bytes(range(256))))
    assert data == render_eml(MAIL, ("letter.pdf", b"%PDF-1.7 " + bytes(range(256))))
    message, other = parsed(data), fast_mail_parser.parse_email(data)
    [attached] = message.iter_attachments()
    assert cast(Any, attached).get_content() == b"%PDF-1.7 " + bytes(range(256))
    assert attached.get_filename() == "letter.pdf" and attached.get_content_type() == "application/pdf"
    assert text_of(message) == MAIL.text
    assert [(each.filename, each.mimetype) for each in other.attachments] == [("letter.pdf", "application/pdf")]
    assert b"\n" not in data.replace(b"\r\n", b"")


@given(texts, texts, texts)
def test_no_text_becomes_a_header(name: str, subject: str, text: str) -> None:
    """Whatever a case or a roster holds."""
    subject = " ".join(subject.split())
    mail = MAIL._replace(sender=(name, "a@example.org"), subject=subject, text=text.replace("\r", "\n") + "\n")
    data = render_eml(mail)
    message = parsed(data)
    assert list(message.keys()) == HEADERS and [str(address) for address in message["To"].addresses] == list(TO)
    assert message["From"].addresses[0].addr_spec == "a@example.org"
    assert list(fast_mail_parser.parse_email(data).headers) == HEADERS
    assert text_of(message) == mail.text


def test_a_short_letter_is_in_the_link() -> None:
    link = mail_link(MAIL, "(Please paste the letter here.)")
    assert link.complete
    assert link.uri.startswith(
        "mailto:one@example.org,two@example.org?subject=Re%3A%20Ann&body=Dear%20Minister%2C%0D%0A"
    )
    assert unquote(link.uri.partition("&body=")[2]) == MAIL.text.rstrip("\n").replace("\n", "\r\n")


@pytest.mark.parametrize("word", ["a", "я", "信", "\U0001f54a"])
def test_a_link_has_the_whole_letter_or_none_of_it(word: str) -> None:
    for length in (*range(1, 60), *range(1500, 2200, 7)):
        link = mail_link(MAIL._replace(text=word * length + "\n"), "(Paste.)")
        body = unquote(link.uri.partition("&body=")[2])
        assert len(link.uri) <= LONGEST_LINK
        assert body == (word * length if link.complete else "(Paste.)")
    assert not link.complete


def test_the_file_of_a_link_has_all_words_to_copy() -> None:
    link = mail_link(MAIL._replace(text="a" * 3000 + "\n"), "(Paste.)")
    lines = render_link(MAIL._replace(text="a" * 3000 + "\n"), link).decode().split("\n\n")
    assert lines == [link.uri, "one@example.org, two@example.org", "Re: Ann", "a" * 3000 + "\n"]


@given(texts, texts)
def test_no_text_becomes_a_field_of_the_link(subject: str, text: str) -> None:
    link = mail_link(MAIL._replace(subject=subject, text=text), "")
    head, _, fields = link.uri.partition("?")
    assert head == "mailto:one@example.org,two@example.org" and fields.isascii() and " " not in fields
    assert [field.partition("=")[0] for field in fields.split("&")] in (["subject", "body"], ["subject"])


def test_every_language_asks_to_paste_the_letter() -> None:
    said = {load_phrases(tag).paste_here for tag in languages_with_phrases()}
    assert len(said) == len(languages_with_phrases()) and "" not in said
