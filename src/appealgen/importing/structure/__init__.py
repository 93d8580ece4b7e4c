"""Take the lines of a document apart: labels, sections, the bounds of the letter."""
