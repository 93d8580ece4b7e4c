"""Typst: the fonts of the machine, one bundled source, and what it says is wrong."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from appealgen import resources
from appealgen.errors import Problem, ProblemCode, WriteError
from appealgen.messages import message, untranslated
from appealgen.renderers.pdf.typesetting import Typesetting, TypesettingError, fonts

if TYPE_CHECKING:
    import typst

_SOURCE, _DATA = "documents.typ", "documents.json"
_UNSHOWN = re.compile(r"the text `(\"(?:[^\"\\]|\\.)*\")` could not be displayed")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


class UnshownError(Exception):
    """No face has these signs."""

    def __init__(self, signs: frozenset[str]) -> None:
        """Carry the signs: letters with their marks."""
        super().__init__(*sorted(signs))
        self.signs = signs


def families() -> frozenset[str]:
    """The names of the installed faces."""
    return _families(fonts())


@lru_cache(maxsize=4)
def _families(found: typst.Fonts) -> frozenset[str]:
    return frozenset(found.families())


def compiled(
    given: Mapping[str, Any], date: datetime.date | None, pictures: Mapping[str, bytes], typeset: Typesetting
) -> tuple[bytes, list[int]]:
    """The PDF of documents as data, with pictures by the names of their files, and the first and last page of each.

    Raises UnshownError, and WriteError for anything else that typst refuses.
    """
    data = json.dumps(given, default=vars, ensure_ascii=False).encode()
    try:
        return typeset({**pictures, "main.typ": _source(), _DATA: data}, date)
    except TypesettingError as error:
        raise _explained(error) from None


def _explained(error: TypesettingError) -> UnshownError | WriteError:
    signs = frozenset(_unescaped(found) for found in _UNSHOWN.findall(error.diagnostic))
    if signs:
        return UnshownError(signs)
    text = message("typst could not set the PDF: {reason}", reason=untranslated(error.reason))
    return WriteError(Problem(ProblemCode.PDF_FAILED, text))


def _unescaped(quoted: str) -> str:
    """A text as typst quotes it."""
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), quoted[1:-1])
    return text.replace('\\"', '"').replace("\\\\", "\\")


@cache
def _source() -> bytes:
    return resources.get(_SOURCE).read_bytes()
