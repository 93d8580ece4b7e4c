"""Texts of a document: sentences, demands, the letter; nothing of them is lost or harmful."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from appealgen.importing.draft import import_document
from appealgen.importing.files.markdown import is_markdown
from appealgen.importing.files.text import plain_lines
from appealgen.importing.lines import Line
from appealgen.importing.structure.prose import (
    asking_sentences,
    in_first_person,
    listed_demands,
    sentences,
    to_markdown,
)
from appealgen.letters.markup import parse
from appealgen.model.case import ModelLetter
from appealgen.model.document import Span
from appealgen.reading.case_files import load_letter
from urgent_action_files import DOCUMENT, LETTER, as_docx, as_html, as_text, draft_of, plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Mr. Velim met Dr. Orlat. They left.", ["Mr. Velim met Dr. Orlat.", "They left."]),
        ("See Art. 5 of No. 3. A. Velim wrote it.", ["See Art. 5 of No. 3.", "A. Velim wrote it."]),
        ("“Stop.” “Go.” He went.", ["“Stop.”", "“Go.”", "He went."]),
        ("It cost 3.50 in all. ¿Why? Nobody", ["It cost 3.50 in all.", "¿Why?", "Nobody"]),
        ("", []),
    ],
)
def test_sentences(text: str, found: list[str]) -> None:
    assert [sentence.strip("“” ") for sentence in sentences(text)] == [sentence.strip("“” ") for sentence in found]


def test_demands_in_one_line() -> None:
    [line] = plain_lines("– exhortez les autorités à la libérer ; – demandez une enquête sur les coups.")
    assert [each.text for each in listed_demands([line])] == [
        "exhortez les autorités à la libérer.",
        "demandez une enquête sur les coups.",
    ]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("She is ill. I urge you to free her. Thank you.", ["I urge you to free her."]),
        ("I therefore call on you to free her.", ["I therefore call on you to free her."]),
        (
            "Until she is free, I ask you to let her see a doctor.",
            ["Until she is free, I ask you to let her see a doctor."],
        ),
        ("Please free her.", ["Please free her."]),
        ("I urge you to:\n- free her;\n- return her tools.\nThe end.", ["free her;", "return her tools."]),
        ("Ich fordere Sie auf, sie freizulassen. Danke.", ["Ich fordere Sie auf, sie freizulassen."]),
        ("Je vous demande de la libérer.", ["Je vous demande de la libérer."]),
        ("Le insto a que la libere.", ["Le insto a que la libere."]),
        ("I was told that they urge you.", []),
    ],
)
def test_sentences_of_a_letter_that_ask(text: str, asks: list[str]) -> None:
    assert [sentence for sentence, _ in asking_sentences(plain_lines(text))] == asks


@pytest.mark.parametrize(
    ("text", "demands"),
    [
        (
            "- Urging them to free her;\n- Calling for an inquiry.",
            ["Urging them to free her.", "Calling for an inquiry."],
        ),
        ("Please write:\n1. Free her at once\n2. Return her tools", ["Free her at once.", "Return her tools."]),
        (
            "Urging them to free her;\ncalling for an inquiry, and",
            ["Urging them to free her.", "calling for an inquiry."],
        ),
        ("Free her now • Return her tools • Pay her well", ["Free her now.", "Return her tools.", "Pay her well."]),
        ("- Set her free\nand her brother.", ["Set her free and her brother."]),
        ("--Set her free\n-- Return her tools", ["Set her free.", "Return her tools."]),
        ("- Set her free.\n- ok\n•\nso:", ["Set her free."]),
        pytest.param(
            "- release her immediately and unconditionally;\n- respect the law of the land;",
            ["release her immediately and unconditionally.", "respect the law of the land."],
        ),
    ],
)
def test_demands_that_are_listed(text: str, demands: list[str]) -> None:
    assert [demand.text for demand in listed_demands(plain_lines(text))] == demands


@pytest.mark.parametrize(
    ("demand", "said"),
    [
        ("Urging them to free her.", "I urge you to free her."),
        ("urging that she be freed.", "I urge that she be freed."),
        ("Calling on the Kazakhstani authorities to free her.", "I call on you to free her."),
        ("Expressing concern for her.", "I express my concern for her."),
        ("free her.", "Free her."),
        ("Urgingly free her.", "Urgingly free her."),
    ],
)
def test_a_demand_in_the_writers_words(demand: str, said: str) -> None:
    assert in_first_person(demand) == said


def test_the_letter_as_markdown() -> None:
    lines = [
        Line(
            1,
            (
                Span("Free "),
                Span("Ana * Velim ", bold=True),
                Span("now, ", bold=True, italic=True),
                Span("please", italic=True),
            ),
        ),
        Line(2, (Span("• one"),)),
        Line(3, (Span("- two"),), kind="item"),
        Line(4, (Span("1. May and {{ person }} and {% if %}"),)),
    ]
    assert to_markdown(lines) == (
        "Free **Ana \\* Velim *now,*** *please*\n\n- one\n- two\n\n1\\. May and { { person } } and { % if % }"
    )


def test_a_letter_is_composed_of_demands_if_there_is_none() -> None:
    draft = draft_of(
        ("Dear Prosecutor General,", ""), (LETTER[0], ""), (LETTER[1], ""), ("Yours sincerely,", ""),
        (LETTER[2],
         "PLEASE WRITE IMMEDIATELY in Kazakh:\n\n- Urging them to release Ana Velim;\n\n- Calling for *an* inquiry."),
    )  # fmt: skip
    assert [demand.text for demand in draft.case.demands] == [
        "Urging them to release Ana Velim.",
        "Calling for an inquiry.",
    ]
    text = draft.case.letters["en"].text  # type: ignore[index]
    assert "{{ person }}" in text and text.endswith("\n- I urge you to release Ana Velim.\n- I call for an inquiry.\n")
    assert [(doubt.code, doubt.field, doubt.grave) for doubt in draft.case.doubts] == [
        ("composed", "letters.en", False)
    ]


def test_messages_and_accounts() -> None:
    draft = draft_of(
        (
            "**NAME AND",
            "# SOCIAL MEDIA GUIDANCE\n\nMessaging:\n\nFree Ana, @GenPro!\n\nTo follow:\n\n@one @two @one\n\n**NAME AND",
        )
    )
    assert draft.case.social is not None
    assert (draft.case.social.messages, draft.case.social.follow) == ("Free Ana, @GenPro!", ("@one", "@two"))


SIGNS = "{}*_&<>#\\`~|[]()-+=!?,;:'\"/^%$€“”’–"
WORDS = st.text("bcdfghjkmnpqrstvwxzäéßñ", min_size=1, max_size=9)
SIGNED = st.builds(lambda a, sign, b: a + sign + b, WORDS, st.text(SIGNS, max_size=3), WORDS)
"""No capital after a full stop, because the reader would insert a space, as between two sentences."""
PIECES = st.one_of(
    WORDS, SIGNED, st.sampled_from(["{{", "}}", "{{ person }}", "{%", "*", "**", "_", "&amp;", "<b>", "x{{y}}", "\\*"])
)
PARAGRAPHS = st.lists(
    st.lists(PIECES, min_size=3, max_size=40).map(lambda words: f"Xb {' '.join(words)} bx."), min_size=1, max_size=5
)


def letter_of(data: bytes) -> ModelLetter:
    [letter] = import_document(data, name="made").case.letters.values()
    return letter


def with_letter(paragraphs: list[str]) -> list[str]:
    at = DOCUMENT.index(LETTER[0])
    return [*DOCUMENT[:at], *paragraphs, *DOCUMENT[at + len(LETTER) :]]


def assert_whole(letter: ModelLetter, paragraphs: list[str], folder: Path) -> None:
    """Check that the letter has these paragraphs and no others, and is valid in a case."""
    said = ["".join(span.text for span in block.spans) for block in parse(letter.text)]
    assert said == [re.sub(r"(?<=\{)(?=[{%#])|(?<=[}%#])(?=\})", " ", text) for text in paragraphs]
    path = folder / f"letter.{letter.tag}.md"
    path.write_text(letter.text, encoding="utf-8")
    assert load_letter(path).text == letter.text


@settings(max_examples=60)
@given(PARAGRAPHS)
@example(["Xb *b* _c_ {{ person }} & <d> bx."])
def test_the_text_of_a_letter_survives(tmp_path_factory: pytest.TempPathFactory, paragraphs: list[str]) -> None:
    assume(not any("**" in text for text in paragraphs))
    assert_whole(letter_of(as_html(with_letter(paragraphs)).encode()), paragraphs, tmp_path_factory.getbasetemp())


@settings(max_examples=40)
@given(PARAGRAPHS)
def test_the_text_of_a_letter_in_plain_text_survives(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[str]
) -> None:
    text = "\n\n".join(plain(part) if part in DOCUMENT else part for part in with_letter(paragraphs))
    assume(not is_markdown(text) and text.count("</") < 5)
    assert_whole(letter_of(text.encode()), paragraphs, tmp_path_factory.getbasetemp())


BOLD = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)


@settings(max_examples=25)
@given(st.lists(st.tuples(BOLD, BOLD, st.sampled_from([".", " bx.", ", bx.", "; *"])), min_size=1, max_size=4))
def test_bold_text_stays_bold(parts: list[tuple[str, str, str]]) -> None:
    letter = letter_of(as_docx(with_letter([f"Xb {lead} **{bold}**{tail}" for lead, bold, tail in parts])))
    blocks = parse(letter.text)
    assert [[span.text for span in block.spans if span.bold] for block in blocks] == [[bold] for _, bold, _ in parts]
    assert ["".join(span.text for span in block.spans) for block in blocks] == [
        f"Xb {lead} {bold}{tail}" for lead, bold, tail in parts
    ]


@pytest.mark.parametrize("signs", ["a {{{ b", "a %} b", "a {# b"])
def test_signs_of_templates_make_no_letter_that_cannot_be_read(signs: str, tmp_path: Path) -> None:
    letter = letter_of(as_text(with_letter([f"Xb {signs} bx."])).encode())
    path = tmp_path / "letter.en.md"
    path.write_text(letter.text, encoding="utf-8")
    load_letter(path)
