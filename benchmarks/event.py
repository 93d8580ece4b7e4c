"""Compare an event with its peers, in one run on the same letters. Prints medians and ratios.

    python benchmarks/event.py [LARGEST]

1,000 letters to one office, the English letter of ua-046-19, each with its sender's name, address, place and signature:
docxtpl, docx-mailmerge2 and python-docx write a file for each, from python-docx's default template as their users do;
docx-mailmerge2 also merges them into one file. They are timed inside this process, their imports and templates not
counted; appealgen as the whole process `batch` with its start, roster and manifest. The lower limit for all of them is
the time to open, write and close files of the same sizes. Then `batch` with 100 letters, ten times as many, and so on
up to LARGEST (default 100,000), with the memory of the process. Everything is written to memory (/dev/shm) if possible.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from mailmerge import MailMerge

import appealgen
from appealgen.events.plan import Batch, plan_batch
from appealgen.events.signatories import signatories_of
from appealgen.model.sender import Sender
from appealgen.reading.roster import load_roster
from appealgen.renderers import PrintFile
from appealgen.renderers.docx.reference import bundled_reference

ROOT = Path(__file__).resolve().parents[1]
CASE = ROOT / "cases" / "ua-046-19"
DATE = "2019-04-15"
COUNT = 1000
ROUNDS = 3
FIELDS = ("name", "street", "town", "place")


def person(number: int) -> dict[str, str]:
    """The details that differ from letter to letter."""
    return {"name": f"Alex Example {number}", "street": f"{number} High Street", "town": "Anytown AB1 2CD",
            "place": "Anytown"}  # fmt: skip


def roster(path: Path, count: int) -> Path:
    """Write a CSV file with `count` people."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream)
        rows.writerow(["name", "address1", "address2", "country", "reads", "place"])
        rows.writerows([p["name"], p["street"], p["town"], "GB", "en", p["place"]] for p in map(person, range(count)))
    return path


def planned(path: Path) -> Batch:
    """The batch for the roster, to one target."""
    import datetime

    case, day = appealgen.load_case(CASE), datetime.date.fromisoformat(DATE)
    options = appealgen.PlanOptions(date=day, to=("target",))
    return plan_batch([case], signatories_of(load_roster(path).entries), options)


def paragraphs(path: Path, mark: Callable[[str], str]) -> list[str]:
    """The letter's paragraphs, with a mark in place of each detail."""
    first = next(planned(path).letters())
    marked = {key: mark(key) for key in FIELDS}
    like = first.signatory.sender
    sender = Sender(name=marked["name"], address=(marked["street"], marked["town"]), country=like.country,
                    reads=like.reads, place=marked["place"])  # fmt: skip
    letter = first.prepared.composed(sender, ()).letter
    return [*letter.sender, *letter.recipient.printed, letter.date_line, *(block.text for block in letter.blocks)]


def docxtpl_template(texts: list[str]) -> bytes:
    """A template with Jinja's placeholders."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


def mailmerge_template(texts: list[str]) -> bytes:
    """A template with Word's merge fields."""
    document = docx.Document()
    for text in texts:
        paragraph = document.add_paragraph()
        for part in text.replace("»", "«").split("«"):
            if part not in FIELDS:
                paragraph.add_run(part)
                continue
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), f"MERGEFIELD {part}")
            run, words = OxmlElement("w:r"), OxmlElement("w:t")
            words.text = f"«{part}»"
            run.append(words)
            field.append(run)
            paragraph._p.append(field)
    return saved(document)


def saved(document: object) -> bytes:
    """The bytes of a python-docx document."""
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def with_docxtpl(out: Path, template: bytes) -> None:
    """Write a file for each letter."""
    for number in range(COUNT):
        filled = DocxTemplate(io.BytesIO(template))
        filled.render(person(number), autoescape=True)
        filled.save(out / f"{number}.docx")


def with_python_docx(out: Path, texts: list[str]) -> None:
    """Write a file for each letter, built anew."""
    for number in range(COUNT):
        document = docx.Document()
        details = person(number)
        for text in texts:
            document.add_paragraph(text.format(**details))
        document.save(str(out / f"{number}.docx"))


def with_mailmerge(out: Path, template: bytes) -> None:
    """Write a file for each letter."""
    for number in range(COUNT):
        with MailMerge(io.BytesIO(template)) as merged:
            merged.merge(**person(number))
            merged.write(out / f"{number}.docx")


def merged_by_mailmerge(out: Path, template: bytes) -> None:
    """Write all letters into one file."""
    with MailMerge(io.BytesIO(template)) as merged:
        merged.merge_templates([person(number) for number in range(COUNT)], separator="nextPage_section")
        merged.write(out / "all.docx")


