"""Open saved mail and saved web archives (MIME): the bodies and attachments that may be documents."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage

_HEAD = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n")
_MIME = re.compile(
    rb"^(?:MIME-Version|Content-Type|From|Received|Message-ID|Return-Path):", re.IGNORECASE | re.MULTILINE
)
_MAX_PARTS = 60


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin with the head of a mail."""
    head = _HEAD.match(data[:100_000])
    return head is not None and len(_MIME.findall(head[0])) >= 2


def mail_parts(data: bytes) -> tuple[str, list[tuple[str, str, bytes | str]]]:
    """The subject, and (media type, file name, content) of each part that may hold a document, richest first."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    subject = " ".join(str(message.get("Subject", "")).split())
    return subject, sorted(_parts(message), key=lambda part: _ORDER.get(part[0], 9))


_ORDER = {"text/html": 0, "text/plain": 1}


def _parts(message: EmailMessage) -> Iterator[tuple[str, str, bytes | str]]:
    for number, part in enumerate(message.walk()):
        if number > _MAX_PARTS:
            return
        if part.is_multipart():
            continue
        try:
            content = part.get_content()
        except Exception:  # an unknown charset, or whatever a broken part leads the parser to
            content = part.get_payload(decode=True)
        if isinstance(content, str | bytes) and content:
            if part.get_param("format") == "flowed" and isinstance(content, str):
                content = re.sub(r"(?<=\S) \n(?!\n|--)", " ", content.replace("\r\n", "\n"))
            yield part.get_content_type(), part.get_filename() or "", content
