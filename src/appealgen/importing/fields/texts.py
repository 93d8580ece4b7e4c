"""Read the texts: headline, summary, background, demands, the model letter, messages to post."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from appealgen import limits
from appealgen.importing import consistency
from appealgen.importing.document_words import fold_letters, language_of, plain_words, word_list
from appealgen.importing.fields.conditions import is_condition
from appealgen.importing.fields.contacts import EMAIL
from appealgen.importing.fields.dates import find_date
from appealgen.importing.fields.header import Header
from appealgen.importing.fields.header_lines import without_header_words
from appealgen.importing.lines import Line
from appealgen.importing.notes import DraftNotes
from appealgen.importing.source import Source
from appealgen.importing.structure import prose
from appealgen.importing.structure.header_patterns import find_index, find_numbers
from appealgen.importing.structure.readers import asks_to_write, begins_with_request, harm_in, speaks_to_readers
from appealgen.language.localized import words_near
from appealgen.language.phrases import languages_with_phrases, load_phrases
from appealgen.letters.markup import escape
from appealgen.messages import message
from appealgen.model.case import Case, Demand, DoubtCode, ModelLetter, SocialMedia
from appealgen.model.identifiers import Slug, Tag
from appealgen.post.country import country_called

_ENGLISH = Tag("en")
_ANY_TITLE = 90


def labelled_title(source: Source) -> tuple[str, int] | None:
    """The headline from a label, perhaps with the country before it."""
    for value in source.sections.named("title"):
        return (without_header_words(value.text) if find_numbers(value.text) else value.text), value.number
    for section in source.sections.of("title"):
        if section.lines:
            more = [line for line in section.lines[1:2] if find_date(line.text) is None and not find_index(line.text)]
            return " ".join(line.text for line in (section.lines[0], *more)), section.lines[0].number
    for value in source.sections.named("country_title"):
        for mark in (".", ":", " "):
            lead, _, rest = value.text.partition(mark)
            if rest.strip() and country_called(lead):
                return f"{lead}: {rest.strip(' .:')}", value.number
        if country_called(value.text) is None:
            return value.text, value.number
    return None


def read_title(source: Source, notes: DraftNotes, header: Header, summary: str) -> str:
    """The headline; without one the first words of the summary, with a doubt."""
    if header.title is not None and header.title[0]:
        return notes.originate("title", *header.title)
    notes.doubt(DoubtCode.MISSING, "title", message("there is no headline"), grave=False)
    first = prose.sentences(summary)[0] if summary else Path(source.document.name).stem
    return first if len(first) <= _ANY_TITLE else f"{first[:_ANY_TITLE].rsplit(' ', 1)[0]} …"


def read_summary_and_background(source: Source, notes: DraftNotes, header: Header) -> tuple[str, str]:
    """The whole account before the action or the background's heading, and what is below that heading."""
    sections = source.sections.lines("summary")
    lines = header.prose or sections
    if sections and _is_introduction(lines):
        _note_unread(lines[0], "summary", notes)
        lines = sections
    after = [line for line in source.sections.lines("after") if _is_whole_sentence(line)]
    heading = None if source.sections.lines("background") else _heading_between(source, lines)
    if heading is not None:
        wording = message("“{text}” was read as the heading of the background", text=heading.text)
        for name in ("summary", "background"):
            notes.doubt(DoubtCode.LIKELY, name, wording, heading.number, grave=False)
    body = [line for line in lines if heading is not None and line.number > heading.number]
    background = body + (sections if lines is not sections else [])
    lines = lines[: len(lines) - len(body)]
    background += after if source.says_closed else []
    narrative, told = _narrative_and_background(source)
    lines = [*lines, *narrative]
    background += [line for line in told if sum(map(str.isalpha, line.text)) > 3]
    lines = [line for number, line in enumerate(lines) if not number or not is_condition(line.text)]
    if not background and lines:
        title = header.title[0] if header.title else ""
        background = _under_unknown_heading(source, notes, lines, title)
    background = [line for line in background if not is_condition(line.text)]
    while background and (_is_scrap(background[-1].text) or _says_how_to_reach(background[-1].text)):
        _note_foot(background.pop(), notes)
    if len(lines) > 1 and not background:
        wording = message("no heading separates the background: all of the account was taken as the summary")
        notes.doubt(DoubtCode.LIKELY, "summary", wording, lines[1].number, grave=False)
    if lines and header.prose and _asks_readers(lines[0].text):
        wording = message("the account begins with words to the readers")
        notes.doubt(DoubtCode.LIKELY, "summary", wording, lines[0].number)
    if lines and lines[0].text[:1].islower():
        wording = message("the account begins in the middle of a sentence")
        notes.doubt(DoubtCode.CUT_OFF, "summary", wording, lines[0].number, grave=False)
    if lines:
        notes.origins["summary"] = lines[0].number
    if background:
        notes.origins["background"] = background[0].number
    notes.doubts += consistency.damage(lines, "summary", grave=False)
    notes.doubts += consistency.damage(background, "background", grave=False)
    return prose.paragraphs(lines), prose.paragraphs(background)


