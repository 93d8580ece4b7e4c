"""YAML to dataclasses, with line and column, and back."""
