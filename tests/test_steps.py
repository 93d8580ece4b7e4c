"""Cost of hostile texts in steps: linear in their size, in every reader."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from appealgen.importing.draft import import_document
from appealgen.importing.fields.people import people_from_label
from appealgen.importing.fields.target_blocks import contacts_of
from appealgen.importing.lines import Line, line_of
from appealgen.limits import LOGICAL_LINE
from appealgen.model.document import Span
from appealgen.reading.case_files import load_case, unfinished_translations
from appealgen.reading.embassies import read_embassy_table
from appealgen.reading.roster import load_roster
from appealgen.reading.sender_files import load_sender
from appealgen.workflows.letters import plan
from samples import CASE, DATE, LETTER, plan_options, someone, tiny_case, write_files, write_plan
from steps import SIGNS, run_counted, square_of
from urgent_action_files import as_html, as_text

SIZES = (10_000, 100_000, 1_000_000)
_START = 3_000_000
"""Steps independent of the size: forms, tables of countries, and a value of two thousand characters."""
_PER_CHARACTER = 40


_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\x1b": "\\e"})


def quoted(text: str) -> str:
    """A text in double quotes, for YAML."""
    return f'"{text.translate(_ESCAPES)}"'


def cell(text: str) -> str:
    """A text in double quotes, for CSV."""
    return '"' + text.replace('"', '""') + '"'


def in_case(key: str) -> Callable[[Path, str], object]:
    """Read a case with a hostile value."""

    def read(root: Path, text: str) -> object:
        old = {"title": "A headline", "office": "Minister of Justice", "address": "1 Street", "country": "KZ"}[key]
        write_files(root, {"case.yaml": CASE.replace(old, quoted(text), 1), "letter.en.md": LETTER})
        return load_case(root)

    return read


def in_letter(root: Path, text: str) -> object:
    write_files(root, {"case.yaml": CASE, "letter.en.md": text, "translation.de.md": text})
    try:
        return load_case(root)
    finally:
        unfinished_translations(tiny_case())


def in_sender(root: Path, text: str) -> object:
    sender = f"name: {quoted(text)}\naddress: [{quoted(text)}]\ncountry: GB\nabout: {quoted(text)}\n{quoted(text)}: x\n"
    return load_sender(write_files(root, {"s.yaml": sender}) / "s.yaml")


def in_roster(field: str) -> Callable[[Path, str], object]:
    """Read a roster with a hostile cell or heading."""

    def read(_: Path, text: str) -> object:
        row = {"name": "A", "address": "1 Street|Leeds", "country": "GB", "reads": "en", "notes": ""}
        headings = list(row)
        if field in row:
            row[field] = text
        else:
            headings.append(text)
        lines = [",".join(map(cell, headings)), ",".join(map(cell, row.values())), "B,2 Street|Leeds,GB,en,,"]
        return load_roster("\n".join(lines).encode(), name="r.csv")

    return read


def in_embassies(root: Path, text: str) -> object:
    table = (
        f"of,host,office,address,{cell(text)}\nKZ,GB,{cell(text)},{cell(text)},x\nKZ,DE,Embassy,1 Street,{cell(text)}\n"
    )
    path = write_files(root, {"e.csv": table}) / "e.csv"
    return read_embassy_table(path, today=datetime.date(2026, 1, 1))


def in_options(_: Path, text: str) -> object:
    return plan(tiny_case(), someone(name=text), plan_options(date=DATE, own_words=text))


def written(root: Path, text: str) -> object:
    """Write a letter of the largest size, in every format, with the sender's own words."""
    case = tiny_case(letters={"en": f"Dear you.\n\nI ask {text[:19_000]} please. {{{{ sender.about }}}}\n"})
    sender = someone(name=f"A {text[:190]}", about=f"I {text[:1_900]}", address=(f"1 {text[:190]}",))
    return write_plan(plan(case, sender, plan_options(date=DATE, own_words=f"I {text[:1_900]}")), root, dry_run=True)


def in_document(_: Path, text: str) -> object:
    return import_document(f"{as_text()}\n{text}\n".encode(), name="a.txt")


def in_page(_: Path, text: str) -> object:
    return import_document(as_html().replace("</body>", f"<p>{text}</p></body>").encode(), name="a.html")


READERS: dict[str, Callable[[Path, str], object]] = {
    **{f"case {key}": in_case(key) for key in ("title", "office", "address", "country")},
    **{f"roster {field}": in_roster(field) for field in ("name", "address", "country", "reads", "notes", "heading")},
    "letter": in_letter, "sender": in_sender, "embassies": in_embassies, "options": in_options,
}  # fmt: skip
DOCUMENTS: dict[str, Callable[[Path, str], object]] = {"text": in_document, "page": in_page}


def lines_of(*texts: str) -> list[Line]:
    return [line for number, text in enumerate(texts, 1) if (line := line_of(number, [Span(text)])) is not None]


def in_people(text: str) -> object:
    return people_from_label(lines_of(f"Ana {text}"), None)


def in_address(text: str) -> object:
    return contacts_of(lines_of("Minister of Justice", "Fax:", text))


FIELDS: dict[str, Callable[[str], object]] = {"people": in_people, "address": in_address}


@pytest.mark.parametrize("reader", READERS)
def test_no_reader_takes_more_than_linear_time(tmp_path: Path, reader: str) -> None:
    for size in SIZES:
        for sign in SIGNS:
            text = (sign * (size // len(sign) + 1))[:size]
            run_counted(partial(READERS[reader], tmp_path, text), _START + _PER_CHARACTER * size, sign)


@pytest.mark.parametrize("sign", SIGNS, ids=repr)
def test_writing_a_letter_takes_linear_time(tmp_path: Path, sign: str) -> None:
    text = sign * (20_000 // len(sign))
    run_counted(lambda: written(tmp_path, text), 6_000_000, sign)


@pytest.mark.parametrize("reader", DOCUMENTS)
@pytest.mark.parametrize("sign", SIGNS, ids=repr)
def test_a_document_is_imported_in_linear_time(tmp_path: Path, sign: str, reader: str) -> None:
    for size in (10_000, 100_000):
        text = (sign * (size // len(sign) + 1))[:size]
        run_counted(partial(DOCUMENTS[reader], tmp_path, text), 20_000_000 + 400 * size, sign)


@pytest.mark.parametrize("reader", FIELDS)
@pytest.mark.parametrize("sign", SIGNS, ids=repr)
def test_a_line_is_read_in_linear_time(sign: str, reader: str) -> None:
    text = (sign * LOGICAL_LINE)[:LOGICAL_LINE]
    run_counted(partial(FIELDS[reader], text), _START + 400 * len(text), sign)


@pytest.mark.parametrize(
    ("pattern", "unit", "linear"),
    [
        (r"\(.*?\)", "(", False),
        (r"<!--.*?-->", "<!--", False),
        (r"a*b", "a", False),
        (r"\s+x", " ", False),
        (r"(a|aa)+b", "a", False),
        (r"\([^()]*\)", "(", True),
        (r"(?<!a)a+b", "a", True),
        (r"\{\{([^{}\n]*)\}\}", "{{", True),
        (r"[A-Z]{3}(?=x)|\bword", "MINISTER OF JUSTICE, ", True),
    ],
)
def test_the_matcher_tells_patterns_that_are_not_linear(pattern: str, unit: str, linear: bool) -> None:
    assert (square_of(re.compile(pattern), unit) == 0) is linear
