from __future__ import annotations

from typing import Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from appealgen.language.scripts import in_order
from appealgen.model.document import RULED, Address, Block, Envelope, Labels, Letter, Span, Style
from appealgen.model.stationery import A4
from appealgen.post.envelopes import envelope_format
from appealgen.post.layouts import find_label_sheet
from appealgen.renderers.text.document import COLUMNS, render_txt
from samples import printable

LETTER = Letter(
    language="en-GB",
    right_to_left=False,
    paper=A4,
    sender=("Alex Example", "1 Street"),
    recipient=Address(("Minister", "Town"), "KAZAKHSTAN"),
    date_line="5 April 2019",
    blocks=(),
)


def blocks(*parts: tuple[Style, str]) -> str:
    count = 0
    made = []
    for style, text in parts:
        count += style == "number"
        made.append(Block(style, (Span(text),), number=count if style == "number" else 0))
    return render_txt((LETTER._replace(blocks=tuple(made)),))


def test_a_letter() -> None:
    text = blocks(
        ("subject", "Re: Ann"), ("salutation", "Dear Minister,"), ("body", "word " * 20), ("bullet", "one"),
        ("bullet", "word " * 20), ("number", "one"), ("number", "two"), ("body", "a\nb"), ("closing", "Yours,"),
        ("signature", "Alex Example"), ("copies", "Copy to: B"),
    )  # fmt: skip
    assert text == (
        "Alex Example\n1 Street\n\nMinister\nTown\nKAZAKHSTAN\n\n5 April 2019\n\nRe: Ann\n\nDear Minister,\n\n"
        + "word " * 13 + "word\n" + "word " * 5 + "word\n\n- one\n- " + "word " * 13 + "word\n  " + "word " * 5
        + "word\n1. one\n2. two\n\na\nb\n\nYours,\n\n\n\nAlex Example\n\nCopy to: B\n"
    )  # fmt: skip


def test_lists_have_space_around_them_and_not_between_them() -> None:
    parts: list[tuple[Style, str]] = [
        ("number", "a"),
        ("bullet", "b"),
        ("number", "c"),
        ("body", "- d"),
        ("bullet", "e"),
    ]
    assert blocks(*parts).endswith("\n\n1. a\n- b\n2. c\n\n- d\n\n- e\n")


def test_a_hard_break_in_an_item() -> None:
    assert blocks(("bullet", "a\nb")).endswith("\n- a\n  b\n")


def test_rules_end_at_one_column() -> None:
    text = render_txt((LETTER._replace(sender=(f"Name: {RULED}", f"Address: {RULED}", RULED, "x" * 60 + RULED)),))
    ruled = [line for line in text.splitlines() if "_" in line]
    assert len({len(line) for line in ruled[:3]}) == 1
    assert ruled[0] == "Name: " + "_" * 37
    assert ruled[3] == "x" * 60 + "_" * 12


def test_an_envelope() -> None:
    envelope = Envelope(
        language="en-GB", format=envelope_format("DL"), sender=LETTER.sender, recipient=LETTER.recipient
    )
    assert render_txt((envelope,)) == "Alex Example\n1 Street\n\nMinister\nTown\nKAZAKHSTAN\n"


def lines_fit(text: str) -> bool:
    marks = {"-", "1.", "2.", "3."}
    return all(
        len(line) <= COLUMNS or len([word for word in line.split(" ") if word and word not in marks]) == 1
        for line in text.split("\n")
    )


styles: Any = st.sampled_from(get_args(Style))
texts = printable | st.text("ab \n", min_size=60, max_size=300) | st.just(f"Name: {RULED}")


@given(
    sender=st.lists(texts, max_size=3).map(tuple), recipient=st.lists(texts, max_size=3).map(tuple),
    given_blocks=st.lists(st.builds(lambda style, text: Block(style, (Span(text),)), styles, texts), max_size=6),
)  # fmt: skip
def test_any_letter_fits_the_columns(
    sender: tuple[str, ...], recipient: tuple[str, ...], given_blocks: list[Block]
) -> None:
    text = render_txt((LETTER._replace(sender=sender, recipient=Address(recipient), blocks=tuple(given_blocks)),))
    assert text.endswith("\n")
    assert RULED not in text
    assert lines_fit(text)


@given(st.lists(printable, min_size=1, max_size=8))
def test_no_word_is_lost(words: list[str]) -> None:
    text = " ".join(" ".join(words).split())
    assert "".join(blocks(("body", text)).split()).endswith("".join(text.split()))


def test_right_to_left_lines_begin_at_the_right_and_continue_with_names() -> None:
    text = in_order(f"بشأن {'Ann Lee of the Society ' * 4}، و {'نص ' * 20}")
    made = LETTER._replace(blocks=(Block("body", (Span(text),)),), right_to_left=True)
    lines = render_txt([made]).split("\n")
    told = [line for line in lines if "Ann" in line or "نص" in line]
    assert len(told) == 3
    assert told[0].startswith("بشأن \u200eAnn") and told[1].startswith("\u200f\u200e") and told[2].startswith("نص")


def test_wide_characters_count_two() -> None:
    lines = blocks(("body", "件" * 80)).split("\n")
    assert [len(line) for line in lines if "件" in line] == [36, 36, 8]


def test_a_note_from_the_right_above_a_letter_from_the_left() -> None:
    note = Block("note", (Span(in_order("הערה " + "Ann Lee of the Society " * 4)),), language="he")
    body = Block("body", (Span("Ann Example " * 8),))
    lines = render_txt((LETTER._replace(blocks=(note, body)),)).splitlines()
    told = [line for line in lines if "Society" in line]
    assert told[0].startswith("הערה") and told[1].startswith("\u200f\u200e")
    assert not any(line.startswith("\u200f") for line in lines if "Ann Example" in line)


def test_a_mark_is_at_the_end_of_a_letter_and_above_addresses() -> None:
    signed = LETTER._replace(blocks=(Block("signature", (Span("Alex Example"),)),), letter_mark="4/3")
    assert render_txt((signed,)).endswith("\n\n\n\nAlex Example\n\n4/3\n")
    form = envelope_format("DL")
    envelope = Envelope("en-GB", form, ("Alex Example",), Address(("Minister",)), letter_mark="4/3")
    assert render_txt((envelope,)) == "4/3\n\nAlex Example\n\nMinister\n"
    sheet = find_label_sheet("L7160")
    assert sheet is not None
    labels = Labels(sheet, (("Minister",), ("Embassy",)), letter_marks=("4/3", "5/1"))
    assert render_txt((labels,)) == "4/3\nMinister\n\n5/1\nEmbassy\n"
