"""Choose paper, envelope or window, and postal rules: as asked for, else by the sender's country."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.language.locales import same_language
from appealgen.language.localized_names import localized_language
from appealgen.messages import join, message
from appealgen.model.identifiers import Tag
from appealgen.model.stationery import (
    A4,
    US_LETTER,
    EnvelopeFormat,
    LetterLayout,
    Paper,
    Stationery,
    StationeryChoice,
)
from appealgen.post.envelopes import envelope_format, envelope_formats
from appealgen.post.layouts import find_label_sheet, for_envelope, letter_layout
from appealgen.post.posts import country_languages, post_of
from appealgen.post.territories import at_home, state_of

NO_ENVELOPE = "none"
DEFAULT_MARK = "PRIORITAIRE / PAR AVION"
"""For a post without a mark of its own; understood everywhere (UPU's language is French)."""
_PAPER_OF = dict.fromkeys(
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"], US_LETTER
)
"""Countries whose printers hold another paper than A4: CLDR, supplementalData.xml, measurementData, paperSize."""


def choose_stationery(
    choice: StationeryChoice, country: str, reads: Sequence[Tag], roots: tuple[Path, ...] = ()
) -> Stationery:
    """The stationery of a sender in a country: each choice, or else the custom of the country's post.

    With a layout for a window no envelope is printed; an envelope named with it says which window it is. Raises
    MissingError for unknown names, for a layout and an envelope that do not fit each other, and for more than two
    country names.
    """
    post = post_of(country, roots)
    layout = letter_layout(choice.layout, roots) if choice.layout else None
    if layout is not None and choice.labels:
        text = message("a letter for a window envelope needs no label")
        raise MissingError(Problem(ProblemCode.TWO_WAYS, text, message("give --layout or --labels"), field="labels"))
    named = choice.envelope if choice.envelope and choice.envelope.strip().casefold() != NO_ENVELOPE else None
    usual = envelope_format(post.envelope, roots)
    printed = envelope_format(named, roots) if named and layout is None else None
    if choice.envelope is None and choice.labels is None and layout is None:
        printed = usual
    if layout is not None and named:
        layout = _for_named(layout, named, roots)
    if len(choice.country_line) > 2:
        text = message("a country line has at most two languages")
        raise MissingError(Problem(ProblemCode.COUNTRY_LINE, text, message("for example de,en"), field="country-line"))
    return Stationery(
        paper=layout.paper if layout else paper_of(country),
        layout=layout,
        envelope=printed,
        posted_in=printed or _of_window(layout, roots) or usual,
        labels=find_label_sheet(choice.labels, roots) if choice.labels else None,
        feed=choice.feed or "landscape",
        return_address=choice.return_address or post.return_address,
        mark=(post.mark or DEFAULT_MARK) if choice.airmail or (choice.airmail is None and post.mark) else None,
        country_names=choice.country_line or country_languages(post, reads),
        names_read=post.country_names,
        rules=post.rules,
        transit_days=post.transit_days,
        full_sender=post.full_sender,
        sender_at_home=post.sender_at_home,
    )


def preferred(own: StationeryChoice, asked: StationeryChoice) -> StationeryChoice:
    """The usual choice, overridden by this run's options; any of envelope, layout and labels replaces all three."""
    put_on = ("envelope", "layout", "labels")
    if any(getattr(asked, key) is not None for key in put_on):
        own = replace(own, envelope=None, layout=None, labels=None)
    given: dict[str, Any] = {key: value for key, value in vars(asked).items() if value not in (None, ())}
    return replace(own, **given)


def _of_window(layout: LetterLayout | None, roots: tuple[Path, ...]) -> EnvelopeFormat | None:
    """The first known format among a layout's windows."""
    names = [window.envelope for window in layout.windows] if layout else []
    known = {form.name: form for form in envelope_formats(roots)}
    return next((known[name] for name in names if name in known), None)


def _for_named(layout: LetterLayout, envelope: str, roots: tuple[Path, ...]) -> LetterLayout:
    """The layout for the window of an envelope with this name."""
    names = [window.envelope for window in layout.windows]
    named = next((name for name in names if name.casefold() == envelope.casefold()), None)
    return for_envelope(layout, named or envelope_format(envelope, roots).name)


def unread_country_line(stationery: Stationery, country: str) -> Problem | None:
    """A notice if a country's post is not known to read any language of the country line; else None."""
    if any(same_language(language, tag) for language in stationery.country_names for tag in stationery.names_read):
        return None
    asked, read = stationery.country_names[0], stationery.names_read[0]
    language, names = localized_language(asked), join(localized_language(tag) for tag in stationery.names_read)
    text = message(
        "it is not certain that the post of {country} reads country names in {language}",
        country=country,
        language=language,
    )
    hint = message(
        "it reads {names}; print both: --country-line {language} --country-line {read}",
        names=names,
        language=asked,
        read=read,
    )
    return Problem(ProblemCode.COUNTRY_LINE, text, hint)


def paper_of(country: str) -> Paper:
    """The paper that printers of a country use."""
    state = state_of(country)
    return _PAPER_OF.get(state if at_home(state, country) else country, A4)
