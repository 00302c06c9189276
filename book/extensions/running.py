"""From each page one click to its notebook with a kernel in the browser, where the book has JupyterLite."""

from docutils import nodes

import live

ABOUT = "in_the_browser"


def lead(app, tree):
    """Below the title of a notebook: the link that runs it."""
    page, lite = app.env.docname, app.config.book_lite
    if lite and str(app.env.doc2path(page)).endswith(".ipynb"):
        words = (
            f'<p class="run"><a href="{live.run(lite, page)}">Run this notebook</a> in your browser. '
            f'<a href="{ABOUT}.html">What is different there</a></p>'
        )
        next(tree.findall(nodes.section)).insert(1, nodes.raw("", words, format="html"))


def leave_out(app, config):
    """A book without JupyterLite has no page about it."""
    if not config.book_lite:
        config.exclude_patterns.append(f"{ABOUT}.md")


def setup(app):
    app.connect("config-inited", leave_out)
    app.connect("doctree-read", lead)
    return {"parallel_read_safe": True}
