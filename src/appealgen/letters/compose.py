"""A Mailing → its Letter and Envelope: case, phrases and sender in the order of the template."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from appealgen.language.locales import has_italics, listed, long_date, proofing_tag, right_to_left
from appealgen.language.localized import words_in
from appealgen.language.matching import reads
from appealgen.language.phrases import SALUTATION_ENDS, Phrases, PhrasesOf, load_phrases, with_end
from appealgen.language.scripts import direction_of, in_order, in_order_from_left
from appealgen.language.typography import typeset, unbroken
from appealgen.letters import templates
from appealgen.letters.body import letter_body, names_of_people, office_of
from appealgen.letters.fitting import Fit, case_fit, longest_mailings, own_fit, usual_head
from appealgen.letters.heads import letter_head
from appealgen.letters.markup import parse
from appealgen.letters.solidarity import solidarity_values
from appealgen.model.case import Target, placeholders
from appealgen.model.document import RULED, Address, Block, Envelope, Letter, LetterHead, Span, Style
from appealgen.model.sender import Sender
from appealgen.planning.plan import Mailing
from appealgen.post.address import Posting, inside_address, recipient_address, sender_country, sender_lines
from appealgen.post.country import postal_name
from appealgen.post.signing import without_address
from appealgen.post.territories import at_home

_STYLES: dict[str, Style] = {
    "subject": "subject",
    "note": "note",
    "heading": "note-heading",
    "opening": "salutation",
    "body": "body",
    "closing": "closing",
    "copies": "copies",
}
_ABOVE = ("note", "heading")
"""Parts above a letter, in the language of those who read them."""


class Composed(NamedTuple):
    """Documents of one mailing."""

    letter: Letter
    envelope: Envelope | None


class LetterForm(NamedTuple):
    """A mailing without its sender's name and address: what the letters of a batch share.

    The sender's country is named on mail that leaves it or is posted elsewhere (`from_country`), and above letters that
    are read abroad (`inside_from`, in their language). A letter to forward is, although its envelope stays at home.
    """

    mailing: Mailing
    language: str
    recipient: Address
    inside: tuple[str, ...]
    from_country: str
    inside_from: str
    date: str
    words: Phrases
    opening: tuple[Block, ...]
    ending: tuple[Block, ...]
    fit: Fit
    usual: LetterHead


def compose(mailing: Mailing, roots: tuple[Path, ...] = (), phrases_of: PhrasesOf = load_phrases) -> Composed:
    """Compose a mailing. Templates and phrases in `roots` take precedence over the bundled ones.

    Raises TemplateError for a faulty template or phrase file, MissingError when the model letter needs a detail that
    the sender did not give, InputError when it has a placeholder for demands that the case lacks in its language.
    """
    return fill_in(letter_form(mailing, roots, phrases_of), mailing.sender)


def letter_form(mailing: Mailing, roots: tuple[Path, ...] = (), phrases_of: PhrasesOf = load_phrases) -> LetterForm:
    """Everything in a mailing that is independent of the signer; raises like `compose`.

    It serves all senders with the same country, languages and stationery, unless the letter mentions details of one
    (see `speaks_of`).
    """
    tag, sender = mailing.language.tag, mailing.sender
    words = phrases_of(tag, roots, sender.country)
    opening, ending = _blocks(mailing, words, roots, phrases_of)
    return LetterForm(
        mailing=mailing,
        language=proofing_tag(tag, sender.country),
        recipient=_recipient(mailing, roots, phrases_of),
        inside=_inside(mailing, roots, phrases_of),
        from_country=sender_country(sender, mailing.origin, mailing.stationery.country_names, roots),
        inside_from=postal_name(sender.country, tag, roots),
        date=_date(mailing, words),
        words=words,
        opening=opening,
        ending=ending,
        fit=_fit(mailing, roots, phrases_of),
        usual=usual_head(mailing, letter_head(tag, (), ())),
    )


def _fit(mailing: Mailing, roots: tuple[Path, ...], phrases_of: PhrasesOf) -> Fit:
    """The spacing step for letters of the case in this language on this paper, the same for all senders."""
    tag, fits = mailing.language.tag, []
    for longest in longest_mailings(mailing):
        words, head = phrases_of(tag, roots, longest.sender.country), usual_head(longest, letter_head(tag, (), ()))
        opening, ending = _blocks(longest, words, roots, phrases_of)
        blocks = (*opening, Block("signature", (Span(longest.sender.name),)), *ending)
        fits.append(case_fit(blocks, proofing_tag(tag), head, mailing.stationery.paper))
    return max(fits)


def speaks_of(sender: Sender, mailing: Mailing) -> bool:
    """Whether the letter has own words of its sender, or a placeholder for a detail that the sender gives."""
    if sender.own_words is not None and mailing.words_of(sender) != mailing.own_words:
        return True
    names = _about_the_sender(mailing.case.letters[mailing.language.tag].text)
    if not names:
        return False
    about = "sender.about" in names and words_in(sender.about, mailing.language.tag)
    return bool(about or "sender.name" in names or ("sender.place" in names and sender.place))


@lru_cache(maxsize=64)
def _about_the_sender(text: str) -> frozenset[str]:
    """Details of the sender for which a model letter has placeholders."""
    return frozenset(name for name in placeholders(text) if name.startswith("sender."))


def fill_in(form: LetterForm, sender: Sender, letter_mark: str = "") -> Composed:
    """The letter and the envelope of one sender, perhaps with the same mark."""
    mailing = form.mailing
    sender = without_address(sender) if mailing.withheld else sender
    lines = _sender_lines(form, sender)
    abroad = form.recipient.country is not None or not at_home(mailing.origin, sender.country)
    own = (*lines, form.from_country) if abroad else lines
    above = (*lines, form.from_country) if mailing.kind == "via" else own
    letter = Letter(
        language=form.language,
        right_to_left=right_to_left(mailing.language.tag),
        paper=mailing.stationery.paper,
        sender=(*above, sender.email) if sender.email else above,
        recipient=form.recipient,
        date_line=_date_line(form, sender),
        blocks=(*form.opening, Block("signature", (Span(RULED if sender.blank else sender.name),)), *form.ending),
        layout=mailing.layout,
        return_line=_return_line(mailing, sender, own),
        date=form.date,
        head=_head(form, sender, lines if above is lines else (*lines, form.inside_from)),
        step=form.fit.step,
        one_page=form.fit.one_page,
        letter_mark=letter_mark,
    )
    fit = own_fit(letter, form.usual, own_words=bool(mailing.own_words) or speaks_of(sender, mailing))
    if fit != form.fit:
        letter = letter._replace(step=fit.step, one_page=fit.one_page)
    return Composed(letter, _envelope(form, own, letter_mark))


def _head(form: LetterForm, sender: Sender, above: tuple[str, ...]) -> LetterHead | None:
    """The head of a letter without a window, below the sender's lines."""
    if form.mailing.layout is not None:
        return None
    return letter_head(form.mailing.language.tag, (*above, sender.email) if sender.email else above, form.inside)


