"""Choose the people at risk, and ask which independent places of the document name them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appealgen.importing.document_words import fold_letters, plain_words
from appealgen.importing.fields.header import Header
from appealgen.importing.fields.names import NamedPerson, people_from_prose
from appealgen.importing.fields.people import people_from_label
from appealgen.importing.lines import Line
from appealgen.importing.notes import DraftNotes
from appealgen.importing.source import Source
from appealgen.importing.structure.sections import Sections
from appealgen.messages import message
from appealgen.model.case import DoubtCode, Person

_SHORT_WORD = 3
"""Letters of a word that may occur anywhere."""


def read_people(source: Source, header: Header, notes: DraftNotes) -> list[Person]:
    """Everyone at risk: people after a label, else those in the header, else, with a doubt, those in prose.

    The doubt is not grave if the letter, and the headline or the events, name them too.
    """
    sections, language = source.sections, source.form.language
    gender = next((value.text for value in sections.named("gender")), None)
    labelled = people_from_label(sections.lines("people"), gender, language)
    candidates = labelled or header.people or _in_prose(sections, header.prose)
    evidence = "label" if labelled else "header" if header.people else "prose"
    people: list[Person] = []
    for each in candidates:
        if any(plain_words(str(person.name)) == plain_words(each.name) for person in people):
            continue
        place, named_in = f"people[{len(people)}].name", _places_that_name(each, source, header)
        notes.originate(place, each.name, each.number, evidence, *(by for by in ("title", "letter") if by in named_in))
        if each.likely:
            text = message("no label gives the people at risk; the text mentions {name}", name=each.name)
            agreed = "letter" in named_in and not named_in.isdisjoint(("title", "events"))
            notes.doubt(DoubtCode.LIKELY, place, text, each.number, grave=not agreed)
        elif len(each.name) < _SHORT_WORD or (not named_in and each.pronouns is None):
            text = message("“{name}” is named nowhere else in the document: is it somebody at risk?", name=each.name)
            notes.doubt(DoubtCode.LIKELY, place, text, each.number)
        people.append(Person(name=each.name, pronouns=each.pronouns))
    if not people:
        notes.doubt(DoubtCode.MISSING, "people", message("nobody is named as the person at risk"))
    return people


def _places_that_name(person: NamedPerson, source: Source, header: Header) -> set[str]:
    """The places with the words of a name: headline, events, letter, rest; one word does for a name with a sign."""
    sections = source.sections
    own = {person.number, *(line.number for line in sections.lines("people"))}
    told = [*header.prose[:1], *sections.lines("summary")[:1]]
    places = {
        "title": [header.title[0] if header.title else "", source.document.subject],
        "events": [line.text for line in told],
        "letter": [line.text for line in sections.lines("letter", "demands")],
        "rest": [line.text for line in source.lines if line.number not in own],
    }
    name = fold_letters(person.name)
    words = [word for word in re.findall(r"\w+", name) if len(word) > _SHORT_WORD] or [name]
    fewest = len(words) if person.likely else (len(words) + 1) // 2
    said = {place: fold_letters(" ".join(texts)) for place, texts in places.items()}
    return {place for place, text in said.items() if sum(word in text for word in words) >= fewest}


def _in_prose(sections: Sections, prose: Sequence[Line]) -> list[NamedPerson]:
    letter = sections.lines("letter")
    bold = [span.text for line in letter for span in line.spans if span.bold and len(span.text.split()) < 7]
    lines = [*prose, *sections.lines("summary"), *letter, *sections.lines("demands", "background")]
    return people_from_prose([(line.text, line.number) for line in lines], bold)
