"""Document → Draft: a case as far as the document gives one, where each field is from, and what is doubtful."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from appealgen.errors import DocumentError, Problem, nearest
from appealgen.language.locales import country_name, language_name, named
from appealgen.language.phrases import known as languages_with_phrases
from appealgen.language.phrases import phrases
from appealgen.language.choice import words_near
from appealgen.model import (
    UNKNOWN, Case, Country, Demand, Doubt, ModelLetter, Person, Slug, SocialMedia, Tag, Target, UANumber, Update, slug,
)  # fmt: skip
from appealgen.post.country import country_called
from appealgen.reading.documents import consistency, header, prose
from appealgen.reading.documents.consistency import doubt
from appealgen.reading.documents.contacts import Contact, contacts_of, handle_of
from appealgen.reading.documents.dates import find_date, with_year
from appealgen.reading.documents.forms import Form, forms
from appealgen.reading.documents.head import Head, read_head, remainder
from appealgen.reading.documents.host import host_of
from appealgen.reading.documents.lines import Document, Line, unwrapped
from appealgen.reading.documents.people import Named, from_label, from_prose
from appealgen.reading.documents.reader import read_document
from appealgen.reading.documents.sections import Sections, Value, main_form, sections_of
from appealgen.reading.documents.words import all_words, bare, folded, language_of, language_words

_ENGLISH = Tag("en")
_CONTENT = ("targets", "copies", "letter", "demands", "background", "social", "messages", "follow", "people")
_MAX_LETTER = 20_000
_ANY_TITLE = 90
_INDEX_REGIONS = {"EUR": "", "AMR": "", "ASA": "", "MDE": "", "AFR": ""}


@dataclass(frozen=True)
class Draft:
    """What a document gives of a case.

    `origins` says for each field the line of `document` that it is from; `form` is the name of the form that was
    recognized; `is_update` whether the document says that it follows an earlier one.
    """

    case: Case
    document: Document
    form: str
    is_update: bool
    origins: Mapping[str, int] = field(default_factory=dict)

    @property
    def asks(self) -> bool:
        """Whether the document asks for letters: it gives a letter, demands or somebody to write to."""
        return bool(self.case.letters or self.case.demands or self.case.targets)

    @property
    def closes(self) -> bool:
        """Whether it ends the case."""
        return self.case.closed


def import_document(source: Path | bytes, *, name: str | None = None, roots: Sequence[Path] = ()) -> Draft:
    """Import an Urgent Action from a file (DOCX, PDF, HTML, Markdown, plain text, saved mail) or from its bytes.

    `name` is what the file is called in messages; `roots` may have `forms/` of the user's own. Raises DocumentError for
    a file that cannot be read, that is no Urgent Action, or that holds several.
    """
    own = tuple(roots)
    readings = [(reading, sections_of(reading.lines, own)) for reading in read_document(source, name)]
    document, sections = max(readings, key=lambda pair: (_weight(pair[1]), pair[0].kind != "mail"))
    return _Drafting(document, sections, own).draft()


def _weight(sections: Sections) -> int:
    """How much of a reading is known: its content parts count more than its marks."""
    return 3 * len(sections.parts & set(_CONTENT)) + len(sections.parts) + 2 * len(sections.named("salutation"))


class _Drafting:
    """One document on its way to a draft."""

    def __init__(self, document: Document, sections: Sections, roots: tuple[Path, ...]) -> None:
        self.document, self.sections, self.roots = document, sections, roots
        every = forms(roots)
        self.form: Form = main_form(sections, every) or next(form for form in every if form.language == _ENGLISH)
        self.lines = unwrapped(document.lines)
        self.text = "\n".join(line.text for line in self.lines)
        self.doubts: list[Doubt] = []
        self.origins: dict[str, int] = {}
        self.region = next((Country(region) for region in sections.regions), None) or self.form.region

    def draft(self) -> Draft:
        given = self._given_title()
        head = read_head(self._free_head(), self.lines, self.text, given, month_first=self.region == "US")
        self._refuse_others(head)
        number = self._number(head)
        issued = self._issued(head)
        index = self._index(head)
        people = self._people(head)
        targets = self._targets()
        country = self._country(head, targets)
        letter_lines = self._letter_lines()
        tag = self._letter_language(letter_lines)
        closed = self._closed(head)
        deadline = self._deadline(issued)
        summary, background = self._summary_and_background(head)
        title = self._title(head, summary)
        demands = self._demands(letter_lines)
        asks = bool(targets or letter_lines or demands)
        languages, own = self._languages()
        is_update = self._is_update(head)
        case = Case(
            schema=1,
            draft=True,
            id=self._id(number, people, title),
            ua_number=UANumber(number.split("-")[0]) if number else None,
            index=index,
            issue=self._issue(head),
            previous=self._previous(),
            title=title,
            country=country,
            issued=issued if asks or not (closed or is_update) else None,
            deadline=deadline,
            people=tuple(people),
            summary=summary or None,
            background=background or None,
            demands=tuple(demands),
            languages=languages,
            own_language=own,
            targets=self._finished(targets, country, tag),
            social=self._social(targets),
            updates=self._updates(closed, is_update, asks, number, index, issued, title, summary),
            sources=(f"{Path(self.document.name).name}: all that is not marked as a doubt.",),
        )
        letters = self._letters(case, letter_lines, tag)
        case = replace(case, letters=MappingProxyType(letters), file=self.document.name)
        self._check(case, head, letter_lines, asks=asks, closed=closed is not None)
        case = replace(case, doubts=self._doubts(), draft=bool(self.doubts))
        return Draft(case, self.document, self.form.form, is_update, MappingProxyType(dict(self.origins)))

    # identity

    def _free_head(self) -> list[Line]:
        """The free lines before the first part with content; all free lines where there is none."""
        found: list[Line] = []
        for section in self.sections.sections:
            if section.part == "after" or (section.part in _CONTENT and section.lines):
                break
            found += section.lines if section.part == "free" else []
        return found

    def _refuse_others(self, head: Head) -> None:
        """Raises DocumentError for what is no Urgent Action, and for several in one file."""
        file = self.document.name
        numbers = self._header_numbers()
        if len(numbers) > 1:
            listed = ", ".join(f"UA {number} (line {line})" for number, line in list(numbers.items())[:6])
            hint = "save each of them in a file of its own"
            raise DocumentError(Problem("several", f"{len(numbers)} Urgent Actions in one file: {listed}", hint, file=file))
        parts = self.sections.parts & set(_CONTENT)
        letters = [value for value in self.sections.named("salutation")]
        closes = self.sections.marked("close")
        if len(closes) > 1 and len(letters) > 1 and len(self.sections.named("deadline")) > 1:
            where = ", ".join(f"line {value.number}" for value in letters)
            hint = "save each of them in a file of its own"
            raise DocumentError(Problem("several", f"several letters in one file ({where})", hint, file=file))
        plain = folded(self.text)
        marked = "amnesty" in plain or "amnistia" in plain or bool(head.number) or bool(self.sections.marked("kind")) or bool(
            re.search(r"urgent\s?action|accion urgente|action urgente|eilaktion", plain)
        )
        strong = bool(head.number) or bool(self.sections.marked("heading")) or "amnesty" in plain or bool(self.sections.marked("kind"))
        asks = bool(parts & {"targets", "demands", "letter"}) or bool(letters) or self._closing_words()
        if not (marked and strong and (asks or (head.number and head.prose))):
            what = _looks_like(plain, bool(parts), bool(letters))
            hint = "an Urgent Action has a number (UA 12/34), somebody to write to, and a letter or demands"
            raise DocumentError(Problem("not-an-urgent-action", f"this is no Urgent Action: {what}", hint, file=file))

    def _closing_words(self) -> bool:
        return bool(self.sections.marked("closed")) or bool(self.sections.named("closed"))

    def _header_numbers(self) -> dict[str, int]:
        """The numbers of cases that lines begin with as headers do, each with its first line."""
        found: dict[str, int] = {}
        for line in self.lines:
            text = line.text
            numbers = header.find_numbers(text)
            if not numbers or numbers[0].start > 45 or len(text) > 200 or (len(text) > 110 and text.endswith(".")):
                continue
            lead = bare(text[: numbers[0].start])
            words = lead.split()
            title = not words or all(word in _HEADER_WORDS for word in words) or text[: numbers[0].start].rstrip().endswith("(")
            if title and line.kind != "item" or (title and line.kind == "heading"):
                found.setdefault(numbers[0].of_case, line.number)
        return found

    def _number(self, head: Head) -> str | None:
        for value in self.sections.named("number"):
            if (made := header.bare_number(value.text)) is not None:
                head.issue = head.issue or header.ordinal(value.text)
                return self._said("ua_number", made.number, value.number)
        if head.number is not None:
            return self._said("ua_number", head.number[0], head.number[1])
        subject = header.find_numbers(self.document.subject)
        if subject:
            head.update = head.update or header.is_update(self.document.subject)
            return self._said("ua_number", subject[0].number, 1)
        for value in self.sections.named("likely_number"):
            if (made := header.bare_number(value.text)) is not None:
                self._doubt("likely", "ua_number", f"the number {made.number} stands only where one is to report letters", value.number)
                return self._said("ua_number", made.number, value.number)
        return self._number_in_addresses()

    def _number_in_addresses(self) -> str | None:
        for line in self.lines[:40]:
            for url in re.findall(r"(?:https?://|www\.)\S+", line.text):
                if (match := re.search(r"ua+[-_]?(\d{1,3})[-_]?(\d{2})(?!\d)", url.lower())) is not None:
                    number = f"{int(match[1])}/{match[2]}"
                    self._doubt("likely", "ua_number", f"the number {number} stands only in a web address", line.number)
                    return self._said("ua_number", number, line.number)
        return None

    def _issue(self, head: Head) -> int | None:
        if head.issue is None and self.document.subject:
            head.issue = header.ordinal(self.document.subject)
        return head.issue

    def _index(self, head: Head) -> str | None:
        for value in self.sections.named("index"):
            if (found := header.find_index(value.text)) is not None:
                return self._said("index", found, value.number)
        return self._said("index", head.index[0], head.index[1]) if head.index else None

    def _issued(self, head: Head) -> datetime.date | None:
        for value in self.sections.named("date"):
            dated = find_date(value.text, month_first=self.region == "US")
            if dated is not None and dated.date is not None:
                if dated.doubt:
                    self._doubt("likely", "issued", dated.doubt, value.number)
                return self._said("issued", dated.date, value.number)
        for value in self.sections.named("index"):
            dated = find_date(value.text.replace(header.find_index(value.text) or "\0", " "))
            if dated is not None and dated.date is not None:
                return self._said("issued", dated.date, value.number)
        if head.issued is None:
            return None
        if head.issued_doubt:
            self._doubt("likely", "issued", head.issued_doubt, head.issued[1])
        return self._said("issued", head.issued[0], head.issued[1])

    def _is_update(self, head: Head) -> bool:
        marks = self.sections.marked("heading")
        said = any(header.is_update(mark.text[:80]) for mark in marks)
        return head.update or said or self._number_of_update() or bool(self.sections.named("issue"))

    def _number_of_update(self) -> bool:
        return any("-" in each.number for line in self.lines[:40] for each in header.find_numbers(line.text)[:1])

    def _closed(self, head: Head) -> tuple[datetime.date | None, int] | None:
        """That the document closes the case, with the date that it says for it and the line."""
        for value in self.sections.named("closed"):
            dated = find_date(value.text, month_first=self.region == "US")
            return (dated.date if dated else None), value.number
        marks = [mark for mark in self.sections.marked("closed")]
        if marks:
            return None, marks[0].number
        if head.closing and not self.sections.named("salutation"):
            return None, head.number[1] if head.number else 1
        return None

    def _given_title(self) -> tuple[str, int] | None:
        """The headline that a label gives, perhaps with the country before it."""
        for value in self.sections.named("title"):
            return (remainder(value.text) if header.find_numbers(value.text) else value.text), value.number
        for section in self.sections.of("title"):
            if section.lines:
                return " ".join(line.text for line in section.lines[:2]), section.lines[0].number
        for value in self.sections.named("country_title"):
            for mark in (".", ":", " "):
                lead, _, rest = value.text.partition(mark)
                if rest.strip() and country_called(lead):
                    return f"{lead}: {rest.strip(' .:')}", value.number
            return value.text, value.number
        return None

    def _title(self, head: Head, summary: str) -> str:
        if head.title is not None and head.title[0]:
            return str(self._said("title", head.title[0], head.title[1]))
        self._doubt("missing", "title", "there is no headline")
        first = prose.sentences(summary)[0] if summary else Path(self.document.name).stem
        return first if len(first) <= _ANY_TITLE else f"{first[:_ANY_TITLE].rsplit(' ', 1)[0]} …"

    def _id(self, number: str | None, people: Sequence[Person], title: str) -> Slug:
        if number:
            serial, year = number.split("-")[0].split("/")
            return Slug(f"ua-{int(serial):03d}-{year}")
        first = str(people[0].name) if people else title
        words = [word for word in bare(first).split() if word][:5]
        try:
            return slug("-".join(words))
        except ValueError:
            return Slug("imported")

    # people and addresses

    def _people(self, head: Head) -> list[Person]:
        gender = next((value.text for value in self.sections.named("gender")), None)
        said = from_label(self.sections.lines("people"), gender) or head.people
        if not said:
            said = self._people_in_prose(head)
        found: list[Person] = []
        for each in said:
            if any(bare(str(person.name)) == bare(each.name) for person in found):
                continue
            place = f"people[{len(found)}]"
            self._said(f"{place}.name", each.name, each.number)
            if each.likely:
                self._doubt("likely", f"{place}.name", f"no label names the people; the text names {each.name}", each.number)
            found.append(Person(name=each.name, pronouns=each.pronouns))
        if not found:
            self._doubt("missing", "people", "nobody is named as the person at risk")
        return found

    def _people_in_prose(self, head: Head) -> list[Named]:
        letter = self.sections.lines("letter")
        bold = [span.text for line in letter for span in line.spans if span.bold and len(span.text.split()) < 7]
        texts = [*head.prose, *self.sections.lines("summary"), *letter, *self.sections.lines("demands", "background")]
        return from_prose([(line.text, line.number) for line in texts], bold)

    def _targets(self) -> list[tuple[str, Contact]]:
        """The blocks of the document with their roles: target, copy, embassy."""
        found: list[tuple[str, Contact]] = []
        before_letter = self._lines_before_letter()
        groups: list[tuple[str, list[Line]]] = [("target", self.sections.lines("targets") or before_letter)]
        groups.append(("copy", self.sections.lines("copies")))
        for role, lines in groups:
            for block in contacts_of(lines):
                embassy = block.is_embassy and (role == "copy" or bool(found))
                found.append(("embassy" if embassy else role, block))
        return found

    def _lines_before_letter(self) -> list[Line]:
        """The block right before the salutation of a document without a label for addresses."""
        sections = self.sections.sections
        at = next((number for number, section in enumerate(sections) if section.part == "letter"), None)
        if at is None:
            return []
        letters = [number for number, section in enumerate(sections) if section.part == "letter"]
        for number in range(letters[0] - 1, -1, -1):
            if sections[number].part in ("free", "skip", "after") and sections[number].lines:
                lines = list(sections[number].lines)
                last_prose = max((i for i, line in enumerate(lines) if _is_sentence(line)), default=-1)
                tail = lines[last_prose + 1 :]
                return tail if len(tail) > 1 else []
        return []

    def _finished(self, blocks: Sequence[tuple[str, Contact]], country: Country, tag: Tag) -> tuple[Target, ...]:
        targets: list[Target] = []
        for role, block in blocks:
            place = f"targets[{len(targets)}]"
            host = None
            if role == "embassy":
                host, likely = host_of(block, self.region)
                if host is None:
                    text = " / ".join(line.text for line in block.lines)[:200]
                    self._doubt("missing", "targets", f"an embassy in a country that is not known was left out: {text}", block.number)
                    continue
                if likely:
                    self._doubt("likely", f"{place}.host", f"the embassy is taken to be in {country_name(host)}", block.number)
            targets.append(self._target(role, block, place, host, country, [t.id for t in targets]))
        return self._with_salutations(targets, tag)

    def _target(
        self, role: str, block: Contact, place: str, host: Country | None, country: Country, ids: Sequence[str]
    ) -> Target:
        for name in ("office", "name", "address", "phone", "fax", "email", "country", "salutation"):
            if getattr(block, name):
                self.origins[f"{place}.{name}"] = block.number
        for field_name, text in block.likely:
            self._doubt("likely", f"{place}.{field_name}", f"“{text}” is taken for the {field_name}", block.number)
        if block.run_on and role != "embassy":
            self._doubt("likely", f"{place}.address", "the whole address stands in one line: check where its lines end", block.number)
        if block.hidden is not None and not block.email:
            self._doubt("hidden", f"{place}.email", "the e-mail address is hidden in this copy of the document", block.hidden)
        for text, number in block.remarks:
            self._doubt("remark", f"{place}.address", f"the document says beside it: “{text}”", number)
        if not (block.address or block.email or block.fax or block.phone or block.social or block.hidden):
            self._doubt("missing", f"{place}.address", "there is neither an address nor another way to reach them", block.number)
        offices = block.office or block.name or (block.address or block.email or [role])[0]
        return Target(
            id=_target_id(role, offices, host, ids),
            role=role,  # type: ignore[arg-type]
            office=block.office or (None if block.name else offices),
            name=block.name,
            address=tuple(block.address),
            country=block.country if block.country != UNKNOWN else None,
            host=host,
            phone="; ".join(block.phone) or None,
            fax="; ".join(block.fax) or None,
            email=tuple(block.email),
            social=MappingProxyType(dict(block.social)),
            salutation=_salutations(block.salutation, self.form.language) if block.salutation else None,
        )

    def _with_salutations(self, targets: list[Target], tag: Tag) -> tuple[Target, ...]:
        """The letter's own salutation belongs to the first target."""
        said = self.sections.named("salutation")
        first = next((number for number, target in enumerate(targets) if target.role == "target"), None)
        if said and first is not None:
            words = said[0].text.rstrip(",;:! ")
            given = targets[first].salutation
            if given is None:
                language = language_of_salutation(words, tag)
                targets[first] = replace(targets[first], salutation=MappingProxyType({language: words}))
                self.origins[f"targets[{first}].salutation"] = said[0].number
            if re.search(r"\b(?:and|und|et|y)\s+(?:dear|sehr|madame|monsieur|estimad|minister|ambassador)", folded(words)):
                self._doubt("likely", f"targets[{first}].salutation", f"“{words}” speaks to several people", said[0].number)
        return tuple(targets)

    def _country(self, head: Head, targets: Sequence[tuple[str, Contact]]) -> Country:
        for name in ("country", "embassy"):
            for value in self.sections.named(name):
                if (code := country_called(re.sub(r"^(?:the|der|des|de la|du|de)\s", "", value.text))) is not None:
                    return Country(str(self._said("country", code, value.number)))
        for value in self.sections.named("index"):
            if (code := country_called(remainder(value.text))) is not None:
                return Country(str(self._said("country", code, value.number)))
        self._subject_country(head)
        if head.country is not None:
            return Country(str(self._said("country", head.country[0], head.country[1])))
        return self._likely_country(targets)

    def _subject_country(self, head: Head) -> None:
        """The country that a mail's subject or a page's title names."""
        if head.country is None and self.document.subject:
            for piece in re.split(r"\bon\b|[:(),–-]", self.document.subject):
                if (code := country_called(piece)) is not None:
                    head.country = (Country(code), 1)

    def _likely_country(self, targets: Sequence[tuple[str, Contact]]) -> Country:
        """The country of those who are written to; else the one that the text names most, with a doubt."""
        officials = [block for role, block in targets if role == "target" and block.country]
        missions = [code for _, block in targets if block.is_embassy for code in _countries_in(block.office or "")]
        if officials and not any(re.search(r"(?i)c/o|mission|embassy|botschaft|ambassade", line) for line in officials[0].address):
            code = officials[0].country
            assert code is not None
            if missions and code not in missions:
                self._doubt("contradiction", "country", f"the address says {country_name(code)}, the embassy {country_name(missions[0])}", officials[0].number)
            return Country(str(self._said("country", code, officials[0].number)))
        if missions:
            return Country(str(self._said("country", missions[0], next(b.number for _, b in targets if b.is_embassy))))
        counts = _countries_named([line.text for line in self.lines if len(line.text) > 40])
        if counts:
            code, number = counts[0]
            self._doubt("likely", "country", f"no label names the country; the text names {country_name(code)} most", None)
            return Country(code)
        self._doubt("missing", "country", "the country is not named")
        return UNKNOWN

    # text

    def _letter_lines(self) -> list[Line]:
        lines = self.sections.lines("letter")
        return lines if self.sections.named("salutation") or sum(len(line.text) for line in lines) > 150 else []

    def _letter_language(self, lines: Sequence[Line]) -> Tag:
        said = self.sections.named("salutation")
        default = language_of_salutation(said[0].text, self.form.language) if said else self.form.language
        text = " ".join(line.text for line in lines) or " ".join(line.text for line in self.sections.lines("demands"))
        return language_of(text, default)

    def _summary_and_background(self, head: Head) -> tuple[str, str]:
        sections = self.sections.lines("summary")
        lines = head.prose or sections
        after = [line for line in self.sections.lines("after") if len(line.text) > 110 and line.text.endswith((".", "”", '"'))]
        background = sections if lines is not sections else []
        background += after if self._closing_words() else []
        background += [line for line in self.sections.lines("background") if sum(map(str.isalpha, line.text)) > 3]
        whole = self._letter_lines() and (background or self.form.language == _ENGLISH)
        if lines is head.prose and len(lines) > 1 and not whole:
            lines, body = lines[:1], lines[1:]
            background = [*body, *background]
        if lines:
            self.origins["summary"] = lines[0].number
        if background:
            self.origins["background"] = background[0].number
        self.doubts += consistency.damage(lines, "summary")
        self.doubts += consistency.damage(background, "background")
        return prose.paragraphs(lines), prose.paragraphs(background)

    def _demands(self, letter: Sequence[Line]) -> list[Demand]:
        lines = next((list(section.lines) for section in self.sections.of("demands") if section.lines), [])
        found = prose.demanded(lines) if lines else list(prose.asking(letter))
        if lines:
            self.doubts += consistency.damage(lines, "demands")
        for number, (_, line) in enumerate(found):
            self.origins[f"demands[{number}].text"] = line
        return [Demand(id=Slug(f"demand-{number}"), text=text) for number, (text, _) in enumerate(found, 1)]

    def _letters(self, case: Case, lines: Sequence[Line], tag: Tag) -> dict[Tag, ModelLetter]:
        if lines:
            text = prose.markdown(lines) + "\n"
            self.origins[f"letters.{tag}"] = lines[0].number
            if len(text) > _MAX_LETTER:
                self._doubt("too-long", f"letters.{tag}", "the letter is longer than any letter: it was cut", lines[0].number)
                text = text[:_MAX_LETTER].rsplit("\n\n", 1)[0] + "\n"
            return {tag: ModelLetter(tag, text, self.document.name)}
        if not case.demands or not case.people or case.closed:
            return {}
        language = tag if tag in languages_with_phrases() else _ENGLISH
        self._doubt("composed", f"letters.{language}", "the document has no model letter: this one was composed of its demands")
        return {language: ModelLetter(language, _outline(case, language), self.document.name)}

    def _languages(self) -> tuple[tuple[Tag, ...], bool]:
        """The target's languages in their order, and whether one may write in one's own."""
        own = bool(self.sections.marked("own_language"))
        found: list[Tag] = []
        for value in self.sections.named("languages"):
            for piece in re.split(rf"\s*(?:[,;/]|\b{language_words('conjunctions')}\b)\s*", folded_keep(value.text)):
                tag, is_own = self._language(piece, value)
                own = own or is_own
                if tag is not None and tag not in found:
                    found.append(tag)
                    self.origins.setdefault("languages", value.number)
        return tuple(found), own

    def _language(self, piece: str, value: Value) -> tuple[Tag | None, bool]:
        plain = bare(piece)
        if re.search(language_words("own_language"), plain):
            return None, True
        words = [word for word in piece.split() if bare(word) not in _language_noise()]
        name = " ".join(words).strip(" .:()")
        if not name or len(name) > 30:
            return None, False
        if (tag := named(name)) is not None:
            return tag, False
        last = named(words[-1].strip(" .:()"))
        if last is not None and len(words) < 4:
            return last, False
        if len(words) <= 2:
            known = [language_name(code) for code in ("en", "fr", "es", "ar", "ru", "zh", "fa", "pt", "tr", "uk", "vi", "de", "id", "th")]
            hint = nearest(name, known, cutoff=0.75)
            self._doubt("unknown", "languages", f"“{name}” is no language that is known here" + (f": {hint}?" if hint else ""), value.number)
        return None, False

    def _deadline(self, issued: datetime.date | None) -> datetime.date | None:
        found: list[tuple[datetime.date, int]] = []
        for value in self.sections.named("deadline"):
            dated = find_date(value.text, month_first=self.region == "US")
            if dated is not None and dated.date is None and issued is not None and dated.day_and_month:
                dated = with_year(dated, issued)
            if dated is None or dated.date is None:
                told = dated.doubt if dated and dated.doubt else f"“{value.text[:60]}” is no date"
                self._doubt("likely", "deadline", told, value.number)
                continue
            if dated.doubt:
                self._doubt("likely", "deadline", dated.doubt, value.number)
            found.append((dated.date, value.number))
        if len({day for day, _ in found}) > 1:
            told = ", ".join(f"{day} (line {number})" for day, number in found)
            self._doubt("contradiction", "deadline", f"several deadlines: {told}", found[-1][1])
        if found and issued and found[0][0] < issued:
            self._doubt("contradiction", "deadline", f"the deadline {found[0][0]} comes before the document's date {issued}", found[0][1])
        if not found:
            return None
        self.origins["deadline"] = found[0][1]
        return found[0][0]

    def _previous(self) -> str | None:
        for value in self.sections.named("previous"):
            match = re.search(r"(?:https?://|www\.)\S+", value.text)
            if match:
                return str(self._said("previous", match[0].rstrip(".,;)"), value.number))
        return None

    def _social(self, targets: Sequence[tuple[str, Contact]]) -> SocialMedia | None:
        messages = prose.paragraphs(self.sections.lines("messages"))
        follow = [handle for line in self.sections.lines("follow") for handle in re.findall(r"@\w+", line.text)]
        self._target_handles(targets)
        if self.sections.lines("messages"):
            self.origins["social.messages"] = self.sections.lines("messages")[0].number
        if not messages and not follow:
            return None
        return SocialMedia(messages=messages or None, follow=tuple(dict.fromkeys(follow)))

    def _target_handles(self, targets: Sequence[tuple[str, Contact]]) -> None:
        """Profiles of the first target that stand under social media; another spelling of a handle is a doubt."""
        block = next((block for role, block in targets if role == "target"), None)
        if block is None:
            return
        for line in self.sections.lines("social"):
            for url in re.findall(r"(?:https?://)?(?:www\.)?(?:twitter|facebook|instagram|x)\.com/\S+", line.text):
                platform = "x" if re.search(r"(?:twitter|//x|^x)\.com", url) else "facebook" if "facebook" in url else "instagram"
                value = handle_of(url) if platform == "x" else url
                known = block.social.setdefault(platform, value)
                if platform == "x" and known != value and known.casefold() == value.casefold():
                    self._doubt("spelling", "targets[0].social", f"the handle is spelled {known} and {value} (line {line.number})", line.number)

    def _updates(
        self, closed: tuple[datetime.date | None, int] | None, is_update: bool, asks: bool, number: str | None,
        index: str | None, issued: datetime.date | None, title: str, summary: str,
    ) -> tuple[Update, ...]:  # fmt: skip
        """The document itself as an update, where it is one."""
        if closed is None and not is_update:
            return ()
        date = (closed[0] if closed else None) or issued
        if date is None and closed is not None:
            self._doubt("missing", "updates[0].date", "the document that closes the case has no date", closed[1])
        made = Update(
            number=UANumber(number) if number else None, index=index, date=date, title=title,
            outcome=summary or None if not asks or closed else None, closes=closed is not None,
        )  # fmt: skip
        return (made,)

    # doubts

    def _check(self, case: Case, head: Head, letter: Sequence[Line], *, asks: bool, closed: bool) -> None:
        """What is missing, cut off or contradictory in the whole."""
        self._missing(case, asks=asks, closed=closed)
        place = next(iter(case.letters), None)
        if letter and place:
            told = list(consistency.damage(letter, f"letters.{place}"))
            self.doubts += told
            if not self.sections.marked("close") and not told:
                self._doubt("cut-off" if not letter[-1].text.endswith((".", "!", "”", '"', "?")) else "spelling", f"letters.{place}",
                            "the letter has no close: is it whole?", letter[-1].number)
        others = [*self.sections.lines("background", "summary"), *head.prose]
        self.doubts += consistency.articles(letter or self.sections.lines("demands"), others, "background")
        for number, person in enumerate(case.people):
            text = [*letter, *others, *self.sections.lines("demands", "messages")]
            self.doubts += consistency.spellings(str(person.name), f"people[{number}].name", text)
        for _, line in zip(range(3), self.sections.unknown, strict=False):
            self._doubt("unknown", "background", f"a heading that is not known: “{line.text}”; what stands below it was left out", line.number)
        self.doubts += consistency.unreadable(self.lines, "background")
        if self.sections.named("number") and head.number and header.bare_number(self.sections.named("number")[0].text):
            said = header.bare_number(self.sections.named("number")[0].text)
            if said and said.of_case != head.number[0].split("-")[0]:
                self._doubt("contradiction", "ua_number", f"two numbers: {said.number} and {head.number[0]}", head.number[1])

    def _missing(self, case: Case, *, asks: bool, closed: bool) -> None:
        for name, what in (("ua_number", "number"), ("index", "index")):
            if getattr(case, name) is None:
                self._doubt("missing", name, f"the document does not give its {what}")
        if case.issued is None and not any(update.date for update in case.updates):
            self._doubt("missing", "issued", "the document does not give its date")
        if closed:
            return
        if case.deadline is None and not any(each.field == "deadline" for each in self.doubts):
            self._doubt("missing", "deadline", "the document does not say until when to write")
        if not any(target.role == "target" for target in case.targets):
            self._doubt("missing", "targets", "there is nobody to write to in the document")
        if not case.letters:
            self._doubt("missing", f"letters.{self.form.language}", "there is neither a letter nor demands in the document")
        if not case.languages and asks:
            self._doubt("missing", "languages", "the document does not say which languages the target reads")

    def _said(self, name: str, value: object, number: int) -> object:  # type: ignore[override]
        self.origins[name] = number
        return value

    def _doubt(self, code: str, name: str, message: str, number: int | None = None) -> None:
        self.doubts.append(doubt(code, name, message, number))

    def _doubts(self) -> tuple[Doubt, ...]:
        """All doubts, each once, the grave ones first."""
        return tuple(sorted(dict.fromkeys(self.doubts), key=lambda each: not each.grave))


