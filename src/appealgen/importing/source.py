"""A document with its sections and its form, from which fields are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from appealgen.importing.document_words import language_of, language_of_salutation
from appealgen.importing.lines import Document, Line, unwrap
from appealgen.importing.structure.furniture import mark_furniture
from appealgen.importing.structure.labels import DocumentForm, load_forms
from appealgen.importing.structure.sections import Sections, main_form
from appealgen.language.locales import best_of
from appealgen.model.identifiers import Country, Tag

_ENGLISH = Tag("en")


@dataclass(frozen=True)
class Source:
    """A document taken apart; `lines` are its logical lines, `text` all its words, `region` the section's country."""

    document: Document
    sections: Sections
    form: DocumentForm
    lines: tuple[Line, ...]
    text: str
    region: Country | None

    @property
    def month_first(self) -> bool:
        """Whether 6/1/2012 is the first of June here."""
        return self.region == "US"

    @property
    def letter(self) -> list[Line]:
        """The lines of the model letter, if there is one."""
        lines = self.sections.lines("letter")
        return lines if self.sections.named("salutation") or sum(len(line.text) for line in lines) > 150 else []

    @property
    def language(self) -> Tag:
        """The language of the letter, or of the demands: by their words, else by the form."""
        salutations = self.sections.named("salutation")
        default = language_of_salutation(salutations[0].text, self.form.language) if salutations else self.form.language
        text = " ".join(line.text for line in self.letter) or " ".join(
            line.text for line in self.sections.lines("demands")
        )
        return language_of(text, default)

    def lines_but(self, *parts: str) -> list[Line]:
        """The logical lines outside these parts."""
        told = {line.number for line in self.sections.lines(*parts)}
        return [line for line in self.lines if line.number not in told]

    @property
    def says_closed(self) -> bool:
        """Whether a label says that no further action is needed."""
        return bool(self.sections.marked("closed")) or bool(self.sections.named("closed"))


_SUBJECT = re.compile(r"(?:subject|betreff|objet|asunto|oggetto|assunto|onderwerp)\s?:\s+(\S.*)", re.IGNORECASE)
_FIRST_LINES = 12


def _subject_in(lines: Sequence[Line]) -> str:
    """The subject in the head of a mail that was saved as text."""
    return next((match[1] for line in lines[:_FIRST_LINES] if (match := _SUBJECT.match(line.text))), "")


def source_of(document: Document, sections: Sections, roots: tuple[Path, ...]) -> Source:
    """A document with the form of most of its labels; English without any."""
    every = load_forms(roots)
    form = main_form(sections, every) or next(form for form in every if best_of(form.language, [_ENGLISH]))
    lines = tuple(line for line in mark_furniture(unwrap(document.lines)) if line.kind != "frame")
    region = next((Country(region) for region in sections.regions), None) or form.region
    if not document.subject and (subject := _subject_in(document.lines)):
        document = replace(document, subject=subject)
    return Source(document, sections, form, lines, "\n".join(line.text for line in lines), region)
