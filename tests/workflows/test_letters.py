import datetime
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from appealgen.errors import InputError, MissingError, RefusedError, WriteError
from appealgen.letters.compose import compose
from appealgen.model.case import Case
from appealgen.model.document import LabelPlacing
from appealgen.model.identifiers import Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import StationeryChoice
from appealgen.output.report import Report
from appealgen.reading.case_files import load_case
from appealgen.reading.sender_files import load_sender
from appealgen.workflows.checks import check
from samples import DATE, PROJECT, plan_for, someone, tiny_case, write_files, write_plan

UA = load_case(PROJECT / "cases" / "ua-046-19")
SENDER = load_sender(PROJECT / "docs" / "examples" / "sender.yaml")
OPEN = datetime.date(2019, 4, 15)


def run(
    out: Path, *, case: Case = UA, sender: Sender = SENDER, date: datetime.date = OPEN,
    stationery: StationeryChoice = StationeryChoice(), **options: object,
) -> Report:  # fmt: skip
    planned = plan_for(case, sender, date=date, stationery=stationery)
    return write_plan(planned, out, **options)  # type: ignore[arg-type]


def states(report: Report) -> set[str]:
    return {entry.state for entry in report.files}


def test_two_letters_and_two_envelopes(tmp_path: Path) -> None:
    report = run(tmp_path)
    folder = tmp_path / "ua-046-19"
    assert sorted(p.name for p in folder.iterdir()) == [
        "embassy-gb.en.docx",
        "embassy-gb.envelope.docx",
        "prosecutor-general.en.docx",
        "prosecutor-general.envelope.docx",
    ]  # fmt: skip
    assert states(report) == {"written"}
    assert all((tmp_path / entry.path).stat().st_size == entry.size <= 12_000 for entry in report.files)


def test_again_identical_the_next_day_replaced_edited_a_conflict(tmp_path: Path) -> None:
    run(tmp_path)
    before = (tmp_path / "manifest.json").read_bytes()
    assert states(run(tmp_path)) == {"identical"}
    assert (tmp_path / "manifest.json").read_bytes() == before
    assert "replaced" in states(run(tmp_path, date=OPEN + datetime.timedelta(days=1)))
    edited = tmp_path / "ua-046-19" / "prosecutor-general.en.docx"
    edited.write_bytes(b"edited")
    with pytest.raises(WriteError) as caught:
        run(tmp_path)
    assert [problem.file for problem in caught.value.problems] == [str(edited)]
    assert edited.read_bytes() == b"edited"
    assert (tmp_path / "ua-046-19" / "embassy-gb.en.docx").exists()
    run(tmp_path, overwrite=True)
    assert edited.read_bytes() != b"edited"


def test_same_input_same_bytes(tmp_path: Path) -> None:
    first, second = run(tmp_path / "1"), run(tmp_path / "2")
    assert [e.sha256 for e in first.files] == [e.sha256 for e in second.files]


def test_a_dry_run_renders_and_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "letters"
    report = run(out, dry_run=True)
    assert states(report) == {"planned"} and not out.exists()


def test_every_format_renders_letters_and_envelopes_alike(tmp_path: Path) -> None:
    report = run(tmp_path, formats=("docx", "txt"))
    assert {(e.kind, e.format) for e in report.files} == {
        ("letter", "docx"), ("letter", "txt"), ("envelope", "docx"), ("envelope", "txt"),
    }  # fmt: skip


def test_the_manifest_names_nobody(tmp_path: Path) -> None:
    run(tmp_path)
    text = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert not any(word in text for word in (SENDER.name, *SENDER.address))
    assert json.loads(text)["version"] == 1


def test_the_manifest_keeps_nothing_about_the_sender(tmp_path: Path) -> None:
    report = run(tmp_path, sender=someone(ties=("KZ",), reads=()))
    assert {"ties", "reads-assumed"} <= {notice.code for notice in report.notices}
    assert json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["notices"] == []


def test_a_folder_in_the_way_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "ua-046-19" / "prosecutor-general.en.docx").mkdir(parents=True)
    with pytest.raises(WriteError) as caught:
        run(tmp_path, overwrite=True)
    assert [problem.code for problem in caught.value.problems] == ["blocked"]
    assert not (tmp_path / "manifest.json").exists()


