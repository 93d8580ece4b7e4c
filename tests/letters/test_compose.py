from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from appealgen.errors import MissingError, TemplateError
from appealgen.letters.compose import Composed, compose
from appealgen.model.case import Case
from appealgen.model.document import RULED, Block, Letter, Span
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.model.stationery import StationeryChoice
from appealgen.planning.plan import Mailing
from appealgen.renderers.text.document import render_txt
from appealgen.workflows.catalogue import find_case
from samples import DATE, PROJECT, plan_for, someone, tiny_case, write_files

ALEX = someone(
    reads=(Tag("en"), Tag("kk"), Tag("ru"), Tag("de"), Tag("fr"), Tag("es")),
    place="Anytown",
    email="alex@example.org",
    about={Tag("en"): "I teach at a primary school.", Tag("de"): "Ich unterrichte an einer Grundschule."},
)
KIM = someone(
    name="Kim Kimsdóttir", address=("Musterweg 3", "20095 Hamburg"), country=Country("DE"), reads=(Tag("en"),)
)
BLANK = Sender(name="", country=Country("GB"), reads=(Tag("en"),), blank=True)
UA_046, UA_060 = datetime.date(2019, 4, 15), datetime.date(2017, 7, 20)


def mailings(case: Case, sender: Sender, date: datetime.date, **options: str) -> tuple[Mailing, ...]:
    planned = plan_for(case, sender, date=date, **options)  # type: ignore[arg-type]
    assert not planned.refusals
    return planned.mailings


def first(case: Case, sender: Sender | None = None, **options: Any) -> Composed:
    return compose(mailings(case, sender or someone(), DATE, **options)[0])


def body(letter: Letter) -> list[Block]:
    return [block for block in letter.blocks if block.style in ("body", "bullet", "number")]


def texts(letter: Letter) -> list[str]:
    return [block.text for block in body(letter)]


def letter_of(*paragraphs: str, sender: Sender | None = None, **options: Any) -> Letter:
    return first(tiny_case(letters={"en": "\n\n".join(paragraphs)}), sender, **options).letter


@pytest.mark.parametrize(
    ("name", "case", "date", "sender", "position", "options"),
    [
        *(
            (f"ua-046-19.appeal.{tag}", "ua-046-19", UA_046, ALEX, 0, {"language": tag})
            for tag in ("en", "de", "fr", "ru", "kk")
        ),
        ("ua-046-19.copy.en", "ua-046-19", UA_046, ALEX, 1, {"language": "en"}),
        ("ua-046-19.copy.ru", "ua-046-19", UA_046, ALEX, 1, {"language": "ru"}),
        ("ua-046-19.via.en", "ua-046-19", UA_046, ALEX, 0, {"language": "en", "embassy": "via"}),
        ("ua-046-19.blank.en", "ua-046-19", UA_046, BLANK, 0, {"language": "en"}),
        ("ua-046-19.own-words.en", "ua-046-19", UA_046, KIM, 0, {"own_words": "I shall follow this case.\n\nClosely."}),
        ("ua-060-16.appeal.es", "ua-060-16", UA_060, ALEX, 0, {"language": "es"}),
        ("ua-060-16.appeal.en", "ua-060-16", UA_060, ALEX, 0, {"language": "en"}),
    ],
)  # fmt: skip
def test_golden(
    golden: Callable[[str, str], None],
    name: str,
    case: str,
    date: datetime.date,
    sender: Sender,
    position: int,
    options: Mapping[str, str],
) -> None:
    composed = compose(mailings(find_case(case), sender, date, **options)[position])
    text = render_txt((composed.letter,))
    if composed.envelope:
        text += f"\n{'=' * 24} {composed.envelope.format.name} {'=' * 24}\n\n{render_txt((composed.envelope,))}"
    golden(f"{name}.txt", text)


