"""Plain templates give what Jinja gives; whatever is not plain is left to Jinja."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appealgen.letters.jinja_templates import jinja_parts
from appealgen.letters.plain_templates import plain_parts

VALUES = {"subject": "For {{ body }}", "body": "Words\n\n{% if %}", "close": "", "note": "*Note*"}
KINDS = {
    "subject": "A – B",
    "salutation": "Dear Minister,",
    "greeting": "Good day",
    "body": "Free **her**.",
    "close": "Yours",
    "copies": "",
    "note_salutation": "Dear Ambassador,",
    "note": "A note",
    "heading": "The appeal",
}
PIECES = [
    *("{{ subject }}", "{{ body }}", "{{ close }}", "words", " \n", "\n\n", "{", "}", "%", "#", "\r\n", "50 %}"),
    *(
        "{% if close %}unseen{% endif %}",
        "{% if note %}{{ note }}{% endif %}",
        "{% if body %}\n{% if close %}",
        "{# no #}",
    ),
]


@pytest.mark.parametrize("kind", ["appeal", "copy", "via"])
@pytest.mark.parametrize("values", [KINDS, KINDS | {"greeting": "", "copies": "Copy: the embassy"}])
def test_bundled_templates_are_plain_and_give_what_jinja_gives(kind: str, values: dict[str, str]) -> None:
    plain = plain_parts(kind, "en", values, ())
    jinja, file = jinja_parts(kind, "en", values, ())
    assert plain == ([(name, text) for name, text in jinja if name != "between"], file)
    assert not "".join(text for name, text in jinja if name == "between").strip()


def write(root: Path, texts: dict[str, str]) -> tuple[Path, ...]:
    folder = root / "letter_templates"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md.j2").write_text(text, encoding="utf-8", newline="")
    return (root,)


@given(
    blocks=st.lists(st.lists(st.sampled_from(PIECES), max_size=4), min_size=1, max_size=3),
    child=st.none() | st.lists(st.sampled_from(PIECES), max_size=4),
    around=st.sampled_from(["", "\n", "{#- A comment. -#}\n", "outside"]),
)
def test_a_plain_template_gives_what_jinja_gives(
    tmp_path_factory: pytest.TempPathFactory, blocks: list[list[str]], child: list[str] | None, around: str
) -> None:
    text = "\n\n".join(f"{{% block b{n} %}}{''.join(pieces)}{{% endblock %}}" for n, pieces in enumerate(blocks))
    texts = {"base": f"{around}{text}\n"}
    if child is not None:
        texts["child"] = f'{{% extends "base.md.j2" %}}\n{{% block b0 %}}{"".join(child)}{{% endblock %}}\n'
    roots = write(tmp_path_factory.mktemp("root"), texts)
    kind = "base" if child is None else "child"
    if (plain := plain_parts(kind, "en", VALUES, roots)) is not None:
        jinja, file = jinja_parts(kind, "en", VALUES, roots)
        assert plain == ([(name, text) for name, text in jinja if name != "between"], file)


@pytest.mark.parametrize(
    "text",
    [
        "{% block body %}{{ body|upper }}{% endblock %}",
        "{% block body %}{{ missing }}{% endblock %}",
        "{% block body %}{% if missing %}{% endif %}{% endblock %}",
        "{% block body %}{{- body }}{% endblock %}",
        "{% block body %}{% for x in body %}{{ x }}{% endfor %}{% endblock %}",
        "{% block body %}a{% endblock %}{% block body %}b{% endblock %}",
        "{% block body %}{% block inside %}{% endblock %}{% endblock %}",
        "outside {% block body %}{% endblock %}",
        '{% extends "text.md.j2" %}',
        '{% extends "none.md.j2" %}',
        "{% block body %}" + "{{ body }}" * 51 + "{% endblock %}",
        "{% block body %}unfinished",
    ],
)
def test_other_templates_are_left_to_jinja(tmp_path: Path, text: str) -> None:
    assert plain_parts("text", "en", VALUES, write(tmp_path, {"text": text})) is None
