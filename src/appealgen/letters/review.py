"""A finished letter against the letter-writing guides: advice, each with the rule that it comes from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from appealgen.errors import Problem, ProblemCode
from appealgen.language.locales import best_of
from appealgen.language.localized import words_near
from appealgen.language.localized_names import localized_language
from appealgen.messages import Message, message, nmessage
from appealgen.model.case import Case, ModelLetter, Person
from appealgen.model.document import Letter
from appealgen.model.identifiers import Tag
from appealgen.model.text import MAY_BE_ABSENT, PLACEHOLDER, placeholders

_LEFT_OVER_MARKUP = re.compile(r"^#{1,6}\s|\*\*|`|\[[^\]]*\]\([^)]*\)|<[a-z/][^>]*>|&[a-z]+;|^>\s|^\|", re.MULTILINE)
_BODY = ("body", "bullet", "number")
_SHORT = 60
_STEM = 3
"""Letters of a name that survive inflection (Билаш, Билаша; Біләш, Біләштің)."""


def review_letter(case: Case, model: ModelLetter, letter: Letter, page_count: int) -> Iterator[Problem]:
    """What the guides of Amnesty sections would say of a finished letter."""
    text = "\n".join(block.text for block in letter.blocks if block.style in _BODY)
    bold = " ".join(span.text for block in letter.blocks for span in block.spans if span.bold)
    missing = [person for person in case.people if not _named(person, text, model.tag)]
    if missing:
        names = ", ".join(words_near(person.name, model.tag) or "" for person in missing)
        yield advice(
            model,
            ProblemCode.PERSON_NOT_NAMED,
            message("does not name {names} in full", names=names),
            message("{{{{ person }}}} places the name"),
        )
    elif not any(_named(person, bold, model.tag) for person in case.people):
        hint = message("put the name between ** and **; {{{{ person }}}} does so by itself")
        yield advice(model, ProblemCode.NAME_NOT_BOLD, message("nobody's name is in bold"), hint)
    if page_count > 1:
        yield advice(
            model,
            ProblemCode.TOO_LONG,
            nmessage("takes about {count} page", "takes about {count} pages", page_count),
            message("officials read letters of one page"),
        )
    if found := _LEFT_OVER_MARKUP.search(text):
        hint = message("letters know paragraphs, lists, **bold** and *emphasis*")
        before = model.text.count("\n", 0, max(model.text.find(found[0].strip()), 0))
        problem = advice(
            model,
            ProblemCode.MARKUP_LEFT,
            message("“{markup}” would be printed as it stands", markup=found[0].strip()),
            hint,
        )
        yield replace(problem, line=model.line + before)
    yield from _said_twice(model, letter)
    yield from _needs_details(model)
    if "!" in "".join(block.text for block in letter.blocks if block.style == "body"):
        yield advice(
            model,
            ProblemCode.EXCLAMATION,
            message("contains an exclamation mark"),
            message("polite and firm, without raising the voice"),
        )
    shouted = [word for word in re.findall(r"[^\W\d_]{9,}", text) if word.isupper()]
    if shouted:
        yield advice(
            model,
            ProblemCode.CAPITALS,
            message("“{word}” is in capitals", word=shouted[0]),
            message("capitals read as shouting"),
        )
    if case.demands and "demands" not in placeholders(model.text) and "**" not in model.text.strip().split("\n\n")[-1]:
        hint = message("end with what is asked for, in bold; {{{{ demands }}}} places the case's demands as a list")
        yield advice(
            model, ProblemCode.DEMAND_NOT_LAST, message("the last paragraph is not set off as the demand"), hint
        )
    if not model.reviewed:
        yield advice(
            model,
            ProblemCode.NOT_REVIEWED,
            message("has not been read by a native reader yet"),
            message("reviewed: true once it has"),
        )


def _said_twice(model: ModelLetter, letter: Letter) -> Iterator[Problem]:
    """A salutation or a close inside the body: the letter brings its own."""
    body = [block.text for block in letter.blocks if block.style == "body"]
    own = {block.style: block.text for block in letter.blocks}
    if body and len(body[0]) < _SHORT and (body[0][-1:] in ",:!" or body[0] == own["salutation"]):
        hint = message("take it out: every letter begins with the salutation of its target")
        yield advice(
            model,
            ProblemCode.SALUTATION_TWICE,
            message("begins with a salutation of its own, “{salutation}”", salutation=body[0]),
            hint,
        )
    closing = own["closing"].rstrip(",").casefold()
    if any(text.casefold().startswith(closing) for text in body[-2:]):
        hint = message("take it out: every letter ends with the close of its language and the sender's name")
        yield advice(model, ProblemCode.CLOSE_TWICE, message("ends with a close of its own"), hint)


def _needs_details(model: ModelLetter) -> Iterator[Problem]:
    """Sentences that only a sender who gives a detail can sign."""
    for paragraph in model.text.split("\n\n"):
        optional = [name for name in placeholders(paragraph) if name in MAY_BE_ABSENT]
        if optional and PLACEHOLDER.sub("", paragraph).strip():
            hint = message("a paragraph of its own is left out where there is nothing to say")
            text = message("can only be signed by senders who give {{{{ {field} }}}}", field=optional[0])
            yield advice(model, ProblemCode.NEEDS_DETAIL, text, hint)


def review_case(case: Case, known: Collection[Tag]) -> Iterator[Problem]:
    """What is missing in a case before any letter is looked at; `known` are the languages that have phrases."""
    if not case.letters:
        text = message("there is no model letter")
        yield Problem(
            ProblemCode.NO_LETTER,
            text,
            message("add letter.<language>.md, such as letter.en.md"),
            case=case.id,
            file=case.file,
        )
    for wanted in case.languages:
        if best_of(wanted, list(case.letters)) is None:
            text = message(
                "the target reads {language}, and there is no letter in it", language=localized_language(wanted)
            )
            yield Problem(
                ProblemCode.NO_TRANSLATION,
                text,
                message("add letter.{wanted}.md", wanted=wanted),
                case=case.id,
                file=case.file,
            )
    for tag in case.letters:
        if best_of(tag, known) is None:
            text = message(
                "there are no phrases for {language}: its letters cannot be written yet",
                language=localized_language(tag),
            )
            yield Problem(
                ProblemCode.NO_PHRASES,
                text,
                message("there are phrases for {languages}", languages=", ".join(known)),
                case=case.id,
                file=case.file,
            )
    if not case.deadline and not any(update.closes for update in case.updates):
        text = message("has no deadline: nobody is told when to stop writing")
        yield Problem(
            ProblemCode.NO_DEADLINE,
            text,
            message("deadline: YYYY-MM-DD"),
            case=case.id,
            file=case.file,
            field="deadline",
        )
    if not case.sources:
        text = message("names no sources: nobody can check its facts")
        yield Problem(
            ProblemCode.NO_SOURCES,
            text,
            message("sources: where each fact is from"),
            case=case.id,
            file=case.file,
            field="sources",
        )
    for target in case.targets:
        if not target.address and not target.email and not target.fax:
            text = message("{id} has no postal address, e-mail address or fax number", id=target.id)
            yield Problem(ProblemCode.NO_CONTACT, text, case=case.id, target=target.id, file=case.file)


def _named(person: Person, text: str, tag: Tag) -> bool:
    """Whether every word of the name stands in the text, allowing for the endings that a language gives names."""
    name = words_near(person.name, tag) or ""
    words = [word for word in re.findall(r"\w+", name) if len(word) > 1]
    folded = text.casefold()
    return all(word[: max(_STEM, len(word) - 2)].casefold() in folded for word in words)


def advice(model: ModelLetter, code: ProblemCode, text: Message, hint: Message) -> Problem:
    """What there is to say of a model letter, with its language and place."""
    return Problem(
        code,
        message("{language} letter: {message}", language=localized_language(model.tag), message=text),
        hint,
        file=model.file,
        line=model.line,
    )
