"""Equations: set when the book is built, in lines that fold on a narrow screen; "(5.4)" in the text is a link to one.

The page carries a copy of each equation that it links to; static/preview.js shows it when one hovers or focuses.
"""

import html
import re
import time
from functools import cache

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinxcontrib import katex

import latex
import stored

NUMBER = re.compile(r"\((\d+\.\d+)\)")
PART, END = '<span class="base">', "</span></span>"
AGAIN = '<span class="katex"><span class="katex-html" aria-hidden="true">'
BEFORE, BEHIND = re.compile(r"[(“]+\Z"), re.compile(r"[.,;:)!?”]+")  # signs that stay on the line of a formula
INSIDE = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw, nodes.reference, nodes.title)


@cache
def formula(source):
    """A formula as HTML; an error in it ends the build."""
    return katex.render_latex(source, {"throwOnError": True})


def place(tag):
    """The name of an equation on its page."""
    return f"eq-{tag.replace('.', '-')}"


@cache
def written():
    """Every numbered line of the course by number: its page, and the line with the left side it goes on from."""
    found = {}
    for path in stored.PATHS:
        text = "\n\n".join(cell.source for cell in stored.read(path).cells if cell.cell_type == "markdown")
        for block in re.findall(r"\$\$(.+?)\$\$", text, flags=re.S):
            left = ""
            for line in latex.lines(block)[0]:
                left = line.left or left
                if line.tag:
                    found[line.tag] = path.stem, line._replace(left=left)
    return found


def link(tag):
    """A link to an equation, as HTML; just its number if there is no such equation."""
    if tag not in written():
        return f"({tag})"
    return f'<a class="eq-link" href="{written()[tag][0]}.html#{place(tag)}" data-eq="{tag}">({tag})</a>'


def _line(line, aligned, numbered=True):
    goes_on = "{}" if aligned else ""  # so that "=" has room on its left
    parts = "".join(f'<span class="eq-part">{_mixed(goes_on + part, _display)}</span>' for part in line.parts)
    left = f'<span class="eq-left">{formula(_display(line.left))}</span>' if line.left else ""
    reason = f'<span class="eq-reason">{_mixed(line.reason)}</span>' if line.reason else ""
    number = ""
    if line.tag:
        end = f'<a href="#{place(line.tag)}">({line.tag})</a>' if numbered else f"({line.tag})"
        number = f'<span class="eq-number">{end}</span>'
    name = f' id="{place(line.tag)}"' if numbered and line.tag else ""
    sides = f'<span class="eq-sides">{left}<span class="eq-right">{parts}</span></span>'
    return f'<div class="eq-line"{name}>{sides}{reason}{number}</div>'


def _mixed(source, style=str):
    """Mathematics and the words in it, which are text of the page: its lines can end between them."""
    pieces = latex.words(source)
    return "".join(formula(style(what)) if is_math else _text(what) for is_math, what in pieces)


def _display(source):
    return r"\displaystyle " + source


def _text(words):
    return NUMBER.sub(lambda found: link(found[1]), html.escape(words))


def block(writer, node):
    """A displayed equation."""
    lines, boxed = latex.lines(node.astext())
    aligned = any(line.left for line in lines)
    kinds = " eq-box" * boxed + " eq-aligned" * aligned
    writer.body.append(f'<div class="eq{kinds}">{"".join(_line(line, aligned) for line in lines)}</div>\n')
    raise nodes.SkipNode


def inline(writer, node):
    """A formula in a sentence; its first and last part stay on a line with the signs of the sentence beside them."""
    writer.body.append(f'<span class="math">{_kept(formula(node.astext()), *_signs(node))}</span>')
    raise nodes.SkipNode


def _signs(node):
    return (html.escape(node.get(side, "")) for side in ("before", "behind"))


def _kept(made, before, behind):
    """KaTeX's parts, between which a line may end, each of the outer two in one element with its sign."""
    head, *parts = made.removesuffix(END).split(PART)
    if not before and not behind:
        return made
    if len(parts) == 1:
        return f'<span class="kept">{before}{made}{behind}</span>'
    first = f'<span class="kept">{before}{head}{PART}{parts.pop(0)}{END}</span>' if before else ""
    last = f'<span class="kept">{AGAIN}{PART}{parts.pop()}{END}{behind}</span>' if behind else ""
    between = (AGAIN if before else head) + "".join(PART + part for part in parts) + END if parts else ""
    return first + between + last


def connect(app, tree):
    """Make links of the numbers in a page's text, and keep formulas and the signs around them on one line."""
    for text in list(tree.findall(nodes.Text)):
        parent, up = text.parent, text.parent
        while up is not None and not isinstance(up, INSIDE):
            up = up.parent
        if up is not None:
            continue
        at, words = parent.index(text), text.astext()
        if at and isinstance(parent[at - 1], nodes.math) and (signs := BEHIND.match(words)):
            parent[at - 1]["behind"], words = signs[0], words[signs.end() :]
        if at + 1 < len(parent) and isinstance(parent[at + 1], nodes.math) and (signs := BEFORE.search(words)):
            parent[at + 1]["before"], words = signs[0], words[: signs.start()]
        pieces = NUMBER.split(words)
        made = [nodes.raw("", link(piece), format="html") if k % 2 else nodes.Text(piece)
                for k, piece in enumerate(pieces) if piece]  # fmt: skip
        parent[at : at + 1] = made


def carry(app, page, template, context, tree):
    """Put a copy of each equation that a page links to, or that such a copy links to, at its end."""
    carried, added = set(), context.get("body", "")
    while waiting := sorted(set(re.findall(r'data-eq="([^"]+)"', added)) - carried):
        added = "".join(_copied(tag) for tag in waiting)
        context["body"] += added
        carried.update(waiting)


def _copied(tag):
    line = written()[tag][1]
    return f'<template id="copy-{place(tag)}">{_line(line, bool(line.left), numbered=False)}</template>'


class Index(Directive):
    """All numbered equations, notebook by notebook, as links to their places."""

    def run(self):
        made, pages = [], {}
        for page, line in written().values():
            pages.setdefault(page, []).append(line)
        for page, lines in pages.items():
            title = f'<a href="{page}.html">{html.escape(_title(page))}</a>'
            rows = "".join(f"<li>{_to(page, line.tag)} {formula(_short(line))}</li>" for line in lines)
            made.append(f'<p class="eq-of">{title}</p><ul class="eq-index">{rows}</ul>')
        return [nodes.raw("", "".join(made), format="html")]


def _to(page, tag):
    return f'<a href="{page}.html#{place(tag)}">({tag})</a>'


def _title(page):
    return stored.read(stored.FOLDER / f"{page}.ipynb").cells[0].source.split("\n")[0].removeprefix("# ")


def _short(line):
    """An equation without its reason."""
    return " ".join([line.left, r"\quad ".join(line.parts)])


def wait_for_katex(app):
    """Start the server that sets formulas: on a busy computer it does not answer at the first try."""
    katex.STARTUP_TIMEOUT = katex.RENDER_TIMEOUT = 60
    for again in range(10):
        try:
            return katex.KaTeXServer.get()
        except ConnectionRefusedError:
            time.sleep(0.1 * 2**again)


def setup(app):
    app.connect("builder-inited", wait_for_katex, priority=900)  # after sphinxcontrib.katex
    app.add_directive("equation-index", Index)
    app.add_html_math_renderer("book", (inline, None), (block, None))
    app.connect("doctree-read", connect)
    app.connect("html-page-context", carry)
    return {"parallel_read_safe": True}
