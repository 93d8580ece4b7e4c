"""Write docs/pictures/letters.png, the picture in the README: a letter, its envelope and the embassy's copy.

The program itself writes them, for a bundled case and the invented sender of docs/examples. Needs LibreOffice, poppler
(pdftoppm) and Pillow (`pip install pillow`); run it again when letters look different.
"""

from __future__ import annotations

import datetime
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

import appealgen

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "pictures" / "letters.png"
SHOWN = ("prosecutor-general.en.docx", "prosecutor-general.envelope.docx", "embassy-gb.en.docx")
DPI, GAP, GREYS = 72, 36, 16


def written(folder: Path) -> list[Path]:
    """Write the letters of the case, and return the documents to show."""
    case = appealgen.load_case(ROOT / "cases" / "ua-046-19")
    sender = appealgen.load_sender(ROOT / "docs" / "examples" / "sender.yaml")
    plan = appealgen.plan(case, sender, appealgen.PlanOptions(date=datetime.date(2019, 4, 15)))
    appealgen.write(plan, folder)
    return [folder / case.id / name for name in SHOWN]


def pages(document: Path) -> list[Image.Image]:
    """Pictures of a document's pages, as LibreOffice prints them."""
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(document.parent), str(document)]
    subprocess.run(convert, check=True, capture_output=True)
    pdf = document.with_suffix(".pdf")
    subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", "-png", pdf, document.with_suffix("")], check=True)
    return [Image.open(page).convert("L") for page in sorted(document.parent.glob(f"{document.stem}-*.png"))]


def side_by_side(columns: list[list[Image.Image]]) -> Image.Image:
    """The pages of each document in a column, the documents side by side, on a light ground."""
    width = sum(column[0].width + GAP for column in columns) + GAP
    height = max(sum(page.height + GAP for page in column) for column in columns) + GAP
    picture, left = Image.new("L", (width, height), 0xF0), GAP
    for column in columns:
        top = (height - sum(page.height + GAP for page in column) + GAP) // 2
        for page in column:
            _lay(page, picture, left, top)
            top += page.height + GAP
        left += column[0].width + GAP
    return picture.quantize(GREYS)


def _lay(page: Image.Image, picture: Image.Image, left: int, top: int) -> None:
    """Paste a page with a thin edge and a shadow."""
    drawn = ImageDraw.Draw(picture)
    drawn.rectangle((left + 4, top + 4, left + page.width + 3, top + page.height + 3), fill=0xCC)
    picture.paste(page, (left, top))
    drawn.rectangle((left - 1, top - 1, left + page.width, top + page.height), outline=0xAA)


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        picture = side_by_side([pages(document) for document in written(Path(folder))])
    PICTURE.parent.mkdir(exist_ok=True)
    picture.save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
