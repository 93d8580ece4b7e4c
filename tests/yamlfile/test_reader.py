from __future__ import annotations

import datetime
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from appealgen import limits, resources
from appealgen.errors import InputError, Problem
from appealgen.language.parsing import SCALARS
from appealgen.model.case import Case, Demand, Doubt, Person, SocialMedia, Target, Update
from appealgen.model.identifiers import UNKNOWN, Country, Tag, UANumber, slug
from appealgen.model.sender import Sender
from appealgen.yamlfile.reader import MAX_YAML_BYTES, Loader, load_yaml, parse_yaml, read_text
from appealgen.yamlfile.scalars import unprintable
from appealgen.yamlfile.writer import dump_yaml
from samples import line, write_files

SENDER = "name: A\ncountry: GB\n"
UPDATE = "number: 46/19-3\ndate: 2019-08-26\n"
NULL_BUG = "CSafeLoader gives plain scalars the style '' and not None, so _is_null is never true"


def problems(text: str, shape: type = Sender, first_line: int = 1) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as raised:
        parse_yaml(text, shape, SCALARS, file="f.yaml", first_line=first_line)
    assert all(p.file == "f.yaml" for p in raised.value.problems)
    return raised.value.problems


@pytest.mark.parametrize(
    ("text", "shape", "code", "place", "field", "words"),
    [
        (SENDER + "adress: x\n", Sender, "unknown-key", (3, 1), "adress", "“address”"),
        (SENDER + "zzz: x\n", Sender, "unknown-key", (3, 1), "zzz", "known: name, address"),
        ("country: GB\n", Sender, "missing-key", (1, 1), "name", "“name” is missing"),
        (SENDER + "name: B\n", Sender, "duplicate-key", (3, 1), "name", "twice"),
        (UPDATE.replace("08-26", "02-30"), Update, "wrong-value", (2, 7), "date", "year-month-day"),
        (UPDATE.replace("2019-08-26", "26.08.2019"), Update, "wrong-value", (2, 7), "date", "year-month-day"),
        (UPDATE + "closes: maybe\n", Update, "wrong-value", (3, 9), "closes", "neither true nor false"),
        ("schema: one\n", Case, "wrong-value", (1, 9), "schema", "whole number"),
        ("schema: -1\n", Case, "wrong-value", (1, 9), "schema", "whole number"),
        (SENDER + "reads: [en, english]\n", Sender, "wrong-value", (3, 13), "reads[1]", "write en"),
        (SENDER + "ties: [UK]\n", Sender, "wrong-value", (3, 8), "ties[0]", "write GB"),
        (SENDER + "about: {english: x}\n", Sender, "wrong-value", (3, 9), "about.english", "write en"),
        (SENDER + "email: [a]\n", Sender, "wrong-value", (3, 8), "email", "text, not a list"),
        (SENDER + "email: {a: b}\n", Sender, "wrong-value", (3, 8), "email", "text, not a mapping"),
        (SENDER + "address: {a: b}\n", Sender, "wrong-value", (3, 10), "address", "must be a list"),
        ("schema: 1\npeople: Ann\n", Case, "wrong-value", (2, 9), "people", "must be a list"),
        ("schema: 1\nembassy: post\n", Case, "unknown-value", (2, 10), "embassy", "copy, via, none"),
        ("- a\n", Sender, "wrong-value", (1, 1), None, "mapping of keys"),
        ("just words\n", Sender, "wrong-value", (1, 1), None, "mapping of keys"),
        ("", Sender, "missing-value", (None, None), None, "is empty"),
        ('name: "A\\x07"\ncountry: GB\n', Sender, "wrong-value", (1, 7), "name", "U+0007"),
        (SENDER + '"\\x07": x\n', Sender, "wrong-value", (3, 1), None, "U+0007"),
        ("name: A\x07\n", Sender, "not-yaml", (None, None), None, "control characters"),
        ("name: a: b\n", Sender, "not-yaml", (1, 8), None, "put quotes around"),
        ("name: 'A\n", Sender, "not-yaml", (2, 1), None, "not valid YAML"),
        (SENDER + "---\nname: B\n", Sender, "not-yaml", (3, 1), None, "another document"),
        (SENDER + "<<: {email: x}\n", Sender, "unknown-key", (3, 1), "<<", "unknown key"),
        (SENDER + "blank: true\n", Sender, "unknown-key", (3, 1), "blank", "unknown key"),
    ],
)
def test_a_problem_says_what_and_where(
    text: str, shape: type, code: str, place: tuple[int, int], field: str | None, words: str
) -> None:
    found = problems(text, shape)[0] if shape is not Case else next(p for p in problems(text, Case) if p.code == code)
    assert (found.code, (found.line, found.column), found.field) == (code, place, field)
    assert words in f"{found.message} {found.hint}"


