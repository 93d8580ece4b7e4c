"""Documents → plain text."""
