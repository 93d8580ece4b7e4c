"""Every document in LibreOffice: page count, sizes, and positions of the words on paper."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path

import pytest

from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import EnvelopeFormat, Side, StationeryChoice
from appealgen.post.envelopes import envelope_format, envelope_formats
from appealgen.post.stationery import choose_stationery
from appealgen.reading.case_files import load_case
from office import OFFICE, Page, pages_of, to_pdf
from samples import PROJECT, plan_for, someone, write_plan

pytestmark = OFFICE


RUNS = {
    # name: case, date, country, reads, envelope, further options of plan
    "gb-en": ("ua-046-19", "2019-04-15", "GB", "en", "DL", {"own_words": "I lived in Almaty for a year."}),
    "gb-ru": ("ua-046-19", "2019-04-15", "GB", "ru", "C6", {}),
    "gb-kk": ("ua-046-19", "2019-04-15", "GB", "kk", "C5", {}),
    "gb-fr": ("ua-046-19", "2019-04-15", "GB", "fr", "DL", {}),
    "gb-via": ("ua-046-19", "2019-04-15", "GB", "en", "DL", {"embassy": "via"}),
    "de-de": ("ua-046-19", "2019-04-15", "DE", "de", "DL", {}),
    "us-en": ("ua-046-19", "2019-04-15", "US", "en", "US10", {}),
    "es-es": ("ua-060-16", "2017-07-20", "ES", "es", "DL", {}),
    "gb-hn": ("ua-060-16", "2017-07-20", "GB", "en", "C6", {}),
}


def sides(run: str) -> int:
    """Number of pages of a run's envelope: two with the return address on its back."""
    return 2 if choose_stationery(StationeryChoice(), RUNS[run][2], ()).return_address == "back" else 1


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], list[Page]]:
    """The pages of every document of every run, by run and file name; LibreOffice is started once."""
    out = tmp_path_factory.mktemp("letters")
    flat = out / "flat"
    flat.mkdir()
    for name, (case, date, country, reads, envelope, options) in RUNS.items():
        sender = someone(
            country=Country(country), reads=(Tag(reads),), place="Anytown", about="I teach at a primary school.",
            address=("12 Sample Street", "Anytown", "ZZ99 3WZ"),
        )  # fmt: skip
        day = datetime.date.fromisoformat(date)
        planned = plan_for(
            load_case(PROJECT / "cases" / case),
            sender,
            date=day,
            stationery=StationeryChoice(envelope=envelope),
            **options,  # type: ignore[arg-type]
        )
        for entry in write_plan(planned, out / name).files:
            (flat / f"{name}--{Path(entry.path).name}").write_bytes((out / name / entry.path).read_bytes())
    files = sorted(flat.glob("*.docx"))
    to_pdf(flat, files)
    found = {}
    for path in files:
        run, _, file = path.name.partition("--")
        found[run, file] = pages_of(path.with_suffix(".pdf"))
    return found


def test_every_letter_is_one_page_and_every_envelope_its_sides(printed: dict[tuple[str, str], list[Page]]) -> None:
    assert len(printed) >= 24
    assert {sides(run) for run, _ in printed} == {1, 2}
    for (run, file), pages in printed.items():
        assert len(pages) == (sides(run) if "envelope" in file else 1), (run, file)
        form = envelope_format(RUNS[run][4])
        paper = (215.9, 279.4) if run == "us-en" else (210, 297)
        wanted = (form.width, form.height) if "envelope" in file else paper
        for page in pages:
            assert (page.width, page.height) == pytest.approx(wanted, abs=0.3), (run, file)


def test_nothing_is_clipped(printed: dict[tuple[str, str], list[Page]]) -> None:
    for key, page in ((key, page) for key, pages in printed.items() for page in pages):
        for words, box in page.lines:
            assert box.x >= 4, (key, words)
            assert box.x + box.width <= page.width - 4, (key, words)
            assert 4 <= box.y <= page.height - 4 - box.height, (key, words)