DRAFT = "schema: 1\nid: ann\ntitle: A headline\ntargets: [{id: a, office: Minister}]\n"


def test_values_that_only_a_draft_may_lack() -> None:
    assert [(p.code, p.field) for p in problems(DRAFT, Case)] == [("missing-key", "country"), ("missing-key", "people")]
    for no_draft in ("false", "no", "~", ""):
        assert {p.field for p in problems(f"{DRAFT}draft: {no_draft}\n", Case)} == {"country", "people"}
    draft = parse_yaml(f"{DRAFT}draft: true\n", Case, SCALARS, file="f")
    assert (draft.draft, draft.country, draft.people) == (True, UNKNOWN, ())
    assert parse_yaml(f"{DRAFT}draft: true\ncountry:\n", Case, SCALARS, file="f") == draft
    assert parse_yaml(dump_yaml(draft), Case, SCALARS, file="f") == draft


def test_a_draft_is_recognized_in_every_spelling_of_true() -> None:
    assert parse_yaml(f"{DRAFT}draft: yes\n", Case, SCALARS, file="f").draft


@pytest.mark.parametrize("value", ["", " ~", " # a remark"])
def test_an_empty_value_that_is_needed(value: str) -> None:
    (found,) = problems(f"name:{value}\ncountry: GB\n")
    assert (found.code, found.line, found.field) == ("missing-value", 1, "name")


@pytest.mark.parametrize("value", ["", " ~"])
def test_an_empty_value_that_is_not_needed_is_absent(value: str) -> None:
    assert parse_yaml(f"{SENDER}email:{value}\nabout:{value}\n", Sender, SCALARS, file="f") == Sender(
        name="A", country=Country("GB")
    )


def test_an_empty_item_and_an_empty_text_of_a_language() -> None:
    fields = [(p.code, p.field) for p in problems(f"{SENDER}address:\n  -\nabout: {{en: }}\n")]
    assert fields == [("missing-value", "address[0]"), ("missing-value", "about.en")]


def test_all_problems_at_once_in_the_order_of_the_file() -> None:
    text = "nam: A\ncountry: GB\nreads: [english, xx]\nemail: [a]\n"
    assert [(p.code, p.field) for p in problems(text)] == [
        ("unknown-key", "nam"),
        ("missing-key", "name"),
        ("wrong-value", "reads[0]"),
        ("wrong-value", "reads[1]"),
        ("wrong-value", "email"),
    ]


def test_first_line_is_added() -> None:
    assert [p.line for p in problems(SENDER + "adress: x\n", first_line=11)] == [13]
    assert [p.line for p in problems("name: a: b\n", first_line=11)] == [11]


@pytest.mark.parametrize("text", ["NO", "010000", "0150", "Null", "null", "1e3", "2019-05-21", "0x1F", "yes", "5.10"])
def test_text_stays_as_it_stands(text: str) -> None:
    read = parse_yaml(f"name: {text}\ncountry: NO\naddress: [{text}]\n", Sender, SCALARS, file="f")
    assert (read.name, read.address, read.country) == (text, (text,), "NO")


