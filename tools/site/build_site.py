"""The reading edition: every notebook as a page that needs no kernel and no network.

`make site` writes build/site; its index.html can be opened from the folder. Jupyter's own converter makes the
text; a still stands for each live figure; MathJax, in one file, lies beside the pages.
"""

import html
import importlib.metadata
import re
import shutil
from pathlib import Path

import nbformat
from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from pygments.formatters import HtmlFormatter

from backprop.widgets.palette import INK, NIGHT

TOP = Path(__file__).resolve().parent.parent.parent
SITE = TOP / "build" / "site"
SET_UP = """MathJax = {tex: {inlineMath: [["$", "$"]], displayMath: [["$$", "$$"]]}, svg: {fontCache: "global"},
  options: {enableMenu: false}, startup: {pageReady: () => MathJax.startup.defaultPageReady().then(() =>
    document.querySelectorAll("pre, p, li, .still, table, mjx-container").forEach(part => {
      if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;  // what scrolls can be scrolled by keyboard
    }))}};"""
highlight = Highlight2HTML(pygments_lexer="python")


def mathjax():
    """The file of MathJax 3 with SVG output that the package sphinx-mathjax-offline ships."""
    files = importlib.metadata.files("sphinx-mathjax-offline")
    return next(file.locate() for file in files if file.name == "tex-svg-full.js")


def symbols_by_night():
    """CSS that gives the symbols in the mathematics their colours for dark paper."""
    return "".join(
        f'\nmjx-container [{part}="{INK[name]}"] {{ {part}: {colour}; }}'
        for name, colour in NIGHT.items()
        for part in ("fill", "stroke")
    )


def title(notebook):
    """The heading of a notebook."""
    return re.match(r"# (.+)", notebook.cells[0].source)[1].strip()


def cell(cell):
    """One cell as HTML."""
    if cell.cell_type == "markdown":
        text = re.sub(r'(href="[0-9a-z_]+)\.ipynb', r"\1.html", markdown2html_mistune(cell.source))
        return f"<section>{text}</section>"
    out = "".join(output(part) for part in cell.outputs)
    code = highlight(cell.source)
    return f'<div class="input">{code}</div>' + (f'<div class="output">{out}</div>' if out else "")


def output(part):
    """One output as HTML: a picture with its sentence as alternative text, or text."""
    data = part.get("data", {})
    if "image/svg+xml" in data:
        return f'<div class="still">{data["image/svg+xml"]}</div>'
    if "image/png" in data:
        about = part.metadata["image/png"]
        return (
            f'<div class="still"><img src="data:image/png;base64,{data["image/png"]}" '
            f'alt="{html.escape(about["alt"], quote=True)}" width="{about["width"]}"></div>'
        )
    if "text/html" in data:
        return data["text/html"]
    return f'<pre>{ansi2html(part.get("text") or data["text/plain"])}</pre>'


def page(name, body, links):
    """A whole page."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(name)}</title><link rel="stylesheet" href="page.css"><link rel="stylesheet" href="code.css">
<script>{SET_UP}</script><script defer src="mathjax.js"></script></head>
<body><nav aria-label="top">{links}</nav><main>
{body}
</main><nav aria-label="bottom">{links}</nav></body></html>
"""


def build(site=SITE):
    """Write the whole site into the folder `site`."""
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    shutil.copy(mathjax(), site / "mathjax.js")
    shutil.copy(Path(__file__).parent / "page.css", site)
    dark = HtmlFormatter(style="github-dark").get_style_defs(".highlight") + symbols_by_night()
    light = HtmlFormatter(style="default").get_style_defs(".highlight")
    (site / "code.css").write_text(light + "\n@media (prefers-color-scheme: dark) {\n" + dark + "\n}\n")
    paths = sorted((TOP / "notebooks").glob("*.ipynb"))
    notebooks = [nbformat.read(path, as_version=4) for path in paths]
    names = [title(notebook) for notebook in notebooks]
    for k, (path, notebook) in enumerate(zip(paths, notebooks, strict=True)):
        links = ['<a href="index.html">All notebooks</a>']
        if k > 0:
            links.append(f'<a rel="prev" href="{paths[k - 1].stem}.html">← {html.escape(names[k - 1])}</a>')
        if k + 1 < len(paths):
            links.append(f'<a rel="next" href="{paths[k + 1].stem}.html">{html.escape(names[k + 1])} →</a>')
        body = "\n".join(cell(c) for c in notebook.cells)
        (site / f"{path.stem}.html").write_text(page(names[k], body, "".join(links)), encoding="utf-8")
    pages = zip(paths, names, strict=True)
    entries = "".join(f'<li><a href="{path.stem}.html">{html.escape(name)}</a></li>' for path, name in pages)
    body = (
        "<h1>Backpropagation by hand</h1><p>The reading edition: each live figure is shown as a still. "
        f"To move the figures and do the exercises, open the notebooks in Jupyter.</p><ul>{entries}</ul>"
    )
    (site / "index.html").write_text(page("Backpropagation by hand", body, ""), encoding="utf-8")


if __name__ == "__main__":
    build()
    print(SITE / "index.html")
