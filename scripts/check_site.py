"""Check a built site: every link and anchor within it leads somewhere, and no page loads anything from elsewhere.

`python scripts/check_site.py build/site` prints each fault and ends with 1 if there is one. Links to other sites are
allowed, because a person follows them; fonts, scripts, styles and pictures are not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src", "object": "data"}


class Page(HTMLParser):
    """The anchors of a page, its links, and what it loads."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__()
        self.anchors: set[str] = set()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says."""
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values[name] for name in ("id", "name") if name in values}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if (name := LOADED.get(tag)) in values:
            self.loaded.append(values[str(name)])


def faults(site: Path) -> Iterator[str]:
    """Every fault, with the page that has it."""
    pages = {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    if len(pages) < 10:
        yield f"{site} has {len(pages)} pages"
    for path, page in pages.items():
        where = path.relative_to(site.resolve())
        yield from (f"{where} loads {address}" for address in page.loaded if urlsplit(address).netloc)
        for address in (*page.links, *page.loaded):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                yield f"{where}: there is no {address}"
            elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
                yield f"{where}: {address} has no such part"


def main() -> None:
    """Print the faults of the site named on the command line."""
    found = list(faults(Path(sys.argv[1])))
    print("\n".join(found) or "no dead link, and nothing from elsewhere")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
