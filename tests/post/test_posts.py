"""Rules of each country's post on real letters: abroad and at home, and on envelopes with free corners."""

from __future__ import annotations

from pathlib import Path

import pytest

from appealgen.errors import InputError
from appealgen.language.parsing import SCALARS
from appealgen.letters.compose import Composed, compose
from appealgen.model.document import Envelope
from appealgen.model.identifiers import Country, Tag
from appealgen.model.stationery import Box, StationeryChoice, transit_to
from appealgen.post.envelopes import envelope_format, envelope_formats
from appealgen.post.layouts import letter_layouts
from appealgen.post.posts import Post, country_languages, post_of
from appealgen.post.tables import load_rows
from appealgen.renderers.docx.reference import bundled_reference
from appealgen.renderers.fit_report import envelope_misfit
from appealgen.renderers.placement import envelope_boxes
from samples import DATE, PROJECT, plan_for, someone, tiny_case

POSTS = (
    # country, mark, side, country line of a letter to Kazakhstan, word before the sender, town at home
    ("GB", "BY AIR MAIL / PAR AVION", "back", "KAZAKHSTAN", "", "TOWN"),
    ("US", "AIR MAIL / PAR AVION", "front", "KAZAKHSTAN", "", "TOWN"),
    ("CA", None, "front", "KAZAKHSTAN", "", "Town"),
    ("CH", "PRIORITY", "front", "KAZAKHSTAN", "", "Town"),
    ("DE", None, "front", "KASACHSTAN", "", "Town"),
    ("AT", None, "front", "KASACHSTAN", "", "Town"),
    ("FR", None, "front", "KAZAKHSTAN", "", "TOWN"),
    ("BE", None, "back", "KAZACHSTAN", "", "TOWN"),
    ("NL", None, "front", "KAZAKHSTAN", "Afzender: ", "TOWN"),
    ("SE", None, "front", "KAZAKSTAN / KAZAKHSTAN", "Avs: ", "Town"),
    ("DK", None, "front", "KASAKHSTAN", "", "Town"),
    ("NO", None, "front", "KASAKHSTAN", "Avsender: ", "Town"),
    ("FI", "PRIORITY", "front", "KAZAKSTAN", "", "TOWN"),
    ("AX", None, "front", "KAZAKHSTAN", "", "Town"),
    ("EE", None, "front", "KAZAKHSTAN", "", "Town"),
    ("LV", None, "front", "KAZAKHSTAN", "", "Town"),
    ("LT", None, "front", "KAZACHSTANAS", "", "Town"),
    ("PL", None, "front", "KAZACHSTAN / KAZAKHSTAN", "", "Town"),
    ("CZ", None, "front", "KAZAKHSTAN", "", "Town"),
    ("SK", None, "front", "KAZAKHSTAN", "", "Town"),
    ("HU", None, "front", "KAZAKHSTAN", "", "Town"),
    ("SI", None, "front", "KAZAKHSTAN", "", "Town"),
    ("BA", None, "front", "KAZAHSTAN / KAZAKHSTAN", "", "Town"),
    ("PT", None, "front", "CAZAQUISTÃO", "", "TOWN"),
    ("AU", None, "front", "KAZAKHSTAN", "", "Town"),
    ("NZ", None, "front", "KAZAKHSTAN", "Sender: ", "Town"),
    ("JP", "AIR MAIL", "front", "KAZAKHSTAN", "", "Town"),
    ("KR", None, "front", "KAZAKHSTAN", "", "Town"),
    ("TW", None, "front", "KAZAKHSTAN", "", "Town"),
    ("HK", None, "front", "KAZAKHSTAN", "", "Town"),
    ("SG", None, "back", "KAZAKHSTAN", "", "Town"),
    ("IN", None, "front", "KAZAKHSTAN", "", "Town"),
    ("BR", None, "back", "CAZAQUISTÃO", "", "Town"),
)
REFERENCE = bundled_reference()
FORMATS = {form.name: form for form in envelope_formats()}


