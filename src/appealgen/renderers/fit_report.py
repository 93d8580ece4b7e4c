"""Problems of addresses that do not fit their paper, with formats that would fit."""

from __future__ import annotations

from pathlib import Path

from appealgen.errors import Problem, ProblemCode
from appealgen.messages import Message, either, join, message
from appealgen.model.document import Envelope, Labels, Letter
from appealgen.post.envelopes import envelope_formats
from appealgen.post.layouts import for_envelope, label_sheets, letter_layouts
from appealgen.renderers.docx.reference import Reference
from appealgen.renderers.metrics import is_wide
from appealgen.renderers.placement import Placed, envelope_boxes, label_boxes, misfits, window_boxes

_OWN_PARTS = {
    "envelope-return": message("your own address"),
    "envelope-mark": message("the mark"),
    "window-return": message("your own address, in the return line above the window,"),
    "sender": message("your own address"),
}


def envelope_misfit(envelope: Envelope, reference: Reference, roots: tuple[Path, ...] = ()) -> Problem | None:
    """The problem of an envelope that cannot be printed, with formats that could; None if it fits."""
    boxes = [placed for side in envelope_boxes(envelope, reference) for placed in side]
    if envelope.feed == "rotated" and any(any(placed.right_to_left) or is_wide(*placed.lines) for placed in boxes):
        # LibreOffice 7.4 misplaces right-to-left lines by centimetres, and sets East Asian letters upright.
        text = message("a right-to-left, Chinese, Japanese or Korean address cannot be printed rotated")
        return Problem(ProblemCode.ROTATED_SCRIPT, text, message("--feed landscape, or --labels"))
    wrong = next(misfits(boxes), None)
    if wrong is None:
        return None
    roomy = []
    for form in envelope_formats(roots):
        sides = envelope_boxes(envelope._replace(format=form), reference)
        if not any(misfits(placed for side in sides for placed in side)):
            roomy.append(form.name)
    shorten = message("shorten its lines in the case, or in your own details")
    hint = message("it fits --envelope {formats}", formats=either(roomy)) if roomy else shorten
    text = message("{what} does not fit the {format} envelope", what=_what(wrong), format=envelope.format.name)
    return Problem(ProblemCode.ADDRESS_TOO_LONG, text, hint)


def window_misfit(letter: Letter, reference: Reference, roots: tuple[Path, ...] = ()) -> Problem | None:
    """The problem of a letter that a window would not show fully, with windows that would; None if it fits."""
    assert letter.layout is not None
    wrong = next(misfits(window_boxes(letter, reference)), None)
    if wrong is None:
        return None
    roomy = []
    for layout in letter_layouts(roots):
        line = letter.return_line if layout.return_line else ""
        choices = [(layout, "")] + [(for_envelope(layout, w.envelope), w.envelope) for w in layout.windows]
        for choice, envelope in choices if layout.paper == letter.paper else []:
            if not any(misfits(window_boxes(letter._replace(layout=choice, return_line=line), reference))):
                roomy.append(f"--layout {layout.name}" + (f" --envelope {envelope}" if envelope else ""))
                break
    ways: list[str] = [*roomy, message("--layout plain (a printed envelope)")]
    if wrong.style == "window-return":
        ways.append("--return-address none")
    hint = message("these fit: {ways}", ways=join(ways))
    what, layout_name = _what(wrong), letter.layout.name
    text = message(
        "{what} does not fit the part of the page that is always visible in the window of {layout}",
        what=what,
        layout=layout_name,
    )
    return Problem(ProblemCode.ADDRESS_TOO_LONG, text, hint)


def label_misfits(labels: Labels, reference: Reference, roots: tuple[Path, ...] = ()) -> list[Problem]:
    """Problems of addresses that do not fit their labels, with sheets that they fit."""
    wrong = _label_misfits(labels, reference)
    if not wrong:
        return []
    afresh = labels._replace(placing=labels.placing._replace(start=1))
    roomy = [
        sheet.name
        for sheet in label_sheets(roots)
        if sheet.paper == labels.sheet.paper and not _label_misfits(afresh._replace(sheet=sheet), reference)
    ]
    fits, envelope = (
        message("these fit: --labels {sheets}", sheets=", ".join(roomy)),
        message("print an envelope instead"),
    )
    whose = dict.fromkeys(message("your own address") if own else _what(placed) for placed, own in wrong)
    texts = [message("{what} does not fit a label of {sheet}", what=what, sheet=labels.sheet.name) for what in whose]
    return [Problem(ProblemCode.ADDRESS_TOO_LONG, text, fits if roomy else envelope) for text in texts]


def _label_misfits(labels: Labels, reference: Reference) -> list[tuple[Placed, bool]]:
    """The labels that are too small for their text, each with whether it is the sender's own."""
    placed = [found[-1] for sheet in label_boxes(labels, reference) for _, found in sheet]
    others = len(labels.texts) - labels.own
    return [(one, number >= others) for number, one in enumerate(placed) if not one.fits]


def _what(placed: Placed) -> Message:
    """The text in words: a recipient's by its first line; errors never repeat a sender's own address."""
    if placed.style in _OWN_PARTS:
        return _OWN_PARTS[placed.style]
    return message("the address of “{name}”", name=placed.lines[0])