def test_every_mailing_has_the_recipient_of_its_envelope() -> None:
    for case, date in (("ua-046-19", UA_046), ("ua-060-16", UA_060)):
        for sender in (ALEX, KIM):
            for mailing in mailings(find_case(case), sender, date, language="en"):
                composed = compose(mailing)
                assert composed.envelope is not None
                assert composed.envelope.recipient is composed.letter.recipient
                assert composed.envelope.format is mailing.envelope
                assert [*composed.envelope.sender] == [line for line in composed.letter.sender if line != sender.email]


def test_a_letter_to_be_forwarded_names_the_country_of_its_sender_and_its_envelope_does_not() -> None:
    [mailing] = mailings(find_case("ua-046-19"), ALEX, UA_046, embassy="via")
    composed = compose(mailing)
    assert composed.envelope is not None
    assert composed.letter.sender == (*composed.envelope.sender, "UNITED KINGDOM", ALEX.email)
    assert composed.letter.head and composed.letter.head.sender[-2:] == ("United Kingdom", ALEX.email)
    assert composed.letter.recipient.country is None


@pytest.mark.parametrize(
    ("language", "order", "right", "country"),
    [
        ("en", ["sender", "date", "recipient"], {"sender", "date"}, "Kazakhstan"),
        ("de", ["sender", "recipient", "date"], {"sender", "date"}, "Kasachstan"),
        ("fr", ["sender", "recipient", "date"], {"recipient", "date"}, "Kazakhstan"),
        ("ru", ["sender", "recipient", "date"], {"recipient", "date"}, "Казахстан"),
    ],
)
def test_the_head_is_as_its_language_has_it(language: str, order: list[str], right: set[str], country: str) -> None:
    [mailing, *_] = mailings(find_case("ua-046-19"), ALEX, UA_046, language=language)
    letter = compose(mailing).letter
    assert letter.head and [*letter.head.order] == order and {*letter.head.right} == right
    assert letter.head.recipient[-3:] == ("Nur-Sultan", "010000", country)
    assert letter.recipient.printed[-3:] == ("NUR-SULTAN", "010000", "KAZAKHSTAN")


def test_behind_a_window_the_address_is_as_on_mail() -> None:
    letter = first(tiny_case(), stationery=StationeryChoice(layout="french")).letter
    assert letter.head is None


def test_no_envelope_without_an_address_or_when_none_is_wanted() -> None:
    assert first(tiny_case(), stationery=StationeryChoice(envelope="none")).envelope is None
    assert first(tiny_case(("    address: [1 Street, Town]\n", ""))).envelope is None


def faces(letter: Letter) -> list[list[tuple[bool, bool]]]:
    return [[(span.bold, span.italic) for span in block.spans] for block in letter.blocks]


def test_a_name_that_looks_like_markup_changes_none() -> None:
    paragraphs = (
        "{{ sender.name }}: {{ person }}",
        "I, *{{ sender.name }}*, ask.",
        "**{{ sender.about }}**",
        "**Do.**",
    )
    odd, plain = "Anna *Star* & <Co>", "Anna Star and Co"
    letters = [letter_of(*paragraphs, sender=someone(name=name, about=name, place=name)) for name in (odd, plain)]
    assert faces(letters[0]) == faces(letters[1])
    assert [b.text.replace(odd, plain) for b in letters[0].blocks] == [b.text for b in letters[1].blocks]
    assert letters[0].sender[0] == odd
    assert letters[0].date_line == "1 February 2020"
    assert letters[0].blocks[-1] == Block("signature", (Span(odd),))


def test_names_and_words_of_a_case_that_look_like_markup() -> None:
    case = tiny_case(
        ("- name: Ann Example", "- name: '*Ann* {{ x }}'"), ("text: Release Ann Example.", "text: '- *Release* Ann.'"),
        ("A person in custody", "'**All** of us'"), ("Minister of Justice", "'Minister {0} *of*'"),
        letters={"en": "{{ person }} {{ office }}\n\n{{ demands }}"},
    )  # fmt: skip
    letter = first(case).letter
    assert letter.blocks[0].text == "Re: **All** of us"
    assert letter.blocks[1].text == "Dear Minister {0} *of*,"
    assert body(letter) == [
        Block("body", (Span("*Ann* {{ x }}", bold=True), Span(" Minister {0} *of*"))),
        Block("bullet", (Span("- *Release* Ann."),)),
    ]


