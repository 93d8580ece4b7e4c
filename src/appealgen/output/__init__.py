"""Rendered bytes → files; the manifest, and the report of a run."""