def letter(origin: str, destination: str, address: str = "[1 Street, Town]", **choice: str) -> Composed:
    case = tiny_case(("country: KZ", f'country: "{destination}"'), ("[1 Street, Town]", address))
    sender = someone(country=Country(origin))
    plan = plan_for(case, sender, date=DATE, stationery=StationeryChoice(**choice))  # type: ignore[arg-type]
    return compose(plan.mailings[0])


def envelope(origin: str, destination: str = "KZ", address: str = "[1 Street, Town]", **choice: str) -> Envelope:
    found = letter(origin, destination, address, **choice).envelope
    assert found is not None
    return found


def test_every_post_is_looked_at_and_names_its_source() -> None:
    [rows] = load_rows("posts.yaml", "posts", Post, SCALARS, ()).values()
    assert [row.country for row in rows] == [row[0] for row in POSTS]
    assert len(rows) >= 28 and all(len(row.source) > 15 for row in rows)


@pytest.mark.parametrize(("country", "mark", "side", "line", "word", "town"), POSTS, ids=[row[0] for row in POSTS])
def test_a_letter_abroad_and_one_at_home(
    country: str, mark: str | None, side: str, line: str, word: str, town: str
) -> None:
    abroad, home = envelope(country), envelope(country, country)
    assert (abroad.mark, abroad.return_address, abroad.recipient.country) == (mark, side, line)
    assert abroad.recipient.lines[-1] == "TOWN"
    assert (home.mark, home.return_address, home.recipient.country) == (None, side, None)
    assert home.recipient.lines[-1] == town
    assert abroad.sender[0] == home.sender[0] == f"{word}Alex Example"
    assert letter(country, "KZ").letter.sender[0] == "Alex Example"
    assert envelope_misfit(abroad, REFERENCE) is None


@pytest.mark.parametrize(
    ("country", "reads", "names"),
    [
        ("SE", ["en"], ("sv", "en")), ("SE", ["sv"], ("sv", "en")), ("SE", [], ("sv", "en")),
        ("BA", ["hr"], ("hr", "en")), ("BA", ["en"], ("bs", "en")), ("EE", ["et", "fr"], ("fr",)),
        ("NL", ["nl"], ("en",)), ("AX", ["sv"], ("sv",)), ("NO", ["no"], ("nb",)),
    ],
)  # fmt: skip
def test_languages_of_the_country_line(country: str, reads: list[str], names: tuple[str, ...]) -> None:
    assert country_languages(post_of(country), [Tag(tag) for tag in reads]) == names


LOWEST = {
    # the lower edge of the address on each envelope: 30 mm free in Sweden, 23 mm in Denmark, 65 mm on its C4
    ("SE", "DL"): 80, ("SE", "C6"): 84, ("SE", "C5"): 132, ("SE", "C4"): 175, ("SE", "E5"): 125, ("SE", "E6"): 80,
    ("DK", "DL"): 87, ("DK", "C65"): 91, ("DK", "C6"): 91, ("DK", "C5"): 135, ("DK", "C4"): 164, ("DK", "B6"): 102,
    ("GB", "DL"): 92, ("FI", "C5"): 135,
}  # fmt: skip


@pytest.mark.parametrize(("country", "form"), LOWEST)
def test_no_line_enters_what_a_post_keeps_free(country: str, form: str) -> None:
    front = envelope_boxes(envelope(country, envelope=form), REFERENCE)[0]
    assert front[-1].box.bottom == LOWEST[country, form]
    assert front[-1].box.x == FORMATS[form].address.x and front[-1].box.y == FORMATS[form].address.y


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("country", "width", "height"), [("SE", 150, 30), ("DK", 500, 23)])
@pytest.mark.parametrize("feed", ["landscape", "rotated"])
def test_free_on_every_envelope(country: str, width: float, height: float, form: str, feed: str) -> None:
    size = FORMATS[form]
    free = Box(size.width - width, size.height - height, width, height)
    for placed in envelope_boxes(envelope(country, envelope=form, feed=feed), REFERENCE)[0]:
        assert not placed.box.meets(free)