def test_two_senders_letters_differ_in_all_that_is_theirs_and_in_nothing_else() -> None:
    paragraphs = ("I, {{ sender.name }} of {{ sender.place }}: {{ person }}.", "{{ sender.about }}", "{{ demands }}")
    kim = replace(KIM, place="Hamburg", about="I draw maps.", email="kim@example.org")
    one, two = (letter_of(*paragraphs, sender=sender) for sender in (ALEX, kim))
    assert one.sender == ("Alex Example", "12 Sample Street", "Anytown", "UNITED KINGDOM", "alex@example.org")
    assert two.sender == ("Kim Kimsdóttir", "Musterweg 3", "20095 Hamburg", "DEUTSCHLAND", "kim@example.org")
    assert (one.date_line, two.date_line) == ("1 February 2020", "1 February 2020")
    assert (one.recipient.country, two.recipient.country) == ("KAZAKHSTAN", "KASACHSTAN")
    assert one.recipient.lines == two.recipient.lines
    changed = [(a.text, b.text) for a, b in zip(one.blocks, two.blocks, strict=True) if a != b]
    assert changed == [
        (
            "I teach at a primary school. I, Alex Example of Anytown: Ann Example.",
            "I draw maps. I, Kim Kimsdóttir of Hamburg: Ann Example.",
        ),
        ("Alex Example", "Kim Kimsdóttir"),
    ]
    printed = render_txt((two,))
    assert not [word for word in ("Alex", "Sample", "Anytown", "KINGDOM", "teach") if word in printed]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (("One.", "Two.", "Last."), ["One.", "Two.", "My words.", "Last."]),
        (("One.", "{{ own_words }}", "Two.", "Last."), ["One.", "My words.", "Two.", "Last."]),
        (("One. {{ own_words }}", "Last."), ["One. My words.", "Last."]),
        (("{{ sender.about }} {{ own_words }}", "Last."), ["My words.", "Last."]),
        (("Last.",), ["My words.", "Last."]),
    ],
)
def test_own_words(paragraphs: tuple[str, ...], expected: list[str]) -> None:
    assert texts(letter_of(*paragraphs, own_words="My words.")) == expected


def test_own_words_are_text_and_may_have_paragraphs() -> None:
    letter = letter_of("One.", "Last.", own_words="I *am* {{ person }}\nhere.\n\n- Really\n\n1. Yes")
    assert texts(letter) == ["One.", "I *am* {{ person }} here.", "- Really", "1. Yes", "Last."]
    assert {block.style for block in body(letter)} == {"body"}


def test_a_paragraph_of_absent_details_is_dropped() -> None:
    paragraphs = ("One.", "{{ sender.about }} {{ own_words }}", "{{ sender.place }}", "Last.")
    assert texts(letter_of(*paragraphs)) == ["One.", "Last."]
    assert texts(letter_of(*paragraphs, sender=ALEX)) == ["I teach at a primary school. One.", "Anytown", "Last."]


def test_words_about_the_sender_in_another_language_are_absent() -> None:
    assert texts(letter_of("One.", "{{ sender.about }}", sender=someone(about={Tag("fr"): "Bonjour."}))) == ["One."]


@pytest.mark.parametrize(
    ("name", "asked"),
    [("sender.place", "--place"), ("sender.about", "“about” in the sender file"), ("own_words", "--own-words")],
)
def test_a_sentence_about_an_absent_detail(name: str, asked: str) -> None:
    case = tiny_case()
    model = replace(case.letters[Tag("en")], text=f"One.\n\nTwo,\nI am in {{{{ {name} }}}}.\n\nLast.", line=4)
    with pytest.raises(MissingError) as raised:
        first(replace(case, letters={Tag("en"): model}))
    (found,) = raised.value.problems
    assert (found.code, found.file, found.line, found.field) == ("missing-detail", "letter.en.md", 6, name)
    assert asked in found.message


