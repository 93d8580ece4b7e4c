"""Read a saved web page into lines, with lxml: the visible text without menus, forms and the site's footer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from appealgen.errors import DocumentError, Problem, ProblemCode
from appealgen.importing.files.cells import cells_in_order, names_what_follows
from appealgen.importing.lines import Kind, Line, Start, line_of, number_lines
from appealgen.messages import message
from appealgen.model.document import Span

if TYPE_CHECKING:
    from lxml import etree

_SKIPPED, _BLOCKS = map(frozenset, ((
    "title", "script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "form", "button", "select",
    "iframe", "object", "canvas", "video", "s", "strike", "del", "audio",
), (
    "p", "div", "section", "article", "main", "header", "ul", "ol", "dl", "dt", "dd", "table", "tbody", "thead",
    "tr", "td", "th", "blockquote", "pre", "figure", "figcaption", "address", "center", "hr", "body", "html",
    "fieldset", "details", "summary",
)))  # fmt: skip
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_APART = _HEADINGS | {"p", "blockquote", "pre", "ul", "ol", "table", "hr"}
_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)
_SITE = re.compile(r"(?:navigation|banner|contentinfo|search|menu)", re.IGNORECASE)
_MAX_DEPTH = 200
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


def html_lines(page: str, file: str) -> tuple[tuple[Line, ...], str]:
    """The lines of a page, numbered from 1, and its title. Raises DocumentError if lxml cannot read it."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(_XML_DECLARATION.sub("", page))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        text = message("this file contains no page")
        hint = message("save the page again, as HTML or as text")
        raise DocumentError(Problem(ProblemCode.DAMAGED, text, hint, file=file)) from error
    title = " ".join((root.findtext(".//title") or "").split())
    return tuple(number_lines(_Page().lines(root))), title


class _Page:
    """Walks a page and collects runs until a line ends."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.start: Start = "paragraph"
        self.kind: Kind = "text"

    def lines(self, root: etree._Element) -> Iterator[Line]:
        yield from self._inside(root, bold=False, italic=False, depth=0)
        yield from self._end("line")

    def _inside(self, element: etree._Element, *, bold: bool, italic: bool, depth: int) -> Iterator[Line]:
        name = element.tag if isinstance(element.tag, str) else ""
        if name and name not in _SKIPPED and depth < _MAX_DEPTH and not _is_unseen(element):
            block = name in _BLOCKS or name in _HEADINGS or name == "li"
            follows: Start = "paragraph" if name in _APART else "line"
            if block or name == "br":
                yield from self._end(follows)
            if name in _HEADINGS or name == "li":
                self.kind = "item" if name == "li" else "heading"
            face_bold = bold or name in ("b", "strong") or bool(_BOLD.search(element.get("style", "")))
            face_italic = italic or name in ("i", "em")
            self._say(element.text, bold=face_bold, italic=face_italic, verbatim=name == "pre")
            for child in _children(element):
                yield from self._inside(child, bold=face_bold, italic=face_italic, depth=depth + 1)
            if name == "a":
                self._say(_address_behind(element), bold=face_bold, italic=face_italic)
            if block:
                yield from self._end(follows)
                self.kind = "text"
        self._say(element.tail, bold=bold, italic=italic)

    def _say(self, text: str | None, *, bold: bool, italic: bool, verbatim: bool = False) -> None:
        if text:
            words = text if verbatim else re.sub(r"\s+", " ", text)
            self.spans.append(Span(words, bold, italic))

    def _end(self, after: Start) -> Iterator[Line]:
        """End the line; `after` is how the next one follows."""
        for part in _at_newlines(self.spans):
            if (line := line_of(0, part, self.start, self.kind)) is not None:
                yield line
                self.start = "line"
        self.spans = []
        if after == "paragraph":
            self.start = "paragraph"


def _at_newlines(spans: list[Span]) -> Iterator[list[Span]]:
    """Runs split at the line ends of preformatted text."""
    part: list[Span] = []
    for span in spans:
        for number, words in enumerate(span.text.split("\n")):
            if number:
                yield part
                part = []
            part.append(span._replace(text=words))
    yield part


def _children(element: etree._Element) -> Iterator[etree._Element]:
    """The content of an element; for a table its cells in reading order."""
    if element.tag != "table":
        yield from element
        return
    own = (row for row in element.iter("tr") if next(row.iterancestors("table")) is element)
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in own]
    if names_what_follows([[_words(cell) for cell in row] for row in rows]):
        for name, _ in rows:
            name.tag = "h6"
    yield from cells_in_order(rows, _words)


def _words(cell: etree._Element) -> str:
    return " ".join("".join(map(str, cell.itertext())).split())


def _is_unseen(element: etree._Element) -> bool:
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    return bool(_SITE.fullmatch(element.get("role", ""))) or element.get("aria-hidden") == "true"


def _address_behind(link: etree._Element) -> str | None:
    """The mail address of a link whose words do not contain it."""
    target = link.get("href", "")
    words = "".join(map(str, link.itertext()))
    if not target.lower().startswith("mailto:") or "@" in words or "[email" in words:
        return None
    return f" {target[7:].split('?', 1)[0]}"
