"""What the cells of a notebook show on its page: live figures, maps and pictures, from what is stored with it."""

import html
import re

import nbformat
from docutils import nodes
from docutils.parsers.rst import Directive

import live

SHOWS = r"(from backprop\.widgets import .*\s+)?(\w+_figure\.figure\w*\(\)|derivation_map\.show\([^)]*\))\s*"
PRESS = "<p>This button needs a kernel: run the notebook to measure on your own machine.</p>"


def figure_of(source):
    """The name of the live figure that a cell shows, or None."""
    found = re.search(r"^(\w+)_figure\.(figure\w*)\(\)\s*\Z", source, flags=re.M)
    if not found:
        return None
    module = re.search(rf"from backprop\.widgets import (\w+) as {found[1]}_figure", source)
    return f"{module[1] if module else found[1]}.{found[2]}"


def picture(output):
    """A stored picture as HTML, with its words for screen readers; None if an output has none."""
    data = output.get("data", {})
    for mime in ("image/svg+xml", "image/png"):
        if mime in data:
            about = output.metadata[mime]
            alt = html.escape(about["alt"], quote=True)
            if mime == "image/png":
                source = f"data:{mime};base64,{data[mime].strip()}"
                shown = f'<img class="dark-light" src="{source}" alt="{alt}" width="{about["width"]}">'
            else:
                shown = data[mime].replace("<svg ", f'<svg aria-label="{alt}" ', 1)
            return f'<div class="still">{shown}</div>'
    return None


def shown(cell, lite):
    """The HTML that takes the place of a cell's outputs, or None if they stay as MyST-NB has them."""
    name = figure_of(cell.source)
    if name:
        return live.figure(name, lite)
    if cell.source.strip().endswith(".timing()"):
        return PRESS
    pictures = [found for output in cell.outputs if (found := picture(output))]
    return "".join(pictures) or None


def settle(app, tree):
    """Put live figures and pictures into a page that has just been read."""
    path = app.env.doc2path(app.env.docname)
    if not str(path).endswith(".ipynb"):
        return
    for paragraph in list(tree.findall(nodes.paragraph)):
        if re.search("^← |→$", paragraph.astext()):  # the theme leads to the pages before and after
            paragraph.parent.remove(paragraph)
    cells = nbformat.read(path, as_version=4).cells
    for container in list(tree.findall(nodes.container)):
        if container.get("nb_element") != "cell_code":
            continue
        cell, parts = cells[container["cell_index"]], {part.get("nb_element"): part for part in container.children}
        output, found = parts.get("cell_code_output"), shown(cell, app.config.book_lite)
        if output is None:
            continue
        output.children = [part for part in output.children if not _is_cure(part)]
        if found:
            output.children = [nodes.raw("", found, format="html")]
        if re.fullmatch(SHOWS, cell.source):  # all that the cell does is to show it
            container.remove(parts["cell_code_source"])


def _is_cure(bundle):
    """Whether an output is the one that chooses, in Jupyter, between a still and its widget."""
    return any("backprop-cure" in raw.astext() for raw in bundle.findall(nodes.raw))


class LiveFigure(Directive):
    """A live figure on a page that is no notebook."""

    required_arguments = 1

    def run(self):
        lite = self.state.document.settings.env.config.book_lite
        return [nodes.raw("", live.figure(self.arguments[0], lite), format="html")]


def without_a_script(app, page, template, context, tree):
    """Controls that would do nothing are not shown."""
    hidden = ".live-controls, .live-large, .live-more { display: none }"
    context["metatags"] = context.get("metatags", "") + f"<noscript><style>{hidden}</style></noscript>"


def setup(app):
    app.connect("html-page-context", without_a_script)
    app.connect("doctree-read", settle)
    app.add_directive("live-figure", LiveFigure)
    return {"parallel_read_safe": True}
