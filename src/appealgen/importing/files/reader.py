"""Read a file of any supported kind into lines; the content decides the kind, not the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from appealgen import limits
from appealgen.errors import DocumentError, InputError, Problem, ProblemCode
from appealgen.importing.files.decoding import charset_of_page, decoded
from appealgen.importing.files.mail import is_mail, mail_parts
from appealgen.importing.files.markdown import is_markdown, markdown_lines
from appealgen.importing.files.text import plain_lines
from appealgen.importing.lines import MAX_CHARACTERS, MAX_LINES, Document, Line, pages_of
from appealgen.messages import Message, Quantity, message
from appealgen.paths import read_file
from appealgen.yamlfile.scalars import over_limit

MAX_BYTES = 25_000_000
_URL = re.compile(r"(?:https?|ftp|file)://|www\.", re.IGNORECASE)
_ONE_STROKE = re.compile(r"^(\w{2,}):/(?!/)")
"""A web address in the form of a path."""
_PICTURE = (message("an image"), message("run text recognition (OCR) on it and save the text"))
_SAVE_AS = message("open it in LibreOffice or Word, choose File – Save As, and save it as .docx")
_OLE = (
    message("an old Word document or an Outlook message (.doc, .msg)"),
    message("open it in its program, and save it as .docx, .eml or .txt"),
)
_OTHERS = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": _OLE,
    b"{\\rtf": (message("an RTF text"), _SAVE_AS),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"{": (message("JSON data"), message("open the page it belongs to and save that page")),
    b"\x1f\x8b": (message("a compressed file"), message("unpack it first")),
}
"""First bytes of other kinds of files, with advice."""
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|div|p|h[1-6]|article|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MANY_TAGS = re.compile(r"</(?:p|div|td|a|span|strong|b|li|h[1-6])>", re.IGNORECASE)
_SIGNATURE = re.compile(r"\n-- ?\r?\n")
"""The line before the signature of a mail or a mailing list (RFC 3676, 4.3)."""
_SIGNATURE_LINES = 12
_MARKUP = 10
"""Number of characters relative to the words: web pages are mostly markup."""
_MANY_BRACKETS = 2_000
"""Links in a Markdown text; parsing unmatched brackets takes the square of their number."""
_BODIES = ("text/html", "text/plain", "text/markdown", "application/xhtml+xml")
_ATTACHED = (".docx", ".pdf", ".html", ".htm", ".txt", ".md")
TO_SAVE_AS = (".doc", ".msg", ".odt", ".rtf")
"""Kinds of documents that are not read, but named with advice on saving them."""
_KINDS = "DOCX, PDF, HTML, Markdown, plain text or a saved mail (.eml)"


def read_document(source: Path | bytes, name: str | None = None) -> tuple[Document, ...]:
    """The readings of a file; a mail has several: its bodies and attachments.

    `name` is the file's name in messages. Raises DocumentError for a web address, a missing file, and a file of
    another kind or one that is damaged, encrypted, too large or malicious.
    """
    file = name or (str(source) if isinstance(source, Path) else "stdin")
    file = file.encode("utf-8", "replace").decode()  # whatever bytes the system passes
    data = source if isinstance(source, bytes) else _bytes(source, file)
    if len(data) > MAX_BYTES:
        text = message("larger than {size} MB: it cannot be an Urgent Action", size=MAX_BYTES // 1_000_000)
        raise DocumentError(Problem(ProblemCode.TOO_LARGE, text, file=file))
    if not data.strip(b"\0 \t\r\n"):
        raise DocumentError(Problem(ProblemCode.EMPTY, message("the file is empty"), file=file))
    readings = tuple(_checked(reading) for reading in _readings(data, file))
    if not any(reading.lines for reading in readings):
        raise DocumentError(Problem(ProblemCode.NO_TEXT, message("this file contains no text"), file=file))
    return readings


def refuse_address(name: str) -> None:
    """Raise DocumentError for a web address: appealgen never opens a connection."""
    if _URL.match(name):
        text = message("a web address: appealgen never opens a connection")
        hint = message("save the page or the document first (in a browser: Save as …), then give the file")
        raise DocumentError(Problem(ProblemCode.ADDRESS, text, hint, file=name))


def _bytes(path: Path, file: str) -> bytes:
    refuse_address(_ONE_STROKE.sub(r"\1://", str(path)))
    return read_file(path, MAX_BYTES, error=DocumentError, file=file)


def _readings(data: bytes, file: str) -> Iterator[Document]:
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from appealgen.importing.files.pdf import pdf_lines

        yield Document(file, "pdf", pdf_lines(data, file))
    elif data.startswith(b"PK\3\4"):
        yield Document(file, "docx", _docx(data, file))
    elif is_mail(data):
        yield from _mail(data, file)
    else:
        for what, hint in (other for magic, other in _OTHERS.items() if data.startswith(magic)):
            raise _other_kind(what, message("{hint}; supported: {kinds}", hint=hint, kinds=_KINDS), file)
        yield _text(data, file)


def _other_kind(what: Message, hint: Message, file: str) -> DocumentError:
    return DocumentError(Problem(ProblemCode.OTHER_KIND, message("this is {what}", what=what), hint, file=file))


def _docx(data: bytes, file: str) -> tuple[Line, ...]:
    if b"word/document.xml" not in data:
        is_odt = b"opendocument.text" in data[:200]
        what = message("a LibreOffice document") if is_odt else message("a compressed file, not a DOCX")
        hint = _SAVE_AS if is_odt else message("unpack it first")
        raise _other_kind(what, message("{hint}; supported: {kinds}", hint=hint, kinds=_KINDS), file)
    from appealgen.importing.files.docx import docx_lines

    return docx_lines(data, file)


def _text(data: bytes, file: str, named: str | None = None, *, mailed: bool = False) -> Document:
    """A text of any kind; `named` is the declared encoding, `mailed` is whether it may end in a signature."""
    try:
        text = decoded(data, file, named).replace("\0", "")
    except InputError:
        wording = message("this is neither text nor any other supported kind of file")
        hint = message("supported: {kinds}", kinds=_KINDS)
        raise DocumentError(Problem(ProblemCode.OTHER_KIND, wording, hint, file=file)) from None
    if len(text) > _MARKUP * MAX_CHARACTERS or text.count("\n") > _MARKUP * MAX_LINES:
        raise _too_long(len(text) // 3_000, file)
    if _HTML.match(text[:5000]) or len(_MANY_TAGS.findall(text[:100_000])) > 5:
        from appealgen.importing.files.html import html_lines

        lines, title = html_lines(text if named else decoded(data, file, charset_of_page(data)), file)
        return Document(file, "html", lines, title)
    text = _without_signature(text) if mailed else text
    if is_markdown(text) and text.count("[") < _MANY_BRACKETS:
        return Document(file, "markdown", markdown_lines(text))
    return Document(file, "text", plain_lines(text))


def _mail(data: bytes, file: str) -> Iterator[Document]:
    """The bodies of a mail, and the attached documents; unreadable ones are left out."""
    try:
        subject, parts = mail_parts(data)
    except Exception as error:  # the standard library's parser raises all kinds of errors for a broken part
        text = message("the mail is damaged and cannot be read")
        hint = message("open it in your mail program and save it again, or save only the text")
        raise DocumentError(Problem(ProblemCode.DAMAGED, text, hint, file=file)) from error
    readings: list[Document] = []
    unread: dict[str, DocumentError] = {}
    for part in parts:
        is_attached = part.name.lower().endswith((*_ATTACHED, *TO_SAVE_AS))
        if not is_attached and part.media not in _BODIES:
            continue
        try:
            if part.media in _BODIES:
                reading = _text(part.content, file, part.charset, mailed=part.media == "text/plain")
                readings.append(replace(reading, kind="mail", subject=subject))
            else:
                attached = _readings(part.content, f"{file} ({part.name})")
                readings += [replace(reading, name=file, subject=subject) for reading in attached]
        except DocumentError as error:
            if is_attached:
                unread[part.name] = error
    if unread and not any(reading.lines for reading in readings):
        raise next(iter(unread.values()))
    yield from (replace(reading, unread=tuple(unread)) for reading in readings)


def _without_signature(text: str) -> str:
    """The text of a mail up to a signature in its last few lines."""
    start = len(text.rstrip())
    for _ in range(_SIGNATURE_LINES):
        start = text.rfind("\n", 0, max(start, 0))
    match = _SIGNATURE.search(text, max(start, 0))
    return text[: match.start()] if match else text


def _too_long(pages: int, file: str) -> DocumentError:
    text = message("about {pages} pages of text: an Urgent Action has two", pages=Quantity(pages))
    hint = message("save the part that matters on its own")
    return DocumentError(Problem(ProblemCode.TOO_LARGE, text, hint, file=file))


def _checked(reading: Document) -> Document:
    count = sum(len(line.text) for line in reading.lines)
    if len(reading.lines) > MAX_LINES or count > MAX_CHARACTERS:
        raise _too_long(max(count // 3_000, len(reading.lines) // 50), reading.name)
    for line in reading.lines:
        if (wording := over_limit(line.text, limits.DOCUMENT_LINE)) is not None:
            raise DocumentError(Problem(ProblemCode.TOO_LARGE, wording, file=reading.name, line=line.number))
    return replace(reading, lines=tuple(part for line in reading.lines for part in pages_of(line)))
