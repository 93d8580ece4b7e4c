"""The body of a letter: the case's model letter with its placeholders filled."""

from __future__ import annotations

import re
from functools import lru_cache

from appealgen.errors import InputError, MissingError, Problem, ProblemCode
from appealgen.language.locales import listed
from appealgen.language.localized import words_in, words_near
from appealgen.letters.markup import Markdown, bold, escape
from appealgen.messages import message
from appealgen.model.case import MAY_BE_ABSENT, PLACEHOLDER, Target, placeholders
from appealgen.model.document import RULED
from appealgen.model.identifiers import Tag
from appealgen.planning.plan import Mailing

_BOLD_TWICE = re.compile(r"\*\*(\{\{\s*person\s*\}\})\*\*")
"""A placeholder inside `**`: names are bold already, and more ** would undo that."""
_BOLD = re.compile(r"\*\*((?:\\.|[^*\\]|\*(?!\*))+)\*\*", re.DOTALL)
_LIST = ("- ", "* ", "1. ")
_WITHOUT_SPACES = ("ja", "zh")
"""Languages that have no space between sentences."""
_Paragraph = tuple[str, tuple[str, ...], int]
"""A paragraph of a model letter with its placeholders and its first line number."""
_STEM = 3
"""Number of letters of a name that inflection keeps (Билаш, Билаша; Біләш, Біләштің)."""
_HOW_TO_GIVE = {
    "own_words": message("words of your own (--own-words)"),
    "sender.about": message("a sentence about you in the letter's language (“about” in the sender file)"),
    "sender.place": message("the place you write from (--place)"),
}


def letter_body(mailing: Mailing) -> Markdown:
    """The model letter with its placeholders filled; own words without a placeholder go before the last paragraph."""
    tag = mailing.language.tag
    letter = mailing.case.letters[tag]
    values = _values(mailing, tag)
    paragraphs = list(_paragraphs(letter.text, letter.line))
    if mailing.emphasis == "name":
        people = names_of_people(mailing, tag)
        paragraphs = [(_with_bold_names(text, people), names, line) for text, names, line in paragraphs]
    if values["own_words"] and not any("own_words" in names for _, names, _ in paragraphs):
        paragraphs.insert(_before_the_demand(paragraphs), ("{{ own_words }}", ("own_words",), letter.line))
    if values["sender.about"]:
        space = "" if tag.partition("-")[0] in _WITHOUT_SPACES else " "
        paragraphs = _with_about(paragraphs, bool(values["own_words"]), space)
    _check_demands(mailing, paragraphs)
    filled = (_filled(text, names, values, letter.file, line) if names else text for text, names, line in paragraphs)
    return Markdown("\n\n".join(filled))


def _with_about(paragraphs: list[_Paragraph], own_words: bool, space: str) -> list[_Paragraph]:
    """The sender's sentence before own words, else before the opening: alone, or behind it, it looks filled in.

    It is behind an opening with a small letter, which continues the salutation, as in German.
    """
    alone = [set(names) if not PLACEHOLDER.sub("", text).strip() else set() for text, names, _ in paragraphs]
    about, own = (
        next((n for n, names in enumerate(alone) if name in names <= {"sender.about", "own_words"}), 0)
        for name in ("sender.about", "own_words")
    )
    to = own if own_words else 0
    text, names, line = paragraphs[to]
    if about in (0, to) or names == ("demands",) or text.startswith(_LIST):
        return paragraphs
    mark, begins = "{{ sender.about }}", next(filter(str.isalpha, PLACEHOLDER.sub("", text)), "")
    joined = f"{text}{space}{mark}" if begins.islower() else f"{mark}{space}{text}"
    paragraphs[to] = (joined, (*names, "sender.about"), line)
    return [paragraph for n, paragraph in enumerate(paragraphs) if n != about]


def _with_bold_names(text: str, people: tuple[str, ...]) -> str:
    """A paragraph in which nothing is bold but names, in whatever case: bold paragraphs are marks of the caseworker."""

    def unmarked(match: re.Match[str]) -> str:
        beside = text[: match.start()] + text[match.end() :]
        return match[0] if _is_name(match[1], people, title=bool(beside.strip())) else match[1]

    return _BOLD.sub(unmarked, text) if "**" in text else text


