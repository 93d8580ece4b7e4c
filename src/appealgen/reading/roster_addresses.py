"""The address in a roster's row: its lines, its town and postcode, and the country that it names."""

from __future__ import annotations

from collections.abc import Mapping

from appealgen.errors import ProblemCode
from appealgen.language.localized_names import localized_country
from appealgen.language.parsing import is_foreign_script
from appealgen.messages import message
from appealgen.model.identifiers import Country
from appealgen.post.address_forms import flat_text, needs_town, street_line, with_flat, writes_region
from appealgen.post.postcodes import (
    has_postcode,
    missing_postcode,
    names_town,
    no_place,
    odd_postcode,
    postcode_and_town,
    spaced,
    split_before_town,
)
from appealgen.post.territories import state_of
from appealgen.reading.addresses import composed, in_lines
from appealgen.reading.named_countries import country_behind_town, other_country, without_own_country
from appealgen.reading.roster_columns import column_name
from appealgen.reading.roster_reading import RosterReading


def named_country(filled: dict[str, str], country: Country | None, number: int, task: RosterReading) -> Country | None:
    """The country of a row, or the one that its address names if it has no other; either leaves the address."""
    town = filled.get("postcode") or filled.get("locality") or filled.get("city")
    if town is not None and "-" not in town:
        return country
    if (last := next((name for name in reversed(task.lines) if name in filled), None)) is None:
        return country
    cell, behind = filled[last], None
    end = cell[max(cell.rfind("\n"), cell.rfind("|"), cell.rfind(",")) + 1 :]
    if town is None and any(map(str.isdecimal, end)):
        behind = country_behind_town(end) if end[-1].isalpha() else None
        if behind is None and "-" not in end:
            return country
    address = "\n".join(filled[name] for name in task.lines if name in filled)
    named = behind.country if behind else other_country(address, [town] if town else [], country)
    if named is None or (country is not None and state_of(named) == state_of(country)):
        named = country
    elif country is not None and "country" in filled:
        where, own = localized_country(named), localized_country(country)
        wording = message("the address is in {named}, but the country is {country}", named=where, country=own)
        hint, field = message("correct one of them"), "locality" if "locality" in filled else last
        task.bad(ProblemCode.NAMED_COUNTRY, wording, hint, number, field)
        return country
    else:
        wording = message("the address is in {named}", named=localized_country(named))
        task.note(ProblemCode.NAMED_COUNTRY, wording, None, number, "locality" if "locality" in filled else last)
    if behind is not None:
        filled[last] = cell.removesuffix(end) + behind.town
    elif named is not None and town is None and task.lines == (last,):
        filled[last] = without_own_country(address, named)
    return named


def split_locality(filled: dict[str, str], country: Country) -> None:
    """Split a cell that has both postcode and town, in a column for both or for the town."""
    cell = filled.get("locality") or filled["city"]
    if "locality" not in filled and not any(map(str.isdecimal, cell)):
        return
    for name, text in zip(("postcode", "city"), postcode_and_town(cell, country), strict=True):
        if text and (name not in filled or filled[name] == cell):
            filled[name] = text


def town_of(filled: Mapping[str, str]) -> str | None:
    """The town for the date line, without a state after it in the same cell."""
    city = filled.get("city")
    return city.partition(",")[0] if city and "locality" in filled else city


