from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.letters.markup import Markdown, bold, escape, parse
from appealgen.model.document import Block, Span
from samples import line, printable


def shown(markdown: str) -> list[str]:
    """A line for each block: its style unless it is body, and its spans with B for bold, I for italic."""
    lines = []
    for block in parse(markdown):
        mark = f"number {block.number}" if block.style == "number" else block.style
        spans = [f"{'B' * s.bold}{'I' * s.italic}<{s.text}>" if s.bold or s.italic else s.text for s in block.spans]
        lines.append(("" if block.style == "body" else f"{mark}: ") + "".join(spans))
    return lines


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("", []),
        (" \n\n ", []),
        ("a", ["a"]),
        ("a\nb\n\n\n c ", ["a b", "c"]),
        ("**a**", ["B<a>"]),
        ("*a*", ["I<a>"]),
        ("a **b** c *d* e", ["a B<b> c I<d> e"]),
        ("**a *b* c**", ["B<a >BI<b>B< c>"]),
        ("*a **b** c*", ["I<a >BI<b>I< c>"]),
        ("**a** **b**", ["B<a> B<b>"]),
        ("**a\nb**", ["B<a b>"]),
        ("**a", ["**a"]),
        ("a**", ["a**"]),
        ("*a **b*", ["I<a **b>"]),
        ("a * b * c", ["a * b * c"]),
        ("2 ** 3", ["2 ** 3"]),
        ("a*b*c", ["aI<b>c"]),
        ("**a\n\nb**", ["**a", "b**"]),
        (r"\*a\* \**b\**", ["*a* *I<b*>"]),
        (r"a\\b \[c\] \_d", [r"a\b [c] _d"]),
        (r"a\b \ä", [r"a\b \ä"]),
        ("a  \nb", ["a\nb"]),
        ("a\\\nb", ["a\nb"]),
        ("**a  \nb**", ["B<a\nb>"]),
        ("- a\n- **b**", ["bullet: a", "bullet: B<b>"]),
        ("* a\n* b", ["bullet: a", "bullet: b"]),
        ("- a\n  more\n- b", ["bullet: a more", "bullet: b"]),
        ("1. a\n2. b", ["number 1: a", "number 2: b"]),
        ("1) a\n2) b", ["number 1: a", "number 2: b"]),
        ("- a\n\nb", ["bullet: a", "b"]),
        (r"\- a", ["- a"]),
        (r"1\. May", ["1. May"]),
        ("-a", ["-a"]),
        ("– a", ["– a"]),
        ("10. May 2019 was a Friday.", ["10. May 2019 was a Friday."]),
        ("2. a\n3. b", ["2. a 3. b"]),
        ("1. a\n2. b\n\nc\n\n1. d\n2. e", ["number 1: a", "number 2: b", "c", "number 1: d", "number 2: e"]),
        ("1. a\nmore\n2. b", ["number 1: a more", "number 2: b"]),
        ("1. a\n1. b\n5. c", ["number 1: a", "number 2: b", "number 3: c"]),
        ("2. We ask you to:\n- free her", ["2. We ask you to:", "bullet: free her"]),
        ("1. We ask you to:\n- a\n- b", ["1. We ask you to:", "bullet: a", "bullet: b"]),
        ("1. a\n- x\n- y\n2. b\n- z", ["number 1: a", "bullet: x", "bullet: y", "number 2: b", "bullet: z"]),
        ("1. a\n   - x\n2. b", ["number 1: a", "bullet: x", "number 2: b"]),
        ("3. a\n- x\n4. b\nmore\n- y", ["3. a", "bullet: x", "4. b more", "bullet: y"]),
        ("- a\n1. b\n2. c", ["bullet: a", "number 1: b", "number 2: c"]),
        ("We ask:\n- a\n1. b\n2. c", ["We ask:", "bullet: a", "number 1: b", "number 2: c"]),
        ("- a on\n1. Mai 2019\n- b", ["bullet: a on 1. Mai 2019", "bullet: b"]),
        ("- a on\n1. Mai\n- b on\n3. Mai", ["bullet: a on 1. Mai", "bullet: b on 3. Mai"]),
        ("@struthers_marie and _b_", ["@struthers_marie and _b_"]),
        ("# a `b` <br> &amp; [c](d)", ["# a `b` <br> &amp; [c](d)"]),
    ],
)
def test_parse(markdown: str, blocks: list[str]) -> None:
    assert shown(markdown) == blocks


def test_bold_emphasis() -> None:
    assert shown("***a***") == ["BI<a>"]


def test_a_space_before_a_soft_break() -> None:
    assert shown("a \nb") == ["a b"]


@pytest.mark.parametrize("markdown", ["-\na", "1.\na", "*\n- a"])
def test_an_empty_item(markdown: str) -> None:
    assert parse(markdown)


def test_style() -> None:
    assert parse("a\n\n- b", "note") == (Block("note", (Span("a"),)), Block("bullet", (Span("b"),)))


@pytest.mark.parametrize("text", ["Anna *Star* & <Co>", "**", r"\*", "- a", "1. May", "a\n- b", "a_b", "`x`"])
def test_escaped_text_stands_as_it_is(text: str) -> None:
    assert shown(escape(text)) == [" ".join(text.split())]
    assert isinstance(escape(text), Markdown)


def words(text: str) -> str:
    return " ".join(text.split())


spicy = st.text("a1 *\\-.)\n#_`<", max_size=12)


@given(printable | spicy)
def test_escaped_text_inside_a_paragraph(text: str) -> None:
    text = words(text)
    assert [(b.style, [(words(s.text), s.bold, s.italic) for s in b.spans]) for b in parse(f"x {escape(text)} y")] == [
        ("body", [(words(f"x {text} y"), False, False)])
    ]


@given(printable | spicy)
def test_escaped_text_alone(text: str) -> None:
    blocks = parse(escape(text))
    assert words(" ".join(b.text for b in blocks)) == words(text)
    assert {b.style for b in blocks} <= {"body"}
    assert not [s for b in blocks for s in b.spans if s.bold or s.italic]


@given(line | spicy.map(words).filter(bool))
def test_escaped_text_between_asterisks(text: str) -> None:
    for markdown in (f"x **{escape(text)}** y", f"x {bold(text)} y"):
        (block,) = parse(markdown)
        assert [(words(s.text), s.bold, s.italic) for s in block.spans] == [
            ("x", False, False),
            (text, True, False),
            ("y", False, False),
        ]


list_lines = st.sampled_from(["- ", "* ", "1. ", "2. ", "2) ", "10. ", "", "  ", "  - "])


@given(st.lists(st.tuples(list_lines, st.from_regex(r"[a-z]{3}", fullmatch=True)), min_size=1, max_size=8))
def test_no_word_of_a_list_is_lost(lines: list[tuple[str, str]]) -> None:
    blocks = parse("\n".join(mark + word for mark, word in lines))
    text = " ".join(block.text for block in blocks)
    assert [word for word in text.split() if word.isalpha()] == [word for _, word in lines]
    numbers = [f"{b.number}." for b in blocks if b.style == "number"] + [w for w in text.split() if w[0].isdigit()]
    assert len(numbers) == sum(mark[:1].isdigit() for mark, _ in lines)


@pytest.mark.parametrize("text", ["a\n\n-", "a\n\n1."])
def test_escaped_text_with_words_after_it(text: str) -> None:
    assert {b.style for b in parse(f"{escape(text)} y")} == {"body"}
