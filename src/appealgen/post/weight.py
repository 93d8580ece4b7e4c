"""What a letter weighs, about."""

from appealgen.model.stationery import EnvelopeFormat, Paper

_GRAMS_PER_SQUARE_METRE = 80
"""The usual paper of printers and copiers: an A4 sheet of it is 5 g."""
_ENVELOPE_PAPER = 2 * 1.15
"""Front and back, and 15 % for flap and seams; of the same paper. An assumption: a DL envelope comes to 4.5 g."""


def weight(sheets: int, paper: Paper, envelope: EnvelopeFormat) -> float:
    """Estimated grams of sheets in their envelope, of paper of 80 g/m²."""
    square_mm = sheets * paper.width * paper.height + _ENVELOPE_PAPER * envelope.width * envelope.height
    return square_mm / 1_000_000 * _GRAMS_PER_SQUARE_METRE
