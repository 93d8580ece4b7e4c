from __future__ import annotations

import tempfile
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from appealgen.errors import InputError, MissingError, Problem, ProblemCode
from appealgen.events.plan import check_ids, merged_notice, offers, plan_batch, with_cases, with_signatory
from appealgen.events.signatories import Signatory, folder_of, planned_by, signatories_of, walk_in_like
from appealgen.events.survey import ComposedLetter, compose_letter
from appealgen.messages import message
from appealgen.model.case import Case
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import StationeryChoice
from event_samples import GERMAN, PEOPLE, as_senders, loaded, making, planned, write_cases
from samples import DATE, LETTER, line, plan_for, plan_options, someone, tiny_case, write_plan

NAMES = [
    # name, and the name of the folder
    ("Anna Example", "anna-example"),
    ("O'Brien & <Söhne>", "obrien-söhne"),
    ("D’Exemple", "dexemple"),
    ("Иван Пример", "иван-пример"),
    ("آن مثال", "آن-مثال"),
    ("範例 太郎", "範例-太郎"),
    ("Dr. A. B. Example, Jr.", "dr-a-b-example-jr"),
    ("../../etc/passwd", "etc-passwd"),
    ("..", ""),
    ("/", ""),
    ('a\\b:c*d?e"f|g', "a-b-c-d-e-f-g"),
    ("CON", "con"),
    ("nul.", "nul"),
    ("😀🎉", ""),
    ("e\N{COMBINING ACUTE ACCENT}va", "éva"),
    ("\N{COMBINING ACUTE ACCENT}", "\N{COMBINING ACUTE ACCENT}"),
    ("A\N{ZERO WIDTH SPACE}B\N{RIGHT-TO-LEFT OVERRIDE}C", "a-b-c"),
    ("Maria " * 30, "maria" + "-maria" * 7),
    ("x" * 300, "x" * 48),
    ("名" * 300, "名" * 16),
    (" ", ""),
]


@pytest.mark.parametrize(("name", "folder"), NAMES)
def test_folder_of(name: str, folder: str) -> None:
    assert folder_of(name) == folder


@given(st.text(max_size=80))
def test_folders_are_safe_on_every_system(name: str) -> None:
    found = folder_of(name)
    assert len(found.encode()) <= 60
    assert all(unicodedata.category(c)[0] in "LMN" or c == "-" for c in found)
    assert found == found.strip("-. ") and not set(found) & set('/\\:*?"<>|.\0')


def test_people_and_walk_ins() -> None:
    signers = signatories_of([(2, someone()), (3, someone(name="Bea"))], 2, someone(name="", blank=True))
    assert [signer.folder for signer in signers] == [
        "alex-example", "bea", "walk-in-001", "walk-in-002",
    ]  # fmt: skip
    assert [signer.row for signer in signers] == [2, 3, None, None]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"name": "Other"}, True),
        ({"address": ("1 Elsewhere",)}, True),
        ({"email": "a@example.org"}, True),
        ({"place": "Town"}, True),
        ({"about": "I teach."}, True),
        ({"country": Country("DE")}, False),
        ({"reads": (Tag("de"),)}, False),
        ({"ties": (Country("KZ"),)}, False),
        ({"address": ()}, False),
        ({"stationery": StationeryChoice(envelope="C6")}, False),
    ],
)
def test_similar_senders(change: dict[str, Any], same: bool) -> None:
    assert (planned_by(someone(**change)) == planned_by(someone())) is same


