"""Make a draft from a document: the case, the line of each field, and the doubts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from appealgen.importing import consistency
from appealgen.importing.document_words import fold_letters, says
from appealgen.importing.fields.conditions import read_deadline, read_languages, read_previous
from appealgen.importing.fields.countries import check_target_countries, read_country
from appealgen.importing.fields.header import Header, Whole, read_header
from appealgen.importing.fields.identity import (
    Closure,
    case_id,
    follows_earlier,
    read_closure,
    read_index,
    read_issue_date,
    read_issue_number,
    read_number,
)
from appealgen.importing.fields.people_at_risk import read_people
from appealgen.importing.fields.targets import add_profiles, contact_blocks, ends_of_addresses, read_targets
from appealgen.importing.fields.texts import (
    labelled_title,
    read_demands,
    read_letters,
    read_social,
    read_summary_and_background,
    read_title,
)
from appealgen.importing.files.reader import read_document
from appealgen.importing.hyphens import BrokenWord, doubts_of_broken_words, join_broken_words
from appealgen.importing.lines import Document, Line
from appealgen.importing.notes import DraftNotes, doubt
from appealgen.importing.recognition import refuse_other_documents
from appealgen.importing.scrutiny import not_read, scraps_in_letters, unsupported
from appealgen.importing.source import Source, source_of
from appealgen.importing.structure import prose
from appealgen.importing.structure.accents import restore_accents
from appealgen.importing.structure.header_patterns import bare_number, find_index, find_numbers
from appealgen.importing.structure.labels import CONTENT
from appealgen.importing.structure.run_on import broken_again
from appealgen.importing.structure.section_reader import sections_of
from appealgen.importing.structure.sections import Sections
from appealgen.messages import message
from appealgen.model.case import Case, Doubt, DoubtCode, Update
from appealgen.model.identifiers import UANumber
from appealgen.yamlfile.bounds import bounded


@dataclass(frozen=True)
class Draft:
    """An imported case.

    `origins` gives the line of `document` for each field, `evidence` its evidence (a label, the header, an address,
    prose, the page around the document), all of it for a target. `form` is the name of the recognized form;
    `is_update` is whether the document says that it follows an earlier one.
    """

    case: Case
    document: Document
    form: str
    is_update: bool
    origins: Mapping[str, int] = field(default_factory=dict)
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Whether the document asks for letters: it has a letter, demands or a recipient."""
        return bool(self.case.letters or self.case.demands or self.case.targets)

    @property
    def closes(self) -> bool:
        """Whether it closes the case."""
        return self.case.closed


def import_document(source: Path | bytes, *, name: str | None = None, roots: Sequence[Path] = ()) -> Draft:
    """Import an Urgent Action from a file (DOCX, PDF, HTML, Markdown, plain text, saved mail) or from its bytes.

    `name` is the file's name in messages; `roots` may contain the user's own `forms/`. Raises DocumentError for a file
    that cannot be read, that is no Urgent Action, or that has several.
    """
    return draft_of(read_document(source, name), tuple(roots))


def draft_of(documents: Sequence[Document], own: tuple[Path, ...] = ()) -> Draft:
    """The draft of the reading with most parts of an Urgent Action; `own` may contain the user's own forms."""
    broken = [broken_again(each.lines) for each in documents]
    whole = [replace(each, lines=lines) if lines else each for each, lines in zip(documents, broken, strict=True)]
    readings = [(reading, sections_of(reading.lines, own)) for reading in whole]
    document, sections = max(readings, key=lambda pair: (_weight(pair[1]), pair[0].kind != "mail"))
    lost_breaks = document.lines in broken
    joined, broken_words = join_broken_words(document.lines)
    lines, mended = restore_accents(joined, own)
    if lines != document.lines:
        document, sections = replace(document, lines=lines), sections_of(lines, own)
    notes = DraftNotes()
    if mended:
        _note_lost_accents(notes, mended)
    if lost_breaks:
        for name_of_field in ("title", "summary", "background"):
            notes.doubt(DoubtCode.LIKELY, name_of_field, _LOST_BREAKS, grave=False)
    return _drafted(source_of(document, sections, own), notes, broken_words)


_LOST_BREAKS = message("the document had lost its line breaks; new lines were started at its labels")


def _note_lost_accents(notes: DraftNotes, mended: int) -> None:
    text = message(
        "the file has lost its accented characters: {count} common words were repaired, but names could not be",
        count=mended,
    )
    for name_of_field in ("title", "summary", "people", "targets", "demands", "background"):
        grave = name_of_field in ("people", "targets", "demands")
        notes.doubt(DoubtCode.UNREADABLE, name_of_field, text, grave=grave)


def _weight(sections: Sections) -> int:
    """The amount of known content in a reading: content parts count more than marks."""
    return 3 * len(sections.parts & set(CONTENT)) + len(sections.parts) + 2 * len(sections.named("salutation"))


