"""The book: every notebook as a page. `make book` builds it; tools/book/build_book.py says from what."""

import html
import os
import sys
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "extensions"), str(HERE.parent / "tools"), str(HERE.parent / "tools" / "book")]

import place  # noqa: E402, tools/ is on the path from here on
from backprop import installation  # noqa: E402

# Where the repository is published, and whose it is, as pyproject.toml says; GitHub's workflows set the first.
REPOSITORY, book_authors = place.settings()
book_at = place.institution()
OWNER, _, NAME = os.environ.get("GITHUB_REPOSITORY", REPOSITORY).partition("/")
# Where JupyterLite stands in the book, and with it the links to run a notebook; "" for a book without it.
LITE = os.environ.get("BOOK_LITE", "")

project = html_title = "Backpropagation by hand"
release = metadata.version(installation.NAME)
language = place.language()
extensions = [
    "myst_nb", "sphinxcontrib.katex", "sphinx_copybutton", "sphinxext.opengraph",
    "cells", "equations", "opening", "running", "meta", "mending",
]  # fmt: skip
book_source, book_lite, book_year = f"https://github.com/{OWNER}/{NAME}", LITE, "2026"

nb_execution_mode = "off"  # the notebooks are stored with their outputs
myst_enable_extensions = ["dollarmath"]
myst_dmath_double_inline = True
html_math_renderer = "book"  # extensions/equations.py
katex_prerender = True
katex_css_path = "katex/katex.min.css"  # build_book.py puts it there

ogp_site_url = f"https://{OWNER}.github.io/{NAME}/"
ogp_social_cards = {"enable": False}  # a page's figure stands for it
ogp_custom_meta_tags = ['<meta name="twitter:card" content="summary_large_image" />']

html_theme = "sphinx_book_theme"
html_static_path = ["static"]
html_favicon = "static/favicon.svg"
html_css_files = ["book.css", "colours.css"]  # build_book.py writes the second
html_js_files = [(name, {"defer": "defer"}) for name in ("player.js", "preview.js")]
html_show_copyright = False
html_show_sphinx = False
html_theme_options = {
    "repository_url": book_source,
    "path_to_docs": "notebooks",
    "use_repository_button": True,
    "use_issues_button": True,
    "use_download_button": True,
    "use_fullscreen_button": True,
    "home_page_in_toc": True,
    "navbar_persistent": [],  # the search stands in the side bar
    "show_toc_level": 2,
    "footer_content_items": "extra-footer.html",
    "extra_footer": (
        (f"<p>{html.escape(book_at)}</p>" if book_at else "")
        + '<p>Text and pictures: <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>. '
        f'Code: MIT licence. <a href="{book_source}">Source</a>. '
        '<a href="index.html#how-to-cite">How to cite</a>.</p>'
    ),
}