def test_letters_say_all_their_parts(printed: dict[tuple[str, str], list[Page]]) -> None:
    [page] = printed["gb-en", "prosecutor-general.en.docx"]
    for words in (
        "Alex Example", "United Kingdom", "Kazakhstan", "15 April 2019", "Dear Prosecutor General,",
        "I lived in Almaty for a year.", "Yours sincerely,", "Copy to: Embassy of the Republic of Kazakhstan",
    ):  # fmt: skip
        assert words in page.text
    [copy] = printed["gb-en", "embassy-gb.en.docx"]
    assert "Your Excellency," in copy.text
    assert "For your information" in copy.text
    assert "United Kingdom" not in copy.text
    [via] = printed["gb-via", "prosecutor-general.en.docx"]
    assert "I would be grateful if you would forward" in via.text


def test_addresses_are_in_their_zones(printed: dict[tuple[str, str], list[Page]]) -> None:
    for (run, file), pages in printed.items():
        if "envelope" not in file:
            continue
        form = envelope_format(RUNS[run][4])
        # If the sender is on the back, the mark is in its place.
        places = (
            [(form.sender, form.mark, form.address)] if sides(run) == 1 else [(form.sender, form.address), (form.back,)]
        )
        for page, allowed in zip(pages, places, strict=True):
            for words, box in page.lines:
                assert any(
                    zone.x - 1 <= box.x
                    and box.right <= zone.right + 1
                    and zone.y - 1 <= box.y
                    and box.bottom <= zone.bottom + 1
                    for zone in allowed
                ), (run, file, words)


def test_ruled_lines_stay_in_the_senders_box(tmp_path: Path) -> None:
    case = load_case(PROJECT / "cases" / "ua-046-19")
    sender = Sender(name="", country=Country("GB"), reads=(Tag("en"),), blank=True)
    both: list[tuple[EnvelopeFormat, Side]] = [(f, side) for f in envelope_formats() for side in ("front", "back")]
    for form, side in both:
        choice = StationeryChoice(envelope=form.name, return_address=side)
        planned = plan_for(case, sender, date=datetime.date(2019, 4, 15), stationery=choice, to=["target"])
        out = tmp_path / f"{form.name}-{side}"
        write_plan(planned, out)
        file = out / "ua-046-19" / "prosecutor-general.envelope.docx"
        (tmp_path / f"{form.name}-{side}.docx").write_bytes(file.read_bytes())
    to_pdf(tmp_path, sorted(tmp_path.glob("*.docx")))
    for form, side in both:
        pages = pages_of(tmp_path / f"{form.name}-{side}.pdf")
        place = form.back if side == "back" else form.sender
        ruled = [box for words, box in pages[-1].lines if "__" in words]
        assert len(pages) == (2 if side == "back" else 1) and len(ruled) == 4, (form.name, side)
        assert all(place.x - 1 <= box.x and box.right <= place.right + 1 for box in ruled), (form.name, side)
        assert all(place.y - 1 <= box.y and box.bottom <= place.bottom + 1 for box in ruled), (form.name, side)


def test_the_country_is_alone_on_the_last_line(printed: dict[tuple[str, str], list[Page]]) -> None:
    def last(run: str, file: str) -> str:
        page = printed[run, file][0]
        return max(page.lines, key=lambda line: line[1].y)[0]

    assert last("gb-en", "prosecutor-general.envelope.docx") == "KAZAKHSTAN"
    assert last("de-de", "prosecutor-general.envelope.docx") == "KASACHSTAN"
    assert last("es-es", "minister-of-security.envelope.docx") == "HONDURAS"
    assert last("gb-en", "embassy-gb.envelope.docx") == "SW1Y 5EA"


def test_the_name_is_in_bold(
    printed: dict[tuple[str, str], list[Page]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A bold font is embedded in every letter, and in an envelope only for its mark."""
    flat = next(tmp_path_factory.getbasetemp().glob("letters*/flat"))
    for path in flat.glob("*.pdf"):
        fonts = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
        marked = any("AIR MAIL" in page.text for page in pages_of(path))
        assert ("Bold" in fonts) == ("envelope" not in path.name or marked), path.name
