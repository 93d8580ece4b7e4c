"""`appealgen embassies`: known embassies, and the user's own list."""

import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from typer import Argument

from appealgen.cli import environment, options
from appealgen.cli.console import after_word, ask, ask_yes, result, result_json, say, show, table, tell_notices, wrapped
from appealgen.cli.i18n import _, colon, translate
from appealgen.cli.option_values import parse_country, parsed, parsed_if_given
from appealgen.cli.options import Text, Texts, flag, value
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.model.case import Target
    from appealgen.model.identifiers import Country
    from appealgen.workflows.embassies import KnownEmbassy, Revision
    from appealgen.workflows.embassy_changes import EmbassyChange


Of = Annotated[options.Text, value("COUNTRY", _("The country that it represents."))]
Host = Annotated[options.Text, value("COUNTRY", _("The country it is accredited to."))]
DryRun = Annotated[bool, flag(_("Show what would change, but write nothing."))]


@options.group(_("The embassy"))
class EmbassyOptions:
    """Options for an embassy."""

    of: Of = None
    host: Host = None
    office: Text = value("NAME", _("Its full name: Embassy of …"))
    name: Text = value("NAME", _("Its head, if known."))
    address: Texts = value("LINE", _("A line of its address; repeatable."))
    country: Text = value("COUNTRY", _("Country of the address, if not the host country."))
    email: Texts = value("ADDRESS", _("An e-mail address; repeatable."))
    source: Text = value("TEXT", _("Where this information is from."))

    def values(self) -> dict[str, Any]:
        """Values of the given options, parsed except e-mail; None or () for the others. Raises MissingError."""
        from appealgen.reading.sender_files import checked_text

        values: dict[str, Any] = {name: _country(getattr(self, name), name) for name in ("of", "host", "country")}
        values |= {n: parsed_if_given(checked_text, getattr(self, n), n) for n in ("office", "name", "source")}
        values["address"] = tuple(parsed(checked_text, line, "address") for line in self.address or () if line.strip())
        return values | {"email": tuple(self.email or ())}


def list_(scripts: options.DataOptions, of: Of = None, host: Host = None) -> None:
    """List the embassies of cases and of the user's own files."""
    from appealgen.workflows import embassies

    known = embassies.entries(scripts.roots, _country(of, "of"), _country(host, "host"))
    if scripts.json:
        result_json({"version": 1, "embassies": [entry.as_json() for entry in known]})
        return
    rows = [(e.of, e.embassy.host or "", _name(e.embassy), _as_of(e.embassy), Path(e.said_by).name) for e in known]
    show(table((_("OF"), _("IN"), _("EMBASSY"), _("AS OF"), _("SOURCE")), rows, flexible=2))
    say()
    says = _(
        "To add embassies: “appealgen embassies import FILE” reads a table, “appealgen embassies "
        "add” adds a single one."
    )
    say(wrapped(says))


def find(
    of: Annotated[str, Argument(metavar="OF", help=_("The country that it represents."))],
    host: Annotated[str, Argument(metavar="IN", help=_("The country it is accredited to."))],
    scripts: options.DataOptions,
) -> None:
    """Show one embassy."""
    from appealgen.workflows import embassies

    entry = embassies.find_embassy(parsed(parse_country, of, "of"), parsed(parse_country, host, "host"), scripts.roots)
    if scripts.json:
        result_json({"version": 1, "embassies": [entry.as_json()]})
    else:
        result("\n".join(_card(entry)))


def add(embassy: EmbassyOptions, scripts: options.QuestionOptions, dry_run: DryRun = False) -> None:
    """Ask for missing details on a terminal, and add the embassy."""
    from appealgen.errors import MissingError, Problem, ProblemCode
    from appealgen.model.case import Embassy
    from appealgen.model.identifiers import slug
    from appealgen.reading.sender_files import checked_email
    from appealgen.workflows import embassies

    given = embassy.values()
    if scripts.may_ask:
        _ask_for(given)
    if missing := [f"--{key}" for key in ("of", "host", "office", "address") if not given[key]]:
        text = message("an embassy also needs {options}", options=", ".join(missing))
        raise MissingError(Problem(ProblemCode.MISSING_DETAIL, text))
    given["email"] = tuple(parsed(checked_email, address, "email") for address in given["email"])
    of = given.pop("of")
    new = Embassy(
        id=slug(f"embassy-{given['host'].lower()}"),
        role="embassy",
        date=environment.today(),
        **given,
    )
    _carry_out(embassies.added(of, new, scripts.own_folder), scripts, dry_run=dry_run)