def test_placeholders() -> None:
    case = tiny_case(
        ("  - name: Ann Example", "  - name: Ann\n  - name: {en: Bea, ru: Беа}\n  - name: {ru: Вера}"),
        letters={"en": "{{ person }} {{office}} {{ sender.name }} {{ sender.place }}\n\n{{ demands }}\n\n**Do.**"},
    )
    letter = first(case, someone(place="Leeds")).letter
    assert texts(letter) == ["Ann, Bea and Вера Minister of Justice Alex Example Leeds", "Release Ann Example.", "Do."]
    assert [s.text for s in body(letter)[0].spans if s.bold] == ["Ann", "Bea", "Вера"]
    assert body(letter)[1].style == "bullet"


def bold_words(*paragraphs: str, **options: Any) -> list[str]:
    return [span.text for block in body(letter_of(*paragraphs, **options)) for span in block.spans if span.bold]


@pytest.mark.parametrize(
    ("paragraph", "bold"),
    [
        ("I write about **Ann Example**.", ["Ann Example"]),
        ("I write about **Ms Ann Example**.", ["Ms Ann Example"]),
        ("I write about **Anna Examplová**, **Example**.", ["Anna Examplová", "Example"]),
        ("**Ann Example**", ["Ann Example"]),
        ("**Release Ann Example.**", []),
        ("**I urge you to release {{ person }} now.**", ["Ann Example"]),
        ("***Release her.*** Do it **now**; release \\*\\*her\\*\\*.", []),
        ("- **Release her**\n- **Ann Example**", ["Ann Example"]),
    ],
)
def test_names_alone_are_bold(paragraph: str, bold: list[str]) -> None:
    assert bold_words(paragraph) == bold


def test_what_is_bold_in_the_case_is_bold_on_request() -> None:
    assert bold_words("**Release her.**", emphasis="keep") == ["Release her."]


@pytest.mark.parametrize(
    ("language", "start", "salutation", "close"),
    [
        ("en", "salutation: Dear Minister", "Dear Minister,", "Yours sincerely,"),
        ("en", "salutation: Dear Minister!", "Dear Minister!", "Yours sincerely,"),
        ("en", "fax: 1", "Dear Minister of Justice,", "Yours sincerely,"),
        ("en", "salutation: Dear Sir or Madam", "Dear Sir or Madam,", "Yours faithfully,"),
        ("en", "salutation: 'Dear Sir,'", "Dear Sir,", "Yours faithfully,"),
        ("en", "salutation: To Whom It May Concern", "To Whom It May Concern,", "Yours faithfully,"),
        ("de", "fax: 1", "Sehr geehrte Damen und Herren,", "Hochachtungsvoll"),
        ("de", "salutation: {de: Sehr geehrter Herr Minister}", "Sehr geehrter Herr Minister,", "Hochachtungsvoll"),
        ("ru", "salutation: {en: Dear Minister}", "Уважаемые дамы и господа!", "С уважением,"),
        ("es", "salutation: Estimado Señor", "Estimado Señor:", "Atentamente,"),
        ("fr", "salutation: Monsieur le Ministre", "Monsieur le Ministre,",
         "Je vous prie d’agréer, Monsieur le Ministre, l’expression de ma haute considération."),
    ],
)  # fmt: skip
def test_salutation_and_close(language: str, start: str, salutation: str, close: str) -> None:
    case = tiny_case(("  - id: minister", f"  - id: minister\n    {start}"), letters={language: "One."})
    blocks = first(case, someone(reads=(Tag(language),)), language=language).letter.blocks
    assert [b.text for b in blocks if b.style == "salutation"] == [salutation]
    assert [b.text for b in blocks if b.style == "closing"] == [close]


def test_the_close_for_somebody_without_a_name_and_the_american_one() -> None:
    case = tiny_case(
        ("    office: Minister of Justice\n", ""), ("- id: minister", "- id: minister\n    name: Ann Onymous")
    )
    for country, salutation, close in (
        ("GB", "Dear Sir or Madam,", "Yours faithfully,"),
        ("US", "Dear Sir or Madam:", "Sincerely,"),
        ("CA", "Dear Sir or Madam:", "Sincerely,"),
    ):
        blocks = first(case, someone(country=Country(country))).letter.blocks
        assert [b.text for b in blocks if b.style in ("salutation", "closing")] == [salutation, close]


