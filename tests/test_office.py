"""Every document through LibreOffice: page count, sizes, and where on the paper the words stand."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from appealgen import pipeline
from appealgen.document import Box
from appealgen.model import Country, Sender, StationeryChoice, Tag
from appealgen.post.envelopes import envelope_format, envelope_formats
from appealgen.reading.casefile import load_case
from samples import PROJECT, someone

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(
        not all(map(shutil.which, ("soffice", "pdftotext", "pdfinfo", "pdffonts"))),
        reason="needs LibreOffice and poppler",
    ),
]
MM = 25.4 / 72


@dataclass(frozen=True)
class Page:
    """One page of a PDF in mm: its size and its lines with their boxes."""

    width: float
    height: float
    lines: tuple[tuple[str, Box], ...]

    @property
    def text(self) -> str:
        return "\n".join(words for words, _ in self.lines)


def pages_of(pdf: Path) -> list[Page]:
    xml = subprocess.run(["pdftotext", "-bbox-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return list(_pages(xml))


def _pages(xml: str) -> Iterator[Page]:
    for page in re.finditer(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', xml, re.DOTALL):
        found = []
        for line in re.finditer(r"<line ([^>]*)>(.*?)</line>", page[3], re.DOTALL):
            box = {key: float(value) * MM for key, value in re.findall(r'(\w+)="([\d.]+)"', line[1])}
            words = " ".join(re.findall(r"<word[^>]*>([^<]*)</word>", line[2]))
            found.append((words, Box(box["xMin"], box["yMin"], box["xMax"] - box["xMin"], box["yMax"] - box["yMin"])))
        yield Page(float(page[1]) * MM, float(page[2]) * MM, tuple(found))


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


def to_pdf(folder: Path, files: list[Path]) -> None:
    """Turn documents into PDFs in a folder, with a profile of LibreOffice of their own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)


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
        planned = pipeline.plan(
            load_case(PROJECT / "cases" / case),
            sender,
            date=day,
            stationery=StationeryChoice(envelope=envelope),
            **options,  # type: ignore[arg-type]
        )
        for entry in pipeline.write(planned, out / name).files:
            (flat / f"{name}--{Path(entry.path).name}").write_bytes((out / name / entry.path).read_bytes())
    files = sorted(flat.glob("*.docx"))
    to_pdf(flat, files)
    found = {}
    for path in files:
        run, _, file = path.name.partition("--")
        found[run, file] = pages_of(path.with_suffix(".pdf"))
    return found


def test_every_document_is_one_page_of_its_own_size(printed: dict[tuple[str, str], list[Page]]) -> None:
    assert len(printed) >= 24
    assert {key: len(pages) for key, pages in printed.items() if len(pages) != 1} == {}
    for (run, file), [page] in printed.items():
        form = envelope_format(RUNS[run][4])
        paper = (215.9, 279.4) if run == "us-en" else (210, 297)
        wanted = (form.width, form.height) if "envelope" in file else paper
        assert (page.width, page.height) == pytest.approx(wanted, abs=0.3), (run, file)


def test_nothing_is_clipped(printed: dict[tuple[str, str], list[Page]]) -> None:
    for key, [page] in printed.items():
        for words, box in page.lines:
            assert box.x >= 4, (key, words)
            assert box.x + box.width <= page.width - 4, (key, words)
            assert 4 <= box.y <= page.height - 4 - box.height, (key, words)


def test_letters_say_all_their_parts(printed: dict[tuple[str, str], list[Page]]) -> None:
    [page] = printed["gb-en", "prosecutor-general.en.docx"]
    for words in (
        "Alex Example", "UNITED KINGDOM", "KAZAKHSTAN", "Anytown, 15 April 2019", "Dear Prosecutor General,",
        "I lived in Almaty for a year.", "Yours sincerely,", "Copy to: Embassy of the Republic of Kazakhstan",
    ):  # fmt: skip
        assert words in page.text
    [copy] = printed["gb-en", "embassy-gb.en.docx"]
    assert "Your Excellency," in copy.text
    assert "For your information" in copy.text
    assert "UNITED KINGDOM" not in copy.text
    [via] = printed["gb-via", "prosecutor-general.en.docx"]
    assert "I expressly ask you to forward" in via.text


def test_addresses_stand_in_their_zones(printed: dict[tuple[str, str], list[Page]]) -> None:
    for (run, file), [page] in printed.items():
        if "envelope" not in file:
            continue
        form = envelope_format(RUNS[run][4])
        for words, box in page.lines:
            zone = form.address if box.x >= form.address.x - 1 and box.y >= form.address.y - 1 else form.sender
            assert zone.x - 1 <= box.x, (run, file, words)
            assert box.x + box.width <= zone.x + zone.width + 1, (run, file, words)
            assert zone.y - 1 <= box.y, (run, file, words)
            assert box.y + box.height <= zone.y + zone.height + 1, (run, file, words)


def test_ruled_lines_stay_in_the_senders_box(tmp_path: Path) -> None:
    case = load_case(PROJECT / "cases" / "ua-046-19")
    for form in envelope_formats():
        sender = Sender(name="", country=Country("GB"), reads=(Tag("en"),), blank=True)
        planned = pipeline.plan(
            case,
            sender,
            date=datetime.date(2019, 4, 15),
            stationery=StationeryChoice(envelope=form.name),
            to=["target"],
        )
        pipeline.write(planned, tmp_path / form.name)
        file = tmp_path / f"{form.name}.docx"
        file.write_bytes((tmp_path / form.name / "ua-046-19" / "prosecutor-general.envelope.docx").read_bytes())
    to_pdf(tmp_path, sorted(tmp_path.glob("*.docx")))
    for form in envelope_formats():
        [page] = pages_of(tmp_path / f"{form.name}.pdf")
        ruled = [box for words, box in page.lines if "__" in words]
        assert len(ruled) == 4, form.name
        assert all(box.x + box.width <= form.sender.x + form.sender.width + 1 for box in ruled), form.name
        below = max(box.y + box.height for words, box in page.lines if box.x < form.sender.x + 2)
        assert below <= form.address.y, form.name


def test_the_country_is_alone_on_the_last_line(printed: dict[tuple[str, str], list[Page]]) -> None:
    def last(run: str, file: str) -> str:
        [page] = printed[run, file]
        return max(page.lines, key=lambda line: line[1].y)[0]

    assert last("gb-en", "prosecutor-general.envelope.docx") == "KAZAKHSTAN"
    assert last("de-de", "prosecutor-general.envelope.docx") == "KASACHSTAN"
    assert last("es-es", "minister-of-security.envelope.docx") == "HONDURAS"
    assert last("gb-en", "embassy-gb.envelope.docx") == "SW1Y 5EA"


def test_the_name_is_in_bold(
    printed: dict[tuple[str, str], list[Page]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A bold face is embedded in every letter and in no envelope."""
    flat = next(tmp_path_factory.getbasetemp().glob("letters*/flat"))
    for path in flat.glob("*.pdf"):
        fonts = subprocess.run(["pdffonts", path], check=True, capture_output=True, text=True).stdout
        assert ("Bold" in fonts) == ("envelope" not in path.name), path.name
