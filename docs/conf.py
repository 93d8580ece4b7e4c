"""The site: `nox -s site` builds it into build/site. It loads nothing from other hosts."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

project = "appealgen"
copyright = "The appealgen authors, Apache-2.0"
found = re.search(r'__version__ = "(.+?)"', (ROOT / "src" / "appealgen" / "__init__.py").read_text(encoding="utf-8"))
release = found[1] if found else ""

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["examples"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
autodoc_typehints = "signature"
autodoc_class_signature = "mixed"
nitpicky = False
suppress_warnings = ["myst.xref_missing"]  # links to files of the repository outside of docs/
language = "en"

html_theme = "furo"
html_title = "appealgen"
html_copy_source = False
html_show_sourcelink = False
html_theme_options: dict[str, list[str]] = {"top_of_page_buttons": []}
