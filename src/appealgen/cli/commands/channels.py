"""`appealgen channels`: how each target of a case is reached, and what still arrives in time."""

from typing import TYPE_CHECKING, Annotated

from appealgen.cli import environment, option_values, options
from appealgen.cli.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from appealgen.model.identifiers import Country

_FROM = Annotated[options.Text, options.value("COUNTRY", _("Country that you post from (default: your profile's)."))]


def channels(
    case: options.Case, scripts: options.DataOptions, country: _FROM = None, date: options.Date = None
) -> None:
    """List the channels of each target, the best first."""
    from appealgen.cli import console
    from appealgen.cli.views.channels import channel_lines, status_line
    from appealgen.planning.channels import CHANNELS
    from appealgen.planning.status import status_at
    from appealgen.workflows.catalogue import find_case
    from appealgen.workflows.channels import channels_by_target

    day, roots = option_values.day(date), scripts.roots
    chosen = find_case(case, roots)
    origin = option_values.parsed_if_given(option_values.parse_country, country, "country") or _own_country()
    found = list(channels_by_target(chosen, day, origin, roots))
    if scripts.json:
        status = status_at(chosen, day)
        deadline = chosen.deadline.isoformat() if chosen.deadline else None
        facts = {"case": chosen.id, "status": status.state, "deadline": deadline, "days_left": status.days_left}
        targets = [
            {"id": target.id, "role": target.role, "channels": [each.as_json() for each in several]}
            for target, several in found
        ]
        console.result_json({"version": 1, **facts, "date": day.isoformat(), "country": origin, "targets": targets})
        return
    console.result(status_line(chosen, day))
    for target, several in found:
        console.result("")
        for line in channel_lines(target, several):
            console.result(line)
    arriving = {each.name for target, several in found for each in several if each.arrival in ("in-time", "unsure")}
    if arriving and status_at(chosen, day).state == "open":
        ways = ",".join(channel for channel in CHANNELS if channel in arriving)
        told = _("“appealgen write {case} --channel {ways}” makes the files", case=case, ways=ways)
        console.say(console.wrapped(told))


def _own_country() -> "Country | None":
    """The country of the sender file or profile; None without one."""
    from appealgen.reading.sender_files import load_sender

    own: Path | None = environment.sender_from_environment() or environment.kept_profile()
    return load_sender(own).country if own is not None else None
