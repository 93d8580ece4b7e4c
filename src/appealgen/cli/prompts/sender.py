"""Who signs: one source for the whole sender, single fields replaced by options, the rest asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from appealgen.cli import environment
from appealgen.cli.console import ask, ask_yes, say
from appealgen.cli.i18n import _, colon, translate
from appealgen.cli.options import SenderOptions
from appealgen.errors import MissingError, Problem, ProblemCode, wrong_value
from appealgen.language.parsing import parse_country
from appealgen.language.spoken import parse_read
from appealgen.messages import message
from appealgen.model.identifiers import Tag
from appealgen.model.sender import Sender
from appealgen.reading.sender_files import checked_text
from appealgen.yamlfile.scalars import unprintable

T = TypeVar("T")


def resolve_sender(options: SenderOptions, *, asking: bool) -> Sender:
    """The sender of --sender, else APPEALGEN_SENDER, else the profile, with single fields replaced by options.

    --name and --blank start from nothing, so that nobody's address or words stand under another's name. Raises
    MissingError naming everything that is missing when there is nobody to ask.
    """
    own = options.values()
    if options.blank:
        return _blank(own, options.name or options.sender)
    if options.name is not None:
        if options.sender is not None:
            text = message("give either --name or --sender, not both")
            raise MissingError(Problem(ProblemCode.TWO_SENDERS, text, field="name"))
    elif (sender := _from_file(options.sender)) is not None:
        return replace(sender, **own)
    return _complete(own, asking=asking)


def _from_file(file: Path | None) -> Sender | None:
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


def _complete(own: dict[str, Any], *, asking: bool) -> Sender:
    """A sender from options alone; what is missing is asked for, or an error."""
    if asking:
        return ask_details(own)
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


def ask_details(own: dict[str, Any]) -> Sender:
    """Ask for what is missing: name, address, country, languages."""
    say(_("Your details, for the letter and the envelope:"))
    values = dict(own)
    if not values.get("name"):
        values["name"] = until(lambda: checked_text(ask(_("  Your name"))))
    if not values.get("address"):
        values["address"] = ask_address(())
    if not values.get("country"):
        values["country"] = until(lambda: parse_country(ask(_("  Country"))))
    if not values.get("reads"):
        values["reads"] = ask_reads(values["country"], ())
    if "place" not in values:
        values["place"] = ask_optional(_("  Town, for the date line"), None)
    sender = Sender(**values)
    if ask_yes(_("  Keep these details on this machine for your next letter?")):
        from appealgen.workflows.profile import keep_profile

        keep_profile(environment.profile_path(), sender)
        say(_("  kept; “appealgen profile” changes them"))
    return sender


def ask_address(now: Sequence[str]) -> tuple[str, ...]:
    """Address lines until an empty one; Enter on the first keeps what there is."""
    if now:
        say(_("  Current address: {lines} (Enter keeps it)", lines=", ".join(now)))
    lines: list[str] = []
    while True:
        question = _("  Address line {number}", number=len(lines) + 1)
        line = ask(f"{question} ({_('Enter: done')})" if lines else question)
        if unprintable(line) is not None:
            say(_("  that line contains a character that a document cannot contain"))
        elif line:
            lines.append(line)
        elif lines or now:
            return tuple(lines) or tuple(now)


def ask_reads(country: str, now: Sequence[str]) -> tuple[Tag, ...]:
    """Languages by tag or name; the default is what there is, else the country's languages."""
    from appealgen.language.locales import languages_of

    default = ", ".join(now or languages_of(country))
    return until(lambda: parse_read(ask(_("  Languages you read"), default)))


def ask_optional(question: str, now: str | None, check: Callable[[str], str] = checked_text) -> str | None:
    """A detail that may be left out: Enter keeps what there is, “none” clears it."""
    none = _("none")
    keeps = _("Enter keeps it, “{none}” clears it", none=none) if now else _("Enter: none")

    def asked() -> str | None:
        answer = ask(f"{question} ({keeps})", now or "")
        return None if answer.casefold() in ("", "none", none.casefold()) else check(answer)

    return until(asked)


def _words(error: ValueError) -> str:
    problem = wrong_value(error)
    return (
        f"{translate(problem.message)}{colon()} {translate(problem.hint)}"
        if problem.hint
        else translate(problem.message)
    )


def until(question: Callable[[], T]) -> T:
    """Ask until the answer is one."""
    while True:
        try:
            return question()
        except ValueError as error:
            say(f"  {_words(error)}")
