"""Documents to plain text."""