@pytest.mark.parametrize(("language", "face"), [("en", (False, True)), ("ru", (False, True)), ("ja", (True, False))])
def test_emphasis_is_bold_where_the_script_has_no_italics(language: str, face: tuple[bool, bool]) -> None:
    case = tiny_case(letters={language: "One *two* three."})
    found = body(first(case, someone(reads=(Tag(language),)), language=language).letter)[0].spans
    assert [(span.bold, span.italic) for span in found] == [(False, False), face, (False, False)]


@pytest.mark.parametrize(
    ("language", "opening", "closing"),
    [
        ("ja", ["Minister　閣下", "拝啓"], ["敬具"]),
        ("ar", ["حضرة \u200eMinister\u200e\u200f،", "تحية طيبة وبعد،"], ["وتفضلوا بقبول فائق الاحترام والتقدير،"]),
        ("zh-Hans", ["尊敬的Minister阁下："], ["此致", "敬礼！"]),
        ("zh-Hant", ["尊敬的Minister閣下："], ["此致", "敬禮"]),
        ("en", ["Dear Minister,"], ["Yours sincerely,"]),
    ],
)
def test_what_comes_in_pairs_and_on_two_lines(language: str, opening: list[str], closing: list[str]) -> None:
    case = tiny_case(("office: Minister of Justice", f"office: {{{language}: Minister}}"), letters={language: "One."})
    blocks = first(case, someone(reads=(Tag(language),)), language=language).letter.blocks
    assert [b.text for b in blocks if b.style == "salutation"] == opening
    assert [b.text for b in blocks if b.style == "closing"] == closing


@pytest.mark.parametrize(
    ("place", "language", "line"),
    [
        ("Town", "pl", "Town, 1 lutego 2020 r."),
        (None, "pl", "1 lutego 2020 r."),
        (None, "en", "1 February 2020"),
        ("Town", "vi", "Town, ngày 1 tháng 2 năm 2020"),
        (None, "vi", "Ngày 1 tháng 2 năm 2020"),
        ("Town", "ja", "2020年2月1日"),
        ("Town", "cs", "Town 1. února 2020"),
        ("Town", "sv", "Town den 1 februari 2020"),
    ],
)
def test_the_date_with_and_without_a_place(place: str | None, language: str, line: str) -> None:
    case = tiny_case(letters={language: "One."})
    assert first(case, someone(reads=(Tag(language),), place=place), language=language).letter.date_line == line


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("office: Minister of Justice", "my letter to the Minister of Justice, which"),
        ("office: The Minister of Justice", "my letter to the Minister of Justice, which"),
        ("office: Theatre Director", "my letter to the Theatre Director, which"),
        ("name: Nemo Nobody", "my letter to Nemo Nobody, which"),
        ("office: Judge\n    name: Nemo Nobody", "my letter to the Judge, which"),
    ],
)
def test_an_article_before_an_office_and_none_before_a_name(target: str, said: str) -> None:
    case = tiny_case(EMBASSY, ("office: Minister of Justice", target))
    letter = compose(next(m for m in mailings(case, someone(), DATE) if m.kind == "copy")).letter
    assert said in next(b.text for b in letter.blocks if b.style == "note" and "letter" in b.text)
    assert "Dear The" not in " ".join(b.text for b in letter.blocks).replace("Dear Theatre", "")


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "Copy to: Embassy and Judge"), ("de", "Kopie an: Embassy und Judge"), ("ja", "写し送付先：Embassy、Judge")],
)
def test_those_who_get_copies_are_listed_as_the_language_lists_them(language: str, line: str) -> None:
    judge = (
        "sources: [made up]\n",
        "  - {id: judge, role: copy, office: Judge, address: [2 Street, Town]}\nsources: [made up]\n",
    )
    case = tiny_case((EMBASSY[0], EMBASSY[1].replace("embassy, host: GB", "copy")), judge, letters={language: "One."})
    blocks = first(case, someone(reads=(Tag(language),)), language=language).letter.blocks
    assert [block.text for block in blocks if block.style == "copies"] == [line]


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [
        ("en", "to the Minister of Justice, which", "to the Minister of Justice and Nemo Nobody, which"),
        ("de", "(gerichtet an: Minister of Justice)", "(gerichtet an: Minister of Justice und Nemo Nobody)"),
        ("ru", "(адресат: Minister of Justice)", "(адресаты: Minister of Justice и Nemo Nobody)"),
    ],
)
def test_copies_of_one_letter_and_of_several(language: str, one: str, several: str) -> None:
    more = (
        "sources: [made up]\n",
        "  - {id: nemo, name: Nemo Nobody, address: [2 Street, Town]}\nsources: [made up]\n",
    )
    for changes, said in (((EMBASSY,), one), ((EMBASSY, more), several)):
        case = tiny_case(*changes, letters={language: "One."})
        sender = someone(reads=(Tag(language),))
        letter = compose(next(m for m in mailings(case, sender, DATE, language=language) if m.kind == "copy")).letter
        assert said in " ".join(b.text for b in letter.blocks if b.style == "note")