def _drafted(source: Source, notes: DraftNotes, broken: Sequence[BrokenWord]) -> Draft:
    title = labelled_title(source)
    lines = _without_deadlines(source)
    whole = Whole(source.text, source.document.subject, source.form.language, source.month_first)
    header = read_header(_free_head(source), lines, title, whole)
    refuse_other_documents(source, header)
    case, is_update = _case(source, notes, header)
    letters = read_letters(source, notes, case)
    case = replace(case, letters=MappingProxyType(letters), file=source.document.name)
    case, excess = bounded(case)
    for field_name, wording in excess:
        text = message("{excess}; it was cut", excess=wording)
        notes.doubt(DoubtCode.TOO_LONG, field_name, text, notes.origins.get(field_name))
    _check(source, notes, case, header)
    notes.doubts += doubts_of_broken_words(broken, case)
    case = case.with_doubts(notes.in_order())
    evidence = {name: by for name, by in notes.evidence.items() if by}
    return Draft(
        case,
        source.document,
        source.form.form,
        is_update,
        MappingProxyType(dict(notes.origins)),
        MappingProxyType(evidence),
    )


def _without_deadlines(source: Source) -> list[Line]:
    """Lines whose dates may be the document's: without those that give a last day for writing."""
    until = {value.number for value in source.sections.named("deadline")}
    return [
        line for line in source.lines if line.number not in until or find_index(line.text) or find_numbers(line.text)
    ]


def _case(source: Source, notes: DraftNotes, header: Header) -> tuple[Case, bool]:
    """The case without its letters and doubts, and whether the document is an update of it."""
    number, index = read_number(source, notes, header), read_index(source, notes, header)
    issued = read_issue_date(source, notes, header)
    people = read_people(source, header, notes)
    blocks = contact_blocks(source, notes, header)
    country = read_country(source, notes, header, blocks)
    check_target_countries(notes, country, blocks)
    closure, is_update = read_closure(source, header), follows_earlier(source, header)
    summary, background = read_summary_and_background(source, notes, header)
    title = read_title(source, notes, header, summary)
    demands = read_demands(source, notes)
    social = read_social(source, notes)
    add_profiles(source, notes, blocks)
    targets = read_targets(source, notes, blocks)
    languages, own_language = read_languages(source, notes)
    case = Case(
        schema=1,
        draft=True,
        id=case_id(number, people, title),
        ua_number=UANumber(number.split("-")[0]) if number else None,
        index=index,
        issue=read_issue_number(source, header),
        previous=read_previous(source, notes),
        title=title,
        country=country,
        issued=issued,
        deadline=read_deadline(source, notes, issued),
        people=tuple(people),
        summary=summary or None,
        background=background or None,
        demands=tuple(demands),
        languages=languages,
        own_language=own_language,
        targets=targets,
        social=social,
        sources=(_credit(source),),
    )
    if closure is None and not is_update:
        return case, False
    return _with_update(case, notes, number, closure, asks=_asks(source, case)), is_update


def _with_update(case: Case, notes: DraftNotes, number: str | None, closure: Closure | None, *, asks: bool) -> Case:
    """The case with the update in its document; the update gets index and date if it asks for no letters."""
    update = Update(
        number=UANumber(number) if number else None,
        index=case.index,
        date=(closure.date if closure else None) or case.issued,
        title=case.title,
        outcome=case.summary if closure or not asks else None,
        closes=closure is not None,
    )
    if update.date is None:
        text = message("the document does not give its date")
        line = closure.number if closure else None
        notes.doubt(DoubtCode.MISSING, "updates[0].date", text, line, grave=False)
    return replace(case if asks else replace(case, index=None, issued=None), updates=(update,))


def _asks(source: Source, case: Case) -> bool:
    """Whether the document asks for letters; lines of a letter count even if no letter can be made of them."""
    return bool(case.targets or source.letter or case.demands)


def _credit(source: Source) -> str:
    return f"{Path(source.document.name).name}, {source.form.title}: all that no doubt is about."


def _free_head(source: Source) -> list[Line]:
    """The free lines before the first part with content; all of them without such a part."""
    lines: list[Line] = []
    addresses = ends_of_addresses(source)
    for section in source.sections.sections:
        if section.part == "after" or (section.part in CONTENT and section.lines):
            break
        lines += section.lines if section.part == "free" else []
    return [line for line in lines if line.number not in addresses]


