"""One page of what is printed for class: Markdown, its mathematics set by a MathJax that lies beside it."""

import html
import importlib.metadata

from nbconvert.filters.markdown_mistune import markdown2html_mistune

import place

SET_UP = """MathJax = {tex: {inlineMath: [["$", "$"]], displayMath: [["$$", "$$"]]}, svg: {fontCache: "global"},
  options: {enableMenu: false}};"""
STYLE = """
body { margin: 0 auto; max-width: 54rem; padding: 0 1rem; font: 16px/1.5 system-ui, "DejaVu Sans", sans-serif; }
table { border-collapse: collapse; }
th, td { padding: 0.3em 0.8em; text-align: left; border-bottom: 1px solid #d0d0d0; }
.room { height: 6em; border-bottom: 1px solid #999; margin: 0 0 1em; break-inside: avoid; }
.anchor-link { display: none; }
@page { margin: 15mm; }
@media print { body { max-width: none; padding: 0; font-size: 11.5px; } h2, h3 { break-after: avoid; } }
"""


def mathjax():
    """The file of MathJax 3 with SVG output that the package sphinx-mathjax-offline ships."""
    files = importlib.metadata.files("sphinx-mathjax-offline")
    return next(file.locate() for file in files if file.name == "tex-svg-full.js")


def page(title, markdown):
    """A whole page, below the name of the institution where there is one."""
    at = html.escape(place.institution())
    return f"""<!DOCTYPE html>
<html lang="{place.language()}"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title)}</title><style>{STYLE}</style>
<script>{SET_UP}</script><script defer src="mathjax.js"></script></head>
<body>
{f"<p>{at}</p>" if at else ""}
{markdown2html_mistune(markdown)}
</body></html>
"""