def _asks_readers(text: str) -> bool:
    """Whether a paragraph asks its readers to write, in any of its sentences, and is not about harm."""
    return not harm_in(text) and any(map(asks_to_write, prose.sentences(text)))


def _is_scrap(text: str) -> bool:
    """Whether the last line of an account is a scrap of the page."""
    return len(text) < _SCRAP and not text.endswith((".", "!", "?", "”", '"', ")"))


def _says_how_to_reach(text: str) -> bool:
    """Whether the last line of an account says how to reach whoever wrote it."""
    return EMAIL.search(text) is not None or _REACH.search(fold_letters(text)) is not None


def _note_foot(line: Line, notes: DraftNotes) -> None:
    """A light doubt that names a line left out at the end of an account, unless it is a scrap."""
    if _says_how_to_reach(line.text):
        _note_unread(line, "background", notes)


def _note_unread(line: Line, part: str, notes: DraftNotes) -> None:
    number = message("line {line}", line=line.number)
    wording = message("not read: “{text}…” ({lines})", text=line.text[:_LONGEST_HEADING], lines=number)
    notes.doubt(DoubtCode.UNKNOWN, part, wording, line.number, grave=False)


def _is_introduction(account: Sequence[Line]) -> bool:
    """Whether what is before the label of a summary only asks for help: X requests your urgent intervention …"""
    return len(account) == 1 and _INTERVENTION.search(fold_letters(account[0].text)) is not None


_INTERVENTION = re.compile(r"(?<!\w)(?:your|su|vous|votre|vostro|sua|ihr|ihre)\s(?:\w+\s){0,3}interv[ei]n")


_SCRAP = 50
_REACH = re.compile(r"(?<!\w)(?:tel|telefono?|telephone|phone|fax|telecopie)(?:\s?[.:]){0,2}\s\+?[\d(][\d\s()/.-]{5,}")


def _narrative_and_background(source: Source) -> tuple[list[Line], list[Line]]:
    """The lines below headings of the background; those below “Case narrative” apart if another heading follows."""
    marks = source.sections.marked("background")
    narratives = {mark.number for mark in marks if plain_words(mark.text) in word_list("narratives")}
    sections = [section for section in source.sections.of("background") if section.lines]
    narrative = [line for section in sections if section.number in narratives for line in section.lines]
    told = [line for section in sections if section.number not in narratives for line in section.lines]
    return (narrative, told) if told else ([], narrative)


def _under_unknown_heading(source: Source, notes: DraftNotes, account: Sequence[Line], title: str) -> list[Line]:
    """The prose below an unknown heading that shares a name or a place with the account, with a light doubt."""
    known = set(plain_words(" ".join([title, *(line.text for line in (*account, *source.letter))])).split())
    for section in source.sections.of("unknown"):
        told = [line for line in section.lines if _is_whole_sentence(line) and not speaks_to_readers(line.text)]
        if (
            told
            and section.number > account[-1].number
            and not known.isdisjoint(map(fold_letters, _NAMES.findall(told[0].text)))
        ):
            heading = next((line.text for line in source.lines if line.number == section.number), "")
            wording = message("“{text}” was read as the heading of the background", text=heading)
            notes.doubt(DoubtCode.LIKELY, "background", wording, section.number, grave=False)
            return told
    return []


_NAMES = re.compile(r"(?<!^)(?<![.!?] )\b[A-ZÀ-Þ][^\W\d_]{4,}")
"""Words with a capital inside a sentence."""


def _heading_between(source: Source, account: Sequence[Line]) -> Line | None:
    """A heading of no form between two paragraphs of the account: The wider picture."""
    if not account:
        return None
    first, last = account[0].number, account[-1].number
    free = [line for line in source.sections.lines("free") if first < line.number < last]
    return next((line for line in free if line not in account and _is_heading(line)), None)


def _is_heading(line: Line) -> bool:
    text = line.text
    short = len(text) <= _LONGEST_HEADING and not text.endswith((".", ",", ";", "!", "?", ")"))
    return short and line.start == "paragraph" and not any(map(str.isdigit, text)) and line.kind != "item"


_LONGEST_HEADING = 60


def _is_whole_sentence(line: Line) -> bool:
    return len(line.text) > 110 and line.text.endswith((".", "”", '"'))