def test_a_block_of_text_is_the_list_of_its_lines() -> None:
    read = parse_yaml(f"{SENDER}address: |\n  1 Street\n\n    Town \n", Sender, SCALARS, file="f")
    assert read.address == ("1 Street", "Town")
    assert parse_yaml(f"{SENDER}reads: en\n", Sender, SCALARS, file="f").reads == ("en",)


@pytest.mark.parametrize(("text", "value"), [("true", True), ("YES", True), ("False", False), ("no", False)])
def test_booleans(text: str, value: bool) -> None:
    assert parse_yaml(f"{UPDATE}closes: {text}\n", Update, SCALARS, file="f").closes is value


def test_byte_order_mark_is_dropped(tmp_path: Path) -> None:
    write_files(tmp_path, {"s.yaml": "\ufeff" + SENDER})
    assert load_yaml(tmp_path / "s.yaml", Sender, SCALARS).name == "A"


@pytest.mark.parametrize(
    ("data", "code", "line_number"),
    [
        (b"name: A\ncountry: GB\nplace: Z\xfcrich\n", "not-utf8", 3),
        ("name: A\n".encode("utf-16"), "not-utf8", 1),
        (b"#" * (MAX_YAML_BYTES + 1), "too-large", None),
        (None, "unreadable", None),
    ],
)
def test_files_that_are_no_text(tmp_path: Path, data: bytes | None, code: str, line_number: int | None) -> None:
    path = tmp_path / "s.yaml"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError) as raised:
        load_yaml(path, Sender, SCALARS)
    (found,) = raised.value.problems
    assert (found.code, found.line, found.file) == (code, line_number, str(path))


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_bytes(SENDER.encode().ljust(MAX_YAML_BYTES, b"#"))
    assert load_yaml(path, Sender, SCALARS).name == "A"


def test_bundled_tables_are_not_hostile() -> None:
    tables = [path for path in (resources.bundled()[0]).rglob("*.yaml") if resources.is_own(path)]
    assert len(tables) > 20
    for path in tables:
        events = list(yaml.parse(read_text(path), Loader=Loader))
        assert not any(isinstance(event, yaml.AliasEvent) for event in events), path


@pytest.mark.parametrize(
    "text",
    [
        SENDER + "about: " + "[" * 900 + "]" * 900,
        SENDER + "about: " + "{en: " * 900 + "}" * 900,
        SENDER + "address: &a [x, *a]\n",
        SENDER + "about: &a {en: *a}\n",
        "&a\n" + SENDER + "about: *a\n",
    ],
)
def test_nesting_and_aliases_that_contain_themselves(text: str) -> None:
    assert problems(text)