def test_a_dry_run_reports_conflicts(tmp_path: Path) -> None:
    run(tmp_path)
    (tmp_path / "ua-046-19" / "prosecutor-general.en.docx").write_bytes(b"edited")
    assert [n.code for n in run(tmp_path, dry_run=True).notices] == ["conflict"]


def test_a_changed_route_names_the_letters_that_are_left(tmp_path: Path) -> None:
    run(tmp_path)
    planned = plan_for(UA, SENDER, date=OPEN, embassy="via")
    left = [n.file for n in write_plan(planned, tmp_path).notices if n.code == "left-over"]
    assert left == ["ua-046-19/embassy-gb.en.docx", "ua-046-19/embassy-gb.envelope.docx"]


def test_an_embassy_without_a_country_is_in_its_host_country() -> None:
    more = ("sources:", "  - {id: emb, role: embassy, host: GB, office: Embassy, address: [1 Road]}\nsources:")
    planned = plan_for(tiny_case(more), someone(), date=DATE)
    assert compose(planned.mailings[-1]).letter.recipient.country is None


def test_demands_that_are_not_said_in_the_letters_language_are_an_error(tmp_path: Path) -> None:
    case = tiny_case(("text: Release Ann Example.", "text: {ru: x}"), letters={"en": "{{ person }}\n\n{{ demands }}"})
    with pytest.raises(InputError) as caught:
        run(tmp_path, case=case, sender=someone(), date=DATE)
    [problem] = caught.value.problems
    assert (problem.code, problem.line) == ("missing-demand", 3)


def test_own_words_stand_before_the_words_that_lead_up_to_a_list() -> None:
    case = tiny_case(letters={"en": "About {{ person }}.\n\nI urge you to:\n\n{{ demands }}"})
    planned = plan_for(case, someone(), date=DATE, own_words="Mine.")
    body = [b.text for b in compose(planned.mailings[0]).letter.blocks if b.style in ("body", "bullet")]
    assert body == ["About Ann Example.", "Mine.", "I urge you to:", "Release Ann Example."]


def test_a_case_that_names_no_language_is_addressed_in_the_letters() -> None:
    case = tiny_case(("languages: [en]", "languages: []"), ("office: Minister of Justice", "office: {en: E, fr: F}"))
    case = replace(case, letters={Tag("fr"): replace(case.letters[Tag("en")], tag=Tag("fr"))})
    planned = plan_for(case, someone(reads=("fr",)), date=DATE, embassy="none")
    assert compose(planned.mailings[0]).letter.recipient.lines[0] == "F"


def test_check_advises_of_sentences_that_need_a_detail_and_does_not_fail() -> None:
    letter = "About {{ person }}. I add: {{ own_words }} {{ sender.about }}\n\n**Please release her.**"
    assert "needs-detail" in [p.code for p in check(tiny_case(letters={"en": letter}))]


def test_a_name_in_bold_twice_is_in_bold() -> None:
    planned = plan_for(tiny_case(letters={"en": "About **{{ person }}**."}), someone(), date=DATE)
    spans = [s for b in compose(planned.mailings[0]).letter.blocks for s in b.spans if s.bold]
    assert [s.text for s in spans] == ["Ann Example"]


def test_files_no_longer_planned_are_named_and_kept(tmp_path: Path) -> None:
    run(tmp_path)
    report = run(tmp_path, sender=someone(reads=("ru",), address=SENDER.address))
    left = [n for n in report.notices if n.code == "left-over"]
    assert sorted(Path(str(n.file)).name for n in left) == ["embassy-gb.en.docx", "prosecutor-general.en.docx"]
    assert all((tmp_path / str(n.file)).exists() for n in left)


def test_a_refused_plan_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(RefusedError):
        run(tmp_path / "out", date=datetime.date(2026, 11, 22))
    assert not (tmp_path / "out").exists()


def test_the_reason_for_writing_anyway_is_in_the_manifest(tmp_path: Path) -> None:
    planned = plan_for(UA, SENDER, date=datetime.date(2026, 11, 22), anyway="asked by our section")
    write_plan(planned, tmp_path)
    assert "asked by our section" in (tmp_path / "manifest.json").read_text(encoding="utf-8")


def test_long_own_words_are_a_notice(tmp_path: Path) -> None:
    planned = plan_for(UA, SENDER, date=OPEN, own_words="word " * 400)
    report = write_plan(planned, tmp_path)
    assert "too-long" in [n.code for n in report.notices]


