"""XML of a DOCX, and documents to render, for the tests."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from appealgen.model.document import Address, Block, Letter, Sheet, Span, Table
from appealgen.model.stationery import A4

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body_of(data: bytes) -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return etree.fromstring(package.read("word/document.xml"))


def letter(*blocks: Block, **changes: Any) -> Letter:
    given: dict[str, Any] = {
        "language": "en-GB",
        "right_to_left": False,
        "paper": A4,
        "sender": ("Alex Example", "Anytown"),
        "recipient": Address(("Minister",), "KAZAKHSTAN"),
        "date_line": "1 May 2019",
        "blocks": blocks,
    }
    return Letter(**given | changes)


TABLE = Table(
    (10, 50, 30), ("", "Name", "Signature"), (("1", "Ann", ""), ("Total", "", "")), row_height=11,
    boxes=frozenset({2}), numbers=frozenset({0}), totals=1, caption="Signing: 1",
)  # fmt: skip
SHEET = Sheet("Tally", (Block("sheet-heading", (Span("x"),)), TABLE, TABLE), A4, "en-GB")