def test_the_letters_of_different_people_differ_in_everything_that_is_theirs(tmp_path: Path) -> None:
    write_cases(tmp_path)
    batch = planned(loaded(tmp_path, "ann", "bob"), as_senders(PEOPLE))
    made = {share.key: share.prepared.composed(share.signatory.sender, ()) for share in batch.letters()}
    british, german, american = (
        made["alex-example", "ann", "minister"],
        made["ümit-söhne", "ann", "minister"],
        made["pat-oexample", "ann", "minister"],
    )
    assert british.letter.sender == (
        "Alex Example",
        "12 Sample Street",
        "Anytown",
        "UNITED KINGDOM",
    )
    assert german.letter.sender == ("Ümit & <Söhne>", "Musterweg 1", "12345 Musterstadt", "GERMANY")
    assert (british.letter.date_line, german.letter.date_line, american.letter.date_line) == (
        "1 February 2020", "1. Februar 2020", "February 1, 2020",
    )  # fmt: skip
    signatures = [
        block.text for made in (british, german, american) for block in made.letter.blocks if block.style == "signature"
    ]
    assert signatures == ["Alex Example", "Ümit & <Söhne>", "Pat O'Example"]
    assert [made.letter.paper.name for made in (british, german, american)] == ["A4", "A4", "A4"]
    assert [made.letter.language for made in (british, german, american)] == ["en-GB", "de-DE", "en-US"]
    envelopes = [made.envelope for made in (british, german, american)]
    assert [envelope.format.name for envelope in envelopes if envelope] == ["DL", "DL", "DL"]
    assert [envelope.sender for envelope in envelopes if envelope] == [
        british.letter.sender, german.letter.sender, american.letter.sender,
    ]  # fmt: skip
    assert [target for folder, case, target in made if folder == "ümit-söhne" and case == "ann"] == [
        "minister", "embassy-de",
    ]  # fmt: skip
    assert [target for folder, case, target in made if folder == "alex-example" and case == "ann"] == ["minister"]


OWN = "I am {{ sender.name }}.\n\n"
ABOUT = "{{ sender.about }}\n\n"
PLACE = "Greetings from {{ sender.place }}.\n\n"
LETTERS = ({"en": LETTER}, {"en": ABOUT + LETTER, "de": GERMAN}, {"en": OWN + LETTER}, {"en": PLACE + LETTER})
CASES = [tiny_case(letters=letters) for letters in LETTERS]
SCRIPTS = (
    "Ольга <&> Пример",
    'Kim "K" O\'Example',
    "آن مثال",
    "範例 太郎",
    "\u200fעברית\u200f x",
    "a_b **c** `d` [e](f)",
)
texts = st.one_of(line, st.sampled_from(SCRIPTS))
senders = st.builds(
    Sender,
    name=texts,
    address=st.lists(texts, min_size=1, max_size=4).map(tuple),
    country=st.sampled_from([Country(code) for code in ("GB", "DE", "US", "KZ", "JP")]),
    reads=st.sampled_from([(Tag("en"),), (Tag("de"), Tag("en"))]),
    place=st.none() | texts,
    email=st.none() | st.just("me@example.org"),
    about=st.none() | texts | st.fixed_dictionaries({"de": texts}),
)


@given(st.sampled_from(CASES), senders, senders)
@example(CASES[1], someone(about="I teach & <learn>."), someone())
@example(CASES[1], someone(), someone(about="I teach."))
@example(CASES[3], someone(place="Town"), someone(place="Other"))
@effort(max_examples=60)
def test_a_letter_of_a_batch_is_byte_for_byte_that_of_its_sender_alone(case: Case, one: Sender, other: Sender) -> None:
    """Also for senders who share a form, and for those whose details the letter includes."""
    batch = planned([case], [other, one])
    with tempfile.TemporaryDirectory() as name:
        out = Path(name)
        options = making(out, formats=("docx", "txt"))
        for share in batch.letters():
            sender = share.signatory.sender
            made = compose_letter(share, options)
            posted: dict[str, Any] = {"posted_from": batch.options.posted_from, "stationery": batch.options.stationery}
            plan = plan_for(case, sender, date=DATE, **posted)
            if not isinstance(made, ComposedLetter):
                with pytest.raises(MissingError) as caught:
                    write_plan(plan, out)
                assert list(caught.value.problems) == made
                continue
            alone = write_plan(plan, out / share.signatory.folder, formats=("docx", "txt"))
            written = made.files(options)
            assert [entry.path.replace(f"/{share.signatory.folder}/", "/") for entry, _ in written] == [
                entry.path for entry in alone.files
            ]
            for (entry, data), own in zip(written, alone.files, strict=True):
                assert data == (alone.out / own.path).read_bytes()
                assert entry._replace(path="", state="planned", sender=1, person="", mark="") == own._replace(
                    path="", state="planned"
                )