EMBASSY = (
    "targets:\n",
    "targets:\n  - {id: embassy, role: embassy, host: GB, country: GB, office: Embassy, address: [London]}\n",
)


def test_the_note_is_in_the_senders_language_and_says_so() -> None:
    case = tiny_case(EMBASSY, letters={"en": "One.", "ru": "Раз."})
    sender = someone(reads=(Tag("en"), Tag("ru")))
    for kind, options in (("copy", {}), ("via", {"embassy": "via"})):
        mailing = next(m for m in mailings(case, sender, DATE, language="ru", **options) if m.kind == kind)
        letter = compose(mailing).letter
        notes = [block for block in letter.blocks if block.style == "note"]
        assert [block.language for block in notes] == ["en-GB", "en-GB"]
        assert notes[0].text == "Your Excellency,"
        heading = {
            "copy": "Copy of my letter to the Minister of Justice",
            "via": "My letter to the Minister of Justice",
        }
        between = [block.text for block in letter.blocks if block.style == "note-heading"]
        assert between == [heading[kind]]
        assert {block.language for block in letter.blocks if not block.style.startswith("note")} == {None}
        assert letter.language == "ru-RU"
        at = ("Embassy",) if kind == "copy" else ("Minister of Justice", "c/o Embassy")
        assert letter.recipient.lines == (*at, "LONDON")


def test_a_note_in_the_letters_language_says_nothing() -> None:
    for mailing in mailings(tiny_case(EMBASSY), someone(), DATE):
        assert {block.language for block in compose(mailing).letter.blocks} == {None}


def test_a_note_in_the_letters_language_for_want_of_phrases() -> None:
    sender = someone(reads=(Tag("cy"), Tag("en")))
    copy = compose(mailings(tiny_case(EMBASSY), sender, DATE)[1]).letter
    assert next(block.text for block in copy.blocks if block.style == "note") == "Your Excellency,"
    assert {block.language for block in copy.blocks} == {None}


def test_domestic_mail_has_no_country() -> None:
    letter = first(tiny_case(), someone(country=Country("KZ"))).letter
    assert letter.recipient.country is None
    assert letter.sender == ("Alex Example", "12 Sample Street", "Anytown")


def test_a_blank_letter_has_rules_and_no_name() -> None:
    composed = first(tiny_case(letters={"en": "I, {{ sender.name }}, ask."}), BLANK)
    assert composed.letter.sender == (f"Name: {RULED}", f"Address: {RULED}", RULED, RULED, "UNITED KINGDOM")
    assert composed.letter.blocks[-1].text == RULED
    assert texts(composed.letter) == [f"I, {RULED}, ask."]
    assert composed.envelope is not None
    assert composed.envelope.sender == composed.letter.sender