_HEADER_WORDS = frozenset(
    """ua nr urgent action further information on first second third fourth fifth sixth update of to follow up followup extra ai au action complementaire sur l
    mas informacion sobre weitere informationen zu und for public amnesty international uan accion urgente urgente issued the eilaktion nr no number""".split()
)


def folded_keep(text: str) -> str:
    """A text whose conjunctions are found without capitals; its letters stay."""
    return text.replace("/", ", ")


def _language_noise() -> frozenset[str]:
    return frozenset(bare(word) for words in all_words() for word in words.language_noise)


def _is_sentence(line: Line) -> bool:
    return len(line.text) > 100 and line.text.endswith((".", "”", ")", '"', ":")) and "@" not in line.text


def language_of_salutation(text: str, default: Tag) -> Tag:
    """The language of a salutation, by how it begins."""
    plain = folded(text).strip()
    for words in all_words():
        if any(plain.startswith(folded(start)) for start in words.salutations):
            return words.language
    return default


def _salutations(text: str, default: Tag) -> Mapping[Tag, str] | str:
    """`Dear Minister / Estimado Señor Secretario` → each in its language; one text where there is one."""
    parts = [part.strip(" ,;:.") for part in re.split(r"\s*/\s*", text) if part.strip(" ,;:.")]
    found: dict[Tag, str] = {}
    for part in parts:
        found.setdefault(language_of_salutation(part, default), part)
    return MappingProxyType(found) if found else text


