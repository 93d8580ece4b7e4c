"""`appealgen show`: the case sheet."""

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from appealgen.cli import environment, option_values, options
from appealgen.cli.i18n import _, colon, language, semicolon, translate
from appealgen.language.localized_names import (
    localized_country,
    localized_day,
    localized_language,
    localized_pronouns,
    localized_text,
)
from appealgen.messages import restored

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType

    from appealgen.model.case import Case, Doubt, Target, Update
    from appealgen.planning.channels import Channel

_BULLET = "  • "


def show(
    case: options.Case,
    scripts: options.DataOptions,
    languages: Annotated[bool, options.flag(_("Explain the choice of language for each target."))] = False,
    reads: options.Reads = None,
    date: options.Date = None,
) -> None:
    """Show a case, or the languages of its letters."""
    from appealgen.cli import console
    from appealgen.workflows.catalogue import case_json, find_case

    day = option_values.day(date)
    chosen = find_case(case, scripts.roots)
    if scripts.json:
        console.result_json({"version": 1, **case_json(chosen, day)})
    else:
        console.show(*(_languages(chosen, reads, scripts.roots) if languages else _sheet(chosen, day, scripts.roots)))


def _sheet(case: "Case", day: datetime.date, roots: "tuple[Path, ...]") -> "Iterator[RenderableType]":
    from rich.table import Table

    from appealgen.cli.console import plain
    from appealgen.planning.status import status_at
    from appealgen.workflows.channels import channels_by_target

    def section(title: str, *paragraphs: str | None, mark: str = "  ") -> "Iterator[RenderableType]":
        body = Table.grid()
        for text in filter(None, paragraphs):
            body.add_row(mark, plain(text))
        if body.row_count:
            yield from (plain(title, "bold"), body, "")

    number = f"UA {case.ua_number}, " if case.ua_number else ""
    yield plain(f"{case.id}  {translate(localized_text(case.title))}", "bold")
    facts = [translate(localized_country(case.country)), translate(status_at(case, day).words)]
    facts += [_("deadline {day}", day=localized_day(case.deadline))] if case.deadline else []
    yield plain(number + f"{semicolon()} ".join(facts))
    yield ""
    people = [
        translate(localized_text(p.name)) + (f" ({translate(localized_pronouns(p.pronouns))})" if p.pronouns else "")
        for p in case.people
    ]
    yield from section(_("For"), "\n".join(people))
    yield from section(_("What happened"), translate(localized_text(case.summary)))
    yield from section(
        _("What to ask for"), *(translate(localized_text(demand.text)) for demand in case.demands), mark=_BULLET
    )
    ordered = {target.id: several for target, several in channels_by_target(case, day, roots=roots)}
    for target in case.targets:
        yield from section(_heading(target), "\n".join((*_contact(target, roots), *_order(ordered[target.id]))))
    yield from section(_("Languages"), *_languages_of(case))
    yield from section(_("Background"), translate(localized_text(case.background)))
    social = case.social
    yield from section(
        _("Social media"), *((translate(localized_text(social.messages)), " ".join(social.follow)) if social else ())
    )
    for update in case.updates:
        yield from section(_news(update), translate(localized_text(update.outcome or update.title)))
    yield from section(_("Doubts"), *map(_doubt, case.unsettled), mark=_BULLET)
    yield from section(_("Sources"), *case.sources, mark=_BULLET)


def _languages_of(case: "Case") -> Iterator[str]:
    """Languages that the target reads, and languages of the letters."""
    read = ", ".join(translate(localized_language(tag)) for tag in case.languages)
    if case.own_language:
        read = _("{languages}, or your own language", languages=read) if read else _("your own language")
    yield read
    letters = [
        translate(localized_language(tag))
        if case.letters[tag].reviewed
        else _("{language} (not yet checked by a native speaker)", language=localized_language(tag))
        for tag in sorted(case.letters)
    ]
    yield _("Letters: {languages}", languages=", ".join(letters))


def _news(update: "Update") -> str:
    """`26 August 2019: closed (46/19-3)`."""
    day = localized_day(update.date) if update.date else _("without a date")
    news = _("{day}: closed", day=day) if update.closes else _("{day}: update", day=day)
    return f"{news} ({update.number})" if update.number else news


def _doubt(doubt: "Doubt") -> str:
    line = f" ({_('line {line}', line=doubt.line)})" if doubt.line else ""
    return f"{doubt.field}{line}{colon()} {translate(restored(doubt.message))}"


def _heading(target: "Target") -> str:
    roles = {
        "target": _("target"),
        "copy": _("copy"),
        "embassy": _("embassy in {country}", country=localized_country(target.host or "")),
        "solidarity": _("solidarity"),
    }
    return f"{target.id} ({roles[target.role]}){colon()} {translate(localized_text(target.office or target.name))}"


def _contact(target: "Target", roots: "tuple[Path, ...]") -> Iterator[str]:
    from appealgen.cli.views.contacts import contact_lines
    from appealgen.language.phrases import ended_salutation

    yield ", ".join(filter(None, (translate(localized_text(target.name)), *target.address)))
    yield from contact_lines(target)
    for platform, handle in target.social.items():
        yield f"{platform} {handle}"
    if target.salutation and (salutation := ended_salutation(target.salutation, language(), roots)):
        yield _("“{salutation}”", salutation=salutation)
    if target.advice:
        yield _("advice: {advice}", advice=translate(localized_text(target.advice)))


def _order(channels: "Sequence[Channel]") -> Iterator[str]:
    """The channels in the order to try them, if there are several."""
    from appealgen.cli.views.channels import order_of

    if "," in (order := order_of(channels)):
        yield _("in this order: {channels}", channels=order)


def _languages(case: "Case", reads: list[str] | None, roots: "tuple[Path, ...]") -> "Iterator[RenderableType]":
    from appealgen.cli.console import table
    from appealgen.errors import Problem
    from appealgen.language.matching import best_read
    from appealgen.language.phrases import languages_with_phrases
    from appealgen.model.identifiers import Tag
    from appealgen.planning.language import Reader, choose
    from appealgen.planning.planner import languages_read
    from appealgen.reading.sender_files import load_sender

    own = environment.sender_from_environment() or environment.kept_profile()
    read = option_values.parsed(option_values.parse_read, ", ".join(reads), "reads") if reads else ()
    reader = Reader(read)
    if not read and own is not None:
        sender = load_sender(own)
        reader = Reader(languages_read(sender), sender.country)
    rows = []
    for tag in dict.fromkeys((*case.languages, *sorted(case.letters), *reader.reads)):
        place = case.languages.index(tag) + 1 if tag in case.languages else None
        match = best_read(tag, sorted(case.letters))
        letter = case.letters[Tag(match)] if match else None
        written = _("no letter") if letter is None else _("letter") if letter.reviewed else _("letter, not reviewed")
        yours = _("you read it") if reader.knows(tag) else ""
        rows.append((f"{tag}", translate(localized_language(tag)), f"{place}." if place else "", written, yours))
    yield table((_("TAG"), _("LANGUAGE"), _("TARGET READS"), _("WRITTEN"), _("YOU")), rows, flexible=1)
    yield ""
    if reader.reads:
        chosen = choose(case, reader, languages_with_phrases(roots))
        yield translate(chosen.message if isinstance(chosen, Problem) else chosen.reason)
    else:
        yield _("give --reads TAG or a profile to see your letter's language")
