from __future__ import annotations

from pathlib import Path

import pytest

from appealgen.errors import Problem, TemplateError
from appealgen.letters.markup import Markdown
from appealgen.letters.templates import PARTS, parts
from samples import write_files

VALUES = {
    "subject": "Re: *Ann*",
    "salutation": "Dear *Minister*,",
    "greeting": "",
    "body": Markdown("I ask **you**."),
    "close": "Yours,",
    "copies": "",
    "note_salutation": "Your Excellency,",
    "note": "A copy.",
    "heading": "Copy of my letter to the *Minister*",
}
OPENING = "{% block opening %}{{ salutation }}{% endblock %}\n"
BODY = "{% block body %}{{ body }}{% endblock %}\n"
CLOSING = "{% block closing %}{{ close }}{% endblock %}\n"


def with_template(root: Path, text: str, name: str = "appeal.md.j2") -> tuple[Path, ...]:
    return (write_files(root, {f"letter_templates/{name}": text}),)


def problem(root: Path, text: str) -> Problem:
    with pytest.raises(TemplateError) as raised:
        parts("appeal", "en", VALUES, with_template(root, text))
    (found,) = raised.value.problems
    return found


def with_body(expression: str) -> str:
    return f"{OPENING}{{% block body %}}{expression}{{% endblock %}}\n{CLOSING}"


def test_the_bundled_templates() -> None:
    assert parts("appeal", "en", VALUES | {"copies": "Copy to: B"}) == [
        ("subject", "Re: \\*Ann\\*"),
        ("opening", "Dear \\*Minister\\*,"),
        ("body", "I ask **you**."),
        ("closing", "Yours,"),
        ("copies", "Copy to: B"),
    ]
    for kind in ("copy", "via"):
        found = parts(kind, "en", VALUES)
        assert [name for name, _ in found] == ["subject", "note", "heading", "opening", "body", "closing"]
        assert dict(found)["note"] == "Your Excellency,\n\nA copy."
        assert dict(found)["heading"] == "Copy of my letter to the \\*Minister\\*"
    assert set(PARTS) == {"subject", "note", "heading", "opening", "body", "closing", "copies"}


def test_the_users_template_wins_and_keeps_its_order(tmp_path: Path) -> None:
    roots = with_template(tmp_path, CLOSING + OPENING + BODY)
    assert [name for name, _ in parts("appeal", "en", VALUES, roots)] == ["closing", "opening", "body"]
    assert [name for name, _ in parts("copy", "en", VALUES, roots)] == ["closing", "opening", "body"]


@pytest.mark.parametrize(
    ("tag", "words"), [("de", "Deutsch"), ("de-AT", "Österreich"), ("de-CH", "Deutsch"), ("en", "")]
)
def test_a_languages_own_template_wins(tmp_path: Path, tag: str, words: str) -> None:
    files = {
        "letter_templates/appeal.md.j2": with_body("{{ body }}"),
        "letter_templates/appeal.de.md.j2": with_body("Deutsch"),
        "letter_templates/appeal.de-AT.md.j2": with_body("Österreich"),
    }
    found = dict(parts("appeal", tag, VALUES, (write_files(tmp_path, files),)))
    assert found["body"] == (words or "I ask **you**.")


def test_values_are_escaped_and_markup_is_not(tmp_path: Path) -> None:
    roots = with_template(tmp_path, with_body("**{{ salutation }}** {{ body }} {{ '*a*' }} {{ 1 + 1 }} *b*"))
    assert dict(parts("appeal", "en", VALUES, roots))["body"] == ("**Dear \\*Minister\\*,** I ask **you**. *a* 2 *b*")


def test_a_template_may_extend_and_call_its_parent(tmp_path: Path) -> None:
    text = '{% extends "appeal.md.j2" %}{% block body %}{{ super() }} And more.{% endblock %}'
    assert dict(parts("copy", "en", VALUES, with_template(tmp_path, text, "copy.md.j2")))["body"] == (
        "I ask **you**. And more."
    )


