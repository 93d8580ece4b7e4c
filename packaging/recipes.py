"""Fill the recipes of Homebrew, Scoop and winget: `python packaging/recipes.py FILES PAGE TAG OUT`.

FILES is a folder with the programs of a release, PAGE the address of the repository: the release knows both, so no
address is committed. Their forms are in `packaging/recipes/`.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

FORMS = Path(__file__).parent / "recipes"
PLATFORMS = ("linux-x86_64", "macos-arm64", "macos-x86_64", "windows-x86_64")
SUMMARY = "Letters and addressed envelopes for urgent human-rights appeals"


def values(files: Path, page: str, tag: str) -> Mapping[str, str]:
    """What the forms leave open; raises SystemExit if a platform has no program, or several."""
    found = {
        "summary": SUMMARY,
        "page": page,
        "version": tag.removeprefix("v"),
        "base": f"{page}/releases/download/{tag}",
    }
    found["owner"] = page.rsplit("/", 2)[-2]
    for platform in PLATFORMS:
        programs = sorted(files.glob(f"appealgen-{tag}-{platform}.*"))
        if len(programs) != 1:
            raise SystemExit(f"{files} has {len(programs)} programs for {platform}, not one")
        key = platform.replace("-", "_")
        found[f"{key}_file"] = programs[0].name
        found[f"{key}_sha256"] = hashlib.sha256(programs[0].read_bytes()).hexdigest()
    return found


def filled(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The path of each recipe, below the output folder, and its text; winget files have the owner's name."""
    for form in sorted(path for path in FORMS.rglob("*") if path.is_file()):
        name = f"{known['owner']}.{form.name}" if form.parent.name == "winget" else form.name
        yield f"{form.parent.name}/{name}", Template(form.read_text(encoding="utf-8")).substitute(known)


def write(files: Path, page: str, tag: str, out: Path) -> None:
    """Write all recipes of a release."""
    for path, text in filled(values(files, page, tag)):
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]))
