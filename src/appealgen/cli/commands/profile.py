"""`appealgen profile`: the sender's own details, kept on this machine."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from appealgen.cli import options
from appealgen.cli.i18n import _
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.model.identifiers import Country
    from appealgen.model.sender import Sender
    from appealgen.model.stationery import StationeryChoice


def profile(
    name: options.Name = None,
    address: options.Address = None,
    country: options.Country = None,
    email: options.Email = None,
    reads: options.Reads = None,
    place: options.Place = None,
    ties: Annotated[
        list[str] | None,
        typer.Option("--ties", metavar="COUNTRY", help=_("A country you or your family have ties to; repeat.")),
    ] = None,
    envelope: options.Envelope = None,
    layout: options.Layout = None,
    labels: options.Labels = None,
    feed: options.Feed = None,
    return_address: options.ReturnAddress = None,
    airmail: options.Airmail = None,
    country_line: options.CountryLine = None,
    forget: Annotated[bool, typer.Option("--forget", help=_("Delete the profile."))] = False,
    json: options.Json = False,
    no_input: options.NoInput = False,
) -> None:
    """Your own details: asked for on a terminal, or set with options; kept for every letter."""
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.cli.prompts.sender import keep_profile
    from appealgen.cli.stationery import stationery_choice
    from appealgen.model.stationery import StationeryChoice
    from appealgen.reading.sender_files import load_sender
    from appealgen.yamlfile.writer import dump_yaml, to_plain

    path = settings.profile_path()
    if forget:
        _forget(path)
        terminal.say(_("there is no profile any more at {path}", path=path))
        return
    now = load_sender(path) if settings.kept_profile() else None
    given = _given(
        name=name, address=address, country=country, email=email, reads=reads, place=place, ties=ties
    )  # fmt: skip
    choice = stationery_choice(
        envelope=envelope, layout=layout, labels=labels, feed=feed, return_address=return_address, airmail=airmail,
        country_line=country_line,
    )  # fmt: skip
    asking = terminal.may_ask(json=json, no_input=no_input)
    if given or choice != StationeryChoice():
        now = _with_stationery(_changed(now, given), choice)
        keep_profile(path, now)
    elif asking:
        now = _asked(now)
        keep_profile(path, now)
    if now is None:
        _nothing_kept(path)
        return
    if json:
        terminal.result_json({"version": 1, "profile": to_plain(now)})
    else:
        terminal.result(dump_yaml(now).rstrip())
        terminal.say(terminal.wrapped(_("kept in {path}, readable by you alone", path=path)))


def _forget(path: Path) -> None:
    from appealgen.errors import Problem, ProblemCode, WriteError

    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(
            Problem(
                ProblemCode.CANNOT_WRITE, message("cannot delete it: {reason}", reason=error.strerror), file=str(path)
            )
        ) from error


def _nothing_kept(path: object) -> None:
    from appealgen.errors import MissingError, Problem, ProblemCode

    hint = message("run it on a terminal, or give --name, --address and --country")
    raise MissingError(Problem(ProblemCode.NO_PROFILE, message("there is no profile at {path} yet", path=path), hint))


def _given(*, ties: list[str] | None, **fields: Any) -> dict[str, Any]:
    from appealgen.cli.prompts.sender import parse_country, sender_fields, typed
    from appealgen.errors import MissingError, Problem

    values = sender_fields(fields)
    if ties is not None:
        problems: list[Problem] = []
        values["ties"] = tuple(typed(parse_country, text, "ties", problems) for text in ties if text)
        if problems:
            raise MissingError(problems)
    return values


def _with_stationery(sender: "Sender", choice: "StationeryChoice") -> "Sender":
    """The sender with what they print on from now on; raises MissingError for what is not known."""
    from appealgen.cli.environment import user_data_dir
    from appealgen.post.stationery import choose_stationery, preferred

    kept = preferred(sender.stationery, choice)
    choose_stationery(kept, sender.country, sender.reads, (user_data_dir(),))
    return replace(sender, stationery=kept)


def _changed(now: "Sender | None", given: dict[str, Any]) -> "Sender":
    from appealgen.errors import MissingError, Problem, ProblemCode
    from appealgen.model.sender import Sender

    if now is not None:
        return replace(now, **given)
    if missing := [f"--{field}" for field in ("name", "address", "country") if field not in given]:
        raise MissingError(
            Problem(
                ProblemCode.MISSING_DETAIL, message("a new profile also needs {options}", options=", ".join(missing))
            )
        )
    return Sender(**given)


def _asked(now: "Sender | None") -> "Sender":
    """Ask every detail; Enter keeps what there is."""
    from appealgen.cli.console import ask, say, wrapped
    from appealgen.cli.prompts.sender import (  # fmt: skip
        ask_address,
        ask_optional,
        ask_reads,
        checked_email,
        checked_text,
        parse_country,
        until,
    )
    from appealgen.language.localized import words_in
    from appealgen.language.localized_names import localized_language
    from appealgen.model.sender import Sender
    from appealgen.model.stationery import StationeryChoice

    say(wrapped(_("Your details, kept on this machine for your letters. Enter keeps what stands in brackets.")))
    name = until(lambda: checked_text(ask(_("  Your name"), now.name if now else "")))
    address = ask_address(now.address if now else ())
    country = until(lambda: parse_country(ask(_("  Country"), now.country if now else "")))
    reads = ask_reads(country, now.reads if now and now.country == country else ())
    place = ask_optional(_("  Town, for the date line"), now.place if now else None)
    email = ask_optional(_("  E-mail, printed under your address"), now.email if now else None, checked_email)
    own = words_in(now.about, reads[0]) if now else None
    about = ask_optional(_("  A sentence about you, in {language}", language=localized_language(reads[0])), own)
    ties = _ask_ties(now.ties if now else ())
    kept = (
        {tag: text for tag, text in now.about.items() if tag != reads[0]}
        if now and isinstance(now.about, Mapping)
        else {}
    )
    said = {**kept, reads[0]: about} if about else kept or None
    return Sender(
        name=name, address=address, country=country, reads=reads, place=place, email=email, about=said, ties=ties,
        stationery=now.stationery if now else StationeryChoice(),
    )  # fmt: skip


def _ask_ties(now: "tuple[Country, ...]") -> "tuple[Country, ...]":
    from appealgen.cli.console import ask, say, wrapped
    from appealgen.cli.prompts.sender import parse_country, until

    question = _(
        "  Do you or your family have ties to a country that you may write to, such as family there, travel, a "
        "passport? Plans for its cases will remind you."
    )
    say(wrapped(question))
    none = _("none")
    default = ", ".join(now) or none

    def asked() -> "tuple[Country, ...]":
        answer = ask(_("  Countries (“none” clears it)"), default)
        parts = [part.strip() for part in answer.split(",") if part.strip()]
        return () if answer.casefold() in ("none", none.casefold()) else tuple(parse_country(part) for part in parts)

    return until(asked)