@pytest.mark.parametrize("end", ["{% endblock %}", "{% endblock body %}", "{%- endblock body -%}"])
def test_text_after_a_named_end_is_outside(tmp_path: Path, end: str) -> None:
    text = f"{{% block opening %}}x{{% endblock %}}{{% block body scoped %}}y{end} stray"
    assert problem(tmp_path, text).code == "text-outside-blocks"


def test_an_undefined_name(tmp_path: Path) -> None:
    found = problem(tmp_path, with_body("{{ bdy }}"))
    assert (found.code, found.message, found.hint, found.line) == (
        "template-error",
        "'bdy' is undefined",
        "did you mean “body”?",
        2,
    )
    assert found.file == str(tmp_path / "letter_templates/appeal.md.j2")


@pytest.mark.parametrize("text", ["{% if %}", "{{ body", "{% block body %}", "{{ body|nofilter }}", "{% endif %}"])
def test_a_syntax_error(tmp_path: Path, text: str) -> None:
    found = problem(tmp_path, with_body(text))
    assert found.code == "template-syntax"
    assert found.file == str(tmp_path / "letter_templates/appeal.md.j2")
    assert found.line in (2, 3)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (OPENING + BODY + CLOSING.replace("closing", "clossing"), "unknown-block", "did you mean “closing”?"),
        ("Hello\n" + OPENING + BODY + CLOSING, "text-outside-blocks", "“Hello”"),
        (OPENING + "Hello\n" + BODY + CLOSING, "text-outside-blocks", "“Hello”"),
        (OPENING + BODY + CLOSING + "Hello", "text-outside-blocks", "“Hello”"),
        (OPENING + BODY + CLOSING + "{{ note }}", "text-outside-blocks", "“A copy.”"),
        (OPENING + CLOSING, "missing-block", "no body"),
        (OPENING + CLOSING + BODY.replace("{{ body }}", " "), "missing-block", "no body"),
        ("", "missing-block", "no opening, body, closing"),
        (with_body("{% include 'other.md.j2' %}"), "no-template", "other.md.j2"),
    ],
)
def test_wrong_blocks(tmp_path: Path, text: str, code: str, words: str) -> None:
    found = problem(tmp_path, text)
    assert found.code == code
    assert words in f"{found.message} {found.hint}"


def test_no_template_of_that_kind() -> None:
    with pytest.raises(TemplateError, match=r"there is no letter template letter\.md\.j2"):
        parts("letter", "en", VALUES)


def test_templates_are_looked_for_in_their_folder_only(tmp_path: Path) -> None:
    write_files(tmp_path, {"private.txt": "secret"})
    assert problem(tmp_path, with_body("{% include '../private.txt' %}")).code == "no-template"


def test_a_template_that_is_not_utf8(tmp_path: Path) -> None:
    roots = with_template(tmp_path, "")
    (tmp_path / "letter_templates/appeal.md.j2").write_bytes(b"\xff")
    with pytest.raises(TemplateError, match="not UTF-8"):
        parts("appeal", "en", VALUES, roots)


@pytest.mark.parametrize(
    "expression",
    [
        "salutation.__class__.__mro__",
        "body.__class__.__mro__[1].__subclasses__()",
        "salutation|attr('__class__')",
        "'{0.__class__.__mro__}'.format(salutation)",
        "cycler.__init__.__globals__",
        "self._TemplateReference__context",
        "self.__init__.__globals__",
        "lipsum.__globals__",
    ],
)
def test_the_sandbox_refuses(tmp_path: Path, expression: str) -> None:
    assert problem(tmp_path, with_body(f"{{{{ {expression} }}}}")).code == "template-error"


@pytest.mark.parametrize("expression", ["1 / 0", "[][1]", "body + 1", "body.nope()", "{}['a']"])
def test_errors_while_rendering(tmp_path: Path, expression: str) -> None:
    found = problem(tmp_path, with_body(f"{{{{ {expression} }}}}"))
    assert (found.code, found.line) == ("template-error", 2)


