"""The book: every notebook as a page. `make book` builds it; tools/book/build_book.py says from what."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "extensions"), str(HERE.parent / "tools"), str(HERE.parent / "tools" / "book")]

# Where the repository is published: the one place that says so. GitHub's workflows set it by themselves.
OWNER, _, NAME = os.environ.get("GITHUB_REPOSITORY", "OWNER/REPOSITORY").partition("/")
SOURCE = f"https://github.com/{OWNER}/{NAME}"
ADDRESS = f"https://{OWNER}.github.io/{NAME}/"

project = html_title = "Backpropagation by hand"
language = "en"
extensions = ["myst_nb", "sphinxcontrib.katex", "sphinx_copybutton", "cells", "equations"]
exclude_patterns = ["lite"]

nb_execution_mode = "off"  # the notebooks are stored with their outputs
myst_enable_extensions = ["dollarmath"]
myst_dmath_double_inline = True
html_math_renderer = "book"  # extensions/equations.py
katex_prerender = True
katex_css_path = "katex/katex.min.css"  # build_book.py puts it there

html_theme = "sphinx_book_theme"
html_static_path = ["static"]
html_css_files = ["book.css", "colours.css"]  # build_book.py writes the second
html_js_files = [(name, {"defer": "defer"}) for name in ("player.js", "preview.js")]
html_theme_options = {
    "repository_url": SOURCE,
    "path_to_docs": "notebooks",
    "use_repository_button": True,
    "use_issues_button": True,
    "use_download_button": True,
    "use_fullscreen_button": True,
    "show_toc_level": 2,
}
