"""`appealgen profile`: the sender's own details, stored on this machine."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from appealgen.cli import environment, options
from appealgen.cli.console import may_ask, result, result_json, say, wrapped
from appealgen.cli.i18n import _
from appealgen.cli.option_values import listed, noted, parse_country
from appealgen.cli.options import Texts, value
from appealgen.errors import MissingError, Problem, ProblemCode
from appealgen.messages import message
from appealgen.paths import read_file

if TYPE_CHECKING:
    from appealgen.model.identifiers import Country
    from appealgen.model.sender import Sender


@options.group()
class ProfileOptions(options.Details):
    """Options for the details in a profile."""

    ties: Texts = value("COUNTRY", _("A country you or your family have ties to; repeatable."))

    def values(self) -> dict[str, Any]:
        """The given fields of a Sender; raises MissingError with all that are wrong."""
        values = super().values()
        if self.ties is not None:
            problems: list[Problem] = []
            ties = [noted(parse_country, text, "ties", problems) for text in self.ties if text]
            if problems:
                raise MissingError(problems)
            values["ties"] = tuple(ties)
        return values


def profile(
    details: ProfileOptions,
    stationery: options.StationeryOptions,
    forget: Annotated[bool, options.flag(_("Delete the profile."))] = False,
    json: options.Json = False,
    no_input: options.NoInput = False,
) -> None:
    """Set details by options, or ask for them on a terminal; show the profile."""
    from appealgen.cli.prompts.unfinished import forget_unfinished, keep_or_forget, kept_if_left, typed_before
    from appealgen.model.stationery import StationeryChoice
    from appealgen.reading.sender_files import load_sender
    from appealgen.workflows.profile import changed, forget_kept, keep_profile
    from appealgen.yamlfile.writer import dump_yaml, to_plain

    path = environment.profile_path()
    if forget:
        forget_kept(path)
        forget_unfinished()
        say(_("there is no longer a profile at {path}", path=path))
        return
    before = read_file(path) if environment.kept_profile() else b""
    kept = load_sender(path) if environment.kept_profile() else None
    given, choice = details.values(), stationery.choice()
    if given or choice != StationeryChoice():
        kept = changed(kept, given, choice, (environment.user_data_dir(),))
        keep_profile(path, kept, before)
    elif may_ask(json=json, no_input=no_input):
        typed = typed_before()
        with kept_if_left(typed):
            kept = _asked(kept, typed.details)
            keep_profile(path, kept, before)
        typed.details.clear()
        keep_or_forget(typed)
    if kept is None:
        text = message("there is no profile at {path} yet", path=path)
        hint = message("run it in a terminal, or give --name, --address and --country")
        raise MissingError(Problem(ProblemCode.NO_PROFILE, text, hint))
    if json:
        result_json({"version": 1, "profile": to_plain(kept)})
    else:
        result(dump_yaml(kept).rstrip())
        say(wrapped(_("kept in {path}, readable only by you", path=path)))


def _asked(kept: "Sender | None", details: dict[str, Any]) -> "Sender":
    """Ask for every detail, and put each answer into `details` at once; Enter keeps the current one."""
    from appealgen.cli.prompts.sender import ask_basics, ask_optional
    from appealgen.language.localized import words_in
    from appealgen.language.localized_names import localized_language
    from appealgen.model.identifiers import Country
    from appealgen.model.sender import Sender
    from appealgen.reading.sender_files import checked_email, checked_text

    now = replace(kept or Sender(name="", country=Country("")), **details)
    say(wrapped(_("Your details, kept on this machine for your letters. Enter keeps the value in brackets.")))
    ask_basics(details, now)
    details["email"] = ask_optional(_("  E-mail, printed under your address"), now.email, checked_email)
    best = details["reads"][0]
    question = _("  A sentence about you, in {language}", language=localized_language(best))
    sentence = ask_optional(question, words_in(now.about, best), checked_text)
    others = now.about if isinstance(now.about, Mapping) else {}
    about = {tag: text for tag, text in others.items() if tag != best}
    details["about"] = about | {best: sentence} if sentence else about or None
    details["ties"] = _ask_ties(now.ties)
    return replace(now, **details)


def _ask_ties(kept: "tuple[Country, ...]") -> "tuple[Country, ...]":
    from appealgen.cli.prompts.sender import ask_optional

    question = _(
        "  Do you or your family have ties to a country that you may write to (relatives, "
        "travel, a passport)? Plans for its cases will remind you."
    )
    say(wrapped(question))
    ties = ask_optional(
        _("  Countries"), ", ".join(kept) or None, lambda text: tuple(map(parse_country, listed([text])))
    )
    return ties or ()
