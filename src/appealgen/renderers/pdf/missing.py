"""Words for signs that no good face has: what they are, and what to install."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category

from appealgen.errors import Problem, ProblemCode
from appealgen.language.scripts import script_of
from appealgen.messages import Message, message
from appealgen.renderers.pdf.faces import faces_data, faces_of_script

_SHARED = "COMBINING"
"""The first word of the names of marks that have no script."""
_SHOWN = 12
"""The signs of a script that a message shows."""


def missing_faces(signs: Iterable[str]) -> Iterator[Problem]:
    """The refusals of a PDF with signs that no face has, one for each script."""
    for script, found in _by_script(signs).items():
        text = message("no installed font has the characters {signs}", signs=_shown(found))
        if script:
            text = message(
                "no installed font has the {script} characters {signs}", script=script.title(), signs=_shown(found)
            )
        yield Problem(ProblemCode.NO_FONT, text, _what_to_install(script))


def stand_in_notices(signs: Iterable[str]) -> Iterator[Problem]:
    """The notices of a PDF with text in the face for many scripts."""
    font = faces_data().stand_in
    for script, found in _by_script(signs).items():
        text = message(
            "the characters {signs} are in {font}, because no better font is installed", signs=_shown(found), font=font
        )
        if script:
            text = message(
                "{script} text is in {font}, because no better font is installed", script=script.title(), font=font
            )
        yield Problem(ProblemCode.STAND_IN_FONT, text, _what_to_install(script))


def _shown(signs: Sequence[str]) -> str:
    """Signs side by side; those that nobody sees by their numbers."""
    return " ".join(sign if sign.isprintable() else f"U+{ord(sign[0]):04X}" for sign in signs[:_SHOWN])


def _what_to_install(script: str) -> Message:
    faces = faces_of_script(script)
    if faces is None:
        return message("leave them out, or write DOCX")
    return message(
        "install the font {font} (on Debian and Ubuntu: the package {package}), or write DOCX",
        font=next(name for name in faces.serif if name.startswith("Noto")),
        package=faces.package,
    )


def _by_script(signs: Iterable[str]) -> dict[str, list[str]]:
    """The letters of each script; other signs, under an empty name, only without any: a script's font has its signs."""
    found: dict[str, list[str]] = {}
    for sign in sorted(signs):
        written = next((char for char in sign if category(char)[0] in "LM"), "")
        script = script_of(written) if written else ""
        found.setdefault("" if script == _SHARED else script, []).append(sign)
    return {script: letters for script, letters in found.items() if script or len(found) == 1}
