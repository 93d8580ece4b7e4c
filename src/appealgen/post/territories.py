"""Territories with their own country code: their state, and whether mail to them is domestic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from appealgen import resources
from appealgen.yamlfile.reader import load_yaml


@dataclass(frozen=True)
class _Territories:
    """`territories.yaml`: codes separated by spaces."""

    states: Mapping[str, str]
    domestic: str


@cache
def _states() -> tuple[Mapping[str, str], frozenset[str]]:
    table = load_yaml(resources.get("territories.yaml"), _Territories, {})
    states = {code: state for state, codes in table.states.items() for code in codes.split()}
    return states, frozenset(table.domestic.split())


def state_of(country: str) -> str:
    """The state of a territory; any other country itself."""
    return _states()[0].get(country, country)


def at_home(origin: str, country: str) -> bool:
    """Whether mail between two countries is domestic: they are the same, or a state and its territory."""
    if origin == country:
        return True
    domestic = _states()[1]
    if origin not in domestic and country not in domestic:
        return False
    of_origin, of_country = state_of(origin), state_of(country)
    return of_origin == of_country and {origin, country} <= domestic | {of_origin}
