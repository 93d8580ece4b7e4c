"""Pictures: PNG and JPEG as they are, everything else refused in words."""

from __future__ import annotations

import struct
import zlib

import pytest

from appealgen.reading import pictures
from appealgen.reading.pictures import picture
from pictures import jpeg, png


def test_a_picture_has_its_size() -> None:
    assert picture("a.png", png(60, 20))[2:] == (60, 20)
    assert picture("a.jpg", jpeg(300, 200))[2:] == (300, 200)


def test_a_jpeg_loses_what_says_who_took_it_where() -> None:
    exif, comment = (0xE1, b"Exif\0\0 51.5 N, by Ann"), (0xFE, b"Ann's camera")
    kept = [(0xE0, b"JFIF\0" + bytes(9)), (0xE2, b"ICC_PROFILE\0" + bytes(4)), (0xEE, b"Adobe" + bytes(7))]
    assert picture("a.jpg", jpeg(6, 6, exif, *kept, comment)).data == jpeg(6, 6, *kept)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "neither a PNG nor a JPEG"),
        (b"GIF89a", "neither a PNG nor a JPEG"),
        (b"", "neither a PNG nor a JPEG"),
        (png()[:-4], "damaged"),
        (png().replace(b"\x14\x3c", b"\x15\x3c", 1)[:30] + b"\0" * 40, "damaged"),
        (png(0, 0), "damaged"),
        (png(IDAT=b"no deflated rows"), "damaged"),
        (png(IDAT=zlib.compress(b"too few rows")), "damaged"),
        (png(IHDR=struct.pack(">IIBBBBB", 60, 20, 8, 5, 0, 0, 0)), "damaged"),
        (png().replace(b"IDAT", b"IDAX"), "damaged"),
        (jpeg()[:-2], "damaged"),
        (jpeg()[:9], "damaged"),
        (b"\xff\xd8\xff\xd9", "damaged"),
        (b"\xff\xd8" + b"\xff" * 50, "damaged"),
        (jpeg(0, 0), "damaged"),
        (jpeg(40_000, 40_000), "pixels"),
        (b"\x89PNG\r\n\x1a\n" + bytes(pictures.MAX_BYTES), "larger than"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        picture("a.png", data)


@pytest.mark.parametrize("whole", [png(), jpeg(60, 20, (0xE0, b"JFIF\0"))])
def test_a_picture_cut_anywhere_is_damaged(whole: bytes) -> None:
    for end in range(8, len(whole)):
        with pytest.raises(ValueError, match="damaged"):
            picture("a", whole[:end])