def _is_name(text: str, people: tuple[str, ...], *, title: bool) -> bool:
    """Whether a text is a person's name, or part of one; with `title`, another word may join two of a name."""
    stems = tuple(stem for name in people for stem in stems_of(name))
    words: list[str] = re.findall(r"\w+", text.casefold())
    named = len([word for word in words if word.startswith(stems)])
    strangers = len(words) - named
    return named > 0 and strangers <= (1 if title and named > 1 else 0)


def _before_the_demand(paragraphs: list[_Paragraph]) -> int:
    """Index for own words: before the last paragraph, or, if that is a list, before the words that introduce it."""
    is_list = paragraphs[-1][0].lstrip().startswith(_LIST) or paragraphs[-1][1] == ("demands",)
    return len(paragraphs) - (2 if is_list and len(paragraphs) > 1 else 1)


def _check_demands(mailing: Mailing, paragraphs: list[_Paragraph]) -> None:
    """Raise InputError for a letter with a placeholder for demands that the case lacks in the letter's language."""
    tag, case = mailing.language.tag, mailing.case
    lines = [line for _, names, line in paragraphs if "demands" in names]
    unsaid = [demand.id for demand in case.demands if words_in(demand.text, tag) is None]
    if lines and (unsaid or not case.demands):
        text = (
            message(
                "the letter uses {{{{ demands }}}}, but the demand “{demand}” has no text in {tag}",
                demand=unsaid[0],
                tag=tag,
            )
            if unsaid
            else message("the letter uses {{{{ demands }}}}, but the case has no demands")
        )
        file = case.letters[tag].file
        raise InputError(
            Problem(ProblemCode.MISSING_DEMAND, text, file=file, line=lines[0], field="demands", case=case.id)
        )


@lru_cache(maxsize=64)
def _paragraphs(text: str, line: int) -> tuple[_Paragraph, ...]:
    """The paragraphs of a model letter, each with its placeholders and its first line number."""
    paragraphs = []
    for match in re.finditer(r"(?:^(?=.*\S).+\n?)+", text, re.MULTILINE):
        names = tuple(placeholders(match[0]))
        unmarked = _BOLD_TWICE.sub(r"\1", match[0].rstrip("\n"))
        paragraphs.append((unmarked, names, line + text.count("\n", 0, match.start())))
    return tuple(paragraphs)


def _filled(text: str, names: tuple[str, ...], values: dict[str, Markdown], file: str, line: int) -> str:
    """A paragraph with its placeholders filled; one that consists only of missing details is left out."""
    absent = [name for name in names if name in MAY_BE_ABSENT and not values[name]]
    if absent and PLACEHOLDER.sub("", text).strip():
        wording = message(
            "the letter uses {{{{ {field} }}}}, but there is none: give {detail}",
            field=absent[0],
            detail=_HOW_TO_GIVE[absent[0]],
        )
        raise MissingError(Problem(ProblemCode.MISSING_DETAIL, wording, file=file, line=line, field=absent[0]))
    return PLACEHOLDER.sub(lambda match: values[match[1].strip()], text).strip()


def _values(mailing: Mailing, tag: Tag) -> dict[str, Markdown]:
    """Values of the placeholders, as markup; an empty text for a missing value."""
    case, sender = mailing.case, mailing.sender
    people = tuple(str(bold(name)) for name in names_of_people(mailing, tag))
    demands = (words_in(demand.text, tag) for demand in case.demands)
    return {
        "person": Markdown(listed(people, tag)),
        "demands": Markdown("\n".join(f"- {escape(' '.join(text.split()))}" for text in demands if text)),
        "office": escape(office_of(mailing.addressee, tag)),
        "sender.name": escape(RULED if sender.blank else sender.name),
        "sender.about": escape(words_in(sender.about, tag) or ""),
        "sender.place": escape(sender.place or ""),
        "own_words": escape(mailing.own_words or ""),
    }


def names_of_people(mailing: Mailing, tag: str) -> tuple[str, ...]:
    """Names of the people of the case in a language."""
    return tuple(name for person in mailing.case.people if (name := words_near(person.name, tag)))


def stems_of(name: str) -> list[str]:
    """What inflection keeps of the words of a name."""
    words = [word for word in re.findall(r"\w+", name) if len(word) > 1]
    return [word[: max(_STEM, len(word) - 2)].casefold() for word in words]


def office_of(target: Target, tag: str) -> str:
    """A target's office in a language, or else its name."""
    return words_near(target.office or target.name, tag) or ""