def _target_id(role: str, words: str, host: Country | None, ids: Sequence[str]) -> Slug:
    if role == "embassy" and host is not None:
        made = f"embassy-{host.lower()}"
    else:
        latin = [word for word in re.findall(r"[a-z0-9]+", folded(words)) if word not in ("the", "and", "der", "des", "la", "el")]
        made = "-".join(latin[:5]) or role
    try:
        made = slug(made[:60].strip("-"))
    except ValueError:
        made = Slug(role)
    number, unique = 2, made
    while unique in ids:
        unique, number = Slug(f"{made}-{number}"), number + 1
    return Slug(unique)


def _countries_in(text: str) -> Iterator[Country]:
    """The countries that the name of an embassy has: Embassy of the Republic of Kazakhstan."""
    for mark in (r"\bof\s+(?:the\s+)?", r"\bder\s+", r"\bdes?\s+", r"\bvon\s+", r"\bde\s+(?:la\s+|los\s+)?", r"\bdu\s+", r"\bd[’']"):
        for match in re.finditer(mark, text, re.IGNORECASE):
            rest = re.split(r"\s+(?:to|in|in der|en|in den|aux|au)\s+", text[match.end() :])[0]
            if (code := country_called(rest)) is not None:
                yield Country(code)


def _countries_named(texts: Sequence[str]) -> list[tuple[str, int]]:
    """Countries named in prose, the most frequent first."""
    counts: dict[str, int] = {}
    for text in texts:
        for match in re.finditer(r"[A-ZÀ-Þ][\w’'-]+(?:\s(?:of\s)?[A-ZÀ-Þ][\w’'-]+)?", text):
            for words in (match[0], match[0].split()[0].replace("’s", "").replace("'s", "")):
                if (code := country_called(words)) is not None:
                    counts[code] = counts.get(code, 0) + 1
                    break
    return sorted(counts.items(), key=lambda item: -item[1])


