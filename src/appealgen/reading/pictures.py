"""Pictures for documents: PNG and JPEG, which refer to nothing outside themselves, checked and without metadata."""

from __future__ import annotations

import struct
import zlib

from appealgen.errors import WrongValueError
from appealgen.messages import Quantity, message
from appealgen.model.pdf_style import Picture

MAX_BYTES = 5_000_000
_MAX_PIXELS = 40_000_000
"""A page at 600 dots an inch has 35 million."""
PNG = b"\x89PNG\r\n\x1a\n"
_KEPT = (0xE0, 0xE2, 0xEE)
"""Application segments of a JPEG that its colours need: JFIF, ICC profile, Adobe; others tell who, where and when."""
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""By type of colour (ISO/IEC 15948, 11.2.2)."""
_PIECE = 1 << 20
_ALONE = (0x01, *range(0xD0, 0xD8))
_FRAMES = (0xC0, 0xC1, 0xC2)


def picture(name: str, data: bytes) -> Picture:
    """The picture in a file's bytes; raises ValueError for any other file, and for a damaged or too large one."""
    if len(data) > MAX_BYTES:
        raise ValueError(message("the picture is larger than {size} bytes", size=Quantity(MAX_BYTES)))
    if not data.startswith((PNG, b"\xff\xd8")):
        hint = message("save it as PNG or JPEG; drawings such as SVG are not supported")
        raise WrongValueError(message("“{name}” is neither a PNG nor a JPEG picture", name=name), hint)
    try:
        found = _png(name, data) if data.startswith(PNG) else _jpeg(name, data)
    except (struct.error, ValueError, KeyError, zlib.error):
        hint = message("open it in a drawing program and save it again")
        raise WrongValueError(message("the picture “{name}” is damaged", name=name), hint) from None
    if found.width * found.height > _MAX_PIXELS:
        text = message("the picture has {pixels} pixels, but the limit is {limit}", **_numbers(found))
        raise WrongValueError(text, message("make it smaller: 300 pixels for each inch of paper are enough"))
    return found


def _numbers(found: Picture) -> dict[str, Quantity]:
    return {"pixels": Quantity(found.width * found.height), "limit": Quantity(_MAX_PIXELS)}


def _png(name: str, data: bytes) -> Picture:
    """A PNG with all its chunks (ISO/IEC 15948, 5.3), each as its checksum says, and with all its rows."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", data[16:29])
    at, kind, rows = len(PNG), b"", []
    while kind != b"IEND":
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 4 : at + 8 + length]
        [checksum] = struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        if zlib.crc32(body) != checksum:
            raise ValueError("checksum")
        rows += [body[4:]] if kind == b"IDAT" else []
        at += 12 + length
    whole = height * (1 + -(-width * depth * _CHANNELS[colour] // 8))
    if not width or not height:
        raise ValueError("no size")
    if width * height <= _MAX_PIXELS and not interlaced and _inflated(b"".join(rows), whole) < whole:
        raise ValueError("rows are missing")
    return Picture(name, data, width, height)


def _inflated(data: bytes, most: int) -> int:
    """The number of bytes that deflated data has, up to about `most`, without keeping them."""
    inflating, length = zlib.decompressobj(), 0
    while data and length < most:
        length += len(inflating.decompress(data, _PIECE))
        data = inflating.unconsumed_tail
    return length


def _jpeg(name: str, data: bytes) -> Picture:
    """A JPEG (ITU-T T.81, B.1.1) without the segments that say something about its maker."""
    at, size, kept = 2, (0, 0), [data[:2]]
    while True:
        lead, marker = struct.unpack(">BB", data[at : at + 2])
        if lead != 0xFF:
            raise ValueError("no marker")
        if marker == 0xFF:  # padding
            at += 1
            continue
        [length] = (0,) if marker in _ALONE else struct.unpack(">H", data[at + 2 : at + 4])
        if marker in _FRAMES:
            size = struct.unpack(">HH", data[at + 5 : at + 9])
        if marker == 0xDA:  # the picture itself, up to the end
            break
        if marker in _KEPT or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(data[at : at + 2 + length])
        at += 2 + length
    if not all(size) or not data.rstrip(b"\0").endswith(b"\xff\xd9"):
        raise ValueError("no size, or no end")
    return Picture(name, b"".join([*kept, data[at:]]), size[1], size[0])
