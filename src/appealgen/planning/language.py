"""Choose the language of a letter, with the reason in words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from appealgen.errors import Problem, ProblemCode
from appealgen.language.locales import as_in, best_of, in_region, languages_of, same_language
from appealgen.language.localized_names import localized_language, localized_languages
from appealgen.language.matching import best_read, reads
from appealgen.language.parsing import suggest_language
from appealgen.messages import Message, join, message
from appealgen.model.case import Case
from appealgen.model.identifiers import Tag

Audience = Literal["sender", "organizer"]
"""Reader of notices: the sender (“you read …”), or an organizer who writes for others (“they read …”)."""

_ENGLISH = Tag("en")
_OF_THE_TARGET = (
    message("the target's first choice"),
    message("the target's second choice"),
    message("the target's third choice"),
    message("the target's fourth choice"),
    message("the target's fifth choice"),
)
_THEIR_CHOICE = (
    message("their first choice"),
    message("their second choice"),
    message("their third choice"),
    message("their fourth choice"),
    message("their fifth choice"),
)
_YOUR_OWN = (
    message("your own language"),
    message("your second language"),
    message("your third language"),
    message("your fourth language"),
    message("your fifth language"),
)


@dataclass(frozen=True)
class Choice:
    """The language of a letter, and the reason for it as a sentence for the plan."""

    tag: Tag
    reason: Message
    unread: bool = False
    """Whether the sender is not known to read it (only for a language asked for by name)."""
    close: bool = False
    """Whether the sender reads a similar language, not this one."""


class Reader(NamedTuple):
    """A sender as a reader: languages, best first, and country of residence; `audience` reads the reasons."""

    reads: tuple[Tag, ...]
    country: str = ""
    audience: Audience = "sender"

    def knows(self, tag: str, *, close: bool = False) -> bool:
        """Whether they read a language; with `close`, also whether they understand it."""
        return any(reads(each, tag, close=close) for own in self.reads for each in (own, as_in(own, self.country)))

    def say(self, to_sender: Message, to_organizer: Message) -> Message:
        """The sentence for the audience."""
        return to_sender if self.audience == "sender" else to_organizer


class _Offer(NamedTuple):
    """Letters to choose from; with `close`, also those that either side only understands."""

    case: Case
    reader: Reader
    letters: tuple[Tag, ...]
    close: bool = False

    def letter_for(self, wanted: Tag) -> Tag | None:
        """The letter for readers of a language, as the target's country writes it."""
        for tag in (in_region(wanted, self.case.country), wanted):
            if (letter := best_read(tag, self.letters, close=self.close)) is not None:
                return Tag(letter)
        return None

    def known(self, letter: Tag | None) -> bool:
        """Whether the letter exists and the sender reads it."""
        return letter is not None and self.reader.knows(letter, close=self.close)


def choose(
    case: Case, reader: Reader, with_phrases: Collection[str], *, asked_for: Tag | None = None
) -> Choice | Problem:
    """Choose the language of a letter.

    It is the first of the target's languages that has a letter and that the sender reads, a reviewed letter before an
    unreviewed one; else, if the case allows it, the sender's own language; else English; else one that either side
    understands; else a Problem with the reason. `asked_for` overrides the choice. A letter also needs the phrases of
    its language: only those in `with_phrases` exist.
    """
    every = _Offer(case, reader, tuple(sorted(case.letters)))
    offer = every._replace(letters=tuple(tag for tag in every.letters if best_of(tag, with_phrases) is not None))
    if asked_for is not None:
        return _as_asked(asked_for, every, offer)
    found = _chosen(offer) or _chosen(offer._replace(close=True))
    if found is not None:
        return found
    lacking = _chosen(every)
    return _no_phrases(lacking.tag) if lacking is not None else _none_fits(offer)


def _chosen(offer: _Offer) -> Choice | None:
    for way in (_of_the_target, _of_the_sender, _english):
        if (found := way(offer)) is not None:
            return _told_as_close(found, offer) if offer.close else found
    return None


