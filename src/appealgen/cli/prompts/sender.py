"""Who signs: one source for the whole sender, single fields replaced by options, the rest asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from appealgen.cli import environment as settings
from appealgen.cli.console import ask, ask_yes, say
from appealgen.cli.i18n import _, translate
from appealgen.errors import MissingError, Problem, ProblemCode, wrong_value
from appealgen.messages import message
from appealgen.model.identifiers import Country, Tag
from appealgen.model.sender import Sender
from appealgen.yamlfile.scalars import unprintable, unprintable_message

T = TypeVar("T")


def resolve_sender(file: Path | None, given: Mapping[str, Any], *, blank: bool, asking: bool) -> Sender:
    """The sender of --sender, else APPEALGEN_SENDER, else the profile, with single fields replaced by options.

    --name and --blank start from nothing, so that nobody's address or words stand under another's name. Raises
    MissingError naming everything that is missing when there is nobody to ask.
    """
    own = sender_fields(given)
    if blank:
        return _blank(own, given["name"] or file)
    found = None if given["name"] is not None else _from_file(file)
    if found is not None:
        return replace(found, **own)
    if given["name"] is not None and file is not None:
        text = message("--name starts from nothing and --sender from a file: give one of them")
        raise MissingError(Problem(ProblemCode.TWO_SENDERS, text, field="name"))
    return _complete(own, asking=asking)


def _from_file(file: Path | None) -> Sender | None:
    from appealgen.reading.sender_files import load_sender

    for path in (file, settings.sender_from_environment()):
        if path is not None:
            return load_sender(path)
    profile = settings.kept_profile()
    return load_sender(profile) if profile else None


def sender_fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were given as options, typed; raises MissingError with all that are wrong."""
    problems: list[Problem] = []
    address, country, reads = given["address"], given["country"], given["reads"]
    texts = {key: given[key] for key in ("name", "email", "place")} | {"address": "\n".join(address or ())}
    for field, text in texts.items():
        if text is not None and (text.strip() or address or field != "address"):
            typed(checked_email if field == "email" else checked_text, text.strip(), field, problems)
    values: dict[str, Any] = {
        key: value.strip() for key, value in texts.items() if value is not None and key != "address"
    }
    if address:
        values["address"] = tuple(line.strip() for line in address if line.strip())
    if country is not None:
        values["country"] = typed(parse_country, country, "country", problems)
    if reads:
        parts = [part.strip() for text in reads for part in text.split(",") if part.strip()]
        values["reads"] = tuple(typed(parse_tag, part, "reads", problems) for part in parts)
    if problems:
        raise MissingError(problems)
    return values


def parse_country(text: str) -> Country:
    """A code or a name."""
    from appealgen.language.parsing import parse_country

    return parse_country(text)


def parse_tag(text: str) -> Tag:
    """A tag or a language's name."""
    from appealgen.language.parsing import parse_language

    return parse_language(text)


def parsed_language(text: str | None) -> Tag | None:
    """What --language means, if it is given; raises MissingError."""
    return parsed(parse_tag, text, "language") if text is not None else None


def typed(parse: Callable[[str], T], text: str, field: str, problems: list[Problem]) -> T | None:
    """What a text means, or None once its problem is noted."""
    try:
        return parse(text)
    except ValueError as error:
        problems.append(wrong_value(error, field=field))
        return None


def parsed(parse: Callable[[str], T], text: str, field: str) -> T:
    """What the text of one option means; raises MissingError naming the option."""
    try:
        return parse(text)
    except ValueError as error:
        raise MissingError(wrong_value(error, field=field)) from None


def _blank(own: dict[str, Any], other: object) -> Sender:
    missing = [option for option in ("country", "reads") if option not in own]
    if missing:
        text = message("a blank letter needs the country it is posted in and the languages its signer reads")
        hint = message("give {options}", options=", ".join(f"--{option}" for option in missing))
        raise MissingError(Problem(ProblemCode.MISSING_DETAIL, text, hint, field=missing[0]))
    if other is not None or "address" in own or "email" in own:
        text = message(
            "--blank leaves name and address to be filled in by hand: leave out --sender, --name, --address and --email"
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
            message("who signs? {missing} missing", missing=", ".join(missing))
            if own
            else message("who signs? there is no profile yet")
        )
        hint = message(
            "“appealgen profile” keeps your details; or give --sender FILE, or --name, --address and --country"
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
        keep_profile(settings.profile_path(), sender)
        say(_("  kept; “appealgen profile” changes them"))
    return sender


def ask_address(now: Sequence[str]) -> tuple[str, ...]:
    """Address lines until an empty one; Enter on the first keeps what there is."""
    if now:
        say(_("  Address now: {lines} (Enter keeps it)", lines=", ".join(now)))
    lines: list[str] = []
    while True:
        question = _("  Address line {number}", number=len(lines) + 1)
        line = ask(f"{question} ({_('Enter: done')})" if lines else question)
        if unprintable(line) is not None:
            say(_("  that line contains a character that no document can hold"))
        elif line:
            lines.append(line)
        elif lines or now:
            return tuple(lines) or tuple(now)


def ask_reads(country: str, now: Sequence[str]) -> tuple[Tag, ...]:
    """Languages by tag or name; the default is what there is, else the country's languages."""
    from appealgen.language.locales import languages_of

    default = ", ".join(now or languages_of(country))
    return until(
        lambda: tuple(
            parse_tag(part.strip()) for part in ask(_("  Languages you read"), default).split(",") if part.strip()
        )
    )


def checked_text(text: str) -> str:
    """Text that a document can hold; raises ValueError when it is empty or cannot be printed."""
    if not text:
        raise ValueError(message("this is needed"))
    if (char := unprintable(text)) is not None:
        raise ValueError(unprintable_message(char))
    return text


def checked_email(text: str) -> str:
    """An e-mail address, by its look; raises ValueError."""
    from appealgen.reading.sender_files import email_address

    return email_address(checked_text(text))


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
    return f"{translate(problem.message)}: {translate(problem.hint)}" if problem.hint else translate(problem.message)


def until(question: Callable[[], T]) -> T:
    """Ask until the answer is one."""
    while True:
        try:
            return question()
        except ValueError as error:
            say(f"  {_words(error)}")


def keep_profile(path: Path, sender: Sender) -> None:
    """Write the profile for its owner's eyes only; raises WriteError."""
    from appealgen.output import writer
    from appealgen.yamlfile.writer import dump_yaml

    text = "# Your own details, kept by “appealgen profile”. Nothing of this leaves your machine.\n"
    writer.write_all([(path, (text + dump_yaml(sender)).encode())])