def test_an_address_that_would_enter_the_free_corner_is_refused_with_what_has_room() -> None:
    lines = "[" + ", ".join(f"Line {number}" for number in range(1, 6)) + ", Town]"
    assert envelope_misfit(envelope("GB", address=lines, envelope="Monarch"), REFERENCE) is None
    problem = envelope_misfit(envelope("SE", address=lines, envelope="Monarch"), REFERENCE)
    assert problem is not None and problem.code == "address-too-long"
    assert problem.hint is not None and "DL" in problem.hint and "US9" not in problem.hint


@pytest.mark.parametrize("form", FORMATS)
def test_a_return_address_keeps_to_its_zone(form: str) -> None:
    sender = envelope_boxes(envelope("NZ", envelope=form), REFERENCE)[0][0].box
    assert sender.right <= 100 and sender.bottom <= 40
    assert sender.x == FORMATS[form].sender.x and sender.width >= 60


def test_a_long_return_address_is_not_pushed_out_of_its_zone() -> None:
    long = envelope("NZ")._replace(sender=("Sender: Alex " + "Example " * 120, "Anytown"))
    problem = envelope_misfit(long, REFERENCE)
    assert problem is not None and "your own address" in problem.message
    assert envelope_misfit(long._replace(sender=("Sender: Alex Example", "Anytown")), REFERENCE) is None


def test_a_users_own_size_is_cut_too() -> None:
    form = envelope_format("220x110").under(post_of("SE").rules)
    assert form.address.bottom == 80


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{country: GB, sender_zone: [100], source: mine}", "sender_zone"),
        ("{country: GB, sender_zone: [100, 0], source: mine}", "sender_zone"),
        ("{country: GB, two_names: true, country_names: [en], source: mine}", "two_names"),
        ("{country: GB, keep_free: [{width: 100}], source: mine}", "height"),
        ("{country: GB, transit_days: [{days: 0, source: mine}]}", "from 1 to 365"),
        ("{country: GB, transit_days: [{days: 7}]}", "source"),
    ],
)
def test_faulty_posts_of_the_user_name_their_file(tmp_path: Path, row: str, words: str) -> None:
    (tmp_path / "posts.yaml").write_text(f"posts:\n  - {row}\n", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        post_of("GB", (tmp_path,))
    assert words in " ".join(f"{problem.message} {problem.hint} {problem.field}" for problem in raised.value.problems)
    assert {problem.file for problem in raised.value.problems} == {str(tmp_path / "posts.yaml")}


def test_a_row_of_nothing_but_transit_days_keeps_the_rules_of_the_post(tmp_path: Path) -> None:
    rows = ["{country: GB, transit_days: [{days: 12, countries: [KZ], source: mine}, {days: 3, source: mine}]}"]
    rows += ["{country: US, mark: PRIORITY, transit_days: [{days: 9, source: mine}], source: mine}"]
    (tmp_path / "posts.yaml").write_text("posts:\n" + "".join(f"  - {row}\n" for row in rows), encoding="utf-8")
    [british, american] = [post_of(country, (tmp_path,)) for country in ("GB", "US")]
    found = [transit_to(country, british.transit_days) for country in ("KZ", "GB")]
    assert [row and row.days for row in found] == [12, 3]
    assert british.mark == post_of("GB").mark and british.return_address == "back"
    assert american.mark == "PRIORITY" and american.envelope == "DL"
    assert transit_to("KZ", post_of("GB").transit_days) is None


def test_the_page_about_printing_names_each_layout_with_its_envelopes() -> None:
    text = (PROJECT / "docs" / "printing.md").read_text(encoding="utf-8")
    for layout in letter_layouts():
        [line] = [line for line in text.splitlines() if line.startswith("| `") and f"`{layout.name}`" in line]
        for window in layout.windows:
            name = {"C65": "C6/5", "US9": "#9", "US10": "#10", "Chou3": "Chokei 3"}.get(
                window.envelope, window.envelope
            )
            assert name in line, (layout.name, name)
