"""Decode the text of pages and mails: by the declared encoding if it fits, else by a guess."""

from __future__ import annotations

import codecs
import re

from appealgen.reading.encodings import encoding_of

_MEANT = {
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "ascii", "us-ascii"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    **dict.fromkeys(("iso-8859-11", "tis-620"), "cp874"),
}
"""What names of encodings mean in practice (WHATWG Encoding Standard, 4.2)."""


_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4_096
"""First bytes of a page, in which it names its encoding."""


def charset_of_page(data: bytes) -> str | None:
    """The encoding declared in a page's head."""
    named = _CHARSET.search(data[:_HEAD])
    return named[1].decode("ascii") if named else None


def decoded(data: bytes, file: str, named: str | None) -> str:
    """Decode bytes with a declared encoding; invalid bytes become U+FFFD.

    Raises InputError for bytes that are not text, if no declaration says how to read them.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    name = (named or "").strip(" \t\"'").lower()
    # Only UTF-8 has such sequences of bytes: text that decodes as UTF-8 is UTF-8, whatever is declared.
    for encoding in ["utf-8"] * (not data.isascii()) + [_MEANT.get(name, name or "utf-8")]:
        try:
            return data.decode(encoding)
        except (LookupError, ValueError):  # ValueError: other bytes, or an impossible name of an encoding
            continue
    seems = "cp1252" if _MEANT.get(name) == "cp1252" else encoding_of(data, file).name
    return data.decode(seems, "replace")