def read_demands(source: Source, notes: DraftNotes) -> list[Demand]:
    """The demands: listed ones, or the sentences of the letter that ask."""
    listed = [list(section.lines) for section in source.sections.of("demands") if section.lines]
    own = [
        lines
        for lines in listed
        if language_of(" ".join(line.text for line in lines), source.form.language) == source.form.language
    ]
    asked = list(prose.asking_sentences(source.letter))
    if not source.sections.named("salutation"):
        asked = [each for each in asked if not _is_for_readers(each[0])]
    lines = next(iter([*own, *(listed if not asked else [])]), [])
    listed_in = [each for each in prose.listed_demands(lines) if not _is_for_readers(each.text)]
    sentences = [(each.text, each.number) for each in listed_in] or asked
    if lines:
        notes.doubts += consistency.damage(lines, "demands")
    if lines and not own:
        text = message("the demands are in another language than the document")
        notes.doubt(DoubtCode.LIKELY, "demands", text, lines[0].number, grave=False)
    for asking, line in asked if not listed_in else ():
        if asks_to_write(asking) and not harm_in(asking):
            wording = message("“{text}” is among the demands: is it one?", text=asking[:80])
            notes.doubt(DoubtCode.LIKELY, "demands", wording, line)
    for number, each in enumerate(listed_in):
        if not each.evident:
            text = message("“{text}” is among the demands: is it one?", text=each.text[:80])
            notes.doubt(DoubtCode.LIKELY, f"demands[{number}].text", text, each.number)
    for number, (_, line) in enumerate(sentences):
        notes.origins[f"demands[{number}].text"] = line
    return [Demand(id=Slug(f"demand-{number}"), text=text) for number, (text, _) in enumerate(sentences, 1)]


def _is_for_readers(text: str) -> bool:
    """Whether an item tells readers how to act: “Write a letter in your own words”, “Click here to tell us”."""
    about, words = word_list("writing") | word_list("letter_matters"), plain_words(text).split()
    asks = begins_with_request(text) and not (about.isdisjoint(words) and word_list("acting").isdisjoint(words[1:]))
    return asks and not prose.says_in_list(text) and not harm_in(text)


def read_letters(source: Source, notes: DraftNotes, case: Case) -> dict[Tag, ModelLetter]:
    """The model letter; if there are only demands, a letter composed from them, with a doubt."""
    lines, tag = source.letter, source.language
    if lines:
        if not source.sections.named("salutation"):
            unsure = message("the letter has no salutation: does it begin here?")
            notes.doubt(DoubtCode.LIKELY, f"letters.{tag}", unsure, lines[0].number, grave=False)
        text = prose.to_markdown(lines) + "\n"
        notes.origins[f"letters.{tag}"] = lines[0].number
        if len(text) > limits.PROSE:
            too_long = message("the letter is too long and was cut")
            notes.doubt(DoubtCode.TOO_LONG, f"letters.{tag}", too_long, lines[0].number)
            text = text[: limits.PROSE].rsplit("\n\n", 1)[0] + "\n"
        return {tag: ModelLetter(tag, text, source.document.name)}
    if not case.demands or not case.people or case.closed:
        return {}
    language = tag if tag in languages_with_phrases() else _ENGLISH
    composed = message("the document has no model letter; this one was composed from its demands")
    notes.doubt(DoubtCode.COMPOSED, f"letters.{language}", composed)
    return {language: ModelLetter(language, _outline(case, language), source.document.name)}


def _outline(case: Case, tag: Tag) -> str:
    """A letter composed from a form without a model letter: the people, the events, the demands."""
    words = load_phrases(tag).outline
    demands = "\n".join(f"- {_literal(prose.in_first_person(str(demand.text)))}" for demand in case.demands)
    about = words.about.replace("{person}", "{{ person }}")
    facts = [_literal(part) for part in str(words_near(case.summary, tag) or "").split("\n\n")[:1] if part]
    return "\n\n".join([about, *facts, f"**{words.requests}**\n{demands}"]) + "\n"


def _literal(text: str) -> str:
    return escape(prose.without_template_signs(text))


def read_social(source: Source, notes: DraftNotes) -> SocialMedia | None:
    """Messages to post, and accounts to follow."""
    messages = prose.paragraphs(source.sections.lines("messages"))
    follow = [handle for line in source.sections.lines("follow") for handle in re.findall(r"@\w+", line.text)]
    if source.sections.lines("messages"):
        notes.origins["social.messages"] = source.sections.lines("messages")[0].number
    if not messages and not follow:
        return None
    return SocialMedia(messages=messages or None, follow=tuple(dict.fromkeys(follow)))