def test_the_users_phrases_and_templates_are_used(tmp_path: Path) -> None:
    phrases = (PROJECT / "src" / "appealgen" / "data" / "phrases" / "en.yaml").read_text(encoding="utf-8")
    template = (PROJECT / "letter_templates" / "appeal.md.j2").read_text(encoding="utf-8")
    files = {
        "phrases/en.yaml": phrases.replace("Yours sincerely", "Yours"),
        "letter_templates/appeal.md.j2": template.replace("{{ body }}", "Here: {{ body }}"),
    }
    roots = (write_files(tmp_path, files),)
    letter = compose(mailings(tiny_case(letters={"en": "One."}), someone(), DATE)[0], roots).letter
    assert texts(letter) == ["Here: One."]
    assert "Yours," in [block.text for block in letter.blocks]


@pytest.mark.parametrize("subject", ["{concern}", "{", "{0}"])
def test_wrong_placeholders_in_a_phrase_file(tmp_path: Path, subject: str) -> None:
    phrases = (PROJECT / "src" / "appealgen" / "data" / "phrases" / "en.yaml").read_text(encoding="utf-8")
    roots = (write_files(tmp_path, {"phrases/en.yaml": phrases.replace("Re: {concerning}", subject)}),)
    with pytest.raises(TemplateError):
        compose(mailings(tiny_case(), someone(), DATE)[0], roots)


def test_the_subject_without_words_of_the_case_names_the_people() -> None:
    case = tiny_case(("concerning: A person in custody\n", ""), ("Ann Example\n", "Ann Example\n  - name: Bea\n"))
    assert first(case).letter.blocks[0] == Block("subject", (Span("Re: Ann Example and Bea"),))


def test_typed_words_are_set_like_the_letter() -> None:
    sender = someone(about='I don\'t teach - I "learn".')
    said = texts(letter_of("{{ sender.about }}", "{{ own_words }}", "Last.", sender=sender, own_words='It\'s "so"...'))
    assert said == ["I don’t teach – I “learn”.", "It’s “so”…", "Last."]


@pytest.mark.parametrize(
    ("paragraphs", "own_words", "expected"),
    [
        (("One.", "{{ sender.about }}", "Last."), "Mine.", ["One.", "I sing. Mine.", "Last."]),
        (("One.", "{{ own_words }}", "{{ sender.about }}", "Last."), "Mine.", ["One.", "I sing. Mine.", "Last."]),
        (("One.", "{{ sender.about }} {{ own_words }}", "Last."), "Mine.", ["One.", "I sing. Mine.", "Last."]),
        (("One.", "{{ sender.about }} {{ own_words }}", "Last."), None, ["I sing. One.", "Last."]),
        (("one, after a comma.", "{{ sender.about }}", "Last."), None, ["one, after a comma. I sing.", "Last."]),
        (
            ("{{ office }} is asked.", "{{ sender.about }}", "Last."),
            None,
            ["Minister of Justice is asked. I sing.", "Last."],
        ),
        (("- One.", "{{ sender.about }}", "Last."), None, ["One.", "I sing.", "Last."]),
        (("One.", "As you see: {{ sender.about }}", "Last."), None, ["One.", "As you see: I sing.", "Last."]),
    ],
)
def test_a_sentence_about_the_sender_is_in_no_paragraph_alone(
    paragraphs: tuple[str, ...], own_words: str | None, expected: list[str]
) -> None:
    sender = someone(about="I sing.")
    assert texts(letter_of(*paragraphs, sender=sender, own_words=own_words)) == expected


def test_a_sentence_and_a_place_of_the_other_direction() -> None:
    case = tiny_case(("languages: [en]", "languages: [ar]"), letters={"ar": "أكتب إليكم اليوم.\n\nأطلقوا سراحها."})
    reads = (Tag("ar"),)
    letter = first(case, someone(reads=reads, place="Cairo"), own_words="TEST: a sentence.").letter
    assert texts(letter)[1] == "TEST: a sentence."
    case = tiny_case(("languages: [en]", "languages: [de]"), letters={"de": "Eins."})
    german = first(case, someone(reads=(Tag("de"),), place="القاهرة")).letter
    assert german.date_line == "\u200eالقاهرة\u200e, den 1. Februar 2020"
