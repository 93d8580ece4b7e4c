from __future__ import annotations

import quopri
from email.message import EmailMessage

import pytest

from appealgen.errors import DocumentError
from appealgen.importing.draft import import_document
from appealgen.importing.files.mail import is_mail
from appealgen.importing.files.reader import read_document
from urgent_action_files import DOCUMENT, as_docx, as_mail, as_pdf, as_text, told


def mail(text: str = "See what is attached, é", **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"From": "a@example.org", "Message-ID": "<1@mail.example.org>", **headers}.items():
        message[name.replace("_", "-")] = value
    message.set_content(text, charset="iso-8859-1", cte="quoted-printable")
    return message


def test_both_bodies_are_read_the_richer_first() -> None:
    data = as_mail(["UA: 46/19 – café", "**bold** =C3 text"], subject="UA – 46/19")
    first, second = read_document(data)
    assert b"=E2=80=93" in data
    assert (first.kind, first.subject, told(first.lines)) == (
        "mail",
        "UA – 46/19",
        ["UA: 46/19 – café", "*bold* =C3 text"],
    )
    assert told(second.lines) == ["UA: 46/19 – café", "bold =C3 text"]


def test_attachments_that_are_documents_are_read() -> None:
    message = mail()
    message.add_attachment(
        as_docx(["Hello"], header=False), maintype="application", subtype="msword", filename="ua.docx"
    )
    message.add_attachment(as_pdf(["There"]), maintype="application", subtype="octet-stream", filename="UA.PDF")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    message.add_attachment(b"PK\3\4 broken", maintype="application", subtype="octet-stream", filename="b.docx")
    readings = read_document(message.as_bytes(), "m.eml")
    assert [(reading.kind, reading.name, told(reading.lines)) for reading in readings] == [
        ("mail", "m.eml", ["See what is attached, é"]), ("docx", "m.eml", ["Hello"]), ("pdf", "m.eml", ["There"]),
    ]  # fmt: skip


def test_the_reading_with_most_content_is_imported() -> None:
    message = mail("Dear friends,\n\nplease find an Urgent Action attached.\n\nYours sincerely,\n")
    message.add_attachment(as_docx(DOCUMENT), maintype="application", subtype="octet-stream", filename="ua.docx")
    draft = import_document(message.as_bytes())
    assert (draft.document.kind, draft.case.ua_number, draft.case.doubts) == ("docx", "46/19", ())


def test_an_attachment_is_preferred_to_a_body_with_the_same_text() -> None:
    message = mail(as_text())
    message.add_attachment(as_docx(), maintype="application", subtype="octet-stream", filename="ua.docx")
    assert import_document(message.as_bytes()).document.kind == "docx"


def test_an_attachment_that_cannot_be_read_is_named() -> None:
    message = mail("See what is attached")
    message.add_attachment(b"{\\rtf1 UA 1/20}", maintype="application", subtype="rtf", filename="UA.rtf")
    with pytest.raises(DocumentError) as raised:
        import_document(message.as_bytes())
    assert "UA.rtf could not be read" in str(raised.value.problems[0].hint)
    alone = EmailMessage()
    alone["From"], alone["Message-ID"] = "a@example.org", "<1@mail.example.org>"
    alone.set_content(b"{\\rtf1 UA 1/20}", maintype="application", subtype="rtf", filename="UA.rtf")
    with pytest.raises(DocumentError) as raised:
        read_document(alone.as_bytes())
    assert [problem.code for problem in raised.value.problems] == ["other-kind"]


def test_the_subject_supplies_missing_values() -> None:
    paragraphs = [DOCUMENT[0].replace("UA: 46/19 ", ""), *DOCUMENT[1:]]
    subject = "Urgent Action Update: Second UA 46/19: Kazakhstan"
    draft = import_document(as_mail(paragraphs, subject=subject))
    assert (draft.case.ua_number, draft.case.issue, draft.is_update, draft.origins["ua_number"]) == (
        "46/19",
        2,
        True,
        1,
    )


def test_flowed_text_flows_on() -> None:
    head = b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/plain; format=flowed\n\n"
    [reading] = read_document(head + b"A line that is \nflowed on.\nNext \n\nlast")
    assert told(reading.lines) == ["A line that is flowed on.", "Next", "last"]


SAID = "He hasn’t – “not once” – eaten: café"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("; charset=iso-8859-1", "cp1252"),
        ("; charset=us-ascii", "cp1252"),
        ('; charset="Windows-1252"', "cp1252"),
        ("; charset=utf-8", "utf-8"),
        ("; charset=utf-8", "cp1252"),
        ("; charset=iso-8859-1", "utf-8"),
        ("; charset=nowhere", "utf-8"),
        ("", "utf-8"),
        ("", "cp1252"),
    ],
)
@pytest.mark.parametrize("media", ["text/plain", "text/html"])
@pytest.mark.parametrize("coded", [False, True])
def test_letters_of_mails(charset: str, encoding: str, media: str, coded: bool) -> None:
    text = SAID if media == "text/plain" else f"<!DOCTYPE html><p>{SAID}</p>"
    body = text.encode(encoding)
    head = f"From: a@example.org\nMIME-Version: 1.0\nContent-Type: {media}{charset}\n"
    head += f"Content-Transfer-Encoding: {'quoted-printable' if coded else '8bit'}\n\n"
    [reading] = read_document(head.encode() + (quopri.encodestring(body) if coded else body))
    assert told(reading.lines) == [SAID]


def test_a_saved_archive_declares_its_encoding_in_its_page() -> None:
    parts = [
        f"Content-Type: text/html\n\n<html><head><meta charset='utf-8'></head><body><p>{SAID}</p></body></html>",
        "Content-Type: text/css\n\np { color: red }",
    ]
    head = 'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n'
    data = "".join([head, *(f"\n--b\n{part}\n" for part in parts), "\n--b--\n"])
    assert [told(reading.lines) for reading in read_document(data.encode())] == [[SAID]]


def test_an_unknown_encoding() -> None:
    head = b'From: a@example.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset="none"\n\n'
    [reading] = read_document(head + "café".encode())
    assert told(reading.lines) == ["café"]


def test_a_mail_without_text_has_none() -> None:
    message = EmailMessage()
    message["From"], message["Message-ID"] = "a@example.org", "<1@mail.example.org>"
    message.set_content(b"\x89PNG", maintype="image", subtype="png")
    with pytest.raises(DocumentError) as raised:
        read_document(message.as_bytes())
    assert raised.value.problems[0].code == "no-text"


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        ("From: a@example.org\nSubject: x\nMIME-Version: 1.0\n\ntext", True),
        ("Received: from x\n by y\nmessage-id: <1@x>\r\n\r\ntext", True),
        ("Subject: x\nDate: y\n\ntext", False),
        ("From: a@example.org\nMIME-Version: 1.0\ntext", False),
        ("UA: 46/19\nDate: 9 April\n\ntext", False),
        ("\nFrom: a@example.org\nMIME-Version: 1.0\n\n", False),
    ],
)
def test_a_mail_is_known_by_its_head(head: str, is_one: bool) -> None:
    assert is_mail(head.encode()) is is_one