def _date(mailing: Mailing, words: Phrases) -> str:
    day = mailing.date
    if words.date:
        return words.date.format(day=day.day, month=day.month, year=day.year)
    return long_date(day, mailing.language.tag, mailing.sender.country)


def _date_line(form: LetterForm, sender: Sender) -> str:
    if not sender.place:
        return form.words.date_alone.format(date=form.date)
    mark = in_order if right_to_left(form.mailing.language.tag) else in_order_from_left
    return form.words.date_line.format(place=mark(sender.place), date=form.date)


def _return_line(mailing: Mailing, sender: Sender, own: tuple[str, ...]) -> str:
    """The sender in one line for a window that shows it; None for an unknown or unwanted return address."""
    shown = mailing.layout is not None and mailing.layout.return_line and mailing.stationery.return_address != "none"
    return " · ".join(own) if shown and not sender.blank else ""


def _recipient(mailing: Mailing, roots: tuple[Path, ...], phrases_of: PhrasesOf) -> Address:
    """The recipient's address on mail; for a letter to forward, the addressee's in care of the embassy."""
    target, via = _on_mail(mailing)
    posting = Posting(mailing.origin, _read_there(mailing), mailing.stationery.country_names, roots, phrases_of)
    return recipient_address(target, mailing.destination, posting, care_of=via)


