"""Mail → an unsent e-mail draft (RFC 5322), and a mail link (RFC 6068)."""

from __future__ import annotations

import string
from base64 import encodebytes
from binascii import b2a_qp
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from appealgen.model.document import Mail

LONG_LINK = 1_600
"""Characters of a whole link, percent-encoded: with more, some mail programs open nothing, or cut the text."""
LONGEST_LINK = 2_000
"""Limit of what Windows and some browsers hand to a mail program."""
_UNRESERVED = frozenset(map(ord, string.ascii_letters + string.digits + "-._~"))
_ENCODED = [chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in range(256)]
"""Each byte as a link has it (RFC 3986)."""


def render_eml(mail: Mail, attached: tuple[str, bytes] | None = None) -> bytes:
    """The draft, alike for the same mail: a mail program adds date and message ID when it is sent.

    `attached` is the name and the content of a PDF. `X-Unsent: 1` makes Outlook open the draft for editing; other
    programs ignore it.
    """
    data = mail.text.replace("\n", "\r\n").encode()
    plain = 5 * len(data) < 6 * len(mail.text)  # mostly ASCII, which a person can read even so
    body = b2a_qp(data, istext=True) if plain else encodebytes(data).replace(b"\n", b"\r\n")
    encoding = "quoted-printable" if plain else "base64"
    sender = _sender(*mail.sender) if mail.sender is not None else b""
    draft = sender + _head(mail.to, mail.subject, mail.language, encoding) + body
    return draft if attached is None else _with_attachment(draft, *attached)


@lru_cache(maxsize=256)
def _sender(name: str, address: str) -> bytes:
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    head = EmailMessage(SMTP)
    head["From"] = Address(" ".join(name.split()), addr_spec=address)
    return head.as_bytes().removesuffix(b"\r\n")


@lru_cache(maxsize=256)
def _head(to: tuple[str, ...], subject: str, language: str, encoding: str) -> bytes:
    """The header of a draft except its sender, with the empty line below; mails of a batch share it."""
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    head = EmailMessage(SMTP)
    head["To"] = [Address(addr_spec=address) for address in to]
    head["Subject"] = subject
    head["X-Unsent"] = "1"
    head["MIME-Version"] = "1.0"
    head["Content-Type"] = 'text/plain; charset="utf-8"'
    head["Content-Transfer-Encoding"] = encoding
    head["Content-Language"] = language
    return head.as_bytes()


def _with_attachment(draft: bytes, name: str, data: bytes) -> bytes:
    from email import message_from_bytes
    from email.policy import SMTP

    message = message_from_bytes(draft, policy=SMTP)
    message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    message.set_boundary(f"=_{sha256(data).hexdigest()[:32]}")
    return message.as_bytes()


class MailLink(NamedTuple):
    """A `mailto:` link; it is `complete` if it has the letter, else it has a line instead."""

    uri: str
    complete: bool


def mail_link(mail: Mail, instead: str) -> MailLink:
    """The link with the letter as its body; if that is too long, with the words `instead`. It is never cut."""
    addresses = ",".join(_encoded(address).replace("%40", "@") for address in mail.to)
    start = f"mailto:{addresses}?subject={_encoded(mail.subject)}"
    if len(mail.text.encode()) <= LONGEST_LINK:  # each byte needs at least one character
        whole = f"{start}&body={_encoded(mail.text)}"
        if len(whole) <= LONGEST_LINK:
            return MailLink(whole, complete=True)
    return MailLink(f"{start}&body={_encoded(instead)}" if instead else start, complete=False)


def _encoded(text: str) -> str:
    return "".join(_ENCODED[byte] for byte in text.rstrip("\n").replace("\n", "\r\n").encode())


def render_link(mail: Mail, link: MailLink) -> bytes:
    """A file with the link on its first line, and below it all that the mail says, to copy."""
    parts = [link.uri, ", ".join(mail.to), mail.subject, mail.text]
    return "\n\n".join(parts).encode()