def _of_the_target(offer: _Offer) -> Choice | None:
    """The first of the target's languages that both sides read, one with a reviewed letter first."""
    case, reader = offer.case, offer.reader
    candidates = [(n, letter) for n, wanted in enumerate(case.languages) if (letter := offer.letter_for(wanted))]
    both = [(position, letter) for position, letter in candidates if offer.known(letter)]
    if not both:
        return None
    position, letter = next((each for each in both if case.letters[each[1]].reviewed), both[0])
    name = localized_language(letter)
    if position == 0:
        return Choice(letter, _reason(letter, _OF_THE_TARGET[0]))
    theirs = _nth(_THEIR_CHOICE, position, message("their choice no. {number}", number=position + 1))
    if (first := both[0][1]) != letter:
        why = reader.say(
            message("first letter you both read that a native speaker has checked, {choice}", choice=theirs),
            message("first letter both read that a native speaker has checked, {choice}", choice=theirs),
        )
        other = message("--language {tag} chooses the {language} letter", tag=first, language=localized_language(first))
        return Choice(letter, join([message("{language}: {why}", language=name, why=why), other], "; "))
    lacking = [wanted for wanted in case.languages[:position] if reader.knows(wanted) and not offer.letter_for(wanted)]
    if lacking:
        of_target = message("the target's choice no. {number}", number=position + 1)
        return Choice(letter, _reason(letter, _nth(_OF_THE_TARGET, position, of_target), _missing(offer, lacking)))
    why = reader.say(
        message("first language you both read, {choice}", choice=theirs),
        message("first language both read, {choice}", choice=theirs),
    )
    return Choice(letter, _reason(letter, why))


def _of_the_sender(offer: _Offer) -> Choice | None:
    """The sender's own language, if the case allows it or does not say what the target reads."""
    case, reader = offer.case, offer.reader
    if not case.own_language and case.languages:
        return None
    for position, own in enumerate(reader.reads):
        tag = best_read(in_region(own, reader.country), offer.letters, close=offer.close)
        letter = tag or best_read(own, offer.letters, close=offer.close)
        if letter is not None:
            which = _nth(_YOUR_OWN, position, message("your language no. {number}", number=position + 1))
            why = message("{which}; the case does not say what the target reads", which=which)
            if case.own_language:
                why = message("{which}, which the case allows", which=which)
            return Choice(Tag(letter), _reason(letter, why, _passed_over(offer)))
    return None


def _english(offer: _Offer) -> Choice | None:
    letter = best_of(_ENGLISH, offer.letters)
    if letter is None or not offer.known(Tag(letter)):
        return None
    return Choice(Tag(letter), _reason(letter, message("the fallback language"), _passed_over(offer)))


def _told_as_close(found: Choice, offer: _Offer) -> Choice:
    """The choice, naming the language that the letter is close to, on either side."""
    name, case, parts = localized_language(found.tag), offer.case, [found.reason]
    if not offer.reader.knows(found.tag):
        own = next(own for own in offer.reader.reads if reads(own, found.tag, close=True))
        values = {"language": name, "own": localized_language(own)}
        parts.append(
            offer.reader.say(
                message("{language} is close to {own}, which you read", **values),
                message("{language} is close to {own}, which they read", **values),
            )
        )
    of_target = [as_in(wanted, case.country) for wanted in case.languages]
    near = [wanted for wanted in of_target if reads(wanted, found.tag, close=True)]
    if near and not any(reads(wanted, found.tag) for wanted in near):
        values = {"language": name, "wanted": localized_language(near[0])}
        parts.append(message("{language} is close to {wanted}, which the target reads", **values))
    return replace(found, reason=join(parts, "; "), close=not offer.reader.knows(found.tag))


def _passed_over(offer: _Offer) -> list[Message]:
    """Reasons against each of the target's languages."""
    unread = [wanted for wanted in offer.case.languages if offer.letter_for(wanted)]
    lacking = [wanted for wanted in offer.case.languages if wanted not in unread]
    told = [_unread(offer.reader, unread)] if unread else []
    return told + _missing(offer, lacking)