@pytest.mark.parametrize(
    ("count", "options", "hint"),
    [
        (10, {}, "it fits --envelope C5 or C4 or B6 or Chou3 or E4 or E5"),
        (13, {}, "it fits --envelope C4 or E4"),
        (30, {}, "shorten its lines in the case, or in your own details"),
        (
            6,
            {"layout": "din5008b"},
            "these fit: --layout din5008a --envelope DL, --layout din5008b --envelope DL, "
            "--layout swiss-right --envelope C65, "
            "--layout swiss-left --envelope C65, --layout plain (a printed envelope)",
        ),
        (10, {"labels": "L7160"}, "these fit: --labels L7161, L7165, 4667, 4457"),
    ],
)
def test_an_address_that_does_not_fit_is_refused_with_what_would(
    tmp_path: Path, count: int, options: dict[str, str], hint: str
) -> None:
    lines = ", ".join(f"A rather long line of an address {number}" for number in range(count))
    case = tiny_case(("address: [1 Street, Town]", f"address: [{lines}]"))
    with pytest.raises(RefusedError) as raised:
        run(tmp_path, case=case, sender=someone(), date=DATE, stationery=StationeryChoice(**options))  # type: ignore[arg-type]
    [problem] = raised.value.problems
    assert (problem.code, problem.hint) == ("address-too-long", hint)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\x0b", "\x85"])
def test_own_words_with_the_line_ends_of_any_system(end: str) -> None:
    planned = plan_for(
        UA, SENDER, date=OPEN, own_words=f"I lived in Anytown.{end}{end}I teach there.{end}", anyway=f"a{end}b"
    )
    assert planned.mailings[0].own_words == "I lived in Anytown.\n\nI teach there.\n"


def test_own_words_that_no_document_can_hold() -> None:
    with pytest.raises(MissingError):
        plan_for(UA, SENDER, date=OPEN, own_words="a\x07b")


def test_the_users_embassy_is_found(tmp_path: Path) -> None:
    (tmp_path / "embassies").mkdir()
    (tmp_path / "embassies" / "KZ.yaml").write_text(
        "embassies:\n  - {id: embassy-de, role: embassy, host: DE, office: Botschaft, address: [Weg 1], country: DE}\n",
        encoding="utf-8",
    )
    planned = plan_for(UA, someone(country="DE"), date=OPEN, roots=(tmp_path,))
    assert [m.target.id for m in planned.mailings] == ["prosecutor-general", "embassy-de"]


def test_a_broken_embassy_list_is_an_error_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "embassies").mkdir()
    (tmp_path / "embassies" / "KZ.yaml").write_text(
        "embassies:\n  - {id: e, role: embassy, office: B}\n", encoding="utf-8"
    )
    with pytest.raises(InputError) as caught:
        plan_for(UA, someone(country="DE"), date=OPEN, roots=(tmp_path,))
    assert caught.value.problems[0].line == 2


def test_a_copied_case_folder_is_a_case(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "cases" / "ua-046-19", tmp_path / "case")
    assert load_case(tmp_path / "case") == UA


def test_nobody_elses_name_or_address_in_anybodys_letter(tmp_path: Path) -> None:
    case = tiny_case()
    for name, street in (("Ann One", "1 First Street"), ("Ben Two", "2 Second Street")):
        run(tmp_path / name, case=case, sender=someone(name=name, address=(street,)), date=DATE, formats=("txt",))
    one = (tmp_path / "Ann One" / "ann" / "minister.en.txt").read_text(encoding="utf-8")
    assert "Ann One" in one and "1 First Street" in one and "Ben" not in one and "Second" not in one


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("name: Ann Example", 'name: ""', "people[0].name"),
        ("name: Ann Example", "name: {}", "people[0].name"),
        ("name: Ann Example", 'name: {en: " "}', "people[0].name.en"),
        ("office: Minister of Justice", 'office: ""', "targets[0].office"),
        ("address: [1 Street, Town]", 'address: ["", Town]', "targets[0].address[0]"),
        ("text: Release Ann Example.", 'text: ""', "demands[0].text"),
    ],
)
def test_an_empty_text_is_a_gap_and_never_a_letter(old: str, new: str, field: str) -> None:
    with pytest.raises(InputError) as caught:
        tiny_case((old, new))
    assert [(p.code, p.field) for p in caught.value.problems] == [("missing-value", field)]