def _outline(case: Case, tag: Tag) -> str:
    """A letter composed of what a form without a model letter gives: whom it is about, what happened, the demands."""
    words = phrases(tag).outline
    demands = "\n".join(f"- {prose.escape(prose.in_first_person(str(demand.text)))}" for demand in case.demands)
    about = words.about.replace("{person}", "{{ person }}")
    told = [prose.escape(part) for part in str(words_near(case.summary, tag) or "").split("\n\n")[:2] if part]
    return "\n\n".join([about, *told, f"{words.requests}\n{demands}"]) + "\n"


def _looks_like(plain: str, has_parts: bool, has_letter: bool) -> str:
    """What a text that is no Urgent Action looks like."""
    if re.search(r"(?<!\w)(?:invoice|rechnung|facture|factura|total|vat|mwst|iban)(?!\w)", plain):
        return "it looks like an invoice"
    if re.search(r"(?<!\w)(?:petition|sign now|unterschreiben|signez|firma la)(?!\w)", plain):
        return "it looks like a petition of another organization"
    if "urgent appeal" in plain or re.search(r"(?<!\w)obs \d{3}", plain):
        return "it looks like an appeal of another organization"
    if has_letter or has_parts:
        return "it has parts of one, but names neither Amnesty nor a number"
    return "none of its parts is in it"


__all__ = ["Draft", "import_document"]
