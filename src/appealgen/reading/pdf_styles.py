"""A style file → PdfStyle."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from appealgen.errors import InputError, WrongValueError
from appealgen.messages import message
from appealgen.model.pdf_style import Colour, Millimetres, PdfStyle, Picture, Points
from appealgen.paths import read_file
from appealgen.reading.pictures import MAX_BYTES, picture
from appealgen.yamlfile.reader import load_yaml
from appealgen.yamlfile.scalars import PLAIN_SCALARS

_POINTS = (7, 30)
_MM = (4, 200)
"""Printers leave about 4 mm of the paper white."""


def load_pdf_style(path: Path) -> PdfStyle:
    """Read a style file and its picture. Raises InputError with all its problems."""
    scalars: dict[Any, Callable[[str], Any]] = {
        Points: partial(_number, bounds=_POINTS, unit="pt"),
        Millimetres: partial(_number, bounds=_MM, unit="mm"),
        Colour: _colour,
        Picture: _picture_in(path.parent),
    }
    return replace(load_yaml(path, PdfStyle, scalars), file=str(path))


def _number(text: str, bounds: tuple[int, int], unit: str) -> float:
    number = PLAIN_SCALARS[float](text.removesuffix(unit).strip())
    least, most = bounds
    if not least <= number <= most:
        words = message("must be between {least} and {most} {unit}", least=least, most=most, unit=unit)
        raise ValueError(words)
    return float(number)


def _colour(text: str) -> str:
    if re.fullmatch("#?[0-9A-Fa-f]{6}", text) is None:
        hint = message("write it in quotation marks, as red, green and blue: “#1a3c6e”")
        raise WrongValueError(message("“{text}” is not a colour", text=text), hint)
    return f"#{text.removeprefix('#').lower()}"


def _picture_in(folder: Path) -> Callable[[str], Picture]:
    def read(name: str) -> Picture:
        if Path(name).is_absolute() or ".." in Path(name).parts:
            hint = message("put it beside this file, and give its name")
            raise WrongValueError(message("“{name}” is in another folder", name=name), hint)
        try:
            return picture(name, read_file(folder / name, MAX_BYTES))
        except InputError as error:
            raise ValueError(error.problems[0].message) from None

    return read
