"""Zipped XML from strangers: opened only if its unpacked size is normal for its kind and it has no entities."""

from __future__ import annotations

import io
import zipfile
from typing import NamedTuple
from xml.parsers import expat

from appealgen.errors import InputError, Problem, ProblemCode
from appealgen.messages import Message, message

MAX_UNPACKED = 500_000_000
"""Bytes of all parts together. A million rows need less."""
_MAX_RATIO = 150
"""XML of spreadsheets is compressed ten to forty times; a large file with a higher ratio was made to harm."""
_SMALL = 10_000_000
_MAX_PARTS = 5_000


class Packed(NamedTuple):
    """A kind of archive in words: what it is, which programs write it, how to save it again."""

    what: Message
    save: Message


SPREADSHEET = Packed(
    message("spreadsheet"), message("open it in your spreadsheet program and save it again as .xlsx or .ods")
)
DOCUMENT = Packed(message("document"), message("open it in your word processor and save it again as .docx"))


def opened(data: bytes, file: str, kind: Packed = SPREADSHEET) -> zipfile.ZipFile:
    """The archive in these bytes. Raises InputError if it is damaged, encrypted or too large when unpacked."""
    hint = kind.save
    if data.count(b"PK\1\2") > _MAX_PARTS:
        text = message("it has too many parts for a {what}", what=kind.what)
        raise InputError(Problem(ProblemCode.TOO_LARGE, text, hint, file=file))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except Exception as error:  # zipfile raises all kinds of errors for a damaged directory
        text = message("the file is damaged and cannot be unpacked")
        raise InputError(Problem(ProblemCode.DAMAGED, text, hint, file=file)) from error
    if any(part.flag_bits & 1 for part in parts):
        raise encrypted(file)
    unpacked = sum(part.file_size for part in parts)
    tight = any(part.file_size > max(_SMALL, part.compress_size * _MAX_RATIO) for part in parts)
    if unpacked > MAX_UNPACKED or tight:
        size = f"{unpacked / 1_000_000:,.0f}"
        text = message("it would unpack to {size} MB, which is too large for a {what}", size=size, what=kind.what)
        raise InputError(Problem(ProblemCode.TOO_LARGE, text, hint, file=file))
    return archive


def encrypted(file: str) -> InputError:
    """The error for a file with a password."""
    hint = message("open it, remove the password, and save it under another name")
    return InputError(Problem(ProblemCode.ENCRYPTED, message("it is password-protected"), hint, file=file))


def without_entities(archive: zipfile.ZipFile, file: str, kind: Packed = SPREADSHEET) -> None:
    """Raise InputError if a part of XML declares a document type: office programs never do, entity bombs must.

    Only the text before the first element is parsed: a declaration cannot come later.
    """
    for part in archive.infolist():
        if part.filename.lower().endswith((".xml", ".rels")) and _declares_type(archive, part):
            text = message(
                "{part} declares XML entities, which no program writes into a {what}",
                part=part.filename,
                what=kind.what,
            )
            raise InputError(Problem(ProblemCode.DAMAGED, text, kind.save, file=file))


def _declares_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    found: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
    parser.StartElementHandler = lambda *_: found.append(False)
    try:
        with archive.open(part) as stream:
            while not found and (piece := stream.read(4096)):
                parser.Parse(piece, False)
        if not found:
            parser.Parse(b"", True)  # newer Expat delays events until the final call
    except Exception:
        pass
    return found[:1] == [True]
