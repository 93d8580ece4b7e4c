"""Contents of the print files of a batch."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest

from appealgen.errors import MissingError
from appealgen.events.plan import Batch, Order
from appealgen.events.print_files import PDF_PAGES, Parts, PrintOptions, print_folder
from appealgen.model.document import LabelPlacing
from appealgen.model.identifiers import Country, Tag
from appealgen.model.stationery import StationeryChoice
from event_samples import PEOPLE, as_senders, body, loaded, making, people, places, planned, properties, sections, write
from event_samples import write_cases as write_cases_into
from samples import someone


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    """Six people of one country, each with a letter for `ann` and one for `bob`."""
    write_cases_into(tmp_path)
    return planned(loaded(tmp_path, "ann", "bob"), as_senders(people(6)), stationery=FRONT)


FRONT = StationeryChoice(return_address="front")
NAMES = [row[0] for row in people(6)]
OFFICES = ("Minister of Justice", "Supreme Judge")


def pairs_in(text: str) -> list[tuple[str, str]]:
    """The sender and the recipient of each letter or envelope."""
    return [(name, office) for name in NAMES for office in OFFICES if name in text and office in text]


def printed(batch: Batch, out: Path, formats: tuple[str, ...] = ("docx",), **job: Any) -> list[str]:
    """Write only the print files, and return their names; the index is beside them if any of them has pages."""
    write(batch, making(out, formats=formats, printing=PrintOptions(**job), singles=False, sheets=False))
    names = {path.name for path in (out / "print").iterdir()}
    assert ("index.csv" in names) is ("docx" in formats)
    return sorted(names - {"index.csv"})


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("sender", [(name, office) for name in NAMES for office in OFFICES]),
        ("target", [(name, office) for office in OFFICES for name in NAMES]),
    ],
)
def test_each_letter_once_and_in_order(
    batch: Batch, tmp_path: Path, order: Order, expected: list[tuple[str, str]]
) -> None:
    assert printed(batch, tmp_path / "out", order=order) == ["envelopes-DL.docx", "letters-A4.docx"]
    for file in ("letters-A4.docx", "envelopes-DL.docx"):
        path = tmp_path / "out" / "print" / file
        assert body(path).count("<w:body>") == 1 and len(properties(path)) == len(docx.Document(str(path)).sections)
        found = sections(path)
        assert [pair for text in found for pair in pairs_in(text)] == expected
        assert len(found) == 12


def test_a_letter_of_a_print_file_is_the_letter_of_its_own_file(batch: Batch, tmp_path: Path) -> None:
    write(batch, making(tmp_path / "out", sheets=False))
    together = sections(tmp_path / "out" / "print" / "letters-A4.docx")
    alone = [
        text
        for share in batch.letters()
        for text in sections(
            tmp_path / "out" / share.mailing.case.id / share.signatory.folder / f"{share.mailing.target.id}.en.docx"
        )
    ]
    assert together == alone


@pytest.mark.parametrize(
    ("order", "split", "letters"),
    [
        ("sender", 0, {"": 12}),
        ("sender", 12, {"": 12}),
        ("sender", 5, {"-01": 4, "-02": 4, "-03": 4}),
        ("sender", 4, {"-01": 4, "-02": 4, "-03": 4}),
        ("sender", 1, {f"-0{number}": 2 for number in range(1, 7)}),
        ("target", 5, {"-01": 5, "-02": 1, "-03": 5, "-04": 1}),
        ("target", 7, {"-01": 6, "-02": 6}),
    ],
)
def test_split_files_keep_a_persons_letters_together(
    batch: Batch, tmp_path: Path, order: Order, split: int, letters: dict[str, int]
) -> None:
    files = printed(batch, tmp_path / "out", order=order, split=split)
    assert files == sorted(f"{what}{suffix}.docx" for suffix in letters for what in ("letters-A4", "envelopes-DL"))
    seen: list[str] = []
    for suffix, count in letters.items():
        both = [
            sections(tmp_path / "out" / "print" / f"{what}{suffix}.docx") for what in ("letters-A4", "envelopes-DL")
        ]
        assert [len(found) for found in both] == [count, count]
        assert [list(places(found, (*NAMES, *OFFICES))) for found in both][0] == list(
            places(both[1], (*NAMES, *OFFICES))
        )
        seen += [word for _, word in places(both[0], NAMES)]
    assert seen == ([name for name in NAMES for _ in range(2)] if order == "sender" else NAMES * 2)


@pytest.mark.parametrize(
    ("order", "split", "formats", "pages", "parts"),
    [
        ("sender", None, ("pdf",), 1, [12]),
        ("sender", 5, ("pdf",), 1, [4, 4, 4]),
        ("sender", 1, ("docx", "pdf"), 1, [1] * 12),
        ("target", 4, ("pdf",), 1, [4, 2, 4, 2]),
        ("sender", 0, ("pdf",), 75, [4, 4, 4]),
        ("sender", 500, ("pdf",), 150, [2] * 6),
        ("target", None, ("pdf",), 500, [1] * 12),
        ("sender", None, ("docx",), 500, [12]),
    ],
)
def test_parts_of_a_pdf_hold_few_letters_and_pages(
    batch: Batch, order: Order, split: int | None, formats: tuple[str, ...], pages: int, parts: list[int]
) -> None:
    cut = Parts.of(PrintOptions(order=order, split=split), formats)
    letters = [(letter, pages) for letter in batch.letters(order)]
    suffixes = list(cut.suffixes(letters, len(letters), len(letters) * pages))
    found = list(Counter(suffixes).values())
    assert found == parts and len(suffixes) == 12
    assert set(suffixes) == ({f"-{n:02d}" for n in range(1, len(parts) + 1)} if len(parts) > 1 else {""})
    assert "pdf" not in formats or all(count == 1 or count * pages <= PDF_PAGES for count in found)


@pytest.mark.parametrize(("split", "most"), [(None, 200), (0, 200), (201, 200), (200, 200), (3, 3)])
def test_a_pdf_never_holds_more_than_200_letters(split: int | None, most: int) -> None:
    assert Parts.of(PrintOptions(split=split), ("docx", "pdf")).letters == most
    assert Parts.of(PrintOptions(split=split), ("docx",)).letters == (500 if split is None else split)


def test_papers_envelopes_and_windows_have_files_of_their_own(tmp_path: Path) -> None:
    write_cases_into(tmp_path)
    window = someone(
        name="Wanda Window", country=Country("DE"), reads=(Tag("en"),), address=("Weg 1", "12345 Stadt"),
        stationery=StationeryChoice(layout="din5008b"),
    )  # fmt: skip
    turned = someone(name="Tom Turned", stationery=StationeryChoice(feed="rotated", envelope="C6"))
    batch = planned(loaded(tmp_path, "bob"), [*as_senders(PEOPLE[::3]), window, turned])
    assert printed(batch, tmp_path / "out") == [
        "envelopes-C6-rotated-with-backs.docx", "envelopes-DL-with-backs.docx", "letters-A4-din5008b.docx",
        "letters-A4.docx",
    ]  # fmt: skip
    folder = tmp_path / "out" / "print"
    sizes = {
        path.name: {re.search(r'w:pgSz w:w="(\d+)" w:h="(\d+)"', made)[0] for made in properties(path)}  # type: ignore[index]
        for path in folder.glob("*.docx")
    }
    assert all(len(found) == 1 for found in sizes.values())
    assert [word for _, word in places(sections(folder / "letters-A4.docx"), ["Alex Ex", "Tom", "Wanda", "Pat"])] == [
        "Alex Ex", "Pat", "Tom",
    ]  # fmt: skip


def test_covers_lie_before_each_person_or_target(batch: Batch, tmp_path: Path) -> None:
    printed(batch, tmp_path / "a", covers=True)
    found = sections(tmp_path / "a" / "print" / "letters-A4.docx")
    assert len(found) == 18
    assert [text.split("\n") for text in found[::3]] == [[name, "A headline", "Another headline"] for name in NAMES]
    assert len(sections(tmp_path / "a" / "print" / "envelopes-DL.docx")) == 12
    printed(batch, tmp_path / "b", covers=True, order="target", split=5)
    first = [sections(tmp_path / "b" / "print" / f"letters-A4-0{n}.docx")[0].split("\n") for n in (1, 2, 3)]
    assert first == [
        ["Minister of Justice", "A headline"], ["Minister of Justice", "A headline"],
        ["Supreme Judge", "Another headline"],
    ]  # fmt: skip


def test_every_file_has_covers(tmp_path: Path) -> None:
    write_cases_into(tmp_path)
    batch = planned(loaded(tmp_path, "ann", "bob"), as_senders([*PEOPLE, *PEOPLE]))
    printed(batch, tmp_path / "out", covers=True, order="target")
    found = sections(tmp_path / "out" / "print" / "letters-A4.docx")
    covers = [text for text in found if text.endswith("headline")]
    assert found[0] == covers[0] and (len(covers), len(found) - len(covers)) == (3, 16)


def test_the_back_of_an_envelope_follows_its_front(tmp_path: Path) -> None:
    write_cases_into(tmp_path)
    batch = planned(loaded(tmp_path, "ann"), as_senders(people(3)), stationery=StationeryChoice(return_address="back"))
    printed(batch, tmp_path / "out", duplex=True)
    path = tmp_path / "out" / "print" / "envelopes-DL-with-backs.docx"
    assert [list(places([text], (OFFICES[0], *NAMES))) for text in sections(path)] == [
        [(0, word)] for name in NAMES[:3] for word in (OFFICES[0], name)
    ]
    assert not any("oddPage" in made for made in properties(path))


@pytest.mark.parametrize("duplex", [False, True])
def test_duplex_begins_each_letter_on_an_odd_page(batch: Batch, tmp_path: Path, duplex: bool) -> None:
    printed(batch, tmp_path / "out", duplex=duplex, covers=True)
    made = properties(tmp_path / "out" / "print" / "letters-A4.docx")
    backs = [not text for text in sections(tmp_path / "out" / "print" / "letters-A4.docx")]
    assert backs == ([False, True] * 17 + [False] if duplex else [False] * 18)
    on_front = [found.count('<w:type w:val="oddPage"/><w:pgSz') for found in made]
    assert on_front == [int(duplex and not back) for back in backs]
    assert not any("oddPage" in found for found in properties(tmp_path / "out" / "print" / "envelopes-DL.docx"))


def test_text_files_have_a_form_feed_between_letters(batch: Batch, tmp_path: Path) -> None:
    assert printed(batch, tmp_path / "out", formats=("txt", "docx"), covers=True) == [
        "envelopes-DL.docx", "envelopes-DL.txt", "letters-A4.docx", "letters-A4.txt",
    ]  # fmt: skip
    found = (tmp_path / "out" / "print" / "letters-A4.txt").read_text(encoding="utf-8").split("\f")
    assert [word for text in found for word in NAMES if word in text] == [name for name in NAMES for _ in range(3)]
    envelopes = (tmp_path / "out" / "print" / "envelopes-DL.txt").read_text(encoding="utf-8").split("\f")
    assert [sum(office in text for text in envelopes) for office in OFFICES] == [6, 6]


LABELS = StationeryChoice(labels="L7160")


@pytest.mark.parametrize(
    ("start", "own", "sheets", "texts"),
    [(1, False, 1, 12), (10, False, 1, 12), (11, False, 2, 12), (1, True, 2, 24), (19, True, 2, 24), (20, True, 3, 24)],
)
def test_labels(tmp_path: Path, start: int, own: bool, sheets: int, texts: int) -> None:
    write_cases_into(tmp_path)
    batch = planned(loaded(tmp_path, "ann", "bob"), as_senders(people(6)), stationery=LABELS, walk_ins=0)
    out = tmp_path / "out"
    report = write(
        batch, making(out, printing=PrintOptions(labels=LabelPlacing(start=start, senders=own)), sheets=False)
    )
    path = out / "print" / "labels-L7160.docx"
    assert len(properties(path)) == sheets and not list((out / "print").glob("envelopes*"))
    words = [word for _, word in places("\n".join(sections(path)).split("\n"), (*OFFICES, *NAMES))]
    assert words == [*(OFFICES * 6), *([name for name in NAMES for _ in range(2)] if own else [])]
    assert len(words) == texts and report.files["written"] == 12 + 1 + 1 + 1


def test_walk_ins_have_no_return_labels(tmp_path: Path) -> None:
    write_cases_into(tmp_path)
    batch = planned(loaded(tmp_path, "ann"), as_senders(people(2)), stationery=LABELS, walk_ins=3)
    printed(batch, tmp_path / "out", labels=LabelPlacing(senders=True))
    found = "\n".join(sections(tmp_path / "out" / "print" / "labels-L7160.docx"))
    assert [found.count(word) for word in ("Minister of Justice", *NAMES[:2])] == [5, 1, 1]


@pytest.mark.parametrize(
    ("labels", "placing", "code"),
    [
        ("L7160", LabelPlacing(start=22), "label-start"),
        (None, LabelPlacing(start=2), "no-labels"),
        (None, LabelPlacing(senders=True), "no-labels"),
    ],
)
def test_labels_in_positions_that_do_not_exist(
    tmp_path: Path, labels: str | None, placing: LabelPlacing, code: str
) -> None:
    write_cases_into(tmp_path)
    batch = planned(loaded(tmp_path, "ann"), as_senders(people(1)), stationery=StationeryChoice(labels=labels))
    with pytest.raises(MissingError) as caught:
        printed(batch, tmp_path / "out", labels=placing)
    assert caught.value.problems[0].code == code
    assert not (tmp_path / "out").exists()


def test_files_without_a_recipient_are_not_made(tmp_path: Path) -> None:
    write_cases_into(tmp_path)
    batch = planned(loaded(tmp_path, "ann"), as_senders(people(2)), stationery=StationeryChoice(envelope="none"))
    assert printed(batch, tmp_path / "out") == ["letters-A4.docx"]


def test_other_rows_have_another_folder() -> None:
    many = ",".join(map(str, range(2, 90)))
    asked = ["20-40", "20,40", "20-40,55", "20-40-55", many, f"{many},91", f"{many},92"]
    folders = [print_folder(rows) for rows in asked]
    assert folders[:3] == ["print/rows-20-40", "print/rows-20_40", "print/rows-20-40_55"]
    assert len({*folders}) == len(asked) and max(map(len, folders)) <= 80
    assert print_folder("20 – 40 , 55") == "print/rows-20-40_55" and print_folder(None) == "print"


def test_backs_of_blank_envelopes_lie_with_other_backs(tmp_path: Path) -> None:
    write_cases_into(tmp_path)
    batch = planned(
        loaded(tmp_path, "ann"), as_senders(people(1)), walk_ins=1, stationery=StationeryChoice(return_address="back")
    )
    assert printed(batch, tmp_path / "out") == ["envelopes-DL-with-backs.docx", "letters-A4.docx"]
    pages = sections(tmp_path / "out" / "print" / "envelopes-DL-with-backs.docx")
    assert len(pages) == 4 and "Name:" in pages[3]
