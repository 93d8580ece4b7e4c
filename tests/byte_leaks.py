"""Words in the bytes of files: also inside zip archives, PDF streams, mails and names of files."""

from __future__ import annotations

import email
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

_TAG, _STREAM = re.compile(rb"<[^>]+>"), re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def leaks(root: Path, words: tuple[str, ...]) -> set[tuple[str, str]]:
    """The files below a folder that have one of the words, in any encoding of text: each file with the word."""
    found = set()
    for path in (path for path in sorted(root.rglob("*")) if path.is_file()):
        name = path.relative_to(root).as_posix()
        for data in (name.encode(), *_layers(path.read_bytes())):
            found |= {(name, word) for word in words for form in _forms(word) if form in data}
    return found


def _forms(word: str) -> Iterator[bytes]:
    yield from (word.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be"))


def _layers(data: bytes) -> Iterator[bytes]:
    """The bytes of a file, and what they hold when unpacked."""
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                yield part.encode()
                yield (inner := archive.read(part))
                yield _TAG.sub(b"", inner)  # words that runs divide
    if data.startswith(b"%PDF"):
        yield from _of_pdf(data)
    if b"X-Unsent" in data[:2000]:
        for each in email.message_from_bytes(data).walk():
            yield str(each.items()).encode()
            payload = each.get_payload(decode=True)
            if isinstance(payload, bytes):
                yield from _layers(payload) if payload.startswith(b"%PDF") else (payload,)


def _of_pdf(data: bytes) -> Iterator[bytes]:
    """Its streams, its metadata, and the text that a reader sees."""
    for match in _STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            yield unpacker.decompress(match[1])
        except zlib.error:
            yield match[1]
    document = pypdfium2.PdfDocument(data)
    yield str(document.get_metadata_dict()).encode()
    yield " ".join("\n".join(page.get_textpage().get_text_range() for page in document).split()).encode()
    document.close()
