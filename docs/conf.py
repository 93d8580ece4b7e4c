"""The site: `nox -s site` builds it into build/site. It loads nothing from other hosts."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

project = "appealgen"
copyright = "The appealgen authors, Apache-2.0"
found = re.search(r'__version__ = "(.+?)"', (ROOT / "src" / "appealgen" / "__init__.py").read_text(encoding="utf-8"))
release = found[1] if found else ""

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["examples"]
default_role = "code"  # names in the docstrings of the library
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3
autodoc_typehints = "signature"
autodoc_class_signature = "mixed"
nitpicky = False
suppress_warnings = ["myst.xref_missing"]  # links to files of the repository outside of docs/
language = "en"

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_title = "appealgen"
html_copy_source = False
html_show_sourcelink = False
html_theme_options: dict[str, list[str]] = {"top_of_page_buttons": []}


def of_developers(app: Any, _page: object) -> None:
    """Keep each decision out of the menu and out of the search, where they hide the pages for users."""
    if app.env.docname.startswith("decisions/0"):
        app.env.metadata[app.env.docname].update({"orphan": True, "no-search": True})


def setup(app: Any) -> None:
    """Called by Sphinx."""
    app.connect("doctree-read", of_developers)
