"""Write src/appealgen/data/advances.json: the width of each character in the fonts of letters.

Arial and Times New Roman may not be shared; Liberation Sans and Liberation Serif have the same widths by design. Needs
fontTools (`pip install fonttools`) and the two Liberation fonts; run as `make_advances.py SANS.ttf SERIF.ttf`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1] / "src" / "appealgen" / "data" / "advances.json"
RANGES = ((0x20, 0x7F), (0xA0, 0x250), (0x370, 0x530), (0x1E00, 0x1F00), (0x2010, 0x2030), (0x20A0, 0x20C0))
"""Latin, Greek, Cyrillic, punctuation, currencies."""


def advances(font: Any) -> dict[str, str]:
    """Advance in units of the em (2048) → the characters with that advance."""
    names, widths = font.getBestCmap(), font["hmtx"]
    found: dict[str, str] = {}
    for code in (code for first, last in RANGES for code in range(first, last) if code in names):
        width = str(widths[names[code]][0])
        found[width] = found.get(width, "") + chr(code)
    return dict(sorted(found.items(), key=lambda entry: int(entry[0])))


if __name__ == "__main__":
    from fontTools.ttLib import TTFont

    faces = {face: advances(TTFont(path)) for face, path in zip(("sans", "serif"), sys.argv[1:], strict=True)}
    HERE.write_text(json.dumps(faces, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
