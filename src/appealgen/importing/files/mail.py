"""Open saved mail and saved web archives (MIME): the bodies and attachments that may be documents."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import NamedTuple

_HEAD = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\r?\n")
_MIME = re.compile(
    rb"^(?:MIME-Version|Content-Type|From|Received|Message-ID|Return-Path):", re.IGNORECASE | re.MULTILINE
)
_MAX_PARTS = 60
_FLOWED = re.compile(rb"(?<=\S) \n(?!\n|--)")


def is_mail(data: bytes) -> bool:
    """Whether the bytes begin with the head of a mail."""
    head = _HEAD.match(data[:100_000])
    return head is not None and len(_MIME.findall(head[0])) >= 2


class Part(NamedTuple):
    """A part of a mail: its media type, file name, content, and declared encoding."""

    media: str
    name: str
    content: bytes
    charset: str | None


def mail_parts(data: bytes) -> tuple[str, list[Part]]:
    """The subject, and each part that may hold a document, richest first."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    subject = " ".join(str(message.get("Subject", "")).split())
    return subject, sorted(_parts(message), key=lambda part: _ORDER.get(part.media, 9))


_ORDER = {"text/html": 0, "text/plain": 1}


def _parts(message: EmailMessage) -> Iterator[Part]:
    for number, part in enumerate(message.walk()):
        if number > _MAX_PARTS:
            return
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content:
            if part.get_param("format") == "flowed":
                content = _FLOWED.sub(b" ", content.replace(b"\r\n", b"\n"))
            yield Part(part.get_content_type(), part.get_filename() or "", content, part.get_content_charset())
