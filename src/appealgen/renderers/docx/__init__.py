"""Documents to DOCX."""
