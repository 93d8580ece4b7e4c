"""Compare one letter in memory, in one run: docxtpl, python-docx, appealgen. Prints medians and ratios.

    python benchmarks/letter.py [ROUNDS]

The same words in each: the English letter of ua-046-19 for the sender in docs/examples/. docxtpl fills a template made
with python-docx's default template, as its users make theirs; python-docx builds the letter anew each time; appealgen
composes the letter from a mailing and renders it. Loading the case and preparing the template or reference document is
done once for each and not counted.
"""

from __future__ import annotations

import dataclasses
import datetime
import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx
from docxtpl import DocxTemplate

import appealgen
from appealgen.planning.plan import Mailing

ROOT = Path(__file__).resolve().parents[1]
CALLS = 20


def mailing() -> Mailing:
    """The mailing that every contestant writes."""
    case = appealgen.load_case(ROOT / "cases" / "ua-046-19")
    sender = appealgen.load_sender(ROOT / "docs" / "examples" / "sender.yaml")
    return appealgen.plan(case, sender, appealgen.PlanOptions(date=datetime.date(2019, 4, 15))).mailings[0]


def paragraphs(letter: appealgen.Letter) -> list[str]:
    """The letter's paragraphs as text, for contestants that do not compose."""
    head = [*letter.sender, *letter.recipient.printed, letter.date_line]
    return head + [block.text for block in letter.blocks]


def docxtpl_template(texts: list[str]) -> bytes:
    """A template with a placeholder for the sender's name and the date; the rest is literal text."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text.replace("Alex Example", "{{ name }}").replace("15 April 2019", "{{ date }}"))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def main() -> None:
    """Time the three in turn and print the ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    one = mailing()
    texts = paragraphs(appealgen.compose(one).letter)
    template = docxtpl_template(texts)
    number = iter(range(10_000_000))

    def with_docxtpl() -> bytes:
        filled = DocxTemplate(io.BytesIO(template))
        filled.render({"name": f"Alex Example {next(number)}", "date": "15 April 2019"}, autoescape=True)
        buffer = io.BytesIO()
        filled.save(buffer)
        return buffer.getvalue()

    def with_python_docx() -> bytes:
        document = docx.Document()
        name = f"Alex Example {next(number)}"
        for text in texts:
            document.add_paragraph(text.replace("Alex Example", name))
        buffer = io.BytesIO()
        document.save(buffer)
        return buffer.getvalue()

    def with_appealgen() -> bytes:
        sender = dataclasses.replace(one.sender, name=f"Alex Example {next(number)}")
        composed = appealgen.compose(dataclasses.replace(one, sender=sender))
        return appealgen.render(composed.letter, "docx")

    contestants: dict[str, Callable[[], bytes]] = {
        "docxtpl": with_docxtpl,
        "python-docx": with_python_docx,
        "appealgen": with_appealgen,
    }
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, write in contestants.items():
            write()
            calls = CALLS * 20 if name == "appealgen" else CALLS
            start = time.perf_counter()
            for _ in range(calls):
                write()
            times[name].append((time.perf_counter() - start) / calls)
    medians = {name: statistics.median(found) for name, found in times.items()}
    print(f"{'':12} {'µs/letter':>10} {'docxtpl/this':>13} {'bytes':>7}")
    for name, write in contestants.items():
        ratio = statistics.median(a / b for a, b in zip(times["docxtpl"], times[name], strict=True))
        print(f"{name:12} {medians[name] * 1e6:10.0f} {ratio:12.1f}x {len(write()):7}")


if __name__ == "__main__":
    main()
