"""Documents on paper: through LibreOffice to PDF, and the positions on its pages."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from appealgen.model.stationery import Box

MM = 25.4 / 72
"""mm in a point."""
_DARK = 230
"""Grey of a pixel that a hairline covers in part."""
OFFICE = [
    pytest.mark.office,
    pytest.mark.skipif(
        not all(map(shutil.which, ("soffice", "pdftotext", "pdftoppm", "pdfinfo", "pdffonts"))),
        reason="needs LibreOffice and poppler",
    ),
]
"""Marks of tests that print."""


@dataclass(frozen=True)
class Page:
    """One page of a PDF in mm: its size and its lines with their boxes."""

    width: float
    height: float
    lines: tuple[tuple[str, Box], ...]

    @property
    def text(self) -> str:
        return "\n".join(words for words, _ in self.lines)


def pages_of(pdf: Path) -> list[Page]:
    xml = subprocess.run(["pdftotext", "-bbox-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return list(_pages(xml))


def _pages(xml: str) -> Iterator[Page]:
    for page in re.finditer(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', xml, re.DOTALL):
        found = []
        for line in re.finditer(r"<line ([^>]*)>(.*?)</line>", page[3], re.DOTALL):
            box = {key: float(value) * MM for key, value in re.findall(r'(\w+)="([\d.]+)"', line[1])}
            words = html.unescape(" ".join(re.findall(r"<word[^>]*>([^<]*)</word>", line[2])))
            found.append((words, Box(box["xMin"], box["yMin"], box["xMax"] - box["xMin"], box["yMax"] - box["yMin"])))
        yield Page(float(page[1]) * MM, float(page[2]) * MM, tuple(found))


def to_pdf(folder: Path, files: Sequence[Path], *, blanks: bool = False) -> None:
    """Convert documents into PDFs in a folder, with a separate LibreOffice profile.

    With `blanks`, the pages that LibreOffice inserts by itself are included.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kind = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}' if blanks else "pdf"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)


def dark_rows(pdf: Path, page: int, left: float, right: float, resolution: int = 200) -> list[float]:
    """The heights in mm of the lines drawn on a page between two positions."""
    per_mm = resolution / 25.4
    first, last = round(left * per_mm), round(right * per_mm)
    cut = ["-x", str(first), "-y", "0", "-W", str(last - first), "-H", "10000"]
    command = ["pdftoppm", "-f", str(page), "-l", str(page), "-r", str(resolution), "-gray", *cut, str(pdf)]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    assert head is not None
    across = int(head[1])
    found: list[list[int]] = []
    for row in range(int(head[2])):
        start = head.end() + row * across
        if max(data[start : start + across]) < _DARK:
            if found and row - found[-1][-1] == 1:
                found[-1].append(row)
            else:
                found.append([row])
    return [(rows[0] + rows[-1] + 1) / 2 / per_mm for rows in found]


def letterhead(path: Path, *, numbered: bool, first: bool) -> Path:
    """A reference document with a header, optionally another one on the first page, and numbers in the footers."""
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Following page"
    footers = [section.footer]
    if first:
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "Our Group"
        footers.append(section.first_page_footer)
    for paragraph in (footer.paragraphs[0] for footer in footers):
        paragraph.add_run("NUMPAGES none, leaf ")
        for name, kind, text in (("fldChar", "begin", ""), ("instrText", "", " PAGE "), ("fldChar", "end", "")):
            if numbered:
                element = OxmlElement(f"w:{name}")
                element.text = text
                if kind:
                    element.set(qn("w:fldCharType"), kind)
                paragraph.add_run()._r.append(element)
    document.save(str(path))
    return path
