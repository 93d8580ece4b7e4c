"""Documents → DOCX."""
