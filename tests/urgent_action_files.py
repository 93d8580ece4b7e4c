"""One small document, written down once and made into a file of every kind that Urgent Actions come in.

A document is a list of paragraphs: lines with `**bold**` in them; `# ` begins a heading, `- ` an item of a list.
"""

from __future__ import annotations

import html
import io
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from email.message import EmailMessage
from typing import Any

from appealgen.importing.draft import Draft, import_document
from appealgen.importing.lines import Line
from appealgen.model.case import Case
from appealgen.renderers.metrics import advance
from appealgen.yamlfile.writer import to_plain

HEAD = "UA: 46/19 Index: EUR 57/0001/2019 Kazakhstan Date: 9 April 2019"
SUMMARY = (
    "Ana Velim, who mends clocks in the south of Kazakhstan, was taken from her workshop on 12 March and has been "
    "held ever since because a clock on her wall ran backwards. Ana Velim must be released at once."
)
LETTER = (
    "I am writing to you about **Ana Velim**, a clockmaker from Ejemplo, who has been behind bars since 12 March "
    "because of a clock that runs backwards.",
    "On that evening six officers entered the workshop of Ana Velim without a warrant, and a judge ordered three days "
    "later that she be held for two months. The hearing took eleven minutes.",
    "**I urge you to release Ana Velim immediately and unconditionally. I also ask you to return her tools.**",
)
BACKGROUND = (
    "Ana Velim opened her workshop in 2011 in two rooms of a former shoe shop, and has mended some three thousand "
    "clocks since then. The clock that runs backwards was a gift from a friend who makes toys for children."
)
TARGET = (
    "**Prosecutor General**",
    "Mektov Orlat",
    "Prospect Dogory, 114",
    "Nur-Sultan",
    "000000 Kazakhstan",
    "Fax: +7 0000 000 001",
    "Email: reception@prosecutor.example.org",
)
DOCUMENT: tuple[str, ...] = (
    HEAD,
    "# URGENT ACTION",
    "# CLOCKMAKER JAILED OVER A CLOCK",
    SUMMARY,
    "**TAKE ACTION: WRITE AN APPEAL IN YOUR OWN WORDS OR USE THIS MODEL LETTER**",
    "\n".join(TARGET),
    "Dear Prosecutor General,",
    *LETTER,
    "Yours sincerely,",
    "# ADDITIONAL INFORMATION",
    BACKGROUND,
    "**PREFERRED LANGUAGE TO ADDRESS TARGET:** Kazakh, Russian.\nYou can also write in your own language.",
    "**PLEASE TAKE ACTION AS SOON AS POSSIBLE UNTIL:** 21 May 2019",
    "**NAME AND PREFERRED PRONOUN:** Ana Velim (she/her)",
)


def plain(text: str) -> str:
    """The words of a paragraph without markup."""
    return text.removeprefix("# ").replace("**", "")


def changed(*changes: tuple[str, str]) -> tuple[str, ...]:
    """The document with texts replaced; a paragraph without text left is dropped."""
    paragraphs = DOCUMENT
    for old, new in changes:
        assert any(old in paragraph for paragraph in paragraphs), old
        paragraphs = tuple(paragraph.replace(old, new) for paragraph in paragraphs)
    return tuple(paragraph for paragraph in paragraphs if plain(paragraph).strip())


def draft_of(*changes: tuple[str, str]) -> Draft:
    """The draft from the document with texts replaced."""
    return import_document(as_markdown(changed(*changes)).encode(), name="made.md")


def fields(case: Case) -> dict[str, Any]:
    """All values of a case and its letters, except file names and lines."""
    said: dict[str, Any] = to_plain(case)
    said["doubts"] = [(doubt["code"], doubt["field"]) for doubt in said.get("doubts", ())]
    return {key: value for key, value in said.items() if key != "sources"} | {
        "letters": {tag: letter.text for tag, letter in case.letters.items()}
    }


def told(lines: Iterable[Line]) -> list[str]:
    """The words of lines, with bold ones between asterisks."""
    return ["".join(f"*{span.text}*" if span.bold else span.text for span in line.spans) for line in lines]


def _runs(line: str) -> Iterator[tuple[str, bool]]:
    for number, words in enumerate(line.split("**")):
        if words:
            yield words, number % 2 == 1


def as_markdown(paragraphs: Sequence[str] = DOCUMENT) -> str:
    escaped = (re.sub(r"(?<!\*)_|\\", r"\\\g<0>", paragraph) for paragraph in paragraphs)
    return "\n\n".join(paragraph.replace("\n", "  \n") for paragraph in escaped) + "\n"


def as_text(paragraphs: Sequence[str] = DOCUMENT, *, width: int = 100_000) -> str:
    lines = [
        "\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in plain(paragraph).split("\n"))
        for paragraph in paragraphs
    ]
    return "\n\n".join(lines) + "\n"