POSTAGE = """\
origin: GB
currency: GBP
zones:
  - {zone: UK, countries: [GB]}
  - {zone: World}
prices:
  - {zone: UK, weight_max_g: 100, price: "0.87", valid_from: 2019-01-01}
  - {zone: World, weight_max_g: 20, price: "2.20", valid_from: 2019-01-01}
source: made up
"""
SUSPENDED = "suspended:\n  - {country: KZ, origin: GB, source: A notice}\n"


def test_postage_by_letter_and_in_all(tmp_path: Path) -> None:
    write_files(tmp_path, {"data/postage.yaml": POSTAGE})
    report = run(tmp_path / "out", roots=(tmp_path / "data",))
    assert report.totals.as_json() == {
        "letters": 2, "posted": 2, "faxed": 0, "emailed": 0, "sheets": 2, "weight_g": 19,
        "postage": [
            {"zone": "World", "currency": "GBP", "letters": 1, "price": "2.20"},
            {"zone": "UK", "currency": "GBP", "letters": 1, "price": "0.87"},
        ],
    }  # fmt: skip
    found = {entry.path.partition("/")[2]: (entry.weight_g, entry.postage) for entry in report.files}
    assert found["prosecutor-general.en.docx"] == (
        9, {"zone": "World", "price": "2.20", "currency": "GBP", "valid_from": "2019-01-01"},
    )  # fmt: skip
    assert found["prosecutor-general.envelope.docx"] == (None, None)


def test_totals_count_letters_once_whatever_the_formats(tmp_path: Path) -> None:
    more = "  - {id: court, office: Court, address: [2 Street]}\n  - {id: police, office: Police}\nsources:"
    write_files(tmp_path, {"postage.yaml": POSTAGE})
    report = run(
        tmp_path / "out", case=tiny_case(("sources:", more)), sender=someone(), date=DATE, roots=(tmp_path,),
        formats=("docx", "txt"),
    )  # fmt: skip
    totals = report.totals.as_json()
    assert (totals["letters"], totals["posted"], totals["sheets"]) == (3, 2, 3)
    assert totals["postage"] == [{"zone": "World", "currency": "GBP", "letters": 2, "price": "4.40"}]


def test_letters_without_a_known_price(tmp_path: Path) -> None:
    write_files(tmp_path, {"postage.yaml": POSTAGE})
    report = run(tmp_path / "out", sender=someone(country="DE"), roots=(tmp_path,))
    assert report.totals.zones == () and {entry.postage for entry in report.files} == {None}
    heavy = StationeryChoice(envelope="C4")
    planned = plan_for(UA, SENDER, date=OPEN, stationery=heavy, own_words="word " * 400)
    report = write_plan(planned, tmp_path / "heavy", roots=(tmp_path,))
    assert [(line.zone, line.letters) for line in report.totals.zones] == [("UK", 1)]


def test_a_suspension_of_the_users_table(tmp_path: Path) -> None:
    write_files(tmp_path, {"data/suspended.yaml": SUSPENDED, "data/postage.yaml": POSTAGE})
    roots = (tmp_path / "data",)
    planned = plan_for(UA, SENDER, date=OPEN, roots=roots)
    report = write_plan(planned, tmp_path / "out", roots=roots)
    assert [notice.code for notice in report.notices] == ["post-suspended"]
    assert [entry.path.partition("/")[2] for entry in report.files] == [
        "prosecutor-general.en.docx", "embassy-gb.en.docx", "embassy-gb.envelope.docx",
    ]  # fmt: skip
    assert (report.totals.letters, report.totals.posted) == (2, 1)
    assert [(line.zone, line.letters) for line in report.totals.zones] == [("UK", 1)]
    assert [mail.postage is None for mail in report.posted] == [True, False]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("suspended.yaml", SUSPENDED.replace("KZ", "Atlantis")),
        ("postage.yaml", POSTAGE.replace("{zone: World}", "{zone: wrld}")),
        ("embassies/KZ.yaml", "embassies: [\n"),
    ],
)
def test_a_broken_table_of_the_user_stops_everything(tmp_path: Path, name: str, text: str) -> None:
    write_files(tmp_path, {f"data/{name}": text})
    roots = (tmp_path / "data",)
    with pytest.raises(InputError) as raised:
        write_plan(plan_for(UA, SENDER, date=OPEN, roots=roots), tmp_path / "out", roots=roots)
    assert {problem.file for problem in raised.value.problems} == {str(tmp_path / "data" / name)}
    assert not (tmp_path / "out").exists()


