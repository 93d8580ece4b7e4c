"""The country of an address: find it among the lines, and write it as the last line for the sender's post."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from appealgen import resources
from appealgen.language.locales import country_name, folded_name, in_capitals
from appealgen.language.parsing import country_in_english, country_synonyms
from appealgen.post.postcodes import regions
from appealgen.yamlfile.reader import load_yaml

_STATE = (
    r"(?:(?:(?:arab|cooperative|democratic|federal|federative|hashemite|islamic|independent|peoples|plurinational|socialist"
    r"|bolivarian|united) ){0,3}(?:republic|kingdom|sultanate|state|emirate) of (?:the )?(?:union of )?"
    r"|(?:republique|republica|repubblica|royaume|reino|regno|sultanat|sultanato|etat|estado)"
    r"(?: \w+){0,2} (?:(?:de|du|do|da|del|della) (?:la )?|dell|d)"
    r"|(?:\w+ische ){0,2}(?:(?:bundes|volks)?republik|konigreich|республика) (?:der )?"
    r"|(?:\w+ische ){0,2}(?:volks)?(?:republiek|koninkrijk) (?:van )?)(?P<name>.+)"
)
"""A state's full name, as `folded_name` gives it: Islamic Republic of Pakistan. Not: Cairo Arab Republic of Egypt."""
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_DIGIT = re.compile(r"\d")