def as_html(paragraphs: Sequence[str] = DOCUMENT) -> str:
    made = []
    for paragraph in paragraphs:
        name = "h2" if paragraph.startswith("# ") else "li" if paragraph.startswith("- ") else "p"
        lines = [
            "".join(f"<b>{html.escape(words)}</b>" if bold else html.escape(words) for words, bold in _runs(line))
            for line in paragraph.removeprefix("# ").removeprefix("- ").split("\n")
        ]
        made.append(f"<{name}>{'<br>'.join(lines)}</{name}>")
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Saved page</title></head>"
        f"<body>{''.join(made)}</body></html>"
    )


def as_docx(paragraphs: Sequence[str] = DOCUMENT, *, header: bool = True) -> bytes:
    """A word processor's document, with its first paragraph in the page header."""
    import docx

    document: Any = docx.Document()
    first, *rest = paragraphs if header else ("", *paragraphs)
    document.sections[0].header.paragraphs[0].text = first
    for text in rest:
        style = "Heading 1" if text.startswith("# ") else "List Bullet" if text.startswith("- ") else None
        paragraph = document.add_paragraph(style=style)
        paragraph.paragraph_format.space_after = 76200 if style is None else None
        for number, line in enumerate(text.removeprefix("# ").removeprefix("- ").split("\n")):
            if number:
                paragraph.add_run().add_break()
            for words, bold in _runs(line):
                paragraph.add_run(words).bold = bold or None
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_mail(paragraphs: Sequence[str] = DOCUMENT, *, plain_only: bool = False, subject: str = "News") -> bytes:
    """A mail with a text and the same in HTML, characters beyond ASCII quoted-printable."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "network@example.org", "writers@example.org", subject
    mail["Message-ID"] = "<1@mail.example.org>"
    mail.set_content(as_text(paragraphs), cte="quoted-printable")
    if not plain_only:
        mail.add_alternative(as_html(paragraphs), subtype="html", cte="quoted-printable")
    return mail.as_bytes()


def as_pdf(paragraphs: Sequence[str] = DOCUMENT, *, width: float = 300, per_page: int = 60) -> bytes:
    """A PDF in Helvetica, 10 points, with lines wrapped at a width, 12 points apart, paragraphs 24."""
    rows: list[tuple[int, list[tuple[str, bool]]]] = []
    for paragraph in paragraphs:
        gap = 24
        heading = paragraph.startswith("# ")
        for line in re.sub(r"^- ", "• ", paragraph.removeprefix("# ")).split("\n"):
            for runs in _wrapped([(words, bold or heading) for words, bold in _runs(line)], width):
                rows.append((gap, runs))
                gap = 12
    pages = [rows[at : at + per_page] for at in range(0, len(rows), per_page)]
    return pdf_of([_page(page) for page in pages])


def _wrapped(runs: Sequence[tuple[str, bool]], width: float) -> Iterator[list[tuple[str, bool]]]:
    """Split runs into lines of a width, at spaces."""
    words = [(word, bold) for text, bold in runs for word in re.findall(r"\S+\s*|\s+", text)]
    line: list[tuple[str, bool]] = []
    for word, bold in words:
        if line and sum(_width(*run) for run in [*line, (word.rstrip(), bold)]) > width:
            yield line
            line = []
        line.append((word, bold))
    yield line


_ADVANCES = {
    278: " .,/Iijl", 333: ":;()-ft", 389: "r", 500: "z", 611: "FLTZbdghnopqu", 667: "EPSVXY", 722: "ABCDHKNRU",
    778: "GOQw",
    833: "M", 889: "m", 944: "W",
}  # fmt: skip
_BOLD = {char: width for width, chars in _ADVANCES.items() for char in chars}
"""Widths of letters in Helvetica-Bold, in thousandths of an em; all others have 556."""


def _width(text: str, bold: bool) -> float:
    """Width in points; Helvetica is as wide as Arial."""
    return sum(_BOLD.get(char, 556) for char in text) / 100 if bold else 10 * advance(text, "sans")


def _page(rows: Sequence[tuple[int, list[tuple[str, bool]]]]) -> bytes:
    y, drawn = 820, []
    for gap, runs in rows:
        y -= gap
        drawn.append(f"BT 1 0 0 1 50 {y} Tm")
        for words, bold in runs:
            escaped = re.sub(r"[()\\]", r"\\\g<0>", words)
            drawn.append(f"/F{2 if bold else 1} 10 Tf ({escaped}) Tj")
        drawn.append("ET")
    return "\n".join(drawn).encode("cp1252")


def pdf_of(pages: Sequence[bytes], *, filters: str = "") -> bytes:
    """A PDF with these streams as its pages; F1 is Helvetica, F2 Helvetica-Bold, F3 Helvetica-Oblique."""
    fonts = [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        for name in ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique")
    ]
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        *(font.encode() for font in fonts),
    ]
    for number, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>".encode()
        )
        objects.append(f"<< /Length {len(content)}{filters} >>\nstream\n".encode() + content + b"\nendstream")
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()
