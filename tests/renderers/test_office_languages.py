"""Letters of every language in LibreOffice: right-to-left ones begin at the right, names keep their order."""

from __future__ import annotations

import datetime
import html
import re
import subprocess
from pathlib import Path

import pytest

from appealgen.language.locales import right_to_left
from appealgen.language.phrases import languages_with_phrases
from appealgen.model.identifiers import Tag
from appealgen.model.stationery import StationeryChoice
from appealgen.renderers.docx.reference import bundled_reference
from language_samples import NUMBER, case_in_every_language
from office import MM, OFFICE, Page, pages_of, to_pdf
from samples import plan_for, someone, write_plan

pytestmark = OFFICE

FROM_THE_RIGHT = [tag for tag in languages_with_phrases() if right_to_left(tag)]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Page]]:
    """The folder of the PDFs, and the only page of a letter in each language."""
    out = tmp_path_factory.mktemp("languages")
    case = case_in_every_language(out)
    for tag in languages_with_phrases():
        sender = someone(reads=(Tag(tag),), place="Anytown", address=("12 Sample Street", "Anytown", "ZZ99 3WZ"))
        planned = plan_for(
            case, sender, date=datetime.date(2026, 11, 28), stationery=StationeryChoice(envelope="none"),
            language=Tag(tag), embassy="none", to=["minister"],
        )  # fmt: skip
        [entry] = write_plan(planned, out / tag).files
        (out / f"{tag}.docx").write_bytes((out / tag / entry.path).read_bytes())
    to_pdf(out, sorted(out.glob("*.docx")))
    found = {tag: pages_of(out / f"{tag}.pdf") for tag in languages_with_phrases()}
    assert {len(pages) for pages in found.values()} == {1}
    return out, {tag: page for tag, [page] in found.items()}


def words_on(pdf: Path) -> list[tuple[str, float, float]]:
    """The words of a page, with their distance from the left and from the top in mm."""
    xml = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', xml)
    return [(html.unescape(text), float(x) * MM, float(y) * MM) for x, y, text in found]


def in_a_row(pdf: Path, *wanted: str) -> bool:
    """Whether words follow each other from left to right on one line of the page."""
    told = words_on(pdf)
    for _, left, top in [each for each in told if each[0].endswith(wanted[0])]:
        beside = sorted((x, text) for text, x, y in told if abs(y - top) < 1.5 and x >= left)
        said = [text.strip("\u200e\u200f.,،。、") for _, text in beside[: len(wanted)]]
        if said[1:] == list(wanted[1:]):
            return True
    return False


def test_nothing_is_lost_and_nothing_clipped(printed: tuple[Path, dict[str, Page]]) -> None:
    for tag, page in printed[1].items():
        assert "Serikzhan" in page.text and "Alex Example" in page.text and "010000" in page.text, tag
        assert all(box.x >= 4 and box.right <= page.width - 4 for _, box in page.lines), tag
        assert "\ufffd" not in page.text


@pytest.mark.parametrize("tag", languages_with_phrases())
def test_names_numbers_and_addresses_keep_their_order(printed: tuple[Path, dict[str, Page]], tag: str) -> None:
    pdf = printed[0] / f"{tag}.pdf"
    number = NUMBER.split(" ")[:2] if tag == "fr" else NUMBER.split(" ")  # the line ends inside the number
    for wanted in (("12", "Sample", "Street"), ("14", "SAMPLE", "STREET"), ("Serikzhan", "Bilash"), number):
        cased = wanted if in_a_row(pdf, *wanted) else tuple(word.title() for word in wanted)
        assert in_a_row(pdf, *cased), (tag, wanted, words_on(pdf))


@pytest.mark.parametrize("tag", FROM_THE_RIGHT)
def test_right_to_left_text_begins_at_the_right(printed: tuple[Path, dict[str, Page]], tag: str) -> None:
    page = printed[1][tag]
    _, to_the_right, _, left = bundled_reference().at(0).margins_mm
    right = page.width - to_the_right
    flush = [words for words, box in page.lines if box.right == pytest.approx(right, abs=1.0)]
    assert {"Alex Example", "14 Sample Street", "Nur-Sultan"} <= set(flush)
    assert len(flush) >= 10, "every paragraph begins there"
    [sender] = [box for words, box in page.lines if words == "12 Sample Street"]
    assert sender.right == pytest.approx(right - (110 - left), abs=1.0), "at the other side, as from the left"
    assert not any(words for words, box in page.lines if box.x < left - 1)
