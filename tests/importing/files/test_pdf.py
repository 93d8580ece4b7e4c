from __future__ import annotations

import pytest

from appealgen.errors import DocumentError
from appealgen.importing.draft import import_document
from appealgen.importing.files.pdf import pdf_lines
from appealgen.importing.files.pdf_pages import MAX_PAGES
from urgent_action_files import as_pdf, pdf_of, told


def drawn(*texts: tuple[int, int, str]) -> bytes:
    """A page with texts at positions; `/F2 … Tj` and similar operators are passed unchanged."""
    shown = (text if "Tj" in text else f"/F1 10 Tf ({text}) Tj" for _, _, text in texts)
    return "\n".join(f"BT 1 0 0 1 {x} {y} Tm {text} ET" for (x, y, _), text in zip(texts, shown, strict=True)).encode(
        "cp1252"
    )


def test_faces_places_and_pages() -> None:
    first = drawn(
        (50, 800, "/F2 12 Tf (Minister) Tj /F1 12 Tf ( of \\(the\\) ) Tj /F3 12 Tf (Interior) Tj"),
        (50, 786, "1 Street"),
        (50, 774, "Caf\xe9"),
        (50, 762, "3"),
        (50, 720, "far below, on a line that is so much wider than those above it"),
    )
    lines = pdf_lines(pdf_of([first, drawn((50, 800, "next page"))]), "a.pdf")
    assert [(line.number, line.start, line.kind, *told([line])) for line in lines] == [
        (1, "line", "text", "*Minister *of (the) Interior"),
        (2, "line", "text", "1 Street"),
        (3, "line", "text", "Café"),
        (4, "paragraph", "text", "far below, on a line that is so much wider than those above it"),
        (5, "line", "text", "next page"),
    ]
    assert [span.italic for span in lines[0].spans] == [False, False, True]


def test_a_line_after_a_full_one_continues_it() -> None:
    full = "The court sentenced all of them to many years in prison without a hearing in the month of"
    data = pdf_of([drawn((50, 800, full), (50, 788, "March."), (50, 776, "Short"), (50, 764, "Line"))])
    assert [line.start for line in pdf_lines(data, "a.pdf")] == ["line", "wrap", "line", "line"]


def test_a_hyphen_at_which_a_line_breaks_a_word() -> None:
    data = pdf_of([drawn((50, 800, "the court of the anti-"), (50, 788, "torture law"), (50, 776, "Short"))])
    assert [(line.text, line.start) for line in pdf_lines(data, "a.pdf")] == [
        ("the court of the anti-", "line"),
        ("torture law", "wrap"),
        ("Short", "line"),
    ]


HEADING = (50, 800, "A heading that goes over both of the columns, from one side of the page to the other one")
COLUMN = (
    "She was taken from her workshop in",
    "the south of the country, and has been",
    "held ever since that day, because of",
    "something that runs backwards.",
)
ADDRESS = ("Prosecutor General", "Prospect Dogory, 114, Entrance 7", "Room 4", "Nur-Sultan")


def column(x: int, y: int, lines: tuple[str, ...]) -> list[tuple[int, int, str]]:
    return [(x, y - 12 * number, text) for number, text in enumerate(lines)]


@pytest.mark.parametrize(
    ("left", "right", "starts"),
    [
        (COLUMN + COLUMN, COLUMN + COLUMN, "wrap wrap wrap line wrap wrap wrap"),
        (ADDRESS, ADDRESS, "line line line"),
    ],
    ids=["prose", "addresses"],
)
def test_a_line_is_full_by_its_own_column(left: tuple[str, ...], right: tuple[str, ...], starts: str) -> None:
    page = [HEADING, *column(50, 760, left), *column(250, 760, right), (50, 600, "Below both")]
    lines = pdf_lines(pdf_of([drawn(*page)]), "a.pdf")
    assert [line.start for line in lines[2 : 1 + len(left)]] == starts.split()
    assert [line.start for line in lines[2 + len(left) : -1]] == starts.split()


def test_each_of_three_columns_has_its_own_edge() -> None:
    narrow = ("a clock that hangs", "on a wall, and then", "has been held since", "everything is over")
    page = [*column(50, 760, COLUMN), *column(250, 760, narrow), *column(360, 760, COLUMN), HEADING]
    lines = pdf_lines(pdf_of([drawn(*page)]), "a.pdf")
    assert [line.start for line in lines[:12]] == [
        "line",
        *["wrap"] * 3,
        "paragraph",
        *["wrap"] * 3,
        "paragraph",
        *["wrap"] * 3,
    ]


OFFICIAL = ("Minister of Interior", "Orlat bin Velim", "Ministry of Interior of Ilvan", "P.O. Box 00, Ilvan", "Ilvania")


@pytest.mark.parametrize("in_rows", [True, False])
def test_columns_of_addresses(in_rows: bool) -> None:
    columns = [column(50, 760, OFFICIAL), column(220, 760, OFFICIAL), column(390, 760, OFFICIAL)]
    order = zip(*columns, strict=True) if in_rows else columns
    places = [place for places in order for place in places]
    lines = pdf_lines(pdf_of([drawn(HEADING, *places, (50, 600, "Below both"))]), "a.pdf")
    assert [line.text for line in lines] == [HEADING[2], *OFFICIAL * 3, "Below both"]
    assert "wrap" not in {line.start for line in lines}


def test_a_row_with_its_parts_apart_is_one_line() -> None:
    head = [(50, 760, "UA 46/19"), (300, 760, "Fear of torture"), (50, 748, "ILVANIA"), (300, 748, "Ana Velim")]
    lines = pdf_lines(pdf_of([drawn(HEADING, *head)]), "a.pdf")
    assert [line.text for line in lines[1:]] == ["UA 46/19 Fear of torture", "ILVANIA Ana Velim"]


def test_paragraphs_are_recognized_if_most_have_one_line() -> None:
    letter = import_document(as_pdf(width=495)).case.letters["en"].text  # type: ignore[index]
    assert letter.rstrip().endswith("her tools.**")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.4\n", "damaged"),
        (as_pdf()[:900], "damaged"),
        (b"%PDF-1.7 " + bytes(range(256)) * 20, "damaged"),
        (pdf_of([b""]), "no-text"),
        (pdf_of([drawn((50, 800, " "))]), "no-text"),
        (pdf_of([drawn((50, 800, "a"))] * (MAX_PAGES + 1)), "too-large"),
    ],
)
def test_unreadable_files(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as raised:
        pdf_lines(data, "a.pdf")
    assert [(problem.code, problem.file) for problem in raised.value.problems] == [(code, "a.pdf")]