def _inside(mailing: Mailing, roots: tuple[Path, ...], phrases_of: PhrasesOf) -> tuple[str, ...]:
    """The recipient's address above a letter without a window."""
    if mailing.layout is not None:
        return ()
    (target, via), tag = _on_mail(mailing), mailing.language.tag
    posting = Posting(mailing.origin, tag, (), roots, phrases_of)
    return tuple(typeset(line, tag) for line in inside_address(target, mailing.destination, posting, care_of=via))


def _on_mail(mailing: Mailing) -> tuple[Target, Target | None]:
    """The target named in the address, and the embassy that is to forward the letter."""
    return (mailing.addressee, mailing.recipient) if mailing.kind == "via" else (mailing.recipient, None)


def _read_there(mailing: Mailing) -> str:
    """The language of names and offices in the address: the letter's, unless the destination does not read it."""
    tag, read = mailing.language.tag, mailing.case.languages
    if at_home(mailing.origin, mailing.destination):
        return tag
    return tag if not read or any(reads(each, tag, close=True) for each in read) else "en"


def _envelope(form: LetterForm, sender: tuple[str, ...], letter_mark: str) -> Envelope | None:
    if form.mailing.envelope is None:
        return None
    stationery = form.mailing.stationery
    return Envelope(
        language=form.language,
        format=form.mailing.envelope,
        sender=stationery.rules.named(sender) if stationery.return_address != "none" else (),
        recipient=form.recipient,
        feed=stationery.feed,
        return_address=stationery.return_address,
        mark=stationery.mark if form.recipient.country else None,
        rules=stationery.rules,
        letter_mark=letter_mark,
    )


def _sender_lines(form: LetterForm, sender: Sender) -> tuple[str, ...]:
    """The sender's lines without the country, to fill in by hand for a blank sender.

    A town without an address is above a letter whose date line has no place.
    """
    own = sender_lines(sender)
    if form.mailing.withheld and sender.place and "{place}" not in form.words.date_line:
        own = (*own, sender.place)
    if not sender.blank:
        return own
    fill_in = form.words.fill_in
    return (f"{fill_in.name} {RULED}", f"{fill_in.address} {RULED}", RULED, RULED, *own[1:])