@pytest.mark.parametrize(
    "text",
    ["{{ range(999999) }}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{{ 10.0 ** 999 }}",
     "{{ '%(a)s' % {'b': 1} }}"],
)  # fmt: skip
def test_other_errors_while_rendering(tmp_path: Path, text: str) -> None:
    assert problem(tmp_path, with_body(text)).code == "template-error"


@pytest.mark.parametrize(
    "char", ["\x00", "\x0b", "\x1e", "\x7f", "\x85", "\ud800", "\ufffe", "\u202e", "\u202a", "\u2067"]
)
def test_output_of_a_template_is_checked_like_input(tmp_path: Path, char: str) -> None:
    found = problem(tmp_path, with_body(f'{{{{ body }}}}\n{{{{ "\\u{ord(char):04x}" }}}}'))
    assert (found.code, found.message) == (
        "template-error",
        f"contains U+{ord(char):04X}, which a document cannot contain",
    )
    assert found.file and found.file.endswith("appeal.md.j2")


def test_a_character_that_stands_in_the_template_is_told_with_its_line(tmp_path: Path) -> None:
    assert problem(tmp_path, with_body("\n\na\x0bb")).line == 4


@pytest.mark.parametrize(
    "expression",
    [
        "{{ body.center(10**9) }}",
        "{{ body|center(1000000000) }}",
        '{{ "x" * 10**9 }}',
        "{{ 9**9**9 }}",
        "{{ (2**900000)**900 }}",
        '{{ "%1000000000d" % 1 }}',
        '{{ "%1000000000d"|format(1) }}',
        '{{ "{:1000000000}".format(1) }}',
        '{{ "{:{}}".format(1, 1000000000) }}',
        "{{ body|indent(10**9) }}",
        '{{ ("a" * 9999)|replace("", "b" * 9999) }}',
        '{{ ("b" * 9999)|join("a" * 9999) }}',
        "{{ range(10**9)|list }}",
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
        "{% for a in body * 100 %}{% for b in body * 100 %}{% for c in body %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in range(90000) %}some words{% endfor %}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(40) }}",
        "{% set n = namespace(x=body) %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x=body) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{% set x = body %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40,
        '{% include "appeal.md.j2" %}',
        "{{ lipsum(10**6) }}",
    ],
)
def test_a_template_cannot_work_without_end(tmp_path: Path, expression: str) -> None:
    found = problem(tmp_path, with_body(expression))
    assert found.code in ("template-error", "template-syntax")
    assert found.file and found.file.endswith("appeal.md.j2")


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("{{ body|upper }}", "I ASK **YOU**."),
        ('{{ body|replace("ask", "urge") }}', "I urge **you**."),
        ('{{ "[%s]" % body ~ 1 ~ 2 }}', "[I ask **you**.]12"),
        ('{{ "{:>6}".format("a") ~ "b"|center(3) }}', "     a b "),
        (
            "{% for word in body.split() %}{{ loop.index }}{{ word }}{% if not loop.last %}, {% endif %}{% endfor %}",
            "1I, 2ask, 3**you**.",
        ),
        ("{% for key, value in {'a': 'b'}.items() if value %}{{ key }}{{ value }}{% else %}none{% endfor %}", "ab"),
        ('{{ body.split()|map("upper")|join("-") }}', "I-ASK-**YOU**."),
        ("{{ body|length + 2 ** 3 }}", "22"),
        ("{{ body }} 100% of 2024 {{ body|wordcount }}", "I ask **you**. 100% of 2024 3"),
    ],
)
def test_features_of_templates(tmp_path: Path, expression: str, text: str) -> None:
    rendered = dict(parts("appeal", "en", VALUES, with_template(tmp_path, with_body(expression))))
    assert rendered["body"].strip("\n") == text


def test_an_overlong_template_is_refused(tmp_path: Path) -> None:
    found = problem(tmp_path, with_body("a" * 30_000))
    assert "the limit is 20,000" in found.message
