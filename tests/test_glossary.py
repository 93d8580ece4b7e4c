"""The translations use the words of the glossary in docs/translating.md."""

import re
import unicodedata
from functools import cache

import pytest
import yaml

import catalogues
from samples import PROJECT

TAGS = ("de", "fr", "es", "ru")
_NOT_WORDS = re.compile(
    r"\{[^{}]*\}|“[^”]*”|appealgen [a-z]+(?: [A-Z]+)?|--[\w-]+(?: [A-Z]+)?|\S*[\w<>][./][\w<{]\S*|\w+/"
)
"""Places, quotations, commands, options and names of files."""


@cache
def glossary() -> dict[str, dict[str, tuple[str, ...]]]:
    """The words for each English term by language; a term in brackets is not checked."""
    page = (PROJECT / "docs" / "translating.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|(.+)\|$", page.partition("### Glossary")[2].partition("###")[0], re.MULTILINE)
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    return {
        term: {tag: tuple(words.split(", ")) for tag, words in zip(TAGS, by_tag, strict=False)}
        for term, *by_tag in cells[2:]
        if "(" not in term
    }


@cache
def exceptions() -> dict[str, set[str]]:
    """Exceptions: terms that the translations of a message need not use, by message."""
    found: dict[str, set[str]] = {}
    for exception in yaml.safe_load((PROJECT / "tests" / "glossary_exceptions.yaml").read_text(encoding="utf-8")):
        assert exception["reason"]
        for msgid in exception["messages"]:
            found.setdefault(msgid, set()).update(exception["terms"])
    return found


def has_term(text: str, term: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(term)}s?(?![\w-])", _NOT_WORDS.sub(" ", text), re.IGNORECASE) is not None


def has_words(text: str, words: str) -> bool:
    """Whether a text has the words in any form: their first letters, in order."""
    stems = [re.escape(word[: max(3, len(word) - 3)]) for word in _bare(words).split()]
    return re.search(".*".join(stems), _bare(text), re.DOTALL) is not None


def _bare(text: str) -> str:
    """Small letters without marks, so that Fall is found in Fälle."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def test_the_glossary_is_found() -> None:
    assert len(glossary()) > 30
    assert glossary()["letter"] == {"de": ("Brief",), "fr": ("lettre",), "es": ("carta",), "ru": ("письмо", "писем")}


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("Which case?", "case", True),
        ("two Cases", "case", True),
        ("{case}: “case” in case.yaml, --case, lower-case", "case", False),
        ("add letter.<language>.md, such as letter.en.md", "letter", False),
    ],
)
def test_terms(text: str, term: str, found: bool) -> None:
    assert has_term(text, term) == found


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Briefe", "Brief", True),
        ("Fälle", "Fall", True),
        ("список всех участников", "список участников", True),
        ("Post", "Brief", False),
    ],
)
def test_words_in_any_form(text: str, words: str, found: bool) -> None:
    assert has_words(text, words) == found


@pytest.mark.parametrize("tag", TAGS)
def test_translations_use_the_words_of_the_glossary(tag: str) -> None:
    path = next(path for path in catalogues.po_files() if path.parent.parent.name == tag)
    wrong = []
    for message in catalogues.read(path):
        msgid, text = (str(m[-1]) if isinstance(m, tuple) else str(m or "") for m in (message.id, message.string))
        for term in glossary():
            missing = has_term(msgid, term) and not any(has_words(text, words) for words in glossary()[term][tag])
            if missing and term not in exceptions().get(msgid, ()):
                wrong.append((term, msgid, text))
    assert wrong == []


def test_every_exception_is_needed() -> None:
    known = {str(m.id[-1] if isinstance(m.id, tuple) else m.id) for m in catalogues.extracted()}
    assert [msgid for msgid in exceptions() if msgid not in known] == []
    assert [msgid for msgid, terms in exceptions().items() if not all(has_term(msgid, term) for term in terms)] == []