@cache
def _overrides(roots: tuple[Path, ...]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for path in reversed(resources.find_all("country_names.yaml", roots)):
        for code, names in load_yaml(path, dict[str, dict[str, str]], {}).items():
            found[code] = found.get(code, {}) | dict(names)
    return found


@lru_cache(maxsize=1024)
def postal_name(country: str, language: str, roots: tuple[Path, ...] = ()) -> str:
    """A country's name on mail in a language: CLDR's, in full and without comments."""
    names, bare = _overrides(roots).get(country, {}), language.partition("-")[0]
    name = names.get(language) or names.get(bare) or _BRACKETS.sub("", country_name(country, language))
    if bare == "en":
        name = re.sub(r"\bSt\.? ", "Saint ", name).replace(" & ", " and ")
    return name.replace("’", "'")


@lru_cache(maxsize=1024)
def country_line(country: str, languages: tuple[str, ...], roots: tuple[Path, ...] = ()) -> str:
    """The country in capitals, in one language or two: `KASACHSTAN`, `KASACHSTAN / KAZAKHSTAN`.

    DIN 5008, La Poste and USPS Publication 28 agree on the sender's language, capitals and a line of its own.
    """
    names = [in_capitals(postal_name(country, language, roots), language) for language in languages]
    return " / ".join(dict.fromkeys(names))


def without_country(lines: Sequence[str], country: str) -> tuple[str, ...]:
    """Address lines without their own country, which gets a line of its own: `Tehran, Iran` → `Tehran`.

    Looks for the country at the end of the last line (whole, after the last comma or after the postcode), and at the
    beginning of the first.
    """
    kept = tuple(bare for line in lines if (bare := line.strip(" ,\t")))
    while (fewer := _without_last(_without_first(kept, country), country)) != kept:
        kept = fewer
    return kept


def _without_first(lines: tuple[str, ...], country: str) -> tuple[str, ...]:
    if not lines:
        return lines
    head, _, tail = lines[0].partition(",")
    if _DIGIT.search(head) or not _is_country(head, country):
        return lines
    rest = tuple(line for line in (tail.strip(" ,"), *lines[1:]) if line)
    return rest if rest and _may_go(head, rest, country) else lines


def _without_last(lines: tuple[str, ...], country: str) -> tuple[str, ...]:
    if not lines:
        return lines
    last = lines[-1]
    for head, tail in (("", last), last.rpartition(",")[::2], _after_postcode(last)):
        if not tail or _DIGIT.search(tail) or not _is_country(tail, country):
            continue
        rest = tuple(line for line in (*lines[:-1], head.strip(" ,")) if line)
        if rest and _may_go(tail, rest, country):
            return rest
    return lines


def _after_postcode(line: str) -> tuple[str, str]:
    """The text before and after the space behind the last digit: `010000 Kazakhstan`."""
    found = re.fullmatch(r"(.*\d)\s+(\D+)", line)
    return (found[1], found[2]) if found else ("", "")


def other_country(lines: Sequence[str], country: str) -> str | None:
    """A country at the end of an address that is in another country; None if there is none."""
    if not lines:
        return None
    last = lines[-1].rpartition(",")[2]
    if any(c.isdigit() for c in last) or last.strip(" .").casefold() in regions(country):
        return None  # Atlanta, Georgia
    named = country_in_english(last)
    return named if named and named != country else None


def _may_go(name: str, rest: Sequence[str], country: str) -> bool:
    """Whether a country's name is not the town: no town has it, or the rest names it too, or it follows a state."""
    names = {folded_name(postal_name(country, language)) for language in country_synonyms("as_a_town").get(country, ())}
    if any(part.strip().casefold() in regions(country) for part in rest[-1].split(",")):
        return True  # Oaxaca, C.P. 68000, Mexico
    return folded_name(name) not in names or any(one in folded_name(line) for line in rest for one in names)


@lru_cache(maxsize=4096)
def _is_country(text: str, country: str) -> bool:
    if _DIGIT.search(text):
        return False
    wanted = folded_name(text.strip(" ,."))
    known = _names(country)
    if wanted in known or " " not in wanted:
        return wanted in known
    full = re.fullmatch(_STATE, wanted)
    return full is not None and full["name"] in known


@lru_cache(maxsize=256)
def _names(country: str) -> frozenset[str]:
    """Names that an address may use for its country: in its own languages and in those of published appeals."""
    also = (name for kind in ("in_addresses", "anywhere") for name in country_synonyms(kind).get(country, ()))
    return frozenset([*_words().get(country, ()), *map(folded_name, also)])


@cache
def _words() -> dict[str, list[str]]:
    found: dict[str, list[str]] = json.loads(resources.get("country_words.json").read_text(encoding="utf-8"))
    return found


@cache
def countries_in_addresses() -> Mapping[str, str]:
    """Each name of a country, as addresses may write it, → its code."""
    found: dict[str, str] = {}
    for code in _words():
        found |= {name: code for name in _names(code) if name not in found}
    return found


@lru_cache(maxsize=4096)
def country_called(text: str) -> str | None:
    """The country that a text names, and nothing else, in any language of addresses; also a state's full name."""
    if _DIGIT.search(text):
        return None
    wanted = folded_name(text.strip(" ,.;:()"))
    full = re.fullmatch(_STATE, wanted)
    return countries_in_addresses().get(wanted) or (countries_in_addresses().get(full["name"]) if full else None)


def country_at_end(line: str) -> tuple[str, str] | None:
    """The country at the end of a line, and the text before it: `010000 Kazakhstan` → KZ, `010000`."""
    stripped = line.rstrip(" .,;")
    if (whole := country_called(stripped)) is not None:
        return whole, ""
    for mark in (r",", r"(?<=\d)\s", r"\s[-–]\s", r"\."):
        pieces = re.split(mark, stripped)
        if len(pieces) > 1 and (found := country_called(pieces[-1])) is not None:
            return found, stripped[: len(stripped) - len(pieces[-1]) - (0 if mark.startswith("(") else 1)].rstrip(
                " ,-–"
            )
    words = stripped.split(" ")
    for count in range(min(7, len(words) - 1), 0, -1):
        if " ".join(words[-count - 1 :]).casefold() in regions("US"):
            continue  # New Mexico
        if words[-count][:1].isupper() and (found := country_called(" ".join(words[-count:]))) is not None:
            return found, " ".join(words[:-count]).rstrip(" ,-–")
    return None
