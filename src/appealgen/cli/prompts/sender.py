"""Resolve the sender from a file or the profile, apply options, prompt for the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from appealgen.cli import environment
from appealgen.cli.console import ask, ask_yes, say, styled, wrapped
from appealgen.cli.i18n import _, language, translate
from appealgen.cli.options import SenderOptions
from appealgen.cli.prompts.unfinished import Typed, typed_before
from appealgen.errors import MissingError, Problem, ProblemCode, wrong_value
from appealgen.language.locales import country_name, language_name, languages_of
from appealgen.language.parsing import parse_country
from appealgen.language.spoken import parse_read
from appealgen.messages import join, message
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.reading.sender_files import checked_text

T = TypeVar("T")


def resolve_sender(options: SenderOptions, typed: Typed, *, asking: bool) -> Sender:
    """The sender from --sender, else APPEALGEN_SENDER, else the profile, with single fields replaced by options.

    --name and --blank start with an empty sender, so that nobody's address or words appear under another name. Raises
    MissingError with everything that is missing if there is nobody to ask; answers are recorded in `typed`.
    """
    own = options.values()
    if options.blank:
        return _blank(own, options.name or options.sender)
    if options.name is not None:
        if options.sender is not None:
            text = message("give either --name or --sender, not both")
            raise MissingError(Problem(ProblemCode.TWO_SENDERS, text, field="name"))
    elif (sender := from_file(options.sender)) is not None:
        sender = replace(sender, **own)
        is_open = asking and not sender.reads and len(languages_of(sender.country)) != 1
        return replace(sender, reads=ask_reads(sender.country, ())) if is_open else sender
    return ask_details(own, typed) if asking else _complete(own)


def from_file(file: Path | None) -> Sender | None:
    """The sender of a file, else of APPEALGEN_SENDER, else of the profile; None without any. Raises InputError."""
    from appealgen.reading.sender_files import load_sender

    for path in (file, environment.sender_from_environment()):
        if path is not None:
            return load_sender(path)
    profile = environment.kept_profile()
    return load_sender(profile) if profile else None


def _blank(own: dict[str, Any], other: object) -> Sender:
    missing = [option for option in ("country", "reads") if option not in own]
    if missing:
        text = message("a blank letter needs the country it is posted from and the languages that its signer reads")
        hint = message("give {options}", options=", ".join(f"--{option}" for option in missing))
        raise MissingError(Problem(ProblemCode.MISSING_DETAIL, text, hint, field=missing[0]))
    if other is not None or "address" in own or "email" in own:
        text = message(
            "--blank leaves name and address to fill in by hand: omit --sender, --name, --address and --email"
        )
        raise MissingError(Problem(ProblemCode.TWO_SENDERS, text, field="blank"))
    return Sender(name="", blank=True, **own)


def _complete(own: dict[str, Any]) -> Sender:
    """A sender from options only; raises MissingError with all that is missing."""
    wanted = {"name": "--name", "address": "--address", "country": "--country"}
    missing = [option for field, option in wanted.items() if field not in own]
    if missing:
        text = (
            message("who signs? missing: {missing}", missing=", ".join(missing))
            if own
            else message("who signs? there is no profile yet")
        )
        hint = message(
            "keep your details with “appealgen profile”, or give --sender FILE, or --name, --address and --country"
        )
        raise MissingError(Problem(ProblemCode.NO_SENDER, text, hint, field=missing[0].lstrip("-")))
    return Sender(**own)


def ask_details(own: dict[str, Any], typed: Typed) -> Sender:
    """Ask for missing details, and whether to keep all of them."""
    say(_("Your details, for the letter and the envelope:"))
    if not typed:
        before = typed_before()
        typed.case, typed.details = before.case or typed.case, before.details
        typed.own_words, typed.stored = before.own_words, before.stored
    details = typed.details
    now = Sender(name="", country=own.get("country", Country("")))
    known = {*own, *details}
    if len(details) <= 2:  # the address may be incomplete
        known.discard("address")
    ask_basics(details, now, known)
    sender = Sender(**{**details, **own})
    if ask_yes(_("  Keep these details on this machine for your next letter?")):
        from appealgen.workflows.profile import keep_profile

        keep_profile(environment.profile_path(), sender)
        details.clear()
        say(_("  kept; “appealgen profile” changes them"))
    return sender


def ask_basics(details: dict[str, Any], now: Sender, known: Collection[str] = ()) -> None:
    """Ask for details that letters need, except `known` ones; each goes into `details` at once. Enter keeps `now`."""

    def reads() -> tuple[Tag, ...]:
        country = details.get("country", now.country)
        return ask_reads(country, now.reads if country == now.country else ())

    questions: dict[str, Callable[[], Any]] = {
        "name": lambda: until(lambda: checked_text(ask(_("  Your name"), now.name))),
        "address": lambda: ask_address(now.address, details),
        "country": lambda: ask_country(now.country),
        "reads": reads,
        "place": lambda: ask_optional(_("  Town, for the date line"), now.place, checked_text),
    }
    for field, question in questions.items():
        if field not in known:
            details[field] = question()


def ask_address(now: Sequence[str], details: dict[str, Any]) -> tuple[str, ...]:
    """Ask for more address lines after those in `details`, until an empty one; each is recorded at once.

    With an address `now`, Enter on the first line keeps it, and other lines replace it.
    """
    lines: tuple[str, ...] = () if now else details.get("address", ())
    if now or lines:
        say(_("  Current address: {lines} (Enter keeps it)", lines=", ".join(now or lines)))
    while True:
        question = _("  Address line {number}", number=len(lines) + 1)
        hint = _("Enter: done") if lines or now else _("without the country")
        line = until(lambda: (text := ask(f"{question} ({hint})")) and checked_text(text))  # noqa: B023  asked at once
        if line:
            lines = details["address"] = (*lines, line)
        elif lines or now:
            return lines or tuple(now)


def ask_country(now: str) -> Country:
    """Ask for a country by name or code; the default is the current one, else the system's."""
    default = now or environment.system_country()
    name = country_name(default, language()) if default else ""
    return _understood(_("  Country, by its name or code"), name, parse_country, lambda c: country_name(c, language()))