def test_senders_without_details_in_the_letter_share_a_form() -> None:
    """Otherwise the comparison above would compare the slow way with itself."""
    batch = planned([CASES[1]], [someone(about="I teach."), someone(about={Tag("de"): "Ich lehre."})])
    [prepared] = batch.prepared["ann", 0]
    assert prepared.form is not None
    composed = [share.prepared.composed(share.signatory.sender, ()) for share in batch.letters()]
    assert ["I teach." in [block.text for block in made.letter.blocks] for made in composed] == [True, False]
    assert composed[1].letter.blocks[0] is prepared.form.opening[0]


def test_by_sender_and_by_target_are_the_same_letters(tmp_path: Path) -> None:
    write_cases(tmp_path)
    batch = planned(loaded(tmp_path, "ann", "bob"), as_senders(PEOPLE), walk_ins=1)
    by_sender = [share.key for share in batch.letters("sender")]
    by_target = [share.key for share in batch.letters("target")]
    assert sorted(by_sender) == sorted(by_target) and len(set(by_sender)) == len(by_sender) == 10
    folders = ["alex-example", "ümit-söhne", "иван-пример", "pat-oexample", "walk-in-001"]
    assert [key[0] for key in by_sender] == [folder for folder in folders for _ in range(2)]
    assert [(case, target) for _, case, target in by_target] == (
        [("ann", "minister")] * 5 + [("ann", "embassy-de")] + [("bob", "judge")] * 4
    )
    assert [folder for folder, _, _ in by_target][:5] == folders


def test_a_person_who_reads_no_letter_of_a_case_is_named_by_row(tmp_path: Path) -> None:
    write_cases(tmp_path)
    batch = planned(loaded(tmp_path, "ann", "bob"), as_senders(PEOPLE))
    [problem] = batch.unserved
    assert (problem.row, problem.case) == (3, "bob") and "English (en)" in problem.message
    assert batch.refused == () and len(list(batch.letters())) == 8


def test_walk_ins_without_letters_are_reported_once_and_have_no_row() -> None:
    case = tiny_case(("languages: [en]", "languages: [de]"), letters={"de": GERMAN})
    batch = planned([case], [someone(reads=(Tag("de"),))], walk_ins=3)
    [problem] = batch.unserved
    assert problem.row is None
    assert len(with_cases(batch, [()] + [("ann",)] * 3).unserved) == 1
    assert with_cases(batch, [("ann",)] + [()] * 3).unserved == ()


def test_refused_cases_and_notices_about_people() -> None:
    closed = tiny_case(("id: ann", "id: old"), ("2020-03-01", "2019-03-01"))
    batch = planned([closed, tiny_case()], [someone(), someone(ties=(Country("KZ"),)), someone(address=())])
    assert [(problem.code, problem.case) for problem in batch.refused] == [("past-deadline", "old")]
    assert [case.id for case in batch.cases] == ["ann"] and len(list(batch.letters())) == 3
    told = {str(notice.code): notice.message for notice in batch.notices}
    assert told["ties"].startswith("1 person (row 3): ")
    assert told["no-return-address"].startswith("1 person (row 4): ")


def test_unchecked_words_are_reported_once_for_a_language() -> None:
    named = tiny_case(("languages: [en]", "languages: [ar]"), letters={"ar": "One."})
    unknown = tiny_case(
        ("id: ann", "id: bob"), ("office: Minister of Justice", "name: Bob"), ("[en]", "[ar]"), letters={"ar": "One."}
    )
    people = [someone(reads=(Tag("ar"),)), someone(reads=(Tag("ar"),), country=Country("DE"))]
    (told,) = [n.message for n in planned([named, unknown], people).notices if n.code == "words-not-reviewed"]
    assert told.endswith("in Arabic yet: salutations.office, salutations.unknown")