def _blocks(
    mailing: Mailing, words: Phrases, roots: tuple[Path, ...], phrases_of: PhrasesOf
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Everything below the date line in the template's order: blocks above the signature, and blocks below."""
    tag = mailing.language.tag
    if mailing.kind == "solidarity":
        values = solidarity_values(mailing, tag, words)
        return _arranged(mailing, values, roots)
    salutation = _salutation(mailing.addressee, tag, words)
    values = {
        "subject": words.subject.format(concerning=_concerning(mailing, tag)),
        "salutation": salutation,
        "greeting": words.greeting,
        "body": letter_body(mailing),
        "close": _close(salutation.rstrip(" " + "".join(SALUTATION_ENDS)), words),
        "copies": _copies(mailing, tag, words),
    } | _note(mailing, roots, phrases_of)
    return _arranged(mailing, values, roots)


def _arranged(
    mailing: Mailing, values: dict[str, str], roots: tuple[Path, ...]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Values in the order of the template of a kind of letter."""
    tag, blocks = mailing.language.tag, list[Block]()
    opening: tuple[Block, ...] = ()
    note_tag = tag if mailing.kind in ("appeal", "solidarity") else mailing.note_language
    for part, found in _parsed(mailing.kind, (tag, note_tag), tuple(values.items()), roots):
        if part in _ABOVE and note_tag != tag:
            spelling = proofing_tag(note_tag, mailing.sender.country)
            blocks += [block._replace(language=spelling) for block in found]
        else:
            blocks += found
        if part == "closing":
            opening, blocks = tuple(blocks), []
    return opening, tuple(blocks)


@lru_cache(maxsize=256)
def _parsed(
    kind: str, tags: tuple[str, str], values: tuple[tuple[str, str], ...], roots: tuple[Path, ...]
) -> tuple[tuple[str, tuple[Block, ...]], ...]:
    """The parts of a letter below its date, without the signature. Cached, because most letters of a batch share them.

    `tags` are the languages of the letter and of the note above it.
    """
    rendered = templates.parts(kind, tags[0], dict(values), roots)
    spoken = ((part, text, tags[part in _ABOVE]) for part, text in rendered)
    return tuple((part, _set(typeset(text, tag), _STYLES[part], tag)) for part, text, tag in spoken)


def _set(text: str, style: Style, tag: str) -> tuple[Block, ...]:
    """Markup → paragraphs, with marks that keep names and numbers of the other direction in order.

    Emphasis is bold in scripts without italics.
    """
    document, blocks = right_to_left(tag), parse(text, style)
    if not has_italics(tag):
        blocks = tuple(
            block._replace(spans=tuple(Span(text, bold or italic) for text, bold, italic in block.spans))
            for block in blocks
        )
    blocks = tuple(map(_unbroken, blocks))
    if not document and text.isascii():
        return blocks
    return tuple(_marked(block, direction_of(block.text, document)) for block in blocks)


def _unbroken(block: Block) -> Block:
    """The paragraph with no-break spaces and hyphens."""
    text, spans, at = unbroken(block.text), [], 0
    for span in block.spans:  # no character is added or removed
        spans.append(span._replace(text=text[at : at + len(span.text)]))
        at += len(span.text)
    return block._replace(spans=tuple(spans))


def _marked(block: Block, from_the_right: bool) -> Block:
    mark = in_order if from_the_right else in_order_from_left
    return block._replace(spans=tuple(span._replace(text=mark(span.text)) for span in block.spans))


def _note(mailing: Mailing, roots: tuple[Path, ...], phrases_of: PhrasesOf) -> dict[str, str]:
    """The note above a copy or a letter to forward, and the heading between them."""
    if mailing.kind == "appeal":
        return {}
    tag = mailing.note_language
    words = phrases_of(tag, roots, mailing.sender.country)
    notes, addressees = words.notes, mailing.originals or (mailing.addressee,)
    copy = notes.copy_several if len(addressees) > 1 and notes.copy_several else notes.copy
    text, heading = (notes.via, notes.via_heading) if mailing.kind == "via" else (copy, notes.copy_heading)
    return {
        "note_salutation": _salutation(mailing.recipient, tag, words),
        "note": text.format(office=listed(tuple(_in_a_sentence(target, tag, words) for target in addressees), tag)),
        "heading": heading.format(office=_in_a_sentence(mailing.addressee, tag, words)),
    }


def _in_a_sentence(target: Target, tag: str, words: Phrases) -> str:
    """An office with its article if the language needs one there; a person's name unchanged."""
    called = office_of(target, tag)
    return words.notes.office.format(office=_without_article(called, words)) if target.office else called


def _without_article(office: str, words: Phrases) -> str:
    article = words.notes.office.partition("{office}")[0]
    return office[len(article) :] if office.casefold().startswith(article.casefold()) else office


def _salutation(target: Target, tag: str, words: Phrases) -> str:
    """The case's salutation, else the neutral one of the language, with the language's closing mark."""
    given, key = words_in(target.salutation, tag), neutral_salutation(target, tag)
    if given is None:
        office = _without_article(words_in(target.office, tag) or "", words)
        given = getattr(words.salutations, key).format(office=office)
    return with_end(given, words)


def neutral_salutation(target: Target, tag: str) -> Literal["embassy", "office", "unknown"]:
    """The key of the salutation for a target without one in the case."""
    if target.role == "embassy":
        return "embassy"
    return "office" if words_in(target.office, tag) else "unknown"


def _close(salutation: str, words: Phrases) -> str:
    """The close that fits a salutation."""
    nameless = {each.casefold() for each in words.impersonal.after}
    impersonal = words.impersonal.close and salutation.casefold() in nameless
    return (words.impersonal.close if impersonal else words.close).format(salutation=salutation)


def _concerning(mailing: Mailing, tag: str) -> str:
    return words_in(mailing.case.concerning, tag) or listed(names_of_people(mailing, tag), tag)


def _copies(mailing: Mailing, tag: str, words: Phrases) -> str:
    if mailing.kind == "copy" or not mailing.also_to:
        return ""
    return words.copies.format(names=listed(tuple(office_of(target, tag) for target in mailing.also_to), tag))
