"""`appealgen embassies`: the embassies that are known, and your own list of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from appealgen.cli import options
from appealgen.cli.help import Command, commands
from appealgen.cli.i18n import _, translate
from appealgen.messages import message

if TYPE_CHECKING:
    from appealgen.model.case import Target
    from appealgen.model.embassy import Embassy
    from appealgen.model.identifiers import Country
    from appealgen.workflows.embassies import KnownEmbassy, Revision
    from appealgen.workflows.embassy_changes import EmbassyChange

app = commands("embassies", _("Embassies: list, find, add, import."))

Of = Annotated[str | None, typer.Option("--of", metavar="COUNTRY", help=_("The country that it represents."))]
Host = Annotated[str | None, typer.Option("--host", metavar="COUNTRY", help=_("The country it is accredited to."))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Show what would change and write nothing."))]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=_("Write without asking for a yes."))]


@app.command("list", cls=Command, help=_("All embassies that cases and your list know."))
def list_(of: Of = None, host: Host = None, data_dir: options.DataDir = None, json: options.Json = False) -> None:
    """All embassies that cases and your list know."""
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.workflows import embassies as directory

    found = directory.entries(settings.data_roots(data_dir), _country(of, "of"), _country(host, "host"))
    if json:
        terminal.result_json({"version": 1, "embassies": [_plain(entry) for entry in found]})
        return
    rows = [(e.of, e.embassy.host or "", _name(e.embassy), _as_of(e.embassy), Path(e.said_by).name) for e in found]
    terminal.show(terminal.table((_("OF"), _("IN"), _("EMBASSY"), _("AS OF"), _("SAID BY")), rows, flexible=2))
    terminal.say()
    says = _("“appealgen embassies import FILE” takes a table of them; “appealgen embassies add” takes one.")
    terminal.say(terminal.wrapped(says))


@app.command(cls=Command, help=_("The embassy of a country in another, as letters would use it."))
def find(
    of: Annotated[str, typer.Argument(metavar="OF", help=_("The country that it represents."))],
    host: Annotated[str, typer.Argument(metavar="IN", help=_("The country it is accredited to."))],
    data_dir: options.DataDir = None,
    json: options.Json = False,
) -> None:
    """The embassy of a country in another, as letters would use it."""
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.cli.prompts.sender import parse_country, parsed
    from appealgen.workflows import embassies as directory

    sends, hosts = parsed(parse_country, of, "of"), parsed(parse_country, host, "host")
    entry = directory.find_embassy(sends, hosts, settings.data_roots(data_dir))
    if json:
        terminal.result_json({"version": 1, "embassies": [_plain(entry)]})
        return
    terminal.result("\n".join(_card(entry)))


@app.command(cls=Command, help=_("One embassy into your list; asks for what is missing on a terminal."))
def add(
    of: Of = None,
    host: Host = None,
    office: Annotated[str | None, typer.Option("--office", help=_("Embassy of …, as it calls itself."))] = None,
    name: Annotated[str | None, typer.Option("--name", help=_("Its head, if known."))] = None,
    address: Annotated[
        list[str] | None, typer.Option("--address", metavar="LINE", help=_("A line of its address; repeat."))
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", help=_("Country of the address, where it is not the host."))
    ] = None,
    email: Annotated[list[str] | None, typer.Option("--email", help=_("An e-mail address; repeat."))] = None,
    source: Annotated[str | None, typer.Option("--source", help=_("Where you have it from."))] = None,
    data_dir: options.DataDir = None,
    json: options.Json = False,
    no_input: options.NoInput = False,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """One embassy into your list; asks for what is missing on a terminal."""
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.errors import MissingError, Problem, ProblemCode
    from appealgen.workflows import embassies as directory

    given: dict[str, Any] = {
        "of": _country(of, "of"), "host": _country(host, "host"), "office": _text(office, "office"),
        "name": _text(name, "name"), "country": _country(country, "country"), "source": _text(source, "source"),
        "address": tuple(_text(line, "address") for line in address or () if line.strip()),
        "email": tuple(email or ()),
    }  # fmt: skip
    asking = terminal.may_ask(json=json, no_input=no_input)
    if asking:
        given = _asked(given)
    missing = [f"--{key}" for key in ("of", "host", "office", "address") if not given[key]]
    if missing:
        raise MissingError(
            Problem(ProblemCode.MISSING_DETAIL, message("an embassy also needs {options}", options=", ".join(missing)))
        )
    embassy = _embassy(given)
    revision = directory.added(given["of"], embassy, settings.data_dir(data_dir))
    _carry_out(revision, asking=asking and not yes, dry_run=dry_run, json=json)


@app.command(
    "import",
    cls=Command,
    help=_("A table of embassies into your list: a CSV of your own, or Wikidata's; shows what changes first."),
)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("A table: CSV, XLSX, ODS; see docs/embassies.md."))],
    of: Of = None,
    data_dir: options.DataDir = None,
    json: options.Json = False,
    no_input: options.NoInput = False,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> None:
    """A table of embassies into your list: a CSV of your own, or Wikidata's; shows what changes first."""
    from appealgen.cli import console as terminal
    from appealgen.cli import environment as settings
    from appealgen.workflows import embassies as directory

    revision = directory.imported(file, settings.data_dir(data_dir), today=settings.today(), of=_country(of, "of"))
    asking = terminal.may_ask(json=json, no_input=no_input)
    _carry_out(revision, asking=asking and not yes, dry_run=dry_run, json=json)


