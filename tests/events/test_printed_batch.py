"""Print files in LibreOffice: a page for each letter, and none between them."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

import pytest

from appealgen.events.print_files import PrintOptions
from appealgen.model.case import Case
from appealgen.model.identifiers import Country
from appealgen.renderers.docx.reference_file import load_reference
from event_samples import PEOPLE, as_senders, loaded, making, people, places, planned, write, write_cases
from office import OFFICE, Page, letterhead, pages_of, to_pdf

pytestmark = OFFICE

WORDS = "These are the words of a long letter. "
NAMES = [row[0] for row in people(4)]


def with_long_letter(case: Case) -> Case:
    """The case with letters of two pages."""
    longer = {
        tag: replace(letter, text=f"{letter.text.strip()}\n\n{WORDS * 100}\n") for tag, letter in case.letters.items()
    }
    return replace(case, letters=longer)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the output of each run."""
    return tmp_path_factory.mktemp("batch")


@pytest.fixture(scope="module")
def printed(root: Path) -> dict[tuple[str, str], list[Page]]:
    """The pages of every print file of every run, by run and file name; LibreOffice is started twice."""
    write_cases(root)
    (both, [ann]) = (loaded(root, *names) for names in (("ann", "bob"), ("ann",)))
    numbered = load_reference(letterhead(root / "reference.docx", numbered=True, first=True))
    some, long = as_senders(people(4)), with_long_letter(ann)
    runs = {
        "plain": (planned(both, some), PrintOptions(), None),
        "mixed": (
            planned(both, as_senders(PEOPLE), 2, posted_from=Country("US")),
            PrintOptions(covers=True, order="target"),
            None,
        ),
        "duplex": (planned([ann], some), PrintOptions(duplex=True, covers=True), None),
        "duplex-long": (planned([long], some), PrintOptions(duplex=True), None),
        "letterhead": (planned([long], some), PrintOptions(), numbered),
        "letterhead-short": (planned([ann], some), PrintOptions(), numbered),
    }
    found = {}
    for blanks in (False, True):
        flat = root / f"pdf-{blanks}"
        flat.mkdir()
        for name, (batch, job, reference) in runs.items():
            if blanks and not name.startswith("duplex") and name != "plain":
                continue
            options = making(root / name, printing=job)
            write(batch, options if reference is None else replace(options, reference=reference))
            for path in (root / name / "print").glob("*.docx"):
                (flat / f"{name}--{path.name}").write_bytes(path.read_bytes())
        to_pdf(flat, sorted(flat.glob("*.docx")), blanks=blanks)
        for path in flat.glob("*.pdf"):
            run, _, file = path.stem.partition("--")
            found[f"{run}{'+blanks' * blanks}", file] = pages_of(path)
    return found


Printed = dict[tuple[str, str], list[Page]]


@pytest.mark.parametrize("run", ["plain", "plain+blanks"])
def test_as_many_pages_as_letters_and_sides_of_envelopes(printed: Printed, run: str) -> None:
    letters, envelopes = (printed[run, file] for file in ("letters-A4", "envelopes-DL-with-backs"))
    assert [word for _, word in places((page.text for page in letters), NAMES)] == [n for n in NAMES for _ in range(2)]
    assert (len(letters), len(envelopes)) == (8, 16)
    assert ["Minister" in page.text or "Judge" in page.text for page in envelopes] == [True, False] * 8
    marks = [re.findall(r"^\d/\d$", page.text, re.MULTILINE) for page in letters]
    assert marks == [[f"{person}/{letter}"] for person in range(1, 5) for letter in (1, 2)]
    assert [re.findall(r"^\d/\d$", page.text, re.MULTILINE) for page in envelopes] == [m for m in marks for _ in "fb"]
    assert len(printed[run, "packing-lists"]) == 2  # two of them on each page
    assert all(page.text.strip() for page in (*letters, *envelopes))


def test_the_paper_is_that_of_the_country_of_posting_also_with_walk_ins(printed: Printed) -> None:
    letters, envelopes = (printed["mixed", file] for file in ("letters-US-Letter", "envelopes-US10"))
    sizes = [{(round(page.width), round(page.height)) for page in pages} for pages in (letters, envelopes)]
    assert sizes == [{(216, 279)}, {(241, 105)}]
    # Covers come before minister, embassy and judge; letters of four people and two walk-ins, one to the embassy.
    assert len(letters) == 3 + 12
    assert ["Name:" in page.text for page in letters].count(True) == 4


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("duplex", [1, 0] * 7 + [1]),
        ("duplex+blanks", [1, 0] * 7 + [1]),
        ("duplex-long", [1] * 8),
        ("duplex-long+blanks", [1] * 8),
    ],
)
def test_duplex_leaves_the_back_of_a_last_page_blank(printed: Printed, run: str, expected: list[int]) -> None:
    assert [int(bool(page.text.strip())) for page in printed[run, "letters-A4"]] == expected


@pytest.mark.parametrize("run", ["plain", "duplex", "duplex-long"])
def test_the_index_has_the_pages_that_libreoffice_makes(printed: Printed, root: Path, run: str) -> None:
    rows = list(csv.DictReader((root / run / "print" / "index.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {row["file"] for row in rows} == {"letters-A4.docx", "envelopes-DL-with-backs.docx"}
    for row in rows:
        pages, last = printed[run, row["file"].removesuffix(".docx")], int(row["page"]) + int(row["pages"]) - 1
        expected = row["mark"] or NAMES[int(row["row"]) - 2]
        assert expected in pages[last - 1].text.split("\n")


@pytest.mark.parametrize(("run", "leaves"), [("letterhead", 2), ("letterhead-short", 1)])
def test_letters_count_their_pages_below_their_letterhead(printed: Printed, run: str, leaves: int) -> None:
    pages = printed[run, "letters-A4"]
    assert len(pages) == 4 * leaves
    for number, page in enumerate(pages):
        leaf = number % leaves + 1
        assert page.text.split("\n")[0] == ("Our Group" if leaf == 1 else "Following page")
        assert f"leaf {leaf}" in page.text.split("\n")[-1]
    assert [word for _, word in places((page.text for page in pages[::leaves]), NAMES)] == NAMES
