"""What each page says of itself to search engines, and the picture that stands for it where its address is shared."""

import base64
import html
from pathlib import Path

import stored
from backprop import course

ABOUT = "One derivation, line by line, in notebooks, code and live figures: the gradients of a small neural network."
OPENING = "06_pullback"  # whose figure stands for the opening page, and for each that has none


def about(page):
    """The description of a page, from the course's one list."""
    found = [one for one in course.NOTEBOOKS if course.name(one) == page]
    words = f"{found[0].derives}. Live figure: {found[0].figure}." if found else ABOUT
    return words.replace("\\", "")


def picture(page):
    """The stored picture of the first live figure of a page: PNG, and what it shows; None if it has none."""
    path = stored.FOLDER / f"{page}.ipynb"
    for cell in stored.read(path).cells if path.exists() else []:
        if stored.shows_a_figure(cell):
            shown = cell.outputs[0]
            return base64.b64decode(shown.data["image/png"]), shown.metadata["image/png"]["alt"]


def tell(app, tree):
    """Give a page its picture, and a description to those who share it."""
    page, own = app.env.docname, app.env.metadata[app.env.docname]
    name = f"_static/cards/{page}.png"
    (Path(app.outdir) / name).parent.mkdir(parents=True, exist_ok=True)
    png, alt = picture(page) or picture(OPENING)
    (Path(app.outdir) / name).write_bytes(png)
    own.update({"og:description": about(page), "og:image": name, "og:image:alt": alt})


def describe(app, page, template, context, tree):
    """Give a page a description."""
    if tree is not None:
        context["metatags"] += f'<meta name="description" content="{html.escape(about(page), quote=True)}" />\n'


def setup(app):
    app.connect("doctree-read", tell)
    app.connect("html-page-context", describe, priority=400)  # before sphinxext.opengraph
    return {"parallel_read_safe": True}