def _carry_out(revision: "Revision", *, asking: bool, dry_run: bool, json: bool) -> None:
    """Show the changes, ask for a yes where there is somebody to ask, write, and say what was done."""
    from appealgen.cli import console as terminal
    from appealgen.workflows import embassies as directory

    changes = [(of, change) for of, found in revision.changes.items() for change in found]
    if not json:
        for of, change in changes:
            terminal.result("\n".join(_told(of, change)))
        terminal.tell_notices(revision.notices)
    if revision.files and asking and not dry_run and not terminal.ask_yes(_("Write these changes?")):
        terminal.say(_("nothing was written"))
        return
    if not dry_run:
        directory.write_revision(revision)
    if json:
        terminal.result_json(
            {
                "version": 1,
                "changes": [_change_json(of, change) for of, change in changes],
                "notices": [notice.as_json() for notice in revision.notices],
                "files": [{"path": str(path), "state": "planned" if dry_run else "written"} for path in revision.files],
            }
        )
        return
    if not revision.files:
        terminal.say(_("nothing changes"))
    for path in revision.files:
        terminal.say(f"{_('would write') if dry_run else _('written')}  {path}")


def _told(of: "Country", change: "EmbassyChange") -> Iterator[str]:
    from appealgen.cli.console import styled

    colour = {"new": "green", "changed": "yellow"}.get(change.kind, "dim")
    kinds = {"new": _("new"), "changed": _("changed"), "same": _("same"), "older": _("older")}
    kind = styled(f"{kinds[change.kind]:{max(8, *map(len, kinds.values()))}}", colour)
    where = _("{of} in {host}: {embassy}", of=of, host=change.embassy.host, embassy=_name(change.embassy))
    said = f"  {_('(older than what you have: left as it is)')}" if change.kind == "older" else ""
    yield f"{kind} {where}{said}"
    if change.kind == "new":
        yield f"           {', '.join((*change.embassy.address, *change.embassy.email))}"
    for name in change.differing if change.kind == "changed" else ():
        yield f"           {name}: {_value(getattr(change.before, name))} → {_value(getattr(change.embassy, name))}"


def _value(value: Any) -> str:
    from appealgen.yamlfile.writer import to_plain

    plain = to_plain(value)
    return ", ".join(map(str, plain)) if isinstance(plain, list) else str(plain if plain is not None else "–")


def _change_json(of: "Country", change: "EmbassyChange") -> dict[str, Any]:
    from appealgen.yamlfile.writer import to_plain

    return {"of": of, "change": change.kind, "fields": list(change.differing), **to_plain(change.embassy)}


def _plain(entry: "KnownEmbassy") -> dict[str, Any]:
    from appealgen.yamlfile.writer import to_plain

    return {"of": entry.of, "said_by": entry.said_by, **to_plain(entry.embassy)}


def _card(entry: "KnownEmbassy") -> Iterator[str]:
    embassy = entry.embassy
    yield _name(embassy)
    yield from (f"  {line}" for line in embassy.address)
    if embassy.phone:
        yield f"  {_('phone {number}', number=embassy.phone)}"
    if embassy.fax:
        yield f"  {_('fax {number}', number=embassy.fax)}"
    yield from (f"  {_('e-mail {addresses}', addresses=address)}" for address in embassy.email)
    source = getattr(embassy, "source", None) or entry.said_by
    when = _as_of(embassy)
    said = (
        _("said by {source}, as of {date}", source=source, date=when) if when else _("said by {source}", source=source)
    )
    yield f"  {said}"


def _as_of(embassy: "Target") -> str:
    date = getattr(embassy, "date", None)
    return date.isoformat() if date else ""


def _name(embassy: "Target") -> str:
    from appealgen.language.localized_names import localized_text

    return translate(localized_text(embassy.office or embassy.name)) or embassy.id


def _country(text: str | None, field: str) -> "Country | None":
    from appealgen.cli.prompts.sender import parse_country, parsed

    return parsed(parse_country, text, field) if text is not None else None


def _text(text: str | None, field: str) -> str | None:
    from appealgen.cli.prompts.sender import checked_text, parsed

    return parsed(checked_text, text.strip(), field) if text is not None else None


def _asked(given: dict[str, Any]) -> dict[str, Any]:
    """Ask for the details that are needed and were not given."""
    from appealgen.cli.console import ask
    from appealgen.cli.prompts.sender import ask_address, ask_optional, checked_text, parse_country, until

    values = dict(given)
    if not values["of"]:
        values["of"] = until(lambda: parse_country(ask(_("  Embassy of which country"))))
    if not values["host"]:
        values["host"] = until(lambda: parse_country(ask(_("  In which country"))))
    if not values["office"]:
        values["office"] = until(lambda: checked_text(ask(_("  What it calls itself"))))
    if not values["address"]:
        values["address"] = ask_address(())
        values["source"] = values["source"] or ask_optional(_("  Where you have it from"), None)
    return values


def _embassy(given: dict[str, Any]) -> "Embassy":
    from appealgen.cli.environment import today
    from appealgen.cli.prompts.sender import checked_email, parsed
    from appealgen.model.embassy import Embassy
    from appealgen.model.identifiers import slug

    emails = tuple(parsed(checked_email, address.strip(), "email") for address in given["email"])
    details = {key: given[key] for key in ("host", "office", "name", "address", "source")}
    return Embassy(
        id=slug(f"embassy-{given['host'].lower()}"), role="embassy", country=given["country"],
        email=emails, date=today(), **details,
    )  # fmt: skip
