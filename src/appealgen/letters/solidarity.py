"""The parts of a letter of solidarity, which has neither a subject nor copies."""

from __future__ import annotations

from appealgen.language.localized import words_in, words_near
from appealgen.language.phrases import Phrases, with_end
from appealgen.letters.body import letter_body
from appealgen.model.identifiers import Tag
from appealgen.planning.plan import Mailing


def solidarity_values(mailing: Mailing, tag: Tag, words: Phrases) -> dict[str, str]:
    """The values of a letter to somebody at risk, or close to them."""
    phrases, person = words.solidarity, mailing.addressee
    assert phrases is not None, "the plan has chosen a language that has them"
    given = words_in(person.salutation, tag)
    name = words_near(person.name or person.office, tag) or ""
    return {
        "subject": "",
        "salutation": with_end(given if given is not None else phrases.salutation.format(name=name), words),
        "greeting": "",
        "body": letter_body(mailing),
        "close": phrases.close,
        "copies": "",
    }
