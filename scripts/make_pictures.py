"""Write docs/pictures from what the program itself makes: letters, an event's pile, and its words on a terminal.

All are of a bundled case and the invented people of docs/examples. Needs LibreOffice, poppler (pdftoppm), POSIX and
Pillow (`pip install pillow`); run it again when letters, sheets or plans look different.
"""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
DPI, GAP, GREYS = 72, 36, 16
COLUMNS = 80
WRITE = ("write", "46/19", "--sender", "docs/examples/sender.yaml", "--date", "2019-04-15")
BATCH = ("batch", "46/19", "--senders", "docs/examples/roster.csv", "--date", "2019-04-15")
LETTERS = (("prosecutor-general.en",), ("prosecutor-general.envelope",), ("embassy-gb.en",))
PILE = (("letters-A4",), ("envelopes-DL",), ("packing-lists",), ("case-ua-046-19",))
TERMINALS = {
    "write": (*WRITE, "--dry-run"),
    "event": (*BATCH, "--dry-run"),
    "channels": ("channels", "46/19", "--date", "2019-04-15"),
}
_SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>.{unique_id}-matrix {{ font: {char_height}px Consolas, Menlo, "DejaVu Sans Mono", monospace; }}
.{unique_id}-title {{ font: bold 18px sans-serif; }}
{styles}</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>{lines}</defs>
{chrome}<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g></g></svg>
"""
"""rich's own form of the picture without its fonts, which come from another host."""


def run(*arguments: str, out: Path) -> None:
    """Run the program; its words go nowhere."""
    command = [sys.executable, "-m", "appealgen", *arguments, "--out", str(out), "--yes"]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)


def pages(document: Path, most: int = 2) -> list[Image.Image]:
    """Pictures of a document's first pages, as LibreOffice prints them."""
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(document.parent), str(document)]
    subprocess.run(convert, check=True, capture_output=True)
    pdf = document.with_suffix(".pdf")
    subprocess.run(
        ["pdftoppm", "-r", str(DPI), "-gray", "-png", "-l", str(most), pdf, document.with_suffix("")], check=True
    )
    return [Image.open(page).convert("L") for page in sorted(document.parent.glob(f"{document.stem}-[0-9]*.png"))]


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


def documents(folder: Path, columns: tuple[tuple[str, ...], ...], most: int) -> Image.Image:
    """A picture of documents below a folder, each named by a pattern."""
    found = [[next(folder.rglob(f"{name}.docx")) for name in column] for column in columns]
    return side_by_side([[page for each in column for page in pages(each, most)] for column in found])


def on_a_terminal(*arguments: str) -> str:
    """What the program prints on a terminal of 80 columns, in colour."""
    ours, theirs = pty.openpty()
    variables = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(COLUMNS), "LINES": "24", "LANG": "en_GB.UTF-8"}
    with tempfile.TemporaryDirectory() as home:
        variables |= {"HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        command = [sys.executable, "-m", "appealgen", *arguments]
        with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=variables):
            os.close(theirs)
            said = b""
            try:
                while some := os.read(ours, 65536):
                    said += some
            except OSError:  # the program has ended
                pass
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


def screen(arguments: tuple[str, ...]) -> str:
    """An SVG of a command and what it prints."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(f"$ appealgen {' '.join(arguments)}", style="bold", highlight=False, markup=False)
    console.print(Text.from_ansi(on_a_terminal(*arguments)))
    return console.export_svg(title="appealgen", theme=DIMMED_MONOKAI, code_format=_SVG, unique_id="terminal")


def main() -> None:
    """Write the pictures."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        run(*WRITE, out=out / "letters")
        run(*BATCH, out=out / "event")
        documents(out / "letters", LETTERS, 2).save(PICTURES / "letters.png", optimize=True)
        documents(out / "event" / "print", PILE, 1).save(PICTURES / "event.png", optimize=True)
    for name, arguments in TERMINALS.items():
        (PICTURES / f"{name}.svg").write_text(screen(arguments), encoding="utf-8")


if __name__ == "__main__":
    main()
