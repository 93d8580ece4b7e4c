"""Check a finished letter against letter-writing guides: advice, each with the rule that it comes from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import partial

from appealgen.errors import Problem, ProblemCode
from appealgen.language.locales import as_in, best_of
from appealgen.language.localized import words_near
from appealgen.language.localized_names import localized_language
from appealgen.language.matching import best_read
from appealgen.letters.body import stems_of
from appealgen.messages import Message, message, nmessage
from appealgen.model.case import MAY_BE_ABSENT, PLACEHOLDER, Case, ModelLetter, Person, placeholders
from appealgen.model.document import Letter
from appealgen.model.identifiers import Tag

_LEFT_OVER_MARKUP = re.compile(r"^#{1,6}\s|\*\*|`|\[[^\]]*\]\([^)]*\)|<[a-z/][^>]*>|&[a-z]+;|^>\s|^\|", re.MULTILINE)
_BODY = ("body", "bullet", "number")
_SHORT = 60


def review_letter(case: Case, model: ModelLetter, letter: Letter, page_count: int) -> Iterator[Problem]:
    """Advice on a finished letter from the guides of Amnesty sections."""
    text = "\n".join(block.text for block in letter.blocks if block.style in _BODY)
    yield from _review_names(case, model, letter, text)
    if page_count > 1:
        pages = nmessage("takes about {count} page", "takes about {count} pages", page_count)
        yield advice(model, ProblemCode.TOO_LONG, pages, message("one-page letters are more likely to be read"))
    yield from _review_markup(model, text)
    yield from _said_twice(model, letter)
    yield from _needs_details(model)
    yield from _review_tone(model, letter, text)
    if case.demands and "demands" not in placeholders(model.text) and "**" not in model.text.strip().split("\n\n")[-1]:
        hint = message("end with the request in bold; {{{{ demands }}}} inserts the case's demands as a list")
        last = message("the last paragraph is not marked as the demand")
        yield advice(model, ProblemCode.DEMAND_NOT_LAST, last, hint)
    if not model.reviewed:
        unread = message("has not been checked by a native speaker yet")
        yield advice(model, ProblemCode.NOT_REVIEWED, unread, message("set “reviewed: true” once it has been"))


def _review_names(case: Case, model: ModelLetter, letter: Letter, text: str) -> Iterator[Problem]:
    """Advice if the letter does not name everyone, or has nobody in bold."""
    bold = " ".join(span.text for block in letter.blocks for span in block.spans if span.bold)
    missing = [person for person in case.people if not _named(person, text, model.tag)]
    if missing:
        names = ", ".join(words_near(person.name, model.tag) or "" for person in missing)
        lacks = message("does not name {names} in full", names=names)
        yield advice(model, ProblemCode.PERSON_NOT_NAMED, lacks, message("{{{{ person }}}} inserts the name"))
    elif not any(_named(person, bold, model.tag) for person in case.people):
        hint = message("put the name between ** and **; {{{{ person }}}} does this by itself")
        yield advice(model, ProblemCode.NAME_NOT_BOLD, message("nobody's name is in bold"), hint)


def _review_markup(model: ModelLetter, text: str) -> Iterator[Problem]:
    if match := _LEFT_OVER_MARKUP.search(text):
        markup = match[0].strip()
        hint = message("letters support paragraphs, lists, **bold** and *emphasis*")
        left = message("“{markup}” would be printed literally", markup=markup)
        line = model.line + model.text.count("\n", 0, max(model.text.find(markup), 0))
        yield replace(advice(model, ProblemCode.MARKUP_LEFT, left, hint), line=line)


def _review_tone(model: ModelLetter, letter: Letter, text: str) -> Iterator[Problem]:
    if "!" in "".join(block.text for block in letter.blocks if block.style == "body"):
        hint = message("be polite and firm, without raising your voice")
        yield advice(model, ProblemCode.EXCLAMATION, message("contains an exclamation mark"), hint)
    shouted = [word for word in re.findall(r"[^\W\d_]{9,}", text) if word.isupper()]
    if shouted:
        capitals = message("“{word}” is in capitals", word=shouted[0])
        yield advice(model, ProblemCode.CAPITALS, capitals, message("capitals read as shouting"))


def _said_twice(model: ModelLetter, letter: Letter) -> Iterator[Problem]:
    """Advice on a salutation or a close inside the body: the letter adds its own."""
    body = [block.text for block in letter.blocks if block.style == "body"]
    opening, closing = ([b.text for b in letter.blocks if b.style == style] for style in ("salutation", "closing"))
    if body and (body[0].startswith(tuple(opening)) or (len(body[0]) < _SHORT and body[0][-1:] in ",:!")):
        twice = message("begins with its own salutation, “{salutation}”", salutation=body[0])
        hint = message("remove it: every letter begins with the salutation of its target")
        yield advice(model, ProblemCode.SALUTATION_TWICE, twice, hint)
    ends = tuple(text.rstrip(",!！").casefold() for text in closing)
    if any(text.casefold().startswith(ends) for text in body[-2:]):
        hint = message("remove it: every letter ends with the close of its language and the sender's name")
        yield advice(model, ProblemCode.CLOSE_TWICE, message("ends with its own close"), hint)


def _needs_details(model: ModelLetter) -> Iterator[Problem]:
    """Advice on sentences that need a detail of the sender."""
    for paragraph in model.text.split("\n\n"):
        optional = [name for name in placeholders(paragraph) if name in MAY_BE_ABSENT]
        if optional and PLACEHOLDER.sub("", paragraph).strip():
            hint = message("put it into a separate paragraph, which is left out when there is nothing to say")
            text = message("can only be signed by senders who give {{{{ {field} }}}}", field=optional[0])
            yield advice(model, ProblemCode.NEEDS_DETAIL, text, hint)


def review_case(case: Case, known: Collection[Tag]) -> Iterator[Problem]:
    """Advice on gaps in a case, before looking at any letter; `known` are the languages that have phrases."""
    lack = partial(Problem, case=case.id, file=case.file)
    yield from _review_languages(case, known)
    if not case.deadline and not any(update.closes for update in case.updates):
        text = message("has no deadline, so nobody knows when to stop writing")
        yield lack(ProblemCode.NO_DEADLINE, text, message("deadline: YYYY-MM-DD"), field="deadline")
    if not case.sources:
        text = message("names no sources, so nobody can check its facts")
        yield lack(ProblemCode.NO_SOURCES, text, message("sources: where each fact is from"), field="sources")
    for target in case.targets:
        if not target.address and not target.email and not target.fax:
            text = message("{id} has no postal address, e-mail address or fax number", id=target.id)
            yield lack(ProblemCode.NO_CONTACT, text, target=target.id)


def _review_languages(case: Case, known: Collection[Tag]) -> Iterator[Problem]:
    """Advice on missing letters, and on letters that cannot be written without phrases."""
    lack = partial(Problem, case=case.id, file=case.file)
    if not case.letters:
        hint = message("add letter.<language>.md, such as letter.en.md")
        yield lack(ProblemCode.NO_LETTER, message("there is no model letter"), hint)
    for wanted in case.languages:
        if best_read(as_in(wanted, case.country), sorted(case.letters)) is None:
            language = localized_language(wanted)
            text = message("the target reads {language}, but there is no letter in it", language=language)
            yield lack(ProblemCode.NO_TRANSLATION, text, message("add letter.{wanted}.md", wanted=wanted))
    for tag in case.letters:
        if best_of(tag, known) is None:
            language = localized_language(tag)
            text = message("there are no phrases for {language}: its letters cannot be written yet", language=language)
            hint = message("there are phrases for {languages}", languages=", ".join(known))
            yield lack(ProblemCode.NO_PHRASES, text, hint)


def _named(person: Person, text: str, tag: Tag) -> bool:
    """Whether the text contains every word of the name, allowing for inflected endings."""
    name = words_near(person.name, tag) or ""
    folded = text.casefold()
    return all(stem in folded for stem in stems_of(name))


def advice(model: ModelLetter, code: ProblemCode, text: Message, hint: Message) -> Problem:
    """Advice on a model letter, with its language and place."""
    said = message("{language} letter: {message}", language=localized_language(model.tag), message=text)
    return Problem(code, said, hint, file=model.file, line=model.line)
