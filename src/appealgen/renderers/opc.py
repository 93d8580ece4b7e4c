"""Open Packaging Conventions: parts → the bytes of a .docx, the parts that letters share deflated only once.

`zipfile` spends ten times as long on a letter as everything else does (measured), and writes the time of day into it;
here the time is fixed, so that the same letter is the same bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_DOS_DATE = 1 << 5 | 1
"""1 January 1980, the first day that a zip file can name."""
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


@dataclass(frozen=True)
class Package:
    """The shared parts of a package, ready to be followed by one more."""

    local: bytes
    central: bytes
    count: int


def package(parts: Mapping[str, bytes]) -> Package:
    """Deflate the parts that all documents share."""
    local, central = b"", b""
    for name, data in parts.items():
        entry, record = _entry(name.encode(), data, len(local), level=9)
        local += entry
        central += record
    return Package(local, central, len(parts))


def finish(shared: Package, name: str, data: bytes) -> bytes:
    """The bytes of the whole package: the shared parts and one of its own, packed at half the cost and 5 % larger."""
    entry, record = _entry(name.encode(), data, len(shared.local), level=1)
    start, central = len(shared.local) + len(entry), shared.central + record
    count = shared.count + 1
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(central), start, 0)
    return b"".join((shared.local, entry, central, end))


def _entry(name: bytes, data: bytes, offset: int, *, level: int) -> tuple[bytes, bytes]:
    compressor = zlib.compressobj(level, zlib.DEFLATED, -15)
    packed = compressor.compress(data) + compressor.flush()
    crc = zlib.crc32(data)
    # 20: version 2.0 needed (deflate); 0x800: UTF-8 names; 8: deflated.
    local = _LOCAL.pack(b"PK\3\4", 20, 0x800, 8, 0, _DOS_DATE, crc, len(packed), len(data), len(name), 0)
    central = _CENTRAL.pack(
        b"PK\1\2", 20, 20, 0x800, 8, 0, _DOS_DATE, crc, len(packed), len(data), len(name), 0, 0, 0, 0, 0, offset
    )
    return local + name + packed, central + name