def test_labels_are_one_file_for_all_that_is_posted(tmp_path: Path) -> None:
    report = run(tmp_path, stationery=StationeryChoice(labels="L7160"), formats=("docx", "txt"))
    found = [(e.path, e.kind, e.target, e.language, e.route, e.pages) for e in report.files if e.kind != "letter"]
    assert found == [
        ("ua-046-19/labels.docx", "labels", "", "", None, 1), ("ua-046-19/labels.txt", "labels", "", "", None, 1),
    ]  # fmt: skip
    text = (tmp_path / "ua-046-19" / "labels.txt").read_text(encoding="utf-8")
    first, second = text.rstrip().split("\n\n")
    assert first.splitlines()[-1] == "KAZAKHSTAN" and second.splitlines()[-1] == "SW1Y 5EA"
    assert states(run(tmp_path, stationery=StationeryChoice(labels="L7160"), formats=("docx", "txt"))) == {"identical"}


def test_labels_with_the_users_own_address_have_no_e_mail_address(tmp_path: Path) -> None:
    sender = replace(SENDER, email="alex@example.org")
    options = {"stationery": StationeryChoice(labels="L7160"), "formats": ("txt",), "sender": sender}
    run(tmp_path, **options, labels=LabelPlacing(senders=True))  # type: ignore[arg-type]
    labels = (tmp_path / "ua-046-19" / "labels.txt").read_text(encoding="utf-8").rstrip().split("\n\n")
    assert [text.splitlines()[0] == SENDER.name for text in labels] == [False, False, True, True]
    assert labels[2].splitlines()[-1] == "UNITED KINGDOM" and labels[3].splitlines()[-1] == SENDER.address[-1]
    assert "example.org" not in "".join(labels)


@pytest.mark.parametrize(("start", "senders", "pages"), [(1, False, 1), (20, False, 1), (21, False, 2), (19, True, 2)])
def test_labels_begin_at_the_first_that_is_free(tmp_path: Path, start: int, senders: bool, pages: int) -> None:
    placing = LabelPlacing(start=start, senders=senders)
    report = run(tmp_path, stationery=StationeryChoice(labels="L7160"), labels=placing)
    assert [(e.pages, e.sheets) for e in report.files if e.kind == "labels"] == [(pages, pages)]


@pytest.mark.parametrize(
    ("labels", "placing", "sender", "code"),
    [
        ("L7160", LabelPlacing(start=0), SENDER, "label-start"),
        ("L7160", LabelPlacing(start=22), SENDER, "label-start"),
        (None, LabelPlacing(start=2), SENDER, "no-labels"),
        (None, LabelPlacing(offset=(1, 0)), SENDER, "no-labels"),
        ("L7160", LabelPlacing(senders=True), someone(name="", address=(), blank=True), "no-return-address"),
    ],
)
def test_labels_that_cannot_be_placed(
    tmp_path: Path, labels: str | None, placing: LabelPlacing, sender: Sender, code: str
) -> None:
    with pytest.raises(MissingError) as raised:
        run(tmp_path, stationery=StationeryChoice(labels=labels), labels=placing, sender=sender)
    assert [problem.code for problem in raised.value.problems] == [code]
    assert not list(tmp_path.iterdir())


def test_nothing_posted_no_labels(tmp_path: Path) -> None:
    case = tiny_case(("    address: [1 Street, Town]\n", ""))
    report = run(tmp_path, case=case, sender=someone(), date=DATE, stationery=StationeryChoice(labels="L7160"))
    assert [entry.kind for entry in report.files] == ["letter"]


@pytest.mark.parametrize(
    ("country", "choice", "pages"),
    [
        ("GB", StationeryChoice(), 2),
        ("GB", StationeryChoice(return_address="front"), 1),
        ("GB", StationeryChoice(return_address="none"), 1),
        ("DE", StationeryChoice(), 1),
        ("DE", StationeryChoice(return_address="back"), 2),
    ],
)
def test_an_envelope_with_the_sender_on_its_back_has_two_pages(
    tmp_path: Path, country: str, choice: StationeryChoice, pages: int
) -> None:
    report = run(tmp_path, sender=someone(country=country), stationery=choice)
    found = {(e.pages, e.sheets) for e in report.files if e.kind == "envelope"}
    assert found == {(pages, 1)}


