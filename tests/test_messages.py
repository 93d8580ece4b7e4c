"""Messages: their English text, what they are made of, and what becomes of them in files."""

import copy
import json

import pytest

from appealgen.messages import Joined, Message, counted, either, joined, marked, reworded, term, verbatim, worded
from appealgen.yamlfile.reader import to_plain


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (worded("there is no case “{name}”", name="{x}"), "there is no case “{x}”"),
        (worded("the letter says {{{{ {field} }}}}", field="person"), "the letter says {{ person }}"),
        (counted("{count} letter", "{count} letters", 1), "1 letter"),
        (counted("{count} letter", "{count} letters", 0), "0 letters"),
        (counted("a row", "{count} rows of {of}", 2, of="x"), "2 rows of x"),
        (joined(["a", worded("b {x}", x=1)], "; "), "a; b 1"),
        (either(["DL", "C6", "C5"]), "DL or C6 or C5"),
        (verbatim("100 % {sure}"), "100 % {sure}"),
        (
            reworded(worded("you read {language}", language="Kazakh"), marked("they read {language}")),
            "they read Kazakh",
        ),
    ],
)
def test_the_english_text(message: Message, text: str) -> None:
    assert message == text and hash(message) == hash(text) and isinstance(message, Message)


def test_a_message_says_what_it_is_made_of() -> None:
    made = counted("{count} row of {file}", "{count} rows of {file}", 3, file="a.csv")
    assert (made.msgid, made.many, made.values) == (
        "{count} row of {file}",
        "{count} rows of {file}",
        {"count": 3, "file": "a.csv"},
    )
    assert copy.deepcopy(made).values == made.values
    parts = joined([made, "x"])
    assert isinstance(parts, Joined) and parts.parts == (made, "x")
    assert term("Kazakh", {"de": "Kasachisch"}.__getitem__).in_language("de") == "Kasachisch"


def test_in_files_a_message_is_its_english_text() -> None:
    made = worded("is it {day}?", day="today")
    assert json.dumps({"message": made}) == '{"message": "is it today?"}'
    assert type(to_plain(made)) is str
