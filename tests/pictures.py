"""Tiny pictures for tests."""

import struct
import zlib


def png(width: int = 60, height: int = 20, **chunks: bytes) -> bytes:
    """A blue PNG, with further chunks by their name."""
    rows = (b"\0" + bytes([20, 60, 110]) * width) * height
    parts = {"IHDR": struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0), **chunks}
    parts = parts | {"IDAT": chunks.get("IDAT", zlib.compress(rows)), "IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name.encode(), body) for name, body in parts.items())


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def jpeg(width: int = 60, height: int = 20, *segments: tuple[int, bytes]) -> bytes:
    """The frame of a JPEG of a size, with further segments, and without a picture that anybody could see."""
    frame = (0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    scan = (0xDA, b"\x01\x01\x00\x00\x3f\x00")
    parts = [struct.pack(">BBH", 0xFF, kind, len(body) + 2) + body for kind, body in (*segments, frame, scan)]
    return b"\xff\xd8" + b"".join(parts) + b"\x2a\xff\xd9"