def test_the_manifest_says_the_route_of_every_letter(tmp_path: Path) -> None:
    run(tmp_path)
    found = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {(e["target"], e["kind"], e["route"]) for e in found} == {
        ("prosecutor-general", "letter", "direct"), ("prosecutor-general", "envelope", "direct"),
        ("embassy-gb", "letter", "copy"), ("embassy-gb", "envelope", "copy"),
    }  # fmt: skip


def test_via_the_embassy_the_envelope_is_for_the_official_in_its_care(tmp_path: Path) -> None:
    planned = plan_for(UA, SENDER, date=OPEN, embassy="via")
    report = write_plan(planned, tmp_path, formats=("txt",))
    assert {(e.target, e.route) for e in report.files} == {("prosecutor-general", "via")}
    text = (tmp_path / "ua-046-19" / "prosecutor-general.envelope.txt").read_text(encoding="utf-8")
    address = text.rstrip().split("\n\n")[-1].splitlines()
    assert address == [
        "Prosecutor General", "Nurdauletov Gizat Daurenbekovich", "c/o Embassy of the Republic of Kazakhstan",
        "125 Pall Mall", "LONDON", "SW1Y 5EA",
    ]  # fmt: skip
    assert "AIR MAIL" not in text


def test_check_asks_about_addresses_as_a_clerk_would() -> None:
    case = tiny_case(("address: [1 Street, Town]", "country: FR\n    address: [1 Street, Berlin, Germany]"))
    found = {str(problem.code): problem.target for problem in check(case)}
    assert found["country-mismatch"] == found["postcode"] == "minister"
    assert not {"country-mismatch", "postcode"} & {problem.code for problem in check(UA)}


def test_breaks_inside_a_line_become_lines_that_are_counted(tmp_path: Path) -> None:
    office = "\\n".join(f"Office {number}" for number in range(9))
    case = tiny_case(("office: Minister of Justice", f'office: "{office}"'), ("1 Street, Town", '"1\\tStreet\\nTown"'))
    report = run(tmp_path / "a", case=case, sender=someone(), date=DATE, stationery=StationeryChoice(envelope="C5"))
    envelope = report.composed[0].envelope
    assert envelope and envelope.recipient.lines[-3:] == ("Office 8", "1 Street", "TOWN")
    with pytest.raises(RefusedError):
        run(tmp_path / "b", case=case, sender=someone(), date=DATE, stationery=StationeryChoice(labels="L7160"))


def test_an_error_in_the_users_own_file_is_an_error_of_the_file() -> None:
    sender = someone(stationery=StationeryChoice(layout="din5009"))
    with pytest.raises(InputError) as raised:
        plan_for(UA, sender, date=OPEN)
    assert raised.value.problems[0].field == "stationery.layout"
    assert plan_for(UA, sender, date=OPEN, stationery=StationeryChoice(envelope="C6")).mailings
    with pytest.raises(MissingError):
        plan_for(UA, someone(), date=OPEN, stationery=StationeryChoice(layout="din5009"))


def test_a_letter_without_a_price_in_the_table_is_named(tmp_path: Path) -> None:
    prices = (
        "origin: GB\ncurrency: GBP\nsource: made up\nzones:\n  - {zone: inland, countries: [GB]}\n"
        "prices:\n  - {zone: inland, weight_max_g: 100, price: 1, valid_from: 2000-01-01, envelopes: ['C6/5']}\n"
    )
    roots = (write_files(tmp_path / "data", {"postage.yaml": prices}),)
    planned = plan_for(UA, SENDER, date=OPEN, roots=roots, stationery=StationeryChoice(envelope="C65"))
    report = write_plan(planned, tmp_path / "out", roots=roots)
    assert [(n.code, n.target) for n in report.notices if n.code == "no-price"] == [("no-price", "prosecutor-general")]
    assert [(line.zone, line.letters) for line in report.totals.zones] == [("inland", 1)]
    (tmp_path / "data" / "postage.yaml").write_text(prices.replace("C6/5", "nonsense"), encoding="utf-8")
    with pytest.raises(InputError, match="nonsense"):
        write_plan(planned, tmp_path / "out", roots=roots)
