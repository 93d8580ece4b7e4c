"""Bytes to lines, one module a format."""
