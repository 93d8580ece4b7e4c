"""Open Packaging Conventions: parts → the bytes of a .docx; parts that letters share are deflated only once.

`zipfile` takes ten times as long for a letter as everything else (measured), and writes the time of day into it. Here
the time is fixed, so that the same letter gives the same bytes.
"""

from __future__ import annotations

import posixpath
import re
import struct
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import BinaryIO, NamedTuple

_DOS_DATE = 1 << 5 | 1
"""1 January 1980, the first date of the zip format."""
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_STORED = struct.Struct("<BHH")
_STORED_AT_MOST = 0xFFFF
_WORTH_DEFLATING = 4096
"""Bytes; a shorter text of a single letter is stored uncompressed, which is faster and hardly larger."""
_NONE: Mapping[str, bytes] = MappingProxyType({})
_LAST_BLOCK = b"\3\0"
"""An empty block that ends a deflated stream (RFC 1951, 3.2.3)."""


TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
CORE = "docProps/core.xml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPC = "http://schemas.openxmlformats.org/package/2006"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_PICTURES = {"png": "png", "jpeg": "jpeg", "gif": "gif", "bmp": "bmp", "tif": "tiff", "tiff": "tiff"}


@dataclass(frozen=True)
class Package:
    """The shared parts of a package, to be followed by one more."""

    local: bytes
    central: bytes
    count: int


_NOTHING = Package(b"", b"", 0)


class Shared(NamedTuple):
    """A shared stretch of documents, deflated once for all of them."""

    data: bytes
    packed: bytes


Piece = str | Shared


def content_types(names: Collection[str]) -> bytes:
    """The content type of each part, by its name: `word/header1.xml` is a header (part 2, 10.1.2)."""
    overrides = ""
    for name, kind in ((name, _kind(name)) for name in names if name.endswith(".xml")):
        own = "theme" if kind == "theme" else f"wordprocessingml.{'document.main' if kind == 'document' else kind}"
        type = _CORE_TYPE if name == CORE else f"{_TYPE}.{own}+xml"
        overrides += f'<Override PartName="/{name}" ContentType="{type}"/>'
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults |= {
        end: f"image/{_PICTURES[end]}" for end in sorted({name.rpartition(".")[2] for name in names} & {*_PICTURES})
    }
    each = (f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in defaults.items())
    return f'{_XML}<Types xmlns="{_OPC}/content-types">{"".join(each)}{overrides}</Types>'.encode()


def document_relations(names: Iterable[str]) -> bytes:
    """Relations of the document to the parts with these names: the id for `word/header1.xml` is `header1`."""
    parts = [name for name in names if name.endswith(".xml") and name.startswith("word/")]
    return relations((posixpath.basename(name)[:-4], _kind(name), name.removeprefix("word/")) for name in parts)


def _kind(name: str) -> str:
    return re.split(r"[\d.]", posixpath.basename(name), maxsplit=1)[0]


def relations(targets: Iterable[tuple[str, str, str]]) -> bytes:
    """The relations of a part: id, kind and target of each, all inside the package (part 2, 9.3)."""
    each = (f'<Relationship Id="{key}" Type="{_RELATION}/{kind}" Target="{target}"/>' for key, kind, target in targets)
    return f'{_XML}<Relationships xmlns="{_OPC}/relationships">{"".join(each)}</Relationships>'.encode()


def package(parts: Mapping[str, bytes], at: int = 0) -> Package:
    """Deflate the parts that all documents share; `at` is their position in the file."""
    local, central = b"", b""
    for name, data in parts.items():
        packed = _deflated(data, 9, zlib.Z_FINISH)
        crc = zlib.crc32(data)
        entry = _local(name, crc, len(packed), len(data)) + packed
        central += _central(name, crc, len(packed), len(data), at + len(local))
        local += entry
    return Package(local, central, len(parts))


def with_title(common: Package, title: str) -> Package:
    """The shared parts and a title, without any author (part 2, 11)."""
    core = (
        f'{_XML}<cp:coreProperties xmlns:cp="{_OPC}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>'
    )
    own = package({CORE: core.encode()}, len(common.local))
    return Package(common.local + own.local, common.central + own.central, common.count + 1)


@lru_cache(maxsize=4096)
def shared(text: str) -> Shared:
    """Deflate a text that several documents share."""
    data = text.encode()
    return Shared(data, _deflated(data, 6, zlib.Z_FULL_FLUSH))


