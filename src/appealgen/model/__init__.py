"""Frozen values for the contents of files and of printed pages."""
