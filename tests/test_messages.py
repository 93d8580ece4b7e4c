"""Messages: English text, arguments, and their form in files."""

import copy
import json

import pytest

from appealgen.messages import (
    JoinedMessage,
    Message,
    either,
    join,
    localized_name,
    message,
    nmessage,
    untranslated,
)
from appealgen.yamlfile.writer import to_plain


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (message("there is no case “{name}”", name="{x}"), "there is no case “{x}”"),
        (message("the letter says {{{{ {field} }}}}", field="person"), "the letter says {{ person }}"),
        (nmessage("{count} letter", "{count} letters", 1), "1 letter"),
        (nmessage("{count} letter", "{count} letters", 0), "0 letters"),
        (nmessage("a row", "{count} rows of {of}", 2, of="x"), "2 rows of x"),
        (join(["a", message("b {x}", x=1)], "; "), "a; b 1"),
        (either(["DL", "C6", "C5"]), "DL or C6 or C5"),
        (untranslated("100 % {sure}"), "100 % {sure}"),
    ],
)
def test_the_english_text(message: Message, text: str) -> None:
    assert message == text and hash(message) == hash(text) and isinstance(message, Message)


def test_a_message_has_its_arguments() -> None:
    made = nmessage("{count} row of {file}", "{count} rows of {file}", 3, file="a.csv")
    assert (made.msgid, made.many, made.values) == (
        "{count} row of {file}",
        "{count} rows of {file}",
        {"count": 3, "file": "a.csv"},
    )
    assert copy.deepcopy(made).values == made.values
    parts = join([made, "x"])
    assert isinstance(parts, JoinedMessage) and parts.parts == (made, "x")
    assert localized_name("Kazakh", {"de": "Kasachisch"}.__getitem__).in_language("de") == "Kasachisch"


def test_in_files_a_message_is_its_english_text() -> None:
    made = message("is it {day}?", day="today")
    assert json.dumps({"message": made}) == '{"message": "is it today?"}'
    assert type(to_plain(made)) is str