def finish(common: Package, name: str, pieces: Iterable[Piece], last: Mapping[str, bytes] = _NONE) -> bytes:
    """The bytes of the whole package: the shared parts, one part from pieces, and the parts in `last`."""
    data, packed = _spliced(pieces)
    packed += _LAST_BLOCK
    crc = zlib.crc32(data)
    entry = _local(name, crc, len(packed), len(data))
    return b"".join((common.local, entry, packed, _tail(common, name, (crc, len(packed), len(data)), last)))


class GrowingPackage:
    """A package whose own part is written as a stream of any length; the file must be seekable.

    The part is one deflated stream: letters that follow each other repeat each other.
    """

    def __init__(self, stream: BinaryIO, common: Package, name: str) -> None:
        """Begin with the shared parts."""
        self._stream, self._common, self._name = stream, common, name
        self._crc = self._packed = self._size = 0
        self._deflating = zlib.compressobj(1, zlib.DEFLATED, -15)
        stream.write(common.local + _local(name, 0, 0, 0))

    def add(self, pieces: Iterable[Piece]) -> None:
        """Write the next pieces of the part."""
        data = b"".join(piece.encode() if isinstance(piece, str) else piece.data for piece in pieces)
        self._crc = zlib.crc32(data, self._crc)
        self._size += len(data)
        self._write(self._deflating.compress(data))

    def finish(self, last: Mapping[str, bytes] = _NONE) -> None:
        """End the part and the package, with the remaining parts."""
        self._write(self._deflating.flush())
        sizes = (self._crc, self._packed, self._size)
        self._stream.write(_tail(self._common, self._name, sizes, last))
        self._stream.seek(len(self._common.local))
        self._stream.write(_local(self._name, *sizes))

    def _write(self, packed: bytes) -> None:
        self._packed += len(packed)
        self._stream.write(packed)


def _spliced(pieces: Iterable[Piece]) -> tuple[bytes, bytes]:
    """The data of the pieces, and its deflated form, without the end of the stream."""
    data, packed, own = [], [], ""
    for piece in pieces:
        if isinstance(piece, str):
            own += piece
            continue
        if own:
            data.append(own.encode())
            packed.append(_packed(data[-1]))
            own = ""
        data.append(piece.data)
        packed.append(piece.packed)
    if own:
        data.append(own.encode())
        packed.append(_packed(data[-1]))
    return b"".join(data), b"".join(packed)


def _packed(data: bytes) -> bytes:
    """Blocks of a deflated stream with the data, ending on a whole byte."""
    if len(data) >= _WORTH_DEFLATING:
        return _deflated(data, 1, zlib.Z_FULL_FLUSH)
    assert len(data) <= _STORED_AT_MOST
    return _STORED.pack(0, len(data), ~len(data) & _STORED_AT_MOST) + data


def _deflated(data: bytes, level: int, end: int) -> bytes:
    compressor = zlib.compressobj(level, zlib.DEFLATED, -15)
    return compressor.compress(data) + compressor.flush(end)


def _tail(common: Package, name: str, sizes: tuple[int, int, int], last: Mapping[str, bytes]) -> bytes:
    """The remaining parts and the central directory; `sizes` of the part before: checksum, compressed, uncompressed."""
    own = len(common.local)
    rest = package(last, own + _LOCAL.size + len(name.encode()) + sizes[1]) if last else _NOTHING
    directory = common.central + _central(name, *sizes, own) + rest.central
    start, count = own + _LOCAL.size + len(name.encode()) + sizes[1] + len(rest.local), common.count + 1 + rest.count
    return rest.local + directory + _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), start, 0)


def _local(name: str, crc: int, packed: int, size: int) -> bytes:
    # 20: version 2.0 needed (deflate); 0x800: UTF-8 names; 8: deflated.
    encoded = name.encode()
    return _LOCAL.pack(b"PK\3\4", 20, 0x800, 8, 0, _DOS_DATE, crc, packed, size, len(encoded), 0) + encoded


def _central(name: str, crc: int, packed: int, size: int, offset: int) -> bytes:
    encoded = name.encode()
    sizes = (crc, packed, size, len(encoded))
    return _CENTRAL.pack(b"PK\1\2", 20, 20, 0x800, 8, 0, _DOS_DATE, *sizes, 0, 0, 0, 0, 0, offset) + encoded
