"""Compare print files as PDF with other ways to make them, in one run on the same letters. Prints medians and ratios.

    pip install weasyprint reportlab
    python benchmarks/pdf.py [ROUNDS]

1,000 letters to one office, the English letter of ua-046-19, each with its sender's details. appealgen is the whole
process `batch --format pdf`: start, roster, pages counted, five parts in child processes, index, manifest; the memory
is that of its largest process. LibreOffice converts the print files that `batch` writes as DOCX; writing them is not
counted. weasyprint and reportlab set one file inside this process, with the same words, paper, margins and size of
letters, their imports not counted. The processor time includes children. Everything is written to memory (/dev/shm) if
possible.
"""

from __future__ import annotations

import html
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from appealgen.model.document import Letter
from event import CASE, COUNT, DATE, planned, roster

ROUNDS = 3
BATCH = ("--to", "target", "--envelope", "none", "--no-singles", "--no-sheets")


def letters(people: Path) -> list[Letter]:
    """All letters, composed."""
    return [each.prepared.composed(each.signatory.sender, ()).letter for each in planned(people).letters()]


def marked_up(letter: Letter) -> list[str]:
    """The paragraphs of a letter with bold names, as both peers read them."""
    head = ["<br/>".join(map(html.escape, lines)) for lines in (letter.sender, letter.recipient.printed)]
    blocks = [
        "".join(f"<b>{html.escape(span.text)}</b>" if span.bold else html.escape(span.text) for span in block.spans)
        for block in letter.blocks
    ]
    return [head[0], head[1], html.escape(letter.date_line), *blocks]


def with_weasyprint(out: Path, texts: Sequence[Sequence[str]]) -> None:
    """Set all letters in one file, tagged."""
    import weasyprint

    style = "@page { size: A4; margin: 20mm 27mm } body { font: 11.5pt/14.2pt 'Liberation Serif' }"
    pages = "".join(
        f"<article style='break-after: page'>{''.join(f'<p>{text}</p>' for text in each)}</article>" for each in texts
    )
    page = f"<html lang=en><title>Letters</title><style>{style}</style>{pages}"
    weasyprint.HTML(string=page).write_pdf(out / "all.pdf", pdf_variant="pdf/ua-1")


def with_reportlab(out: Path, texts: Sequence[Sequence[str]]) -> None:
    """Set all letters in one file."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    style = ParagraphStyle("letter", fontName="Times-Roman", fontSize=11.5, leading=14.2, spaceAfter=8)
    flow = [part for each in texts for part in (*(Paragraph(text, style) for text in each), PageBreak())]
    margins = {"leftMargin": 27 * mm, "rightMargin": 27 * mm, "topMargin": 20 * mm, "bottomMargin": 20 * mm}
    SimpleDocTemplate(str(out / "all.pdf"), pagesize=A4, title="Letters", **margins).build(flow)


def with_batch(out: Path, people: Path, *options: str) -> None:
    """Run the whole process."""
    command = [sys.executable, "-m", "appealgen", "batch", str(CASE), "--senders", str(people), "--date", DATE, *BATCH]
    homes = {name: str(out) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    subprocess.run(
        [*command, "--out", str(out / "letters"), "--no-input", "--quiet", *options],
        check=True,
        capture_output=True,
        env=os.environ | homes,
    )


def with_libreoffice(out: Path, files: Sequence[Path], profile: Path) -> None:
    """Convert the print files."""
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(out), *map(str, files)], check=True, capture_output=True)


def processor() -> float:
    """Processor seconds of this process and of its children that have ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def timed(work: Callable[[Path], object], place: Path) -> tuple[float, float, int]:
    """Seconds, processor seconds and bytes of one round into a new folder."""
    out = Path(tempfile.mkdtemp(dir=place))
    start, used = time.perf_counter(), processor()
    work(out)
    seconds, used = time.perf_counter() - start, processor() - used
    size = sum(path.stat().st_size for path in out.rglob("*.pdf"))
    shutil.rmtree(out)
    return seconds, used, size


def largest(people: Path, place: Path) -> int:
    """MB of the largest process of `batch`, children included."""
    out = Path(tempfile.mkdtemp(dir=place))
    source = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True); " \
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"  # fmt: skip
    command = [sys.executable, "-m", "appealgen", "batch", str(CASE), "--senders", str(people), "--date", DATE, *BATCH]
    asked = [sys.executable, "-c", source, *command, "--out", str(out), "--no-input", "--format", "pdf"]
    found = subprocess.run(asked, check=True, capture_output=True, text=True)
    return int(re.findall(r"\d+", found.stdout)[-1]) // 1024


def main() -> None:
    """Run all contestants in turn, some rounds, and print a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        place = Path(folder)
        people = roster(place / "people.csv", COUNT)
        texts = [marked_up(letter) for letter in letters(people)]
        with_batch(place / "docx", people, "--format", "docx")
        files = sorted((place / "docx").rglob("*.docx"))
        with_libreoffice(Path(tempfile.mkdtemp(dir=place)), files[:1], place / "profile")  # makes its profile
        contestants: dict[str, Callable[[Path], object]] = {
            "appealgen `batch --format pdf`: the whole process": lambda out: with_batch(out, people, "--format", "pdf"),
            "LibreOffice: the print files from DOCX": lambda out: with_libreoffice(out, files, place / "profile"),
            "weasyprint, one file": lambda out: with_weasyprint(out, texts),
            "reportlab, one file, untagged": lambda out: with_reportlab(out, texts),
        }
        results: dict[str, list[tuple[float, float, int]]] = {name: [] for name in contestants}
        for number in range(rounds):
            for name, work in contestants.items():
                if number == 0 or "weasyprint" not in name:
                    results[name].append(timed(work, place))
        first = None
        print(f"| {COUNT:,} letters as PDF | s | this / that | processor s | kB |\n|---|---|---|---|---|")
        for name, several in results.items():
            seconds, used, size = (statistics.median(column) for column in zip(*several, strict=True))
            first = first or seconds
            print(f"| {name} | {seconds:.1f} | {seconds / first:.1f} | {used:.1f} | {size / 1000:,.0f} |")
        print(f"\nlargest process of appealgen: {largest(people, place)} MB")


if __name__ == "__main__":
    main()