def _check(source: Source, notes: DraftNotes, case: Case, header: Header) -> None:
    """Doubts about the whole document: missing, cut off or contradictory."""
    _missing(source, notes, case)
    letter, sections = source.letter, source.sections
    place = next((f"letters.{tag}" for tag in case.letters), None)
    if letter and place:
        notes.doubts += _letter_doubts(source, letter, place, case)
    others = [*sections.lines("background", "summary"), *header.prose]
    notes.doubts += consistency.articles(letter or sections.lines("demands"), others, "background")
    for number, person in enumerate(case.people):
        text = [*letter, *others, *sections.lines("demands", "messages")]
        notes.doubts += consistency.spellings(str(person.name), f"people[{number}].name", text)
        notes.doubts += consistency.unnamed_people(str(person.name), f"people[{number}].name", letter)
    read = set(notes.origins.values())
    left_out = [s for s in sections.of("unknown") if not any(line.number in read for line in s.lines)]
    for line in [line for line in sections.unknown if line.number in [s.number for s in left_out]][:3]:
        wording = message("unknown heading “{text}”; the text below it was left out", text=line.text)
        notes.doubt(DoubtCode.UNKNOWN, "background", wording, line.number)
    for line in sections.near[:3]:
        wording = message("“{text}” was read as a label for addresses", text=line.text)
        notes.doubt(DoubtCode.LIKELY, "targets", wording, line.number, grave=False)
    notes.doubts += unsupported(source, case, notes)
    notes.doubts += [*scraps_in_letters(source, case), *not_read(source, case)]
    notes.doubts += consistency.lost_letters(sections, source.lines, case)
    if case.closed and (last := read_closure(source, header)) and case.letters and case.targets:
        wording = message("the document closes the case but also asks for letters: which is right?")
        notes.doubt(DoubtCode.CONTRADICTION, "updates[0].closes", wording, last.number, grave=False)
    labelled = [bare_number(value.text) for value in sections.named("number")]
    for other in filter(None, labelled[:1]):
        if header.number and other.of_case != header.number[0].split("-")[0]:
            wording = message("two numbers: {number} and {other}", number=other.number, other=header.number[0])
            notes.doubt(DoubtCode.CONTRADICTION, "ua_number", wording, header.number[1], grave=False)


def _letter_doubts(source: Source, letter: Sequence[Line], place: str, case: Case) -> list[Doubt]:
    """Doubts about a letter that is cut off, or has no close."""
    doubts = [*consistency.damage(letter, place), *consistency.blanks(letter, place)]
    if source.sections.marked("close"):
        return [*doubts, *consistency.text_after_close(source.sections, place, case)]
    whole = letter[-1].text.endswith((".", "!", "”", '"', "?")) and bool(list(prose.asking_sentences(letter)))
    text = message("the letter has no close: is it complete?")
    return [*doubts, doubt(DoubtCode.NO_CLOSE if whole else DoubtCode.CUT_OFF, place, text, letter[-1].number)]


def _missing(source: Source, notes: DraftNotes, case: Case) -> None:
    """Doubts about values that documents usually give; a closure needs no more."""
    update = next(iter(case.updates), None)
    dated = case.issued or (update.date if update else None)
    usual = {"ua_number": case.ua_number, "index": case.index or (update and update.index), "issued": dated}
    for name, value in usual.items():
        if value is None and not (name == "issued" and update):
            unsaid = name == "index" and case.ua_number is None and "amnest" not in fold_letters(source.text)
            text = (
                message("the document gives no index and does not say that it comes from Amnesty")
                if unsaid and not update
                else _NOT_GIVEN[name]
            )
            notes.doubt(DoubtCode.MISSING, name, text, grave=False)
    if case.closed:
        return
    if case.deadline is None and not any(each.field == "deadline" for each in notes.doubts):
        notes.doubt(DoubtCode.MISSING, "deadline", message("the document gives no deadline"))
    if not any(target.role == "target" for target in case.targets):
        notes.doubt(DoubtCode.MISSING, "targets", message("the document names nobody to write to"))
    if not case.letters:
        place = f"letters.{source.form.language}"
        notes.doubt(DoubtCode.MISSING, place, message("the document contains neither a letter nor demands"))
    elif not case.demands:
        notes.doubt(DoubtCode.MISSING, "demands", message("no sentence in the letter makes a request"))
    if (
        case.targets
        and (over := re.search(rf"(?<!\w)(?:{says('over').pattern})(?!\w)", fold_letters(f"{case.title}"))) is not None
        and _STILL_ASKED.search(fold_letters(f"{case.title}")[: over.start()]) is None
    ):
        text = message("the headline says “{word}”: are letters still wanted?", word=over[0])
        notes.doubt(DoubtCode.LIKELY, "demands", text, notes.origins.get("title"))
    if not case.languages and _asks(source, case):
        text = message("the document does not say which languages the target reads")
        notes.doubt(DoubtCode.MISSING, "languages", text, grave=False)


_STILL_ASKED = re.compile(
    r"(?<!\w)(?:must|should|not|to|doit|doivent|debe|deben|deve|devem|devono|moet|moeten|muss|mussen|soll)"
    r"\s(?:(?:be|etre|ser|essere|worden|sofort|wieder|immediately|immediatement)\s){0,2}$"
)
"""Words before “freed” and the like in a headline that only demands it: doit être libéré."""
_NOT_GIVEN = {
    "ua_number": message("the document does not give its number"),
    "index": message("the document does not give its index"),
    "issued": message("the document does not give its date"),
}
