"""Rendered bytes to files, the manifest, and what a run did."""