def import_(
    file: Annotated[Path, options.paths("FILE", _("A table: CSV, XLSX, ODS; see docs/embassies.md."))],
    scripts: options.QuestionOptions,
    of: Of = None,
    dry_run: DryRun = False,
) -> None:
    """Add the embassies of a table."""
    from appealgen.workflows import embassies

    country = _country(of, "of")
    revision = embassies.imported(file, scripts.own_folder, today=environment.today(), of=country)
    _carry_out(revision, scripts, dry_run=dry_run)


def _carry_out(revision: "Revision", scripts: options.QuestionOptions, *, dry_run: bool) -> None:
    """Show the changes, ask on a terminal, write, and report."""
    from appealgen.workflows import embassies

    if not scripts.json:
        for of, own in revision.changes.items():
            for change in own:
                result("\n".join(_lines(of, change)))
        tell_notices(revision.notices)
    if revision.files and scripts.confirms(dry_run=dry_run) and not ask_yes(_("Write these changes?")):
        say(_("nothing was written"))
        return
    if not dry_run:
        embassies.write_revision(revision)
    if scripts.json:
        result_json({"version": 1, **revision.as_json("planned" if dry_run else "written")})
        return
    if not revision.files:
        say(_("nothing changes"))
    for path in revision.files:
        say(f"{_('would write') if dry_run else _('written')}  {path}")


def _lines(of: "Country", change: "EmbassyChange") -> Iterator[str]:
    """The change of an embassy, and below it its address or the changed fields."""
    colour = {"new": "green", "changed": "yellow"}.get(change.kind, "dim")
    kinds = {"new": _("new"), "changed": _("changed"), "same": _("same"), "older": _("older")}
    where = _("{of} in {host}: {embassy}", of=of, host=change.embassy.host, embassy=_name(change.embassy))
    note = f"  {_('(older than what you have: left as it is)')}" if change.kind == "older" else ""
    under = " " * (max(map(len, kinds.values())) + 2)
    yield after_word(kinds, change.kind, colour, f"{where}{note}")
    if change.kind == "new":
        yield f"{under}{', '.join((*change.embassy.address, *change.embassy.email))}"
    for name in change.differing if change.kind == "changed" else ():
        before, after = _value(getattr(change.before, name)), _value(getattr(change.embassy, name))
        yield f"{under}{name}{colon()} {before} → {after}"


def _value(value: Any) -> str:
    from appealgen.yamlfile.writer import to_plain

    plain = to_plain(value)
    return ", ".join(map(str, plain)) if isinstance(plain, list) else str(plain if plain is not None else "–")


def _card(entry: "KnownEmbassy") -> Iterator[str]:
    """An embassy as on an envelope, its other channels, and the source."""
    from appealgen.cli.views.contacts import contact_lines

    embassy = entry.embassy
    yield _name(embassy)
    yield from (f"  {line}" for line in embassy.address)
    yield from (f"  {line}" for line in contact_lines(embassy))
    source = getattr(embassy, "source", None) or entry.said_by
    when = _as_of(embassy)
    said = (
        _("source: {source}, as of {date}", source=source, date=when) if when else _("source: {source}", source=source)
    )
    yield f"  {said}"


def _as_of(embassy: "Target") -> str:
    date = getattr(embassy, "date", None)
    return date.isoformat() if date else ""


def _name(embassy: "Target") -> str:
    from appealgen.language.localized_names import localized_text

    return translate(localized_text(embassy.office or embassy.name)) or embassy.id


def _country(text: str | None, field: str) -> "Country | None":
    return parsed_if_given(parse_country, text, field)


def _ask_for(values: dict[str, Any]) -> None:
    """Ask for required details that are missing; after Ctrl-C, show the command that continues with the answers."""
    from appealgen.cli.prompts.sender import ask_address, ask_optional, until
    from appealgen.reading.sender_files import checked_text

    questions: dict[str, Callable[[], Any]] = {
        "of": lambda: until(lambda: parse_country(ask(_("  Embassy of which country")))),
        "host": lambda: until(lambda: parse_country(ask(_("  In which country")))),
        "office": lambda: until(lambda: checked_text(ask(_("  Its full name")))),
        "address": lambda: ask_address((), values),
        "source": lambda: ask_optional(_("  Where this information is from"), None, checked_text),
    }
    wanted = [field for field in questions if not values[field] and (field != "source" or not values["address"])]
    try:
        for field in wanted:
            values[field] = questions[field]()
    except KeyboardInterrupt:
        options = [(field, value if isinstance(value, tuple) else (value,)) for field, value in values.items() if value]
        words = [word for field, given in options for text in given for word in (f"--{field}", text)]
        say()
        say(wrapped(_("To continue: {command}", command=shlex.join(["appealgen", "embassies", "add", *words]))))
        raise