def _unread(reader: Reader, tags: Sequence[Tag]) -> Message:
    names = _names(tags)
    return reader.say(
        message("you do not read {languages}", languages=names),
        message("they do not read {languages}", languages=names),
    )


def _missing(offer: _Offer, tags: Sequence[Tag]) -> list[Message]:
    """Messages about languages without a letter, or without the phrases that a letter needs."""
    every = offer._replace(letters=tuple(sorted(offer.case.letters)))
    wordless = [tag for tag in tags if every.letter_for(tag)]
    lacking = [tag for tag in tags if tag not in wordless]
    told = [message("there is no letter in {languages}", languages=_names(lacking))] if lacking else []
    if wordless:
        told.append(message("there are no phrases in {languages} yet", languages=_names(wordless)))
    return told


def _as_asked(asked_for: Tag, every: _Offer, offer: _Offer) -> Choice | Problem:
    letter = best_read(asked_for, every.letters)
    if letter is None:
        name, names = localized_language(asked_for), localized_languages(every.letters)
        text = message("there is no {language} letter; there are letters in {letters}", language=name, letters=names)
        return Problem(ProblemCode.NO_LETTER, text, suggest_language(asked_for, every.letters), field="language")
    if letter not in offer.letters:
        return _no_phrases(Tag(letter))
    reason = message("{language}: as you asked", language=localized_language(letter))
    return Choice(Tag(letter), reason, unread=not offer.reader.knows(letter))


def _no_phrases(tag: Tag) -> Problem:
    """Problem of a language without salutation, close and notes: nobody can write a letter in it yet."""
    text = message("there are no phrases in {language} yet", language=localized_language(tag))
    hint = message("add phrases/{tag}.yaml to your data directory, as docs/translating.md says", tag=tag)
    return Problem(ProblemCode.NO_PHRASES, text, hint)


def _none_fits(offer: _Offer) -> Problem:
    case, reader = offer.case, offer.reader
    if not case.letters:
        text, hint = message("the case has no model letter yet"), message("add letter.<language>.md to its folder")
        return Problem(ProblemCode.NO_LETTER, text, hint)
    there = message("there are letters in {letters}", letters=localized_languages(case.letters))
    own = localized_languages(reader.reads) if reader.reads else message("no language")
    told = [reader.say(message("you read {reads}", reads=own), message("they read {reads}", reads=own))]
    if case.languages and not case.own_language:
        lacking = [wanted for wanted in case.languages if not offer.letter_for(wanted)]
        told.append(message("the target reads {languages}", languages=_names(case.languages)))
        told += _missing(offer, lacking)
        if any(best_read(own, offer.letters) for own in reader.reads):
            told.append(
                reader.say(
                    message("the case does not allow your own language"),
                    message("the case does not allow their own language"),
                )
            )
    hint = reader.say(
        message("--language TAG writes one of these anyway"),
        message("add a letter in it to the case, or add a language that they sign letters in to the row"),
    )
    return Problem(ProblemCode.NO_LETTER, join([*told, there], "; "), hint)


def note_language(reads: Sequence[Tag], host: str, case: Case, letter: Tag, with_phrases: Collection[str]) -> Tag:
    """The language of a note to an embassy.

    It is the first that the sender reads and that is official in the host country or read by the target; else English
    if the sender reads it; else the letter's. It always has phrases.
    """
    usable = [own for own in reads if best_of(own, with_phrases) is not None]
    understood: tuple[Callable[[Tag], bool], ...] = (
        lambda own: any(same_language(own, tag) for tag in (*languages_of(host), *case.languages)),
        lambda own: same_language(own, _ENGLISH),
    )
    return next((own for serves in understood for own in usable if serves(own)), letter)


def _reason(tag: str, why: Message, passed_over: Sequence[Message] = ()) -> Message:
    return join([message("{language}: {why}", language=localized_language(tag), why=why), *passed_over], "; ")


def _nth(first: Sequence[Message], position: int, later: Message) -> Message:
    return first[position] if position < len(first) else later


def _names(tags: Sequence[Tag]) -> Message:
    return join(localized_language(tag) for tag in tags)
