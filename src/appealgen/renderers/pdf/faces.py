"""Faces of words by script and language, of those that the machine has: text faces only, from data/pdf_faces.yaml."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from appealgen import resources
from appealgen.language.locales import script_of_language
from appealgen.language.scripts import script_of
from appealgen.renderers.fonts import fonts_of
from appealgen.yamlfile.reader import load_yaml

_MAIN = ("LATIN", "GREEK", "CYRILLIC")
"""Scripts that the faces of all text have."""
_CYRILLIC = "CYRILLIC"
"""A script with own faces in the languages whose letters not all faces of text have."""
_JOINED = {"KATAKANA": "HIRAGANA"}
"""Scripts in the faces of another one."""


_IN_CJK = "latin-in-cjk"
"""What typst calls the letters that no East Asian face has to set."""
_CLASS = r"[\p{{{}}}\p{{M}}\u{{200c}}\u{{200d}}]"
"""The letters of a script, with their marks and what joins them or keeps them apart."""


@dataclass(frozen=True)
class ScriptFaces:
    """The faces of a script or language, best first, and Debian's package of the one called Noto."""

    serif: tuple[str, ...]
    sans: tuple[str, ...]
    package: str
    covers: str = ""

    def of(self, kind: str) -> tuple[str, ...]:
        """Faces with serifs, or without."""
        return self.serif if kind == "serif" else self.sans


@dataclass(frozen=True)
class _Faces:
    """The data file."""

    text: ScriptFaces
    twins: Mapping[str, tuple[str, ...]]
    symbols: ScriptFaces
    stand_in: str
    scripts: Mapping[str, ScriptFaces]
    languages: Mapping[str, ScriptFaces]


class Face(NamedTuple):
    """A face, and the letters that it is for: a class of a regular expression, or all."""

    name: str
    covers: str = ""


@lru_cache(maxsize=2048)
def face_key(kind: str, text: str, language: str) -> str:
    """The key of the faces for a text: `serif` or `sans`, with a script or a language that has its own."""
    kind = kind if kind == "serif" else "sans"
    if text.isascii():
        return kind
    scripts = dict.fromkeys(map(script_of, filter(str.isalpha, text)))
    script = next((name for name in scripts if name not in _MAIN), "")
    if not script and _CYRILLIC in scripts and fonts_of(language):
        script = _CYRILLIC
    return f"{kind}/{_own_language(language, script) or _JOINED.get(script, script)}" if script else kind


def with_fonts(key: str, fonts: tuple[str, ...]) -> str:
    """The key of the faces for a text in other fonts, or in those of the same widths, where they have its letters."""
    return "\n".join((key, *(each for font in fonts for each in (font, *faces_data().twins.get(font, ())))))


def unknown_fonts(fonts: Iterable[str], installed: Collection[str]) -> tuple[str, ...]:
    """Those of the fonts that are not installed, and for which no other one has been chosen."""
    data, known = faces_data(), {name.casefold() for name in installed}
    chosen = {name.casefold() for name in (*data.text.serif, *data.text.sans)} | known
    return tuple(
        font
        for font in dict.fromkeys(fonts)
        if font.casefold() not in chosen and known.isdisjoint(twin.casefold() for twin in data.twins.get(font, ()))
    )


@lru_cache(maxsize=256)
def _own_language(language: str, script: str) -> str:
    """The language that has its own faces in a script, if it has."""
    if not language or script not in faces_data().scripts:
        return ""
    base, found = language.partition("-")[0], faces_data().languages
    tag = next((tag for tag in (language, f"{base}-{script_of_language(language)}", base) if tag in found), "")
    return tag if tag and found[tag].covers == faces_data().scripts[script].covers else ""


def chain(key: str, installed: Collection[str], *, stand_in: bool) -> list[Face]:
    """The installed faces for a key of `face_key`: those of its letters first, then those of all text, then all others.

    Fonts of `with_fonts` precede them. With `stand_in`, the face that has many scripts comes last.
    """
    key, *fonts = key.split("\n")
    data, (kind, _, own) = faces_data(), key.partition("/")
    main, special = data.text.of(kind), script_faces(own) if own else data.text
    first = special.of(kind) if own else ()
    if special.covers == _IN_CJK:
        ordered = [*(Face(name, _IN_CJK) for name in main), *map(Face, first)]
    else:
        covers = special.covers and _CLASS.format(special.covers)
        ordered = [*(Face(name, covers) for name in first), *map(Face, main)]
    others = [name for each in (special, *data.scripts.values(), data.symbols) for name in each.of(kind)]
    ordered += map(Face, (*main, *others, *([data.stand_in] if stand_in else [])))
    known = {name.casefold(): name for name in installed} if fonts else {}
    chosen = (Face(known[font.casefold()]) for font in fonts if font.casefold() in known)
    return [face for face in dict.fromkeys((*chosen, *ordered)) if face.name in installed]


@lru_cache(maxsize=256)
def script_faces(own: str) -> ScriptFaces:
    """The faces of a script or a language; those of a script without data are Noto's, if there are any."""
    name = own.title()
    noto = ScriptFaces((f"Noto Serif {name}", f"Noto Sans {name}"), (f"Noto Sans {name}",), faces_data().text.package)
    return faces_data().languages.get(own) or faces_of_script(own) or noto


def faces_of_script(script: str) -> ScriptFaces | None:
    """The faces of a script, if they are known."""
    found = faces_data().scripts.get(_JOINED.get(script, script))
    return faces_data().text if found is None and script in _MAIN else found


@cache
def faces_data() -> _Faces:
    """The bundled list of faces."""
    return load_yaml(resources.get("pdf_faces.yaml"), _Faces, {})