def address_of(filled: Mapping[str, str], country: Country, task: RosterReading) -> tuple[str, ...]:
    """The lines of an address; street, house number and flat as the country writes them together."""
    city, region = filled.get("city", ""), filled.get("region", "")
    if region and city and not writes_region(country):
        task.no_region.add(country)
    parts = [in_lines(filled[key], country) for key in task.lines if key in filled and key != "box"]
    flats = [(filled[name], word) for name, word in task.flats if name in filled] if parts and task.flats else []
    if "house" in filled and "street" in filled:
        house = " ".join((filled["house"], *(flat for flat, word in flats if not word))) if flats else filled["house"]
        flats = [(flat, word) for flat, word in flats if word]
        above, end, street = parts[-1].rpartition("\n")
        parts[-1] = above + end + street_line(street, house, country)
    if flats and "address" in filled:
        parts = [*(flat_text(flat, word) for flat, word in flats), *parts]  # where its street ends is not known
    for flat, word in flats if "address" not in filled else ():
        at = -1 if "street" in filled else 0
        above, end, street = parts[at].rpartition("\n")
        parts[at] = above + end + with_flat(street, flat, word, country)
    if "box" in filled:
        is_named = any(map(str.isalpha, filled["box"]))
        box = filled["box"] if is_named else f"{task.written['box']} {filled['box']}"
        parts = [box, *parts] if "address" in filled else [*parts, box]
    return composed(parts, city, spaced(filled.get("postcode", ""), country), country, region)


def check_address(
    filled: Mapping[str, str], address: tuple[str, ...], country: Country, number: int, task: RosterReading
) -> None:
    """Note an address without a town as a problem; a missing or odd postcode, and a script of elsewhere, as notices."""
    if "city" not in filled and _lacks_town(filled, address, country, task):
        hint = message("fill in a column “{name}”, or write the town into the address", name=column_name("city"))
        column = next((name for name in ("city", "locality") if name in task.at), task.lines[0])
        task.bad(ProblemCode.MISSING_VALUE, message("the address has no town"), hint, number, column)
        return
    if (postcode := filled.get("postcode")) is not None:
        if (example := odd_postcode(postcode, country)) is not None:
            _note_postcode(postcode, example, country, number, task)
    elif (example := missing_postcode(address, country)) is not None:
        wording = message(
            "has no postcode in the form of {country} ({example})", country=localized_country(country), example=example
        )
        task.note(ProblemCode.NO_POSTCODE, wording, None, number, _postcode_column(task))
    if is_foreign_script("".join(address), country):
        wording = message("is in a script that the post of {country} may not read", country=localized_country(country))
        task.note(ProblemCode.FOREIGN_SCRIPT, wording, message("give it in Latin script"), number, task.lines[0])


def in_its_lines(address: tuple[str, ...], country: Country, number: int, task: RosterReading) -> tuple[str, ...]:
    """An address written in one line, with a line for the town if that is certain; else with a notice."""
    if len(address) > 1 or not ("," in address[0] or has_postcode(address, country)):
        return address
    if (lines := split_before_town(address[0], country)) is not None:
        return lines
    wording, hint = message("the whole address is printed on one line"), message("write | where a line ends")
    task.note(ProblemCode.ONE_LINE, wording, hint, number, task.lines[0])
    return address


def _note_postcode(postcode: str, example: str, country: Country, number: int, task: RosterReading) -> None:
    wording = message(
        "“{postcode}” does not look like a postcode of {country} ({example})",
        postcode=postcode,
        country=localized_country(country),
        example=example,
    )
    longer = f"0{postcode}"
    lost = message("was it {postcode}? spreadsheets drop zeros at the beginning", postcode=longer)
    hint = message("check it") if odd_postcode(longer, country) is not None else lost
    task.note(ProblemCode.ODD_POSTCODE, wording, hint, number, _postcode_column(task))


def _postcode_column(task: RosterReading) -> str:
    return next((name for name in ("postcode", "locality") if name in task.at), task.lines[0])


def _lacks_town(filled: Mapping[str, str], address: tuple[str, ...], country: Country, task: RosterReading) -> bool:
    """Whether an address has no town at all, if none is in a separate column; most addresses have several lines."""
    if "box" in filled or any(name in filled for name, _ in task.flats):
        cells = (filled[key] for key in task.lines if key in filled and key != "box")
        address = tuple(line for cell in cells for line in cell.replace("|", "\n").split("\n"))
    if len(address) > 1 and "postcode" not in filled and not ("/" in address[0] and no_place(address[0])):
        return False
    return needs_town(country) and "region" not in filled and not names_town(address, country)