@pytest.mark.parametrize(
    ("to", "targets"),
    [
        ((), ["minister", "embassy-de", "judge"]),
        (("minister",), ["minister"]),
        (("minister", "judge"), ["minister", "judge"]),
        (("target",), ["minister", "judge"]),
        (("embassy",), ["embassy-de"]),
        (("ann/target",), ["minister", "judge"]),
        (("ann/embassy-de",), ["embassy-de", "judge"]),
        (("ann/embassy", "bob/judge"), ["embassy-de", "judge"]),
    ],
)
def test_some_targets_alone(tmp_path: Path, to: tuple[str, ...], targets: list[str]) -> None:
    write_cases(tmp_path)
    batch = batch_to(tmp_path, to)
    assert list(dict.fromkeys(share.mailing.target.id for share in batch.letters())) == targets
    assert batch.picked is bool(to)


def batch_to(root: Path, to: tuple[str, ...]) -> Any:
    german_and_british = signatories_of(
        [(2, someone(country=Country("DE"), reads=(Tag("de"), Tag("en")))), (3, someone())]
    )
    return plan_batch(
        loaded(root, "ann", "bob"),
        german_and_british,
        plan_options(date=DATE, to=to),
    )


@pytest.mark.parametrize(
    ("to", "hint"),
    [
        (("juge",), "did you mean “judge”?"),
        (("minister", "juge"), "did you mean “judge”?"),
        (("ann/ministr",), "did you mean “minister”?"),
        (("amn/minister",), "did you mean “ann”?"),
        (("bob/minister",), "known: judge, target"),
    ],
)
def test_targets_that_nobody_knows(tmp_path: Path, to: tuple[str, ...], hint: str) -> None:
    write_cases(tmp_path)
    with pytest.raises(MissingError) as caught:
        batch_to(tmp_path, to)
    assert hint in [problem.hint for problem in caught.value.problems]


def test_two_cases_with_one_id() -> None:
    twice = [tiny_case(), tiny_case(("A headline", "Another"))]
    object.__setattr__(twice[1], "file", "elsewhere/case.yaml")
    check_ids([twice[0], twice[0]])
    with pytest.raises(InputError) as caught:
        check_ids(twice)
    assert "case.yaml" in caught.value.problems[0].message and "elsewhere/case.yaml" in caught.value.problems[0].message


def test_the_country_of_walk_ins() -> None:
    entries = [(2, someone()), (3, someone())]
    assert walk_in_like(entries, None, (Tag("fr"),)) == Sender(
        name="", blank=True, country=Country("GB"), reads=(Tag("fr"),)
    )
    mixed = [*entries, (4, someone(country=Country("DE")))]
    assert walk_in_like(mixed, Country("CH"), ()).country == "CH"
    with pytest.raises(MissingError) as caught:
        walk_in_like(mixed, None, ())
    assert caught.value.problems[0].hint == "give --country; the roster has DE, GB"


def test_offers_are_what_somebody_can_write_the_best_language_first(tmp_path: Path) -> None:
    write_cases(tmp_path)
    batch = planned(loaded(tmp_path, "ann", "bob"), as_senders(PEOPLE))
    assert [dict(offer.cases) for offer in offers(batch)] == [
        {"ann": 0, "bob": 0}, {"ann": 1}, {"ann": 0, "bob": 0}, {"ann": 0, "bob": 0},
    ]  # fmt: skip


TIES = Problem(ProblemCode.TIES, message("ties are given"))
NEAR = Problem(ProblemCode.DEADLINE_NEAR, message("near"))


@pytest.mark.parametrize(
    ("notice", "rows", "text"),
    [
        (TIES, [3], "1 person (row 3): ties are given"),
        (TIES, [3, 3, None], "1 person (row 3): ties are given"),
        (TIES, [2, 3, 4, 5, 6, 7], "6 people (rows 2, 3, 4, 5, 6 …): ties are given"),
        (TIES, [None], "ties are given"),
        (NEAR, [2, 3], "near"),
    ],
)
def test_a_notice_about_people_has_their_number(notice: Problem, rows: list[int | None], text: str) -> None:
    assert merged_notice(notice, rows) == replace(notice, message=text)  # type: ignore[arg-type]


@pytest.mark.parametrize(("row", "text"), [(7, "near"), (None, "walk-ins: near")])
def test_a_problem_with_whose_it_is(row: int | None, text: str) -> None:
    found = with_signatory(NEAR, Signatory(row, "folder", someone(), someone(), 0))
    assert (found.row, found.message) == (row, text)
