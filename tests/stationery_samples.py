"""Window letters, envelopes and labels in several scripts, for every format that is bundled."""

from __future__ import annotations

from collections.abc import Iterator

from appealgen.model.document import Address, Block, Envelope, LabelPlacing, Labels, Letter, Span
from appealgen.model.stationery import EnvelopeFormat, Feed, LabelSheet, LetterLayout, Side
from appealgen.post.envelopes import envelope_format, envelope_formats
from appealgen.post.layouts import label_sheets, letter_layouts

SENDER = ("Alex Example", "12 Sample Street", "Anytown", "ZZ99 3WZ", "UNITED KINGDOM")
RETURN_LINE = "Alex Example · 12 Sample Street · Anytown"
MARK = "BY AIR MAIL / PAR AVION"
COUNTRIES = (
    "KAZAKHSTAN", "HONDURAS", "CHINA", "IRAN", "EGYPT", "RUSSIAN FEDERATION", "JAPAN", "UNITED STATES OF AMERICA",
    "SAUDI ARABIA", "VIET NAM", "BRAZIL", "GEORGIA",
)  # fmt: skip
SCRIPTS = {
    "Latin": (
        "Minister of Justice", "Ministry of Justice", "Department of Prisons", "Building 4", "12 Sample Street",
        "10000 Sample Town",
    ),
    "Cyrillic": (
        "Министру юстиции", "Министерство юстиции", "Отдел тюрем", "строение 4", "ул. Примерная, 12", "10000 Город",
    ),
    "Arabic": ("وزير العدل", "وزارة العدل", "إدارة السجون", "مبنى ٤", "١٢ شارع المثال", "١٠٠٠٠ المدينة"),
    "Chinese": ("司法部部长", "司法部", "监狱管理局", "四号楼", "示例路12号", "北京市 100000"),
}  # fmt: skip
MISPLACED = ("Arabic",)
"""Scripts that LibreOffice 7.4 misplaces in rotated text; only the written DOCX is checked."""

LAYOUTS = letter_layouts()
FORMATS = (*envelope_formats(), envelope_format("200x130"))
SHEETS = label_sheets()
FEEDS: tuple[Feed, ...] = ("landscape", "rotated")
SIDES: tuple[Side, ...] = ("front", "back")
OFFSET = (0.7, -0.4)


def address(script: str, country: str, lines: int) -> Address:
    """An address of `lines` lines in all, the country last."""
    words = SCRIPTS[script]
    return Address((*words[: lines - 3], *words[-2:]), country)


def addresses(most: int) -> Iterator[tuple[str, Address]]:
    """Each country in three scripts, with five lines or as many as fit."""
    for number, country in enumerate(COUNTRIES):
        for script in ("Latin", "Cyrillic", ("Arabic", "Chinese")[number % 2]):
            yield script, address(script, country, 5 + number % (most - 4))


def letters_for(layout: LetterLayout) -> list[tuple[str, Letter]]:
    most = min(7, int(layout.address.height / (10 * 1.2 * 25.4 / 72)))
    found = []
    for script, to in addresses(most):
        arabic = script == "Arabic"
        body = Block("body", (Span("أكتب إليكم. " * 9 if arabic else "I am writing to you. " * 9),))
        line = RETURN_LINE if layout.return_line else ""
        language, sender = ("ar-SA", SENDER[:4]) if arabic else ("en-GB", SENDER[:4])
        date = "١ مايو ٢٠١٩" if arabic else "1 May 2019"
        found.append((script, Letter(language, arabic, layout.paper, sender, to, date, (body,), layout, line)))
    return found


def envelopes_for(form: EnvelopeFormat, feed: Feed, misplaced: bool = False) -> list[tuple[str, Envelope]]:
    return [
        (script, Envelope("en-GB", form, SENDER, address(script, country, 7), feed, side, MARK, letter_mark="12/3"))
        for script, country in zip(SCRIPTS, COUNTRIES, strict=False)
        for side in SIDES
        if feed == "landscape" or misplaced or script not in MISPLACED
    ]


def labels_for(sheet: LabelSheet) -> Labels:
    """Two sheets, all positions but the first, each line with the number of its label."""
    names = list(SCRIPTS)
    many = 2 * sheet.columns * sheet.rows - 1
    texts = [
        (
            *(f"{word} n{number}" for word in SCRIPTS[names[(number + 2) % 4]][1:3]),
            f"Street n{number}",
            f"TOWN n{number}",
        )
        for number in range(many)
    ]
    marks, placing = tuple(f"{number}/1" for number in range(many)), LabelPlacing(start=2, offset=OFFSET)
    return Labels(sheet=sheet, texts=tuple(texts), placing=placing, frames=True, letter_marks=marks)