def merged_by_appealgen(out: Path, batch: Batch) -> None:
    """Write all letters into one file, composed and rendered from a plan."""
    with (out / "all.docx").open("w+b") as stream:
        file = PrintFile(stream, "docx", bundled_reference())
        for letter in batch.letters():
            file.add(letter.prepared.composed(letter.signatory.sender, ()).letter)
        file.finish()


def the_same_bytes(out: Path, size: int) -> None:
    """Open, write and close as many files of that size: the lower limit."""
    data = os.urandom(size)
    for number in range(COUNT):
        with (out / f"{number}.docx").open("wb") as stream:
            stream.write(data)


def run_batch(out: Path, people: Path, *options: str) -> int:
    """Run the whole process; returns its peak memory in kB."""
    command = [
        sys.executable, "-c", MEASURED, "batch", str(CASE), "--senders", str(people), "--date", DATE, "--to", "target",
        "--out", str(out), "--no-input", "--quiet", *options,
    ]  # fmt: skip
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"HOME": str(out), "XDG_DATA_HOME": str(out), "XDG_CONFIG_HOME": str(out)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return int(done.stderr.split()[-1])


MEASURED = """
import sys
from appealgen.cli import main
try:
    main()
finally:
    try:
        lines = open("/proc/self/status").read().splitlines()
        print(next(line.split()[1] for line in lines if line.startswith("VmHWM")), file=sys.stderr)
    except OSError:
        print(0, file=sys.stderr)
"""
"""Peak memory of this process alone; `resource` includes the parent's from before the start."""
LETTERS = ("--envelope", "none", "--no-print-files", "--no-sheets")
TOGETHER = ("--envelope", "none", "--no-singles", "--no-sheets", "--split", "0")


def timed(work: Callable[[Path], object], place: Path, rounds: int = ROUNDS) -> float:
    """Median seconds of some rounds, each into a new folder."""
    times = []
    for _ in range(rounds):
        out = Path(tempfile.mkdtemp(dir=place))
        start = time.perf_counter()
        work(out)
        times.append(time.perf_counter() - start)
        shutil.rmtree(out)
    return statistics.median(times)


def side_by_side(place: Path) -> Iterator[tuple[str, float]]:
    """Time each contestant on the same letters."""
    people = roster(place / "people.csv", COUNT)
    jinja = docxtpl_template(paragraphs(people, lambda key: f"{{{{ {key} }}}}"))
    fields = mailmerge_template(paragraphs(people, lambda key: f"«{key}»"))
    texts = paragraphs(people, lambda key: f"{{{key}}}")
    batch = planned(people)
    yield "docxtpl, a file each", timed(lambda out: with_docxtpl(out, jinja), place, 1)
    yield "python-docx, a file each", timed(lambda out: with_python_docx(out, texts), place, 1)
    yield "docx-mailmerge2, a file each", timed(lambda out: with_mailmerge(out, fields), place, 1)
    yield "appealgen batch, a file each: the whole process", timed(lambda out: run_batch(out, people, *LETTERS), place)
    yield "files of the same size (5.4 kB): open, write, close", timed(lambda out: the_same_bytes(out, 5400), place)
    yield "docx-mailmerge2, one file", timed(lambda out: merged_by_mailmerge(out, fields), place)
    yield "appealgen, one file", timed(lambda out: merged_by_appealgen(out, batch), place)
    yield "appealgen batch, one file: the whole process", timed(lambda out: run_batch(out, people, *TOGETHER), place)


def growing(place: Path, largest: int) -> Iterator[tuple[int, float, int]]:
    """Time growing numbers of letters: seconds and kB."""
    count = 100
    while count <= largest:
        people = roster(place / f"{count}.csv", count)
        memory: list[int] = []
        seconds = timed(
            lambda out, people=people, memory=memory: memory.append(run_batch(out, people, *LETTERS)),  # type: ignore[misc]
            place,
            ROUNDS if count <= 1000 else 1,
        )
        yield count, seconds, memory[-1]
        count *= 10


def main() -> None:
    """Run everything and print two tables."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        place = Path(folder)
        results = dict(side_by_side(place))
        first = results["docxtpl, a file each"]
        print(f"| {COUNT:,} letters | s | µs a letter | docxtpl / this |\n|---|---|---|---|")
        for name, seconds in results.items():
            print(f"| {name} | {seconds:.3f} | {seconds / COUNT * 1e6:,.0f} | {first / seconds:,.1f} |")
        ratio = results["docx-mailmerge2, one file"] / results["appealgen, one file"]
        print(f"\none file: docx-mailmerge2 takes {ratio:.1f} times as long\n")
        print("| letters, `batch` | s | µs a letter | docxtpl / this | MB |\n|---|---|---|---|---|")
        for count, seconds, memory in growing(place, largest):
            each = seconds / count
            times = first / COUNT / each
            print(f"| {count:,} | {seconds:.2f} | {each * 1e6:,.0f} | {times:,.1f} | {memory / 1000:.1f} |")


if __name__ == "__main__":
    main()
