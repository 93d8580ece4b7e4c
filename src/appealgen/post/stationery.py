"""Which paper and which envelope: by the sender's country, or as asked for."""

from dataclasses import dataclass
from functools import cache
from math import inf
from pathlib import Path

from appealgen import resources, yamlfile
from appealgen.document import A4, US_LETTER, Box, EnvelopeFormat, Paper
from appealgen.errors import MissingError, Problem, WrongValueError, did_you_mean

_US_LETTER_COUNTRIES = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""CLDR, supplementalData.xml, measurementData, paperSize type="US-Letter"."""


@dataclass(frozen=True, kw_only=True)
class _Formats:
    envelopes: tuple[EnvelopeFormat, ...]


def _box(text: str) -> Box:
    try:
        x, y, width, height = (float(part) for part in text.split())
        if not all(0 <= side < inf for side in (x, y, width, height)):
            raise ValueError(text)
    except ValueError:
        raise WrongValueError(f"“{text}” is not a box", "four numbers in mm: x y width height") from None
    return Box(x, y, width, height)


@cache
def envelope_formats(roots: tuple[Path, ...] = ()) -> tuple[EnvelopeFormat, ...]:
    """All known envelope formats, from `envelopes.yaml`."""
    path = resources.find("envelopes.yaml", roots)
    assert path is not None, "the package carries its data"
    return yamlfile.load(path, _Formats, {Box: _box}).envelopes


def envelope_format(name: str, roots: tuple[Path, ...] = ()) -> EnvelopeFormat:
    """The format that people call `name`, in any case; raises MissingError with the names there are."""
    formats = envelope_formats(roots)
    for known in formats:
        if name.casefold() in (n.casefold() for n in (known.name, *known.also)):
            return known
    hint = did_you_mean(name, [f.name for f in formats] + ["none"])
    raise MissingError(Problem("unknown-envelope", f"“{name}” is not an envelope format", hint, field="envelope"))


def default_envelope(country: str) -> str:
    """US #10 in the USA and Canada, DL elsewhere."""
    return "US10" if country in ("US", "CA") else "DL"


def paper_of(country: str) -> Paper:
    """The sheet that printers of a country hold."""
    return US_LETTER if country in _US_LETTER_COUNTRIES else A4
