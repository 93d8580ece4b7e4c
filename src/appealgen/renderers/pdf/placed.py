"""Lines at fixed places: those of envelopes, windows and labels."""

from __future__ import annotations

from collections.abc import Iterator

from appealgen.model.document import RULED, Envelope, Labels, Span
from appealgen.renderers.docx.paragraphs import kind_of
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.pdf.pages import RULE_MM, Page, PlacedLines, Words, look, runs
from appealgen.renderers.placement import Placed, envelope_boxes, label_boxes, outline, ruled_height


def envelope_pages(envelope: Envelope, reference: Reference) -> Iterator[Page]:
    """The front; and a second page for the back where the return address belongs there."""
    form, turned = envelope.format, envelope.feed == "rotated"
    width, height = (form.height, form.width) if turned else (form.width, form.height)
    for side in envelope_boxes(envelope, reference):
        parts = tuple(placed_lines(box, envelope.language, reference) for box in side)
        yield Page(width, height, 0, 0, 0, 0, parts, turned=turned)


def label_pages(labels: Labels, reference: Reference) -> Iterator[Page]:
    """A page for each sheet."""
    paper = labels.sheet.paper
    for found in label_boxes(labels, reference):
        parts = tuple(placed_lines(placed, "", reference) for _, boxes in found for placed in boxes)
        outlines = tuple(outline(cell) for cell, _ in found) if labels.frames else ()
        yield Page(paper.width, paper.height, 0, 0, 0, 0, parts, outlines)


def placed_lines(placed: Placed, language: str, reference: Reference) -> PlacedLines:
    """The lines of a box; right-to-left ones are also aligned left, because machines read the left edge."""
    lines, before = [], 0.0
    for text in placed.lines:
        kind, ruled = kind_of(text, language), RULED in text
        style, size, height = placed.style, placed.size, placed.leading
        if ruled:
            style, height = "fill-in", ruled_height(placed, reference)
            size = reference.measures[style].size
        words = look(
            style,
            text,
            reference,
            language=kind.language,
            right_to_left=kind.from_the_right and not ruled,
            multiple=height / size,
            align="left",
            size=size,
        )
        rule = min(placed.box.width, RULE_MM) if ruled else 0
        lines.append(Words(runs((Span(text),)), words, before, rule_mm=rule))
        before += height
    return PlacedLines(placed.box.x, placed.box.y, tuple(lines))