def test_nesting_that_overflows_the_stack_of_c(tmp_path: Path) -> None:
    write_files(tmp_path, {"s.yaml": SENDER + "about: " + "[" * 100_000})
    code = (
        "import sys, pathlib; from appealgen.reading.sender_files import load_sender\n"
        "from appealgen.errors import InputError\n"
        "try: load_sender(pathlib.Path(sys.argv[1]))\n"
        "except InputError: print('refused')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "s.yaml")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "refused\n")


def seconds(text: str, shape: type) -> float:
    start = time.monotonic()
    assert problems(text, shape)
    return time.monotonic() - start


def test_aliases_of_aliases_are_not_multiplied() -> None:
    laughs = "a: &a [l, l, l, l, l, l, l, l, l]\n"
    laughs += "".join(f"{c}: &{c} [{', '.join(['*' + p] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True))
    assert seconds(f"{laughs}{SENDER}address: *i\n", Sender) < 2
    assert seconds(f"schema: 1\n{laughs}targets: *i\npeople: *i\n", Case) < 2


def test_aliases_of_a_long_list_are_not_multiplied() -> None:
    target = f"&t {{id: a, office: o, address: [{', '.join('x' * 700)}]}}"
    case = f"schema: 1\nid: a\ntitle: t\ncountry: KZ\npeople: [{{name: x}}]\ntargets: [{target}{', *t' * 700}]\n"
    assert len(case) < 6000
    assert seconds(case, Case) < 0.5


@pytest.mark.parametrize(
    ("text", "char"),
    [("plain", None), ("a\tb\nc", None), ("ɘ\u202f한\U0001f600", None), ("a\x07", "\x07"), ("\x85", "\x85")],
)
def test_unprintable(text: str, char: str | None) -> None:
    assert unprintable(text) == char
    assert unprintable("ok\x1f") == "\x1f"
    assert unprintable("\ufffe") == "\ufffe"
    assert unprintable("\ud800") == "\ud800"


@given(name=line, address=st.lists(line, max_size=4), email=st.none() | line, about=st.none() | line)
def test_a_sender_survives_dump_and_loads(name: str, address: list[str], email: str | None, about: str | None) -> None:
    words = about if about is None else {Tag("en"): about, Tag("zh-Hant"): name}
    sender = Sender(
        name=name, address=tuple(address), country=Country("NO"), reads=(Tag("nb"),), email=email, about=words,
        ties=(Country("KZ"),),
    )  # fmt: skip
    assert parse_yaml(dump_yaml(sender), Sender, SCALARS, file="f") == sender


dates = st.dates(datetime.date(1961, 5, 28), datetime.date(2999, 12, 31))


@given(
    names=st.lists(line, min_size=1, max_size=3), address=st.lists(line, max_size=4), text=line, day=dates,
    flag=st.booleans(),
)  # fmt: skip
def test_a_case_survives_dump_and_loads(
    names: list[str], address: list[str], text: str, day: datetime.date, flag: bool
) -> None:
    words: Any = {Tag("en"): text, Tag("ru"): names[0]}
    case = Case(
        schema=1,
        id=slug("ua-001-20"),
        ua_number=UANumber("1/20"),
        issue=3,
        title=text,
        country=Country("NO"),
        issued=day,
        deadline=day,
        people=tuple(Person(name=name, pronouns=text) for name in names),
        concerning=words,
        demands=(Demand(id=slug("release"), text=words),),
        languages=(Tag("nb"), Tag("sr-Latn")),
        own_language=flag,
        targets=(
            Target(id=slug("a"), office=text, address=tuple(address), social={"x": text}, email=(text,)),
            Target(id=slug("b"), role="embassy", host=Country("GB"), name=words, salutation=text),
        ),
        embassy="via",
        social=SocialMedia(messages=words, follow=(text,)),
        updates=(Update(number=UANumber("1/20-3"), date=day, outcome=text, closes=flag),),
        sources=(text,),
    )
    assert parse_yaml(dump_yaml(case), Case, SCALARS, file="f") == case


REMARKED = """\
schema: 1
id: ann
title: 'A “headline”: with # a mark'  # line 1
country: 'NO'
people:  # line 2
- name: Ann  # line 3
  pronouns: she/her
summary: |-  # line 4
  One line.

    Another: with # marks.
demands:
- id: release
  text:
    en: Release Ann.  # line 5
    kk: Аннаны босатыңыз.
targets:
- id: minister
  office: Minister
  address:  # line 6
  - '0150'
  - 1 Street  # not a remark
"""


def test_remarks_follow_their_values() -> None:
    case = parse_yaml(REMARKED, Case, SCALARS, file="f")
    remarks = {
        "title": "line 1", "people": "line 2", "people[0].name": "line 3", "summary": "line 4",
        "demands[0].text.en": "line 5", "targets[0].address": "line 6", "deadline": "of nothing", "people[7].name": "x",
    }  # fmt: skip
    assert dump_yaml(case, remarks) == REMARKED.replace("  # not a remark", "")
    assert parse_yaml(dump_yaml(case, remarks), Case, SCALARS, file="f") == case
    assert dump_yaml(case, {}) == dump_yaml(case) and "# line" not in dump_yaml(case)


def test_a_remark_does_not_come_into_a_text() -> None:
    text = "a\n# b: 'c' \"d\"\n\n   e\t\nf"
    case = replace(parse_yaml(REMARKED, Case, SCALARS, file="f"), summary=text, title="x" * 200)
    said = dump_yaml(case, {"summary": "line 1", "title": "line 2"})
    assert parse_yaml(said, Case, SCALARS, file="f") == case and said.count("  # line") == 2


_PIECES = st.sampled_from(
    ["# x", ": ", "- ", "'", '"', "  ", "\n", "\n\n", "\n  ", "\t", "|", ">", "{{ person }}", "%", "&a", "*a", "!x",
     "?", "~", "null", "true", "2019-01-01", "010", "[", "]", "{", "}", ",", "ул. Абая", "شارع", "新聞", "é", "a", "b",
     "…", "\\", "@", "`", "---", "...", "\u00a0", "\u200f", "\U0001f600"]
)  # fmt: skip
awkward = st.lists(_PIECES | line, min_size=1, max_size=8).map("".join).map(str.strip).filter(bool)
_FIELDS = (
    "title", "people", "people[0]", "people[0].name", "people[1].name", "summary", "demands", "demands[0].text",
    "demands[0].text.en", "demands[0].text.ru", "languages", "targets", "targets[0].office", "targets[0].address",
    "targets[0].email", "targets[0].salutation", "targets[0].salutation.en", "targets[0].social", "targets[0].social.x",
    "updates", "updates[0].outcome", "doubts", "doubts[0].message", "sources", "sources[0]", "country", "deadline",
)  # fmt: skip


@given(
    texts=st.lists(awkward, min_size=6, max_size=6), address=st.lists(awkward, max_size=3), day=dates,
    remarked=st.sets(st.sampled_from(_FIELDS)),
)  # fmt: skip
def test_a_case_with_remarks_survives_dump_and_loads(
    texts: list[str], address: list[str], day: datetime.date, remarked: set[str]
) -> None:
    one, two, three, four, five = map(limits.tidied, texts[:5])  # several blanks are one on reading
    lines, six = tuple(map(limits.tidied, address)), texts[5]
    case = Case(
        schema=1,
        draft=True,
        id=slug("ann"),
        title=one,
        country=Country("NO"),
        deadline=day,
        people=(Person(name={Tag("en"): two, Tag("ar"): three}), Person(name=four, pronouns=five)),
        summary=six,
        background=one,
        demands=(Demand(id=slug("release"), text={Tag("en"): four, Tag("ru"): two}),),
        languages=(Tag("nb"),),
        targets=(
            Target(
                id=slug("a"), office=three, address=lines, email=(five,), social={"x": six},
                salutation={Tag("en"): one},
            ),
        ),
        updates=(Update(date=day, outcome=two, closes=True),),
        doubts=(Doubt(code=slug("likely"), field="title", message=three, line=3),),
        sources=(four, six),
    )  # fmt: skip
    said = dump_yaml(case, dict.fromkeys(remarked, "line 12"))
    assert parse_yaml(said, Case, SCALARS, file="f") == case
    assert said.replace("  # line 12", "") == dump_yaml(case)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029"])
def test_line_ends_known_only_to_yaml_move_no_remark(mark: str) -> None:
    case = replace(parse_yaml(REMARKED, Case, SCALARS, file="f"), summary=f"a{mark}b\nc", background=f"d{mark}e")
    said = dump_yaml(case, {"demands[0].text.en": "line 5", "targets[0].address": "line 6"})
    assert parse_yaml(said, Case, SCALARS, file="f") == case
    assert "    en: Release Ann.  # line 5" in said