def ask_reads(country: str, now: Sequence[Tag]) -> tuple[Tag, ...]:
    """Ask for languages by name or tag; the default is the current list, else the country's only language."""
    usual = languages_of(country)
    default = _language_names(now or usual) if now or len(usual) == 1 else ""
    question = _("  Languages you read, best first")
    if not default:
        question += f" ({_('such as {languages}', languages=_language_names(usual or (Tag('en'),)))})"
    return _understood(question, default, parse_read, _language_names)


def _language_names(tags: Sequence[Tag]) -> str:
    return ", ".join(language_name(tag, language()) for tag in tags)


def _understood(question: str, default: str, parse: Callable[[str], T], named: Callable[[T], str]) -> T:
    """Ask until the answer is valid, and show its meaning if that differs from the typed text."""

    def asked() -> T:
        text = ask(question, default)
        found = parse(checked_text(text))
        if (name := named(found)).casefold() != text.casefold():
            say(styled(f"    → {name}", "dim"))
        return found

    return until(asked)


def ask_optional(question: str, now: str | None, check: Callable[[str], T]) -> T | None:
    """Ask for an optional detail: Enter keeps the current one, “none” clears it."""
    none = _("none")
    keeps = _("Enter keeps it, “{none}” clears it", none=none) if now else _("Enter: none")

    def asked() -> T | None:
        answer = ask(f"{question} ({keeps})", now or "")
        return None if answer.casefold() in ("", "none", none.casefold()) else check(answer)

    return until(asked)


def until(question: Callable[[], T]) -> T:
    """Ask until the answer is valid."""
    while True:
        try:
            return question()
        except ValueError as error:
            problem = wrong_value(error)
            words = join(filter(None, (problem.message, problem.hint)), ": ")
            say(wrapped(f"  {translate(words)}"))
